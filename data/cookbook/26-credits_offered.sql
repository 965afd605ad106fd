-- # Credits and refunds offered
-- Chapter: Damage
-- Answers: what customers were offered or paid after an outage, who says so, and how firmly.
-- Beware: an offer is no payment; role tells the vendor's own word from what others report or demand.
SELECT l.incident_id, l.value AS offered, l.speaker, l.role, l.stance, l.outlet, l.quote, l.url
FROM claim_ledger l
WHERE l.type = 'compensation' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.incident_id IS NOT NULL
ORDER BY l.first_seen_at DESC, l.claim_id LIMIT 500
