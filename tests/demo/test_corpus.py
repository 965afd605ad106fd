"""Any corpus file is served like the demo's own articles, whatever its rows look like."""

import io
import json
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from newsagg.demo.corpus import load_corpus, map_urls
from newsagg.demo.outlets import Newsroom
from newsagg.demo.server import serve_newsroom
from newsagg.errors import DataFileError
from tests.demo.asking import ask

ROWS: list[dict[str, object]] = [
    {
        "id": "one",
        "url": "https://elsewhere.example/one",
        "outlet": "daily.example",
        "title": "Parcel tracking <fails> & returns",
        "published": "2021-07-22",
        "lang": "en",
        "text": "The tracking pages of a parcel firm were gone.\n\nThey came back at noon.\n- a list line",
        "text_scope": "full",
        "relevant": True,
        "incidents": ["secret-label"],
    },
    {
        "id": "two/3",
        "outlet": "Le Journal Été",
        "title": "Panne </script> au guichet",
        "published": "2022-02-02T14:27:40-05:00",
        "lang": "fr",
        "text": "mot " * 200,
        "text_scope": "rss",
    },
    {"id": "three", "outlet": "daily.example", "title": "Long", "published": "2022", "text": "word " * 200},
    {"id": 4, "outlet": None, "title": None, "published": {"odd": 1}, "text": "Only a text\x00\ud800 here."},
    {"title": "Only a title", "outlet": "日本"},
]


def write_corpus(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    return path


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return load_corpus(write_corpus(tmp_path, ROWS))


def test_every_article_is_found_by_its_feed_and_its_page_has_the_whole_text(newsroom: Newsroom) -> None:
    found: set[str] = set()
    with serve_newsroom(newsroom) as running:
        for feed in running.feeds():
            parsed = feedparser.parse(io.BytesIO(ask(running, feed.url).content))
            assert not parsed.bozo
            found |= {entry.link for entry in parsed.entries}
        ids = map_urls(newsroom)
        assert {ids[url] for url in found} == {"one", "two/3", "three", "4", "row-5"}
        for article in newsroom.articles:
            page = BeautifulSoup(ask(running, newsroom.url(article)).content, "html.parser")
            assert page.article is not None
            paragraphs = [p.get_text() for p in page.article.find_all("p")]
            assert paragraphs == article.at(1).text.split("\n\n")
            assert page.h1 is not None
            assert page.h1.get_text() == article.title


def test_labels_are_not_read_and_nothing_says_that_a_corpus_is_retold(newsroom: Newsroom) -> None:
    with serve_newsroom(newsroom) as running:
        text = ask(running, newsroom.url(newsroom.articles[0])).text
        text += "".join(ask(running, feed.url).text for feed in running.feeds())
    assert "secret-label" not in text
    assert "Retold" not in text
    assert all(article.expected is None for article in newsroom.articles)


def test_a_summary_is_short_unless_the_text_was_never_more_than_one(newsroom: Newsroom) -> None:
    sizes = {article.id: len(article.summary) for article in newsroom.articles}
    assert sizes["three"] <= 300 < sizes["two/3"]


def test_times_keep_their_zone_and_odd_ones_are_missing(newsroom: Newsroom) -> None:
    times = {a.id: a.published.isoformat() if a.published else "" for a in newsroom.articles}
    assert times == {
        "one": "2021-07-22T00:00:00+00:00",
        "two/3": "2022-02-02T14:27:40-05:00",
        "three": "",
        "4": "",
        "row-5": "",
    }


def test_json_ld_survives_a_title_that_closes_scripts(newsroom: Newsroom) -> None:
    with serve_newsroom(newsroom) as running:
        page = BeautifulSoup(ask(running, newsroom.url(newsroom.articles[1])).content, "html.parser")
    script = page.find("script", type="application/ld+json")
    assert script is not None
    data = json.loads(script.get_text())
    assert data["headline"] == "Panne </script> au guichet"
    assert data["datePublished"] == "2022-02-02T14:27:40-05:00"


def test_outlets_get_hosts_of_their_own_even_when_their_names_look_alike(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": str(n), "outlet": name, "title": "t"}
        for n, name in enumerate(["a.b", "a-b", "日本", "中国", "x" * 90])
    ]
    hosts = [outlet.slug for outlet in load_corpus(write_corpus(tmp_path, rows)).outlets]
    assert hosts == ["a-b", "a-b-2", "outlet", "outlet-2", "x" * 50]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{", "row 2: is not JSON", id="cut off"),
        pytest.param("[1]", "row 2: is not a JSON object", id="no object"),
        pytest.param('{"id": "x", "text": " "}', "row 2: has neither title nor text", id="empty"),
        pytest.param('{"id": "a", "title": "again"}', "row 2: a second row with id 'a'", id="an id twice"),
    ],
)
def test_a_row_that_cannot_be_served_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "title": "t"}\n' + line + "\n")
    with pytest.raises(DataFileError, match=reason):
        load_corpus(path)


def test_an_outlet_with_very_many_articles_has_several_feeds(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": f"n{n}",
            "outlet": "big.example",
            "title": f"Title {n}",
            "text": "Text.",
            "published": "2024-05-01",
        }
        for n in range(1201)
    ]
    newsroom = load_corpus(write_corpus(tmp_path, rows))
    with serve_newsroom(newsroom) as running:
        feeds = running.feeds()
        links = [
            entry.link
            for feed in feeds
            for entry in feedparser.parse(io.BytesIO(ask(running, feed.url).content)).entries
        ]
    assert [feed.slug for feed in feeds] == ["big-example", "big-example-part-2", "big-example-part-3"]
    assert len(links) == len(set(links)) == 1201
    assert set(links) == set(map_urls(newsroom))
