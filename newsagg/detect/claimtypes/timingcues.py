"""A time in its sentence -> whether it is a start, an end or an acknowledgement, by the nearest cue. Pure.

"began", "since", "reports spiked" make a start, "restored", "resolved by" and every predicate of being well again
(recovering.py) an end; a time without a cue in a clause that tells of a failure (failing.py) is its start.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from newsagg.detect.claimtypes.failing import Failure, find_failures
from newsagg.detect.claimtypes.recovering import Recovery, find_recoveries
from newsagg.detect.claimtypes.timingwords import (
    ACK,
    BETWEEN_CLAUSES,
    CLAUSE_AFTER,
    END,
    EVENT,
    EVENT_NOUN,
    FIGURE,
    LOOSE_DAY,
    NAMED_BY_IT,
    NOT_START,
    NOT_YET,
    RECOVERING,
    SINCE,
    START,
    START_WEAK,
    STEP,
    UNTIL_THEN_NONE,
)
from newsagg.detect.timementions import TimeMention
from newsagg.vocabulary import ClaimType


def decide_type(
    text: str, low: int, high: int, left: str, right: str, time: TimeMention, language: str
) -> tuple[ClaimType | None, int]:
    """Return the type of a time by the nearest cue, and where the cue stands in the sentence."""
    recoveries = find_recoveries(text, language)
    cut = 0
    for match in BETWEEN_CLAUSES.finditer(left):
        first = low - len(left) + match.end()
        if len(left) - match.end() > 2 and (
            _verbal(left[match.end() :]) or any(first <= r.start < low for r in recoveries)
        ):
            cut = match.end()
    near = left[cut:]
    stop = BETWEEN_CLAUSES.search(right)
    opens = stop is not None and re.fullmatch(r"[\s,]*", right[: stop.start()])
    if stop is None or (opens and not (stop[0] == "and" and len(near.split()) > 2)):
        stop = CLAUSE_AFTER.search(right, 3)
    after = right[: stop.start()] if stop is not None else right
    found = _find_cues(near, after, low, high)
    found += _find_recovery_cues(recoveries, low - len(near), low, high, high + len(after))
    words = time.words
    if UNTIL_THEN_NONE.search(near):
        told = re.search(r"acknowledg|confirm|admit", near, re.IGNORECASE)
        return (ClaimType.ACKNOWLEDGED_AT if told else None), low
    led = re.match(r"(?:by|until|bis|até|hasta)\b", words, re.IGNORECASE)
    by = led is not None and led[0].lower() in ("by", "until")
    if not by:
        found = [f for f in found if f[0] < _BY_ALONE]
    ends = [f for f in found if f[1] is ClaimType.END_TIME]
    if NAMED_BY_IT.search(near) and not led:
        return ClaimType.START_TIME, low  # "working again after an outage on Monday"
    if led or re.search(r"\b(?:until|by)\s*$", near, re.IGNORECASE):
        if by and not ends:
            return None, low  # "by 9 it was 40,000 reports": no start, and no end
        return ClaimType.END_TIME, min([f[2] for f in ends], default=low)
    if NOT_START.search(near):
        return (ClaimType.END_TIME, min(ends)[2]) if ends and re.search(r"as of", near, re.I) else (None, low)
    if STEP.search(near + after) or FIGURE.search(near):
        return None, low
    if re.search(r"\b(?:from|ab|desde|à partir de)(?: the)?\s*$", near, re.IGNORECASE):
        done = min((f for f in ends if f[2] < low and f[0] < _WEAK), default=None)
        return (ClaimType.START_TIME, low) if done is None else (ClaimType.END_TIME, done[2])
    if SINCE.search(near):
        over = RECOVERING.match(right)
        if over is not None:
            return ClaimType.END_TIME, high + over.start()
        ends = [f for f in ends if f[2] < low or " and " not in text[high : f[2]]]
        return (ClaimType.END_TIME, ends[0][2]) if recoveries and ends else (ClaimType.START_TIME, low)
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
        if type_ is ClaimType.START_TIME and not time.has_clock and _AHEAD.search(near):
            return None, low  # "will meet on Thursday over the outage"
        if type_ is ClaimType.END_TIME and NOT_YET.search(near + after):
            return None, low
        return type_, cue_at
    return _decide_by_event(near, after, low, high, time, find_failures(text, language))


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


def _find_recovery_cues(
    recoveries: Sequence[Recovery], first: int, low: int, high: int, last: int
) -> Iterator[tuple[int, ClaimType, int]]:
    """Yield the recoveries of the clause around a time as cues, like ``_find_cues``."""
    for told in recoveries:
        handicap = _BY_ALONE if told.weak else 0
        if first <= told.start and told.end <= low:
            yield low - told.end + handicap, ClaimType.END_TIME, told.start
        elif high <= told.start and told.end <= last:
            yield told.start - high + 25 + handicap, ClaimType.END_TIME, told.start


_WEAK = 150
_BY_ALONE = 1000
_CUES = (
    (START, ClaimType.START_TIME, 0),
    (START_WEAK, ClaimType.START_TIME, _WEAK),
    (END, ClaimType.END_TIME, 0),
    (ACK, ClaimType.ACKNOWLEDGED_AT, 0),
)
"""Patterns, types, and what is added to a cue's distance in characters."""


def _decide_by_event(
    near: str,
    after: str,
    low: int,
    high: int,
    time: TimeMention,
    failures: Sequence[Failure],
) -> tuple[ClaimType | None, int]:
    """Take a time without a cue for the start when its clause tells of the outage itself, or names it by its day."""
    if not time.has_clock and _AHEAD.search(near):
        return None, low  # "will meet on Thursday over the outage"
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
    if event is not None:
        return ClaimType.START_TIME, high + event.start()
    if not (time.has_clock or time.part):
        return None, low  # a day alone says little: only the plainest words make it the start
    for failure in failures:
        if offset <= failure.start < low or high < failure.start < high + len(after):
            return ClaimType.START_TIME, failure.start
    return None, low


_AHEAD = re.compile(
    r"\b(?:will|shall|to be|plans? to|expected to|due to (?:be|meet|appear)|set to)\b", re.IGNORECASE
)


def _is_long(time: TimeMention) -> bool:
    first, last = time.time_from, time.time_to
    return first is not None and last is not None and last - first > timedelta(days=8)


def _verbal(words: str) -> bool:
    return bool(
        START.search(words) or END.search(words) or re.search(r"\b(?:was|were|is|are|had|has|said)\b", words)
    )
