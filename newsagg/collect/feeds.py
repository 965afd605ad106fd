"""data/feeds.toml -> the feeds; a feed's bytes -> its entries. Pure, but for reading the list.

Whatever can be saved of a broken feed is saved: feedparser reads what is no longer XML, and the entries before the
break arrive. Status feeds go to statuspages.py, which knows their updates.
"""

import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser

from newsagg.collect.brokenjson import read_items
from newsagg.collect.feedbytes import decode_text, settle_encoding, unpack_silent
from newsagg.collect.items import Place, keep_once, read_json_item, read_xml_item
from newsagg.collect.rescue import rescue_items
from newsagg.collect.statuspages import STATUS_FORMATS, parse_status
from newsagg.collect.urls import absolute_url
from newsagg.collect.wellformed import read_wellformed
from newsagg.errors import DataFileError, FeedError
from newsagg.model import Entry, Feed
from newsagg.places import data_dir
from newsagg.vocabulary import FeedKind

MOST_ENTRIES = 2_000
"""Per feed: a bound against floods of entries; the demo's fullest feed has 500."""
MOST_FOR_FEEDPARSER = 2_000_000
"""Bytes of a feed that is broken. Its loose parser reads some 500 kB a second; the fullest real feed had 1.1 MB."""
MOST_NAMESPACES = 5_000
"""feedparser's time grows with their square: 1 s for so many, 160 s for 60,000 (2 MB)."""
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\[{]|[\w.$]{1,60}\s*\(\s*\{|[^<{]{1,300}\{\s*\"version\"\s*:)")
"""An object or list, one in a call, or a feed's object behind some words; never a tag first."""
_OPENINGS = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
_PAGE = re.compile(rb"<html[\s>]|<!doctype html", re.I)
_LOGIN = re.compile(rb"<input[^<>]{0,200}type\s*=\s*[\"']?password", re.I)
_NO_CHARACTER = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|\d{7,}|[xX]0*(?:[0-8bBcCeEfF]|1[\da-fA-F])|[xX][\da-fA-F]{6,});"
)
"""References to characters that no text has: feedparser fails at some."""

_REQUIRED = ("slug", "outlet", "url", "kind")
_OPTIONAL = ("language", "homepage", "provider", "format")


def load_feeds(path: Path | None = None) -> tuple[Feed, ...]:
    """Return the feeds of a list, by default the bundled data/feeds.toml.

    Raises DataFileError naming the row that is wrong.
    """
    path = data_dir() / "feeds.toml" if path is None else path
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("feed", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", subject=str(path)) from error
    if not isinstance(rows, list) or not rows:
        raise DataFileError("holds no [[feed]]", subject=str(path))
    feeds = tuple(_read_row(row, f"{path.name}, feed {number}") for number, row in enumerate(rows, 1))
    for what in ("slug", "url"):
        seen: set[str] = set()
        for number, feed in enumerate(feeds, 1):
            value = getattr(feed, what)
            if value in seen:
                raise DataFileError(
                    f"{what} {value!r} stands twice", subject=f"{path.name}, feed {number} ({feed.slug})"
                )
            seen.add(value)
    return feeds


def _read_row(row: Any, where: str) -> Feed:
    if not isinstance(row, dict):
        raise DataFileError("is no table", subject=where, hint="write [[feed]]")
    where = f"{where} ({row.get('slug', 'without slug')})"
    page = row.get("page", {})
    row = {name: value for name, value in row.items() if name != "page"}
    wrong = [
        name for name, value in row.items() if name not in _REQUIRED + _OPTIONAL or not isinstance(value, str)
    ]
    missing = [name for name in _REQUIRED if not row.get(name)]
    if wrong or missing:
        raise DataFileError(
            f"wrong or unknown: {', '.join(wrong) or 'nothing'}; missing: {', '.join(missing) or 'nothing'}",
            subject=where,
        )
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["slug"]):
        raise DataFileError("slug must be lower-case words joined by hyphens", subject=where)
    if row["kind"] not in list(FeedKind):
        raise DataFileError(f"kind {row['kind']!r} is none of {', '.join(FeedKind)}", subject=where)
    if not absolute_url(row["url"]) or (row.get("homepage") and not absolute_url(row["homepage"])):
        raise DataFileError("url and homepage must be http or https addresses", subject=where)
    if row.get("format", "") not in {"", *STATUS_FORMATS}:
        raise DataFileError(f"format {row['format']!r} is none of {', '.join(STATUS_FORMATS)}", subject=where)
    return Feed(**{**row, "kind": FeedKind(row["kind"]), "page": _read_page(page, row, where)})


def _read_page(page: Any, row: Mapping[str, str], where: str) -> tuple[tuple[str, str], ...]:
    """The declaration of a hand-written status page, which a row of format html has and no other."""
    if (row.get("format") == "html") != bool(page):
        raise DataFileError(
            "a row of format html has a [feed.page] table, and no other has",
            subject=where,
            hint="see the head of data/feeds.toml",
        )
    if not page:
        return ()
    if not isinstance(page, dict) or not all(isinstance(value, str) for value in page.values()):
        raise DataFileError("page must be a table of texts", subject=where, hint="write [feed.page]")
    from newsagg.collect.statushtml import (
        check_declaration,
    )  # only a list with such a row pays for BeautifulSoup

    check_declaration(page, where=where)
    return tuple(sorted(page.items()))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a feed's bytes gave."""

    entries: list[Entry]
    wrong: str = ""
    """What was wrong with the bytes, and what it cost, in words for people; empty when nothing was."""


def parse_feed(feed: Feed, body: bytes) -> list[Entry]:
    """Return the entries of a feed in its order, each once; a valid feed may hold none.

    Raises FeedError when the bytes are no feed, or nothing in them can be saved.
    """
    return read_feed(feed, body).entries


def read_feed(feed: Feed, body: bytes) -> Reading:
    """Return the entries of a feed in its order, each once, with what could not be saved.

    Raises FeedError when the bytes are no feed, or nothing in them can be saved.
    """
    if not body.strip(b"\x00 \t\r\n"):
        raise FeedError("the answer was empty", subject=feed.url, transient=True)
    try:
        if feed.format:
            return Reading(list(keep_once(parse_status(feed, body))))
        body = settle_encoding(unpack_silent(body))
        entries, wrong = _read_json(feed, body) if _JSON.match(body) else _read_xml(feed, body)
        return Reading(list(keep_once(entries)), wrong)
    except FeedError as error:
        error.subject = error.subject or feed.url
        raise
    except (
        Exception
    ) as error:  # feedparser fails in dozens of ways on bytes that are no feed: each is one feed's failure
        raise FeedError(f"cannot be read: {type(error).__name__}: {error}"[:300], subject=feed.url) from error


def _read_xml(feed: Feed, body: bytes) -> tuple[list[Entry], str]:
    if body.count(b"xmlns") > MOST_NAMESPACES:
        raise FeedError("declares namespaces without end", subject=feed.url)
    quick = read_wellformed(body, most=MOST_ENTRIES)
    if quick is not None and quick["entries"]:
        place = Place(feed, quick["feed"].get("link", ""))
        entries = [entry for raw in quick["entries"] if (entry := read_xml_item(place, raw))]
        return entries, _tell_flood(quick["total"])
    parsed = _parse_loosely(body)
    place = Place(feed, parsed["feed"].get("link", ""))
    found = [entry for raw in parsed["entries"][:MOST_ENTRIES] if (entry := read_xml_item(place, raw))]
    bozo = bool(parsed.get("bozo"))
    if bozo:
        have = {word for entry in found for word in (entry.url, entry.key, entry.title)}
        rescued = (read_xml_item(place, raw) for raw in rescue_items(body, most=MOST_ENTRIES))
        lost = [
            entry
            for entry in rescued
            if entry and entry.link and have.isdisjoint((entry.url, entry.key, entry.title))
        ]
        found = list(keep_once(found + lost[: MOST_ENTRIES - len(found)]))
    why = str(parsed.get("bozo_exception") or "there is no entry in it").replace("<unknown>:", "line ")
    if found or (parsed.get("version") and not bozo and not parsed["entries"]):
        return found, _tell_lost(body, why, len(found)) if bozo else _tell_flood(len(parsed["entries"]))
    if _PAGE.search(body, 0, 2000):
        form = "a log-in page" if _LOGIN.search(body, 0, 200_000) else "a web page"
        hint = "look for the feed's address on the site"
        raise FeedError(f"is {form}, not a feed", subject=feed.url, hint=hint)
    if parsed.get("version") and not _OPENINGS.search(body):
        return [], f"is not well-formed ({why[:120]}), and lists nothing"  # complete enough to see that
    raise FeedError(f"nothing could be saved: {why}"[:300], subject=feed.url)


def _parse_loosely(body: bytes) -> Mapping[str, Any]:
    """Return what feedparser makes of a feed; what it would fail at or take minutes for is left to the rescue."""
    if len(body) > MOST_FOR_FEEDPARSER:
        return {"feed": {}, "entries": [], "bozo": 1, "bozo_exception": "it is large and broken"}
    try:
        # Given bytes and not a stream, feedparser takes what looks like an address for one, and opens it.
        parsed: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(_NO_CHARACTER.sub(b"", body)), sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        return {"feed": {}, "entries": [], "bozo": 1, "bozo_exception": f"{type(error).__name__}: {error}"}
    return parsed


def _tell_lost(body: bytes, why: str, found: int) -> str:
    begun = len(_OPENINGS.findall(body))
    saved = f"{found} of {begun} entries" if found < begun else f"all {found} entries"
    return f"is not well-formed ({why[:120]}): {saved} were saved"


def _tell_flood(total: int) -> str:
    return f"lists {total:,} entries: the first {MOST_ENTRIES:,} were read" if total > MOST_ENTRIES else ""


def _read_json(feed: Feed, body: bytes) -> tuple[list[Entry], str]:
    document, items, wrong = read_items(decode_text(body), most=MOST_ENTRIES)
    place = Place(feed, str(document.get("home_page_url") or ""))
    language = str(document.get("language") or "")
    found = [
        entry for item in items if isinstance(item, dict) and (entry := read_json_item(place, language, item))
    ]
    if items and not found:
        raise FeedError("nothing could be saved: no item has a title, text or link", subject=feed.url)
    return found, f"{wrong}: {len(found)} entries were saved" if wrong else ""
