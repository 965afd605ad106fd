"""The description of the database and the database agree, down to each column, in order."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg.store.describe import DESCRIPTIONS, render_schema
from newsagg.store.describe_feeds import FEED_VIEWS
from newsagg.store.describe_stories import STORY_VIEWS
from newsagg.store.describe_views import VIEWS

ROOT = Path(__file__).resolve().parents[2]


def columns_in_file(db: Database) -> dict[str, list[str]]:
    names = [
        row[0]
        for row in db.conn.execute(
            """SELECT name FROM sqlite_master WHERE type = 'view' OR type = 'table'
            AND (sql LIKE '%STRICT%' OR sql LIKE 'CREATE VIRTUAL%')"""
        )
    ]
    return {
        name: [row[0] for row in db.conn.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        for name in names
    }


def test_every_table_view_and_column_is_described_and_nothing_else_is(db: Database) -> None:
    described = {name: list(columns) for name, (_, columns) in DESCRIPTIONS.items()}
    assert described == columns_in_file(db)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_description_says_something_and_fits_a_table(name: str) -> None:
    meaning, columns = DESCRIPTIONS[name]
    for said in (meaning, *columns.values()):
        assert re.fullmatch(r"[^|\n]{4,400}", said), said


def test_the_document_is_what_the_module_prints() -> None:
    printed = subprocess.run(
        [sys.executable, "-W", "error", "-m", "newsagg.store.describe"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed == render_schema()
    assert (ROOT / "docs" / "schema.md").read_text("utf-8") == printed


VIEWS_TOLD = sorted(VIEWS | FEED_VIEWS | STORY_VIEWS)
WORDS_OF_OTHERS = {"value", "best", "before", "what", "explanation"}


@pytest.mark.parametrize("view", VIEWS_TOLD)
def test_a_column_that_can_be_null_or_holds_a_time_says_so(demo_database: Path, view: str) -> None:
    db = sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)
    day = "-".join(("[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2))
    for column, meaning in DESCRIPTIONS[view][1].items():
        nulls, times = db.execute(
            f"""SELECT total("{column}" IS NULL), total("{column}" GLOB '{day}T*Z') FROM {view}"""
        ).fetchone()
        assert not nulls or "NULL" in meaning, column
        assert not times or column in WORDS_OF_OTHERS or "UTC" in meaning, column
        assert not column.endswith("minutes") or "inutes" in meaning, column
    db.close()
