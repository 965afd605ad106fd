"""Text -> the clock times written in it, with their zone; no date, no reading of what is ambiguous. Pure.

``3:40pm ET``, ``15:50 UTC``, ``9.23pm``, ``14.30 Uhr``, ``14h30``, ``0930 GMT``, ``noon``, ``half past nine``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from newsagg.detect.clockwords import compile_word_clocks, list_word_starts, read_word_clock
from newsagg.detect.wordscan import make_set, match_at_words, number_words
from newsagg.detect.zones import match_zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock time as written."""

    start: int
    end: int
    """Zone and part of the day included."""
    hour: int
    minute: int
    half: str
    """am, pm, 24 (the hour says all), free (nobody said which half of the day), range (bare start of a range)."""
    zone: str = ""
    """As written."""
    shift: int = 0
    """Minutes to add: "ten minutes before 8 p.m." is -10."""


_DAYPART = (
    r",?[ ](?:in[ ]the[ ](?:early[ ]|late[ ])?(?:morning|afternoon|evening)|at[ ]night|this[ ](?:morning|afternoon|evening)|last[ ]night|tonight"
    r"|yesterday[ ](?:morning|afternoon|evening)|(?:on[ ])?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ](?:morning|afternoon|evening|night)"
    r"|del?[ ](?:la[ ])?(?:mañana|tarde|noche|madrugada)|da[ ](?:manhã|tarde|noite|madrugada)|du[ ](?:matin|soir)|morgens|abends|nachmittags)\b"
)
_CLOCK = re.compile(
    r"\b(?:(?P<noon>[Nn]oon|[Mm]idday|Mittag|(?<!Uhr )mittags|[Mm]idi|[Mm]ediodía|[Mm]eio-dia)"
    r"|(?P<midnight>[Mm]idnight|Mitternacht|[Mm]inuit|[Mm]edianoche|[Mm]eia-noite)"
    r")(?!\w)"
    r"|(?P<hour>\d{1,2})(?:"
    r"(?:[:.](?P<m1>[0-5]\d)(?::[0-5]\d)?)?[ \u00a0\u202f]?(?P<half>[AaPp](?:[Mm]\b|\.[ ]?[Mm]\b\.?))"
    r"|:(?P<m2>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?!\d)(?P<day24>[ \u00a0]?(?:Uhr|hrs|hours|h|horas)\b)?"
    r"|(?:\.(?P<m3>[0-5]\d))?[ \u00a0]?(?P<uhr>Uhr)\b(?:[ ](?P<m4>[0-5]\d)\b(?![.,]?\d))?"
    r"|[ ]?[hH][ ]?(?P<m5>[0-5]\d)\b(?![ ]?m(?:in)?\b)"
    r"|[ \u00a0]?(?P<hours>h|heures?|horas?)\b"
    r"|[ ]?(?P<oclock>o['’]clock)\b"
    r"|(?:[:.](?P<m8>[0-5]\d))?(?P<before>(?=[ ]?(?:to|and|-|–|—|bis|und|until|or|y|et|e|à|a|a las)[ ]?\d{1,2}"
    rf"(?:[:.][0-5]\d)?(?:[ ]?(?:[AaPp]\.?[Mm]\b|Uhr\b|h\b|h\d\d|heures\b|horas\b)|{_DAYPART})))"
    r"|(?P<m6>[0-5]\d)(?:(?P<hrs>[ ]?(?:hrs|hours)\b)|(?=[ ]?(?:UTC|GMT|E[SD]?T|P[SD]?T|BST|CES?T|IST|Z)\b))"
    r"|\.(?P<m7>[0-5]\d)(?=[ ](?:UTC|GMT|E[SD]?T|P[SD]?T|BST|CES?T|IST|h\b|horas\b))(?:[ ](?:h|horas))?"
    rf"|(?:\.(?P<m9>[0-5]\d))?(?P<daypart>(?={_DAYPART}))"
    r"|(?P<m10>[0-5]\d)(?P<four>(?=[.,;)]|$|[ ](?:on|and|when|until|till|to|today|this|yesterday|local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))"
    r"|(?P<bare>)(?!\d)"
    r")"
)
_STARTS = make_set(
    "noon midday mittag mittags midi mediodía meio meia midnight mitternacht minuit medianoche"
)
_HALF_AFTER = re.compile(
    r",?[ ](?:(?P<am>in the morning|morgens|früh|am Morgen|du matin|de la mañana|da manhã|de la madrugada|"
    r"da madrugada)"
    r"|(?P<pm>in the (?:afternoon|evening)|at night|abends|nachmittags|am Abend|am Nachmittag|du soir"
    r"|de l['’]après-midi|de la (?:tarde|noche)|da (?:tarde|noite)))\b"
)
_HALF = re.compile(r"[ ]?(?P<half>[AaPp](?:[Mm]\b|\.[ ]?[Mm]\b\.?))")
_LED_IN = re.compile(
    r"(?:\b(?:at|around|about|by|until|till|before|after|since|from|between|approximately|towards?|roughly|as)[ ]"
    r"|[~(/])$",
    re.I,
)
_LED_IN_ROMANCE = re.compile(
    r"\b(?:à|vers|dès|avant|après|jusqu['’]à|peu|entre|et|las|la|às|as|a|até|desde|por volta das|hasta|e|y|"
    r"das|de)[ ]$",
    re.I,
)
_RANGED = re.compile(r"\d[ ]?(?:and|to|until|till|-|–)[ ]?$")
_IN_THE = re.compile(r"[ ](?:in the (?:morning|afternoon|evening)|at night)\b")
_OPENS = re.compile(r"(?:^|[,:;–—(]) ?$")
_LEVEL = re.compile(
    r"\b(?:peak|stood|stand|topp|clos|trad|open|report|pric|valu|sold|level|count|cap|crest|hover)\w*(?: \w+)? (?:at|around|about) $",
    re.I,
)
"""What is at a height, not at an hour."""
_MEASURED = re.compile(r"\b(?:ratio|aspect|score|odds|format|scale|verse|chapter) of $", re.I)
_NO_CLOCK = re.compile(r"[ -](?:format|ratio|aspect|scale|win|victory|lead|loss|defeat|draw|score)\b")
_LAS = re.compile(r"\b(?:las|às)[ ]$", re.I)
_NOT_BEFORE = frozenset("$€£¥₹.,/#:_-+")
_MINUTES_BEFORE = re.compile(
    r"\b(?:(?P<n>\d{1,2})|(?P<w>one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)) minutes? (?P<way>before|after|past|to) "
    r"(?:around |about )?$",
    re.I,
)
_MINUTES = MappingProxyType(
    dict(number_words("one two three four five six seven eight nine ten", 1))
    | {"fifteen": 15, "twenty": 20, "thirty": 30}
)
_LOOK_BACK = 40
_DAY_ZONES = frozenset({"utc", "gmt", "z", "cet", "cest", "mez", "mesz"})
"""Zones that people write with the 24-hour clock."""


def find_clocks(text: str, *, language: str = "en") -> list[Clock]:
    """Return the clock times of a text in reading order; a number that may be something else is left out."""
    found: list[Clock] = []
    digits = (
        _read_name(m) if m["hour"] is None else _read_digits(text, m, language)
        for m in match_at_words(_CLOCK, text, _STARTS, digits=True)
    )
    for clock in sorted(
        [*(c for c in digits if c), *_read_words(text, language)], key=lambda c: (c.start, -c.end)
    ):
        if not found or clock.start >= found[-1].end:
            found.append(_read_tail(text, _read_shift(text, clock)))
    return found


def _read_words(text: str, language: str) -> Iterator[Clock]:
    for tongue in {"en", language}:
        pattern, starts = compile_word_clocks(tongue), list_word_starts(tongue)
        for m in match_at_words(pattern, text, starts, digits=tongue not in ("en", "de")):
            word = read_word_clock(text, m, tongue)
            if word is not None:
                yield Clock(
                    start=word.start, end=word.end, hour=word.hour, minute=0, half="free", shift=word.shift
                )


def _read_name(m: re.Match[str]) -> Clock:
    return Clock(start=m.start(), end=m.end(), hour=12 if m["noon"] else 0, minute=0, half="24")


def _read_digits(text: str, m: re.Match[str], language: str) -> Clock | None:
    start, end, hour = m.start(), m.end(), int(m["hour"])
    minute = int(next((m[f"m{i}"] for i in range(1, 11) if m[f"m{i}"]), 0))
    if hour > 24 or not _may_start(text, start) or _NO_CLOCK.match(text, end):
        return None
    back = text[max(0, start - _LOOK_BACK) : start]
    if _MEASURED.search(back):
        return None
    half = "24"
    if m["half"]:
        if not 1 <= hour <= 12:
            return None if hour > 23 else Clock(start=start, end=end, hour=hour, minute=minute, half="24")
        half = f"{m['half'][0].lower()}m"
        if m["half"].endswith(".") and m["half"].count(".") == 1:
            end -= 1  # "at 4pm." ends a sentence; "4 p.m." ends an abbreviation
    elif m["hours"]:
        if not _LED_IN_ROMANCE.search(back) or language == "en":
            return None
    elif m["m5"]:
        if language == "en" and not (_LED_IN.search(back) or _LED_IN_ROMANCE.search(back)):
            return None
    elif m["oclock"]:
        half = "free"
    elif m["daypart"] is not None:
        led = _LED_IN.search(back) or _LED_IN_ROMANCE.search(back) or _RANGED.search(back)
        if not led and not (_IN_THE.match(text, end) and _OPENS.search(back)):
            return None
        half = "free" if 1 <= hour <= 12 else "24"
    elif m["four"] is not None:
        if not _at_four(m, back):
            return None
    elif m["hrs"] and not _LED_IN.search(back):
        return None  # "worked 1130 hours"
    elif m["before"] is not None:
        half = "range"
    elif m["bare"] is not None:
        zone = match_zone(text, end)
        if _LAS.search(back):
            half = "free"
        elif not (zone and zone["zone"][:1].isupper() and _LED_IN.search(back)):
            return None
        else:
            half = "free"
    elif m["m2"] and not m["day24"] and language == "en" and 1 <= hour <= 12 and m["hour"][0] != "0":
        half = "free"
    return Clock(start=start, end=end, hour=hour, minute=minute, half=half)


def _at_four(m: re.Match[str], back: str) -> bool:
    """Whether four digits behind "at" are a clock time, and no year, sum or count."""
    if len(m["hour"]) != 2 or not _LED_IN.search(back):
        return False
    return m["hour"][0] == "0" or (m["hour"] not in ("19", "20") and not _LEVEL.search(back))


def _may_start(text: str, start: int) -> bool:
    if not start:
        return True
    last = text[start - 1]
    if last in "-–—+":  # "11:49-17:30", but not "COVID-19" and not "+01:00"
        return last != "+" and start > 1 and (text[start - 2].isdigit() or text[start - 2] in " mM.")
    if last == "T":
        return start > 1 and text[start - 2].isdigit()
    return (not last.isalnum() and last not in _NOT_BEFORE) or (
        last == "/" and start > 1 and text[start - 2] == " "
    )


def _read_shift(text: str, clock: Clock) -> Clock:
    m = _MINUTES_BEFORE.search(text, max(0, clock.start - _LOOK_BACK), clock.start)
    if not m:
        return clock
    minutes = int(m["n"]) if m["n"] else _MINUTES[m["w"].lower()]
    sign = -1 if m["way"].lower() in ("before", "to") else 1
    return replace(clock, start=m.start(), shift=sign * minutes)


def _read_tail(text: str, clock: Clock) -> Clock:
    if clock.half == "free" and (said := _HALF.match(text, clock.end)):
        clock = replace(clock, end=said.end(), half=f"{said['half'][0].lower()}m")
    if after := _HALF_AFTER.match(text, clock.end):
        half = clock.half
        if half in ("free", "24", "range") and 1 <= clock.hour <= 12:
            half = "am" if after["am"] else "pm"
        clock = replace(clock, end=after.end(), half=half)
    zone = match_zone(text, clock.end)
    if zone is None:
        return clock
    written, end = zone["zone"], zone.end()
    if written[0] in "-−" and zone["lead"] == "" and text[clock.start - 1 : clock.start] != "T":
        return clock  # "04:15-06:30 UTC" is a span; an offset stands in a machine's time stamp
    if "(" in zone["lead"]:
        if text[end : end + 1] != ")":
            return clock  # "10:00 (GMT 9:00)" and its like: the bracket says more than a zone
        end += 1
    half = clock.half
    if half == "free" and written.lower()[:3].strip("+-− ") in _DAY_ZONES:
        half = "24"
    return replace(clock, end=end, half=half, zone=written.rstrip("."))
