"""What proves what was seen: the answers that the archive keeps; how a hand-written status page is read: SQL."""

from newsagg.store.schema_tables import time_column

EVIDENCE = (
    "ALTER TABLE feeds ADD COLUMN page TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(page))",
    f"""CREATE TABLE captures (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL, article_id INTEGER REFERENCES articles (id),
        feed TEXT REFERENCES feeds (slug), version_id INTEGER REFERENCES article_versions (id),
        record TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL CHECK (size >= 0),
        {time_column("fetched_at", required=True)}, {time_column("dropped_at")},
        dropped_because TEXT NOT NULL DEFAULT '', run_id INTEGER REFERENCES runs (id),
        CHECK ((article_id IS NULL) <> (feed IS NULL)), CHECK ((record = '') = (dropped_at IS NOT NULL)),
        CHECK ((dropped_at IS NULL) = (dropped_because = ''))) STRICT""",
    "CREATE INDEX captures_article ON captures (article_id) WHERE article_id IS NOT NULL",
    "CREATE INDEX captures_feed ON captures (feed, fetched_at) WHERE feed IS NOT NULL",
    "CREATE INDEX captures_kept ON captures (fetched_at) WHERE dropped_at IS NULL",
    # Pages archived before this table was there: only the newest record of each article was remembered.
    """INSERT INTO captures (url, article_id, version_id, record, sha256, size, fetched_at)
        SELECT url, id, newest_version_id, page_archive, '', 0, coalesce(page_read_at, first_seen_at)
        FROM articles WHERE page_archive <> ''""",
    """CREATE TRIGGER captures_stand BEFORE UPDATE OF url, article_id, feed, sha256, size, fetched_at ON captures
        BEGIN SELECT raise(ABORT, 'what was captured is never altered'); END""",
    """CREATE TRIGGER captures_stay BEFORE DELETE ON captures
        BEGIN SELECT raise(ABORT, 'a capture is never deleted: its bytes may be dropped, and that is recorded'); END""",
)
