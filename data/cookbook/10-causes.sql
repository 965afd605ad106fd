-- # Kinds of causes
-- Chapter: Causes
-- Answers: in how many incidents somebody asserts a cause of each kind, in how many the vendor itself does, and in how many it is denied.
-- Beware: an incident may have several kinds, so that the numbers add up to more than there are incidents. "undisclosed" means that somebody who would know was asked and gave none; silence is not counted.
SELECT g.category, count(DISTINCT p.incident_id) AS incidents,
    count(DISTINCT iif(c.stance = 'asserted' AND c.speaker_role IN ('vendor_official', 'status_page'), p.incident_id, NULL))
        AS the_vendor_says_so,
    count(DISTINCT iif(c.stance = 'denied', p.incident_id, NULL)) AS denied
FROM claims c JOIN claim_categories g ON g.claim_id = c.id
JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
WHERE c.type = 'cause' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL
GROUP BY g.category ORDER BY incidents DESC, g.category
