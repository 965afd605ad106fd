"""However much is stored, what a run says to SQLite while it collects, judges and merges reads no large table whole."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.pipeline import merge
from newsagg.store import open_db
from tests.pipeline.test_merge_batches import Newsroom, make_stories

# Of feeds, decisions and running runs there are few; a table made by the statement itself is as long as what is new.
SMALL = {"decisions", "merge_recipe", "runs", "asked", "through", "found", "(subquery-2)"}
# Only what is due stands in these indexes.
OF_WHAT_IS_DUE = ("articles_merge_due", "articles_judge_due", "incident_totals_stale")
# The half of a statement that only a rebuild, which gives a model, carries out.
OF_A_REBUILD = ":model IS NOT NULL"


class Listener:
    """A connection that remembers what it was told, with values that each statement had."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.told: dict[str, Any] = {}

    def execute(self, statement: str, values: Any = ()) -> Any:
        self.told.setdefault(statement, values)
        return self.connection.execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Any]) -> Any:
        listed = list(rows)
        if listed:
            self.told.setdefault(statement, listed[0])
        return self.connection.executemany(statement, listed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def scans(db: Database, statement: str, values: Any) -> list[str]:
    """Return the large tables that a statement reads from end to end."""
    rows: Sequence[Any] = db.conn.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    steps = [str(row[3]) for row in rows]
    return [
        step
        for step in steps
        if step.startswith("SCAN ")
        and "VIRTUAL TABLE" not in step
        and step != "SCAN CONSTANT ROW"
        and step.split()[1] not in SMALL
        and not step.endswith(OF_WHAT_IS_DUE)
    ]


def test_a_run_reads_no_large_table_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(tmp_path)
    stories = make_stories(7, 60)
    newsroom.take(stories[:30])
    listener = Listener(newsroom.db.conn)
    newsroom.db.conn = listener  # type: ignore[assignment]
    monkeypatch.setattr(merge, "open_db", lambda _: newsroom.db)
    newsroom.take(stories[30:])

    # Plans of INSERT list the checks of foreign keys too, which SQLite leaves out unless one is broken already.
    read = [text for text in listener.told if text.split()[0] in {"SELECT", "WITH", "UPDATE", "DELETE"}]
    assert len(read) > 30
    db = open_db(newsroom.settings.database)
    whole = {text: scans(db, text, listener.told[text]) for text in read if OF_A_REBUILD not in text}
    assert {text: found for text, found in whole.items() if found} == {}
