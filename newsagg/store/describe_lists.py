"""What the tables and the view on mailing lists, their people and the outbox mean. Pure data for describe.py."""

from newsagg.store.describe_tables import Descriptions

_STATES = (
    "queued, retry (refused for now), sending (being handed over: if its sender dies, its fate is unknown), sent, "
    "refused (for good), in_doubt (sent or not: only a person settles it) or dropped (never to be sent)."
)

LIST_VIEWS: Descriptions = {
    "digest_deliveries": (
        "One line per mail of a weekly digest: to whom, how it stands and why.",
        {
            "list": "Slug of the list.",
            "week": "ISO week of the digest.",
            "address": "To whom, as typed.",
            "name": "Their name; empty when not known.",
            "state": _STATES,
            "why": "Why it stands so, in words.",
            "attempts": "How often it was tried.",
            "stage": "How far the last try came: connect, mail, rcpt, data, answer; empty before the first.",
            "smtp_code": "The server's last code; NULL when it gave none.",
            "smtp_text": "Its words.",
            "queued_at": "When the week was frozen, UTC.",
            "tried_at": "Last try, UTC; NULL before the first.",
            "next_try_at": "Not tried before, UTC; NULL once settled.",
            "settled_at": "When it was sent, refused, dropped or put in doubt, UTC; NULL until then.",
            "settled_by": "Who settled it by hand; empty for the sender.",
            "message_id": "Message-ID of the mail, without angle brackets.",
            "subscriber_state": "How the subscriber stands now.",
            "refusals": "Weeks in a row in which the address was refused for good.",
            "delivery_id": "Number for `newsagg digest resolve`.",
        },
    ),
}

LIST_TABLES: Descriptions = {
    "lists": (
        "A mailing list: what it tells of, and when it is sent.",
        {
            "id": "Number of the list.",
            "slug": "Its short name.",
            "title": "Its name for readers.",
            "intro": "A sentence of its own that opens each mail.",
            "zone": "Time zone of its weeks and times.",
            "weekday": "Day of sending: 1 for Monday to 7 for Sunday.",
            "send_at": "Time of sending in the zone: HH:MM.",
            "filters": "What it leaves out, as JSON; {} when nothing.",
            "from_name": "Name of the sender in its mails.",
            "created_at": "When it was made, UTC.",
            "since": "Weeks due before this are not sent by themselves: when it was made or last resumed, UTC.",
            "paused_at": "Since when nothing is sent, UTC; NULL while it runs.",
            "removed_at": "When it was removed, UTC; it stays for its frozen weeks. NULL while it is there.",
        },
    ),
    "subscribers": (
        "An address on a list. One that left stays, so that a week is never sent to it twice.",
        {
            "id": "Number of the subscriber.",
            "list_id": "The list.",
            "address": "As typed.",
            "address_key": "As compared: small letters, the domain in ASCII.",
            "name": "For the To header; empty when not known.",
            "state": "pending (asked to confirm), active, left, or suspended (refused for good three weeks running).",
            "language": "Language that they read; empty when not said.",
            "joined_at": "When they were last subscribed, UTC.",
            "confirmed_at": "When that was confirmed, UTC; NULL until then.",
            "left_at": "When they left, UTC; NULL while they have not.",
            "suspended_at": "When the address was suspended, UTC; NULL unless it is.",
            "refusals": "Weeks in a row in which the address was refused for good.",
            "refused_week": "The last of them.",
        },
    ),
    "digests": (
        "A week as a list was told it, frozen: later changes go into the next one.",
        {
            "id": "Number of the digest.",
            "list_id": "The list.",
            "label": "ISO week: 2026-W10.",
            "frozen_at": "When it was made, UTC.",
            "told_since": "What was learned late is told from here on, UTC; NULL for from the week's start.",
            "subject": "Subject of the mail.",
            "edition": "The facts as JSON: newsagg/report/edition.py.",
            "html": "HTML of the mail, with a placeholder for the reader's address of leaving.",
            "text": "The same as text.",
        },
    ),
    "digest_pictures": (
        "The charts of a frozen digest.",
        {
            "digest_id": "The digest.",
            "position": "Order, from 0.",
            "cid": "Content-ID in the mail.",
            "alt": "What it shows, in words.",
            "png": "The picture.",
        },
    ),
    "deliveries": (
        "The outbox: one row per digest and subscriber, and never a second.",
        {
            "id": "Number of the delivery.",
            "digest_id": "The digest.",
            "subscriber_id": "To whom.",
            "message_id": "Message-ID without angle brackets, derived from list, week and subscriber.",
            "state": _STATES,
            "why": "Why it stands so, in words.",
            "attempts": "How often it was tried.",
            "stage": "How far the last try came: connect, mail, rcpt, data, answer; empty before the first.",
            "smtp_code": "The server's last code; NULL when it gave none.",
            "smtp_text": "Its words.",
            "queued_at": "When the week was frozen, UTC.",
            "tried_at": "Last try, UTC; NULL before the first.",
            "next_try_at": "Not tried before, UTC; NULL once settled.",
            "settled_at": "When it was sent, refused, dropped or put in doubt, UTC; NULL until then.",
            "settled_by": "Who settled it by hand; empty for the sender.",
            "sender": "The process that holds it: host, number, start and a random part; empty when none does.",
            "leased_until": "Until when it holds it, UTC; NULL when none does.",
        },
    ),
}
