-- # Customers named
-- Chapter: Damage
-- Answers: who is named as hit by an outage of somebody else, in whose words.
-- Beware: a description ("several airlines") is kept as it was said. Named customers are the famous ones.
-- :provider slug of the provider that failed; empty for all ()
SELECT l.incident_id, s.provider, l.value AS customers, l.speaker, l.stance, l.outlet, l.quote, l.url
FROM claim_ledger l JOIN incident_summary s ON s.id = l.incident_id
WHERE l.type = 'affected_customer' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.excluded = 0
AND l.stance <> 'denied' AND :provider IN ('', s.provider)
ORDER BY l.first_seen_at DESC, l.claim_id LIMIT 500
