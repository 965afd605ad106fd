"""Answers that the archive keeps -> their rows; which of them may go, and that they went. Writes."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Capture
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import keep_text, write_time
from newsagg.store.versions import insert_row

# Pages of articles that an incident stands on now, and status feeds that told of one: what a report may cite.
_CITED = """(EXISTS (SELECT 1 FROM incident_articles p JOIN claims q ON q.article_id = p.article_id
        WHERE p.article_id = c.article_id AND p.removed_at IS NULL AND q.withdrawn_at IS NULL)
    OR EXISTS (SELECT 1 FROM article_versions v JOIN entries e ON e.article_id = v.article_id AND e.feed = c.feed
        JOIN incident_articles p ON p.article_id = v.article_id
        WHERE c.feed IS NOT NULL AND v.run_id = c.run_id AND p.removed_at IS NULL))"""
_RELEVANT = (
    """EXISTS (SELECT 1 FROM verdicts d WHERE d.article_id = c.article_id AND d.relevance <> 'irrelevant')"""
)


def add_capture(
    db: Database,
    capture: Capture,
    *,
    article_id: int | None = None,
    feed: str | None = None,
    version_id: int | None = None,
    run_id: int | None,
) -> None:
    """Keep that an answer is in the archive: a page of an article, or a feed's."""
    with write(db):
        insert_row(
            db,
            "captures",
            {
                "url": keep_text(capture.url),
                "article_id": article_id,
                "feed": feed,
                "version_id": version_id,
                "record": capture.record,
                "sha256": capture.sha256,
                "size": capture.size,
                "fetched_at": write_time(capture.fetched_at),
                "run_id": run_id,
            },
        )


def has_capture(db: Database, url: str, sha256: str, fetched_at: datetime) -> bool:
    """Say whether the very same answer was kept before, also when its bytes were dropped since."""
    row = db.conn.execute(
        "SELECT 1 FROM captures WHERE url = ? AND sha256 = ? AND fetched_at = ? LIMIT 1",
        (keep_text(url), sha256, write_time(fetched_at)),
    ).fetchone()
    return row is not None


def list_kept(db: Database) -> list[dict[str, Any]]:
    """Return all captures whose bytes are kept, oldest first, with whether an incident cites them and whether they are
    of a relevant article: keys of ``captures``, ``cited``, ``relevant`` (1 or 0)."""
    return fetch_rows(
        db,
        f"""SELECT c.*, {_CITED} AS cited, (c.feed IS NOT NULL OR {_RELEVANT}) AS relevant
        FROM captures c WHERE c.dropped_at IS NULL ORDER BY c.fetched_at, c.id""",  # noqa: S608
    )


def move_captures(
    db: Database, moved: Mapping[str, str], dropped: Collection[int], *, because: str, now: datetime
) -> None:
    """Record in one go where records stand now (old id -> new), and which captures' bytes are gone, by which rule."""
    with write(db):
        db.conn.executemany(
            "UPDATE captures SET record = '', dropped_at = ?, dropped_because = ? WHERE id = ? AND dropped_at IS NULL",
            [(write_time(now), because, capture) for capture in dropped],
        )
        db.conn.executemany(
            "UPDATE captures SET record = ? WHERE record = ?", [(new, old) for old, new in moved.items()]
        )
        db.conn.executemany(
            "UPDATE articles SET page_archive = ? WHERE page_archive = ?",
            [(new, old) for old, new in moved.items()],
        )
        db.conn.execute(
            """UPDATE articles SET page_archive = '' WHERE page_archive <> '' AND NOT EXISTS
            (SELECT 1 FROM captures c WHERE c.article_id = articles.id AND c.record = articles.page_archive)"""
        )


def names_file(db: Database, file: str) -> bool:
    """Say whether any capture's bytes stand in a file of the archive."""
    row = db.conn.execute(
        "SELECT 1 FROM captures WHERE record >= ? AND record < ? LIMIT 1", (f"{file}#", f"{file}$")
    ).fetchone()
    return row is not None
