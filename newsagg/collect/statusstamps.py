"""A day's messages in one text, each after its clock time -> messages with their times. Pure.

AWS and others add to one text through a day: "11:50 AM PST We are investigating ... 12:20 PM PST We have ...".
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from newsagg.collect.feedtimes import zone_offset

_STAMP = re.compile(
    r"(?:^|(?<=[\s.\]\[(>*]))\[?(?:(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+"
    r"(?P<day>\d{1,2})(?:,?\s+(?P<year>20\d\d))?,?\s+)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)\s*(?P<half>[AaPp])\.?[Mm]\.?\s+(?P<zone>[PMCE][SD]T|UTC|GMT)\b\]?\s*[:–—-]?\s+"
    r"(?=[\"“'A-Z0-9\[])"
)
"""A stamp stands at the start of a sentence: "between 3:10 AM PDT and 4:02 AM PDT we saw" has none."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INSIDE = re.compile(
    r"(?:\b(?:at|and|from|until|between|by|to|before|after|around|since|approximately|of)|[,(;])\s*\[?$", re.I
)


def split_at_clocks(text: str, published: datetime) -> list[tuple[datetime, str]]:
    """Return the messages of a text with their times, oldest first; none when no stamp opens the text.

    A stamp without a date is the last such clock time up to ``published`` (a quarter of an hour of slack: servers date
    an item while it is written).
    """
    stamps = [
        found
        for found in _STAMP.finditer(text)
        if not _INSIDE.search(text[max(0, found.start() - 20) : found.start()])
    ]
    if not stamps or text[: stamps[0].start()].strip():
        return []
    found: list[tuple[datetime, str]] = []
    for stamp, following in zip(stamps, [*stamps[1:], None], strict=False):
        words = text[stamp.end() : following.start() if following else len(text)].strip(" \n[")
        at = _place(stamp, published)
        if words and at is not None:
            found.append((at, words))
    return sorted(found, key=lambda part: part[0])


def _place(stamp: re.Match[str], published: datetime) -> datetime | None:
    offset = zone_offset(stamp["zone"])
    if offset is None or not (0 < int(stamp["hour"]) <= 12 and int(stamp["minute"]) < 60):
        return None
    hour = int(stamp["hour"]) % 12 + (12 if stamp["half"] in "pP" else 0)
    latest = published + timedelta(minutes=15)
    local = latest.astimezone(timezone(offset))
    try:
        if stamp["month"]:
            year = int(stamp["year"] or local.year)
            month, day = _MONTHS.index(stamp["month"]) + 1, int(stamp["day"])
            at = local.replace(
                year=year,
                month=month,
                day=day,
                hour=hour,
                minute=int(stamp["minute"]),
                second=0,
                microsecond=0,
            )
            if not stamp["year"] and at > latest + timedelta(days=1):
                at = at.replace(year=year - 1)
        else:
            at = local.replace(hour=hour, minute=int(stamp["minute"]), second=0, microsecond=0)
            if at > latest:
                at -= timedelta(days=1)
    except ValueError:  # the 31st of February
        return None
    return at.astimezone(UTC)
