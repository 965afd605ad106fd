"""A path -> an open database of ours: pragmas, identity, migrations, and the one way to write. Makes files."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.store.schema import APPLICATION_ID, MIGRATIONS

# Three writers on two cores never waited longer than 2 s for each other; 30 s leaves room for a slow disk.
BUSY_SECONDS = 30.0


def open_db(path: Path | str) -> Database:
    """Open the database for writing; make folder, file and tables where they are missing, and migrate.

    Safe when several processes open the same file at once. Raises StoreError, saying what to do, when the file is
    not ours, was written by a newer newsagg, cannot be written, or is damaged.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"its folder cannot be made: {error.strerror}",
            subject=str(path),
            hint="set NEWSAGG_DATABASE to a place that you may write to",
        ) from error
    with _named_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            db = Database(connection, execute_plugins=False)
            if _is_behind(db, path):
                _migrate(db)
            _set_wal(db)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = NORMAL")
            # A statement that fires triggers keeps a journal of its own. As a file, that cost 120 page faults and
            # 0.3 ms for each claim saved; in memory a fifth of it.
            db.execute("PRAGMA temp_store = MEMORY")
            # SQLite opens a read-only file without a word; only the first save would tell.
            if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
                raise sqlite3.OperationalError("attempt to write a readonly database")
        except BaseException:
            connection.close()
            raise
    return db


def read_db(path: Path | str) -> Database:
    """Open the database for reading only.

    Raises NotFoundError when there is none, StoreError when it is not ours or needs a migration first.
    """
    path = Path(path)
    if not path.is_file():
        raise NotFoundError(
            "there is no database yet", subject=str(path), hint="run `make run` or `newsagg run` first"
        )
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    with _named_errors(path):
        try:
            db = _open_reading(address)
        except sqlite3.OperationalError:
            # A WAL database on a medium that cannot be written opens only as immutable; sound without a -wal file.
            if path.with_name(path.name + "-wal").exists():
                raise
            db = _open_reading(f"{address}&immutable=1")
        try:
            if _is_behind(db, path):
                raise StoreError(
                    "was written by an older newsagg, or is empty",
                    subject=str(path),
                    hint="run `make run` or `newsagg run` first: it brings the database up to date",
                )
        except BaseException:
            db.close()
            raise
    return db


def _open_reading(address: str) -> Database:
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    try:
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return db


@contextmanager
def write(db: Database) -> Iterator[Database]:
    """Do everything inside or nothing at all; waits for its turn, then owns the write lock from the start.

    Inside another ``write`` it is a savepoint of that one. Raises StoreError for whatever SQLite refuses.
    """
    with _named_errors(path_of(db)):
        if db.conn.in_transaction:
            with db.atomic():
                yield db
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            db.conn.rollback()  # does nothing when the error itself ended the transaction
            raise


@contextmanager
def rehearse(db: Database) -> Iterator[Database]:
    """Do everything inside, and then none of it: what would change can be read before the end."""
    with _named_errors(path_of(db)):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
        finally:
            db.conn.rollback()


def path_of(db: Database) -> Path:
    """Return the file that a database stands in."""
    row = db.conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(row[0])


def fetch_rows(db: Database, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
    """Return the answer to a query as dictionaries, in order."""
    cursor = db.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def check_file(db: Database) -> list[str]:
    """Return what SQLite finds wrong with the file; empty when all is well. Reads the whole file."""
    found = [str(row[0]) for row in db.conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
    broken = db.conn.execute("PRAGMA foreign_key_check").fetchall()
    return found + [
        f"{table} row {row} points to a missing row of {parent}" for table, row, parent, _ in broken
    ]


def _is_behind(db: Database, path: Path) -> bool:
    """Whether migrations are pending; raises StoreError when the file is another program's or a newer version's."""
    (ours,) = db.conn.execute("PRAGMA application_id").fetchone()
    tables = db.conn.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
    if ours != APPLICATION_ID:
        if tables:
            raise StoreError(
                "is a database of another program",
                subject=str(path),
                hint="set NEWSAGG_DATABASE to another file",
            )
        return True
    known = {migration.name for migration in MIGRATIONS._migrations}
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    if applied - known:
        raise StoreError(
            f"was written by a newer newsagg: it has {', '.join(sorted(applied - known))}",
            subject=str(path),
            hint="install that version, or set NEWSAGG_DATABASE to another file",
        )
    return bool(known - applied)


def _migrate(db: Database) -> None:
    # The lock first, the look second: of two processes that open a new file at once, one finds all done.
    # Foreign keys are still off here, as SQLite asks for when tables are rebuilt.
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        MIGRATIONS.apply(db)
        db.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


def _set_wal(db: Database) -> None:
    """Switch to write-ahead logging; SQLite answers "locked" here without waiting, so we wait ourselves."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.conn.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        busy = "locked" in text or "busy" in text
        if busy:
            hint = "another program is writing; try again"
        elif "readonly" in text or "unable to open" in text:
            hint = "check the file's and its folder's permissions, or set NEWSAGG_DATABASE to another file"
        elif "not a database" in text:
            hint = "this is not a SQLite file; set NEWSAGG_DATABASE to another one"
        elif "malformed" in text:
            hint = "the file is damaged; restore a copy, or move it away and run `newsagg run`"
        elif "full" in text:
            hint = "make room on the disk and run again"
        else:
            hint = "nothing of this step was saved"
        raise StoreError(text, subject=str(path), hint=hint, transient=busy) from error
