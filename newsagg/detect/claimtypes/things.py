"""A stretch of a sentence that can only name services -> what it names, whatever it is called. Pure.

"Payment forms", "sync their notes": the words around the stretch told that a service failed, so that no list of parts is
asked; what people, faults and machines are called is none all the same.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.parts import Part
from newsagg.detect.claimtypes.partwords import (
    BESIDE,
    DEEDS,
    DOES,
    GENERIC,
    GENERIC_ELSEWHERE,
    NO_PART,
    NOTHING,
)
from newsagg.detect.gazetteer import PLACE

_MOST = 12
"""Entries of a list that are read; the longest list of the gold articles has nine."""


def read_phrase(text: str, start: int, end: int, *, used: bool = False) -> list[Part]:
    """Return what a stretch names that can only be a service, whatever it is called: "payment forms", "sync their notes".

    It must be a bare list of names of things; where people could not do something, what they do may stand before it.
    """
    found = (_DEED if used else _THINGS).match(text, start, end)
    if found is None:
        return []
    parts: list[Part] = []
    for low, high in _cut(text, *found.span("what")):
        words = text[low:high]
        common = words if low == start else " ".join(w for w in words.split() if w.islower())
        if (
            NO_PART.search_piece(words)
            or NOTHING.search(common)
            or PLACE.fullmatch(words)
            or _NO_NOUN.search(words)
        ):
            if used:
                continue  # one entry that is none leaves the others standing
            return []
        plain = GENERIC.fullmatch(words) or GENERIC_ELSEWHERE.fullmatch(words)
        parts.append(Part(start=low, end=high, words=words, whole=plain is not None))
    if used and all(part.whole for part in parts):
        if _MERE_USE.match(found["does"]):
            return []
        low, high = found.start("does"), found.end("what")
        parts = [Part(start=low, end=high, words=text[low:high])]
    return parts[:_MOST]


_NO_NOUN = re.compile(
    r"^(?:in|on|at|by|for|from|under|with|after|during|over|into|no|not|once|en|avec|sans|mit|bei|con|com|em)\s|"
    r"\s(?:the|a|an|into|to|of|for|get|go)\Z|\b(?:est|sont|ist|sind|está|são)\b|"
    r"\b(?:lights?|lamps?|kids|children|rules?|logs|prox(?:y|ies)|quotas?|memos?|programs?|copper)\b|"
    r"^(?:bringing|causing|leaving|making|forcing|prompting|resulting|leading|sparking|meaning|preventing|including)\s|\bstandstill\b|"
    r"^(?:again|really|technical|list|happening|(?:correct|proper|normal|quick|ful|reliab|remote|direct|safe|easi|smooth|successful)ly|his|hers|theirs|ours|mine|yours|rest|(?:[a-z]+ )?(?:year|season|week|day)|first|last|another|cent(?:er|re)|person|life|soul|words?|thing|coat|song|meal|lunch|"
    r"dinner|breath|line|file|movie)\Z",
    re.IGNORECASE,
)
"""What is no name of a service, or a piece of a longer phrase."""
_MERE_USE = re.compile(r"(?:to )?(?:access|us|reach|open|load|view|connect|get)", re.IGNORECASE)
"""To use the service itself: says no more than that it failed."""


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for low, high in zip(
        [start, *(m.end() for m in _COMMA.finditer(text, start, end))],
        [*(m.start() for m in _COMMA.finditer(text, start, end)), end],
        strict=True,
    ):
        lead = _ARTICLES.match(text, low, high)
        low = lead.end() if lead else low
        done = _DONE.match(text, low, high)
        low = done.end() if done else low
        if high - low > 1:
            yield low, high


_ARTICLE = (
    r"(?:the|a|an|its|their|our|my|his|her|with|(?:some|any|several)(?! of)|der|die|das|den|dem|seine|ihre|le|la|les|un|une|"
    r"ses|leurs|el|los|las|su|sus|o|os|as|seus|suas|auch|teilweise|zeitweise)\s|l['’]"
)
_ARTICLES = re.compile(rf"(?:{_ARTICLE})+", re.IGNORECASE)
_DONE = re.compile(rf"(?:{DOES})\s(?:{_ARTICLE})?", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s(?:(?:and|or|und|oder|et|ou|y|e)\s)?|\s(?:and|or|und|oder|et|ou|y|e)\s")
_THING = (
    rf"(?:{_ARTICLE})*(?!(?:{BESIDE})\b)[^\W\d_][\w’'+-]*(?: (?!(?:{BESIDE})\b)[^\W\d_][\w’'+-]*(?:\.[a-z]{{2,}}(?= ))?){{0,3}}"
    rf"(?: (?:of|on|for|in|to|de|du|des|do|da|del|von) (?:{_ARTICLE})?(?!(?:{BESIDE})\b)[^\W\d_][\w’'+-]*(?:['’]s [a-z]+)?(?: [A-Z][\w’'+-]*){{0,2}})?"
)
_LISTED_THINGS = rf"(?P<what>{_THING}(?:(?:, (?:and |or |und |et )?| and | or | und | et | y | e ){_THING}){{0,6}})(?=\s|[.,;:!?]|\Z)"
_THINGS = re.compile(
    rf"[\s,]*(?:(?:and|or|und|et|y|e|but|as|auch)\s)?{_LISTED_THINGS}[\"”’']?,?\s*(?:(?:and|or|but)\s*)?(?:, [^,]{{3,60}},?\s*)?\Z",
    re.IGNORECASE,
)
"""Nothing but things, and perhaps an aside: "its records, kept by a supplier, ..."."""
_DEED = re.compile(
    rf"\s*(?:to\s)?(?P<does>(?:{DOES}|{DEEDS}|[a-z]{{3,}}ing)(?: (?:and|or) (?:{DOES}|{DEEDS}|[a-z]{{3,}}ing))?\s){_LISTED_THINGS}",
    re.IGNORECASE,
)
