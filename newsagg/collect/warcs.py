"""A WARC file, plain or packed -> the web pages in it, one at a time, and what of it cannot be read. Reads files.

For archives of millions of pages (Common Crawl's news archive): fastwarc unpacks and parses several times faster than
warcio, which writes and reads our own evidence. Nothing is held but the record at hand. A record that is torn costs
itself: reading goes on at the next one.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from fastwarc.stream_io import BrotliReader
from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsagg.collect.importing import Fault, FoundPage
from newsagg.collect.unpack import unpack
from newsagg.collect.urls import absolute_url
from newsagg.errors import FetchError
from newsagg.model import Page

MOST_TEARS = 100
"""Places at which reading a file is begun anew; what has more is no archive."""
_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", ""))
_STEP = 1 << 20
_BEGIN = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r\n")


def read_pages(file: IO[bytes], name: str, *, page_bytes: int) -> Iterator[FoundPage | Fault]:
    """Yield the pages of a WARC file: whole, successful answers that are web pages; others are passed over."""
    start = number = tears = 0
    while True:
        last = start
        file.seek(start)
        try:
            for record in _open(file):
                number += 1
                last = start + record.stream_pos
                found = _read_record(record, f"{name}, record {number}", page_bytes)
                if found is not None:
                    yield found
        except (OSError, ValueError, EOFError) as error:
            tears += 1
            yield Fault(place=f"{name}, after record {number}", reason=f"cannot be read: {error}"[:200])
            start = _find_next(file, last + 1) if tears < MOST_TEARS else -1
            if start < 0:
                return
        else:
            return


def _open(file: IO[bytes]) -> Iterator[Any]:
    kinds = WarcRecordType.response | WarcRecordType.revisit
    records: Iterator[Any] = iter(
        ArchiveIterator(file, record_types=kinds, parse_http=True, auto_decode="transfer", inplace=True)
    )
    return records


def _read_record(record: Any, place: str, page_bytes: int) -> FoundPage | Fault | None:
    head = record.http_headers
    if head is None or head.status_code != 200:
        return None
    headers = tuple((str(key), str(value)) for key, value in head.items())
    said = {key.lower(): value.strip().lower() for key, value in headers}
    kind = said.get("content-type", "")
    if kind.partition(";")[0].strip().lower() not in _PAGE_TYPES:
        return None
    if record.record_type == WarcRecordType.revisit:
        return Fault(place=place, reason="points to a page that another record holds")
    url = absolute_url(str(record.headers.get("WARC-Target-URI") or "").strip("<>"))
    at = record.record_date
    if not url or at is None:
        return Fault(place=place, reason="has no address or no date")
    promised = record.content_length
    try:
        body = record.reader.read(page_bytes + 1)
        if len(body) < promised and len(body) <= page_bytes and "transfer-encoding" not in said:
            return Fault(place=place, reason=f"is torn: {len(body)} of {promised} bytes are there")
        body = _unpack(body, said.get("content-encoding", ""), page_bytes, url)
    except (OSError, ValueError, EOFError, FetchError) as error:
        why = error.message if isinstance(error, FetchError) else error
        return Fault(place=place, reason=f"cannot be unpacked: {why}"[:200])
    if len(body) > page_bytes:
        return Fault(place=place, reason=f"is a page of more than {page_bytes} bytes")
    page = Page(
        url=url, final_url=url, status=200, body=body, content_type=kind, fetched_at=at, headers=headers
    )
    return FoundPage(place=place, page=page)


def _unpack(body: bytes, encoding: str, limit: int, url: str) -> bytes:
    """Return a body without the packing that its server names; crawlers unpack many, and leave the name."""
    if encoding in ("gzip", "x-gzip", "deflate") and body[:1] in (b"\x1f", b"\x78"):
        return unpack([body], encoding=encoding, limit=limit, url=url)
    if encoding == "br" and not body.lstrip().startswith(b"<"):
        return bytes(BrotliReader(io.BytesIO(body)).read(limit + 1))
    return body


def _find_next(file: IO[bytes], at: int) -> int:
    """Return where the next record may begin; -1 when none does."""
    file.seek(at)
    kept = b""
    while chunk := file.read(_STEP):
        data = kept + chunk
        if found := _BEGIN.search(data):
            return at - len(kept) + found.start()
        kept = data[-16:]
        at += len(chunk)
    return -1


def is_warc(path: Path) -> bool:
    """Say whether a file's name is that of an archive of web pages."""
    return path.name.lower().endswith((".warc", ".warc.gz"))
