"""How feeds stand: lines of ``feed_health``, those that need a look first. Reads only."""

from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.feedlist import find_feed_row
from newsagg.store.feeds import DEAF_AFTER

TROUBLE = ("failing", "host_resting", "late", "never_read")
"""States in which a feed should be heard and is not, the gravest first."""


def list_feed_health(db: Database) -> list[dict[str, Any]]:
    """Return the lines of ``feed_health``, those with trouble first, then by slug."""
    return fetch_rows(
        db,
        """SELECT * FROM feed_health ORDER BY CASE state WHEN 'failing' THEN 0 WHEN 'host_resting' THEN 1
        WHEN 'late' THEN 2 WHEN 'quiet' THEN 3 WHEN 'never_read' THEN 4 WHEN 'healthy' THEN 5
        WHEN 'paused' THEN 6 ELSE 7 END, feed""",
    )


def read_feed_health(db: Database, slug: str) -> dict[str, Any]:
    """Return a feed's line of ``feed_health``; raises NotFoundError, naming the nearest."""
    find_feed_row(db, slug)
    return fetch_rows(db, "SELECT * FROM feed_health WHERE feed = ?", (slug,))[0]


def list_fetches(db: Database, slug: str, most: int = 8) -> list[dict[str, Any]]:
    """Return the last requests for a feed, the newest first, by the clock of their run."""
    return fetch_rows(
        db,
        """SELECT iif(r.clock = 'given', r.started_at, f.asked_at) AS asked_at, f.outcome, f.status, f.size, f.seconds,
            f.error, f.new_entries, f.changed_entries
        FROM fetches f LEFT JOIN runs r ON r.id = f.run_id WHERE f.feed = ? AND f.purpose = 'feed'
        ORDER BY f.id DESC LIMIT ?""",
        (slug, most),
    )


def find_deaf(db: Database) -> list[dict[str, Any]]:
    """Return the feeds that should be heard and are not: failing for a while or never heard, or their host rests.

    Those that their server called gone come too, until somebody removes them or finds their new address.
    """
    return fetch_rows(
        db,
        """SELECT h.feed, h.outlet, h.state, h.explanation, h.failures, h.last_error, h.last_ok_at FROM feed_health h
        JOIN feeds f ON f.slug = h.feed
        WHERE h.state = 'host_resting' OR (h.state = 'failing' AND (h.failures >= ? OR h.last_ok_at IS NULL))
            OR (f.retired_because = 'gone' AND f.removed_at IS NULL)
        ORDER BY h.last_ok_at, h.feed""",
        (DEAF_AFTER,),
    )


def read_last_error(db: Database) -> str:
    """Return what came of the last request for a feed that failed, with its short name; empty when none did."""
    row = db.conn.execute(
        """SELECT feed || ': ' || error FROM fetches WHERE purpose = 'feed'
        AND outcome IN ('failed', 'forbidden', 'gone') ORDER BY id DESC LIMIT 1"""
    ).fetchone()
    return str(row[0]) if row else ""


def count_heard(db: Database) -> tuple[int, int]:
    """Return how many feeds are to be heard, and how many of these answered well when last asked."""
    row = db.conn.execute(
        """SELECT count(*), total(failures = 0 AND last_ok_at IS NOT NULL) FROM feeds
        WHERE retired_at IS NULL AND paused_at IS NULL AND removed_at IS NULL"""
    ).fetchone()
    return int(row[0]), int(row[1])
