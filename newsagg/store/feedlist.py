"""The feed list and what people decide about feeds -> rows of ``feeds``, each change with its event. Writes.

Feeds that somebody added live in the database beside the listed ones: an update of the bundled list neither loses nor
alters them, nor does it bring back what somebody removed or paused. Rows are never deleted: entries point to them.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import Feed
from newsagg.store.connect import fetch_rows, write
from newsagg.store.feedevents import LIST, log_event
from newsagg.store.rows import keep_text, write_json, write_time
from newsagg.store.versions import keep_outlet
from newsagg.vocabulary import FeedKind


def sync_feeds(db: Database, feeds: Sequence[Feed], now: datetime) -> None:
    """Make the stored list equal to the given one; a feed no longer listed is retired, never deleted.

    A listed feed keeps what we know of it; a new address starts afresh, and brings back even a feed that was gone.
    What people added, removed or paused stays as they left it: a feed of theirs goes before a listed one of the same
    short name or address.
    """
    with write(db):
        known = {row["slug"]: row for row in fetch_rows(db, "SELECT * FROM feeds")}
        theirs = {row["url"] for row in known.values() if row["added_by"] and row["removed_at"] is None}
        listed = set()
        for feed in feeds:
            row = known.get(feed.slug)
            if feed.url in theirs or (row and row["added_by"]):
                continue
            listed.add(feed.slug)
            if row is None or _differs(row, feed) or row["retired_because"] == "unlisted":
                keep_feed(db, feed, now)
                _tell_listing(db, row, feed, now)
        for slug, row in known.items():
            if slug not in listed and not row["added_by"] and row["retired_at"] is None:
                retire_feed(db, slug, "unlisted", now)
                log_event(db, slug, "unlisted", now=now, by=LIST, reason="no longer in the feed list")


def keep_feed(db: Database, feed: Feed, now: datetime, added_by: str = "") -> None:
    """Insert a feed, or give it these properties; a new address starts afresh. Within the caller's transaction."""
    keep_outlet(db, feed.outlet, feed.homepage)
    # In a DO UPDATE, bare columns still hold the old row.
    db.conn.execute(
        """INSERT INTO feeds (slug, outlet, url, kind, language, homepage, provider, format, page, added_at, host,
            added_by)
        VALUES (:slug, :outlet, :url, :kind, :language, :homepage, :provider, :format, :page, :added_at,
            :host, :added_by)
        ON CONFLICT (slug) DO UPDATE SET
            etag = iif(url = excluded.url, etag, ''),
            last_modified = iif(url = excluded.url, last_modified, ''),
            moved_to = iif(url = excluded.url, moved_to, ''),
            move_seen = iif(url = excluded.url, move_seen, ''),
            host = iif(url = excluded.url AND moved_to <> '', host, excluded.host),
            next_due_at = iif(url = excluded.url AND retired_because IS NOT 'unlisted', next_due_at, NULL),
            failures = iif(url = excluded.url, failures, 0),
            retired_at = iif(url = excluded.url AND retired_because = 'gone', retired_at, NULL),
            retired_because = iif(url = excluded.url AND retired_because = 'gone', 'gone', NULL),
            outlet = excluded.outlet, url = excluded.url, kind = excluded.kind, language = excluded.language,
            homepage = excluded.homepage, provider = excluded.provider, format = excluded.format,
            page = excluded.page, added_by = excluded.added_by""",
        _write_feed(feed) | {"added_at": write_time(now), "host": host_of(feed.url), "added_by": added_by},
    )


def retire_feed(db: Database, slug: str, why: str, now: datetime) -> None:
    """Ask a feed no more: ``why`` is unlisted or gone. Within the caller's transaction."""
    db.conn.execute(
        "UPDATE feeds SET retired_at = ?, retired_because = ? WHERE slug = ?", (write_time(now), why, slug)
    )


def add_feed(db: Database, feed: Feed, *, by: str, now: datetime, reason: str = "") -> None:
    """Add a feed that a person chose, or bring back one that was removed.

    Raises StoreError when its short name or its address is another feed's already.
    """
    with write(db):
        for row in fetch_rows(
            db,
            "SELECT * FROM feeds WHERE slug = :slug OR :url IN (url, moved_to)",
            {"slug": feed.slug, "url": keep_text(feed.url)},
        ):
            if row["removed_at"] is None and row["retired_because"] != "unlisted":
                same = feed.url in (row["url"], row["moved_to"])
                raise StoreError(
                    "is in the record already" if same else "is another feed's short name",
                    subject=row["slug"],
                    hint="`newsagg feeds resume` asks it again if it rests"
                    if same
                    else "give another with --slug",
                )
        keep_feed(db, feed, now, added_by=by)
        db.conn.execute(
            "UPDATE feeds SET removed_at = NULL, paused_at = NULL, next_due_at = NULL WHERE slug = ?",
            (feed.slug,),
        )
        log_event(db, feed.slug, "added", now=now, by=by, reason=keep_text(reason), new=keep_text(feed.url))


def pause_feed(db: Database, slug: str, *, by: str, reason: str, now: datetime) -> None:
    """Ask a feed no more until it is resumed. Raises NotFoundError, and StoreError when it is not being asked."""
    with write(db):
        row = find_feed_row(db, slug)
        if row["paused_at"] or row["removed_at"] or row["retired_at"]:
            raise StoreError("is not being asked anyway", subject=slug, hint="`newsagg feeds list` says why")
        db.conn.execute(
            "UPDATE feeds SET paused_at = ?, paused_because = ? WHERE slug = ?",
            (write_time(now), keep_text(reason), slug),
        )
        log_event(db, slug, "paused", now=now, by=by, reason=keep_text(reason))


def resume_feed(db: Database, slug: str, *, by: str, reason: str, now: datetime) -> None:
    """Ask a feed again, whether it was paused, removed or gone for good, and at once. Raises NotFoundError.

    Raises StoreError when it is being asked already, or left the feed list: what the list lacks must be added.
    """
    with write(db):
        row = find_feed_row(db, slug)
        if not (row["paused_at"] or row["removed_at"] or row["retired_at"]):
            raise StoreError("is being asked already", subject=slug, hint="`newsagg feeds check` asks it now")
        if row["retired_because"] == "unlisted":
            raise StoreError(
                "left the feed list", subject=slug, hint=f"`newsagg feeds add {row['url']}` keeps it"
            )
        db.conn.execute(
            """UPDATE feeds SET paused_at = NULL, paused_because = '', removed_at = NULL, retired_at = NULL,
            retired_because = NULL, failures = 0, last_error = '', next_due_at = NULL, next_due_because = ''
            WHERE slug = ?""",
            (slug,),
        )
        db.conn.execute("DELETE FROM hosts WHERE host = ?", (row["host"],))
        log_event(db, slug, "resumed", now=now, by=by, reason=keep_text(reason))


def remove_feed(db: Database, slug: str, *, by: str, reason: str, now: datetime) -> None:
    """Take a feed out for good, listed or added; what it brought stays. Raises NotFoundError."""
    with write(db):
        if find_feed_row(db, slug)["removed_at"]:
            raise StoreError("was removed before", subject=slug, hint="`newsagg feeds resume` brings it back")
        db.conn.execute("UPDATE feeds SET removed_at = ? WHERE slug = ?", (write_time(now), slug))
        log_event(db, slug, "removed", now=now, by=by, reason=keep_text(reason))


def list_feeds(db: Database, *, all_of_them: bool = False, added: bool = False) -> list[Feed]:
    """Return the feeds that are kept, paused ones too, at their listed addresses.

    ``all_of_them``: those that were taken out too; ``added``: only those that somebody added by hand.
    """
    where = "WHERE added_by <> ''" if added else "WHERE 1"
    where += "" if all_of_them else " AND retired_at IS NULL AND removed_at IS NULL"
    return [read_feed(row) for row in fetch_rows(db, f"SELECT * FROM feeds {where} ORDER BY slug")]  # noqa: S608


def find_feed_row(db: Database, slug: str) -> dict[str, Any]:
    """Return a feed's row; raises NotFoundError, naming the nearest."""
    rows = fetch_rows(db, "SELECT * FROM feeds WHERE slug = ?", (keep_text(slug),))
    if rows:
        return rows[0]
    near = [
        row["slug"]
        for row in fetch_rows(
            db,
            "SELECT slug FROM feeds WHERE instr(slug, ?) > 0 ORDER BY slug LIMIT 4",
            (keep_text(slug.casefold()),),
        )
    ]
    hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg feeds list` has them all"
    raise NotFoundError("no such feed", subject=slug, hint=hint)


def read_feed(row: dict[str, Any]) -> Feed:
    """Return the feed of a row, at its listed address."""
    return Feed(
        slug=row["slug"],
        outlet=row["outlet"],
        url=row["url"],
        kind=FeedKind(row["kind"]),
        language=row["language"],
        homepage=row["homepage"],
        provider=row["provider"],
        format=row["format"],
        page=tuple(sorted(json.loads(row["page"]).items())),
    )


def host_of(url: str) -> str:
    """Return the host of an address with its port where it is unusual; empty for none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    bracketed = f"[{host}]" if ":" in host else host
    return keep_text(bracketed if port in (None, usual) else f"{bracketed}:{port}")


def _write_feed(feed: Feed) -> dict[str, Any]:
    return {
        "slug": feed.slug,
        "outlet": keep_text(feed.outlet),
        "url": keep_text(feed.url),
        "kind": feed.kind.value,
        "language": feed.language,
        "homepage": keep_text(feed.homepage),
        "provider": feed.provider,
        "format": feed.format,
        "page": write_json(dict(feed.page)),
    }


def _differs(row: dict[str, Any], feed: Feed) -> bool:
    return not row["host"] or any(row[name] != value for name, value in _write_feed(feed).items())


def _tell_listing(db: Database, row: dict[str, Any] | None, feed: Feed, now: datetime) -> None:
    if row is None or row["retired_because"] == "unlisted":
        log_event(db, feed.slug, "listed", now=now, by=LIST, new=keep_text(feed.url))
    elif row["url"] != feed.url:
        why = "the feed list has another address"
        log_event(
            db,
            feed.slug,
            "readdressed",
            now=now,
            by=LIST,
            reason=why,
            old=row["url"],
            new=keep_text(feed.url),
        )
