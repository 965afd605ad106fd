"""Which feeds to ask now, and what came of it -> feeds, entries, articles. Writes; each function is one transaction.

Which feeds there are: feedlist.py.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlite_utils import Database

from newsagg.model import Article, Entry, Feed, Fetch, Move, Plan, Rhythm, Wishes
from newsagg.store.connect import fetch_rows, write
from newsagg.store.entries import save_entry
from newsagg.store.feedevents import log_event
from newsagg.store.feedlist import host_of, keep_feed, read_feed, retire_feed
from newsagg.store.rows import keep_text, read_maybe_time, write_json, write_maybe_time, write_time
from newsagg.store.versions import log_fetch

LOOK_BACK = timedelta(days=28)
"""A feed's rhythm is that of four weeks: each has one weekend."""
DEAF_AFTER = 3
"""Failures in a row from which on a feed counts as silent in its history: one or two are a hiccup."""
LOST_AFTER = 10
"""So many failures in a row at an address that a feed moved to, and the listed one is asked again."""

Planner: TypeAlias = Callable[[Rhythm], Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed that is to be asked now, at the address that it last moved to, with what makes the request conditional."""

    feed: Feed
    etag: str
    last_modified: str
    failures: int
    """In a row, up to now."""
    wishes: Wishes = Wishes()
    """What its last whole answer asked for."""
    move_seen: str = ""
    """Where a permanent redirect led that waits to be seen again."""
    move_seen_at: datetime | None = None


def due_feeds(db: Database, now: datetime, limit: int | None = None, force: bool = False) -> list[DueFeed]:
    """Return the feeds to ask now, the longest overdue first; all that are not retired or paused when forced.

    A feed that was last asked in the future is due: the clock was wrong then, and so is what was planned from it.
    """
    rows = fetch_rows(
        db,
        """SELECT * FROM feeds WHERE retired_at IS NULL AND paused_at IS NULL AND removed_at IS NULL
            AND (:force OR next_due_at IS NULL OR next_due_at <= :now OR last_asked_at > :now)
        ORDER BY next_due_at IS NOT NULL, next_due_at, slug LIMIT :limit""",
        {"force": force, "now": write_time(now), "limit": -1 if limit is None else limit},
    )
    return [_read_due(row) for row in rows]


def find_addresses(db: Database) -> set[str]:
    """Return every address that a feed is asked at: no second one moves there."""
    rows = db.conn.execute("SELECT coalesce(nullif(moved_to, ''), url) FROM feeds WHERE retired_at IS NULL")
    return {address for (address,) in rows}


def read_rhythm(db: Database, slug: str, now: datetime) -> Rhythm:
    """Return how often a feed published in the four weeks before ``now``."""
    time = "coalesce(published_at, first_seen_at)"
    (entries, fresh, first) = db.conn.execute(
        f"""SELECT count(*), total({time} > :fresh),
            (SELECT min({time}) FROM entries WHERE feed = :feed)
        FROM entries WHERE feed = :feed AND {time} > :since AND {time} <= :now""",  # noqa: S608
        {
            "feed": slug,
            "fresh": write_time(now - timedelta(days=2)),
            "since": write_time(now - LOOK_BACK),
            "now": write_time(now),
        },
    ).fetchone()
    since = read_maybe_time(first)
    known = min(max(now - since, timedelta(0)), LOOK_BACK) if since else timedelta(0)
    return Rhythm(entries=int(entries), days=known / timedelta(days=1), fresh=int(fresh))


def save_feed(
    db: Database,
    feed: Feed,
    articles: Sequence[tuple[Entry, Article]],
    fetch: Fetch,
    *,
    etag: str,
    last_modified: str,
    next_due_at: datetime | Planner,
    now: datetime,
    run_id: int | None,
    wishes: Wishes | None = None,
    move: Move | None = None,
) -> tuple[int, int]:
    """Save what one answer of a feed said; return how many entries were new and how many changed.

    The same answer again changes nothing but the feed's times and the ledger of fetches. Articles are told apart by
    canonical address: two feeds that name one address speak of one article. ``next_due_at``: when to ask again, or
    what tells that from the feed's rhythm; ``wishes``: None keeps those of the answer before.
    """
    with write(db):
        known = fetch_rows(db, "SELECT * FROM feeds WHERE slug = ?", (feed.slug,))
        if not known:
            keep_feed(db, feed, now)
        new = changed = 0
        for entry, article in _one_per_key(articles):
            outcome = save_entry(db, entry, article, now, run_id)
            new += outcome == "new"
            changed += outcome == "changed"
        state: dict[str, Any] = {"etag": etag, "last_modified": last_modified, "last_ok_at": write_time(now)}
        # What was lost of an answer that brought something stands beside it, and is no failure. It stays while the
        # server says that it has nothing newer.
        if not (fetch.outcome == "not_modified" and known and not known[0]["failures"]):
            state["last_error"] = keep_text(fetch.error)
        state |= {"failures": 0} | _keep_move(db, feed, known, move or Move(), now, run_id)
        if wishes is not None:
            state["wishes"] = _write_wishes(wishes)
        plan = (
            next_due_at(read_rhythm(db, feed.slug, now))
            if callable(next_due_at)
            else Plan(at=next_due_at, because="")
        )
        _save_feed_state(db, feed.slug, state, plan, now)
        if known and known[0]["failures"] >= DEAF_AFTER:
            why = f"answered again after {known[0]['failures']} failures"
            log_event(db, feed.slug, "heard_again", now=now, reason=why, run_id=run_id)
        log_fetch(db, replace(fetch, feed=feed.slug, new=new, changed=changed), run_id=run_id)
    return new, changed


def save_fetch_failure(
    db: Database,
    feed_slug: str,
    fetch: Fetch,
    *,
    next_due_at: datetime | Planner,
    now: datetime,
    run_id: int | None,
    retire: bool = False,
) -> None:
    """Save that a feed could not be had; ``retire`` when the server says that it is gone for good."""
    error = keep_text(fetch.error or fetch.outcome)
    with write(db):
        rows = fetch_rows(
            db,
            "UPDATE feeds SET failures = failures + 1 WHERE slug = ? RETURNING failures, moved_to, url",
            (feed_slug,),
        )
        plan = (
            next_due_at(read_rhythm(db, feed_slug, now))
            if callable(next_due_at)
            else Plan(at=next_due_at, because="")
        )
        state: dict[str, Any] = {"last_error": error}
        for row in rows:
            if row["failures"] == DEAF_AFTER:
                log_event(db, feed_slug, "fell_silent", now=now, reason=error, run_id=run_id)
            if row["moved_to"] and row["failures"] % LOST_AFTER == 0:
                state |= {"moved_to": "", "etag": "", "last_modified": "", "host": host_of(row["url"])}
                why = f"{row['failures']} failures in a row where it had moved to: asked at its listed address again"
                moved = {"old": row["moved_to"], "new": row["url"]}
                log_event(db, feed_slug, "readdressed", now=now, reason=why, run_id=run_id, **moved)
        _save_feed_state(db, feed_slug, state, plan, now)
        if retire:
            retire_feed(db, feed_slug, "gone", now)
            log_event(db, feed_slug, "gone", now=now, reason=error, old=keep_text(fetch.url), run_id=run_id)
        log_fetch(db, replace(fetch, feed=feed_slug), run_id=run_id)


def put_off_feed(db: Database, feed_slug: str, plan: Plan) -> None:
    """Save that a feed was not asked at all, since its host rests: it stands where it stood, and is due later."""
    with write(db):
        db.conn.execute(
            "UPDATE feeds SET next_due_at = ?, next_due_because = ? WHERE slug = ?",
            (write_maybe_time(plan.at), keep_text(plan.because), feed_slug),
        )


def forgive_failures(
    db: Database, slugs: Sequence[str], *, next_due_at: datetime, because: str, charged: bool = True
) -> None:
    """Let these feeds be asked again soon: it was our own network that failed.

    The failure that each was just ``charged`` with is taken back.
    """
    with write(db):
        db.conn.executemany(
            "UPDATE feeds SET failures = max(failures - ?, 0), next_due_at = ?, next_due_because = ? WHERE slug = ?",
            [(int(charged), write_time(next_due_at), keep_text(because), slug) for slug in slugs],
        )


def _keep_move(
    db: Database, feed: Feed, known: Sequence[dict[str, Any]], move: Move, now: datetime, run_id: int | None
) -> dict[str, Any]:
    """Return the columns that a move changes, and keep it in the feed's history."""
    to, seen = keep_text(move.to), known[0]["move_seen"] if known else ""
    if not to:
        return {"move_seen": "", "move_seen_at": None} if seen else {}
    if not move.final and to == seen:
        return {}
    kind = "moved" if move.final else "move_seen"
    log_event(
        db, feed.slug, kind, now=now, reason=move.reason, old=keep_text(feed.url), new=to, run_id=run_id
    )
    if not move.final:
        return {"move_seen": to, "move_seen_at": write_time(now)}
    return {"moved_to": to, "host": host_of(to), "move_seen": "", "move_seen_at": None}


def _read_due(row: dict[str, Any]) -> DueFeed:
    feed = read_feed(row)
    return DueFeed(
        feed=replace(feed, url=row["moved_to"] or row["url"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        failures=row["failures"],
        wishes=_read_wishes(row["wishes"]),
        move_seen=row["move_seen"],
        move_seen_at=read_maybe_time(row["move_seen_at"]),
    )


def _write_wishes(wishes: Wishes) -> str:
    """Return the feed's own wishes as JSON; those of a server come anew with each answer."""
    empty = asdict(Wishes())
    said = {
        name: value
        for name, value in asdict(wishes).items()
        if value != empty[name] and name != "server_minutes"
    }
    return write_json(said)


def _read_wishes(text: str) -> Wishes:
    said = json.loads(text)
    return Wishes(
        feed_minutes=said.get("feed_minutes", 0.0),
        feed_word=said.get("feed_word", ""),
        skip_hours=tuple(said.get("skip_hours", ())),
        skip_days=tuple(said.get("skip_days", ())),
    )


def _save_feed_state(db: Database, slug: str, state: dict[str, Any], plan: Plan, now: datetime) -> None:
    row = state | {"last_asked_at": write_time(now), "next_due_at": write_time(plan.at or now)}
    row["next_due_because"] = keep_text(plan.because)
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
