"""A Reading -> drafts of customer claims: organisations that another's outage hit. Pure.

Lists that say so ("Affected are the banks A and B", "X and Y were among the sites that failed"), organisations by
class ("Hospitals put off appointments"), and names whose business stood still ("Alder Airways cancelled 30 flights").
The failing service itself is no customer of its own.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.clauseheads import find_head
from newsagg.detect.claimtypes.customerwords import (
    AMONG,
    ANY_NAME,
    BELOW,
    BELOW_LISTS,
    BUSINESS,
    CLASS_WORDS,
    CLASSES_HIT,
    KINDS,
    LISTING,
    LISTS,
    MANY_HIT,
    NAME_WORDS,
    NAMED_STOPPED,
    NO_NAME,
    OWN_NAME,
    SAID_HIT,
)
from newsagg.detect.claimtypes.nameruns import CUSTOMERS, find_runs
from newsagg.detect.claimtypes.partwords import PART
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.wordpatterns import list_likely
from newsagg.detect.wordscan import holds_among
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Precision, Scope


def propose_customers(reading: Reading, failing: Speaker | None) -> Iterator[Draft]:
    """Yield affected_customer claims, one a sentence, with the organisations it names."""
    seen: set[str] = set()
    for sentence in reading.sentences():
        if sentence.paragraph == 0 or reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        if sentence.text.rstrip("\"”’' ").endswith("?"):
            continue
        found = find_customers(reading, sentence, failing)
        if not found or (reading.speaks_as_vendor and failing is None):
            continue
        if _PLACES_OR_BAN.match(sentence.text, found[-1][1]):
            continue
        shown = ", ".join(sentence.text[a:b] for a, b in found)
        if shown.lower() in seen or _COUNTED.match(shown):
            continue
        seen.add(shown.lower())
        first = found[0]
        words = sentence.text[first[0] : first[1]]
        start, end = sentence.start + first[0], sentence.start + found[-1][1]
        whole = (start, end) if end - start <= 260 else (start, start + len(words))
        named = len(found) == 1 and words[:1].isupper()
        yield reading.draft(
            sentence,
            ClaimType.AFFECTED_CUSTOMER,
            Value(
                text=shown,
                words=words,
                slug=slug_of(words) if named else "",
                precision=Precision.EXACT if words[:1].isupper() else Precision.VAGUE,
            ),
            (start, start + len(words)),
            whole=whole,
        )


_PLACES_OR_BAN = re.compile(
    r"[^.;]{0,3}(?:[\w’'-]+,? ){0,2}(?:count(?:y|ies)|parish(?:es)?|provinces?|townships?|districts?)\b|[^.;]{0,24} (?:banned|barred|forbid|forbade)\b"
)
"""Names of places, and firms that had turned away from a service before."""
_COUNTED = re.compile(
    r"(?:some |about |around |nearly |over |more than )?\d\d|(?:the )?affected (?:companies|firms|customers|businesses)$",
    re.IGNORECASE,
)
"""What is counted is told with its number (counting.py)."""


def find_failing(reading: Reading) -> Speaker | None:
    """Return the service that fails: that which an article's airline, bank or game blames, else its main one."""
    main = reading.hearing.cast.main
    if main is None or reading.lexicon.kind_of(main.slug) in BELOW:
        return main
    for mention in reading.mentions:
        if reading.lexicon.kind_of(mention.slug) not in BELOW:
            continue
        if reading.lexicon.same_family(mention.slug, main.slug):
            continue
        if _ITS_FAULT.match(reading.text, mention.end) or _FAULT_AT.search(
            reading.text, max(0, mention.start - 40), mention.start
        ):
            return reading.hearing.cast.resolve(mention.surface, mention.start)
    return main


_ITS_FAULT = re.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,2}(?:outage|failure|update|fault|incident|crash|disruption)s?\b"
)
_FAULT_AT = re.compile(
    r"\b(?:outage|issues?|problems?|failure|trouble|fault|disruption|incident) (?:at|with|of|in|hitting|"
    r"affecting) "
    r"(?:the )?(?:cloud )?(?:provider )?$"
)


def find_customers(reading: Reading, sentence: Sentence, failing: Speaker | None) -> list[tuple[int, int]]:
    """Return where a sentence names who was hit, in reading order, offsets of the sentence."""
    key = (f"customers of {failing and failing.slug}", sentence.start)
    found: list[tuple[int, int]] | None = reading.kept.get(key)
    if found is None:
        found = reading.kept[key] = _find_customers(reading, sentence, failing)
    return found


def _find_customers(reading: Reading, sentence: Sentence, failing: Speaker | None) -> list[tuple[int, int]]:
    text = sentence.text
    below = failing is not None and reading.lexicon.kind_of(failing.slug) in BELOW
    lists = LISTS + BELOW_LISTS if below else LISTS
    for pattern in list_likely(lists, text) if below or holds_among(text, LISTING) else ():
        match = pattern.search(text)
        if match is not None:
            group = next(name for name, found in match.groupdict().items() if found)
            if group != "who":
                return [match.span(group)]
            spans = _names(reading, sentence, match.span(group), failing)
            if any(
                _ends_as_part(entry)
                for entry in re.split(r",|\s(?:and|und|et|y|e)\s", text[slice(*match.span(group))])
            ):
                return []
            if spans:
                return spans
    behind = AMONG.search(text)
    if behind is not None and (spans := _names(reading, sentence, find_head(text, behind.start()), failing)):
        return spans
    for run in find_runs(reading, sentence):
        if run.kind == CUSTOMERS and (
            spans := [s for s in run.names if not _is_own(reading, sentence, s, failing)]
        ):
            return spans
    classes = holds_among(text, CLASS_WORDS)
    spans = (
        [
            m.span("who")
            for m in CLASSES_HIT.finditer(text)
            if not _NOT_THEY.match(m["who"]) and not _HOW.search(text[max(0, m.start() - 10) : m.start()])
        ]
        if classes
        else []
    )
    many = MANY_HIT.search(text) if classes and not spans else None
    if many is not None and not _HOW.search(text[: many.start("who" if many["who"] else "who2")]):
        spans.append(many.span("who" if many["who"] else "who2"))
    for match in OWN_NAME.finditer(text) if holds_among(text, NAME_WORDS) else ():
        low, high = match.span("who")
        if any(a < high and low < b for a, b in spans) or _is_own(reading, sentence, (low, high), failing):
            continue
        if _stops(text, high):
            spans.append((low, high))
    for mention in reading.mentions_in(sentence.start, sentence.end):
        low, high = mention.start - sentence.start, mention.end - sentence.start
        if not (
            may_be_customer(reading, mention.slug, failing)
            or (below and _RELIES.search(text) and not _is_own(reading, sentence, (low, high), failing))
        ) or any(a < high and low < b for a, b in spans):
            continue
        if _stops(text, high):
            spans.append((low, high))
    return sorted(set(spans))


_RELIES = re.compile(r"\b(?:rel(?:y|ies|ied|ying)|depend\w*|built|hosted|run(?:s|ning)?) (?:up)?on\b")
_HOW = re.compile(r"\bhow (?:many )?$", re.IGNORECASE)
_NOT_THEY = re.compile(r"(?:my|our|how many)\b", re.IGNORECASE)


def _stops(text: str, end: int) -> bool:
    return NAMED_STOPPED.match(text, end) is not None or SAID_HIT.match(text, end) is not None


def _names(
    reading: Reading, sentence: Sentence, span: tuple[int, int], failing: Speaker | None
) -> list[tuple[int, int]]:
    """Return the names and classes of a list; the failing service itself and its family are left out."""
    text = sentence.text
    start, end = span
    spans: list[tuple[int, int]] = []
    listed = [
        m
        for m in reading.mentions_in(sentence.start + start, sentence.start + end)
        if reading.lexicon.can_fail(m.slug)
    ]
    strangers = sum(failing is None or not reading.lexicon.same_family(m.slug, failing.slug) for m in listed)
    for mention in listed:
        if (
            failing is None
            or not reading.lexicon.same_family(mention.slug, failing.slug)
            or (strangers >= _FEWEST_STRANGERS and _is_sister(reading, mention.slug, failing.slug))
        ):
            spans.append((mention.start - sentence.start, mention.end - sentence.start))
    for match in ANY_NAME.finditer(text, start, end):
        low, high = match.span()
        if PLACE.fullmatch(match[0]) or NO_NAME.fullmatch(match[0]):
            continue
        if not any(a < high and low < b for a, b in spans) and not _is_own(
            reading, sentence, (low, high), failing
        ):
            spans.append((low, high))
    return sorted(spans)


_FEWEST_STRANGERS = 2
"""Other houses' names in a list, beside which a sister of what fails is one of its customers; chosen."""


def _is_sister(reading: Reading, slug: str, failing: str) -> bool:
    """Whether two services only have an owner in common, as a shop and a cloud of one house have."""
    lexicon = reading.lexicon
    return (
        slug != failing
        and failing not in lexicon.parent_chain(slug)
        and slug not in lexicon.parent_chain(failing)
        and lexicon.provider_of(slug) != failing
    )


def _ends_as_part(words: str) -> bool:
    """Whether a list is one of parts of a service rather than of companies."""
    words = words.rstrip(" .")
    return (words.split(" ")[-1].islower() and PART.search(words) is not None) or _PART_ELSEWHERE.search(
        words
    ) is not None


_PART_ELSEWHERE = re.compile(
    r"(?:App|app|banking|Banking|zahlung|zahlungen|dienste?|telefonie|Internet|netz|portal|Portal|seite|Website|SMS|aplicación|"
    r"aplicativo|pagos|paiements?|pagamentos)\Z"
)


def _is_own(reading: Reading, sentence: Sentence, span: tuple[int, int], failing: Speaker | None) -> bool:
    low, high = span
    if failing is None:
        return False
    if failing.name.lower() in sentence.text[low:high].lower():
        return True
    return any(
        reading.lexicon.same_family(m.slug, failing.slug) or not reading.lexicon.can_fail(m.slug)
        for m in reading.mentions_in(sentence.start + low, sentence.start + high)
    )


def may_be_customer(reading: Reading, slug: str, failing: Speaker | None) -> bool:
    """Whether a known name may be a customer of what fails: another's, and of a kind that stands upon others."""
    if failing is None or not reading.lexicon.can_fail(slug):
        return False
    if reading.lexicon.same_family(slug, failing.slug):
        return False
    kind = reading.lexicon.kind_of(slug)
    below = reading.lexicon.kind_of(failing.slug) in BELOW
    return kind in KINDS or (below and kind in BUSINESS)
