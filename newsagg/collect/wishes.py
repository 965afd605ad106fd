"""What a server and a feed ask of their readers: an answer's headers, a feed's head -> Wishes. Pure.

Retry-After is an order and is read apart from the others, which are wishes: intervals.py says how far they go.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from newsagg.model import Wishes

LONGEST_RETRY_AFTER = timedelta(days=7)
LONGEST_WISH = 366 * 24 * 60
"""Minutes. ``Cache-Control: max-age=31536000`` is common and means "for ever"; more overflows a date."""
_HEAD, _TAIL = 65_536, 4_096
"""Bytes of a feed in which its channel's own elements are looked for: before the items, or after them."""
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 7 * 1440, "monthly": 30 * 1440, "yearly": 365 * 1440}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
_TTL = re.compile(rb"<ttl(?:\s[^>]{0,200})?>\s{0,50}(\d{1,9})\s{0,50}</ttl>", re.I)
_PERIOD = re.compile(rb"<(?:\w{1,20}:)?updatePeriod[^>]{0,200}>\s{0,50}([a-z]{1,12})\s{0,50}<", re.I)
_FREQUENCY = re.compile(rb"<(?:\w{1,20}:)?updateFrequency[^>]{0,200}>\s{0,50}(\d{1,9})\s{0,50}<", re.I)
_SKIP_HOURS = re.compile(rb"<skipHours[^>]{0,200}>(.{0,4000}?)</skipHours>", re.I | re.S)
_SKIP_DAYS = re.compile(rb"<skipDays[^>]{0,200}>(.{0,4000}?)</skipDays>", re.I | re.S)
_HOUR = re.compile(rb"<hour[^>]{0,100}>\s{0,50}(\d{1,2})\s{0,50}<", re.I)
_DAY = re.compile(rb"<day[^>]{0,100}>\s{0,50}([a-z]{1,12})\s{0,50}<", re.I)


def read_feed_wishes(body: bytes) -> Wishes:
    """Return what a feed's head asks for; no word where the bytes hold none, whatever they are."""
    plain = body[: _HEAD * 2].replace(b"\x00", b"") if b"\x00" in body[:200] else body
    first = _FIRST_ITEM.search(plain, 0, _HEAD)
    head = plain[: first.start() if first else _HEAD] + b" " + plain[-_TAIL:]
    ttl = _number(_TTL.search(head))
    period = _PERIOD.search(head)
    every = _PERIODS.get(period[1].decode().lower(), 0) if period else 0
    every = int(every / max(_number(_FREQUENCY.search(head)), 1))
    hours, days = _SKIP_HOURS.search(head), _SKIP_DAYS.search(head)
    skipped = {int(hour) % 24 for hour in _HOUR.findall(hours[1]) if int(hour) <= 24} if hours else set()
    named = {day.decode().lower() for day in _DAY.findall(days[1])} if days else set()
    longest = min(max(ttl, every), LONGEST_WISH)
    return Wishes(
        feed_minutes=longest,
        feed_word=("ttl" if ttl >= every else "updatePeriod") if longest else "",
        skip_hours=tuple(sorted(skipped)),
        skip_days=tuple(number for number, day in enumerate(_DAYS) if day in named),
    )


def read_freshness(headers: Iterable[tuple[str, str]], *, now: datetime) -> float:
    """Return for how many minutes an answer says that it is fresh (RFC 9111); 0 when it does not say.

    ``now`` (aware): when it came, for an answer with Expires and no Date.
    """
    said: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        said[name] = f"{said[name]}, {value}" if name in said else value
    control = said.get("cache-control", "")[:500].lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return 0.0
    if age := re.search(r"\bmax-age\s*=\s*\"?(\d{1,18})", control):
        # What lay in a shared cache is that much older already.
        waited = re.fullmatch(r"\s*(\d{1,9})\s*", said.get("age", "")[:20])
        seconds = int(age[1]) - (int(waited[1]) if waited else 0)
        return min(max(seconds, 0) / 60, LONGEST_WISH)
    until = _read_date(said.get("expires", ""))
    if until is None:
        return 0.0
    came = _read_date(said.get("date", "")) or now
    return min(max((until - came).total_seconds(), 0) / 60, LONGEST_WISH)


def read_retry_after(value: str, *, now: datetime) -> datetime | None:
    """Return until when a server asked us to wait, in either form of Retry-After; at most seven days from now."""
    text = value.strip()
    if re.fullmatch(r"\d{1,9}", text):
        return now + min(timedelta(seconds=int(text)), LONGEST_RETRY_AFTER)
    at = _read_date(text)
    return min(at, now + LONGEST_RETRY_AFTER) if at is not None and at > now else None


def _read_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text.strip()[:80])
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _number(found: re.Match[bytes] | None) -> int:
    return int(found[1]) if found else 0
