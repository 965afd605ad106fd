"""One incident -> everything that its record rests on, as plain rows: texts, claims, history, captures. Reads only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from newsagg.store.connect import fetch_rows
from newsagg.store.fates import require_incident, resolve_incident

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the record of one incident rests on."""

    asked: str
    """The id that was asked for; a merged one leads to its survivor."""
    incident: Row
    """Its row, with services, findings and decisions."""
    articles: Sequence[Row]
    """Those that stand in it or ever stood in it, with all their placements."""
    versions: Sequence[Row]
    """All their texts, oldest first, each with its article's address."""
    claims: Sequence[Row]
    """All their claims, withdrawn ones too."""
    events: Sequence[Row]
    """The history of the incident's record."""
    captures: Sequence[Row]
    """The pages that the archive keeps or kept of them, oldest first."""


def load_evidence(db: Database, incident: str) -> Evidence:
    """Return what an incident's record rests on; raises NotFoundError for an id never given."""
    require_incident(db, incident)
    survivor = resolve_incident(db, incident)
    (row,) = fetch_rows(db, "SELECT * FROM incidents WHERE id = ?", (survivor,))
    services = """SELECT service, name, provider, role, proposed FROM incident_services WHERE incident_id = ?
        ORDER BY position"""
    findings = "SELECT * FROM findings WHERE incident_id = ? ORDER BY id"
    decisions = "SELECT * FROM decisions WHERE incident_id = :id OR target_id = :id ORDER BY id"
    whole = {
        **row,
        "services": fetch_rows(db, services, (survivor,)),
        "findings": fetch_rows(db, findings, (survivor,)),
        "decisions": fetch_rows(db, decisions, {"id": survivor}),
    }
    within = "(SELECT article_id FROM incident_articles WHERE incident_id = :id)"
    named = {"id": survivor}
    articles = fetch_rows(db, f"SELECT * FROM articles WHERE id IN {within} ORDER BY id", named)  # noqa: S608
    placements = fetch_rows(
        db,
        """SELECT article_id, role, origin_article_id, reason, placed_at, removed_at, removed_because
        FROM incident_articles WHERE incident_id = :id ORDER BY id""",
        named,
    )
    for article in articles:
        article["placements"] = [p for p in placements if p["article_id"] == article["id"]]
    return Evidence(
        asked=incident,
        incident=whole,
        articles=articles,
        versions=fetch_rows(
            db,
            f"""SELECT v.*, a.url, a.outlet, a.feed_kind, a.provider, a.first_seen_at,
                v.id = a.newest_version_id AS newest
            FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE a.id IN {within}
            ORDER BY v.article_id, v.id""",  # noqa: S608
            named,
        ),
        claims=_load_claims(db, within, named),
        events=fetch_rows(db, "SELECT * FROM incident_events WHERE incident_id = :id ORDER BY id", named),
        captures=fetch_rows(
            db,
            f"""SELECT * FROM captures WHERE article_id IN {within} OR (feed, run_id) IN
                (SELECT e.feed, v.run_id FROM article_versions v JOIN entries e ON e.article_id = v.article_id
                WHERE v.article_id IN {within} AND v.basis = 'status')
            ORDER BY fetched_at, id""",  # noqa: S608
            named,
        ),
    )


def _load_claims(db: Database, within: str, named: dict[str, str]) -> list[Row]:
    claims = fetch_rows(
        db,
        f"""SELECT c.*, s.name AS speaker_name FROM claims c JOIN speakers s ON s.slug = c.speaker
        WHERE c.article_id IN {within} ORDER BY c.article_id, c.id""",  # noqa: S608
        named,
    )
    categories = fetch_rows(
        db,
        f"""SELECT g.claim_id, g.category FROM claim_categories g JOIN claims c ON c.id = g.claim_id
        WHERE c.article_id IN {within} ORDER BY g.claim_id, g.position""",  # noqa: S608
        named,
    )
    by_claim: dict[int, list[str]] = {}
    for row in categories:
        by_claim.setdefault(row["claim_id"], []).append(row["category"])
    for claim in claims:
        claim["categories"] = by_claim.get(claim["id"], [])
        claim["chain"] = json.loads(claim["chain"])
    return claims
