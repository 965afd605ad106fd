"""What a record holds, as plain rows to compare: all but the ledgers of runs, fetches and hosts, and times of asking."""

import sqlite3
from pathlib import Path

LEDGERS = {"runs", "fetches", "captures", "hosts", "robots", "leases", "announcements"}
# Which run wrote a row, and where in the archive a page stands, differ when a run was killed and taken up again.
OF_THE_LEDGERS = {"run_id", "page_archive", "last_asked_at", "last_ok_at", "next_due_at"}


def dump_record(database: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if name not in LEDGERS and "_fts" not in name and not name.startswith(("sqlite_", "_sqlite"))
        ]
        return {name: _rows(db, name) for name in names}
    finally:
        db.close()


def _rows(db: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in OF_THE_LEDGERS]
    return sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)


def partition(database: Path) -> set[frozenset[str]]:
    """Return which articles share an incident, by address."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found: dict[str, set[str]] = {}
        for incident, url in db.execute(
            """SELECT p.incident_id, a.url FROM incident_articles p JOIN articles a ON a.id = p.article_id
            WHERE p.removed_at IS NULL"""
        ):
            found.setdefault(incident, set()).add(url)
        return {frozenset(urls) for urls in found.values()}
    finally:
        db.close()
