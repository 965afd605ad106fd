"""Vendors' status feeds alone, in between: what they say is told within minutes."""

from datetime import datetime

from prefect import State, flow

from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import add_counts
from newsagg.vocabulary import FeedKind

from .collect import collect_all
from .detect import detect_all
from .fields import Seconds
from .frame import run_once
from .merge import merge_all

LIMIT_SECONDS = 900
"""The 91 listed status pages take a minute or two; a run of a quarter of an hour hangs."""


@flow(name="newsagg-status-pages", log_prints=False, timeout_seconds=LIMIT_SECONDS)
def status_pages(force: bool = False, wait: Seconds = 30.0, now: datetime | None = None) -> State[Counts]:
    """Read the status feeds that are due, and bring the incidents up to date with what the vendors say.

    Beside a run of the whole pipeline, which reads them too, it is skipped.

    Args:
        force: Ask every feed now, whatever its own pace.
        wait: Seconds to wait while another run writes; then this one is skipped, and the next does its work.
        now: The time, with its zone, that the run counts from; empty for the clock's.
    """

    def work(at: datetime, run_id: int, counts: Counts) -> None:
        add_counts(counts, collect_all(at, run_id, force, kinds=(FeedKind.STATUS,)))
        add_counts(counts, detect_all(at, run_id, "judge articles"))
        add_counts(counts, merge_all(at, run_id))

    return run_once(work, kind="status", now=now, force=force, wait=wait)
