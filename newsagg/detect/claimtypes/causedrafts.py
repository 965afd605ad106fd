"""A stretch of a sentence that names a cause -> the draft of a claim, asserted or denied. Pure."""

from dataclasses import replace

from newsagg.detect.causes import read_causes
from newsagg.detect.claimtypes.causephrases import tidy_phrase, trim_phrase
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.triggers import BESIDE
from newsagg.detect.passages import Sentence
from newsagg.detect.values import cause_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import CauseCategory, ClaimType, Stance

_DENYING = compile_words(
    r"(?<![\w-])(?:rul(?:ed|es|ing) out|den(?:ied|ies)|dismiss(?:ed|es)|refut(?:ed|es)|rejected|excluded|"
    r"(?:has|have|had|"
    r"did)(?: not|n['’]t) (?:attributed?|linked?|blamed?|found|seen)|(?:found|sees|saw|has|have) no|"
    r"schließt|schloss|"
    r"bestreitet|dementiert\w*|exclut|écarte|dément|descart(?:a|ó|ou)|niega|negó|desmi(?:ente|ntió)|neg(?:a|"
    r"ou))(?![\w-])"
)
"""Who denies: the subject of such a verb."""


def draft_cause(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    whole_start: int | None = None,
    whole_end: int | None = None,
) -> Draft:
    """Make the draft of a cause that is said to be one; offsets count code points of the sentence."""
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
        value = cause_value(wide, reading.article.language)
    text = tidy_phrase(value.text if value.text.endswith("…") else words)
    return replace(value, text=text, words=words, categories=value.categories or (CauseCategory.OTHER,))


def draft_denial(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    whole_end: int | None = None,
    trim: bool = True,
) -> Draft:
    """Make the draft of what is said not to be the cause, by whoever denies it in the sentence."""
    if trim:
        start, end = trim_phrase(sentence.text, start, end)
    key = (sentence.start + start, sentence.start + end)
    whole = (sentence.start + max(0, start - 40), sentence.start + max(end, whole_end or end))
    verb = max(_DENYING.finditer(sentence.masked[:start]), key=lambda m: m.end(), default=None)
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
