"""A JSONL file of articles -> Newsroom. Reads the file, changes nothing.

Rows have the fields id, url, outlet, title, published, lang, text, text_scope; all others, labels above all, are left
unread. Every outlet gets a host and a feed of its own, so that real texts go the same way as the demo's.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsagg.demo.outlets import DemoArticle, Edition, FeedFormat, Layout, Newsroom, Outlet, open_newsroom
from newsagg.errors import DataFileError
from newsagg.vocabulary import FeedKind

DOMAIN = "corpus.example"

_FEED_ONLY = frozenset({"rss", "summary", "abstract"})
"""Scopes whose text was never more than what a feed says: the whole of it is the summary."""

_SUMMARY = 300
"""Code points of a summary, about what news feeds give."""

_UNSERVABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and lone surrogates: XML has no place for them."""

_LONGEST_LABEL = 50
"""A host label holds 63 characters; the rest is room for a number."""


def load_corpus(path: Path) -> Newsroom:
    """Return the newsroom that serves a corpus; an article's id is its row's, and stands in its address.

    Raises DataFileError, naming file and row, when a row is no JSON object, has neither title nor text, or repeats an
    id. Fields that are missing or odd are served as missing.
    """
    hosts: dict[str, str] = {}
    articles: list[DemoArticle] = []
    seen: set[str] = set()
    for subject, number, row in _read_rows(path):
        article = _read_article(row, number=number, subject=subject, hosts=hosts)
        if article.id in seen:
            raise DataFileError(
                f"a second row with id {article.id!r}", subject=subject, hint="ids must differ"
            )
        seen.add(article.id)
        articles.append(article)
    if not articles:
        raise DataFileError("holds no article", subject=str(path), hint="write one JSON object a line")
    languages: dict[str, Counter[str]] = {slug: Counter() for slug in hosts.values()}
    for article in articles:
        languages[article.outlet][article.lang] += 1
    outlets = tuple(
        Outlet(
            slug=slug,
            name=name,
            kind=FeedKind.NEWS,
            language=languages[slug].most_common(1)[0][0],
            feed_format=FeedFormat.RSS2,
            layout=Layout.CLEAN,
        )
        for name, slug in hosts.items()
    )
    return open_newsroom(DOMAIN, outlets, tuple(articles), marked=False)


def map_urls(newsroom: Newsroom) -> dict[str, str]:
    """Return address -> article id, to join what was found with the rows of the corpus."""
    return {newsroom.url(article): article.id for article in newsroom.articles}


def _read_rows(path: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            subject = f"{path.name} row {number}"
            try:
                row = json.loads(line)
            except ValueError as wrong:
                raise DataFileError(f"is not JSON: {wrong}", subject=subject) from None
            if not isinstance(row, dict):
                raise DataFileError("is not a JSON object", subject=subject)
            yield subject, number, row


def _read_article(row: dict[str, Any], *, number: int, subject: str, hosts: dict[str, str]) -> DemoArticle:
    title, text = " ".join(_word(row, "title").split()), _word(row, "text").strip()
    if not title and not text:
        raise DataFileError("has neither title nor text", subject=subject, hint="give it one of them")
    paragraphs = [" ".join(line.split()) for line in text.splitlines()]
    body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    ident = _word(row, "id") or f"row-{number}"
    outlet = _word(row, "outlet") or "unknown"
    if outlet not in hosts:
        hosts[outlet] = _name_host(outlet, taken=set(hosts.values()))
    written = _word(row, "published")
    published = _read_time(written)
    return DemoArticle(
        id=ident,
        outlet=hosts[outlet],
        path=f"/a/{_safe(ident)}",
        published=published,
        published_as_written=written if published else "",
        byline="",
        summary=body if row.get("text_scope") in _FEED_ONLY else _shorten(body),
        lang=_word(row, "lang") or "en",
        editions=(Edition(number=1, title=title or _shorten(body), text=body or title, updated=None),),
    )


def _word(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        return _UNSERVABLE.sub("", lines).strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _read_time(written: str) -> datetime | None:
    """Return the time, in UTC where no zone is written and at midnight where only a day is; None when unreadable."""
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _shorten(text: str) -> str:
    """Return the first _SUMMARY code points, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SUMMARY else flat[: _SUMMARY + 1].rsplit(" ", 1)[0][:_SUMMARY]


def _safe(ident: str) -> str:
    """Return an id as one path segment: its slashes would be read as folders."""
    return quote(ident, safe="") if "/" in ident else ident


def _name_host(outlet: str, *, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", outlet).encode("ascii", "ignore").decode().lower()
    label = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_LABEL].strip("-") or "outlet"
    name, number = label, 1
    while name in taken:
        number += 1
        name = f"{label}-{number}"
    return name
