"""A record like one of ten years, made small: its laws hold, and no page reads a large table whole."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.deskdata import draw_sizes, make_record, scale_size
from newsagg.store import read_db
from newsagg.store.connect import check_file
from newsagg.store.cookbook import load_cookbook
from newsagg.store.knownat import show_known_at
from newsagg.store.providers import count_causes, list_alike, load_figures, load_outages
from newsagg.store.queries import find_incidents, show_incident
from newsagg.store.search import search

pytestmark = pytest.mark.slow
LARGE = {"entries", "e", "articles", "a", "article_versions", "v", "claims", "c", "incident_events", "verdicts", "d",
         "incident_articles", "p"}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.db"
    make_record(path, 0.002)
    return path


@pytest.fixture
def told(made: Path) -> Iterator[tuple[sqlite3.Connection, list[str]]]:
    """Statements that are said to SQLite while the record is read."""
    db = read_db(made)
    said: list[str] = []
    db.conn.set_trace_callback(said.append)
    yield db, said  # type: ignore[misc]
    db.close()


def scans(made: Path, statements: list[str]) -> list[str]:
    db = sqlite3.connect(made)
    steps = [
        str(row[3])
        for statement in dict.fromkeys(statements)
        if statement.lstrip().startswith(("SELECT", "WITH"))
        for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    db.close()
    return [s for s in steps if s.startswith("SCAN ") and s.split()[1] in LARGE and "VIRTUAL" not in s]


def test_the_made_record_keeps_every_law(made: Path) -> None:
    db = read_db(made)
    size = scale_size(0.002)
    assert check_file(db) == []
    wrong = db.execute(
        """SELECT count(*) FROM claims c JOIN article_versions v ON v.id = c.version_id
        WHERE substr(v.title || char(10, 10) || v.body, c.start_offset + 1, c.end_offset - c.start_offset) <> c.quote"""
    ).fetchone()
    assert wrong == (0,)
    counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entries", "incidents")]
    assert counts == [size.entries, size.incidents]
    assert db.execute("SELECT count(*), sum(stale) FROM incident_totals").fetchone() == (size.incidents, 0)
    assert (
        db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'outage'").fetchone()[0] > 100
    )
    triggers = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    assert triggers[0] > 20
    db.close()


def test_the_shape_is_what_is_asked_for() -> None:
    import random

    size = scale_size(1.0)
    sizes = draw_sizes(random.Random(1), size)
    assert (len(sizes), sum(sizes), max(sizes)) == (20_000, 100_000, 500)
    assert 0.6 < sum(n == 1 for n in sizes) / len(sizes) < 0.85


def test_no_page_reads_a_large_table_whole(made: Path, told: tuple[sqlite3.Connection, list[str]]) -> None:
    db, said = told
    largest = list_alike(db, "x", 9)  # type: ignore[arg-type]
    load_figures(db, largest)  # type: ignore[arg-type]
    load_outages(db, largest[:1], most=40)  # type: ignore[arg-type]
    count_causes(db, largest[0])  # type: ignore[arg-type]
    incident = find_incidents(db)[0]["id"]  # type: ignore[arg-type]
    show_incident(db, incident)  # type: ignore[arg-type]
    show_known_at(db, incident, datetime.now(UTC))  # type: ignore[arg-type]
    search(db, "outage database", provider=largest[0], since=datetime(2020, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    assert len(said) > 20
    assert scans(made, said) == []


def test_every_recipe_is_quick_however_much_is_stored(made: Path) -> None:
    """What no index leads to is left: a recipe may read claims or placements once, and never entries or versions."""
    db = sqlite3.connect(made)
    for recipe in load_cookbook():
        steps = [str(r[3]) for r in db.execute(f"EXPLAIN QUERY PLAN {recipe.sql}", recipe.examples)]
        whole = [
            s
            for s in steps
            if s.startswith("SCAN ") and s.split()[1] in {"entries", "e", "article_versions", "verdicts"}
        ]
        assert whole == [], recipe.name
    db.close()
