"""Articles that came from files -> the record, each version once. Writes; each function is one transaction.

An imported article stands under a feed of its own kind that is never asked (import-news, import-status-slack), as every
article is some feed's. ``seen_at`` is when its text was fetched, by whoever did, as the file says; when it came into
this record is in ``imports``. A version that an article has already, word by word, is not added again.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from newsagg.model import Article, Capture, Entry
from newsagg.store.captures import add_capture, has_capture
from newsagg.store.connect import write
from newsagg.store.entries import save_entry
from newsagg.store.rows import hash_article, keep_text, make_hash, write_json, write_time
from newsagg.store.versions import (
    add_article,
    add_version,
    find_article,
    insert_row,
    keep_outlet,
    set_page_newest,
    update_row,
)


def open_import(db: Database, source: str, *, now: datetime, run_id: int | None) -> int:
    """Note that an import begins; return its number."""
    with write(db):
        row = {"source": keep_text(source)[:2_000], "imported_at": write_time(now), "run_id": run_id}
        return insert_row(db, "imports", row)


def close_import(db: Database, import_id: int, counts: Mapping[str, int]) -> None:
    """Note what an import brought."""
    with write(db):
        update_row(db, "imports", import_id, {"counts": write_json(dict(counts))})


def save_imported(
    db: Database,
    article: Article,
    *,
    place: str,
    import_id: int,
    now: datetime,
    run_id: int | None,
    capture: Capture | None = None,
    canonical: str = "",
) -> str:
    """Save one version of an article; return new (an article), changed (a version of a known one) or same.

    ``capture``: the page that it was read from, kept. A version older than the newest that we have is kept beside it,
    and changes nothing that the record says now.
    """
    with write(db):
        article_id = find_article(db, keep_text(article.url))
        known = article_id is not None
        version_id = _find_version(db, article_id, article)
        outcome = "same" if version_id is not None else "changed" if known else "new"
        if version_id is None:
            article_id, version_id = _add(db, article, article_id, now, run_id)
            _note_version(db, version_id, import_id, place)
        if canonical and article_id is not None and not known:
            update_row(db, "articles", article_id, {"canonical_url": keep_text(canonical)})
        if capture is not None and not has_capture(db, capture.url, capture.sha256, capture.fetched_at):
            add_capture(db, capture, article_id=article_id, version_id=version_id, run_id=run_id)
            db.conn.execute(
                "UPDATE articles SET page_archive = ? WHERE id = ? AND newest_version_id = ?",
                (capture.record, article_id, version_id),
            )
    return outcome


def save_imported_capture(db: Database, url: str, capture: Capture, run_id: int | None) -> bool:
    """Keep a page that was fetched elsewhere beside the article that stands at its address; say whether one does."""
    with write(db):
        article_id = find_article(db, keep_text(url))
        if article_id is None:
            return False
        (version_id,) = db.conn.execute(
            """SELECT max(id) FROM article_versions WHERE article_id = ? AND seen_at <= ? AND basis = 'page'""",
            (article_id, write_time(capture.fetched_at)),
        ).fetchone()
        add_capture(db, capture, article_id=article_id, version_id=version_id, run_id=run_id)
    return True


def has_page(db: Database, url: str) -> bool:
    """Say whether an article's page was read, here or elsewhere."""
    row = db.conn.execute(
        "SELECT 1 FROM articles WHERE url = ? AND page_state = 'fetched'", (keep_text(url),)
    ).fetchone()
    return row is not None


def outlets_by_site(db: Database) -> list[tuple[str, str]]:
    """Return homepage and outlet of each feed, to name whose page an address is."""
    return db.conn.execute("SELECT homepage, outlet FROM feeds WHERE homepage <> '' ORDER BY slug").fetchall()


def _find_version(db: Database, article_id: int | None, article: Article) -> int | None:
    if article_id is None:
        return None
    row = db.conn.execute(
        "SELECT max(id) FROM article_versions WHERE article_id = ? AND text_hash = ?",
        (article_id, hash_article(article)),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _note_version(db: Database, version_id: int, import_id: int, place: str) -> None:
    db.conn.execute(
        "INSERT INTO imported_versions VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (version_id, import_id, keep_text(place)[:2_000]),
    )


def _add(
    db: Database, article: Article, article_id: int | None, now: datetime, run_id: int | None
) -> tuple[int, int]:
    """Add a version, and make it the newest unless the one that we have is younger; return article and version."""
    feed = _keep_feed(db, article, now)
    if article_id is not None and _is_older(db, article_id, article):
        return article_id, add_version(db, article_id, article, run_id)
    if article.basis != "page":
        save_entry(db, _as_entry(feed, article), article, now, run_id)
        found = find_article(db, keep_text(article.url))
        version = _find_version(db, found, article)
        if found is not None and version is not None:
            return found, version
        # The article's page was read: what a feed said of it is no version then.
        article_id = found
    if article_id is None:
        article_id = add_article(db, article)
    known = db.conn.execute(
        "SELECT 1 FROM entries WHERE feed = ? AND key = ?", (feed, _key_of(article))
    ).fetchone()
    version_id = add_version(db, article_id, article, run_id)
    if known is None:
        _add_entry(db, feed, article, article_id, version_id)
    if article.basis == "page":
        set_page_newest(db, article_id, version_id, article)
        update_row(
            db, "articles", article_id, {"page_state": "fetched", "page_read_at": write_time(article.seen_at)}
        )
    return article_id, version_id


def _is_older(db: Database, article_id: int, article: Article) -> bool:
    row = db.conn.execute(
        """SELECT v.seen_at, v.basis FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
        WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    if row is None:
        return False
    # A page says more than a feed did, whenever it was read.
    weaker = row[1] == "page" and article.basis != "page"
    stronger = row[1] == "feed" and article.basis == "page"
    return weaker or (not stronger and row[0] > write_time(article.seen_at))


def _key_of(article: Article) -> str:
    return make_hash(article.url)


def _as_entry(feed: str, article: Article) -> Entry:
    return Entry(
        feed=feed,
        key=_key_of(article),
        url=article.url,
        link=article.url,
        title=article.title,
        summary=article.body[:4_000],
        content=article.body if len(article.body) > 4_000 or article.updates else "",
        author=article.author,
        published_at=article.published_at,
        language=article.language,
        updates=article.updates,
    )


def _add_entry(db: Database, feed: str, article: Article, article_id: int, version_id: int) -> None:
    entry = {
        "feed": feed, "key": _key_of(article), "article_id": article_id, "version_id": version_id,
        "outlet": keep_text(article.outlet), "url": keep_text(article.url), "link": keep_text(article.url),
        "title": keep_text(article.title), "summary": "", "content": "", "author": keep_text(article.author),
        "published_at": write_time(article.published_at) if article.published_at else None, "updated_at": None,
        "language": article.language, "updates": "[]", "text_hash": make_hash(keep_text(article.title), "", "", "[]"),
        "first_seen_at": write_time(article.seen_at),
    }  # fmt: skip
    insert_row(db, "entries", entry)


def _keep_feed(db: Database, article: Article, now: datetime) -> str:
    slug = "-".join(filter(None, ("import", article.feed_kind.value, article.provider)))
    keep_outlet(db, keep_text(article.outlet))
    keep_outlet(db, "imported files")
    db.conn.execute(
        """INSERT INTO feeds (slug, outlet, url, kind, language, homepage, provider, format, added_at, added_by,
            retired_at, retired_because, next_due_because)
        VALUES (?, 'imported files', ?, ?, 'en', '', ?, '', ?, 'import', ?, 'unlisted', 'files are not asked')
        ON CONFLICT (slug) DO NOTHING""",
        (slug, f"import:{slug}", article.feed_kind.value, article.provider, write_time(now), write_time(now)),
    )
    return slug
