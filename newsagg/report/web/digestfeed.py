"""A list's frozen weeks -> an Atom feed (RFC 4287). Pure.

A week's id never changes: a tag (RFC 4151) of the host and the day that it was frozen under, its list and its week.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from newsagg.report.saying import plain
from newsagg.report.syndicate import NOBODY

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no letter for.
_NO_LETTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One frozen week."""

    key: str
    """List and week: ``all/2026-W10``."""
    permanent: str
    """The public address at the time of freezing; empty where there was none."""
    address: str
    title: str
    summary: str
    frozen_at: datetime
    html: str


def write_feed(
    *,
    title: str,
    subtitle: str,
    key: str,
    address: str,
    own: str,
    made_at: datetime,
    entries: Sequence[FeedEntry],
) -> bytes:
    """Return the feed as UTF-8; ``made_at`` is when the list was made, and stands in while nothing is frozen."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", plain(title) or key)
    if plain(subtitle):
        _add(feed, "subtitle", plain(subtitle))
    _add(feed, "id", f"tag:{_authority(address)},2026:digest/{key}")
    _add(feed, "updated", _stamp(max([made_at, *(entry.frozen_at for entry in entries)])))
    _link(feed, "self", own, "application/atom+xml")
    _link(feed, "alternate", address, "text/html")
    _add(_add(feed, "author", ""), "name", "newsagg")
    for week in entries:
        entry = _add(feed, "entry", "")
        _add(entry, "title", plain(week.title) or week.key)
        _add(entry, "id", f"tag:{_authority(week.permanent)},{week.frozen_at:%Y-%m-%d}:digest/{week.key}")
        _add(entry, "published", _stamp(week.frozen_at))
        _add(entry, "updated", _stamp(week.frozen_at))
        _link(entry, "alternate", week.address, "text/html")
        if plain(week.summary):
            _add(entry, "summary", plain(week.summary))
        _add(entry, "content", week.html).set("type", "html")
    told: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return told


def _authority(address: str) -> str:
    return (urlsplit(address).hostname or NOBODY).lower()


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = _NO_LETTERS.sub("", text) or None
    return child


def _link(parent: ElementTree.Element, relation: str, address: str, kind: str) -> None:
    _add(parent, "link", "").attrib.update({"rel": relation, "type": kind, "href": address})


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
