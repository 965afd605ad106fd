"""A time as a feed wrote it -> an aware UTC datetime. Pure.

feedparser reads a pubDate of 1772452140 as the year 1772, and takes CET, BST or AEST for UTC without a word; so times
are read here first.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""What lies outside was misread: feeds are younger, and the newest Python cannot wait so long."""
_FURTHEST = timedelta(hours=15)
"""No zone is further from UTC (Kiribati has 14 hours)."""

# Hours from UTC. Where two places share a name, the one that news feeds and status pages use (IST: India).
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9,
    "KST": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5,
    "NDT": -2.5, "BRT": -3, "ART": -3, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_MONTHS = {
    "januar": "Jan", "februar": "Feb", "märz": "Mar", "mrz": "Mar", "mai": "May", "juni": "Jun", "juli":
    "Jul", "okt": "Oct", "oktober": "Oct", "dez": "Dec", "dezember": "Dec", "janv": "Jan", "janvier":
    "Jan", "févr": "Feb", "février": "Feb", "mars": "Mar", "avr": "Apr", "avril": "Apr", "juin": "Jun",
    "juil": "Jul", "juillet": "Jul", "août": "Aug", "septembre": "Sep", "octobre": "Oct", "novembre":
    "Nov", "déc": "Dec", "décembre": "Dec", "enero": "Jan", "ene": "Jan", "febrero": "Feb", "marzo":
    "Mar", "abril": "Apr", "abr": "Apr", "mayo": "May", "junio": "Jun", "julio": "Jul", "agosto": "Aug",
    "ago": "Aug", "septiembre": "Sep", "octubre": "Oct", "noviembre": "Nov", "diciembre": "Dec", "dic":
    "Dec",
}  # fmt: skip
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?:T| +)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?"
    r" *(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?",
    re.I,
)
_WORDS = re.compile(
    r"(?:[^\W\d]{2,12}\.?,? +)?(?:(\d{1,2})\.? +([^\W\d]{3,10})\.?|([^\W\d]{3,10})\.? +(\d{1,2}),?) +(\d{4})"
    r"(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?(?: *([ap])\.?m\.?)?)?"
    r"(?: +\(?([A-Za-z]{1,5})?(?:([+-]\d{1,2}):?(\d\d)?)?\)?)?",
    re.I,
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_time(written: object) -> datetime | None:
    """Return the time that a feed wrote, in UTC, or None when it is none.

    Reads ISO 8601, RFC 822 with the zones that feeds use, seconds and milliseconds since 1970. No zone means UTC.
    """
    if not written:
        return None
    text = " ".join(str(written)[:80].split())
    for read in (_read_epoch, _read_iso, _read_words, _read_rfc822):
        try:
            found = read(text)
        except (ValueError, OverflowError, TypeError, IndexError):  # the 30th of February, a zone of +99:99
            continue
        if found is not None and EARLIEST < found < LATEST:
            return found
    return None


def zone_offset(name: str) -> timedelta | None:
    """Return how far the zone of an abbreviation (PDT, CEST) is from UTC, or None when it is not known."""
    hours = _ZONES.get(name.upper().strip("()"))
    return None if hours is None else timedelta(hours=hours)


def _read_epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    number = float(text)
    return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)


def _read_iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    numbers = [int(part or 0) for part in found.groups()[:6]]
    zone = (found[7] or "Z").replace(":", "").upper()
    offset = timedelta()
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[:3]), minutes=int(f"{zone[0]}{zone[3:] or 0}"))
    if abs(offset) > _FURTHEST:
        return None
    return datetime(*numbers, tzinfo=timezone(offset)).astimezone(UTC)  # type: ignore[arg-type, misc]


def _read_words(text: str) -> datetime | None:
    found = _WORDS.fullmatch(text)
    if found is None:
        return None
    name = (found[2] or found[3]).lower()
    month = _ENGLISH.index(_MONTHS.get(name, name)[:3].lower()) + 1
    hour, half = int(found[6] or 0), (found[9] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    offset = zone_offset(found[10] or "UTC")
    if offset is None:
        return None
    if found[11]:  # GMT+2, +0100
        offset = timedelta(hours=int(found[11]), minutes=int(f"{found[11][0]}{found[12] or 0}"))
    if abs(offset) > _FURTHEST:
        return None
    at = datetime(
        int(found[5]),
        month,
        int(found[1] or found[4]),
        hour,
        int(found[7] or 0),
        int(found[8] or 0),
        tzinfo=UTC,
    )
    return at - offset


def _read_rfc822(text: str) -> datetime | None:
    parts = parsedate_tz(text)
    if parts is None or abs(parts[9] or 0) > _FURTHEST.total_seconds():
        return None
    return datetime(*parts[:6], tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
