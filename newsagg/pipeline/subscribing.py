"""People -> subscribers of a list, who confirm it where the desk has a public address. Writes; may mail.

With ``public_url`` set a new address waits until its owner presses the button of a mail (double opt-in). Without it
there is no page to press on, and whoever runs newsagg vouches for the address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsagg.errors import MailError
from newsagg.model import MailingList, Subscriber
from newsagg.pipeline.sending import make_letterhead
from newsagg.report.mail import Post
from newsagg.report.mailserver import MailServer, find_server
from newsagg.report.message import write_note
from newsagg.report.people import Person, ask_to_confirm
from newsagg.report.tokens import CONFIRM_WITHIN, make_message_id, read_key, sign_confirm
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.lists import find_list
from newsagg.store.subscribers import find_subscriber, leave, subscribe


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What became of a wish to subscribe."""

    address: str
    state: str
    outcome: str
    """new, again (had left), same (is on the list), waiting (was asked before)."""
    asked: bool
    """Whether a mail that asks to confirm went out now."""


def subscribe_people(
    settings: Settings,
    slug: str,
    people: Sequence[Person],
    *,
    confirmed: bool = False,
    now: datetime,
    environment: Mapping[str, str] | None = None,
) -> list[Subscription]:
    """Put people on a list; where the desk has a public address they are asked by mail first, unless ``confirmed``.

    Raises NotFoundError without such a list, SettingsError and MailError where they cannot be asked: whom the mail did
    not reach is on the list as pending, and is asked again by the next call.
    """
    asks = bool(settings.public_url) and not confirmed
    server = find_server(settings, environment) if asks else None
    db = open_db(settings.database)
    try:
        mailing_list = find_list(db, slug)
        done: list[Subscription] = []
        for person in people:
            found, outcome = subscribe(
                db,
                mailing_list.id,
                address=person.address,
                key=person.key,
                name=person.name,
                language=person.language,
                active=not asks,
                now=now,
            )
            asked = found.state == "pending" and server is not None
            done.append(Subscription(address=found.address, state=found.state, outcome=outcome, asked=asked))
            if found.state == "pending" and server is not None:
                _ask(settings, server, mailing_list, found, now)
        return done
    finally:
        db.close()


def _ask(
    settings: Settings, server: MailServer, mailing_list: MailingList, found: Subscriber, now: datetime
) -> None:
    key, letterhead = read_key(settings), make_letterhead(settings, mailing_list)
    url = f"{settings.public_url.rstrip('/')}/digest/confirm/{sign_confirm(key, found.id, found.joined_at)}"
    subject, text = ask_to_confirm(mailing_list.title, url, CONFIRM_WITHIN.days)
    mail = write_note(
        letterhead,
        to=found.address,
        name=found.name,
        subject=subject,
        text=text,
        message_id=make_message_id(
            key,
            slug=f"confirm {mailing_list.slug}",
            label=now.isoformat(),
            subscriber_id=found.id,
            domain=letterhead.from_address.rpartition("@")[2],
        ),
        made_at=now,
    )
    send_single(server, letterhead.from_address, found.address, mail)


def send_single(server: MailServer, sender: str, recipient: str, mail: bytes) -> None:
    """Hand over one mail that is no week's: a question to confirm, a preview. Raises MailError unless it was taken."""
    with Post(server) as post:
        handed = post.hand_over(sender, recipient, mail, begin=lambda: True)
    if handed.state != "sent":
        raise MailError(
            f"was not sent: {handed.code or ''} {handed.text}".replace("  ", " "),
            subject=recipient,
            hint="try again" if handed.state == "retry" else "check the address",
            transient=handed.state == "retry",
        )


def unsubscribe(settings: Settings, slug: str, key: str, *, by: str, now: datetime) -> Subscriber:
    """Take an address off a list by somebody's word; mails that wait for it are dropped. Raises NotFoundError."""
    db = open_db(settings.database)
    try:
        found = find_subscriber(db, find_list(db, slug).id, key)
        return leave(db, found.id, now=now, because=f"{by} took the reader off the list")
    finally:
        db.close()
