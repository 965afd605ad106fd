"""Pages: read when due, kept as versions, and when they cannot be had the article says so."""

from datetime import datetime
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Article
from newsagg.store.articles import (
    load_article,
    pages_due,
    save_page,
    save_page_failure,
    save_page_unchanged,
    versions_to_judge,
)
from newsagg.store.claims import load_reports
from newsagg.vocabulary import FeedKind, PageState, Relevance
from tests.store.making import (
    NOON,
    a_feed,
    a_fetch,
    a_page,
    a_story,
    a_verdict,
    judge_all,
    later,
    save_stories,
)

URL = "https://post.example/1"


@pytest.fixture
def wanted(db: Database) -> Database:
    """A record with one relevant article whose page was never read."""
    save_stories(db, a_feed(), a_story())
    judge_all(db)
    return db


def read_page(
    db: Database,
    page: Article,
    *,
    article_id: int = 1,
    now: datetime = NOON,
    again: datetime | None = None,
    **given: Any,
) -> bool:
    fields: dict[str, Any] = {"etag": '"p1"', "last_modified": "", "archived": "2026/03/a.warc.gz#1"}
    return save_page(
        db, article_id, page, a_fetch("page"), next_read_at=again, now=now, run_id=None, **fields | given
    )


def test_a_wanted_page_is_due_once_with_the_entry_that_named_it(wanted: Database) -> None:
    (due,) = pages_due(wanted, NOON)
    assert (due.article_id, due.url, due.outlet, due.kind, due.reads) == (1, URL, "Post", FeedKind.NEWS, 0)
    assert due.entry == a_story()[0]
    assert read_page(wanted, a_page("The whole story."))
    assert pages_due(wanted, later(999)) == []


def test_a_page_becomes_the_newest_version_and_is_judged(wanted: Database) -> None:
    assert read_page(wanted, a_page("The whole story."))
    record = load_article(wanted, URL)
    assert (record.article.body, record.article.basis) == ("The whole story.", "page")
    assert len(record.versions) == 2
    assert record.page_state is PageState.FETCHED
    assert record.page_archive == "2026/03/a.warc.gz#1"
    assert [stored.version_id for stored in versions_to_judge(wanted, 9)] == [record.version_id]


def test_a_page_that_did_not_change_is_no_version(wanted: Database) -> None:
    read_page(wanted, a_page("The whole story."))
    assert not read_page(wanted, a_page("The whole story.", seen_at=later(9)), now=later(9))
    save_page_unchanged(
        wanted,
        1,
        a_fetch("page", outcome="not_modified", status=304),
        etag="",
        last_modified="",
        next_read_at=later(24),
        now=later(10),
        run_id=None,
    )
    assert len(load_article(wanted, URL).versions) == 2
    judge_all(wanted)
    (due,) = pages_due(wanted, later(24))
    assert (due.reads, due.etag) == (3, '"p1"')


def test_only_a_relevant_article_is_read_again(wanted: Database) -> None:
    read_page(wanted, a_page("The whole story."), again=later(1))
    judge_all(wanted, verdict=a_verdict(Relevance.UNSURE))
    assert pages_due(wanted, later(2)) == []


def test_a_page_that_cannot_be_had_leaves_the_feeds_words_and_says_why(wanted: Database) -> None:
    failed = a_fetch("page", outcome="forbidden", status=403)
    save_page_failure(
        wanted,
        1,
        failed,
        state=PageState.UNAVAILABLE,
        note="403: the site wants a subscription",
        next_read_at=None,
        now=NOON,
        run_id=None,
    )
    record = load_article(wanted, URL)
    assert record.page_state is PageState.UNAVAILABLE
    assert record.page_note == "403: the site wants a subscription"
    assert record.article.basis == "feed"
    assert pages_due(wanted, later(999)) == []
    assert [report.basis for report in load_reports(wanted)] == ["feed"]


def test_a_page_that_fails_for_now_waits_for_its_time(wanted: Database) -> None:
    save_page_failure(
        wanted,
        1,
        a_fetch("page", outcome="failed"),
        state=PageState.WANTED,
        note="timed out",
        next_read_at=later(1),
        now=NOON,
        run_id=None,
    )
    assert pages_due(wanted, later(0.5)) == []
    assert [due.failures for due in pages_due(wanted, later(1))] == [1]


def test_a_page_once_had_stays_when_reading_it_again_fails(wanted: Database) -> None:
    read_page(wanted, a_page("The whole story."))
    failed = a_fetch("page", outcome="gone", status=410)
    save_page_failure(
        wanted,
        1,
        failed,
        state=PageState.UNAVAILABLE,
        note="410",
        next_read_at=None,
        now=later(1),
        run_id=None,
    )
    record = load_article(wanted, URL)
    assert (record.page_state, record.page_note, record.article.basis) == (PageState.FETCHED, "410", "page")


def test_a_changed_headline_in_the_feed_sends_us_to_the_page_again(wanted: Database) -> None:
    read_page(wanted, a_page("The whole story."))
    judge_all(wanted)
    save_stories(wanted, a_feed(), a_story(title="Example Cloud is back"), now=later(2))
    record = load_article(wanted, URL)
    assert len(record.versions) == 2
    assert record.entries[0].title == "Example Cloud is back"
    assert [due.article_id for due in pages_due(wanted, later(2))] == [1]


def test_a_canonical_link_to_another_article_is_recorded_and_loses_nothing(wanted: Database) -> None:
    save_stories(wanted, a_feed(), a_story(url="https://post.example/2"))
    read_page(wanted, a_page("The whole story."), canonical="https://post.example/2")
    assert load_article(wanted, URL).same_as == 2
    judge_all(wanted)
    assert [report.article_id for report in load_reports(wanted)] == [1, 2]
    read_page(wanted, a_page("It again.", url="https://post.example/2"), article_id=2, canonical=URL)
    assert load_article(wanted, 2).same_as is None, "two pages that each name the other are no chain"


def test_a_canonical_link_to_an_article_that_comes_later_is_found_then(wanted: Database) -> None:
    read_page(wanted, a_page("The whole story."), canonical="https://post.example/2")
    assert load_article(wanted, URL).same_as is None
    save_stories(wanted, a_feed(), a_story(url="https://post.example/2"))
    assert load_article(wanted, URL).same_as == 2


def test_a_page_of_an_aggregators_link_names_the_real_outlet(db: Database) -> None:
    links = a_feed("links", kind=FeedKind.AGGREGATOR)
    save_stories(db, links, a_story(links))
    judge_all(db)
    read_page(db, a_page("The whole story.", outlet="Gazette"))
    record = load_article(db, URL)
    assert (record.article.outlet, record.article.feed_kind) == ("Gazette", FeedKind.AGGREGATOR)


def test_an_unknown_article_is_named(db: Database) -> None:
    with pytest.raises(NotFoundError, match="no such article"):
        read_page(db, a_page("x"), article_id=7)
    for unknown in ("https://post.example/none", 7, "9" * 40):
        with pytest.raises(NotFoundError, match="no such article"):
            load_article(db, unknown)
