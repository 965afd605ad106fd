"""Clock times written in words, by language -> hour and minutes to add. Pure.

``half past nine``, ``twenty-five to six``, ``half seven``, ``halb acht``, ``Viertel nach neun``, ``neuf heures et demie``,
``las ocho y media``, ``oito e meia``. Which half of the day is meant, and the zone, are read by ``clocks.py``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.wordscan import list_starts, number_words

_HOURS = MappingProxyType(
    {
        "en": "one two three four five six seven eight nine ten eleven twelve",
        "de": "eins|ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "fr": "une deux trois quatre cinq six sept huit neuf dix onze douze",
        "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "pt": "uma duas três quatro cinco seis sete oito nove dez onze doze",
    }
)
_MINUTES = MappingProxyType(
    {
        "five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25,
        "twenty five": 25, "half": 30,
        "fünf": 5, "zehn": 10, "viertel": 15, "zwanzig": 20, "halb": -30,
        "cinq": 5, "dix": 10, "quart": 15, "le quart": 15, "vingt": 20, "vingt-cinq": 25, "demie": 30, "demi": 30,
        "cinco": 5, "diez": 10, "cuarto": 15, "veinte": 20, "veinticinco": 25, "media": 30,
        "dez": 10, "um quarto": 15, "vinte": 20, "meia": 30,
    }
)  # fmt: skip
_FORMS = MappingProxyType(
    {
        "en": r"(?P<min>a quarter|quarter|half|five|ten|twenty(?:[ -]five)?)(?: minutes)? (?P<way>past|after|to|before) "
        r"(?P<hour>HOUR|\d{1,2}(?![\d:.,]\d))|(?P<half>half) (?P<hour2>HOUR)(?! (?:of|and)\b)"
        r"|(?P<hour3>HOUR)(?: o['’]clock|(?=[ ]?[AaPp]\.?[Mm]\b)|(?= in the (?:morning|afternoon|evening)| (?:at night|this (?:morning|"
        r"afternoon|evening)|last night|tonight|yesterday|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day "
        r"(?:morning|afternoon|evening|night))))",
        "de": r"(?P<min>fünf|zehn|viertel|zwanzig) (?P<way>nach|vor) (?P<hour>HOUR|\d{1,2})(?: Uhr)?"
        r"|(?P<half>halb) (?P<hour2>HOUR|\d{1,2})(?: Uhr)?|(?P<hour3>HOUR) Uhr",
        "fr": r"(?P<hour>HOUR|\d{1,2}) heures? (?:(?P<way>et|moins) )?(?P<min>demie?|(?:le )?quart|vingt-cinq|cinq|dix|"
        r"vingt)"
        r"|(?<=à )(?P<hour2>HOUR) heures?",
        "es": r"(?:(?<=las )|(?<=la ))(?P<hour>HOUR|\d{1,2})(?: (?P<way>y|menos) (?P<min>media|cuarto|cinco|diez|"
        r"veinticinco|veinte))?(?! (?:horas|personas|millones|mil|compañías|empresas)\b)",
        "pt": r"(?:(?<=às )|(?<=à )|(?<=das )|(?<=da ))(?P<hour>HOUR|\d{1,2})(?: (?:horas )?(?P<way>e|menos) "
        r"(?P<min>meia|um quarto|cinco|dez|vinte))(?! (?:empresas|pessoas)\b)"
        r"|(?<=às )(?P<hour2>HOUR) (?:horas|da (?=manhã|tarde|noite|madrugada))",
    }
)
_LED_IN = re.compile(
    r"\b(?:at|around|about|by|until|till|before|after|since|from|nearly|roughly|approximately|some time around|almost|towards?|shortly|just|between|and|to|"
    r"um|gegen|seit|ab|kurz|nach|vor|bis|zwischen|und|à|vers|dès|depuis|avant|après)(?: a| the)? $",
    re.IGNORECASE,
)


_HALF_SAID = re.compile(
    r"[ ](?:in the (?:morning|afternoon|evening)|at night)\b|[ ]?[AaPp]\.?[Mm]\b(?!,? (?:I|am)\b)"
)
_ENDS = re.compile(
    r"[ ]?(?:[,.;:)–—-]|$|[AaPp]\.?[Mm]\b)|[ ](?:on|in the|this|last|yesterday|tonight|today|local|when|and|am|"
    r"[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""What may stand behind a clock time that could be a number: "ten to six on Monday", not "ten to six users"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClock:
    """A clock time in words."""

    start: int
    end: int
    hour: int
    shift: int
    """Minutes to add."""


@lru_cache(maxsize=8)
def _hours(language: str) -> Mapping[str, int]:
    return number_words(_HOURS[language], 1)


@lru_cache(maxsize=8)
def compile_word_clocks(language: str) -> re.Pattern[str]:
    """Return the pattern of clock times in words; English where the language has none."""
    language = language if language in _FORMS else "en"
    hours = "|".join(sorted(_hours(language), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?i:{_FORMS[language].replace('HOUR', hours)})(?!\w)")


@lru_cache(maxsize=8)
def list_word_starts(language: str) -> frozenset[str]:
    """Return the first words of what ``compile_word_clocks`` matches, digits aside."""
    language = language if language in _FORMS else "en"
    return list_starts(
        [*_hours(language), "half", "quarter", "a", "ten", "twenty", "viertel", "halb", "zwanzig"]
    )


def read_word_clock(text: str, m: re.Match[str], language: str) -> WordClock | None:
    """Return the clock time of a match, None where the words may count or measure something."""
    language = language if language in _FORMS else "en"
    groups = m.groupdict()
    word = groups.get("hour") or groups.get("hour2") or groups.get("hour3") or ""
    hour = int(word) if word.isdigit() else _hours(language)[word.lower()]
    minute = _MINUTES.get((groups.get("min") or "").lower(), 0)
    back = (groups.get("way") or "").lower() in ("to", "before", "vor", "moins", "menos")
    shift = -minute if back else minute
    if groups.get("half"):
        shift = -30 if language == "de" else 30  # "halb acht" is before eight, "half eight" after it
    if hour > 12 or (language in ("en", "de") and not _is_sure(text, m)):
        return None
    return WordClock(start=m.start(), end=m.end(), hour=hour, shift=shift)


def _is_sure(text: str, m: re.Match[str]) -> bool:
    """Whether the words can be nothing but a clock time: "quarter past nine", or what stands around says so."""
    words = m[0].lower()
    if (
        _HALF_SAID.match(text, m.end())
        or "past" in words
        or "clock" in words
        or "uhr" in words
        or "viertel" in words
    ):
        return True
    led_in = _LED_IN.search(text, max(0, m.start() - 14), m.start())
    return led_in is not None and ("quarter to" in words or _ENDS.match(text, m.end()) is not None)
