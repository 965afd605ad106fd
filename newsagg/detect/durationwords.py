"""The words for lengths of time, by language -> patterns, and how many minutes they mean. Pure data.

English is always read; German, French, Spanish or Portuguese beside it when the text is in that language.
"""

import re
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.wordscan import make_set

UNIT_NAMES = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
UNIT_MINUTES = (1 / 60, 1.0, 60.0, 1440.0, 10080.0, 43200.0, 525600.0)
_UNITS: MappingProxyType[str, str] = MappingProxyType(
    {
        "en": "seconds?|secs? minutes?|mins? hours?|hrs? days? weeks?|fortnights? months? years?|decades?",
        "de": "Sekunden? Minuten? Stunden? Tage[n]?|Tag Wochen? Monate?n? Jahre?n?",
        "fr": "secondes? minutes? heures? jours?|journées? semaines? mois ans?|années?",
        "es": "segundos? minutos? horas? días?|dias? semanas? mes(?:es)? años?",
        "pt": "segundos? minutos? horas? dias? semanas? m(?:ê|e)s(?:es)? anos?",
    }
)
LANGUAGES = frozenset(_UNITS)
VAGUE_SPANS = MappingProxyType(
    {
        "seconds": (1 / 60, 1.0), "minutes": (2.0, 59.0), "hours": (120.0, 1440.0), "days": (2880.0, 14400.0),
        "weeks": (20160.0, 86400.0), "months": (86400.0, 525600.0), "years": (1051200.0, 5256000.0), "short": (0.0, 60.0),
        "day": (600.0, 1440.0), "most of a day": (360.0, 840.0), "rest": (120.0, 960.0),
        "morning": (120.0, 420.0), "afternoon": (120.0, 420.0), "evening": (120.0, 420.0), "night": (240.0, 720.0),
        "week-long": (7200.0, 10080.0), "month-long": (40320.0, 44640.0), "year-long": (438000.0, 525600.0),
        "most of an hour": (30.0, 60.0),
    }
)  # fmt: skip
"""What "hours", "days" and their like may mean, in minutes: two of the unit at least, below the next unit or ten."""
FEW_SPANS = MappingProxyType(
    {
        "seconds": (1 / 60, 1.0), "minutes": (2.0, 15.0), "hours": (120.0, 720.0), "days": (2880.0, 14400.0),
        "weeks": (20160.0, 60480.0), "months": (86400.0, 259200.0), "years": (1051200.0, 4204800.0),
    }
)  # fmt: skip
"""What "several hours", "a few days" may mean: less than the bare plural."""

COMPACT = re.compile(
    r"(?<![\w.,:])(?:(?P<d>\d{1,3})[ ]?d(?:ays?)?[ ,]{1,2})?(?:(?P<h>\d{1,3})[ ]?(?:h|hrs?|hours?)"
    r"(?:[ ,]{0,2}(?:and[ ])?)?)"
    r"(?P<m>\d{1,2})[ ]?(?:m|mins?|minutes?)(?!\w)"
    r"|(?<![\w.,:])(?P<h5>\d{1,2})[ ]?h[ ]?(?P<m5>[0-5]\d)(?!\w)"
    r"|(?<![\w.,:])(?P<h2>\d{1,3}(?:\.\d)?)[ ]?(?:hrs?|h)(?![\w-])"
    r"|(?<![\w.,:])(?P<m2>\d{1,3})[ ]?mins?(?![\w-])"
    r"|(?<![\w.,:])(?P<m6>\d{1,3})[ ]?m(?:in(?:ute)?s?)?[ ,]{0,2}(?:and[ ])?(?P<s6>\d{1,2})[ ]?s(?:ec(?:ond)?s?)?(?!\w)"
    r"|\bPT?(?:(?P<d3>\d{1,3})D)?T?(?:(?P<h3>\d{1,3})H)?(?:(?P<m3>\d{1,4})M)?(?![\w])"
    r"|(?<![\w.,:])(?P<h4>\d{1,2}):(?P<m4>[0-5]\d)[ ]hours\b"
)
COMPACT_STARTS = frozenset({"p", "pt", "t"})

_FIXED = MappingProxyType(
    {
        "half-hour": 30, "half hour": 30, "half-day": 720, "quarter-hour": 15, "quarter hour": 15,
        "dreiviertelstunde": 45, "viertelstunde": 15, "demi-heure": 30, "demi heure": 30,
        "demi-journée": 720, "trois quarts d'heure": 45, "trois quarts d’heure": 45, "quart d'heure": 15,
        "quart d’heure": 15, "hora y media": 90, "hora y cuarto": 75, "tres cuartos de hora": 45,
        "cuarto de hora": 15, "hora e meia": 90, "três quartos de hora": 45, "quarto de hora": 15,
    }
)  # fmt: skip
"""Lengths that are a word of their own, in minutes."""
_GERMAN_NUMBERS = MappingProxyType(
    {
        "halb": 0.5, "ein": 1, "anderthalb": 1.5, "eineinhalb": 1.5, "zwei": 2, "zweieinhalb": 2.5, "drei": 3,
        "dreieinhalb": 3.5, "vier": 4, "viereinhalb": 4.5, "fünf": 5, "fünfeinhalb": 5.5, "sechs": 6,
        "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30,
        "vierzig": 40, "fünfzig": 50, "mehr": 0, "viel": 0, "ganz": 0,
    }
)  # fmt: skip
_GERMAN_UNITS = MappingProxyType({"stünd": 2, "minüt": 1, "täg": 3, "wöch": 4})
FIXED = re.compile(
    r"(?:(?:[Aa]n?|[Ee]iner?|[Uu]ne?|[Uu]na?|[Uu]ma?)[ ])?"
    rf"(?:(?P<fixed>(?i:{'|'.join(sorted(_FIXED, key=lambda w: (-len(w), w)))}))s?"
    rf"|(?P<number>(?i:{'|'.join(sorted(_GERMAN_NUMBERS, key=lambda w: (-len(w), w)))})|\d{{1,3}}-)"
    rf"(?P<unit>{'|'.join(_GERMAN_UNITS)})ig(?:e[nrsm]?)?)(?!\w)"
)
_ENDS = ("ig", "ige", "igen", "iger", "iges", "igem")
FIXED_STARTS = make_set(
    "a an half quarter dreiviertelstunde viertelstunde ein eine einer un une una um uma demi trois quart "
    "hora tres cuarto três quarto"
) | {f"{number}{unit}{end}" for number in _GERMAN_NUMBERS for unit in _GERMAN_UNITS for end in _ENDS}

_LOOSE = (
    r"\b(?:(?:[Aa] few|[Ss]everal|[Mm]any|[Mm]ultiple|[Aa] number of|[Aa] matter of|einige[rn]?|mehrere[rn]?|wenige[rn]?|"
    r"ein paar|quelques|plusieurs|unas cuantas|varias|varios|algunas|algunos|"
    r"várias|vários|algumas|alguns)[ ](?:(?:short|long|brief|tense|more|longues|lange)[ ])?(?P<few>UNITS)"
    r"|(?:[Ff]or|[Ll]asted|[Ll]asting|[Tt]ook|[Aa]fter|seit|über|pendant des|depuis des|durante|por|desde hace|within|binnen)[ ]"
    r"(?P<bare>PLURALS)\b"
    r"|(?P<long>[Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Mm]inute|[Yy]ear)(?P<longs>s?)[ -]?long(?!er)"
    r"|[Mm]ulti(?:ple)?[ -]?(?P<multi>minute|hour|day|week)s?"
    r"|(?P<german>stunden|tage|wochen|minuten)lang\w{0,2}"
    r"|(?P<day>[Aa]ll[ -]day|[Dd]ay[ -]?long|(?:[Aa] |[Tt]he |[Aa]n )?(?:[Ff]ull|[Ww]hole|[Ee]ntire) day"
    r"|den ganzen Tag|toute la journée|todo el día|o dia (?:todo|inteiro))"
    r"|(?P<most>(?:[Mm]uch|[Mm]ost|(?:[Tt]he )?(?:[Bb]est|[Bb]etter|[Gg]reater) (?:part|half) of|[Aa] (?:good|large|big) (?:part|chunk|portion) of|[Tt]he bulk of)"
    r"(?: of)? (?:the|a|an entire) (?:working |business |trading )?day"
    r"|(?:[Ee]inen? )?(?:[Gg]roßteil|[Gg]roßen Teil) des (?:Tages|Arbeitstages)|(?:une (?:bonne|grande) partie|la majeure partie|l['’]essentiel) de la journée"
    r"|(?:buena parte|gran parte|la mayor parte) del día|(?:boa|grande|maior) parte do dia)"
    r"|(?P<rest>(?:[Tt]he (?:rest|remainder)|[Ww]hat (?:was left|remained)) of the day)"
    r"|(?P<part>(?:[Aa]ll|(?:[Mm]uch|[Mm]ost|(?:[Tt]he )?(?:[Rr]est|[Ww]hole|better part|best part|[Bb]ulk)|[Aa] good part) of(?: the)?"
    r"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?|(?:[Tt]he|[Aa]n?) (?:entire|whole|full)(?: of the)?) "
    r"(?P<dpart>night|morning|afternoon|evening)(?!\w)"
    r"|den ganzen (?P<gpart>Vormittag|Nachmittag|Morgen|Abend)|die ganze (?P<gnight>Nacht)|toute la (?P<fpart>matinée|soirée|nuit)|tout l['’](?P<fnoon>après-midi)"
    r"|toda la (?P<spart>mañana|tarde|noche)|toda a (?P<ppart>manhã|tarde|noite))"
    r"|(?P<dayof>(?:[Mm]uch|[Mm]ost|[Aa]ll) of (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?! (?:morning|afternoon|evening|night)))"
    r"|(?P<short>[Bb]riefly|(?<![Ii]n )[Bb]rief|[Mm]omentar(?:ily|y)|[Ss]hort-lived|[Aa] short (?:while|time|period)|"
    r"kurzzeitig|kurze Zeit|brièvement|brevemente))(?!\w)"
)
LOOSE_STARTS = make_set(
    "a several many multiple multi multihour multiday multiweek einige einiger einigen mehrere mehreren mehrerer wenige "
    "weniger wenigen ein quelques plusieurs unas varias varios algunas algunos várias vários algumas alguns "
    "hours minutes years year une l einen buena better best greater rest whole bulk large big großteil großen den die tout toda buena gran la maior boa grande for lasted lasting took after within binnen seit über depuis desde pendant durante por hour hours day days daylong week "
    "weeks month months minute minutes all an what much most the full whole entire den toute todo o briefly brief "
    "momentarily momentary short kurzzeitig kurze brièvement brevemente"
) | {
    f"{unit}lang{end}"
    for unit in ("stunden", "tage", "wochen", "minuten")
    for end in ("", "e", "en", "er", "es")
}
_BETWEEN = (
    r"(?P<plus>\+|[ -]plus)?(?P<odd>[ -]odd)?[ \u00a0-]{0,2}"
    r"(?:(?:long|full|whole|straight|consecutive|solid|agoni[sz]ing|bonnes|longues|volle[nr]?|ganze[nr]?|lange[nr]?|largas|"
    r"longas)[ ])?"
)


@lru_cache(maxsize=8)
def compile_units(language: str) -> re.Pattern[str]:
    """Return the pattern of a unit behind a number; its groups u0 to u5 are ``UNIT_NAMES``."""
    tables = [_UNITS["en"].split()] + ([_UNITS[language].split()] if language != "en" else [])
    groups = [f"(?P<u{i}>{'|'.join(table[i] for table in tables)})" for i in range(len(UNIT_NAMES))]
    return re.compile(rf"{_BETWEEN}(?i:{'|'.join(groups)})(?P<long>[ -]?long)?(?!\w)")


@lru_cache(maxsize=8)
def compile_loose(language: str) -> re.Pattern[str]:
    """Return the pattern of lengths without a number."""
    plain = "|".join(word for tongue in {"en", language} for word in _UNITS[tongue].split())
    plurals = (
        "minutes|hours|days|weeks|months|years|Stunden|Tagen?|Minuten|heures|jours|horas|días|dias|minutos"
    )
    return re.compile(_LOOSE.replace("UNITS", f"(?i:{plain})").replace("PLURALS", plurals))


def find_unit(m: re.Match[str]) -> int:
    """Return which of ``UNIT_NAMES`` a match of ``compile_units`` names."""
    return next(i for i in range(len(UNIT_NAMES)) if m[f"u{i}"])


def unit_of(word: str, language: str) -> int:
    """Return which of ``UNIT_NAMES`` a word is, in the language or in any other."""
    for tongue in (language, *sorted(LANGUAGES)):
        m = compile_units(tongue).match(word)
        if m is not None:
            return find_unit(m)
    raise ValueError(word)  # only words of our own patterns come here


def read_fixed(m: re.Match[str]) -> tuple[float | None, str]:
    """Return the minutes of a match of ``FIXED`` and its unit; None where it says only "several"."""
    if m["fixed"]:
        minutes = float(_FIXED[m["fixed"].lower()])
        return minutes, "minutes" if minutes < 60 else "hours"
    index = _GERMAN_UNITS[m["unit"]]
    word = m["number"].rstrip("-").lower()
    number = float(word) if word.isdigit() else float(_GERMAN_NUMBERS[word])
    return (number * UNIT_MINUTES[index] or None), UNIT_NAMES[index]
