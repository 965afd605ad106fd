-- # Feeds that we do not hear
-- Chapter: The record
-- Answers: feeds that should be heard and are not, or publish far less than usual, with the reason in words.
-- Beware: what a silent feed would have told is missing from every other answer here.
SELECT feed, outlet, kind, state, explanation, last_ok_at, newest_entry_at, entries_week, usual_week FROM feed_health
WHERE state NOT IN ('healthy', 'retired', 'paused') ORDER BY state, feed
