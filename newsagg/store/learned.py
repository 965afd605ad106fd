"""A span of time -> what was learned in it of incidents that began before, as rows. Reads only.

Learned is what our record first saw since the list's last digest was made; where there was none, what was published
in the week itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from newsagg.model import Filters
from newsagg.store.begun import KEPT, bind_filters
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import write_time
from newsagg.store.schema_weeks import BEGAN

Rows = list[dict[str, Any]]

# What was published longer before the last digest than this, and is only found now, is no news: it was imported.
STALE = timedelta(days=28)
# Types of which a changed word is worth a line; a status changes all the time.
_WEIGHTY = "('cause', 'trigger', 'start_time', 'end_time', 'duration', 'affected_users', 'data_loss', 'compensation')"
_TELLING = "p.removed_at IS NULL AND p.role IN ('primary', 'update')"
_SAID = "coalesce(c.said_at, a.published_at, v.published_at, a.first_seen_at)"
_OLDER = f"i.state <> 'candidate' AND ({BEGAN}) < :start AND {KEPT}"

# Which claims are new. In a week without a digest before it, a claim counts by when it was said or published.
_SEEN = "SELECT id FROM claims WHERE first_seen_at > :since AND first_seen_at <= :until"
_PUBLISHED = """SELECT id FROM claims WHERE said_at >= :since AND said_at < :until
    UNION SELECT c.id FROM articles a JOIN claims c ON c.article_id = a.id
        WHERE a.published_at >= :since AND a.published_at < :until
    UNION SELECT id FROM claims WHERE first_seen_at >= :since AND first_seen_at < :until"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """In which time something was learned, by which clock."""

    start: datetime
    """When the week began: older is what began before."""
    since: datetime
    until: datetime
    by_sight: bool
    """Whether what our record first saw in it counts; else what was said or published in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedRows:
    """What was learned, of incidents that began before the week."""

    causes: Rows
    """Lines of ``claim_ledger`` with ``kind`` of the article, ``told_at`` and ``new``: every cause that stands in an
    incident of which one is new; those of one incident together."""
    accounts: Rows
    """Post-mortems that came: ``incident_id``, ``article_id``, ``outlet``, ``url``, ``article_title``, ``told_at``."""
    corrected: Rows
    """Claims that their speaker replaced or their article no longer makes; ``by``: the claim in their place or NULL."""
    replacing: dict[int, dict[str, Any]]
    """Claim id -> line of ``claim_ledger``, of those in ``by``."""
    promises: Rows
    """Lines of ``promises`` with the claim's ``stance`` and all else of its line in ``claim_ledger``."""
    merged: Rows
    """Incidents of late that turned out to be an older one: ``id``, ``title``, ``merged_into``, ``reason``, ``at``."""


def load_learned(db: Database, span: Span, filters: Filters) -> LearnedRows:
    """Return what was learned in a span of time about incidents that began before the week."""
    values = {
        "start": write_time(span.start),
        "since": write_time(span.since),
        "until": write_time(span.until),
        "stale": write_time(span.since - STALE),
    } | bind_filters(filters)
    corrected = _find_corrected(db, span, values)
    return LearnedRows(
        causes=_find_causes(db, span, values),
        accounts=_find_accounts(db, span, values),
        corrected=corrected,
        replacing=load_claims(db, [row["by"] for row in corrected if row["by"]]),
        promises=_find_promises(db, span, values),
        merged=_find_merged(db, values),
    )


def load_claims(db: Database, claims: list[int]) -> dict[int, dict[str, Any]]:
    """Return lines of ``claim_ledger`` by claim, each once."""
    marks = ", ".join("?" * len(claims))
    rows = fetch_rows(
        db,
        f"SELECT * FROM claim_ledger WHERE claim_id IN ({marks}) ORDER BY incident_id DESC",  # noqa: S608
        claims,
    )
    return {row["claim_id"]: row for row in rows}


def _new_claims(span: Span) -> str:
    return _SEEN if span.by_sight else _PUBLISHED


def _is_new(span: Span, told: str) -> str:
    return f"{told} >= :stale" if span.by_sight else f"{told} >= :since AND {told} < :until"


def _find_causes(db: Database, span: Span, values: dict[str, Any]) -> Rows:
    fresh = f"""SELECT c.id, p.incident_id FROM claims c JOIN articles a ON a.id = c.article_id
        JOIN article_versions v ON v.id = c.version_id
        JOIN incident_articles p ON p.article_id = c.article_id AND {_TELLING} JOIN incidents i ON i.id = p.incident_id
        WHERE c.id IN ({_new_claims(span)}) AND c.type = 'cause' AND c.scope = 'this_incident'
        AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND c.stance IN ('asserted', 'hedged', 'denied')
        AND {_is_new(span, _SAID)} AND {_OLDER}"""  # noqa: S608
    return fetch_rows(
        db,
        f"""WITH fresh AS MATERIALIZED ({fresh})
        SELECT l.*, n.kind, coalesce(l.said_at, n.published_at, n.first_seen_at) AS told_at,
            EXISTS (SELECT 1 FROM fresh WHERE fresh.id = l.claim_id AND fresh.incident_id = l.incident_id) AS new
        FROM (SELECT DISTINCT incident_id FROM fresh) f CROSS JOIN claim_ledger l ON l.incident_id = f.incident_id
        JOIN newest_articles n ON n.id = l.article_id
        WHERE l.type = 'cause' AND l.scope = 'this_incident' AND l.withdrawn_at IS NULL AND l.superseded_at IS NULL
        AND l.stance IN ('asserted', 'hedged', 'denied')
        ORDER BY l.incident_id, l.second_hand, told_at, l.claim_id""",  # noqa: S608
        values,
    )


def _find_accounts(db: Database, span: Span, values: dict[str, Any]) -> Rows:
    told = "coalesce(n.published_at, n.first_seen_at)"
    articles = (
        """SELECT article_id FROM incident_articles WHERE placed_at > :since AND placed_at <= :until
        AND removed_at IS NULL"""
        if span.by_sight
        else f"SELECT article_id FROM claims WHERE id IN ({_PUBLISHED})"  # noqa: S608
    )
    return fetch_rows(
        db,
        f"""SELECT p.incident_id, n.id AS article_id, n.outlet, n.url, n.title AS article_title, {told} AS told_at,
            n.feed_kind, n.language
        FROM newest_articles n JOIN incident_articles p ON p.article_id = n.id AND {_TELLING}
            AND p.origin_article_id = p.article_id
        JOIN incidents i ON i.id = p.incident_id
        WHERE n.id IN ({articles}) AND n.kind = 'postmortem' AND {_is_new(span, told)} AND {_OLDER}
        ORDER BY p.incident_id, told_at, n.id""",  # noqa: S608
        values,
    )


def _find_corrected(db: Database, span: Span, values: dict[str, Any]) -> Rows:
    # The newer word is looked for first: it is what was learned. A teaser whose page was read later was replaced, not
    # taken back, and words that still stand were only read otherwise.
    return fetch_rows(
        db,
        f"""WITH words AS (
            SELECT c.id AS by, c.speaker, c.type, p.incident_id, {_SAID} AS told_at FROM claims c
            JOIN articles a ON a.id = c.article_id JOIN article_versions v ON v.id = c.version_id
            JOIN incident_articles p ON p.article_id = c.article_id AND {_TELLING}
            JOIN incidents i ON i.id = p.incident_id
            WHERE c.id IN ({_new_claims(span)}) AND c.type IN {_WEIGHTY} AND c.scope = 'this_incident'
            AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND {_is_new(span, _SAID)} AND {_OLDER})
        SELECT * FROM (
            SELECT l.*, w.by, w.told_at, row_number() OVER (PARTITION BY l.incident_id, l.type, l.speaker_slug
                ORDER BY w.told_at DESC, w.by DESC, l.first_seen_at DESC, l.claim_id DESC) AS place
            FROM words w CROSS JOIN claim_ledger l ON l.incident_id = w.incident_id
            WHERE l.type = w.type AND l.speaker_slug = w.speaker AND l.superseded_at IS NOT NULL
            AND l.withdrawn_at IS NULL AND l.scope = 'this_incident' AND l.claim_id <> w.by
            AND l.value <> (SELECT value FROM claims WHERE id = w.by)) WHERE place = 1
        UNION ALL
        SELECT l.*, NULL, l.withdrawn_at, 1 FROM claims c CROSS JOIN claim_ledger l ON l.claim_id = c.id
        JOIN incidents i ON i.id = l.incident_id
        JOIN article_versions v ON v.id = l.version JOIN articles a ON a.id = l.article_id
        JOIN article_versions n ON n.id = a.newest_version_id
        WHERE c.withdrawn_at > :since AND c.withdrawn_at <= :until AND l.type IN {_WEIGHTY}
        AND l.scope = 'this_incident' AND NOT (v.basis = 'feed' AND n.basis <> 'feed')
        AND instr(n.title, l.quote) = 0 AND instr(n.body, l.quote) = 0 AND {_OLDER}
        ORDER BY incident_id, type, claim_id""",  # noqa: S608
        values,
    )


def _find_promises(db: Database, span: Span, values: dict[str, Any]) -> Rows:
    """Return promises that may be due, and those of incidents in which something new was said: it may keep them."""
    rows = fetch_rows(
        db,
        f"""WITH asked AS MATERIALIZED (
            SELECT DISTINCT p.incident_id FROM claims c JOIN incident_articles p ON p.article_id = c.article_id
            JOIN incidents i ON i.id = p.incident_id
            WHERE {_TELLING} AND (c.id IN ({_new_claims(span)})
                OR c.id IN (SELECT id FROM claims WHERE type = 'promise' AND time_to >= :stale)) AND {_OLDER})
        SELECT m.incident_id, m.kind AS promise_kind, m.promised, m.made_at, m.due_at, m.kept_at, m.kept_url, m.claim_id
        FROM asked CROSS JOIN promises m ON m.incident_id = asked.incident_id
        ORDER BY m.incident_id, m.due_at IS NULL, m.due_at, m.made_at, m.claim_id""",  # noqa: S608
        values,
    )
    claims = load_claims(db, [row["claim_id"] for row in rows])
    return [claims[row["claim_id"]] | row for row in rows if row["claim_id"] in claims]


def _find_merged(db: Database, values: dict[str, Any]) -> Rows:
    return fetch_rows(
        db,
        f"""SELECT i.id, i.title, i.merged_into, e.reason, e.at FROM incident_events e
        JOIN incidents i ON i.id = e.incident_id
        WHERE e.field = 'merged_into' AND e.new_value IS NOT NULL AND e.at > :since AND e.at <= :until
        AND i.state = 'merged' AND ({BEGAN}) >= :stale ORDER BY i.merged_into, i.id""",  # noqa: S608
        values,
    )
