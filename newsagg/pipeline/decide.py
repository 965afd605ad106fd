"""What an analyst decides about incidents -> the record of decisions, and at once the record of incidents.

Named rim: opens the database. Each function checks that the decision makes sense, records it and merges again; with
``dry`` it only says what would change. The command line and the desk's forms decide through these alone.
"""

from collections.abc import Sequence

from sqlite_utils import Database

from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.pointed import Pointed as Pointed  # who adds a claim says it in these
from newsagg.detect.pointed import read_pointed
from newsagg.errors import ClaimRejectedError, MergeError, NotFoundError
from newsagg.merge.identity import name_sibling
from newsagg.merge.overrides import OVERRIDES as OVERRIDES
from newsagg.merge.overrides import check_moments, check_order, read_override
from newsagg.model import Decision, Incident, OpenIncident
from newsagg.pipeline.naming import require_services
from newsagg.pipeline.ruling import Analyst, Made, Ruling, carry_out, find_known, refuse_rejected
from newsagg.settings import Settings
from newsagg.store.decisions import save_decision, undo_decision
from newsagg.store.incidents import apply_changes, incidents_of_articles, load_incidents
from newsagg.store.ownclaims import add_own_claim, find_quote_ever, find_same_claim, withdraw_own_claims
from newsagg.store.standing import find_article, find_first_report, load_span
from newsagg.store.versions import newest_version
from newsagg.vocabulary import ArticleRole, DecisionKind

_TOLD = (ArticleRole.PRIMARY, ArticleRole.UPDATE)


def merge_incidents(
    settings: Settings, source: str, target: str, *, analyst: Analyst, dry: bool = False
) -> Ruling:
    """Merge one incident into another, whose id survives."""

    def make(db: Database) -> Made:
        (gone, led), (kept, led_too) = find_known(db, source), find_known(db, target)
        if gone.id == kept.id:
            raise MergeError(f"is {kept.id} already, and nothing merges with itself", subject=source)
        refuse_rejected(db, gone, kept)
        number = _save(db, DecisionKind.MERGE, gone.id, analyst, target=kept.id, articles=_told(gone))
        sentence = f"{gone.id} is merged into {kept.id}"
        return Made(number=number, incident=kept.id, sentence=sentence, followed=(*led, *led_too))

    return carry_out(settings, make, now=analyst.now, dry=dry)


def split_incident(
    settings: Settings, incident: str, articles: Sequence[str], *, analyst: Analyst, dry: bool = False
) -> Ruling:
    """Give some of an incident's articles, by address or number, an incident of their own."""

    def make(db: Database) -> Made:
        parent, led = find_known(db, incident)
        refuse_rejected(db, parent)
        numbers = [_find_told(db, parent, article) for article in articles]
        if set(_told(parent)) <= set(numbers):
            raise MergeError("nothing would be left of it", subject=parent.id, hint="leave one article in it")
        child = name_sibling(parent.id, {known.id for known in load_incidents(db)})
        why = f"{analyst.by}: {analyst.reason}"
        opening = OpenIncident(
            incident=child, lead_service=parent.lead_service, split_from=parent.id, reason=why
        )
        apply_changes(db, [opening], analyst.now, None)
        saved = _save(db, DecisionKind.SPLIT, parent.id, analyst, target=child, articles=sorted(set(numbers)))
        told = f"{len(set(numbers))} of its articles are split from {parent.id} as {child}"
        return Made(number=saved, incident=child, sentence=told, followed=led)

    return carry_out(settings, make, now=analyst.now, dry=dry)


def move_articles(
    settings: Settings, articles: Sequence[str], target: str, *, analyst: Analyst, dry: bool = False
) -> Ruling:
    """Move articles, by address or number, from the incident that they are in to another; they stay there."""

    def make(db: Database) -> Made:
        home, led = find_known(db, target)
        refuse_rejected(db, home)
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
        saved = _save(db, DecisionKind.MOVE, sources.pop(), analyst, target=home.id, articles=numbers)
        what = "1 article is" if len(numbers) == 1 else f"{len(numbers)} articles are"
        return Made(number=saved, incident=home.id, sentence=f"{what} moved to {home.id}", followed=led)

    return carry_out(settings, make, now=analyst.now, dry=dry)


def reject_incident(settings: Settings, incident: str, *, analyst: Analyst, dry: bool = False) -> Ruling:
    """Take an incident off the record as no outage; its id and reports stay, new prints of these go with it."""

    def make(db: Database) -> Made:
        found, led = find_known(db, incident)
        refuse_rejected(db, found)
        saved = _save(db, DecisionKind.REJECT, found.id, analyst, articles=_told(found))
        return Made(number=saved, incident=found.id, sentence=f"{found.id} is rejected", followed=led)

    return carry_out(settings, make, now=analyst.now, dry=dry)


def override_field(
    settings: Settings, incident: str, field: str, value: str, *, analyst: Analyst, dry: bool = False
) -> Ruling:
    """Set a field of an incident's line; the claims stay as they are.

    A time that cannot be, and a service that neither lexicon nor record knows, are refused.
    """

    def make(db: Database) -> Made:
        found, led = find_known(db, incident)
        if field == "lead_service":
            require_services(settings, db, [value.strip()])
        try:
            wanted = read_override(field, value)
            at, outlet = find_first_report(db, found.id)
            check_moments(wanted, now=analyst.now, first=at, outlet=outlet)
            check_order(load_span(db, found.id) | wanted)
        except ValueError as error:
            raise MergeError(str(error), subject=field, hint="nothing was changed") from error
        saved = _save(db, DecisionKind.OVERRIDE, found.id, analyst, field=field, value=value.strip())
        sentence = f"{field} of {found.id} is {value.strip()}"
        return Made(number=saved, incident=found.id, sentence=sentence, followed=led)

    return carry_out(settings, make, now=analyst.now, dry=dry)


def add_claim(
    settings: Settings, incident: str, source: str, pointed: Pointed, *, analyst: Analyst, dry: bool = False
) -> Ruling:
    """Add a claim that our rules missed: words of an article of the incident, and what kind of claim they are."""
    lexicon = load_lexicon(settings.services)

    def make(db: Database) -> Made:
        found, led = find_known(db, incident)
        refuse_rejected(db, found)
        try:
            number = find_article(db, source)
        except NotFoundError as error:
            hint = "import it first: write its address into a file, `newsagg import FILE`, then add the claim"
            raise NotFoundError("this source is not in the record", subject=source, hint=hint) from error
        if number not in _told(found):
            hint = f"`newsagg incident move {number} --to {found.id} --because ...` puts it there"
            raise MergeError(f"is no report of {found.id}", subject=f"article {number}", hint=hint)
        stored = newest_version(db, number)
        if stored is None:
            raise MergeError("has no text yet", subject=f"article {number}", hint="run `newsagg run` first")
        try:
            claim = read_pointed(stored.article, pointed, lexicon)
        except ClaimRejectedError as error:
            if "letter for letter" in error.message and find_quote_ever(db, number, pointed.quote.strip()):
                error.hint = "an earlier version of it had these words; its publisher has taken them back"
            raise
        if (known := find_same_claim(db, number, claim)) is not None:
            raise MergeError("is on record already", subject=f"claim {known}", hint="nothing was added")
        field, quote = pointed.type.value, claim.quote
        saved = _save(db, DecisionKind.CLAIM, found.id, analyst, articles=[number], field=field, value=quote)
        add_own_claim(db, stored, claim, saved, analyst.now)
        what = pointed.type.value.replace("_", " ")
        sentence = f"{claim.speaker.name} says {claim.value.text} ({what}) is added to {found.id}"
        return Made(number=saved, incident=found.id, sentence=sentence, followed=led)

    return carry_out(settings, make, now=analyst.now, dry=dry)


def take_back(settings: Settings, number: int, *, analyst: Analyst, dry: bool = False) -> Ruling:
    """Undo a decision; what the reports say holds again, unless another decision says otherwise."""

    def make(db: Database) -> Made:
        found = undo_decision(db, number, by=analyst.by, reason=analyst.reason, now=analyst.now)
        if found.kind is DecisionKind.CLAIM:
            withdraw_own_claims(db, number, analyst.now)
        return Made(number=number, incident=found.incident, sentence=f"{_tell_kind(found)} is undone")

    return carry_out(settings, make, now=analyst.now, dry=dry)


def _save(
    db: Database,
    kind: DecisionKind,
    incident: str,
    analyst: Analyst,
    *,
    target: str = "",
    articles: Sequence[int] = (),
    field: str = "",
    value: str = "",
) -> int:
    return save_decision(
        db, kind, incident, target=target, articles=articles, field=field, value=value,
        by=analyst.by, reason=analyst.reason, now=analyst.now,
    )  # fmt: skip


def _tell_kind(decision: Decision) -> str:
    """Return a decision in a few words."""
    what = f" into {decision.target}" if decision.target else f" {decision.field}".rstrip()
    return f"{decision.kind.value} {decision.incident}{what}"


def _told(incident: Incident) -> list[int]:
    return sorted(a for a, role in incident.articles if role in _TOLD)


def _find_told(db: Database, incident: Incident, written: str) -> int:
    number = find_article(db, written)
    if number not in _told(incident):
        hint = f"see `newsagg show {incident.id}`"
        raise MergeError(f"is not in {incident.id}", subject=written, hint=hint)
    return number
