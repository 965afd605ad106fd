"""A Reading -> drafts of claims on services, functions and customers that were hit, or said not to be. Pure.

    sentence -> frames ("X went down", "affecting X", "unable to X") -> stretches -> parts.py -> clauses -> the telling ones

One claim a service, all of a clause with the same quote. Of each speaker the clause that names most is kept first, then
those that add something: that the article's own service is down is said again and again, and is claimed once, where
nobody says which part of it. Other companies are customers when the clause calls them so (customers.py).
"""

import re
from collections.abc import Iterable, Iterator

from newsagg.detect.claimtypes.affectedwords import (
    ADJECTIVE,
    BECAUSE_OF,
    COMPOUND,
    CONTACT,
    CUSTOMER,
    DESCRIBES,
    DOWN,
    EARLIER,
    FINITE,
    HAVING,
    HITTING,
    IF_YOU,
    IS_CALLED,
    NOBODY,
    NOT_CLEAR,
    NOT_SO,
    PREVENTING,
    QUESTION,
    SPAN_STOP,
    SUBJECT,
    SUSPENDED,
    TAKEN_DOWN,
    THESE,
    TOLD,
    TROUBLE,
    UNREAL,
    USER_FACING,
)
from newsagg.detect.claimtypes.clauseheads import find_head
from newsagg.detect.claimtypes.customers import (
    find_customers,
    find_failing,
    may_be_customer,
    propose_customers,
)
from newsagg.detect.claimtypes.failing import Failure, find_failures
from newsagg.detect.claimtypes.nameruns import SERVICES, find_runs
from newsagg.detect.claimtypes.parts import Part, read_parts
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.spared import propose_spared
from newsagg.detect.claimtypes.things import read_phrase
from newsagg.detect.claimtypes.weighing import CAMPS, PLAIN_CAMP, Clause, choose
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.speechverbs import find_spoken
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import Trigger, compile_words, search_folded
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Scope

_LONGEST = 290
"""Code points of a quote that holds all services of a clause."""
_MOST = 150
"""Clauses of an article that are weighed against each other; the longest gold article has some forty."""


def propose_affected(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service and affected_customer claims, exclusions included."""
    failing = find_failing(reading)
    yield from propose_customers(reading, failing)
    yield from propose_spared(reading)
    clauses: list[Clause] = []
    before: tuple[Sentence, ...] = ()
    for sentence in reading.sentences():
        if len(clauses) >= _MOST:
            break
        if reading.scopes[sentence.start].scope is Scope.THIS_INCIDENT:
            listed = THESE.match(sentence.text)
            if listed is not None and not any(TROUBLE.search(s.text) for s in before):
                listed = None
            clauses += _read_clauses(reading, sentence, failing, listed)
        before = (*before[-1:], sentence)
    for clause, parts in choose(clauses, reading.article.language):
        yield from _claim(reading, clause, parts)


_STEMS = Stems(
    "outage, down, offline, disrupt, unavailable, inaccess, without, reports for, unreach, unable, can't, can’t, cannot, couldn, could not, "
    "could no longer, neither, error, issue, problem, affect, impact, crash, fail, not working, not loading, trouble, interrupt, "
    "restor, degrad, glitch, slow, hit, block, prevent, struggl, suffer, impossible, no longer, lost, gone, drop, "
    "not load, not open, not work, not answer, not start, back, cut off, away, signal, not go, out for, broken, "
    "loss of, hamper, hinder, suspend, halt, paus, plagu, difficult, lock, lack, kept, keep, out of, lahm, nicht, dejó, dejaron, sin , funciona, tombé, répond, sem , parou, deixou, ausfall, "
    "ausgefallen, störung, gestört, panne, caíd, fallo, falha, instabil, delayed, stopp, latency"
)


def _read_clauses(
    reading: Reading, sentence: Sentence, failing: Speaker | None, listed: re.Match[str] | None = None
) -> Iterator[Clause]:
    """Yield what each voice of a sentence says."""
    text = sentence.text
    if text.rstrip("\"”’' ").endswith("?"):
        return
    failures = find_failures(text, reading.article.language)
    runs = [run for run in find_runs(reading, sentence) if run.kind == SERVICES]
    if not (listed or failures or runs or _STEMS.in_text(text)):
        return
    if reading.speaks_as_vendor and not USER_FACING.search(text):
        return
    if _asks_or_describes(text):
        return
    spans = [(listed.end(), len(text), False)] if listed else list(_spans(reading, sentence, failures))
    if not spans and not runs and not TROUBLE.search(text):
        return
    customers: list[tuple[int, int]] | None = None
    found: dict[tuple[int, int], Part] = {}
    used = {
        span[0] for span in spans if span[2] and _KEPT_FROM.search_piece(text[max(0, span[0] - 40) : span[0]])
    }
    for start, end, sure in _join(spans):
        parts = read_parts(reading, sentence, start, end)
        if sure and not any(part.slug or part.strange for part in parts):
            more = read_phrase(text, start, end, used=start in used)
            told = sum(not part.whole for part in parts)
            if len(more) > told and not (told and start in used):
                parts = more
        for part in parts:
            if part.strange and reading.hearing.frames_at(sentence.start + part.start):
                continue  # "..., Jo Doe, the firm's chief, said"
            if (
                start not in used
                and (part.strange or part.slug)
                and (part.strange or may_be_customer(reading, part.slug, failing))
            ):
                if customers is None:
                    customers = find_customers(reading, sentence, failing)
                if any(a <= part.start < b for a, b in customers):
                    continue
            found[part.start, part.end] = part._replace(used=True) if start in used else part
    for run in runs:
        if not any(run.start <= low < run.end for low, _ in found) and not any(
            run.start <= a < run.end for a, _ in find_customers(reading, sentence, failing)
        ):
            found |= {span: _read_name(reading, sentence, *span) for span in run.names}
    if not found:
        subject = SUBJECT.match(text)
        if subject is not None and not NOBODY.search(subject["what"]):
            low, high = subject.span("what")
            found[low, high] = Part(start=low, end=high, words=text[low:high])
    by_voice: dict[str, list[Part]] = {}
    camps = {reading.hearing.own.speaker.slug: PLAIN_CAMP}
    for (low, high), part in sorted(found.items()):
        speaker = reading.hearing.voice_at(sentence.start + low, sentence.start + high).speaker
        by_voice.setdefault(speaker.slug, []).append(part)
        camps.setdefault(speaker.slug, CAMPS.get(speaker.role, ""))
    for slug, parts in by_voice.items():
        first = parts[0].start
        yield Clause(
            sentence=sentence,
            parts=tuple(parts),
            camp=camps[slug],
            customers=CUSTOMER.search(text, max(0, first - 80), parts[-1].end) is not None,
        )


_ANY_NO_NEWS = Trigger(NOT_CLEAR, CONTACT, DESCRIBES)


def _asks_or_describes(text: str) -> bool:
    """Whether a sentence asks, advises or says what something is, and so tells of nothing that was hit."""
    return (
        IF_YOU.match(text) is not None
        or ("?" in text and QUESTION.search(text) is not None)
        or IS_CALLED.search(text) is not None
        or (
            _ANY_NO_NEWS.near(text)
            and any(pattern.search(text) is not None for pattern in (NOT_CLEAR, CONTACT, DESCRIBES))
        )
    )


def _read_name(reading: Reading, sentence: Sentence, low: int, high: int) -> Part:
    """Return a name of a run as a service that was hit."""
    named = reading.mentions_in(sentence.start + low, sentence.start + high)
    slug = named[0].slug if named else ""
    return Part(start=low, end=high, words=sentence.text[low:high], slug=slug, strange=not slug, used=True)


_BOUNDARY = re.compile(
    r"[;:]\s|\.\s|,\s(?:but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|"
    r"because|once|unless|said|says|as|if|where|why|how|found|finds?|saw|sees?|shows?|showed|lists?|listed|marks?|marked|left|rendered)\s"
)


def _spans(
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
        for verb in FINITE.finditer(text, left, start):
            comma = text.find(", ", verb.end(), start)
            left = comma + 2 if comma >= 0 else left
        left += find_spoken(text[left:start])
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
    for match in TAKEN_DOWN.finditer(text):
        if not _is_unreal(text, *match.span("what"), match.end()):
            yield *match.span("what"), True
    for match in HITTING.finditer(text):
        if _is_unreal(text, max(0, match.start() - 18), match.start(), match.end()) or ADJECTIVE.search(
            text, max(0, match.start() - 8), match.end()
        ):
            continue
        stop = search_folded(SPAN_STOP, text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        yield (
            match.end(),
            end,
            (_KEPT_FROM.search_piece(match[0]) if english else _MET.search(match[0])) is not None
            or _OUT_OF.search(match[0]) is not None
            or (english and _is_what_it_hit(text, *match.span())),
        )
    for mention in reading.mentions_in(sentence.start, sentence.end):
        low, high = mention.start - sentence.start, mention.end - sentence.start
        if COMPOUND.match(text, high) and not _is_unreal(text, low, low, low):
            yield low, high, False


_OUT_OF = re.compile(r"\bout of\s+\Z")
_NONE = re.compile(r"\W*(?:No|no|None|none)\s")
_MET = re.compile(r"\b(?:betr|touche|concerne|afec|afet|ating|kein)", re.IGNORECASE)
"""What was hit, in other languages: behind a "fault in" stands its cause."""
_SHARED = re.compile(r"[\s,]*(?:(?:and|or|then|und|oder|et|ou|y|e)\s)?(?:(?:then|even|also)\s)?")
_ANOTHER = re.compile(r"[,;]\s(?:(?:and|but|or|while|und|et|y|e)\s)?|\s(?:and|but|while)\s")
"""Behind one predicate, what the next one begins with."""
_KEPT_FROM = compile_words(
    r"(?:(?:unable|inability|impossible|fail\w*|struggl\w+) (?:for \w+ )?to|can(?:not|['’]t)|couldn['’]t|could not|no longer|"
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
    r"\b(?:experienc\w+|having|have|had|seeing|saw|facing|faced|report\w*|encounter\w*|see|described?)\s(?:\w+\s){0,3}\Z",
    re.IGNORECASE,
)
_TROUBLE_WITH = re.compile(
    r"(?:problems?|issues?|troubles?|difficult(?:y|ies)|errors?|delays?)\s(?:with|in|for|when|while)\b",
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


def _join(spans: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Return the stretches, disjoint: of two frames the later is the closer one ("problems with logging in to X")."""
    kept: list[tuple[int, int, bool]] = []
    for start, end, sure in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kept and start < kept[-1][1]:
            if end < kept[-1][1] and not sure:
                continue
            kept[-1] = (kept[-1][0], start, kept[-1][2])
        kept.append((start, end, sure))
    return kept


def _claim(reading: Reading, clause: Clause, parts: list[Part]) -> Iterator[Draft]:
    if not parts:
        return
    sentence = clause.sentence
    main = reading.hearing.cast.main
    low, high = parts[0].start, max(part.end for part in parts)
    for part in parts:
        foreign = part.strange or (
            bool(part.slug) and main is not None and not reading.lexicon.same_family(part.slug, main.slug)
        )
        key = (part.start, part.end) if high - low > _LONGEST else (low, high)
        customer = foreign and clause.customers and not part.used
        yield reading.draft(
            sentence,
            ClaimType.AFFECTED_CUSTOMER if customer else ClaimType.AFFECTED_SERVICE,
            Value(text=part.name, words=part.words, slug=part.slug or slug_of(part.words)),
            (sentence.start + part.start, sentence.start + part.end),
            whole=(sentence.start + key[0], sentence.start + key[1]),
        )
