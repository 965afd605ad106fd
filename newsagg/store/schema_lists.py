"""Mailing lists, their people, frozen weeks and the outbox: SQL for one migration, never edited once released."""

from newsagg.store.schema_tables import time_column

_SUBSCRIBER = "'pending', 'active', 'left', 'suspended'"
_DELIVERY = "'queued', 'sending', 'sent', 'retry', 'refused', 'in_doubt', 'dropped'"

_DELIVERIES_VIEW = """CREATE VIEW digest_deliveries AS
    SELECT l.slug AS list, d.label AS week, s.address, s.name, v.state, v.why, v.attempts, v.stage, v.smtp_code,
        v.smtp_text, v.queued_at, v.tried_at, v.next_try_at, v.settled_at, v.settled_by, v.message_id,
        s.state AS subscriber_state, s.refusals, v.id AS delivery_id
    FROM deliveries v
    JOIN digests d ON d.id = v.digest_id
    JOIN lists l ON l.id = d.list_id
    JOIN subscribers s ON s.id = v.subscriber_id"""

LISTS = (
    f"""CREATE TABLE lists (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
        title TEXT NOT NULL CHECK (title <> ''), intro TEXT NOT NULL, zone TEXT NOT NULL,
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        send_at TEXT NOT NULL CHECK (send_at GLOB '[0-2][0-9]:[0-5][0-9]'),
        filters TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(filters)), from_name TEXT NOT NULL,
        {time_column("created_at", required=True)}, {time_column("since", required=True)},
        {time_column("paused_at")}) STRICT""",
    f"""CREATE TABLE subscribers (
        id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES lists (id), address TEXT NOT NULL,
        address_key TEXT NOT NULL CHECK (address_key <> ''), name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ({_SUBSCRIBER})), language TEXT NOT NULL,
        {time_column("joined_at", required=True)}, {time_column("confirmed_at")}, {time_column("left_at")},
        {time_column("suspended_at")}, refusals INTEGER NOT NULL DEFAULT 0 CHECK (refusals >= 0),
        refused_week TEXT NOT NULL DEFAULT '', UNIQUE (list_id, address_key)) STRICT""",
    f"""CREATE TABLE digests (
        id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES lists (id), label TEXT NOT NULL,
        {time_column("frozen_at", required=True)}, {time_column("told_since")}, subject TEXT NOT NULL,
        edition TEXT NOT NULL CHECK (json_valid(edition)), html TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (list_id, label)) STRICT""",
    """CREATE TABLE digest_pictures (
        digest_id INTEGER NOT NULL REFERENCES digests (id), position INTEGER NOT NULL, cid TEXT NOT NULL,
        alt TEXT NOT NULL, png BLOB NOT NULL, PRIMARY KEY (digest_id, position), UNIQUE (digest_id, cid)) STRICT""",
    f"""CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY, digest_id INTEGER NOT NULL REFERENCES digests (id),
        subscriber_id INTEGER NOT NULL REFERENCES subscribers (id), message_id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ({_DELIVERY})), why TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), stage TEXT NOT NULL DEFAULT '',
        smtp_code INTEGER, smtp_text TEXT NOT NULL DEFAULT '', {time_column("queued_at", required=True)},
        {time_column("tried_at")}, {time_column("next_try_at")}, {time_column("settled_at")},
        settled_by TEXT NOT NULL DEFAULT '', sender TEXT NOT NULL DEFAULT '', {time_column("leased_until")},
        UNIQUE (digest_id, subscriber_id)) STRICT""",
    """CREATE INDEX deliveries_open ON deliveries (digest_id, next_try_at, id)
        WHERE state IN ('queued', 'sending', 'retry')""",
    "CREATE INDEX deliveries_doubt ON deliveries (id) WHERE state = 'in_doubt'",
    "CREATE INDEX deliveries_subscriber ON deliveries (subscriber_id)",
    # A frozen week is what people were sent.
    *(
        f"""CREATE TRIGGER {table}_frozen_{event.lower()} BEFORE {event} ON {table}
        BEGIN SELECT RAISE(ABORT, 'a frozen week is never altered'); END"""
        for table in ("digests", "digest_pictures")
        for event in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER deliveries_stay BEFORE DELETE ON deliveries
        BEGIN SELECT RAISE(ABORT, 'rows of deliveries are never deleted'); END""",
    # The law that no bug of ours shall break: what was sent is not queued again, and what is in doubt only by a person.
    """CREATE TRIGGER deliveries_once BEFORE UPDATE OF state ON deliveries
        WHEN (old.state IN ('sent', 'refused', 'dropped') AND new.state <> old.state)
            OR (old.state = 'in_doubt' AND new.state NOT IN ('in_doubt', 'sent') AND new.settled_by = '')
            OR (old.state = 'sending' AND new.state = 'queued')
        BEGIN SELECT RAISE(ABORT, 'a mail that was sent, or may have been, is not sent again'); END""",
    _DELIVERIES_VIEW,
)
