"""What an analyst decides about incidents -> the record of decisions, and at once the record of incidents.

Named rim: opens the database. Each function checks that the decision makes sense, records it and merges again; where
that cannot be done now (another run is writing) the decision stands all the same, and takes effect with the next merge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from newsagg.errors import MergeError, NewsaggError, NotFoundError
from newsagg.merge.identity import name_sibling
from newsagg.merge.overrides import read_override
from newsagg.model import Decision, Incident, OpenIncident
from newsagg.pipeline.ledger import add_counts, keep_run
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db, read_db
from newsagg.store.connect import write
from newsagg.store.decisions import load_decisions, save_decision, undo_decision
from newsagg.store.fates import resolve_incident
from newsagg.store.incidents import apply_changes, incidents_of_articles, load_incidents
from newsagg.store.standing import find_article, find_nearest
from newsagg.vocabulary import ArticleRole, DecisionKind, RecordState

_TOLD = (ArticleRole.PRIMARY, ArticleRole.UPDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision that has been recorded, and what came of it."""

    number: int
    incident: str
    """The incident to look at now."""
    sentence: str
    """What was decided, in plain words."""
    delayed: str = ""
    """Why it has not taken effect yet; empty when it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyst:
    """Who decides, why and when (aware)."""

    by: str
    reason: str
    now: datetime


def merge_incidents(settings: Settings, source: str, target: str, *, analyst: Analyst) -> Ruling:
    """Merge one incident into another, whose id survives."""
    db = _open(settings)
    with write(db):
        gone, kept = _find(db, source), _find(db, target)
        if gone.id == kept.id:
            raise MergeError(f"is {kept.id} already, and nothing merges with itself", subject=source)
        _refuse_rejected(db, gone, kept)
        number = save_decision(
            db,
            DecisionKind.MERGE,
            gone.id,
            target=kept.id,
            articles=_told(gone),
            by=analyst.by,
            reason=analyst.reason,
            now=analyst.now,
        )
    return _carry_out(settings, db, number, kept.id, f"{gone.id} is merged into {kept.id}", analyst.now)


def split_incident(settings: Settings, incident: str, articles: Sequence[str], *, analyst: Analyst) -> Ruling:
    """Give some of an incident's articles, by address or number, an incident of their own."""
    db = _open(settings)
    with write(db):
        parent = _find(db, incident)
        _refuse_rejected(db, parent)
        numbers = [find_article(db, article) for article in articles]
        told = set(_told(parent))
        for number, written in zip(numbers, articles, strict=True):
            if number not in told:
                raise MergeError(
                    f"is not in {parent.id}", subject=written, hint=f"see `newsagg show {parent.id}`"
                )
        if told <= set(numbers):
            raise MergeError("nothing would be left of it", subject=parent.id, hint="leave one article in it")
        child = name_sibling(parent.id, {known.id for known in load_incidents(db)})
        why = f"{analyst.by}: {analyst.reason}"
        opening = OpenIncident(
            incident=child, lead_service=parent.lead_service, split_from=parent.id, reason=why
        )
        apply_changes(db, [opening], analyst.now, None)
        saved = save_decision(
            db,
            DecisionKind.SPLIT,
            parent.id,
            target=child,
            articles=sorted(set(numbers)),
            by=analyst.by,
            reason=analyst.reason,
            now=analyst.now,
        )
    told_words = f"{len(set(numbers))} of its articles are split from {parent.id} as {child}"
    return _carry_out(settings, db, saved, child, told_words, analyst.now)


def move_articles(settings: Settings, articles: Sequence[str], target: str, *, analyst: Analyst) -> Ruling:
    """Move articles, by address or number, from the incident that they are in to another; they stay there."""
    db = _open(settings)
    with write(db):
        home = _find(db, target)
        _refuse_rejected(db, home)
        numbers = sorted({find_article(db, article) for article in articles})
        now_in = incidents_of_articles(db, numbers)
        sources: set[str] = set()
        for number in numbers:
            if number not in now_in:
                raise MergeError(
                    "is in no incident", subject=f"article {number}", hint="`newsagg explain` says why"
                )
            if home.id in now_in[number]:
                raise MergeError(f"is in {home.id} already", subject=f"article {number}")
            sources.add(now_in[number][0])
        if len(sources) > 1:
            raise MergeError(
                "come from several incidents",
                subject=", ".join(sorted(sources)),
                hint="move those of one at a time, or merge the incidents",
            )
        saved = save_decision(
            db,
            DecisionKind.MOVE,
            sources.pop(),
            target=home.id,
            articles=numbers,
            by=analyst.by,
            reason=analyst.reason,
            now=analyst.now,
        )
    what = "1 article is" if len(numbers) == 1 else f"{len(numbers)} articles are"
    return _carry_out(settings, db, saved, home.id, f"{what} moved to {home.id}", analyst.now)


def reject_incident(settings: Settings, incident: str, *, analyst: Analyst) -> Ruling:
    """Take an incident off the record as no outage; its id and reports stay, new prints of these go with it."""
    db = _open(settings)
    with write(db):
        found = _find(db, incident)
        _refuse_rejected(db, found)
        saved = save_decision(
            db,
            DecisionKind.REJECT,
            found.id,
            articles=_told(found),
            by=analyst.by,
            reason=analyst.reason,
            now=analyst.now,
        )
    return _carry_out(settings, db, saved, found.id, f"{found.id} is rejected", analyst.now)


def override_field(settings: Settings, incident: str, field: str, value: str, *, analyst: Analyst) -> Ruling:
    """Set a field of an incident's line; the claims stay as they are."""
    try:
        read_override(field, value)
    except ValueError as error:
        raise MergeError(str(error), subject=field) from error
    db = _open(settings)
    with write(db):
        found = _find(db, incident)
        saved = save_decision(
            db,
            DecisionKind.OVERRIDE,
            found.id,
            field=field,
            value=value.strip(),
            by=analyst.by,
            reason=analyst.reason,
            now=analyst.now,
        )
    return _carry_out(settings, db, saved, found.id, f"{field} of {found.id} is {value.strip()}", analyst.now)


def take_back(settings: Settings, number: int, *, analyst: Analyst) -> Ruling:
    """Undo a decision; what the reports say holds again, unless another decision says otherwise."""
    db = _open(settings)
    found = undo_decision(db, number, by=analyst.by, reason=analyst.reason, now=analyst.now)
    sentence = f"{_tell_kind(found)} is undone"
    return _carry_out(settings, db, number, found.incident, sentence, analyst.now)


def _tell_kind(decision: Decision) -> str:
    """Return a decision in a few words."""
    what = f" into {decision.target}" if decision.target else f" {decision.field}".rstrip()
    return f"{decision.kind.value} {decision.incident}{what}"


def _open(settings: Settings) -> Database:
    read_db(settings.database).close()  # a record that is not there is an error, and not made
    return open_db(settings.database)


def _find(db: Database, written: str) -> Incident:
    """Return the incident that an id leads to; the nearest ids are named where there is none."""
    try:
        (found,) = load_incidents(db, [resolve_incident(db, written)])
    except NotFoundError as error:
        near = find_nearest(db, written)
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg incidents` lists them"
        raise NotFoundError("no such incident", subject=written, hint=hint) from error
    return found


def _told(incident: Incident) -> list[int]:
    return sorted(a for a, role in incident.articles if role in _TOLD)


def _refuse_rejected(db: Database, *incidents: Incident) -> None:
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
            f"`newsagg decide undo {ruled[-1].id}` takes that back" if ruled else "none of its reports counts"
        )
        by = f" by {ruled[-1].by} (decision {ruled[-1].id})" if ruled else ""
        raise MergeError(f"is rejected{by}", subject=incident.id, hint=hint)


def _carry_out(
    settings: Settings, db: Database, number: int, incident: str, sentence: str, now: datetime
) -> Ruling:
    delayed = ""
    try:
        with keep_run(settings, now=now, kind="decide") as (run_id, counts):
            add_counts(counts, merge_new(settings, now=now, run_id=run_id))
    except NewsaggError as error:
        delayed = str(error)
    return Ruling(number=number, incident=resolve_incident(db, incident), sentence=sentence, delayed=delayed)
