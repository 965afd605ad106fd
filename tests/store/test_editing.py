"""The table of decisions made anew: what was decided before stays as it was, and so do its guards."""

import sqlite3

import pytest
from sqlite_utils import Database

from newsagg.store.schema import MIGRATIONS

ROW = (
    7, "override", "2026-03-02-cloud", None, "[]", "severity", "major", "ana", "hospitals", "2026-03-02T12:00:00Z",
    "2026-03-03T12:00:00Z", "bob", "one only",
)  # fmt: skip


def test_decisions_of_an_older_file_keep_their_numbers_words_and_guards() -> None:
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    MIGRATIONS.apply(db, stop_before="m0026_editing")
    db.execute(
        """INSERT INTO incidents (id, state, title, lead_service, opened_at, changed_at)
        VALUES ('2026-03-02-cloud', 'open', 'x', 'cloud', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z')"""
    )
    db.execute(f"INSERT INTO decisions VALUES ({', '.join('?' * len(ROW))})", ROW)
    views = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY name").fetchall()
    MIGRATIONS.apply(db)
    assert db.execute("SELECT * FROM decisions").fetchall() == [ROW]
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    after = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    assert set(dict(views)) <= set(after)
    for name in after:
        db.execute(f'SELECT * FROM "{name}" LIMIT 1')
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        db.execute("DELETE FROM decisions")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        db.execute("UPDATE decisions SET kind = 'whatever'")
    db.execute("UPDATE decisions SET kind = 'claim'")
    db.close()
