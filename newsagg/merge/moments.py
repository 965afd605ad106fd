"""A report -> when the outage that it tells of may have been. Pure.

Three witnesses: the start that it claims, days that its first lines name ("on 2 March", "on Thursday"), and the time
it was published. A fine or a post-mortem months later belongs to the day that it names, not to the day it appeared.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from newsagg.model import Report
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
    r"|(?P<y4>20\d\d)年(?P<m4>\d{1,2})月(?P<d4>\d{1,2})日"
    rf"|(?P<w>{'|'.join(_WEEKDAYS)})\b)",
    re.IGNORECASE,
)
_READ = 1500
_UNDATED_YEARS = timedelta(days=340)
"""A day without a year is the latest such day before the article; one named for a plan ahead is not ours."""

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


def _read_day(match: re.Match[str], told: datetime) -> date | None:
    if match["w"]:
        back = (told.weekday() - _WEEKDAYS[match["w"].lower()]) % 7
        return told.date() - timedelta(days=back)
    for n in "1234":
        if match[f"d{n}"]:
            month_word = match[f"m{n}"]
            month = int(month_word) if month_word.isdigit() else _MONTHS[month_word.lower()]
            year = int(match[f"y{n}"]) if match[f"y{n}"] else told.year
            try:
                day = date(year, month, int(match[f"d{n}"]))
                if not match[f"y{n}"] and day > told.date() + timedelta(days=2):
                    day = day.replace(year=year - 1)
            except ValueError:
                return None
            if not match[f"y{n}"] and told.date() - day > _UNDATED_YEARS:
                return None
            return day if day <= told.date() + timedelta(days=2) else None
    return None


def find_moments(report: Report) -> Moments:
    """Return when the outage of a report may have been."""
    told = report.published_at
    starts = {
        (claim.value.time_from, claim.value.time_to or claim.value.time_from)
        for stored in report.claims
        if (claim := stored.claim).type is ClaimType.START_TIME
        and claim.scope is Scope.THIS_INCIDENT
        and claim.stance in (Stance.ASSERTED, Stance.HEDGED)
        and stored.withdrawn_at is None
        and claim.value.time_from is not None
    }
    days: set[Span] = set()
    for match in _DAY.finditer(f"{report.title}\n{report.body[:_READ]}"):
        day = _read_day(match, told or report.seen_at)
        if day is not None and not (told is None and match["w"]):
            days.add(_day_span(day))
    return Moments(
        told=told,
        starts=tuple(sorted((a, b) for a, b in starts if a is not None and b is not None)),
        days=tuple(sorted(days)),
    )


def gap_days(one: tuple[Span, ...], other: tuple[Span, ...]) -> float | None:
    """Return the days between the nearest two spans: 0 when they touch, None when one side knows nothing."""
    if not one or not other:
        return None
    return min(
        max(0.0, (max(a[0], b[0]) - min(a[1], b[1])).total_seconds() / 86400) for a in one for b in other
    )
