"""Clock times and days of one text -> phrases: what stands together and means one time or one range. Pure.

``around 9 a.m. ET on Monday`` is one phrase, ``between 11 p.m. Monday and 2 a.m. Tuesday`` one with an end of its own,
``9AM ET / 6AM PT`` two that share their day.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta

from newsagg.detect.clocks import Clock
from newsagg.detect.dates import DatePiece
from newsagg.detect.zones import match_zone


@dataclass(slots=True)
class Phrase:
    """Pieces that stand together: at most one clock and one day."""

    start: int
    end: int
    clock: Clock | None = None
    day: DatePiece | None = None
    parts: list[str] = field(default_factory=list)
    until: "Phrase | None" = None
    date_from_text: bool = True
    bracketed: bool = False
    """It stands in brackets, or behind a stroke, after another."""
    shift: int = 0
    """Days from the day spoken of last."""
    twin: "Phrase | None" = None
    """The same moment on another clock: "4am AEDT (1700 GMT Tuesday)"."""
    same_moment: bool = False
    """Its own zone is not written, and the twin in brackets gives it: "5:05 p.m. (1705 GMT)"."""


_JOIN = re.compile(
    r"(?:['’]s)?\)?[ \u00a0]?,?[ (\u00a0]{0,2}(?:d['’]|(?:on|at|of|in|by|the|that|same|about|around|approximately|roughly|just|"
    r"after|before|shortly|from|between|about|towards?|"
    r"local|time|um|von|des|kurz|nach|vor|peu|après|avant|poco|después|in der|en|dans|desta|deste|nesta|neste|am|den|dem|gegen|le|à|vers|de|del|el|la|las|a|em|na|no|da|às|por|sobre)[ \u00a0]|"
    r",[ ]){0,4}\(?"
)
_RANGE = re.compile(
    r"\)?,?[ ]?(?:\b(?:to|until|till|through|bis|auf|à|às|au|a|al|hasta|até|jusqu['’]à)[ ]|[-–—])[ ]?"
    r"(?:(?:around|about|approximately|late|las|le|at|on|the)[ ]){0,2}"
)
_NIGHT_TO = re.compile(r"[ ](?:(?:auf|zum|zu)[ ](?:den[ ])?|into[ ])")
"""The night to Tuesday is Monday's."""
_RANGE_AND = re.compile(r"\)?[ ](?:and|und|et|y|e)[ ](?:(?:around|about|las|as|on|the)[ ])?")
_EITHER = re.compile(
    r",?[ ]?(?:/|\(|\bor\b|\band\b|\bou\b|\boder\b|\bo\b|,|—|–)?[ ]?\(?(?:(?:at|around|about)[ ])?"
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)(?: around| about| las| le| as| the)?[ ]$", re.I)
_BETWEEN_INSIDE = re.compile(r"\b(?:between|zwischen|entre) ", re.I)
_PART_ALONE = re.compile(
    r"\b(?:by|since(?: the)?|seit dem|desde la|desde a|depuis le|in the|this|that|until|during the|into the|late in the|by the|am|im Laufe des|dans la|en la|en|au|"
    r"por la|à|de|the same|"
    r"the following|the next)[ ](?:late[ ]|early[ ])?$",
    re.I,
)


def join_pieces(text: str, clocks: list[Clock], dates: list[DatePiece]) -> list[Phrase]:
    """Return the phrases that the pieces of a text make, in reading order."""
    pieces: list[Clock | DatePiece] = sorted([*clocks, *dates], key=lambda piece: piece.start)
    phrases: list[Phrase] = []
    group: list[Phrase] = []
    for piece in pieces:
        last = group[-1] if group else None
        if last and piece.start < last.end:
            continue
        gap = text[last.end : piece.start] if last else "\n"
        if last is None or len(gap) > 32 or not _extend(text, group, last, piece, gap):
            phrases += _close(group)
            group = [_open(piece)]
    phrases += _close(group)
    for phrase in phrases:
        _read_late_zone(text, phrase)
    return [e for e in phrases if e.clock or (e.day and e.day.first) or _stands_alone(text, e)]


def _read_late_zone(text: str, phrase: Phrase) -> None:
    """Take a zone that stands behind the day: "at 9:15 on Monday, New York time"."""
    last = phrase.until or phrase
    if phrase.clock and last.clock and not last.clock.zone and (zone := match_zone(text, last.end)):
        written = zone["zone"]
        if "(" in zone["lead"] or not (written.isupper() or "time" in written.lower() or " " in written):
            return
        phrase.end = zone.end() if phrase.until is None else phrase.end
        last.end, last.clock = zone.end(), replace(last.clock, zone=written.rstrip("."))
        if not phrase.clock.zone:
            phrase.clock = replace(phrase.clock, zone=last.clock.zone)


def _open(piece: Clock | DatePiece) -> Phrase:
    phrase = Phrase(piece.start, piece.end)
    _add(phrase, piece)
    return phrase


def _add(phrase: Phrase, piece: Clock | DatePiece) -> None:
    phrase.end = max(phrase.end, piece.end)
    if isinstance(piece, Clock):
        phrase.clock = piece
        return
    if piece.part:
        phrase.parts.append(piece.part)
    if piece.first:
        phrase.day = piece
    phrase.shift = phrase.shift or piece.shift


def _extend(text: str, group: list[Phrase], last: Phrase, piece: Clock | DatePiece, gap: str) -> bool:
    """Add a piece to the group when the words between allow it; say whether they did."""
    stamped = (
        last.clock is None and last.day and isinstance(piece, Clock) and gap.strip() in ("-", "–", "—", "at")
    )
    if stamped or _JOIN.fullmatch(gap) or gap in (" ", "", "T", "-", " · ", " | ", " • "):
        if isinstance(piece, Clock):
            if last.clock is None:
                _add(last, piece)
                return True
        elif piece.first is None:
            if len(last.parts) < 2:
                _add(last, piece)
                return True
        elif last.day is None or (last.day.weekday and not piece.weekday):
            _add(last, piece)
            return True
    if (
        isinstance(piece, DatePiece)
        and piece.first
        and last.parts[-1:] == ["night"]
        and _NIGHT_TO.fullmatch(gap)
    ):
        eve = piece.first - timedelta(days=1)
        _add(last, replace(piece, first=eve, last=eve))
        return True
    if isinstance(piece, DatePiece) and (piece.first is None or last.day is None):
        return False
    ranged = _RANGE.fullmatch(gap) or (
        _RANGE_AND.fullmatch(gap)
        and (
            _BETWEEN.search(text, max(0, last.start - 24), last.start)
            or _BETWEEN_INSIDE.search(text, last.start, piece.start)
        )
    )
    if ranged and last.until is None and len(group) < 4:
        last.until = _open(piece)
        group.append(last.until)
        return True
    if isinstance(piece, Clock) and last.clock and _EITHER.fullmatch(gap) and len(group) < 4:
        group.append(_open(piece))
        group[-1].bracketed = "(" in gap or "/" in gap
        return True
    return False


def _close(group: list[Phrase]) -> list[Phrase]:
    """Share the day among a group, and return the phrases that are mentions of their own."""
    _find_twins(group)
    days = [phrase.day for phrase in group if phrase.day]
    partners = {id(phrase.until) for phrase in group if phrase.until}
    for phrase in group:
        if phrase.clock and phrase.day is None and days:
            phrase.day = days[0] if phrase.until or id(phrase) not in partners else None
        if phrase.until and phrase.until.day is None:
            phrase.until.day = phrase.day
    for phrase in group:
        if phrase.until and phrase.until.clock and phrase.clock:
            phrase.clock, phrase.until.clock = _share_half(phrase.clock, phrase.until.clock)
    return [phrase for phrase in group if id(phrase) not in partners]


def _find_twins(group: list[Phrase]) -> None:
    """Tie clocks of one moment in several zones to the one that is dated, or whose zone is written."""
    clocks = [(phrase, phrase.clock) for phrase in group if phrase.clock and not phrase.until]
    zones = {clock.zone for _, clock in clocks}
    if len(clocks) < 2 or len(zones) < 2:
        return
    zoned = [(phrase, clock) for phrase, clock in clocks if clock.zone]
    main = next((phrase for phrase, _ in zoned if phrase.day), zoned[0][0])
    for phrase, clock in clocks:
        if phrase is main or (not clock.zone and not main.bracketed):
            continue
        phrase.twin = main
        minutes = main.clock.minute if main.clock else 0
        phrase.same_moment = not clock.zone and (minutes - clock.minute) % 30 == 0


def _share_half(first: Clock, second: Clock) -> tuple[Clock, Clock]:
    if first.half in ("range", "free") and second.half in ("am", "pm"):
        half = second.half
        if (
            first.hour != 12 and second.hour != 12 and first.hour > second.hour
        ) or second.hour == 12 != first.hour:
            half = "am" if half == "pm" else "pm"
        first = replace(first, half=half)
    elif first.half == "range":
        first = replace(first, half=second.half)
    if second.half == "free" and first.half in ("am", "pm") and second.hour > first.hour:
        second = replace(second, half=first.half)
    if second.half == "24" and first.half == "free" and (second.hour > 12 or first.hour <= second.hour):
        first = replace(first, half="24")
    if not first.zone and second.zone:
        first = replace(first, zone=second.zone)
    elif not second.zone and first.zone:
        second = replace(second, zone=first.zone)
    return first, second


def _stands_alone(text: str, phrase: Phrase) -> bool:
    """Whether a part of the day without a day is a time at all: "by evening" is, "early" and "late" are not."""
    if phrase.shift:
        return True
    known = phrase.parts[-1] in ("morning", "afternoon", "evening", "night", "early hours", "dawn")
    return known and bool(_PART_ALONE.search(text, max(0, phrase.start - 24), phrase.start))
