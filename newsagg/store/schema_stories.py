"""How a story went: second-hand words and their sources, drift, promises, press lead: SQL for one migration.

Never edited once released; what each column means stands in describe_stories.py.
"""

_LIVE = "('candidate', 'open', 'settled')"
_TOLD = "('primary', 'update')"
_VENDOR = "('vendor_official', 'vendor_unnamed', 'status_page')"
_MINUTES = "round((julianday({later}) - julianday({earlier})) * 1440, 1)"

_ECHOES = """CREATE TABLE echoes (
    id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incidents (id),
    claim_id INTEGER NOT NULL REFERENCES claims (id), state TEXT NOT NULL CHECK (state IN ('confirmed', 'unconfirmed')),
    article_id INTEGER NOT NULL REFERENCES articles (id), own_claim_id INTEGER REFERENCES claims (id),
    first_seen_at TEXT NOT NULL, ended_at TEXT,
    CHECK ((state = 'confirmed') = (own_claim_id IS NOT NULL))) STRICT"""

_STEPS = """CREATE TABLE best_values (
    incident_id TEXT NOT NULL REFERENCES incidents (id), type TEXT NOT NULL, position INTEGER NOT NULL,
    at TEXT NOT NULL, best TEXT NOT NULL, claim_id INTEGER NOT NULL REFERENCES claims (id),
    PRIMARY KEY (incident_id, type, position)) STRICT, WITHOUT ROWID"""

_SECOND_HAND = f"""CREATE VIEW second_hand AS
    SELECT p.incident_id, c.id AS claim_id, c.type, c.value, s.name AS speaker,
        (SELECT group_concat(value, ' > ') FROM json_each(c.chain)) AS chain, a.outlet AS told_by, a.url AS told_url,
        c.quote, coalesce(e.state, 'not here') AS state, o.outlet AS source, o.url AS source_url,
        w.quote AS source_quote, e.own_claim_id AS source_claim_id
    FROM claims c JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN {_TOLD}
    JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
    LEFT JOIN echoes e ON e.claim_id = c.id AND e.incident_id = p.incident_id AND e.ended_at IS NULL
    LEFT JOIN articles o ON o.id = e.article_id LEFT JOIN claims w ON w.id = e.own_claim_id
    WHERE c.second_hand = 1 AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL"""  # noqa: S608

_DRIFT = """CREATE VIEW narrative_drift AS
    SELECT b.incident_id, b.type, b.position, b.at, b.best,
        (SELECT o.best FROM best_values o WHERE o.incident_id = b.incident_id AND o.type = b.type
            AND o.position = b.position - 1) AS before,
        s.name AS speaker, c.speaker_role AS role, a.outlet, a.url, c.quote, b.claim_id
    FROM best_values b JOIN claims c ON c.id = b.claim_id JOIN speakers s ON s.slug = c.speaker
    JOIN articles a ON a.id = c.article_id"""

# Kept by the first later word of the kind that was promised: a post-mortem, or, for a mere update, anything that the
# vendor said after it.
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
        FROM claims c JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
            AND p.role IN {_TOLD} AND p.origin_article_id = p.article_id
        JOIN incidents i ON i.id = p.incident_id AND i.state IN {_LIVE}
        JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
        JOIN article_versions v ON v.id = c.version_id
        WHERE c.type = 'promise' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
        AND c.stance IN ('asserted', 'hedged', 'forecast')),
    answered AS (
        SELECT m.*, iif(m.final,
            (SELECT min(coalesce(n.published_at, n.first_seen_at) || n.url) FROM incident_articles p
                JOIN newest_articles n ON n.id = p.article_id
                WHERE p.incident_id = m.incident_id AND p.removed_at IS NULL AND p.role IN {_TOLD}
                AND n.kind = 'postmortem' AND coalesce(n.published_at, n.first_seen_at) > m.made_at),
            (SELECT min(coalesce(c.said_at, a.published_at, c.first_seen_at) || a.url) FROM incident_articles p
                JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = p.article_id
                WHERE p.incident_id = m.incident_id AND p.removed_at IS NULL AND p.role IN {_TOLD}
                AND c.speaker = m.slug AND c.speaker_role IN {_VENDOR} AND c.withdrawn_at IS NULL
                AND coalesce(c.said_at, a.published_at, c.first_seen_at) > m.made_at)) AS answer
        FROM made m)
    SELECT incident_id, kind, value AS promised, speaker, made_at, due_at,
        CASE WHEN answer IS NOT NULL AND due_at < substr(answer, 1, 20) THEN 'kept late'
            WHEN answer IS NOT NULL THEN 'kept'
            WHEN due_at IS NULL THEN 'open'
            WHEN due_at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now') THEN 'overdue' ELSE 'open' END AS state,
        substr(answer, 1, 20) AS kept_at, substr(answer, 21) AS kept_url, outlet, url, quote, claim_id
    FROM answered"""  # noqa: S608

# As before, but what is asked of one incident is worked out for that one alone. Each first word is found as one text
# that sorts by time: 20 characters of time, a digit that puts a status page before a claim, the address.
_LEAD = f"""CREATE VIEW press_lead AS
    WITH firsts AS (
        SELECT i.id, i.title, i.lead_service, (
            SELECT min(coalesce(a.published_at, v.published_at) || printf('%012d', a.id))
            FROM incident_articles p JOIN articles a ON a.id = p.article_id
            JOIN article_versions v ON v.id = a.newest_version_id
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN {
    _TOLD
} AND a.feed_kind <> 'status'
        ) AS press, (
            SELECT min(coalesce((SELECT min(json_extract(value, '$.at')) FROM json_each(v.updates)),
                a.published_at, v.published_at) || '0' || a.url)
            FROM incident_articles p JOIN articles a ON a.id = p.article_id
            JOIN article_versions v ON v.id = a.newest_version_id
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN {
    _TOLD
} AND a.feed_kind = 'status'
        ) AS page, (
            SELECT min(c.time_from || '1' || a.url) FROM incident_articles p
            JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = c.article_id
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN {
    _TOLD
} AND c.type = 'acknowledged_at'
            AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.time_from = c.time_to
        ) AS claim
        FROM incidents i WHERE i.state IN {_LIVE})
    SELECT f.id AS incident_id, f.title, f.lead_service AS service,
        coalesce(
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = f.id AND s.service = f.lead_service),
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = f.id AND s.position = 0)) AS provider,
        substr(f.press, 1, 20) AS press_at,
        (SELECT a.outlet FROM articles a WHERE a.id = CAST(substr(f.press, 21) AS INTEGER)) AS press_outlet,
        (SELECT a.url FROM articles a WHERE a.id = CAST(substr(f.press, 21) AS INTEGER)) AS press_url,
        substr(coalesce(min(f.page, f.claim), f.page, f.claim), 1, 20) AS vendor_at,
        iif(substr(coalesce(min(f.page, f.claim), f.page, f.claim), 21, 1) = '0', 'status page',
            iif(f.claim IS NULL, NULL, 'claim')) AS vendor_how,
        substr(coalesce(min(f.page, f.claim), f.page, f.claim), 22) AS vendor_url,
        {
    _MINUTES.format(
        later="substr(coalesce(min(f.page, f.claim), f.page, f.claim), 1, 20)",
        earlier="substr(f.press, 1, 20)",
    )
} AS lead_minutes
    FROM firsts f"""  # noqa: S608

STORIES = (
    _ECHOES,
    "CREATE INDEX echoes_claim ON echoes (claim_id) WHERE ended_at IS NULL",
    "CREATE INDEX echoes_incident ON echoes (incident_id)",
    _STEPS,
    _SECOND_HAND,
    _DRIFT,
    _PROMISES,
    "DROP VIEW press_lead",
    _LEAD,
)
