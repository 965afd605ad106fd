"""Questions to the record -> plain rows, for commands and pages. Reads only."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.store.connect import fetch_rows, read_db
from newsagg.store.fates import resolve_incident
from newsagg.store.rows import keep_text, write_time

# A query of an analyst over a year of news takes well under a second; this stops the accidental cross join.
SELECT_SECONDS = 10.0
# SQLite calls back every so many steps of its machine: about a millisecond.
_STEPS = 10_000
# One value of 200 MB is a mistake or an attack, never an answer.
_LARGEST_VALUE = 10_000_000


def find_incidents(
    db: Database,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    service: str | None = None,
    state: str | None = None,
) -> list[dict[str, Any]]:
    """Return lines of ``incident_summary``, newest first, that match all that is given.

    ``since`` and ``until`` bound the start, else the first report, else the day our record was opened; ``service`` is
    the slug of a service or provider with any part in the incident; ``state`` is that of the record.
    """
    return fetch_rows(
        db,
        """SELECT * FROM incident_summary s WHERE (:state IS NULL OR s.state = :state)
        AND (:since IS NULL OR coalesce(s.started, s.first_reported_at, s.opened_at) >= :since)
        AND (:until IS NULL OR coalesce(s.started, s.first_reported_at, s.opened_at) <= :until)
        AND (:service IS NULL OR s.service = :service OR s.id IN (
            SELECT incident_id FROM incident_services WHERE service = :service OR provider = :service))
        ORDER BY coalesce(s.started, s.first_reported_at, s.opened_at) DESC, s.id""",
        {
            "since": write_time(since) if since else None,
            "until": write_time(until) if until else None,
            "service": service,
            "state": state,
        },
    )


def show_incident(db: Database, incident: str) -> dict[str, Any]:
    """Return everything about one incident; an id that was merged away answers with its survivor.

    Keys: ``asked`` (the id given), the columns of ``incidents``, ``duration_minutes``, ``services``, ``claims``
    (lines of ``claim_ledger`` by type and then speaker: type -> speaker -> lines; live and of this incident),
    ``background`` (live claims of other scope), ``findings`` (live, each with ``claims``), ``second_hand``, ``drift``,
    ``promises``, ``articles``, ``decisions`` and ``events``. Raises NotFoundError.
    """
    survivor = resolve_incident(db, incident)
    found = fetch_rows(
        db,
        """SELECT i.*, d.duration_minutes, d.basis AS duration_basis FROM incidents i
        JOIN incident_durations d ON d.incident_id = i.id WHERE i.id = ?""",
        (survivor,),
    )[0]
    lines = fetch_rows(
        db,
        """SELECT * FROM claim_ledger WHERE incident_id = ? AND withdrawn_at IS NULL
        ORDER BY type, speaker, first_seen_at, article_id, start""",
        (survivor,),
    )
    claims: defaultdict[str, defaultdict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line["scope"] == "this_incident":
            claims[line["type"]][line["speaker"]].append(line)
    return found | {
        "asked": incident,
        "services": fetch_rows(
            db, "SELECT * FROM incident_services WHERE incident_id = ? ORDER BY position", (survivor,)
        ),
        "claims": {kind: dict(speakers) for kind, speakers in claims.items()},
        "background": [line for line in lines if line["scope"] != "this_incident"],
        "findings": _show_findings(db, survivor),
        "second_hand": fetch_rows(
            db, "SELECT * FROM second_hand WHERE incident_id = ? ORDER BY claim_id", (survivor,)
        ),
        "drift": fetch_rows(
            db, "SELECT * FROM narrative_drift WHERE incident_id = ? ORDER BY type, position", (survivor,)
        ),
        "promises": fetch_rows(
            db, "SELECT * FROM promises WHERE incident_id = ? ORDER BY due_at, made_at, claim_id", (survivor,)
        ),
        "articles": fetch_rows(
            db,
            """SELECT n.id AS article_id, n.outlet, n.url, n.title, n.published_at, n.first_seen_at, n.basis,
                n.page_state, n.page_note, n.kind, p.role, p.origin_article_id, p.reason, p.placed_at,
                coalesce((SELECT group_concat(via, ', ') FROM (SELECT DISTINCT e.via FROM entries e
                    WHERE e.article_id = n.id AND e.via <> '' ORDER BY e.via)), '') AS found_via
            FROM incident_articles p JOIN newest_articles n ON n.id = p.article_id
            WHERE p.incident_id = ? AND p.removed_at IS NULL
            ORDER BY coalesce(n.published_at, n.first_seen_at), n.url""",
            (survivor,),
        ),
        "decisions": fetch_rows(
            db,
            """SELECT * FROM decisions WHERE ? IN (incident_id, target_id)
            OR incident_id IN (SELECT id FROM incidents WHERE merged_into = ?) ORDER BY id""",
            (survivor, survivor),
        ),
        "events": fetch_rows(
            db, "SELECT * FROM incident_events WHERE incident_id = ? ORDER BY id", (survivor,)
        ),
    }


def _show_findings(db: Database, incident: str) -> list[dict[str, Any]]:
    findings = fetch_rows(
        db,
        "SELECT * FROM findings WHERE incident_id = ? AND ended_at IS NULL ORDER BY type, id",
        (incident,),
    )
    for finding in findings:
        finding["claims"] = [
            claim_id
            for (claim_id,) in db.conn.execute(
                "SELECT claim_id FROM finding_claims WHERE finding_id = ? ORDER BY position", (finding["id"],)
            )
        ]
    return findings


def run_select(
    path: Path | str, sql: str, limit: int = 1000, values: Mapping[str, str] | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the column names and first rows of one query that only reads; ``values`` are its named parameters.

    Raises StoreError with SQLite's words for anything else, and for a query that takes longer than 10 s.
    """
    db = read_db(path)
    connection = db.conn
    deadline = time.monotonic() + SELECT_SECONDS
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    # A virtual table declares itself when first touched, which the authorizer would take for a CREATE TABLE.
    virtual = connection.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    ).fetchall()
    for name in [*(f'"{row[0]}"' for row in virtual), "json_each('[]')", "json_tree('[]')"]:
        connection.execute(f"SELECT 1 FROM {name} LIMIT 0")  # noqa: S608
    connection.set_authorizer(_allow_reading)
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
    try:
        cursor = connection.execute(sql, dict(values or {}))
        if cursor.description is None:
            raise StoreError(
                "this is not a query", subject=keep_text(sql[:200]), hint="only SELECT is answered here"
            )
        return [column[0] for column in cursor.description], cursor.fetchmany(limit)
    except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError) as error:
        late = "interrupted" in str(error)
        if late and time.monotonic() < deadline:
            # SQLite asked us whether to go on while somebody pressed Ctrl-C, and swallowed that.
            raise KeyboardInterrupt from error
        raise StoreError(
            f"takes longer than {SELECT_SECONDS:.0f} s" if late else str(error),
            subject=keep_text(sql[:200]),
            hint="narrow it down"
            if late
            else "`newsagg schema` and docs/schema.md describe tables and views",
        ) from error
    finally:
        connection.close()


def _allow_reading(
    action: int, first: str | None, _second: str | None, _db: str | None, _by: str | None
) -> int:
    reading = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
    if action in reading and not (action == sqlite3.SQLITE_FUNCTION and first == "load_extension"):
        return sqlite3.SQLITE_OK
    # FTS5 asks for the data's version; the others only read the schema.
    harmless = ("data_version", "table_info", "table_xinfo", "table_list", "index_list", "index_info")
    if action == sqlite3.SQLITE_PRAGMA and first in harmless:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def count_rows(db: Database) -> dict[str, int]:
    """Return how many rows the main tables hold, for commands that tell how things stand."""
    tables = ("feeds", "entries", "articles", "article_versions", "claims", "incidents", "decisions", "runs")
    return {
        table: int(db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
        for table in tables
    }
