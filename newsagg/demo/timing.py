"""A newsroom -> when its demo runs, and how often. Pure.

The demo sets the collector's clock: all that the newsroom has published lies in its past.
"""

from datetime import UTC, datetime, timedelta

from newsagg.demo.outlets import Newsroom

_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The clock of a newsroom without a single date."""


def first_run_at(newsroom: Newsroom) -> datetime:
    """Return the full hour, in UTC, after the newest date of any article: the same for the same articles."""
    dates = [article.published.astimezone(UTC) for article in newsroom.articles if article.published]
    newest = max(dates, default=_UNDATED)
    return newest.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def count_editions(newsroom: Newsroom) -> int:
    """Return how many editions the newsroom brings out."""
    return newsroom.last_edition
