"""What came into the record from files, when and out of which line: SQL for one migration, never edited."""

from newsagg.store.schema_tables import time_column

IMPORTS = (
    f"""CREATE TABLE imports (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, {time_column("imported_at", required=True)},
        counts TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(counts)), run_id INTEGER REFERENCES runs (id)) STRICT""",
    """CREATE TABLE imported_versions (
        version_id INTEGER PRIMARY KEY REFERENCES article_versions (id),
        import_id INTEGER NOT NULL REFERENCES imports (id), place TEXT NOT NULL) STRICT""",
    "CREATE INDEX imported_versions_import ON imported_versions (import_id)",
    *(
        f"""CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END"""
        for table in ("imports", "imported_versions")
    ),
)
