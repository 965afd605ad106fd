-- # Where press and vendor differ on how bad it was
-- Chapter: Disputes
-- Answers: incidents for which the vendor's own word on severity is known, beside ours, which is a rule over what all sources say.
-- Beware: the vendor's scale is its own: "minor" at one is "major" at another. A gap is a question, not a lie.
WITH scale (word, weight) AS (VALUES ('none', 0), ('minor', 1), ('major', 2), ('critical', 3))
SELECT s.id, s.title, s.provider, s.vendor_severity, s.severity AS ours, o.weight - v.weight AS steps_worse, s.mode,
    s.origins
FROM incident_summary s JOIN scale v ON v.word = s.vendor_severity JOIN scale o ON o.word = s.severity
ORDER BY steps_worse DESC, coalesce(s.started, s.first_reported_at) DESC, s.id LIMIT 500
