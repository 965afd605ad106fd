"""What became of a feed, by whom and why -> a row of its history, which is never altered. Writes in the caller's."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.rows import write_time
from newsagg.store.versions import insert_row

US = "newsagg"
"""Who does what nobody decides: moves, failures."""
LIST = "feed list"
"""Who lists and unlists."""


def log_event(
    db: Database,
    feed: str,
    kind: str,
    *,
    now: datetime,
    by: str = US,
    reason: str = "",
    old: str = "",
    new: str = "",
    run_id: int | None = None,
) -> None:
    """Keep that something became of a feed."""
    row = {"feed": feed, "at": write_time(now), "kind": kind, "old_value": old, "new_value": new, "by": by}
    insert_row(db, "feed_events", row | {"reason": reason, "run_id": run_id})


def list_events(db: Database, feed: str) -> list[dict[str, Any]]:
    """Return the history of a feed, oldest first."""
    return fetch_rows(
        db,
        "SELECT at, kind, old_value, new_value, by, reason FROM feed_events WHERE feed = ? ORDER BY id",
        (feed,),
    )
