"""What ``newsagg doctor`` says of the digest: whether the mail server takes us in, the key, mails in doubt.

Connects and logs in where a server is named; sends no mail.
"""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsagg.errors import NewsaggError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at, as doctor's checks have it: ok, note or wrong."""

    name: str
    state: str
    told: str
    todo: str = ""


def look_at_mail(settings: Settings) -> Iterator[Finding]:
    """Yield how sending stands; nothing where there is no list and no mail server is named."""
    yield from _look_at_lists(settings)
    if settings.smtp_host:
        yield _try_server(settings)
    path = settings.key_file or settings.database.with_suffix(".key")
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            name="key", state="wrong", told=f"{path} can be read by others", todo=f"chmod 600 {path}"
        )


def _try_server(settings: Settings) -> Finding:
    from newsagg.report.addresses import read_address
    from newsagg.report.mail import Post
    from newsagg.report.mailserver import find_server

    try:
        server = find_server(settings)
        for address in (settings.mail_from, settings.mail_reply_to, settings.mail_leave_to):
            if address:
                read_address(address)
        with Post(server) as post:
            post.connect()
    except NewsaggError as error:
        where = f"{error.subject} " if error.subject else ""
        return Finding(name="mail server", state="wrong", told=f"{where}{error.message}", todo=error.hint)
    how = {"starttls": "over STARTTLS", "tls": "over TLS", "none": "unencrypted"}[server.security]
    login = f", logged in as {server.login}" if server.login else ", without a login"
    return Finding(name="mail server", state="ok", told=f"{server.host}:{server.port} answers {how}{login}")


def _look_at_lists(settings: Settings) -> Iterator[Finding]:
    from newsagg.store import read_db
    from newsagg.store.lists import count_people, load_lists
    from newsagg.store.outbox import list_deliveries

    try:
        db = read_db(settings.database)
    except NewsaggError:
        return  # told where the database is looked at
    try:
        lists, people = load_lists(db), count_people(db)
        doubted = len(list_deliveries(db, state="in_doubt"))
    finally:
        db.close()
    if not lists:
        return
    active, suspended = (_count(people, state) for state in ("active", "suspended"))
    told = f"{count_words(len(lists), 'list')}, {count_words(active, 'reader')}"
    if suspended:
        told += f", {suspended:,} suspended: `newsagg digest subscribers --state suspended`"
    if active and not settings.smtp_host:
        yield Finding(
            name="digest", state="wrong", told=f"{told}, and no mail server", todo="set NEWSAGG_SMTP_HOST"
        )
    elif doubted:
        told += f"; {count_words(doubted, 'mail')} may have been sent or not"
        yield Finding(name="digest", state="note", told=told, todo="newsagg digest resolve")
    else:
        yield Finding(name="digest", state="ok", told=told)


def _count(people: dict[str, Any], state: str) -> int:
    return sum(states.get(state, 0) for states in people.values())
