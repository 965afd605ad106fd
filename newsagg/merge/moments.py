"""A report -> when the outage that it tells of may have been, and when it was over. Pure.

Three witnesses: the start that it claims, days that its first lines name ("on 2 March", "on Thursday"), and the time
it was published. Where it tells of an earlier outage as well, the start of that one is kept apart. A fine or a
post-mortem months later belongs to the day that it names, not to the day it appeared.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from newsagg.model import Claim, Report
from newsagg.vocabulary import ClaimType, Scope, Stance

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro",
            "february feb februar février febrero fevereiro",
            "march mar märz mars marzo março",
            "april apr avril abril",
            "may mai mayo maio",
            "june jun juni juin junio junho",
            "july jul juli juillet julio julho",
            "august aug août agosto",
            "september sep sept septembre septiembre setembro",
            "october oct oktober octobre octubre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember décembre diciembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    d: n for n, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>(?:19|20)\d\d))?(?![\d:%])"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|º)? (?:of |de )?(?P<m2>{_MONTH})\b(?:,?(?: de)? (?P<y2>(?:19|20)\d\d))?"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
    r"|(?:(?P<y4>20\d\d) ?[年년] ?)?(?<![\d/])(?P<m4>\d{1,2}) ?[月월] ?(?P<d4>\d{1,2}) ?[日일号]"
    r"|(?<![\d/])(?P<m5>\d{1,2})/(?P<d5>\d{1,2})/(?P<y5>(?:20)?\d\d)(?![\d/])"
    rf"|(?P<w>{'|'.join(_WEEKDAYS)})\b)",
    re.IGNORECASE,
)
_READ = 1500
_OVER = ("resolved", "postmortem")
_UNDATED_YEARS = timedelta(days=340)
"""A day without a year is the latest such day before the article; one named for a plan ahead is not ours."""

_NOTICED = timedelta(hours=1)
"""How long before its first line on the status page an outage that names no start may have begun."""

_NO_YEAR = 4
"""A leap year that no report means."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """When an outage may have been, as one report has it; all in UTC."""

    told: datetime | None
    """When the report was published; None when nobody knows."""
    starts: tuple[Span, ...]
    """Claimed starts, as intervals."""
    days: tuple[Span, ...]
    """Days that the first lines name, in any zone on earth."""
    ends: tuple[datetime, ...] = ()
    """When it was over, as claimed."""
    others: tuple[Span, ...] = ()
    """Claimed starts of other outages that the report tells of besides."""
    calendar: tuple[tuple[int, int], ...] = ()
    """Month and day of days named without a year in a report that nobody dated."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the outage may lie: claimed starts, else named days, else the time before publication."""
        if self.starts:
            return self.starts
        if self.days:
            return self.days
        return ((self.told - timedelta(hours=18), self.told),) if self.told else ()


def _day_span(day: date) -> Span:
    start = datetime.combine(day, time(), UTC)
    return start - timedelta(hours=6), start + timedelta(hours=32)


def _read_day(match: re.Match[str], told: datetime | None) -> date | None:
    """Return the day that was meant; year 4 stands for a year that nobody knows."""
    if match["w"]:
        if told is None:
            return None
        back = (told.weekday() - _WEEKDAYS[match["w"].lower()]) % 7
        return told.date() - timedelta(days=back)
    for n in "12345":
        if match[f"d{n}"]:
            month_word = match[f"m{n}"]
            month = int(month_word) if month_word.isdigit() else _MONTHS[month_word.lower()]
            written, number = match[f"y{n}"], int(match[f"d{n}"])
            if month > 12 >= number:
                month, number = number, month
            year = int(written) % 100 + 2000 if written and len(written) == 2 else int(written or 0)
            try:
                day = date(year or (told.year if told else _NO_YEAR), month, number)
                if not written and told and day > told.date() + timedelta(days=2):
                    day = day.replace(year=day.year - 1)
            except ValueError:
                return None
            if told is None:
                return day
            if not written and told.date() - day > _UNDATED_YEARS:
                return None
            return day if day <= told.date() + timedelta(days=2) else None
    return None


def _read_starts(claims: Iterable[Claim], *, own: bool) -> set[Span]:
    return {
        (claim.value.time_from, claim.value.time_to or claim.value.time_from)
        for claim in claims
        if claim.type is ClaimType.START_TIME
        and (claim.scope is Scope.THIS_INCIDENT) is own
        and claim.value.time_from is not None
    }


def find_moments(report: Report) -> Moments:
    """Return when the outage of a report may have been."""
    told = report.published_at
    claims = [
        stored.claim
        for stored in report.claims
        if stored.withdrawn_at is None and stored.claim.stance in (Stance.ASSERTED, Stance.HEDGED)
    ]
    starts, others = _read_starts(claims, own=True), _read_starts(claims, own=False)
    if not starts and told and report.basis == "status":
        starts = {(told - _NOTICED, told)}
    ends = {
        claim.value.time_to or claim.value.time_from
        for claim in claims
        if claim.scope is Scope.THIS_INCIDENT
        and (
            claim.type is ClaimType.END_TIME or (claim.type is ClaimType.STATUS and claim.value.text in _OVER)
        )
    }
    days = {
        day
        for match in _DAY.finditer(f"{report.title}\n{report.body[:_READ]}")
        if (day := _read_day(match, told)) is not None
    }
    return Moments(
        told=told,
        starts=tuple(sorted(starts)),
        ends=tuple(sorted(end for end in ends if end is not None)),
        others=tuple(sorted(others - starts)),
        days=tuple(sorted(_day_span(day) for day in days if day.year != _NO_YEAR)),
        calendar=tuple(sorted((day.month, day.day) for day in days if day.year == _NO_YEAR)),
    )


def gap_days(one: tuple[Span, ...], other: tuple[Span, ...]) -> float | None:
    """Return the days between the nearest two spans: 0 when they touch, None when one side knows nothing."""
    if not one or not other:
        return None
    return min(
        max(0.0, (max(a[0], b[0]) - min(a[1], b[1])).total_seconds() / 86400) for a in one for b in other
    )


def names_day_of(undated: Moments, other: Moments) -> bool:
    """Say whether an undated report names a day, without its year, on which the other's outage may have been."""
    for month, number in undated.calendar:
        if (month, number) in other.calendar:
            return True
        for first, last in other.spans:
            for year in {first.year, last.year}:
                try:
                    start, end = _day_span(date(year, month, number))
                except ValueError:
                    continue
                if start <= last and first <= end:
                    return True
    return False
