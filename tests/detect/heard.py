"""What is heard in a made-up story: who says words of it, for the tables of speakers, and all that it claims."""

from datetime import UTC, datetime
from functools import lru_cache

from newsagg.detect.claims import prepare_reading, read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim

OWN = "The Daily Wire Room"


def find_speaker(lexicon: Lexicon, title: str, body: str, words: str, *, language: str = "en") -> str:
    """Return who says the words at their last place in the text; empty for the publisher's own voice."""
    article = Article(
        url="https://wireroom.example/story",
        outlet=OWN,
        title=title,
        body=body,
        published_at=datetime(2026, 3, 4, 18, 0, tzinfo=UTC),
        seen_at=datetime(2026, 3, 4, 19, 0, tzinfo=UTC),
        language=language,
    )
    at = article.text.rindex(words)
    speaker = prepare_reading(article, lexicon).hearing.voice_at(at, at + len(words)).speaker.name
    return "" if speaker == OWN else speaker


_LEXICON = lru_cache(maxsize=1)(load_lexicon)
DAY = datetime(2026, 3, 4, 18, tzinfo=UTC)
"""On which a story was published: a Wednesday."""


def hear_claims(title: str, body: str, *, published_at: datetime = DAY) -> tuple[Claim, ...]:
    """Return what a story in English claims."""
    article = Article(
        url="https://news.example/1",
        outlet="The Example",
        title=title,
        body=body,
        published_at=published_at,
        seen_at=DAY,
    )
    return read_claims(article, _LEXICON()).claims
