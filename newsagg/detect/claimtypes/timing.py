"""A Reading -> drafts of start, end and acknowledgement claims. Pure.

A time belongs to the nearest cue of its clause: "began", "since", "reports spiked" make a start, "restored",
"resolved by" an end, "acknowledged" an acknowledgement; a time without a cue in a clause that tells of the outage
itself ("went down on Thursday") is its start.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.lonedays import add_lone_day
from newsagg.detect.claimtypes.pastedstatus import read_pasted_status
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.recovering import find_recoveries
from newsagg.detect.claimtypes.speechtimes import date_stamp, push_forward, tells_speech
from newsagg.detect.claimtypes.timeroles import Story, judge_times, read_story
from newsagg.detect.claimtypes.timingcues import decide_type
from newsagg.detect.claimtypes.timingorder import AHEAD, settle_times
from newsagg.detect.claimtypes.timingwords import (
    AND_ALSO,
    AND_THEN,
    BETWEEN,
    COUNTED,
    END,
    EXPECTING,
    FOR_MOST,
    FROM,
    GOES_ON,
    NAMED_BY_IT,
    NOT_OUR_TIME,
    NOT_YET,
    OUTAGE_WORD,
    PLANNED,
    ROUGHLY,
    SAID_OVER,
    START,
    STATE,
    STILL_THEN,
    TRACKER_WORD,
    WITHIN,
)
from newsagg.detect.passages import Sentence
from newsagg.detect.timementions import TimeMention, split_span
from newsagg.detect.values import length_value, time_value
from newsagg.model import Speaker
from newsagg.vocabulary import ClaimType, SpeakerRole


def propose_times(reading: Reading) -> Iterator[Draft]:
    """Yield start, end and acknowledgement claims; of several that say the same, those that say it best."""
    return add_lone_day(reading, list(settle_times(reading, list(_read_times(reading)))))


def _read_times(reading: Reading) -> Iterator[Draft]:
    times = list(reading.times)
    story = read_story(times)
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
        elif here:
            told = (
                list(_times_of(reading, sentence, here))
                if _may_tell(sentence.text, reading.article.language)
                else []
            )
            is_whole = len(reading.passages.sentences) >= FEWEST_SENTENCES
            yield from _settle_roles(reading, sentence, here, told, story) if is_whole else told


def _settle_roles(
    reading: Reading, sentence: Sentence, times: list[TimeMention], told: list[Draft], story: Story
) -> Iterator[Draft]:
    """Yield what the rules told of a sentence's times, less what is unlikely, and what else is likely."""
    dated = [t for t in times if t.time_from is not None]
    judged = judge_times(reading, sentence, dated, story)
    roles = {id(time): found for time, found in zip(dated, judged, strict=True)}
    for draft in told:
        time = next((t for t in dated if draft.key == (t.start, t.end)), None)
        if (
            time is None
            or time.is_span  # both of its sides were told: the weights know of one role a time
            or NAMED_BY_IT.search(
                sentence.text, 0, time.start - sentence.start
            )  # "after its outage on Monday"
            or draft.type not in _ROLE_OF
            or roles[id(time)][_ROLE_OF[draft.type]] >= UNLIKELY
        ):
            yield draft
    for time in dated:
        type_ = next((kind for kind, role in _ROLE_OF.items() if roles[id(time)][role] >= LIKELY), None)
        if (
            type_ is None
            or any(time.start <= d.key[0] < time.end or d.value.time_from == time.time_from for d in told)
            or _is_dateline(reading, time)
            or (sentence.stamp and time.words in sentence.stamp)
            or _NO_EDGE.search(
                sentence.text, max(0, time.start - sentence.start - _NEAR), time.start - sentence.start
            )
            or PLANNED.search(sentence.text)
            or _SHARE_PRICE.search(sentence.text)
            or (type_ is ClaimType.START_TIME and _lies_ahead(reading, time))
        ):
            continue
        side = split_span(time)[0 if type_ is ClaimType.START_TIME else 1]
        yield reading.draft(sentence, type_, time_value(side), (time.start, time.end))


_NEAR = 60
_NO_EDGE = re.compile(
    r"\bpeak(?:ed|s|ing)?\b|\bat (?:its|the|their) (?:height|worst)\b|\bstill\b|\b(?:fallen|fell|dropped|dwindled|down|eased) to\b",
    re.IGNORECASE,
)
"""Close before a time, these say that things had begun by then and were not over."""
_SHARE_PRICE = re.compile(
    r"\b(?:stocks?|shares|share price)\b[^.;]{0,80}?\b(?:fell|fallen|falling|rose|risen|declined|dropped|slid|slipped|closed|traded|trading|gained|per ?cent|"
    r"[\d.]+ ?%)"
)
"""When shares fell is no time of an outage."""
_ROLE_OF = {ClaimType.START_TIME: "start", ClaimType.END_TIME: "end"}
LIKELY = 0.4
"""Of 0.3, 0.4 and 0.5 the best F1 of starts on marked articles that the weights were not made from."""
UNLIKELY = 0.01
"""Below it a rule's word counts for nothing: on real articles, labelled apart, .89 of the starts then are right and not
.75, and no right one is lost; from 0.015 on right ones go, too."""
FEWEST_SENTENCES = 5
"""The weights were made from whole articles: in a teaser, the only time is the earliest and the latest."""


def _tell_status(
    reading: Reading, sentence: Sentence, time: TimeMention, type_: ClaimType
) -> Iterator[Draft]:
    if time.time_from is not None and time.has_clock:
        yield reading.draft(sentence, type_, time_value(time), (time.start, time.end))


_TELLING = (OUTAGE_WORD, START, END, re.compile(r"\bsince\b"))


def _may_tell(text: str, language: str) -> bool:
    """Whether a sentence tells of an outage or its end at all."""
    return any(pattern.search(text) for pattern in _TELLING) or bool(
        find_recoveries(text, language) or find_failures(text, language)
    )


def _times_of(reading: Reading, sentence: Sentence, times: list[TimeMention]) -> Iterator[Draft]:
    text = sentence.text
    if PLANNED.search(text) or _SHARE_PRICE.search(text):
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
        type_, cue_at = decide_type(text, low, high, left, right, time, reading.article.language)
        key = (time.start, time.end)
        if (type_ is not None or time.has_clock) and tells_speech(text, low, high):
            over = _find_said_over(text, reading.article.language)
            if over is not None and not NOT_YET.search(text):
                type_, cue_at = ClaimType.END_TIME, over[0]
                key = (sentence.start + over[0], sentence.start + over[1])
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
            speaker=_source(reading, time, left, right)
            or (_who_expects(reading, sentence, left, low) if type_ is ClaimType.END_TIME else None),
        )


def _who_expects(reading: Reading, sentence: Sentence, left: str, low: int) -> Speaker | None:
    """Return who is told to expect or promise an end: "it expected full recovery by noon"."""
    last = max(EXPECTING.finditer(left), key=lambda m: m.end(), default=None)
    if last is None:
        return None
    return reading.hearing.actor_at(sentence, sentence.start + low - len(left) + last.start())


def _is_dateline(reading: Reading, time: TimeMention) -> bool:
    """Whether a full date with its hour is the article's own: a by-line that ran into the text."""
    published = reading.article.published_at
    if published is None or time.time_from is None or time.is_span or not (time.has_date and time.has_clock):
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
    over = _find_said_over(sentence.text, reading.article.language)
    if over is None or NOT_YET.search(sentence.text) or not time.has_clock:
        return
    key = (sentence.start + over[0], sentence.start + over[1])
    value = time_value(date_stamp(reading, time))
    yield reading.draft(sentence, ClaimType.END_TIME, value, key, whole=(time.start, key[1]))


def _find_said_over(text: str, language: str) -> tuple[int, int] | None:
    """Return the words that say that it is over, wherever they stand in a sentence; offsets of the sentence."""
    told = SAID_OVER.search(text)
    if told is not None:
        return None if FOR_MOST.match(text, told.end()) else told.span()
    return next(((r.start, r.end) for r in find_recoveries(text, language) if not r.weak), None)


def _read_span(reading: Reading, sentence: Sentence, time: TimeMention, left: str) -> Iterator[Draft]:
    """Yield start, end and length of an outage that is told from its first to its last moment."""
    inside = WITHIN.search(time.words)
    joined = FROM.search(left) is not None or bool(inside and inside["joined"])
    if ROUGHLY.search(left) or (time.has_clock and not joined and not (inside or BETWEEN.search(left))):
        return
    clause = left + sentence.text[time.end - sentence.start :][:90]
    if not joined and STATE.search(clause) is None:
        return
    if (
        (STATE.search(clause) is None and START.search(clause) is None)
        or COUNTED.search(left)
        or COUNTED.search(clause)
    ):
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


def _source(reading: Reading, time: TimeMention, left: str, right: str) -> Speaker | None:
    """Return the tracker whose reports the clause tells of, None for the voice of the words."""
    cut = max((m.end() for m in AND_THEN.finditer(left)), default=0)
    stop = AND_THEN.search(right) or AND_ALSO.search(right)
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
    for mention in reading.trackers:
        if start <= mention.start and mention.end <= end:
            speaker = reading.hearing.cast.resolve(mention.surface, mention.start)
            if speaker is not None and speaker.role is SpeakerRole.TRACKER:
                return speaker
    return None
