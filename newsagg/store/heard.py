"""A week's bounds -> how each feed was heard in it, as rows. Reads only."""

from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.rows import read_maybe_time, write_time

# How far back it is counted what a feed usually brings.
LOOK_BACK = timedelta(days=28)


def count_feeds(db: Database, start: datetime, end: datetime) -> list[dict[str, Any]]:
    """Return a row for each feed that was ours at some time from ``start`` up to ``end`` (aware).

    ``asked``, ``answered``, ``entries``, ``usual`` (entries in the four weeks before), ``error`` of the last answer,
    ``unasked`` (why nobody asks it, in words; empty while somebody does), ``gone``, ``new``, and what the feed is:
    ``outlet``, ``kind``, ``language`` and ``provider``. A run with a given clock (the demo, tests) counts
    from its own time, not from that of the sockets.
    """
    return fetch_rows(
        db,
        """WITH tries AS (
            SELECT f.id, f.feed, f.outcome, f.error FROM feeds d CROSS JOIN fetches f ON f.feed = d.slug
            LEFT JOIN runs r ON r.id = f.run_id WHERE f.asked_at >= :start AND f.asked_at < :end
            AND f.purpose = 'feed' AND r.clock IS NOT 'given'
            UNION ALL
            SELECT f.id, f.feed, f.outcome, f.error FROM runs r CROSS JOIN fetches f ON f.run_id = r.id
            WHERE r.clock = 'given' AND r.started_at >= :start AND r.started_at < :end AND f.purpose = 'feed'),
        asked AS (SELECT *, row_number() OVER (PARTITION BY feed ORDER BY id DESC) AS place FROM tries)
        SELECT d.slug AS feed, d.outlet, d.kind, d.language, d.provider, count(a.feed) AS asked,
            count(CASE WHEN a.outcome IN ('ok', 'not_modified', 'moved') THEN 1 END) AS answered,
            coalesce(max(CASE WHEN a.place = 1 THEN a.error END), '') AS error,
            CASE WHEN d.removed_at < :end THEN 'removed on ' || substr(d.removed_at, 1, 10)
                WHEN d.paused_at < :end THEN 'paused since ' || substr(d.paused_at, 1, 10)
                    || iif(d.paused_because = '', '', ': ' || d.paused_because)
                WHEN d.retired_at < :end AND d.retired_because = 'gone' THEN 'its server says that it is gone for good'
                WHEN d.retired_at < :end THEN 'no longer in the feed list'
                WHEN h.rests_until >= :start THEN 'its host ' || d.host || ' only fails: ' || h.last_error
                ELSE '' END AS unasked,
            coalesce(d.retired_at >= :start AND d.retired_at < :end AND d.retired_because = 'gone', 0) AS gone,
            d.added_at >= :start AND EXISTS (SELECT 1 FROM feeds o WHERE o.added_at < :start) AS new,
            (SELECT count(*) FROM entries e WHERE e.feed = d.slug
                AND coalesce(e.published_at, e.first_seen_at) >= :start
                AND coalesce(e.published_at, e.first_seen_at) < :end) AS entries,
            (SELECT count(*) FROM entries e WHERE e.feed = d.slug
                AND coalesce(e.published_at, e.first_seen_at) >= :since
                AND coalesce(e.published_at, e.first_seen_at) < :start) AS usual
        FROM feeds d LEFT JOIN asked a ON a.feed = d.slug LEFT JOIN hosts h ON h.host = d.host AND h.failures > 0
        WHERE (d.retired_at IS NULL OR d.retired_at >= :start OR d.retired_because = 'gone' AND d.retired_at >= :since)
        AND (d.removed_at IS NULL OR d.removed_at >= :start) AND d.added_at < :end GROUP BY d.slug ORDER BY d.slug""",
        {"start": write_time(start), "end": write_time(end), "since": write_time(start - LOOK_BACK)},
    )


def listening_since(db: Database) -> datetime | None:
    """Return when the first run of our record began, UTC; None before any."""
    row = db.conn.execute("SELECT min(started_at) FROM runs").fetchone()
    return read_maybe_time(row[0])
