"""What the claim types read (an article cut up, with its voices, names, times, scopes) and what they propose. Pure."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from newsagg.detect.hearing import Hearing
from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.passages import Passages, Sentence, clause_around
from newsagg.detect.scope import SentenceScope
from newsagg.detect.times import TimeMention
from newsagg.model import Article, Speaker, Value
from newsagg.vocabulary import ClaimType, ReadBy, Scope, SpeakerRole, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim before its voice, stance and scope are settled; offsets count code points of the text."""

    type: ClaimType
    value: Value
    start: int
    end: int
    key: tuple[int, int]
    """The words that voice and hedges are looked up for."""
    speaker: Speaker | None = None
    """Whose deed it is when it stands in nobody else's words: who apologised, who investigates."""
    stance: Stance | None = None
    scope: Scope | None = None
    read_by: ReadBy = ReadBy.RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, ready to be read for claims."""

    article: Article
    text: str
    passages: Passages
    hearing: Hearing
    lexicon: Lexicon
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    scopes: dict[int, SentenceScope]
    """By start of the sentence."""
    stamp_day: date | None = None
    """The day of a living article's first dated stamp."""
    telling: tuple[Sentence, ...] = field(init=False)
    """The sentences that may hold claims: no captions, no notes on the article itself."""
    mention_starts: tuple[int, ...] = field(init=False)
    trackers: tuple[Mention, ...] = field(init=False)
    """The names of outage trackers: most articles have none, or one."""
    kept: dict[tuple[str, int], Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What several claim types find out about a sentence, by its name and the sentence's start; found once."""

    def __post_init__(self) -> None:
        """Look up once what every claim type asks for."""
        telling = tuple(s for s in self.passages.sentences if not self.scopes[s.start].boilerplate)
        object.__setattr__(self, "telling", telling)
        object.__setattr__(self, "mention_starts", tuple(m.start for m in self.mentions))
        trackers = tuple(m for m in self.mentions if self.lexicon.kind_of(m.slug) == "tracker")
        object.__setattr__(self, "trackers", trackers)

    @property
    def speaks_as_vendor(self) -> bool:
        """Whether the article is the vendor's own word: a post-mortem, a status page."""
        return self.hearing.own.speaker.role is not SpeakerRole.OUTLET

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences that may hold claims: no captions, no notes on the article itself."""
        return self.telling

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the names of the lexicon inside a span."""
        starts = self.mention_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        last = bisect_left(starts, end, first)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """Return the times inside a span."""
        return [t for t in self.times if t.start >= start and t.end <= end]

    def draft(
        self,
        sentence: Sentence,
        type_: ClaimType,
        value: Value,
        key: tuple[int, int],
        *,
        whole: tuple[int, int] | None = None,
        speaker: Speaker | None = None,
        stance: Stance | None = None,
        scope: Scope | None = None,
    ) -> Draft:
        """Make a draft whose quote is the clause around ``whole`` (else the key); offsets of the text."""
        start, end = clause_around(sentence, *(whole or key))
        return Draft(
            type=type_,
            value=value,
            start=start,
            end=end,
            key=key,
            speaker=speaker,
            stance=stance,
            scope=scope,
        )
