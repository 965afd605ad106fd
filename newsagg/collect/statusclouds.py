"""The JSON of clouds with a status page of their own (Google, AWS, Heroku) -> incidents with their updates. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from newsagg.collect.statusforms import (
    MOST_COMPONENTS,
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
from newsagg.collect.statuswords import guess_state, says_over, says_report
from newsagg.collect.urls import absolute_url
from newsagg.model import Feed

Row = dict[str, Any]

_GCP_IMPACT = {"low": "minor", "medium": "major", "high": "critical"}
_GCP_TITLE = re.compile(
    r"^\W*(?:title|summary|description)\W*:?\W*\n+|^\W*(?:title|summary|description)\W*:\s*", re.I
)


def read_gcp_json(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of Google Cloud's and Google Workspace's incidents.json; texts are Markdown."""
    document = read_json(body)
    if not isinstance(document, list):
        raise ValueError("no list of incidents")
    for row in rows_of(document):
        products = names_of(row.get("affected_products"), "title") or (text_of(row, "service_name"),)
        places = [
            *rows_of(row.get("currently_affected_locations")),
            *rows_of(row.get("previously_affected_locations")),
        ]
        listed = rows_of(row.get("updates")) or rows_of([row.get("most_recent_update")])
        timed = [(at, update) for update in listed if (at := time_of(update, "when", "created", "modified"))]
        last = max((at for at, update in timed if not _is_gcp_report(update)), default=None)
        updates = [
            Update(
                at=at,
                state=_gcp_state(update, over=bool(row.get("end")) and at == last),
                body=drop_markdown(text_of(update, "text")),
                impact=_GCP_IMPACT.get(text_of(row, "severity"), text_of(row, "severity")),
                components=products,
            )
            for at, update in timed
        ]
        told = drop_markdown(_GCP_TITLE.sub("", text_of(row, "external_desc")))
        yield Incident(
            key=text_of(row, "id", "number"),
            title=told.strip().partition("\n")[0][:300],
            link=absolute_url(
                text_of(row, "uri"), base=feed.homepage.rstrip("/") + "/" if feed.homepage else feed.url
            ),
            begun=time_of(row, "begin", "created"),
            updates=updates,
            started=time_of(row, "begin"),
            ended=time_of(row, "end"),
            regions=names_of(places, "title"),
        )


def _is_gcp_report(update: Row) -> bool:
    return says_report(text_of(update, "text"))


def _gcp_state(update: Row, *, over: bool) -> str:
    if _is_gcp_report(update):
        return "postmortem"
    if text_of(update, "status") == "AVAILABLE" or over:
        return "resolved"
    return guess_state(drop_markdown(text_of(update, "text")))


_AWS_IMPACT = {"1": "minor", "2": "major", "3": "critical"}


def read_aws_json(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events of AWS's public Health JSON: currentevents, a list, or a history by service."""
    document = read_json(body)
    if isinstance(document, dict):
        current = rows_of(document.get("current")) + rows_of(document.get("archive"))
        rows = current or [row for listed in document.values() for row in rows_of(listed)]
    elif isinstance(document, list):
        rows = rows_of(document)
    else:
        raise ValueError("no events in it")
    for row in rows:
        region, service = text_of(row, "region_name"), text_of(row, "service_name")
        listed = list(table_of(row.get("impacted_services")).values())
        hit = names_of(rows_of(listed), "service_name") or ((service,) if service else ())
        code = re.match(r"arn:aws:health:([a-z0-9-]{0,30}):", text_of(row, "arn"))
        place = " ".join(filter(None, (region, f"({code[1]})" if code and code[1] else "")))
        summary = text_of(row, "summary").removeprefix("[RESOLVED]").strip()
        where = f" ({region})" if region and region not in service else ""
        log = rows_of(row.get("event_log"))
        log = log or [{"message": text_of(row, "description", "summary"), "timestamp": row.get("date"),
                       "summary": text_of(row, "summary")}]  # fmt: skip
        yield Incident(
            key=text_of(row, "arn") or f"{text_of(row, 'service')}_{text_of(row, 'date')}",
            title=f"{service}{where}: {summary}" if service and service not in summary else summary,
            link="",
            begun=time_of(row, "date"),
            updates=[
                Update(
                    at=at,
                    state=_aws_state(entry),
                    body=text_of(entry, "message") or text_of(entry, "summary"),
                    impact=_AWS_IMPACT.get(str(entry.get("status") or row.get("status") or ""), ""),
                    components=hit[:MOST_COMPONENTS],
                )
                for entry in log
                if (at := time_of(entry, "timestamp"))
            ],
            started=time_of(row, "start_time", "startTime"),
            ended=time_of(row, "end_time", "endTime"),
            regions=(place,) if place else (),
        )


def _aws_state(entry: Row) -> str:
    if str(entry.get("status")) == "0" or says_over(text_of(entry, "summary")):
        return "resolved"
    return guess_state(text_of(entry, "message"))


def read_heroku(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield what Heroku's status API v4 lists: incidents, or current-status with its planned work.

    ``resolved`` may be false where ``state`` is "resolved", and planned work stays "upcoming" after its end.
    """
    document = read_json(body)
    if isinstance(document, list):
        listed = [(row, "scheduled" in text_of(row, "state")) for row in rows_of(document)]
    elif {"incidents", "scheduled", "issues"} & set(table_of(document)):
        listed = [(row, False) for name in ("incidents", "issues") for row in rows_of(document.get(name))]
        listed += [(row, True) for row in rows_of(document.get("scheduled"))]
    else:
        raise ValueError("neither incidents nor scheduled in it")
    for row, planned in listed:
        notes = [(at, note) for note in rows_of(row.get("updates")) if (at := time_of(note, "created_at"))]
        notes.sort(key=lambda part: part[0])
        over = text_of(row, "state") == "resolved" or row.get("resolved") is True
        systems = rows_of(row.get("systems"))
        colours = {text_of(system, "status") for system in systems}
        yield Incident(
            key=text_of(row, "id"),
            title=text_of(row, "title"),
            link=text_of(row, "full_url", "href"),
            begun=time_of(row, "created_at"),
            updates=[
                Update(
                    at=at,
                    state=_heroku_state(
                        note, planned=planned, first=number == 0, over=over and number == len(notes) - 1
                    ),
                    body=text_of(note, "contents"),
                    impact="critical" if "red" in colours else "minor" if "yellow" in colours else "",
                    components=names_of(systems, "name"),
                )
                for number, (at, note) in enumerate(notes)
            ],
            regions=names_of(row.get("tags"), "name"),
        )


def _heroku_state(note: Row, *, planned: bool, first: bool, over: bool) -> str:
    words, kind = text_of(note, "contents"), text_of(note, "update_type")
    if planned:
        done = over or re.search(r"\bcomplete[d]?\b|\bhas (?:ended|finished)\b", words[:200], re.I)
        return "completed" if done and not first else "scheduled"
    if kind in ("followup", "postmortem") or says_report(words):
        return "postmortem"
    if kind == "resolved" or over:
        return "resolved"
    return "investigating" if first else guess_state(words)
