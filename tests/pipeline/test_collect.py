"""Whose words an entry's link leads to."""

import pytest

from newsagg.collect.aggregators import name_outlet
from newsagg.model import Entry, Feed
from newsagg.vocabulary import FeedKind

KNOWN = {"packetgazette.example": "Packet Gazette"}
BOARD = Feed(
    slug="board",
    outlet="The Board",
    url="https://board.example/rss",
    kind=FeedKind.AGGREGATOR,
    homepage="https://board.example",
)
PAPER = Feed(slug="paper", outlet="The Paper", url="https://paper.example/rss", kind=FeedKind.NEWS)


@pytest.mark.parametrize(
    ("feed", "url", "outlet"),
    [
        pytest.param(PAPER, "https://paper.example/a", "The Paper", id="a paper speaks for itself"),
        pytest.param(PAPER, "https://elsewhere.example/a", "The Paper", id="a paper hosted elsewhere too"),
        pytest.param(
            BOARD, "https://packetgazette.example/a", "Packet Gazette", id="a board links to a known outlet"
        ),
        pytest.param(
            BOARD, "https://blog.unknown.example/a", "blog.unknown.example", id="or to a site without a name"
        ),
        pytest.param(BOARD, "https://board.example/item?id=7", "The Board", id="and has posts of its own"),
    ],
)
def test_an_aggregator_speaks_for_the_sites_that_it_links_to(feed: Feed, url: str, outlet: str) -> None:
    assert name_outlet(feed, Entry(feed=feed.slug, key="k", url=url, title="t"), KNOWN) == outlet
