"""Feeds, entries, articles, pages, verdicts: everything that flows save before merging, and one article as we have it.

sync_feeds -> due_feeds -> save_feed | save_fetch_failure                     feedlist.py, feeds.py
versions_to_judge -> save_detection                                            detections.py
pages_due -> save_page | save_page_unchanged | save_page_failure               pages.py
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Article, Entry, StoredClaim, Verdict
from newsagg.store.claims import load_claims, load_services
from newsagg.store.connect import fetch_rows
from newsagg.store.detections import save_detection, versions_to_judge
from newsagg.store.feedlist import sync_feeds
from newsagg.store.feeds import DueFeed, due_feeds, save_feed, save_fetch_failure
from newsagg.store.pages import DuePage, pages_due, save_page, save_page_failure, save_page_unchanged
from newsagg.store.rows import (
    StoredVersion,
    keep_text,
    read_entry,
    read_maybe_time,
    read_time,
    read_verdict,
    read_version,
)
from newsagg.store.versions import VERSION_COLUMNS
from newsagg.vocabulary import PageState

__all__ = [
    "ArticleRecord",
    "DueFeed",
    "DuePage",
    "StoredVersion",
    "due_feeds",
    "load_article",
    "pages_due",
    "save_detection",
    "save_feed",
    "save_fetch_failure",
    "save_page",
    "save_page_failure",
    "save_page_unchanged",
    "sync_feeds",
    "versions_to_judge",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """All that we have of one article."""

    article_id: int
    version_id: int
    article: Article
    """The newest version."""
    verdict: Verdict | None
    """On the newest version; None until it is judged."""
    claims: tuple[StoredClaim, ...]
    """Withdrawn ones too."""
    versions: tuple[StoredVersion, ...]
    """Oldest first."""
    entries: tuple[Entry, ...]
    first_seen_at: datetime
    page_state: PageState
    page_note: str
    """Why the page could not be had; empty when it was."""
    page_read_at: datetime | None
    page_archive: str
    same_as: int | None
    """The article that this page's canonical link names."""
    incidents: tuple[tuple[str, str], ...]
    """Ids of the incidents that it stands in, each with its role."""


def load_article(db: Database, url_or_id: str | int) -> ArticleRecord:
    """Return one article by canonical address, an entry's address or number; raises NotFoundError."""
    key = str(url_or_id)
    if key.isdecimal():
        rows = fetch_rows(db, "SELECT * FROM articles WHERE id = ?", (min(int(key[:19]), 2**62),))
    else:
        rows = fetch_rows(db, "SELECT * FROM articles WHERE url = ?", (keep_text(key),)) or fetch_rows(
            db,
            "SELECT a.* FROM entries e JOIN articles a ON a.id = e.article_id WHERE e.url = ? ORDER BY a.id",
            (keep_text(key),),
        )
    if not rows:
        raise NotFoundError(
            "no such article in the database",
            subject=key,
            hint="`newsagg explain FILE` reads one that is not in it",
        )
    return _read_record(db, rows[0])


def _read_record(db: Database, row: dict[str, Any]) -> ArticleRecord:
    article_id = row["id"]
    versions = [
        read_version(found)
        for found in fetch_rows(
            db,
            f"""SELECT {VERSION_COLUMNS} FROM article_versions v JOIN articles a ON a.id = v.article_id
            WHERE a.id = ? ORDER BY v.id""",  # noqa: S608
            (article_id,),
        )
    ]
    newest = next(version for version in versions if version.version_id == row["newest_version_id"])
    verdicts = fetch_rows(db, "SELECT * FROM verdicts WHERE version_id = ?", (newest.version_id,))
    services = load_services(db, [newest.version_id])[newest.version_id]
    entries = fetch_rows(db, "SELECT * FROM entries WHERE article_id = ? ORDER BY feed, key", (article_id,))
    incidents = db.conn.execute(
        """SELECT incident_id, role FROM incident_articles WHERE article_id = ? AND removed_at IS NULL
        ORDER BY incident_id""",
        (article_id,),
    ).fetchall()
    return ArticleRecord(
        article_id=article_id,
        version_id=newest.version_id,
        article=newest.article,
        verdict=read_verdict(verdicts[0], services) if verdicts else None,
        claims=tuple(load_claims(db, [article_id], withdrawn=True)[article_id]),
        versions=tuple(versions),
        entries=tuple(read_entry(entry) for entry in entries),
        first_seen_at=read_time(row["first_seen_at"]),
        page_state=PageState(row["page_state"]),
        page_note=row["page_note"],
        page_read_at=read_maybe_time(row["page_read_at"]),
        page_archive=row["page_archive"],
        same_as=row["same_as"],
        incidents=tuple(incidents),
    )
