"""The zone that somebody wrote behind a clock time -> a tzinfo. Pure.

Newsrooms write "EST" in July: the abbreviation of a place with summer time is read as that place's time, whatever
the season, and what was written is kept beside. Fixed offsets (UTC, GMT, UTC+2) are read as they stand.
"""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PLACES: dict[str, str] = {
    "America/New_York": "et est edt eastern york boston washington",
    "America/Chicago": "ct cst cdt central chicago",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific angeles francisco",
    "America/Anchorage": "akst akdt alaska",
    "Pacific/Honolulu": "hst hawaii",
    "America/Halifax": "ast adt atlantic",
    "Europe/London": "bst london uk british britain",
    "Europe/Dublin": "dublin irish",
    "Europe/Berlin": "cet cest mez mesz berlin paris madrid amsterdam brussels rome vienna zurich",
    "Europe/Warsaw": "warsaw",
    "Europe/Lisbon": "wet west lisbon lisboa lisbonne",
    "Europe/Helsinki": "eet eest helsinki",
    "Europe/Moscow": "msk moscow",
    "Europe/Istanbul": "trt istanbul",
    "Asia/Jerusalem": "idt israel",
    "Asia/Dubai": "gst dubai uae",
    "Asia/Karachi": "pkt pakistan",
    "Asia/Kolkata": "ist indian india mumbai delhi",
    "Asia/Bangkok": "ict bangkok",
    "Asia/Jakarta": "wib jakarta",
    "Asia/Singapore": "sgt sst singapore",
    "Asia/Manila": "pht pst-ph manila",
    "Asia/Hong_Kong": "hkt kong",
    "Asia/Taipei": "taipei taiwan",
    "Asia/Dhaka": "dhaka bangladesh",
    "Asia/Riyadh": "riyadh saudi",
    "Africa/Cairo": "cairo egypt",
    "Europe/Kyiv": "kyiv kiev ukraine",
    "Europe/Athens": "athens greece",
    "America/Toronto": "toronto ottawa",
    "Asia/Shanghai": "beijing china chinese",
    "Asia/Seoul": "kst seoul korean",
    "Asia/Tokyo": "jst tokyo japan",
    "Australia/Sydney": "aest aedt aet sydney melbourne canberra",
    "Australia/Adelaide": "acst acdt",
    "Australia/Perth": "awst perth",
    "Pacific/Auckland": "nzst nzdt nzt auckland",
    "Africa/Johannesburg": "sast johannesburg",
    "Africa/Nairobi": "eat nairobi",
    "Africa/Lagos": "wat lagos",
    "America/Sao_Paulo": "brt brst brasília brasilia",
    "America/Argentina/Buenos_Aires": "art",
    "America/Mexico_City": "mexico méxico",
    "America/Bogota": "cot bogotá",
}
"""Place -> what people write for it: abbreviations, and the words that stand before "time"."""

_PLACE_OF = MappingProxyType({word: place for place, words in _PLACES.items() for word in words.split()})

# The same letters name several places; the outlet's own zone decides between them.
_AMBIGUOUS = MappingProxyType(
    {
        "ist": ("Europe/Dublin", "Asia/Jerusalem"),
        "cst": ("Asia/Shanghai", "Asia/Taipei", "America/Mexico_City"),
        "bst": ("Asia/Dhaka",),
        "pst": ("Asia/Manila",),
        "aest": ("Australia/Brisbane", "Australia/Melbourne"),
        "gst": ("Atlantic/South_Georgia",),
        "ast": ("Asia/Riyadh",),
    }
)

_SPOKEN: dict[str, str] = {
    "paris": "Europe/Paris", "londres": "Europe/London", "madrid": "Europe/Madrid", "lisboa": "Europe/Lisbon",
    "brasília": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo", "montréal": "America/Toronto",
    "nueva york": "America/New_York", "new york": "America/New_York", "nova york": "America/New_York",
    "est": "America/New_York", "este": "America/New_York", "leste": "America/New_York",
    "pacífico": "America/Los_Angeles", "pacifique": "America/Los_Angeles",
    "centro de méxico": "America/Mexico_City", "centro": "America/Mexico_City", "méxico": "America/Mexico_City",
    "argentina": "America/Argentina/Buenos_Aires", "chile": "America/Santiago", "colombia": "America/Bogota",
    "perú": "America/Lima", "greenwich": "UTC",
}  # fmt: skip
"""Places as French, Spanish and Portuguese name their zones: heure de Paris, hora del Pacífico."""

_UTC_WORDS = frozenset({"utc", "gmt", "z", "zulu"})
_ABBREVIATIONS = sorted(
    {word for word in _PLACE_OF if len(word) <= 4} - {"uk", "uae", "rome", "york", "kong"} | {"utc", "gmt"},
    key=lambda word: (-len(word), word),
)
_NAMES = sorted(
    {word for word in _PLACE_OF if len(word) > 4}
    | {"uk", "uae", "rome", "new york", "los angeles", "san francisco", "hong kong"},
    key=lambda w: (-len(w), w),
)

_WRITTEN = re.compile(
    r"(?P<lead>(?:/(?=[A-Z]{2,4}\b)|,?[ \u00a0]?)\(?(?:(?<=[ (])(?:no|na) (?=hor[aá]))?)(?P<zone>"
    r"(?:UTC|GMT)[ ]?[+\-−][ ]?\d{1,2}(?::?\d\d)?"
    r"|[+\-−]\d\d:?\d\d(?!\d)"
    r"|U\.S\. (?:Eastern|Central|Mountain|Pacific)(?: (?:[Tt]ime|[Ss]tandard [Tt]ime|[Dd]aylight [Tt]ime))?"
    r"|(?:US/(?:Pacific|Mountain|Central|Eastern)|(?:America|Europe|Asia|Australia|Africa)/[A-Z][a-z]+(?:_[A-Z][a-z]+)?)\b"
    rf"|(?:{'|'.join(word.upper() for word in _ABBREVIATIONS)}|Z|Zulu(?: time)?)(?![\w-])"
    r"|(?:E\.T|P\.T|C\.T|M\.T|E\.S\.T|E\.D\.T|P\.S\.T|P\.D\.T)\.?(?!\w)"
    rf"|(?:(?:US|U\.S\.) )?(?i:{'|'.join(_NAMES)})(?: (?i:standard|daylight|summer))? (?i:time)\b"
    r"|(?:Eastern|Pacific|Central|Mountain|Atlantic)\b(?! (?:Europe|Africa|Asia|region|Command|Ocean|City|coast))"
    r"|(?i:coordinated universal time|universal time|greenwich mean time|british summer time)\b"
    r"|(?i:central european (?:summer )?time|indian standard time|japan standard time)\b"
    r"|(?i:local time|Ortszeit|heure locale|hora local|horas locales|czasu lokalnego)\b"
    r"|(?i:hora peninsular|deutscher zeit|mitteleuropäischer (?:sommer)?zeit)\b"
    r"|(?i:(?:heure|hora|horário|horario|heures|horas) (?:(?:do|da|de|del|de la|de l['’]|d['’])[ ]?)"
    rf"(?:{'|'.join(_SPOKEN)}))\b"
    r")"
)
_OFFSET = re.compile(r"[+\-−]")


def match_zone(text: str, at: int) -> re.Match[str] | None:
    """Match a written zone that stands at an offset, a space or a bracket allowed before it."""
    return _WRITTEN.match(text, at)


@lru_cache(maxsize=128)
def load_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name; None when the name is empty or unknown."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=512)
def resolve_zone(written: str, outlet_zone: str | None = None) -> tzinfo | None:
    """Return the zone that a written form means; None for "local time" and what is not known.

    ``outlet_zone`` (an IANA name) decides between places that share an abbreviation.
    """
    words = written.replace(".", "").lower().split()
    if not words:
        return None
    if "/" in written:  # as Google's status pages write: 03:40 US/Pacific
        return load_zone(written.strip())
    flat = "".join(words)
    sign = _OFFSET.search(flat)
    if sign and (sign.start() == 0 or flat[:3] in _UTC_WORDS):
        return _read_offset(flat[sign.start() :])
    if words[0] in _UTC_WORDS or words[-2:] == ["universal", "time"] or words[0] == "greenwich":
        return UTC
    if words[:2] == ["british", "summer"]:
        return load_zone("Europe/London")
    if (
        words[:2] == ["central", "european"]
        or "peninsular" in words
        or words[0] in ("deutscher", "mitteleuropäischer")
    ):
        return load_zone("Europe/Berlin")
    if words[0] == "us":
        words = words[1:] or words
    if words[0] in ("heure", "heures", "hora", "horas", "horário", "horario"):
        spoken = (" ".join(words[-n:]) for n in (3, 2, 1))
        name = next((_SPOKEN[place] for place in spoken if place in _SPOKEN), "")
        return load_zone(name or _SPOKEN.get(re.split(r"['’]", words[-1])[-1], ""))
    if words[-1] == "time" and len(words) > 1:
        words = words[:-1]  # "New York time"
    others = _AMBIGUOUS.get(words[0], ())
    if outlet_zone and outlet_zone in others:
        return load_zone(outlet_zone)
    place = _PLACE_OF.get(words[0]) or _PLACE_OF.get(words[-1]) or (_PLACE_OF.get(words[0][:-1]))
    return load_zone(place) if place else None


def _read_offset(text: str) -> tzinfo | None:
    digits = text[1:].replace(":", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return None
    sign = 1 if text[0] == "+" else -1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
