"""A figure in a text -> whether a tracker's peak, its count at a time or its total. Pure.

The expressions are for texts in lower case: to ignore case takes Python's engine several times as long.
"""

import re

from newsagg.detect.numerals import Numeral
from newsagg.vocabulary import CountKind

LOOK_BACK = 90
_LOOK_AHEAD = 120
"""More than any of the expressions behind a figure can take."""
PEAK_BEFORE = re.compile(
    r"(?:peak(?:ed|s|ing)?(?: at| of| with)?|high of|as many as|"
    r"(?:spik|surg|soar|jump|climb|rocket|swell|balloon|mushroom|leap|vault|skyrocket|mount|shoot|rise|grow|ris)(?:ed|es|s|ing|t)?"
    r"(?: up)?(?: from [\w.,’' ]{1,24}?)? (?:to|at|of|past|above|beyond)|"
    r"(?:rose|shot|grew|swelled|ran|went|shooting|swollen|risen|grown)(?: up)?(?: from [\w.,’' ]{1,24}?)? (?:to|past|above|beyond)|"
    r"(?:touch|hit|pass|cross|crest|near|approach)(?:ed|es|s|ing|ting)?(?: a (?:peak|high) of)?|reach(?:ed|ing|es)?(?: a peak of)?|"
    r"topp(?:ed|ing)(?: out at)?|crest(?:ed|ing) at|maxed out at|maximum of|spitze[n]?|höhepunkt|pic (?:de|à)|pico de|"
    r"máximo de|up to)[ ](?:[\w~>$]+[ ]){0,3}$",
)
_PEAK_AFTER = re.compile(
    r"[^.!?\n]{0,60}?\b(?:at (?:the|its|their) (?:peak|height)|at the worst|peak|au plus fort|en el pico|no pico|in der spitze)\b",
)
_PEAK_AHEAD = re.compile(
    r"\b(?:at (?:the|its|their) (?:peak|height|worst)|au plus fort|en el pico|no pico|in der spitze)\b[^.!?\n]{0,60}$",
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:total(?:ing|ling|ed|led)?(?: of)?|altogether|in all|overall|insgesamt|au total|en total|no total|"
    r"cumulative)[ ,]{1,2}(?:[\w~>$]+[ ]){0,3}$",
)
_TOTAL_AFTER = re.compile(
    r"[^.!?\n]{0,60}?\b(?:in total|altogether|in all|since (?:the|it|this|its|users|\d|mid|early|dawn|noon|midnight|yesterday|last|[a-z]\w+day)|over the "
    r"(?:course|past|last|day|span)|so far|"
    r"throughout|during the (?:outage|incident|day)|insgesamt|au total|en total)\b",
)
_TIMED_AFTER = re.compile(
    r"[^.!?\n]{0,48}?\b(?:at|by|as of|around|shortly (?:before|after)|as recently as|just (?:before|after)|"
    r"um|gegen|à|vers|a las|às)"
    r"[ ](?:(?:around|about)[ ])?(?:\d{1,2}[:.h]?\d{0,2}[ ]?(?:[ap]\.?m|uhr|h\b|et\b|utc)|noon|midnight|"
    r"\d{1,2}:\d\d)",
)
_STILL = re.compile(r"[ ](?:were|are|was|is)[ ](?:still|yet)\b")
_TIMED_BEFORE = re.compile(
    r"(?:\b(?:as of|at|by|around)[ ](?:around |about )?(?:\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\.?)?|noon|"
    r"midnight)[^.!?\n]{0,60}|\b(?:still|currently|now)\b[^.!?\n]{0,40})$",
)


def find_kind(text: str, numeral: Numeral, end: int) -> CountKind | None:
    """Return the kind of a tracker's figure, None when the words around do not tell."""
    before = text[max(0, numeral.start - LOOK_BACK) : numeral.start].lower()
    after = text[end : end + _LOOK_AHEAD].lower()
    if PEAK_BEFORE.search(before) or _PEAK_AHEAD.search(before) or _PEAK_AFTER.match(after):
        return CountKind.PEAK
    if _TOTAL_BEFORE.search(before):
        return CountKind.TOTAL
    if _STILL.match(after) or _TIMED_AFTER.match(after) or _TIMED_BEFORE.search(before):
        return CountKind.AT_TIME
    return CountKind.TOTAL if _TOTAL_AFTER.match(after) else None
