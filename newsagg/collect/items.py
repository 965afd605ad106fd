"""What a feed says of one item, under the names of feedparser or JSON Feed -> an Entry. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from newsagg.collect.aggregators import (
    drop_publisher,
    find_original,
    leads_elsewhere,
    may_lead_elsewhere,
    name_way,
)
from newsagg.collect.feedtimes import read_time
from newsagg.collect.plain import drop_controls, read_line, read_text
from newsagg.collect.urls import absolute_url, address_of_entry, canonical_url
from newsagg.model import Entry, Feed

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_CONTENT = 500, 4_000, 100_000
"""Characters. A longer title is a paragraph in the wrong place; a longer summary is the article: kept as content."""

_ADDRESS = re.compile(r"/|https?://")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")


class Place:
    """A feed with what all its entries share: where their links start from, and the addresses that are no article's."""

    def __init__(self, feed: Feed, site: str) -> None:
        self.feed = feed
        self.base = absolute_url(site, base=feed.url) or feed.url
        self.front_pages = {canonical_url(feed.homepage), canonical_url(urljoin(feed.url, "/"))}


def read_xml_item(place: Place, raw: dict[str, Any]) -> Entry | None:
    """Return the entry of an item that feedparser names, None when it says nothing."""

    def get(name: str) -> Any:
        return dict.get(raw, name) or ""  # feedparser's own get() warns, and gives one date for another

    title = get("title_detail") or {}
    base = (title.get("base") and absolute_url(title["base"], base=place.feed.url)) or place.base
    guid = str(get("id"))
    # Without a link feedparser gives the guid for one, even a guid of 0.
    plain = get("link") if get("link") != guid or _ADDRESS.match(guid) else ""
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


def read_json_item(place: Place, language: str, item: dict[str, Any]) -> Entry | None:
    """Return the entry of a JSON Feed's item, None when it says nothing; ``language`` is the feed's."""

    def get(name: str) -> str:
        # JSON can spell half a character, which no address, hash or database takes: it would cost the whole feed.
        value = item.get(name) or ""
        return drop_controls(str(value)) if isinstance(value, str | int) and value is not True else ""

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
    place: Place,
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
    publisher = via = ""
    if link and may_lead_elsewhere(link, feed):
        # A publisher's own feed names itself, or an agency, as source; an aggregator names whose text it shows.
        publisher = read_line(source[0], limit=100) if leads_elsewhere(link, feed) else ""
        via, title = name_way(feed, link, publisher=publisher), drop_publisher(title, publisher)
        link = find_original(feed, link, told=told, markup=content or summary, title=title)
    url = canonical_url(link)
    if not url or url in place.front_pages:
        url = address_of_entry(feed.homepage or feed.url, key)
    code = _LANGUAGE.match(language.lower())
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
        via=via,
        publisher=publisher,
        publisher_url=source[1] if publisher else "",
    )


def keep_once(entries: Sequence[Entry]) -> Iterator[Entry]:
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
