"""The words before a time -> where they begin, and how exactly the time is meant: "around", "by", "not before". Pure."""

import re

from newsagg.detect.timephrases import Phrase
from newsagg.vocabulary import Precision

_QUALIFIER = re.compile(
    r"(?:(?<![\w-])(?:(?P<about>around|about|approximately|roughly|circa|sometime|some time|gegen|etwa|ca\.|"
    r"vers|environ|"
    r"aux alentours|towards?|sobre|hacia|alrededor|cerca|por volta|a eso|(?:shortly|just|right|soon|immediately|moments|minutes|seconds|a (?:little|bit|few minutes)) (?:before|after)|"
    r"just shy of|nearly|almost|close to|"
    r"kurz (?:vor|nach)|peu (?:avant|après)|poco (?:antes|después)|pouco (?:antes|depois|após))"
    r"|(?P<most>by|before|prior to|no later than|vor|avant|antes)|(?P<least>after|not (?:before|until)|no (?:earlier|sooner) than|at the earliest|nach|après|después|depois|"
    r"após|as early as))"
    r"|(?P<tilde>~))[ ]?(?:(?:at|on|the|a|um|le|las|la|às|as|das|de|do|da|in|em|am|around|about|roughly)[ ]){0,2}$",
    re.I,
)
_HEDGE = re.compile(
    r"\b(?:around|about|approximately|roughly|gegen|etwa|vers|environ|sobre|hacia|alrededor|cerca|por volta|"
    r"just (?:after|before)|shortly|kurz (?:vor|nach)|peu (?:avant|après)|poco (?:antes|después))\b"
)
BEFORE = re.compile(r"\b(?:before|vor|avant|antes)\b", re.I)
"""A midnight with a day that something came before ends that day."""


def read_qualifier(text: str, phrase: Phrase) -> tuple[int, Precision]:
    """Return where a time with its qualifier begins, and its precision."""
    m = _QUALIFIER.search(text, max(0, phrase.start - 36), phrase.start)
    if not m:
        return phrase.start, Precision.ABOUT if phrase.clock and _hedged_inside(
            text, phrase
        ) else Precision.EXACT
    if m["about"] or m["tilde"] or _HEDGE.search(m[0]):  # "by about 4:30"
        return m.start(), Precision.ABOUT
    return m.start(), Precision.AT_MOST if m["most"] else Precision.AT_LEAST


def _hedged_inside(text: str, phrase: Phrase) -> bool:
    return bool(_HEDGE.search(text, phrase.start, phrase.end))
