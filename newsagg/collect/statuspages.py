"""A vendor's status feed -> one entry per incident, with its typed and timed updates. Pure.

An entry's content is its updates in the order of time, a paragraph each: "Investigating - We are looking into ...".
Every update's body stands in it verbatim. Each format has a reader that yields Incidents; one function makes entries.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from newsagg.collect.feedtimes import read_time
from newsagg.collect.plain import drop_controls, read_line, read_text
from newsagg.collect.statusfeeds import Incident, Update, read_aws_rss, read_azure_rss, read_status_atom
from newsagg.collect.urls import absolute_url, address_of_entry, canonical_url
from newsagg.errors import FeedError
from newsagg.model import Entry, Feed, StatusUpdate

MOST_INCIDENTS, MOST_UPDATES = 1_000, 200
"""Per feed and incident: bounds against floods, and not measured ones."""
LONGEST_UPDATE = 20_000
"""Characters: post-mortems are pasted into updates."""


def parse_status(feed: Feed, body: bytes) -> list[Entry]:
    """Return an entry per incident of a status feed; none when the vendor lists none.

    Raises FeedError when the bytes are not of the feed's format.
    """
    read = STATUS_FORMATS.get(feed.format)
    if read is None:
        raise FeedError(
            f"no such status format: {feed.format!r}", subject=feed.url, hint=", ".join(STATUS_FORMATS)
        )
    try:
        incidents = list(read(feed, body))[:MOST_INCIDENTS]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FeedError(f"is not {feed.format}: {error}"[:300], subject=feed.url) from error
    return [entry for incident in incidents if (entry := _make_entry(feed, incident)) is not None]


def _make_entry(feed: Feed, incident: Incident) -> Entry | None:
    updates = sorted(_settle_updates(incident.updates), key=lambda update: update.at)
    title = read_line(incident.title, limit=500, markup=False)
    if not updates or not incident.key:
        return None
    link = absolute_url(incident.link, base=feed.homepage or feed.url)
    home = feed.homepage or feed.url
    url = canonical_url(link)
    if not url or url in {canonical_url(home), canonical_url(feed.url), canonical_url("/", base=feed.url)}:
        url = address_of_entry(home, incident.key)
    return Entry(
        feed=feed.slug,
        key=incident.key[:500],
        url=url,
        link=link,
        title=title or read_line(updates[0].body, limit=100, markup=False),
        summary=read_line(updates[-1].body, limit=1_000, markup=False),
        content="\n\n".join(f"{_name_state(update.state)} - {update.body}" for update in updates),
        author=feed.outlet,
        published_at=min(incident.begun or updates[0].at, updates[0].at),
        updated_at=updates[-1].at,
        language=feed.language,
        updates=tuple(updates),
    )


def _settle_updates(updates: Iterable[Update]) -> Iterator[StatusUpdate]:
    seen: set[tuple[datetime, str]] = set()
    for update in list(updates)[:MOST_UPDATES]:
        body = read_text(update.body, limit=LONGEST_UPDATE)
        if body and (update.at, body) not in seen:
            seen.add((update.at, body))
            components = tuple(
                dict.fromkeys(name for part in update.components if (name := read_line(part, limit=200)))
            )
            state = re.sub(r"\W+", "_", update.state.strip().lower()).strip("_") or "update"
            yield StatusUpdate(
                at=update.at, state=state, body=body, impact=update.impact, components=components
            )


def _name_state(state: str) -> str:
    return state.replace("_", " ").capitalize()


def _read_json(body: bytes) -> Any:
    return json.loads(body.decode("utf-8-sig", "replace"))


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(row: Mapping[str, Any], *names: str) -> str:
    return drop_controls(next((str(row[name]) for name in names if row.get(name)), ""))


def _when(row: Mapping[str, Any], *names: str) -> datetime | None:
    return next((at for name in names if (at := read_time(row.get(name)))), None)


def _read_statuspage_json(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Atlassian Statuspage API v2: incidents.json, scheduled-maintenances.json, summary.json."""
    document = _read_json(body)
    if not {"incidents", "scheduled_maintenances"} & set(document):
        raise ValueError("neither incidents nor scheduled_maintenances in it")
    for row in _rows(document.get("incidents")) + _rows(document.get("scheduled_maintenances")):
        impact = _text(row, "impact")
        whole = [_text(part, "name") for part in _rows(row.get("components"))]
        updates = [
            Update(
                at=at,
                state=_text(update, "status"),
                body=_text(update, "body"),
                impact=impact,
                components=tuple(_text(part, "name") for part in _rows(update.get("affected_components")))
                or tuple(whole),
            )
            for update in _rows(row.get("incident_updates"))
            if (at := _when(update, "display_at", "created_at", "updated_at"))
        ]
        link = _text(row, "shortlink", "url")
        if not link or "stspg.io" in link:  # the short link says nothing; this is where it leads
            link = f"{_text(document.get('page') or {}, 'url') or feed.homepage}/incidents/{_text(row, 'id')}"
        yield Incident(
            key=_text(row, "id"),
            title=_text(row, "name"),
            link=link,
            begun=_when(row, "started_at", "created_at"),
            updates=updates,
        )


def _read_gcp_json(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Google Cloud's and Google Workspace's incidents.json; texts are Markdown."""
    for row in _rows(_read_json(body)):
        products = tuple(_text(part, "title") for part in _rows(row.get("affected_products"))) or (
            _text(row, "service_name"),
        )
        closed = bool(row.get("end"))
        listed = _rows(row.get("updates")) or _rows([row.get("most_recent_update")])
        last = max((at for update in listed if (at := _when(update, "when", "created"))), default=None)
        updates = [
            Update(
                at=at,
                state="resolved"
                if update.get("status") == "AVAILABLE" or (closed and at == last)
                else "investigating",
                body=_drop_markdown(_text(update, "text")),
                impact=_GCP_IMPACT.get(_text(row, "severity"), _text(row, "severity")),
                components=products,
            )
            for update in listed
            if (at := _when(update, "when", "created", "modified"))
        ]
        yield Incident(
            key=_text(row, "id", "number"),
            title=_drop_markdown(_text(row, "external_desc")).partition("\n")[0][:300],
            link=absolute_url(
                _text(row, "uri"), base=feed.homepage.rstrip("/") + "/" if feed.homepage else feed.url
            ),
            begun=_when(row, "begin", "created"),
            updates=updates,
        )


def _read_slack_json(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Slack's status API v2.0.0: current and history."""
    document = _read_json(body)
    rows = _rows(document.get("active_incidents") if isinstance(document, dict) else document)
    for row in rows:
        kind, ended = _text(row, "type"), _text(row, "status") in ("resolved", "completed")
        notes = [
            (at, _text(note, "body"))
            for note in _rows(row.get("notes"))
            if (at := _when(note, "date_created"))
        ]
        last = max((at for at, _ in notes), default=None)
        open_state = "scheduled" if kind == "maintenance" else "investigating"
        updates = [
            Update(
                at=at,
                state="resolved" if ended and at == last else open_state,
                body=text,
                impact=_SLACK_IMPACT.get(kind, ""),
                components=tuple(str(service) for service in row.get("services") or []),
            )
            for at, text in notes
        ]
        yield Incident(
            key=_text(row, "id"),
            title=_text(row, "title"),
            link=_text(row, "url"),
            begun=_when(row, "date_created"),
            updates=updates,
        )


def _read_instatus(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Instatus: its Atom or RSS history, its summary.json, and incidents in the API's form."""
    if not body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        yield from read_status_atom(feed, body)
        return
    document = _read_json(body)
    if isinstance(document, list):
        document = {"incidents": document}
    if not {"incidents", "activeIncidents", "activeMaintenances", "page"} & set(document):
        raise ValueError("neither incidents nor activeIncidents in it")
    listed = [(row, False) for name in ("incidents", "activeIncidents") for row in _rows(document.get(name))]
    listed += [
        (row, True) for name in ("maintenances", "activeMaintenances") for row in _rows(document.get(name))
    ]
    for row, planned in listed:
        begun = _when(row, "started", "start", "createdAt")
        given = _rows(row.get("updates")) or [{**row, "started": _text(row, "updatedAt", "started", "start")}]
        updates = [
            Update(
                at=at,
                state="scheduled"
                if planned and "complete" not in _text(update, "status").lower()
                else _text(update, "status"),
                body=_text(update, "messageHtml", "message", "name"),
                impact=_INSTATUS_IMPACT.get(_text(row, "impact").upper(), ""),
                components=tuple(_text(part, "name") for part in _rows(row.get("components"))),
            )
            for update in given
            if (at := _when(update, "started", "createdAt", "updatedAt"))
        ]
        yield Incident(
            key=_text(row, "id"),
            title=_text(row, "name"),
            link=_text(row, "url"),
            begun=begun,
            updates=updates,
        )


def _drop_markdown(text: str) -> str:
    text = re.sub(r"\[([^\[\]\n]{1,200})\]\(https?://[^\s()]{1,500}\)", r"\1", text[:100_000])
    text = re.sub(r"^[ \t]{0,8}(?:#{1,6}[ \t]+|[*+-][ \t]+|>[ \t]?)", "", text, flags=re.M)
    text = re.sub(r"(\*\*|__)(?=\S)([^*_\n]{1,500})\1", r"\2", text)
    return re.sub(r"`([^`\n]{1,300})`", r"\1", text)


_GCP_IMPACT = {"low": "minor", "medium": "major", "high": "critical"}
_SLACK_IMPACT = {"notice": "none", "incident": "major", "outage": "critical", "maintenance": "none"}
_INSTATUS_IMPACT = {
    "OPERATIONAL": "none", "UNDERMAINTENANCE": "none", "DEGRADEDPERFORMANCE": "minor", "PARTIALOUTAGE": "major",
    "MAJOROUTAGE": "critical",
}  # fmt: skip

STATUS_FORMATS: Final[Mapping[str, Callable[[Feed, bytes], Iterator[Incident]]]] = {
    "statuspage-atom": read_status_atom,
    "statuspage-json": _read_statuspage_json,
    "gcp-json": _read_gcp_json,
    "aws-rss": read_aws_rss,
    "azure-rss": read_azure_rss,
    "slack-json": _read_slack_json,
    "instatus": _read_instatus,
}
"""What a feed's ``format`` may be, and the reader of each."""
