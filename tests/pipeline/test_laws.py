"""Laws of the whole way: twice is once, and order does not matter."""

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.collect.extract import article_from_entry
from newsagg.collect.feeds import parse_feed
from newsagg.demo.feeds import write_feed
from newsagg.demo.timing import first_run_at
from newsagg.model import Article, Entry, Feed, Fetch
from newsagg.pipeline.detect import detect_new
from newsagg.pipeline.merge import merge_new
from newsagg.pipeline.plain import run_pipeline
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.fates import resolve_incident
from newsagg.store.feedlist import sync_feeds
from newsagg.store.feeds import save_feed
from newsagg.store.runs import start_run
from tests.pipeline.newsrooms import demo_newsroom, serve_demo
from tests.pipeline.record import dump_record, partition

NOW = first_run_at(demo_newsroom())


def test_running_twice_changes_nothing_but_the_ledgers(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serve_demo(tmp_path, tmp_path_factory.getbasetemp() / "cache") as (running, options):
        run_pipeline(options, now=NOW, force=True)
        once = dump_record(options.database)
        asked = len(running.asked())
        counts = run_pipeline(options, now=NOW + timedelta(minutes=10), force=True)
        assert len(running.asked()) > asked, "the second run asked for the feeds again"
        assert counts.get("entries_new", 0) == 0
        assert dump_record(options.database) == once
        assert len(once["incidents"]) >= 6


def test_every_quote_of_the_record_stands_in_its_stored_version(demo_database: Path) -> None:
    rows = list(
        open_db(demo_database).query(
            """SELECT c.quote, c.start_offset AS a, c.end_offset AS b, v.title || char(10, 10) || v.body AS text
            FROM claims c JOIN article_versions v ON v.id = c.version_id"""
        )
    )
    assert len(rows) > 200
    assert all(row["text"][row["a"] : row["b"]] == row["quote"] for row in rows)


def _entries() -> list[tuple[Feed, list[tuple[Entry, Article]]]]:
    newsroom = demo_newsroom()
    from newsagg.demo.feeds import list_feeds

    found = []
    for feed, outlet in zip(list_feeds(newsroom), newsroom.outlets, strict=True):
        entries = parse_feed(feed, write_feed(newsroom, outlet, edition=1, part=0).body)
        articles = [
            (
                e,
                article_from_entry(
                    e, outlet=feed.outlet, kind=feed.kind, provider=feed.provider, seen_at=NOW
                ),
            )
            for e in entries
        ]
        found.append((feed, articles))
    return found


def _merge_in_order(
    order: Sequence[tuple[Feed, Sequence[tuple[Entry, Article]]]], folder: Path, cache: Path, *, runs: int
) -> set[frozenset[str]]:
    """Save the feeds in this order, in so many runs, and return which articles share an incident."""
    options = Settings(database=folder / f"{len(list(folder.iterdir()))}.db", cache=cache)
    db = open_db(options.database)
    sync_feeds(db, [feed for feed, _ in order], NOW)
    size = -(-len(order) // runs)
    for start in range(0, len(order), size):
        run_id = start_run(db, "test", NOW, "given")
        for feed, articles in order[start : start + size]:
            fetch = Fetch(url=feed.url, purpose="feed", asked_at=NOW, outcome="ok")
            save_feed(
                db, feed, articles, fetch, etag="", last_modified="", next_due_at=NOW, now=NOW, run_id=run_id
            )
        detect_new(options, now=NOW, run_id=run_id)
        merge_new(options, now=NOW, run_id=run_id)
    return partition(options.database)


@pytest.mark.slow
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**6), runs=st.sampled_from([1, 2, 5]))
def test_the_order_of_feeds_and_entries_does_not_change_which_articles_share_an_incident(
    seed: int, runs: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.getbasetemp() / "cache"
    entries = _entries()
    settled = _merge_in_order(entries, tmp_path, cache, runs=1)
    shuffler = random.Random(seed)
    shuffled = [(feed, shuffler.sample(articles, len(articles))) for feed, articles in entries]
    shuffler.shuffle(shuffled)
    assert _merge_in_order(shuffled, tmp_path, cache, runs=runs) == settled
    assert any(len(urls) > 2 for urls in settled)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_twenty_orders_of_the_demo_end_in_one_partition_and_every_id_resolves(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.getbasetemp() / "cache"
    entries = _entries()
    settled = _merge_in_order(entries, tmp_path, cache, runs=1)
    for seed in range(20):
        shuffler = random.Random(seed)
        order = [(feed, shuffler.sample(articles, len(articles))) for feed, articles in entries]
        shuffler.shuffle(order)
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert _merge_in_order(order, folder, cache, runs=1 + seed % 7) == settled, f"order {seed}"
        db = open_db(folder / "0.db")
        given_out = [row["id"] for row in db.query("SELECT id FROM incidents")]
        held = {row["incident_id"] for row in db.query("SELECT incident_id FROM incident_articles")}
        assert {resolve_incident(db, incident) for incident in given_out} <= held
