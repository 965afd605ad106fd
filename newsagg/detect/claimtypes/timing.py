"""A Reading -> drafts of start, end and acknowledgement claims. Pure.

A time belongs to the nearest cue of its clause: "began", "since", "reports spiked" make a start, "restored",
"resolved by" an end, "acknowledged" an acknowledgement; a time without a cue in a clause that tells of the outage
itself ("went down on Thursday") is its start.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from newsagg.detect.claimtypes.pastedstatus import read_pasted_status
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.speechtimes import push_forward, tells_speech
from newsagg.detect.claimtypes.timingorder import AHEAD, settle_times
from newsagg.detect.claimtypes.timingwords import (
    ACK,
    AND_THEN,
    BETWEEN,
    BETWEEN_CLAUSES,
    CLAUSE_AFTER,
    END,
    EVENT,
    EVENT_NOUN,
    FROM,
    GOES_ON,
    LOOSE_DAY,
    NOT_OUR_TIME,
    NOT_START,
    NOT_YET,
    OUTAGE_WORD,
    PLANNED,
    RECOVERING,
    ROUGHLY,
    SAID_OVER,
    SINCE,
    START,
    START_WEAK,
    STATE,
    STEP,
    STILL_THEN,
    TRACKER_WORD,
    UNTIL_THEN_NONE,
    WITHIN,
)
from newsagg.detect.passages import Sentence
from newsagg.detect.timementions import TimeMention, split_span
from newsagg.detect.values import length_value, time_value
from newsagg.model import Speaker
from newsagg.vocabulary import ClaimType, SpeakerRole


def propose_times(reading: Reading) -> Iterator[Draft]:
    """Yield start, end and acknowledgement claims; of several that say the same, those that say it best."""
    return settle_times(reading, list(_read_times(reading)))


def _read_times(reading: Reading) -> Iterator[Draft]:
    times = list(reading.times)
    at = 0
    for sentence in reading.sentences():
        while at < len(times) and times[at].start < sentence.start:
            at += 1
        first = at
        while at < len(times) and times[at].end <= sentence.end:
            at += 1
        here = times[first:at]
        if here and (status := read_pasted_status(reading, sentence)) is not None:
            yield from _tell_status(reading, sentence, here[-1], status)
        elif here and any(pattern.search(sentence.text) for pattern in _TELLING):
            yield from _times_of(reading, sentence, here)


def _tell_status(
    reading: Reading, sentence: Sentence, time: TimeMention, type_: ClaimType
) -> Iterator[Draft]:
    if time.time_from is not None and time.has_clock:
        yield reading.draft(sentence, type_, time_value(time), (time.start, time.end))


_TELLING = (OUTAGE_WORD, START, END, re.compile(r"\bsince\b"))


def _times_of(reading: Reading, sentence: Sentence, times: list[TimeMention]) -> Iterator[Draft]:
    text = sentence.text
    if PLANNED.search(text):
        return
    done: set[ClaimType] = set()
    before: TimeMention | None = None
    for time in times:
        if time.time_from is None or time.time_to is None or _is_dateline(reading, time):
            continue
        low, high = time.start - sentence.start, time.end - sentence.start
        if sentence.stamp and low < 40 and time.words in sentence.stamp:
            yield from _read_stamp(reading, sentence, time)
            continue
        left = text[max(0, low - 110) : low]
        right = text[high : high + 90]
        gap = text[before.end - sentence.start : low] if before is not None else ""
        twice = before is not None and len(gap) < 12 and before.time_from == time.time_from
        if (
            NOT_OUR_TIME.search(left[-45:])
            or left.endswith('":"')  # a line of a program's log
            or re.match(r"\s*(?:SGD|deadline|cut-off)", right)
            or STILL_THEN.search(left + text[low:high] + right[:70])
            or twice  # "9AM ET / 6AM PT": one moment, said twice
            or (
                ClaimType.START_TIME in done
                and GOES_ON.fullmatch(gap)
                and (not time.has_clock or "into" in gap)
            )
        ):
            continue
        before = time
        if time.is_span and (spans := list(_read_span(reading, sentence, time, left))):
            done.update(draft.type for draft in spans)
            yield from spans
            continue
        type_, cue_at = _decide(text, low, high, left, right, time)
        key = (time.start, time.end)
        if type_ is not None and tells_speech(text, low, high):
            end = SAID_OVER.search(text)
            if end is not None and not NOT_YET.search(text):
                type_, cue_at = ClaimType.END_TIME, end.start()
                key = (sentence.start + end.start(), sentence.start + end.end())
            elif type_ is not ClaimType.ACKNOWLEDGED_AT:
                type_ = None
        if type_ is None or (type_ is ClaimType.START_TIME and _lies_ahead(reading, time)):
            continue
        if not time.has_clock and not time.part and type_ in done:
            continue
        done.add(type_)
        if (
            type_ is ClaimType.START_TIME
            and time.is_span
            and time.time_to - time.time_from > timedelta(hours=1)
        ):
            time = split_span(time)[0]
        whole = (sentence.start + min(low, cue_at), sentence.start + max(high, min(len(text), cue_at + 14)))
        yield reading.draft(
            sentence,
            type_,
            time_value(push_forward(reading, time, left)),
            key,
            whole=whole,
            speaker=_source(reading, time, left, right),
        )


def _is_dateline(reading: Reading, time: TimeMention) -> bool:
    """Whether a full date with its hour is the article's own: a by-line that ran into the text."""
    published = reading.article.published_at
    if published is None or time.time_from is None or not (time.has_date and time.has_clock):
        return False
    full = re.search(r"\b20\d\d\b", time.words) is not None and time.start < len(reading.article.title) + 400
    return full and abs(time.time_from - published) < timedelta(days=2)


def _lies_ahead(reading: Reading, time: TimeMention) -> bool:
    published = reading.article.published_at
    if published is None or time.time_from is None:
        return False
    return time.time_from > published + AHEAD


def _read_stamp(reading: Reading, sentence: Sentence, time: TimeMention) -> Iterator[Draft]:
    """Yield an end where a living article's stamped update says that it is over: it was so by then."""
    over = SAID_OVER.search(sentence.text)
    if over is None or NOT_YET.search(sentence.text) or not time.has_clock:
        return
    key = (sentence.start + over.start(), sentence.start + over.end())
    yield reading.draft(sentence, ClaimType.END_TIME, time_value(time), key, whole=(time.start, key[1]))


def _read_span(reading: Reading, sentence: Sentence, time: TimeMention, left: str) -> Iterator[Draft]:
    """Yield start, end and length of an outage that is told from its first to its last moment."""
    inside = WITHIN.search(time.words)
    joined = FROM.search(left) is not None or bool(inside and inside["joined"])
    if ROUGHLY.search(left) or (time.has_clock and not joined and not (inside or BETWEEN.search(left))):
        return
    clause = left + sentence.text[time.end - sentence.start :][:90]
    if not joined and STATE.search(clause) is None:
        return
    if STATE.search(clause) is None and START.search(clause) is None:
        return
    if tells_speech(sentence.text, time.start - sentence.start, time.end - sentence.start):
        return
    first, last = split_span(time)
    key = (time.start, time.end)
    speaker = _source(reading, time, left, "")
    for type_, side in ((ClaimType.START_TIME, first), (ClaimType.END_TIME, last)):
        if not _lies_ahead(reading, side):
            yield reading.draft(sentence, type_, time_value(side), key, speaker=speaker)
    if time.has_clock and last.time_to is not None and first.time_from is not None:
        length = last.time_to - first.time_from
        if timedelta(0) < length <= timedelta(days=2):
            yield reading.draft(
                sentence, ClaimType.DURATION, length_value(time.words, length), key, speaker=speaker
            )


def _decide(
    text: str, low: int, high: int, left: str, right: str, time: TimeMention
) -> tuple[ClaimType | None, int]:
    """Return the type of a time by the nearest cue, and where the cue stands in the sentence."""
    cut = 0
    for match in BETWEEN_CLAUSES.finditer(left):
        if len(left) - match.end() > 2 and _verbal(left[match.end() :]):
            cut = match.end()
    near = left[cut:]
    stop = BETWEEN_CLAUSES.search(right)
    if stop is None or re.fullmatch(r"[\s,]*", right[: stop.start()]):
        stop = CLAUSE_AFTER.search(right, 3)
    after = right[: stop.start()] if stop is not None else right
    found = _find_cues(near, after, low, high)
    words = time.words
    if UNTIL_THEN_NONE.search(near):
        told = re.search(r"acknowledg|confirm|admit", near, re.IGNORECASE)
        return (ClaimType.ACKNOWLEDGED_AT if told else None), low
    ends = [f for f in found if f[1] is ClaimType.END_TIME]
    led = re.match(r"(?:by|until|bis|até|hasta)\b", words, re.IGNORECASE)
    by = led is not None and led[0].lower() in ("by", "until")
    if led or re.search(r"\b(?:until|by)\s*$", near, re.IGNORECASE):
        if by and not ends:
            return None, low  # "by 9 it was 40,000 reports": no start, and no end
        return ClaimType.END_TIME, min([f[2] for f in ends], default=low)
    if NOT_START.search(near):
        return (ClaimType.END_TIME, min(ends)[2]) if ends and re.search(r"as of", near, re.I) else (None, low)
    if STEP.search(near + after):
        return None, low
    if re.search(r"\b(?:from|ab|desde|à partir de)(?: the)?\s*$", near, re.IGNORECASE):
        return ClaimType.START_TIME, low
    if SINCE.search(near):
        over = RECOVERING.match(right)
        return (ClaimType.END_TIME, high + over.start()) if over else (ClaimType.START_TIME, low)
    if found:
        _, type_, cue_at = min(found)
        others = [f for f in found if f[1] is not ClaimType.ACKNOWLEDGED_AT]
        if all(distance >= _WEAK for distance, _, _ in others) and not re.search(r"\bthat\b", near):
            others = []  # "flagged the outage at 11:17": the noun dates nothing
        if type_ is ClaimType.ACKNOWLEDGED_AT and others:
            _, type_, cue_at = min(others)
        if type_ is ClaimType.ACKNOWLEDGED_AT and not re.search(
            r"acknowledg|confirm|flagg|investigating", text, re.IGNORECASE
        ):
            return None, low
        if _is_long(time):
            return None, low
        if type_ is ClaimType.END_TIME and NOT_YET.search(near + after):
            return None, low
        return type_, cue_at
    return _decide_by_event(near, after, low, high, time)


def _find_cues(near: str, after: str, low: int, high: int) -> list[tuple[int, ClaimType, int]]:
    """Return the cues of the clause around a time: distance, type, place in the sentence."""
    offset = low - len(near)
    found: list[tuple[int, ClaimType, int]] = []
    for pattern, type_, handicap in _CUES:
        last = max(pattern.finditer(near), key=lambda m: m.end(), default=None)
        if last is not None:
            found.append((len(near) - last.end() + handicap, type_, offset + last.start()))
        first = pattern.search(after)
        if first is not None:
            found.append((first.start() + 25 + handicap, type_, high + first.start()))
    return found


_WEAK = 150
_CUES = (
    (START, ClaimType.START_TIME, 0),
    (START_WEAK, ClaimType.START_TIME, _WEAK),
    (END, ClaimType.END_TIME, 0),
    (ACK, ClaimType.ACKNOWLEDGED_AT, 0),
)
"""Patterns, types, and what is added to a cue's distance in characters."""


def _decide_by_event(
    near: str, after: str, low: int, high: int, time: TimeMention
) -> tuple[ClaimType | None, int]:
    """Take a time without a cue for the start when its clause tells of the outage itself, or names it by its day."""
    if _is_long(time) or LOOSE_DAY.match(time.words) or time.part.startswith("late "):
        return None, low
    offset = low - len(near)
    for match in EVENT.finditer(near):
        return ClaimType.START_TIME, offset + match.start()
    noun = max(EVENT_NOUN.finditer(near), key=lambda m: m.end(), default=None)
    if noun is not None and len(near) - noun.end() < 70 and not _verbal(near[noun.end() :]):
        return ClaimType.START_TIME, offset + noun.start()
    behind = re.match(r"(?:['’]s|['’])?\s(?:[\w-]+\s){0,2}", after)
    if behind is not None and (named := EVENT_NOUN.match(after, behind.end())) is not None:
        return ClaimType.START_TIME, high + named.start()
    event = EVENT.search(after)
    return (ClaimType.START_TIME, high + event.start()) if event is not None else (None, low)


def _is_long(time: TimeMention) -> bool:
    first, last = time.time_from, time.time_to
    return first is not None and last is not None and last - first > timedelta(days=8)


def _verbal(words: str) -> bool:
    return bool(
        START.search(words) or END.search(words) or re.search(r"\b(?:was|were|is|are|had|has|said)\b", words)
    )


def _source(reading: Reading, time: TimeMention, left: str, right: str) -> Speaker | None:
    """Return the tracker whose reports the clause tells of, None for the voice of the words."""
    cut = max((m.end() for m in AND_THEN.finditer(left)), default=0)
    stop = AND_THEN.search(right)
    after = right[: stop.start()] if stop else right
    if not TRACKER_WORD.search(left[cut:] + after):
        return None
    here = tracker_in(reading, time.start - len(left) + cut, time.end + len(after))
    if (
        here is not None
        or re.search(r"\b(?:reports|complaints)\b", left[cut:] + after, re.IGNORECASE) is None
    ):
        return here
    sentence = reading.passages.sentence_at(time.start)
    if sentence is None:
        return None
    start, end = reading.passages.paragraphs[sentence.paragraph]
    return tracker_in(reading, max(start, sentence.start - 400), min(end, sentence.end))


def tracker_in(reading: Reading, start: int, end: int) -> Speaker | None:
    """Return the first outage tracker named in a span."""
    for mention in reading.mentions_in(start, end):
        if reading.lexicon.kind_of(mention.slug) == "tracker":
            speaker = reading.hearing.cast.resolve(mention.surface, mention.start)
            if speaker is not None and speaker.role is SpeakerRole.TRACKER:
                return speaker
    return None
