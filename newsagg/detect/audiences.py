"""A count of people or firms -> whether it is a service's whole audience, hit or not. Pure."""

import re

from newsagg.detect.countwords import AUDIENCE_UNITS, family_of
from newsagg.detect.numerals import Numeral

_AUDIENCE_WORDS = re.compile(
    r"\b(?:weekly|monthly|daily|active|registered|paying|paid|global|worldwide|total)\b", re.I
)
_AUDIENCE_BEFORE = re.compile(
    r"\b(?:its|their|our|whose|serves?|serving|boasts?|used by|relied on by|user base of|customer base of|"
    r"has|with|claims|counts)"
    r"[ ](?:(?:the|some|more than|over|about|around|nearly|almost|roughly|estimated|an|a|global|user|base|of|"
    r"than)[ ]){0,4}$",
    re.I,
)
_STRONG_AUDIENCE = re.compile(r"\b(?:its|their|whose|serves?|boasts?|used by|relied on by|base of)\b", re.I)
_AUDIENCE_AFTER = re.compile(
    r"[ ](?:worldwide|globally|around the world|(?:(?:who|that) )?(?:us(?:e|ing)|rely(?:ing)? on|depend(?:ing)? on)|strong)\b",
    re.I,
)
_HAS = re.compile(
    r"(?:\b(?:has|have|had|counts|claims|serves|boasts)|^With|[.!?] With|\bgroup with|\bcompany with|\bbank with|\bnetwork with|\bwith its|"
    r"\b(?:compte|cuenta con|tiene|tem|conta com|zählt|hat))[ ]$"
)
"""Before the size of an audience, where nothing behind it says that it was hit."""
_AMONG = re.compile(
    r"[ ](?:among its (?:clients|customers|users)|on its books|on its (?:network|platform))\b"
)
_HIT_AFTER = re.compile(
    r"[^.;,]{0,60}\b(?:affect\w*|impact\w*|without|unable|locked|hit|report\w*|complain\w*|could(?:n['’]t| not)|cannot|offline|down|"
    r"cancel\w*|delay\w*|lost|stuck|waiting|fail\w*|been|ohne|sans|sin|sem)\b",
    re.I,
)
_FIRMS = frozenset(
    {
        "companies",
        "websites",
        "stores",
        "shops",
        "branches",
        "hospitals",
        "schools",
        "banks",
        "merchants",
        "airlines",
    }
)
_LEFT = re.compile(r"\b(?:leav|left|affect|hit|impact|cut|strand|lock)\w*\b[^.;,]*\ball\b[^.;,]*$")
"""All of an audience may be hit: "it cut off all of its two million subscribers"."""
_EVERY = re.compile(
    r"(?:[ ]\w+){0,3}[ ](?:every|each|a|per) (?:day|week|month)\b|(?:[ ]\w+){0,3}[ ](?:dai|week|month)ly\b"
)


def is_audience(text: str, numeral: Numeral, end: int, unit: str, adjectives: str) -> bool:
    """Whether a count is the size of an audience ("100 million weekly users"), nobody's impact."""
    family = family_of(unit)
    if family not in AUDIENCE_UNITS:
        return False
    if _AUDIENCE_WORDS.search(adjectives):
        return True
    before = _AUDIENCE_BEFORE.search(text, max(0, numeral.lead - 48), numeral.lead)
    large = (numeral.low or numeral.high or 0) >= (100 if family in _FIRMS else 10_000)
    if before and large and _STRONG_AUDIENCE.search(before[0]):
        return (
            _HIT_AFTER.match(text, end) is None
            or _LEFT.search(text, max(0, numeral.lead - 60), numeral.lead) is None
        )
    after = _AUDIENCE_AFTER.match(text, end)
    if large and after and family in _FIRMS:
        return True
    if large and (_HAS.search(text, max(0, numeral.lead - 24), numeral.lead) or _AMONG.match(text, end)):
        return _HIT_AFTER.match(text, end) is None
    return bool(large and after and (before or _EVERY.match(text, after.end())))
