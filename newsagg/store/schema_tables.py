"""The first tables, as three migrations have them: SQL only.

The closed lists stand here as literals; a test holds them against ``vocabulary.py``.
"""


def time_column(column: str, *, required: bool = False) -> str:
    """Return the SQL of a column that holds a time in UTC, as ``2026-03-02T11:40:00Z``."""
    digits = "[0-9]"
    day, clock = "-".join((digits * 4, digits * 2, digits * 2)), ":".join([digits * 2] * 3)
    kind = "TEXT NOT NULL" if required else "TEXT"
    return f"{column} {kind} CHECK ({column} GLOB '{day}T{clock}Z')"


def _one_of(column: str, words: str, *, required: bool = True) -> str:
    listed = ", ".join(f"'{word}'" for word in words.split())
    kind = "TEXT NOT NULL" if required else "TEXT"
    return f"{column} {kind} CHECK ({column} IN ({listed}))"


def _flag(column: str) -> str:
    return f"{column} INTEGER NOT NULL DEFAULT 0 CHECK ({column} IN (0, 1))"


def _json(column: str, empty: str = "[]") -> str:
    return f"{column} TEXT NOT NULL DEFAULT '{empty}' CHECK (json_valid({column}))"


_FEED_KINDS = "news wire security business national aggregator blog status"
_CLAIM_TYPES = (
    "cause trigger start_time end_time duration status affected_service affected_region affected_users "
    "tracker_reports affected_customer symptom data_loss compensation remediation promise acknowledged_at "
    "financial_impact prior_incident apology"
)
_CATEGORIES = (
    "configuration change_deployment software_bug capacity_load network data_store hardware "
    "power_cooling_facility third_party certificate_auth_time security_attack human_error natural_event "
    "deliberate_shutdown other undisclosed"
)
_SPEAKER_ROLES = (
    "vendor_official vendor_unnamed status_page other_vendor customer regulator tracker expert user_reports "
    "outlet"
)
_SEVERITIES = "none minor major critical"

COLLECT = (
    f"""CREATE TABLE runs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, clock TEXT NOT NULL, state TEXT NOT NULL,
        {time_column("started_at", required=True)}, {time_column("ended_at")}, {_json("counts", "{}")},
        error TEXT NOT NULL DEFAULT '', host TEXT NOT NULL, pid INTEGER NOT NULL) STRICT""",
    """CREATE TABLE outlets (
        name TEXT PRIMARY KEY CHECK (name <> ''), homepage TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE feeds (
        slug TEXT PRIMARY KEY, outlet TEXT NOT NULL REFERENCES outlets (name), url TEXT NOT NULL,
        {_one_of("kind", _FEED_KINDS)}, language TEXT NOT NULL, homepage TEXT NOT NULL, provider TEXT NOT NULL,
        format TEXT NOT NULL, moved_to TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        {time_column("added_at", required=True)}, {time_column("last_asked_at")},
        {time_column("last_ok_at")}, {time_column("next_due_at")}, failures INTEGER NOT NULL DEFAULT 0,
        last_error TEXT NOT NULL DEFAULT '', {time_column("retired_at")},
        {_one_of("retired_because", "unlisted gone", required=False)},
        CHECK ((retired_at IS NULL) = (retired_because IS NULL))) STRICT""",
    f"""CREATE TABLE articles (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, outlet TEXT NOT NULL REFERENCES outlets (name),
        {_one_of("feed_kind", _FEED_KINDS)}, provider TEXT NOT NULL, {time_column("published_at")},
        {time_column("first_seen_at", required=True)}, newest_version_id INTEGER REFERENCES article_versions (id),
        {_one_of("page_state", "not_wanted wanted fetched unavailable")}, page_note TEXT NOT NULL DEFAULT '',
        page_reads INTEGER NOT NULL DEFAULT 0, page_failures INTEGER NOT NULL DEFAULT 0,
        {time_column("page_read_at")}, {time_column("next_read_at")},
        page_etag TEXT NOT NULL DEFAULT '', page_last_modified TEXT NOT NULL DEFAULT '',
        page_archive TEXT NOT NULL DEFAULT '', canonical_url TEXT NOT NULL DEFAULT '',
        same_as INTEGER REFERENCES articles (id) CHECK (same_as <> id),
        {_flag("judge_due")}, {_flag("merge_due")}) STRICT""",
    "CREATE INDEX articles_published ON articles (published_at)",
    "CREATE INDEX articles_outlet ON articles (outlet)",
    "CREATE INDEX articles_canonical ON articles (canonical_url) WHERE canonical_url <> ''",
    "CREATE INDEX articles_judge_due ON articles (id) WHERE judge_due = 1",
    "CREATE INDEX articles_merge_due ON articles (id) WHERE merge_due = 1",
    "CREATE INDEX articles_page_wanted ON articles (id) WHERE page_state = 'wanted'",
    "CREATE INDEX articles_next_read ON articles (next_read_at) WHERE next_read_at IS NOT NULL",
    f"""CREATE TABLE article_versions (
        id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), title TEXT NOT NULL,
        body TEXT NOT NULL, text_hash TEXT NOT NULL, {_one_of("basis", "feed page status")},
        {time_column("published_at")}, {time_column("seen_at", required=True)}, language TEXT NOT NULL,
        author TEXT NOT NULL, {_json("updates")}, run_id INTEGER REFERENCES runs (id)) STRICT""",
    "CREATE INDEX article_versions_article ON article_versions (article_id, text_hash)",
    f"""CREATE TABLE entries (
        id INTEGER PRIMARY KEY, feed TEXT NOT NULL REFERENCES feeds (slug), key TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles (id),
        version_id INTEGER REFERENCES article_versions (id), outlet TEXT NOT NULL REFERENCES outlets (name),
        url TEXT NOT NULL, link TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
        content TEXT NOT NULL, author TEXT NOT NULL, {time_column("published_at")}, {time_column("updated_at")},
        language TEXT NOT NULL, {_json("updates")}, text_hash TEXT NOT NULL,
        {time_column("first_seen_at", required=True)}, {time_column("changed_at")},
        UNIQUE (feed, key)) STRICT""",
    "CREATE INDEX entries_article ON entries (article_id)",
    f"""CREATE TABLE fetches (
        id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES runs (id), url TEXT NOT NULL,
        {_one_of("purpose", "feed page robots")}, feed TEXT REFERENCES feeds (slug),
        article_id INTEGER REFERENCES articles (id),
        {time_column("asked_at", required=True)},
        {_one_of("outcome", "ok not_modified failed forbidden gone moved")}, status INTEGER,
        size INTEGER NOT NULL, seconds REAL NOT NULL, error TEXT NOT NULL, new_entries INTEGER NOT NULL,
        changed_entries INTEGER NOT NULL) STRICT""",
    "CREATE INDEX fetches_run ON fetches (run_id)",
    "CREATE INDEX fetches_feed ON fetches (feed, asked_at)",
    "CREATE INDEX fetches_article ON fetches (article_id)",
)

DETECT = (
    f"""CREATE TABLE verdicts (
        version_id INTEGER PRIMARY KEY REFERENCES article_versions (id),
        article_id INTEGER NOT NULL REFERENCES articles (id),
        {_one_of("relevance", "relevant unsure irrelevant")},
        {_one_of("kind", "report update postmortem official analysis roundup maintenance shutdown negative")},
        probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1), {_json("evidence")},
        model TEXT NOT NULL, {time_column("judged_at", required=True)}, run_id INTEGER REFERENCES runs (id)) STRICT""",
    "CREATE INDEX verdicts_article ON verdicts (article_id, relevance)",
    f"""CREATE TABLE verdict_services (
        version_id INTEGER NOT NULL REFERENCES verdicts (version_id), position INTEGER NOT NULL,
        service TEXT NOT NULL, name TEXT NOT NULL, provider TEXT NOT NULL,
        {_one_of("role", "subject affected excluded mentioned")}, {_flag("proposed")},
        PRIMARY KEY (version_id, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX verdict_services_service ON verdict_services (service)",
    "CREATE INDEX verdict_services_provider ON verdict_services (provider)",
    "CREATE TABLE speakers (slug TEXT PRIMARY KEY CHECK (slug <> ''), name TEXT NOT NULL) STRICT",
    f"""CREATE TABLE claims (
        id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id),
        version_id INTEGER NOT NULL REFERENCES article_versions (id), identity TEXT NOT NULL,
        {_one_of("type", _CLAIM_TYPES)}, value TEXT NOT NULL, words TEXT NOT NULL,
        {_one_of("precision", "exact about at_least at_most range vague")}, {time_column("time_from")},
        {time_column("time_to")}, zone TEXT NOT NULL, {_flag("zone_assumed")}, number_from REAL, number_to REAL,
        unit TEXT NOT NULL, {_one_of("count_kind", "peak at_time total", required=False)},
        {_one_of("cause_trigger", "maintenance change load failover_recovery external_event", required=False)},
        value_slug TEXT NOT NULL, {_flag("excluded")}, speaker TEXT NOT NULL REFERENCES speakers (slug),
        {_one_of("speaker_role", _SPEAKER_ROLES)}, {_json("chain")},
        {_one_of("stance", "asserted hedged denied questioned forecast")},
        {_one_of("scope", "this_incident background other_incident")}, {_flag("second_hand")},
        {time_column("said_at")}, quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
        {time_column("first_seen_at", required=True)}, {time_column("withdrawn_at")}, {time_column("superseded_at")},
        UNIQUE (article_id, identity)) STRICT""",
    "CREATE INDEX claims_type ON claims (type, value_slug)",
    "CREATE INDEX claims_speaker ON claims (speaker)",
    f"""CREATE TABLE claim_categories (
        claim_id INTEGER NOT NULL REFERENCES claims (id), position INTEGER NOT NULL,
        {_one_of("category", _CATEGORIES)}, PRIMARY KEY (claim_id, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX claim_categories_category ON claim_categories (category)",
)

RECORD = (
    f"""CREATE TABLE incidents (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        {_one_of("state", "candidate open settled merged split rejected")}, title TEXT NOT NULL,
        lead_service TEXT NOT NULL, merged_into TEXT REFERENCES incidents (id) CHECK (merged_into <> id),
        split_from TEXT REFERENCES incidents (id), {time_column("opened_at", required=True)},
        {time_column("changed_at", required=True)}, {time_column("started_from")}, {
        time_column("started_to")
    },
        {time_column("ended_from")}, {time_column("ended_to")}, {time_column("first_reported_at")},
        {
        _one_of(
            "lifecycle", "reported investigating identified monitoring resolved postmortem", required=False
        )
    },
        {_one_of("severity", _SEVERITIES, required=False)},
        {_one_of("vendor_severity", _SEVERITIES, required=False)},
        {_one_of("mode", "unavailable partial degraded data_loss_or_corruption", required=False)},
        {
        _one_of(
            "confirmation",
            "user_reports_only media_reported vendor_acknowledged vendor_denied not_an_outage",
            required=False,
        )
    },
        origins INTEGER NOT NULL DEFAULT 0,
        CHECK ((state = 'merged') = (merged_into IS NOT NULL))) STRICT""",
    "CREATE INDEX incidents_state ON incidents (state, started_from)",
    "CREATE INDEX incidents_lead ON incidents (lead_service)",
    f"""CREATE TABLE incident_articles (
        id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incidents (id),
        article_id INTEGER NOT NULL REFERENCES articles (id),
        {_one_of("role", "primary update background roundup")},
        origin_article_id INTEGER NOT NULL REFERENCES articles (id), reason TEXT NOT NULL,
        {time_column("placed_at", required=True)}, {time_column("removed_at")},
        removed_because TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE UNIQUE INDEX incident_articles_live ON incident_articles (incident_id, article_id)
        WHERE removed_at IS NULL""",
    "CREATE INDEX incident_articles_article ON incident_articles (article_id)",
    "CREATE INDEX incident_articles_incident ON incident_articles (incident_id)",
    f"""CREATE TABLE incident_services (
        incident_id TEXT NOT NULL REFERENCES incidents (id), position INTEGER NOT NULL, service TEXT NOT NULL,
        name TEXT NOT NULL, provider TEXT NOT NULL, {_one_of("role", "subject affected excluded mentioned")},
        {_flag("proposed")}, PRIMARY KEY (incident_id, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_services_service ON incident_services (service)",
    "CREATE INDEX incident_services_provider ON incident_services (provider)",
    f"""CREATE TABLE incident_events (
        id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incidents (id),
        {time_column("at", required=True)},
        {_one_of("kind", "opened placed moved removed merged revived described finding")},
        field TEXT NOT NULL DEFAULT '', old_value TEXT, new_value TEXT,
        article_id INTEGER REFERENCES articles (id), reason TEXT NOT NULL,
        run_id INTEGER REFERENCES runs (id)) STRICT""",
    "CREATE INDEX incident_events_incident ON incident_events (incident_id, at)",
    f"""CREATE TABLE findings (
        id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incidents (id),
        {_one_of("type", _CLAIM_TYPES)}, {_one_of("kind", "single agree compatible conflict superseded")},
        best TEXT NOT NULL, reason TEXT NOT NULL, sentence TEXT NOT NULL, origins INTEGER NOT NULL,
        speakers INTEGER NOT NULL, {time_column("first_seen_at", required=True)}, {time_column("ended_at")}) STRICT""",
    "CREATE INDEX findings_live ON findings (incident_id, type) WHERE ended_at IS NULL",
    "CREATE INDEX findings_kind ON findings (kind, type) WHERE ended_at IS NULL",
    """CREATE TABLE finding_claims (
        finding_id INTEGER NOT NULL REFERENCES findings (id), position INTEGER NOT NULL,
        claim_id INTEGER NOT NULL REFERENCES claims (id),
        PRIMARY KEY (finding_id, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX finding_claims_claim ON finding_claims (claim_id)",
    f"""CREATE TABLE decisions (
        id INTEGER PRIMARY KEY, {_one_of("kind", "merge split move reject override")},
        incident_id TEXT NOT NULL REFERENCES incidents (id), target_id TEXT REFERENCES incidents (id),
        {_json("articles")}, field TEXT NOT NULL, value TEXT NOT NULL,
        decided_by TEXT NOT NULL CHECK (decided_by <> ''), reason TEXT NOT NULL CHECK (reason <> ''),
        {time_column("decided_at", required=True)}) STRICT""",
    "CREATE INDEX decisions_incident ON decisions (incident_id)",
)
