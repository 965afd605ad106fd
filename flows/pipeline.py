"""The whole way once: feeds, verdicts, pages, verdicts again, incidents.

``python -m flows.pipeline`` runs it once on the server that ``PREFECT_API_URL`` names; settings come from NEWSAGG_*.
"""

import argparse
import json
import sys
from datetime import UTC, datetime

from prefect import flow

from newsagg.errors import LeaseHeldError
from newsagg.pipeline import Counts
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.settings import load_settings

from .collect import collect_all, collect_wanted
from .detect import detect_all
from .merge import merge_all
from .report import leave_artifacts


@flow(name="newsagg-pipeline", log_prints=False)
def pipeline(now: datetime | None = None, force: bool = False, wait: float = 600.0) -> Counts:
    """Collect what is due, judge it, read the wanted pages, and merge.

    ``now`` (aware): the time that the run counts from, default the clock's; ``force``: read feeds before they are due;
    ``wait``: so many seconds another run that writes is waited for.
    """
    at = now or datetime.now(UTC)
    clock = "given" if now else "real"
    with keep_run(load_settings(), now=at, kind="flow", clock=clock, wait=wait) as (run_id, counts):
        add_counts(counts, collect_all(at, run_id, force))
        add_counts(counts, detect_all(at, run_id, "judge articles"))
        add_counts(counts, collect_wanted(at, run_id))
        add_counts(counts, detect_all(at, run_id, "judge pages"))
        add_counts(counts, merge_all(at, run_id))
    leave_artifacts(run_id, counts)
    return counts


def main(arguments: list[str] | None = None) -> None:
    """Run the pipeline once and print its numbers as one line of JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="count from this time (ISO 8601 with zone)"
    )
    parser.add_argument("--force", action="store_true", help="read feeds before they are due")
    parser.add_argument("--wait", type=float, default=0.0, help="seconds to wait for another run")
    given = parser.parse_args(arguments)
    try:
        counts = pipeline(now=given.now, force=given.force, wait=given.wait)
    except LeaseHeldError as error:
        held = {"message": error.message, "subject": error.subject, "hint": error.hint}
        print(json.dumps({"held": held}), file=sys.stdout, flush=True)  # noqa: T201
        return
    print(json.dumps({"counts": counts}), file=sys.stdout, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
