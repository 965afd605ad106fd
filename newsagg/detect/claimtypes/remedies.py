"""A Reading -> drafts of what was done against an outage, and of what was regretted. Pure.

What is done is told by families of deeds (deedcues.py), each once of a speaker: who says twice that he rolled back has
done it once. What data were lost is read by losses.py.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from newsagg.detect.claimtypes.actors import find_actor, speaker_of
from newsagg.detect.claimtypes.advice import find_advice
from newsagg.detect.claimtypes.deedcues import (
    BASE_FORM,
    CARRIED_OUT,
    FAMILIES,
    FOR_GOOD,
    HARM_DOER,
    NOT_DONE,
    NOT_NEEDED,
    PLANNED,
)
from newsagg.detect.claimtypes.deeds import find_deeds
from newsagg.detect.claimtypes.losses import propose_losses
from newsagg.detect.claimtypes.mendings import find_mendings
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.tellings import is_remedy, may_mend
from newsagg.detect.passages import Sentence
from newsagg.detect.subjects import subject_before
from newsagg.detect.wordpatterns import compile_words, list_likely
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, SpeakerRole, Stance

_SORRY = compile_words(
    r"\b(?:apolog(?:i[sz](?:ed?|es|ing)|y|ies)|(?:(?:is|are|am|was|were|['’]re|['’]m|so|truly|really|"
    r"very|deeply) )+sorry|\w+ly sorry|sorry (?:for|about|that|to)|regrets? (?:the|any|that|this)|deeply regret|"
    r"excuses|s['’]est excusée?|entschuldig\w+|bedauer\w+|se disculp\w+|disculpas?|desculpas?|lament(?:a|"
    r"ó|amos|ou))\b",
    re.IGNORECASE,
)
_NO_SORRY = re.compile(
    r"(?:\b|(?=n['’]t))(?:no|not|without|never|n['’]t) (?:\w+ ){0,3}$|\b(?:demand\w*|call\w* for|"
    r"ask\w* for|want\w*|"
    r"await\w*) (?:an? )?(?:\w+ )?$",
    re.IGNORECASE,
)
_AS_CAUSE = re.compile(r"\b(?:cause|culprit|because|blame[ds]?|to blame|trigger) [^.;]*$")
_TAIL = re.compile(
    r"(?:\s(?!(?:while|which|but|said|says|when|according|and (?:is|are|was|were|said|we|it|"
    r"has|believes?|expects?|hopes?|says|will|plans?|warns?|added))\b)[^\s.;,]+){0,8}",
    re.IGNORECASE,
)
_FAMILIES = MappingProxyType(
    {pattern: place for place in enumerate(FAMILIES) for pattern in (FAMILIES[place[1]],)}
)
"""The order and the name of each family of deeds."""
_PLAIN = frozenset({"undone", "released"})
"""Families whose words are said of nothing but a remedy."""
_GRIEVANCE = re.compile(r"^Sorry,? (?:something|we['’]re having trouble|that page)")


def propose_remedies(reading: Reading) -> Iterator[Draft]:
    """Yield apology, remediation and data_loss claims."""
    told: set[tuple[str, str]] = set()
    for sentence in reading.sentences():
        yield from _apologies(reading, sentence)
        yield from _deeds(reading, sentence, told)
    yield from propose_losses(reading)


def _apologies(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    match = _SORRY.search(sentence.text)
    if match is None or _GRIEVANCE.match(sentence.text):
        return
    before = sentence.text[max(0, match.start() - 30) : match.start()]
    if _NO_SORRY.search(before) or re.match(
        r"sorry to (?:say|report|hear|break)",
        match[0] + sentence.text[match.end() : match.end() + 8],
        re.IGNORECASE,
    ):
        return
    key = (sentence.start + match.start(), sentence.start + match.end())
    yield reading.draft(
        sentence,
        ClaimType.APOLOGY,
        Value(text="apology", words=match[0]),
        key,
        speaker=find_actor(reading, sentence, match.start()),
        stance=Stance.ASSERTED,
    )


def _deeds(reading: Reading, sentence: Sentence, told: set[tuple[str, str]]) -> Iterator[Draft]:
    text = sentence.text
    first = min(
        (
            (match.start(), order, name, match)
            for pattern in list_likely(_FAMILIES, text)
            for order, name in (_FAMILIES[pattern],)
            for match in pattern.finditer(text)
            if _is_deed(sentence, match, reading.article.language)
            and (not sentence.paragraph or name in _PLAIN or is_remedy(reading, sentence))
        ),
        key=lambda found: found[:2],
        default=None,
    )
    if first is None and (mending := _find_mending(reading, sentence)) is not None:
        yield mending
        return
    if first is None and (deed := _find_deed(reading, sentence)) is not None:
        yield deed
        return
    if first is None and (advice := _find_advice(reading, sentence)) is not None:
        yield advice
        return
    if first is None:
        match = PLANNED.search(text)
        if match is None or NOT_DONE.search(text[max(0, match.start() - 24) : match.start()]):
            return
        if not FOR_GOOD.search(text, match.start(), min(len(text), match.end() + 110)):
            return
        if re.search(r"\b(?:while|when|as) (?:\w+ ){0,3}$", text[: match.start()]):
            return  # what it was doing when it broke
        first = (match.start(), len(FAMILIES), "planned", match)
    start, _, name, match = first
    tail = _TAIL.match(text, match.end())
    words = text[start : tail.end() if tail is not None else match.end()].rstrip(" \"”’'")
    draft = reading.draft(
        sentence,
        ClaimType.REMEDIATION,
        Value(text=words, words=words),
        (sentence.start + start, sentence.start + start + len(words)),
        speaker=find_actor(reading, sentence, start),
    )
    who = (speaker_of(reading, draft).slug, name)
    if who in told:
        return
    if sentence.paragraph:  # a headline yields to its text
        told.add(who)
    yield draft


_FAULTY = re.compile(
    r" with (?:an? |the )?(?:[\w-]+ ){0,2}(?:error|bug|flaw|fault|mistake|defect|misconfiguration|typo)s?\b"
)
"""What was put into service with an error was the fault, no remedy."""
_GOODWILL = re.compile(r"\b(?:offer\w*|giv\w+|gave|grant\w*) [^.;]{0,50}\bextended (?:support )?hours\b")
"""Longer hours that customers are offered are a compensation."""


def _find_mending(reading: Reading, sentence: Sentence) -> Draft | None:
    """Return the first deed done to a part of the machinery, unless the sentence as a whole tells a cause."""
    if reading.article.language != "en" or not sentence.paragraph:
        return None
    found = next(find_mendings(sentence.text), None)
    if found is None or not may_mend(reading, sentence):
        return None
    start, end = found
    tail = _TAIL.match(sentence.text, end)
    words = sentence.text[start : tail.end() if tail is not None else end].rstrip(" \"”’'")
    key = (sentence.start + start, sentence.start + start + len(words))
    speaker = find_actor(reading, sentence, start)
    return reading.draft(
        sentence, ClaimType.REMEDIATION, Value(text=words, words=words), key, speaker=speaker
    )


def _draft_deed(reading: Reading, sentence: Sentence, start: int, end: int) -> Draft:
    """Return the draft of a deed of a sentence, with what goes with it."""
    tail = _TAIL.match(sentence.text, end)
    words = sentence.text[start : tail.end() if tail is not None else end].rstrip(" \"”’'")
    key = (sentence.start + start, sentence.start + start + len(words))
    speaker = find_actor(reading, sentence, start)
    return reading.draft(
        sentence, ClaimType.REMEDIATION, Value(text=words, words=words), key, speaker=speaker
    )


def _find_deed(reading: Reading, sentence: Sentence) -> Draft | None:
    if reading.article.language != "en" or not sentence.paragraph:
        return None
    found = next(find_deeds(sentence.text, listed=reading.speaks_as_vendor), None)
    if found is None or not is_remedy(reading, sentence):
        return None
    draft = _draft_deed(reading, sentence, *found)
    return None if speaker_of(reading, draft).role is SpeakerRole.USER_REPORTS else draft


def _find_advice(reading: Reading, sentence: Sentence) -> Draft | None:
    if reading.article.language != "en" or not sentence.paragraph:
        return None
    own = reading.hearing.own.speaker.slug
    found = next(
        (
            (start, end)
            for start, end, spoken in find_advice(sentence.text)
            if not spoken
            or reading.speaks_as_vendor
            or reading.hearing.voice_at(sentence.start + start, sentence.start + end).speaker.slug != own
        ),
        None,
    )
    if found is None:
        return None
    draft = _draft_deed(reading, sentence, *found)
    role = speaker_of(reading, draft).role
    return None if role in (SpeakerRole.USER_REPORTS, SpeakerRole.EXPERT) else draft


def _is_deed(sentence: Sentence, match: re.Match[str], language: str) -> bool:
    """Whether it was done, and by somebody who mends."""
    text = sentence.text
    if NOT_DONE.search(text[max(0, match.start() - 40) : match.start()]) or NOT_NEEDED.match(
        text[match.end() : match.end() + 40]
    ):
        return False
    if _FAULTY.match(text[match.end() :]) or _GOODWILL.search(text, max(0, match.start() - 60), match.end()):
        return False
    if language != "en":
        return True  # the object may stand first: "hat das Update zurückgezogen"
    if BASE_FORM.match(match[0]) and not CARRIED_OUT.search(text[max(0, match.start() - 30) : match.start()]):
        return False
    if re.search(r"(?<!said )(?<!says )\b(?:which|that|who)(?: (?:has|have|had))? $", text[: match.start()]):
        return False
    subject = subject_before(sentence.masked, match.start())
    if subject is None and _AS_CAUSE.search(text, 0, match.start()):
        return False  # "the cause was an update that ran and restarted the routers"
    return subject is None or HARM_DOER.search(subject[0]) is None
