"""An aggregator's entry leads to the article itself, and to whose it is."""

import base64

import pytest

from newsagg.collect.aggregators import (
    decode_google_news,
    find_original,
    find_original_on_page,
    leads_elsewhere,
    name_aggregator,
)
from newsagg.collect.feeds import parse_feed
from newsagg.model import Feed
from newsagg.vocabulary import FeedKind

STORY = "https://paper.example/2026/03/acme-down"
TITLE = "Acme is down for half of its customers"


def a_feed(home: str, kind: FeedKind = FeedKind.AGGREGATOR) -> Feed:
    return Feed(slug="board", outlet="Board", url=f"{home}/rss", homepage=home, kind=kind)


BOARD = a_feed("https://board.example")


def a_google_id(url: str, *, newer: bool = False) -> str:
    inside = b"AU_yqLNabcdefghijklmnopqrstuvwxyz0123456789" if newer else url.encode()
    size = bytes([len(inside)]) if len(inside) < 128 else bytes([len(inside) & 127 | 128, len(inside) >> 7])
    raw = b"\x08\x13\x22" + size + inside + b"\xd2\x01\x00"
    return (
        "https://news.google.com/rss/articles/" + base64.urlsafe_b64encode(raw).decode().rstrip("=") + "?oc=5"
    )


@pytest.mark.parametrize("url", [STORY, STORY + "?" + "x" * 150, "http://a.example/b"])
def test_an_older_google_news_id_holds_the_address(url: str) -> None:
    assert decode_google_news(a_google_id(url)) == url


@pytest.mark.parametrize(
    "url",
    [
        a_google_id("", newer=True),
        STORY,
        "https://news.google.com/rss/articles/CBMi",
        "https://news.google.com/",
    ],
)
def test_a_newer_one_holds_none(url: str) -> None:
    assert decode_google_news(url) == ""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://finance.yahoo.com/news/x", "Yahoo"),
        ("https://www.msn.com/en-us/x", "MSN"),
        ("https://old.reddit.com/r/x/comments/1", "Reddit"),
        ("https://news.google.com/rss/articles/x", "Google News"),
        ("https://status.cloud.google.com/incidents/x", ""),
        ("https://engineering.linkedin.com/blog", ""),
        ("https://notyahoo.com/x", ""),
        (STORY, ""),
    ],
)
def test_an_aggregator_is_known_by_its_host(url: str, name: str) -> None:
    assert name_aggregator(url) == name


@pytest.mark.parametrize(
    ("link", "told", "markup", "original"),
    [
        pytest.param("https://board.example/go?1", (STORY,), "", STORY, id="the entry calls it so"),
        pytest.param(
            "https://board.example/go?1", ("https://board.example/2",), "", "", id="but not another own page"
        ),
        pytest.param(
            "https://www.reddit.com/r/sysadmin/comments/1/x/",
            (),
            f'submitted by <a href="https://www.reddit.com/u/x">x</a> <span><a href="{STORY}">[link]</a></span>'
            '<a href="https://www.reddit.com/r/sysadmin/comments/1/x/">[comments]</a>',
            STORY,
            id="reddit's [link]",
        ),
        pytest.param(
            "https://www.reddit.com/r/sysadmin/comments/1/x/",
            (),
            'anyone else? see <a href="https://status.acme.example/incidents/1">here</a>',
            "",
            id="a post of its own that links somewhere",
        ),
        pytest.param(
            "https://www.techmeme.com/260302/p12#a260302p12",
            (),
            f'<a href="https://paper.example/">J. Doe / The Paper</a>: <b><a href="{STORY}?utm_source=t">{TITLE}</a></b>'
            '<br>Also <a href="https://other.example/a-1">another one</a>',
            f"{STORY}?utm_source=t",
            id="the link that carries the headline",
        ),
        pytest.param(
            "https://board.example/1",
            (),
            f'<a href="{STORY}">{TITLE}</a> <a href="https://other.example/b-2">{TITLE}</a>',
            "",
            id="two that carry it are none",
        ),
        pytest.param(
            "https://board.example/1", (), '<a href="https://paper.example/">[link]</a>', "", id="a homepage"
        ),
        pytest.param(
            "https://www.google.com/url?rct=j&url=https%3A%2F%2Fpaper.example%2F2026%2F03%2Facme-down&usg=1",
            (),
            "",
            STORY,
            id="an address inside the link",
        ),
        pytest.param(a_google_id(STORY), (), "", STORY, id="google's old id"),
        pytest.param(STORY, ("https://other.example/x-1",), "", "", id="a publisher's own link stays"),
    ],
)
def test_an_entry_leads_to_its_original(link: str, told: tuple[str, ...], markup: str, original: str) -> None:
    assert find_original(BOARD, link, told=told, markup=markup, title=TITLE) == (original or link)


@pytest.mark.parametrize(
    ("markup", "original"),
    [
        pytest.param(f'<link rel="canonical" href="{STORY}">', STORY, id="canonical"),
        pytest.param(f"<meta http-equiv=refresh content='0;URL={STORY}'>", STORY, id="refresh"),
        pytest.param(
            f"<meta http-equiv=refresh content='300;URL={STORY}'>", "", id="a page that reloads itself"
        ),
        pytest.param(f'<meta property="og:url" content="{STORY}">', STORY, id="og:url"),
        pytest.param(f'<meta name="syndication-source" content="{STORY}">', STORY, id="syndication-source"),
        pytest.param(f'<c-wiz data-n-au="{STORY}">', STORY, id="google's attribute"),
        pytest.param(
            f'<script>redirectToUrlAfterTimeout("{STORY}", 0)</script>', STORY, id="a script sends on"
        ),
        pytest.param(
            f'<p><a href="{STORY}"><b>Read the full story</b> at The Paper</a>', STORY, id="a link says it"
        ),
        pytest.param(
            '<link rel="canonical" href="https://finance.yahoo.com/news/y">', "", id="another aggregator"
        ),
        pytest.param('<link rel="canonical" href="https://paper.example/">', "", id="a homepage"),
        pytest.param('<link rel="canonical" href="javascript:alert(1)">', "", id="no address"),
        pytest.param(f'<a href="{STORY}">Related story</a>', "", id="any other link"),
    ],
)
def test_an_aggregators_page_names_its_original(markup: str, original: str) -> None:
    page = "https://finance.yahoo.com/news/x-1.html"
    assert find_original_on_page(page, f"<html><head>{markup}</head></html>") == original


def test_a_shortener_leads_elsewhere_and_a_paper_does_not() -> None:
    assert leads_elsewhere("https://t.co/AbC")
    assert leads_elsewhere("https://board.example/1", BOARD)
    assert not leads_elsewhere("https://board.example/1")
    assert not leads_elsewhere("https://paper.example/1", a_feed("https://paper.example", FeedKind.NEWS))


RSS = """<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>x</title>
<item><title>{title}</title><guid isPermaLink="false">1</guid><link>{link}</link>{more}</item></channel></rss>"""


@pytest.mark.parametrize(
    ("home", "kind", "link", "more", "expected"),
    [
        pytest.param(
            "https://news.google.com",
            FeedKind.AGGREGATOR,
            a_google_id(STORY),
            '<source url="https://paper.example">The Paper</source>',
            (STORY, "Google News", "The Paper", TITLE),
            id="google news",
        ),
        pytest.param(
            "https://finance.yahoo.com",
            FeedKind.BUSINESS,
            "https://finance.yahoo.com/news/acme-1.html?.tsrc=rss",
            '<source url="https://wire.example/">Example Wire</source>',
            ("https://finance.yahoo.com/news/acme-1.html", "Yahoo", "Example Wire", TITLE),
            id="a reprint at yahoo",
        ),
        pytest.param(
            "https://finance.yahoo.com",
            FeedKind.BUSINESS,
            "https://finance.yahoo.com/news/acme-1.html",
            "",
            ("https://finance.yahoo.com/news/acme-1.html", "", "", TITLE),
            id="yahoo's own story",
        ),
        pytest.param(
            "https://news.ycombinator.com",
            FeedKind.AGGREGATOR,
            STORY,
            "",
            (STORY, "Hacker News", "", TITLE),
            id="hn",
        ),
        pytest.param(
            "https://paper.example",
            FeedKind.NEWS,
            "http://feedproxy.google.com/~r/paper/1",
            f"<feedburner:origLink>{STORY}</feedburner:origLink>",
            (STORY, "", "", TITLE),
            id="feedburner",
        ),
        pytest.param(
            "https://paper.example",
            FeedKind.NEWS,
            STORY,
            '<source url="https://wire.example/">Example Wire</source>',
            (STORY, "", "", TITLE),
            id="a paper's own feed names an agency",
        ),
    ],
)
def test_an_entry_says_where_it_leads_through_whom_and_whose_it_is(
    home: str, kind: FeedKind, link: str, more: str, expected: tuple[str, ...]
) -> None:
    title = f"{TITLE} - The Paper" if "The Paper" in expected else TITLE
    body = RSS.format(title=title, link=link.replace("&", "&amp;"), more=more)
    (entry,) = parse_feed(a_feed(home, kind), body.encode())
    assert (entry.url, entry.via, entry.publisher, entry.title) == expected
