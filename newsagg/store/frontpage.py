"""The record -> what the desk's front shows: a stretch of incidents, the days of a year. Reads only, by index."""

from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.schema_weeks import BEGAN

Row = dict[str, Any]

# The plus keeps SQLite from looking up the state: nearly all incidents have the same.
_LIVE = "+i.state IN ('candidate', 'open', 'settled')"
_QUIET = """NOT EXISTS (SELECT 1 FROM incident_articles p JOIN articles a ON a.id = p.article_id
    WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
    AND a.feed_kind <> 'status')"""
"""Only status pages tell of it."""


def list_stretch(db: Database, *, before: str = "", limit: int = 60) -> list[Row]:
    """Return incidents that began before a time (any, when empty), the latest first.

    The columns of ``incident_summary``, and ``began`` (see schema_weeks), ``vendor_only`` (1 when no press tells of
    it), ``name`` (of the lead service; NULL until described) and ``provider_name``.
    """
    # The ids come from the index first: the line of each costs several look-ups.
    return fetch_rows(
        db,
        f"""WITH page AS MATERIALIZED (
            SELECT i.id, {BEGAN} AS began, {_QUIET} AS vendor_only FROM incidents i
            WHERE {_LIVE} AND {BEGAN} < :before ORDER BY {BEGAN} DESC LIMIT :limit)
        SELECT s.*, page.began, page.vendor_only,
            (SELECT n.name FROM incident_services n WHERE n.incident_id = s.id AND n.service = s.service) AS name
        FROM page JOIN incident_summary s ON s.id = page.id ORDER BY page.began DESC, s.id""",  # noqa: S608
        {"before": before or "9999", "limit": limit},
    )


def list_going_on(db: Database, *, since: str, limit: int = 24) -> list[Row]:
    """Return incidents that nobody says are over and that began since a time, as :func:`list_stretch` does."""
    return fetch_rows(
        db,
        f"""WITH page AS MATERIALIZED (
            SELECT i.id, {BEGAN} AS began, {_QUIET} AS vendor_only FROM incidents i
            WHERE +i.state IN ('candidate', 'open') AND {BEGAN} >= :since AND i.ended_from IS NULL
            AND i.lifecycle IN ('investigating', 'identified', 'monitoring') ORDER BY {BEGAN} DESC LIMIT :limit)
        SELECT s.*, page.began, page.vendor_only,
            (SELECT n.name FROM incident_services n WHERE n.incident_id = s.id AND n.service = s.service) AS name
        FROM page JOIN incident_summary s ON s.id = page.id ORDER BY page.began DESC, s.id""",  # noqa: S608
        {"since": since, "limit": limit},
    )


def count_days(db: Database, *, since: str, until: str) -> list[Row]:
    """Return ``day`` (UTC), ``incidents``, ``worst`` (0 none or not judged to 3 critical) for each day that has any."""
    return fetch_rows(
        db,
        f"""SELECT substr({BEGAN}, 1, 10) AS day, count(*) AS incidents,
            max(CASE i.severity WHEN 'critical' THEN 3 WHEN 'major' THEN 2 WHEN 'minor' THEN 1 ELSE 0 END) AS worst
        FROM incidents i WHERE {_LIVE} AND {BEGAN} >= :since AND {BEGAN} < :until
        GROUP BY 1 ORDER BY 1""",  # noqa: S608
        {"since": since, "until": until},
    )


def span_years(db: Database) -> tuple[int, int] | None:
    """Return the years of the first and the last incident; None when there is none."""
    first, last = (
        db.conn.execute(
            f"SELECT {BEGAN} FROM incidents i WHERE {BEGAN} IS NOT NULL ORDER BY {BEGAN} {way} LIMIT 1"  # noqa: S608
        ).fetchone()
        for way in ("ASC", "DESC")
    )
    return (int(first[0][:4]), int(last[0][:4])) if first and last else None


def count_record(db: Database) -> Row:
    """Return how large the record is: ``incidents`` that stand, ``claims``, ``outlets`` that are read."""
    return fetch_rows(
        db,
        """SELECT (SELECT count(*) FROM incidents WHERE state IN ('candidate', 'open', 'settled')) AS incidents,
            (SELECT max(id) FROM claims) AS claims, (SELECT max(id) FROM articles) AS articles""",
    )[0]
