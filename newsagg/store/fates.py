"""What becomes of an incident: merged into another, revived, retired, settled; and where an id leads. Writes.

Each within the caller's transaction, with a row of the history; what is so already leaves none.
"""

from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import MergeIncident, RetireIncident, ReviveIncident
from newsagg.store.connect import fetch_rows
from newsagg.store.history import Scribe
from newsagg.vocabulary import RecordState


def require_incident(db: Database, incident: str) -> dict[str, Any]:
    """Return an incident's row; raises NotFoundError for an id never given."""
    rows = fetch_rows(db, "SELECT * FROM incidents WHERE id = ?", (incident,))
    if not rows:
        raise NotFoundError("no such incident", subject=incident, hint="`newsagg incidents` lists them")
    return rows[0]


def resolve_incident(db: Database, incident: str) -> str:
    """Return the id that an incident goes by now, following merges; raises NotFoundError for an id never given."""
    return _chain_of_merges(db, incident)[-1]


def _chain_of_merges(db: Database, incident: str) -> list[str]:
    """Return the ids from this one to its survivor; ``_merge`` keeps them from running in a ring."""
    chain = [incident]
    while target := require_incident(db, chain[-1])["merged_into"]:
        chain.append(target)
    return chain


def merge_incident(scribe: Scribe, change: MergeIncident) -> None:
    """Point an incident to its survivor and end its findings; raises StoreError for a ring."""
    row = require_incident(scribe.db, change.incident)
    if row["merged_into"] == change.into:
        return
    if change.incident in _chain_of_merges(scribe.db, change.into):
        raise StoreError(
            f"cannot be merged into {change.into}, which was merged into it",
            subject=change.incident,
            hint="load the incidents and plan again",
        )
    # The state and the pointer change together: a CHECK holds that a merged row has a survivor.
    scribe.db.conn.execute(
        "UPDATE incidents SET state = 'merged', merged_into = ?, changed_at = ? WHERE id = ?",
        (change.into, scribe.now, change.incident),
    )
    scribe.db.conn.execute(
        "UPDATE findings SET ended_at = ? WHERE incident_id = ? AND ended_at IS NULL",
        (scribe.now, change.incident),
    )
    scribe.note(
        change.incident, "merged", change.reason, field="merged_into", old=row["merged_into"], new=change.into
    )


def set_state(scribe: Scribe, incident: str, state: RecordState, reason: str) -> None:
    """Change the state of the record of an incident, for a reason."""
    row = require_incident(scribe.db, incident)
    if row["state"] != state.value:
        scribe.db.conn.execute(
            "UPDATE incidents SET state = ?, changed_at = ? WHERE id = ?", (state.value, scribe.now, incident)
        )
        scribe.note(incident, "described", reason, field="state", old=row["state"], new=state.value)


def retire_incident(scribe: Scribe, change: RetireIncident) -> None:
    """Take an incident off the record of which no report counts; its findings end, its id stays."""
    set_state(scribe, change.incident, RecordState.REJECTED, change.reason)
    scribe.db.conn.execute(
        "UPDATE findings SET ended_at = ? WHERE incident_id = ? AND ended_at IS NULL",
        (scribe.now, change.incident),
    )


def revive_incident(scribe: Scribe, change: ReviveIncident) -> None:
    """Let an incident that was merged or retired stand by itself again, as a candidate until it is described."""
    row = require_incident(scribe.db, change.incident)
    if row["merged_into"] is None and row["state"] != RecordState.REJECTED.value:
        return
    scribe.db.conn.execute(
        "UPDATE incidents SET state = ?, merged_into = NULL, changed_at = ? WHERE id = ?",
        (RecordState.CANDIDATE.value, scribe.now, change.incident),
    )
    field, old = ("merged_into", row["merged_into"]) if row["merged_into"] else ("state", row["state"])
    new = None if row["merged_into"] else RecordState.CANDIDATE.value
    scribe.note(change.incident, "revived", change.reason, field=field, old=old, new=new)
