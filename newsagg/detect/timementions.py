"""A time that a text names, and the two sides of one that is a span. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from newsagg.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time that a text names, with the words it was read from."""

    start: int
    end: int
    words: str
    """``text[start:end]``, qualifiers such as "around" included."""
    time_from: datetime | None
    time_to: datetime | None
    """UTC; equal for an instant, a day's ends for a day; None when no date was to be had."""
    precision: Precision
    zone: str
    """As written; empty when none was."""
    zone_assumed: bool
    has_date: bool
    """The words themselves name the day."""
    has_clock: bool
    local_date: date | None
    """The first day, in the zone of the words or the outlet."""
    local_last: date | None = None
    """The last day, when it is several."""
    part: str = ""
    """early, morning, late evening, ... when only a part of a day is named."""
    half_assumed: bool = False
    """Nobody said whether a.m. or p.m."""
    clock_text: str = ""
    """14:05, when a clock time is named."""
    is_span: bool = False
    """Two times with "to", "until" or "and" between them."""


def split_span(mention: TimeMention) -> tuple[TimeMention, TimeMention]:
    """Return the first and the last side of a span ("from 9 to 11"), both in the words of the whole."""
    first, last = mention.time_from, mention.time_to
    if not mention.is_span or first is None or last is None:
        return mention, mention
    whole = timedelta(0) if mention.has_clock else timedelta(days=1)
    precision = Precision.EXACT if mention.has_clock or not mention.part else Precision.VAGUE
    return (
        replace(
            mention, time_to=min(last, first + whole), local_last=mention.local_date, precision=precision
        ),
        replace(
            mention,
            time_from=max(first, last - whole),
            local_date=mention.local_last,
            precision=precision,
            part="",
        ),
    )
