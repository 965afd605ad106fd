"""A change to an incident -> a row of its history. Writes inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from newsagg.store.rows import write_time
from newsagg.store.versions import insert_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """Who keeps the history of incidents during one transaction: the time and the run are those of all its rows."""

    db: Database
    now: str
    run_id: int | None

    @classmethod
    def at(cls, db: Database, now: datetime, run_id: int | None) -> "Scribe":
        """Return a scribe who writes at this time."""
        return cls(db=db, now=write_time(now), run_id=run_id)

    def note(
        self,
        incident: str,
        kind: str,
        reason: str,
        *,
        field: str = "",
        old: str | None = None,
        new: str | None = None,
        article_id: int | None = None,
    ) -> None:
        """Add one event; rows of the history are never altered."""
        row = {
            "incident_id": incident,
            "at": self.now,
            "kind": kind,
            "field": field,
            "old_value": old,
            "new_value": new,
            "article_id": article_id,
            "reason": reason,
            "run_id": self.run_id,
        }
        insert_row(self.db, "incident_events", row)
