"""Frozen weeks: made once, with a mail queued for each subscriber in the same transaction; read back as they were.

A second freezing of a list's week changes nothing. Writes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import keep_text, read_maybe_time, read_time, write_maybe_time, write_time
from newsagg.store.versions import insert_row


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenPicture:
    """A chart of a frozen week."""

    cid: str
    alt: str
    png: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A list's week as it was frozen."""

    id: int
    list_id: int
    label: str
    frozen_at: datetime
    told_since: datetime | None
    subject: str
    edition: str
    """The facts as JSON."""
    html: str
    text: str
    pictures: tuple[FrozenPicture, ...]


def freeze_digest(
    db: Database,
    list_id: int,
    label: str,
    *,
    told_since: datetime | None,
    subject: str,
    edition: str,
    html: str,
    text: str,
    pictures: Sequence[FrozenPicture],
    make_message_id: Callable[[int], str],
    now: datetime,
) -> tuple[Frozen, bool]:
    """Freeze a list's week and queue a mail for each active subscriber; return it, and whether it was made now.

    ``make_message_id`` gives the Message-ID for a subscriber's number. A week that is frozen already is returned as it
    was, with nothing queued.
    """
    with write(db):
        known = find_digest(db, list_id, label)
        if known is not None:
            return known, False
        row = {
            "list_id": list_id,
            "label": label,
            "frozen_at": write_time(now),
            "told_since": write_maybe_time(told_since),
            "subject": subject,
            "edition": edition,
            "html": html,
            "text": text,
        }
        digest_id = insert_row(db, "digests", row)
        db.conn.executemany(
            "INSERT INTO digest_pictures (digest_id, position, cid, alt, png) VALUES (?, ?, ?, ?, ?)",
            (
                (digest_id, at, keep_text(picture.cid), keep_text(picture.alt), picture.png)
                for at, picture in enumerate(pictures)
            ),
        )
        queue_newcomers(db, digest_id, make_message_id=make_message_id, now=now)
        return load_digest(db, digest_id), True


def find_newcomers(db: Database, digest_id: int) -> list[int]:
    """Return the active subscribers of a frozen week's list who have no mail of it, whatever became of one."""
    return [
        number
        for (number,) in db.conn.execute(
            """SELECT s.id FROM digests d JOIN subscribers s ON s.list_id = d.list_id AND s.state = 'active'
            WHERE d.id = :id AND NOT EXISTS (
                SELECT 1 FROM deliveries v WHERE v.digest_id = :id AND v.subscriber_id = s.id)
            ORDER BY s.id""",
            {"id": digest_id},
        )
    ]


def queue_newcomers(
    db: Database, digest_id: int, *, make_message_id: Callable[[int], str], now: datetime
) -> int:
    """Queue a frozen week for each active subscriber who has no mail of it; return how many these are.

    Nobody gets a week twice: a subscriber has one row of it, which stays.
    """
    with write(db):
        moment, people = write_time(now), find_newcomers(db, digest_id)
        db.conn.executemany(
            """INSERT INTO deliveries (digest_id, subscriber_id, message_id, state, queued_at, next_try_at)
            VALUES (?, ?, ?, 'queued', ?, ?)""",
            ((digest_id, number, make_message_id(number), moment, moment) for number in people),
        )
        return len(people)


def find_digest(db: Database, list_id: int, label: str) -> Frozen | None:
    """Return a list's frozen week, None while it is not frozen."""
    rows = fetch_rows(db, "SELECT * FROM digests WHERE list_id = ? AND label = ?", (list_id, label))
    return _read(db, rows[0]) if rows else None


def load_digest(db: Database, digest_id: int) -> Frozen:
    """Return a frozen week by number. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM digests WHERE id = ?", (digest_id,))
    if not rows:
        raise NotFoundError("no such digest", subject=str(digest_id))
    return _read(db, rows[0])


def last_frozen(db: Database, list_id: int, before: str) -> datetime | None:
    """Return when the list's newest week before this label was frozen, None when none was."""
    row = db.conn.execute(
        "SELECT frozen_at FROM digests WHERE list_id = ? AND label < ? ORDER BY label DESC LIMIT 1",
        (list_id, before),
    ).fetchone()
    return None if row is None else read_time(row[0])


def load_editions(db: Database, list_id: int, before: str) -> list[str]:
    """Return the facts of the list's weeks before this label, as JSON, in order."""
    return [
        edition
        for (edition,) in db.conn.execute(
            "SELECT edition FROM digests WHERE list_id = ? AND label < ? ORDER BY label", (list_id, before)
        )
    ]


def list_digests(db: Database, list_id: int | None = None) -> list[dict[str, Any]]:
    """Return the frozen weeks, newest first, each with its counts of deliveries by state."""
    return fetch_rows(
        db,
        """SELECT d.id, l.slug AS list, d.label AS week, d.frozen_at, d.subject,
            (SELECT json_group_object(state, number) FROM
                (SELECT state, count(*) AS number FROM deliveries WHERE digest_id = d.id GROUP BY state)) AS deliveries
        FROM digests d JOIN lists l ON l.id = d.list_id
        WHERE :list_id IS NULL OR d.list_id = :list_id ORDER BY d.label DESC, l.slug""",
        {"list_id": list_id},
    )


def _read(db: Database, row: dict[str, Any]) -> Frozen:
    pictures = db.conn.execute(
        "SELECT cid, alt, png FROM digest_pictures WHERE digest_id = ? ORDER BY position", (row["id"],)
    ).fetchall()
    return Frozen(
        id=row["id"],
        list_id=row["list_id"],
        label=row["label"],
        frozen_at=read_time(row["frozen_at"]),
        told_since=read_maybe_time(row["told_since"]),
        subject=row["subject"],
        edition=row["edition"],
        html=row["html"],
        text=row["text"],
        pictures=tuple(FrozenPicture(cid=cid, alt=alt, png=png) for cid, alt, png in pictures),
    )
