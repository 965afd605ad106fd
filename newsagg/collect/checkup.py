"""One answer of a feed and the entries read from it -> what a person should know of it before relying on it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from xml.parsers import expat

from newsagg.collect.feedbytes import settle_encoding
from newsagg.collect.urls import ENTRY_FRAGMENT
from newsagg.model import Entry, Feed, Page

LOOKED_THROUGH = 2_000_000
"""Bytes in which items are counted and form is checked."""
_DECLARED = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})", re.I)
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.I)
_ROOTS = (
    (re.compile(rb"<rss[^>]{0,1000}?version\s{0,5}=\s{0,5}[\"']([\d.]{1,6})", re.I), "RSS"),
    (re.compile(rb"<rss\b", re.I), "RSS"),
    (re.compile(rb"<(?:\w{1,20}:)?RDF\b", re.I), "RSS 1.0 (RDF)"),
    (re.compile(rb"<(?:\w{1,20}:)?feed\b[^>]{0,2000}?http://purl\.org/atom/", re.I), "Atom 0.3"),
    (re.compile(rb"<(?:\w{1,20}:)?feed\b", re.I), "Atom 1.0"),
)
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>/]", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """How one answer of a feed looks."""

    format: str
    encoding: str
    entries: int
    without_date: int
    without_link: int
    without_id: int
    without_text: int
    """Only a title."""
    with_content: int
    """The whole article stands in the feed."""
    newest: datetime | None
    oldest: datetime | None
    problems: tuple[str, ...]
    """What is wrong with it, and what was done about that."""


def examine_feed(
    feed: Feed, page: Page, entries: Sequence[Entry], *, now: datetime, wrong: str = ""
) -> Checkup:
    """Return how an answer of a feed looks; ``now`` (aware): when it came, ``wrong``: what its reader said of it."""
    dates = [entry.published_at for entry in entries if entry.published_at]
    body = page.body[:LOOKED_THROUGH]
    encoding, misread = _read_encoding(page)
    told = [line for line in (page.cut, wrong) if line]
    return Checkup(
        format=_name_format(feed, body),
        encoding=encoding,
        entries=len(entries),
        without_date=len(entries) - len(dates),
        without_link=sum(not entry.link for entry in entries),
        without_id=sum(_is_own_key(entry) for entry in entries),
        without_text=sum(not (entry.summary or entry.content) for entry in entries),
        with_content=sum(len(entry.content) > len(entry.summary) for entry in entries),
        newest=max(dates, default=None),
        oldest=min(dates, default=None),
        problems=(*told, *misread, *_find_problems(feed, page, body, entries, now, is_told=bool(told))),
    )


def _is_own_key(entry: Entry) -> bool:
    """Say whether an entry's key is one that we made, as it has no id of its own."""
    return entry.key == sha256(f"{entry.link}\n{entry.title}".encode()).hexdigest()[:32]


def _name_format(feed: Feed, body: bytes) -> str:
    if feed.format:
        return feed.format
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        version = re.search(rb"jsonfeed\.org/version/([\d.]{1,6})", body[:5_000])
        return f"JSON Feed {version[1].decode()}" if version else "JSON Feed"
    head = settle_encoding(body[:20_000])
    for pattern, name in _ROOTS:
        if found := pattern.search(head):
            return f"{name} {found[1].decode()}" if found.groups() else name
    return "unknown"


def _read_encoding(page: Page) -> tuple[str, list[str]]:
    """Return the encoding in words, and what is wrong with it."""
    head, problems = page.body[:400], list[str]()
    said_by = (
        _CHARSET.search(page.content_type),
        _DECLARED.match(head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf")),
    )
    by_header = said_by[0][1].lower().replace("utf8", "utf-8") if said_by[0] else ""
    inside = said_by[1][1].decode().lower().replace("utf8", "utf-8") if said_by[1] else ""
    if b"\x00" in head:
        if (inside or by_header) not in {"utf-16", "utf-16le", "utf-16be"}:
            problems.append(f"is UTF-16, and says {inside or by_header or 'nothing'}: read as UTF-16")
        return "utf-16", problems
    said = inside or by_header or "utf-8"
    if by_header and inside and by_header != inside:
        problems.append(f"its header says {by_header}, its first line {inside}")
    try:
        page.body[:LOOKED_THROUGH].decode(said, "strict")
    except LookupError:
        problems.append(f"says that it is {said[:40]}, which nobody knows: read as well as can be")
    except UnicodeDecodeError as error:
        if error.start < LOOKED_THROUGH - 8:  # else we cut a character ourselves
            problems.append(
                f"says that it is {said}, and is not (byte {error.start:,}): read as Windows-1252 there"
            )
    return said, problems


def _find_problems(
    feed: Feed, page: Page, body: bytes, entries: Sequence[Entry], now: datetime, *, is_told: bool
) -> list[str]:
    found = []
    if not is_told and not feed.format and not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        if fault := _find_fault(settle_encoding(body)):
            found.append(f"is no well-formed XML ({fault}): its entries were saved all the same")
        items = len(_ITEM.findall(settle_encoding(body)))
        if 0 < len(entries) < items:
            found.append(f"lists {items} items, of which {items - len(entries)} are twice or hold nothing")
    if b"<!DOCTYPE" in body[:2_000] or b"<!ENTITY" in body[:2_000]:
        found.append("declares a document type: its entities are not followed")
    if "html" in page.content_type.lower():
        found.append(f"calls itself {page.content_type.split(';')[0]}: read as a feed all the same")
    early = sum(
        1 for entry in entries if entry.published_at and entry.published_at > now + timedelta(hours=24)
    )
    if early:
        found.append(f"dates {early} of its entries in the future")
    shared = sum(ENTRY_FRAGMENT in entry.url for entry in entries)
    if shared:
        found.append(f"gives {shared} of its entries no address of their own: their text is the feed's")
    if not entries:
        found.append("lists nothing now")
    return found


def _find_fault(body: bytes) -> str:
    """Return where a document stops being XML; empty when it is all well, or has entities, which we do not follow."""
    parser = expat.ParserCreate()

    def stop(*_: object) -> None:
        raise StopIteration

    parser.StartDoctypeDeclHandler = stop
    try:
        parser.Parse(body, len(body) < LOOKED_THROUGH)
    except StopIteration:
        return ""
    except expat.ExpatError as error:
        return f"{expat.errors.messages[error.code]}, line {error.lineno}"
    except (LookupError, ValueError):
        return "unknown encoding"
    return ""
