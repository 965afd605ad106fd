"""Feeds as they behave over days and years: they move, fall silent, come back, and take their hosts with them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsagg.pipeline.collect import collect_feeds
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.feedevents import list_events
from newsagg.store.feedhealth import read_feed_health
from newsagg.store.runs import start_run
from tests.collect.loopback import Site, answer, redirect, serve_site

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
RSS = b"""<rss version="2.0"><channel><title>Paper</title><ttl>%d</ttl><item><title>Cloud is down</title>
<link>http://paper.test.example/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>"""
FEED = RSS % 5


class Years:
    """A record, the site that its feeds are of, and runs at given times."""

    def __init__(self, site: Site, folder: Path, feeds: dict[str, str], **given: Any) -> None:
        listed = folder / "feeds.toml"
        rows = [
            f'[[feed]]\nslug = "{slug}"\noutlet = "{slug}"\nurl = "{url}"\nkind = "news"\n'
            for slug, url in feeds.items()
        ]
        listed.write_text("\n".join(rows), "utf-8")
        self.site = site
        fields = {
            "database": folder / "r.db",
            "archive": folder / "archive",
            "feeds": listed,
            "host_failures": 5,
        }
        self.settings: Settings = site.settings(**fields | given)

    def run(self, hours: float, *, force: bool = False) -> dict[str, int]:
        now = START + timedelta(hours=hours)
        run_id = start_run(open_db(self.settings.database), "plain", now, "given")
        return collect_feeds(self.settings, now=now, run_id=run_id, force=force)

    def health(self, feed: str = "a") -> dict[str, Any]:
        return read_feed_health(open_db(self.settings.database), feed)

    def events(self, feed: str = "a") -> list[str]:
        return [event["kind"] for event in list_events(open_db(self.settings.database), feed)]

    def asked(self) -> list[str]:
        """Return what was asked since the last look."""
        found = self.site.paths()
        self.site.asked.clear()
        return found


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        yield running


def test_a_feed_moves_within_its_site_at_once_and_is_asked_there(site: Site, tmp_path: Path) -> None:
    years = Years(site, tmp_path, {"a": site.url("/old")})
    site.routes |= {"/old": redirect("/new", 301), "/new": answer(body=FEED)}
    years.run(0)
    assert years.health()["moved_to"] == site.url("/new")
    years.asked()
    years.run(24)
    assert years.asked() == ["/new"]
    assert years.events() == ["listed", "moved"]


def test_a_feed_moves_to_another_site_when_that_is_so_a_day_later(site: Site, tmp_path: Path) -> None:
    years = Years(site, tmp_path, {"a": site.url("/old")})
    there = site.url("/new", "other.test.example")
    site.routes |= {"/old": redirect(there, 308), "/new": answer(body=FEED)}
    years.run(0)
    years.run(12)
    assert years.health()["moved_to"] is None
    years.run(25)
    assert years.health()["moved_to"] == there
    assert years.events() == ["listed", "move_seen", "moved"]


@pytest.mark.parametrize(
    "hops",
    [
        {"/old": redirect("/", 301), "/": answer(body=b"<html><body>Welcome</body></html>")},
        {"/old": redirect("/new", 302), "/new": answer(body=FEED)},
        {"/old": redirect("/hop", 301), "/hop": redirect("/new", 302), "/new": answer(body=FEED)},
        {"/old": redirect("/new", 301), "/new": answer(body=FEED.split(b"<item>")[0] + b"</channel></rss>")},
        {"/old": redirect("/new", 301), "/new": answer(404)},
    ],
    ids=["to the homepage", "for now", "one hop for now", "to an empty feed", "to nothing"],
)
def test_a_redirect_that_is_not_sure_moves_no_feed(site: Site, tmp_path: Path, hops: dict[str, Any]) -> None:
    years = Years(site, tmp_path, {"a": site.url("/old")})
    site.routes |= hops
    for hours in (0, 30, 60):
        years.run(hours, force=True)
    assert years.health()["moved_to"] is None
    assert "moved" not in years.events()


def test_a_feed_that_is_gone_is_asked_no_more_and_says_so(site: Site, tmp_path: Path) -> None:
    years = Years(site, tmp_path, {"a": site.url("/a")})
    site.routes["/a"] = answer(410)
    years.run(0)
    years.run(1000, force=True)
    assert years.asked() == ["/a"]
    assert (years.health()["state"], years.events()) == ("retired", ["listed", "gone"])


def test_a_host_that_fails_costs_one_request_a_run_for_all_its_feeds(site: Site, tmp_path: Path) -> None:
    names = "abcdefgh"
    years = Years(
        site,
        tmp_path,
        {name: site.url(f"/{name}") for name in names} | {"other": "http://other.test.example/o"},
    )
    site.routes["/o"] = answer(body=FEED)
    for name in names:
        site.routes[f"/{name}"] = answer(503)
    counts = years.run(0)
    assert (counts["feeds_failed"], counts["feeds_resting"], counts["feeds_read"]) == (5, 3, 1)
    health = years.health("h")
    assert health["state"] == "host_resting"
    assert (
        "its host paper.test.example before 2026-03-02 12:15, after 5 failures in a row"
        in health["explanation"]
    )
    assert health["next_due_because"].startswith("its host rests until")
    years.asked()
    assert years.run(0.1).get("feeds_failed", 0) == 0
    assert years.asked() == []
    years.run(3)
    assert len([path for path in years.asked() if path != "/o"]) == 1
    for name in names:
        site.routes[f"/{name}"] = answer(body=FEED)
    years.run(48)
    assert {years.health(name)["state"] for name in names} == {"healthy"}


def test_when_nobody_can_be_reached_it_is_our_own_network(site: Site, tmp_path: Path) -> None:
    feeds = {name: f"http://{name}.test.example/feed" for name in "abcd"}
    years = Years(site, tmp_path, feeds)
    site.routes["/feed"] = answer(body=FEED)
    years.run(0)
    good = years.settings
    years.settings = Years(site, tmp_path, feeds, resolve="*.test.example=127.0.0.1:1").settings
    for hours in (24, 25, 26, 27, 28, 29, 30):
        years.run(hours)
    health = years.health()
    assert (health["failures"], health["state"]) == (0, "healthy")
    assert "our own network" in health["next_due_because"]
    years.settings = good
    assert years.run(31)["feeds_read"] == 4


def test_a_host_of_many_feeds_hides_no_failure_of_our_own_network(site: Site, tmp_path: Path) -> None:
    feeds = {f"many{n}": f"http://big.test.example/{n}" for n in range(8)}
    feeds |= {name: f"http://{name}.test.example/feed" for name in "abc"}
    years = Years(site, tmp_path, feeds, resolve="*.test.example=127.0.0.1:1")
    years.run(0)
    for name in feeds:
        health = years.health(name)
        assert health["failures"] == 0, name
        assert "our own network" in health["next_due_because"], name


def test_one_host_that_cannot_be_reached_is_its_own_fault(site: Site, tmp_path: Path) -> None:
    years = Years(site, tmp_path, {"a": "http://a.test.example/feed"}, resolve="*.test.example=127.0.0.1:1")
    years.run(0)
    assert years.health()["failures"] == 1


def test_when_a_feed_is_read_next_follows_its_wishes_and_is_told(site: Site, tmp_path: Path) -> None:
    years = Years(site, tmp_path, {"a": site.url("/a"), "b": site.url("/b"), "c": site.url("/c")})
    site.routes["/a"] = answer(body=RSS % 600, headers={"ETag": '"1"'})
    site.routes["/b"] = answer(body=FEED, headers={"Cache-Control": "max-age=28800"})
    site.routes["/c"] = answer(429, headers={"Retry-After": "86400"})
    years.run(0)
    assert years.health("a")["next_due_because"] == "its feed asks (ttl) for 10 hours"
    assert years.health("a")["next_due_at"] == "2026-03-02T22:00:00Z"
    assert years.health("b")["next_due_because"] == "its server asks for 8 hours"
    assert "asked for quiet until" in years.health("c")["next_due_because"]
    site.routes["/a"] = answer(304)
    years.run(11, force=True)
    assert years.health("a")["next_due_because"] == "its feed asks (ttl) for 10 hours"
