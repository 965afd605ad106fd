"""A status page's timed updates and facts -> drafts of claims by the vendor. Pure.

Each update gives a status in the page's own word at its own time; its body is read for the same claims as any other
text, with the vendor as speaker. The lines of facts after the updates are read here and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.speakernames import slug_of
from newsagg.detect.statusfacts import Fact, read_facts
from newsagg.model import Claim, StatusUpdate, Value
from newsagg.vocabulary import ClaimType, Stance

_SHOWN = {"in_progress": "in progress", "completed": "resolved", "update": "ongoing"}
"""How a state reads where its word alone would not tell."""
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d) UTC")
_TYPED = frozenset(
    ("investigating", "identified", "monitoring", "resolved", "postmortem", "scheduled", "ongoing")
)
_NOBODY = re.compile(
    r"(?:the |these |those |all |our |some |multiple |several )*(?:(?:impacted|affected|remaining|other|our|all) )*"
    r"(?:services?|components?|systems?|products?|features?|(?:[\w-]+ )?regions?|customers?|users?)",
    re.IGNORECASE,
)
_NO_CAUSE = re.compile(
    r"(?:the |an? |some |these |those |this )*(?:(?:elevated|increased|intermittent|high|higher|occasional|degraded|slow|"
    r"widespread|recent|ongoing|api|http|5xx|[45]\d\d) )*(?:issues?|problems?|errors?|error rates?|latenc\w+|failures?|"
    r"degradation|performance|delays?|timeouts?|outages?|disruptions?|impact|unavailability)",
    re.IGNORECASE,
)
_SHORTEST_TOLD = 3
"""A component of one or two letters is found in the list of facts alone: "AI" stands in many words' company."""


def propose_updates(reading: Reading) -> Iterator[Draft]:
    """Yield the claims of a status article: each update's state and components, and its facts."""
    if not reading.article.updates:
        return
    facts = read_facts(reading.text)
    listed = next((fact for fact in facts if fact.name == "Affected components"), None)
    told: set[str] = set()
    at = len(reading.article.title)  # which may be an update's own first words
    for update in reading.article.updates:
        span = _place(reading, update, at)
        if span is None:
            continue
        at = span[1]
        yield _state(reading, update, span)
        for name in update.components:
            if name not in told and (draft := _component(reading, update, name, span, listed)):
                told.add(name)
                yield draft
    for fact in facts:
        yield from _read_fact(fact)


def find_update_time(reading: Reading, start: int) -> datetime | None:
    """Return when the update of a status page was written that a place in its text belongs to; None outside.

    What stands in the lines of facts was said last with the newest update.
    """
    said: datetime | None = None
    at = len(reading.article.title)
    for update in reading.article.updates:
        span = _place(reading, update, at)
        if span is None:
            continue
        at = span[1]
        line = reading.text.rfind("\n", 0, span[0]) + 1  # the update's label stands before its words
        if start >= line:
            said = update.at.astimezone(UTC)
    return said


def is_timed_update(claim: Claim) -> bool:
    """Say whether a claim is an update of a status page: a word on how things stand, with the time of its writing."""
    return (
        claim.type is ClaimType.STATUS
        and claim.said_at is not None
        and claim.value.time_from == claim.said_at
    )


def keep_prose(reading: Reading, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts that other readers made of a status page's prose, without those that its form misled.

    The lines of facts are no prose; how things stand is told by the updates themselves; "the impacted services" is
    nobody's name, and "we have identified that users see elevated errors" tells no cause.
    """
    if not reading.article.updates:
        yield from drafts
        return
    facts = read_facts(reading.text)
    prose_end = facts[0].start if facts else len(reading.text)
    for draft in drafts:
        words = draft.value.words
        if draft.key[0] >= prose_end:
            continue
        if (
            draft.type is ClaimType.STATUS
            and draft.value.text in _TYPED
            and draft.stance is not Stance.DENIED
        ):
            continue
        if draft.type is ClaimType.AFFECTED_SERVICE and _NOBODY.fullmatch(words):
            continue
        if draft.type is ClaimType.CAUSE and _NO_CAUSE.fullmatch(words):
            continue
        yield draft


def _place(reading: Reading, update: StatusUpdate, at: int) -> tuple[int, int] | None:
    body = update.body.strip()
    if not body:
        return None
    line = body.split("\n", 1)[0].strip()
    start = reading.text.find(line, at)
    if start < 0:
        start = reading.text.find(line, len(reading.article.title))
    return None if start < 0 else (start, start + len(line))


def _state(reading: Reading, update: StatusUpdate, span: tuple[int, int]) -> Draft:
    """The vendor's word for how things stand, quoted with the words after it."""
    start, end = span
    line = reading.text.rfind("\n", 0, start) + 1
    label = reading.text[line:start].removesuffix(" - ")
    labelled = 0 < len(label) <= 60 and line > len(reading.article.title)
    quote_start = line if labelled else start
    quote_end = min(end, quote_start + 280)
    at = update.at.astimezone(UTC)
    return Draft(
        type=ClaimType.STATUS,
        value=Value(
            text=_SHOWN.get(update.state, update.state),
            words=label if labelled else reading.text[start : min(end, start + 60)],
            time_from=at,
            time_to=at,
            slug=update.impact.lower(),
        ),
        start=quote_start,
        end=quote_end,
        key=(quote_start, quote_end),
        stance=Stance.ASSERTED,
    )


def _component(
    reading: Reading, update: StatusUpdate, name: str, span: tuple[int, int], listed: Fact | None
) -> Draft | None:
    """A component, quoted from its update's own words where they name it, else from the list after the updates, else from
    wherever the page names it."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    body_end = span[0] + len(update.body)
    found = whole.search(reading.text, span[0], body_end) if len(name) >= _SHORTEST_TOLD else None
    if found is None and listed is not None:
        shown = re.compile(rf"(?<!\w){re.escape(name.replace(';', ','))}(?!\w)")
        found = shown.search(reading.text, listed.at, listed.at + len(listed.said))
    if found is None and len(name) >= _SHORTEST_TOLD:
        found = whole.search(reading.text)
    if found is None:
        return None
    mention = next((m for m in reading.mentions if (m.start, m.end) == found.span()), None)
    words = found[0]
    return Draft(
        type=ClaimType.AFFECTED_SERVICE,
        value=Value(text=words, words=words, slug=mention.slug if mention else ""),
        start=found.start(),
        end=found.end(),
        key=found.span(),
        stance=Stance.ASSERTED,
    )


def _read_fact(fact: Fact) -> Iterator[Draft]:
    if fact.name in ("Started", "Ended"):
        found = _TIME.fullmatch(fact.said)
        if found is not None:
            at = datetime(*(int(part) for part in found.groups()), tzinfo=UTC)  # type: ignore[arg-type, misc]
            kind = ClaimType.START_TIME if fact.name == "Started" else ClaimType.END_TIME
            shown = f"{at:%Y-%m-%dT%H:%MZ}"
            value = Value(text=shown, words=fact.said, time_from=at, time_to=at, zone="UTC")
            yield _fact_draft(kind, value, fact.start, fact.at + len(fact.said))
    elif fact.name == "Affected locations":
        at_place = fact.at
        for name in fact.said.split("; "):
            if name.strip() and not name.endswith("…"):
                value = Value(text=name, words=name, slug=slug_of(name))
                yield _fact_draft(ClaimType.AFFECTED_REGION, value, at_place, at_place + len(name))
            at_place += len(name) + 2


def _fact_draft(kind: ClaimType, value: Value, start: int, end: int) -> Draft:
    return Draft(type=kind, value=value, start=start, end=end, key=(start, end), stance=Stance.ASSERTED)
