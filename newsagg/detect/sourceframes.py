"""One sentence -> the frames whose speaker stands behind a preposition: according to, per, confirmed by. Pure.

The shape of every frame is here, too. Verbs that speakers stand before are frames.py's.
"""

import re
from types import MappingProxyType
from typing import NamedTuple

from newsagg.detect.framewords import (
    ACCORDING,
    AGENT_END,
    BEFORE_SOURCE,
    BY_ACCOUNT,
    CITING,
    CLAUSE_OPENS,
    CLAUSE_STARTS,
    GOES_ON,
    NOTHING_BEFORE,
    ON_PAGE,
    PASSIVE_BY,
    PASSIVE_REACH,
    SOURCE_END,
    WAS_BY,
)
from newsagg.detect.subjects import find_titled
from newsagg.detect.wordpatterns import Trigger, WordPattern, list_likely


class Frame(NamedTuple):
    """One reporting frame; offsets count code points of the sentence."""

    subject: str
    subject_start: int
    subject_end: int
    verb: str
    verb_start: int
    verb_end: int
    content_start: int
    content_end: int
    inverted: bool = False
    """The content stands before the subject."""
    hedged: bool = False
    """The verb itself takes distance: believes, estimates, suspects."""
    strong: bool = False
    """Only people and bodies do this: says, warns, reckons; not shows or has."""


def frame_ahead(text: str, match: re.Match[str], subject: tuple[str, int, int]) -> Frame:
    """Return the frame whose content follows the verb that a pattern matched."""
    groups = match.groupdict()
    verb = groups.get("verb") or groups.get("doing") or ("issued" if groups.get("issuing") else match[0])
    return Frame(
        subject=subject[0],
        subject_start=subject[1],
        subject_end=subject[2],
        verb=verb,
        verb_start=match.start(),
        verb_end=match.start() + len(match[0]),
        content_start=match.start(),
        content_end=len(text),
        strong=True,
    )


_ANY = Trigger(ON_PAGE, BEFORE_SOURCE, BY_ACCOUNT, ACCORDING, WAS_BY, PASSIVE_BY, CITING)


def find_source_frames(text: str) -> list[Frame]:
    """Return the frames of a sentence, its quotations blanked, whose speaker follows a preposition."""
    if not _ANY.near(text):
        return []
    out: list[Frame] = [
        _before_preposition(text, m) for pattern in (BEFORE_SOURCE, ON_PAGE) for m in pattern.finditer(text)
    ]
    out += [_by_account(text, m) for m in BY_ACCOUNT.finditer(text)]
    for pattern in list_likely((ACCORDING, WAS_BY, PASSIVE_BY, CITING), text):
        for match in pattern.finditer(text):
            stop = (AGENT_END if pattern in (WAS_BY, PASSIVE_BY) else SOURCE_END).search(
                text, match.end() + 3
            )
            end = stop.start() if stop else len(text)
            if (named := _NAMED_SOURCE.match(text, match.end(), end)) is not None and match[0][0] in "Ll":
                end = named.end()
            begin = match.end()
            if (who := find_titled(text, begin, end)) is not None:
                begin, end = who  # "according to the bank's chief, Jo Doe"
            words = text[begin:end].strip()
            if not words or any(f.subject_start < match.end() <= f.subject_end for f in out):
                continue
            start = text.index(words, begin)
            low, high, inverted = _find_content(text, pattern, match, end)
            out.append(
                Frame(
                    subject=words,
                    subject_start=start,
                    subject_end=start + len(words),
                    verb="according to" if pattern is ACCORDING else match[0].strip().lower(),
                    verb_start=match.start(),
                    verb_end=match.end(),
                    content_start=low,
                    content_end=high,
                    inverted=inverted,
                    strong=(pattern in (ACCORDING, CITING) and not match[0].lower().startswith("based"))
                    or _TELLING.search(match[0]) is not None,
                )
            )
    return out


def _before_preposition(text: str, match: re.Match[str]) -> Frame:
    """Read "Dem Betreiber zufolge war ein Kabel durchtrennt": the whole clause is the one's who is named."""
    return Frame(
        subject=match["who"],
        subject_start=match.start("who"),
        subject_end=match.end("who"),
        verb="according to",
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=_clause_start(text, match.start()),
        content_end=len(text),
        strong=True,
    )


_OWN = MappingProxyType({"its": "it", "his": "he", "her": "she", "their": "they"})


def _by_account(text: str, match: re.Match[str]) -> Frame:
    """Read "By the bank's own account, ..." and "..., on its telling, ...": the clause is the one's whose account it is."""
    group = "who" if match["who"] else "of"
    start, end = match.span(group)
    words = match[group]
    stop = CLAUSE_STARTS.search(text, match.end())
    return Frame(
        subject=_OWN.get(words.lower()) or _POSSESSIVE.sub("", words),
        subject_start=start,
        subject_end=end,
        verb="according to",
        verb_start=match.start(),
        verb_end=match.end(),
        content_start=_clause_start(text, match.start()),
        content_end=stop.start() if stop else len(text),
        strong=True,
    )


_NAMED_SOURCE = re.compile(
    r"(?:(?:de[rmsn]|die|das|eine[rmsn]?)\s(?:[a-zäöü]+e[rnms]?\s)?)?[A-ZÄÖÜ][\w&.’'-]*[\w](?:\s(?:(?:de[rs]|von|für)\s)?[A-ZÄÖÜ][\w&.’'-]*[\w])*(?=\s[a-zäöü])"
)
"""A German source, behind which the verb stands: "laut Downdetector häuften sich"."""
_POSSESSIVE = re.compile(r"['’]s?$")


def _find_content(text: str, pattern: WordPattern, match: re.Match[str], end: int) -> tuple[int, int, bool]:
    """Return where the words of the one who is named lie, and whether they stand before the name."""
    low = _clause_start(text, match.start())
    if pattern is PASSIVE_BY:
        return max(low, match.start() - PASSIVE_REACH), match.start(), True
    if pattern is CITING:
        return low, len(text), False
    if pattern is WAS_BY:
        # "the fault was blamed by the bank on a worn disk": both sides are the bank's
        return low, len(text), False
    before = text[: match.start()]
    if before.rstrip().endswith(",") and (goes_on := GOES_ON.match(text, end)) is not None:
        # "The fault, according to two engineers who saw it, lay in a cache"
        return low, len(text), goes_on is None
    if "\x00" not in before and NOTHING_BEFORE.fullmatch(before) is not None:
        return end, len(text), False
    if match[0].lower().startswith(_ANYWHERE) and _MORE.match(text, end) is not None:
        return low, len(text), False  # "Der Ausfall dauerte nach Angaben der Bank drei Stunden"
    left_quote_only = before.rstrip(" ,").endswith(('"', "”", "’", "'"))
    if text[end : end + 1] == "," and not left_quote_only and CLAUSE_OPENS.search(before):
        return end, len(text), False
    return low, match.start(), True


_TELLING = re.compile(
    r"\b(?:assured|told|warned|informed|notified|advised|promised|reminded|heard|learned|learnt|admitted|said|explained|acknowledged|denied|blamed|put|laid|placed|pinned)\b"
)
"""What only people and bodies do, told in the passive."""
_ANYWHERE = ("nach ", "laut ", "selon ", "según ", "segundo ", "d'après ", "d’après ")
"""Prepositions that stand amid what is said, without commas."""
_MORE = re.compile(r"\s?[^\W_]+\s[^\W_]+")


def _clause_start(text: str, at: int) -> int:
    last = 0
    for match in CLAUSE_STARTS.finditer(text[:at].rstrip(" ,")):
        last = match.end()
    return last
