"""Mailing lists: made, edited, paused, removed, and read back. Writes; one transaction each.

A list that has frozen weeks is kept when it is removed, for the links in mails that were sent; one without goes whole.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import MailingList
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_maybe_time, read_time, write_time
from newsagg.store.subscribers import leave
from newsagg.store.versions import insert_row, update_row

EDITABLE = ("title", "intro", "zone", "weekday", "send_at", "filters", "from_name")
"""Columns that :func:`edit_list` may change."""


def add_list(db: Database, slug: str, values: Mapping[str, Any], *, now: datetime) -> MailingList:
    """Make a list; ``values`` are its columns of ``EDITABLE``. Raises StoreError when the name is taken."""
    with write(db):
        _refuse_taken(db, slug)
        row = {name: values[name] for name in EDITABLE}
        insert_row(
            db, "lists", {"slug": slug, **row, "created_at": write_time(now), "since": write_time(now)}
        )
        return find_list(db, slug)


def edit_list(db: Database, slug: str, values: Mapping[str, Any]) -> MailingList:
    """Change columns of a list; weeks that are frozen stay as they are. Raises NotFoundError.

    A new ``slug`` is refused once a week is frozen (StoreError): Message-IDs, links and feeds have the old one.
    """
    with write(db):
        found = find_list(db, slug)
        row = {name: values[name] for name in EDITABLE if name in values}
        name = values.get("slug", slug)
        if name != slug:
            _refuse_taken(db, name)
            if _has_weeks(db, found.id):
                raise StoreError(
                    "has frozen weeks, whose mails and links have its name",
                    subject=slug,
                    hint="--title changes what readers see",
                )
            row["slug"] = name
        if row:
            update_row(db, "lists", found.id, row)
        return find_list(db, name)


def remove_list(db: Database, slug: str, *, now: datetime) -> tuple[dict[str, int], bool]:
    """Remove a list; return how many subscribers it had in each state, and whether it is kept for its frozen weeks.

    They get no mail of it any more, also none that waits. Without a frozen week list and subscribers are deleted.
    Raises NotFoundError.
    """
    with write(db):
        found = find_list(db, slug)
        people = count_people(db).get(slug, {})
        if not _has_weeks(db, found.id):
            db.conn.execute("DELETE FROM subscribers WHERE list_id = ?", (found.id,))
            db.conn.execute("DELETE FROM lists WHERE id = ?", (found.id,))
            return people, False
        moment = write_time(now)
        for (number,) in db.conn.execute(
            "SELECT id FROM subscribers WHERE list_id = ? AND state <> 'left'", (found.id,)
        ).fetchall():
            leave(db, number, now=now, because="the list was removed")
        update_row(db, "lists", found.id, {"removed_at": moment})
        return people, True


def _has_weeks(db: Database, list_id: int) -> bool:
    found = db.conn.execute("SELECT 1 FROM digests WHERE list_id = ? LIMIT 1", (list_id,)).fetchone()
    return found is not None


def _refuse_taken(db: Database, slug: str) -> None:
    taken = db.conn.execute("SELECT removed_at FROM lists WHERE slug = ?", (slug,)).fetchone()
    if taken is not None and taken[0] is not None:
        hint = "choose another name: its frozen weeks keep this one"
        raise StoreError("there was such a list, which was removed", subject=slug, hint=hint)
    if taken is not None:
        raise StoreError("there is such a list already", subject=slug, hint="`newsagg digest lists edit`")


def pause_list(db: Database, slug: str, *, now: datetime) -> MailingList:
    """Send nothing to a list until it is resumed, not even what is queued. Raises NotFoundError."""
    with write(db):
        found = find_list(db, slug)
        if found.paused_at is None:
            update_row(db, "lists", found.id, {"paused_at": write_time(now)})
        return find_list(db, slug)


def resume_list(db: Database, slug: str, *, now: datetime) -> MailingList:
    """Send to a paused list again; weeks that fell due meanwhile are left out. Raises NotFoundError."""
    with write(db):
        found = find_list(db, slug)
        if found.paused_at is not None:
            update_row(db, "lists", found.id, {"paused_at": None, "since": write_time(now)})
        return find_list(db, slug)


def find_list(db: Database, slug: str, *, removed: bool = False) -> MailingList:
    """Return a list by its short name; one that was removed only where its weeks are read. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM lists WHERE slug = ?", (slug,))
    if not rows:
        raise NotFoundError("no such list", subject=slug, hint="`newsagg digest lists` shows them")
    found = read_list(rows[0])
    if found.removed_at is not None and not removed:
        raise NotFoundError(f"was removed on {found.removed_at:%Y-%m-%d}", subject=slug)
    return found


def list_of(db: Database, number: int) -> MailingList:
    """Return a list by number. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM lists WHERE id = ?", (number,))
    if not rows:
        raise NotFoundError("no such list", subject=str(number))
    return read_list(rows[0])


def load_lists(db: Database) -> list[MailingList]:
    """Return all lists but those that were removed, by name."""
    return [
        read_list(row) for row in fetch_rows(db, "SELECT * FROM lists WHERE removed_at IS NULL ORDER BY slug")
    ]


def count_people(db: Database) -> dict[str, dict[str, int]]:
    """Return how many subscribers each list has in each state; lists without any are left out."""
    counts: dict[str, dict[str, int]] = {}
    for slug, state, number in db.conn.execute(
        """SELECT l.slug, s.state, count(*) FROM subscribers s JOIN lists l ON l.id = s.list_id
        WHERE l.removed_at IS NULL GROUP BY l.slug, s.state ORDER BY l.slug, s.state"""
    ):
        counts.setdefault(slug, {})[state] = number
    return counts


def read_list(row: Mapping[str, Any]) -> MailingList:
    """Return a list from its row."""
    return MailingList(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        intro=row["intro"],
        zone=row["zone"],
        weekday=row["weekday"],
        send_at=row["send_at"],
        filters=row["filters"],
        from_name=row["from_name"],
        since=read_time(row["since"]),
        paused_at=read_maybe_time(row["paused_at"]),
        removed_at=read_maybe_time(row["removed_at"]),
    )
