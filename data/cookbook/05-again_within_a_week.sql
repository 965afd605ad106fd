-- # Services that failed again within a week
-- Chapter: Outages
-- Answers: pairs of incidents of one service that began less than seven days apart.
-- Beware: two incidents may be one outage that our merging did not join; read both before you call it a relapse.
SELECT later.service, earlier.id AS first, later.id AS then_again,
    round(julianday(coalesce(later.started, later.first_reported_at))
        - julianday(coalesce(earlier.started, earlier.first_reported_at)), 1) AS days_between
FROM (SELECT id, service, started, first_reported_at, lag(id) OVER (PARTITION BY service
        ORDER BY coalesce(started, first_reported_at), id) AS previous FROM incident_summary) later
JOIN incidents i ON i.id = later.previous
JOIN (SELECT id, started_from AS started, first_reported_at FROM incidents) earlier ON earlier.id = i.id
WHERE days_between < 7 ORDER BY coalesce(later.started, later.first_reported_at) DESC, later.id LIMIT 500
