"""Pages as they came -> WARC records on disk, the evidence; and back. Writes files in one folder.

One file a month (UTC), a new part of it when it is full, each record a gzip member of its own, appended and flushed
before its id is given out. A killed run can leave a torn record at the end of a file: the next writer cuts it off, and
the records before it stay whole. A body that the same file holds already is kept as a revisit record that points to it.
Beside each file stands an index of its records (archiveindex.py), which can always be made again.
"""

import base64
import fcntl
import hashlib
import io
import os
import re
import threading
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsagg.collect.archiveindex import FileIndex, Record, index_path, read_index
from newsagg.errors import StoreError
from newsagg.model import Page

FULL_AT = 1_000_000_000
"""Bytes at which a new part is begun: what the WARC guidelines call usual."""

# The body is kept decompressed and in one piece, so these no longer hold.
_UNTRUE = frozenset(
    {"content-encoding", "transfer-encoding", "content-length", "set-cookie", "connection", "keep-alive"}
)
_PART = re.compile(r"(\d{4}-\d\d)(?:-p(\d{1,6}))?\.warc\.gz")


class PageArchive:
    """A folder of WARC files; safe to share between threads and processes."""

    def __init__(self, folder: Path, *, full_at: int = FULL_AT) -> None:
        self._folder = folder
        self._full_at = full_at
        self._lock = threading.Lock()
        self._known: dict[str, FileIndex] = {}

    def keep(self, page: Page) -> str:
        """Append a page and return the record's id, "file#offset".

        Raises StoreError when the folder cannot be written.
        """
        month = f"{page.fetched_at.astimezone(UTC):%Y-%m}"
        return self._append(month, lambda name: self._write_record(name, page))

    def keep_raw(self, month: str, member: bytes, *, beside: str) -> str:
        """Append a gzip member that another file of the archive holds, and return its new record's id.

        ``month``: such as 2026-03; never appended to ``beside``, the file that is being left.
        """
        return self._append(month, lambda _name: member, beside=beside)

    def read(self, record: str) -> bytes:
        """Return the body of a kept page, by its record's id.

        Raises StoreError when there is no such record, or its body is not what its digest says.
        """
        found, digest = self._load(record)
        if found.rec_type == "revisit":
            original = self._find_original(record, digest)
            found, _ = self._load(original)
        body: bytes = found.content_stream().read()
        if digest != digest_of(body):
            raise StoreError("is not what it was: its digest differs", subject=record)
        return body

    def read_members(self, record: str) -> list[tuple[str, bytes]]:
        """Return the gzip members that somebody needs to read a record elsewhere, each with its id: the record, and
        before it the one that it points to.

        Raises StoreError when there is no such record.
        """
        found, digest = self._load(record)
        needed = [self._find_original(record, digest)] if found.rec_type == "revisit" else []
        return [(name, self._read_member(name)) for name in (*needed, record)]

    def files(self) -> list[str]:
        """Return the names of the archive's files, oldest month and part first."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.glob("*.warc.gz") if path.is_file())

    def drop_file(self, name: str) -> None:
        """Delete a file whose records are needed no longer, with its index."""
        path = self._path(f"{name}#0")[0]
        path.unlink(missing_ok=True)
        index_path(path).unlink(missing_ok=True)
        self._known.pop(name, None)

    def _append(self, month: str, make: Any, *, beside: str = "") -> str:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._lock:
                while True:
                    name = self._choose_part(month, beside)
                    with (self._folder / name).open("a+b") as file:
                        fcntl.flock(file, fcntl.LOCK_EX)  # a second process may be collecting
                        if (self._folder / name).stat().st_ino != os.fstat(file.fileno()).st_ino:
                            continue  # dropped while we waited
                        index = self._mend(name, file)
                        offset = file.seek(0, os.SEEK_END)
                        if offset >= self._full_at:
                            continue  # filled while we waited
                        member = make(name)
                        file.write(member)
                        file.flush()
                        os.fsync(file.fileno())
                        index.add(offset, member)
                        return f"{name}#{offset}"
        except OSError as error:
            raise StoreError(f"cannot be written: {error}", subject=str(self._folder)) from error

    def _choose_part(self, month: str, beside: str) -> str:
        """The month's newest part, or the next where that one is full or must not grow."""
        parts = {
            int(found[2] or 1): found[0]
            for name in self.files()
            if (found := _PART.fullmatch(name)) and found[1] == month
        }
        if not parts:
            return f"{month}.warc.gz"
        newest = max(parts)
        if parts[newest] != beside and (self._folder / parts[newest]).stat().st_size < self._full_at:
            return parts[newest]
        return f"{month}-p{newest + 1}.warc.gz"

    def _mend(self, name: str, file: BinaryIO) -> FileIndex:
        """Cut a torn record off the end, and learn which records there are; done when another wrote to the file."""
        size = file.seek(0, os.SEEK_END)
        known = self._known.get(name)
        if known is None or known.end != size:
            known = read_index(self._folder / name, file)
            if known.end < size:
                file.truncate(known.end)
            self._known[name] = known
        return known

    def _write_record(self, name: str, page: Page) -> bytes:
        out = io.BytesIO()
        writer = _MemoryWriter(out, gzip=True)
        headers = [(key, value) for key, value in page.headers if key.lower() not in _UNTRUE]
        head = StatusAndHeaders(f"{page.status} OK", headers, protocol="HTTP/1.1")
        digest = digest_of(page.body)
        extra = {"WARC-Date": _iso(page.fetched_at), "WARC-Payload-Digest": digest}
        original = self._known[name].originals.get(digest)
        if original is not None:
            record: Any = writer.create_revisit_record(
                page.final_url,
                digest,
                original.url,
                original.date,
                http_headers=head,
                warc_headers_dict=extra,
            )
        else:
            record = writer.create_warc_record(
                page.final_url,
                "response",
                payload=io.BytesIO(page.body),
                http_headers=head,
                warc_headers_dict=extra,
            )
        writer.write_record(record)
        return out.getvalue()

    def _path(self, record: str) -> tuple[Path, int]:
        name, _, offset = record.partition("#")
        if "/" in name or "\\" in name or not name.endswith(".warc.gz") or not offset.isdecimal():
            raise StoreError("is no record of this archive", subject=record)
        return self._folder / name, int(offset)

    def _load(self, record: str) -> tuple[Any, str]:
        """Return a record, its content not yet read, and its digest."""
        member = self._read_member(record)
        try:
            found = next(iter(ArchiveIterator(io.BytesIO(member))))
            return found, str(found.rec_headers.get_header("WARC-Payload-Digest") or "")
        except (ArchiveLoadFailed, StopIteration, zlib.error, EOFError) as error:
            raise StoreError(
                f"cannot be read: {error}", subject=record, hint="was the file moved?"
            ) from error

    def _read_member(self, record: str) -> bytes:
        path, offset = self._path(record)
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return read_member(file)
        except (OSError, zlib.error, EOFError) as error:
            raise StoreError(
                f"cannot be read: {error}", subject=record, hint="was the file moved?"
            ) from error

    def _find_original(self, record: str, digest: str) -> str:
        path, _ = self._path(record)
        index = self._known.get(path.name)
        if index is None or digest not in index.originals:
            with path.open("rb") as file:
                index = read_index(path, file)
        original = index.originals.get(digest)
        if original is None:
            raise StoreError("points to a record that is not there", subject=record)
        return f"{path.name}#{original.offset}"


class _MemoryWriter(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio leaves temporary files unclosed; a page fits in memory."""

    @staticmethod
    def _create_temp_file() -> BinaryIO:
        return io.BytesIO()


def read_member(file: BinaryIO) -> bytes:
    """Return the gzip member that begins where a file stands, as it lies on disk.

    Raises EOFError when there is none, or it is torn; zlib.error when it is no gzip.
    """
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    while chunk := file.read(65_536):
        reader.decompress(chunk)
        if reader.eof:
            parts.append(chunk[: len(chunk) - len(reader.unused_data)])
            return b"".join(parts)
        parts.append(chunk)
    raise EOFError("there is no whole record at this place")


def digest_of(body: bytes) -> str:
    """Return the digest that WARC records carry: sha1 in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["FULL_AT", "PageArchive", "Record", "digest_of", "read_member"]
