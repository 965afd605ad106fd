"""Which pieces of archives were read for a backfill, and what came of each: SQL for one migration, never edited."""

from newsagg.store.schema_tables import time_column

BACKFILL = (
    f"""CREATE TABLE backfill_shards (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, first_byte INTEGER NOT NULL, last_byte INTEGER NOT NULL,
        size INTEGER NOT NULL, modified_at REAL NOT NULL, probe TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '',
        model TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'stored', 'failed')),
        result TEXT NOT NULL DEFAULT '', result_sha256 TEXT NOT NULL DEFAULT '',
        counts TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(counts)), error TEXT NOT NULL DEFAULT '',
        tries INTEGER NOT NULL DEFAULT 0, run_id INTEGER REFERENCES runs (id),
        {time_column("added_at", required=True)}, {time_column("read_at")}, {time_column("stored_at")},
        UNIQUE (path, first_byte, last_byte, size, probe)) STRICT""",
    "CREATE INDEX backfill_shards_unstored ON backfill_shards (id) WHERE state <> 'stored'",
)
