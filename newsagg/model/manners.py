"""Nouns for how sources are asked: what they wish, how often they publish, how their hosts behave. Pure."""

from dataclasses import dataclass
from datetime import datetime

SHORTEST_LOOK = 0.5
"""Days. Over less, the rate of a feed just met is noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How often a source asks to be read; the feed's own part is kept, since a 304 brings no feed."""

    server_minutes: float = 0.0
    """For how long the answer is fresh, by Cache-Control or Expires; 0 for no word."""
    feed_minutes: float = 0.0
    """The longer of ``ttl`` and ``updatePeriod`` by ``updateFrequency``; 0 for no word."""
    feed_word: str = ""
    """Which of the two it is: ttl or updatePeriod."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, 0 to 23 in UTC, in which the feed is not to be read."""
    skip_days: tuple[int, ...] = ()
    """Days of the week, 0 for Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What is on record of how often a feed publishes."""

    entries: int
    """Dated, else first seen, in the last ``days`` days."""
    days: float
    """How far back the record of it goes, four weeks at most."""
    fresh: int = 0
    """Of these in the last two days: a feed that wakes up is followed at once; two of them may be chance."""

    @property
    def per_day(self) -> float:
        """Entries a day, the brisker of lately and by and large."""
        return max(self.entries / max(self.days, SHORTEST_LOOK), (self.fresh - 2) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When a feed is read next, and the reason in words."""

    at: datetime | None
    """None: never again, it is gone."""
    because: str
    minutes: float = 0.0
    """The pause that its rhythm and wishes give, before failures and orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a permanent redirect of a feed amounts to."""

    to: str = ""
    """Where it leads; empty for nowhere."""
    final: bool = False
    """Whether the feed is asked there from now on; else it was seen, and waits to be seen again."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """How one host (with its port, where it is unusual) has answered lately."""

    host: str
    failures: int = 0
    """In a row, up to now, over all of its addresses."""
    rests_until: datetime | None = None
    """Not asked before; None when it never rested, or answers again."""
    last_error: str = ""
    changed_at: datetime | None = None
    """When it last failed, or was heard again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsText:
    """What one origin (scheme, host and port) answered for its robots.txt."""

    origin: str
    text: str
    """Tamed: no rule in it takes long to match. Empty: no rules."""
    read_at: datetime
    fresh_until: datetime
