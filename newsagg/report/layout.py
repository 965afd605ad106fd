"""An Edition -> what is shown of it, part by part and in order, for the mail's text, its HTML and the web page. Pure.

A week may hold more than a mailbox shows. ``ROOM`` is the order in which things are then left out; what is left out is
counted where it would have stood, and no fact is ever cut in its middle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from newsagg.report.edition import (
    Brief,
    Dispute,
    Edition,
    Fact,
    FeedNote,
    Late,
    ProviderWeeks,
    Said,
    Story,
    Words,
)

_Part = TypeVar("_Part")

MARKS = {"critical": "◆", "major": "▲", "minor": "●", "none": "○", "": "○"}
"""Severity as a shape, so that it is told without colour."""
SEVERITIES = {
    "critical": "Critical",
    "major": "Major",
    "minor": "Minor",
    "none": "No impact",
    "": "Not judged",
}
STATES = {"open": "still open", "over": "over", "unknown": "end not told"}
LATE = {
    "cause": "Cause",
    "postmortem": "Post-mortem",
    "corrected": "Corrected",
    "promise_overdue": "Promise overdue",
    "promise_due": "Promise due",
    "promise_kept": "Promise kept",
}
FEEDS = {
    "dead": "Not once readable",
    "failing": "Failing at times",
    "silent": "Answering, but with nothing new",
    "unasked": "Not asked",
    "new": "New",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of each part is shown."""

    quotes: int = 6
    """Of one fact."""
    sides: int = 6
    """Of one dispute."""
    sentences: int = 8
    """Of one fact."""
    feeds: int = 8
    """Of one kind."""
    vendor_only: int = 20
    still_open: int = 20
    late: int = 24
    providers: int = 12
    others: int = 60
    stories: int = 3


_TIGHT = Room(
    quotes=1, sides=2, sentences=3, feeds=3, vendor_only=3, still_open=5, late=5, providers=6, others=25
)
ROOM = (
    Room(),
    Room(quotes=3, feeds=6, vendor_only=12),
    Room(quotes=2, feeds=5, vendor_only=6, still_open=12, late=16),
    Room(quotes=1, sides=4, feeds=4, vendor_only=6, still_open=8, late=10, providers=9),
    replace(_TIGHT, sides=3, sentences=5, feeds=4, still_open=6, late=8, providers=9, others=40),
    _TIGHT,
    replace(_TIGHT, quotes=0, sentences=2, feeds=2, vendor_only=0, still_open=3, late=3, others=12),
    Room(
        quotes=0,
        sides=2,
        sentences=1,
        feeds=1,
        vendor_only=0,
        still_open=0,
        late=0,
        providers=3,
        others=6,
        stories=1,
    ),
    Room(
        quotes=0,
        sides=0,
        sentences=0,
        feeds=0,
        vendor_only=0,
        still_open=0,
        late=0,
        providers=0,
        others=0,
        stories=0,
    ),
)
"""From all that there is to the head alone: quotes first, then the apparatus, then lines, and stories last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[_Part]):
    """The first of some things, and how many more there are."""

    items: tuple[_Part, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """A fact with the quotes that no other part of its story shows."""

    fact: Fact
    sentences: Shown[Words]
    quotes: Shown[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDispute:
    """A dispute with its sides."""

    dispute: Dispute
    sides: Shown[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStory:
    """A story: first what, when and why, then what is disputed, then who was hit and what was offered."""

    story: Story
    before: tuple[ShownFact, ...]
    disputes: tuple[ShownDispute, ...]
    after: tuple[ShownFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One edition as it is shown."""

    edition: Edition
    title: str
    dates: str
    unfinished: str
    """A sentence when the week was not over when its digest was made."""
    stories: tuple[ShownStory, ...]
    stories_title: str
    others: Shown[Brief]
    still_open: Shown[Brief]
    vendor_only: Shown[Brief]
    late: Shown[Late]
    providers: Shown[ProviderWeeks]
    feeds: tuple[tuple[str, Shown[FeedNote]], ...]
    rest: str
    """Where all of it stands: an address, or a command."""


def lay_out(edition: Edition, room: Room = ROOM[0]) -> Layout:
    """Return what is shown of a harmless edition where there is so much room."""
    year, number = edition.label.split("-W")
    told = edition.top[: room.stories]
    squeezed = [_as_brief(story) for story in edition.top[room.stories :]]
    return Layout(
        edition=edition,
        title=f"Week {int(number)} of {year}",
        dates=_tell_dates(edition),
        unfinished=_tell_unfinished(edition),
        stories=tuple(_show_story(story, room) for story in told),
        stories_title=_name_stories(len(told), edition),
        others=_show([*squeezed, *edition.others], room.others),
        still_open=_show(edition.still_open, room.still_open),
        vendor_only=_show(edition.vendor_only, room.vendor_only),
        late=_show(sorted(edition.late, key=lambda late: list(LATE).index(late.kind)), room.late),
        providers=_show(edition.providers, room.providers),
        feeds=tuple(
            (title, _show(notes, room.feeds))
            for kind, title in FEEDS.items()
            if (notes := [note for note in edition.feeds if note.kind == kind])
        ),
        rest=edition.archive_url or f"newsagg digest show --week {edition.label}",
    )


def is_read_at(said: Said) -> bool:
    """Say whether the source is the outlet itself, so that one name is enough."""
    return said.outlet.casefold() in said.source.casefold()


def lead_in(said: Said) -> tuple[str, str]:
    """Return who says it, and with which verb: ``TechCrunch, as The Post tells it,`` and ``says``."""
    source = said.source.rstrip(" ,")
    return (f"{source}," if "," in source else source), said.how


def tell_origins(story: Story) -> str:
    """Return how many tell of an incident, copies counted once."""
    origins = f"{story.origins} independent {'origin' if story.origins == 1 else 'origins'}"
    if story.articles <= story.origins:
        return origins
    return f"{origins}, {story.articles} articles"


def tell_hours(provider: ProviderWeeks) -> str:
    """Return how long a provider was down this week, from the least to the most that is claimed; empty for unknown."""
    if provider.hours is None:
        return ""
    least, most = (f"{hours:.1f}".removesuffix(".0") for hours in provider.hours)
    return f"{least} h" if least == most else f"{least} to {most} h"


def _show(things: Sequence[_Part], most: int) -> Shown[_Part]:
    return Shown(items=tuple(things[:most]), more=max(len(things) - most, 0))


def _as_brief(story: Story) -> Brief:
    return Brief(
        incident=story.incident,
        title=story.title,
        url=story.url,
        service=story.service,
        severity=story.severity,
        state=story.state,
        span=story.span,
        origins=story.origins,
        disputed=bool(story.disputes),
    )


def _show_story(story: Story, room: Room) -> ShownStory:
    # Words stand once: where sides are set against each other, and else at the first fact that rests on them.
    seen = {_name_words(said) for dispute in story.disputes for said in dispute.sides[: room.sides]}
    disputes = tuple(
        ShownDispute(dispute=dispute, sides=_show(dispute.sides, room.sides)) for dispute in story.disputes
    )
    before: list[ShownFact] = []
    after: list[ShownFact] = []
    for fact in story.facts:
        fresh = [said for said in _once(fact.said, seen) if said.quote]
        shown = ShownFact(
            fact=fact, sentences=_show(fact.words, room.sentences), quotes=_show(fresh, room.quotes)
        )
        (before if fact.kind in {"what", "when", "why"} else after).append(shown)
    return ShownStory(story=story, before=tuple(before), disputes=disputes, after=tuple(after))


def _once(words: Iterable[Said], seen: set[tuple[str, str]]) -> Iterable[Said]:
    for said in words:
        if _name_words(said) not in seen:
            seen.add(_name_words(said))
            yield said


def _name_words(said: Said) -> tuple[str, str]:
    return said.quote, said.url.partition("#")[0]


def _name_stories(told: int, edition: Edition) -> str:
    if told == len(edition.top) and not edition.others:
        return {1: "The outage of the week", 2: "The two outages of the week"}.get(
            told, "The three outages of the week"
        )
    return {1: "The one that mattered", 2: "The two that mattered"}.get(told, "The three that mattered")


def _tell_dates(edition: Edition) -> str:
    zone = ZoneInfo(edition.zone)
    first, last = (moment.astimezone(zone) for moment in (edition.start, edition.end - timedelta(seconds=1)))
    return f"{_tell_day(first, last.year)} to {_tell_day(last, 0)}"


def _tell_day(moment: datetime, known_year: int) -> str:
    return f"{moment:%A} {moment.day} {moment:%B}" + (f" {moment.year}" if moment.year != known_year else "")


def _tell_unfinished(edition: Edition) -> str:
    if edition.told_at >= edition.end:
        return ""
    told = edition.told_at.astimezone(ZoneInfo(edition.zone))
    return f"This week is not over: what follows is how it stood on {told:%Y-%m-%d %H:%M}."
