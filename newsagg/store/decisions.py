"""What analysts decided: recorded, and read by merging before it plans anything. Writes; one transaction each."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Decision
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_maybe_time, read_time, write_json, write_time
from newsagg.store.versions import insert_row, update_row
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

    The reports of the incidents that it names are due for merging from now on. Raises NotFoundError when it names an
    incident or article that we do not have.
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
        _look_again(db, {incident, target}, articles)
        return insert_row(db, "decisions", row)


def undo_decision(db: Database, number: int, *, by: str, reason: str, now: datetime) -> Decision:
    """Take a decision back from the next merge on and return it as it was; its row stays, with who undid it and why.

    Raises NotFoundError when there is none of this number in force.
    """
    with write(db):
        found = next((d for d in load_decisions(db) if d.id == number), None)
        if found is None or found.undone_at is not None:
            what = "no such decision" if found is None else "was undone already"
            raise NotFoundError(
                what,
                subject=f"decision {number}",
                hint="`newsagg incident list-decisions` shows those in force",
            )
        undone = {"undone_at": write_time(now), "undone_by": by, "undone_because": reason}
        update_row(db, "decisions", number, undone)
        _look_again(db, {found.incident, found.target}, found.articles)
        return found


def renew_due(db: Database, known: Sequence[Decision]) -> None:
    """Mark as due what was decided or undone since the ``known`` decisions were loaded, so that no merge misses it."""
    with write(db):
        for decision in load_decisions(db):
            if decision not in known:
                _look_again(db, {decision.incident, decision.target}, decision.articles)


def _look_again(db: Database, incidents: Collection[str], articles: Collection[int]) -> None:
    """Mark what a decision is about as due for merging: what the incidents hold, or ever held."""
    db.conn.execute(
        """UPDATE articles SET merge_due = 1 WHERE merge_due = 0
        AND (id IN (SELECT value FROM json_each(:articles)) OR id IN (SELECT article_id FROM incident_articles
            WHERE incident_id IN (SELECT value FROM json_each(:incidents))))""",
        {"articles": json.dumps(sorted(articles)), "incidents": json.dumps(sorted(incidents))},
    )


def load_decisions(db: Database) -> list[Decision]:
    """Return what was decided, in the order in which it was; undone ones too, with the time of it."""
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
            undone_at=read_maybe_time(row["undone_at"]),
        )
        for row in fetch_rows(db, "SELECT * FROM decisions ORDER BY id")
    ]


def list_decisions(db: Database, incident: str = "") -> list[dict[str, Any]]:
    """Return the rows of ``decisions``, all or those that name an incident, the newest first."""
    return fetch_rows(
        db,
        """SELECT * FROM decisions WHERE :incident = '' OR :incident IN (incident_id, target_id)
        ORDER BY id DESC""",
        {"incident": incident},
    )
