"""A page's bytes -> the feeds that it names; a feed somebody chose -> how it is called and what sort it is. Pure.

What autodiscovery finds is tried by whoever asks the web (cli/feedadd.py): a page may name feeds that are none.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize
from urllib.parse import urljoin, urlsplit

from newsagg.collect.feedbytes import settle_encoding
from newsagg.collect.plain import drop_controls, read_line
from newsagg.collect.statusaddresses import guess_format
from newsagg.collect.urls import absolute_url

WELL_KNOWN = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/history.atom",
)
"""Where publishing systems put feeds that their pages do not name: WordPress, Ghost, Jekyll, Hugo, Statuspage."""
LONGEST_SLUG = 40
_HEAD = 65_536
MOST_CANDIDATES = 20
"""Sites with a feed for each section name dozens; nobody reads a longer list."""
_READ = 1_000_000
"""Bytes of a page in which feeds are looked for: its head, and the links of an ordinary page."""
_TAG = re.compile(r"<(link|a|base)\b([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(
    r"([a-z][\w:-]{0,30})\s{0,5}=\s{0,5}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))", re.I
)
_FEED_TYPE = re.compile(
    r"application/(?:rss|atom|feed|rdf)\+?(?:xml|json)|application/json|text/xml|application/xml", re.I
)
_FEED_PATH = re.compile(r"(?:^|[/.?=_-])(?:rss|atom|feeds?|rdf)(?:$|[/.?&=_-])|\.(?:rss|atom|rdf)$", re.I)
_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire|/replies", re.I)
_FORMATS = re.compile(r"\b(?:rss|atom|json|rdf|xml|feed|2\.0|1\.0|0\.92)\b|[^\w\s]", re.I)
_STATUS_HOST = re.compile(r"(?:^|[.-])status(?:[.-]|$)|^health\.|statuspage\.io$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed."""

    url: str
    title: str = ""
    how: str
    """link (the page's head names it), anchor (a link on it looks like one) or path (a usual place)."""


def find_candidates(body: bytes, url: str) -> list[Candidate]:
    """Return the feeds that a page names, the likeliest first; those of comments last, usual places after all.

    ``url``: where the page was read, for relative addresses.
    """
    text = body[:_READ].decode("utf-8", "replace")
    base, links, anchors = url, list[Candidate](), list[Candidate]()
    for tag, inside in _TAG.findall(text):
        said = {
            name.lower(): unescape(double or single or bare).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(inside)
        }
        href = said.get("href", "")
        if tag.lower() == "base" and href:
            base = absolute_url(urljoin(url, href)) or base
            continue
        if not href:
            continue
        title = " ".join(drop_controls(said.get("title", "")).split())[:200]
        if tag.lower() == "link":
            rel = said.get("rel", "").lower().split()
            if "feed" in rel or ("alternate" in rel and _FEED_TYPE.search(said.get("type", ""))):
                links.append(Candidate(url=href, title=title, how="link"))
        elif _FEED_PATH.search(href) or _FEED_TYPE.search(said.get("type", "")):
            anchors.append(Candidate(url=href, title=title, how="anchor"))
    usual = [Candidate(url=path, how="path") for path in WELL_KNOWN]
    found: dict[str, Candidate] = {}
    for candidate in [*links, *anchors[: MOST_CANDIDATES - min(len(links), MOST_CANDIDATES)], *usual]:
        where = absolute_url(urljoin(base if candidate.how != "path" else url, candidate.url))
        if where and where != url and where not in found:
            found[where] = Candidate(url=where, title=candidate.title, how=candidate.how)
    return sorted(found.values(), key=lambda one: (one.how == "path", is_for_comments(one)))


def is_for_comments(candidate: Candidate) -> bool:
    """Say whether a feed is of readers' comments, which are no reports."""
    return bool(_COMMENTS.search(candidate.title) or _COMMENTS.search(urlsplit(candidate.url).path))


def is_one_in_many_forms(candidates: Collection[Candidate]) -> bool:
    """Say whether feeds differ only in their format, by their titles: any of them will do."""
    titles = {" ".join(_FORMATS.sub(" ", one.title.casefold()).split()) for one in candidates}
    return len(titles) == 1 and len(candidates) > 1


def guess_status_page(url: str) -> tuple[bool, str]:
    """Return whether an address looks like a vendor's status feed, and the format that the list calls it by."""
    parts = urlsplit(url)
    if not _STATUS_HOST.search(parts.hostname or ""):
        return False, ""
    return True, guess_format(url)


def choose_slug(title: str, url: str, taken: Collection[str]) -> str:
    """Return a short name for a feed, made of its title, else its host, and not taken: lower-case words and hyphens."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = _words(title) or _words(host) or "feed"
    number = 2
    slug = name
    while slug in taken:
        slug, number = f"{name}-{number}", number + 1
    return slug


def is_slug(text: str) -> bool:
    """Say whether a text has the form of a feed's short name."""
    return bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text)) and len(text) <= LONGEST_SLUG


def read_title(body: bytes) -> str:
    """Return what a feed calls itself, without "RSS" and its like; empty where it says nothing."""
    head = settle_encoding(body[:_HEAD])
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = re.search(rb'"title"\s{0,20}:\s{0,20}"((?:[^"\\]|\\.){0,400})"', head)
    else:
        first = re.search(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", head, re.I)
        part = head[: first.start()] if first else head
        found = re.search(rb"<title[^>]{0,200}>(.{0,400}?)</title>", part, re.I | re.S)
    raw = re.sub(rb"<!\[CDATA\[|\]\]>", b"", found[1]) if found else b""
    title = read_line(raw.decode("utf-8", "replace"), limit=100)
    bare = re.sub(
        r"\s*[-|:–—]*\s*\b(?:rss|atom)?\s*feeds?\b\s*$|\s*[-|:–—]+\s*(?:rss|atom)\s*$", "", title, flags=re.I
    )
    return bare.strip() or title


def read_language(body: bytes) -> str:
    """Return the language that a feed names, as ISO 639-1; empty where it names none."""
    head = settle_encoding(body[:_HEAD])
    found = re.search(
        rb"<(?:\w{1,20}:)?language[^>]{0,100}>\s{0,20}([a-z]{2})(?:[-_][\w-]{1,20})?\s{0,20}<"
        rb"|<(?:rss|feed)\b[^>]{0,1000}?xml:lang\s{0,5}=\s{0,5}[\"']([a-z]{2})\b"
        rb'|"language"\s{0,5}:\s{0,5}"([a-z]{2})\b',
        head,
        re.I,
    )
    return next((part.decode().lower() for part in found.groups() if part), "") if found else ""


def _words(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:LONGEST_SLUG].strip("-")
