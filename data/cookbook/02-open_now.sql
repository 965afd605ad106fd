-- # What is out now
-- Chapter: Outages
-- Answers: incidents that are open or still candidates in our record, the newest first, with how far they have come and who stands behind them.
-- Beware: open means that our sources told of it within a week, not that the service is down at this minute; lifecycle says how far it has come. A status page alone is one voice.
SELECT id, title, service, lifecycle, severity, confirmation, started, first_reported_at, origins, conflicts
FROM incident_summary WHERE state IN ('open', 'candidate')
ORDER BY coalesce(started, first_reported_at, opened_at) DESC LIMIT 200
