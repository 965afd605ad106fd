-- # How far apart the told durations are
-- Chapter: Disputes
-- Answers: incidents for which several speakers give a duration, with the shortest and the longest that anyone gives.
-- Beware: some give the length of one phase or of one customer's outage. Lower ends are compared, in minutes.
SELECT l.incident_id, count(DISTINCT l.speaker) AS speakers, min(coalesce(l.number_from, l.number_to)) AS shortest,
    max(coalesce(l.number_from, l.number_to)) AS longest,
    round(max(coalesce(l.number_from, l.number_to)) / min(coalesce(l.number_from, l.number_to)), 2) AS ratio
FROM claim_ledger l
WHERE l.type = 'duration' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.stance <> 'denied'
AND coalesce(l.number_from, l.number_to) > 0 AND l.incident_id IS NOT NULL
GROUP BY l.incident_id HAVING speakers > 1 ORDER BY ratio DESC, l.incident_id LIMIT 500
