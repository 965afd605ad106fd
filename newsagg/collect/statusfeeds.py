"""Status feeds in XML (Statuspage's and Instatus' histories, AWS, Azure) -> incidents with their updates. Pure."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser

from newsagg.collect.feedtimes import read_time, zone_offset
from newsagg.collect.plain import read_line, read_text
from newsagg.model import Feed

_SAME_EVENT = timedelta(hours=36)
"""AWS's feed has an item per update; two about one service further apart are two events."""
_PLANNED = re.compile(r"scheduled|maintenance", re.I)
_DATE = re.compile(
    r"<small[^<>]*>\s*([A-Z][a-z]{2})[a-z]*\.?\s*(?:<var[^<>]*>)?\s*(\d{1,2})\s*(?:</var>)?\s*,?\s*(?:(\d{4})\s*,?)?\s*"
    r"(?:<var[^<>]*>)?\s*(\d{1,2}):(\d\d)(?::\d\d)?\s*(?:</var>)?\s*([A-Za-z]{1,5})?(?:([+-]\d{1,2})(?::?(\d\d))?)?[^<>]{0,60}</small>"
)
_STATE = re.compile(r"<strong[^<>]*>\s*([^<>]{1,60}?)\s*</strong>\s*(?:-|–|—|:)?\s*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AWS_TITLE = re.compile(
    r"^(?:(?:informational message|service degradation|service disruption|service impact|performance issues|"
    r"service is operating normally|increased error rates?)\s*:\s*)?(?:\[resolved\]\s*)?",
    re.I,
)
_ENDED = re.compile(
    r"\[resolved\]|operating normally|^resolved\b|\b(?:has|have) been (?:resolved|mitigated)\b|\bmitigated\s*[-:]",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update as a vendor wrote it: ``body`` may still be markup."""

    at: datetime
    state: str
    body: str
    impact: str = ""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident of a status page, in whatever format it came."""

    key: str
    """The vendor's id."""
    title: str
    link: str
    begun: datetime | None
    updates: list[Update] = field(default_factory=list)


def read_status_atom(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of a Statuspage or Instatus history, Atom or RSS."""
    for raw in _read_items(body):
        markup = max((str(part.get("value") or "") for part in raw.get("content") or []), key=len, default="")
        markup = (markup or str(dict.get(raw, "summary") or ""))[:500_000]
        begun = read_time(dict.get(raw, "published")) or read_time(dict.get(raw, "updated"))
        changed = read_time(dict.get(raw, "updated")) or begun
        if begun is None or changed is None:
            continue
        planned = bool(re.search(r"THIS IS A SCHEDULED EVENT|<strong[^<>]*>\s*scheduled", markup, re.I))
        updates = list(_read_updates(markup, begun, changed, planned=planned))
        if not updates:
            text = read_text(markup, limit=20_000)
            state = "scheduled" if planned else "resolved" if _ENDED.search(text) else "investigating"
            updates = [Update(at=changed, state=state, body=text)]
        yield Incident(
            key=_key_of(raw),
            title=read_line(str(dict.get(raw, "title") or ""), limit=500),
            link=str(dict.get(raw, "link") or ""),
            begun=begun,
            updates=updates,
        )


def read_aws_rss(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events of AWS's status RSS, which has an item per update, told apart by the service in the guid."""
    events: list[Incident] = []
    items = sorted(
        ((at, raw) for raw in _read_items(body) if (at := read_time(dict.get(raw, "published")))),
        key=lambda item: item[0],
    )
    for at, raw in items:
        title = read_line(str(dict.get(raw, "title") or ""), limit=500)
        guid = str(dict.get(raw, "id") or "")
        service = re.sub(r"_\d+$", "", guid.partition("#")[2] or guid)
        ended = bool(_ENDED.search(title))
        update = Update(
            at=at,
            state="resolved" if ended else "investigating",
            body=str(dict.get(raw, "summary") or "") or title,
            impact=_aws_impact(title),
            components=(service,) if service else (),
        )
        open_event = next(
            (
                e
                for e in reversed(events)
                if e.updates[0].components == update.components and at - e.updates[-1].at < _SAME_EVENT
            ),
            None,
        )
        if open_event is not None and service:
            open_event.updates.append(update)
        else:
            events.append(
                Incident(
                    key=guid or f"{service}_{at:%s}",
                    title=_AWS_TITLE.sub("", title) or title,
                    link="",
                    begun=at,
                    updates=[update],
                )
            )
    yield from reversed(events)


def read_azure_rss(_feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the events of Azure's status RSS: an item is an event, its description the newest word on it."""
    for raw in _read_items(body):
        text = read_text(str(dict.get(raw, "summary") or ""), limit=20_000)
        title = read_line(str(dict.get(raw, "title") or ""), limit=500)
        begun = read_time(dict.get(raw, "published")) or read_time(dict.get(raw, "updated"))
        if begun is None:
            continue
        ended = bool(_ENDED.search(f"{title}\n{text}"))
        state = "resolved" if ended else "scheduled" if _PLANNED.search(title) else "investigating"
        at = read_time(dict.get(raw, "updated")) or begun
        tags = tuple(str(tag.get("term") or "") for tag in raw.get("tags") or [])
        yield Incident(
            key=_key_of(raw),
            title=title,
            link=str(dict.get(raw, "link") or ""),
            begun=begun,
            updates=[Update(at=at, state=state, body=text or title, components=tags)],
        )


def _read_items(body: bytes) -> list[Any]:
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
        at = _place_in_year(head, begun, changed)
        if at is None or state is None:
            continue
        told = (
            "scheduled"
            if planned and not re.search(r"complet|progress|resolved|verif", state[1], re.I)
            else state[1]
        )
        # The next update's opening tag hangs on to the end of this part.
        yield Update(at=at, state=told, body=re.sub(r"<p[^<>]*>\s*$", "", part[state.end() :]))


def _place_in_year(head: re.Match[str], begun: datetime, changed: datetime) -> datetime | None:
    """The page's times lack the year: take the one that lies nearest to the incident's own two dates."""
    zone = zone_offset(head[6] or "UTC")
    offset = zone if zone is not None else timedelta()
    if head[7]:
        offset = timedelta(hours=int(head[7]), minutes=int(f"{head[7][0]}{head[8] or 0}"))
    if head[1] not in _MONTHS:
        return None
    years = [int(head[3])] if head[3] else [begun.year - 1, begun.year, begun.year + 1, changed.year]
    found = []
    for year in years:
        try:
            at = (
                datetime(
                    year, _MONTHS.index(head[1]) + 1, int(head[2]), int(head[4]), int(head[5]), tzinfo=UTC
                )
                - offset
            )
        except (ValueError, OverflowError):  # the 29th of February of another year
            continue
        found.append((abs(at - begun) + abs(at - changed), at))
    return min(found)[1] if found else None


def _aws_impact(title: str) -> str:
    lower = title.lower()
    if "disruption" in lower:
        return "critical"
    return (
        "major"
        if "degradation" in lower or "impact" in lower
        else "minor"
        if "informational" in lower
        else ""
    )
