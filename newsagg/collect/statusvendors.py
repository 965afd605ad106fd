"""The JSON of vendors with a page of their own (Slack, Salesforce, Apple) -> incidents with their updates. Pure."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from newsagg.collect.feedtimes import read_time
from newsagg.collect.statusforms import (
    Incident,
    Update,
    names_of,
    read_json,
    rows_of,
    table_of,
    text_of,
    time_of,
)
from newsagg.collect.statuswords import guess_state
from newsagg.model import Feed

Row = dict[str, Any]

_SLACK_IMPACT = {"notice": "none", "incident": "major", "outage": "critical", "maintenance": "none"}


def read_slack_json(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of Slack's status API v2.0.0: current and history."""
    document = read_json(body)
    if not isinstance(document, list) and "active_incidents" not in table_of(document):
        raise ValueError("neither a history nor active_incidents")
    for row in rows_of(document if isinstance(document, list) else document.get("active_incidents")):
        kind, status = text_of(row, "type"), text_of(row, "status")
        planned = kind == "maintenance" or status in ("scheduled", "completed", "cancelled")
        notes = [
            (at, text_of(note, "body"))
            for note in rows_of(row.get("notes"))
            if (at := time_of(note, "date_created"))
        ]
        last = max((at for at, _ in notes), default=None)
        yield Incident(
            key=text_of(row, "id"),
            title=text_of(row, "title"),
            link=text_of(row, "url"),
            begun=time_of(row, "date_created"),
            updates=[
                Update(
                    at=at,
                    state=_slack_state(text, status, planned=planned, last=at == last),
                    body=text,
                    impact=_SLACK_IMPACT.get(kind, ""),
                    components=names_of(row.get("services"), "name"),
                )
                for at, text in notes
            ],
        )


def _slack_state(text: str, status: str, *, planned: bool, last: bool) -> str:
    if planned:
        return (
            status
            if last and status in ("completed", "cancelled")
            else "completed"
            if last and status == "resolved"
            else "scheduled"
        )
    if last and status == "resolved":
        return "resolved"
    found = guess_state(re.sub(r"<[^<>]{1,200}>", " ", text[:3_000]).strip())
    return "monitoring" if found == "resolved" and not last else found


_SALESFORCE_STATE = {
    "investigating": "investigating", "confirmed": "investigating", "acknowledged": "investigating",
    "statuschange": "update", "update": "update", "rca": "postmortem", "rootcause": "postmortem",
    "resolved": "resolved",
    "scheduled": "scheduled", "inprogress": "in_progress", "completed": "completed", "allclear": "resolved",
}  # fmt: skip
_SALESFORCE_KIND = {"servicedisruption": "critical", "performancedegradation": "minor", "featuredisruption": "major",
                    "featuredegradation": "minor"}  # fmt: skip


def read_salesforce(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents and maintenances of Salesforce's trust API v1, with impacts that say when and how badly."""
    document = read_json(body)
    rows = rows_of(document) if isinstance(document, list) else rows_of([document])
    if not isinstance(document, list) and "IncidentEvents" not in table_of(document):
        raise ValueError("no list of incidents")
    for row in rows:
        planned = "MaintenanceEvents" in row or "plannedStartTime" in row
        impacts = rows_of(row.get("IncidentImpacts")) + rows_of(row.get("MaintenanceImpacts"))
        kinds = [re.sub(r"\W", "", text_of(impact, "type").lower()) for impact in impacts]
        impact = next((_SALESFORCE_KIND[kind] for kind in _SALESFORCE_KIND if kind in kinds), "")
        impact = impact or next(
            (text_of(part, "severity") for part in impacts if text_of(part, "severity")), ""
        )
        begun = min((at for part in impacts if (at := time_of(part, "startTime"))), default=None)
        ends = [at for part in impacts if (at := time_of(part, "endTime"))]
        events = rows_of(row.get("IncidentEvents")) + rows_of(row.get("MaintenanceEvents"))
        message = table_of(row.get("message"))
        components = names_of(row.get("instanceKeys")) or names_of(row.get("serviceKeys"))
        key = text_of(row, "id", "externalId")
        kind, services = "Maintenance" if planned else "Incident", names_of(row.get("serviceKeys"))
        yield Incident(
            key=key,
            title=text_of(row, "name", "subject") or f"{kind} {key}: {', '.join(services[:3])}".rstrip(": "),
            link=f"{(feed.homepage or feed.url).rstrip('/')}/{'maintenances' if planned else 'incidents'}/{key}",
            begun=time_of(row, "createdAt") or begun,
            updates=[
                *_read_salesforce_events(events, impact, components),
                *_read_salesforce_cause(message, row, impact, components),
            ],
            started=None if planned else begun,
            ended=max(ends) if ends and len(ends) == len(impacts) and not planned else None,
            planned_from=time_of(row, "plannedStartTime") or (begun if planned else None),
            planned_to=time_of(row, "plannedEndTime") or (max(ends) if planned and ends else None),
        )


def _read_salesforce_events(events: list[Row], impact: str, components: tuple[str, ...]) -> Iterator[Update]:
    for event in events:
        at = time_of(event, "createdAt", "updatedAt")
        kind = re.sub(r"\W", "", text_of(event, "type").lower())
        words = text_of(event, "message")
        if at is not None and words:
            state = _SALESFORCE_STATE.get(kind, text_of(event, "type") or guess_state(words))
            yield Update(at=at, state=state, body=words, impact=impact, components=components)


def _read_salesforce_cause(
    message: Row, row: Row, impact: str, components: tuple[str, ...]
) -> Iterator[Update]:
    """The vendor's own field for the cause, which it fills in afterwards."""
    cause, at = text_of(message, "rootCause"), time_of(row, "updatedAt")
    if cause and at is not None:
        yield Update(
            at=at, state="postmortem", body=f"Root cause: {cause}", impact=impact, components=components
        )


_APPLE_IMPACT = {"outage": "critical", "issue": "minor", "performance": "minor", "maintenance": "none"}


def read_apple(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events in Apple's system status, JSON or JSONP; an event that several services share comes once."""
    document = table_of(read_json(body))
    if not isinstance(document.get("services"), list):
        raise ValueError("no services in it")
    found: dict[str, tuple[Row, list[str]]] = {}
    for service in rows_of(document["services"]):
        name = text_of(service, "serviceName")
        for event in rows_of(service.get("events")):
            key = text_of(event, "messageId") or f"{name} {text_of(event, 'epochStartDate', 'startDate')}"
            found.setdefault(key, (event, []))[1].append(name)
    for key, (event, names) in found.items():
        kind, status = text_of(event, "statusType"), text_of(event, "eventStatus").lower()
        start = time_of(event, "epochStartDate", "startDate")
        end = time_of(event, "epochEndDate", "endDate")
        posted = _read_apple_date(text_of(event, "datePosted")) or end or start
        planned = kind.lower() == "maintenance"
        over = status in ("resolved", "completed")
        hit = text_of(event, "usersAffected")
        words = " ".join(part.rstrip(".") + "." for part in (text_of(event, "message"), hit) if part)
        state = ("completed" if over else "scheduled" if status == "upcoming" else "in_progress") if planned else (
            "resolved" if over else "investigating")  # fmt: skip
        yield Incident(
            key=key,
            title=f"{', '.join(dict.fromkeys(names))} - {kind or 'Issue'}",
            link="",
            begun=start,
            updates=[
                Update(
                    at=at,
                    state=state,
                    body=words,
                    impact=_APPLE_IMPACT.get(kind.lower(), ""),
                    components=tuple(dict.fromkeys([*names, *names_of(event.get("affectedServices"))])),
                )
                for at in (posted,)
                if at is not None
            ],
            started=None if planned else start,
            ended=None if planned or not over else end,
            planned_from=start if planned else None,
            planned_to=end if planned else None,
        )


def _read_apple_date(written: str) -> datetime | None:
    """Read 03/02/2026 09:15 PST, month first; what else there may be as any feed's time."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4}) (\d\d:\d\d) ([A-Z]{3,4})", written.strip())
    if found is None:
        return read_time(written)
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    month = int(found[1])
    if not 1 <= month <= 12:
        return None
    return read_time(f"{found[2]} {names[month - 1]} {found[3]} {found[4]} {found[5]}")
