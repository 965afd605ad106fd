"""What a feed said about one article -> its entry, and whose text is the article's newest. Writes in the caller's.

As long as an article's page was not read, its text, outlet and time are those of its *spokesman*: the entry that
``_RANK`` puts first. So they do not depend on the order in which feeds were read, and an aggregator's line never
stands in for the publisher's. Every other entry's text is kept as a version too. Once read, the page speaks.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Article, Entry
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import hash_article, keep_text, make_hash, write_maybe_time, write_time, write_updates
from newsagg.store.versions import add_article, add_version, find_article, insert_row, keep_outlet, update_row

# A vendor's own page first, aggregators last, then the fuller text; slug and key only so that there is one order.
_RANK = """(f.kind = 'status') DESC, (f.kind = 'aggregator'),
    length(e.title) + max(length(e.summary), length(e.content)) DESC, e.feed, e.key"""


def save_entry(db: Database, entry: Entry, article: Article, now: datetime, run_id: int | None) -> str:
    """Save one entry and the text that it gives its article; return new, changed (its text) or same.

    An address that was seen to lead to another article's stands for that one.
    """
    resolved = db.conn.execute(
        "SELECT original, link, outlet FROM resolved_addresses WHERE url = ?", (keep_text(entry.url),)
    ).fetchone()
    if resolved:
        entry = replace(entry, url=resolved[0], link=resolved[1])
        article = replace(article, url=resolved[0], outlet=resolved[2])
    row = _write_entry(entry) | {"outlet": keep_text(article.outlet)}
    rows = fetch_rows(db, "SELECT * FROM entries WHERE feed = ? AND key = ?", (row["feed"], row["key"]))
    known = rows[0] if rows else None
    if known and all(known[name] == value for name, value in row.items()):
        return "same"
    article_id = find_article(db, keep_text(article.url))
    if known is None and article_id is None:
        _add_both(db, row, article, run_id)
        return "new"
    keep_outlet(db, row["outlet"])
    if article_id is None:
        article_id = add_article(db, article)
    if known is None:
        seen = {"article_id": article_id, "first_seen_at": write_time(article.seen_at)}
        entry_id = insert_row(db, "entries", row | seen)
    else:
        entry_id = int(known["id"])
        update_row(db, "entries", entry_id, row | {"article_id": article_id, "changed_at": write_time(now)})
        if known["article_id"] != article_id:
            _leave_article(db, int(known["article_id"]), article_id)
    new_text = known is None or (known["text_hash"], known["article_id"]) != (row["text_hash"], article_id)
    (page_state,) = db.conn.execute("SELECT page_state FROM articles WHERE id = ?", (article_id,)).fetchone()
    if page_state != "fetched":
        if new_text:
            version_id = _keep_text_of(db, article_id, entry_id, article, run_id, known=known is not None)
            update_row(db, "entries", entry_id, {"version_id": version_id})
        follow_spokesman(db, article_id)
    elif known and new_text:  # a changed headline is a sign that the page changed too
        update_row(db, "articles", article_id, {"next_read_at": write_time(now)})
    if known is None:
        return "new"
    return "changed" if new_text else "same"


def find_spokesman(db: Database, article_id: int) -> dict[str, Any] | None:
    """Return the row of the entry that speaks for an article as long as its page was not read."""
    rows = fetch_rows(
        db,
        f"""SELECT e.*, f.kind AS feed_kind, f.provider FROM entries e JOIN feeds f ON f.slug = e.feed
        WHERE e.article_id = ? ORDER BY {_RANK} LIMIT 1""",  # noqa: S608
        (article_id,),
    )
    return rows[0] if rows else None


def _write_entry(entry: Entry) -> dict[str, Any]:
    updates = write_updates(entry.updates)
    title, summary, content = keep_text(entry.title), keep_text(entry.summary), keep_text(entry.content)
    return {
        "feed": entry.feed,
        "key": keep_text(entry.key),
        "url": keep_text(entry.url),
        "link": keep_text(entry.link),
        "title": title,
        "summary": summary,
        "content": content,
        "author": keep_text(entry.author),
        "published_at": write_maybe_time(entry.published_at),
        "updated_at": write_maybe_time(entry.updated_at),
        "language": entry.language,
        "via": keep_text(entry.via),
        "updates": updates,
        "text_hash": make_hash(title, summary, content, updates),
    }


def _add_both(db: Database, row: dict[str, Any], article: Article, run_id: int | None) -> None:
    """Insert an entry and its article, both new, as most are: it speaks for it, and nothing needs to be looked up.

    What is written is what the long way writes; it took twelve statements more.
    """
    article_id = add_article(db, article)
    version_id = add_version(db, article_id, article, run_id)
    seen = {"article_id": article_id, "version_id": version_id, "first_seen_at": write_time(article.seen_at)}
    if row["outlet"] != article.outlet:
        keep_outlet(db, row["outlet"])
    insert_row(db, "entries", row | seen)
    db.conn.execute(
        """UPDATE articles SET outlet = ?, published_at = ?, newest_version_id = ?, judge_due = 1,
        (feed_kind, provider) = (SELECT kind, provider FROM feeds WHERE slug = ?) WHERE id = ?""",
        (row["outlet"], row["published_at"], version_id, row["feed"], article_id),
    )


def _leave_article(db: Database, old: int, new: int) -> None:
    """An entry that keeps its id and changes its link is one article at a new address, unless others use the old."""
    db.conn.execute(
        """UPDATE articles SET same_as = ? WHERE id = ? AND same_as IS NULL
        AND NOT EXISTS (SELECT 1 FROM entries WHERE article_id = articles.id)""",
        (new, old),
    )
    (page_state,) = db.conn.execute("SELECT page_state FROM articles WHERE id = ?", (old,)).fetchone()
    if page_state != "fetched":
        follow_spokesman(db, old)


def _keep_text_of(
    db: Database, article_id: int, entry_id: int, article: Article, run_id: int | None, *, known: bool
) -> int:
    """Return the version that holds an entry's text, a new one where none does."""
    text_hash = hash_article(article)
    newest = db.conn.execute(
        "SELECT v.id, v.text_hash FROM articles a JOIN article_versions v ON v.id = a.newest_version_id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if newest and newest[1] == text_hash:
        return int(newest[0])
    (same,) = db.conn.execute(
        "SELECT max(id) FROM article_versions WHERE article_id = ? AND text_hash = ?", (article_id, text_hash)
    ).fetchone()
    spokesman = find_spokesman(db, article_id)
    returns = known and spokesman is not None and spokesman["id"] == entry_id
    if same is not None and not returns:
        return int(same)
    # A text that comes back after another is a version too: that it did, and when, is worth knowing.
    return add_version(db, article_id, article, run_id)


def follow_spokesman(db: Database, article_id: int) -> None:
    """Give an article whose page was not read its spokesman's outlet, time and text, in the caller's transaction."""
    spokesman = find_spokesman(db, article_id)
    if spokesman is None or spokesman["version_id"] is None:
        return
    (earliest,) = db.conn.execute(
        "SELECT min(published_at) FROM entries WHERE article_id = ?", (article_id,)
    ).fetchone()
    wanted = {
        "outlet": spokesman["outlet"],
        "feed_kind": spokesman["feed_kind"],
        "provider": spokesman["provider"],
        "published_at": spokesman["published_at"] or earliest,
        "newest_version_id": spokesman["version_id"],
    }
    known = fetch_rows(db, "SELECT * FROM articles WHERE id = ?", (article_id,))[0]
    if any(known[name] != value for name, value in wanted.items()):
        # Another time or outlet moves what the same words mean: "this morning" is counted from it.
        (relevant,) = db.conn.execute(
            "SELECT EXISTS (SELECT 1 FROM verdicts WHERE article_id = ? AND relevance = 'relevant')",
            (article_id,),
        ).fetchone()
        due = {"judge_due": 1, "merge_due": max(known["merge_due"], relevant)}
        update_row(db, "articles", article_id, wanted | due)
