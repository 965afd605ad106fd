"""The demo's clock comes from its articles."""

from datetime import UTC, datetime

from newsagg.demo.newsroom import load_newsroom
from newsagg.demo.outlets import open_newsroom
from newsagg.demo.timing import count_editions, first_run_at
from newsagg.places import data_dir


def test_the_demo_starts_on_the_full_hour_after_its_newest_article() -> None:
    newsroom = load_newsroom(data_dir() / "demo")
    assert first_run_at(newsroom) == datetime(2026, 3, 6, 22, tzinfo=UTC)
    assert count_editions(newsroom) == 3


def test_a_newsroom_without_dates_has_a_clock_all_the_same() -> None:
    empty = open_newsroom("empty.example", (), (), marked=False)
    assert first_run_at(empty) == first_run_at(empty)
    assert count_editions(empty) == 1
