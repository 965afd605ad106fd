-- # Longest outages of a quarter, by provider
-- Chapter: Outages
-- Answers: the three longest outages of each provider in a quarter, with how the length is known.
-- Beware: a length is the lower end of the best supported claim, or counted between two exact times; many outages have neither, and are not here. Who reports "most of a day" and who reports minutes are not equally exact: claimed_to is the upper end.
-- :quarter like 2025-Q4; empty for the present quarter (2025-Q4)
WITH asked AS (
    SELECT coalesce(nullif(:quarter, ''),
        strftime('%Y', 'now') || '-Q' || ((CAST(strftime('%m', 'now') AS INTEGER) + 2) / 3)) AS quarter),
known AS (
    SELECT s.provider, s.id, s.title, s.started, s.duration_minutes, s.duration_basis,
        row_number() OVER (PARTITION BY s.provider ORDER BY s.duration_minutes DESC, s.id) AS place
    FROM incident_summary s, asked
    WHERE s.duration_minutes IS NOT NULL AND s.provider IS NOT NULL
    AND strftime('%Y', coalesce(s.started, s.first_reported_at)) || '-Q'
        || ((CAST(strftime('%m', coalesce(s.started, s.first_reported_at)) AS INTEGER) + 2) / 3) = asked.quarter)
SELECT k.provider, k.id, k.title, k.started, k.duration_minutes, d.claimed_to, k.duration_basis, d.precision
FROM known k JOIN incident_durations d ON d.incident_id = k.id
WHERE k.place <= 3 ORDER BY k.duration_minutes DESC, k.id LIMIT 300
