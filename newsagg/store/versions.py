"""Article rows and their versions: what feeds.py, pages.py and detections.py share. Writes inside their transactions.

Which text of an article is the newest (the one judged and searched): its page's once the page was read; before that
the text of its *spokesman*, the one of its entries that ``_RANK`` puts first. So the newest text does not depend on the
order in which feeds were read, and an aggregator's line never stands in for the publisher's.
"""

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

# A vendor's own page first, aggregators last, then the fuller text; slug and key only so that there is one order.
_RANK = """(f.kind = 'status') DESC, (f.kind = 'aggregator'),
    length(e.title) + max(length(e.summary), length(e.content)) DESC, e.feed, e.key"""

VERSION_COLUMNS = """v.id AS version_id, v.article_id, a.url, a.outlet, a.feed_kind, a.provider, v.title, v.body,
    coalesce(v.published_at, a.published_at) AS published_at, v.seen_at, v.language, v.author, v.basis, v.updates"""


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
    row = _describe(article) | {
        "url": keep_text(article.url),
        "first_seen_at": write_time(article.seen_at),
        "page_state": "not_wanted",
    }
    article_id = insert_row(db, "articles", row)
    db.conn.execute(
        "UPDATE articles SET same_as = ? WHERE canonical_url = ? AND same_as IS NULL AND id <> ?",
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


def set_newest(
    db: Database, article_id: int, version_id: int, article: Article, *, page: bool = False
) -> None:
    """Make a version the newest, to be judged; the article's outlet and dates follow it.

    A page keeps its feed's kind and provider: it does not know them.
    """
    keep_outlet(db, keep_text(article.outlet))
    row = _describe(article) | {"newest_version_id": version_id, "judge_due": 1}
    if page:
        del row["feed_kind"], row["provider"]
    if article.published_at is None:
        del row["published_at"]
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


def find_spokesman(db: Database, article_id: int) -> dict[str, Any] | None:
    """Return the row of the entry that speaks for an article as long as its page was not read."""
    rows = fetch_rows(
        db,
        f"""SELECT e.*, f.outlet AS feed_outlet, f.kind AS feed_kind, f.provider AS feed_provider
        FROM entries e JOIN feeds f ON f.slug = e.feed WHERE e.article_id = ? ORDER BY {_RANK} LIMIT 1""",  # noqa: S608
        (article_id,),
    )
    return rows[0] if rows else None


def _keepable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: keep_text(value) if isinstance(value, str) else value for name, value in row.items()}


def _describe(article: Article) -> dict[str, Any]:
    return {
        "outlet": keep_text(article.outlet),
        "feed_kind": article.feed_kind.value,
        "provider": article.provider,
        "published_at": write_maybe_time(article.published_at),
    }
