"""What long lists and searches need, counted once and kept: SQL for one migration. Never edited once released.

Counting an incident's outlets, claims and first words anew costs a hundred look-ups; over 20,000 incidents seconds.
So each incident has a row of counts. Triggers mark it stale when anything that it counts changes, whoever writes; the
views count a stale one afresh, so that they are right at any moment; who writes a change fills it again at the end.
"""

from newsagg.store.schema_feeds import HEALTH

_TOLD = "('primary', 'update')"
_LIVE = "('candidate', 'open', 'settled')"
_MINUTES = "round((julianday({later}) - julianday({earlier})) * 1440, 1)"
_PLACED = f"p.removed_at IS NULL AND p.role IN {_TOLD}"
_TIME = "coalesce(a.published_at, v.published_at)"

_TOTALS = """CREATE TABLE incident_totals (
    incident_id TEXT PRIMARY KEY REFERENCES incidents (id), provider TEXT, outlets INTEGER, articles INTEGER,
    claims INTEGER, conflicts INTEGER, duration_claim INTEGER REFERENCES claims (id), press_first TEXT,
    vendor_first TEXT, stale INTEGER NOT NULL DEFAULT 1 CHECK (stale IN (0, 1))) STRICT, WITHOUT ROWID"""

# The order of joins and the plus are ours: SQLite would read all claims of a type, and not those of a few articles.
# A first word is found as one text that sorts by time: 20 characters of time, then, for the press, the article's
# number in 12 digits; for the vendor a digit that puts a status page before a claim, and the address.
_COUNTS = f"""CREATE VIEW incident_counts AS
    SELECT i.id AS incident_id,
        coalesce(
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.service = i.lead_service),
            (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.position = 0)) AS provider,
        (SELECT count(DISTINCT a.outlet) FROM incident_articles p JOIN articles a ON a.id = p.article_id
            WHERE p.incident_id = i.id AND {_PLACED}) AS outlets,
        (SELECT count(*) FROM incident_articles p WHERE p.incident_id = i.id AND {_PLACED}) AS articles,
        (SELECT count(*) FROM incident_articles p JOIN claims c ON c.article_id = p.article_id
            WHERE p.incident_id = i.id AND {_PLACED}
            AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL) AS claims,
        (SELECT count(*) FROM findings f
            WHERE f.incident_id = i.id AND f.ended_at IS NULL AND f.kind = 'conflict') AS conflicts,
        (SELECT k.claim_id FROM findings f JOIN finding_claims k ON k.finding_id = f.id AND k.position = 0
            WHERE f.incident_id = i.id AND f.type = 'duration' AND f.ended_at IS NULL AND f.kind <> 'superseded'
            AND f.best <> '' ORDER BY f.origins DESC, f.id LIMIT 1) AS duration_claim,
        (SELECT min({_TIME} || printf('%012d', a.id)) FROM incident_articles p JOIN articles a ON a.id = p.article_id
            JOIN article_versions v ON v.id = a.newest_version_id
            WHERE p.incident_id = i.id AND {_PLACED} AND a.feed_kind <> 'status') AS press_first,
        (SELECT min(word) FROM (
            SELECT coalesce((SELECT min(json_extract(value, '$.at')) FROM json_each(v.updates)), {_TIME})
                || '0' || a.url AS word
            FROM incident_articles p JOIN articles a ON a.id = p.article_id
            JOIN article_versions v ON v.id = a.newest_version_id
            WHERE p.incident_id = i.id AND {_PLACED} AND a.feed_kind = 'status'
            UNION ALL
            SELECT c.time_from || '1' || a.url FROM incident_articles p
            CROSS JOIN claims c ON c.article_id = p.article_id CROSS JOIN articles a ON a.id = c.article_id
            WHERE p.incident_id = i.id AND {_PLACED} AND +c.type = 'acknowledged_at'
            AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.time_from = c.time_to)) AS vendor_first
    FROM incidents i"""  # noqa: S608


def _kept(column: str) -> str:
    """Return the SQL of a count: the kept one, or counted afresh where that is stale or missing."""
    afresh = f"(SELECT n.{column} FROM incident_counts n WHERE n.incident_id = i.id)"  # noqa: S608
    return f"iif(t.incident_id IS NULL, {afresh}, t.{column})"


_FROM = "FROM incidents i LEFT JOIN incident_totals t ON t.incident_id = i.id AND t.stale = 0"
EXACT = "i.started_from = i.started_to AND i.ended_from = i.ended_to"
LENGTH = f"""coalesce(c.number_from, c.number_to,
            iif({EXACT}, {_MINUTES.format(later="i.ended_from", earlier="i.started_from")}, NULL))"""
_BASIS = f"""CASE WHEN coalesce(c.number_from, c.number_to) IS NOT NULL THEN 'claimed'
            WHEN {EXACT} THEN 'from times' END"""

_DURATIONS = f"""CREATE VIEW incident_durations AS
    SELECT i.id AS incident_id, {LENGTH} AS duration_minutes, {_BASIS} AS basis,
        c.number_from AS claimed_from, c.number_to AS claimed_to, c.precision, c.id AS claim_id
    {_FROM} LEFT JOIN claims c ON c.id = {_kept("duration_claim")}"""

SUMMARY = f"""CREATE VIEW incident_summary AS
    SELECT i.id, i.title, i.lead_service AS service, {_kept("provider")} AS provider,
        i.state, i.lifecycle, i.severity, i.vendor_severity, i.mode, i.confirmation,
        i.started_from AS started, i.started_to AS started_latest, i.ended_from AS ended, i.ended_to AS ended_latest,
        {LENGTH} AS duration_minutes, {_BASIS} AS duration_basis, i.first_reported_at,
        {_kept("outlets")} AS outlets, {_kept("articles")} AS articles, i.origins, {_kept("claims")} AS claims,
        {_kept("conflicts")} AS conflicts, i.opened_at, i.changed_at
    {_FROM} LEFT JOIN claims c ON c.id = {_kept("duration_claim")}
    WHERE i.state IN {_LIVE}"""

LEAD = f"""CREATE VIEW press_lead AS
    WITH firsts AS (
        SELECT i.id, i.title, i.lead_service, {_kept("provider")} AS provider, {_kept("press_first")} AS press,
            {_kept("vendor_first")} AS vendor
        {_FROM} WHERE i.state IN {_LIVE})
    SELECT f.id AS incident_id, f.title, f.lead_service AS service, f.provider,
        substr(f.press, 1, 20) AS press_at, a.outlet AS press_outlet, a.url AS press_url,
        substr(f.vendor, 1, 20) AS vendor_at,
        CASE substr(f.vendor, 21, 1) WHEN '0' THEN 'status page' WHEN '1' THEN 'claim' END AS vendor_how,
        substr(f.vendor, 22) AS vendor_url,
        {_MINUTES.format(later="substr(f.vendor, 1, 20)", earlier="substr(f.press, 1, 20)")} AS lead_minutes
    FROM firsts f LEFT JOIN articles a ON a.id = CAST(substr(f.press, 21) AS INTEGER)"""  # noqa: S608

# Lead services have causes on record in `findings`; one look into its index of live ones an incident.
_RELIABILITY = """CREATE VIEW provider_reliability AS
    WITH known AS MATERIALIZED (
        SELECT s.provider, s.severity, s.confirmation, s.duration_minutes,
            coalesce(s.started, s.first_reported_at) AS began,
            EXISTS (SELECT 1 FROM findings f WHERE f.incident_id = s.id AND f.type = 'cause' AND f.ended_at IS NULL)
                AS has_cause
        FROM incident_summary s WHERE s.provider IS NOT NULL AND s.confirmation IS NOT 'not_an_outage'),
    placed AS (
        SELECT *, row_number() OVER (PARTITION BY provider, duration_minutes IS NULL ORDER BY duration_minutes)
                AS place,
            count(duration_minutes) OVER (PARTITION BY provider) AS timed
        FROM known)
    SELECT provider, count(*) AS incidents, sum(severity IN ('major', 'critical')) AS major_or_critical,
        max(timed) AS duration_known,
        round(avg(iif(duration_minutes IS NOT NULL AND place IN ((timed + 1) / 2, (timed + 2) / 2),
            duration_minutes, NULL)), 1) AS median_minutes,
        max(duration_minutes) AS longest_minutes, sum(has_cause) AS cause_given,
        sum(confirmation = 'vendor_acknowledged') AS acknowledged,
        sum(confirmation = 'vendor_denied') AS denied,
        min(began) AS first_incident_at, max(began) AS last_incident_at
    FROM placed GROUP BY provider"""


def _stale(name: str, event: str, incidents: str) -> str:
    """Return a trigger that marks counts stale; ``incidents`` is what an id must be equal to, or lie in."""
    return f"""CREATE TRIGGER {name} AFTER {event} BEGIN
        UPDATE incident_totals SET stale = 1 WHERE incident_id {incidents} AND stale = 0; END"""  # noqa: S608


def _of_article(article: str) -> str:
    return f"IN (SELECT p.incident_id FROM incident_articles p WHERE p.article_id = {article} AND p.removed_at IS NULL)"  # noqa: S608


_CLAIM_CHANGED = " OR ".join(
    f"new.{name} IS NOT old.{name}" for name in ("scope", "withdrawn_at", "time_from", "time_to")
)
_ARTICLE_CHANGED = " OR ".join(
    f"new.{name} IS NOT old.{name}" for name in ("outlet", "feed_kind", "published_at", "newest_version_id")
)

_STALE = (
    """CREATE TRIGGER totals_of_new_incidents AFTER INSERT ON incidents
        BEGIN INSERT INTO incident_totals (incident_id) VALUES (new.id); END""",
    _stale(
        "totals_lead_changed",
        "UPDATE OF lead_service ON incidents WHEN new.lead_service <> old.lead_service",
        "= new.id",
    ),
    _stale("totals_article_placed", "INSERT ON incident_articles", "= new.incident_id"),
    _stale("totals_place_changed", "UPDATE ON incident_articles", "= new.incident_id"),
    _stale("totals_service_new", "INSERT ON incident_services", "= new.incident_id"),
    _stale("totals_service_changed", "UPDATE ON incident_services", "= new.incident_id"),
    _stale("totals_service_gone", "DELETE ON incident_services", "= old.incident_id"),
    _stale("totals_finding_new", "INSERT ON findings", "= new.incident_id"),
    _stale("totals_finding_changed", "UPDATE ON findings", "= new.incident_id"),
    _stale(
        "totals_finding_claim_new",
        "INSERT ON finding_claims WHEN new.position = 0",
        "= (SELECT f.incident_id FROM findings f WHERE f.id = new.finding_id)",
    ),
    _stale("totals_claim_new", "INSERT ON claims", _of_article("new.article_id")),
    _stale(
        "totals_claim_changed",
        f"UPDATE OF scope, withdrawn_at, time_from, time_to ON claims WHEN {_CLAIM_CHANGED}",
        _of_article("new.article_id"),
    ),
    _stale(
        "totals_article_changed",
        f"UPDATE OF outlet, feed_kind, published_at, newest_version_id ON articles WHEN {_ARTICLE_CHANGED}",
        _of_article("new.id"),
    ),
)

# Relevant entries of each feed, counted from the few relevant articles and not from all entries: once for the whole
# list, and only when the column is asked for.
_HEARD = """heard AS MATERIALIZED (
        SELECT e.feed, count(*) AS number FROM verdicts d
        CROSS JOIN articles a ON a.id = d.article_id AND a.newest_version_id = d.version_id
        CROSS JOIN entries e ON e.article_id = a.id
        WHERE d.relevance <> 'irrelevant' AND d.relevance = 'relevant' GROUP BY e.feed)"""


def _count_heard(health: str) -> str:
    """Return the SQL of ``feed_health`` with its last column counted by ``heard``."""
    head, rest = health.split("    SELECT slug AS feed", 1)
    kept, _ = rest.split("        (SELECT count(*) FROM entries e JOIN articles a", 1)
    counted = "        coalesce((SELECT h.number FROM heard h WHERE h.feed = j.slug), 0) AS relevant\n    FROM judged j"
    return f"{head.rstrip()},\n    {_HEARD}\n    SELECT slug AS feed{kept}{counted}"


_TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"
_WORDS = "SELECT {first}v.article_id, v.title, v.body FROM article_versions v WHERE v.id = {version}"


def _judged_relevant(version: str) -> str:
    return f"EXISTS (SELECT 1 FROM verdicts d WHERE d.version_id = {version} AND d.relevance <> 'irrelevant')"  # noqa: S608


_TAKE_OUT = "INSERT INTO articles_fts (articles_fts, rowid, title, body) " + _WORDS
_PUT_IN = "INSERT INTO articles_fts (rowid, title, body) " + _WORDS
_IS_NEWEST = """EXISTS (SELECT 1 FROM articles a
            WHERE a.id = {row}.article_id AND a.newest_version_id = {row}.version_id)"""

# Of 5,000,000 entries 98 in 100 are about no outage: their words made two thirds of the index, and hid the others.
_SEARCH = (
    "DROP TRIGGER articles_fts_newest",
    "DROP TABLE articles_fts",
    """CREATE VIEW reported_articles AS
    SELECT a.id, v.title, v.body FROM verdicts d JOIN articles a ON a.newest_version_id = d.version_id
    JOIN article_versions v ON v.id = d.version_id WHERE d.relevance <> 'irrelevant'""",
    f"""CREATE VIRTUAL TABLE articles_fts USING fts5 (
        title, body, content = 'reported_articles', content_rowid = 'id', {_TOKENS})""",
    "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    f"""CREATE TRIGGER articles_fts_left AFTER UPDATE OF newest_version_id ON articles
        WHEN new.newest_version_id IS NOT old.newest_version_id AND {_judged_relevant("old.newest_version_id")}
        BEGIN {_TAKE_OUT.format(first="'delete', ", version="old.newest_version_id")}; END""",
    f"""CREATE TRIGGER articles_fts_newest AFTER UPDATE OF newest_version_id ON articles
        WHEN new.newest_version_id IS NOT old.newest_version_id AND {_judged_relevant("new.newest_version_id")}
        BEGIN {_PUT_IN.format(first="", version="new.newest_version_id")}; END""",
    f"""CREATE TRIGGER articles_fts_judged AFTER INSERT ON verdicts
        WHEN new.relevance <> 'irrelevant' AND {_IS_NEWEST.format(row="new")}
        BEGIN {_PUT_IN.format(first="", version="new.version_id")}; END""",
    f"""CREATE TRIGGER articles_fts_found AFTER UPDATE OF relevance ON verdicts
        WHEN new.relevance <> 'irrelevant' AND old.relevance = 'irrelevant' AND {_IS_NEWEST.format(row="new")}
        BEGIN {_PUT_IN.format(first="", version="new.version_id")}; END""",
    f"""CREATE TRIGGER articles_fts_dropped AFTER UPDATE OF relevance ON verdicts
        WHEN new.relevance = 'irrelevant' AND old.relevance <> 'irrelevant' AND {_IS_NEWEST.format(row="new")}
        BEGIN {_TAKE_OUT.format(first="'delete', ", version="new.version_id")}; END""",
    f"""CREATE TRIGGER articles_fts_unjudged AFTER DELETE ON verdicts
        WHEN old.relevance <> 'irrelevant' AND {_IS_NEWEST.format(row="old")}
        BEGIN {_TAKE_OUT.format(first="'delete', ", version="old.version_id")}; END""",
)

FILL = """INSERT OR REPLACE INTO incident_totals
    SELECT incident_id, provider, outlets, articles, claims, conflicts, duration_claim, press_first, vendor_first, 0
    FROM incident_counts WHERE incident_id IN (SELECT incident_id FROM incident_totals WHERE stale = 1)"""
"""Fill what is stale; store/totals.py says it after each change."""

TOTALS = (
    _TOTALS,
    "CREATE INDEX incident_totals_stale ON incident_totals (incident_id) WHERE stale = 1",
    "INSERT INTO incident_totals (incident_id) SELECT id FROM incidents",
    _COUNTS,
    FILL,
    "DROP VIEW press_lead",
    "DROP VIEW provider_reliability",
    "DROP VIEW incident_summary",
    "DROP VIEW incident_durations",
    _DURATIONS,
    SUMMARY,
    LEAD,
    _RELIABILITY,
    *_STALE,
    *_SEARCH,
    "CREATE INDEX verdicts_told ON verdicts (article_id) WHERE relevance <> 'irrelevant'",
    "DROP VIEW feed_health",
    _count_heard(HEALTH),
    "CREATE INDEX claims_causes ON claims (stance, article_id) WHERE type = 'cause'",
    "CREATE INDEX claims_denied ON claims (first_seen_at) WHERE stance = 'denied'",
    "CREATE INDEX claims_trackers ON claims (speaker) WHERE speaker_role = 'tracker'",
    # Front pages and feeds of incidents ask for the newest; providers' pages for those with a part of theirs.
    "CREATE INDEX incidents_newest ON incidents (coalesce(started_from, first_reported_at, opened_at))",
)
