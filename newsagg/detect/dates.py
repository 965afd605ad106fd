"""Text, and the day on which it was published -> the days written in it, as local dates. Pure.

``Monday``, ``last Tuesday``, ``2 March``, ``Mar 02``, ``March 2, 2026``, ``2.3.2026``, ``yesterday``, ``this morning``,
``last week``, ``in December``. What needs the day of publication is left out when that is not known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePiece:
    """A day or days as written; or, without days, a part of a day ("early", "evening")."""

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    """Same as first for one day."""
    part: str = ""
    """early, morning, late evening, ...; empty for the whole day."""
    weekday: bool = False
    """Only a weekday: a full date beside it says more."""
    vague: bool = False
    """A week, a month, "last night"."""


_MONTHS = MappingProxyType(
    {
        "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
        "october|oct november|nov december|dec",
        "de": "januar|jänner|jan februar|feb märz|mär april|apr mai juni|jun juli|jul august|aug september|sept|sep "
        "oktober|okt november|nov dezember|dez",
        "fr": "janvier|janv février|févr|fevrier mars avril mai juin juillet|juil août|aout septembre|sept octobre|oct "
        "novembre|nov décembre|déc",
        "es": "enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun julio|jul agosto|ago septiembre|setiembre|sept "
        "octubre|oct noviembre|nov diciembre|dic",
        "pt": "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set "
        "outubro|out novembro|nov dezembro|dez",
    }
)
_WEEKDAYS = MappingProxyType(
    {
        "en": "monday tuesday wednesday thursday friday saturday sunday",
        "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "es": "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo",
        "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    }
)
_DAYS_BACK = MappingProxyType(
    {
        "en": "today:0 yesterday:1 tomorrow:-1 tonight:0:night",
        "de": "heute:0 gestern:1 vorgestern:2",
        "fr": "aujourd'hui:0 aujourd’hui:0 avant-hier:2 hier:1 demain:-1",
        "es": "hoy:0 anteayer:2 ayer:1 anoche:1:night",
        "pt": "hoje:0 anteontem:2 ontem:1 amanhã:-1",
    }
)
_THIS = MappingProxyType(
    {
        "en": r"this (?:morning|afternoon|evening)|earlier today|last night",
        "de": r"heute (?:Morgen|Vormittag|Mittag|Nachmittag|Abend|früh)|gestern (?:Morgen|Abend|Nachmittag)",
        "fr": r"ce (?:matin|soir)|cet après-midi|cette nuit|hier soir",
        "es": r"esta (?:mañana|tarde|noche)",
        "pt": r"esta (?:manhã|tarde|noite)",
    }
)
_PART_WORDS = MappingProxyType(
    {
        "en": "early mid late morning afternoon evening night overnight",
        "de": "früh morgens vormittag vormittags nachmittag nachmittags abend abends nacht nachts morgen",
        "fr": "matin matinée après-midi soir soirée nuit",
        "es": "madrugada mañana tarde noche",
        "pt": "madrugada manhã tarde noite",
    }
)
_PART_NAMES = MappingProxyType(
    {
        "früh": "early", "morgens": "morning", "morgen": "morning", "vormittag": "morning", "vormittags": "morning",
        "nachmittag": "afternoon", "nachmittags": "afternoon", "abend": "evening", "abends": "evening",
        "nacht": "night", "nachts": "night", "mittag": "midday", "matin": "morning", "matinée": "morning",
        "après-midi": "afternoon", "soir": "evening", "soirée": "evening", "nuit": "night",
        "madrugada": "early", "mañana": "morning", "tarde": "afternoon", "noche": "night",
        "manhã": "morning", "noite": "night", "overnight": "night",
    }
)  # fmt: skip
_UNIT_DAYS = MappingProxyType({"day": 1, "week": 7, "month": 30, "tag": 1, "woche": 7, "jour": 1, "semaine": 7,
                               "día": 1, "semana": 7, "dia": 1, "monat": 30})  # fmt: skip
_SMALL = MappingProxyType(
    {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
    | {"a": 1, "an": 1, "einem": 1, "einer": 1, "un": 1, "une": 1, "una": 1, "zwei": 2, "drei": 3, "deux": 2, "trois": 3,
       "dos": 2, "tres": 3, "dois": 2, "três": 3, "couple": 2, "few": 3, "several": 4}
)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|expects?|expected|scheduled|plans|planned|due|anticipates?|hopes|aims|upcoming|postponed)\b",
    re.I,
)
FUTURE_DAYS = 45
"""A date without a year this few days ahead of publication is a coming one: a due date, a change announced."""


def _number(source: str, first: int) -> dict[str, int]:
    return {word: n for n, entry in enumerate(source.split(), start=first) for word in entry.split("|")}


@lru_cache(maxsize=8)
def _month_numbers(language: str) -> dict[str, int]:
    return _number(_MONTHS["en"], 1) | _number(_MONTHS.get(language, ""), 1)


@lru_cache(maxsize=8)
def _weekday_numbers(language: str) -> dict[str, int]:
    return _number(_WEEKDAYS["en"], 0) | _number(_WEEKDAYS.get(language, ""), 0)


@lru_cache(maxsize=8)
def _compile(language: str) -> re.Pattern[str]:
    capital = language in ("en", "de")
    shape = (lambda w: f"{w.capitalize()}|{w.upper()}") if capital else (lambda w: f"{w}|{w.capitalize()}")

    def words(*tables: str) -> str:
        found = sorted(
            {w for t in tables for entry in t.split() for w in entry.split("|")}, key=lambda w: (-len(w), w)
        )
        return "|".join(shape(w) for w in found)

    def both(table: MappingProxyType[str, str]) -> tuple[str, ...]:
        return (table["en"], table[language]) if language != "en" and language in table else (table["en"],)

    month = words(*both(_MONTHS))
    weekday = words(*both(_WEEKDAYS))
    relative = "|".join(
        sorted({e.split(":")[0] for t in both(_DAYS_BACK) for e in t.split()}, key=lambda w: (-len(w), w))
    )
    parts = "|".join(sorted({w for t in both(_PART_WORDS) for w in t.split()}, key=lambda w: (-len(w), w)))
    ordinal = r"(?:st|nd|rd|th|er|\.|º|ª)?"
    year = r"(?:,?[ ](?:de[l]?[ ])?(?P<{}>20\d\d|19\d\d)\b(?!:))?"
    return re.compile(
        r"(?P<iso>\b20\d\d-[01]\d-[0-3]\d(?=\b|T))"
        rf"|(?<![\d.,:$€£-])(?P<d>[0-3]?\d){ordinal}[ ](?:of[ ]|de[ ])?(?P<mon>{month})\b\.?{year.format('y')}"
        rf"|\b(?P<mon2>{month})\b\.?[ ](?:the[ ])?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:[ ]?[-–][ ]?(?P<to>[0-3]?\d))?"
        rf"(?![\d:%]|[.,]\d|[ ]?[AaPp]\.?[Mm]\b|[ ](?:million|billion|percent|per)\b){year.format('y2')}"
        rf"|\b(?P<how>(?:[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Dd]uring|[Ii]m|[Ss]eit|[Ee]n|[Ee]m|of)[ -])"
        rf"(?P<mon3>{month})\b(?![ ]\d\d?\b){year.format('y3')}"
        r"|(?<![\d./:-])(?P<n1>[0-3]?\d)(?P<sep>[./])(?P<n2>[0-3]?\d)(?P=sep)(?P<n3>20\d\d|\d\d)?(?![\d./:])"
        rf"|\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:[ ]past|[ ]coming)?|[Cc]oming|[Pp]revious|letzten|kommenden|am kommenden)[ ])?"
        rf"(?P<wd>{weekday})(?P<wdpart>morgen|vormittag|nachmittag|abend|nacht)?(?P<wdpast>[ ](?:dernier|pasado|passada|último))?\b"
        rf"|\b(?P<this>{'|'.join(both(_THIS))})\b"
        rf"|\b(?P<rel>(?i:{relative}))\b"
        r"|\b(?P<ago>(?:(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a (?:couple of|few)|several)[ ]"
        r"(?P<u>day|week|month)s?[ ]ago)"
        r"|(?:vor|il y a|hace|há)[ ](?P<n4>\d{1,3}|\w{2,6})[ ](?P<u4>Tag|Woche|Monat|jour|semaine|día|semana|dia)(?:e?n|s)?)\b"
        r"|\b(?P<week>[Ll]ast[ ](?:week|month)|[Ee]arlier[ ]this[ ](?:week|month)|[Tt]his[ ]week(?:end)?|[Nn]ext[ ](?:week|month)"
        r"|[Ll]ast[ ]weekend|(?:end[ ]of[ ]the|later[ ]this)[ ](?:week|month)|letzte[n]?[ ]Woche|la[ ]semaine[ ]dernière|la[ ]semana[ ]pasada|na[ ]semana[ ]passada)\b"
        rf"|\b(?P<part>(?i:{parts}))\b"
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    today: date | None
    language: str
    day_first: bool


def find_dates(
    text: str, *, today: date | None, language: str = "en", day_first: bool = False
) -> list[DatePiece]:
    """Return the days and parts of days of a text in reading order.

    ``today`` is the local day of publication; ``day_first`` reads 3/2/2026 as the 3rd of February.
    """
    language = language if language in _MONTHS else "en"
    reader = _Reader(text, today, language, day_first or language != "en")
    found = (_read(reader, m) for m in _compile(language).finditer(text))
    return [piece for piece in found if piece is not None]


def _read(reader: _Reader, m: re.Match[str]) -> DatePiece | None:
    kind = m.lastgroup or ""
    start, end = m.start(), m.end()
    if m["part"]:
        word = m["part"].lower()
        return DatePiece(start=start, end=end, part=_PART_NAMES.get(word, word))
    if m["iso"]:
        return _one_day(start, end, _make_date(int(m["iso"][:4]), int(m["iso"][5:7]), int(m["iso"][8:])))
    months = _month_numbers(reader.language)
    if m["mon"]:
        return _one_day(start, end, _date_near(reader, months[m["mon"].lower()], int(m["d"]), m["y"]))
    if m["mon2"]:
        month = months[m["mon2"].lower()]
        first = _date_near(reader, month, int(m["d2"]), m["y2"])
        piece = _one_day(start, end, first)
        if (
            piece
            and first
            and m["to"]
            and (last := _make_date(first.year, month, int(m["to"])))
            and last > first
        ):
            return DatePiece(start=start, end=end, first=first, last=last)
        return piece
    if m["mon3"]:
        return _read_month(reader, m, months[m["mon3"].lower()])
    if m["n1"]:
        return _read_numeric(reader, m)
    if m["wd"]:
        return _read_weekday(reader, m)
    if reader.today is None:
        return None
    if m["this"]:
        return _read_this(m, reader.today)
    if m["rel"]:
        return _read_relative(reader, m, reader.today)
    if m["ago"]:
        n, unit = (m["n"], m["u"]) if m["n"] else (m["n4"], m["u4"])
        return _read_ago(start, end, n, unit, reader.today)
    return _read_week(start, end, m["week"].lower(), reader.today) if kind else None


def _one_day(start: int, end: int, day: date | None) -> DatePiece | None:
    return DatePiece(start=start, end=end, first=day, last=day) if day else None


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date_near(reader: _Reader, month: int, day: int, year: str | None) -> date | None:
    if year:
        return _make_date(int(year), month, day)
    if reader.today is None:
        return None
    found = [d for y in (0, 1, 2, 3) if (d := _make_date(reader.today.year + 1 - y, month, day))]
    near = [d for d in found if (d - reader.today).days <= FUTURE_DAYS]
    return near[0] if near else None


def _read_month(reader: _Reader, m: re.Match[str], month: int) -> DatePiece | None:
    first = _date_near(reader, month, 1, m["y3"])
    if first is None:
        return None
    last = first.replace(day=monthrange(first.year, month)[1])
    how = m["how"][:-1].lower()
    if how == "early":
        last = first.replace(day=10)
    elif how == "mid":
        first, last = first.replace(day=10), first.replace(day=20)
    elif how == "late":
        first = first.replace(day=20)
    return DatePiece(start=m.start(), end=m.end(), first=first, last=last, vague=True)


def _read_numeric(reader: _Reader, m: re.Match[str]) -> DatePiece | None:
    a, b = int(m["n1"]), int(m["n2"])
    if m["sep"] == "." and reader.language != "de":
        return None
    day, month = (a, b) if reader.day_first or m["sep"] == "." or a > 12 else (b, a)
    if not m["n3"]:
        return _one_day(
            m.start(),
            m.end(),
            _date_near(reader, month, day, None) if m["sep"] == "." and month <= 12 else None,
        )
    year = int(m["n3"]) if len(m["n3"]) == 4 else 2000 + int(m["n3"])
    return _one_day(m.start(), m.end(), _make_date(year, month, day))


def _read_weekday(reader: _Reader, m: re.Match[str]) -> DatePiece | None:
    if reader.today is None:
        return None
    which = (m["which"] or "").lower()
    number = _weekday_numbers(reader.language)[m["wd"].lower()]
    back = (reader.today.weekday() - number) % 7
    day = reader.today - timedelta(days=back)
    if which in ("last", "previous", "letzten") or m["wdpast"]:
        day = day if back else day - timedelta(days=7)
    elif which in ("next", "coming", "this coming", "kommenden", "am kommenden"):
        day += timedelta(days=7)
    elif back and _AHEAD.search(reader.text, max(0, m.start() - 60), m.start()):
        day += timedelta(days=7)
    part = _PART_NAMES.get(m["wdpart"] or "", "")
    return DatePiece(start=m.start(), end=m.end(), first=day, last=day, part=part, weekday=True)


def _read_this(m: re.Match[str], today: date) -> DatePiece:
    words = m["this"].lower()
    last = words.rsplit(" ", 1)[-1]
    day = today - timedelta(days=int(words.startswith(("last", "gestern", "hier"))))
    part = "" if last == "today" else _PART_NAMES.get(last, last)
    return DatePiece(
        start=m.start(), end=m.end(), first=day, last=day, part=part, vague=words == "last night"
    )


def _read_relative(reader: _Reader, m: re.Match[str], today: date) -> DatePiece | None:
    word = m["rel"].lower()
    tables = _DAYS_BACK["en"], _DAYS_BACK[reader.language]
    for entry in (e.split(":") for t in tables for e in t.split()):
        if entry[0] == word:
            day = today - timedelta(days=int(entry[1]))
            return DatePiece(
                start=m.start(), end=m.end(), first=day, last=day, part=entry[2] if len(entry) > 2 else ""
            )
    return None


def _read_ago(start: int, end: int, number: str, unit: str, today: date) -> DatePiece | None:
    words = number.lower().removesuffix(" of").split()
    n = int(number) if number.isdigit() else _SMALL.get(words[-1])
    if n is None:
        return None
    days = n * _UNIT_DAYS[unit.lower()]
    day = today - timedelta(days=days)
    loose = timedelta(days=_UNIT_DAYS[unit.lower()] // 2)
    return DatePiece(start=start, end=end, first=day - loose, last=day + loose, vague=bool(loose))


def _read_week(start: int, end: int, words: str, today: date) -> DatePiece:
    monday = today - timedelta(days=today.weekday())
    first_of_month = today.replace(day=1)
    before = first_of_month - timedelta(days=1)
    after = (first_of_month + timedelta(days=32)).replace(day=1)
    spans = {
        "last month": (before.replace(day=1), before),
        "earlier this month": (first_of_month, today),
        "earlier this week": (monday, today),
        "this week": (monday, monday + timedelta(days=6)),
        "this weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "last weekend": (monday - timedelta(days=2), monday - timedelta(days=1)),
        "next week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "next month": (after, after.replace(day=monthrange(after.year, after.month)[1])),
        "end of the week": (today, monday + timedelta(days=6)),
        "later this week": (today, monday + timedelta(days=6)),
        "end of the month": (today, after - timedelta(days=1)),
        "later this month": (today, after - timedelta(days=1)),
    }
    first, last = spans.get(words, (monday - timedelta(days=7), monday - timedelta(days=1)))
    return DatePiece(start=start, end=end, first=first, last=last, vague=True)
