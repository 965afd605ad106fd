"""Canonical addresses in the record: spelled anew after the rules changed, and what other addresses lead to. Writes."""

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Fetch
from newsagg.store.connect import write
from newsagg.store.entries import follow_spokesman
from newsagg.store.rows import keep_text, write_time
from newsagg.store.versions import keep_outlet, log_fetch


def respell_addresses(db: Database, spell: Callable[[str], str], spelling: int) -> int:
    """Bring every stored canonical address to the form that ``spell`` gives it; return how many articles changed.

    Does nothing when the record is spelled by these rules already. An article keeps its number. Two articles whose
    addresses become one stay two rows with their versions and claims: the entries of the one move to the other, which
    counts as a report, and ``same_as`` points there.
    """
    if db.conn.execute("SELECT spelling FROM address_spelling").fetchone() == (spelling,):
        return 0
    with write(db):
        changed = 0
        for article_id, url, canonical in db.conn.execute(
            "SELECT id, url, canonical_url FROM articles ORDER BY id"
        ).fetchall():
            new = keep_text(spell(url)) or url
            if new != url:
                changed += 1
                settle_article(db, article_id, new)
            if canonical and (spelled := keep_text(spell(canonical))) != canonical:
                db.conn.execute(
                    "UPDATE articles SET canonical_url = iif(url = ?, '', ?) WHERE id = ?",
                    (spelled, spelled, article_id),
                )
        for table, key, column in (
            ("entries", "id", "url"),
            ("resolved_addresses", "rowid", "url"),
            ("resolved_addresses", "rowid", "original"),
        ):
            rows = db.conn.execute(f"SELECT {key}, {column} FROM {table}").fetchall()  # noqa: S608
            spelled_rows = [(keep_text(spell(url)) or url, number, url) for number, url in rows]
            db.conn.executemany(
                f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {key} = ?",  # noqa: S608
                [(new, number) for new, number, old in spelled_rows if new != old],
            )
        db.conn.execute("DELETE FROM address_spelling")
        db.conn.execute("INSERT INTO address_spelling (spelling) VALUES (?)", (spelling,))
    return changed


def save_original(
    db: Database,
    article_id: int,
    original: str,
    *,
    link: str,
    outlet: str,
    how: str,
    fetch: Fetch,
    now: datetime,
    run_id: int | None,
) -> int:
    """Record what an article's address leads to, and give it that address; return whose article it now is.

    Where another article has the address, the entries move to that one, which keeps what it has. ``fetch`` is the
    request that told. Raises NotFoundError when there is no such article.
    """
    with write(db):
        row = db.conn.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise NotFoundError("no such article", subject=fetch.url, hint="pages_due gives the numbers")
        log_fetch(db, fetch, run_id=run_id, article_id=article_id)
        url, original, link, outlet = str(row[0]), keep_text(original), keep_text(link), keep_text(outlet)
        if original in ("", url):
            return article_id
        keep_outlet(db, outlet)
        db.conn.execute(
            """INSERT INTO resolved_addresses (url, original, link, outlet, how, learned_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET original = excluded.original, link = excluded.link,
                outlet = excluded.outlet, how = excluded.how""",
            (url, original, link, outlet, how, write_time(now)),
        )
        db.conn.execute(
            "UPDATE entries SET url = ?, link = ?, outlet = ? WHERE article_id = ? AND url = ?",
            (original, link, outlet, article_id, url),
        )
        db.conn.execute("UPDATE articles SET outlet = ? WHERE id = ?", (outlet, article_id))
        return settle_article(db, article_id, original)


def is_page_read(db: Database, article_id: int) -> bool:
    """Return whether an article's text is its page's."""
    row = db.conn.execute(
        "SELECT page_state = 'fetched' FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return bool(row and row[0])


def settle_article(db: Database, article_id: int, url: str) -> int:
    """Give an article its own address, in the caller's transaction; return whose number that address has."""
    row = db.conn.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()
    if row is None:
        db.conn.execute("UPDATE articles SET url = ?, canonical_url = '' WHERE id = ?", (url, article_id))
        return article_id
    kept = int(row[0])
    if kept == article_id:
        return article_id
    db.conn.execute(
        "UPDATE entries SET article_id = ?, version_id = NULL WHERE article_id = ?", (kept, article_id)
    )
    db.conn.execute("UPDATE articles SET same_as = NULL WHERE id = ? AND same_as = ?", (kept, article_id))
    # With its entries gone and the address of the article that they spoke of, it is no report of its own any more.
    db.conn.execute(
        "UPDATE articles SET same_as = ?, canonical_url = ?, next_read_at = NULL, merge_due = 1 WHERE id = ?",
        (kept, url, article_id),
    )
    if not is_page_read(db, kept):
        follow_spokesman(db, kept)
    return kept
