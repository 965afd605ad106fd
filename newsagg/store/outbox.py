"""The outbox: mails claimed, handed over and settled, so that none goes out twice whatever dies when. Writes.

    queued, retry --claim--> (ours for a while) --begin--> sending --settle--> sent | retry | refused | in_doubt

``begin`` is on disk before a byte of the mail is transmitted. So a row in ``sending`` whose sender is dead may have
been sent, and goes to ``in_doubt``; every other row was not, and is free again.
"""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import Delivery, Handed
from newsagg.store.connect import fetch_rows, write
from newsagg.store.rows import keep_text, read_time, write_maybe_time, write_time
from newsagg.store.subscribers import forget_refusals, note_refusal

LEASE = timedelta(minutes=30)
"""For how long a claim holds while nobody can tell whether its sender lives. RFC 5321 4.5.3.2 lets a server take ten
minutes for its last answer; a claim holds a few mails."""


# As the partial index has it, to the letter: else SQLite reads the mails of all years.
_OPEN = "state IN ('queued', 'sending', 'retry')"


def make_durable(db: Database) -> None:
    """Have each commit of this connection reach the disk, so that a power cut forgets no mail that went out."""
    db.conn.execute("PRAGMA synchronous = FULL")


def claim_mails(db: Database, digest_id: int, sender: str, *, most: int, now: datetime) -> list[Delivery]:
    """Claim up to ``most`` mails of a digest that are due, for this sender alone; none while its list is paused."""
    with write(db):
        claimed = db.conn.execute(
            f"""UPDATE deliveries SET sender = ?, leased_until = ? WHERE id IN (
                SELECT id FROM deliveries WHERE digest_id = ? AND {_OPEN} AND state <> 'sending'
                    AND next_try_at <= ? AND sender = ''
                    AND EXISTS (SELECT 1 FROM digests d JOIN lists l ON l.id = d.list_id
                        WHERE d.id = digest_id AND l.paused_at IS NULL)
                ORDER BY next_try_at, id LIMIT ?)
            RETURNING id""",  # noqa: S608
            (sender, write_time(now + LEASE), digest_id, write_time(now), most),
        ).fetchall()
        return [
            Delivery(**{**row, "queued_at": read_time(row["queued_at"])})
            for row in fetch_rows(
                db,
                f"""SELECT v.id, v.digest_id, v.subscriber_id, v.message_id, s.address, s.name, v.attempts, v.queued_at
                FROM deliveries v JOIN subscribers s ON s.id = v.subscriber_id
                WHERE v.id IN ({", ".join("?" for _ in claimed)}) ORDER BY v.next_try_at, v.id""",  # noqa: S608
                [number for (number,) in claimed],
            )
        ]


def begin_sending(db: Database, delivery_id: int, sender: str, *, now: datetime) -> bool:
    """Put on record that the mail is about to be transmitted; say whether it may be.

    It may not when somebody else holds it by now, or its reader left: then it was dropped.
    """
    with write(db):
        changed = db.conn.execute(
            """UPDATE deliveries SET state = 'sending', attempts = attempts + 1, tried_at = ?, leased_until = ?,
                settled_by = ''
            WHERE id = ? AND sender = ? AND state IN ('queued', 'retry')
                AND (SELECT state FROM subscribers WHERE id = subscriber_id) = 'active'""",
            (write_time(now), write_time(now + LEASE), delivery_id, sender),
        ).rowcount
        return changed == 1


def settle_mail(
    db: Database,
    delivery: Delivery,
    sender: str,
    handed: Handed,
    *,
    label: str,
    next_try_at: datetime | None,
    why: str,
    now: datetime,
) -> str:
    """Put on record what became of a claimed mail; return its state.

    ``next_try_at`` goes with ``retry``; without one it is given up, and dropped. A sender that was thought dead may
    still tell that its mail was sent.
    """
    state = "dropped" if handed.state == "retry" and next_try_at is None else handed.state
    row = {
        "state": state,
        "why": keep_text(why),
        "stage": handed.stage,
        "code": handed.code,
        "text": keep_text(handed.text),
        "tried": write_time(now),
        "next": write_maybe_time(next_try_at) if state == "retry" else None,
        "settled": None if state == "retry" else write_time(now),
        "id": delivery.id,
        "sender": sender,
    }
    with write(db):
        changed = db.conn.execute(
            """UPDATE deliveries SET state = :state, why = :why, stage = :stage, smtp_code = :code, smtp_text = :text,
                tried_at = :tried, next_try_at = :next, settled_at = :settled, sender = '', leased_until = NULL,
                attempts = attempts + (state IN ('queued', 'retry'))
            WHERE id = :id AND sender = :sender
                AND (state IN ('queued', 'retry', 'sending') OR (state = 'in_doubt' AND :state = 'sent'))""",
            row,
        ).rowcount
        if changed and state == "sent":
            forget_refusals(db, delivery.subscriber_id)
        if changed and state == "refused" and handed.stage == "rcpt":
            note_refusal(db, delivery.subscriber_id, label, now=now)
    return state


def release_mails(db: Database, sender: str) -> None:
    """Free what this sender claimed and did not begin to transmit."""
    with write(db):
        db.conn.execute(
            """UPDATE deliveries SET sender = '', leased_until = NULL
            WHERE sender = ? AND state IN ('queued', 'retry')""",
            (sender,),
        )


def settle_dead(db: Database, is_dead: Callable[[str], bool], *, now: datetime) -> int:
    """Free what dead senders claimed; put in doubt what they were transmitting. Return how many came in doubt.

    ``is_dead`` tells by a sender's mark; one whose lease has run out counts as dead.
    """
    moment = write_time(now)
    held = db.conn.execute(
        f"SELECT DISTINCT sender, leased_until < ? FROM deliveries WHERE {_OPEN} AND sender <> ''",  # noqa: S608
        (moment,),
    ).fetchall()
    judged = {sender: is_dead(sender) for sender, _ in held}
    dead = {sender for sender, late in held if late or judged[sender]}
    if not dead:
        return 0
    doubted = 0
    with write(db):
        for sender in sorted(dead):
            gone = {"sender": sender, "now": moment, "dead": judged[sender]}
            # The mark stays on a mail in doubt: a sender that lives after all may settle it.
            doubted += db.conn.execute(
                """UPDATE deliveries SET state = 'in_doubt', stage = 'answer', next_try_at = NULL, settled_at = :now,
                    why = 'the sender died while it handed the mail over'
                WHERE sender = :sender AND state = 'sending' AND (:dead OR leased_until < :now)""",
                gone,
            ).rowcount
            db.conn.execute(
                """UPDATE deliveries SET sender = '', leased_until = NULL
                WHERE sender = :sender AND state IN ('queued', 'retry') AND (:dead OR leased_until < :now)""",
                gone,
            )
    return doubted


def resolve_mail(
    db: Database, delivery_id: int, settlement: str, *, by: str, now: datetime
) -> dict[str, Any]:
    """Settle a mail in doubt by a person's word: ``sent``, ``again`` (queue it) or ``drop``; return its line.

    Raises NotFoundError when there is no such mail, StoreError when it is not in doubt.
    """
    state = {"sent": "sent", "again": "queued", "drop": "dropped"}[settlement]
    with write(db):
        found = fetch_rows(db, "SELECT state FROM deliveries WHERE id = ?", (delivery_id,))
        if not found:
            raise NotFoundError(
                "no such delivery",
                subject=str(delivery_id),
                hint="`newsagg digest resolve` lists those in doubt",
            )
        if found[0]["state"] != "in_doubt":
            raise StoreError(
                f"is not in doubt: {found[0]['state']}",
                subject=f"delivery {delivery_id}",
                hint="`newsagg digest resolve` lists those in doubt",
            )
        moment = write_time(now)
        row = {
            "state": state, "by": keep_text(by), "id": delivery_id, "why": f"{by} settled it: {settlement}",
            "next": moment if state == "queued" else None, "settled": None if state == "queued" else moment,
        }  # fmt: skip
        db.conn.execute(
            """UPDATE deliveries SET state = :state, why = :why, settled_by = :by, next_try_at = :next,
                settled_at = :settled, sender = '', leased_until = NULL WHERE id = :id""",
            row,
        )
    return fetch_rows(db, "SELECT * FROM digest_deliveries WHERE delivery_id = ?", (delivery_id,))[0]


def next_try(db: Database, digest_id: int) -> datetime | None:
    """Return when the next mail of a digest that nobody holds is due, None when none waits."""
    (moment,) = db.conn.execute(
        f"""SELECT min(next_try_at) FROM deliveries
        WHERE digest_id = ? AND {_OPEN} AND state <> 'sending' AND sender = ''""",  # noqa: S608
        (digest_id,),
    ).fetchone()
    return None if moment is None else read_time(moment)


def open_digests(db: Database, lists: Collection[int] | None = None) -> list[int]:
    """Return the digests of running lists, all or those, that have mails waiting or under way; the oldest first."""
    return [
        number
        for number, list_id in db.conn.execute(
            f"""SELECT DISTINCT v.digest_id, d.list_id FROM deliveries v JOIN digests d ON d.id = v.digest_id
            JOIN lists l ON l.id = d.list_id WHERE v.{_OPEN} AND l.paused_at IS NULL ORDER BY v.digest_id"""  # noqa: S608
        )
        if lists is None or list_id in lists
    ]


def list_senders(db: Database, digests: Sequence[int] | None = None) -> list[tuple[str, int, datetime]]:
    """Return who holds mails that are not settled, all or those of some digests: mark, how many, since when."""
    rows = db.conn.execute(
        f"""SELECT sender, count(*), min(leased_until) FROM deliveries WHERE {_OPEN} AND sender <> ''
        AND (:digests IS NULL OR digest_id IN (SELECT value FROM json_each(:digests)))
        GROUP BY sender ORDER BY sender""",  # noqa: S608
        {"digests": None if digests is None else json.dumps(list(digests))},
    )
    return [(mark, number, read_time(until) - LEASE) for mark, number, until in rows]


def count_states(db: Database, digests: Sequence[int]) -> dict[str, int]:
    """Return how many mails of these digests stand in each state."""
    return dict(
        db.conn.execute(
            f"""SELECT state, count(*) FROM deliveries WHERE digest_id IN ({", ".join("?" for _ in digests)})
            GROUP BY state ORDER BY state""",  # noqa: S608
            tuple(digests),
        ).fetchall()
    )


def list_deliveries(
    db: Database, *, state: str = "", list_id: int | None = None, week: str = ""
) -> list[dict[str, Any]]:
    """Return lines of ``digest_deliveries``, all or those in one state, of one list or one week."""
    return fetch_rows(
        db,
        """SELECT * FROM digest_deliveries
        WHERE (:state = '' OR state = :state) AND (:week = '' OR week = :week)
            AND (:list_id IS NULL OR list = (SELECT slug FROM lists WHERE id = :list_id))
        ORDER BY delivery_id""",
        {"state": state, "list_id": list_id, "week": week},
    )
