"""A list with people, and a week of it that is frozen from an edition of our own."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsagg.model import MailingList
from newsagg.report.edition import UNSUBSCRIBE, Edition
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.digests import Frozen, FrozenPicture, freeze_digest
from newsagg.store.lists import add_list
from newsagg.store.outbox import list_deliveries
from newsagg.store.subscribers import subscribe

WEEK = "2026-W10"
MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 9, 8, tzinfo=UTC)
"""Monday after the week, at the list's time."""


def make_list(database: Path, slug: str = "all", **given: Any) -> MailingList:
    values: dict[str, Any] = {
        "title": "Outages of the week", "intro": "", "zone": "UTC", "weekday": 1, "send_at": "08:00", "filters": "{}",
        "from_name": "",
    }  # fmt: skip
    db = open_db(database)
    try:
        return add_list(db, slug, values | given, now=MADE)
    finally:
        db.close()


def add_people(database: Path, mailing_list: MailingList, *addresses: str) -> None:
    db = open_db(database)
    try:
        for address in addresses:
            subscribe(
                db, mailing_list.id, address=address, key=address, name="", language="", active=True, now=MADE
            )
    finally:
        db.close()


def compose(
    db: Database,
    settings: Settings,
    mailing_list: MailingList,
    label: str,
    since: datetime | None,
    now: datetime,
) -> Edition:
    """Return an edition of this list and week."""
    from tests.report.editions import an_edition

    del db, settings, mailing_list, since
    return an_edition(label=label, told_at=now)


def states(database: Path) -> dict[str, str]:
    """Return how the mail to each address stands."""
    db = open_db(database)
    try:
        return dict(db.conn.execute("SELECT address, state FROM digest_deliveries").fetchall())
    finally:
        db.close()


def freeze_plain(database: Path, mailing_list: MailingList, label: str = WEEK) -> Frozen:
    """Freeze a week of few words, with a mail for each active subscriber; no chart is drawn for it."""
    db = open_db(database)
    try:
        frozen, _ = freeze_digest(
            db,
            mailing_list.id,
            label,
            told_since=None,
            subject=f"Week {label}",
            edition="{}",
            html=f'<p>Nothing broke.</p><a href="{UNSUBSCRIBE}">Leave</a>',
            text=f"Nothing broke.\n\nLeave: {UNSUBSCRIBE}\n",
            pictures=[FrozenPicture(cid="chart@newsagg.invalid", alt="No bars", png=b"\x89PNG")],
            make_message_id=lambda number: f"{mailing_list.slug}.{label}.{number}@corp.example",
            now=DUE,
        )
        return frozen
    finally:
        db.close()


def lines(database: Path) -> dict[str, dict[str, Any]]:
    """Return the line of each mail by its address."""
    db = open_db(database)
    try:
        return {line["address"]: line for line in list_deliveries(db)}
    finally:
        db.close()
