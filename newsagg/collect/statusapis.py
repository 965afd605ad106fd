"""The JSON of hosts of status pages (Statuspage, Instatus, Better Stack, Status.io, Sorry ...) -> incidents. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from newsagg.collect.feedtimes import read_time
from newsagg.collect.statusfeeds import read_status_atom
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
from newsagg.collect.statusmarkdown import drop_markdown
from newsagg.collect.statuswords import type_state
from newsagg.model import Feed

Row = dict[str, Any]

_FILED_WITHIN = timedelta(minutes=1)
"""Statuspage fills ``started_at`` with the filing's own time unless somebody sets it; seconds apart is no statement."""


def read_statuspage_json(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield what Atlassian Statuspage's API v2 lists, and incident.io's, which answers in the same form.

    Reads incidents.json, scheduled-maintenances.json and summary.json; incident.io writes null for an empty list.
    """
    document = read_json(body)
    if not isinstance(document, dict) or not {"incidents", "scheduled_maintenances"} & set(document):
        raise ValueError("neither incidents nor scheduled_maintenances in it")
    page = text_of(table_of(document.get("page")), "url") or feed.homepage
    for row in rows_of(document.get("incidents")) + rows_of(document.get("scheduled_maintenances")):
        filed = time_of(row, "created_at", "started_at")
        started = time_of(row, "started_at")
        told = started is not None and filed is not None and abs(started - filed) > _FILED_WITHIN
        link = text_of(row, "shortlink", "url")
        if not link or "stspg.io" in link:  # the short link says nothing; this is where it leads
            link = f"{page.rstrip('/')}/incidents/{text_of(row, 'id')}"
        yield Incident(
            key=text_of(row, "id"),
            title=text_of(row, "name"),
            link=link,
            begun=started or filed,
            updates=list(_read_statuspage_updates(row)),
            started=started if told else None,
            planned_from=time_of(row, "scheduled_for"),
            planned_to=time_of(row, "scheduled_until"),
        )


def _read_statuspage_updates(row: Row) -> Iterator[Update]:
    impact = text_of(row, "impact")
    whole = names_of(row.get("components"), "name")
    reported = False
    for update in rows_of(row.get("incident_updates")):
        at = time_of(update, "display_at", "created_at", "updated_at")
        state, words = text_of(update, "status"), text_of(update, "body")
        if type_state(state) == "postmortem":
            reported = True
            # The page prints the report in place of the update that only says that there is one.
            words = drop_markdown(max(words, text_of(row, "postmortem_body"), key=len))
        if at is not None:
            named = names_of(update.get("affected_components"), "name")
            yield Update(at=at, state=state, body=words, impact=impact, components=named or whole)
    report, published = text_of(row, "postmortem_body"), time_of(row, "postmortem_published_at")
    if report and published and not reported and not row.get("postmortem_ignored"):
        yield Update(
            at=published, state="postmortem", body=drop_markdown(report), impact=impact, components=whole
        )


_INSTATUS_IMPACT = {
    "OPERATIONAL": "none", "UNDERMAINTENANCE": "none", "DEGRADEDPERFORMANCE": "minor", "MINOROUTAGE": "minor",
    "PARTIALOUTAGE": "major", "MAJOROUTAGE": "critical",
}  # fmt: skip


def read_instatus(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield what Instatus lists: its Atom or RSS history, its summary.json, and incidents in the API's form."""
    if body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from read_status_atom(feed, body)
        return
    document = read_json(body)
    if isinstance(document, list):
        document = {"incidents": document}
    lists = {"incidents", "activeIncidents", "maintenances", "activeMaintenances", "page"}
    if not isinstance(document, dict) or not lists & set(document):
        raise ValueError("neither incidents nor activeIncidents in it")
    for name, planned in (("incidents", False), ("activeIncidents", False), ("maintenances", True),
                          ("activeMaintenances", True)):  # fmt: skip
        for row in rows_of(document.get(name)):
            yield _read_instatus_row(row, planned)


def _read_instatus_row(row: Row, planned: bool) -> Incident:
    impact = _INSTATUS_IMPACT.get(text_of(row, "impact").upper(), "")
    given = rows_of(row.get("updates")) or [{**row, "started": text_of(row, "updatedAt", "started", "start")}]
    starts = time_of(row, "start", "started", "createdAt")
    minutes = text_of(row, "duration")
    ends = starts + timedelta(minutes=int(minutes)) if planned and starts and minutes.isdecimal() else None
    updates = [
        Update(
            at=at,
            state=_quiet(text_of(update, "status")) if planned else text_of(update, "status"),
            body=text_of(update, "messageHtml", "message", "name"),
            impact=impact,
            components=names_of(row.get("components"), "name"),
        )
        for update in given
        if (at := time_of(update, "started", "createdAt", "updatedAt"))
    ]
    return Incident(
        key=text_of(row, "id"),
        title=text_of(row, "name"),
        link=text_of(row, "url"),
        begun=time_of(row, "createdAt", "started", "start") if planned else starts,
        updates=updates,
        ended=None if planned else time_of(row, "resolved"),
        planned_from=starts if planned else None,
        planned_to=ends,
    )


def _quiet(word: str) -> str:
    """The word of a maintenance: what an incident's words mean for it."""
    state = type_state(word)
    if state in ("resolved", "completed"):
        return "completed"
    return state if state in ("in_progress", "verifying", "cancelled") else "scheduled"


_BETTER_IMPACT = {"downtime": "critical", "degraded": "minor", "maintenance": "none", "operational": "none"}


def read_betterstack(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the reports in the index.json of a Better Stack page (JSON:API).

    A report has no state but the aggregate one, which ends with "resolved"; ``ends_at`` may stay empty then.
    """
    document = table_of(read_json(body))
    if table_of(document.get("data")).get("type") != "status_page":
        raise ValueError("no status_page in it")
    included = rows_of(document.get("included"))
    by_id = {(text_of(row, "type"), text_of(row, "id")): table_of(row.get("attributes")) for row in included}
    for row in included:
        if text_of(row, "type") not in ("status_report", "status_page_report"):
            continue
        told = table_of(row.get("attributes"))
        linked = table_of(table_of(table_of(row.get("relationships")).get("status_updates")))
        notes = [
            by_id.get(("status_update", text_of(part, "id")), {}) for part in rows_of(linked.get("data"))
        ]
        planned = "maintenance" in (text_of(told, "report_type"), text_of(told, "aggregate_state"))
        yield Incident(
            key=text_of(row, "id"),
            title=text_of(told, "title"),
            link=f"{(feed.homepage or feed.url).rstrip('/')}/incident/{text_of(row, 'id')}",
            begun=time_of(told, "starts_at"),
            updates=list(_read_better_notes(notes, told, by_id, planned)),
            started=None if planned else time_of(told, "starts_at"),
            ended=None if planned else time_of(told, "ends_at"),
            planned_from=time_of(told, "starts_at") if planned else None,
            planned_to=time_of(told, "ends_at") if planned else None,
        )


def _read_better_notes(
    notes: list[Row], report: Row, by_id: dict[tuple[str, str], Row], planned: bool
) -> Iterator[Update]:
    timed = sorted(
        ((at, note) for note in notes if (at := time_of(note, "published_at"))), key=lambda part: part[0]
    )
    over = text_of(report, "aggregate_state") == "resolved"
    for number, (at, note) in enumerate(timed, 1):
        hit = rows_of(note.get("affected_resources")) or rows_of(report.get("affected_resources"))
        states = {text_of(part, "status") for part in hit}
        named = (
            by_id.get(("status_page_resource", text_of(part, "status_page_resource_id")), {}) for part in hit
        )
        last = number == len(timed)
        if planned:
            state = "completed" if last and over else "scheduled"
        elif states == {"resolved"} or (last and over):
            state = "resolved"
        else:
            state = "investigating" if number == 1 else "update"
        yield Update(
            at=at,
            state=state,
            body=text_of(note, "message"),
            impact=next((word for key, word in _BETTER_IMPACT.items() if key in states), ""),
            components=tuple(dict.fromkeys(name for part in named if (name := text_of(part, "public_name")))),
        )


_STATUSIO_STATE = {100: "investigating", 200: "identified", 300: "monitoring"}
_STATUSIO_IMPACT = {100: "none", 200: "none", 300: "minor", 400: "major", 500: "critical", 600: "major"}


def read_statusio(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents and maintenances of Status.io's public API (status/PAGE, incidents, maintenances)."""
    result = table_of(table_of(read_json(body)).get("result"))
    if not {"incidents", "maintenance", "active_incidents", "resolved_incidents", "status"} & set(result):
        raise ValueError("no result with incidents in it")
    maintenance = table_of(result.get("maintenance"))
    listed = [(row, False) for name in ("incidents", "active_incidents", "resolved_incidents")
              for row in rows_of(result.get(name))]  # fmt: skip
    listed += [(row, True) for name in ("active", "upcoming") for row in rows_of(maintenance.get(name))]
    listed += [(row, True) for name in ("active_maintenances", "upcoming_maintenances", "resolved_maintenances")
               for row in rows_of(result.get(name))]  # fmt: skip
    page = feed.url.rstrip("/").rpartition("/")[2]
    for row, planned in listed:
        kind = "maintenance" if planned else "incident"
        components = names_of(row.get("components_affected"), "name")
        closed = time_of(row, "datetime_resolved", "datetime_close", "datetime_end")
        updates = [
            Update(
                at=at,
                state=_statusio_state(message, planned),
                body=text_of(message, "details"),
                impact=_STATUSIO_IMPACT.get(_number(message.get("status")), ""),
                components=components,
            )
            for message in rows_of(row.get("messages"))
            if (at := time_of(message, "datetime"))
        ]
        yield Incident(
            key=text_of(row, "_id", "id"),
            title=text_of(row, "name"),
            link=f"{(feed.homepage or feed.url).rstrip('/')}/pages/{kind}/{page}/{text_of(row, '_id', 'id')}",
            begun=time_of(row, "datetime_open"),
            updates=updates,
            ended=None if planned else closed,
            planned_from=time_of(row, "datetime_planned_start") if planned else None,
            planned_to=time_of(row, "datetime_planned_end") if planned else None,
            regions=names_of(row.get("containers_affected"), "name"),
        )


def _statusio_state(message: Row, planned: bool) -> str:
    if _number(message.get("status")) == 100:  # operational again
        return "completed" if planned else "resolved"
    if planned:
        return "in_progress" if _number(message.get("state")) >= 200 else "scheduled"
    return _STATUSIO_STATE.get(_number(message.get("state")), "update")


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def read_sorry(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the notices of a Sorry page: planned and unplanned, with the times that the vendor gives them."""
    document = read_json(body)
    rows = rows_of(document if isinstance(document, list) else table_of(document).get("notices"))
    if not rows and "notices" not in table_of(document) and not isinstance(document, list):
        raise ValueError("no notices in it")
    for row in rows:
        planned = text_of(row, "type") == "planned"
        components = names_of(row.get("components"), "name")
        given = rows_of(row.get("updates")) or [row]
        updates = [
            Update(
                at=at,
                state=_quiet(text_of(update, "state")) if planned else text_of(update, "state"),
                body=text_of(update, "content", "content_html", "synopsis", "subject"),
                components=components,
            )
            for update in given
            if (at := time_of(update, "created_at", "published_at", "began_at", "updated_at"))
        ]
        yield Incident(
            key=text_of(row, "id", "hashid"),
            title=text_of(row, "subject"),
            link=text_of(row, "url")
            or f"{(feed.homepage or feed.url).rstrip('/')}/notices/{text_of(row, 'id')}",
            begun=time_of(row, "published_at", "created_at", "began_at"),
            updates=updates,
            started=None if planned else time_of(row, "began_at"),
            ended=None if planned else time_of(row, "ended_at"),
            planned_from=time_of(row, "begins_at", "began_at") if planned else None,
            planned_to=time_of(row, "ends_at", "ended_at") if planned else None,
        )


_CACHET = {0: "scheduled", 1: "investigating", 2: "identified", 3: "monitoring", 4: "resolved"}


def read_cachet(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of a Cachet page (api/v1/incidents): its first message and the updates after it."""
    document = table_of(read_json(body))
    if not isinstance(document.get("data"), list):
        raise ValueError("no data in it")
    for row in rows_of(document["data"]):
        notes = rows_of(row.get("updates"))
        first = _cachet_update(
            row, "investigating" if notes else "", time_of(row, "created_at", "occurred_at")
        )
        updates = [first, *(_cachet_update(note, "", time_of(note, "created_at")) for note in notes)]
        occurred, filed = time_of(row, "occurred_at"), time_of(row, "created_at")
        apart = occurred is not None and filed is not None and abs(occurred - filed) > _FILED_WITHIN
        planned = time_of(row, "scheduled_at") if _number(row.get("status")) == 0 else None
        yield Incident(
            key=text_of(row, "id"),
            title=text_of(row, "name"),
            link=text_of(row, "permalink")
            or f"{(feed.homepage or feed.url).rstrip('/')}/incidents/{text_of(row, 'id')}",
            begun=filed or occurred,
            updates=[update for update in updates if update is not None],
            started=occurred if apart else None,
            planned_from=planned,
        )


def _cachet_update(row: Row, state: str, at: datetime | None) -> Update | None:
    if at is None or read_time(at.isoformat()) is None:
        return None
    told = text_of(row, "human_status") or _CACHET.get(_number(row.get("status")), "update")
    planned = _number(row.get("status")) == 0 and "status" in row
    return Update(
        at=at, state="scheduled" if planned else state or told, body=text_of(row, "message", "name")
    )
