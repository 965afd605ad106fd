"""Shares in words, by language -> percent: "one in four users", "two thirds of", "ein Drittel der". Pure."""

import re
from types import MappingProxyType

from newsagg.detect.countwords import ADJECTIVES, NOUN, OF, WHOSE
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import number_words

NOUN_SINGULAR = r"(?:user|customer|caller|call|player|passenger|person|household|transaction|payment|store|shop|request|order|flight|train|account|login|patient|subscriber|member|student|viewer|device)\b"
"""What "every third" is said of when it tells a share."""

SHARE = compile_words(
    rf"\b(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|\d{{1,2}})[ ](?:[a-z]+[ ])?(?:in|out of)[ ](?:every[ ])?(?P<d>two|three|four|five|six|"
    rf"seven|eight|nine|ten|twelve|fifteen|twenty|fifty|hundred|a hundred|[2-9]|1[0256]|[235]0|100)\b(?![.,:%]\d|[ ](?:hours|minutes|days|weeks|months|years|cities|countries|states|regions)\b)"
    rf"|every[ ](?P<nth>second|other|third|fourth|fifth|tenth)(?=[ ]{NOUN_SINGULAR})"
    rf"|(?P<part>(?:a|one|two)[ -](?:third|fifth|sixth|eighth|tenth)s?|(?:three|four)[ -]fifths|nine[ -]tenths|a quarter|three[ -]quarters|half)[ ]of(?![ ]an?\b)"
    rf"|(?P<half>half)(?=[ ](?:the|its|our|their|all)[ ](?:[\w-]+[ ])?(?:{NOUN})\b)"
    rf"|(?P<part2>(?:ein|zwei) Drittel|(?:ein|drei) Viertel|(?:die )?Hälfte|(?:un|deux) tiers|un quart|trois quarts|"
    rf"(?:la )?moitié|un tercio|dos tercios|una cuarta parte|tres cuartas partes|(?:la )?mitad|um terço|dois terços|"
    rf"um quarto|três quartos|(?:a )?metade)(?=[ ](?:der|des|de|d['’]|aller|von)))"
    rf"(?:[ ]{OF}{WHOSE}(?P<adjectives>{ADJECTIVES})(?P<noun>{NOUN})(?![\w-]))?",
    re.I,
)
"""Its group noun is what the share is of."""
_NTH = MappingProxyType({"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10})
_PARTS = MappingProxyType(
    {
        "fifth": 20.0,
        "fifths": 40.0,
        "three fifths": 60.0,
        "four fifths": 80.0,
        "sixth": 100 / 6,
        "sixths": 200 / 6,
        "eighth": 12.5,
        "eighths": 25.0,
        "tenth": 10.0,
        "tenths": 20.0,
        "nine tenths": 90.0,
        "third": 100 / 3,
        "thirds": 200 / 3,
        "quarter": 25.0,
        "quarters": 75.0,
        "half": 50.0,
        "hälfte": 50.0,
        "moitié": 50.0,
        "mitad": 50.0,
        "metade": 50.0,
        "ein drittel": 100 / 3,
        "zwei drittel": 200 / 3,
        "ein viertel": 25.0,
        "drei viertel": 75.0,
        "un tiers": 100 / 3,
        "deux tiers": 200 / 3,
        "un quart": 25.0,
        "trois quarts": 75.0,
        "un tercio": 100 / 3,
        "dos tercios": 200 / 3,
        "una cuarta parte": 25.0,
        "tres cuartas partes": 75.0,
        "um terço": 100 / 3,
        "dois terços": 200 / 3,
        "um quarto": 25.0,
        "três quartos": 75.0,
    }
)
_NUMBERS = MappingProxyType(
    dict(number_words("zero one two three four five six seven eight nine ten", 0))
    | {"twelve": 12, "fifteen": 15, "twenty": 20, "fifty": 50, "hundred": 100, "a hundred": 100}
)


def read_percentage(m: re.Match[str]) -> float:
    """Return the percent that a match of ``SHARE`` means."""
    if m["n"]:
        top, bottom = (float(_NUMBERS.get(m[g].lower(), 0) or m[g]) for g in ("n", "d"))
        return 100 * top / bottom if bottom else 100.0
    if m["nth"]:
        return 100 / _NTH[m["nth"].lower()]
    words = (m["part"] or m["part2"] or m["half"]).lower().replace("-", " ")
    return _PARTS.get(words) or _PARTS[words.split()[-1]]
