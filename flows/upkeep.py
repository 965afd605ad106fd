"""The night's work on the record."""

from datetime import UTC, datetime

from prefect import State, flow
from prefect.artifacts import create_table_artifact
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from newsagg.errors import LeaseHeldError
from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import keep_run
from newsagg.pipeline.upkeep import UpkeepError, keep_up
from newsagg.settings import load_settings

from .fields import Seconds
from .frame import is_overtaken, say, skip

STEPS = "newsagg-upkeep"
DEAF = "newsagg-deaf-feeds"


@flow(name="newsagg-upkeep", log_prints=False, timeout_seconds=4 * 3600)
def upkeep(wait: Seconds = 3600.0) -> State[Counts]:
    """Back up the record and check the copy, drop what the settings no longer keep, and look at the feeds.

    Fails when a step did: the others are done all the same, and older backups stay.

    Args:
        wait: Seconds to wait while another run writes; then this one is skipped, and the next does its work.
    """
    settings = load_settings()
    if (later := is_overtaken(settings, "upkeep")) is not None:
        return skip(f"run {later} began after this one was planned, and did its work")
    now = datetime.now(UTC)
    try:
        with keep_run(settings, now=now, kind="upkeep", wait=wait) as (run_id, counts):
            done = keep_up(settings, now=now)
            counts |= done.counts
            for row in done.rows:
                log = get_run_logger().error if row["state"] == "failed" else get_run_logger().info
                log("run=%s step=%s %s: %s", run_id, row["step"], row["state"], row["told"])
            create_table_artifact(
                key=STEPS, table=done.rows, description=f"What newsagg run {run_id} kept up."
            )
            if done.deaf:
                create_table_artifact(key=DEAF, table=done.deaf, description="Feeds that cannot be heard.")
            if failed := done.failed:
                raise UpkeepError("; ".join(failed))
    except LeaseHeldError as held:
        return skip(str(held))
    except UpkeepError as error:
        return Failed(message=f"run {run_id}: {error}")
    say(counts=counts)
    return Completed(
        message=f"run {run_id}: {len(done.rows)} steps done, {len(done.deaf)} feeds cannot be heard",
        data=counts,
    )
