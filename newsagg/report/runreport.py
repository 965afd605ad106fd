"""What a run did, as rows -> tables, sentences and lines of a log that a person reads; happenings. Pure.

Titles and errors come from the web: :func:`in_markdown` takes the power out of them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsagg.report.phrases import clean, count_words, shorten

Row = dict[str, Any]

MOST_ROWS = 50
"""Rows of a table; the rest is counted."""
HAPPENINGS = ("opened", "escalated", "merged", "resolved")
_LONGEST = 160
_HEARD = ("ok", "not_modified", "moved")
_SEVERITIES = ("none", "minor", "major", "critical")
_OVER = ("resolved", "postmortem")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#!&~@]|:(?=//))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to an incident, in a word that automations can wait for."""

    event_id: int
    kind: str
    """opened, escalated, resolved or merged."""
    incident: str
    title: str
    service: str
    provider: str
    severity: str
    lifecycle: str
    at: str
    old: str
    new: str
    reason: str
    article_id: int | None


def find_happenings(events: Iterable[Row]) -> list[Happening]:
    """Return which events opened, escalated, resolved or merged an incident, in order.

    Escalated is a graver severity than the record had; resolved is the step to resolved or postmortem, also when the
    incident opens so.
    """
    return [_happening(event, kind) for event in events if (kind := _kind_of(event))]


def _kind_of(event: Row) -> str:
    if event["kind"] in ("opened", "merged"):
        return str(event["kind"])
    old, new = event["old_value"], event["new_value"]
    if event["kind"] != "described":
        return ""
    if event["field"] == "severity" and old in _SEVERITIES and new in _SEVERITIES:
        return "escalated" if _SEVERITIES.index(new) > _SEVERITIES.index(old) else ""
    if event["field"] == "lifecycle" and new in _OVER and old not in _OVER:
        return "resolved"
    return ""


def _happening(event: Row, kind: str) -> Happening:
    return Happening(
        event_id=event["id"],
        kind=kind,
        incident=event["incident_id"],
        title=clean(event["title"]),
        service=event["service"],
        provider=event["provider"] or "",
        severity=event["severity"] or "",
        lifecycle=event["lifecycle"] or "",
        at=event["at"],
        old=event["old_value"] or "",
        new=(event["merged_into"] if kind == "merged" else event["new_value"]) or "",
        reason=clean(event["reason"]),
        article_id=event["article_id"],
    )


def in_markdown(text: object) -> str:
    """Return text that Markdown and HTML show as it stands, on one line and not too long."""
    return _MARKDOWN.sub(r"\\\1", shorten(" ".join(clean(text).split()), _LONGEST)).replace("\\<", "&lt;")


def link_incident(incident: str, public_url: str) -> str:
    """Return an incident's id, leading to its page where the desk has an address."""
    return f"[{incident}]({public_url.rstrip('/')}/incident/{incident})" if public_url else f"`{incident}`"


def tell_markdown(run: Row, *, public_url: str) -> str:
    """Return a run's report as Markdown: what came in, what failed, what happened to incidents."""
    parts = [f"# newsagg run {run['id']}", "", summarise(run), ""]
    happened = find_happenings(run["events"])
    for kind, heading in (
        ("opened", "Incidents opened"),
        ("escalated", "Incidents that became graver"),
        ("merged", "Incidents merged"),
        ("resolved", "Incidents resolved"),
    ):
        rows = [
            (link_incident(h.incident, public_url), h.severity, _step(h, public_url), in_markdown(h.title))
            for h in happened
            if h.kind == kind
        ]
        parts += _table(heading, ("incident", "severity", "step", "title"), rows)
    fresh = [row for row in run["feeds"] if row["new_entries"] or row["changed_entries"]]
    parts += _table(
        "Feeds that brought something",
        ("feed", "new", "changed"),
        [
            (f"`{row['feed']}`", row["new_entries"], row["changed_entries"])
            for row in sorted(
                fresh, key=lambda row: (-row["new_entries"] - row["changed_entries"], row["feed"])
            )
        ],
    )
    failed = [row for row in run["feeds"] if row["outcome"] not in _HEARD]
    parts += _table(
        "Feeds that failed",
        ("feed", "how", "why"),
        [(f"`{r['feed']}`", r["outcome"], in_markdown(r["error"])) for r in failed],
    )
    return "\n".join(parts).rstrip() + "\n"


def summarise(run: Row) -> str:
    """Return what a run did in a sentence."""
    feeds = Counter("heard" if row["outcome"] in _HEARD else "failed" for row in run["feeds"])
    happened = Counter(h.kind for h in find_happenings(run["events"]))
    told = [
        f"{count_words(feeds['heard'], 'feed')} heard, {feeds['failed']} failed",
        f"{sum(row['new_entries'] for row in run['feeds'])} new entries, "
        f"{sum(row['changed_entries'] for row in run['feeds'])} changed",
        "incidents: " + ", ".join(f"{happened[kind]} {kind}" for kind in HAPPENINGS),
    ]
    taken = (
        f" Took up the work of {_name_runs(run['took_up'])}, killed before its end." if run["took_up"] else ""
    )
    return "; ".join(told) + "." + taken


def _name_runs(numbers: Sequence[int]) -> str:
    return ("run " if len(numbers) == 1 else "runs ") + ", ".join(map(str, numbers))


def _step(happening: Happening, public_url: str) -> str:
    if happening.kind == "merged" and happening.new:
        return f"now in {link_incident(happening.new, public_url)}"
    if happening.kind == "opened":
        return happening.lifecycle
    return f"{happening.old} → {happening.new}" if happening.old else happening.new


def _table(heading: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    if not rows:
        return []
    lines = [f"## {heading}", "", f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows[:MOST_ROWS]]
    return [*lines, *([f"\nand {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []), ""]


def log_lines(run: Row) -> Iterator[tuple[bool, str]]:
    """Yield lines for a log, each with the ids that it is about, and whether it is a warning."""
    number = run["id"]
    if run["took_up"]:
        yield True, f"run={number} took_up={','.join(map(str, run['took_up']))}: the work of killed runs"
    for row in run["feeds"]:
        if row["outcome"] not in _HEARD:
            yield True, f"run={number} feed={row['feed']} {row['outcome']}: {_plain(row['error'])}"
        elif row["new_entries"] or row["changed_entries"]:
            yield (
                False,
                f"run={number} feed={row['feed']} new={row['new_entries']} changed={row['changed_entries']}",
            )
    for row in run["pages"]:
        if row["outcome"] not in _HEARD:
            yield True, f"run={number} article={row['article_id']} {row['outcome']}: {_plain(row['error'])}"
    for event in run["events"]:
        if event["kind"] in ("placed", "moved", "removed"):
            yield (
                False,
                f"run={number} incident={event['incident_id']} article={event['article_id']} {event['kind']}",
            )
    for happening in find_happenings(run["events"]):
        yield False, f"run={number} incident={happening.incident} {happening.kind}: {_plain(happening.title)}"


def _plain(text: object) -> str:
    return shorten(" ".join(clean(text).split()), _LONGEST)


def tell_digest(frozen: Row) -> str:
    """Return a frozen week as Markdown: how its mails stand, and its text as it was sent."""
    states = json.loads(frozen["deliveries"] or "{}")
    mails = ", ".join(f"{number} {state}" for state, number in states.items()) or "nobody is on this list"
    text = "\n".join(clean(line) for line in frozen["text"].splitlines()).replace("```", "` ` `")
    head = f"# {in_markdown(frozen['subject'])}\n\nList `{frozen['list']}`, week {frozen['week']}. Mails: {mails}."
    return f"{head}\n\n```\n{text}\n```\n"
