"""Incidents as a feed tells them, the newest change first: those that match, merged and rejected ones too. Reads only.

What a line holds changes only together with an event of the incident's history, so ``updated`` moves whenever it does,
and ``sequence`` grows.
"""

import json
import re
from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.store.connect import fetch_rows
from newsagg.store.rows import write_time
from newsagg.store.standing import hint_at_services
from newsagg.vocabulary import RecordState, Severity

Row = dict[str, Any]

STATES = tuple(state.value for state in RecordState)
SEVERITIES = tuple(severity.value for severity in Severity)

_LIVE = "('candidate', 'open', 'settled')"


def list_told(
    db: Database,
    *,
    provider: str = "",
    severity: str = "",
    state: str = "",
    words: str = "",
    since: datetime | None = None,
    limit: int = 100,
) -> list[Row]:
    """Return the incidents that changed last, the newest change first.

    ``provider`` is the slug of a provider or service with a part in it; ``severity`` that or worse; ``state`` that of
    the record; ``words`` stand in its title, id or service, whatever their punctuation; ``since`` bounds the last
    change. Each row has, besides columns of ``incidents``, ``updated``, ``sequence``, ``provider``, ``causes`` (best
    values), ``conflicts`` (types) and ``outlets``.
    """
    found = re.findall(r"\w+", words)[:20]
    conditions = ["i.title <> '' OR i.state NOT IN ('rejected', 'split')"]
    values: Row = {"limit": limit}
    if provider:
        conditions.append(
            """i.id IN (SELECT incident_id FROM incident_services WHERE provider = :provider
            UNION SELECT incident_id FROM incident_services WHERE service = :provider)"""
        )
        values["provider"] = provider
    if severity:
        worse = SEVERITIES[SEVERITIES.index(severity) :]
        conditions.append("i.severity IN (SELECT value FROM json_each(:severities))")
        values["severities"] = json.dumps(worse)
    if state:
        conditions.append("i.state = :state")
        values["state"] = state
    if found:
        conditions.append("i.number IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :words)")
        values["words"] = " ".join(f'"{word}"' for word in found)
    elif words:
        return []
    if since:
        conditions.append("updated >= :since")
        values["since"] = write_time(since)
    rows = fetch_rows(
        db,
        f"""SELECT i.*, max(i.changed_at, coalesce((SELECT max(e.at) FROM incident_events e
            WHERE e.incident_id = i.id), i.opened_at)) AS updated
        FROM incidents i WHERE ({") AND (".join(conditions)})
        ORDER BY updated DESC, i.number DESC LIMIT :limit""",  # noqa: S608
        values,
    )
    return _complete(db, rows)


def _complete(db: Database, rows: list[Row]) -> list[Row]:
    """Add what else is told of each, with one question for all."""
    ids = json.dumps([row["id"] for row in rows])
    many = "IN (SELECT value FROM json_each(?))"
    counts = dict(
        db.conn.execute(
            f"SELECT incident_id, count(*) FROM incident_events WHERE incident_id {many} GROUP BY 1",  # noqa: S608
            (ids,),
        )
    )
    services: defaultdict[str, list[Row]] = defaultdict(list)
    for row in fetch_rows(
        db,
        f"SELECT * FROM incident_services WHERE incident_id {many} ORDER BY position",  # noqa: S608
        (ids,),
    ):
        services[row["incident_id"]].append(row)
    causes: defaultdict[str, list[str]] = defaultdict(list)
    conflicts: defaultdict[str, list[str]] = defaultdict(list)
    for incident, kind, sort, best in db.conn.execute(
        f"""SELECT incident_id, type, kind, best FROM findings
        WHERE incident_id {many} AND ended_at IS NULL ORDER BY incident_id, type, id""",  # noqa: S608
        (ids,),
    ):
        if kind == "cause" and best and sort != "superseded":
            causes[incident].append(best)
        if sort == "conflict" and kind not in conflicts[incident]:
            conflicts[incident].append(kind)
    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for incident, outlet in db.conn.execute(
        f"""SELECT DISTINCT p.incident_id, a.outlet FROM incident_articles p JOIN articles a ON a.id = p.article_id
        WHERE p.incident_id {many} AND p.removed_at IS NULL AND p.role IN ('primary', 'update')
        ORDER BY p.incident_id, a.outlet""",  # noqa: S608
        (ids,),
    ):
        outlets[incident].append(outlet)
    for row in rows:
        own = services[row["id"]]
        lead = next((s for s in own if s["service"] == row["lead_service"]), own[0] if own else None)
        row |= {
            "sequence": int(counts.get(row["id"], 0)),
            "provider": lead["provider"] if lead else "",
            "service_name": lead["name"] if lead else row["lead_service"],
            "causes": causes[row["id"]],
            "conflicts": conflicts[row["id"]],
            "outlets": outlets[row["id"]],
        }
    return rows


def require_provider(db: Database, slug: str) -> str:
    """Return the name by which a provider or service is known; raises NotFoundError when no incident names it."""
    row = db.conn.execute(
        """SELECT iif(service = :slug, name, :slug) FROM incident_services WHERE :slug IN (service, provider)
        ORDER BY service <> :slug LIMIT 1""",
        {"slug": slug},
    ).fetchone()
    if row is None:
        raise NotFoundError(
            "no incident names this provider",
            subject=slug,
            hint=hint_at_services(db, slug) or "`newsagg incidents` lists them",
        )
    return str(row[0])
