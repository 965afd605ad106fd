"""Labels and trainings, of which no row ever changes: SQL for one migration. Never edited once released."""

_TIME = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z"

LABELS = (
    f"""CREATE TABLE labels (
        id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id),
        version_id INTEGER NOT NULL REFERENCES article_versions (id),
        relevant INTEGER NOT NULL CHECK (relevant IN (0, 1)), labelled_by TEXT NOT NULL CHECK (labelled_by <> ''),
        labelled_at TEXT NOT NULL CHECK (labelled_at GLOB '{_TIME}')) STRICT""",
    "CREATE INDEX labels_article ON labels (article_id)",
    "CREATE INDEX labels_version ON labels (version_id)",
    f"""CREATE TABLE trainings (
        id INTEGER PRIMARY KEY, trained_at TEXT NOT NULL CHECK (trained_at GLOB '{_TIME}'),
        last_label_id INTEGER NOT NULL, figures TEXT NOT NULL CHECK (json_valid(figures))) STRICT""",
    *(
        f"""CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} stay as they are'); END"""
        for table in ("labels", "trainings")
        for verb in ("UPDATE", "DELETE")
    ),
)
