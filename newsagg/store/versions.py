"""Article rows and their versions: what entries.py, pages.py and detections.py share. Writes in their transactions."""

from typing import Any

from sqlite_utils import Database

from newsagg.model import Article, Fetch
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import (
    StoredVersion,
    hash_article,
    keep_text,
    read_version,
    write_maybe_time,
    write_time,
    write_updates,
)

# The newest version's time is the article's, which follows whoever speaks for it; an older one keeps its own.
VERSION_COLUMNS = """v.id AS version_id, v.article_id, a.url, a.outlet, a.feed_kind, a.provider, v.title, v.body,
    iif(v.id = a.newest_version_id, coalesce(a.published_at, v.published_at), v.published_at) AS published_at,
    v.seen_at, v.language, v.author, v.basis, v.updates"""


def insert_row(db: Database, table: str, row: dict[str, Any]) -> int:
    """Insert one row and return its number; the columns are the keys, which are ours and never a user's."""
    row = _keepable(row)
    columns = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    cursor = db.conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608
    return int(cursor.lastrowid or 0)


def update_row(db: Database, table: str, row_id: int, row: dict[str, Any]) -> None:
    """Change columns of one row by its id; the columns are the keys, which are ours and never a user's."""
    settings = ", ".join(f"{name} = :{name}" for name in row)
    db.conn.execute(f"UPDATE {table} SET {settings} WHERE id = :id", _keepable(row) | {"id": row_id})  # noqa: S608


def log_fetch(db: Database, fetch: Fetch, *, run_id: int | None, article_id: int | None = None) -> None:
    """Keep what happened when we asked for an address."""
    row = {
        "run_id": run_id,
        "url": keep_text(fetch.url),
        "purpose": fetch.purpose,
        "feed": fetch.feed or None,
        "article_id": article_id,
        "asked_at": write_time(fetch.asked_at),
        "outcome": fetch.outcome,
        "status": fetch.status,
        "size": fetch.size,
        "seconds": float(fetch.seconds),
        "error": keep_text(fetch.error),
        "new_entries": fetch.new,
        "changed_entries": fetch.changed,
    }
    insert_row(db, "fetches", row)


def keep_outlet(db: Database, name: str, homepage: str = "") -> None:
    """Know an outlet by name; its homepage is filled in once somebody says it."""
    db.conn.execute(
        """INSERT INTO outlets (name, homepage) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET homepage = excluded.homepage
        WHERE excluded.homepage <> '' AND homepage <> excluded.homepage""",
        (name, homepage),
    )


def find_article(db: Database, url: str) -> int | None:
    """Return the number of the article with this canonical address."""
    row = db.conn.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()
    return None if row is None else int(row[0])


def add_article(db: Database, article: Article) -> int:
    """Insert an article that has no version yet; an older one that named this address as canonical now points here."""
    keep_outlet(db, keep_text(article.outlet))
    row = {
        "url": keep_text(article.url),
        "outlet": article.outlet,
        "feed_kind": article.feed_kind.value,
        "provider": article.provider,
        "published_at": write_maybe_time(article.published_at),
        "first_seen_at": write_time(article.seen_at),
        "page_state": "not_wanted",
    }
    article_id = insert_row(db, "articles", row)
    # SQLite takes the index of the few canonical addresses only when told that the one asked for is not empty.
    db.conn.execute(
        """UPDATE articles SET same_as = ?
        WHERE canonical_url = ? AND canonical_url <> '' AND same_as IS NULL AND id <> ?""",
        (article_id, row["url"], article_id),
    )
    return article_id


def add_version(db: Database, article_id: int, article: Article, run_id: int | None) -> int:
    """Insert a version; it is not yet the newest."""
    row = {
        "article_id": article_id,
        "title": keep_text(article.title),
        "body": keep_text(article.body),
        "text_hash": hash_article(article),
        "basis": article.basis,
        "published_at": write_maybe_time(article.published_at),
        "seen_at": write_time(article.seen_at),
        "language": article.language,
        "author": keep_text(article.author),
        "updates": write_updates(article.updates),
        "run_id": run_id,
    }
    return insert_row(db, "article_versions", row)


def set_page_newest(db: Database, article_id: int, version_id: int, article: Article) -> None:
    """Make a page's version the newest, to be judged; the outlet and time that the page names go before its feed's."""
    row: dict[str, Any] = {"newest_version_id": version_id, "judge_due": 1}
    if article.outlet:
        keep_outlet(db, keep_text(article.outlet))
        row["outlet"] = article.outlet
    if article.published_at is not None:
        row["published_at"] = write_time(article.published_at)
    update_row(db, "articles", article_id, row)


def newest_version(db: Database, article_id: int) -> StoredVersion | None:
    """Return the newest version of an article."""
    rows = fetch_rows(
        db,
        f"""SELECT {VERSION_COLUMNS} FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
        WHERE a.id = ?""",  # noqa: S608
        (article_id,),
    )
    return read_version(rows[0]) if rows else None


def _keepable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: keep_text(value) if isinstance(value, str) else value for name, value in row.items()}
