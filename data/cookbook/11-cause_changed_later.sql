-- # Causes that changed after day one
-- Chapter: Causes
-- Answers: incidents whose best supported cause became another one more than a day after the first was given, with whose word changed it.
-- Beware: the best value is by our rule (who speaks, how firmly, how many independent origins): a change may be a finer word for the same thing. Read both quotes.
SELECT d.incident_id, d.before, d.best AS now_said, d.speaker, d.role, f.at AS first_given_at, d.at AS changed_at,
    round(julianday(d.at) - julianday(f.at), 1) AS days_after, d.url
FROM narrative_drift d
JOIN best_values f ON f.incident_id = d.incident_id AND f.type = 'cause' AND f.position = 0
WHERE d.type = 'cause' AND d.position > 0 AND julianday(d.at) - julianday(f.at) > 1
ORDER BY d.at DESC, d.incident_id LIMIT 500
