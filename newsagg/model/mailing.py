"""Nouns for mailing lists: the list, its people, one mail on its way and what became of it. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingList:
    """A mailing list, as it is kept."""

    id: int
    slug: str
    title: str
    intro: str
    zone: str
    weekday: int
    """1 for Monday to 7 for Sunday."""
    send_at: str
    """``HH:MM`` in the zone."""
    filters: str
    """What it leaves out, as JSON."""
    from_name: str
    since: datetime
    """Weeks due before are not sent by themselves."""
    paused_at: datetime | None
    removed_at: datetime | None = None
    """It stays for its frozen weeks alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """An address on a list."""

    id: int
    list_id: int
    address: str
    """As typed."""
    name: str
    state: str
    """pending, active, left or suspended."""
    language: str
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A mail that this sender has claimed from the outbox."""

    id: int
    digest_id: int
    subscriber_id: int
    message_id: str
    """Without angle brackets."""
    address: str
    name: str
    attempts: int
    """Before this one."""
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What became of a try to hand a mail over to the server."""

    state: str
    """``sent``, ``retry``, ``refused``, ``in_doubt``, or ``withheld``: not ours to send any longer."""
    stage: str
    """How far it came: connect, mail, rcpt, data, answer."""
    code: int | None
    """The server's code; None when it gave none."""
    text: str
    """Its words, or what happened, cleaned and cut."""
