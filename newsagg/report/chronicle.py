"""Rows of the history of our record -> sentences that people read. Pure.

Rows are those of store/chronicle.py: events of incidents, and decisions. What comes back is not yet made harmless for
any output.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsagg.report.phrases import count_words, shorten

Row = Mapping[str, Any]

_LONGEST = 200
_FIELDS = {
    "started_from": "start, earliest",
    "started_to": "start, latest",
    "ended_from": "end, earliest",
    "ended_to": "end, latest",
    "first_reported_at": "first report",
    "lead_service": "service",
    "vendor_severity": "the vendor's severity",
    "merged_into": "merged into",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened to our record."""

    at: str
    incident: str
    kind: str
    """The event's kind, or ``decision``, or ``undone``."""
    what: str
    why: str
    who: str
    """An analyst, or the run that did it; empty when nobody is on record."""


def tell_history(chronicle: Row) -> list[Line]:
    """Return all that happened to an incident's record, the oldest first; a decision stands before what came of it."""
    lines = [
        *((row["decided_at"], 0, _tell_decided(row)) for row in chronicle["decisions"]),
        *((row["undone_at"], 0, _tell_undone(row)) for row in chronicle["decisions"] if row["undone_at"]),
        *((row["at"], row["id"], tell_event(row)) for row in chronicle["events"]),
    ]
    return [line for _, _, line in sorted(lines, key=lambda entry: entry[:2])]


def tell_event(row: Row) -> Line:
    """Return an event as a line."""
    run = f"run {row['run_id']}" if row["run_id"] else ""
    return Line(
        at=row["at"],
        incident=row["incident_id"],
        kind=row["kind"],
        what=_tell_what(row),
        why=row["reason"] or "",
        who=f"{run} ({row['run_kind']})" if run and row["run_kind"] else run,
    )


def _tell_what(row: Row) -> str:
    field = _FIELDS.get(row["field"], str(row["field"]).replace("_", " "))
    old, new = (_shorten(row[name]) for name in ("old_value", "new_value"))
    article = f"article {row['article_id']}" if row["article_id"] else "an article"
    if row["outlet"]:
        article += f" ({row['outlet']}: {_shorten(row['title'])})"
    match row["kind"]:
        case "opened":
            return f"opened for {new}" if new else "opened"
        case "placed":
            return f"{article} placed in it as {new}"
        case "removed":
            return f"{article} taken out of it"
        case "moved":
            return f"{article}: {field} {old or 'none'} → {new or 'none'}"
        case "merged":
            return f"merged into {new}"
        case "revived":
            return (
                f"stands by itself again, no longer merged into {old}"
                if field == "merged into"
                else "revived"
            )
        case _:
            return f"{field}: {old or 'none'} → {new or 'none'}"


def _shorten(value: object) -> str:
    return shorten(" ".join(str(value or "").split()), _LONGEST)


def tell_decision(row: Row) -> str:
    """Return what a decision says, in a few words."""
    articles = str(row["articles"]).strip("[]")
    many = count_words(len([a for a in articles.split(",") if a.strip()]), "article")
    match row["kind"]:
        case "merge":
            return f"{row['incident_id']} merged into {row['target_id']}"
        case "split":
            return f"{many} split off {row['incident_id']} as {row['target_id']}"
        case "move":
            return f"{many} moved from {row['incident_id']} to {row['target_id']}"
        case "reject":
            return f"{row['incident_id']} rejected"
        case "claim":
            field = str(row["field"]).replace("_", " ")
            return (
                f"{field} added to {row['incident_id']} from article {articles}: “{_shorten(row['value'])}”"
            )
        case _:
            return f"{row['field']} of {row['incident_id']} set to {_shorten(row['value'])}"


def _tell_decided(row: Row) -> Line:
    return Line(
        at=row["decided_at"],
        incident=row["incident_id"],
        kind="decision",
        what=f"decision {row['id']}: {tell_decision(row)}{' (undone since)' if row['undone_at'] else ''}",
        why=row["reason"],
        who=row["decided_by"],
    )


def _tell_undone(row: Row) -> Line:
    return Line(
        at=row["undone_at"],
        incident=row["incident_id"],
        kind="undone",
        what=f"decision {row['id']} undone: {tell_decision(row)}",
        why=row["undone_because"],
        who=row["undone_by"],
    )


def gather_by_incident(rows: Sequence[Row]) -> dict[str, list[Line]]:
    """Return events as lines under their incidents, in the order in which these first come."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        found.setdefault(row["incident_id"], []).append(tell_event(row))
    return found
