"""When a host may be asked, and when a feed is due again."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.politeness import HostTurns, RobotsRules, next_read, read_retry_after
from newsagg.errors import FetchError
from newsagg.model import Feed
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NEWS = Feed(slug="paper", outlet="Paper", url="https://paper.example/feed", kind=FeedKind.NEWS)
STATUS = Feed(slug="status", outlet="Status", url="https://status.example/feed", kind=FeedKind.STATUS)


@pytest.mark.parametrize(
    ("feed", "given_", "minutes"),
    [
        (NEWS, {}, 30),
        (STATUS, {}, 5),
        (NEWS, {"failures": 1}, 60),
        (NEWS, {"failures": 3}, 240),
        (NEWS, {"failures": 6}, 1440),
        (NEWS, {"failures": 10_000}, 1440),
        (STATUS, {"failures": 2}, 20),
        (NEWS, {"unchanged": 3}, 30),
        (NEWS, {"unchanged": 4}, 60),
        (NEWS, {"unchanged": 1_000}, 120),
        (STATUS, {"unchanged": 1_000}, 5),
        (NEWS, {"retry_at": NOW + timedelta(minutes=90)}, 90),
        (NEWS, {"retry_at": NOW + timedelta(minutes=1)}, 30),
        (NEWS, {"retry_at": NOW + timedelta(days=400)}, 7 * 1440),
        (NEWS, {"status": 404, "failures": 1}, 60),
    ],
)
def test_a_feed_is_due_again_after_a_while(feed: Feed, given_: dict[str, object], minutes: int) -> None:
    due = next_read(feed, now=NOW, settings=Settings(), **given_)  # type: ignore[arg-type]
    assert due == NOW + timedelta(minutes=minutes)


def test_a_feed_that_is_gone_is_never_due_again() -> None:
    assert next_read(NEWS, now=NOW, settings=Settings(), status=410) is None


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**5))
def test_more_failures_never_bring_the_next_read_nearer(failures: int, unchanged: int, minutes: int) -> None:
    settings = Settings(feed_minutes=minutes)
    one = next_read(NEWS, now=NOW, settings=settings, failures=failures, unchanged=unchanged)
    two = next_read(NEWS, now=NOW, settings=settings, failures=failures + 1, unchanged=unchanged)
    assert one is not None
    assert two is not None
    assert failures == 0 or NOW < one <= two


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("120", NOW + timedelta(seconds=120)),
        (" 0 ", NOW),
        ("Mon, 02 Mar 2026 13:00:00 GMT", NOW + timedelta(hours=1)),
        ("Mon, 02 Mar 2026 13:00:00", NOW + timedelta(hours=1)),
        ("999999999", NOW + timedelta(days=7)),
        ("Fri, 02 Mar 2035 13:00:00 GMT", NOW + timedelta(days=7)),
        ("Mon, 02 Mar 2020 13:00:00 GMT", None),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1" * 1000, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, until: datetime | None) -> None:
    assert read_retry_after(value, now=NOW) == until


@given(st.text(max_size=50))
def test_no_retry_after_is_too_strange(value: str) -> None:
    found = read_retry_after(value, now=NOW)
    assert found is None or NOW <= found <= NOW + timedelta(days=7)


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
    assert time.process_time() - began < 2


def test_a_host_waits_for_its_pause_and_another_does_not() -> None:
    turns = HostTurns(0.2)
    began = time.monotonic()
    for host in ("a", "b", "a"):
        with turns.turn(host):
            pass
    assert 0.2 <= time.monotonic() - began < 0.4


def test_a_wider_pause_is_kept_unless_politeness_is_off() -> None:
    polite, hasty = HostTurns(0.01), HostTurns(0.0)
    for turns in (polite, hasty):
        turns.widen("a", 0.2)
    began = time.monotonic()
    for turns in (hasty, hasty, polite):
        with turns.turn("a"):
            pass
    assert time.monotonic() - began < 0.1
    with polite.turn("a"):
        assert time.monotonic() - began >= 0.2


def test_a_long_quiet_is_not_waited_for() -> None:
    turns = HostTurns(0.0)
    turns.hold("a", datetime.now(UTC) + timedelta(hours=1))
    with pytest.raises(FetchError) as caught, turns.turn("a"):
        pass
    assert caught.value.transient
    assert caught.value.retry_at is not None
