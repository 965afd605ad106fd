"""One incident as the record had it at a time -> plain rows. Reads only.

Nothing is overwritten without a trace, so the past can be read back: claims and findings carry when they came and
went, placements too, and the history has every value that a field of the line ever had. The queries are the
cookbook's ``known_incidents`` and ``known_claims``, which ask for all incidents as well.
"""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows
from newsagg.store.cookbook import find_recipe
from newsagg.store.fates import require_incident
from newsagg.store.rows import write_time

Row = dict[str, Any]

FIELDS = (
    "title", "state", "lead_service", "lifecycle", "severity", "vendor_severity", "mode", "confirmation",
    "started_from", "started_to", "ended_from", "ended_to", "first_reported_at", "origins", "services",
)  # fmt: skip
"""Fields of the line, as the history names them."""


def show_known_at(db: Database, incident: str, at: datetime) -> Row:
    """Return what the record said of an incident at a time (aware); an id merged by then answers with its survivor.

    Keys: ``asked``, ``id``, ``at``, the fields of the line (NULL when not set yet), ``claims`` and ``background``
    (those live then, much as in ``claim_ledger``), ``findings`` and ``articles``. Raises NotFoundError for an id never
    given, and for one that was not given yet.
    """
    moment = write_time(at)
    survivor = _resolve_at(db, incident, moment)
    lines = _claims_at(db, survivor, moment)
    return {
        "asked": incident,
        "id": survivor,
        "at": moment,
        **_fields_at(db, survivor, moment),
        "claims": [line for line in lines if line["scope"] == "this_incident"],
        "background": [line for line in lines if line["scope"] != "this_incident"],
        "findings": _findings_at(db, survivor, moment),
        "articles": _articles_at(db, survivor, moment),
    }


def _resolve_at(db: Database, incident: str, moment: str) -> str:
    opened = require_incident(db, incident)["opened_at"]
    if opened > moment:
        raise NotFoundError(
            f"was not on record at {moment}", subject=incident, hint=f"its record begins at {opened}"
        )
    seen = {incident}
    while True:
        row = db.conn.execute(
            """SELECT new_value FROM incident_events WHERE incident_id = ? AND at <= ? AND field = 'merged_into'
            ORDER BY id DESC LIMIT 1""",
            (incident, moment),
        ).fetchone()
        if row is None or not row[0] or row[0] in seen:
            return incident
        incident = row[0]
        seen.add(incident)


def _fields_at(db: Database, incident: str, moment: str) -> Row:
    """Return the fields of the line as the cookbook's ``known_incidents`` tells them, numbers as texts."""
    rows = fetch_rows(db, find_recipe("known_incidents").sql, {"incident": incident, "at": moment})
    return {name: rows[0][name] if rows else None for name in FIELDS}


def _findings_at(db: Database, incident: str, moment: str) -> list[Row]:
    findings = fetch_rows(
        db,
        """SELECT f.type, f.kind, f.best, f.reason, f.sentence, f.origins, f.speakers, f.first_seen_at,
            (SELECT json_group_array(claim_id) FROM (SELECT k.claim_id FROM finding_claims k
                WHERE k.finding_id = f.id ORDER BY k.position)) AS claims
        FROM findings f WHERE f.incident_id = ? AND f.first_seen_at <= ? AND (f.ended_at IS NULL OR f.ended_at > ?)
        ORDER BY f.type, f.id""",
        (incident, moment, moment),
    )
    for finding in findings:
        finding["claims"] = json.loads(finding["claims"])
    return findings


def _articles_at(db: Database, incident: str, moment: str) -> list[Row]:
    return fetch_rows(
        db,
        """SELECT a.id AS article_id, a.outlet, a.url, v.title, a.published_at, a.first_seen_at, v.basis, p.role,
            p.origin_article_id, p.placed_at, p.reason
        FROM incident_articles p JOIN articles a ON a.id = p.article_id
        JOIN article_versions v ON v.id = coalesce((SELECT max(o.id) FROM article_versions o
            WHERE o.article_id = a.id AND o.seen_at <= :at), a.newest_version_id)
        WHERE p.incident_id = :incident AND p.placed_at <= :at AND (p.removed_at IS NULL OR p.removed_at > :at)
        ORDER BY coalesce(a.published_at, a.first_seen_at), a.url""",
        {"incident": incident, "at": moment},
    )


def _claims_at(db: Database, incident: str, moment: str) -> list[Row]:
    return fetch_rows(db, find_recipe("known_claims").sql, {"incident": incident, "at": moment})
