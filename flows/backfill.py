"""Archives -> the record, by hand: what ``newsagg backfill`` does, with its parameters in Prefect's form."""

from datetime import UTC, datetime
from typing import Annotated

from prefect import flow, get_run_logger
from pydantic import Field

from newsagg.pipeline import Counts
from newsagg.pipeline.backfill import backfill as fill
from newsagg.settings import load_settings

from .stages import tell

Workers = Annotated[int, Field(ge=0, le=256)]


@flow(name="newsagg-backfill", log_prints=False)
def backfill(
    sources: list[str], workers: Workers = 1, dask: str = "", again: bool = False, pages: bool = False
) -> Counts:
    """Take what archives tell of outages into the record; resumable: give it the same sources again.

    Args:
        sources: Files, folders and patterns of .warc, .jsonl, .csv or .tsv, packed (.gz) or not, as workers see them.
        workers: Processes that read; 0 and 1 are the flow's own.
        dask: Address of a Dask scheduler whose workers read, such as tcp://10.0.0.5:8786; empty for none.
        again: Also what was read before, as after a change of the model.
        pages: Let the next run ask for the pages of entries that came without text.
    """
    told = fill(
        load_settings(), sources, now=datetime.now(UTC), workers=workers, dask=dask, again=again, pages=pages,
        tell=tell,
    )  # fmt: skip
    log = get_run_logger()
    for shard, state, why in told.shards:
        if state in ("failed", "faulty"):
            log.warning("%s %s: %s", state, shard, why)
    return dict(told.counts)
