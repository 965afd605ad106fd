"""The feed list and what feeds said -> feeds, entries, articles, versions. Writes; each function is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Article, Entry, Feed, Fetch
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import (
    hash_article,
    keep_text,
    make_hash,
    write_maybe_time,
    write_time,
    write_updates,
)
from newsagg.store.versions import (
    add_article,
    add_version,
    find_article,
    find_spokesman,
    insert_row,
    keep_outlet,
    log_fetch,
    set_newest,
    update_row,
)
from newsagg.vocabulary import FeedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed that is to be asked now, at the address that it last moved to, with what makes the request conditional."""

    feed: Feed
    etag: str
    last_modified: str
    failures: int
    """In a row, up to now."""


def sync_feeds(db: Database, feeds: Sequence[Feed], now: datetime) -> None:
    """Make the stored list equal to the given one; a feed no longer listed is retired, never deleted.

    A listed feed keeps what we know of it; a new address starts afresh, and brings back even a feed that was gone.
    """
    with write(db):
        for feed in feeds:
            _keep_feed(db, feed, now)
        listed = {feed.slug for feed in feeds}
        for (slug,) in db.conn.execute("SELECT slug FROM feeds WHERE retired_at IS NULL").fetchall():
            if slug not in listed:
                _retire(db, slug, "unlisted", now)


def due_feeds(db: Database, now: datetime, limit: int | None = None, force: bool = False) -> list[DueFeed]:
    """Return the feeds to ask now, the longest overdue first; all that are not retired when forced."""
    rows = fetch_rows(
        db,
        """SELECT * FROM feeds WHERE retired_at IS NULL AND (:force OR next_due_at IS NULL OR next_due_at <= :now)
        ORDER BY next_due_at IS NOT NULL, next_due_at, slug LIMIT :limit""",
        {"force": force, "now": write_time(now), "limit": -1 if limit is None else limit},
    )
    return [_read_due(row) for row in rows]


def save_feed(
    db: Database,
    feed: Feed,
    articles: Sequence[tuple[Entry, Article]],
    fetch: Fetch,
    *,
    etag: str,
    last_modified: str,
    next_due_at: datetime,
    now: datetime,
    run_id: int | None,
    moved_to: str = "",
) -> tuple[int, int]:
    """Save what one answer of a feed said; return how many entries were new and how many changed.

    The same answer again changes nothing but the feed's times and the ledger of fetches. Articles are told apart by
    canonical address: two feeds that name one address speak of one article.
    """
    with write(db):
        if db.conn.execute("SELECT 1 FROM feeds WHERE slug = ?", (feed.slug,)).fetchone() is None:
            _keep_feed(db, feed, now)
        new = changed = 0
        for entry, article in _one_per_key(articles):
            outcome = _save_entry(db, entry, article, now, run_id)
            new += outcome == "new"
            changed += outcome == "changed"
        state: dict[str, Any] = {"etag": etag, "last_modified": last_modified, "last_ok_at": write_time(now)}
        state |= {"failures": 0, "last_error": ""} | ({"moved_to": keep_text(moved_to)} if moved_to else {})
        _save_feed_state(db, feed.slug, state, next_due_at, now)
        log_fetch(db, replace(fetch, feed=feed.slug, new=new, changed=changed), run_id=run_id)
    return new, changed


def save_fetch_failure(
    db: Database,
    feed_slug: str,
    fetch: Fetch,
    *,
    next_due_at: datetime,
    now: datetime,
    run_id: int | None,
    retire: bool = False,
) -> None:
    """Save that a feed could not be had; ``retire`` when the server says that it is gone for good."""
    with write(db):
        db.conn.execute("UPDATE feeds SET failures = failures + 1 WHERE slug = ?", (feed_slug,))
        _save_feed_state(
            db, feed_slug, {"last_error": keep_text(fetch.error or fetch.outcome)}, next_due_at, now
        )
        if retire:
            _retire(db, feed_slug, "gone", now)
        log_fetch(db, replace(fetch, feed=feed_slug), run_id=run_id)


def _keep_feed(db: Database, feed: Feed, now: datetime) -> None:
    keep_outlet(db, feed.outlet, feed.homepage)
    row = {
        "slug": feed.slug,
        "outlet": feed.outlet,
        "url": feed.url,
        "kind": feed.kind.value,
        "language": feed.language,
        "homepage": feed.homepage,
        "provider": feed.provider,
        "format": feed.format,
        "added_at": write_time(now),
    }
    # In a DO UPDATE, bare columns still hold the old row.
    db.conn.execute(
        """INSERT INTO feeds (slug, outlet, url, kind, language, homepage, provider, format, added_at)
        VALUES (:slug, :outlet, :url, :kind, :language, :homepage, :provider, :format, :added_at)
        ON CONFLICT (slug) DO UPDATE SET
            etag = iif(url = excluded.url, etag, ''),
            last_modified = iif(url = excluded.url, last_modified, ''),
            moved_to = iif(url = excluded.url, moved_to, ''),
            next_due_at = iif(url = excluded.url AND retired_because IS NOT 'unlisted', next_due_at, NULL),
            failures = iif(url = excluded.url, failures, 0),
            retired_at = iif(url = excluded.url AND retired_because = 'gone', retired_at, NULL),
            retired_because = iif(url = excluded.url AND retired_because = 'gone', 'gone', NULL),
            outlet = excluded.outlet, url = excluded.url, kind = excluded.kind, language = excluded.language,
            homepage = excluded.homepage, provider = excluded.provider, format = excluded.format""",
        row,
    )


def _retire(db: Database, slug: str, why: str, now: datetime) -> None:
    db.conn.execute(
        "UPDATE feeds SET retired_at = ?, retired_because = ? WHERE slug = ?", (write_time(now), why, slug)
    )


def _read_due(row: dict[str, Any]) -> DueFeed:
    feed = Feed(
        slug=row["slug"],
        outlet=row["outlet"],
        url=row["moved_to"] or row["url"],
        kind=FeedKind(row["kind"]),
        language=row["language"],
        homepage=row["homepage"],
        provider=row["provider"],
        format=row["format"],
    )
    return DueFeed(feed=feed, etag=row["etag"], last_modified=row["last_modified"], failures=row["failures"])


def _save_feed_state(
    db: Database, slug: str, state: dict[str, Any], next_due_at: datetime, now: datetime
) -> None:
    row = state | {"last_asked_at": write_time(now), "next_due_at": write_time(next_due_at)}
    settings = ", ".join(f"{name} = :{name}" for name in row)
    db.conn.execute(f"UPDATE feeds SET {settings} WHERE slug = :slug", row | {"slug": slug})  # noqa: S608


def _one_per_key(articles: Sequence[tuple[Entry, Article]]) -> list[tuple[Entry, Article]]:
    """Keep one entry per key, the latest and then the last by its text, wherever in the feed it stands."""
    chosen: dict[str, tuple[Entry, Article]] = {}
    for entry, article in articles:
        rival = chosen.get(entry.key)
        if rival is None or _lateness(entry) > _lateness(rival[0]):
            chosen[entry.key] = (entry, article)
    return list(chosen.values())


def _lateness(entry: Entry) -> tuple[str, str, str, str]:
    moment = entry.updated_at or entry.published_at
    return write_time(moment) if moment else "", entry.title, entry.summary, entry.url


def _save_entry(db: Database, entry: Entry, article: Article, now: datetime, run_id: int | None) -> str:
    row = _write_entry(entry)
    known = fetch_rows(db, "SELECT * FROM entries WHERE feed = ? AND key = ?", (row["feed"], row["key"]))
    if known and all(known[0][name] == value for name, value in row.items()):
        return "same"
    article_id = find_article(db, keep_text(article.url))
    if article_id is None:
        article_id = add_article(db, article)
    if known:
        entry_id = int(known[0]["id"])
        update_row(db, "entries", entry_id, row | {"article_id": article_id, "changed_at": write_time(now)})
        if known[0]["article_id"] != article_id:
            _point_moved_article(db, int(known[0]["article_id"]), article_id)
        elif known[0]["text_hash"] == row["text_hash"]:
            return "same"
    else:
        entry_id = insert_row(
            db, "entries", row | {"article_id": article_id, "first_seen_at": write_time(article.seen_at)}
        )
    _save_entry_text(db, article_id, entry_id, article, now, run_id, known=bool(known))
    return "changed" if known else "new"


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
        "updates": updates,
        "text_hash": make_hash(title, summary, content, updates),
    }


def _point_moved_article(db: Database, old: int, new: int) -> None:
    """An entry that keeps its id and changes its link is one article at a new address, unless others use the old."""
    db.conn.execute(
        """UPDATE articles SET same_as = ? WHERE id = ? AND same_as IS NULL
        AND NOT EXISTS (SELECT 1 FROM entries WHERE article_id = articles.id)""",
        (new, old),
    )


def _save_entry_text(
    db: Database,
    article_id: int,
    entry_id: int,
    article: Article,
    now: datetime,
    run_id: int | None,
    *,
    known: bool,
) -> None:
    """Keep an entry's text as a version, and see whose text is the newest now; once read, a page outranks entries."""
    (page_state,) = db.conn.execute("SELECT page_state FROM articles WHERE id = ?", (article_id,)).fetchone()
    if page_state == "fetched":
        if known:  # a changed headline is a sign that the page changed too
            db.conn.execute(
                "UPDATE articles SET next_read_at = ? WHERE id = ?", (write_time(now), article_id)
            )
        return
    newest = db.conn.execute(
        "SELECT v.id, v.text_hash FROM articles a JOIN article_versions v ON v.id = a.newest_version_id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    same_text = db.conn.execute(
        "SELECT max(id) FROM article_versions WHERE article_id = ? AND text_hash = ?",
        (article_id, hash_article(article)),
    ).fetchone()[0]
    spokesman = find_spokesman(db, article_id)
    speaks = spokesman is not None and spokesman["id"] == entry_id
    if newest and newest[1] == hash_article(article):
        version_id = int(newest[0])
    elif same_text is not None and not (known and speaks):
        version_id = int(same_text)
    else:  # also a text that returns after another: that it came back, and when, is worth a version
        version_id = add_version(db, article_id, article, run_id)
    update_row(db, "entries", entry_id, {"version_id": version_id})
    if speaks:
        if not newest or newest[0] != version_id:
            set_newest(db, article_id, version_id, article)
    elif spokesman and spokesman["version_id"] and (not newest or newest[0] != spokesman["version_id"]):
        row = {"outlet": spokesman["feed_outlet"], "feed_kind": spokesman["feed_kind"]}
        row |= {
            "provider": spokesman["feed_provider"],
            "newest_version_id": spokesman["version_id"],
            "judge_due": 1,
        }
        update_row(db, "articles", article_id, row)
