"""Sketches -> heads, those that follow them, and origins. Pure, and a function of the set.

Of a flood of prints, or of near-alike reports on one service and day, only the first is compared with other days'
reports: it is the head, and the others follow it wherever it goes. Reports are taken in their settled order within
their cell (the same services on the same day), so who is a head is no matter of who arrived first, and a cell can be
looked at alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsagg.merge.alike import Alike
from newsagg.merge.copies import are_copies
from newsagg.merge.sketch import Sketch
from newsagg.vocabulary import ReportKind

FEW = 6
"""In a cell of so many reports every one is a head: following pays in floods, and loses a little of what they say."""
FOLLOWS = 0.97
"""Likeness from which on a report of the same services and day goes where an earlier one goes; docs/merging.md."""
PRINT_FOLLOWS = 0.9
"""The same for a print of the earlier one's text."""
_HEADS_COMPARED = 48
_PRINTS_COMPARED = 3


def find_cell(sketch: Sketch) -> str:
    """Return the cell of a report: its services and the day on which it was told; without services, its first words.

    Roundups and unsure reports are in none: nobody follows them.
    """
    if sketch.kind is ReportKind.ROUNDUP or sketch.odds is not None:
        return ""
    told = sketch.moments.told
    about = " ".join(sorted(sketch.subjects)) or f"print {min(sketch.text.lead, default=0)}"
    return f"{about} {told.date() if told else 'undated'}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, taken apart."""

    heads: tuple[Sketch, ...]
    follows: Mapping[int, int]
    """Article id -> the head's, for those that are none."""
    copies: tuple[tuple[int, int], ...]
    """Article ids of prints of one text, the earlier first."""
    loose: tuple[Sketch, ...]
    """Heads, and followers that are no print of an earlier text here: prints elsewhere may be theirs."""


def split_cell(sketches: Iterable[Sketch], judge: Alike) -> Cell:
    """Return the heads of one cell and who follows them."""
    heads: list[Sketch] = []
    follows: dict[int, int] = {}
    copies: list[tuple[int, int]] = []
    loose: list[Sketch] = []
    holders: defaultdict[int, list[Sketch]] = defaultdict(list)
    ordered = sorted(sketches, key=lambda s: s.order)
    for sketch in ordered:
        first = _find_print(sketch, holders)
        if first is not None:
            copies.append((first.article_id, sketch.article_id))
        earlier = heads[-_HEADS_COMPARED:] if len(ordered) > FEW else ()
        head = next((h for h in earlier if _leads(h, sketch, judge)), None)
        if head is not None:
            follows[sketch.article_id] = head.article_id
        else:
            heads.append(sketch)
        if head is None or first is None:
            loose.append(sketch)
        for shingle in sketch.text.lead:
            if len(holders[shingle]) < _PRINTS_COMPARED:
                holders[shingle].append(sketch)
    return Cell(tuple(heads), follows, tuple(copies), tuple(loose))


def _find_print(sketch: Sketch, holders: Mapping[int, Sequence[Sketch]]) -> Sketch | None:
    earlier = {s.article_id: s for shingle in sketch.text.lead for s in holders.get(shingle, ())}
    return next(
        (s for s in sorted(earlier.values(), key=lambda s: s.order) if are_copies(s.text, sketch.text)), None
    )


def _leads(head: Sketch, sketch: Sketch, judge: Alike) -> bool:
    likeness = judge.score(head, sketch)
    return likeness >= FOLLOWS or (likeness >= PRINT_FOLLOWS and are_copies(head.text, sketch.text))


def find_origins(ordered: Sequence[Sketch], copies: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return, for each article id, the id that stands for its origin.

    It is the print of the newsroom that most prints name as their source (a wire's page may carry a later stamp
    than a paper's), else the earliest print.
    """
    place = {s.article_id: n for n, s in enumerate(ordered)}
    parent = list(range(len(ordered)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for one, other in copies:
        a, b = sorted((find(place[one]), find(place[other])))
        parent[b] = a
    prints: defaultdict[int, list[Sketch]] = defaultdict(list)
    for n, s in enumerate(ordered):
        prints[find(n)].append(s)
    return {
        s.article_id: origin.article_id
        for group in prints.values()
        for origin in [_find_wire(group)]
        for s in group
    }


def _find_wire(prints: Sequence[Sketch]) -> Sketch:
    if len(prints) == 1:
        return prints[0]
    named = Counter(s.wire for s in prints if s.wire and s.wire != s.newsroom)
    for wire, _ in sorted(named.items(), key=lambda item: (-item[1], item[0])):
        own = next((s for s in prints if s.newsroom == wire), None)
        if own is not None:
            return own
    return prints[0]
