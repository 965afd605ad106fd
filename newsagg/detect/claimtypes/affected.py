"""A Reading -> drafts of claims on services, functions and customers that were hit, or said not to be. Pure.

    sentence -> frames ("X went down", "affecting X", "unable to X") -> stretches -> parts.py -> clauses -> the telling ones

One claim a service, all of a clause with the same quote. Of each speaker the clause that names most is kept first, then
those that add something: that the article's own service is down is said again and again, and is claimed once, where
nobody says which part of it. Other companies are customers when the clause calls them so (customers.py).
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.affectedwords import (
    CONTACT,
    CUSTOMER,
    DESCRIBES,
    IF_YOU,
    IS_CALLED,
    NOBODY,
    NOT_CLEAR,
    QUESTION,
    SUBJECT,
    THESE,
    TROUBLE,
    USER_FACING,
)
from newsagg.detect.claimtypes.customers import (
    find_customers,
    find_failing,
    may_be_customer,
    propose_customers,
)
from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.hitspans import is_used, join_spans, list_spans
from newsagg.detect.claimtypes.nameruns import SERVICES, find_runs
from newsagg.detect.claimtypes.parts import Part, read_parts
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.spared import propose_spared
from newsagg.detect.claimtypes.things import read_phrase
from newsagg.detect.claimtypes.weighing import CAMPS, PLAIN_CAMP, Clause, choose
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import list_likely
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
    "not load, not open, not work, not answer, not start, back, cut off, away, unusable, useless, inoper, paraly, crippl, disabl, ability, challenge, fault, malfunction, bug, unrespons, signal, not go, out for, broken, "
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
    spans = [(listed.end(), len(text), False)] if listed else list(list_spans(reading, sentence, failures))
    if not spans and not runs and not TROUBLE.search(text):
        return
    customers: list[tuple[int, int]] | None = None
    found: dict[tuple[int, int], Part] = {}
    used = {start for start, _, sure in spans if sure and is_used(text, start)}
    for start, end, sure in join_spans(spans):
        parts = read_parts(reading, sentence, start, end)
        if sure and not any((part.slug and not part.whole) or part.strange for part in parts):
            more = read_phrase(text, start, end, used=start in used)
            own = [part for part in parts if part.slug]
            if (
                own
            ):  # a name of its own beside the service itself: "Acme, podcasts and the Acme for Artists page"
                more = [p for p in more if not any(_only_names(text, p, part) for part in own)]
                more = [*own, *more] if len(more) > 1 else []
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


_NO_NEWS = (IS_CALLED, NOT_CLEAR, CONTACT, DESCRIBES)


def _asks_or_describes(text: str) -> bool:
    """Whether a sentence asks, advises or says what something is, and so tells of nothing that was hit."""
    return (
        IF_YOU.match(text) is not None
        or ("?" in text and QUESTION.search(text) is not None)
        or any(pattern.search(text) is not None for pattern in list_likely(_NO_NEWS, text))
    )


def _only_names(text: str, part: Part, own: Part) -> bool:
    """Whether a part is no more than the service itself, or where it was used: "Acme on desktop"."""
    return own.start - 4 <= part.start <= own.start and (
        part.end <= own.end + 2
        or text[own.end :].startswith((" on ", " for ", " in ", " at ", " via ", " from "))
    )


def _read_name(reading: Reading, sentence: Sentence, low: int, high: int) -> Part:
    """Return a name of a run as a service that was hit."""
    named = reading.mentions_in(sentence.start + low, sentence.start + high)
    slug = named[0].slug if named else ""
    return Part(start=low, end=high, words=sentence.text[low:high], slug=slug, strange=not slug, used=True)


_ZONE = re.compile(r"(?:[\w-]+ )?availability zones?", re.IGNORECASE)


def _claim(reading: Reading, clause: Clause, parts: list[Part]) -> Iterator[Draft]:
    if not parts:
        return
    sentence = clause.sentence
    main = reading.hearing.cast.main
    low, high = parts[0].start, max(part.end for part in parts)
    for part in parts:
        if PLACE.fullmatch(part.words) or _ZONE.fullmatch(part.words):
            continue  # where, and not what
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
