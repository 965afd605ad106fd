-- # Claims as known at a time
-- Chapter: The record
-- Answers: which claims about an incident were live at a time: seen by then, not withdrawn by then, in an article that stood in the incident then; superseded_at only where that had happened.
-- Beware: a claim counts from when we first saw it, not from when it was said (said_at) or published. Reasons, roles and stances are as read by today's code.
-- :at a time in UTC, like 2026-03-02T20:00:00Z; empty for now (2026-03-07T00:00:00Z)
-- :incident id of one incident; empty for all (2026-03-02-claude)
WITH asked AS (SELECT coalesce(nullif(:at, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) AS moment)
SELECT c.id AS claim_id, p.incident_id, p.role AS article_role, c.type, c.value, c.precision, c.time_from,
    c.time_to, c.number_from, c.number_to, c.unit, c.count_kind, c.cause_trigger, c.value_slug, c.excluded,
    (SELECT group_concat(category, ', ') FROM (SELECT category FROM claim_categories g
        WHERE g.claim_id = c.id ORDER BY g.position)) AS categories,
    s.name AS speaker, c.speaker AS speaker_slug, c.speaker_role AS role,
    (SELECT group_concat(value, ' > ') FROM json_each(c.chain)) AS chain, c.stance, c.scope, c.second_hand,
    c.said_at, a.outlet, a.url, c.quote, c.article_id, p.origin_article_id, c.first_seen_at,
    iif(c.superseded_at <= asked.moment, c.superseded_at, NULL) AS superseded_at
FROM asked CROSS JOIN incident_articles p CROSS JOIN claims c ON c.article_id = p.article_id
JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
WHERE p.incident_id IN (SELECT id FROM incidents WHERE :incident IN ('', id))
AND p.role IN ('primary', 'update') AND p.placed_at <= asked.moment
AND (p.removed_at IS NULL OR p.removed_at > asked.moment) AND c.first_seen_at <= asked.moment
AND (c.withdrawn_at IS NULL OR c.withdrawn_at > asked.moment)
ORDER BY p.incident_id, c.type, s.name, c.first_seen_at, c.article_id, c.start_offset LIMIT 20000
