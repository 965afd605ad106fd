"""A sentence -> its runs of three names and more, and what they are: services, places or customers. Pure.

Whoever writes on an outage lists names to say what it hit, whatever the verb: "Boots, Spar and Coop sent staff home". What a
run is told by its names (of services, of places) and by the words before it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.passages import Sentence

SERVICES, PLACES, CUSTOMERS = "services", "places", "customers"


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of names; offsets of the sentence."""

    start: int
    end: int
    names: tuple[tuple[int, int], ...]
    kind: str
    """services, places or customers; empty for what is none of them, or is no news."""


_NAME = r"[A-ZÀ-Þ][\w’'&.-]*(?: (?:(?:of|de|the|for|and the) )?[A-ZÀ-Þ&][\w’'&.-]*){0,3}"
_RUN = re.compile(
    rf"(?<![\w’'.-]){_NAME}(?:, (?:the )?{_NAME})+,? (?:and|or) (?:(?:the|even|about|an?|some) )?"
    rf"(?:(?:(?!(?:by|in|on|at|from|after|as|when|then|is|was|are|were|has|have|it|its|a|an|said|with)\b)[a-z][\w-]* ){{0,3}}{_NAME}|"
    r"(?:several|many|other|dozens of|hundreds of|two|three|four|five|six|\d+|most) [a-z][\w-]*(?: (?:stores|shops|banks|unions|hospitals|practices|schools))?)"
)
_CUT = re.compile(r",? (?:and|or) (?:(?:the|even|about) )?|, (?:the )?")
_END = re.compile(r"(?:['’]s?|\.)\Z")
_WHERE = re.compile(r"\b(?:in|from|across|around|throughout|near|between|over)(?: the)? $", re.IGNORECASE)
_WHOM = re.compile(
    r"\b(?:customers|clients|members|tenants|clerks|staff|patients|shoppers|passengers|students|branches|stores|tills|counters)(?: of| at| with| in) (?:the )?$|"
    r"\b(?:vendors|companies|firms|customers|clients|businesses|tenants|banks|airlines|retailers|carriers|organi[sz]ations|providers|employers|brands|names|"
    r"operators|councils|schools|hospitals|authorities|sites that \w+)\b[^.;]{0,90}(?:like|such as|including|included|:|were|are|among them|with) (?:the )?$",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"\b(?:supports?|own(?:s|ed|er|ing)?|offer(?:s|ed|ing)?|operates?|sell(?:s|ing)?|hold(?:s|ing)?|compet\w*|rivals?|acquir\w*|partner\w*|"
    r"invest\w*|market|shares?|working again|works? without|leaders at|awarded|said|says|told (?:the|us)|according to|founded|backed by|monitors?|"
    r"tracks?|unaffected|not affected|untouched|spared|fine|normally|as usual)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Sir|Judge|Senator|Minister|President|CEO|[A-Z]\.)\b|[a-z]['’]s?$")
_DAYS = re.compile(
    r"Update\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
)
_BUILT_UPON = frozenset(
    "airline aviation bank carmaker education exchange government health retail ticketing travel emergency".split()
)
"""Kinds of organisations, rather than of digital services."""


@lru_cache(maxsize=256)
def _find_spans(text: str) -> tuple[tuple[int, int], ...]:
    if ", " not in text or (" and " not in text and " or " not in text):
        return ()
    return tuple(m.span() for m in _RUN.finditer(text))


def find_runs(reading: Reading, sentence: Sentence) -> list[NameRun]:
    """Return the runs of names of a sentence, in reading order."""
    if sentence.paragraph == 0 or not reading.article.language.startswith("en"):
        return []
    key = ("runs", sentence.start)
    found: list[NameRun] | None = reading.kept.get(key)
    if found is None:
        spans = _find_spans(sentence.text)
        found = [run for start, end in spans if (run := _judge(reading, sentence, start, end)).kind]
        reading.kept[key] = found
    return found


def _judge(reading: Reading, sentence: Sentence, start: int, end: int) -> NameRun:
    text = sentence.text
    cuts = [(start, start), *(m.span() for m in _CUT.finditer(text, start, end)), (end, end)]
    names = tuple(
        (low, low + len(_END.sub("", text[low:high])))
        for (_, low), (high, _) in pairwise(cuts)
        if high - low > 1 and not _DAYS.match(text, low, high)
    )
    return NameRun(start=start, end=end, names=names, kind=_tell(reading, sentence, start, end, names))


def _tell(
    reading: Reading, sentence: Sentence, start: int, end: int, names: tuple[tuple[int, int], ...]
) -> str:
    text = sentence.text
    before = text[max(0, start - 90) : start]
    places = sum(PLACE.fullmatch(text[low:high]) is not None for low, high in names)
    mentions = [
        m
        for m in reading.mentions_in(sentence.start + start, sentence.start + end)
        if reading.lexicon.can_fail(m.slug)
    ]
    if len(names) < 3 or (_PERSON.search(text[start:end]) and not mentions):
        return ""
    if not mentions and (places * 2 >= len(names) or (_WHERE.search(before) and not _WHOM.search(before))):
        return PLACES
    if _NO_NEWS.search(text):
        return ""
    kinds = [reading.lexicon.kind_of(m.slug) for m in mentions]
    digital = sum(kind not in _BUILT_UPON for kind in kinds)
    if _WHOM.search(before):
        return CUSTOMERS
    if digital * 2 >= max(len(kinds), 1) and digital > 1:
        return SERVICES
    at_first = (
        start < _AT_FIRST and not places and not _PARTS.match(text, end) and not _ITS.match(text, start)
    )
    return CUSTOMERS if at_first else ""


_ITS = re.compile(r"(?:The|Its|Our|Their|Both|All|Update)\b")
_PARTS = re.compile(
    r"(?: [A-Z]\w+)? (?:systems?|sites?|pages?|data cent\w+|cables?|features?|clouds?|servers?|apps?|services?|buildings?|halls?)\b"
)


_AT_FIRST = 4
"""Code points of a sentence before its subject."""
