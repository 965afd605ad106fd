"""A claim that an analyst adds is a decision too: SQL for one migration. Never edited once released.

SQLite cannot change the list of a CHECK, so the table of decisions is made again; its numbers and rows stay.
"""

_TIME = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z"

_COLUMNS = (
    "id, kind, incident_id, target_id, articles, field, value, decided_by, reason, decided_at, undone_at, "
    "undone_by, undone_because"
)

EDITING = (
    # Views and guards that name the table must not be followed while it goes by another name.
    "PRAGMA legacy_alter_table = ON",
    f"""CREATE TABLE decisions_anew (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'move', 'reject', 'override', 'claim')),
        incident_id TEXT NOT NULL REFERENCES incidents (id), target_id TEXT REFERENCES incidents (id),
        articles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(articles)), field TEXT NOT NULL, value TEXT NOT NULL,
        decided_by TEXT NOT NULL CHECK (decided_by <> ''), reason TEXT NOT NULL CHECK (reason <> ''),
        decided_at TEXT NOT NULL CHECK (decided_at GLOB '{_TIME}'), undone_at TEXT CHECK (undone_at GLOB '{_TIME}'),
        undone_by TEXT NOT NULL DEFAULT '', undone_because TEXT NOT NULL DEFAULT '') STRICT""",
    f"INSERT INTO decisions_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM decisions ORDER BY id",  # noqa: S608
    "DROP TABLE decisions",
    "ALTER TABLE decisions_anew RENAME TO decisions",
    "PRAGMA legacy_alter_table = OFF",
    "CREATE INDEX decisions_incident ON decisions (incident_id)",
    """CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'rows of decisions are never deleted'); END""",
    "ALTER TABLE claims ADD COLUMN decision_id INTEGER REFERENCES decisions (id)",
    "CREATE INDEX claims_decision ON claims (decision_id) WHERE decision_id IS NOT NULL",
)
