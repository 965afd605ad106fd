"""How hosts behave and what their robots.txt say -> rows, and back, so that it holds across runs. Writes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from newsagg.model import HostState, RobotsText
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import keep_text, read_maybe_time, read_time, write_maybe_time, write_time

FORGET_ROBOTS = timedelta(days=30)
"""As long as an old copy may stand in for a host that is silent (collect/robots.py)."""
_AT_ONCE = 500
"""Parameters of one query; SQLite takes 32,766."""


def load_hosts(db: Database) -> list[HostState]:
    """Return the hosts whose last answer was a failure, or that asked for quiet."""
    rows = fetch_rows(db, "SELECT * FROM hosts WHERE failures > 0 ORDER BY host")
    return [
        HostState(
            host=row["host"],
            failures=row["failures"],
            rests_until=read_maybe_time(row["rests_until"]),
            last_error=row["last_error"],
            changed_at=read_time(row["changed_at"]),
        )
        for row in rows
    ]


def save_hosts(db: Database, states: Iterable[HostState], now: datetime) -> None:
    """Keep how hosts stand after a run."""
    with write(db):
        for state in states:
            db.conn.execute(
                """INSERT OR REPLACE INTO hosts (host, failures, rests_until, last_error, changed_at)
                VALUES (?, ?, ?, ?, ?)""",
                (
                    keep_text(state.host),
                    state.failures,
                    write_maybe_time(state.rests_until),
                    keep_text(state.last_error),
                    write_time(state.changed_at or now),
                ),
            )


def load_robots(db: Database, origins: Iterable[str]) -> list[RobotsText]:
    """Return what is kept of the robots.txt of these origins."""
    wanted = sorted({keep_text(origin) for origin in origins})
    found = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        found += fetch_rows(db, f"SELECT * FROM robots WHERE origin IN ({marks})", part)  # noqa: S608
    return [
        RobotsText(
            origin=row["origin"],
            text=row["text"],
            read_at=read_time(row["read_at"]),
            fresh_until=read_time(row["fresh_until"]),
        )
        for row in found
    ]


def save_robots(db: Database, texts: Iterable[RobotsText], now: datetime) -> None:
    """Keep what robots.txt files said, and forget those that are of no use any more."""
    with write(db):
        for text in texts:
            row = (
                keep_text(text.origin),
                keep_text(text.text),
                write_time(text.read_at),
                write_time(text.fresh_until),
            )
            db.conn.execute(
                "INSERT OR REPLACE INTO robots (origin, text, read_at, fresh_until) VALUES (?, ?, ?, ?)", row
            )
        db.conn.execute("DELETE FROM robots WHERE read_at < ?", (write_time(now - FORGET_ROBOTS),))
