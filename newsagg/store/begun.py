"""The bounds of some weeks, and what a list leaves out -> the incidents that began in them, as rows. Reads only.

An incident belongs to the week in which it started; where nobody gives a start, to that of its first report.
"""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.model import Filters
from newsagg.store.connect import fetch_rows
from newsagg.store.queries import show_incident
from newsagg.store.rows import write_time
from newsagg.store.schema_weeks import BEGAN

Rows = list[dict[str, Any]]

_GRAVITY = "CASE {} WHEN 'critical' THEN 3 WHEN 'major' THEN 2 WHEN 'minor' THEN 1 ELSE 0 END"
_SEVERITIES = ("none", "minor", "major", "critical")
_TELLING = "p.removed_at IS NULL AND p.role IN ('primary', 'update')"

KEPT = f"""+i.state IN ('candidate', 'open', 'settled') AND i.confirmation IS NOT 'not_an_outage'
    AND (:severity = 0 OR max({_GRAVITY.format("i.severity")}, {_GRAVITY.format("i.vendor_severity")}) >= :severity)
    AND (:providers IS NULL OR EXISTS (SELECT 1 FROM incident_services s WHERE s.incident_id = i.id
        AND s.role IN ('subject', 'affected') AND (s.provider IN (SELECT value FROM json_each(:providers))
            OR s.service IN (SELECT value FROM json_each(:providers)))))
    AND (:languages IS NULL OR EXISTS (SELECT 1 FROM incident_articles p JOIN articles a ON a.id = p.article_id
        JOIN article_versions v ON v.id = a.newest_version_id WHERE p.incident_id = i.id AND {_TELLING}
        AND substr(lower(v.language), 1, 2) IN (SELECT value FROM json_each(:languages))))"""  # noqa: S608
"""Which incidents (``i``) a list tells of; its values come from :func:`bind_filters`. The plus keeps SQLite from going
by state, of which there are few, where it shall go by time."""

VENDOR_ONLY = f"""NOT EXISTS (SELECT 1 FROM incident_articles p JOIN articles a ON a.id = p.article_id
    WHERE p.incident_id = i.id AND {_TELLING} AND a.feed_kind <> 'status')"""  # noqa: S608


def bind_filters(filters: Filters) -> dict[str, Any]:
    """Return the values that the condition ``KEPT`` asks for."""
    return {
        "severity": _SEVERITIES.index(filters.severity.value),
        "providers": json.dumps(filters.providers) if filters.providers else None,
        "languages": json.dumps([code.casefold()[:2] for code in filters.languages])
        if filters.languages
        else None,
    }


def find_begun(db: Database, since: datetime, until: datetime, filters: Filters) -> Rows:
    """Return the incidents that a list tells of which began from ``since`` up to, not including, ``until`` (aware).

    Oldest first; each with ``id``, ``began``, ``state``, ``severity``, ``vendor_severity``, ``provider``, ``over``,
    ``vendor_only`` and ``told_at``: since when our record had it as more than a guess or a vendor's own word.
    """
    return fetch_rows(
        db,
        f"""SELECT i.id, ({BEGAN}) AS began, i.state, i.severity, i.vendor_severity,
            coalesce((SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id
                    AND s.service = i.lead_service),
                (SELECT s.provider FROM incident_services s WHERE s.incident_id = i.id AND s.position = 0), '')
                AS provider,
            coalesce(i.lifecycle IN ('resolved', 'postmortem'), 0) OR i.ended_from IS NOT NULL AS over,
            {VENDOR_ONLY} AS vendor_only,
            max(i.opened_at, coalesce((SELECT max(e.at) FROM incident_events e WHERE e.incident_id = i.id
                    AND e.field = 'state' AND e.old_value = 'candidate'), ''),
                coalesce((SELECT min(p.placed_at) FROM incident_articles p JOIN articles a ON a.id = p.article_id
                    WHERE p.incident_id = i.id AND {_TELLING} AND a.feed_kind <> 'status'), '')) AS told_at
        FROM incidents i WHERE ({BEGAN}) >= :since AND ({BEGAN}) < :until AND {KEPT} ORDER BY began, i.id""",  # noqa: S608
        {"since": write_time(since), "until": write_time(until)} | bind_filters(filters),
    )


def keep_listed(db: Database, incidents: list[str], filters: Filters) -> set[str]:
    """Return those of some incidents that a list tells of."""
    rows = db.conn.execute(
        f"SELECT i.id FROM incidents i WHERE i.id IN (SELECT value FROM json_each(:ids)) AND {KEPT}",  # noqa: S608
        {"ids": json.dumps(incidents)} | bind_filters(filters),
    )
    return {incident for (incident,) in rows}


def load_lines(db: Database, incidents: list[str]) -> dict[str, dict[str, Any]]:
    """Return what ``incident_summary`` has of incidents, by id, with ``began``, ``name`` and ``breadth``.

    ``name`` is that of the lead service; ``breadth`` counts the services that failed or were hit; ``duration_basis`` is
    claimed or NULL. The pluses are for records without statistics, of which SQLite would read every dispute.
    """
    rows = fetch_rows(
        db,
        f"""SELECT i.id, i.title, i.lead_service AS service, i.state, i.lifecycle, i.severity, i.vendor_severity,
            i.mode, i.started_from AS started, i.started_to AS started_latest, i.ended_from AS ended,
            i.ended_to AS ended_latest, i.first_reported_at, i.origins, ({BEGAN}) AS began,
            (SELECT count(*) FROM incident_articles p WHERE p.incident_id = i.id AND {_TELLING}) AS articles,
            (SELECT count(*) FROM findings f WHERE f.incident_id = i.id AND f.ended_at IS NULL
                AND +f.kind = 'conflict') AS conflicts,
            iif(EXISTS (SELECT 1 FROM findings f WHERE f.incident_id = i.id AND f.ended_at IS NULL
                AND f.type = 'duration' AND +f.kind <> 'superseded' AND f.best <> ''), 'claimed', NULL)
                AS duration_basis,
            coalesce((SELECT s.name FROM incident_services s WHERE s.incident_id = i.id
                AND +s.service = i.lead_service ORDER BY s.position LIMIT 1), '') AS name,
            (SELECT count(*) FROM incident_services s WHERE s.incident_id = i.id
                AND s.role IN ('subject', 'affected')) AS breadth
        FROM incidents i WHERE i.id IN (SELECT value FROM json_each(?))""",  # noqa: S608
        (json.dumps(incidents),),
    )
    return {row["id"]: row for row in rows}


def load_record(db: Database, incident: str) -> dict[str, Any]:
    """Return what ``show_incident`` has, with ``language`` in every claim and article."""
    record = show_incident(db, incident)
    languages = dict(
        db.conn.execute(
            """SELECT n.id, n.language FROM newest_articles n JOIN incident_articles p ON p.article_id = n.id
            WHERE p.incident_id = ? AND p.removed_at IS NULL""",
            (incident,),
        ).fetchall()
    )
    claims = [claim for speakers in record["claims"].values() for said in speakers.values() for claim in said]
    for row in [*claims, *record["articles"]]:
        row["language"] = languages.get(row["article_id"], "")
    return record


def load_lengths(db: Database, incidents: list[str]) -> dict[str, Rows]:
    """Return what is claimed of how long incidents lasted: id -> claims in the order of their finding, best first."""
    rows = fetch_rows(
        db,
        """SELECT f.incident_id, c.id AS claim_id, c.number_from, c.number_to, c.precision, c.stance FROM findings f
        JOIN finding_claims k ON k.finding_id = f.id JOIN claims c ON c.id = k.claim_id
        WHERE f.incident_id IN (SELECT value FROM json_each(:ids)) AND f.type = 'duration' AND f.ended_at IS NULL
        AND f.kind <> 'superseded' AND c.stance IN ('asserted', 'hedged') AND c.withdrawn_at IS NULL
        ORDER BY f.incident_id, k.position""",
        {"ids": json.dumps(incidents)},
    )
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["incident_id"], []).append(row)
    return found


def name_providers(db: Database, providers: list[str]) -> dict[str, str]:
    """Return slug -> the name that the record knows a provider by: as a service of that name, else as a speaker."""
    rows = db.conn.execute(
        """SELECT p.value, coalesce(
            (SELECT s.name FROM incident_services s WHERE s.service = p.value AND s.provider = p.value
                AND s.proposed = 0 LIMIT 1),
            (SELECT name FROM speakers WHERE slug = p.value), '')
        FROM json_each(?) p""",
        (json.dumps(providers),),
    )
    return {slug: name or slug.replace("-", " ").title() for slug, name in rows}
