"""A decision in the making -> recorded and carried out, or only rehearsed: what it would change. Named rim.

A rehearsal does all of it in one transaction that is then taken back, merging included: what it says is what would be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.detect.lexicon import load_lexicon
from newsagg.errors import MergeError, NewsaggError, NotFoundError
from newsagg.model import Incident
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_into, merge_new
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.chronicle import events_after, last_event
from newsagg.store.connect import rehearse, write
from newsagg.store.decisions import load_decisions
from newsagg.store.fates import resolve_incident
from newsagg.store.incidents import load_incidents
from newsagg.store.standing import find_nearest
from newsagg.vocabulary import DecisionKind, RecordState


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyst:
    """Who decides, why and when (aware)."""

    by: str
    reason: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision that has been recorded, not yet merged."""

    number: int
    incident: str
    sentence: str
    followed: tuple[str, ...] = ()
    """For each merged id that was given: where it led, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision that has been recorded, or rehearsed, and what came of it."""

    number: int
    """0 when it was only rehearsed."""
    incident: str
    """The incident to look at now."""
    sentence: str
    """What was decided, in plain words."""
    delayed: str = ""
    """Why it has not taken effect yet; empty when it has."""
    followed: tuple[str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    """Rows of the history that came of it, or would: store/chronicle.py."""


def carry_out(
    settings: Settings, make: Callable[[Database], Made], *, now: datetime, dry: bool = False
) -> Ruling:
    """Record what ``make`` decides, inside a transaction, and merge; ``dry``: only find out what would come of it.

    Where merging cannot be done now (another run is writing) the decision stands all the same, and takes effect with
    the next merge. What was waiting to be merged is merged before: it is no change of the decision's, and not told as
    one, recorded or rehearsed.
    """
    read_db(settings.database).close()  # a record that is not there is an error, and not made
    db = open_db(settings.database)
    try:
        return _rehearse(settings, db, make, now) if dry else _record(settings, db, make, now)
    finally:
        db.close()


def _rehearse(settings: Settings, db: Database, make: Callable[[Database], Made], now: datetime) -> Ruling:
    lexicon = load_lexicon(settings.services)
    with rehearse(db):
        merge_into(db, settings, now=now, run_id=None, thorough=True, lexicon=lexicon)
        before = last_event(db)
        made = make(db)
        merge_into(db, settings, now=now, run_id=None, lexicon=lexicon)
        return Ruling(
            number=0,
            incident=made.incident,
            sentence=made.sentence,
            followed=made.followed,
            changes=tuple(events_after(db, before)),
        )


def _record(settings: Settings, db: Database, make: Callable[[Database], Made], now: datetime) -> Ruling:
    with rehearse(db):
        make(db)  # what makes no sense is refused before anything is written
    delayed = ""
    made: Made | None = None
    before = last_event(db)
    try:
        with keep_run(settings, now=now, kind="decide", alone=False) as (run_id, counts):
            add_counts(counts, merge_new(settings, now=now, run_id=run_id, thorough=True))
            before = last_event(db)
            with write(db):
                made = make(db)
            add_counts(counts, merge_new(settings, now=now, run_id=run_id))
    except NewsaggError as error:
        delayed = str(error)
    if made is None:
        with write(db):
            made = make(db)
    return Ruling(
        number=made.number,
        incident=resolve_incident(db, made.incident),
        sentence=made.sentence,
        delayed=delayed,
        followed=made.followed,
        changes=tuple(events_after(db, before)),
    )


def find_known(db: Database, written: str) -> tuple[Incident, tuple[str, ...]]:
    """Return the incident that an id leads to, and a sentence where that is another one.

    Raises NotFoundError, naming the nearest ids, where there is none.
    """
    try:
        survivor = resolve_incident(db, written)
    except NotFoundError as error:
        near = find_nearest(db, written)
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg incidents` lists them"
        raise NotFoundError("no such incident", subject=written, hint=hint) from error
    (found,) = load_incidents(db, [survivor])
    return found, (f"{written} was merged: {survivor} stands for it",) if survivor != written else ()


def refuse_rejected(db: Database, *incidents: Incident) -> None:
    """Raise MergeError, naming the decision, when one of the incidents was rejected."""
    for incident in incidents:
        if incident.state is not RecordState.REJECTED:
            continue
        ruled = [
            d
            for d in load_decisions(db)
            if d.kind is DecisionKind.REJECT
            and d.undone_at is None
            and resolve_incident(db, d.incident) == incident.id
        ]
        hint = (
            f"`newsagg incident undo {ruled[-1].id} --because ...` takes that back"
            if ruled
            else "none of its reports counts"
        )
        by = f" by {ruled[-1].by} (decision {ruled[-1].id})" if ruled else ""
        raise MergeError(f"is rejected{by}", subject=incident.id, hint=hint)
