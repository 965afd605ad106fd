-- # Who is quoted
-- Chapter: Press
-- Answers: whose words are reported most, in which role, and in how many incidents, outlets left out.
-- Beware: one person may appear under a name and under an office; two names are one speaker only where the lexicon says so.
SELECT s.name AS speaker, c.speaker_role AS role, count(DISTINCT p.incident_id) AS incidents, count(*) AS claims,
    sum(c.stance = 'denied') AS denials
FROM claims c JOIN speakers s ON s.slug = c.speaker
JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
WHERE c.speaker_role <> 'outlet' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
GROUP BY c.speaker, c.speaker_role ORDER BY incidents DESC, claims DESC, speaker LIMIT 200
