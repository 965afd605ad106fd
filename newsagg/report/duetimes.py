"""A list's day, time and zone -> when a week's digest is due, and which week is due now. Pure.

A week's digest is due at the list's first weekday and time after the week's end. So there is always exactly one newest
week that is due, between nothing and seven days ago: that one alone is made by itself. Whatever was missed before it
stays unsent unless a person asks for it, so that no outage of ours floods anybody.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsagg.model import MailingList
from newsagg.report.week import name_week, read_week


def due_at(mailing_list: MailingList, label: str) -> datetime:
    """Return when a week's digest is due, UTC.

    A clock time that the zone skips comes as much later as it skips; of one that comes twice it is the first. Raises
    WeekNameError.
    """
    zone = ZoneInfo(mailing_list.zone)
    _, _, _, end = read_week(label, mailing_list.zone)
    # An hour on, since a zone may change its clocks at midnight.
    monday = (end + timedelta(hours=1)).astimezone(zone).date()
    day = monday + timedelta(days=mailing_list.weekday - 1)
    return datetime.combine(day, time.fromisoformat(mailing_list.send_at), zone).astimezone(UTC)


def find_due(mailing_list: MailingList, now: datetime) -> str | None:
    """Return the newest week whose digest is due by itself at ``now``.

    None while the list is paused, or when that week fell due before the list was made or resumed.
    """
    if mailing_list.paused_at is not None:
        return None
    label = _newest_due(mailing_list, now)
    return label if due_at(mailing_list, label) >= mailing_list.since else None


def next_due(mailing_list: MailingList, now: datetime) -> tuple[str, datetime]:
    """Return the week that falls due next after ``now``, and when."""
    zone = ZoneInfo(mailing_list.zone)
    label = _newest_due(mailing_list, now)
    _, _, _, end = read_week(label, mailing_list.zone)
    after = name_week((end + timedelta(days=1)).astimezone(zone))
    return after, due_at(mailing_list, after)


def _newest_due(mailing_list: MailingList, now: datetime) -> str:
    local = now.astimezone(ZoneInfo(mailing_list.zone))
    last, before = (name_week(local - timedelta(weeks=weeks)) for weeks in (1, 2))
    return last if due_at(mailing_list, last) <= now else before
