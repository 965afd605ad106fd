"""Lines of store/syndication.py -> Items of a feed, and these as Atom, JSON Feed or iCalendar. Pure.

An incident is one entry for ever: the same id, told again with a newer ``updated`` and a higher SEQUENCE when our
record of it changes. One that was merged or rejected says so in an update of its own entry. Every text may come from a
stranger: it leaves cleaned, cut, and escaped for its form.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from newsagg.report.phrases import (
    TYPE_NAMES,
    clean,
    is_start_claimed,
    join_names,
    read_moment,
    shorten,
    tell_interval,
    tell_stage,
    tell_start,
)

Row = Mapping[str, Any]

ATOM = "http://www.w3.org/2005/Atom"
LONGEST_TITLE = 200
LONGEST_VALUE = 400
NOBODY = "newsagg.invalid"
"""Who hands out ids where no public address is set: a name that nobody can own."""
KINDS = {
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
_GONE = ("merged", "rejected", "split")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One incident as a feed tells it; texts are clean."""

    incident: str
    tag: str
    """A tag: URI (RFC 4151) of the incident, which never changes."""
    uid: str
    title: str
    link: str
    """Its permanent page; empty where no public address is set."""
    published: datetime
    updated: datetime
    sequence: int
    facts: tuple[tuple[str, str], ...]
    """What is known, each with its name."""
    terms: tuple[str, ...]
    """Service, provider, severity, as words to filter by."""
    started: datetime | date
    ended: datetime | date | None
    status: str
    """CONFIRMED, TENTATIVE or CANCELLED, in the words of iCalendar."""
    merged_into: str = ""
    """The uid of the incident that stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed: what it is of, where it stands, and its items, the newest change first."""

    title: str
    tag: str
    home: str
    """The page that shows the same; empty where no public address is set."""
    itself: str
    """Its own address; empty for a file."""
    updated: datetime
    items: tuple[Item, ...]


def make_channel(
    rows: Sequence[Row], *, title: str, path: str, public: str = "", itself: str = "", home: str = ""
) -> Channel:
    """Return rows as a feed. ``public`` is where people reach the desk; ``path`` tells feeds of one desk apart.

    A feed without rows was last changed at the beginning of time: it has a time, and every other is later.
    """
    items = tuple(make_item(row, public) for row in rows)
    return Channel(
        title=clean(title)[:LONGEST_TITLE],
        tag=f"tag:{_authority(public)},2026:{quote(path, safe='/?=&-._~')}",
        home=home,
        itself=itself,
        updated=max((item.updated for item in items), default=datetime(1970, 1, 1, tzinfo=UTC)),
        items=items,
    )


def make_item(row: Row, public: str) -> Item:
    """Return an incident's line as an item."""
    opened, updated = _need(row["opened_at"]), _need(row["updated"])
    name = quote(str(row["id"]), safe="-._~")
    authority = _authority(public)
    told = _told(row)
    started, ended = _span(row, opened)
    state = row["state"]
    title = told or str(row["id"])
    if state in _GONE:
        title = f"{'Merged' if state == 'merged' else 'Withdrawn'}: {title}"
    return Item(
        incident=row["id"],
        tag=f"tag:{authority},{opened:%Y-%m-%d}:incident/{name}",
        uid=f"{name}@{authority}",
        title=shorten(title, LONGEST_TITLE),
        link=f"{public.rstrip('/')}/incident/{name}" if public else "",
        published=opened,
        updated=updated,
        sequence=row["sequence"],
        facts=tuple(_find_facts(row)),
        terms=tuple(
            dict.fromkeys(
                shorten(clean(term), 80)
                for term in (row["service_name"], row["provider"], row["severity"])
                if term
            )
        ),
        started=started,
        ended=ended,
        status="CANCELLED" if state in _GONE else "TENTATIVE" if state == "candidate" else "CONFIRMED",
        merged_into=f"{quote(row['merged_into'], safe='-._~')}@{authority}" if row["merged_into"] else "",
    )


def _told(row: Row) -> str:
    return " ".join(clean(row["title"] or "").split())


def _need(written: str) -> datetime:
    moment = read_moment(written)
    return moment if moment is not None else datetime(1970, 1, 1, tzinfo=UTC)


def _authority(public: str) -> str:
    return (urlsplit(public).hostname or NOBODY).lower()


def _as_summary(row: Row) -> dict[str, Any]:
    return {
        "started": row["started_from"],
        "started_latest": row["started_to"],
        "first_reported_at": row["first_reported_at"],
    }


def _span(row: Row, opened: datetime) -> tuple[datetime | date, datetime | date | None]:
    """Return when it began and ended for a calendar: times, or whole days where only a day is known."""
    first, last = read_moment(row["started_from"]), read_moment(row["started_to"])
    claimed = is_start_claimed(_as_summary(row))
    started = (first if claimed else None) or read_moment(row["first_reported_at"]) or first or last or opened
    ended = read_moment(row["ended_to"]) or read_moment(row["ended_from"])
    if ended is not None and ended <= started:
        ended = None
    if claimed and first and last and (last - first).total_seconds() >= 23 * 3600:
        middle = first + (last - first) / 2  # a day of some place
        # Whole days of a calendar end before their end's date.
        return middle.date(), max(ended.date(), middle.date()) + timedelta(days=1) if ended else None
    return started, ended


def _find_facts(row: Row) -> list[tuple[str, str]]:
    if row["state"] == "merged":
        return [("Merged", f"This incident is told under {clean(row['merged_into'])} now.")]
    if row["state"] in _GONE:
        return [("Withdrawn", "This incident was taken off the record: no report that counts tells of it.")]
    ended = tell_interval(read_moment(row["ended_from"]), read_moment(row["ended_to"]))
    began = tell_start(_as_summary(row))
    causes = "; ".join(shorten(clean(cause), LONGEST_VALUE) for cause in row["causes"][:5])
    if "cause" in row["conflicts"]:
        causes = f"{causes} (sources disagree)".strip()
    others = [TYPE_NAMES.get(kind, kind) for kind in row["conflicts"] if kind != "cause"]
    outlets = [shorten(clean(name), 80) for name in row["outlets"]]
    facts = [
        ("Service", shorten(clean(row["service_name"] or ""), LONGEST_VALUE)),
        ("Status", tell_stage({**row, "ended": row["ended_from"]})),
        ("Severity", str(row["severity"] or "")),
        ("Confirmation", str(row["confirmation"] or "").replace("_", " ")),
        ("Began", f"{began} UTC" if began else ""),
        ("Ended", f"{ended} UTC" if ended else ""),
        ("Cause", causes),
        ("In dispute", join_names(others)),
        ("Told by", f"{join_names(outlets)} ({row['origins']} independent)" if outlets else ""),
    ]
    return [(name, " ".join(value.split())) for name, value in facts if value]


def render(channel: Channel, form: str) -> bytes:
    """Return a feed as ``atom``, ``json`` or ``ics``, in UTF-8."""
    return _RENDERERS[form](channel)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _as_html(item: Item) -> str:
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in item.facts)
    more = f'<p><a href="{escape(item.link)}">Who says what</a></p>' if item.link else ""
    return f"<dl>{told}</dl>{more}"


def _as_text(item: Item) -> str:
    return "\n".join(f"{name}: {value}" for name, value in item.facts)


def render_atom(channel: Channel) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")

    def add(parent: ElementTree.Element, name: str, text: str = "", **given: str) -> ElementTree.Element:
        made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", {k: v for k, v in given.items() if v})
        made.text = text or None
        return made

    add(feed, "id", channel.tag)
    add(feed, "title", channel.title)
    add(feed, "updated", _stamp(channel.updated))
    add(add(feed, "author"), "name", "newsagg")
    add(feed, "generator", "newsagg")
    if channel.itself:
        add(feed, "link", rel="self", type="application/atom+xml", href=channel.itself)
    if channel.home:
        add(feed, "link", rel="alternate", type="text/html", href=channel.home)
    for item in channel.items:
        entry = add(feed, "entry")
        add(entry, "id", item.tag)
        add(entry, "title", item.title)
        add(entry, "published", _stamp(item.published))
        add(entry, "updated", _stamp(item.updated))
        if item.link:
            add(entry, "link", rel="alternate", type="text/html", href=item.link)
        for term in item.terms:
            add(entry, "category", term=term)
        add(entry, "content", _as_html(item), type="html")
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def render_json_feed(channel: Channel) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.itself,
        "authors": [{"name": "newsagg"}],
        "language": "en",
        "items": [_as_json_item(item) for item in channel.items],
    }
    text = json.dumps({k: v for k, v in feed.items() if v != ""}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _as_json_item(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": item.tag,
        "url": item.link,
        "title": item.title,
        "content_html": _as_html(item),
        "content_text": _as_text(item),
        "date_published": _stamp(item.published),
        "date_modified": _stamp(item.updated),
        "tags": list(item.terms),
    }
    return {k: v for k, v in told.items() if v}


def render_icalendar(channel: Channel) -> bytes:
    """Return the feed as iCalendar (RFC 5545), published; an incident without a known end has none."""
    from icalendar import Calendar, Event  # 0.1 s, that only who asks for a calendar pays

    calendar = Calendar()
    calendar.add("prodid", "-//newsagg//incidents//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", channel.title)
    for item in channel.items:
        event = Event()
        event.add("uid", item.uid)
        event.add("dtstamp", item.updated)
        event.add("created", item.published)
        event.add("last-modified", item.updated)
        event.add("sequence", item.sequence)
        event.add("summary", item.title)
        event.add("description", _as_text(item))
        event.add("dtstart", item.started)
        if item.ended is not None:
            event.add("dtend", item.ended)
        event.add("status", item.status)
        event.add("transp", "TRANSPARENT")
        if item.link:
            event.add("url", item.link)
        if item.terms:
            event.add("categories", list(item.terms))
        if item.merged_into:
            event.add("related-to", item.merged_into)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


_RENDERERS: Mapping[str, Callable[[Channel], bytes]] = {
    "atom": render_atom,
    "json": render_json_feed,
    "ics": render_icalendar,
}
