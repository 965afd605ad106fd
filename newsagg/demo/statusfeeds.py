"""Incidents of a vendor's status page -> its Statuspage history feed or incidents.json. Pure.

Both forms follow what Statuspage serves in the wild: the Atom feed has its updates as HTML, newest first, with times
that lack the year; the JSON API v2 lists typed updates with ISO times.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from html import escape

from newsagg.demo.outlets import DemoArticle, Newsroom, Outlet, StatusUpdate


def write_status_atom(newsroom: Newsroom, outlet: Outlet, incidents: Sequence[DemoArticle]) -> str:
    """Return the Atom history of a status page."""
    host = newsroom.host(outlet.slug)
    entries = ""
    for incident in incidents:
        content = "<p><small>THIS IS A SCHEDULED EVENT</small></p>" if incident.scheduled else ""
        content += "".join(_write_update(update) for update in reversed(incident.updates))
        entries += (
            f"<entry>\n<id>tag:{host},2005:Incident/{_number(incident.id)}</id>\n"
            f"<published>{_iso(incident.updates[0].at)}</published>\n"
            f"<updated>{_iso(incident.updates[-1].at)}</updated>\n"
            f'<link rel="alternate" type="text/html" href="{escape(newsroom.url(incident))}"/>\n'
            f"<title>{escape(incident.title)}</title>\n"
            f'<content type="html">{escape(content)}</content>\n</entry>\n'
        )
    updated = _iso(max(incident.updates[-1].at for incident in incidents)) if incidents else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>tag:{host},2005:/history</id>\n"
        f'<link rel="alternate" type="text/html" href="http://{host}/"/>\n'
        f'<link rel="self" type="application/atom+xml" href="http://{host}/history.atom"/>\n'
        f"<title>{escape(outlet.name)} - Incident History</title>\n<updated>{updated}</updated>\n"
        f"<author><name>{escape(outlet.name.removesuffix(' Status'))}</name></author>\n{entries}</feed>\n"
    )


def write_status_json(newsroom: Newsroom, outlet: Outlet, incidents: Sequence[DemoArticle]) -> str:
    """Return the incidents.json of a status page (Statuspage API v2)."""
    page_id = _key(outlet.slug)
    page = {
        "id": page_id,
        "name": outlet.name.removesuffix(" Status"),
        "url": f"http://{newsroom.host(outlet.slug)}",
        "time_zone": "Etc/UTC",
        "updated_at": _iso(max(i.updates[-1].at for i in incidents)) if incidents else None,
    }
    rows = [_write_incident(newsroom, incident, page_id) for incident in incidents]
    return json.dumps({"page": page, "incidents": rows}, ensure_ascii=False, indent=1)


def _write_incident(newsroom: Newsroom, incident: DemoArticle, page_id: str) -> dict[str, object]:
    key = _key(incident.id)
    last = incident.updates[-1]
    components = [{"id": _key(name), "name": name, "status": "operational"} for name in incident.components]
    resolved = next((_iso(u.at) for u in incident.updates if u.status == "resolved"), None)
    return {
        "id": key,
        "name": incident.title,
        "status": last.status,
        "created_at": _iso(incident.updates[0].at),
        "updated_at": _iso(last.at),
        "monitoring_at": next((_iso(u.at) for u in incident.updates if u.status == "monitoring"), None),
        "resolved_at": resolved,
        "impact": incident.impact,
        "shortlink": newsroom.url(incident),
        "started_at": _iso(incident.updates[0].at),
        "page_id": page_id,
        "incident_updates": [
            {
                "id": _key(f"{incident.id} {update.at}"),
                "status": update.status,
                "body": update.text,
                "incident_id": key,
                "created_at": _iso(update.at),
                "updated_at": _iso(update.at),
                "display_at": _iso(update.at),
                "affected_components": [
                    {
                        "code": _key(name),
                        "name": name,
                        "old_status": "operational",
                        "new_status": "major_outage",
                    }
                    for name in incident.components
                ],
                "deliver_notifications": True,
                "custom_tweet": None,
                "tweet_id": None,
            }
            for update in reversed(incident.updates)
        ],
        "components": components,
        "reminder_intervals": None,
    }


def _write_update(update: StatusUpdate) -> str:
    at = update.at.astimezone(UTC)
    return (
        f"<p><small>{at:%b} <var data-var='date'>{at.day:>2}</var>, <var data-var='time'>{at:%H:%M}</var> UTC</small>"
        f"<br /><strong>{update.status.capitalize()}</strong> - {escape(update.text, quote=False)}</p>"
    )


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _number(text: str) -> int:
    return int(_key(text)[:7], 16)
