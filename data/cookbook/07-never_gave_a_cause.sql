-- # Vendors who never gave a cause
-- Chapter: Providers
-- Answers: providers of whom no incident on record has a cause in the vendor's own words, with how often others named one.
-- Beware: a word is the vendor's own by its role, or when who speaks is the provider itself, as a regulator may be. Silence in our sources is not silence of the vendor: it may have told its customers. A vendor that said "we do not know yet" gave none. In published studies most outages had no stated cause: that is the normal case.
WITH own AS MATERIALIZED (
    SELECT DISTINCT p.incident_id FROM claims c CROSS JOIN incident_articles p ON p.article_id = c.article_id
        AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
    WHERE c.type = 'cause' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
    AND c.stance IN ('asserted', 'hedged')
    AND (c.speaker_role IN ('vendor_official', 'vendor_unnamed', 'status_page') OR EXISTS (
        SELECT 1 FROM incidents i JOIN incident_services l ON l.incident_id = i.id AND +l.service = i.lead_service
        JOIN incident_services v ON v.incident_id = i.id AND +v.provider = l.provider
        JOIN speakers k ON k.slug = c.speaker
        WHERE i.id = p.incident_id AND (k.slug IN (v.provider, v.service) OR lower(k.name) = lower(v.name))))
    AND NOT EXISTS (SELECT 1 FROM claim_categories g WHERE g.claim_id = c.id AND g.category = 'undisclosed')),
named AS MATERIALIZED (
    SELECT DISTINCT incident_id FROM findings WHERE type = 'cause' AND ended_at IS NULL)
SELECT s.provider, count(*) AS incidents, sum(s.id IN (SELECT incident_id FROM named)) AS others_named_a_cause,
    max(coalesce(s.started, s.first_reported_at)) AS last_incident_at
FROM incident_summary s WHERE s.provider IS NOT NULL AND s.confirmation IS NOT 'not_an_outage'
GROUP BY s.provider HAVING sum(s.id IN (SELECT incident_id FROM own)) = 0
ORDER BY incidents DESC, s.provider LIMIT 500
