"""The whole way once: feeds, verdicts, pages, verdicts again, incidents.

``python -m flows.pipeline`` runs it once on the server that ``PREFECT_API_URL`` names; settings come from NEWSAGG_*.
"""

import argparse
from datetime import datetime

from prefect import State, flow

from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import add_counts

from .collect import collect_all, collect_wanted
from .detect import detect_all
from .fields import Seconds
from .frame import DEAF, run_once
from .merge import merge_all

LIMIT_SECONDS = 3600
"""A run over the 217 listed feeds takes minutes; one of an hour hangs."""


@flow(name="newsagg-pipeline", log_prints=False, timeout_seconds=LIMIT_SECONDS)
def pipeline(force: bool = False, wait: Seconds = 600.0, now: datetime | None = None) -> State[Counts]:
    """Read the feeds that are due, judge what is new, read the wanted pages, and bring the incidents up to date.

    What a run leaves undone, the next one takes up: a late run, or one beside another, is skipped without loss.

    Args:
        force: Ask every feed now, whatever its own pace.
        wait: Seconds to wait while another run writes; then this one is skipped, and the next does its work.
        now: The time, with its zone, that the run counts from; empty for the clock's.
    """

    def work(at: datetime, run_id: int, counts: Counts) -> None:
        add_counts(counts, collect_all(at, run_id, force))
        add_counts(counts, detect_all(at, run_id, "judge articles"))
        add_counts(counts, collect_wanted(at, run_id))
        add_counts(counts, detect_all(at, run_id, "judge pages"))
        add_counts(counts, merge_all(at, run_id))

    return run_once(work, kind="flow", now=now, force=force, wait=wait)


def main(arguments: list[str] | None = None) -> None:
    """Run the pipeline once; its numbers, or who else writes, are printed as one line of JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="count from this time (ISO 8601 with zone)"
    )
    parser.add_argument("--force", action="store_true", help="read feeds before they are due")
    parser.add_argument("--wait", type=float, default=0.0, help="seconds to wait for another run")
    given = parser.parse_args(arguments)
    end = pipeline(now=given.now, force=given.force, wait=given.wait, return_state=True)
    if not end.is_completed() and end.name != DEAF:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
