"""Files that somebody collected elsewhere -> articles, pages, addresses, one at a time; faulty rows. Reads files.

    folder            each file in it that is one of these, in the order of their names
    *.jsonl, *.csv    a row an article: url, title, text; outlet, published, seen, language, author, kind, provider;
                      these may be packed: *.jsonl.gz, *.csv.gz
    *.warc, *.warc.gz each response that is a web page
    *.zip             evidence as `newsagg evidence` writes it: articles with all versions, and their pages
    *.opml            feeds, handed on
    anything else     a list of addresses, a line each; # begins a remark

A row that is wrong costs only itself. Nothing is held but the row at hand, so a file may be of any size.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, TypeAlias

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsagg.collect.feedtimes import read_time
from newsagg.collect.plain import drop_controls, read_line, read_text
from newsagg.collect.rowfiles import PACKED, is_binary, open_rows, read_csv_rows, read_json_rows
from newsagg.collect.sealed import find_folder_fault, find_zip_fault, open_member
from newsagg.collect.urls import absolute_url, canonical_url, site_of
from newsagg.errors import DataFileError
from newsagg.model import Article, Page, StatusUpdate
from newsagg.vocabulary import FeedKind

LONGEST_TITLE, LONGEST_TEXT = 1_000, 200_000
"""Characters, as of pages that we read ourselves."""
MOST_HELD = 50_000_000
"""Bytes of pages that are held as a later record may point to them; what pointed further back is told as a fault."""
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """A row that is an article."""

    place: str
    """File and line, for people."""
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A record that is a page as it came."""

    place: str
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAddress:
    """A line that is an address."""

    place: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeeds:
    """A file that is a list of feeds."""

    place: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row, record or file that cannot be taken in, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file of a folder that is none of what we read."""

    place: str


Found: TypeAlias = FoundArticle | FoundPage | FoundAddress | FoundFeeds | Fault | PassedOver


def read_path(path: Path, *, now: datetime, page_bytes: int, named: bool = True) -> Iterator[Found]:
    """Yield what a file or folder holds, in a settled order.

    A database or another binary file is a fault where somebody ``named`` it, and passed over inside a folder.
    ``now`` is when a row that names no time of its own was read; ``page_bytes`` the most bytes of a page.
    """
    if path.is_dir():
        if (path / "manifest.json").is_file() and (path / "articles.jsonl").is_file():
            yield from _read_evidence_folder(path, now=now, page_bytes=page_bytes)
            return
        for inner in sorted(p for p in path.iterdir() if not p.name.startswith(".") and not p.is_symlink()):
            yield from read_path(inner, now=now, page_bytes=page_bytes, named=False)
        return
    name = path.name.lower()
    packed = name.endswith(PACKED)
    if packed:
        name = name.removesuffix(".gz")
    try:
        if name.endswith(".zip"):
            yield from _read_zip(path, now=now, page_bytes=page_bytes)
        elif name.endswith((".warc", ".warc.gz")):
            with path.open("rb") as file:
                yield from read_warc(file, str(path), page_bytes=page_bytes)
        elif name.endswith((".jsonl", ".ndjson", ".json")):
            with open_rows(path, packed=packed) as rows:
                yield from read_rows(read_json_rows(rows, str(path)), now=now)
        elif name.endswith((".csv", ".tsv")):
            with (
                open_rows(path, packed=packed) as rows,
                io.TextIOWrapper(rows, encoding="utf-8-sig", errors="replace", newline="") as text,
            ):
                yield from read_rows(read_csv_rows(text, str(path), tabs=name.endswith(".tsv")), now=now)
        elif name.endswith((".opml", ".xml")):
            yield FoundFeeds(place=str(path), path=path)
        elif is_binary(path):
            yield Fault(place=str(path), reason="is no text") if named else PassedOver(place=str(path))
        else:
            with path.open("rb") as file:
                yield from _read_addresses(file, str(path))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        yield Fault(place=str(path), reason=f"cannot be read: {reason}")


def read_rows(rows: Iterator[tuple[str, Mapping[str, Any] | str]], *, now: datetime) -> Iterator[Found]:
    """Yield the article of each row, or what is wrong with it."""
    for place, row in rows:
        if isinstance(row, str):
            yield Fault(place=place, reason=row)
            continue
        try:
            yield FoundArticle(place=place, article=read_row(row, now=now))
        except (DataFileError, ValueError, TypeError, KeyError, AttributeError) as error:
            yield Fault(
                place=place, reason=error.message if isinstance(error, DataFileError) else f"{error}"[:200]
            )


def read_row(row: Mapping[str, Any], *, now: datetime) -> Article:
    """Return the article that a row tells of.

    Raises DataFileError, saying what is missing or wrong. Times without a zone are UTC.
    """
    url = canonical_url(absolute_url(_word(row, "url", "link")))
    if not url:
        raise DataFileError(f"has no http or https address: {_word(row, 'url', 'link')[:100]!r}")
    # Our own rows come back as they were, character by character: claims point into them.
    own = bool(row.get("version_id"))
    title = (
        _word(row, "title", "headline")
        if own
        else read_line(_word(row, "title", "headline"), limit=LONGEST_TITLE)
    )
    body = (
        _word(row, "text", "body", "content")
        if own
        else read_text(_word(row, "text", "body", "content"), limit=LONGEST_TEXT)
    )
    summary = read_text(_word(row, "summary", "description"), limit=LONGEST_TEXT)
    if not (title or body or summary):
        raise DataFileError("has neither title nor text")
    kind = _word(row, "kind", "feed_kind") or "news"
    if kind not in list(FeedKind):
        raise DataFileError(f"kind {kind[:40]!r} is none of {', '.join(FeedKind)}")
    published = _time(row, "published", "published_at", "date")
    basis = _word(row, "basis") or ("status" if kind == FeedKind.STATUS else "page" if body else "feed")
    if basis not in ("page", "feed", "status"):
        raise DataFileError(f"basis {basis[:40]!r} is none of page, feed, status")
    seen = _time(row, "seen", "seen_at", "fetched", "fetched_at", "crawled_at") or now
    language = _word(row, "language", "lang")[:2].lower()
    return Article(
        url=url,
        outlet=read_line(_word(row, "outlet", "source", "publisher", "site"), limit=200) or site_of(url),
        title=title or read_line(body or summary, limit=100, markup=False),
        body=body or summary,
        published_at=published,
        seen_at=min(seen, now),
        language=language if language.isalpha() and len(language) == 2 else "en",
        author=read_line(_word(row, "author", "byline"), limit=200),
        basis=basis,
        feed_kind=FeedKind(kind),
        provider=_word(row, "provider")[:100],
        updates=tuple(_read_update(update) for update in row.get("updates") or ())
        if basis == "status"
        else (),
    )


def peek_row(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the headline and the text that ``read_row`` would read, as they stand in the row."""
    body = _word(row, "text", "body", "content") or _word(row, "summary", "description")
    return _word(row, "title", "headline"), body


def _read_update(row: Mapping[str, Any]) -> StatusUpdate:
    at = read_time(row["at"])
    if at is None:
        raise DataFileError(f"an update has no time: {row['at']!r}")
    components = tuple(str(name) for name in row.get("components") or ())
    return StatusUpdate(
        at=at,
        state=str(row["state"]),
        body=str(row["body"]),
        impact=str(row.get("impact") or ""),
        components=components,
    )


def _word(row: Mapping[str, Any], *names: str) -> str:
    value = next((row[name] for name in names if row.get(name) not in (None, "")), "")
    return drop_controls(str(value)) if isinstance(value, str | int | float) else ""


def _time(row: Mapping[str, Any], *names: str) -> datetime | None:
    written = _word(row, *names)
    found = read_time(written) if written else None
    if written and found is None:
        raise DataFileError(f"{written[:60]!r} is no time")
    return found


def _read_addresses(file: IO[bytes], name: str) -> Iterator[Found]:
    """Yield the addresses of a list; a text that holds none is told of once, and not line by line."""
    first, count = "", 0
    for _, text in _read_listed(file):
        if absolute_url(text):
            break
        first, count = first or text, count + 1
    else:
        if count:
            what = f"{count} line{'s' * (count > 1)}, the first of them {first[:100]!a}"
            yield Fault(place=name, reason=f"holds no http or https address, but {what}")
        return
    file.seek(0)
    for number, text in _read_listed(file):
        place = f"{name}, line {number}"
        if url := absolute_url(text):
            yield FoundAddress(place=place, url=url)
        else:
            yield Fault(place=place, reason=f"is no http or https address: {text[:100]!a}")


def _read_listed(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a list with their numbers, without remarks."""
    number = 0
    while line := file.readline(10_000):
        number += 1
        text = line.decode("utf-8", "replace").partition(" #")[0].strip()
        if text and not text.startswith("#"):
            yield number, text


def read_warc(file: IO[bytes], name: str, *, page_bytes: int) -> Iterator[Found]:
    """Yield the pages of a WARC file: whole, successful answers that are web pages; others are passed over."""
    number = 0
    records = iter(ArchiveIterator(file, no_record_parse=False))
    bodies: dict[str, tuple[str, bytes]] = {}
    while True:
        number += 1
        place = f"{name}, record {number}"
        try:
            record = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
            yield Fault(
                place=place, reason=f"is no WARC record, and ends the reading of its file: {error}"[:200]
            )
            return
        try:
            found = _read_record(record, place, page_bytes, bodies)
        except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
            found = Fault(place=place, reason=f"cannot be read: {error}"[:200])
        if found is not None:
            yield found


def _read_record(
    record: Any, place: str, page_bytes: int, bodies: dict[str, tuple[str, bytes]]
) -> Found | None:
    if record.rec_type not in ("response", "revisit") or record.http_headers is None:
        return None
    status = record.http_headers.get_statuscode() or ""
    kind = str(record.http_headers.get_header("Content-Type") or "")
    if status != "200" or kind.partition(";")[0].strip().lower() not in _PAGE_TYPES:
        return None
    url = absolute_url(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    at = read_time(record.rec_headers.get_header("WARC-Date"))
    if not url or at is None:
        return Fault(place=place, reason="has no address or no date")
    digest = str(record.rec_headers.get_header("WARC-Payload-Digest") or "")
    if record.rec_type == "revisit":
        original = bodies.get(digest)
        if original is None:
            return Fault(place=place, reason="points to a page that is not in this file before it")
        body = original[1]
    else:
        body = record.content_stream().read(page_bytes + 1)
        if len(body) > page_bytes:
            return Fault(place=place, reason=f"is a page of more than {page_bytes} bytes")
        bodies[digest] = (url, body)
        while len(bodies) > 1 and sum(len(held) for _, held in bodies.values()) > MOST_HELD:
            bodies.pop(next(iter(bodies)))
    headers = tuple((str(key), str(value)) for key, value in record.http_headers.headers)
    page = Page(
        url=url, final_url=url, status=200, body=body, content_type=kind, fetched_at=at, headers=headers
    )
    return FoundPage(place=place, page=page)


def _read_zip(path: Path, *, now: datetime, page_bytes: int) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive:
            if fault := find_zip_fault(archive):
                yield Fault(place=str(path), reason=fault)
                return
            with open_member(archive, "articles.jsonl") as file:
                if file is not None:
                    yield from read_rows(read_json_rows(file, f"{path}: articles.jsonl"), now=now)
            with open_member(archive, "pages.warc.gz") as pages:
                if pages is not None:
                    yield from read_warc(pages, f"{path}: pages.warc.gz", page_bytes=page_bytes)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        yield Fault(place=str(path), reason=f"is no zip that can be read: {error}")


def _read_evidence_folder(path: Path, *, now: datetime, page_bytes: int) -> Iterator[Found]:
    if fault := find_folder_fault(path):
        yield Fault(place=str(path), reason=fault)
        return
    with (path / "articles.jsonl").open("rb") as file:
        yield from read_rows(read_json_rows(file, str(path / "articles.jsonl")), now=now)
    if (path / "pages.warc.gz").is_file():
        with (path / "pages.warc.gz").open("rb") as pages:
            yield from read_warc(pages, str(path / "pages.warc.gz"), page_bytes=page_bytes)
