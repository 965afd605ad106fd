"""What one run did -> plain rows: requests, incidents, runs whose work it took up; and who was told. Writes."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import write_time

Row = dict[str, Any]

# What happened of late; what is filed from archives is history, and nobody shall be woken by it.
_HISTORY = ("import", "backfill", "rebuild")

_EVENTS = """SELECT e.id, e.incident_id, e.at, e.kind, e.field, e.old_value, e.new_value, e.article_id, e.reason,
        e.run_id, i.title, i.lead_service AS service, i.state, i.severity, i.lifecycle, i.merged_into,
        coalesce((SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.service = i.lead_service),
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.position = 0)) AS provider
    FROM incident_events e JOIN incidents i ON i.id = e.incident_id"""


def read_run(db: Database, run_id: int) -> Row:
    """Return a run with what came of it; raises NotFoundError for one that was never begun.

    Keys beside the columns of ``runs``: ``feeds`` and ``pages``, the requests in order; ``events`` of incidents;
    ``took_up``, the runs before it that were killed.
    """
    rows = fetch_rows(db, "SELECT * FROM runs WHERE id = ?", (run_id,))
    if not rows:
        raise NotFoundError("no such run", subject=str(run_id), hint="`newsagg doctor` tells the last one")
    asked = fetch_rows(
        db,
        """SELECT purpose, feed, article_id, url, outcome, status, error, new_entries, changed_entries
        FROM fetches WHERE run_id = ? AND purpose IN ('feed', 'page') ORDER BY id""",
        (run_id,),
    )
    return rows[0] | {
        "feeds": [row for row in asked if row["purpose"] == "feed"],
        "pages": [row for row in asked if row["purpose"] == "page"],
        "events": fetch_rows(db, f"{_EVENTS} WHERE e.run_id = ? ORDER BY e.id", (run_id,)),
        "took_up": [
            row["id"]
            for row in fetch_rows(
                db,
                """SELECT id FROM runs WHERE state = 'abandoned' AND id < ?1 AND id >
                (SELECT coalesce(max(id), 0) FROM runs WHERE id < ?1 AND state <> 'abandoned') ORDER BY id""",
                (run_id,),
            )
        ],
    }


def open_channel(db: Database, channel: str, now: datetime) -> None:
    """Begin to tell somebody what happens from now on; one who is told already goes on where that ended."""
    with write(db):
        db.conn.execute(
            """INSERT OR IGNORE INTO announcements (channel, event_id, told_at)
            SELECT ?, coalesce(max(id), 0), ? FROM incident_events""",
            (channel, write_time(now)),
        )


def events_to_tell(db: Database, channel: str, most: int = 1000) -> list[Row]:
    """Return what happened to incidents and was not told on a channel yet, in order, the newest ``most`` of it.

    That may be the work of runs that were killed before they told it, or of an analyst. What was filed from archives or
    derived again is not told.
    """
    rows = fetch_rows(
        db,
        f"""{_EVENTS} LEFT JOIN runs r ON r.id = e.run_id
        WHERE e.id > (SELECT event_id FROM announcements WHERE channel = ?)
        AND (e.kind IN ('opened', 'merged') OR (e.kind = 'described' AND e.field IN ('severity', 'lifecycle')))
        AND coalesce(r.kind, '') NOT IN (?, ?, ?) ORDER BY e.id DESC LIMIT ?""",  # noqa: S608
        (channel, *_HISTORY, most),
    )
    return rows[::-1]


def mark_told(db: Database, channel: str, event_id: int, now: datetime) -> None:
    """Note up to which event a channel was told; never back."""
    with write(db):
        db.conn.execute(
            """INSERT INTO announcements (channel, event_id, told_at) VALUES (?, ?, ?) ON CONFLICT (channel)
            DO UPDATE SET event_id = excluded.event_id, told_at = excluded.told_at
            WHERE excluded.event_id > event_id""",
            (channel, event_id, write_time(now)),
        )


def find_later_run(db: Database, kind: str, planned: datetime) -> int | None:
    """Return a completed run of this kind that began at or after a time: it did what a run planned for then would."""
    row = db.conn.execute(
        """SELECT max(id) FROM runs WHERE kind = ? AND state = 'completed' AND clock = 'real' AND started_at >= ?""",
        (kind, write_time(planned)),
    ).fetchone()
    return None if row[0] is None else int(row[0])
