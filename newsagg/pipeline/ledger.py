"""The run ledger around the stages: a row per run that says when, how it ended and what it did."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from newsagg.errors import LeaseHeldError
from newsagg.pipeline import Counts
from newsagg.pipeline.ending import end_when_told
from newsagg.pipeline.lease import BEAT_SECONDS, hold_lease
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.queries import find_incidents
from newsagg.store.runs import end_run, start_run


def add_counts(total: Counts, more: Mapping[str, int]) -> None:
    """Add a stage's numbers to the run's."""
    for name, number in more.items():
        total[name] = total.get(name, 0) + number


def _ignore(_error: LeaseHeldError) -> None:
    """Wait in silence."""


@contextmanager
def keep_run(
    settings: Settings,
    *,
    now: datetime,
    kind: str,
    clock: str = "real",
    wait: float = 0.0,
    waiting: Callable[[LeaseHeldError], None] = _ignore,
    alone: bool = True,
    beat: float = BEAT_SECONDS,
) -> Iterator[tuple[int, Counts]]:
    """Open a row in the ledger and close it with what happened; gives its number and the counts to fill in.

    ``now`` is the time the run counts from; with a ``given`` clock (demo, tests) the row ends at it too. It is the
    only run that writes meanwhile, unless ``alone`` is false: for decisions, which are short. Another one is waited
    for as long as ``wait`` seconds, see :func:`hold_lease`; then LeaseHeldError is raised, and no row
    opened. ``beat``: seconds between two signs of life.
    """
    with ExitStack() as stack:
        stack.enter_context(end_when_told())
        lease = stack.enter_context(
            hold_lease(settings, what=f"a run ({kind})", wait=wait, waiting=waiting, beat=beat)
            if alone
            else nullcontext()
        )
        run_id = start_run(open_db(settings.database), kind, now, clock)
        if lease is not None:
            lease.name_run(run_id)
        counts: Counts = {}
        try:
            yield run_id, counts
            if lease is not None:
                lease.check()
        except BaseException as error:
            lost = lease is not None and lease.lost.is_set()
            state = "failed" if lost or isinstance(error, Exception) else "cancelled"
            why = "LeaseLostError: another run took over" if lost else f"{type(error).__name__}: {error}"
            end_run(open_db(settings.database), run_id, state, counts, _end(now, clock), error=why)
            raise
        end_run(open_db(settings.database), run_id, "completed", counts, _end(now, clock))


def _end(now: datetime, clock: str) -> datetime:
    return datetime.now(UTC) if clock == "real" else now


def recent_incidents(settings: Settings, limit: int = 50) -> list[dict[str, Any]]:
    """Return the newest lines of the incident table."""
    return find_incidents(read_db(settings.database))[:limit]
