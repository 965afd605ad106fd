"""Spans that somebody proposes for an article -> drafts of claims, or why not. Pure.

A proposer (a language model, an importer) gives words only, never values: which kind of claim, the quote, the words
inside it that carry the value, the speaker's name as the text has it, and how firmly. The values are read from those
words with the same readers as everywhere; who speaks and what is denied is held against what we hear ourselves; and
every draft then passes the verifier as a rule's draft does.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from newsagg.detect.amounts import read_counts, read_durations, read_money
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.speakernames import slug_of
from newsagg.detect.values import cause_value, count_value, duration_value, money_value, time_value
from newsagg.detect.verify import LONGEST_QUOTE, denies
from newsagg.model import Speaker, Value
from newsagg.vocabulary import CauseCategory, ClaimType, ReadBy, Stance

LONGEST_WORDS = 160
"""Code points of a value's words: the longest of 634 hand-made values has 120."""
SPEAKER_REACH = 2
"""Paragraphs before a quote in which its speaker must be named: a quotation seldom runs over more."""
_CLAUSE_START = re.compile(r"[;:]\s|,\s(?:but|although|though|while|whereas|and)\s|\s[–—]\s|\.\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a proposer points at; all but type and stance must stand in the article as it is."""

    type: ClaimType
    quote: str
    words: str
    """The words inside the quote that say the value."""
    speaker: str
    """The name of who says so, as the text has it; empty for the publisher's own voice."""
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A proposal that is no claim, with the reason."""

    proposal: Proposal
    reason: str


def draft_proposals(
    reading: Reading, proposals: Iterable[Proposal]
) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """Return a draft for each proposal that stands in the article, and the others with the reason."""
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    for proposal in proposals:
        made = _draft(reading, proposal)
        if isinstance(made, str):
            refusals.append(Refusal(proposal=proposal, reason=made))
        else:
            drafts.append(made)
    return tuple(drafts), tuple(refusals)


def _draft(reading: Reading, proposal: Proposal) -> Draft | str:
    read = READERS.get(proposal.type)
    if read is None:
        return f"no proposer is asked for {proposal.type}"
    if (
        not proposal.words.strip()
        or len(proposal.words) > LONGEST_WORDS
        or len(proposal.quote) > LONGEST_QUOTE
    ):
        return "the words or the quote are empty or too long"
    start = reading.text.find(proposal.quote)
    if start < 0:
        return "the quote does not stand in the article"
    inside = proposal.quote.find(proposal.words)
    if inside < 0:
        return "the value's words do not stand in the quote"
    key = (start + inside, start + inside + len(proposal.words))
    if _cuts_a_word(reading.text, *key) or _cuts_a_word(reading.text, start, start + len(proposal.quote)):
        return "the quote or the value's words cut a word or a number in two"
    fault = _find_denial(reading, proposal, key)
    if fault:
        return fault
    value = read(reading, proposal.words, key)
    if value is None:
        return f"no {proposal.type} can be read from the value's words"
    speaker = _find_speaker(reading, proposal, start, key)
    if isinstance(speaker, str):
        return speaker
    return Draft(
        type=proposal.type,
        value=value,
        start=start,
        end=start + len(proposal.quote),
        key=key,
        speaker=speaker,
        stance=None if proposal.stance is Stance.ASSERTED else proposal.stance,
        read_by=ReadBy.MODEL,
    )


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word or a number: "5" of "15", "000" of "4,000"."""
    before, after = text[max(0, start - 2) : start + 1], text[end - 1 : end + 2]
    return bool(
        re.search(r"(?:\w|\d[.,:])\w$", before)
        or re.match(r"\w(?:\w|[.,:]\d)", after)
        or re.search(r"[$€£¥-]\d$", before)
    )


def _find_denial(reading: Reading, proposal: Proposal, key: tuple[int, int]) -> str:
    """Return a fault when what the clause denies is proposed as asserted, or the other way round."""
    sentence = reading.passages.sentence_at(key[0])
    if sentence is None or key[1] > sentence.end:
        return "the value's words run over the end of a sentence"
    before = sentence.text[: key[0] - sentence.start]
    breaks = [m.end() for m in _CLAUSE_START.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :] + proposal.words
    is_denied = denies(clause)
    if proposal.stance is Stance.DENIED and not is_denied:
        return "nothing is denied there"
    # A loss and a lack ("could not log in", "no access") are told with the same words as a denial.
    if proposal.stance is not Stance.DENIED and is_denied and proposal.type in DENIABLE:
        return "the clause denies what is proposed"
    return ""


DENIABLE = frozenset({ClaimType.CAUSE, ClaimType.TRIGGER, ClaimType.DATA_LOSS, ClaimType.COMPENSATION})


def _find_speaker(
    reading: Reading, proposal: Proposal, start: int, key: tuple[int, int]
) -> Speaker | str | None:
    """Return whose word it is, None to hear it ourselves; a fault when the name and what we hear differ."""
    hearing = reading.hearing
    heard = hearing.voice_at(*key).speaker
    name = proposal.speaker.strip()
    own = hearing.own.speaker
    if not name or slug_of(name) in (own.slug, slug_of(own.name)):
        return None
    sentence = reading.passages.sentence_at(start)
    paragraph = sentence.paragraph if sentence is not None else 0
    first = reading.passages.paragraphs[max(0, paragraph - SPEAKER_REACH)][0]
    last = reading.passages.paragraphs[paragraph][1]
    at = reading.text.find(name, first, last)
    if at < 0 or _cuts_a_word(reading.text, at, at + len(name)):
        return f"the speaker {name!r} is not named near the quote"
    speaker = hearing.cast.resolve(name, at)
    if speaker is None:
        return f"{name!r} is nobody who speaks"
    if heard.slug == own.slug:
        return speaker
    chain = {slug_of(n) for n in hearing.voice_at(*key).chain}
    if speaker.slug != heard.slug and slug_of(speaker.name) not in chain:
        return f"we hear {heard.name!r} there, not {name!r}"
    return None


def _read_cause(reading: Reading, words: str, _: tuple[int, int]) -> Value | None:
    value = cause_value(words, reading.article.language)
    return value if value.categories else replace(value, categories=(CauseCategory.OTHER,))


def _read_time(reading: Reading, _: str, key: tuple[int, int]) -> Value | None:
    times = [t for t in reading.times if t.start < key[1] and t.end > key[0]]
    # What our reader takes along to the left is "by" or "around", never a figure.
    inside = [t for t in times if t.end <= key[1] and not re.search(r"\d", reading.text[t.start : key[0]])]
    return time_value(inside[0]) if len(times) == len(inside) == 1 else None


def _read_duration(reading: Reading, words: str, _: tuple[int, int]) -> Value | None:
    found = read_durations(words, reading.article.language)
    return duration_value(found[0]) if len(found) == 1 else None


def _read_reports(reading: Reading, words: str, _: tuple[int, int]) -> Value | None:
    found = [c for c in read_counts(words, reading.article.language) if not c.is_audience]
    return count_value(found[0]) if len(found) == 1 and found[0].unit in ("reports", "") else None


def _read_users(reading: Reading, words: str, _: tuple[int, int]) -> Value | None:
    found = [c for c in read_counts(words, reading.article.language) if not c.is_audience]
    return count_value(found[0]) if len(found) == 1 and found[0].unit not in ("reports", "") else None


def _read_money(reading: Reading, words: str, _: tuple[int, int]) -> Value | None:
    found = read_money(words, reading.article.language)
    return money_value(found[0]) if len(found) == 1 else None


def _read_name(reading: Reading, words: str, key: tuple[int, int]) -> Value | None:
    known = reading.mentions_in(*key)
    slug = known[0].slug if len(known) == 1 else slug_of(words)
    return Value(text=" ".join(words.split()), words=words, slug=slug) if slug else None


def _read_words(_: Reading, words: str, __: tuple[int, int]) -> Value | None:
    return Value(text=" ".join(words.split()), words=words)


READERS: dict[ClaimType, Callable[[Reading, str, tuple[int, int]], Value | None]] = {
    ClaimType.CAUSE: _read_cause,
    ClaimType.TRIGGER: _read_cause,
    ClaimType.START_TIME: _read_time,
    ClaimType.END_TIME: _read_time,
    ClaimType.ACKNOWLEDGED_AT: _read_time,
    ClaimType.DURATION: _read_duration,
    ClaimType.TRACKER_REPORTS: _read_reports,
    ClaimType.AFFECTED_USERS: _read_users,
    ClaimType.FINANCIAL_IMPACT: _read_money,
    ClaimType.AFFECTED_SERVICE: _read_name,
    ClaimType.AFFECTED_REGION: _read_name,
    ClaimType.AFFECTED_CUSTOMER: _read_name,
    ClaimType.REMEDIATION: _read_words,
    ClaimType.COMPENSATION: _read_words,
    ClaimType.DATA_LOSS: _read_words,
    ClaimType.SYMPTOM: _read_words,
}
"""How each kind of claim that a proposer is asked for has its value read from the words."""


def list_types() -> Sequence[str]:
    """Return the kinds of claims that a proposer may be asked for, in a settled order."""
    return [type_.value for type_ in READERS]
