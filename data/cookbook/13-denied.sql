-- # Claims that were denied
-- Chapter: Causes
-- Answers: what somebody denies about an incident, who denies it, and how many others assert a claim of the same type.
-- Beware: a vendor that denies an attack has not said what it was. The number of others is by type, not by value.
-- :type of the claims, like cause or data_loss; empty for all ()
SELECT l.incident_id, l.type, l.value AS denied, l.speaker, l.role, l.quote, l.url,
    (SELECT count(DISTINCT o.speaker) FROM incident_articles p JOIN claims o ON o.article_id = p.article_id
        WHERE p.incident_id = l.incident_id AND p.removed_at IS NULL AND o.type = l.type AND o.stance = 'asserted'
        AND o.scope = 'this_incident' AND o.withdrawn_at IS NULL) AS others_assert
FROM claim_ledger l
WHERE l.stance = 'denied' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.incident_id IS NOT NULL
AND :type IN ('', l.type)
ORDER BY l.first_seen_at DESC, l.claim_id LIMIT 500
