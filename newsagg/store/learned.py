"""A span of time -> what was learned in it of incidents that began before, as rows. Reads only.

Learned is what our record first saw since the list's last digest was made; where there was none, what was published
in the week itself.
"""

import json
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

# A plus before a column keeps SQLite from its index: without statistics it would go through all claims of one type, or
# by one speaker, where a few articles' claims are asked for.

# What was published longer before the last digest than this, and is only found now, is no news: it was imported.
STALE = timedelta(days=28)
# A promise that falls due later than this after the week is told when its time comes.
AHEAD = timedelta(days=14)
# Types of which a changed word is worth a line; a status changes all the time.
_WEIGHTY = (
    "cause", "trigger", "start_time", "end_time", "duration", "affected_users", "data_loss", "compensation",
)  # fmt: skip
_TOLD = ("asserted", "hedged", "denied")
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
    """Incidents of late, no guesses, that were merged: ``id``, ``title``, ``merged_into``, ``reason``, ``at``."""


def load_learned(db: Database, span: Span, filters: Filters) -> LearnedRows:
    """Return what was learned in a span of time about incidents that began before the week."""
    values = {
        "start": write_time(span.start),
        "since": write_time(span.since),
        "until": write_time(span.until),
        "stale": write_time(span.since - STALE),
        "ahead": write_time(span.until + AHEAD),
    } | bind_filters(filters)
    fresh = _find_fresh(db, span, values)
    corrected = _find_replaced(db, fresh) + _find_withdrawn(db, values)
    corrected.sort(key=lambda row: (row["incident_id"], row["type"], row["claim_id"]))
    return LearnedRows(
        causes=_find_causes(db, fresh),
        accounts=_find_accounts(db, span, values),
        corrected=corrected,
        replacing=load_claims(db, [row["by"] for row in corrected if row["by"]]),
        promises=_find_promises(db, fresh, values),
        merged=_find_merged(db, values),
    )


def load_claims(db: Database, claims: list[int]) -> dict[int, dict[str, Any]]:
    """Return lines of ``claim_ledger`` by claim, each once, with ``language``."""
    rows = fetch_rows(
        db,
        """SELECT l.*, (SELECT v.language FROM article_versions v WHERE v.id = l.version) AS language
        FROM claim_ledger l WHERE l.claim_id IN (SELECT value FROM json_each(?))""",
        (json.dumps(sorted(set(claims))),),
    )
    return {row["claim_id"]: row for row in rows}


def _is_new(span: Span, told: str) -> str:
    return f"{told} >= :stale" if span.by_sight else f"{told} >= :since AND {told} < :until"


def _find_fresh(db: Database, span: Span, values: dict[str, Any]) -> Rows:
    """Return the claims that are new: ``id``, ``type``, ``incident_id``, ``told_at``, ``stance``."""
    return fetch_rows(
        db,
        f"""SELECT c.id, c.type, c.stance, p.incident_id, {_SAID} AS told_at
        FROM ({_SEEN if span.by_sight else _PUBLISHED}) n CROSS JOIN claims c ON c.id = n.id
        CROSS JOIN incident_articles p ON p.article_id = c.article_id AND {_TELLING}
        CROSS JOIN incidents i ON i.id = p.incident_id
        CROSS JOIN articles a ON a.id = c.article_id CROSS JOIN article_versions v ON v.id = c.version_id
        WHERE c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
        AND {_is_new(span, _SAID)} AND {_OLDER} ORDER BY told_at, c.id, p.incident_id""",  # noqa: S608
        values,
    )


def _find_causes(db: Database, fresh: Rows) -> Rows:
    new = {
        (row["id"], row["incident_id"]) for row in fresh if row["type"] == "cause" and row["stance"] in _TOLD
    }
    placed = fetch_rows(
        db,
        f"""SELECT c.id, p.incident_id, d.kind, {_SAID} AS told_at
        FROM json_each(?) f CROSS JOIN incident_articles p ON p.incident_id = f.value AND {_TELLING}
        CROSS JOIN claims c ON c.article_id = p.article_id
        CROSS JOIN articles a ON a.id = c.article_id CROSS JOIN article_versions v ON v.id = a.newest_version_id
        LEFT JOIN verdicts d ON d.version_id = v.id
        WHERE +c.type = 'cause' AND c.scope = 'this_incident' AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
        AND c.stance IN {_TOLD} ORDER BY p.incident_id, c.second_hand, told_at, c.id""",  # noqa: S608
        (json.dumps(sorted({incident for _, incident in new})),),
    )
    lines = load_claims(db, [row["id"] for row in placed])
    return [lines[r["id"]] | r | {"new": (r["id"], r["incident_id"]) in new} for r in placed]


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


def _find_replaced(db: Database, fresh: Rows) -> Rows:
    """Return the newest word of each speaker and type that a new claim took the place of."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for new in fresh:
        if new["type"] not in _WEIGHTY:
            continue
        row = db.conn.execute(
            f"""SELECT o.id FROM claims c CROSS JOIN incident_articles p ON p.incident_id = ?
            CROSS JOIN claims o ON o.article_id = p.article_id
            WHERE c.id = ? AND {_TELLING} AND +o.type = c.type AND +o.speaker = c.speaker
            AND o.superseded_at IS NOT NULL AND o.withdrawn_at IS NULL
            AND o.scope = 'this_incident' AND o.id <> c.id AND o.value <> c.value
            ORDER BY o.first_seen_at DESC, o.id DESC LIMIT 1""",  # noqa: S608
            (new["incident_id"], new["id"]),
        ).fetchone()
        if row:
            line = load_claims(db, [row[0]])[row[0]]
            line |= {"incident_id": new["incident_id"], "by": new["id"], "told_at": new["told_at"]}
            found[line["incident_id"], line["type"], line["speaker_slug"]] = line
    return list(found.values())


def _find_withdrawn(db: Database, values: dict[str, Any]) -> Rows:
    # A teaser whose page was read later was replaced, not taken back; words that still stand were read otherwise.
    found = fetch_rows(
        db,
        f"""SELECT c.id, p.incident_id, c.withdrawn_at AS told_at FROM claims c
        CROSS JOIN incident_articles p ON p.article_id = c.article_id CROSS JOIN incidents i ON i.id = p.incident_id
        CROSS JOIN article_versions v ON v.id = c.version_id CROSS JOIN articles a ON a.id = c.article_id
        CROSS JOIN article_versions n ON n.id = a.newest_version_id
        WHERE c.withdrawn_at > :since AND c.withdrawn_at <= :until AND +c.type IN {_WEIGHTY}
        AND c.scope = 'this_incident' AND NOT (v.basis = 'feed' AND n.basis <> 'feed')
        AND instr(n.title, c.quote) = 0 AND instr(n.body, c.quote) = 0 AND {_TELLING} AND {_OLDER}""",  # noqa: S608
        values,
    )
    lines = load_claims(db, [row["id"] for row in found])
    return [lines[row["id"]] | row | {"by": None} for row in found]


def _find_promises(db: Database, fresh: Rows, values: dict[str, Any]) -> Rows:
    """Return promises that may be due, and those of incidents in which something new was said: it may keep them."""
    due = db.conn.execute(
        f"""SELECT DISTINCT p.incident_id FROM claims c CROSS JOIN incident_articles p ON p.article_id = c.article_id
        CROSS JOIN incidents i ON i.id = p.incident_id
        WHERE c.type = 'promise' AND c.time_to >= :stale AND c.time_to <= :ahead AND {_TELLING} AND {_OLDER}""",  # noqa: S608
        values,
    )
    incidents = sorted({row[0] for row in due} | {row["incident_id"] for row in fresh})
    rows = [
        row
        for incident in incidents
        for row in fetch_rows(
            db,
            """SELECT incident_id, kind AS promise_kind, promised, made_at, due_at, kept_at, kept_url, claim_id
            FROM promises WHERE incident_id = ? ORDER BY due_at IS NULL, due_at, made_at, claim_id""",
            (incident,),
        )
    ]
    claims = load_claims(db, [row["claim_id"] for row in rows])
    return [claims[row["claim_id"]] | row for row in rows]


def _find_merged(db: Database, values: dict[str, Any]) -> Rows:
    return fetch_rows(
        db,
        f"""SELECT i.id, i.title, i.merged_into, e.reason, e.at FROM incident_events e
        JOIN incidents i ON i.id = e.incident_id
        WHERE e.field = 'merged_into' AND e.new_value IS NOT NULL AND e.at > :since AND e.at <= :until
        AND i.state = 'merged' AND ({BEGAN}) >= :stale
        AND (SELECT s.new_value FROM incident_events s WHERE s.incident_id = i.id AND s.field = 'state'
            AND s.id < e.id ORDER BY s.id DESC LIMIT 1) IN ('open', 'settled') ORDER BY i.merged_into, i.id""",  # noqa: S608
        values,
    )
