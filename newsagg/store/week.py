"""A week's bounds -> everything that the digest of it tells, as rows. Reads only.

An incident belongs to the week in which it started; where nobody gives a start, to that of its first report.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.queries import show_incident
from newsagg.store.rows import write_time
from newsagg.store.standing import find_vendor_only

Rows = list[dict[str, Any]]

# How far back an outage that nobody called over is still worth a line, and what a feed usually brings is counted.
LOOK_BACK = timedelta(days=28)

# Where nobody gives a start, it is kept as the twelve hours before the first report (merge/headline.py), which may
# lie in the week before: then the report decides.
# A start told as a day counts by its middle: the day of a place east of Greenwich begins the evening before.
_BEGAN = """CASE WHEN s.started_latest IS s.first_reported_at
        AND s.started IS strftime('%Y-%m-%dT%H:%M:%SZ', s.first_reported_at, '-12 hours') THEN s.first_reported_at
    WHEN julianday(s.started_latest) - julianday(s.started) > 0.8
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', (julianday(s.started) + julianday(s.started_latest)) / 2)
    ELSE coalesce(s.started, s.first_reported_at) END"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRows:
    """What the record has of one week."""

    incidents: Rows
    """Lines of ``incident_summary`` with ``vendor_only`` and ``record``, all that ``show_incident`` has."""
    before: Rows
    """Lines of the week before, with ``vendor_only``."""
    still_open: Rows
    """Lines of earlier weeks that nobody said to be over."""
    late: Rows
    """Lines of ``claim_ledger`` with ``incident_title`` and ``kind``: causes published this week of older incidents."""
    feeds: Rows
    """Of each feed: ``asked``, ``answered``, ``entries``, ``usual`` (entries in the four weeks before), ``error``, and
    ``unasked``: why nobody asks it, in words, empty while somebody does."""


def load_week(db: Database, before: datetime, start: datetime, end: datetime) -> WeekRows:
    """Return what the record has of the time from ``start`` up to, not including, ``end`` (aware).

    ``before`` is when the week before began, which is not always 168 hours ago.
    """
    vendor_only = find_vendor_only(db)
    incidents = _find_begun(db, start, end, vendor_only)
    for line in incidents:
        line["record"] = show_incident(db, line["id"])
    return WeekRows(
        incidents=incidents,
        before=_find_begun(db, before, start, vendor_only),
        still_open=[line for line in _find_unended(db, start) if line["id"] not in vendor_only],
        late=_find_late(db, start, end),
        feeds=_count_feeds(db, start, end),
    )


def _find_begun(db: Database, start: datetime, end: datetime, vendor_only: set[str]) -> Rows:
    lines = fetch_rows(
        db,
        f"""SELECT * FROM incident_summary s WHERE {_BEGAN} >= :start AND {_BEGAN} < :end
        AND s.confirmation IS NOT 'not_an_outage' ORDER BY {_BEGAN}, s.id""",  # noqa: S608
        {"start": write_time(start), "end": write_time(end)},
    )
    return [line | {"vendor_only": line["id"] in vendor_only} for line in lines]


def _find_unended(db: Database, start: datetime) -> Rows:
    return fetch_rows(
        db,
        f"""SELECT * FROM incident_summary s WHERE {_BEGAN} < :start AND {_BEGAN} >= :since
        AND s.state <> 'candidate' AND s.ended IS NULL AND s.lifecycle NOT IN ('resolved', 'postmortem')
        AND s.confirmation IS NOT 'not_an_outage' ORDER BY {_BEGAN}, s.id""",  # noqa: S608
        {"start": write_time(start), "since": write_time(start - LOOK_BACK)},
    )


def _find_late(db: Database, start: datetime, end: datetime) -> Rows:
    return fetch_rows(
        db,
        f"""SELECT c.*, s.title AS incident_title, n.kind, n.published_at FROM claim_ledger c
        JOIN incident_summary s ON s.id = c.incident_id JOIN newest_articles n ON n.id = c.article_id
        WHERE c.type = 'cause' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
        AND c.stance IN ('asserted', 'hedged', 'denied') AND s.state <> 'candidate' AND {_BEGAN} < :start
        AND coalesce(c.said_at, n.published_at, n.first_seen_at) >= :start
        AND coalesce(c.said_at, n.published_at, n.first_seen_at) < :end
        ORDER BY {_BEGAN} DESC, c.incident_id, c.second_hand, c.claim_id""",  # noqa: S608
        {"start": write_time(start), "end": write_time(end)},
    )


def _count_feeds(db: Database, start: datetime, end: datetime) -> Rows:
    # A run with a given clock (the demo, tests) counts from its own time, not from that of the sockets.
    return fetch_rows(
        db,
        """WITH asked AS (
            SELECT f.feed, f.outcome, f.error, row_number() OVER (PARTITION BY f.feed ORDER BY f.id DESC) AS place
            FROM fetches f LEFT JOIN runs r ON r.id = f.run_id
            WHERE f.purpose = 'feed' AND iif(r.clock = 'given', r.started_at, f.asked_at) >= :start
            AND iif(r.clock = 'given', r.started_at, f.asked_at) < :end)
        SELECT d.slug AS feed, d.outlet, d.kind, count(a.feed) AS asked,
            count(CASE WHEN a.outcome IN ('ok', 'not_modified', 'moved') THEN 1 END) AS answered,
            coalesce(max(CASE WHEN a.place = 1 THEN a.error END), '') AS error,
            CASE WHEN d.removed_at < :end THEN 'removed on ' || substr(d.removed_at, 1, 10)
                WHEN d.paused_at < :end THEN 'paused since ' || substr(d.paused_at, 1, 10)
                    || iif(d.paused_because = '', '', ': ' || d.paused_because)
                WHEN d.retired_at < :end AND d.retired_because = 'gone' THEN 'its server says that it is gone for good'
                WHEN d.retired_at < :end THEN 'no longer in the feed list'
                WHEN h.rests_until >= :start THEN 'its host ' || d.host || ' only fails: ' || h.last_error
                ELSE '' END AS unasked,
            (SELECT count(*) FROM entries e WHERE e.feed = d.slug
                AND coalesce(e.published_at, e.first_seen_at) >= :start
                AND coalesce(e.published_at, e.first_seen_at) < :end) AS entries,
            (SELECT count(*) FROM entries e WHERE e.feed = d.slug
                AND coalesce(e.published_at, e.first_seen_at) >= :since
                AND coalesce(e.published_at, e.first_seen_at) < :start) AS usual
        FROM feeds d LEFT JOIN asked a ON a.feed = d.slug LEFT JOIN hosts h ON h.host = d.host AND h.failures > 0
        WHERE (d.retired_at IS NULL OR d.retired_at >= :start OR d.retired_because = 'gone')
        AND (d.removed_at IS NULL OR d.removed_at >= :start) AND d.added_at < :end GROUP BY d.slug ORDER BY d.slug""",
        {"start": write_time(start), "end": write_time(end), "since": write_time(start - LOOK_BACK)},
    )
