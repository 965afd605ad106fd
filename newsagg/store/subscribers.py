"""The people of mailing lists: subscribed, confirmed, gone, suspended. Writes; one transaction each.

A row is never removed: a week that went to an address is known to have gone there, however often it leaves and comes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import Subscriber
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_time, write_time
from newsagg.store.versions import insert_row, update_row

WEEKS_REFUSED = 3
"""Weeks in a row after which an address that is refused for good is suspended: issue 6 asks for three."""


def subscribe(
    db: Database,
    list_id: int,
    *,
    address: str,
    key: str,
    name: str,
    language: str,
    active: bool,
    now: datetime,
) -> tuple[Subscriber, str]:
    """Put an address on a list; return it, and ``new``, ``again`` (had left), ``same`` or ``waiting`` (pending still).

    ``key`` is the address as it is compared. With ``active`` false it waits for its confirmation. An active one
    stays so; a suspended one starts anew.
    """
    with write(db):
        found = fetch_rows(
            db, "SELECT * FROM subscribers WHERE list_id = ? AND address_key = ?", (list_id, key)
        )
        moment = write_time(now)
        row: dict[str, Any] = {
            "address": address,
            "state": "active" if active else "pending",
            "joined_at": moment,
            "confirmed_at": moment if active else None,
        }
        row |= {
            column: text for column, text in (("name", name), ("language", language)) if text or not found
        }
        if not found:
            number = insert_row(db, "subscribers", {"list_id": list_id, "address_key": key, **row})
            return load_subscriber(db, number), "new"
        known = found[0]
        if known["state"] == "active":
            update_row(db, "subscribers", known["id"], {"name": name or known["name"]})
            return load_subscriber(db, known["id"]), "same"
        outcome = "waiting" if known["state"] == "pending" and not active else "again"
        if known["state"] == "pending" and not active:
            row |= {"joined_at": known["joined_at"]}  # the mails that ask to confirm all stay good
        row |= {"left_at": None, "suspended_at": None, "refusals": 0, "refused_week": ""}
        update_row(db, "subscribers", known["id"], row)
        return load_subscriber(db, known["id"]), outcome


def confirm(db: Database, subscriber_id: int, joined_at: datetime, *, now: datetime) -> Subscriber:
    """Make a pending address active; one that is active stays so.

    Raises NotFoundError when it has left, or was subscribed anew, since it was asked.
    """
    with write(db):
        found = load_subscriber(db, subscriber_id)
        if found.state not in {"pending", "active"} or found.joined_at != joined_at:
            raise NotFoundError("this subscription is over", hint="subscribe again")
        if found.state == "pending":
            update_row(db, "subscribers", subscriber_id, {"state": "active", "confirmed_at": write_time(now)})
        return load_subscriber(db, subscriber_id)


def leave(db: Database, subscriber_id: int, *, now: datetime, because: str = "the reader left") -> Subscriber:
    """Take an address off its list; mails to it that wait are dropped. One that left already stays so.

    Raises NotFoundError when there is no such subscriber.
    """
    with write(db):
        found = load_subscriber(db, subscriber_id)
        if found.state != "left":
            update_row(db, "subscribers", subscriber_id, {"state": "left", "left_at": write_time(now)})
        drop_waiting(db, subscriber_id, because=because, now=now)
        return load_subscriber(db, subscriber_id)


def drop_waiting(db: Database, subscriber_id: int, *, because: str, now: datetime) -> None:
    """Drop the mails that wait for a subscriber; one that is being handed over is not touched."""
    with write(db):
        db.conn.execute(
            """UPDATE deliveries SET state = 'dropped', why = ?, settled_at = ?, next_try_at = NULL, sender = '',
                leased_until = NULL
            WHERE subscriber_id = ? AND state IN ('queued', 'retry')""",
            (because, write_time(now), subscriber_id),
        )


def note_refusal(db: Database, subscriber_id: int, label: str, *, now: datetime) -> bool:
    """Count a week in which an address was refused for good; say whether that suspended it."""
    with write(db):
        (refusals, week, state) = db.conn.execute(
            "SELECT refusals, refused_week, state FROM subscribers WHERE id = ?", (subscriber_id,)
        ).fetchone()
        if week == label:
            return False
        refusals += 1
        row: dict[str, Any] = {"refusals": refusals, "refused_week": label}
        suspends: bool = refusals >= WEEKS_REFUSED and state == "active"
        if suspends:
            row |= {"state": "suspended", "suspended_at": write_time(now)}
        update_row(db, "subscribers", subscriber_id, row)
        if suspends:
            drop_waiting(db, subscriber_id, because="the address was suspended", now=now)
        return suspends


def forget_refusals(db: Database, subscriber_id: int) -> None:
    """Start counting anew: the address took a mail."""
    db.conn.execute(
        "UPDATE subscribers SET refusals = 0, refused_week = '' WHERE id = ? AND refusals > 0",
        (subscriber_id,),
    )


def find_subscriber(db: Database, list_id: int, key: str) -> Subscriber:
    """Return the subscriber of a list by the address as it is compared. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM subscribers WHERE list_id = ? AND address_key = ?", (list_id, key))
    if not rows:
        raise NotFoundError(
            "is not on this list", subject=key, hint="`newsagg digest subscribers` shows who is"
        )
    return _read(rows[0])


def load_subscriber(db: Database, subscriber_id: int) -> Subscriber:
    """Return a subscriber by number. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM subscribers WHERE id = ?", (subscriber_id,))
    if not rows:
        raise NotFoundError("no such subscriber", subject=str(subscriber_id))
    return _read(rows[0])


def list_subscribers(db: Database, list_id: int | None = None, state: str = "") -> list[dict[str, Any]]:
    """Return subscribers with their list's name, all or those of one list or in one state."""
    return fetch_rows(
        db,
        """SELECT l.slug AS list, s.address, s.name, s.state, s.language, s.joined_at, s.confirmed_at, s.left_at,
            s.suspended_at, s.refusals, s.refused_week
        FROM subscribers s JOIN lists l ON l.id = s.list_id
        WHERE (:list_id IS NULL OR s.list_id = :list_id) AND (:state = '' OR s.state = :state)
        ORDER BY l.slug, s.address_key""",
        {"list_id": list_id, "state": state},
    )


def _read(row: Mapping[str, Any]) -> Subscriber:
    return Subscriber(
        id=row["id"],
        list_id=row["list_id"],
        address=row["address"],
        name=row["name"],
        state=row["state"],
        language=row["language"],
        joined_at=read_time(row["joined_at"]),
    )
