"""Triggers that refuse what must never happen, whoever writes: SQL for one migration. Never edited once released."""

_VERSION_TEXT = (
    "(SELECT title || char(10) || char(10) || body FROM article_versions WHERE id = new.version_id)"
)

# Tables that only ever grow: each row is evidence, or a permanent id.
_KEPT = (
    "article_versions",
    "articles",
    "claims",
    "decisions",
    "entries",
    "feeds",
    "incident_articles",
    "incident_events",
    "incidents",
)

GUARDS = (
    f"""CREATE TRIGGER claims_stand_in_their_text BEFORE INSERT ON claims
        WHEN substr({_VERSION_TEXT}, new.start_offset + 1, new.end_offset - new.start_offset) IS NOT new.quote
        BEGIN SELECT RAISE(ABORT, 'the quote does not stand at its offsets in the article version'); END""",
    """CREATE TRIGGER claims_keep_their_words
        BEFORE UPDATE OF id, article_id, version_id, identity, type, value, speaker, quote, start_offset,
        end_offset, first_seen_at ON claims
        BEGIN SELECT RAISE(ABORT, 'a claim keeps its words, speaker and first sight'); END""",
    """CREATE TRIGGER article_versions_never_change BEFORE UPDATE ON article_versions
        BEGIN SELECT RAISE(ABORT, 'a version of an article is never altered'); END""",
    """CREATE TRIGGER incident_events_never_change BEFORE UPDATE ON incident_events
        BEGIN SELECT RAISE(ABORT, 'the history of an incident is never altered'); END""",
    """CREATE TRIGGER incidents_keep_their_ids BEFORE UPDATE OF number, id, opened_at ON incidents
        BEGIN SELECT RAISE(ABORT, 'an incident keeps its id'); END""",
    *(
        f"""CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END"""
        for table in _KEPT
    ),
)
