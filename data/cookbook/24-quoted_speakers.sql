-- # Who is quoted
-- Chapter: Press
-- Answers: whose words are reported most since a day, in which role, and in how many incidents, outlets left out.
-- Beware: one person may appear under a name and under an office; two names are one speaker only where the lexicon says so. Counted by when we first saw the claim.
-- :since a day like 2025-01-31; empty for the last twelve months (2020-01-01)
WITH asked AS (SELECT coalesce(nullif(:since, ''), date('now', '-1 year')) AS day)
SELECT s.name AS speaker, c.speaker_role AS role, count(DISTINCT p.incident_id) AS incidents, count(*) AS claims,
    sum(c.stance = 'denied') AS denials
FROM asked CROSS JOIN claims c ON c.first_seen_at >= asked.day
JOIN speakers s ON s.slug = c.speaker
JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
WHERE c.speaker_role <> 'outlet' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
GROUP BY c.speaker, c.speaker_role ORDER BY incidents DESC, claims DESC, speaker LIMIT 200
