-- # What articles took back
-- Chapter: Press
-- Answers: claims that a newer version of their article no longer makes, with the words as they stood.
-- Beware: a text that was shortened takes back nothing; a teaser that was replaced by its page is left out. Corrected words that say the same are two claims.
SELECT l.incident_id, l.outlet, l.type, l.value, l.speaker, l.quote, l.first_seen_at, l.withdrawn_at, l.url
FROM claims c JOIN claim_ledger l ON l.claim_id = c.id
JOIN article_versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
JOIN article_versions n ON n.id = a.newest_version_id
WHERE c.withdrawn_at IS NOT NULL AND c.scope = 'this_incident' AND NOT (v.basis = 'feed' AND n.basis <> 'feed')
AND instr(n.title, c.quote) = 0 AND instr(n.body, c.quote) = 0
ORDER BY c.withdrawn_at DESC, c.id LIMIT 500
