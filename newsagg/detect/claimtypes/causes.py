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
from dataclasses import replace

from newsagg.detect.causes import is_cause_phrase, read_causes
from newsagg.detect.claimtypes.causecues import (
    ARRIVED,
    ASKS,
    BEFORE,
    BLAMES,
    CLAIMS_DEED,
    CORRECTED,
    DEFECT,
    DENYING,
    EFFECT_OF,
    FLAWED,
    GENERIC,
    IT_WAS,
    LONGEST_CAUSE,
    NEWS_UPDATE,
    NOT_A_CAUSE,
    NOT_REASON,
    ONLY_TROUBLE,
    PASSIVE,
    RELEASED,
    SPECIFIC,
    STOP,
    STRONG,
    STRONG_STEMS,
    TOLD_UPDATE,
    WEAK,
    WEIGHED,
)
from newsagg.detect.claimtypes.causenouns import CauseNoun, find_cause_nouns
from newsagg.detect.claimtypes.causephrases import tidy_phrase, trim_phrase
from newsagg.detect.claimtypes.denials import Denial, denies_frame, find_elsewhere, read_denial
from newsagg.detect.claimtypes.mishaps import find_mishaps
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.silences import propose_silences
from newsagg.detect.claimtypes.triggers import BESIDE, SET_OFF, propose_triggers
from newsagg.detect.passages import Sentence
from newsagg.detect.values import cause_value
from newsagg.model import Speaker, Value
from newsagg.vocabulary import CauseCategory, ClaimType, SpeakerRole, Stance


def propose_causes(reading: Reading) -> Iterator[Draft]:
    """Yield the cause claims of an article, denials and the lack of an answer included, and the "
    "triggers beside them."""
    for sentence in reading.sentences():
        taken: list[tuple[int, int]] = []
        named: set[tuple[object, ...]] = set()
        asserted: list[Draft] = []
        for draft in _propose_in(reading, sentence):
            low, high = draft.key
            kind = (draft.value.slug, draft.value.categories, draft.stance) if draft.value.slug else ()
            if any(low < b and a < high for a, b in taken) or (kind and kind in named):
                continue
            taken.append(draft.key)
            named.add(kind)
            if draft.stance is None:
                asserted.append(draft)
            yield draft
        yield from propose_triggers(reading, sentence, asserted)


def _propose_in(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    lower = text.lower()
    yield from propose_silences(reading, sentence, lower)
    if any(stem in lower for stem in STRONG_STEMS):
        for match in STRONG.finditer(text):
            yield from _named(reading, sentence, match.start(), match.end(), strong=True)
        for match in BLAMES.finditer(text):
            yield from _named(reading, sentence, match.start(), match.end(), strong=False)
    weighed = WEIGHED.search(text) if any(w in lower for w in ("whether", " if ", "possib")) else None
    if weighed is None and ASKS.search(text):
        return
    for start, end in find_mishaps(text, lower):
        yield _asserted(reading, sentence, start, end)
    stamp = NEWS_UPDATE.match(text)
    nouns = find_cause_nouns(text, reading.article.language)
    awoken = next(SET_OFF.finditer(text), None) if nouns else None
    denied_at = 0
    for number, cause in enumerate(nouns):
        if stamp is not None and cause.start < stamp.end():
            continue
        if weighed is not None and cause.start >= weighed.end():
            if CauseCategory.SECURITY_ATTACK in cause.categories or _effect(text, cause) is not None:
                yield replace(_asserted(reading, sentence, cause.start, cause.end), stance=Stance.QUESTIONED)
            continue
        before = text[max(0, cause.start - 110) : cause.start]
        denial, denied_until = read_denial(text, cause.start, cause.end, reading.article.language)
        if denial is Denial.DENIED and not TOLD_UPDATE.match(cause.words) and not cause.bare:
            yield _denied(reading, sentence, cause.start, cause.end, whole_end=denied_until)
        if denial is Denial.OPEN and CauseCategory.SECURITY_ATTACK in cause.categories:
            yield replace(_asserted(reading, sentence, cause.start, cause.end), stance=Stance.QUESTIONED)
        if denial is not None:
            denied_at = cause.end if denial is Denial.DENIED else denied_at
            continue
        if denied_at and CORRECTED.search(text, denied_at, cause.start) and not cause.bare:
            yield _asserted(reading, sentence, cause.start, cause.end)
            continue
        if (
            GENERIC.fullmatch(cause.words)
            or TOLD_UPDATE.match(cause.words)
            or re.match(r"(?:your|my|her|his) ", cause.words, re.IGNORECASE)
        ):
            continue
        if awoken is not None and awoken[0].split()[-1] != "it":
            if 0 <= awoken.start() - cause.end < 40:
                continue  # a spike that woke a bug: the bug is the cause
            if awoken.start() < cause.start < awoken.end():
                yield _asserted(reading, sentence, cause.start, cause.end)
                continue
        if CLAIMS_DEED.search(before) and CauseCategory.SECURITY_ATTACK in cause.categories:
            yield _asserted(reading, sentence, cause.start, cause.end)
            continue
        if EFFECT_OF.search(before) or (
            ONLY_TROUBLE.match(cause.words)
            and not SPECIFIC.search(cause.words)
            and not _is_anothers(reading, sentence, cause)
        ):
            continue
        if number and _stands_beside(text, nouns[number - 1], cause, reading.article.language):
            continue
        effect = _effect(text, cause)
        if effect is not None:
            yield _asserted(reading, sentence, cause.start, cause.end, whole_end=min(len(text), effect))
            continue
        cue = max(WEAK.finditer(before), key=lambda m: m.end(), default=None)
        if cue is None and cause.categories != (CauseCategory.OTHER,):
            cue = IT_WAS.search(before)
        if (
            cue is not None
            and not cause.bare
            and len(before) - cue.end() < 45
            and not re.search(r"[.;]\s", before[cue.end() :])
            and not (RELEASED.match(cue[0].strip(" \"“‘'")) and not FLAWED.search(cause.words))
        ):
            yield _asserted(reading, sentence, cause.start, cause.end)
    for start, end in find_elsewhere(text, lower):
        yield _denied(reading, sentence, start, end, trim=False)


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
        elif re.match(r"\s(?:hat|haben)\b|\s(?:der|des|von)\s", after):
            reach = len(after)  # German puts the participle last
        match = BEFORE.search(after[:reach])
        if match is not None and re.search(r"[.;]\s", after[: match.start()]):
            match = None
    if match is not None and PASSIVE.search(after[: match.end()]):
        match = None
    if match is not None:
        return cause.end + max(match.end(), 70)
    arrived = ARRIVED.match(after)
    return cause.end + arrived.end() if arrived is not None and DEFECT.search(cause.words) else None


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


def _named(reading: Reading, sentence: Sentence, cue: int, start: int, *, strong: bool) -> Iterator[Draft]:
    text = sentence.text
    while start < len(text) and text[start] in " \"“‘'«":
        start += 1
    limit = min(len(text), start + LONGEST_CAUSE)
    stop = STOP.search(text, start + 1, limit)
    end = stop.start() if stop else limit
    if stop is None and limit < len(text):
        end = text.rfind(" ", start, limit)
    words = text[start:end].rstrip(" \"”’'»")
    if len(words) < 3 or NOT_A_CAUSE.match(words) or NOT_REASON.search(words):
        return
    if re.match(
        r"(?:that|this|it|them|him|her|us|him|those|unknown|unspecified)\b", words, re.IGNORECASE
    ) and not is_cause_phrase(words, reading.article.language):
        return
    if not strong and not is_cause_phrase(words, reading.article.language):
        return
    denial = denies_frame(text, cue, start, reading.article.language)
    if denial is Denial.DENIED:
        lead = re.match(r"(?:not|nicht|pas|no|não) (?:by |ein(?:e[mnr]?)? )?", words)
        yield _denied(reading, sentence, start + (lead.end() if lead else 0), start + len(words))
    if denial is not None:
        return
    yield _asserted(reading, sentence, start, start + len(words), whole_start=cue)


def _asserted(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    whole_start: int | None = None,
    whole_end: int | None = None,
) -> Draft:
    wide = sentence.text[start:end]
    start, end = trim_phrase(sentence.text, start, end)
    whole = (
        sentence.start + (start if whole_start is None else whole_start),
        sentence.start + max(end, whole_end or end),
    )
    value = _value_of(reading, sentence.text[start:end], wide)
    if value.trigger is None:
        beside = BESIDE.match(sentence.text[end : end + 140].lstrip(" \"”’',"))
        if beside is not None:
            value = replace(value, trigger=read_causes(beside["np"], reading.article.language).trigger)
    return reading.draft(
        sentence, ClaimType.CAUSE, value, (sentence.start + start, sentence.start + end), whole=whole
    )


def _value_of(reading: Reading, words: str, wide: str) -> Value:
    """Return the value of a cause phrase; one that the tables do not know is "other", since it was named."""
    value = cause_value(words, reading.article.language)
    if not value.categories and wide != words:
        value = replace(cause_value(wide, reading.article.language), words=words)
    value = replace(value, text=tidy_phrase(value.text if value.text.endswith("…") else words))
    return value if value.categories else replace(value, categories=(CauseCategory.OTHER,))


def _denied(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    whole_end: int | None = None,
    trim: bool = True,
) -> Draft:
    if trim:
        start, end = trim_phrase(sentence.text, start, end)
    key = (sentence.start + start, sentence.start + end)
    whole = (sentence.start + max(0, start - 40), sentence.start + max(end, whole_end or end))
    verb = max(DENYING.finditer(sentence.masked[:start]), key=lambda m: m.end(), default=None)
    speaker = reading.hearing.actor_at(sentence, sentence.start + verb.start()) if verb is not None else None
    return reading.draft(
        sentence,
        ClaimType.CAUSE,
        _value_of(reading, sentence.text[start:end], sentence.text[start:end]),
        key,
        whole=whole,
        speaker=speaker,
        stance=Stance.DENIED,
    )
