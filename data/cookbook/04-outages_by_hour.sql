-- # Outages by weekday and hour
-- Chapter: Outages
-- Answers: on which weekday and at which hour (UTC) outages begin.
-- Beware: only starts that somebody gave to the hour are counted; the hour is UTC, not the office hours of the vendor. A start that nobody claims is kept as twelve hours before the first report, and is left out here.
SELECT CASE strftime('%w', started) WHEN '0' THEN 'Sunday' WHEN '1' THEN 'Monday' WHEN '2' THEN 'Tuesday'
        WHEN '3' THEN 'Wednesday' WHEN '4' THEN 'Thursday' WHEN '5' THEN 'Friday' ELSE 'Saturday' END AS weekday,
    CAST(strftime('%H', started) AS INTEGER) AS hour_utc, count(*) AS incidents,
    sum(severity IN ('major', 'critical')) AS major_or_critical
FROM incident_summary
WHERE started IS NOT NULL AND julianday(started_latest) - julianday(started) < 0.0417
GROUP BY strftime('%w', started), hour_utc ORDER BY strftime('%w', started), hour_utc
