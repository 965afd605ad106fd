"""FTS5 over newest article texts, claims' quotes and incidents: SQL for one migration. Never edited once released.

The indexes hold no text of their own (external content). What is taken out of one must be the very text that went
in: that is safe here because versions and quotes never change, and an incident's old title is at hand in the trigger.
"""

_TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"
_VERSION = "SELECT {first}{article}, title, body FROM article_versions WHERE id = {version}"

SEARCH = (
    """CREATE VIEW newest_articles AS
        SELECT a.id, a.url, a.outlet, a.feed_kind, coalesce(a.published_at, v.published_at) AS published_at,
            a.first_seen_at, v.title, v.body, v.language, v.author, v.basis, v.id AS version_id, v.seen_at,
            a.page_state, a.page_note, d.relevance, d.kind, d.probability
        FROM articles a JOIN article_versions v ON v.id = a.newest_version_id
        LEFT JOIN verdicts d ON d.version_id = v.id""",
    f"""CREATE VIRTUAL TABLE articles_fts USING fts5 (
        title, body, content = 'newest_articles', content_rowid = 'id', {_TOKENS})""",
    f"""CREATE TRIGGER articles_fts_newest AFTER UPDATE OF newest_version_id ON articles
        WHEN new.newest_version_id IS NOT old.newest_version_id
        BEGIN
            INSERT INTO articles_fts (articles_fts, rowid, title, body)
                {_VERSION.format(first="'delete', ", article="old.id", version="old.newest_version_id")};
            INSERT INTO articles_fts (rowid, title, body)
                {_VERSION.format(first="", article="new.id", version="new.newest_version_id")};
        END""",
    f"CREATE VIRTUAL TABLE claims_fts USING fts5 (quote, content = 'claims', content_rowid = 'id', {_TOKENS})",
    """CREATE TRIGGER claims_fts_new AFTER INSERT ON claims
        BEGIN INSERT INTO claims_fts (rowid, quote) VALUES (new.id, new.quote); END""",
    f"""CREATE VIRTUAL TABLE incidents_fts USING fts5 (
        id, title, lead_service, content = 'incidents', content_rowid = 'number', {_TOKENS})""",
    """CREATE TRIGGER incidents_fts_new AFTER INSERT ON incidents
        BEGIN
            INSERT INTO incidents_fts (rowid, id, title, lead_service)
                VALUES (new.number, new.id, new.title, new.lead_service);
        END""",
    """CREATE TRIGGER incidents_fts_changed AFTER UPDATE OF title, lead_service ON incidents
        WHEN new.title <> old.title OR new.lead_service <> old.lead_service
        BEGIN
            INSERT INTO incidents_fts (incidents_fts, rowid, id, title, lead_service)
                VALUES ('delete', old.number, old.id, old.title, old.lead_service);
            INSERT INTO incidents_fts (rowid, id, title, lead_service)
                VALUES (new.number, new.id, new.title, new.lead_service);
        END""",
)
