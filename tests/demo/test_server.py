"""The demo newsroom over real loopback HTTP."""

import io
import json
import tomllib
from collections.abc import Iterator
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from protego import Protego

from newsagg.demo.newsroom import load_newsroom
from newsagg.demo.outlets import RETOLD, Access, DemoArticle, Layout, Outlet
from newsagg.demo.server import RunningNewsroom, serve_newsroom
from newsagg.places import data_dir
from newsagg.vocabulary import FeedKind
from tests.demo.asking import ask

NEWSROOM = load_newsroom(data_dir() / "demo")
OUTLETS = {outlet.slug: outlet for outlet in NEWSROOM.outlets}
BY_ID = {article.id: article for article in NEWSROOM.articles}
UPDATED = "packet-gazette-claude-down"
MOVED = "cloudscape-fastly-one-customer"
STATUS_CODES = {Access.OPEN: 200, Access.ROBOTS: 200, Access.PAYWALL: 403, Access.GONE: 404}


@pytest.fixture(scope="module")
def shared() -> Iterator[RunningNewsroom]:
    with serve_newsroom(NEWSROOM) as running:
        yield running


@pytest.fixture
def running(shared: RunningNewsroom) -> RunningNewsroom:
    shared.edition = 1
    return shared


def feed_url(running: RunningNewsroom, slug: str) -> str:
    return next(feed.url for feed in running.feeds() if feed.slug == slug)


def read_links(running: RunningNewsroom, slug: str) -> list[str]:
    """The links of a feed, by feedparser or as JSON."""
    answer = ask(running, feed_url(running, slug))
    if "json" in answer.headers["content-type"]:
        found = json.loads(answer.content)
        return [row.get("url") or row["shortlink"] for row in found.get("items") or found["incidents"]]
    return [entry.link for entry in feedparser.parse(io.BytesIO(answer.content)).entries]


@pytest.mark.parametrize("outlet", NEWSROOM.outlets, ids=lambda outlet: outlet.slug)
def test_every_feed_names_every_article_of_its_outlet_newest_first(
    running: RunningNewsroom, outlet: Outlet
) -> None:
    expected = [NEWSROOM.link(article) for article in NEWSROOM.articles_of(outlet.slug)]
    assert read_links(running, outlet.slug) == expected
    times = [article.published for article in NEWSROOM.articles_of(outlet.slug) if article.published]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("article", NEWSROOM.articles, ids=lambda article: article.id)
def test_every_page_answers_as_its_access_says(running: RunningNewsroom, article: DemoArticle) -> None:
    answer = ask(running, NEWSROOM.url(article))
    assert answer.status_code == STATUS_CODES[article.access]
    if answer.status_code != 200:
        assert article.at(1).text.split("\n\n")[0] not in answer.text
        return
    page = BeautifulSoup(answer.content, "html.parser", from_encoding=answer.charset_encoding)
    shown = " ".join(page.get_text(" ").split())
    assert article.title in shown
    assert all(" ".join(text.split()) in shown for text in article.at(1).text.split("\n\n"))
    assert [tag["content"] for tag in page.select("meta[name=note]")] == [RETOLD]
    assert page.footer is not None
    assert RETOLD in page.footer.get_text()


def test_feed_titles_and_summaries_survive_the_way_through_each_format(running: RunningNewsroom) -> None:
    for outlet in NEWSROOM.outlets:
        if outlet.layout is Layout.STATUS or outlet.feed_format == "jsonfeed":
            continue
        entries = feedparser.parse(io.BytesIO(ask(running, feed_url(running, outlet.slug)).content)).entries
        for entry, article in zip(entries, NEWSROOM.articles_of(outlet.slug), strict=True):
            assert BeautifulSoup(entry.title, "html.parser").get_text() == article.title
            assert article.summary in BeautifulSoup(entry.summary, "html.parser").get_text()


def test_the_broken_feed_is_no_xml_and_the_latin_one_no_utf_8(running: RunningNewsroom) -> None:
    broken = feedparser.parse(io.BytesIO(ask(running, feed_url(running, "gadget-bazaar")).content))
    assert broken.bozo
    latin = ask(running, feed_url(running, "rheinblick")).content
    assert b"ISO-8859-1" in latin
    with pytest.raises(UnicodeDecodeError):
        latin.decode("utf-8")
    assert "Köln" in latin.decode("iso-8859-1")


def test_only_the_feed_with_content_prints_whole_texts_and_never_closed_ones(
    running: RunningNewsroom,
) -> None:
    entries = feedparser.parse(io.BytesIO(ask(running, feed_url(running, "harbor-post")).content)).entries
    for entry, article in zip(entries, NEWSROOM.articles_of("harbor-post"), strict=True):
        assert ("content" in entry) == article.is_open


@pytest.mark.parametrize("slug", ["claude-status", "openai-status", "cloudflare-status"])
def test_status_feeds_hold_every_typed_update(running: RunningNewsroom, slug: str) -> None:
    text = ask(running, feed_url(running, slug)).text
    for incident in NEWSROOM.articles_of(slug):
        for update in incident.updates:
            assert update.text in text
            assert update.status in text.lower()


def test_the_feed_list_gives_vendors_for_status_feeds_and_survives_toml(running: RunningNewsroom) -> None:
    rows = tomllib.loads(running.feeds_toml())["feed"]
    assert [row["slug"] for row in rows] == [feed.slug for feed in running.feeds()]
    status = {row["slug"]: (row["provider"], row["format"]) for row in rows if row["kind"] == FeedKind.STATUS}
    assert status == {
        "claude-status": ("anthropic", "statuspage-atom"),
        "openai-status": ("openai", "statuspage-json"),
        "cloudflare-status": ("cloudflare", "statuspage-atom"),
    }


def test_no_address_holds_the_port(running: RunningNewsroom) -> None:
    port = running.address.rpartition(":")[2]
    for feed in running.feeds():
        assert urlsplit(feed.url).port is None
        assert f":{port}" not in ask(running, feed.url).text
    assert running.resolve == f"*.newsroom.example=127.0.0.1:{port}"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_unchanged_answer_is_304_by_etag_and_by_date(running: RunningNewsroom, encoding: str) -> None:
    urls = [feed.url for feed in running.feeds()]
    urls += [NEWSROOM.url(article) for article in NEWSROOM.articles if article.is_open]
    for url in urls:
        first = ask(running, url, Accept_Encoding=encoding)
        by_tag = ask(running, url, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
        by_date = ask(running, url, If_Modified_Since=first.headers["last-modified"])
        assert (by_tag.status_code, by_date.status_code) == (304, 304)
        assert by_tag.content == b""
        assert by_tag.headers["etag"] == first.headers["etag"]


def test_a_tag_that_is_not_ours_goes_before_a_date_that_fits(running: RunningNewsroom) -> None:
    url = NEWSROOM.url(BY_ID[UPDATED])
    date = ask(running, url).headers["last-modified"]
    assert ask(running, url, If_None_Match='"other"', If_Modified_Since=date).status_code == 200
    assert ask(running, url, If_Modified_Since="yesterday").status_code == 200


def test_a_new_edition_changes_exactly_what_it_rewrote(running: RunningNewsroom) -> None:
    urls = [feed.url for feed in running.feeds()]
    urls += [NEWSROOM.url(article) for article in NEWSROOM.articles if article.is_open]
    seen: list[dict[str, tuple[str, str]]] = []
    for edition in (1, 2, 3):
        running.edition = edition
        answers = {url: ask(running, url).headers for url in urls}
        seen.append({url: (head["etag"], head["last-modified"]) for url, head in answers.items()})
    packet, cloud = NEWSROOM.url(BY_ID[UPDATED]), NEWSROOM.url(BY_ID["cloudscape-atlassian-two-weeks"])
    packet_feed, cloud_feed = feed_url(running, "packet-gazette"), feed_url(running, "cloudscape")
    first, second, third = seen
    assert {url for url in urls if first[url][0] != second[url][0]} == {
        packet,
        packet_feed,
        cloud,
        cloud_feed,
    }
    assert {url for url in urls if second[url][0] != third[url][0]} == {packet, packet_feed}
    for before, after in ((first, second), (second, third)):
        assert {u for u in urls if before[u][0] != after[u][0]} == {
            u for u in urls if before[u][1] != after[u][1]
        }


def test_an_updated_article_shows_new_title_and_text_in_feed_and_page(running: RunningNewsroom) -> None:
    article = BY_ID[UPDATED]
    titles = []
    for edition in (1, 2, 3):
        running.edition = edition
        page = ask(running, NEWSROOM.url(article)).text
        titles.append(article.at(edition).title)
        assert titles[-1] in page
        assert titles[-1] in ask(running, feed_url(running, "packet-gazette")).text
        assert ("Update 12:56 pm ET" in page) == (edition > 1)
    assert len(set(titles)) == 3


def test_editions_count_from_one(running: RunningNewsroom) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        running.edition = 0


def test_robots_txt_bars_the_one_page_that_does_not_want_to_be_read(running: RunningNewsroom) -> None:
    barred = [article for article in NEWSROOM.articles if article.access is Access.ROBOTS]
    assert len(barred) == 1
    for outlet in NEWSROOM.outlets:
        rules = Protego.parse(ask(running, f"http://{NEWSROOM.host(outlet.slug)}/robots.txt").text)
        for article in NEWSROOM.articles_of(outlet.slug):
            assert rules.can_fetch(NEWSROOM.url(article), "newsagg/0.1") == (
                article.access is not Access.ROBOTS
            )


def test_a_moved_article_is_linked_by_its_old_address_and_redirects_to_the_new_one(
    running: RunningNewsroom,
) -> None:
    article = BY_ID[MOVED]
    assert NEWSROOM.link(article) in read_links(running, "cloudscape")
    answer = ask(running, NEWSROOM.link(article))
    assert answer.status_code == 301
    assert answer.headers["location"] == NEWSROOM.url(article)
    assert ask(running, NEWSROOM.url(article)).status_code == 200


def test_compressed_outlets_compress_for_those_who_can_read_it(running: RunningNewsroom) -> None:
    url = NEWSROOM.url(BY_ID[UPDATED])
    plain, packed = ask(running, url, Accept_Encoding="identity"), ask(running, url, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"]


def test_head_answers_without_a_body(running: RunningNewsroom) -> None:
    answer = ask(running, NEWSROOM.url(BY_ID[UPDATED]), method="HEAD")
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "url", ["http://nobody.newsroom.example/", "http://northwire.newsroom.example/no/page"]
)
def test_an_unknown_host_or_page_is_404(running: RunningNewsroom, url: str) -> None:
    assert ask(running, url).status_code == 404


def test_front_pages_list_their_articles(running: RunningNewsroom) -> None:
    text = ask(running, "http://northwire.newsroom.example/").text
    assert all(NEWSROOM.url(article) in text for article in NEWSROOM.articles_of("northwire"))


def test_pages_carry_the_clutter_of_other_outages(running: RunningNewsroom) -> None:
    text = ask(running, NEWSROOM.url(BY_ID["gadget-bazaar-tablet-price-down"])).text
    assert "Peloton bikes cannot reach their classes" in text
    assert "Down for me as well" in text


def test_the_newsroom_remembers_what_it_was_asked(running: RunningNewsroom) -> None:
    url = NEWSROOM.url(BY_ID["ledger-street-claude-credits"])
    ask(running, url)
    assert running.asked()[-1].url == url
    assert running.asked()[-1].status == 403


def test_the_demo_leaves_no_socket_open() -> None:
    with serve_newsroom(NEWSROOM) as running:
        port = int(running.address.rpartition(":")[2])
        ask(running, feed_url(running, "northwire"))
    with serve_newsroom(NEWSROOM, port=port) as again:
        assert again.address == f"127.0.0.1:{port}"
