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

_LIVE = "('candidate', 'open', 'settled')"
_TOLD = "('primary', 'update')"
_VENDOR = "('vendor_official', 'vendor_unnamed', 'status_page')"

# As before, but what is asked of one incident is worked out from its own articles: their claims are few, where all
# promises, or all words of one speaker, may be many. Kept by the first later word of the kind that was promised: a
# post-mortem, or, for a mere update, anything that the vendor said after it.
_PROMISES = f"""CREATE VIEW promises AS
    WITH made AS (
        SELECT p.incident_id, c.id AS claim_id, c.value, s.name AS speaker, c.speaker AS slug, c.speaker_role,
            iif(c.speaker_role IN {_VENDOR} AND c.stance <> 'forecast', 'promise', 'expectation') AS kind,
            coalesce(c.said_at, a.published_at, v.published_at, c.first_seen_at) AS made_at, c.time_to AS due_at,
            a.outlet, a.url, c.quote,
            (c.value LIKE '%mortem%' OR c.value LIKE '%root%cause%' OR c.value LIKE '%report%' OR c.value LIKE '%RCA%'
                OR c.value LIKE '%review%' OR c.value LIKE '%analysis%' OR c.value LIKE '%explanation%'
                OR c.value LIKE '%account%' OR c.value LIKE '%timeline%' OR c.value LIKE '%investigat%'
                OR c.value LIKE '%look into%') AS final
        FROM incidents i CROSS JOIN incident_articles p ON p.incident_id = i.id AND p.removed_at IS NULL
            AND p.role IN {_TOLD} AND p.origin_article_id = p.article_id
        CROSS JOIN claims c ON c.article_id = p.article_id
        JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
        JOIN article_versions v ON v.id = c.version_id
        WHERE i.state IN {_LIVE} AND +c.type = 'promise' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
        AND c.stance IN ('asserted', 'hedged', 'forecast')),
    answered AS (
        SELECT m.*, iif(m.final,
            (SELECT min(coalesce(n.published_at, n.first_seen_at) || n.url) FROM incident_articles p
                JOIN newest_articles n ON n.id = p.article_id
                WHERE p.incident_id = m.incident_id AND p.removed_at IS NULL AND p.role IN {_TOLD}
                AND n.kind = 'postmortem' AND coalesce(n.published_at, n.first_seen_at) > m.made_at),
            (SELECT min(coalesce(c.said_at, a.published_at, c.first_seen_at) || a.url) FROM incident_articles p
                CROSS JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = p.article_id
                WHERE p.incident_id = m.incident_id AND p.removed_at IS NULL AND p.role IN {_TOLD}
                AND +c.speaker = m.slug AND c.speaker_role IN {_VENDOR} AND c.withdrawn_at IS NULL
                AND coalesce(c.said_at, a.published_at, c.first_seen_at) > m.made_at)) AS answer
        FROM made m)
    SELECT incident_id, kind, value AS promised, speaker, made_at, due_at,
        CASE WHEN answer IS NOT NULL AND due_at < substr(answer, 1, 20) THEN 'kept late'
            WHEN answer IS NOT NULL THEN 'kept'
            WHEN due_at IS NULL THEN 'open'
            WHEN due_at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now') THEN 'overdue' ELSE 'open' END AS state,
        substr(answer, 1, 20) AS kept_at, substr(answer, 21) AS kept_url, outlet, url, quote, claim_id
    FROM answered"""  # noqa: S608

WEEKS = (
    f"CREATE INDEX incidents_began ON incidents ({BEGAN})",
    "CREATE INDEX claims_first_seen ON claims (first_seen_at)",
    "CREATE INDEX claims_said ON claims (said_at) WHERE said_at IS NOT NULL",
    "CREATE INDEX claims_withdrawn ON claims (withdrawn_at) WHERE withdrawn_at IS NOT NULL",
    "CREATE INDEX claims_due ON claims (time_to) WHERE type = 'promise'",
    "CREATE INDEX incident_articles_placed ON incident_articles (placed_at) WHERE removed_at IS NULL",
    "CREATE INDEX incident_events_merged ON incident_events (at) WHERE field = 'merged_into'",
    "DROP VIEW promises",
    _PROMISES,
)
