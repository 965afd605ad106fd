"""Text -> the moments it tells from now: "40 minutes ago", "within the last hour". Pure; days are dates.py's."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from newsagg.detect.wordscan import make_set, match_at_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """A moment told as a distance before now."""

    start: int
    end: int
    minutes: float
    window: bool
    """Some time since then: "within the last 30 minutes"."""


_AGO = re.compile(
    r"\b(?:(?P<n>\d{1,3}|an?|half an|one|two|three|four|five|six|a couple of|a few|several)[ ](?P<u>minute|"
    r"min|hour|hr)s?[ ]ago"
    r"|(?:with)?in[ ]the[ ](?:last|past)[ ](?P<n2>\d{1,3}|two|three|four|few|half)?[ ]?(?P<u2>minute|hour|"
    r"an hour)s?"
    r"|(?:vor|il y a|hace|há)[ ](?P<n3>\d{1,3}|eine[rm]|une|una|uma|zwei|deux|dos|duas)[ ](?P<u3>Minute|"
    r"Stunde|minute|heure|minuto|hora)n?s?)\b",
    re.I,
)
_AGO_NUMBERS = MappingProxyType(
    {"a": 1, "an": 1, "half an": 0.5, "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
     "a couple of": 2, "a few": 3, "few": 3, "several": 4, "": 1, "einer": 1, "einem": 1, "une": 1, "una": 1,
     "uma": 1,
     "zwei": 2, "deux": 2, "dos": 2, "duas": 2}
)  # fmt: skip
_AGO_STARTS = make_set("a an half one two three four five six several within in vor il hace há")


def find_agos(text: str) -> list[Ago]:
    """Return the moments before now of a text, in reading order."""
    return [_read(m) for m in match_at_words(_AGO, text, _AGO_STARTS, digits=True)]


def _read(m: re.Match[str]) -> Ago:
    words = (m["n"] or m["n2"] or m["n3"] or "").lower()
    unit = (m["u"] or m["u2"] or m["u3"]).lower()
    number = float(words) if words.isdigit() else _AGO_NUMBERS.get(words, 1)
    if unit.startswith(("hour", "hr", "an", "stunde", "heure", "hora")):
        number *= 60
    return Ago(start=m.start(), end=m.end(), minutes=number, window=bool(m["u2"]))
