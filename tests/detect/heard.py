"""Who is heard in a made-up story: the article, its words, and the speaker's name for the tables of speakers."""

from datetime import UTC, datetime

from newsagg.detect.claims import prepare_reading
from newsagg.detect.lexicon import Lexicon
from newsagg.model import Article

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
