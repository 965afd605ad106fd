"""The outbox -> mails handed over to the server, each once, and what became of each. Writes; speaks SMTP.

What a mail's state promises, and what a crash at each point leaves, is told in docs/digest.md.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsagg.errors import MailError, StoreError
from newsagg.model import Delivery, Handed, MailingList
from newsagg.pipeline.senders import is_dead, make_mark
from newsagg.report.addresses import read_address
from newsagg.report.edition import Picture, Rendered
from newsagg.report.mail import Post
from newsagg.report.mailserver import MailServer
from newsagg.report.message import Letterhead, Mould, Recipient, make_mould
from newsagg.report.tokens import read_key, sign_leave
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.digests import Frozen, load_digest
from newsagg.store.lists import list_of
from newsagg.store.outbox import (
    begin_sending,
    claim_mails,
    count_states,
    make_durable,
    next_try,
    open_digests,
    release_mails,
    settle_dead,
    settle_mail,
)

AT_ONCE = 20
"""Mails claimed at a time: few, so that they come free soon where their sender dies on a host that we cannot ask."""
MOST_TRIES = 40
"""Tries after which a mail is given up, however short the pauses are set."""
LONGEST_PAUSE = timedelta(hours=4)
"""RFC 5321 4.5.4.1: after the first hours, two or three hours between tries, and give up after four or five days."""
REFUSED_IN_A_ROW = 10
"""So many readers refused at the beginning, and none taken: it is us that the server refuses. Chosen; a list has dead
addresses, but does not begin with ten."""
_OPEN = ("queued", "retry", "sending")

Clock = Callable[[], datetime]
Tell = Callable[[str, int, int], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(kw_only=True)
class _Run:
    """One sender at work."""

    db: Database
    settings: Settings
    post: Post
    clock: Clock
    sleep: Callable[[float], None]
    mark: str
    counts: Counter[str] = field(default_factory=Counter)
    taken: bool = False
    """Whether the server has taken any mail in this run."""
    held: list[tuple[Delivery, Handed, str]] = field(default_factory=list)
    """Refusals that wait for the server to take anything at all, each with its week."""
    next_mail: float = 0.0


def send_waiting(
    settings: Settings,
    server: MailServer,
    *,
    only: Collection[int] | None = None,
    patience: timedelta = timedelta(0),
    clock: Clock = _now,
    sleep: Callable[[float], None] = time.sleep,
    tell: Tell = lambda _stage, _done, _total: None,
) -> dict[str, int]:
    """Send what waits in the outbox, all or the digests ``only``; return how many mails came into which state.

    ``patience`` is how long it stays to try again what the server refused for now; the rest is the next call's. Safe
    to call at any time, from several processes at once.

    Raises MailError where the server cannot be used or refuses us; what was not sent waits.
    """
    db = open_db(settings.database)
    make_durable(db)
    deadline = clock() + patience
    with Post(server) as post:
        run = _Run(db=db, settings=settings, post=post, clock=clock, sleep=sleep, mark=make_mark())
        try:
            while _send_round(run, only, deadline, tell):
                pass
            _settle_held(run)
        finally:
            release_mails(db, run.mark)
            db.close()
    return dict(run.counts)


def _send_round(run: _Run, only: Collection[int] | None, deadline: datetime, tell: Tell) -> bool:
    """Send what is due now; say whether to look again, after a pause where one is needed."""
    run.counts["in_doubt"] += settle_dead(run.db, is_dead, now=run.clock())
    digests = [number for number in open_digests(run.db) if only is None or number in only]
    try:
        for number in digests:
            _send_digest(run, number, tell)
    except MailError as error:
        # Away for the moment: as with a mail that is refused for now, and no try of any mail.
        pause = max(run.settings.mail_retry_seconds, 1.0)
        if not error.transient or run.clock() + timedelta(seconds=pause) > deadline:
            raise
        run.held = []
        release_mails(run.db, run.mark)
        run.sleep(pause)
        return True
    due = min((at for number in digests if (at := next_try(run.db, number)) is not None), default=None)
    if due is None or due > deadline:
        return False
    run.sleep(min(max((due - run.clock()).total_seconds(), 0.05), 5.0))
    return True


def _send_digest(run: _Run, digest_id: int, tell: Tell) -> None:
    """Send what is due of one digest."""
    frozen = load_digest(run.db, digest_id)
    key = read_key(run.settings)
    mould = cast_digest(run.settings, frozen, list_of(run.db, frozen.list_id))
    sender = mould.letterhead.from_address
    while claimed := claim_mails(run.db, digest_id, run.mark, most=AT_ONCE, now=run.clock()):
        for delivery in claimed:
            try:
                recipient = Recipient(
                    address=read_address(delivery.address),
                    name=delivery.name,
                    message_id=delivery.message_id,
                    leave_url=address_leaving(run.settings, key, delivery.subscriber_id),
                )
                mail = mould.fill(recipient)
            except MailError as error:
                # A row that came into the database by another way than ours stops nobody else's mail.
                _settle(
                    run, delivery, Handed(state="dropped", stage="", code=None, text=str(error)), frozen.label
                )
                continue
            _keep_rate(run)
            _send_mail(run, delivery, frozen.label, sender, recipient.address, mail)
        states = count_states(run.db, [digest_id])
        waiting = sum(states.get(state, 0) for state in _OPEN)
        tell(f"send {frozen.label}", sum(states.values()) - waiting, sum(states.values()))


def _send_mail(run: _Run, delivery: Delivery, label: str, sender: str, address: str, mail: bytes) -> None:
    begun = False

    def begin() -> bool:
        nonlocal begun
        begun = begin_sending(run.db, delivery.id, run.mark, now=run.clock())
        return begun

    try:
        handed = run.post.hand_over(sender, address, mail, begin=begin)
    except BaseException:
        # Stopped from outside in the midst of it: what can be known is still put on record.
        if begun:
            state = "in_doubt" if run.post.stage == "answer" else "retry"
            _settle(
                run, delivery, Handed(state=state, stage=run.post.stage, code=None, text="stopped"), label
            )
        raise
    if begun:  # the server took this reader: so it is not us that it refuses
        run.taken = True
        _settle_held(run)
    if handed.state == "withheld":
        run.counts["withheld"] += 1
    elif handed.state == "refused" and handed.stage == "rcpt" and not run.taken:
        run.held.append((delivery, handed, label))
        if len(run.held) >= REFUSED_IN_A_ROW:
            raise MailError(
                f"refuses every reader; the last one: {handed.code} {handed.text}",
                subject=f"{run.settings.smtp_host}",
                hint="none is counted as refused; check NEWSAGG_MAIL_FROM and the login, then send again",
            )
    else:
        _settle(run, delivery, handed, label)


def _settle_held(run: _Run) -> None:
    held, run.held = run.held, []
    for delivery, handed, label in held:
        _settle(run, delivery, handed, label)


def _settle(run: _Run, delivery: Delivery, handed: Handed, label: str) -> None:
    now = run.clock()
    next_try_at = plan_next(run.settings, delivery.attempts + 1, now) if handed.state == "retry" else None
    state = _insist(
        lambda: settle_mail(
            run.db,
            delivery,
            run.mark,
            handed,
            label=label,
            next_try_at=next_try_at,
            why=_say_why(handed, given_up=handed.state == "retry" and next_try_at is None),
            now=now,
        )
    )
    run.counts[state] += 1


def plan_next(settings: Settings, tries: int, now: datetime) -> datetime | None:
    """Return when a mail is tried again after so many tries that were refused for now; None to give it up."""
    first = settings.mail_retry_seconds
    most = LONGEST_PAUSE.total_seconds()
    pauses = [min(first * 2 ** min(n, 30), most) for n in range(tries)]
    if tries >= MOST_TRIES or sum(pauses) > settings.mail_retry_hours * 3_600:
        return None
    return now + timedelta(seconds=pauses[-1])


def _say_why(handed: Handed, *, given_up: bool) -> str:
    said = f"{handed.code} {handed.text}" if handed.code is not None else handed.text
    if given_up:
        return f"given up; the last try: {said}"
    return {
        "sent": "the server took it",
        "retry": f"refused for now: {said}" if handed.code is not None else f"not sent: {said}",
        "refused": f"refused for good: {said}",
        "dropped": f"cannot be mailed to: {said}",
        "in_doubt": f"the server may have it: {said}",
    }[handed.state]


def _insist(save: Callable[[], str]) -> str:
    """Save what is known of a mail though another program holds the database for long: forgetting it costs a doubt."""
    for _ in range(10):
        try:
            return save()
        except StoreError as error:
            if not error.transient:
                raise
    return save()


def _keep_rate(run: _Run) -> None:
    if run.settings.mail_rate > 0:
        at = time.monotonic()
        if at < run.next_mail:
            run.sleep(run.next_mail - at)
        run.next_mail = max(at, run.next_mail) + 1.0 / run.settings.mail_rate


def cast_digest(settings: Settings, frozen: Frozen, mailing_list: MailingList) -> Mould:
    """Return a frozen week made ready for all its readers."""
    rendered = Rendered(
        subject=frozen.subject,
        html=frozen.html,
        text=frozen.text,
        pictures=tuple(Picture(cid=p.cid, png=p.png, alt=p.alt) for p in frozen.pictures),
    )
    return make_mould(rendered, make_letterhead(settings, mailing_list), made_at=frozen.frozen_at)


def make_letterhead(settings: Settings, mailing_list: MailingList) -> Letterhead:
    """Return who sends a list's mails, by its own words and the settings. Raises AddressError."""
    public = settings.public_url.rstrip("/")
    return Letterhead(
        slug=mailing_list.slug,
        title=mailing_list.title,
        from_name=mailing_list.from_name or mailing_list.title,
        from_address=read_address(settings.mail_from),
        reply_to=read_address(settings.mail_reply_to) if settings.mail_reply_to else "",
        leave_to=read_address(settings.mail_leave_to) if settings.mail_leave_to else "",
        archive_url=f"{public}/digest/{mailing_list.slug}" if public else "",
    )


def address_leaving(settings: Settings, key: bytes, subscriber_id: int) -> str:
    """Return the page that ends a subscription; empty where the desk has no public address."""
    public = settings.public_url.rstrip("/")
    return f"{public}/digest/leave/{sign_leave(key, subscriber_id)}" if public else ""
