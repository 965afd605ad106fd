"""A claim that an analyst adds, as an Article's words have it -> a row of ``claims`` that names its decision. Writes.

Within the caller's transaction. Such a claim stands against every re-run, as long as its decision is in force and the
newest text of its article still has its words.
"""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.model import Claim
from newsagg.store.connect import fetch_rows
from newsagg.store.detections import insert_claim
from newsagg.store.rows import StoredVersion, identify_claim, keep_text, write_reading, write_time
from newsagg.store.versions import update_row


def find_same_claim(db: Database, article_id: int, claim: Claim) -> int | None:
    """Return the number of a live claim that says just this already."""
    row = db.conn.execute(
        "SELECT id FROM claims WHERE article_id = ? AND identity = ? AND withdrawn_at IS NULL",
        (article_id, identify_claim(claim)),
    ).fetchone()
    return None if row is None else int(row[0])


def add_own_claim(db: Database, stored: StoredVersion, claim: Claim, decision: int, now: datetime) -> int:
    """Save a claim as a decision's and return its number; one that was withdrawn is live again.

    Raises StoreError when it is live already.
    """
    rows = fetch_rows(
        db,
        "SELECT id, withdrawn_at FROM claims WHERE article_id = ? AND identity = ?",
        (stored.article_id, identify_claim(claim)),
    )
    if rows and rows[0]["withdrawn_at"] is None:
        raise StoreError("is on record already", subject=f"claim {rows[0]['id']}", hint="nothing was added")
    if rows:
        number = int(rows[0]["id"])
        update_row(db, "claims", number, write_reading(claim) | {"withdrawn_at": None})
    else:
        number = insert_claim(db, stored, claim, seen_at=now)
    update_row(db, "claims", number, {"decision_id": decision})
    return number


def withdraw_own_claims(db: Database, decision: int, now: datetime) -> None:
    """Withdraw what a decision added; its article is due to be judged: our rules may find the same by themselves."""
    for row in fetch_rows(
        db, "SELECT id, article_id, withdrawn_at FROM claims WHERE decision_id = ?", (decision,)
    ):
        if row["withdrawn_at"] is None:
            update_row(db, "claims", row["id"], {"withdrawn_at": write_time(now)})
        update_row(db, "articles", row["article_id"], {"judge_due": 1, "merge_due": 1})


def find_quote_ever(db: Database, article_id: int, quote: str) -> dict[str, Any] | None:
    """Return the newest version of an article that has these words, with ``seen_at``; None when none ever had."""
    rows = fetch_rows(
        db,
        """SELECT id, seen_at FROM article_versions WHERE article_id = ?
        AND (instr(title, ?) > 0 OR instr(body, ?) > 0) ORDER BY id DESC LIMIT 1""",
        (article_id, keep_text(quote), keep_text(quote)),
    )
    return rows[0] if rows else None
