"""Times and lengths of claims -> words in a reader's zone: Monday 2 March at 16:35, about six hours. Pure.

A day is told as its source tells it, whatever day it was for the reader. A year is named only where it is not the
reader's own.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsagg.report.phrases import Row, clean, is_start_claimed, read_moment

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# A day, told to its last second or up to the next midnight, may have an hour more or less.
_DAY = timedelta(hours=22, minutes=58)
_WHOLE_DAY = timedelta(hours=25, minutes=1)
# A day as a place has it begins from 13 hours before (New Zealand) to 10 hours after (Hawaii) midnight UTC.
_EASTERNMOST = timedelta(hours=13)


def spell(number: int) -> str:
    """Return a number as running text has it: words up to twelve, figures with commas beyond."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


class Clock:
    """The zone and the year that times are told in."""

    def __init__(self, zone: str, year: int) -> None:
        self._zone = ZoneInfo(zone)
        self._year = year

    def tell_day(self, day: date, *, short: bool = False) -> str:
        """Return a day: Monday 2 March; ``short``: Mon 2 Mar."""
        name = f"{day:%a} {day.day} {day:%b}" if short else f"{day:%A} {day.day} {day:%B}"
        return name if day.year == self._year else f"{name} {day.year}"

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment lies in for the reader."""
        return moment.astimezone(self._zone).date()

    def tell_clock(self, moment: datetime) -> str:
        """Return the time of day: 16:35."""
        return f"{moment.astimezone(self._zone):%H:%M}"

    def tell_moment(self, moment: datetime) -> str:
        """Return a moment: Monday 2 March at 16:35."""
        return f"{self.tell_day(self.day_of(moment))} at {self.tell_clock(moment)}"

    def tell_interval(self, first: datetime, last: datetime, *, about: bool = False) -> str:
        """Return when something was, with its preposition: on Monday 2 March between 16:00 and 18:00."""
        days = days_of(first, last)
        if days and days[0] == days[1]:
            return f"on {self.tell_day(days[0])}"
        if days:
            return f"between {self.tell_day(days[0])} and {self.tell_day(days[1])}"
        begin, end = self.day_of(first), self.day_of(last)
        if first >= last:
            return f"on {self.tell_day(begin)} at {'about ' if about else ''}{self.tell_clock(first)}"
        if begin == end:
            return f"on {self.tell_day(begin)} between {self.tell_clock(first)} and {self.tell_clock(last)}"
        return f"between {self.tell_moment(first)} and {self.tell_moment(last)}"

    def tell_span(self, row: Row) -> str:
        """Return from when to when an incident was, by its line; empty when nobody says anything of it."""
        first, last = read_moment(row["started"]), read_moment(row["started_latest"])
        ended, over = read_moment(row["ended"]), read_moment(row["ended_latest"])
        reported = read_moment(row["first_reported_at"])
        if first is not None and is_start_claimed(row):
            begin, lead = self._tell_edge(first, last or first, " or later"), ""
        else:
            begin, lead = (self._tell_edge(reported, reported, "") if reported else ""), "first reported "
        if ended is None or over is None:
            return f"{lead or 'from '}{begin}" if begin else ""
        # An end that lies in an interval: what is sure is that it was over at its end.
        end = self._tell_edge(over if not days_of(ended, over) else ended, over, "")
        if not days_of(ended, over) and ended < over:
            end += " at the latest"
        if lead:
            return f"{lead}{begin}{', ' if begin else ''}over {end}"
        if begin == end:
            return begin
        day, _, clock = begin.partition(", ")
        if end.startswith(f"{day}, "):
            end = end.removeprefix(f"{day}, ")
            return f"{begin} to {end}" if clock else f"{begin}, until {end}"
        return f"{begin} to {end}"

    def _tell_edge(self, first: datetime, last: datetime, after: str) -> str:
        days = days_of(first, last)
        if days:
            return " or ".join(self.tell_day(day) for day in dict.fromkeys(days))
        return f"{self.tell_day(self.day_of(first))}, {self.tell_clock(first)}{after if first < last else ''}"


def days_of(first: datetime, last: datetime) -> tuple[date, date] | None:
    """Return the first and last day that an interval stands for, where it stands for whole days of some place."""
    if last - first < _DAY:
        return None
    begin = (first.astimezone(UTC) + _EASTERNMOST).date()
    if last - first <= _WHOLE_DAY:
        return begin, begin
    return begin, (last.astimezone(UTC) - timedelta(hours=24) + timedelta(seconds=1) + _EASTERNMOST).date()


_MILLIONS = re.compile(r"\b\d{1,3}(?:,\d{3}){2,}\b")


def tell_millions(value: str) -> str:
    """Return a value with its great numbers as people write them: 10.6 million."""

    def tell(found: re.Match[str]) -> str:
        number = int(found[0].replace(",", ""))
        unit, name = (10**9, "billion") if number >= 10**9 else (10**6, "million")
        return f"{number // (unit // 10) / 10:g} {name}" if not number % (unit // 10) else found[0]

    return _MILLIONS.sub(tell, value)


def tell_minutes(minutes: float) -> str:
    """Return a length in words: 45 minutes, six hours, one hour 20 minutes, two and a half days."""
    whole = round(minutes)
    if whole < 1:
        return "less than a minute"
    if whole < 90 and whole != 60:
        return f"{spell(whole)} minute{'s' * (whole != 1)}"
    if whole < 48 * 60:
        hours, rest = divmod(whole, 60)
        told = f"{spell(hours)} hour{'s' * (hours != 1)}"
        if rest == 30:
            return f"{spell(hours)} and a half hours"
        return f"{told} {spell(rest)} minute{'s' * (rest != 1)}" if rest else told
    days, rest = divmod(round(whole / 720), 2)
    return f"{spell(days)} and a half days" if rest else f"{spell(days)} days"


def tell_length(claim: Row) -> str:
    """Return a claimed length as it was meant: about six hours, more than two hours; its own words when it has none."""
    low, high = claim["number_from"], claim["number_to"]
    known = low if low is not None else high
    if known is None or claim["precision"] == "vague":
        return f"“{' '.join(clean(claim['value']).split())}”"
    if low is not None and high is not None and low != high:
        return f"{tell_minutes(low)} to {tell_minutes(high)}"
    before = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(claim["precision"], "")
    return before + tell_minutes(known)
