-- # Incidents as known at a time
-- Chapter: The record
-- Answers: which incidents were on record at a time, and what their line said then: headline, state, times.
-- Beware: this is what our record said, not what was true: an article from before that time that we first saw later is not in it. Merged and rejected ones are shown with the state that they had then.
-- :at a time in UTC, like 2026-03-02T20:00:00Z; empty for now (2026-03-07T00:00:00Z)
-- :incident id of one incident; empty for all ()
WITH asked AS (SELECT coalesce(nullif(:at, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) AS moment),
said AS (
    SELECT e.incident_id, e.field, e.new_value, max(e.id) FROM incident_events e, asked
    WHERE e.incident_id IN (SELECT id FROM incidents WHERE :incident IN ('', id)) AND e.at <= asked.moment
    AND e.kind IN ('opened', 'described', 'merged', 'revived') GROUP BY e.incident_id, e.field)
SELECT incident_id AS id, max(iif(field = 'title', new_value, NULL)) AS title,
    max(iif(field = 'state', new_value, NULL)) AS state,
    max(iif(field = 'lead_service', new_value, NULL)) AS lead_service,
    max(iif(field = 'lifecycle', new_value, NULL)) AS lifecycle,
    max(iif(field = 'severity', new_value, NULL)) AS severity,
    max(iif(field = 'vendor_severity', new_value, NULL)) AS vendor_severity,
    max(iif(field = 'mode', new_value, NULL)) AS mode,
    max(iif(field = 'confirmation', new_value, NULL)) AS confirmation,
    max(iif(field = 'started_from', new_value, NULL)) AS started_from,
    max(iif(field = 'started_to', new_value, NULL)) AS started_to,
    max(iif(field = 'ended_from', new_value, NULL)) AS ended_from,
    max(iif(field = 'ended_to', new_value, NULL)) AS ended_to,
    max(iif(field = 'first_reported_at', new_value, NULL)) AS first_reported_at,
    max(iif(field = 'origins', new_value, NULL)) AS origins,
    max(iif(field = 'services', new_value, NULL)) AS services,
    max(iif(field = 'merged_into', new_value, NULL)) AS merged_into
FROM said GROUP BY incident_id ORDER BY incident_id DESC
