"""An Edition -> what is shown of it, part by part and in order, for the mail's text, its HTML and the web page. Pure.

A week may hold more than a mailbox shows. ``ROOM`` is the order in which things are then left out; what is left out is
counted where it would have stood, and no fact is ever cut in its middle.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
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
from newsagg.report.phrases import count_words, join_names
from newsagg.report.summary import tell_left_out

_Part = TypeVar("_Part")

MARKS = {"critical": "■", "major": "▲", "minor": "●", "none": "○", "": "○"}
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
    "found_late": "Found late",
    "cause": "Cause",
    "postmortem": "Post-mortem",
    "corrected": "Corrected",
    "promise_overdue": "Promise overdue",
    "promise_due": "Promise due",
    "promise_kept": "Promise kept",
    "merged": "Found to be one",
}
MOODS = {
    "quiet": "A quiet week: we listened, and nothing broke that we know of",
    "deaf": "A deaf week: we could not listen, and silence means nothing",
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

    quotes: int = 2
    """Of one fact: its sentences name everyone, the quotes are for the ear."""
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


_STEPS: tuple[dict[str, int], ...] = (
    {"feeds": 5, "vendor_only": 8, "still_open": 12, "late": 12},
    {"quotes": 1},
    {"sides": 3},
    {"feeds": 3, "vendor_only": 4, "still_open": 6, "late": 6},
    {"others": 40},
    {"sentences": 4, "sides": 2},
    {"others": 25},
    {"feeds": 2, "still_open": 3, "late": 3, "providers": 6},
    {"quotes": 0},
    {"others": 12},
    {"sentences": 2, "vendor_only": 0},
    {"stories": 1, "others": 6, "sentences": 1, "feeds": 1, "still_open": 0, "late": 0, "providers": 3},
    {"stories": 0, "others": 0, "feeds": 0, "providers": 0},
)
ROOM = tuple(accumulate(_STEPS, lambda room, step: replace(room, **step), initial=Room()))
"""From what a mail shows to the head alone: quotes first, then the apparatus, then lines, and stories last."""
WHOLE = Room(
    quotes=50,
    sides=50,
    sentences=50,
    feeds=500,
    vendor_only=500,
    still_open=500,
    late=500,
    providers=100,
    others=1000,
)
"""For the web page and the terminal."""


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
    left_out: str
    """What of it was left out for want of room; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLate:
    """What was learned late, with quotes."""

    late: Late
    first: bool
    """The one before is of another incident."""
    quotes: Shown[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One edition as it is shown."""

    edition: Edition
    title: str
    dates: str
    mood: str
    """That the week was quiet, or that we could not listen; else empty."""
    unfinished: str
    """A sentence when the week was not over when its digest was made."""
    stories: tuple[ShownStory, ...]
    stories_title: str
    others: Shown[Brief]
    still_open: Shown[Brief]
    vendor_only: Shown[Brief]
    late: Shown[ShownLate]
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
        mood=tell_left_out(edition.left_out, edition.filtered_by)
        if edition.quiet == "filtered"
        else MOODS.get(edition.quiet, ""),
        unfinished=_tell_unfinished(edition),
        stories=tuple(_show_story(story, room) for story in told),
        stories_title=_name_stories(len(told), edition),
        others=_show([*squeezed, *edition.others], room.others),
        still_open=_show(edition.still_open, room.still_open),
        vendor_only=_show(edition.vendor_only, room.vendor_only),
        late=_show(
            [
                ShownLate(
                    late=late,
                    first=not place or edition.late[place - 1].incident != late.incident,
                    quotes=_show(late.said, max(room.quotes, 1)),
                )
                for place, late in enumerate(edition.late)
            ],
            room.late,
        ),
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


def tell_said_value(said: Said) -> str:
    """Return what was read out of somebody's words, unless the words themselves hold it."""
    value = said.value.casefold()
    held = value and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said.quote.casefold())
    return "" if held else said.value


def lead_in(said: Said, value: str) -> tuple[str, str]:
    """Return who says it, and with which verb: ``TechCrunch, as The Post tells it,`` and ``says``."""
    source = said.source.rstrip(" ,")
    return (f"{source}," if "," in source else source), said.how if value else said.how.rstrip(" ,")


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
    return ShownStory(
        story=story,
        before=tuple(before),
        disputes=disputes,
        after=tuple(after),
        left_out=_tell_left_out([*before, *after], disputes),
    )


def _tell_left_out(facts: Sequence[ShownFact], disputes: Sequence[ShownDispute]) -> str:
    left = {
        "quote": sum(shown.quotes.more for shown in facts),
        "sentence": sum(shown.sentences.more for shown in facts),
        "side of a dispute": sum(shown.sides.more for shown in disputes),
    }
    told = [
        count_words(number, what, "sides of disputes" if what.startswith("side") else "")
        for what, number in left.items()
        if number
    ]
    return f"More in the record: {join_names(told)}." if told else ""


def _once(words: Iterable[Said], seen: set[tuple[str, str]]) -> Iterable[Said]:
    for said in words:
        if _name_words(said) not in seen:
            seen.add(_name_words(said))
            yield said


def _name_words(said: Said) -> tuple[str, str]:
    return said.quote, said.url.partition("#")[0]


def _name_stories(told: int, edition: Edition) -> str:
    if told == len(edition.top) and not edition.others:
        where = "that this list tells of" if edition.left_out else "of the week"
        return f"The {({1: 'outage', 2: 'two outages'}).get(told, 'three outages')} {where}"
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
