"""What a person is told of a feed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.collect.checkup import Checkup, examine_feed
from newsagg.collect.feeds import parse_feed
from newsagg.model import Feed, Page
from newsagg.vocabulary import FeedKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAPER = Feed(slug="paper", outlet="Paper", url="https://paper.example/feed", kind=FeedKind.NEWS)
ITEM = (
    "<item><title>Cloud is down</title><link>https://paper.example/1</link><guid>1</guid>"
    "<description>Since this morning.</description><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>"
)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Paper</title>{"".join(items)}</channel></rss>'.encode()


def examine(body: bytes, **given: Any) -> Checkup:
    fields: dict[str, Any] = {"status": 200, "content_type": "application/rss+xml", "fetched_at": NOW}
    page = Page(url=PAPER.url, final_url=PAPER.url, body=body, **fields | given)
    return examine_feed(PAPER, page, parse_feed(PAPER, body), now=NOW)


def test_a_good_feed_has_nothing_wrong() -> None:
    found = examine(rss(ITEM, ITEM.replace("/1<", "/2<").replace(">1<", ">2<").replace("10:00", "09:00")))
    assert (found.format, found.encoding, found.entries, found.problems) == ("RSS 2.0", "utf-8", 2, ())
    assert (found.without_date, found.without_link, found.without_id, found.without_text) == (0, 0, 0, 0)
    assert found.newest == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert found.oldest == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_what_entries_lack_is_counted() -> None:
    found = examine(
        rss(
            ITEM,
            "<item><title>Bare</title></item>",
            "<item><title>B</title><link>https://paper.example/b</link></item>",
        )
    )
    assert (found.entries, found.without_date, found.without_link, found.without_id, found.without_text) == (
        3,
        2,
        1,
        2,
        2,
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (rss(ITEM), "RSS 2.0"),
        (rss(ITEM).replace(b'version="2.0"', b"version='0.91'"), "RSS 0.91"),
        (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><id>1</id></entry></feed>',
            "Atom 1.0",
        ),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b"<item><title>x</title><link>https://paper.example/1</link></item></rdf:RDF>",
            "RSS 1.0 (RDF)",
        ),
        (
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "x"}]}',
            "JSON Feed 1.1",
        ),
    ],
    ids=["rss 2", "rss 0.91", "atom", "rdf", "json"],
)
def test_the_form_of_a_feed_is_named(body: bytes, name: str) -> None:
    assert examine(body).format == name


@pytest.mark.parametrize(
    ("body", "given", "said"),
    [
        (rss(ITEM) + b"<broken", {}, "no well-formed XML"),
        (rss(ITEM).replace(b"Since this", b"Fish & chips <br> since this"), {}, "no well-formed XML"),
        (rss(ITEM).replace(b"Since", b"Caf\xe9, since"), {}, "says that it is utf-8, and is not"),
        (rss(ITEM).decode().encode("utf-16"), {}, "is UTF-16, and says utf-8"),
        (rss(ITEM), {"content_type": "text/html; charset=utf-8"}, "calls itself text/html"),
        (
            rss(ITEM),
            {"content_type": "application/rss+xml; charset=iso-8859-1"},
            "its header says iso-8859-1",
        ),
        (
            rss(ITEM, head='<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>'),
            {},
            "declares a document type",
        ),
        (rss(ITEM).replace(b"2026 10", b"2031 10"), {}, "dates 1 of its entries in the future"),
        (rss(ITEM, ITEM), {}, "lists 2 items, of which 1"),
        (rss("<item><title>Bare</title></item>"), {}, "no address of their own"),
        (rss(), {}, "lists nothing now"),
        (rss(ITEM, head='<?xml version="1.0" encoding="klingon"?>'), {}, "klingon"),
    ],
)
def test_what_is_wrong_is_told_with_what_was_done_about_it(
    body: bytes, given: dict[str, Any], said: str
) -> None:
    assert [line for line in examine(body, **given).problems if said in line]


def test_what_the_reader_lost_is_told_once_and_first() -> None:
    page = Page(
        url=PAPER.url,
        final_url=PAPER.url,
        status=200,
        body=rss(ITEM)[:-20],
        content_type="",
        fetched_at=NOW,
        cut="broke off",
    )
    entries = parse_feed(PAPER, page.body)
    problems = examine_feed(
        PAPER, page, entries, now=NOW, wrong="is not well-formed: 1 entry was saved"
    ).problems
    assert problems == ("broke off", "is not well-formed: 1 entry was saved")
