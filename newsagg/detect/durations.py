"""Text -> the lengths of time it names, in minutes. Pure.

``about six hours``, ``five-and-a-half hours``, ``90-minute``, ``2h 15m``, ``an hour and a half``, ``hours-long``,
``36 to 48 hours``, ``much of the day``. A length that is a moment ("two hours ago") or a window ("the past 24 hours")
is kept and says so in ``relation``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.numerals import Numeral, bound, find_numerals, read_operator
from newsagg.detect.wordscan import make_set, match_at_words
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


_UNIT_WORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "en": "seconds?|secs? minutes?|mins? hours?|hrs? days? weeks? months?",
        "de": "Sekunden? Minuten? Stunden? Tage[n]?|Tag Wochen? Monate?n?",
        "fr": "secondes? minutes? heures? jours?|journées? semaines? mois",
        "es": "segundos? minutos? horas? días?|dias? semanas? mes(?:es)?",
        "pt": "segundos? minutos? horas? dias? semanas? m(?:ê|e)s(?:es)?",
    }
)
_MINUTES = (1 / 60, 1.0, 60.0, 1440.0, 10080.0, 43200.0)
_NAMES = ("seconds", "minutes", "hours", "days", "weeks", "months")
_VAGUE_SPANS = MappingProxyType(
    {
        "seconds": (1 / 60, 1.0), "minutes": (2.0, 60.0), "hours": (120.0, 1440.0), "days": (2880.0, 14400.0),
        "weeks": (20160.0, 86400.0), "months": (86400.0, 525600.0), "short": (0.0, 60.0),
        "day": (480.0, 1440.0),
    }
)  # fmt: skip
"""What "hours", "days" and their like may mean, in minutes: two of the unit at least,
below the next unit or ten."""

_COMPACT = re.compile(
    r"(?<![\w.,:])(?:(?P<d>\d{1,3})[ ]?d(?:ays?)?[ ,]{1,2})?(?:(?P<h>\d{1,3})[ ]?(?:h|hrs?|hours?)"
    r"(?:[ ,]{0,2}(?:and[ ])?)?)"
    r"(?P<m>\d{1,2})[ ]?(?:m|mins?|minutes?)(?!\w)"
    r"|(?<![\w.,:])(?P<h2>\d{1,3}(?:\.\d)?)[ ]?(?:hrs?|h)(?![\w-])"
    r"|(?<![\w.,:])(?P<m2>\d{1,3})[ ]?mins?(?![\w-])"
    r"|\bPT?(?:(?P<d3>\d{1,3})D)?T?(?:(?P<h3>\d{1,3})H)?(?:(?P<m3>\d{1,4})M)?(?![\w])"
    r"|(?<![\w.,:])(?P<h4>\d{1,2}):(?P<m4>[0-5]\d)[ ]hours\b"
)
_LOOSE = (
    r"\b(?:(?:[Aa] few|[Ss]everal|[Mm]any|[Mm]ultiple|[Aa] number of|einige|mehrere|quelques|plusieurs|"
    r"varias|varios|algunas|"
    r"várias|vários|algumas)[ ](?P<few>UNITS)"
    r"|(?:[Aa] couple(?: of)?)[ ](?P<couple>UNITS)"
    r"|(?:[Ff]or|[Ll]asted|[Ll]asting|[Tt]ook|[Aa]fter|pendant des|durante|por)[ ](?P<bare>PLURALS)\b"
    r"|(?P<long>hour|day|week|month|minute)s?[ -]?long(?!er)"
    r"|(?P<german>stunden|tage|wochen|minuten)lang\w{0,2}"
    r"|(?P<day>[Aa]ll[ -]day|[Dd]ay[ -]?long|(?:[Mm]uch|[Mm]ost|[Tt]he rest) of the day|(?:[Ff]ull|[Ww]hole|"
    r"[Ee]ntire) day"
    r"|den ganzen Tag|toute la journée|todo el día|o dia (?:todo|inteiro))"
    r"|(?P<short>[Bb]riefly|(?<![Ii]n )[Bb]rief|[Mm]omentar(?:ily|y)|[Ss]hort-lived|kurzzeitig|kurze Zeit|brièvement|"
    r"brevemente))(?!\w)"
)
_COMPACT_STARTS = frozenset({"p", "pt", "t"})
_LOOSE_STARTS = make_set(
    "a several many multiple einige mehrere quelques plusieurs varias varios algunas várias vários "
    "for lasted lasting "
    "took after pendant durante por hour hours day days daylong week weeks month months minute "
    "minutes all much most the "
    "full whole entire den toute todo o briefly brief momentarily momentary short kurzzeitig kurze "
    "brièvement brevemente"
) | {
    f"{unit}lang{end}"
    for unit in ("stunden", "tage", "wochen", "minuten")
    for end in ("", "e", "en", "er", "es")
}
_ALSO = re.compile(r"(?:,|,? and| und| et| y| e)?[ ]")
_AND_HALF = re.compile(r"[ ](?:and a half|and a quarter|et demie?|y media|y medio|e meia)\b")
_OR_SO = re.compile(r"[ ]or (?:so|more)\b")
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
_AGO_BEFORE = re.compile(r"\b(?:vor|il y a|hace|há)[ ]$", re.I)
_NOT_LENGTH = re.compile(
    r"[ -](?:support|a day|per day|news cycle|clock|notice|guarantee|old|delivery|week\b)", re.I
)


@lru_cache(maxsize=8)
def _compile(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a unit behind a number, and of lengths without a number."""
    tables = [_UNIT_WORDS["en"].split()] + ([_UNIT_WORDS[language].split()] if language != "en" else [])
    groups = [f"(?P<u{i}>{'|'.join(table[i] for table in tables)})" for i in range(len(_NAMES))]
    unit = re.compile(rf"[ \u00a0-]{{0,2}}(?i:{'|'.join(groups)})(?P<long>[ -]?long)?(?!\w)")
    plain = "|".join(word for table in tables for word in table)
    plurals = "minutes|hours|days|weeks|months|Stunden|Tage|Minuten|heures|jours|horas|días|dias|minutos"
    return unit, re.compile(_LOOSE.replace("UNITS", f"(?i:{plain})").replace("PLURALS", plurals))


def read_durations(text: str, language: str = "en") -> list[DurationMention]:
    """Return the lengths of time a text names, in reading order; minutes, with operator and open ends."""
    language = language if language in _UNIT_WORDS else "en"
    unit, loose = _compile(language)
    found: list[DurationMention] = []
    for numeral in find_numerals(text, language=language):
        m = unit.match(text, numeral.end)
        if m and not _NOT_LENGTH.match(text, m.end()):
            _append(text, found, _measure(text, numeral, m))
    found = _add_free(
        found, (_read_compact(text, m) for m in match_at_words(_COMPACT, text, _COMPACT_STARTS, digits=True))
    )
    return _add_free(
        found,
        (_read_loose(text, m, language) for m in match_at_words(loose, text, _LOOSE_STARTS, digits=False)),
    )


def _add_free(found: list[DurationMention], more: Iterable[DurationMention | None]) -> list[DurationMention]:
    """Merge two lists in reading order; where they overlap, the first keeps its place, unless the second is longer."""
    kept: list[DurationMention] = []
    extra = [mention for mention in more if mention]
    for mention in sorted([*found, *extra], key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _measure(text: str, numeral: Numeral, m: re.Match[str]) -> DurationMention:
    index = next(i for i in range(len(_NAMES)) if m[f"u{i}"])
    minutes, end = _MINUTES[index], m.end()
    low, high, precision = numeral.low, numeral.high, numeral.precision
    if half := _AND_HALF.match(text, end):
        extra = 0.25 if "quarter" in half[0] else 0.5
        low, high, end = low and low + extra, high and high + extra, half.end()
    if more := _OR_SO.match(text, end):
        end = more.end()
        precision = Precision.AT_LEAST if more[0].endswith("more") else Precision.ABOUT
        high = None if precision is Precision.AT_LEAST else high
    return _make(
        text,
        numeral.lead,
        end,
        None if low is None else low * minutes,
        None if high is None else high * minutes,
        precision,
        operator=numeral.operator,
        unit=_NAMES[index],
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
        and last.unit in _NAMES
        and _NAMES.index(mention.unit) < _NAMES.index(last.unit)
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
    else:
        found.append(mention)


def _read_compact(text: str, m: re.Match[str]) -> DurationMention | None:
    days, hours, minutes = (
        float(next((m[name] for name in names if m[name]), 0))
        for names in (("d", "d3"), ("h", "h2", "h3", "h4"), ("m", "m2", "m3", "m4"))
    )
    total = days * 1440 + hours * 60 + minutes
    if not total:
        return None
    lead, precision, operator = read_operator(text, m.start())
    low, high = bound(total, precision, operator)
    unit = "minutes" if minutes else "hours"
    return _make(text, lead, m.end(), low, high, precision, operator=operator, unit=unit)


def _read_loose(text: str, m: re.Match[str], language: str) -> DurationMention:
    if m["couple"]:
        index = _index_of(m["couple"], language)
        length = 2 * _MINUTES[index]
        return _make(text, m.start(), m.end(), length, length, Precision.ABOUT, unit=_NAMES[index])
    if m["day"] or m["short"]:
        name = "day" if m["day"] else "short"
    elif m["long"]:
        name = "day" if m["long"] == "day" and "days" not in m[0].lower() else f"{m['long']}s"
    else:
        name = _NAMES[_index_of(m["german"] or m["few"] or m["bare"], language)]
    start = m.start("bare") if m["bare"] else m.start()
    low, high = _VAGUE_SPANS[name]
    return _make(text, start, m.end(), low, high, Precision.VAGUE, unit=name)


def _index_of(word: str, language: str) -> int:
    m = _compile(language)[0].match(word)
    if m is None:  # a plural of another language than the text's
        m = next(found for other in _UNIT_WORDS if (found := _compile(other)[0].match(word)))
    return next(i for i in range(len(_NAMES)) if m[f"u{i}"])
