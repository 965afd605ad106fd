"""Mailing lists: made, edited, paused, and read back. Writes; one transaction each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import MailingList
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import read_maybe_time, read_time, write_time
from newsagg.store.versions import insert_row, update_row

EDITABLE = ("title", "intro", "zone", "weekday", "send_at", "filters", "from_name")
"""Columns that :func:`edit_list` may change."""


def add_list(db: Database, slug: str, values: Mapping[str, Any], *, now: datetime) -> MailingList:
    """Make a list; ``values`` are its columns of ``EDITABLE``. Raises StoreError when the name is taken."""
    with write(db):
        if db.conn.execute("SELECT 1 FROM lists WHERE slug = ?", (slug,)).fetchone():
            raise StoreError("there is such a list already", subject=slug, hint="`newsagg digest lists edit`")
        row = {name: values[name] for name in EDITABLE}
        insert_row(
            db, "lists", {"slug": slug, **row, "created_at": write_time(now), "since": write_time(now)}
        )
        return find_list(db, slug)


def edit_list(db: Database, slug: str, values: Mapping[str, Any]) -> MailingList:
    """Change columns of a list; weeks that are frozen stay as they are. Raises NotFoundError."""
    with write(db):
        found = find_list(db, slug)
        row = {name: values[name] for name in EDITABLE if name in values}
        if row:
            update_row(db, "lists", found.id, row)
        return find_list(db, slug)


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


def find_list(db: Database, slug: str) -> MailingList:
    """Return a list by its short name. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM lists WHERE slug = ?", (slug,))
    if not rows:
        raise NotFoundError("no such list", subject=slug, hint="`newsagg digest lists` shows them")
    return read_list(rows[0])


def list_of(db: Database, number: int) -> MailingList:
    """Return a list by number. Raises NotFoundError."""
    rows = fetch_rows(db, "SELECT * FROM lists WHERE id = ?", (number,))
    if not rows:
        raise NotFoundError("no such list", subject=str(number))
    return read_list(rows[0])


def load_lists(db: Database) -> list[MailingList]:
    """Return all lists, by name."""
    return [read_list(row) for row in fetch_rows(db, "SELECT * FROM lists ORDER BY slug")]


def count_people(db: Database) -> dict[str, dict[str, int]]:
    """Return how many subscribers each list has in each state; lists without any are left out."""
    counts: dict[str, dict[str, int]] = {}
    for slug, state, number in db.conn.execute(
        """SELECT l.slug, s.state, count(*) FROM subscribers s JOIN lists l ON l.id = s.list_id
        GROUP BY l.slug, s.state ORDER BY l.slug, s.state"""
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
    )
