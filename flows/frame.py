"""What every run of ours has around its work: one writer, no run that a later one overtook, a readable end."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from prefect import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from newsagg.errors import LeaseHeldError
from newsagg.pipeline import Counts
from newsagg.pipeline.deafness import DeafRunError, refuse_deafness
from newsagg.pipeline.ledger import keep_run
from newsagg.settings import Settings, load_settings
from newsagg.store import open_db
from newsagg.store.runstory import find_later_run

from .telling import begin, tell_run

DEAF = "Deaf"
"""How a run ends that could reach no feed: it failed, yet did its work."""
Work = Callable[[datetime, int, Counts], None]


def say(**told: object) -> None:
    """Print one line of JSON for the command that started this process."""
    print(json.dumps(told), file=sys.stdout, flush=True)  # noqa: T201


def skip(why: str) -> State[Counts]:
    """Return the end of a run that left its work to another one."""
    return Completed(name="Skipped", message=why, data={})


def planned_time() -> datetime:
    """Return when this run was planned to start: late runs that fire together differ in nothing else."""
    return datetime.fromisoformat(str(flow_run.scheduled_start_time)).astimezone(UTC)


def is_overtaken(settings: Settings, kind: str) -> int | None:
    """Return the run that began after this one was planned, and so did its work; None where there is none."""
    db = open_db(settings.database)
    try:
        return find_later_run(db, kind, planned_time())
    finally:
        db.close()


def run_once(work: Work, *, kind: str, now: datetime | None, force: bool, wait: float) -> State[Counts]:
    """Do a run's work as the only writer, and say how it ended.

    ``now`` and ``force`` come from a person: such a run is never left to another. Another writer is waited for, at
    most ``wait`` seconds; then this run is skipped, and the next does its work too.
    """
    settings = load_settings()
    later = None if now or force else is_overtaken(settings, kind)
    if later is not None:
        return skip(f"run {later} began after this one was planned, and did its work")
    at, clock = now or datetime.now(UTC), "given" if now else "real"
    try:
        with keep_run(settings, now=at, kind=kind, clock=clock, wait=wait) as (run_id, counts):
            begin(settings)
            work(at, run_id, counts)
    except LeaseHeldError as held:
        say(held={"message": held.message, "subject": held.subject, "hint": held.hint})
        return skip(str(held))
    say(counts=counts)
    summary = tell_run(settings, run_id, counts)
    try:
        refuse_deafness(settings, counts)
    except DeafRunError as deaf:
        return Failed(name=DEAF, message=f"run {run_id}: {deaf}")
    return Completed(message=f"run {run_id}: {summary}", data=counts)
