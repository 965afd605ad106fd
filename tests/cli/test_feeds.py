"""The feeds with their health, and one feed asked now over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsagg.store import open_db
from newsagg.store.articles import save_fetch_failure
from newsagg.store.runs import start_run
from tests.cli.running import OBEYED, Outcome, run
from tests.collect.loopback import Site, answer, redirect, serve_site
from tests.store.making import NOON, a_feed, a_fetch, a_story, later, save_stories

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Cloud is down &#x202e;now</title><link>https://paper.test.example/1</link>
<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>
<item><title>Undated</title><link>https://paper.test.example/2</link></item></channel></rss>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        yield running


def check(site: Site, path: str, *options: str, columns: int = 0) -> Outcome:
    env: dict[str, str | None] = {"NEWSAGG_RESOLVE": f"*.test.example=127.0.0.1:{site.port}"}
    return run("feeds", "check", site.url(path), *options, columns=columns, env=env)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "newsagg.db"
    db = open_db(path)
    start_run(db, "plain", NOON, "given")
    save_stories(db, a_feed(), a_story())
    save_stories(db, a_feed("broken"))
    refused = a_fetch(
        url="https://broken.example/feed", outcome="failed", status=500, error="refused \x1b[2J"
    )
    save_fetch_failure(db, "broken", refused, next_due_at=later(1), now=NOON, run_id=None)
    db.close()
    return path


def test_feeds_are_listed_with_trouble_first(database: Path) -> None:
    rows = run("feeds", "list", database=database).rows
    assert [row[0] for row in rows[1:]] == ["broken", "post"]
    assert rows[1][2] == "failing"


def test_a_person_sees_why_a_feed_fails(database: Path) -> None:
    told = run("feeds", "list", database=database, columns=100).out
    assert "2 feeds: 1 healthy, 1 failing." in told
    assert "not heard since 2026-03-02 12:00, one failure: refused" in told
    assert "refused" in told
    assert not [sign for sign in OBEYED if sign in told]


def test_only_failing_feeds_when_asked(database: Path) -> None:
    told = run("feeds", "list", "--failing", "--json", database=database).data
    assert [row["feed"] for row in told] == ["broken"]


def test_a_checked_feed_tells_its_entries_and_manners(site: Site) -> None:
    site.routes["/feed"] = answer(body=RSS, headers={"ETag": '"1"', "Content-Type": "application/rss+xml"})
    told = check(site, "/feed", columns=80).out
    assert "200" in told
    assert "ETag" in told
    assert "2, 1 without a date" in told
    assert "Cloud is down now" in told
    assert not [sign for sign in OBEYED if sign in told]


def test_a_feed_that_moved_says_whether_for_good(site: Site) -> None:
    site.routes["/old"] = redirect("/feed", 301)
    site.routes["/feed"] = answer(body=RSS)
    assert "for good" in check(site, "/old", columns=80).out


def test_a_check_is_data_for_programs(site: Site) -> None:
    site.routes["/feed"] = answer(body=RSS)
    told = check(site, "/feed", "--json").data
    assert (told["status"], told["problem"], len(told["entries"])) == (200, "", 2)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [(500, b"", "500"), (200, b"<html><body>Not a feed</body></html>", "feed")],
    ids=["the server fails", "not a feed"],
)
def test_a_broken_feed_ends_with_1_and_one_line(site: Site, status: int, body: bytes, said: str) -> None:
    site.routes["/feed"] = answer(status, body)
    told = check(site, "/feed")
    assert told.code == 1
    assert said in told.err
    assert told.err.count("\n") == 1


def test_a_slug_that_is_not_listed_gets_likely_ones() -> None:
    told = run("feeds", "check", "ars-tech")
    assert told.code == 1
    assert "did you mean ars-technica?" in told.err
