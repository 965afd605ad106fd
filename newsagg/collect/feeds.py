"""data/feeds.toml -> the feeds; a feed's bytes -> its entries. Pure, but for reading the list.

Whatever can be saved of a broken feed is saved: feedparser reads what is no longer XML, and the entries before the
break arrive. Status feeds go to statuspages.py, which knows their updates.
"""

import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser

from newsagg.collect.aggregators import drop_publisher, find_original, leads_elsewhere, name_way
from newsagg.collect.feedtimes import read_time
from newsagg.collect.plain import drop_controls, read_line, read_text
from newsagg.collect.rescue import rescue_items
from newsagg.collect.statuspages import STATUS_FORMATS, parse_status
from newsagg.collect.urls import absolute_url, address_of_entry, canonical_url
from newsagg.collect.wellformed import read_wellformed
from newsagg.errors import DataFileError, FeedError
from newsagg.model import Entry, Feed
from newsagg.places import data_dir
from newsagg.vocabulary import FeedKind

MOST_ENTRIES = 2_000
"""Per feed: a bound against floods of entries; the demo's fullest feed has 500."""
MOST_NAMESPACES = 5_000
"""feedparser's time grows with their square: 1 s for so many, 160 s for 60,000 (2 MB)."""
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_CONTENT = 500, 4_000, 100_000
"""Characters. A longer title is a paragraph in the wrong place; a longer summary is the article: kept as content."""

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


def parse_feed(feed: Feed, body: bytes) -> list[Entry]:
    """Return the entries of a feed in its order, each once; a valid feed may hold none.

    Raises FeedError when the bytes are no feed, or nothing in them can be saved.
    """
    if not body.strip(b"\x00 \t\r\n"):
        raise FeedError("the answer was empty", subject=feed.url, transient=True)
    try:
        if feed.format:
            return list(_once(parse_status(feed, body)))
        body = settle_encoding(body)
        entries = (
            _parse_json(feed, body) if body.lstrip().startswith((b"{", b"[")) else _parse_xml(feed, body)
        )
        return list(_once(entries))
    except FeedError:
        raise
    except (
        Exception
    ) as error:  # feedparser fails in dozens of ways on bytes that are no feed: each is one feed's failure
        raise FeedError(f"cannot be read: {type(error).__name__}: {error}"[:300], subject=feed.url) from error


def settle_encoding(body: bytes) -> bytes:
    """Return UTF-16 as UTF-8 and without NUL bytes; feeds in UTF-16 often say that they are UTF-8."""
    start = body[:200]
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        zeros = start[1::2] if encoding.endswith("le") else start[::2]
        if start.startswith(mark) or (len(start) > 20 and zeros.count(0) > len(zeros) * 0.8):
            text = body.decode(encoding, "replace").lstrip("\ufeff")
            return re.sub(r"^(<\?xml[^>]{0,200}?) encoding=[\"'][\w-]+[\"']", r"\1", text).encode(
                "utf-8", "replace"
            )
    return body.replace(b"\x00", b"").lstrip() if b"\x00" in body else body


def _parse_xml(feed: Feed, body: bytes) -> list[Entry]:
    if body.count(b"xmlns") > MOST_NAMESPACES:
        raise FeedError("declares namespaces without end", subject=feed.url)
    quick = read_wellformed(body, most=MOST_ENTRIES)
    if quick is not None and quick["entries"]:
        place = _Place(feed, quick["feed"].get("link", ""))
        return [entry for raw in quick["entries"] if (entry := _read_xml_entry(place, raw))]
    # Given bytes and not a stream, feedparser takes what looks like an address for one, and opens it.
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    place = _Place(feed, parsed["feed"].get("link", ""))
    found = [entry for raw in parsed.entries[:MOST_ENTRIES] if (entry := _read_xml_entry(place, raw))]
    if parsed.bozo:
        have = {word for entry in found for word in (entry.url, entry.key, entry.title)}
        rescued = (_read_xml_entry(place, raw) for raw in rescue_items(body, most=MOST_ENTRIES))
        lost = [
            entry
            for entry in rescued
            if entry and entry.link and have.isdisjoint((entry.url, entry.key, entry.title))
        ]
        found += lost[: MOST_ENTRIES - len(found)]
    if found or (parsed.get("version") and not parsed.bozo and not parsed.entries):
        return found
    if re.search(rb"<html[\s>]|<!doctype html", body[:2000], re.I):
        raise FeedError(
            "is a web page, not a feed", subject=feed.url, hint="look for the feed's address on the page"
        )
    if parsed.get("version") and not re.search(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", body):
        return []  # broken, and yet complete enough to see that it lists nothing
    why = parsed.get("bozo_exception") or "there is no entry in it"
    raise FeedError(f"nothing could be saved: {why}"[:300], subject=feed.url)


class _Place:
    """A feed with what all its entries share: where their links start from, and the addresses that are no article's."""

    def __init__(self, feed: Feed, site: str) -> None:
        self.feed = feed
        self.base = absolute_url(site, base=feed.url) or feed.url
        self.front_pages = {canonical_url(feed.homepage), canonical_url(urljoin(feed.url, "/"))}


def _read_xml_entry(place: _Place, raw: dict[str, Any]) -> Entry | None:
    def get(name: str) -> Any:
        return dict.get(raw, name) or ""  # feedparser's own get() warns, and gives one date for another

    title = get("title_detail") or {}
    base = (title.get("base") and absolute_url(title["base"], base=place.feed.url)) or place.base
    guid = str(get("id"))
    # Without a link feedparser gives the guid for one, even a guid of 0.
    plain = get("link") if get("link") != guid or re.match(r"/|https?://", guid) else ""
    links = [get("feedburner_origlink"), plain, *(link.get("href", "") for link in get("links") or [])]
    link = next((whole for printed in links if (whole := absolute_url(str(printed), base=base))), "")
    bodies = [str(part.get("value") or "") for part in get("content") or []]
    language = str(get("language") or title.get("language") or "")
    source = get("source") or {}
    related = [
        e.get("href", "") for e in get("links") or [] if e.get("rel") in ("via", "related", "canonical")
    ]
    return _make_entry(
        place,
        guid=guid,
        link=link,
        told=related,
        source=(str(source.get("title") or ""), str(source.get("href") or "")),
        title=read_line(str(get("title")), limit=LONGEST_TITLE, markup=title.get("type") != "text/plain"),
        summary=str(get("summary")),
        content=max(bodies, key=len, default=""),
        author=str(get("author")),
        published=read_time(get("published"))
        or read_time(get("created"))
        or _from_struct(get("published_parsed")),
        updated=read_time(get("updated")) or _from_struct(get("updated_parsed")),
        language=language,
    )


def _from_struct(parsed: Any) -> datetime | None:
    return read_time("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])) if parsed else None


def _parse_json(feed: Feed, body: bytes) -> list[Entry]:
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
    except ValueError as error:
        raise FeedError(f"is no JSON: {error}", subject=feed.url) from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise FeedError(
            "is JSON, but no JSON Feed",
            subject=feed.url,
            hint="a status page's JSON needs a format in the list",
        )
    place = _Place(feed, str(document.get("home_page_url") or ""))
    found = [
        entry
        for item in items[:MOST_ENTRIES]
        if isinstance(item, dict)
        and (entry := _read_json_item(place, str(document.get("language") or ""), item))
    ]
    if items and not found:
        raise FeedError("nothing could be saved: no item has a title, text or link", subject=feed.url)
    return found


def _read_json_item(place: _Place, language: str, item: dict[str, Any]) -> Entry | None:
    def get(name: str) -> str:
        # JSON can spell half a character, which no address, hash or database takes: it would cost the whole feed.
        return drop_controls(str(item.get(name) or ""))

    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [str(author.get("name") or "") for author in authors or [] if isinstance(author, dict)]
    links = [get("url"), get("external_url"), get("id") if get("id").startswith("http") else ""]
    return _make_entry(
        place,
        guid=get("id"),
        link=next((whole for link in links if link and (whole := absolute_url(link, base=place.base))), ""),
        told=[get("external_url")],
        source=("", ""),
        title=read_line(get("title"), limit=LONGEST_TITLE, markup=False),
        summary=get("summary"),
        content=get("content_html") or get("content_text"),
        author=", ".join(name for name in names if name),
        published=read_time(item.get("date_published")),
        updated=read_time(item.get("date_modified")),
        language=get("language") or language,
    )


def _make_entry(
    place: _Place,
    *,
    guid: str,
    link: str,
    told: Sequence[str],
    source: tuple[str, str],
    title: str,
    summary: str,
    content: str,
    author: str,
    published: datetime | None,
    updated: datetime | None,
    language: str,
) -> Entry | None:
    feed = place.feed
    short = read_line(summary, limit=LONGEST_SUMMARY)
    long = read_text(content or (summary if len(summary) > LONGEST_SUMMARY else ""), limit=LONGEST_CONTENT)
    if not (title or short or long):
        return None
    key = guid.strip()[:500] or sha256(f"{link}\n{title}".encode()).hexdigest()[:32]
    # A publisher's own feed names itself, or an agency, as source; an aggregator names whose text it shows.
    publisher = read_line(source[0], limit=100) if leads_elsewhere(link, feed) else ""
    printed, title = link, drop_publisher(title, publisher)
    link = find_original(feed, link, told=told, markup=content or summary, title=title)
    url = canonical_url(link)
    if not url or url in place.front_pages:
        url = address_of_entry(feed.homepage or feed.url, key)
    code = re.match(r"[a-z]{2}(?=$|[-_])", language.lower())
    return Entry(
        feed=feed.slug,
        key=key,
        url=url,
        link=link,
        title=title or read_line(short or long, limit=100, markup=False),
        summary=short or read_line(long, limit=LONGEST_SUMMARY, markup=False),
        content=long,
        author=read_line(author, limit=200),
        published_at=published or updated,
        updated_at=updated,
        language=code[0] if code else feed.language,
        via=name_way(feed, printed, publisher=publisher) if link else "",
        publisher=publisher,
        publisher_url=source[1] if publisher else "",
    )


def _once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield each entry once. A guid on several articles (seen: 0 on all) is no key: the address takes its place."""
    addresses: dict[str, set[str]] = {}
    for entry in entries:
        addresses.setdefault(entry.key, set()).add(entry.url)
    seen: set[str] = set()
    for entry in entries:
        if len(addresses[entry.key]) > 1:
            entry = replace(entry, key=sha256(f"{entry.url}\n{entry.key}".encode()).hexdigest()[:32])
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry
