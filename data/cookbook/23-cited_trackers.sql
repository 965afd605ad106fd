-- # Most-cited trackers
-- Chapter: Press
-- Answers: which trackers of user reports are cited most, in how many incidents and by how many outlets, and the largest number that each was cited with.
-- Beware: reports to a tracker are no users, and the same peak is cited again and again: outlets and incidents count here, not claims.
SELECT l.speaker, count(DISTINCT l.incident_id) AS incidents, count(DISTINCT l.outlet) AS outlets,
    max(iif(l.type = 'tracker_reports', coalesce(l.number_from, l.number_to), NULL)) AS largest_number
FROM claim_ledger l WHERE l.role = 'tracker' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL
GROUP BY l.speaker_slug ORDER BY incidents DESC, outlets DESC, l.speaker LIMIT 200
