-- # How far apart the told durations are
-- Chapter: Disputes
-- Answers: incidents for which several speakers give a duration, with the shortest and the longest that anyone gives, and by how much the longest exceeds the shortest; 1 where all of them may be meant alike.
-- Beware: some give the length of one phase or of one customer's outage. Minutes. "Hours" and "most of a day" are too vague to disagree and are left out. Ranges are compared: "about" is a fifth more or less, as merging takes it, "more than" is open upwards, and ranges that overlap do not disagree.
WITH told AS (
    SELECT l.incident_id, l.speaker, coalesce(l.number_from, l.number_to) AS low, coalesce(l.number_to, l.number_from) AS high,
        CASE l.precision WHEN 'at_most' THEN 0 WHEN 'about' THEN 0.8 ELSE 0.95 END * coalesce(l.number_from, 0) AS least,
        iif(l.number_to IS NULL OR l.precision = 'at_least', 9e9,
            l.number_to * iif(l.precision = 'about', 1.2, 1.05)) AS most
    FROM claim_ledger l
    WHERE l.type = 'duration' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.stance <> 'denied'
    AND l.precision <> 'vague' AND coalesce(l.number_from, l.number_to) > 0 AND l.incident_id IS NOT NULL)
SELECT incident_id, count(DISTINCT speaker) AS speakers, min(low) AS shortest, max(high) AS longest,
    iif(max(least) <= min(most), 1.0, round(max(low) / min(high), 2)) AS ratio
FROM told GROUP BY incident_id HAVING speakers > 1 ORDER BY ratio DESC, incident_id LIMIT 500
