"""Who was heard or named before a place of a text -> the speaker that "the outlet", "the agency", "the post" mean. Pure."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from newsagg.detect.crowds import read_users
from newsagg.detect.lexicon import Lexicon
from newsagg.detect.sourceframes import Frame
from newsagg.detect.sources import TRACKER_NAME
from newsagg.detect.speakernames import known_source, names_in, slug_of
from newsagg.detect.vendors import Vendors
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import holds_literal
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

Heard = Sequence[tuple[int, Speaker]]
"""Places of a text, rising, and who was heard there."""
_AGENCY_REACH, _NEWSROOM_REACH = 1500, 400
"""Code points back to a name that has not spoken: about a third of an article, and two or three sentences."""
_PRONOUN_REACH = 350
"""Code points over which "it" means who spoke last: two sentences."""
_FIRM_REACH, _TRACKER_REACH, _CROWD_REACH = 1500, 1500, 350
"""Code points back to a firm and a tracker that spoke, and to users of whom "others" are more."""
_CUSTOMERS = re.compile(
    r"\b(?:[Cc]ustomers|[Uu]sers|[Pp]eople|[Ss]ubscribers|[Pp]layers|[Pp]assengers|[Cc]lients)\b"
)


_ARTICLE = re.compile(r"^(?:[Tt]he|[Dd]ie|[Dd]as|[Dd]er|[Ll]a|[Ll]e|[Oo]|[Aa]|[Ee]l)\s|['’]s?$")
_AS_WRITTEN = (SpeakerRole.REGULATOR, SpeakerRole.OUTLET)


def find_known(words: str, text: str) -> Speaker | None:
    """Return the tracker, regulator or newsroom that words name: in full, when a text has its short name nowhere."""
    for name in (words, *names_in(words)):
        found = known_source(name)
        if found is None:
            continue
        if found.role in _AS_WRITTEN and not holds_literal(text, found.name):
            return replace(found, name=_ARTICLE.sub("", name))
        return found
    return None


def last_heard(everyone: Heard, at: int, reach: int, role: SpeakerRole | None) -> Speaker | None:
    """Return who was heard last before a place, of a role if one is given; None when that was too far back."""
    for place, speaker in reversed(everyone):
        if place < at and (role is None or speaker.role is role):
            return speaker if at - place <= reach else None
    return None


def last_firm(heard: Heard, at: int, people: Collection[Speaker]) -> Speaker | None:
    """Return the organisation that spoke last before a place, trackers, newsrooms and people left out."""
    for place, speaker in reversed(heard):
        if (
            place < at
            and speaker.role not in (SpeakerRole.TRACKER, SpeakerRole.OUTLET)
            and speaker not in people
        ):
            return speaker if at - place <= _FIRM_REACH else None
    return None


def find_antecedent(heard: Heard, at: int, *, many: bool) -> Speaker | None:
    """Return whom "it" and "they" mean at a place: who spoke in the sentences before; a tracker is never "they"."""
    for place, speaker in reversed(heard):
        if place < at and not (many and speaker.role is SpeakerRole.TRACKER):
            return speaker if at - place < _PRONOUN_REACH else None
    return None


def find_crowd(everyone: Heard, text: str, at: int) -> Speaker | None:
    """Return the users or customers of whom "others" are more: "Its customers complained. Others noted"."""
    last = last_heard(everyone, at, _CROWD_REACH, SpeakerRole.CUSTOMER)
    crowds = _CUSTOMERS.findall(text, max(0, at - _CROWD_REACH), at)
    return last or (read_users(crowds[-1], []) if crowds else None)


def find_tracker(everyone: Heard, at: int, ahead: str) -> Speaker | None:
    """Return the tracker that spoke last before a place, else the first of the text that a headline stands over."""
    heard = last_heard(everyone, at, _TRACKER_REACH, SpeakerRole.TRACKER)
    named = TRACKER_NAME.search(ahead) if heard is None and ahead else None
    return heard if named is None else known_source(named[0])


_A_TRACKER = re.compile(
    r"[Tt]he (?P<noun>(?:\w+ )?(?:outage|downtime|web|status|internet)[ -](?:\w+ )?(?:tracker|monitor|site))"
)


def describe_tracker(words: str) -> Speaker | None:
    """Return the tracker that a text only describes: "the outage tracker"."""
    match = _A_TRACKER.fullmatch(words)
    return (
        None
        if match is None
        else Speaker(slug=slug_of(match["noun"]), name=match["noun"], role=SpeakerRole.TRACKER)
    )


def find_agency(text: str, at: int) -> Speaker | None:
    """Return the regulator that was named last before a place."""
    for name in reversed(names_in(text[max(0, at - _AGENCY_REACH) : at])):
        known = known_source(name)
        if known is not None and known.role is SpeakerRole.REGULATOR:
            return known
    return None


def find_newsroom(heard: Heard, text: str, at: int, vendors: Vendors) -> Speaker | None:
    """Return the newsroom that spoke last before a place, else the one that was named: "Wired was the first to report"."""
    index = bisect_left(heard, at, key=lambda pair: pair[0]) - 1
    while index >= 0:
        if heard[index][1].role is SpeakerRole.OUTLET:
            return heard[index][1]
        index -= 1
    for name in reversed(names_in(text[max(0, at - _NEWSROOM_REACH) : at])):
        known = known_source(name)
        if known is not None and known.role is SpeakerRole.OUTLET and not vendors.is_publisher(known.name):
            return known if holds_literal(text, known.name) else replace(known, name=name)
    return None


_TOLD = re.compile(r"\s+((?:the\s+|The\s+)?[A-Z][\w’'.]*(?:\s(?:[A-Z][\w’'.]*|of)){0,3})")
_SHOWN_TO = compile_words(
    r"\b(?:seen|obtained|reviewed|viewed|first reported|leaked)\s(?:by|to)\s(?P<who>[^,.;]{2,40}?)(?=\s[a-z]|[,.;]|$)"
)


def find_told_newsroom(text: str, frame: Frame, lexicon: Lexicon, vendors: Vendors) -> str:
    """Return the newsroom in "told Reuters" or "a memo seen by Wired", empty when it is the publisher or none."""
    after = text[frame.verb_end : frame.verb_end + 60]
    telling = frame.verb in ("told", "tells", "tell", "telling") or " to " in after[:40]
    match = _SHOWN_TO.search(text)
    shown = match is not None
    if telling and not shown:
        match = _TOLD.match(after) or re.search(r"\bto (?:the )?([A-Z]\w+(?:\s[A-Z]\w+){0,2})", after[:45])
    for name in names_in(match[1]) if match is not None else []:
        known = known_source(name)
        if known is None:
            slug = lexicon.speaker(name)
            newsroom = lexicon.kind_of(slug) == "outlet" if slug else shown
            known = (
                Speaker(slug=slug or slug_of(name), name=name, role=SpeakerRole.OUTLET) if newsroom else None
            )
        if known is not None and known.role is SpeakerRole.OUTLET:
            return "" if vendors.is_publisher(name) else known.name
    return ""
