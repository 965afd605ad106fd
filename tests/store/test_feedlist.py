"""What people and lists decide about feeds, and what stays of it."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import Feed, HostState, Move, Plan, Rhythm, RobotsText, Wishes
from newsagg.store.feedevents import list_events
from newsagg.store.feedhealth import find_deaf, list_feed_health, read_feed_health
from newsagg.store.feedlist import (
    add_feed,
    host_of,
    list_feeds,
    pause_feed,
    remove_feed,
    resume_feed,
    sync_feeds,
)
from newsagg.store.feeds import (
    due_feeds,
    find_addresses,
    forgive_failures,
    put_off_feed,
    read_rhythm,
    save_feed,
    save_fetch_failure,
)
from newsagg.store.hosts import load_hosts, load_robots, save_hosts, save_robots
from newsagg.store.runs import start_run
from newsagg.vocabulary import FeedKind
from tests.store.making import NOON, a_feed, a_fetch, a_story, later, save_stories

POST, GAZETTE = a_feed("post"), a_feed("gazette")
MINE = a_feed("mine")
DAYS = 24.0


def due(db: Database, hours: float = 1000) -> list[str]:
    return [found.feed.slug for found in due_feeds(db, later(hours))]


def history(db: Database, feed: str = "post") -> list[tuple[str, str]]:
    return [(event["kind"], event["by"]) for event in list_events(db, feed)]


def fail(db: Database, feed: str = "post", times: int = 1, now: float = 0, **given: Any) -> None:
    for _ in range(times):
        save_fetch_failure(
            db,
            feed,
            a_fetch(outcome="failed", status=503, error="503 Service Unavailable"),
            next_due_at=later(now + 1),
            now=later(now),
            run_id=None,
            **given,
        )


def answer(db: Database, feed: Feed = POST, *stories: Any, now: float = 0, **given: Any) -> None:
    fields: dict[str, Any] = {"etag": "", "last_modified": "", "next_due_at": later(now + 1)}
    save_feed(db, feed, stories, a_fetch(), now=later(now), run_id=None, **fields | given)


def test_a_feed_that_somebody_added_survives_updates_of_the_list(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    add_feed(db, MINE, by="ana", now=NOON)
    for listed in ([POST], [GAZETTE], [GAZETTE, replace(MINE, url="https://other.example/feed")]):
        sync_feeds(db, listed, later(1))
        assert "mine" in due(db)
    assert next(feed for feed in list_feeds(db) if feed.slug == "mine") == MINE
    assert list_feeds(db, added=True) == [MINE]


def test_a_listed_feed_at_the_address_of_an_added_one_is_not_asked_twice(db: Database) -> None:
    add_feed(db, MINE, by="ana", now=NOON)
    sync_feeds(db, [replace(MINE, slug="theirs")], later(1))
    assert due(db) == ["mine"]
    remove_feed(db, "mine", by="ana", reason="the list has it", now=later(2))
    sync_feeds(db, [replace(MINE, slug="theirs")], later(3))
    assert due(db) == ["theirs"]


@pytest.mark.parametrize("decide", [pause_feed, remove_feed], ids=["paused", "removed"])
def test_what_somebody_paused_or_removed_stays_so_whatever_the_list_says(db: Database, decide: Any) -> None:
    sync_feeds(db, [POST, GAZETTE], NOON)
    decide(db, "post", by="ana", reason="too loud", now=NOON)
    sync_feeds(db, [POST, GAZETTE], later(1))
    sync_feeds(db, [replace(POST, outlet="The Post"), GAZETTE], later(2))
    assert due(db) == ["gazette"]
    assert due_feeds(db, later(2), force=True)[0].feed.slug == "gazette"
    resume_feed(db, "post", by="bob", reason="", now=later(3))
    assert due(db) == ["gazette", "post"]
    kinds = history(db)
    assert kinds[0] == ("listed", "feed list")
    assert kinds[-2:] == [("paused" if decide is pause_feed else "removed", "ana"), ("resumed", "bob")]


def test_a_feed_that_its_server_called_gone_can_be_resumed(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    fail(db, retire=True)
    assert due(db) == []
    assert [row["feed"] for row in find_deaf(db)] == ["post"]
    resume_feed(db, "post", by="ana", reason="was a mistake of theirs", now=later(1))
    assert due(db) == ["post"]
    assert history(db)[1:] == [("gone", "newsagg"), ("resumed", "ana")]


@pytest.mark.parametrize(
    ("decide", "feed", "error"),
    [
        (pause_feed, "nobody", NotFoundError),
        (remove_feed, "nobody", NotFoundError),
        (resume_feed, "post", StoreError),
        (resume_feed, "dropped", StoreError),
        (pause_feed, "dropped", StoreError),
    ],
)
def test_what_makes_no_sense_is_refused(db: Database, decide: Any, feed: str, error: type[Exception]) -> None:
    sync_feeds(db, [POST, a_feed("dropped")], NOON)
    sync_feeds(db, [POST], NOON)
    with pytest.raises(error):
        decide(db, feed, by="ana", reason="r", now=NOON)


@pytest.mark.parametrize(
    "other",
    [replace(MINE, url="https://post.example/feed"), replace(MINE, slug="post")],
    ids=["address", "name"],
)
def test_an_added_feed_takes_nobodys_address_or_name(db: Database, other: Feed) -> None:
    sync_feeds(db, [POST], NOON)
    with pytest.raises(StoreError, match=r"already|another feed"):
        add_feed(db, other, by="ana", now=NOON)


def test_a_feed_left_by_the_list_can_be_added_for_good(db: Database) -> None:
    sync_feeds(db, [POST, GAZETTE], NOON)
    sync_feeds(db, [GAZETTE], later(1))
    add_feed(db, POST, by="ana", now=later(2))
    sync_feeds(db, [GAZETTE], later(3))
    assert due(db) == ["gazette", "post"]


def test_the_history_of_a_feed_is_never_altered(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    for change in ("UPDATE feed_events SET by = 'eve'", "DELETE FROM feed_events"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(change)


def test_a_list_that_says_the_same_again_leaves_no_trace(db: Database) -> None:
    for hour in range(3):
        sync_feeds(db, [POST], later(hour))
    assert history(db) == [("listed", "feed list")]


def test_a_long_silence_and_its_end_stand_in_the_history(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    fail(db, times=2)
    answer(db)
    assert history(db)[1:] == []
    fail(db, times=5)
    answer(db)
    assert history(db)[1:] == [("fell_silent", "newsagg"), ("heard_again", "newsagg")]


def test_a_move_is_seen_kept_and_told(db: Database) -> None:
    there = "https://feeds.example/post"
    sync_feeds(db, [POST], NOON)
    answer(db, move=Move(to=there, reason="seen once"))
    answer(db, move=Move(to=there, reason="seen once"), now=1)
    (found,) = due_feeds(db, later(99))
    assert (found.feed.url, found.move_seen, found.move_seen_at) == (POST.url, there, NOON)
    answer(db, move=Move(to=there, final=True, reason="seen again"), now=25)
    (found,) = due_feeds(db, later(99))
    assert (found.feed.url, found.move_seen) == (there, "")
    assert find_addresses(db) == {there}
    told = [(event["kind"], event["old_value"], event["new_value"]) for event in list_events(db, "post")[1:]]
    assert told == [("move_seen", POST.url, there), ("moved", POST.url, there)]


def test_a_redirect_that_is_not_there_any_more_is_forgotten(db: Database) -> None:
    answer(db, move=Move(to="https://feeds.example/post", reason="seen once"))
    answer(db, move=Move(), now=1)
    assert due_feeds(db, later(99))[0].move_seen == ""


def test_a_feed_that_is_lost_where_it_moved_to_is_asked_at_its_listed_address_again(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    answer(db, move=Move(to="https://feeds.example/post", final=True, reason="r"), etag='"1"')
    fail(db, times=10)
    (found,) = due_feeds(db, later(99))
    assert (found.feed.url, found.etag) == (POST.url, "")
    assert history(db)[-1] == ("readdressed", "newsagg")


def test_the_wishes_of_a_feed_outlast_answers_without_a_body(db: Database) -> None:
    wishes = Wishes(feed_minutes=90.0, feed_word="ttl", skip_hours=(0, 1), skip_days=(6,))
    answer(db, wishes=replace(wishes, server_minutes=5.0))
    answer(db, now=1)
    assert due_feeds(db, later(99))[0].wishes == wishes


@pytest.mark.parametrize(
    ("ages", "rhythm"),
    [
        ([], Rhythm(entries=0, days=0.0)),
        ([0.0], Rhythm(entries=1, days=0.0, fresh=1)),
        ([1, 3, 10, 20], Rhythm(entries=4, days=20.0, fresh=1)),
        ([40, 60, 90], Rhythm(entries=0, days=28.0)),
        ([-5], Rhythm(entries=0, days=0.0)),
    ],
    ids=str,
)
def test_a_rhythm_is_that_of_four_weeks(db: Database, ages: list[float], rhythm: Rhythm) -> None:
    stories = [
        a_story(POST, f"https://post.example/{n}", published_at=NOON - timedelta(days=age))
        for n, age in enumerate(ages)
    ]
    save_stories(db, POST, *stories)
    assert read_rhythm(db, "post", NOON) == rhythm


def test_when_to_ask_again_may_follow_from_what_just_came(db: Database) -> None:
    def plan(rhythm: Rhythm) -> Plan:
        return Plan(at=later(rhythm.entries), because=f"{rhythm.entries} entries")

    answer(db, POST, a_story(POST), a_story(POST, "https://post.example/2"), next_due_at=plan)
    row = read_feed_health(db, "post")
    assert (row["next_due_at"], row["next_due_because"]) == ("2026-03-02T14:00:00Z", "2 entries")


def test_what_the_last_whole_answer_lacked_stays_told_until_there_is_a_newer_one(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    start_run(db, "plain", NOON, "given")
    half = a_fetch(error="is cut short: 3 of 5 entries were saved")
    save_feed(db, POST, [], half, etag="", last_modified="", next_due_at=later(1), now=NOON, run_id=None)
    same = a_fetch(outcome="not_modified", status=304)
    save_feed(db, POST, [], same, etag="", last_modified="", next_due_at=later(1), now=NOON, run_id=None)
    assert read_feed_health(db, "post")["last_error"] == "is cut short: 3 of 5 entries were saved"
    fail(db)
    save_feed(db, POST, [], same, etag="", last_modified="", next_due_at=later(1), now=NOON, run_id=None)
    assert read_feed_health(db, "post")["last_error"] == ""


def test_a_feed_that_was_put_off_stands_where_it_stood(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    fail(db)
    put_off_feed(db, "post", Plan(at=later(5), because="its host rests"))
    assert due(db, 4) == []
    assert due_feeds(db, later(6))[0].failures == 1


def test_failures_that_were_ours_are_taken_back(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    fail(db, times=3)
    forgive_failures(db, ["post"], next_due_at=later(2), because="our network")
    assert [(found.failures) for found in due_feeds(db, later(3))] == [2]


def test_hosts_and_their_rules_are_kept_and_forgotten(db: Database) -> None:
    bad = HostState(host="a.example", failures=5, rests_until=later(1), last_error="no", changed_at=NOON)
    save_hosts(db, [bad, HostState(host="b.example", changed_at=NOON)], NOON)
    assert load_hosts(db) == [bad]
    old = RobotsText(origin="https://a.example", text="x", read_at=NOON, fresh_until=later(1))
    save_robots(db, [old], NOON)
    assert load_robots(db, ["https://a.example", "https://b.example"]) == [old]
    save_robots(db, [], later(31 * DAYS))
    assert load_robots(db, ["https://a.example"]) == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://User:pw@Paper.example:443/x", "paper.example"),
        ("http://paper.example:8080/x", "paper.example:8080"),
        ("http://[::1]:80/", "[::1]"),
        ("no address", ""),
        ("http://a:b/", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


STATUS = a_feed("status", kind=FeedKind.STATUS)


def weekly(feed: Feed, *ages: float) -> list[Any]:
    """Stories that are so many days old."""
    return [
        a_story(feed, f"https://{feed.slug}.example/{n}", published_at=NOON - timedelta(days=age))
        for n, age in enumerate(ages)
    ]


def healthy(db: Database) -> None:
    answer(db, POST, *weekly(POST, 1, 2, 9, 16, 23, 30))


def quiet(db: Database) -> None:
    answer(db, POST, *weekly(POST, 12, 13, 14, 15, 16, 18, 20, 30))


def slow(db: Database) -> None:
    answer(db, POST, *weekly(POST, 12, 30, 50))


def dormant(db: Database) -> None:
    answer(db, POST, *weekly(POST, 200, 300))


def late(db: Database) -> None:
    healthy(db)
    answer(db, POST, now=-60)


def failing(db: Database) -> None:
    healthy(db)
    fail(db, times=4)


def resting(db: Database) -> None:
    failing(db)
    state = HostState(
        host="post.example", failures=6, rests_until=later(3), last_error="503", changed_at=NOON
    )
    save_hosts(db, [state], NOON)


def paused(db: Database) -> None:
    resting(db)
    pause_feed(db, "post", by="ana", reason="too loud", now=NOON)


def removed(db: Database) -> None:
    paused(db)
    remove_feed(db, "post", by="ana", reason="no use", now=NOON)


@pytest.mark.parametrize(
    ("story", "state", "told"),
    [
        (lambda db: None, "never_read", "not read yet: the next run does"),
        (healthy, "healthy", "answers; 2 entries in seven days, usually 1.2"),
        (quiet, "quiet", "answers, but published nothing for 12 days; usually 2.4 a week"),
        (slow, "healthy", "answers; nothing for 12 days, as usual"),
        (dormant, "quiet", "answers, but published nothing for 200 days"),
        (answer, "quiet", "answers, but has listed nothing yet"),
        (late, "late", "was due on 2026-02-28 01:00 and nobody asked since: no run came by"),
        (failing, "failing", "not heard since 2026-03-02 12:00, 4 failures in a row: 503 Service Unavailable"),
        (fail, "failing", "never heard yet, one failure: 503 Service Unavailable"),
        (
            resting,
            "host_resting",
            "not heard: nothing is asked of its host post.example before 2026-03-02 15:00, after 6 failures in a row (503)",
        ),
        (paused, "paused", "paused since 2026-03-02: too loud"),
        (removed, "retired", "taken out by hand on 2026-03-02"),
        (lambda db: fail(db, retire=True), "retired", "its server said on 2026-03-02 that it is gone for good (410)"),
        (lambda db: sync_feeds(db, [STATUS], NOON), "retired", "no longer in the feed list since 2026-03-02"),
    ],
    ids=["new", "healthy", "quiet", "slow", "dormant", "empty", "late", "failing", "never", "resting", "paused", "removed",
         "gone", "unlisted"],
)  # fmt: skip
def test_health_tells_a_quiet_feed_from_a_deaf_one_in_words(
    db: Database, story: Any, state: str, told: str
) -> None:
    sync_feeds(db, [POST], NOON)
    start_run(db, "plain", NOON, "given")
    story(db)
    row = read_feed_health(db, "post")
    assert (row["state"], row["explanation"]) == (state, told)


def test_a_status_page_is_never_called_quiet(db: Database) -> None:
    start_run(db, "plain", NOON, "given")
    answer(db, STATUS, *weekly(STATUS, 40, 60))
    row = read_feed_health(db, "status")
    assert row["state"] == "healthy"
    assert row["explanation"] == "answers; nothing for 40 days, as is normal for a status page"


def test_only_feeds_that_should_be_heard_and_are_not_are_deaf(db: Database) -> None:
    start_run(db, "plain", NOON, "given")
    names = ("fine", "hiccup", "silent", "resting", "paused")
    sync_feeds(db, [a_feed(name) for name in names], NOON)
    for name in names:
        answer(db, a_feed(name))
    fail(db, "hiccup")
    for name in ("silent", "resting", "paused"):
        fail(db, name, times=3)
    pause_feed(db, "paused", by="ana", reason="r", now=NOON)
    save_hosts(
        db,
        [
            HostState(
                host="resting.example", failures=5, rests_until=later(1), last_error="no", changed_at=NOON
            )
        ],
        NOON,
    )
    assert [row["feed"] for row in find_deaf(db)] == ["resting", "silent"]
    assert list_feed_health(db)[0]["state"] == "failing"


def test_the_health_of_many_feeds_with_years_of_entries_is_found_by_index(db: Database) -> None:
    plan = [str(row) for row in db.execute("EXPLAIN QUERY PLAN SELECT state, explanation FROM feed_health")]
    assert not [line for line in plan if "SCAN e" in line]
    assert sum("entries_feed_time" in line for line in plan) >= 4
