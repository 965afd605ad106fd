"""A sentence -> the stretches of it that name what was hit, and whether nothing but a service can stand there. Pure.

Frames of failing ("X went down"), of hitting ("affecting X"), of being kept from something ("unable to X") and of lists
("lists X and Y as degraded"), each with the offsets of what it is told of.
"""

import re
from collections.abc import Iterable, Iterator

from newsagg.detect.claimtypes.affectedwords import (
    ADJECTIVE,
    BECAUSE_OF,
    COMPOUND,
    DOWN,
    EARLIER,
    FINITE,
    HAVING,
    HITTING,
    LISTED_AS,
    NOT_SO,
    PREVENTING,
    SO_IS,
    SPAN_STOP,
    SUSPENDED,
    TAKEN_DOWN,
    TOLD,
    UNREAL,
)
from newsagg.detect.claimtypes.clauseheads import find_head
from newsagg.detect.claimtypes.failing import Failure
from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.speechverbs import find_spoken
from newsagg.detect.wordpatterns import Trigger, compile_words, search_folded

_BOUNDARY = re.compile(
    r"[;:]\s|\.\s|,\s(?:but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|"
    r"because|once|unless|said|says|as|if|where|why|how|found|finds?|saw|sees?|shows?|showed|lists?|listed|marks?|marked|left|rendered)\s"
)


def list_spans(
    reading: Reading, sentence: Sentence, failures: tuple[Failure, ...]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of a sentence that name what was hit, offsets of the sentence, and whether nothing else can."""
    text = sentence.text
    english = reading.article.language.startswith("en")
    found = [(f.start, f.end, f.sure) for f in failures]
    found += [
        (*m.span(), False) for m in DOWN.finditer(text) if not any(a <= m.start() < b for a, b, _ in found)
    ]
    last = 0
    for start, end, sure in sorted(found):
        left = last
        last = end
        if _SHARED.fullmatch(text, left, start):
            continue  # "froze, dropped or refused to start" has one subject
        another = _ANOTHER.search(text, left, start) if left else None
        left = another.end() if another else left
        if text[:start].rstrip().endswith((",", ")", "—", "–")):
            head = find_head(text, start, left)
            if head[1] < start:
                yield *head, sure  # an aside stands between the two
                continue
        for boundary in _BOUNDARY.finditer(text, left, start):
            left = boundary.end()
        lead = _INTRO.match(text, left, start)
        left = lead.end() if lead else left
        for verb in FINITE.finditer(text, left, start):
            comma = text.find(", ", verb.end(), start)
            left = comma + 2 if comma >= 0 else left
        left += find_spoken(text[left:start])
        counted = _AND_SO_MANY.match(text, left, start)
        left = counted.end() if counted is not None else left
        if _NONE.match(text, left, start):
            continue
        if start - left > 1 and not _is_unreal(text, left, start, end):
            yield left, start, sure
    for pattern in (PREVENTING, HAVING) if english else (PREVENTING,):
        for match in pattern.finditer(text):
            yield *match.span("what"), False
    for match in SUSPENDED.finditer(text) if english else ():
        stop = search_folded(SPAN_STOP, text, match.end())
        if not _is_unreal(text, max(0, match.start() - 18), match.start(), match.end()):
            yield match.end(), min(stop.start() if stop else len(text), match.end() + 160), False
    for match in LISTED_AS.finditer(text) if english else ():
        yield *match.span("what"), True
    for match in SO_IS.finditer(text) if english and failures else ():
        if failures[0].start < match.start():
            yield *match.span("what"), True
    for match in TAKEN_DOWN.finditer(text):
        what = match.span("what" if match["what"] else "left")
        if not _is_unreal(text, *what, match.end()) and not _WILL.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield *what, True
    for match in HITTING.finditer(text):
        if _is_unreal(text, max(0, match.start() - 18), match.start(), match.end()) or ADJECTIVE.search(
            text, max(0, match.start() - 8), match.end()
        ):
            continue
        if english and _KEPT_FROM.search_piece(match[0]) and _NO_DEED.match(text, match.end()):
            continue
        stop = search_folded(SPAN_STOP, text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        yield (
            match.end(),
            end,
            (_KEPT_FROM.search_piece(match[0]) if english else _MET.search(match[0])) is not None
            or _OUT_OF.search(match[0]) is not None
            or (
                english
                and _TROUBLE_IN.search(match[0]) is not None
                and _DOING.match(text, match.end()) is not None
            )
            or (english and _is_what_it_hit(text, *match.span())),
        )
    for mention in reading.mentions_in(sentence.start, sentence.end):
        low, high = mention.start - sentence.start, mention.end - sentence.start
        if COMPOUND.match(text, high) and not _is_unreal(text, low, low, low):
            yield low, high, False


_INTRO = re.compile(
    r"(?:\W*(?:and|but|that|how|meanwhile|also)\b,?)*\W*(?:(?:during|for|after|before|since|by|at|on|in|as of|according to|besides|despite|around|between|"
    r"within|throughout|amid|following|from)\s(?:[^,;:.]|\.\d|\d\.|[ap]\.m\.|:\d){2,60},\s(?!(?:and|or)\s))*",
    re.IGNORECASE,
)
"""What a clause opens with before its subject stands: "that", "on Friday,", "according to the utility,"."""
_OUT_OF = re.compile(r"\bout of\s+\Z")
_WILL = re.compile(r"\b(?:will|to|may|can) \Z")
"""What somebody will take offline is not what an outage took."""
_NONE = re.compile(r"\W*(?:No|no|None|none)\s")
_TROUBLE_IN = re.compile(
    r"\b(?:problems?|issues?|troubles?|difficult(?:y|ies)|delays?|challenges?|hassles?)(?: (?:in|with|when|while))?[\"”’']?\s\Z",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?!(?:plagu|affect|fac|hitt|caus|prevent|impact|involv|occurr|happen|remain|be|go|com|aris|dur|includ|follow|relat|regard|concern|stemm|keep|leav|stopp|"
    r"block|disrupt|surround|accord|start|beginn|lead|result|mak|tak|tell|ask|see|hav|cropp|bubbl|linger|persist|mount|aggravat|fix|resolv|handl|solv|"
    r"bring|be|spread|emerg|appear)ing\b)[a-z]+ing\b"
)
_NO_DEED = re.compile(
    r"\W*(?:(?:see|tell|find|say) (?:out|whether|if|how|why|what|when|that|any|evidence|an?|no|circumstances)|take (?:[\w-]+ ){0,2}(?:measures|steps|action|"
    r"place|responsibility|advantage|care)|(?:prevent|happen|come|escape|believe|understand|help|rule|name|confirm|verify|identify|determine|establish|"
    r"disclose|explain|comment|discuss|meet|cope|deal|ensure|protect|resolve|fix|restore|recover|imagine|afford|avoid|deny|wait|stop|say|blame|pinpoint|"
    r"estimate|guarantee|state|keep up|rely|trust)(?:ing)?)\b",
    re.IGNORECASE,
)
"""What is done to an outage, with knowledge or with rules, and not with a service."""
_OTHERS = re.compile(
    r"\b(?:police|regulators?|investigators?|investigation|engineers?|technicians?|officials?|authorities|government|ministry|spokes\w+|experts?|analysts?|"
    r"operators?|compan(?:y|ies)|firms?|hackers?|attackers?)\s(?:(?:that|who|which|is|are|was|were|has|have|had|also|then|still|yet|been|initially|even)\s){0,3}"
    r"(?:unable|fail\w*|could(?: not|n['’]t)|can(?:not|['’]t)|struggl\w+)\s[\w ]{0,12}\Z",
    re.IGNORECASE,
)
"""Who fails to do something that is no use of a service."""


def is_used(text: str, start: int) -> bool:
    """Whether people could not do, or not use, what begins at an offset."""
    before = text[max(0, start - 80) : start]
    if _NO_DEED.match(text, start) or _OTHERS.search(before):
        return False
    return _KEPT_FROM.search_piece(before[-40:]) is not None or (
        _TROUBLE_IN.search(before) is not None and _DOING.match(text, start) is not None
    )


_MET = re.compile(r"\b(?:betr|touche|concerne|afec|afet|ating|kein)", re.IGNORECASE)
"""What was hit, in other languages: behind a "fault in" stands its cause."""
_SHARED = re.compile(r"[\s,]*(?:(?:and|or|then|und|oder|et|ou|y|e)\s)?(?:(?:then|even|also)\s)?")
_ANOTHER = re.compile(r"[,;]\s(?:(?:and|but|or|while|und|et|y|e)\s)?|\s(?:and|but|while)\s")
"""Behind one predicate, what the next one begins with."""
_KEPT_FROM = compile_words(
    r"(?:(?:unable|inability|ability|impossible|fail\w*|struggl\w+) (?:for \w+ )?to|can(?:not|['’]t)|couldn['’]t|could not|no longer|"
    r"from|access to|without)(?: even| either)?\s+(?:to )?\Z",
    re.IGNORECASE,
)
"""Behind these stands what people could not do or use, whatever it is called."""


_HITS = re.compile(r"(?:affect|impact|hit|disrupt|took|knock|cut|crippl|interrupt|halt)", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:outages?|disruptions?|incidents?|failures?|faults?|glitch(?:es)?|problems?|issues?|(?:cyber ?)?attacks?|bugs?|crash|breakdown|"
    r"interruption|errors?|which|that|it|this)\s(?:(?:also|has|have|had|is|was|been|mainly|mostly|chiefly|only|briefly|primarily|largely)\s){0,2}\Z",
    re.IGNORECASE,
)
_HAD_TROUBLE = re.compile(
    r"\b(?:experienc\w+|having|have|had|seeing|saw|facing|faced|report\w*|encounter\w*|see|described?|aware of|complain\w* (?:of|about))\s(?:[\"“‘]?\w+\s){0,3}[\"“‘]?\Z",
    re.IGNORECASE,
)
_TROUBLE_WITH = re.compile(
    r"(?:problems?|issues?|troubles?|difficult(?:y|ies)|errors?|delays?|faults?|glitch(?:es)?)\s(?:with|in|for|when|while)\b",
    re.IGNORECASE,
)


def _is_what_it_hit(text: str, start: int, end: int) -> bool:
    """Whether an event hits something, or people have trouble with it: what stands behind is a service, whatever its name."""
    if _HITS.match(text, start):
        return _EVENT.search(text, max(0, start - 60), start) is not None
    return (
        _TROUBLE_WITH.match(text, start, end) is not None
        and _HAD_TROUBLE.search(text, max(0, start - 60), start) is not None
    )


_ANY_UNREAL = Trigger(UNREAL, NOT_SO, BECAUSE_OF, EARLIER)


def _is_unreal(text: str, left: int, start: int, end: int) -> bool:
    """Whether a frame stands under an "if" or a "not", or names the cause."""
    if text[start:end].rstrip().endswith(" on") and TOLD.search(text, max(0, start - 40), start) is not None:
        return True
    if not _ANY_UNREAL.near(text):
        return False
    return (
        UNREAL.search(text, max(0, left - 12), start + 1) is not None
        or NOT_SO.search(text, max(0, start - 24), end) is not None
        or BECAUSE_OF.search_piece(text[max(0, start - 60) : start]) is not None
        or EARLIER.search(text, max(0, start - 80), end) is not None
        or (end > start and BECAUSE_OF.search_piece(text[max(0, start - 30) : end]) is not None)
    )


def join_spans(spans: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Return the stretches, disjoint: of two frames the later is the closer one ("problems with logging in to X")."""
    kept: list[tuple[int, int, bool]] = []
    for start, end, sure in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kept and start < kept[-1][1]:
            if end < kept[-1][1] and not sure:
                continue
            kept[-1] = (kept[-1][0], start, kept[-1][2])
        kept.append((start, end, sure))
    return kept


_AND_SO_MANY = re.compile(
    r"[^,;]*\b\w{2,}(?:ed|ing)\b[^,;]*\sand\s(?=\d|(?:some|about|around|hundreds|thousands|dozens)\b)"
)
"""Where another clause begins: "switched to paper and 40 operations were postponed"."""
