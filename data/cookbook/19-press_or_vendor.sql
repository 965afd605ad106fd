-- # Who had it first, press or vendor
-- Chapter: Press
-- Answers: incidents for which both the first article and the vendor's first word have a time, those first in which the press was furthest ahead; negative hours are the vendor's lead.
-- Beware: by the clock alone, without asking whether the article knew what it was. Vendors without a status page among our feeds are here only where somebody says when they acknowledged.
SELECT incident_id, title, provider, press_outlet, press_at, vendor_at, vendor_how,
    round(lead_minutes / 60, 1) AS press_ahead_hours
FROM press_lead WHERE lead_minutes IS NOT NULL ORDER BY lead_minutes DESC, incident_id LIMIT 500
