"""What analysts decided: recorded, and read by merging before it plans anything. Writes; one transaction each."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Decision
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_time, write_json, write_time
from newsagg.store.versions import insert_row
from newsagg.vocabulary import DecisionKind


def save_decision(
    db: Database,
    kind: DecisionKind,
    incident: str,
    *,
    target: str = "",
    articles: Sequence[int] = (),
    field: str = "",
    value: str = "",
    by: str,
    reason: str,
    now: datetime,
) -> int:
    """Record a decision and return its number; it takes effect at the next merge and stands against every re-run.

    Raises NotFoundError when it names an incident or article that we do not have.
    """
    with write(db):
        for name in (incident, target):
            if name and db.conn.execute("SELECT 1 FROM incidents WHERE id = ?", (name,)).fetchone() is None:
                raise NotFoundError("no such incident", subject=name, hint="`newsagg incidents` lists them")
        for article_id in articles:
            if db.conn.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is None:
                raise NotFoundError(
                    "no such article", subject=f"article {article_id}", hint=f"see `newsagg show {incident}`"
                )
        row = {
            "kind": kind.value,
            "incident_id": incident,
            "target_id": target or None,
            "articles": write_json(list(articles)),
            "field": field,
            "value": value,
            "decided_by": by,
            "reason": reason,
            "decided_at": write_time(now),
        }
        return insert_row(db, "decisions", row)


def load_decisions(db: Database) -> list[Decision]:
    """Return what was decided, in the order in which it was."""
    return [
        Decision(
            id=row["id"],
            kind=DecisionKind(row["kind"]),
            incident=row["incident_id"],
            target=row["target_id"] or "",
            articles=tuple(json.loads(row["articles"])),
            field=row["field"],
            value=row["value"],
            by=row["decided_by"],
            reason=row["reason"],
            at=read_time(row["decided_at"]),
        )
        for row in fetch_rows(db, "SELECT * FROM decisions ORDER BY id")
    ]
