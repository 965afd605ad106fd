-- # Causes first guessed, then stated
-- Chapter: Causes
-- Answers: incidents in which a cause of one kind was at first said with caution, asked about or expected, and later stated outright, with both speakers.
-- Beware: two speakers may mean different things by one kind of cause; by the time of publication, and of what has none by when we saw it.
WITH said AS (
    SELECT p.incident_id, g.category, c.stance, s.name AS speaker, c.quote,
        coalesce(c.said_at, a.published_at, c.first_seen_at) AS at
    FROM claims c JOIN claim_categories g ON g.claim_id = c.id JOIN articles a ON a.id = c.article_id
    JOIN speakers s ON s.slug = c.speaker
    JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')
    WHERE c.type = 'cause' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND g.category <> 'undisclosed'),
first AS (
    SELECT incident_id, category, min(at) AS at, speaker, quote FROM said
    WHERE stance IN ('hedged', 'questioned', 'forecast') GROUP BY incident_id, category),
firm AS (
    SELECT incident_id, category, min(at) AS at, speaker, quote FROM said
    WHERE stance = 'asserted' GROUP BY incident_id, category)
SELECT first.incident_id, first.category, first.speaker AS guessed_by, first.at AS guessed_at,
    firm.speaker AS stated_by, firm.at AS stated_at,
    round((julianday(firm.at) - julianday(first.at)) * 24, 1) AS hours_between
FROM first JOIN firm ON firm.incident_id = first.incident_id AND firm.category = first.category
WHERE firm.at > first.at ORDER BY first.at DESC, first.incident_id LIMIT 500
