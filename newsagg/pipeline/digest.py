"""The record -> a list's week, frozen once and sent once. Writes; speaks SMTP.

What flows and commands call:

    freeze(settings, slug, label, now)          the frozen week, made at the first call, with its mails queued
    send_due(settings, now, patience=...)       freezes what is due, sends what waits, returns the counts
    preview(settings, slug, label, now)         the week as it would be frozen at this moment; nothing is kept

``now`` decides what is due, so a schedule's planned time may be given; tries and pauses go by the clock. Every one of
them may be called again at any time, from several processes at once, after any crash: no reader gets a week twice.
"""

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

from newsagg.errors import NewsaggError
from newsagg.model import DigestList, MailingList
from newsagg.pipeline.edition import load_edition, told_ids
from newsagg.pipeline.sending import Clock, Tell, send_waiting
from newsagg.report.duetimes import find_due
from newsagg.report.edition import Edition, Rendered
from newsagg.report.editionjson import edition_from_json, edition_to_json
from newsagg.report.listing import filters_from_json
from newsagg.report.mailserver import MailServer, find_server
from newsagg.report.phrases import tell_moment
from newsagg.report.tokens import make_message_id, read_key
from newsagg.report.week import read_week
from newsagg.settings import Settings
from newsagg.store import Database, open_db, read_db
from newsagg.store.digests import (
    Frozen,
    FrozenPicture,
    find_digest,
    find_newcomers,
    freeze_digest,
    last_frozen,
    load_editions,
    queue_newcomers,
)
from newsagg.store.lists import count_people, find_list, load_lists
from newsagg.store.outbox import count_states, list_senders, open_digests

Compose = Callable[[Database, Settings, MailingList, str, datetime | None, datetime], Edition]
"""Database, settings, list, week, since when late words are told, now -> the list's week."""


class DigestError(NewsaggError):
    """A digest that cannot be made or sent as asked."""


def freeze(
    settings: Settings, slug: str, label: str, now: datetime, *, compose: Compose | None = None
) -> Frozen:
    """Return a list's week as it is frozen; the first call makes it, and queues a mail for each active subscriber.

    Later calls return the same, byte for byte, whatever the record says by then. Raises DigestError before the week's
    end, WeekNameError, NotFoundError.
    """
    name, _, _, end = _read_bounds(settings, slug, label)
    db = open_db(settings.database)
    try:
        mailing_list = find_list(db, slug)
        known = find_digest(db, mailing_list.id, name)
        if known is not None:
            return known
        if now < end:
            raise DigestError(
                f"is not over before {tell_moment(end)} UTC",
                subject=f"{slug} {name}",
                hint="`newsagg digest preview` shows it as it stands",
            )
        since = last_frozen(db, mailing_list.id, name)
        edition, rendered = _make(db, settings, mailing_list, name, since, now, compose)
        frozen, _ = freeze_digest(
            db,
            mailing_list.id,
            name,
            told_since=since,
            subject=rendered.subject,
            edition=edition_to_json(edition),
            html=rendered.html,
            text=rendered.text,
            pictures=[FrozenPicture(cid=p.cid, alt=p.alt, png=p.png) for p in rendered.pictures],
            make_message_id=_name_mails(settings, slug, name),
            now=now,
        )
        return frozen
    finally:
        db.close()


def _name_mails(settings: Settings, slug: str, label: str) -> Callable[[int], str]:
    """Return what makes the Message-ID of a week's mail for a subscriber's number."""
    key, domain = read_key(settings), settings.mail_from.rpartition("@")[2].strip() or "newsagg.invalid"
    return lambda number: make_message_id(key, slug=slug, label=label, subscriber_id=number, domain=domain)


def find_frozen(settings: Settings, slug: str, label: str) -> Frozen | None:
    """Return a list's week as it was frozen, None while it is not. Raises NotFoundError, WeekNameError."""
    db = read_db(settings.database)
    try:
        mailing_list = find_list(db, slug, removed=True)
        return find_digest(db, mailing_list.id, read_week(label, mailing_list.zone)[0])
    finally:
        db.close()


def preview(
    settings: Settings, slug: str, label: str, now: datetime, *, compose: Compose | None = None
) -> tuple[MailingList, Edition, Rendered]:
    """Return a list's week as it would be frozen at this moment, over or not; nothing is kept.

    Raises WeekNameError, NotFoundError.
    """
    name, _, _, _ = _read_bounds(settings, slug, label)
    db = read_db(settings.database)
    try:
        mailing_list = find_list(db, slug)
        since = last_frozen(db, mailing_list.id, name)
        return mailing_list, *_make(db, settings, mailing_list, name, since, now, compose)
    finally:
        db.close()


def send_due(
    settings: Settings,
    now: datetime,
    *,
    lists: Collection[str] = (),
    week: str = "",
    patience: timedelta = timedelta(0),
    clock: Clock = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    tell: Tell = lambda _stage, _done, _total: None,
    compose: Compose | None = None,
) -> dict[str, int]:
    """Freeze the weeks that are due, send what waits, and return the counts.

    Of each list, all or those named, the newest week that is due is made, once; older ones that were missed are not. A
    ``week`` that is named is made and sent whether due or not, once it is over; one that was made before goes to the
    readers who have no mail of it yet. ``patience`` is how long to stay for mails that the server refused for now; what
    still waits then goes with the next call.

    Counts: ``frozen`` (weeks made now), ``queued`` (mails of these), ``joined`` (mails of a week that was made before,
    for readers who came since), and of this call's tries ``sent``, ``retry``, ``refused``, ``in_doubt``, ``dropped``;
    ``waiting`` is what is left to try, ``held`` how many of it other senders have in hand. Where nothing is due and
    nothing waits no mail server need be set. Raises SettingsError, MailError (``transient`` where trying later helps),
    DigestError.
    """
    counts = dict.fromkeys(
        ("frozen", "queued", "joined", "sent", "retry", "refused", "in_doubt", "dropped", "waiting", "held"),
        0,
    )
    server: MailServer | None = None
    db = open_db(settings.database)
    try:
        chosen = [find_list(db, slug) for slug in lists] if lists else load_lists(db)
        wanted = list(_choose_weeks(db, chosen, week, now))
        mine = {found.id for found in chosen}
        known = _find_made(db, chosen, week) if week else []
        if not wanted and not known and not open_digests(db, mine):
            return counts
        # A list that nobody reads yet has its archive; that needs no mail server.
        people = count_people(db)
        mails = any(people.get(found.slug, {}).get("active") for found, _ in wanted)
        if mails or known or open_digests(db, mine):
            server = find_server(settings)
        for digest_id, slug, label in known:
            counts["joined"] += queue_newcomers(
                db, digest_id, make_message_id=_name_mails(settings, slug, label), now=now
            )
        for mailing_list, label in wanted:
            frozen = freeze(settings, mailing_list.slug, label, now, compose=compose)
            counts["frozen"] += 1
            counts["queued"] += sum(count_states(db, [frozen.id]).values())
        only = open_digests(db, mine)
        if only and server is not None:
            done = send_waiting(
                settings, server, only=only, patience=patience, clock=clock, sleep=sleep, tell=tell
            )
            counts |= {name: counts.get(name, 0) + number for name, number in done.items()}
            states = count_states(db, only)
            counts["waiting"] = sum(states.get(state, 0) for state in ("queued", "retry", "sending"))
            counts["held"] = sum(number for _, number, _ in list_senders(db, only))
        return counts
    finally:
        db.close()


def _choose_weeks(
    db: Database, chosen: list[MailingList], week: str, now: datetime
) -> list[tuple[MailingList, str]]:
    """Return the weeks to be frozen now."""
    found = []
    for mailing_list in chosen:
        if week and mailing_list.paused_at is not None:
            raise DigestError(
                "is paused",
                subject=mailing_list.slug,
                hint=f"`newsagg digest lists resume {mailing_list.slug}`",
            )
        label = read_week(week, mailing_list.zone)[0] if week else find_due(mailing_list, now)
        if label and find_digest(db, mailing_list.id, label) is None:
            found.append((mailing_list, label))
    return found


def _find_made(db: Database, chosen: list[MailingList], week: str) -> list[tuple[int, str, str]]:
    """Return the lists' weeks of this name that were made before, and have readers without a mail of it."""
    found = []
    for one in chosen:
        frozen = find_digest(db, one.id, read_week(week, one.zone)[0])
        if frozen is not None and find_newcomers(db, frozen.id):
            found.append((frozen.id, one.slug, frozen.label))
    return found


def _read_bounds(settings: Settings, slug: str, label: str) -> tuple[str, datetime, datetime, datetime]:
    db = read_db(settings.database)
    try:
        return read_week(label, find_list(db, slug).zone)
    finally:
        db.close()


def _make(
    db: Database,
    settings: Settings,
    mailing_list: MailingList,
    label: str,
    since: datetime | None,
    now: datetime,
    compose: Compose | None,
) -> tuple[Edition, Rendered]:
    # Not sooner: it draws, and commands that draw nothing start without it.
    from newsagg.report.render import render_digest

    edition = (compose or compose_week)(db, settings, mailing_list, label, since, now)
    return edition, render_digest(edition)


def compose_week(
    db: Database,
    settings: Settings,
    mailing_list: MailingList,
    label: str,
    since: datetime | None,
    now: datetime,
) -> Edition:
    """Return what a list is told of a week; what its earlier weeks told is not told as new again."""
    before = [edition_from_json(text) for text in load_editions(db, mailing_list.id, label)]
    return load_edition(
        db,
        as_wanted(mailing_list),
        label,
        now,
        told_since=since,
        told_before=frozenset().union(*map(told_ids, before)) if before else None,
        public_url=settings.public_url,
    )


def as_wanted(mailing_list: MailingList) -> DigestList:
    """Return a list as the record is asked for it. Raises FiltersError."""
    return DigestList(
        slug=mailing_list.slug,
        title=mailing_list.title,
        intro=mailing_list.intro,
        zone=mailing_list.zone,
        filters=filters_from_json(mailing_list.filters),
    )
