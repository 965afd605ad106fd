"""The feed list, and answers of feeds -> feeds, entries, articles. Writes; each function is one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Article, Entry, Feed, Fetch
from newsagg.store.connect import fetch_rows, write
from newsagg.store.entries import save_entry
from newsagg.store.rows import keep_text, write_json, write_time
from newsagg.store.versions import keep_outlet, log_fetch
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
    """Return the feeds to ask now, the longest overdue first; all that are not retired when forced.

    A feed that was last asked in the future is due: the clock was wrong then, and so is what was planned from it.
    """
    rows = fetch_rows(
        db,
        """SELECT * FROM feeds WHERE retired_at IS NULL
            AND (:force OR next_due_at IS NULL OR next_due_at <= :now OR last_asked_at > :now)
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
            outcome = save_entry(db, entry, article, now, run_id)
            new += outcome == "new"
            changed += outcome == "changed"
        state: dict[str, Any] = {"etag": etag, "last_modified": last_modified, "last_ok_at": write_time(now)}
        # What was lost of an answer that brought something stands beside it, and is no failure.
        state |= {"failures": 0, "last_error": keep_text(fetch.error)} | (
            {"moved_to": keep_text(moved_to)} if moved_to else {}
        )
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
        "page": write_json(dict(feed.page)),
        "added_at": write_time(now),
    }
    # In a DO UPDATE, bare columns still hold the old row.
    db.conn.execute(
        """INSERT INTO feeds (slug, outlet, url, kind, language, homepage, provider, format, page,
            added_at)
        VALUES (:slug, :outlet, :url, :kind, :language, :homepage, :provider, :format, :page, :added_at)
        ON CONFLICT (slug) DO UPDATE SET
            etag = iif(url = excluded.url, etag, ''),
            last_modified = iif(url = excluded.url, last_modified, ''),
            moved_to = iif(url = excluded.url, moved_to, ''),
            next_due_at = iif(url = excluded.url AND retired_because IS NOT 'unlisted', next_due_at, NULL),
            failures = iif(url = excluded.url, failures, 0),
            retired_at = iif(url = excluded.url AND retired_because = 'gone', retired_at, NULL),
            retired_because = iif(url = excluded.url AND retired_because = 'gone', 'gone', NULL),
            outlet = excluded.outlet, url = excluded.url, kind = excluded.kind, language = excluded.language,
            homepage = excluded.homepage, provider = excluded.provider, format = excluded.format,
            page = excluded.page""",
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
        page=tuple(sorted(json.loads(row["page"]).items())),
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
