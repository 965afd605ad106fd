-- # Claims that were denied
-- Chapter: Causes
-- Answers: what somebody denies about an incident, who denies it, and how many others assert a claim of the same type.
-- Beware: a vendor that denies an attack has not said what it was. The number of others is by type, not by value.
-- :type of the claims, like cause or data_loss; empty for all ()
WITH newest AS MATERIALIZED (
    SELECT c.id, p.incident_id FROM claims c
    JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')
    WHERE c.stance = 'denied' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND :type IN ('', c.type)
    ORDER BY c.first_seen_at DESC, c.id LIMIT 500)
SELECT n.incident_id, c.type, c.value AS denied, s.name AS speaker, c.speaker_role AS role, c.quote, a.url,
    (SELECT count(DISTINCT o.speaker) FROM incident_articles p CROSS JOIN claims o ON o.article_id = p.article_id
        WHERE p.incident_id = n.incident_id AND p.removed_at IS NULL AND +o.type = c.type AND o.stance = 'asserted'
        AND o.scope = 'this_incident' AND o.withdrawn_at IS NULL) AS others_assert
FROM newest n CROSS JOIN claims c ON c.id = n.id JOIN speakers s ON s.slug = c.speaker
JOIN articles a ON a.id = c.article_id
ORDER BY c.first_seen_at DESC, c.id
