"""How often a feed publishes, what it and its server ask for, how it failed -> when it is read next, and why. Pure.

In the order in which they win: gone for good, an order to wait (Retry-After), failures, the wish not to be read at some
hours, the wish for a longer pause, the feed's own rhythm. Rhythm and wishes end at bounds; an order at seven days.
"""

from datetime import datetime, timedelta

from newsagg.collect.wishes import LONGEST_RETRY_AFTER
from newsagg.model import Plan, Rhythm, Wishes
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

LONGEST_PAUSE = timedelta(hours=24)
"""A feed that fails is asked once a day for ever: sources come back after months. No wish gets more either."""
LONGEST_SKIP = timedelta(hours=72)
"""Hours and days that a feed asks to be left alone are no reason to miss a week."""
STATUS_TRIES = 100
"""Status pages are down just when they matter: so many failures in a row, about four days of them, are tried at the
longest pause of status feeds; then the page is dead, and asked once a day."""
READS_AN_ENTRY = 2
"""A feed is read twice for every entry that it publishes: so an entry waits a quarter of the usual gap to be seen."""
SAFE_ENTRIES = 8
"""No wish makes us wait for more entries than this: hardly a feed lists fewer than ten, and what leaves it is lost."""
_STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440)
"""Minutes: pauses that a person can say."""


def plan_next(
    kind: FeedKind,
    *,
    now: datetime,
    settings: Settings,
    rhythm: Rhythm | None = None,
    wishes: Wishes | None = None,
    failures: int = 0,
    status: int | None = None,
    retry_at: datetime | None = None,
) -> Plan:
    """Return when a feed is read next and why; ``now`` and ``retry_at`` are aware.

    ``failures``: in a row, this read included; ``status``: what the server answered; ``retry_at``: until when it asked
    for quiet. More failures never bring the next read nearer, a brisker rhythm never puts it off.
    """
    if status == 410:
        return Plan(at=None, because="its server says that it is gone for good (410)")
    minutes, because = _pause(kind, settings, rhythm, wishes or Wishes())
    at = now + timedelta(minutes=minutes)
    if failures:
        wait = _back_off(kind, settings, timedelta(minutes=minutes), failures)
        times = "once" if failures == 1 else f"{failures} times in a row"
        at, because = now + wait, f"failed {times}: tried again after {tell_pause(wait)}"
    elif kind is not FeedKind.STATUS and wishes:
        allowed = _leave_skipped(at, wishes)
        if allowed != at:
            at, because = allowed, f"its feed asks not to be read before {allowed:%A %H:%M} UTC"
    if retry_at is not None and (until := min(retry_at, now + LONGEST_RETRY_AFTER)) > at:
        at, because = until, f"its server asked for quiet until {until:%Y-%m-%d %H:%M} UTC"
    return Plan(at=at, because=because, minutes=minutes)


def tell_pause(pause: timedelta) -> str:
    """Return a pause in words: 5 minutes, 1 hour, 1.5 hours, 2 days."""
    minutes = max(round(pause.total_seconds() / 60), 1)
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size * (2 if size == 1440 else 1):
            return f"{minutes / size:.3g} {name}{'' if minutes == size else 's'}"
    return "1 minute"


def tell_rate(per_day: float) -> str:
    """Return a rate in words: about 14 entries a day, about 2 entries a week, less than an entry a month."""
    for times, span in ((1.0, "day"), (7.0, "week"), (30.0, "month")):
        number = per_day * times
        if number >= 1.5 or (span == "month" and number >= 0.75):
            return f"about {round(number):,} {'entry' if round(number) == 1 else 'entries'} a {span}"
    return "less than an entry a month"


def _pause(kind: FeedKind, settings: Settings, rhythm: Rhythm | None, wishes: Wishes) -> tuple[float, str]:
    """Return the pause of a feed in good health, in minutes, and why."""
    if kind is FeedKind.STATUS:
        least, most = settings.status_minutes, max(settings.status_minutes, settings.status_minutes_most)
        usual, because, wish_end = float(least), f"{_tell_every(least)}: a status page", float(most)
    else:
        least, most = settings.feed_minutes, max(settings.feed_minutes, settings.feed_minutes_most)
        usual, because = _follow_rhythm(rhythm, least, most)
        wish_end = max(float(most), LONGEST_PAUSE.total_seconds() / 60)
        if rhythm is not None and rhythm.per_day > 0:
            wish_end = max(min(wish_end, SAFE_ENTRIES / rhythm.per_day * 1440), usual)
    by_server = wishes.server_minutes >= wishes.feed_minutes
    wish = wishes.server_minutes if by_server else wishes.feed_minutes
    if wish <= usual:
        return usual, because
    who = "its server asks" if by_server else f"its feed asks ({wishes.feed_word})"
    asked = f"{who} for {tell_pause(timedelta(minutes=wish))}"
    if wish <= wish_end:
        return wish, asked
    short = "the longest pause of a status page" if kind is FeedKind.STATUS else "more would be too late"
    return wish_end, f"{asked}, gets {tell_pause(timedelta(minutes=wish_end))}: {short}"


def _follow_rhythm(rhythm: Rhythm | None, least: int, most: int) -> tuple[float, str]:
    if rhythm is None:
        return float(least), f"{_tell_every(least)}, until its rhythm is known"
    rate = rhythm.per_day
    wanted = 1440 / (rate * READS_AN_ENTRY) if rate > 0 else float(most)
    # 57 minutes are an hour to a person.
    step = max((s for s in _STEPS if s <= wanted * 1.15), default=1) if rate > 0 else most
    minutes = min(max(step, least), most)
    end = (
        ", no oftener"
        if minutes > step
        else ", no less often"
        if minutes < wanted / 1.5 and minutes == most
        else ""
    )
    told = (
        f"publishes {tell_rate(rate)}"
        if rhythm.entries
        else f"published nothing in {_tell_days(rhythm.days)}"
    )
    return float(minutes), f"{_tell_every(minutes)}{end}: {told}"


def _tell_every(minutes: float) -> str:
    if minutes == 60:
        return "asked hourly"
    return "asked daily" if minutes == 1440 else f"asked every {tell_pause(timedelta(minutes=minutes))}"


def _tell_days(days: float) -> str:
    return f"{round(days)} days" if days >= 1.5 else "the last day"


def _back_off(kind: FeedKind, settings: Settings, usual: timedelta, failures: int) -> timedelta:
    longest = max(LONGEST_PAUSE, usual)
    if kind is FeedKind.STATUS and failures <= STATUS_TRIES:
        longest = max(timedelta(minutes=settings.status_minutes_most), usual)
    # A minute at least, so that a setting of nothing still backs off.
    return min(max(usual, timedelta(minutes=1)) * (1 << min(failures, 20)), longest)


def _leave_skipped(at: datetime, wishes: Wishes) -> datetime:
    """Return the first time from ``at`` on that the feed does not ask to be left alone in; ``at`` if there is none."""
    end, moment = at + LONGEST_SKIP, at
    while moment <= end:
        if moment.hour not in wishes.skip_hours and moment.weekday() not in wishes.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at
