"""What robots.txt allows, and how long it is kept."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from newsagg.collect.fetch import Fetcher
from newsagg.collect.politeness import HostTurns
from newsagg.collect.robots import RobotsRules
from newsagg.errors import CollectError, FetchError, ForbiddenURLError
from newsagg.model import RobotsText
from tests.collect.loopback import Site, answer, serve_site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ORIGIN = "http://paper.test.example"
CLOSED = b"User-agent: *\nDisallow: /private"


@pytest.mark.parametrize(
    ("robots", "path", "may"),
    [
        (b"", "/a", True),
        (b"User-agent: *\nDisallow:", "/a", True),
        (b"User-agent: *\nDisallow: /", "/a", False),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        (b"User-agent: other\nDisallow: /", "/a", True),
        (b"User-agent: NewsAgg\nDisallow: /", "/a", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*.pdf$", "/x.pdf", False),
        (b"User-agent: *\nDisallow: /*a*b*c*d*e*f/x", "/1a2b3c4d", False),
        (b"<html>not found</html>", "/a", True),
        (bytes(range(256)) * 10, "/a", True),
    ],
)
def test_robots_txt_says_what_may_be_asked(robots: bytes, path: str, may: bool) -> None:
    assert (
        RobotsRules(robots, "newsagg/0.1 (+https://newsagg.example)").allow(f"https://paper.example{path}")
        is may
    )


def test_the_pause_of_robots_txt_is_read() -> None:
    assert RobotsRules(b"User-agent: *\nCrawl-delay: 7\nDisallow:", "newsagg").crawl_delay == 7.0
    assert RobotsRules(b"", "newsagg").crawl_delay == 0.0


@pytest.mark.parametrize(
    "robots",
    [
        b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"$",
        b"User-agent: *\n" + b"Disallow: /*a*b*c\n" * 20_000,
        b"User-agent: *\nAllow: /" + b"*" * 500_000,
        b"a" * 500_000,
    ],
    ids=["stars", "many rules", "only stars", "one line"],
)
def test_hostile_robots_txt_costs_no_time(robots: bytes) -> None:
    began = time.process_time()
    RobotsRules(robots, "newsagg").allow("https://paper.example/" + "a" * 3_000)
    assert time.process_time() - began < 10


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        running.routes["/a"] = answer(body=b"a page")
        yield running


def ask(site: Site, path: str = "/a", *known: RobotsText, now: datetime = NOW) -> list[RobotsText]:
    """Ask for a page in a run of its own; return what is to be kept of robots.txt."""
    with Fetcher(site.settings(), turns=HostTurns(0.0, now=now), robots=known) as fetcher:
        fetcher.get(site.url(path), robots=True)
        return fetcher.robots.learned()


def test_robots_txt_is_asked_for_once_a_day_across_runs(site: Site) -> None:
    site.routes["/robots.txt"] = answer(body=CLOSED)
    (text,) = ask(site)
    assert (text.origin, text.fresh_until - text.read_at) == (ORIGIN, timedelta(hours=24))
    assert ask(site, "/a", text, now=NOW + timedelta(hours=23)) == []
    with pytest.raises(ForbiddenURLError):
        ask(site, "/private/1", text, now=NOW + timedelta(hours=23))
    assert site.paths().count("/robots.txt") == 1
    assert ask(site, "/a", text, now=NOW + timedelta(hours=25))
    assert site.paths().count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("control", "kept"),
    [
        ("max-age=7200", timedelta(hours=2)),
        ("max-age=31536000", timedelta(hours=24)),
        ("max-age=1", timedelta(hours=1)),
        ("no-cache", timedelta(hours=24)),
    ],
)
def test_rules_are_kept_for_as_long_as_their_server_says_within_a_day(
    site: Site, control: str, kept: timedelta
) -> None:
    site.routes["/robots.txt"] = answer(body=CLOSED, headers={"Cache-Control": control})
    (text,) = ask(site)
    assert text.fresh_until - text.read_at == kept


def test_a_host_without_rules_is_remembered_as_one(site: Site) -> None:
    (text,) = ask(site)
    assert text.text == ""
    assert ask(site, "/a", text) == []


def test_an_old_copy_stands_in_while_a_host_cannot_tell_its_rules(site: Site) -> None:
    site.routes["/robots.txt"] = answer(503)
    with pytest.raises(FetchError, match=r"robots\.txt could not be read"):
        ask(site)
    old = RobotsText(origin=ORIGIN, text=CLOSED.decode(), read_at=NOW, fresh_until=NOW + timedelta(hours=1))
    assert ask(site, "/a", old, now=NOW + timedelta(days=20)) == []
    with pytest.raises(ForbiddenURLError):
        ask(site, "/private/1", old, now=NOW + timedelta(days=20))
    with pytest.raises(CollectError):
        ask(site, "/a", old, now=NOW + timedelta(days=31))
