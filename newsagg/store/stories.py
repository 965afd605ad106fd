"""Second-hand words with their sources, and the steps of best values -> their rows. Writes in the caller's transaction.

An echo that changed is ended and a new row begins; steps are derived whole, and replaced whole.
"""

from collections.abc import Sequence

from newsagg.model import Echo, Step
from newsagg.store.connect import fetch_rows
from newsagg.store.history import Scribe
from newsagg.store.rows import keep_text, write_time
from newsagg.store.versions import insert_row


def save_echoes(scribe: Scribe, incident: str, echoes: Sequence[Echo]) -> None:
    """Bring the echoes of an incident up to those given."""
    known = {
        (row["claim_id"], row["article_id"], row["own_claim_id"] or 0): row["id"]
        for row in fetch_rows(
            scribe.db, "SELECT * FROM echoes WHERE incident_id = ? AND ended_at IS NULL", (incident,)
        )
    }
    wanted = {(echo.claim, echo.article, echo.own) for echo in echoes}
    gone = [row_id for key, row_id in known.items() if key not in wanted]
    scribe.db.conn.executemany(
        "UPDATE echoes SET ended_at = ? WHERE id = ?", [(scribe.now, row_id) for row_id in gone]
    )
    for claim, article, own in sorted(wanted - known.keys()):
        row = {"incident_id": incident, "claim_id": claim, "article_id": article, "own_claim_id": own or None}
        row |= {"state": "confirmed" if own else "unconfirmed", "first_seen_at": scribe.now}
        insert_row(scribe.db, "echoes", row)


def save_steps(scribe: Scribe, incident: str, steps: Sequence[Step]) -> None:
    """Replace the steps of an incident, where they differ."""
    wanted = []
    for n, step in enumerate(steps):
        position = sum(earlier.type is step.type for earlier in steps[:n])
        row = (incident, step.type.value, position, write_time(step.at), keep_text(step.best), step.claim)
        wanted.append(row)
    known = scribe.db.conn.execute("SELECT * FROM best_values WHERE incident_id = ?", (incident,)).fetchall()
    if sorted(known) != sorted(wanted):
        scribe.db.conn.execute("DELETE FROM best_values WHERE incident_id = ?", (incident,))
        scribe.db.conn.executemany("INSERT INTO best_values VALUES (?, ?, ?, ?, ?, ?)", wanted)
