-- # Which outlets were first
-- Chapter: Press
-- Answers: how often each outlet published the first article on an incident, among the incidents that it wrote about.
-- Beware: by the time that articles carry, which some outlets give without a clock; and among the feeds that we read. An incident that only one outlet tells of makes it first: first_of_several leaves these out.
SELECT a.outlet, count(DISTINCT p.incident_id) AS incidents,
    count(DISTINCT iif(l.press_outlet = a.outlet, p.incident_id, NULL)) AS first,
    count(DISTINCT iif(l.press_outlet = a.outlet AND t.outlets > 1, p.incident_id, NULL)) AS first_of_several
FROM incident_articles p JOIN articles a ON a.id = p.article_id AND a.feed_kind <> 'status'
JOIN press_lead l ON l.incident_id = p.incident_id JOIN incident_totals t ON t.incident_id = p.incident_id
WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update')
GROUP BY a.outlet ORDER BY first DESC, incidents DESC, a.outlet LIMIT 500
