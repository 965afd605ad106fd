"""How a week is found in a record of years: SQL for one migration. Never edited once released."""

BEGAN = """CASE WHEN started_to IS first_reported_at
        AND started_from IS strftime('%Y-%m-%dT%H:%M:%SZ', first_reported_at, '-12 hours') THEN first_reported_at
    WHEN julianday(started_to) - julianday(started_from) > 0.8
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', (julianday(started_from) + julianday(started_to)) / 2)
    ELSE coalesce(started_from, first_reported_at) END"""
"""When an incident counts as begun. Where nobody gives a start, it is kept as the twelve hours before the first report
(merge/headline.py), which may lie in the week before: then the report decides. A start told as a day counts by its
middle: the day of a place east of Greenwich begins the evening before. Queries that shall use the index write the
same expression."""

WEEKS = (
    f"CREATE INDEX incidents_began ON incidents ({BEGAN})",
    "CREATE INDEX claims_first_seen ON claims (first_seen_at)",
    "CREATE INDEX claims_said ON claims (said_at) WHERE said_at IS NOT NULL",
    "CREATE INDEX claims_withdrawn ON claims (withdrawn_at) WHERE withdrawn_at IS NOT NULL",
    "CREATE INDEX claims_due ON claims (time_to) WHERE type = 'promise'",
    "CREATE INDEX incident_articles_placed ON incident_articles (placed_at) WHERE removed_at IS NULL",
    "CREATE INDEX incident_events_merged ON incident_events (at) WHERE field = 'merged_into'",
)
