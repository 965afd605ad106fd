"""The claims of one incident -> a table of who says what: a row for each type, a column for each speaker. Pure.

Rows are lines of ``claim_ledger``; every claim that is given stands in exactly one cell.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsagg.report.phrases import TYPE_NAMES, read_moment, tell_marks, tell_moment, tell_value
from newsagg.report.timemarks import VENDOR_ROLES

Row = Mapping[str, Any]

ROLE_ORDER = (
    "status_page", "vendor_official", "vendor_unnamed", "regulator", "other_vendor", "customer", "expert", "tracker",
    "outlet", "user_reports",
)  # fmt: skip
"""A vendor's own word first, users' reports last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A column: somebody who speaks."""

    slug: str
    name: str
    roles: tuple[str, ...]
    claims: int
    disputed: bool
    """It is a side of a conflict: such voices stand beside the vendor's, where they are seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value as one speaker tells it, with every claim that has it so."""

    value: str
    marks: tuple[str, ...]
    """Comparable things that it names, how firmly it is said, at which hand, whether it still stands."""
    gone: bool
    """A later word stands in its place."""
    denied: bool
    claims: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: what was said of one type."""

    type: str
    name: str
    kind: str
    """How its claims stand to each other: single, agree, compatible, conflict; empty when not weighed."""
    cells: tuple[tuple[Told, ...], ...]
    """One for each voice; empty where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who says what."""

    voices: tuple[Voice, ...]
    lines: tuple[Line, ...]
    left_out: int
    """Voices that have no column."""


def make_matrix(
    claims: Iterable[Row], findings: Sequence[Row] = (), *, most_voices: int | None = None
) -> Matrix:
    """Return the table; types in the order in which an incident is told.

    The vendor's voice comes first, then the sides of a conflict, then the others by rank; those beyond
    ``most_voices`` are counted only.
    """
    cells: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    said: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        cells[claim["type"]][claim["speaker_slug"]].append(claim)
        said[claim["speaker_slug"]].append(claim)
    disputed = {number for f in findings if f["kind"] == "conflict" for number in f.get("claims", ())}
    voices = tuple(
        sorted(
            (_make_voice(slug, words, disputed) for slug, words in said.items()),
            key=lambda voice: (voice.roles[0] not in VENDOR_ROLES, not voice.disputed, *_rank(voice)),
        )
    )
    left_out, voices = len(voices[most_voices:]) if most_voices else 0, voices[:most_voices]
    kinds = {f["type"]: f["kind"] for f in findings if f["kind"] != "superseded"}
    lines = tuple(
        Line(
            type=kind,
            name=TYPE_NAMES[kind],
            kind=kinds.get(kind, ""),
            cells=tuple(_gather(cells[kind].get(voice.slug, ())) for voice in voices),
        )
        for kind in TYPE_NAMES
        if kind in cells
    )
    return Matrix(voices=voices, lines=lines, left_out=left_out)


def _make_voice(slug: str, words: Sequence[Row], disputed: Collection[int]) -> Voice:
    roles = sorted({claim["role"] for claim in words}, key=ROLE_ORDER.index)
    return Voice(
        slug=slug,
        name=words[0]["speaker"],
        roles=tuple(roles),
        claims=len(words),
        disputed=any(claim["claim_id"] in disputed for claim in words),
    )


def _rank(voice: Voice) -> tuple[int, int, str]:
    return ROLE_ORDER.index(voice.roles[0]), -voice.claims, voice.name


def _gather(claims: Sequence[Row]) -> tuple[Told, ...]:
    values: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        names = ("stance", "second_hand", "superseded_at")
        values[(tell_value(claim).casefold(), *(claim[name] for name in names))].append(claim)
    told = [_make_told(same) for same in values.values()]
    return tuple(sorted(told, key=lambda one: one.gone))


def _make_told(same: Sequence[Row]) -> Told:
    first = same[0]
    marks = [mark for mark in tell_marks(first).split(", ") if mark]
    if first["stance"] != "asserted":
        marks.append(first["stance"])
    if first["second_hand"]:
        marks.append("second-hand")
    if moment := read_moment(first["superseded_at"]):
        marks.append(f"superseded {tell_moment(moment)}")
    # What only copies another text comes after it.
    own = sorted(same, key=lambda claim: claim["origin_article_id"] not in {None, claim["article_id"]})
    return Told(
        value=str(first["value"]),
        marks=tuple(marks),
        gone=bool(first["superseded_at"]),
        denied=first["stance"] == "denied",
        claims=tuple(own),
    )
