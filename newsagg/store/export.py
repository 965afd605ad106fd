"""The record -> its tables and views row by row, and a frozen copy of its file. Reads; writes only the copy.

Rows come in a settled order, one at a time: nothing is held but the row at hand. What is private stays behind.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.store.connect import path_of, read_db
from newsagg.store.describe import DESCRIPTIONS
from newsagg.store.privacy import PRIVATE

# Rows that SQLite hands over at a time.
_AT_ONCE = 500


def list_relations(db: Database) -> tuple[list[str], list[str]]:
    """Return the views and the tables that may leave the record, each in alphabetical order."""
    found = db.conn.execute(
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    )
    kinds = {name: kind for name, kind in found if name in DESCRIPTIONS and not name.endswith("_fts")}
    shown = {name: kind for name, kind in kinds.items() if name not in PRIVATE}
    return (
        [name for name, kind in shown.items() if kind == "view"],
        [name for name, kind in shown.items() if kind == "table"],
    )


def require_relation(db: Database, name: str) -> str:
    """Return the name of a table or view that may leave; raises NotFoundError, naming the nearest."""
    views, tables = list_relations(db)
    if name in (*views, *tables):
        return name
    near = [known for known in (*views, *tables) if name.casefold() in known][:4]
    hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg schema` lists them"
    if name in PRIVATE:
        hint = "readers' addresses leave only with a copy of the whole file"
    raise NotFoundError("no table or view of this name leaves the record", subject=name, hint=hint)


@contextmanager
def one_moment(db: Database) -> Iterator[None]:
    """Let everything that is read inside be of one moment, whoever writes meanwhile."""
    db.conn.execute("BEGIN")
    try:
        db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        db.conn.rollback()


def read_relation(db: Database, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return the columns of a table or view, and its rows in a settled order as they are asked for."""
    columns = [row[1] for row in db.conn.execute(f'PRAGMA table_info("{require_relation(db, name)}")')]
    keys = [row[1] for row in db.conn.execute(f'PRAGMA table_info("{name}")') if row[5]]
    order = (
        ", ".join(f'"{key}"' for key in keys) if keys else ", ".join(str(n + 1) for n in range(len(columns)))
    )
    cursor = db.conn.execute(f'SELECT * FROM "{name}" ORDER BY {order}')  # noqa: S608 - a name of ours
    return columns, _each(cursor)


def _each(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows


def make_snapshot(db: Database, path: Path) -> None:
    """Write the record as one file that stands by itself, for reading only, without what is private.

    The same record gives the same bytes. Raises StoreError when the file is there already or cannot be written.
    """
    if path.exists():
        raise StoreError("is there already", subject=str(path), hint="give another name")
    try:
        db.conn.execute("PRAGMA query_only = OFF")  # or not even another file may be written
        db.conn.execute("VACUUM INTO ?", (str(path),))
        db.conn.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise StoreError(str(error), subject=str(path_of(db)), hint="make room, or try again") from error
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        copy.execute("PRAGMA journal_mode = OFF")
        _forget_private(copy)
        copy.execute("VACUUM")
    finally:
        copy.close()
    path.chmod(0o444)


def _forget_private(copy: sqlite3.Connection) -> None:
    """Empty the tables that are private; their guards stand aside for it, and stand again after."""
    there = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} & PRIVATE
    guards = [
        (name, sql)
        for name, sql, table in copy.execute(
            "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        )
        if table in there
    ]
    for name, _ in guards:
        copy.execute(f'DROP TRIGGER "{name}"')
    for table in sorted(there):
        copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of ours
    for _, sql in guards:
        copy.execute(sql)


def check_snapshot(path: Path) -> list[str]:
    """Return what is wrong with a frozen copy; empty when it is whole. Raises StoreError when it is no record."""
    db = read_db(path)
    try:
        found = [str(row[0]) for row in db.conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"{table} holds what is private" for table in sorted(PRIVATE) if _has_rows(db, table)]
    finally:
        db.close()
    return found


def _has_rows(db: Database, table: str) -> bool:
    there = db.conn.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return bool(there) and db.conn.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is not None  # noqa: S608


def count_all(db: Database) -> dict[str, int]:
    """Return how many rows each table that may leave holds."""
    _, tables = list_relations(db)
    return {
        name: int(db.conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a name of ours
        for name in tables
    }
