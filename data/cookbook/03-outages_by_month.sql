-- # Outages by month
-- Chapter: Outages
-- Answers: how many incidents began in each month, how many were major or critical, and in how many sources contradict each other.
-- Beware: this counts what press and status pages tell, not all that failed. A month with more feeds has more incidents: see feed_health.added_by and `newsagg feeds` before you call it a trend.
SELECT substr(coalesce(started, first_reported_at, opened_at), 1, 7) AS month, count(*) AS incidents,
    sum(severity IN ('major', 'critical')) AS major_or_critical, sum(conflicts > 0) AS disputed,
    round(avg(origins), 2) AS origins_each
FROM incident_summary WHERE confirmation IS NOT 'not_an_outage' GROUP BY month ORDER BY month
