"""The name of an ISO week -> when it began and ended in a zone, and the weeks of the quarter that it ends. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsagg.errors import NewsaggError

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})\Z", re.IGNORECASE)


class WeekNameError(NewsaggError):
    """What was given names no ISO week."""


def read_week(label: str, zone: str) -> tuple[str, datetime, datetime, datetime]:
    """Return an ISO week's name, the start of the week before, its own start and its end, not included; aware, in UTC.

    Mondays at midnight in the zone: where clocks change, a week has an hour more or less.

    Raises WeekNameError for anything else than 2026-W10 and the like.
    """
    found = _WEEK.match(label.strip())
    try:
        if found is None:
            raise ValueError("no ISO week")
        monday = datetime.fromisocalendar(int(found[1]), int(found[2]), 1)
        bounds = [
            (monday + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            for days in (-7, 0, 7)
        ]
    except (ValueError, OverflowError) as error:
        raise WeekNameError("names no week", subject=label, hint="write it as 2026-W10") from error
    return name_week(monday), bounds[0], bounds[1], bounds[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSpan:
    """A week with the quarter that it ends."""

    label: str
    starts: tuple[datetime, ...]
    """When each of its thirteen weeks began, UTC, the oldest first: Mondays at midnight in the zone."""
    end: datetime


def read_span(label: str, zone: str, *, weeks: int = 13) -> WeekSpan:
    """Return the bounds of an ISO week and of the twelve before it in a zone; raises WeekNameError."""
    name, _, _, end = read_week(label, zone)
    monday = datetime.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    try:
        starts = [
            (monday - timedelta(weeks=n)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            for n in range(weeks - 1, -1, -1)
        ]
    except OverflowError as error:
        raise WeekNameError("names no week", subject=label, hint="write it as 2026-W10") from error
    return WeekSpan(label=name, starts=tuple(starts), end=end)


def name_week(moment: datetime) -> str:
    """Return the ISO name of the week that a time lies in, by the zone that it is in."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"
