"""The ledger of runs: when each began and ended, how, and with which numbers. Writes."""

import json
import os
import socket
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows, write
from newsagg.store.leases import is_alive
from newsagg.store.rows import keep_text, write_json, write_time
from newsagg.store.versions import insert_row, update_row


def start_run(db: Database, kind: str, now: datetime, clock: str = "real") -> int:
    """Open a row in the ledger and return its number; ``clock`` says whether ``now`` is real or given.

    Runs of this machine whose process is gone without a word are marked as abandoned: their work is taken up by query.
    """
    host = socket.gethostname()
    with write(db):
        _mark_abandoned(db, host)
        row = {"kind": kind, "clock": clock, "state": "running", "started_at": write_time(now)}
        return insert_row(db, "runs", row | {"host": host, "pid": os.getpid()})


def _mark_abandoned(db: Database, host: str) -> None:
    for row in fetch_rows(db, "SELECT id, pid FROM runs WHERE state = 'running' AND host = ?", (host,)):
        if not is_alive(row["pid"]):
            update_row(db, "runs", row["id"], {"state": "abandoned", "error": "its process was killed"})


def end_run(
    db: Database, run_id: int, state: str, counts: Mapping[str, int], now: datetime, error: str = ""
) -> None:
    """Close a run's row with what it did. Raises NotFoundError for a run that was never started."""
    with write(db):
        if db.conn.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone() is None:
            raise NotFoundError("no such run", subject=str(run_id), hint="start_run gives the number")
        row = {"state": state, "ended_at": write_time(now), "counts": write_json(dict(counts))}
        update_row(db, "runs", run_id, row | {"error": keep_text(error)})


def last_run(db: Database) -> dict[str, Any] | None:
    """Return the newest run with its counts as a dictionary; None before the first."""
    rows = fetch_rows(db, "SELECT * FROM runs ORDER BY id DESC LIMIT 1")
    return rows[0] | {"counts": json.loads(rows[0]["counts"])} if rows else None
