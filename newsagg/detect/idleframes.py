"""A frame and who its subject is -> whether its verb makes it that one's word. Pure.

"The company has offices in Leeds" is a frame like "Downdetector has 900 reports", and only trackers speak so. Who a
subject is takes thirty expressions; that it names nobody, and is no word that can mean a tracker, takes few.
"""

import re

from newsagg.detect.sourceframes import Frame
from newsagg.detect.speakernames import (
    CHART,
    DOCUMENT,
    PRONOUN,
    SHOWN_BY,
    SITE_NOUN,
    TEXT_BY,
    TRACKER_NOUN,
    known_source,
    names_in,
)
from newsagg.detect.speechverbs import KINDS
from newsagg.detect.subjectnames import cut_shown, name_given
from newsagg.detect.wordscan import make_set
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

_HAVING = make_set("have has had see saw sees get got gets receive received receives")
"""Verbs that are a tracker's word, and no one else's."""
_NAMING = frozenset(".'’(")
"""What stands in names that are not written with capitals: a domain, a shop's, a stock's."""


_COUNTING = make_set(
    "counted counts tallied tallies recorded records logged logs measured measures registered registers"
)
_QUOTES_NEXT = re.compile(r"\s[“\"„«‘']\x00")
_LISTING = make_set("lists listed list")
_RECORDS = re.compile(
    r"['’]s?\s(?:\w+\s)?(?:timeline|logs?|records|figures|account|data|telemetry|chronology|metrics|charts?)$|"
    r"^(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Nn]umbers|[Mm]easurements|[Mm]etrics|[Ll]ogs|[Rr]ecords|[Rr]esearch|(?:[Aa]|[Tt]he) (?:survey|study|report|analysis|poll)) "
    r"(?:\w+ )?(?:from|by|of)\s(?:the\s)?[A-Z]|\b(?:advisor(?:y|ies)|notices?|bulletin|filing|letter|memo|documents?|e-?mails?|dashboard)$"
)
"""What is a body's own record: "BT's own timeline has the platform failing at six"."""
_FINDING = make_set("identified identifies discovered discovers diagnosed pinpointed pinpoints")


def is_idle(frame: Frame, masked: str, text: str, start: int) -> bool:
    """Whether a frame is nobody's word, whoever its subject is; the sentence ``masked`` begins at ``start`` of ``text``."""
    return (
        frame.verb in _HAVING
        and not _RECORDS.search(cut_shown(frame.subject))
        and not _QUOTES_NEXT.match(masked, frame.verb_end)
        and _can_be_no_tracker(frame, text, start)
    )


def may_speak(speaker: Speaker, frame: Frame, text: str) -> bool:
    """Whether a frame's verb makes what it tells of the word of its speaker."""
    if frame.verb in _FINDING:
        return speaker.role not in (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER, SpeakerRole.TRACKER)
    if KINDS.get(frame.verb) != "count" and frame.verb not in _LISTING:
        return True
    if speaker.role is SpeakerRole.TRACKER or _RECORDS.search(cut_shown(frame.subject)):
        return True
    if _QUOTES_NEXT.match(text, frame.verb_end):
        return True  # "the agency sees “nothing that points to an attack”"
    if frame.verb in _HAVING:
        return False
    if speaker.role in (SpeakerRole.REGULATOR, SpeakerRole.EXPERT) and frame.verb in _COUNTING:
        return True
    listing = frame.verb in _LISTING and speaker.role is SpeakerRole.VENDOR_OFFICIAL
    return listing or speaker.role is SpeakerRole.STATUS_PAGE


def _can_be_no_tracker(frame: Frame, text: str, start: int) -> bool:
    """Whether a frame's subject, which stands in a sentence of ``text`` that begins at ``start``, is surely no tracker.

    Conservative: where any reading of the subject could find a tracker, or a name that is new, the answer is no.
    """
    words = frame.subject.strip().strip("*_")
    if not words or not _NAMING.isdisjoint(words) or names_in(words) or known_source(words) is not None:
        return False
    return not (
        PRONOUN.match(words[words.rfind(" ") + 1 :])
        or CHART.match(words)
        or DOCUMENT.match(words)
        or SITE_NOUN.match(words)
        or TEXT_BY.match(words)
        or SHOWN_BY.search(words)
        or TRACKER_NOUN.search_piece(words)
        or name_given(text, start + frame.subject_start + len(words))
    )
