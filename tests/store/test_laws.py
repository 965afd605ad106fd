"""Laws that hold for any input: twice is once, order does not matter, a quote stands where its claim says."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from newsagg.model import Article, Claim, Entry, Feed
from newsagg.store import open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.vocabulary import ClaimType, FeedKind
from tests.store.making import a_claim, a_feed, a_story, a_verdict, dump_record, later, save_stories

FEEDS = [a_feed("post"), a_feed("gazette"), a_feed("links", kind=FeedKind.AGGREGATOR)]
# Any letters that a feed can carry: other scripts, emoji, controls; and few addresses, so that feeds meet.
texts = st.text(max_size=40)
stories = st.tuples(
    st.sampled_from(FEEDS), st.integers(0, 3), texts, texts, st.none() | st.integers(0, 48).map(later)
).map(
    lambda drawn: (
        drawn[0],
        a_story(drawn[0], f"https://post.example/{drawn[1]}", drawn[2], drawn[3], published_at=drawn[4]),
    )
)
Told = list[tuple[Feed, tuple[Entry, Article]]]
# One entry per feed and address: two in one answer are two states of one entry, whose order is their time.
readings = st.lists(stories, max_size=8, unique_by=lambda told: (told[0].slug, told[1][0].key))


@contextmanager
def a_record() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        db = open_db(Path(folder) / "newsagg.db")
        try:
            yield db
        finally:
            db.close()


def read_feeds(db: Database, told: Told, feeds: list[Feed]) -> None:
    for feed in feeds:
        save_stories(db, feed, *(story for teller, story in told if teller == feed))


def judge_with(db: Database, cuts: list[tuple[int, int]]) -> None:
    """Judge what waits, with claims whose quotes are cut out of the text anywhere."""
    items = []
    for stored in versions_to_judge(db, 99):
        text = stored.article.text
        claims: list[Claim] = []
        for number, (start, length) in enumerate(cuts):
            quote = text[start % len(text) :][:length]
            claims.append(a_claim(stored.article, quote, f"value {number}", kind=ClaimType.SYMPTOM))
        items.append((stored, a_verdict(), claims))
    save_detection(db, items, later(1), None)


cuts = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4)


@settings(max_examples=40, deadline=None)
@given(told=readings, cuts=cuts)
def test_a_second_run_over_the_same_input_changes_nothing(told: Told, cuts: list[tuple[int, int]]) -> None:
    with a_record() as db:
        read_feeds(db, told, FEEDS)
        judge_with(db, cuts)
        before = dump_record(db)
        read_feeds(db, told, FEEDS)
        judge_with(db, cuts)
        assert dump_record(db) == before


@settings(max_examples=40, deadline=None)
@given(told=readings, data=st.data())
def test_the_order_of_feeds_and_entries_changes_neither_articles_nor_texts(
    told: Told, data: st.DataObject
) -> None:
    found = []
    shuffled = data.draw(st.permutations(told))
    for order, feeds in ((told, FEEDS), (shuffled, data.draw(st.permutations(FEEDS)))):
        with a_record() as db:
            read_feeds(db, order, feeds)
            newest = db.execute(
                "SELECT url, outlet, title, body, published_at FROM newest_articles"
            ).fetchall()
            versions = db.execute(
                "SELECT a.url, v.title, v.body FROM article_versions v JOIN articles a ON a.id = v.article_id"
            ).fetchall()
            found.append((sorted(newest, key=str), sorted(versions)))
    assert found[0] == found[1]


@settings(max_examples=60, deadline=None)
@given(told=readings, cuts=cuts)
def test_every_stored_quote_stands_at_its_offsets_in_its_version(
    told: Told, cuts: list[tuple[int, int]]
) -> None:
    with a_record() as db:
        read_feeds(db, told, FEEDS)
        judge_with(db, cuts)
        for title, body, quote, start, end in db.execute(
            """SELECT v.title, v.body, c.quote, c.start_offset, c.end_offset
            FROM claims c JOIN article_versions v ON v.id = c.version_id"""
        ):
            assert f"{title}\n\n{body}"[start:end] == quote


@settings(max_examples=30, deadline=None)
@given(first=readings, second=readings)
def test_nothing_that_was_ever_told_is_lost(first: Told, second: Told) -> None:
    with a_record() as db:
        read_feeds(db, first, FEEDS)
        before = set(db.execute("SELECT id, title, body FROM article_versions").fetchall())
        read_feeds(db, second, FEEDS)
        assert before <= set(db.execute("SELECT id, title, body FROM article_versions").fetchall())
        kept = {(title, body) for title, body in db.execute("SELECT title, body FROM article_versions")}
        for _, (_, article) in second:
            clean = article.title.replace("\x00", "\ufffd"), article.body.replace("\x00", "\ufffd")
            assert clean in kept
