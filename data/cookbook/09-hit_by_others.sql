-- # Who went down with whom
-- Chapter: Providers
-- Answers: providers whose services were affected in an outage that another provider's service led: third-party dependence as the press tells it.
-- Beware: "affected" is what articles say; most dependents are never named, and famous ones are named first.
SELECT s.provider AS failed, a.provider AS took_down, count(DISTINCT s.id) AS incidents,
    group_concat(DISTINCT a.name) AS services, max(coalesce(s.started, s.first_reported_at)) AS last_at
FROM incident_summary s JOIN incident_services a ON a.incident_id = s.id AND a.role = 'affected'
WHERE a.provider <> '' AND a.provider <> s.provider
GROUP BY s.provider, a.provider ORDER BY incidents DESC, failed, took_down LIMIT 500
