"""Through whom we came to an article, what addresses lead to, how addresses are spelled. SQL of a migration."""

from newsagg.store.schema_tables import time_column

WAYS = (
    "ALTER TABLE entries ADD COLUMN via TEXT NOT NULL DEFAULT ''",
    f"""CREATE TABLE resolved_addresses (
        url TEXT PRIMARY KEY, original TEXT NOT NULL CHECK (original <> url), link TEXT NOT NULL,
        outlet TEXT NOT NULL REFERENCES outlets (name),
        how TEXT NOT NULL CHECK (how IN ('redirect', 'page')),
        {time_column("learned_at", required=True)}) STRICT""",
    "CREATE TABLE address_spelling (spelling INTEGER NOT NULL) STRICT",
    "DROP VIEW claim_ledger",
    """CREATE VIEW claim_ledger AS
    SELECT c.id AS claim_id, p.incident_id, p.role AS article_role, c.type, c.value,
        (SELECT group_concat(category, ', ') FROM (SELECT category FROM claim_categories g
            WHERE g.claim_id = c.id ORDER BY g.position)) AS categories,
        c.cause_trigger, c.precision, c.time_from, c.time_to, c.zone, c.zone_assumed, c.number_from, c.number_to,
        c.unit, c.count_kind, c.value_slug, c.excluded, s.name AS speaker, c.speaker AS speaker_slug,
        c.speaker_role AS role,
        (SELECT group_concat(value, ' > ') FROM json_each(c.chain)) AS chain,
        c.stance, c.scope, c.second_hand, c.said_at, a.outlet,
        coalesce((SELECT group_concat(via, ', ') FROM (SELECT DISTINCT e.via FROM entries e
            WHERE e.article_id = c.article_id AND e.via <> '' ORDER BY e.via)), '') AS found_via,
        a.url, v.title, c.quote, c.start_offset AS start,
        c.end_offset AS "end", c.article_id, c.version_id AS version, p.origin_article_id, c.first_seen_at,
        c.withdrawn_at, c.superseded_at
    FROM claims c JOIN speakers s ON s.slug = c.speaker JOIN articles a ON a.id = c.article_id
    JOIN article_versions v ON v.id = c.version_id
    LEFT JOIN incident_articles p ON p.article_id = c.article_id AND p.removed_at IS NULL
        AND p.role IN ('primary', 'update')""",
)
