-- # Outages that somebody blames on a third party
-- Chapter: Causes
-- Answers: incidents for which a cause outside the provider's own house is given, with the words and who says them.
-- Beware: it is what is said; a provider that blames its supplier is not the supplier admitting it. See "Who went down with whom".
SELECT l.incident_id, s.provider, l.value AS cause, l.speaker, l.role, l.stance, l.quote, l.url
FROM claim_categories g JOIN claim_ledger l ON l.claim_id = g.claim_id
JOIN incident_summary s ON s.id = l.incident_id
WHERE g.category = 'third_party' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.stance <> 'denied'
ORDER BY l.first_seen_at DESC, l.claim_id LIMIT 500
