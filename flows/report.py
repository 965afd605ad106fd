"""The weekly digest to its subscribers, by the week that a run was planned for."""

from datetime import UTC, datetime

from prefect import State, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.states import Completed

from newsagg.errors import LeaseHeldError
from newsagg.pipeline import Counts
from newsagg.pipeline.digest import send_due
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.planned import choose_lists, read_frozen_since
from newsagg.report.runreport import tell_digest
from newsagg.settings import load_settings

from .fields import Seconds, Week
from .frame import planned_time, say, skip
from .stages import STAGE, tell

DIGEST = "newsagg-digest"
DELIVERIES = "newsagg-deliveries"


@task(name="send-digests", **STAGE)
def send_digests(planned: datetime, lists: list[str], week: str) -> Counts:
    """Freeze the weeks that are due and send what waits; a mail that was sent is never sent again."""
    return send_due(load_settings(), planned, lists=lists, week=week, tell=tell)


@flow(name="newsagg-digest", log_prints=False, timeout_seconds=7200)
def digest(week: Week = "", lists: list[str] | None = None, wait: Seconds = 3600.0) -> State[Counts]:
    """Send the week's digest to every list that it is due for, each reader once, and what earlier runs could not send.

    A missed week is caught up once; of several that were missed, only the newest goes out by itself.

    Args:
        week: An ISO week such as 2026-W10, made and sent now if it was not before. Empty: the newest that is due by the
            time this run was planned for.
        lists: Short names of mailing lists; none for all of them.
        wait: Seconds to wait while another run writes; then this one is skipped, and the next does its work.
    """
    settings, planned, clock = load_settings(), planned_time(), datetime.now(UTC)
    chosen = (lists or []) if week else choose_lists(settings, planned, clock, only=lists or ())
    if not week and not chosen:
        return skip(
            f"no list has a week that was due at {planned:%Y-%m-%d %H:%M} UTC and still is the newest"
        )
    try:
        with keep_run(settings, now=clock, kind="digest", wait=wait) as (run_id, counts):
            add_counts(counts, send_digests(clock if week else planned, chosen, week))
    except LeaseHeldError as held:
        return skip(str(held))
    say(counts=counts)
    for frozen in read_frozen_since(settings, clock if week else planned):
        create_markdown_artifact(key=DIGEST, markdown=tell_digest(frozen))
    rows = [{"what": name, "number": number} for name, number in counts.items()]
    create_table_artifact(key=DELIVERIES, table=rows, description=f"What newsagg run {run_id} sent.")
    done = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
    return Completed(message=f"run {run_id}: {done or 'nothing was due'}", data=counts)
