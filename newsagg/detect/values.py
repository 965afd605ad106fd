"""What was read from words (times, durations, counts, money, causes) -> a comparable Value. Pure.

``Value.words`` are the words as they stand; ``Value.text`` is a short settled form for people and for comparing:
``2026-03-02T11:40Z``, ``2026-03-02``, ``about 6 h``, ``more than 11,000 reports``, ``9,000,000-12,000,000 USD``.
"""

from datetime import UTC, datetime, timedelta

from newsagg.detect.amounts import CountMention, DurationMention, MoneyMention
from newsagg.detect.causes import read_causes
from newsagg.detect.times import TimeMention
from newsagg.model import Value
from newsagg.vocabulary import Precision

_OPERATORS = {
    Precision.ABOUT: "about ",
    Precision.AT_LEAST: "more than ",
    Precision.AT_MOST: "up to ",
}
_NEARLY = frozenset(
    {
        "nearly",
        "almost",
        "just under",
        "just shy of",
        "close to",
        "knapp",
        "fast",
        "presque",
        "casi",
        "quase",
        "near",
        "not quite",
        "beinahe",
        "près de",
        "près d'",
        "près d’",
        "pas loin de",
    }
)
LONGEST_TEXT = 160
"""Characters of a cause's short form."""


def time_value(mention: TimeMention) -> Value:
    """Return the value of a time: an instant, a day or an interval, in UTC."""
    return Value(
        text=_say_time(mention),
        words=mention.words,
        precision=mention.precision,
        time_from=mention.time_from,
        time_to=mention.time_to,
        zone=mention.zone,
        zone_assumed=mention.zone_assumed,
    )


def _say_time(mention: TimeMention) -> str:
    if mention.time_from is None or mention.time_to is None:
        return f"{mention.clock_text} {mention.zone}".strip() or mention.words
    if mention.has_clock:
        first, last = _stamp(mention.time_from), _stamp(mention.time_to)
        return first if first == last else f"{first}/{last}"
    first_day = mention.local_date or mention.time_from.date()
    last_day = mention.local_last or first_day
    days = f"{first_day}" if first_day == last_day else f"{first_day}/{last_day}"
    return f"{days} ({mention.part})" if mention.part else days


def _stamp(moment: datetime) -> str:
    rounded = (moment + timedelta(seconds=30)).astimezone(UTC)
    return f"{rounded:%Y-%m-%dT%H:%M}Z"


def duration_value(mention: DurationMention) -> Value:
    """Return the value of a length of time, in minutes."""
    low, high = mention.number_from, mention.number_to
    if mention.precision is Precision.VAGUE:
        text = {"day": "most of a day", "short": "briefly"}.get(mention.unit, mention.unit)
    elif mention.precision is Precision.RANGE and low is not None and high is not None:
        text = f"{_say_length(low)} to {_say_length(high)}"
    else:
        number = low if low is not None else high
        text = _say_operator(mention.precision, mention.operator) + _say_length(number or 0.0)
    return Value(
        text=text,
        words=mention.words,
        precision=mention.precision,
        number_from=low,
        number_to=high,
        unit="minutes",
    )


def length_value(words: str, length: timedelta) -> Value:
    """Return the value of a length that is told by its two ends: "from 11:49 to 17:30"."""
    minutes = length.total_seconds() / 60
    return Value(
        text=_say_length(minutes), words=words, number_from=minutes, number_to=minutes, unit="minutes"
    )


def _say_length(minutes: float) -> str:
    if minutes < 1:
        return f"{minutes * 60:.0f} s"
    if minutes >= 2880 and minutes % 1440 == 0:
        return f"{minutes / 1440:.0f} days"
    if minutes >= 60 and minutes % 30 == 0:
        return f"{minutes / 60:g} h"
    hours, rest = divmod(minutes, 60)
    return f"{hours:.0f} h {rest:g} min" if hours else f"{minutes:g} min"


def _say_operator(precision: Precision, operator: str) -> str:
    return "nearly " if operator in _NEARLY else _OPERATORS.get(precision, "")


def _say_number(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _say_amount(low: float | None, high: float | None, precision: Precision, operator: str) -> str:
    if precision is Precision.RANGE and low is not None and high is not None:
        return f"{_say_number(low)}-{_say_number(high)}"
    number = low if low is not None else high
    return _say_operator(precision, operator) + _say_number(number or 0.0)


def count_value(mention: CountMention) -> Value:
    """Return the value of a count, in the unit that the text names; a share is percent."""
    unit = f"% of {mention.of}" if mention.of else "%" if mention.unit == "percent" else f" {mention.unit}"
    if mention.precision is Precision.VAGUE:
        text = mention.words
    else:
        text = _say_amount(mention.number_from, mention.number_to, mention.precision, mention.operator) + unit
    return Value(
        text=text.strip(),
        words=mention.words,
        precision=mention.precision,
        number_from=mention.number_from,
        number_to=mention.number_to,
        unit=mention.unit,
        count_kind=mention.count_kind,
    )


def money_value(mention: MoneyMention) -> Value:
    """Return the value of a sum, in its currency."""
    amount = _say_amount(mention.number_from, mention.number_to, mention.precision, mention.operator)
    text = mention.words if mention.precision is Precision.VAGUE else f"{amount} {mention.currency}"
    return Value(
        text=text,
        words=mention.words,
        precision=mention.precision,
        number_from=mention.number_from,
        number_to=mention.number_to,
        unit=mention.currency,
    )


def cause_value(phrase: str, language: str = "en") -> Value:
    """Return the value of a cause phrase: its categories, its trigger and its finest key as slug."""
    reading = read_causes(phrase, language)
    text = " ".join(phrase.split())
    return Value(
        text=text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip()}…",
        words=phrase,
        categories=reading.categories,
        trigger=reading.trigger,
        slug=reading.specific,
    )
