-- # What it cost
-- Chapter: Damage
-- Answers: sums that are given for the damage of an outage, the largest first.
-- Beware: units are currencies as named, not converted; an estimate of analysts and a sum in a lawsuit stand side by side: see stance and role.
SELECT l.incident_id, l.number_from, l.number_to, l.unit, l.value, l.speaker, l.role, l.stance, l.quote, l.url
FROM claim_ledger l
WHERE l.type = 'financial_impact' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL
AND l.incident_id IS NOT NULL ORDER BY coalesce(l.number_to, l.number_from) DESC, l.claim_id LIMIT 500
