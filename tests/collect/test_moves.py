"""Which permanent redirects move a feed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsagg.collect.moves import judge_move
from newsagg.model import Page

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OLD, SITE, OTHER = (
    "https://paper.example/rss",
    "https://www.paper.example/feed",
    "https://feeds.example/paper",
)
DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("to", "given", "expected"),
    [
        pytest.param(OLD, {}, ("", False), id="no redirect"),
        pytest.param(SITE, {"permanent": False}, ("", False), id="for now only"),
        pytest.param(SITE, {}, (SITE, True), id="within the site, at once"),
        pytest.param(SITE, {"entries": 0}, ("", False), id="to a feed that lists nothing"),
        pytest.param(SITE, {"entries": 0, "status": 304}, ("", False), id="a 304 proves no feed"),
        pytest.param("http://paper.example/rss", {}, ("", False), id="never from https to http"),
        pytest.param(SITE, {"taken": True}, ("", False), id="never to where another feed is asked"),
        pytest.param(OTHER, {}, (OTHER, False), id="to another site, first seen"),
        pytest.param(OTHER, {"seen": OTHER, "seen_at": NOW - DAY / 2}, (OTHER, False), id="half a day later"),
        pytest.param(OTHER, {"seen": OTHER, "seen_at": NOW - DAY}, (OTHER, True), id="a day later"),
        pytest.param(OTHER, {"seen": SITE, "seen_at": NOW - DAY}, (OTHER, False), id="but elsewhere before"),
        pytest.param(
            OTHER, {"seen": OTHER, "seen_at": NOW - DAY, "entries": 0, "status": 304}, (OTHER, True), id="confirmed by a 304"
        ),
    ],
)  # fmt: skip
def test_a_redirect_moves_a_feed_only_when_it_is_sure(
    to: str, given: dict[str, Any], expected: tuple[str, bool]
) -> None:
    page = Page(
        url=OLD,
        final_url=to,
        status=given.pop("status", 200),
        body=b"",
        content_type="",
        fetched_at=NOW,
        permanent_redirect=given.pop("permanent", True),
    )
    move = judge_move(page, entries=given.pop("entries", 5), now=NOW, **given)
    assert (move.to, move.final) == expected
