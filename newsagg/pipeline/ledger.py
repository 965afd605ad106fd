"""The run ledger around the stages: a row per run that says when, how it ended and what it did."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from newsagg.pipeline import Counts
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.queries import find_incidents
from newsagg.store.runs import end_run, start_run


def add_counts(total: Counts, more: Mapping[str, int]) -> None:
    """Add a stage's numbers to the run's."""
    for name, number in more.items():
        total[name] = total.get(name, 0) + number


@contextmanager
def keep_run(
    settings: Settings, *, now: datetime, kind: str, clock: str = "real"
) -> Iterator[tuple[int, Counts]]:
    """Open a row in the ledger and close it with what happened; gives its number and the counts to fill in.

    ``now`` is the time the run counts from; with a ``given`` clock (demo, tests) the row ends at it too.
    """

    def ended() -> datetime:
        return datetime.now(UTC) if clock == "real" else now

    run_id = start_run(open_db(settings.database), kind, now, clock)
    counts: Counts = {}
    try:
        yield run_id, counts
    except BaseException as error:
        end_run(
            open_db(settings.database),
            run_id,
            "failed",
            counts,
            ended(),
            error=f"{type(error).__name__}: {error}",
        )
        raise
    end_run(open_db(settings.database), run_id, "completed", counts, ended())


def recent_incidents(settings: Settings, limit: int = 50) -> list[dict[str, Any]]:
    """Return the newest lines of the incident table."""
    return find_incidents(read_db(settings.database))[:limit]
