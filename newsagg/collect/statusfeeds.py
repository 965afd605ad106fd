"""Status feeds in XML (Statuspage, incident.io, Instatus, AWS, Azure) -> incidents with their updates. Pure."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import feedparser

from newsagg.collect.feedtimes import read_time, zone_offset
from newsagg.collect.plain import read_line, read_text
from newsagg.collect.statusforms import Incident, Update
from newsagg.collect.statusstamps import split_at_clocks
from newsagg.collect.statuswords import guess_state, says_over, says_planned, says_report, type_state
from newsagg.model import Feed

_SAME_EVENT = timedelta(hours=36)
"""AWS's feed has an item per update; two about one service further apart are two events."""
_DATE = re.compile(
    r"<small[^<>]*>\s*(?:([^\W\d]{3,10})\.?\s*(?:<var[^<>]*>)?\s*(\d{1,2})|(?:<var[^<>]*>)?\s*(\d{1,2})\.?\s*(?:</var>)?\s*"
    r"([^\W\d]{3,10})\.?)\s*(?:</var>)?\s*,?\s*(?:(\d{4})\s*,?)?\s*"
    r"(?:<var[^<>]*>)?\s*(\d{1,2}:\d\d)(?::\d\d)?\s*(?:</var>)?\s*([A-Za-z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{1,2}(?::?\d\d)?)?"
    r"[^<>]{0,60}</small>"
)
_STATE = re.compile(r"<strong[^<>]*>\s*([^<>]{1,60}?)\s*</strong>\s*(?:-|–|—|:)?\s*")
_WINDOW = re.compile(
    r"THIS IS A SCHEDULED EVENT\s+([A-Z][a-z]{2})\w*\s+(\d{1,2}),\s+(\d{1,2}:\d\d)\s*(?:-|–)\s*"
    r"(?:([A-Z][a-z]{2})\w*\s+(\d{1,2}),\s+)?(\d{1,2}:\d\d)\s+([A-Za-z]{1,5})"
)
_STATUS_LINE = re.compile(r"(?:^|\n)\s*Status:[ \t]*([^\n]{2,40})(?:\n|$)")
_COMPONENT_LINE = re.compile(
    r"\n+Affected components?:?[ \t]*\n+(?P<names>(?:[^\n]{1,120}(?:\n+|$)){1,80})", re.I
)
_AWS_REGION = re.compile(r"-((?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?[a-z]{4,9}-\d)$")
_AWS_TITLE = re.compile(
    r"^(?:(?:informational message|service degradation|service disruption|service impact|performance issues|"
    r"service is operating normally|increased error rates?)\s*:\s*)?(?:\[resolved\]\s*)?",
    re.I,
)


def read_status_atom(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of a Statuspage, incident.io, Instatus or like history, Atom or RSS."""
    for raw in read_items(body):
        markup = max((str(part.get("value") or "") for part in raw.get("content") or []), key=len, default="")
        markup = (markup or str(dict.get(raw, "summary") or ""))[:500_000]
        begun = read_time(dict.get(raw, "published")) or read_time(dict.get(raw, "updated"))
        changed = read_time(dict.get(raw, "updated")) or begun
        if begun is None or changed is None:
            continue
        title = read_line(str(dict.get(raw, "title") or ""), limit=500)
        planned = bool(re.search(r"THIS IS A SCHEDULED EVENT|<strong[^<>]*>\s*scheduled", markup, re.I))
        updates = list(_read_updates(markup, begun, changed, planned=planned))
        if not updates:
            updates = list(_read_status_lines(markup, changed)) or [
                _read_plain(title, markup, changed, planned=planned)
            ]
        window = _read_window(markup, begun, changed) if planned else (None, None)
        yield Incident(
            key=_key_of(raw),
            title=title,
            link=str(dict.get(raw, "link") or ""),
            begun=begun,
            updates=updates,
            planned_from=window[0],
            planned_to=window[1],
        )


def read_aws_rss(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events of AWS's status RSS, which has an item per update, told apart by the service in the guid.

    One item may hold a day's messages, each after its clock time in Pacific time: these are updates of their own.
    """
    events: list[Incident] = []
    items = sorted(
        ((at, raw) for raw in read_items(body) if (at := read_time(dict.get(raw, "published")))),
        key=lambda item: item[0],
    )
    for at, raw in items:
        title = read_line(str(dict.get(raw, "title") or ""), limit=500)
        guid = str(dict.get(raw, "id") or "")
        service = re.sub(r"_\d+$", "", guid.partition("#")[2] or guid)
        updates = _read_aws_item(title, str(dict.get(raw, "summary") or ""), at, service)
        open_event = next(
            (
                e
                for e in reversed(events)
                if e.updates[0].components == updates[0].components
                and updates[0].at - e.updates[-1].at < _SAME_EVENT
            ),
            None,
        )
        if open_event is not None and service:
            open_event.updates.extend(updates)
        else:
            events.append(
                Incident(
                    key=guid or f"{service}_{at:%s}",
                    title=_AWS_TITLE.sub("", title) or title,
                    link="",
                    begun=updates[0].at,
                    updates=updates,
                    regions=tuple(_AWS_REGION.findall(service)),
                )
            )
    yield from reversed(events)


def _read_aws_item(title: str, markup: str, at: datetime, service: str) -> list[Update]:
    ended = says_over(title)
    parts = split_at_clocks(read_text(markup, limit=50_000), at) or [(at, markup or title)]
    return [
        Update(
            at=told,
            state="resolved" if ended and part is parts[-1] else guess_state(read_line(words, limit=1_000)),
            body=words,
            impact=_aws_impact(title),
            components=(service,) if service else (),
        )
        for part in parts
        for told, words in (part,)
    ]


def read_azure_rss(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events of Azure's status RSS: an item is an event, its description the newest word on it."""
    for raw in read_items(body):
        text = read_text(str(dict.get(raw, "summary") or ""), limit=20_000)
        title = read_line(str(dict.get(raw, "title") or ""), limit=500)
        begun = read_time(dict.get(raw, "published")) or read_time(dict.get(raw, "updated"))
        if begun is None:
            continue
        if says_report(title) or says_report(text):
            state = "postmortem"
        elif says_over(f"{title}\n{text}"):
            state = "resolved"
        else:
            state = "scheduled" if says_planned(title) else guess_state(text)
        at = read_time(dict.get(raw, "updated")) or begun
        tags = tuple(str(tag.get("term") or "") for tag in raw.get("tags") or [])
        yield Incident(
            key=_key_of(raw),
            title=title,
            link="",  # it leads to the page that has them all
            begun=begun,
            updates=[Update(at=at, state=state, body=text or title, components=tags)],
        )


def read_items(body: bytes) -> list[Any]:
    """Return the items of a feed as feedparser has them; raises ValueError for what is no feed."""
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise ValueError(str(parsed.get("bozo_exception") or "no feed"))
    if parsed.bozo and not parsed.entries and re.search(rb"<(?:item|entry)[\s>]", body):
        raise ValueError(str(parsed.get("bozo_exception")))
    return list(parsed.entries)


def _key_of(raw: Any) -> str:
    guid = str(dict.get(raw, "id") or dict.get(raw, "link") or dict.get(raw, "title") or "")
    found = re.search(r"(?:Incident|incidents?|maintenance)/([\w-]{3,60})$", guid)
    return found[1] if found else guid


def _read_updates(markup: str, begun: datetime, changed: datetime, *, planned: bool) -> Iterator[Update]:
    heads = list(_DATE.finditer(markup))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        part = markup[head.end() : following.start() if following else len(markup)]
        state = _STATE.search(part)
        month, day = (head[1], head[2]) if head[1] else (head[4], head[3])
        at = _nearest_year(month, day, head[6], head[7] or "", begun, changed, year=head[5] or "")
        if at is None or state is None:
            continue
        # Instatus and others call every word before the end of a maintenance by the words of an incident.
        quiet = ("completed", "in_progress", "resolved", "verifying", "cancelled", "postmortem")
        told = "scheduled" if planned and type_state(state[1]) not in quiet else state[1]
        # The next update's opening tag hangs on to the end of this part.
        yield Update(at=at, state=told, body=re.sub(r"<p[^<>]*>\s*$", "", part[state.end() :]))


def _read_status_lines(markup: str, changed: datetime) -> Iterator[Update]:
    """incident.io: "Status: Resolved", the message, a list of components; the feed has the newest word only."""
    text = read_text(re.sub(r"(?:<br\s*/?>\s*){2,20}", "<p></p>", markup), limit=50_000)
    found = _STATUS_LINE.search(text)
    if found is None:
        return
    rest = f"\n\n{text[found.end() :].strip()}\n"
    listed = _COMPONENT_LINE.search(rest)
    words = (rest[: listed.start()] if listed else rest).strip()
    names = (
        re.findall(r"^[\W_]*(.{1,120}?)\s*(?:\([\w ]{3,30}\))?\s*$", listed["names"], re.M) if listed else []
    )
    if words:
        yield Update(at=changed, state=found[1].strip(), body=words, components=tuple(n for n in names if n))


def _read_plain(title: str, markup: str, changed: datetime, *, planned: bool) -> Update:
    text = read_text(markup, limit=20_000)
    over = says_over(text) or says_over(title)
    if planned or says_planned(title):
        return Update(at=changed, state="completed" if over else "scheduled", body=text or title)
    return Update(at=changed, state="resolved" if over else guess_state(text), body=text or title)


def _read_window(
    markup: str, begun: datetime, changed: datetime
) -> tuple[datetime, datetime] | tuple[None, None]:
    found = _WINDOW.search(read_line(markup[:5_000], limit=2_000))
    if found is None:
        return None, None
    start = _nearest_year(found[1], found[2], found[3], found[7], begun, changed)
    end = _nearest_year(found[4] or found[1], found[5] or found[2], found[6], found[7], begun, changed)
    if start is None or end is None:
        return None, None
    return start, end + timedelta(days=1) if end < start else end


def _nearest_year(
    month: str, day: str, clock: str, zone: str, begun: datetime, changed: datetime, *, year: str = ""
) -> datetime | None:
    """The page's times lack the year: take the one that lies nearest to the incident's own two dates."""
    name = re.match(r"[A-Za-z]*", zone or "UTC")
    if name and name[0] and zone_offset(name[0]) is None:
        zone = "UTC"  # a zone that nobody knows
    elif zone.startswith(("+", "-")):
        zone = f"UTC{zone}"
    years = [int(year)] if year else [begun.year - 1, begun.year, begun.year + 1, changed.year]
    read = (read_time(f"{day} {month} {candidate} {clock} {zone or 'UTC'}") for candidate in years)
    found = [(abs(at - begun) + abs(at - changed), at) for at in read if at is not None]
    return min(found)[1] if found else None


def _aws_impact(title: str) -> str:
    lower = title.lower()
    if "disruption" in lower:
        return "critical"
    if "degradation" in lower or "impact" in lower:
        return "major"
    return "minor" if "informational" in lower else ""
