"""The whole history of our record of one incident -> plain rows. Reads only.

The incident that an id leads to, those that were merged into it, what happened to each, and every decision that names
one of them, undone ones too.
"""

import json
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.fates import resolve_incident

Row = dict[str, Any]

_EVENTS = """SELECT e.id, e.incident_id, e.at, e.kind, e.field, e.old_value, e.new_value, e.article_id, e.reason,
        e.run_id, r.kind AS run_kind, a.outlet, a.url, v.title
    FROM incident_events e LEFT JOIN runs r ON r.id = e.run_id
    LEFT JOIN articles a ON a.id = e.article_id LEFT JOIN article_versions v ON v.id = a.newest_version_id"""


def last_event(db: Database) -> int:
    """Return the number of the newest event of any incident; 0 when there is none."""
    return int(db.conn.execute("SELECT coalesce(max(id), 0) FROM incident_events").fetchone()[0])


def events_after(db: Database, number: int) -> list[Row]:
    """Return what happened to incidents after an event, in order, each with its article's outlet, url and title."""
    return fetch_rows(db, _EVENTS + " WHERE e.id > ? ORDER BY e.id", (number,))


def load_chronicle(db: Database, incident: str) -> Row:
    """Return the history of an incident's record; raises NotFoundError for an id never given.

    Keys: ``asked``, ``id``, ``followed`` (from the id asked to the one that stands), ``merged_in`` (ids that lead
    here), ``state``, ``title``, ``opened_at``, ``events`` and ``decisions``, each in order.
    """
    survivor = resolve_incident(db, incident)
    (line,) = fetch_rows(db, "SELECT state, title, opened_at FROM incidents WHERE id = ?", (survivor,))
    family = [
        row[0]
        for row in db.conn.execute(
            """WITH RECURSIVE family (id) AS (SELECT ? UNION
                SELECT i.id FROM incidents i JOIN family f ON i.merged_into = f.id) SELECT id FROM family""",
            (survivor,),
        )
    ]
    ids = json.dumps(family)
    return line | {
        "asked": incident,
        "id": survivor,
        "followed": _follow(db, incident),
        "merged_in": sorted(set(family) - {survivor}),
        "events": fetch_rows(
            db,
            f"{_EVENTS} WHERE e.incident_id IN (SELECT value FROM json_each(?)) ORDER BY e.id",  # noqa: S608
            (ids,),
        ),
        "decisions": fetch_rows(
            db,
            """SELECT * FROM decisions WHERE incident_id IN (SELECT value FROM json_each(:ids))
            OR target_id IN (SELECT value FROM json_each(:ids)) ORDER BY id""",
            {"ids": ids},
        ),
    }


def _follow(db: Database, incident: str) -> list[str]:
    chain = [incident]
    while target := db.conn.execute(
        "SELECT merged_into FROM incidents WHERE id = ?", (chain[-1],)
    ).fetchone()[0]:
        chain.append(target)
    return chain
