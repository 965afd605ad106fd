"""What an incident's line shows and what its sources agree on -> its row, services, findings. Writes.

A finding that stays as it was keeps its row and its first sight; one that changed is ended and a new row begins.
"""

from typing import Any

from newsagg.errors import StoreError
from newsagg.model import DescribeIncident, Finding, Headline, ServiceRole
from newsagg.store.connect import fetch_rows
from newsagg.store.history import Scribe
from newsagg.store.rows import keep_text, read_service, write_maybe_time
from newsagg.store.stories import save_echoes, save_steps
from newsagg.store.versions import insert_row, update_row
from newsagg.vocabulary import FindingKind, RecordState

_OUR_REASON = "its articles or claims changed"


def describe_incident(scribe: Scribe, row: dict[str, Any], change: DescribeIncident) -> None:
    """Bring an incident's row, services and findings up to a description; an event for each thing that changed."""
    reason = change.reason or _OUR_REASON
    columns = _write_headline(change.headline)
    if change.state is RecordState.MERGED:
        if not row["merged_into"]:
            raise StoreError(
                "cannot be called merged without a survivor", subject=row["id"], hint="use MergeIncident"
            )
    elif row["merged_into"]:
        columns["merged_into"] = None
    columns["state"] = change.state.value
    changed = {name: value for name, value in columns.items() if row[name] != value}
    if changed:
        update = changed | {"changed_at": scribe.now}
        settings = ", ".join(f"{name} = :{name}" for name in update)
        scribe.db.conn.execute(
            f"UPDATE incidents SET {settings} WHERE id = :id",  # noqa: S608
            update | {"id": row["id"]},
        )
    because = dict(change.because)
    for name, value in changed.items():
        kind = "revived" if name == "merged_into" else "described"
        why = because.get(name, reason)
        scribe.note(row["id"], kind, why, field=name, old=_say(row[name]), new=_say(value))
    _save_services(scribe, row["id"], change.headline.services, reason)
    _save_findings(scribe, row["id"], change.findings)
    save_echoes(scribe, row["id"], change.echoes)
    save_steps(scribe, row["id"], change.steps)


def _say(value: Any) -> str | None:
    return None if value is None else str(value)


def _write_headline(headline: Headline) -> dict[str, Any]:
    return {
        "title": keep_text(headline.title),
        "lead_service": headline.lead_service,
        "started_from": write_maybe_time(headline.started_from),
        "started_to": write_maybe_time(headline.started_to),
        "ended_from": write_maybe_time(headline.ended_from),
        "ended_to": write_maybe_time(headline.ended_to),
        "first_reported_at": write_maybe_time(headline.first_reported_at),
        "lifecycle": headline.lifecycle.value,
        "severity": headline.severity.value,
        "vendor_severity": headline.vendor_severity.value if headline.vendor_severity else None,
        "mode": headline.mode.value,
        "confirmation": headline.confirmation.value,
        "origins": headline.origins,
    }


def _save_services(scribe: Scribe, incident: str, services: tuple[ServiceRole, ...], reason: str) -> None:
    known = [
        read_service(row)
        for row in fetch_rows(
            scribe.db, "SELECT * FROM incident_services WHERE incident_id = ? ORDER BY position", (incident,)
        )
    ]
    if known == list(services):
        return
    scribe.db.conn.execute("DELETE FROM incident_services WHERE incident_id = ?", (incident,))
    for place, role in enumerate(services):
        row = {"incident_id": incident, "position": place, "service": role.slug, "name": role.name}
        row |= {"provider": role.provider, "role": role.role, "proposed": int(role.proposed)}
        insert_row(scribe.db, "incident_services", row)
    old, new = (", ".join(f"{role.slug} ({role.role})" for role in roles) for roles in (known, services))
    scribe.note(incident, "described", reason, field="services", old=old or None, new=new or None)


def _save_findings(scribe: Scribe, incident: str, findings: tuple[Finding, ...]) -> None:
    known = _live_findings(scribe, incident)
    wanted = [_write_finding(finding) for finding in findings]
    ended = [row for row in known if _compare(row) not in wanted]
    kept = [_compare(row) for row in known if _compare(row) in wanted]
    begun = [(finding, row) for finding, row in zip(findings, wanted, strict=True) if row not in kept]
    for row in ended:
        update_row(scribe.db, "findings", row["id"], {"ended_at": scribe.now})
    for finding, row in begun:
        columns = {name: value for name, value in row.items() if name != "claims"}
        finding_id = insert_row(
            scribe.db, "findings", columns | {"incident_id": incident, "first_seen_at": scribe.now}
        )
        scribe.db.conn.executemany(
            "INSERT INTO finding_claims (finding_id, position, claim_id) VALUES (?, ?, ?)",
            [(finding_id, place, claim_id) for place, claim_id in enumerate(finding.claims)],
        )
    if ended or begun:
        _note_findings(scribe, incident, ended, [row for _, row in begun])
        _mark_superseded(scribe, incident)


def _live_findings(scribe: Scribe, incident: str) -> list[dict[str, Any]]:
    rows = fetch_rows(
        scribe.db,
        "SELECT * FROM findings WHERE incident_id = ? AND ended_at IS NULL ORDER BY id",
        (incident,),
    )
    for row in rows:
        row["claims"] = [
            claim_id
            for (claim_id,) in scribe.db.conn.execute(
                "SELECT claim_id FROM finding_claims WHERE finding_id = ? ORDER BY position", (row["id"],)
            )
        ]
    return rows


def _write_finding(finding: Finding) -> dict[str, Any]:
    return {
        "type": finding.type.value,
        "kind": finding.kind.value,
        "best": keep_text(finding.best),
        "reason": keep_text(finding.reason),
        "sentence": keep_text(finding.sentence),
        "origins": finding.origins,
        "speakers": finding.speakers,
        "claims": list(finding.claims),
    }


def _compare(row: dict[str, Any]) -> dict[str, Any]:
    names = ("type", "kind", "best", "reason", "sentence", "origins", "speakers", "claims")
    return {name: row[name] for name in names}


def _note_findings(
    scribe: Scribe, incident: str, ended: list[dict[str, Any]], begun: list[dict[str, Any]]
) -> None:
    """Tell the history what is found now for each type of claim, unless only the words or the support changed."""

    def tell(rows: list[dict[str, Any]], kind: str) -> str | None:
        said = [
            f"{row['kind']}: {row['best']}" if row["best"] else row["kind"]
            for row in rows
            if row["type"] == kind
        ]
        return "; ".join(said) or None

    for kind in sorted({row["type"] for row in (*ended, *begun)}):
        old, new = tell(ended, kind), tell(begun, kind)
        if old != new:
            reasons = [row["reason"] for row in begun if row["type"] == kind and row["reason"]]
            scribe.note(incident, "finding", "; ".join(reasons) or _OUR_REASON, field=kind, old=old, new=new)


def _mark_superseded(scribe: Scribe, incident: str) -> None:
    """Keep ``claims.superseded_at``: of a claim behind another value of its speaker in a superseded finding.

    A claim that is no longer superseded loses the mark; one that still is keeps the time it was first marked.
    """
    is_superseded = """EXISTS (SELECT 1 FROM finding_claims k JOIN findings f ON f.id = k.finding_id
        JOIN finding_claims n ON n.finding_id = f.id AND n.position < k.position
        JOIN claims newer ON newer.id = n.claim_id
        WHERE k.claim_id = claims.id AND f.kind = :kind AND f.ended_at IS NULL AND newer.speaker = claims.speaker
        AND (newer.value, newer.value_slug) <> (claims.value, claims.value_slug))"""
    scribe.db.conn.execute(
        f"""UPDATE claims SET superseded_at = iif(superseded_at IS NULL, :now, NULL)
        WHERE id IN (SELECT k.claim_id FROM findings f JOIN finding_claims k ON k.finding_id = f.id
            WHERE f.incident_id = :incident AND f.kind = :kind)
        AND (superseded_at IS NULL) = {is_superseded}""",  # noqa: S608
        {"kind": FindingKind.SUPERSEDED.value, "now": scribe.now, "incident": incident},
    )
