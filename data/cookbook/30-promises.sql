-- # Post-mortems and fixes promised: kept, late, overdue
-- Chapter: Damage
-- Answers: what was announced for after an outage, by when, and whether it came.
-- Beware: kept means that an article of the promised kind is in the incident, not that it is good. What an outlet expects is no promise of the vendor: see kind. A promise without a date is never overdue.
-- :state open, overdue, kept or kept late; empty for all ()
SELECT incident_id, kind, promised, speaker, made_at, due_at, state, kept_at, kept_url, quote, url
FROM promises WHERE :state IN ('', state) ORDER BY due_at IS NULL, due_at DESC, made_at DESC, claim_id LIMIT 500
