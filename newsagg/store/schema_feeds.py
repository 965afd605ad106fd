"""How feeds are kept over the years: SQL for two migrations. Never edited once released.

First what is known of each feed beside its answers, and its history; then how hosts behave, and ``feed_health``.
"""

from newsagg.store.schema_tables import time_column

FEEDS = (
    # Where a feed is asked: hosts rest as a whole.
    "ALTER TABLE feeds ADD COLUMN host TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feeds ADD COLUMN added_by TEXT NOT NULL DEFAULT ''",
    f"ALTER TABLE feeds ADD COLUMN {time_column('paused_at')}",
    "ALTER TABLE feeds ADD COLUMN paused_because TEXT NOT NULL DEFAULT ''",
    f"ALTER TABLE feeds ADD COLUMN {time_column('removed_at')}",
    "ALTER TABLE feeds ADD COLUMN next_due_because TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feeds ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(wishes))",
    "ALTER TABLE feeds ADD COLUMN move_seen TEXT NOT NULL DEFAULT ''",
    f"ALTER TABLE feeds ADD COLUMN {time_column('move_seen_at')}",
    # Rhythm, health and digest ask for a feed's entries by time; after years there are many.
    "CREATE INDEX entries_feed_time ON entries (feed, coalesce(published_at, first_seen_at))",
    f"""CREATE TABLE feed_events (
        id INTEGER PRIMARY KEY, feed TEXT NOT NULL REFERENCES feeds (slug), {time_column("at", required=True)},
        kind TEXT NOT NULL CHECK (kind IN ('listed', 'unlisted', 'readdressed', 'added', 'removed', 'paused', 'resumed',
            'move_seen', 'moved', 'gone', 'fell_silent', 'heard_again')),
        old_value TEXT NOT NULL DEFAULT '', new_value TEXT NOT NULL DEFAULT '',
        by TEXT NOT NULL CHECK (by <> ''), reason TEXT NOT NULL, run_id INTEGER REFERENCES runs (id)) STRICT""",
    "CREATE INDEX feed_events_feed ON feed_events (feed, id)",
    """CREATE TRIGGER feed_events_never_change BEFORE UPDATE ON feed_events
        BEGIN SELECT RAISE(ABORT, 'the history of a feed is never altered'); END""",
    """CREATE TRIGGER feed_events_stay BEFORE DELETE ON feed_events
        BEGIN SELECT RAISE(ABORT, 'rows of feed_events are never deleted'); END""",
)

# A run with a given clock (demo, tests) is looked at by its own clock, for as long as no other follows.
_NOW = """coalesce((SELECT iif(r.clock = 'given', r.started_at, NULL) FROM runs r ORDER BY r.id DESC LIMIT 1),
    strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"""
_TIME = "coalesce(e.published_at, e.first_seen_at)"
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def _tell_time(column: str) -> str:
    return f"substr({column}, 1, 10) || ' ' || substr({column}, 12, 5)"


def _tell_days(since: str) -> str:
    return f"cast(julianday(now) - julianday({since}) AS INTEGER) || ' days'"


# Each step sees the columns of the one before: so every number is counted once. What only a list shows (all entries
# ever, those on outages) is counted at the end, and not at all by who does not ask for it.
HEALTH = f"""CREATE VIEW feed_health AS
    WITH clock AS MATERIALIZED (SELECT {_NOW} AS now),
    measured AS MATERIALIZED (
        SELECT f.*, c.now, h.rests_until, h.failures AS host_failures, h.last_error AS host_error,
            (SELECT max({_TIME}) FROM entries e WHERE e.feed = f.slug AND {_TIME} <= c.now) AS newest_entry_at,
            (SELECT count(*) FROM entries e WHERE e.feed = f.slug
                AND {_TIME} > strftime('{_STAMP}', c.now, '-7 days') AND {_TIME} <= c.now) AS entries_week,
            (SELECT count(*) FROM entries e WHERE e.feed = f.slug
                AND {_TIME} > strftime('{_STAMP}', c.now, '-63 days')
                AND {_TIME} <= strftime('{_STAMP}', c.now, '-7 days')) AS before,
            -- Weeks of the eight before this one that we know something of.
            (SELECT max(0.0, min(8.0, (julianday(c.now) - 7 - julianday(min({_TIME}))) / 7))
                FROM entries e WHERE e.feed = f.slug) AS weeks
        FROM feeds f CROSS JOIN clock c LEFT JOIN hosts h ON h.host = f.host AND f.host <> ''),
    rated AS MATERIALIZED (
        SELECT m.*, iif(weeks >= 1, round(before / weeks, 1), NULL) AS usual_week,
            julianday(now) - julianday(newest_entry_at) AS silent_days,
            CASE WHEN removed_at IS NOT NULL OR retired_at IS NOT NULL THEN 'retired'
                WHEN paused_at IS NOT NULL THEN 'paused'
                WHEN rests_until > now THEN 'host_resting'
                WHEN failures > 0 THEN 'failing'
                WHEN last_asked_at IS NULL THEN 'never_read'
                WHEN last_ok_at IS NULL THEN 'failing'
                WHEN julianday(now) - julianday(next_due_at) > 1 THEN 'late' ELSE 'healthy' END AS standing
        FROM measured m),
    judged AS MATERIALIZED (
        SELECT r.*, CASE
            -- Silent for four times its usual gap, a week at least; one of unknown habits for four weeks.
            WHEN standing = 'healthy' AND kind <> 'status' AND (newest_entry_at IS NULL
                OR silent_days > iif(usual_week > 0, max(7, 28 / usual_week), 28)) THEN 'quiet'
            ELSE standing END AS state
        FROM rated r)
    SELECT slug AS feed, outlet, kind, url, state,
        CASE state
            WHEN 'retired' THEN CASE
                WHEN removed_at IS NOT NULL THEN 'taken out by hand on ' || substr(removed_at, 1, 10)
                WHEN retired_because = 'gone' THEN 'its server said on ' || substr(retired_at, 1, 10)
                    || ' that it is gone for good (410)'
                ELSE 'no longer in the feed list since ' || substr(retired_at, 1, 10) END
            WHEN 'paused' THEN 'paused since ' || substr(paused_at, 1, 10)
                || iif(paused_because = '', '', ': ' || paused_because)
            WHEN 'host_resting' THEN 'not heard: nothing is asked of its host ' || host || ' before '
                || {_tell_time("rests_until")} || ', after ' || host_failures
                || iif(host_failures = 1, ' failure', ' failures in a row')
                || ' (' || host_error || ')'
            WHEN 'failing' THEN iif(last_ok_at IS NULL, 'never heard yet', 'not heard since '
                || {_tell_time("last_ok_at")}) || ', '
                || iif(failures > 1, failures || ' failures in a row', 'one failure') || ': ' || last_error
            WHEN 'never_read' THEN 'not read yet: the next run does'
            WHEN 'late' THEN 'was due on ' || {_tell_time("next_due_at")}
                || ' and nobody asked since: no run came by'
            WHEN 'quiet' THEN 'answers, but ' || iif(newest_entry_at IS NULL, 'has listed nothing yet',
                'published nothing for ' || {_tell_days("newest_entry_at")} || iif(usual_week > 0,
                    '; usually ' || usual_week || ' a week', ''))
            ELSE 'answers; ' || CASE
                WHEN newest_entry_at IS NULL THEN 'has listed nothing yet'
                WHEN entries_week > 0 THEN entries_week
                    || iif(entries_week = 1, ' entry', ' entries') || ' in seven days'
                    || iif(usual_week > 0, ', usually ' || usual_week, '')
                ELSE 'nothing for ' || {_tell_days("newest_entry_at")} || iif(kind = 'status',
                    ', as is normal for a status page', ', as usual') END
                || iif(last_error = '', '', '; its last answer: ' || last_error)
            END AS explanation,
        last_asked_at, last_ok_at, next_due_at, next_due_because, failures, last_error,
        nullif(moved_to, '') AS moved_to, entries_week, usual_week, newest_entry_at,
        iif(state = 'host_resting', rests_until, NULL) AS host_rests_until, added_by,
        (SELECT count(*) FROM entries e WHERE e.feed = j.slug) AS entries,
        (SELECT count(*) FROM entries e JOIN articles a ON a.id = e.article_id
            JOIN verdicts d ON d.version_id = a.newest_version_id AND d.relevance = 'relevant'
            WHERE e.feed = j.slug) AS relevant
    FROM judged j"""  # noqa: S608

HOSTS = (
    f"""CREATE TABLE hosts (
        host TEXT PRIMARY KEY CHECK (host <> ''), failures INTEGER NOT NULL CHECK (failures >= 0),
        {time_column("rests_until")}, last_error TEXT NOT NULL,
        {time_column("changed_at", required=True)}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE robots (
        origin TEXT PRIMARY KEY CHECK (origin <> ''), text TEXT NOT NULL,
        {time_column("read_at", required=True)}, {time_column("fresh_until", required=True)}) STRICT""",
    "DROP VIEW feed_health",
    HEALTH,
)
