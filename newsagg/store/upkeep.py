"""The database file -> a sound copy of it, and statistics that are up to date. Writes."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.store.connect import check_file, path_of, read_db

_PARTIAL = ".partial"
_DAMAGED = ".damaged"


def back_up(db: Database, folder: Path, now: datetime) -> Path:
    """Copy the database, while others may write, to a dated file in a folder; return it once it proved sound.

    The copy is complete or not there: it is written beside its name, checked page by page, opened as ours, and then
    given its name. Raises StoreError, saying what is wrong; a copy that is damaged stays with that in its name.
    """
    source = path_of(db)
    target = folder / f"{source.stem}-{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.db"
    partial = target.with_name(target.name + _PARTIAL)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob(f"{source.stem}-*{_PARTIAL}*"):
            stale.unlink()  # of a backup that was killed
        copy = sqlite3.connect(partial)
        try:
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            copy.execute("DELETE FROM leases")  # whoever writes here does not write there
            copy.commit()
        finally:
            copy.close()
        faults = _find_faults(partial)
        if faults:
            partial.rename(target.with_name(target.name + _DAMAGED))
            raise StoreError(
                f"its copy is damaged: {'; '.join(faults[:3])}",
                subject=str(source),
                hint=f"keep the older backups in {folder}; see `newsagg doctor`, and docs/operations.md on restoring",
            )
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"cannot be backed up to {folder}: {error}",
            subject=str(source),
            hint="make room there, or set NEWSAGG_BACKUPS to another folder",
        ) from error
    return target


def _find_faults(path: Path) -> list[str]:
    try:
        copy = read_db(path)  # ours, and not older than this newsagg
        try:
            return check_file(copy)
        finally:
            copy.close()
    except (StoreError, sqlite3.Error) as error:
        return [str(error)]


def list_backups(database: Path, folder: Path) -> list[Path]:
    """Return the backups of a database, the oldest first."""
    return sorted(folder.glob(f"{database.stem}-????-??-??T??????Z.db"))


def drop_backups(database: Path, folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups; return those that went. ``keep`` 0 keeps all."""
    old = list_backups(database, folder)[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


def optimise(db: Database) -> int:
    """Bring the query planner's statistics up to date and empty the write-ahead log; return bytes left in it."""
    db.conn.execute("PRAGMA optimize")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    log = path_of(db).with_name(path_of(db).name + "-wal")
    return log.stat().st_size if log.is_file() else 0
