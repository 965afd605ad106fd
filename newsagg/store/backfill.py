"""What a backfill has read and found -> its ledger of shards, articles with verdicts and claims. Writes.

Each function is one transaction. A shard goes from waiting to read (its results lie in the spool) to stored.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Article, Capture, Claim, Verdict
from newsagg.store.connect import fetch_rows, write
from newsagg.store.detections import save_detection
from newsagg.store.importing import save_imported
from newsagg.store.rows import StoredVersion, keep_text, write_json, write_time
from newsagg.store.versions import find_article, insert_row, newest_version, update_row


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardRow:
    """A shard as the ledger has it."""

    id: int
    path: str
    first_byte: int
    last_byte: int
    size: int
    modified_at: float
    probe: str
    sha256: str = ""
    model: str = ""
    state: str = "waiting"
    result: str = ""
    result_sha256: str = ""
    counts: Mapping[str, int]
    error: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """An article that is about an outage, or may be, ready for the record."""

    place: str
    article: Article
    verdict: Verdict
    claims: Sequence[Claim]
    capture: Capture | None = None


def load_shards(db: Database, paths: Collection[str] | None = None) -> list[ShardRow]:
    """Return the shards of these files, or all, the oldest first."""
    asked = None if paths is None else json.dumps(sorted(paths))
    rows = fetch_rows(
        db,
        """SELECT id, path, first_byte, last_byte, size, modified_at, probe, sha256, model, state, result,
            result_sha256, counts, error, tries FROM backfill_shards
        WHERE :asked IS NULL OR path IN (SELECT value FROM json_each(:asked)) ORDER BY id""",
        {"asked": asked},
    )
    return [ShardRow(**row | {"counts": json.loads(row["counts"])}) for row in rows]


def add_shard(db: Database, shard: ShardRow, *, now: datetime) -> int:
    """Note a shard that is to be read; return its number."""
    with write(db):
        return insert_row(
            db,
            "backfill_shards",
            {
                "path": shard.path, "first_byte": shard.first_byte, "last_byte": shard.last_byte,
                "size": shard.size, "modified_at": shard.modified_at, "probe": shard.probe,
                "model": shard.model, "state": "waiting", "added_at": write_time(now),
            },
        )  # fmt: skip


def change_shard(
    db: Database, shard_id: int, *, now: datetime | None = None, run_id: int | None, **row: Any
) -> None:
    """Note what became of a shard; ``now`` is when it was read, unless it still waits."""
    if "counts" in row:
        row["counts"] = write_json(dict(row["counts"]))
    if "error" in row:
        row["error"] = keep_text(row["error"])[:2_000]
    if now is not None:
        row["read_at"] = write_time(now)
    with write(db):
        update_row(db, "backfill_shards", shard_id, row | {"run_id": run_id})


def close_shards(db: Database, shard_ids: Collection[int], *, now: datetime) -> None:
    """Note that the results of these shards are in the record."""
    with write(db):
        db.conn.executemany(
            """UPDATE backfill_shards SET state = 'stored', stored_at = ?, result = '', result_sha256 = ''
            WHERE id = ? AND state = 'read'""",
            [(write_time(now), shard_id) for shard_id in sorted(shard_ids)],
        )


def save_found(
    db: Database,
    items: Sequence[FoundItem],
    *,
    import_id: int,
    now: datetime,
    run_id: int | None,
    want_pages: bool,
) -> Counter[str]:
    """Save articles with their verdicts and claims, all or none; return how many were new, changed or same.

    An article whose row says something else than the text that was judged (another feed's word goes before it) is left
    to be judged anew, as is one that an analyst labelled.
    """
    counts: Counter[str] = Counter()
    with write(db):
        judged: list[tuple[StoredVersion, Verdict, Sequence[Claim]]] = []
        for item in items:
            article = replace(item.article, seen_at=now)
            outcome = save_imported(
                db,
                article,
                place=item.place,
                import_id=import_id,
                now=now,
                run_id=run_id,
                capture=item.capture,
            )
            counts[f"articles_{outcome}"] += 1
            if outcome == "same":
                continue
            stored = newest_version(db, find_article(db, keep_text(article.url)) or 0)
            if stored is not None and _stands(db, stored, article):
                judged.append((stored, item.verdict, item.claims))
                counts["claims_read"] += len(item.claims)
                counts[f"judged_{item.verdict.relevance}"] += 1
        save_detection(db, judged, now, run_id, want_pages=want_pages)
    return counts


def _stands(db: Database, stored: StoredVersion, article: Article) -> bool:
    """Say whether the verdict on an article is the verdict on what the record holds of it."""
    kept = replace(
        article,
        url=keep_text(article.url),
        published_at=article.published_at and article.published_at.replace(microsecond=0),
        seen_at=article.seen_at.replace(microsecond=0),
    )
    labelled = db.conn.execute("SELECT 1 FROM labels WHERE article_id = ?", (stored.article_id,)).fetchone()
    return stored.article == kept and labelled is None
