-- # Data lost, or said not to be
-- Chapter: Damage
-- Answers: claims that data was lost, corrupted or exposed in an outage, and denials of it.
-- Beware: a denial that data was lost is a row of its own, with the stance "denied".
SELECT l.incident_id, l.value, l.speaker, l.role, l.stance, l.outlet, l.quote, l.url
FROM claim_ledger l WHERE l.type = 'data_loss' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL
AND l.incident_id IS NOT NULL ORDER BY l.first_seen_at DESC, l.claim_id LIMIT 500
