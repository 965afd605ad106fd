-- # Most-cited trackers
-- Chapter: Press
-- Answers: which trackers of user reports are cited most, in how many incidents and by how many outlets, and the largest number that each was cited with.
-- Beware: reports to a tracker are no users, and the same peak is cited again and again: outlets and incidents count here, not claims.
SELECT s.name AS speaker, count(DISTINCT p.incident_id) AS incidents, count(DISTINCT a.outlet) AS outlets,
    max(iif(c.type = 'tracker_reports', coalesce(c.number_from, c.number_to), NULL)) AS largest_number
FROM claims c JOIN articles a ON a.id = c.article_id JOIN speakers s ON s.slug = c.speaker
LEFT JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
    AND p.role IN ('primary', 'update')
WHERE c.speaker_role = 'tracker' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
GROUP BY c.speaker ORDER BY incidents DESC, outlets DESC, speaker LIMIT 200
