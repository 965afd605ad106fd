"""A time in a sentence -> whether it tells when somebody spoke, and which day an announced end lies on. Pure."""

import re
from dataclasses import replace
from datetime import timedelta

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.times import TimeMention

_SPEECH = (
    r"(?:said|says|told|posted|wrote|tweeted|announced|shared|confirmed|explained|stated|reported|"
    r"to report|issued|filed|dropping|added|noted|published|updated|admitted|responded|acknowledged)"
)
_SAID_LEFT = re.compile(
    rf"\b{_SPEECH}(?: (?:in|on|via|to|an?|the|its|with|X|Twitter|statement|post|update|message|tweet|"
    rf"document|SEC|notice|advisory)\b){{0,6}}\s?(?:at|on|around|late|early|by)?\s?$"
    r"|\b(?:told|issued|posted|published|filed|according to)(?: [\w’'&.-]+){1,7}\s?(?:at|on|around|late|early|by)?\s?$"
    r"|\b(?:tweet|post|notice|statement|e-?mail|message|alert|update|advisory)s?(?: that)?(?: was| were)? (?:sent|issued)"
    r"(?: out)?\s?(?:at|on|around|late|early|by)?\s?$"
    r"|\b(?:first|the first) to report(?: [\w’'&.-]+){0,3}\s?$|\breports? emerged(?: on)?\s?$",
    re.IGNORECASE,
)
_BROKE = re.compile(
    r"\b(?:began|started|went|down|crashed|failed|occurred|happened|hit|resolved|restored|fixed|back|recovered|ended)\b",
    re.IGNORECASE,
)
"""An event between the verb of saying and the time: then the time is the event's."""
_SAID_RIGHT = re.compile(
    rf"^,?\s(?:[\w’'&.-]+\s){{0,5}}?(?:has |had |also |later |then )?(?:{_SPEECH}|attributed|blamed|apologi[sz]ed)\b",
    re.IGNORECASE,
)
_SAID_NOUN = re.compile(
    r"\s(?:[\w-]+\s)?(?:tweet|post|statement|e-?mail|memo|filing|announcement|advisory|letter|blog|press release|interview)s?\b",
    re.IGNORECASE,
)
_NOT_SPEECH = re.compile(r"\b(?:first|were|was|been|being|outages?|issues?|problems?)\s$", re.IGNORECASE)


def tells_speech(text: str, low: int, high: int) -> bool:
    """Whether a time tells when somebody spoke, not when something broke."""
    spoken = _SAID_LEFT.search(text, max(0, low - 70), low)
    left = (
        spoken is not None
        and _NOT_SPEECH.search(text[: spoken.start()]) is None
        and _BROKE.search(spoken[0]) is None
    )
    first = (
        len(text[:low].strip(" \"“‘'*_(").split()) <= 3
        and re.search(r"\bsince\s*$", text[:low], re.IGNORECASE) is None
    )
    named = _SAID_NOUN.match(text, high) is not None
    return left or named or (first and _SAID_RIGHT.match(text[high : high + 90]) is not None)


def push_forward(reading: Reading, time: TimeMention, left: str) -> TimeMention:
    """Read "until 9AM" of a morning report as the coming 9 o'clock: an end may lie ahead."""
    published = reading.article.published_at
    if published is None or time.has_date or time.time_from is None or time.time_to is None:
        return time
    if (
        re.search(r"\b(?:until|expected|expects?|anticipat\w+|resume)\b[^.;]{0,60}$", left, re.IGNORECASE)
        is None
    ):
        return time
    if any(t.has_date and t.start < time.start and t.local_date == time.local_date for t in reading.times):
        return time  # of a day that the text named
    late = published - time.time_from
    if timedelta(hours=12) < late < timedelta(hours=36):
        day = timedelta(days=1)
        return replace(time, time_from=time.time_from + day, time_to=time.time_to + day)
    return time


def date_stamp(reading: Reading, time: TimeMention) -> TimeMention:
    """Date the stamp of a living article: it may lie after publication, when that is the first edition's."""
    published = reading.article.published_at
    if published is None or time.has_date or time.time_from is None or time.time_to is None:
        return time
    day = timedelta(days=1)
    if published < time.time_from + day <= published + _UPDATED_FOR:
        return replace(time, time_from=time.time_from + day, time_to=time.time_to + day)
    return time


_UPDATED_FOR = timedelta(hours=12)
"""Nearer to publication than the same hour of the day before: the updates of the gold articles came within hours."""
