"""Text, and the day on which it was published -> the days written in it, as local dates. Pure.

``Monday``, ``last Tuesday``, ``2 March``, ``Mar 02``, ``March 2, 2026``, ``2.3.2026``, ``yesterday``, ``this morning``,
``last week``, ``in December``. What needs the day of publication is left out when that is not known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from newsagg.detect.datewords import (
    DAYS_BACK,
    MONTHS,
    PART_NAMES,
    compile_dates,
    list_date_starts,
    month_numbers,
    weekday_numbers,
)
from newsagg.detect.wordscan import match_at_words, number_words


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
    shift: int = 0
    """Days from the day that the text spoke of last: "the next morning" is 1."""


_UNIT_DAYS = MappingProxyType({"day": 1, "week": 7, "month": 30, "tag": 1, "woche": 7, "jour": 1,
"semaine": 7,
                               "día": 1, "semana": 7, "dia": 1, "monat": 30})  # fmt: skip
_SMALL = MappingProxyType(
    dict(number_words("zero one two three four five six seven eight nine ten", 0))
    | {"a": 1, "an": 1, "einem": 1, "einer": 1, "un": 1, "une": 1, "una": 1, "zwei": 2, "drei": 3,
     "deux": 2, "trois": 3,
       "dos": 2, "tres": 3, "dois": 2, "três": 3, "couple": 2, "few": 3, "several": 4}
)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|expects?|expected|scheduled|plans|planned|due|anticipates?|hopes|aims|upcoming|postponed)\b",
    re.I,
)
FUTURE_DAYS = 45
"""A date without a year this few days ahead of publication is a coming one: a due date, a change announced."""


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
    language = language if language in MONTHS else "en"
    reader = _Reader(text, today, language, day_first or language != "en")
    matches = match_at_words(compile_dates(language), text, list_date_starts(language), digits=True)
    found = (_read(reader, m) for m in matches)
    return [piece for piece in found if piece is not None]


def _read(reader: _Reader, m: re.Match[str]) -> DatePiece | None:
    kind = m.lastgroup or ""
    start, end = m.start(), m.end()
    if m["part"]:
        word = m["part"].lower()
        return DatePiece(start=start, end=end, part=PART_NAMES.get(word, word))
    if m["iso"]:
        return _one_day(start, end, _make_date(int(m["iso"][:4]), int(m["iso"][5:7]), int(m["iso"][8:])))
    months = month_numbers(reader.language)
    if m["mon"]:
        month = months[m["mon"].lower()]
        day = _date_near(reader, month, int(m["d"]), m["y"])
        first = _make_date(day.year, month, int(m["d0"])) if day and m["d0"] else None
        if day and first and first < day:
            return DatePiece(start=start, end=end, first=first, last=day)
        return _one_day(m.start("d") if m["d0"] else start, end, day)
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
    if m["nshift"]:
        days = int(m["ndays"]) if m["ndays"].isdigit() else _SMALL[m["ndays"]]
        return DatePiece(start=start, end=end, shift=-days if m["nway"] in ("earlier", "before") else days)
    if m["shift"]:
        shift = -1 if (m["way"] or m["way2"]) in ("previous", "before") else 1
        of = m["of"] or m["of2"]
        return DatePiece(start=start, end=end, shift=shift, part="" if of == "day" else of)
    if reader.today is None:
        return None
    if m["nth"]:
        return _one_day(start, end, _find_day_of_month(int(m["nthday"]), reader.today))
    if m["weekend"]:
        saturday = reader.today - timedelta(days=(reader.today.weekday() - 5) % 7)
        return DatePiece(start=start, end=end, first=saturday, last=saturday + timedelta(days=1), vague=True)
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


def _find_day_of_month(day: int, today: date) -> date | None:
    """Return the last such day of a month that is no later than today."""
    back = today.replace(day=1) - timedelta(days=1)
    found = [
        _make_date(month.year, month.month, day)
        for month in (today, back, back.replace(day=1) - timedelta(days=1))
    ]
    return next((d for d in found if d is not None and d <= today), None)


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
    written = _make_date(year, month, day)
    if written and reader.today and (written - reader.today).days > FUTURE_DAYS:
        other = _make_date(year, day, month)  # 12/03 in the other order, when this one has not come yet
        written = other if other is not None and other <= reader.today else written
    return _one_day(m.start(), m.end(), written)


def _read_weekday(reader: _Reader, m: re.Match[str]) -> DatePiece | None:
    if reader.today is None:
        return None
    which = (m["which"] or "").lower()
    number = weekday_numbers(reader.language)[m["wd"].lower()]
    back = (reader.today.weekday() - number) % 7
    day = reader.today - timedelta(days=back)
    if which in ("last", "previous", "letzten") or m["wdpast"]:
        day = day if back else day - timedelta(days=7)
    elif which in ("next", "coming", "this coming", "kommenden", "am kommenden") or (
        back and _AHEAD.search(reader.text, max(0, m.start() - 60), m.start())
    ):
        day += timedelta(days=7)
    part = PART_NAMES.get(m["wdpart"] or "", "")
    return DatePiece(start=m.start(), end=m.end(), first=day, last=day, part=part, weekday=True)


def _read_this(m: re.Match[str], today: date) -> DatePiece:
    words = m["this"].lower()
    last = words.rsplit(" ", 1)[-1]
    night = words.endswith("nacht") and not words.startswith("gestern")
    day = today - timedelta(days=int(night or words.startswith(("last", "gestern", "hier"))))
    part = "" if last == "today" else PART_NAMES.get(last, last)
    return DatePiece(
        start=m.start(), end=m.end(), first=day, last=day, part=part, vague=words == "last night"
    )


def _read_relative(reader: _Reader, m: re.Match[str], today: date) -> DatePiece | None:
    word = m["rel"].lower()
    tables = DAYS_BACK["en"], DAYS_BACK[reader.language]
    for entry in (e.split(":") for t in tables for e in t.split()):
        if entry[0].replace("_", " ") == word:
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
        "next week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "next month": (after, after.replace(day=monthrange(after.year, after.month)[1])),
        "end of the week": (today, monday + timedelta(days=6)),
        "later this week": (today, monday + timedelta(days=6)),
        "end of the month": (today, after - timedelta(days=1)),
        "later this month": (today, after - timedelta(days=1)),
    }
    first, last = spans.get(words, (monday - timedelta(days=7), monday - timedelta(days=1)))
    return DatePiece(start=start, end=end, first=first, last=last, vague=True)
