-- # Copies by outlet
-- Chapter: Press
-- Answers: of each outlet's articles on outages, how many are prints of another's text, and whose.
-- Beware: a copy is found by its words; the origin is the earliest that we have, or the agency that the text names. Copying an agency is what agencies are for.
SELECT a.outlet, count(*) AS articles, sum(p.origin_article_id <> p.article_id) AS copies,
    round(100.0 * sum(p.origin_article_id <> p.article_id) / count(*)) AS percent,
    group_concat(DISTINCT iif(p.origin_article_id <> p.article_id, o.outlet, NULL)) AS copied_from
FROM incident_articles p JOIN articles a ON a.id = p.article_id JOIN articles o ON o.id = p.origin_article_id
WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update') AND a.feed_kind <> 'status'
GROUP BY a.outlet ORDER BY copies DESC, articles DESC, a.outlet LIMIT 500
