"""Stretches of time in which something happened -> a scale from moments to percent of a picture's width. Pure.

Within a stretch the scale is true; long silences between stretches are cut to a narrow break, for an outage of six
hours is told of for weeks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

# A silence shorter than this is never cut: the night between two reports belongs to the story.
SHORTEST_BREAK = timedelta(hours=5)
# One that takes up more of the picture than this says nothing for its width.
LARGEST_SILENCE = 0.22
MOST_BREAKS = 6
BREAK_WIDTH = 5.0
"""Percent."""
MARGIN = 2.0
"""Percent left free at either end, for half a mark."""

# Distances of tick marks, from fine to coarse.
_STEPS = (
    *(timedelta(minutes=n) for n in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=n) for n in (1, 2, 3, 6, 12)),
    *(timedelta(days=n) for n in (1, 2, 5, 10, 30, 90, 365, 3650)),
)
# Percent between two ticks: a clock time is 34 px wide, the narrowest picture 320.
_TICK_WIDTH = 14.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch on which the scale is true."""

    begin: datetime
    end: datetime
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment that the scale names."""

    at: datetime
    x: float
    words: str
    day: str
    """The day, where the scale comes to a new one; else empty."""


class Scale:
    """Moments to percent of the width."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)

    def place(self, moment: datetime) -> float:
        """Return where a moment lies; one in a break lies at its middle."""
        for n, piece in enumerate(self.pieces):
            if moment <= piece.end or n == len(self.pieces) - 1:
                if moment < piece.begin:
                    return piece.left - (BREAK_WIDTH / 2 if n else 0.0)
                length = piece.end - piece.begin
                share = min(1.0, (moment - piece.begin) / length) if length else 0.5
                return round(piece.left + share * (piece.right - piece.left), 2)
        return 50.0

    def breaks(self) -> list[tuple[float, str]]:
        """Return where each silence is cut, at its middle, and how long it is in words."""
        return [
            ((before.right + after.left) / 2, _tell_gap(after.begin - before.end))
            for before, after in pairwise(self.pieces)
        ]

    def ticks(self) -> list[Tick]:
        """Return the moments to name, none nearer to another than words need."""
        found: list[Tick] = []
        day = ""
        for piece in self.pieces:
            for at in _choose_ticks(piece):
                x = self.place(at)
                if found and x - found[-1].x < _TICK_WIDTH:
                    continue
                today = f"{at.day} {at:%b %Y}"
                midnight = at.hour == at.minute == 0
                words = (
                    f"{at.day} {at:%b}"
                    if midnight and piece.end - piece.begin > timedelta(days=2)
                    else f"{at:%H:%M}"
                )
                found.append(Tick(at, x, words, today if today != day else ""))
                day = today
        return found


def make_scale(stretches: Iterable[tuple[datetime, datetime]]) -> Scale:
    """Return the scale of some stretches; an instant is one without length. UTC."""
    joined = _join(stretches)
    if not joined:
        return Scale(())
    total = joined[-1][1] - joined[0][0]
    gaps = sorted(
        ((after[0] - before[1], n) for n, (before, after) in enumerate(pairwise(joined))),
        reverse=True,
    )
    cut: set[int] = set()
    for gap, n in gaps[:MOST_BREAKS]:
        if gap < SHORTEST_BREAK or gap < LARGEST_SILENCE * total:
            break
        cut.add(n)
        total -= gap
    groups: list[list[tuple[datetime, datetime]]] = [[]]
    for n, stretch in enumerate(joined):
        groups[-1].append(stretch)
        if n in cut:
            groups.append([])
    return Scale(_lay([(group[0][0], group[-1][1]) for group in groups]))


def _join(stretches: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for begin, end in sorted((a.astimezone(UTC), b.astimezone(UTC)) for a, b in stretches):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _lay(pieces: Sequence[tuple[datetime, datetime]]) -> list[Piece]:
    # A lone instant between two breaks still needs room for its mark and its words.
    least = timedelta(minutes=30)
    total = sum((end - begin for begin, end in pieces), timedelta())
    least = max(least, total * 0.08)
    lengths = [max(end - begin, least) for begin, end in pieces]
    room = 100 - 2 * MARGIN - BREAK_WIDTH * (len(pieces) - 1)
    whole = sum(lengths, timedelta())
    laid, x = [], MARGIN
    for (begin, end), length in zip(pieces, lengths, strict=True):
        width = room * (length / whole)
        # A short piece stands in the middle of the room that it was given.
        spare = (length - (end - begin)) / 2
        laid.append(Piece(begin - spare, end + spare, x, x + width))
        x += width + BREAK_WIDTH
    return laid


def _choose_ticks(piece: Piece) -> list[datetime]:
    length = piece.end - piece.begin
    width = piece.right - piece.left
    most = max(1, int(width / _TICK_WIDTH))
    step = next((s for s in _STEPS if length / s <= most), _STEPS[-1])
    start = piece.begin.replace(hour=0, minute=0, second=0, microsecond=0)
    if step >= timedelta(days=1):
        first = start + (timedelta(days=1) if start < piece.begin else timedelta())
    else:
        first = start + step * -(-(piece.begin - start) // step)
    ticks: list[datetime] = []
    while first <= piece.end and len(ticks) < 30:
        ticks.append(first)
        first += step
    return ticks or [piece.begin + length / 2]


def _tell_gap(gap: timedelta) -> str:
    hours = gap / timedelta(hours=1)
    if hours < 36:
        return f"{hours:.0f} h"
    if hours < 24 * 60:
        return f"{hours / 24:.0f} days"
    if hours < 24 * 730:
        return f"{hours / 24 / 30.4:.0f} months"
    return f"{hours / 24 / 365:.0f} years"
