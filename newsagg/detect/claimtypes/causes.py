"""A Reading -> drafts of cause claims: named, denied, and asked for without an answer. Pure.

    effect, caused by CAUSE          "... was due to a bad router configuration"
    CAUSE caused effect              "a faulty update knocked out the app"
    speaker blamed CAUSE             "the bank blamed its access servers"
    hit by CAUSE                     "has been targeted by a denial-of-service attack"
    not CAUSE                        "it was not a cyberattack", "ruled out", "no evidence of", "rather than"
    asked, weighed                   "looking into whether a cyberattack is behind it"
    told as a mishap                 "its routes had been withdrawn" (mishaps.py)
    nobody says                      "has not said what caused the outage"

Weak cues ("after", "following", "amid", "suffered") count only before words that can be a cause (causes.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsagg.detect.causes import read_causes
from newsagg.detect.claimtypes.actors import speaker_of
from newsagg.detect.claimtypes.breakages import find_breakages
from newsagg.detect.claimtypes.causecues import (
    ARRIVED,
    ASKS,
    BEFORE,
    CLAIMS_DEED,
    CORRECTED,
    DEEPER,
    DEFECT,
    EFFECT_OF,
    EXPERIENCED,
    FLAWED,
    GAUGED,
    GENERIC,
    IT_WAS,
    NEWS_UPDATE,
    ONLY_TROUBLE,
    PASSIVE,
    RELEASED,
    SPECIFIC,
    TOLD_UPDATE,
    WEAK,
    WEIGHED,
)
from newsagg.detect.claimtypes.causedrafts import draft_cause, draft_denial
from newsagg.detect.claimtypes.causeframes import find_named
from newsagg.detect.claimtypes.causenouns import CauseNoun, find_cause_nouns
from newsagg.detect.claimtypes.clauseheads import skip_hearer
from newsagg.detect.claimtypes.clearings import find_clearings, list_members
from newsagg.detect.claimtypes.denials import Denial, find_elsewhere, goes_on_denied, read_denial
from newsagg.detect.claimtypes.mishaps import find_mishaps
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.silences import propose_silences
from newsagg.detect.claimtypes.tellings import find_tellings, may_tell
from newsagg.detect.claimtypes.triggers import BESIDE, SET_OFF, propose_triggers
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker
from newsagg.vocabulary import CauseCategory, Scope, SpeakerRole, Stance

_DENIED = 3
_NAMED = 3


def propose_causes(reading: Reading) -> Iterator[Draft]:
    """Yield the cause claims of an article, denials and the lack of an answer included, and the triggers beside them.

    Of one speaker's words on one cause the plainest stand; what is said of it in passing adds nothing.
    """
    found: list[_Found] = []
    silences: list[tuple[Draft, Sentence]] = []
    told: list[Sentence] = []
    for sentence in reading.sentences():
        lower = sentence.text.lower()
        taken: list[tuple[int, int]] = []
        for draft in propose_silences(reading, sentence):
            silences.append((draft, sentence))
            taken.append(draft.key)
        for plainness, draft in _propose_in(reading, sentence, lower):
            low, high = draft.key
            if plainness < _NAMED and sentence.paragraph and not may_tell(reading, sentence):
                continue
            asked = draft.value.words.lower().startswith(("whether ", "if "))
            if not asked and not any(low < b and a < high for a, b in taken):
                taken.append(draft.key)
                found.append(_Found(draft=draft, sentence=sentence, plainness=plainness))
        if not taken and reading.article.language == "en":
            told.append(sentence)
    known = any(e.plainness == _NAMED for e in found)
    for sentence, start, end in find_tellings(reading, told, known=known):
        draft = draft_cause(reading, sentence, start, end, whole_start=0, whole_end=len(sentence.text))
        found.append(_Found(draft=draft, sentence=sentence, plainness=0))
    kept = _keep_plainest(reading, found)
    yield from _still_silent(reading, silences, kept)
    by_sentence: dict[int, list[Draft]] = {}
    for entry in kept:
        yield entry.draft
        if entry.draft.stance is None:
            by_sentence.setdefault(entry.sentence.start, []).append(entry.draft)
    for entry in kept:
        asserted = by_sentence.pop(entry.sentence.start, None)
        if asserted is not None:
            yield from propose_triggers(reading, entry.sentence, asserted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    draft: Draft
    sentence: Sentence
    plainness: int
    """3 when the words themselves call it the cause, 2 when they tell what it did, 1 when it only stands beside."""


def _keep_plainest(reading: Reading, found: list[_Found]) -> list[_Found]:
    """Return what was found without one speaker's weaker words for the same cause."""
    best: dict[tuple[object, ...], _Found] = {}
    for entry in found:
        value = entry.draft.value
        scope = reading.scopes[entry.sentence.start].scope
        kind: object = value.slug or (value.categories, value.text.lower())
        # "neither a theft nor an intrusion": each is denied, though both are attacks
        listed = entry.draft.stance is Stance.DENIED and any(
            other is not entry and other.sentence is entry.sentence and other.draft.stance is Stance.DENIED
            for other in found
        )
        kind = (kind, value.text.lower()) if listed else kind
        place = (speaker_of(reading, entry.draft).slug, kind, value.categories, entry.draft.stance, scope)
        rival = best.get(place)
        if rival is None or _weight(entry) > _weight(rival):
            best[place] = entry
    return sorted(best.values(), key=lambda e: e.draft.start)


def _weight(entry: _Found) -> tuple[bool, int]:
    return entry.sentence.paragraph > 0, entry.plainness


def _still_silent(
    reading: Reading, silences: list[tuple[Draft, Sentence]], kept: list[_Found]
) -> Iterator[Draft]:
    """Yield what says that no cause is given, unless the same speaker plainly gives one further down."""
    named = [
        (speaker_of(reading, e.draft), e.draft.start)
        for e in kept
        if e.draft.stance is None
        and e.plainness == _NAMED
        and speaker_of(reading, e.draft).role is not SpeakerRole.OUTLET
        and reading.scopes[e.sentence.start].scope is Scope.THIS_INCIDENT
    ]
    for draft, _ in silences:
        speaker = speaker_of(reading, draft)
        if DEEPER.search(draft.value.words) or not any(
            start > draft.start and reading.lexicon.same_family(named_by.slug, speaker.slug)
            for named_by, start in named
        ):
            yield draft


def _propose_in(reading: Reading, sentence: Sentence, lower: str) -> Iterator[tuple[int, Draft]]:
    text = sentence.text
    language = reading.article.language
    weighed = WEIGHED.search(text) if "whether" in lower or " if " in lower or "possib" in lower else None
    if weighed is None and ASKS.search(text):
        return
    for named in find_named(text, sentence.masked, language):
        if named.denied:
            for low, high in list_members(text, named.start, named.end):
                yield _DENIED, draft_denial(reading, sentence, low, high)
            continue
        draft = draft_cause(
            reading,
            sentence,
            named.start,
            named.end,
            whole_start=named.whole_start,
            whole_end=named.whole_end,
        )
        if named.third_party:
            if _is_vendors_own(reading, draft):
                continue
            draft = replace(draft, value=replace(draft.value, categories=(CauseCategory.THIRD_PARTY,)))
        if weighed is not None and named.whole_end > weighed.end():
            draft = replace(draft, stance=Stance.QUESTIONED)
        yield 3, draft
    for start, end in (*find_mishaps(text), *find_breakages(text, language)):
        yield 2, draft_cause(reading, sentence, skip_hearer(text, start, end), end)
    yield from _propose_nouns(reading, sentence, weighed)
    for start, end in (*find_elsewhere(text), *find_clearings(text)):
        yield _DENIED, draft_denial(reading, sentence, start, end, trim=False)


def _is_vendors_own(reading: Reading, draft: Draft) -> bool:
    """Whether the name that is called responsible is the vendor's own."""
    main = reading.hearing.cast.main
    return main is not None and any(
        reading.lexicon.same_family(m.slug, main.slug) for m in reading.mentions_in(*draft.key)
    )


def _propose_nouns(
    reading: Reading, sentence: Sentence, weighed: re.Match[str] | None
) -> Iterator[tuple[int, Draft]]:
    """Yield the causes among the nouns of a sentence that can be one, by what is said before and after them."""
    text = sentence.text
    nouns = find_cause_nouns(text, reading.article.language)
    if not nouns:
        return
    stamp = NEWS_UPDATE.match(text)
    awoken = next(SET_OFF.finditer(text), None)
    scolded = _SCOLDED.search(text) if nouns else None
    denied_at = 0
    for number, cause in enumerate(nouns):
        if stamp is not None and cause.start < stamp.end():
            continue
        if scolded is not None and cause.start > scolded.start():
            break
        if weighed is not None and cause.start >= weighed.end():
            if CauseCategory.SECURITY_ATTACK in cause.categories or _effect(text, cause) is not None:
                yield (
                    1,
                    replace(draft_cause(reading, sentence, cause.start, cause.end), stance=Stance.QUESTIONED),
                )
            continue
        low = max(0, cause.start - 110)
        denial, denied_until = read_denial(text, cause.start, cause.end, reading.article.language)
        if denial is None and denied_at and goes_on_denied(text, denied_at, cause.start):
            denial = Denial.DENIED
        if denial is Denial.DENIED and not TOLD_UPDATE.match(cause.words) and not cause.bare:
            yield _DENIED, draft_denial(reading, sentence, cause.start, cause.end, whole_end=denied_until)
        if denial is Denial.OPEN and CauseCategory.SECURITY_ATTACK in cause.categories:
            yield 1, replace(draft_cause(reading, sentence, cause.start, cause.end), stance=Stance.QUESTIONED)
        if denial is not None:
            denied_at = cause.end if denial is Denial.DENIED else denied_at
            continue
        if denied_at and CORRECTED.search(text, denied_at, cause.start) and not cause.bare:
            yield 2, draft_cause(reading, sentence, cause.start, cause.end)
            continue
        if (
            GENERIC.fullmatch(cause.words)
            or GAUGED.match(cause.words)
            or TOLD_UPDATE.match(cause.words)
            or cause.words[:5].lower().startswith(("your ", "my ", "her ", "his "))
        ):
            continue
        if awoken is not None and awoken[0].split()[-1] != "it":
            if 0 <= awoken.start() - cause.end < 40:
                continue  # a spike that woke a bug: the bug is the cause
            if awoken.start() < cause.start < awoken.end():
                yield 2, draft_cause(reading, sentence, cause.start, cause.end)
                continue
        if CLAIMS_DEED.search(text, low, cause.start) and CauseCategory.SECURITY_ATTACK in cause.categories:
            yield 2, draft_cause(reading, sentence, cause.start, cause.end)
            continue
        if EFFECT_OF.search(text, low, cause.start) or (
            ONLY_TROUBLE.match(cause.words)
            and not SPECIFIC.search(cause.words)
            and not _is_anothers(reading, sentence, cause)
        ):
            continue
        if number and _stands_beside(text, nouns[number - 1], cause, reading.article.language):
            continue
        effect = _effect(text, cause)
        if effect is not None:
            yield 2, draft_cause(reading, sentence, cause.start, cause.end, whole_end=min(len(text), effect))
            continue
        cue = max(WEAK.finditer(text, low, cause.start), key=lambda m: m.end(), default=None)
        if cue is None and cause.categories != (CauseCategory.OTHER,):
            cue = IT_WAS.search(text, low, cause.start)
        if cue is None and re.match(r"(?:underlying|root) ", cause.words) and SPECIFIC.search(cause.words):
            yield 1, draft_cause(reading, sentence, cause.start, cause.end)
            continue
        if (
            cue is not None
            and not cause.bare
            and cause.start - cue.end() < 45
            and not re.search(r"[.;]\s", text[cue.end() : cause.start])
            and not (
                EXPERIENCED.match(cue[0])
                and (cause.categories == (CauseCategory.OTHER,) or re.search(r"\berrors?\b", cause.words))
            )
            and not (RELEASED.match(cue[0].strip(" \"“‘'")) and not FLAWED.search(cause.words))
        ):
            yield 1, draft_cause(reading, sentence, cause.start, cause.end)


_MEANT = re.compile(r",?\s(?:meant|intended|designed|supposed|aimed|that (?:was|were|had)|which) ")
_VERB_LAST = re.compile(r"\s(?:hat|haben)\b|\s(?:der|des|von)\s")


def _effect(text: str, cause: CauseNoun) -> int | None:
    """Return where the words end that say what a cause did; None when nothing is said of it."""
    after = text[cause.end : cause.end + 130]
    shift = len(after) - len(after.lstrip(" \"”’'),"))
    match = BEFORE.match(after, shift)
    beside = BESIDE.match(after.lstrip(" ,"))
    if match is None and (not cause.bare or beside is not None):
        reach = 45
        if beside is not None:
            reach = min(len(after), beside.end() + 60)
        elif _MEANT.match(after):
            reach = len(after)  # what it was for stands between it and what it did
        elif _VERB_LAST.match(after):
            reach = len(after)  # German puts the participle last
        match = BEFORE.search_piece(after[:reach])
        if match is not None and re.search(r"[.;]\s", after[: match.start()]):
            match = None
    if match is not None and (
        PASSIVE.search(after[: match.end()])
        or (match[0] == "prevent" and _PURPOSE.search(after[: match.start()]))
    ):
        match = None
    if match is not None:
        return cause.end + max(match.end(), 70)
    arrived = ARRIVED.match(after)
    return cause.end + arrived.end() if arrived is not None and DEFECT.search(cause.words) else None


_SCOLDED = compile_words(r"\b(?:under fire|criticised|criticized|under scrutiny) (?:for|over)\b")
"""What somebody is blamed for at large is no cause of an outage."""
_PURPOSE = re.compile(r"\bto $")
"""What is done to prevent an overload does not cause one."""


def _stands_beside(text: str, first: CauseNoun, second: CauseNoun, language: str) -> bool:
    """Whether the second noun is what set the first off: "a misconfiguration during routine maintenance"."""
    between = text[first.end : second.start]
    if (
        len(between) > 40
        or (first.bare and " " not in first.words)
        or read_causes(second.words, language).trigger is None
    ):
        return False
    match = BESIDE.search(text, first.end, min(len(text), second.end + 1))
    return (
        match is not None
        and match.start() >= first.end
        and match.start("np") <= second.start < match.end("np")
    )


def _is_anothers(reading: Reading, sentence: Sentence, cause: CauseNoun) -> bool:
    """Whether trouble is with a service of somebody else than the article's main vendor."""
    span = (sentence.start + cause.start, sentence.start + cause.end)
    speaker: Speaker | None = reading.hearing.voice_at(*span).speaker
    if speaker is not None and speaker.role not in (SpeakerRole.VENDOR_OFFICIAL, SpeakerRole.OTHER_VENDOR):
        speaker = reading.hearing.cast.main
    return speaker is not None and any(
        reading.lexicon.can_fail(m.slug) and not reading.lexicon.same_family(m.slug, speaker.slug)
        for m in reading.mentions_in(*span)
    )
