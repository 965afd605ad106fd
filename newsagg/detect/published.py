"""When an article came out -> the last moment that it can tell of, and the day that it calls today. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from newsagg.detect.zones import load_zone

SLACK = timedelta(minutes=10)
"""Publication stamps are minutes off; an event this little later still counts as before it."""

NEAR_DAYS = 10
"""A stamp inside the text that lies further than this from publication is a slip, or a note added long after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a time of publication says about the times in a text."""

    limit: datetime | None
    """UTC; no event that is told of can be later."""
    today: date | None
    """What "today" means, in the outlet's zone."""
    day_only: bool
    """Only the day is known, not the hour."""


def read_publication(published_at: datetime | None, outlet: tzinfo, stamp_day: date | None) -> Publication:
    """Return what a time of publication says; midnight UTC sharp stands for a day without an hour.

    ``stamp_day`` is the day that the stamps of a living article give: one that was last touched after midnight still
    says "today" for the day before.
    """
    if published_at is None:
        return Publication(limit=None, today=None, day_only=False)
    moment = published_at.astimezone(UTC)
    day_only = moment.time() == time(0)
    if day_only:
        today = moment.date()
        ends = (datetime.combine(today, time(23, 59), zone) for zone in (UTC, outlet))
        limit = max(ends).astimezone(UTC)
    else:
        today, limit = moment.astimezone(outlet).date(), moment + SLACK
    if is_near(stamp_day, today) and stamp_day is not None:
        today = min(today, stamp_day)
    return Publication(limit=limit, today=today, day_only=day_only)


def is_near(day: date | None, today: date | None) -> bool:
    """Whether a stamp's day may be the day of the article; any may when nobody knows that day."""
    return day is not None and (today is None or abs((day - today).days) <= NEAR_DAYS)


def find_day(published_at: datetime, zone: str) -> date:
    """Return the local day of publication; ``zone`` an IANA name, else UTC."""
    publication = read_publication(published_at, load_zone(zone) or UTC, None)
    return publication.today or published_at.date()
