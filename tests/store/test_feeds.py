"""Feeds and entries: saved once, however often and in whatever order they are read."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.model import Article, Entry, Feed, Move, StatusUpdate
from newsagg.store.articles import (
    due_feeds,
    load_article,
    save_feed,
    save_fetch_failure,
    sync_feeds,
    versions_to_judge,
)
from newsagg.store.claims import reports_due
from newsagg.store.incidents import clear_due
from newsagg.vocabulary import FeedKind
from tests.store.making import NOON, a_feed, a_fetch, a_story, dump_record, judge_all, later, save_stories

POST, GAZETTE = a_feed("post"), a_feed("gazette")
LINKS = a_feed("links", kind=FeedKind.AGGREGATOR)


def feed_row(db: Database, slug: str = "post") -> dict[str, Any]:
    return next(iter(db.query("SELECT * FROM feeds WHERE slug = ?", [slug])))


def texts(db: Database, url: str = "https://post.example/1") -> list[str]:
    return [version.article.title for version in load_article(db, url).versions]


def test_a_feed_taken_off_the_list_is_retired_and_comes_back_with_what_we_knew(db: Database) -> None:
    sync_feeds(db, [POST, GAZETTE], NOON)
    save_stories(db, POST, a_story(), etag='"v1"')
    sync_feeds(db, [GAZETTE], later(1))
    assert feed_row(db)["retired_because"] == "unlisted"
    assert [due.feed.slug for due in due_feeds(db, later(2))] == ["gazette"]
    sync_feeds(db, [POST, GAZETTE], later(3))
    assert [(due.feed, due.etag) for due in due_feeds(db, later(3), limit=1)] == [(GAZETTE, "")]
    assert feed_row(db)["etag"] == '"v1"'
    assert feed_row(db)["retired_at"] is None


def test_a_feed_that_is_gone_stays_gone_until_its_address_changes(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    gone = a_fetch(outcome="gone", status=410, error="410 Gone")
    save_fetch_failure(db, "post", gone, next_due_at=later(1), now=NOON, run_id=None, retire=True)
    sync_feeds(db, [POST], later(2))
    assert due_feeds(db, later(9), force=True) == []
    moved = replace(POST, url="https://post.example/new")
    sync_feeds(db, [moved], later(3))
    assert [due.feed for due in due_feeds(db, later(3))] == [moved]


def test_failures_count_up_and_a_good_answer_ends_them(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    for hour in (1, 2):
        failed = a_fetch(outcome="failed", status=503, error="503 Service Unavailable")
        save_fetch_failure(db, "post", failed, next_due_at=later(hour), now=NOON, run_id=None)
    assert [due.failures for due in due_feeds(db, later(3))] == [2]
    assert feed_row(db)["last_error"] == "503 Service Unavailable"
    save_stories(db, POST, a_story())
    assert (feed_row(db)["failures"], feed_row(db)["last_error"]) == (0, "")


def test_a_feed_is_due_when_its_time_has_come_or_when_forced(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    save_stories(db, POST, now=NOON)
    assert due_feeds(db, later(0.4)) == []
    assert [due.feed.slug for due in due_feeds(db, later(0.4), force=True)] == ["post"]
    assert [due.feed.slug for due in due_feeds(db, later(0.5))] == ["post"]


def test_a_feed_asked_while_the_clock_was_ahead_is_due_once_it_is_right(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    wrong = later(24 * 3650)
    save_fetch_failure(db, "post", a_fetch(), next_due_at=wrong, now=wrong, run_id=None)
    assert [due.feed.slug for due in due_feeds(db, later(1))] == ["post"]
    save_fetch_failure(db, "post", a_fetch(), next_due_at=later(2), now=later(1), run_id=None)
    assert due_feeds(db, later(1.5)) == []


def test_a_feed_that_moved_is_asked_at_its_new_address(db: Database) -> None:
    sync_feeds(db, [POST], NOON)
    save_feed(
        db,
        POST,
        [],
        a_fetch(outcome="moved"),
        etag="",
        last_modified="",
        next_due_at=NOON,
        now=NOON,
        run_id=None,
        move=Move(to="https://feeds.example/post", final=True),
    )
    assert due_feeds(db, NOON)[0].feed.url == "https://feeds.example/post"
    assert feed_row(db)["url"] == POST.url


def test_saving_the_same_answer_twice_changes_nothing_but_the_ledger(db: Database) -> None:
    stories = [a_story(POST), a_story(POST, "https://post.example/2", "Mail is back")]
    assert save_stories(db, POST, *stories) == (2, 0)
    before = dump_record(db)
    assert save_stories(db, POST, *stories, now=later(1)) == (0, 0)
    assert dump_record(db) == before
    assert db.execute("SELECT new_entries, changed_entries FROM fetches").fetchall() == [(2, 0), (0, 0)]


def test_a_changed_headline_is_a_new_version_and_the_old_one_stays(db: Database) -> None:
    save_stories(db, POST, a_story(POST, title="Example Cloud is down"))
    judge_all(db)
    changed = a_story(POST, title="Example Cloud is back", seen_at=later(2))
    assert save_stories(db, POST, changed, now=later(2)) == (0, 1)
    assert texts(db) == ["Example Cloud is down", "Example Cloud is back"]
    assert [stored.article.title for stored in versions_to_judge(db, 9)] == ["Example Cloud is back"]
    assert load_article(db, "https://post.example/1").first_seen_at == NOON


def test_a_headline_that_returns_is_a_version_of_its_own(db: Database) -> None:
    for hour, title in enumerate(["Down", "Up", "Down"]):
        save_stories(db, POST, a_story(POST, title=title, seen_at=later(hour)), now=later(hour))
    record = load_article(db, "https://post.example/1")
    assert [version.article.title for version in record.versions] == ["Down", "Up", "Down"]
    assert record.article.seen_at == later(2)


def test_other_changes_of_an_entry_make_no_version(db: Database) -> None:
    entry, article = a_story(POST)
    save_stories(db, POST, (entry, article))
    touched = replace(entry, updated_at=later(1), author="A. Writer")
    assert save_stories(db, POST, (touched, article)) == (0, 0)
    assert len(texts(db)) == 1
    assert load_article(db, entry.url).entries[0].author == "A. Writer"


def test_a_time_that_a_feed_corrects_sends_the_article_through_judging_and_merging_again(
    db: Database,
) -> None:
    save_stories(db, POST, a_story(POST))
    judge_all(db)
    clear_due(db, [1])
    assert save_stories(db, POST, a_story(POST, published_at=later(-3)), now=later(1)) == (0, 0)
    assert load_article(db, 1).article.published_at == later(-3)
    assert [stored.article.published_at for stored in versions_to_judge(db, 9)] == [later(-3)]
    assert reports_due(db) == [1]


def test_two_feeds_that_name_one_address_speak_of_one_article(db: Database) -> None:
    save_stories(db, POST, a_story(POST))
    save_stories(db, GAZETTE, a_story(GAZETTE))
    record = load_article(db, "https://post.example/1")
    assert [entry.feed for entry in record.entries] == ["gazette", "post"]
    assert len(record.versions) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_feeds_changes_neither_texts_nor_whose_text_speaks(
    db: Database, order: tuple[int, ...]
) -> None:
    told = [
        (
            POST,
            a_story(POST, title="Example Cloud is down for many", summary="Since this morning, they say."),
        ),
        (GAZETTE, a_story(GAZETTE, title="Cloud down", summary="Short.")),
        (
            LINKS,
            a_story(LINKS, title="Example Cloud is down [link]", summary="512 points and 208 comments " * 9),
        ),
    ]
    for place in order:
        save_stories(db, told[place][0], told[place][1])
    record = load_article(db, "https://post.example/1")
    assert {version.article.title for version in record.versions} == {story[0].title for _, story in told}
    assert record.article.title == "Example Cloud is down for many"
    assert record.article.outlet == "Post"


def test_an_entry_listed_twice_in_one_answer_counts_once_in_its_latest_form(db: Database) -> None:
    old, new = a_story(POST, title="Down", key="k"), a_story(POST, title="Up", key="k", published_at=later(1))
    for stories in ([old, new], [new, old]):
        save_stories(db, POST, *stories)
    assert texts(db) == ["Up"]


def test_an_entry_that_moves_to_another_address_points_its_old_article_there(db: Database) -> None:
    save_stories(db, POST, a_story(POST, key="guid-1"))
    save_stories(db, POST, a_story(POST, "https://post.example/better", key="guid-1"), now=later(1))
    old, new = load_article(db, 1), load_article(db, "https://post.example/better")
    assert old.same_as == new.article_id
    assert [entry.key for entry in new.entries] == ["guid-1"]


def test_a_vendors_updates_are_part_of_its_text(db: Database) -> None:
    status = a_feed("example-status", kind=FeedKind.STATUS, provider="example")
    first = StatusUpdate(at=NOON, state="investigating", body="We are looking.", components=("API",))
    second = StatusUpdate(at=later(1), state="resolved", body="It is fixed.", impact="major")

    def told(*updates: StatusUpdate) -> tuple[Entry, Article]:
        return a_story(status, "https://status.example/1", "API errors", "Same words.", updates=updates)

    save_stories(db, status, told(first))
    assert save_stories(db, status, told(first, second)) == (0, 1)
    record = load_article(db, "https://status.example/1")
    assert record.article.updates == (first, second)
    assert (record.article.basis, record.article.provider) == ("status", "example")


def test_what_cannot_be_kept_is_replaced_one_for_one(db: Database) -> None:
    save_stories(db, POST, a_story(POST, title="A\x00B\ud800C", summary="quote here"))
    record = load_article(db, "https://post.example/1")
    assert record.article.title == "A\ufffdB\ufffdC"
    assert save_stories(db, POST, a_story(POST, title="A\x00B\ud800C", summary="quote here")) == (0, 0)


def test_a_feed_that_nobody_listed_can_be_saved(db: Database) -> None:
    stranger: Feed = a_feed("stranger")
    assert save_stories(db, stranger, a_story(stranger, "https://stranger.example/1")) == (1, 0)
