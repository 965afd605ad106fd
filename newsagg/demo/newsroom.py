"""The files of data/demo/ -> Newsroom. Reads files, changes nothing.

``newsroom.toml`` lists outlets and status pages. Each ``articles/*.md`` is one article: TOML between ``+++`` lines,
the body in paragraphs, and later editions after lines such as ``=== edition 2 ===`` (which may open with ``title:`` and
``updated:``).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from newsagg.demo.outlets import (
    RETOLD,
    Access,
    DemoArticle,
    Edition,
    Expected,
    ExpectedClaim,
    FeedFormat,
    Layout,
    Newsroom,
    Outlet,
    StatusUpdate,
    open_newsroom,
)
from newsagg.errors import DataFileError
from newsagg.vocabulary import CauseCategory, ClaimType, FeedKind, ReportKind, Scope, Stance

__all__ = ["DOMAIN", "Newsroom", "load_newsroom", "read_manuscript"]

DOMAIN = "newsroom.example"

_EDITION = re.compile(r"^=== edition (\d) ===$", re.MULTILINE)
_HEAD_LINE = re.compile(r"(title|updated): (.+)")
_KNOWN = frozenset(
    {"note", "outlet", "slug", "title", "published", "byline", "summary", "lang", "access", "moved_from"}
    | {"syndicated_of", "impact", "components", "scheduled", "expected", "claim", "update"}
)
_Word = TypeVar("_Word", bound=StrEnum)


def load_newsroom(directory: Path) -> Newsroom:
    """Return the newsroom that a folder in the form of data/demo describes.

    Raises DataFileError, naming the file, when a file is not well-formed, names no known outlet, or repeats an address.
    """
    table = _read_toml((directory / "newsroom.toml").read_text("utf-8"), subject="newsroom.toml")
    outlets = tuple(_read_outlet(row) for row in table.get("outlet", []))
    known = {outlet.slug: outlet for outlet in outlets}
    articles: dict[str, DemoArticle] = {}
    for file in sorted((directory / "articles").glob("*.md")):
        article = read_manuscript(file.read_text("utf-8"), name=file.name, outlets=known)
        if article.id in articles:
            raise DataFileError(f"a second article {article.id}", subject=file.name, hint="change its slug")
        articles[article.id] = article
    for article in articles.values():
        if article.syndicated_of and article.syndicated_of not in articles:
            raise DataFileError(
                f"is a copy of {article.syndicated_of}, which there is not", subject=article.id
            )
    return open_newsroom(DOMAIN, outlets, tuple(articles.values()), marked=True)


def read_manuscript(text: str, *, name: str, outlets: Mapping[str, Outlet]) -> DemoArticle:
    """Return the article that one file's text holds; ``name`` is for errors only.

    Raises DataFileError when the file is not well-formed.
    """
    parts = re.split(r"^\+\+\+$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise DataFileError("does not open with a header between +++ lines", subject=name)
    head = _read_toml(parts[1], subject=name)
    if unknown := set(head) - _KNOWN:
        raise DataFileError(f"unknown keys in the header: {', '.join(sorted(unknown))}", subject=name)
    try:
        return _build_article(head, parts[2], outlets=outlets)
    except KeyError as missing:
        raise DataFileError(f"the header lacks {missing}", subject=name) from None
    except ValueError as wrong:
        raise DataFileError(str(wrong), subject=name) from None


def _build_article(head: dict[str, Any], body: str, *, outlets: Mapping[str, Outlet]) -> DemoArticle:
    if head["note"] != RETOLD:
        raise ValueError(f"its note is not {RETOLD!r}")
    if head["outlet"] not in outlets:
        raise ValueError(f"outlet {head['outlet']!r} is not in newsroom.toml")
    outlet = outlets[head["outlet"]]
    published = _read_time(head["published"])
    updates = tuple(
        StatusUpdate(at=_read_time(row["at"]), status=row["status"], text=row["text"])
        for row in head.get("update", [])
    )
    status_page = outlet.layout is Layout.STATUS
    if status_page and not updates:
        raise ValueError("an incident of a status page without [[update]]")
    if status_page:
        body = "\n\n".join(update.text for update in updates)
    day = published.strftime("%Y/%m/%d")
    return DemoArticle(
        id=f"{outlet.slug}-{head['slug']}",
        outlet=outlet.slug,
        path=f"/incidents/{head['slug']}" if status_page else f"/{day}/{head['slug']}",
        published=published,
        published_as_written=head["published"],
        byline=head["byline"],
        summary=head["summary"],
        lang=head["lang"],
        editions=tuple(_read_editions(head["title"], body)),
        access=Access(head.get("access", "open")),
        moved_from=head.get("moved_from", ""),
        syndicated_of=head.get("syndicated_of", ""),
        updates=updates,
        impact=head.get("impact", ""),
        components=tuple(head.get("components", ())),
        scheduled=head.get("scheduled", False),
        expected=_read_expected(head["expected"], head.get("claim", [])),
    )


def _read_editions(title: str, body: str) -> Iterator[Edition]:
    pieces = _EDITION.split(body)
    numbers = [1, *(int(number) for number in pieces[1::2])]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"editions {numbers} do not count up from 1")
    for number, piece in zip(numbers, pieces[::2], strict=True):
        lines = piece.strip().splitlines()
        marks: dict[str, str] = {}
        for line in lines[:2] if number > 1 else ():
            if found := _HEAD_LINE.fullmatch(line):
                marks[found[1]] = found[2]
        text = "\n".join(lines[len(marks) :]).strip()
        if not text:
            raise ValueError(f"edition {number} has no text")
        if number > 1 and "updated" not in marks:
            raise ValueError(f"edition {number} does not say when: it needs a line updated: TIME")
        title = marks.get("title", title)
        paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n[ \t]*\n", text))
        yield Edition(
            number=number,
            title=title,
            text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
            updated=_read_time(marks["updated"]) if "updated" in marks else None,
        )


def _read_expected(row: dict[str, Any], claims: list[dict[str, Any]]) -> Expected:
    return Expected(
        relevant=row["relevant"],
        kind=ReportKind(row["kind"]),
        incident=row["incident"],
        background=tuple(row["background"]),
        complete=row.get("complete", False),
        claims=tuple(
            ExpectedClaim(
                type=ClaimType(claim["type"]),
                value=claim["value"],
                speaker=claim["speaker"],
                stance=Stance(claim["stance"]),
                quote=claim["quote"],
                categories=_words(CauseCategory, claim.get("categories", [])),
                scope=Scope(claim.get("scope", "this_incident")),
                editions=tuple(claim.get("editions", ())),
            )
            for claim in claims
        ),
    )


def _read_outlet(row: dict[str, Any]) -> Outlet:
    try:
        return Outlet(
            slug=row["slug"],
            name=row["name"],
            kind=FeedKind(row["kind"]),
            language=row["language"],
            feed_format=FeedFormat(row["feed"]),
            layout=Layout(row["layout"]),
            provider=row.get("provider", ""),
            encoding=row.get("encoding", "utf-8"),
            gzip=row.get("gzip", False),
            clutter=tuple(row.get("clutter", ())),
        )
    except (KeyError, ValueError) as wrong:
        raise DataFileError(f"outlet {row.get('slug', '?')}: {wrong}", subject="newsroom.toml") from None


def _words(kind: type[_Word], written: list[str]) -> tuple[_Word, ...]:
    return tuple(kind(word) for word in written)


def _read_time(written: str) -> datetime:
    time = datetime.fromisoformat(written)
    if time.tzinfo is None:
        raise ValueError(f"time {written!r} has no zone")
    return time


def _read_toml(text: str, *, subject: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise DataFileError(f"is not TOML: {wrong}", subject=subject) from None
