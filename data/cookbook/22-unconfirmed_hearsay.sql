-- # Hearsay that nobody confirmed
-- Chapter: Press
-- Answers: what an outlet says that somebody else reported, where that one's own article is not here or does not say so.
-- Beware: "not here" says something about our feeds, not about the report.
SELECT incident_id, told_by, chain, type, value, state, quote, told_url
FROM second_hand WHERE state <> 'confirmed' AND incident_id IS NOT NULL
ORDER BY claim_id DESC LIMIT 500
