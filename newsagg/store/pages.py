"""Which pages to read, and what reading them gave -> versions of articles. Writes; each function is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Article, Capture, Entry, Fetch
from newsagg.store.captures import add_capture
from newsagg.store.connect import fetch_rows, write
from newsagg.store.entries import find_spokesman
from newsagg.store.rows import (
    hash_article,
    keep_text,
    read_entry,
    read_maybe_time,
    write_maybe_time,
    write_time,
)
from newsagg.store.versions import (
    add_version,
    find_article,
    log_fetch,
    newest_version,
    set_page_newest,
    update_row,
)
from newsagg.vocabulary import FeedKind, PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """An article's page that is to be read now."""

    article_id: int
    url: str
    etag: str
    last_modified: str
    reads: int
    """Times that the page was had, changed or not."""
    failures: int
    """Times that it could not be had, in a row, up to now."""
    entry: Entry
    outlet: str
    kind: FeedKind
    published_at: datetime | None


def pages_due(db: Database, now: datetime, limit: int | None = None) -> list[DuePage]:
    """Return the pages to read now, in the order in which their articles came.

    Those are the pages wanted and never had, and the pages of relevant articles whose next reading has come. A page
    that calls itself another article whose page we read is not read again.
    """
    rows = fetch_rows(
        db,
        """SELECT a.* FROM articles a
        WHERE (a.next_read_at IS NULL OR a.next_read_at <= :now)
        AND (a.page_state = 'wanted' OR a.next_read_at IS NOT NULL AND a.page_state IN ('fetched', 'unavailable')
            AND EXISTS (SELECT 1 FROM verdicts d
                WHERE d.version_id = a.newest_version_id AND d.relevance = 'relevant')
            AND NOT EXISTS (SELECT 1 FROM articles o WHERE o.id = a.same_as AND o.page_state = 'fetched'))
        AND EXISTS (SELECT 1 FROM entries e WHERE e.article_id = a.id)
        AND a.id IN (SELECT id FROM articles WHERE page_state = 'wanted'
            UNION SELECT id FROM articles WHERE next_read_at IS NOT NULL)
        ORDER BY a.id LIMIT :limit""",
        {"now": write_time(now), "limit": -1 if limit is None else limit},
    )
    return [_read_due(db, row) for row in rows]


def save_page(
    db: Database,
    article_id: int,
    article: Article,
    fetch: Fetch,
    *,
    etag: str,
    last_modified: str,
    archived: str,
    next_read_at: datetime | None,
    canonical: str = "",
    now: datetime,
    run_id: int | None,
    capture: Capture | None = None,
) -> bool:
    """Save what a page said; return whether that is a new version.

    ``archived`` says where the bytes are kept, ``capture`` also what they are. A ``canonical`` address of another
    article that we have is recorded in ``same_as`` and changes nothing else: both keep their versions and claims, and
    copies count as one origin anyway.
    """
    with _saving(db, article_id, fetch, now, run_id) as changes:
        newest = newest_version(db, article_id)
        is_new = newest is None or hash_article(newest.article) != hash_article(article)
        if is_new:
            set_page_newest(db, article_id, add_version(db, article_id, article, run_id), article)
        if capture is not None:
            read = newest_version(db, article_id)
            version_id = read.version_id if read else None
            add_capture(db, capture, article_id=article_id, version_id=version_id, run_id=run_id)
        changes |= {"page_state": "fetched", "page_note": "", "page_etag": etag, "page_archive": archived}
        changes |= {"page_last_modified": last_modified, "next_read_at": write_maybe_time(next_read_at)}
        changes |= _name_twin(db, article_id, keep_text(canonical)) | _count_reading(db, article_id)
    return is_new


def save_page_unchanged(
    db: Database,
    article_id: int,
    fetch: Fetch,
    *,
    etag: str,
    last_modified: str,
    next_read_at: datetime | None,
    now: datetime,
    run_id: int | None,
) -> None:
    """Save that the server says our copy of a page is current; empty validators leave the known ones."""
    with _saving(db, article_id, fetch, now, run_id) as changes:
        changes |= {"page_note": "", "next_read_at": write_maybe_time(next_read_at)}
        changes |= {"page_etag": etag} if etag else {}
        changes |= {"page_last_modified": last_modified} if last_modified else {}
        changes |= _count_reading(db, article_id)


def save_page_failure(
    db: Database,
    article_id: int,
    fetch: Fetch,
    *,
    state: PageState,
    note: str,
    next_read_at: datetime | None,
    now: datetime,
    run_id: int | None,
) -> None:
    """Save why a page could not be had; the article stays with what its feed said, or with the page as last read."""
    with _saving(db, article_id, fetch, now, run_id) as changes:
        (known, failures) = db.conn.execute(
            "SELECT page_state, page_failures FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        changes |= {"page_state": known if known == "fetched" else state.value, "page_note": note}
        changes |= {"page_failures": failures + 1, "next_read_at": write_maybe_time(next_read_at)}


def put_off_page(db: Database, article_id: int, *, note: str, next_read_at: datetime) -> None:
    """Save that a page was not asked for, since its host rests; that is no try, and no failure."""
    with write(db):
        update_row(db, "articles", article_id, {"page_note": note, "next_read_at": write_time(next_read_at)})


@contextmanager
def _saving(
    db: Database, article_id: int, fetch: Fetch, now: datetime, run_id: int | None
) -> Iterator[dict[str, Any]]:
    """Open the transaction in which one reading is saved; gives the article's columns to fill in."""
    with write(db):
        if db.conn.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is None:
            raise NotFoundError("no such article", subject=fetch.url, hint="pages_due gives the numbers")
        changes: dict[str, Any] = {"page_read_at": write_time(now)}
        yield changes
        update_row(db, "articles", article_id, changes)
        log_fetch(db, fetch, run_id=run_id, article_id=article_id)


def _count_reading(db: Database, article_id: int) -> dict[str, Any]:
    (reads,) = db.conn.execute("SELECT page_reads FROM articles WHERE id = ?", (article_id,)).fetchone()
    return {"page_reads": reads + 1, "page_failures": 0}


def _name_twin(db: Database, article_id: int, canonical: str) -> dict[str, Any]:
    (url,) = db.conn.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()
    if canonical in ("", url):
        return {}
    twin = find_article(db, canonical)
    met = {article_id}
    step = twin
    while step is not None and step not in met:  # two pages that each name the other are no chain
        met.add(step)
        (step,) = db.conn.execute("SELECT same_as FROM articles WHERE id = ?", (step,)).fetchone()
    return {"canonical_url": canonical} | ({"same_as": twin} if twin is not None and step is None else {})


def _read_due(db: Database, row: dict[str, Any]) -> DuePage:
    spokesman = find_spokesman(db, row["id"])
    if spokesman is None:
        raise NotFoundError("no feed names this article", subject=row["url"], hint="run again")
    return DuePage(
        article_id=row["id"],
        url=row["url"],
        etag=row["page_etag"],
        last_modified=row["page_last_modified"],
        reads=row["page_reads"],
        failures=row["page_failures"],
        entry=read_entry(spokesman),
        outlet=row["outlet"],
        kind=FeedKind(row["feed_kind"]),
        published_at=read_maybe_time(row["published_at"]),
    )
