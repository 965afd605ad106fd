"""Text -> the lengths of time it names, in minutes. Pure.

``about six hours``, ``five-and-a-half hours``, ``90-minute``, ``2h 15m``, ``an hour and a half``, ``hours-long``,
``36 to 48 hours``, ``much of the day``. A length that is a moment ("two hours ago") or a window ("the past 24 hours")
is kept and says so in ``relation``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from newsagg.detect.datewords import PART_NAMES
from newsagg.detect.durationwords import (
    COMPACT,
    COMPACT_STARTS,
    FEW_SPANS,
    FIXED,
    FIXED_STARTS,
    LANGUAGES,
    LOOSE_STARTS,
    UNIT_MINUTES,
    UNIT_NAMES,
    VAGUE_SPANS,
    compile_loose,
    compile_units,
    find_unit,
    read_fixed,
    unit_of,
)
from newsagg.detect.numerals import Numeral, bound, find_numerals, read_operator
from newsagg.detect.wordscan import match_at_words
from newsagg.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationMention:
    """A length of time that a text names, with the words it was read from."""

    start: int
    end: int
    words: str
    """``text[start:end]``, operator included."""
    number_from: float | None
    number_to: float | None
    """Minutes; None is an open end."""
    precision: Precision
    operator: str = ""
    """As written, lower case: "more than", "nearly"."""
    unit: str = ""
    """minutes, hours, days, weeks: what the text counts in; short for "briefly"."""
    relation: str = ""
    """ago, later, window, within; empty for a plain length."""


_ALSO = re.compile(r"(?:,|,? and| und| et| y| e)?[ ]")
_AND_HALF = re.compile(
    r"[ ](?:and a half|and a quarter|et demie?|et quart|y media|y medio|y cuarto|e meia)\b"
)
_OR_SO = re.compile(
    r"[ ](?:or so|(?P<less>or less|or under)|(?P<least>or more|or longer|and counting|ou plus|o más|ou mais|oder mehr))\b"
    r"|-(?P<plus>plus)\b|(?P<sign>\+)(?!\w)"
)
_OR_TWO = re.compile(r"[ ](?:or|oder|ou|o) (?:two|zwei|deux|dos|dois|duas)\b(?![ ]\w+s\b)")
_UNIT_TIMES = MappingProxyType({"fortnight": 2, "decade": 10})
_PART_OF = re.compile(r"\b[Tt]he (?:better|best) part of(?: an?| the)?[ ]$|\b[Mm](?:ost|uch) of(?: an?)?[ ]$")
_CLOCK_LANGUAGES = frozenset({"fr", "es", "pt"})
_CLOCK_LEAD = re.compile(
    r"(?:\b(?:à|vers|dès|avant|après|las|la|às|à|depuis|jusqu['’]à)|soir|matin)[ ]$", re.I
)
"""In these languages "à 14 heures", "a las 14 horas" are clock times."""
_WORD_BEHIND = re.compile(r"[ ](?!or\b|and\b|later\b|before\b|after\b|ago\b|at\b)[a-z]|-")
_OVER = re.compile(r"\bover (?:an?|the|its|that)[ ]$", re.I)
_SPAN = re.compile(r"\b(?:from|between|zwischen|entre|de)[ ](?:about |around |roughly )?$", re.I)
_SPAN_TO = re.compile(r"[ ](?:to|and|up to|und|bis|et|à|y|a|e)[ ](?:about |around |as much as |more than )?")
_MILITARY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[ ]hours")
_AFTER = re.compile(
    r"[ ](?:(?P<ago>ago|earlier|before (?=\d|noon|midnight)|zuvor|plus tôt)|(?P<later>later|afterwards|später|"
    r"plus tard|después|depois))\b",
    re.I,
)
_WINDOW = re.compile(
    r"\b(?P<window>(?:in|over|within|during|for)[ ]the[ ](?:last|past|previous|next|first)|(?:last|past|next|"
    r"every|each|in den letzten|"
    r"ces dernières|últimas|próximas|per))[ ]$"
    r"|\b(?P<in>within|in less than|in under|in|innerhalb von|binnen|en|em)[ ]$",
    re.I,
)
_CLOCK_AT = re.compile(r"\b(?:at|by|around|about|since|from|until|before|after)[ ]$", re.I)
_LASTED = re.compile(
    r"\b(?:for|lasted|lasting|took|after|over|than|dur\w+|pendant|panne de|plus de|près de|por|mais de|más de|cerca de|"
    r"total(?: de)?|seit|rund|etwa)[ ]$",
    re.I,
)
"""What must stand before "2h30", which is a clock time elsewhere."""
_AGO_BEFORE = re.compile(r"\b(?:vor|il y a|hace|há)[ ]$", re.I)
_DAY_PARTS = ("dpart", "gpart", "gnight", "fpart", "fnoon", "spart", "ppart")
_NOT_LENGTH = re.compile(
    r"[ -](?:support|a day|per day|news cycle|clock|notice|guarantee|old|delivery|week\b)", re.I
)


def read_durations(text: str, language: str = "en") -> list[DurationMention]:
    """Return the lengths of time a text names, in reading order; minutes, with operator and open ends."""
    language = language if language in LANGUAGES else "en"
    unit = compile_units(language)
    found: list[DurationMention] = []
    for numeral in find_numerals(text, language=language):
        m = unit.match(text, numeral.end)
        if m and not _is_other(text, numeral, m, language):
            _append(text, found, _measure(text, numeral, m))
    compact = match_at_words(COMPACT, text, COMPACT_STARTS, digits=True)
    fixed = match_at_words(FIXED, text, FIXED_STARTS, digits=language == "de")
    loose = match_at_words(compile_loose(language), text, LOOSE_STARTS, digits=False)
    found = _add_free(found, (_read_compact(text, m, language) for m in compact))
    found = _add_free(found, (_read_fixed(text, m) for m in fixed))
    return _add_free(found, (_read_loose(text, m, language) for m in loose))


def _is_other(text: str, numeral: Numeral, m: re.Match[str], language: str) -> bool:
    """Whether a number with a unit is no length: a clock time, an age, round-the-clock support."""
    if _NOT_LENGTH.match(text, m.end()):
        return True
    if numeral.article and m["u0"] and _WORD_BEHIND.match(text, m.end()):
        return True  # "a second day"
    if numeral.article and text[max(0, numeral.start - 2) : numeral.start - 1].isdigit():
        return True  # "4.30 a month"
    hours = m["u2"] is not None
    if (
        hours
        and language in _CLOCK_LANGUAGES
        and _CLOCK_LEAD.search(text, max(0, numeral.start - 12), numeral.start)
    ):
        return True
    return hours and _MILITARY.match(text, numeral.start) is not None


def _add_free(found: list[DurationMention], more: Iterable[DurationMention | None]) -> list[DurationMention]:
    """Merge two lists in reading order; where they overlap, the first keeps its place, unless the second is longer."""
    kept: list[DurationMention] = []
    extra = [mention for mention in more if mention]
    for mention in sorted([*found, *extra], key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _measure(text: str, numeral: Numeral, m: re.Match[str]) -> DurationMention:
    index = find_unit(m)
    minutes, end = UNIT_MINUTES[index] * _UNIT_TIMES.get(m[0].strip(" -").lower().rstrip("s"), 1), m.end()
    lead, low, high, precision = numeral.lead, numeral.low, numeral.high, numeral.precision
    if m["long"] and numeral.article and UNIT_NAMES[index] in ("weeks", "months", "years"):
        low, high = (x / minutes for x in VAGUE_SPANS[f"{UNIT_NAMES[index][:-1]}-long"])
        precision = Precision.VAGUE
    if (
        numeral.low == 2
        and numeral.precision is Precision.ABOUT
        and "couple" in text[numeral.start : numeral.end]
    ):
        low, high, precision = 1.5, 3.0, Precision.VAGUE
    if numeral.operator.startswith("over") and _OVER.search(text, lead, numeral.start):
        lead, low, high, precision = (
            numeral.start,
            numeral.low,
            numeral.low,
            Precision.EXACT,
        )  # "over a 27-minute period"
    if m["plus"]:
        high, precision = None, Precision.AT_LEAST
    elif m["odd"]:
        precision = Precision.ABOUT
    if part := _PART_OF.search(text, max(0, numeral.start - 24), numeral.start):
        lead, low, precision = part.start(), low and low / 2, Precision.VAGUE
    if half := _AND_HALF.match(text, end):
        extra = 0.25 if "quart" in half[0] or "cuart" in half[0] else 0.5
        low, high, end = low and low + extra, high and high + extra, half.end()
    if numeral.article and (two := _OR_TWO.match(text, end)):
        low, high, precision, end = low, 2.0, Precision.RANGE, two.end()
    elif more := _OR_SO.match(text, end):
        end = more.end()
        if more["less"]:
            low, precision = None, Precision.AT_MOST
        else:
            precision = Precision.ABOUT if more[0].endswith("so") else Precision.AT_LEAST
            high = None if precision is Precision.AT_LEAST else high
    return _make(
        text,
        lead,
        end,
        None if low is None else low * minutes,
        None if high is None else high * minutes,
        precision,
        operator=numeral.operator,
        unit=UNIT_NAMES[index],
    )


def _make(
    text: str,
    start: int,
    end: int,
    low: float | None,
    high: float | None,
    precision: Precision,
    *,
    operator: str = "",
    unit: str,
) -> DurationMention:
    relation = ""
    after = _AFTER.match(text, end)
    window = _WINDOW.search(text, max(0, start - 24), start)
    if after:
        relation = "ago" if after["ago"] else "later"
    elif _AGO_BEFORE.search(text, max(0, start - 8), start):
        relation = "ago"
    elif window:
        relation = "window" if window["window"] else "within" if precision is Precision.EXACT else ""
    elif operator == "within":
        relation = "within"
    if relation == "within" and precision is Precision.EXACT:
        precision, low = Precision.AT_MOST, None
    return DurationMention(
        start=start,
        end=end,
        words=text[start:end],
        number_from=low,
        number_to=high,
        precision=precision,
        operator=operator,
        unit=unit,
        relation=relation,
    )


def _append(text: str, found: list[DurationMention], mention: DurationMention) -> None:
    """Add a length, joined to the one before when they are one: "two hours and 15 minutes"."""
    last = found[-1] if found else None
    if (
        last
        and last.unit in UNIT_NAMES
        and UNIT_NAMES.index(mention.unit) < UNIT_NAMES.index(last.unit)
        and mention.start - last.end <= 6
        and _ALSO.fullmatch(text, last.end, mention.start)
        and mention.precision is Precision.EXACT
        and mention.number_to is not None
    ):
        low = None if last.number_from is None else last.number_from + mention.number_to
        high = None if last.number_to is None else last.number_to + mention.number_to
        found[-1] = replace(
            last,
            end=mention.end,
            words=text[last.start : mention.end],
            number_from=low,
            number_to=high,
            relation=mention.relation or last.relation,
        )
    elif (
        last
        and mention.start - last.end <= 18
        and last.number_to is not None
        and mention.number_to is not None
        and last.number_to < mention.number_to
        and _SPAN_TO.fullmatch(text, last.end, mention.start)
        and (span := _SPAN.search(text, max(0, last.start - 20), last.start))
    ):
        found[-1] = replace(
            last,
            start=span.start(),
            end=mention.end,
            words=text[span.start() : mention.end],
            number_to=mention.number_to,
            precision=Precision.RANGE,
            unit=mention.unit,
        )
    else:
        found.append(mention)


def _read_compact(text: str, m: re.Match[str], language: str) -> DurationMention | None:
    if m["s6"]:
        length = float(m["m6"]) + float(m["s6"]) / 60
        lead, precision, operator = read_operator(text, m.start())
        bounds = bound(length, precision, operator)
        return _make(text, lead, m.end(), *bounds, precision, operator=operator, unit="minutes")
    days, hours, minutes = (
        float(next((m[name] for name in names if m[name]), 0))
        for names in (("d", "d3"), ("h", "h2", "h3", "h4", "h5"), ("m", "m2", "m3", "m4", "m5"))
    )
    total = days * 1440 + hours * 60 + minutes
    if m["h4"] and _CLOCK_AT.search(text, max(0, m.start() - 10), m.start()):
        return None
    bare_clock = m["h5"] or (m["h2"] and language in _CLOCK_LANGUAGES)
    if not total or (bare_clock and not _LASTED.search(text, max(0, m.start() - 40), m.start())):
        return None
    lead, precision, operator = read_operator(text, m.start())
    low, high = bound(total, precision, operator)
    unit = "minutes" if minutes else "hours"
    return _make(text, lead, m.end(), low, high, precision, operator=operator, unit=unit)


def _read_fixed(text: str, m: re.Match[str]) -> DurationMention:
    minutes, unit = read_fixed(m)
    if minutes is None:
        low, high = FEW_SPANS[unit]
        return _make(text, m.start(), m.end(), low, high, Precision.VAGUE, unit=unit)
    lead, precision, operator = read_operator(text, m.start())
    bounds = bound(minutes, precision, operator)
    return _make(text, lead, m.end(), *bounds, precision, operator=operator, unit=unit)


def _read_loose(text: str, m: re.Match[str], language: str) -> DurationMention:
    start = m.start("bare") if m["bare"] else m.start()
    long = (m["long"] or "").lower()
    if long and not m["longs"] and long in ("hour", "minute"):
        length = 60.0 if long == "hour" else 1.0
        return _make(text, start, m.end(), length, length, Precision.ABOUT, unit=f"{long}s")
    spans = VAGUE_SPANS
    if m["day"] or (long == "day" and not m["longs"]):
        name = unit = "day"
    elif m["most"] or m["dayof"]:
        name, unit = "most of a day", "day"
    elif m["rest"]:
        name, unit = "rest", "hours"
    elif m["part"]:
        part = next(m[group] for group in _DAY_PARTS if m[group])
        name, unit = PART_NAMES.get(part.lower(), part), "hours"
    elif m["short"]:
        name = unit = "short"
    elif long and not m["longs"]:
        name, unit = f"{long}-long", f"{long}s"
    elif long or m["multi"]:
        name = unit = f"{long or m['multi']}s"
    else:
        name = unit = UNIT_NAMES[unit_of(m["german"] or m["few"] or m["bare"], language)]
        spans = FEW_SPANS if m["few"] else VAGUE_SPANS
    low, high = spans[name]
    return _make(text, start, m.end(), low, high, Precision.VAGUE, unit=unit)
