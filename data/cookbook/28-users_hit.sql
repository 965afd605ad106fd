-- # How many were hit
-- Chapter: Damage
-- Answers: the largest numbers of users, customers, flights or devices that are given for an incident.
-- Beware: units differ (people, accounts, flights, percent) and are never added up; "at least" is a lower end only.
SELECT l.incident_id, l.number_from, l.number_to, l.unit, l.precision, l.value, l.speaker, l.stance, l.url
FROM claim_ledger l
WHERE l.type = 'affected_users' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.excluded = 0
AND l.unit <> 'percent' AND l.incident_id IS NOT NULL AND l.stance <> 'denied'
ORDER BY coalesce(l.number_from, l.number_to) DESC, l.claim_id LIMIT 500
