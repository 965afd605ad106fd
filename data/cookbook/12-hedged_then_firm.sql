-- # Causes first guessed, then stated
-- Chapter: Causes
-- Answers: incidents in which a cause of one kind was at first said with caution, asked about or expected, and later stated outright, with both speakers.
-- Beware: two speakers may mean different things by one kind of cause; by the time of publication, and of what has none by when we saw it.
WITH guessed AS MATERIALIZED (
    SELECT p.incident_id, g.category, s.name AS speaker,
        min(coalesce(c.said_at, a.published_at, c.first_seen_at)) AS at
    FROM claims c INDEXED BY claims_causes
    CROSS JOIN claim_categories g ON g.claim_id = c.id JOIN articles a ON a.id = c.article_id
    JOIN speakers s ON s.slug = c.speaker
    JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')
    WHERE c.type = 'cause' AND c.stance IN ('hedged', 'questioned', 'forecast') AND c.scope = 'this_incident'
    AND c.withdrawn_at IS NULL AND g.category <> 'undisclosed' GROUP BY p.incident_id, g.category),
stated AS (
    SELECT f.incident_id, f.category, f.speaker AS guessed_by, f.at AS guessed_at, s.name AS stated_by,
        min(coalesce(c.said_at, a.published_at, c.first_seen_at)) AS stated_at
    FROM guessed f CROSS JOIN incident_articles p ON p.incident_id = f.incident_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')
    CROSS JOIN claims c INDEXED BY claims_causes ON c.article_id = p.article_id AND c.type = 'cause' AND c.stance = 'asserted'
        AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
    CROSS JOIN claim_categories g ON g.claim_id = c.id AND +g.category = f.category
    JOIN articles a ON a.id = c.article_id JOIN speakers s ON s.slug = c.speaker
    GROUP BY f.incident_id, f.category)
SELECT incident_id, category, guessed_by, guessed_at, stated_by, stated_at,
    round((julianday(stated_at) - julianday(guessed_at)) * 24, 1) AS hours_between
FROM stated WHERE stated_at > guessed_at ORDER BY guessed_at DESC, incident_id, category LIMIT 500
