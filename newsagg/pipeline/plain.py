"""The whole way once, without Prefect: the same stages in the same order as flows/pipeline.py."""

from datetime import UTC, datetime

from newsagg.pipeline import Counts, Tell, stay_silent
from newsagg.pipeline.collect import collect_feeds, collect_pages
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings


def run_pipeline(
    settings: Settings,
    *,
    now: datetime | None = None,
    force: bool = False,
    wait: float = 0.0,
    tell: Tell = stay_silent,
) -> Counts:
    """Collect what is due, judge it, read the wanted pages, and merge; return the run's numbers.

    ``now`` (aware): the time that the run counts from, default the clock's; ``force``: read feeds before they are due;
    ``wait``: so many seconds another run is waited for. Raises LeaseHeldError when it writes for longer.
    """
    at = now or datetime.now(UTC)
    clock = "given" if now else "real"
    with keep_run(settings, now=at, kind="plain", clock=clock, wait=wait) as (run_id, counts):
        add_counts(counts, collect_feeds(settings, now=at, run_id=run_id, force=force, tell=tell))
        add_counts(counts, detect_new(settings, now=at, run_id=run_id, tell=tell))
        add_counts(counts, collect_pages(settings, now=at, run_id=run_id, tell=tell))
        add_counts(counts, detect_new(settings, now=at, run_id=run_id, tell=tell, stage="judge pages"))
        add_counts(counts, merge_new(settings, now=at, run_id=run_id, tell=tell))
    return counts
