"""What the claim types read (an article cut up, with its voices, names, times, scopes) and what they propose. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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

    @property
    def speaks_as_vendor(self) -> bool:
        """Whether the article is the vendor's own word: a post-mortem, a status page."""
        return self.hearing.own.speaker.role is not SpeakerRole.OUTLET

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences that may hold claims: no captions, no notes on the article itself."""
        for sentence in self.passages.sentences:
            if not self.scopes[sentence.start].boilerplate:
                yield sentence

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the names of the lexicon inside a span."""
        return [m for m in self.mentions if m.start >= start and m.end <= end]

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
