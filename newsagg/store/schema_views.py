"""The analysts' views, the documented interface: SQL for one migration. Never edited once released.

A changed view is a new migration and a changelog entry; what each column means stands in describe_views.py.
"""

# Not on record any more: merged ones are under their survivor, split ones under their parts, rejected ones are none.
_LIVE = "('candidate', 'open', 'settled')"

_MINUTES = "round((julianday({later}) - julianday({earlier})) * 1440, 1)"

# The duration that somebody claimed comes first; two exact instants stand in when nobody gave one.
_DURATIONS = f"""CREATE VIEW incident_durations AS
    SELECT i.id AS incident_id, coalesce(c.number_from, c.number_to,
            iif(i.started_from = i.started_to AND i.ended_from = i.ended_to,
                {_MINUTES.format(later="i.ended_from", earlier="i.started_from")}, NULL)) AS duration_minutes,
        CASE WHEN coalesce(c.number_from, c.number_to) IS NOT NULL THEN 'claimed'
            WHEN i.started_from = i.started_to AND i.ended_from = i.ended_to THEN 'from times' END AS basis,
        c.number_from AS claimed_from, c.number_to AS claimed_to, c.precision, c.id AS claim_id
    FROM incidents i LEFT JOIN claims c ON c.id = (
        SELECT k.claim_id FROM findings f JOIN finding_claims k ON k.finding_id = f.id AND k.position = 0
        WHERE f.incident_id = i.id AND f.type = 'duration' AND f.ended_at IS NULL AND f.kind <> 'superseded'
        AND f.best <> '' ORDER BY f.origins DESC, f.id LIMIT 1)"""  # noqa: S608

_SUMMARY = f"""CREATE VIEW incident_summary AS
    SELECT i.id, i.title, i.lead_service AS service,
        coalesce(
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.service = i.lead_service),
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.position = 0)) AS provider,
        i.state, i.lifecycle, i.severity, i.vendor_severity, i.mode, i.confirmation,
        i.started_from AS started, i.started_to AS started_latest, i.ended_from AS ended, i.ended_to AS ended_latest,
        d.duration_minutes, d.basis AS duration_basis, i.first_reported_at,
        (SELECT count(DISTINCT a.outlet) FROM incident_articles p JOIN articles a ON a.id = p.article_id
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')) AS outlets,
        (SELECT count(*) FROM incident_articles p
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')) AS articles,
        i.origins,
        (SELECT count(*) FROM incident_articles p JOIN claims c ON c.article_id = p.article_id
            WHERE p.incident_id = i.id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
            AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL) AS claims,
        (SELECT count(*) FROM findings f
            WHERE f.incident_id = i.id AND f.ended_at IS NULL AND f.kind = 'conflict') AS conflicts,
        i.opened_at, i.changed_at
    FROM incidents i JOIN incident_durations d ON d.incident_id = i.id WHERE i.state IN {_LIVE}"""  # noqa: S608

_LEDGER = """CREATE VIEW claim_ledger AS
    SELECT c.id AS claim_id, p.incident_id, p.role AS article_role, c.type, c.value,
        (SELECT group_concat(category, ', ') FROM (SELECT category FROM claim_categories g
            WHERE g.claim_id = c.id ORDER BY g.position)) AS categories,
        c.cause_trigger, c.precision, c.time_from, c.time_to, c.zone, c.zone_assumed, c.number_from, c.number_to,
        c.unit, c.count_kind, c.value_slug, c.excluded, s.name AS speaker, c.speaker AS speaker_slug,
        c.speaker_role AS role,
        (SELECT group_concat(value, ' > ') FROM json_each(c.chain)) AS chain,
        c.stance, c.scope, c.second_hand, c.said_at, a.outlet, a.url, v.title, c.quote, c.start_offset AS start,
        c.end_offset AS "end", c.article_id, c.version_id AS version, p.origin_article_id, c.first_seen_at,
        c.withdrawn_at, c.superseded_at
    FROM claims c JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
    JOIN article_versions v ON v.id = c.version_id
    LEFT JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')"""

_DISAGREEMENTS = f"""CREATE VIEW disagreements AS
    SELECT f.incident_id, i.title, i.lead_service AS service, f.type, f.sentence, f.best, f.reason, f.origins,
        f.speakers, (SELECT count(*) FROM finding_claims k WHERE k.finding_id = f.id) AS claims,
        (SELECT count(DISTINCT c.speaker) FROM finding_claims k JOIN claims c ON c.id = k.claim_id
            WHERE k.finding_id = f.id) AS voices,
        f.first_seen_at, f.id AS finding_id
    FROM findings f JOIN incidents i ON i.id = f.incident_id
    WHERE f.kind = 'conflict' AND f.ended_at IS NULL AND i.state IN {_LIVE}"""  # noqa: S608

_TIMELINE = """CREATE VIEW timeline AS
    SELECT p.incident_id, coalesce(a.published_at, v.published_at, a.first_seen_at) AS at,
        coalesce(a.published_at, v.published_at, a.first_seen_at) AS at_latest, 'article' AS kind, v.title AS what,
        a.outlet AS who, p.role, a.url, p.article_id, NULL AS claim_id
    FROM incident_articles p JOIN articles a ON a.id = p.article_id
    JOIN article_versions v ON v.id = a.newest_version_id WHERE p.removed_at IS NULL
    UNION ALL
    SELECT p.incident_id, v.seen_at, v.seen_at, 'new_version', v.title, a.outlet, p.role, a.url, p.article_id, NULL
    FROM incident_articles p JOIN articles a ON a.id = p.article_id
    JOIN article_versions v ON v.article_id = a.id
    WHERE p.removed_at IS NULL
    AND v.id > (SELECT min(o.id) FROM article_versions o WHERE o.article_id = a.id AND o.basis = v.basis)
    UNION ALL
    SELECT p.incident_id, coalesce(c.time_from, c.time_to), coalesce(c.time_to, c.time_from), c.type, c.value, s.name,
        p.role, a.url, p.article_id, c.id
    FROM incident_articles p JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = c.article_id
    JOIN speakers s ON s.slug = c.speaker
    WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND c.scope = 'this_incident'
    AND c.withdrawn_at IS NULL AND c.type IN ('start_time', 'end_time', 'acknowledged_at')
    AND coalesce(c.time_from, c.time_to) IS NOT NULL
    UNION ALL
    SELECT p.incident_id, c.said_at, c.said_at, c.type, c.value, s.name, p.role, a.url, p.article_id, c.id
    FROM incident_articles p JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = c.article_id
    JOIN speakers s ON s.slug = c.speaker
    WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND c.scope = 'this_incident'
    AND c.withdrawn_at IS NULL AND c.said_at IS NOT NULL
    AND c.type NOT IN ('start_time', 'end_time', 'acknowledged_at')"""

_RELIABILITY = """CREATE VIEW provider_reliability AS
    WITH known AS (
        SELECT s.provider, s.state, s.severity, s.confirmation, s.duration_minutes, s.started, s.first_reported_at,
            EXISTS (SELECT 1 FROM findings f WHERE f.incident_id = s.id AND f.type = 'cause' AND f.ended_at IS NULL)
                AS has_cause,
            row_number() OVER (PARTITION BY s.provider, s.duration_minutes IS NULL ORDER BY s.duration_minutes)
                AS place,
            count(s.duration_minutes) OVER (PARTITION BY s.provider) AS timed
        FROM incident_summary s WHERE s.provider IS NOT NULL AND s.confirmation IS NOT 'not_an_outage')
    SELECT provider, count(*) AS incidents, sum(severity IN ('major', 'critical')) AS major_or_critical,
        max(timed) AS duration_known,
        round(avg(iif(duration_minutes IS NOT NULL AND place IN ((timed + 1) / 2, (timed + 2) / 2),
            duration_minutes, NULL)), 1) AS median_minutes,
        max(duration_minutes) AS longest_minutes, sum(has_cause) AS cause_given,
        sum(confirmation = 'vendor_acknowledged') AS acknowledged,
        sum(confirmation = 'vendor_denied') AS denied,
        min(coalesce(started, first_reported_at)) AS first_incident_at,
        max(coalesce(started, first_reported_at)) AS last_incident_at
    FROM known GROUP BY provider"""

_HEALTH = """CREATE VIEW feed_health AS
    SELECT f.slug AS feed, f.outlet, f.kind, f.url,
        CASE WHEN f.retired_because = 'gone' THEN 'gone' WHEN f.retired_at IS NOT NULL THEN 'unlisted'
            WHEN f.last_asked_at IS NULL THEN 'never_asked' WHEN f.failures > 0 THEN 'failing' ELSE 'ok' END AS state,
        f.last_asked_at, f.last_ok_at, f.next_due_at, f.failures, f.last_error, nullif(f.moved_to, '') AS moved_to,
        (SELECT count(*) FROM entries e WHERE e.feed = f.slug) AS entries,
        (SELECT max(coalesce(e.published_at, e.first_seen_at)) FROM entries e WHERE e.feed = f.slug) AS newest_entry_at,
        (SELECT count(*) FROM entries e JOIN articles a ON a.id = e.article_id
            JOIN verdicts d ON d.version_id = a.newest_version_id AND d.relevance = 'relevant'
            WHERE e.feed = f.slug) AS relevant
    FROM feeds f"""

# The vendor's first word: its status feed's first update, or a time at which somebody says that it acknowledged.
_LEAD = f"""CREATE VIEW press_lead AS
    WITH press AS (
        SELECT p.incident_id, coalesce(a.published_at, v.published_at) AS at, a.outlet, a.url,
            row_number() OVER (PARTITION BY p.incident_id
                ORDER BY coalesce(a.published_at, v.published_at), a.id) AS place
        FROM incident_articles p JOIN articles a ON a.id = p.article_id
        JOIN article_versions v ON v.id = a.newest_version_id
        WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND a.feed_kind <> 'status'
        AND coalesce(a.published_at, v.published_at) IS NOT NULL),
    words AS (
        SELECT p.incident_id, coalesce((SELECT min(json_extract(value, '$.at')) FROM json_each(v.updates)),
            a.published_at, v.published_at) AS at, 'status page' AS how, a.url
        FROM incident_articles p JOIN articles a ON a.id = p.article_id
        JOIN article_versions v ON v.id = a.newest_version_id
        WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND a.feed_kind = 'status'
        UNION ALL
        SELECT p.incident_id, c.time_from, 'claim', a.url
        FROM incident_articles p JOIN claims c ON c.article_id = p.article_id JOIN articles a ON a.id = c.article_id
        WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND c.type = 'acknowledged_at'
        AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.time_from = c.time_to),
    vendor AS (
        SELECT *, row_number() OVER (PARTITION BY incident_id ORDER BY at, how DESC, url) AS place
        FROM words WHERE at IS NOT NULL)
    SELECT s.id AS incident_id, s.title, s.service, s.provider, press.at AS press_at, press.outlet AS press_outlet,
        press.url AS press_url, vendor.at AS vendor_at, vendor.how AS vendor_how, vendor.url AS vendor_url,
        {_MINUTES.format(later="vendor.at", earlier="press.at")} AS lead_minutes
    FROM incident_summary s LEFT JOIN press ON press.incident_id = s.id AND press.place = 1
    LEFT JOIN vendor ON vendor.incident_id = s.id AND vendor.place = 1"""  # noqa: S608

VIEWS = (_DURATIONS, _SUMMARY, _LEDGER, _DISAGREEMENTS, _TIMELINE, _RELIABILITY, _HEALTH, _LEAD)
