-- # What our record changed its mind on
-- Chapter: The record
-- Answers: the newest changes of what the lines of incidents say, each with its reason.
-- Beware: the first description of an incident is no change of mind, and is left out.
SELECT e.incident_id, e.at, e.field, e.old_value, e.new_value, e.reason FROM incident_events e
WHERE e.id > (SELECT max(id) - 20000 FROM incident_events)
AND e.kind IN ('described', 'finding') AND e.old_value IS NOT NULL AND e.old_value <> e.new_value
AND e.field NOT IN ('origins', 'first_reported_at') ORDER BY e.id DESC LIMIT 200
