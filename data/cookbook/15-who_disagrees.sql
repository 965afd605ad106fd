-- # Who disagrees with whom
-- Chapter: Disputes
-- Answers: every type of claim on which the sources of a standing incident contradict each other now, in plain words.
-- Beware: values that one finer word reconciles are not listed; two that no claim joins are. Copies of one text count once.
SELECT d.incident_id, d.title, d.type, d.sentence, d.voices, d.origins, d.first_seen_at
FROM disagreements d ORDER BY d.first_seen_at DESC, d.finding_id LIMIT 500
