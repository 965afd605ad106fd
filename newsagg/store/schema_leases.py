"""Who may write for a longer while, and who was told what: SQL for one migration, never edited once released."""

from newsagg.store.schema_tables import time_column

LEASES = (
    f"""CREATE TABLE leases (
        name TEXT PRIMARY KEY CHECK (name <> ''), token TEXT NOT NULL CHECK (token <> ''), what TEXT NOT NULL,
        run_id INTEGER REFERENCES runs (id), host TEXT NOT NULL, pid INTEGER NOT NULL, process TEXT NOT NULL,
        file INTEGER NOT NULL,
        {time_column("taken_at", required=True)}, {time_column("renewed_at", required=True)},
        {time_column("expires_at", required=True)}) STRICT""",
    f"""CREATE TABLE announcements (
        channel TEXT PRIMARY KEY CHECK (channel <> ''), event_id INTEGER NOT NULL,
        {time_column("told_at", required=True)}) STRICT""",
)
