"""Pages as they came -> WARC records on disk, the evidence; and back. Writes files in one folder.

One file a day (UTC), each record a gzip member of its own, appended and flushed before its id is given out. A killed
run can leave a torn record at the end of a file: the next writer cuts it off, and the records before it stay whole. A
body that the same day's file holds already is kept as a revisit record that points to it.
"""

import base64
import fcntl
import hashlib
import io
import os
import threading
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsagg.errors import StoreError
from newsagg.model import Page

# The body is kept decompressed and in one piece, so these no longer hold.
_UNTRUE = frozenset(
    {"content-encoding", "transfer-encoding", "content-length", "set-cookie", "connection", "keep-alive"}
)


class PageArchive:
    """A folder of WARC files; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: dict[str, dict[str, tuple[str, str]]] = {}
        self._checked: dict[str, int] = {}

    def keep(self, page: Page) -> str:
        """Append a page and return the record's id, "file#offset".

        Raises StoreError when the folder cannot be written.
        """
        name = f"{page.fetched_at.astimezone(UTC):%Y-%m-%d}.warc.gz"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._lock, (self._folder / name).open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)  # a second process may be collecting
                self._mend(name, file)
                offset = file.seek(0, os.SEEK_END)
                file.write(self._write_record(name, page))
                file.flush()
                os.fsync(file.fileno())
                self._checked[name] = file.tell()
        except OSError as error:
            raise StoreError(f"cannot be written: {error}", subject=str(self._folder / name)) from error
        self._seen.setdefault(name, {}).setdefault(
            _digest(page.body), (page.final_url, _iso(page.fetched_at))
        )
        return f"{name}#{offset}"

    def read(self, record: str) -> bytes:
        """Return the body of a kept page, by its record's id.

        Raises StoreError when there is no such record, or its body is not what its digest says.
        """
        name, _, offset = record.partition("#")
        path = self._folder / name
        if "/" in name or not offset.isdigit():
            raise StoreError("is no record of this archive", subject=record)
        try:
            with path.open("rb") as file:
                file.seek(int(offset))
                found = next(iter(ArchiveIterator(file)))
                if found.rec_type == "revisit":
                    return self._read_original(
                        path, found.rec_headers.get_header("WARC-Payload-Digest"), record
                    )
                body: bytes = found.content_stream().read()
                told = found.rec_headers.get_header("WARC-Payload-Digest")
        except (OSError, ArchiveLoadFailed, StopIteration, zlib.error, EOFError) as error:
            raise StoreError(
                f"cannot be read: {error}", subject=record, hint="was the file moved?"
            ) from error
        if told != _digest(body):
            raise StoreError("is not what it was: its digest differs", subject=record)
        return body

    def _read_original(self, path: Path, digest: str, record: str) -> bytes:
        with path.open("rb") as file:
            for found in ArchiveIterator(file):
                if (
                    found.rec_type == "response"
                    and found.rec_headers.get_header("WARC-Payload-Digest") == digest
                ):
                    body: bytes = found.content_stream().read()
                    return body
        raise StoreError("points to a record that is not there", subject=record)

    def _mend(self, name: str, file: BinaryIO) -> None:
        """Cut a torn record off the end, and learn which bodies the file holds; done when another has written to it."""
        size = file.seek(0, os.SEEK_END)
        if self._checked.get(name) == size:
            return
        whole, seen = _scan(file)
        if whole < size:
            file.truncate(whole)
        self._seen = {name: seen}  # a day's file is only written on its day
        self._checked = {name: whole}

    def _write_record(self, name: str, page: Page) -> bytes:
        out = io.BytesIO()
        writer = _MemoryWriter(out, gzip=True)
        headers = [(key, value) for key, value in page.headers if key.lower() not in _UNTRUE]
        head = StatusAndHeaders(f"{page.status} OK", headers, protocol="HTTP/1.1")
        extra = {"WARC-Date": _iso(page.fetched_at), "WARC-Payload-Digest": _digest(page.body)}
        original = self._seen.get(name, {}).get(_digest(page.body))
        if original is not None:
            record: Any = writer.create_revisit_record(
                page.final_url,
                _digest(page.body),
                original[0],
                original[1],
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


class _MemoryWriter(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio leaves temporary files unclosed; a page fits in memory."""

    @staticmethod
    def _create_temp_file() -> BinaryIO:
        return io.BytesIO()


def _scan(file: BinaryIO) -> tuple[int, dict[str, tuple[str, str]]]:
    """Return where the last whole gzip member ends, and the digests of the bodies before it."""
    seen: dict[str, tuple[str, str]] = {}
    file.seek(0)
    at, whole = 0, 0
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    head = b""
    while chunk := file.read(65_536):
        while chunk:
            try:
                head += reader.decompress(chunk)[: max(4_096 - len(head), 0)]
            except zlib.error:
                return whole, seen
            if not reader.eof:
                at += len(chunk)
                break
            at += len(chunk) - len(reader.unused_data)
            whole = at
            _note(head, seen)
            chunk, head = reader.unused_data, b""
            reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return whole, seen


def _note(head: bytes, seen: dict[str, tuple[str, str]]) -> None:
    fields = dict(
        line.split(": ", 1)
        for line in head.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
        if ": " in line
    )
    if fields.get("WARC-Type") == "response":
        with suppress(KeyError):
            seen.setdefault(fields["WARC-Payload-Digest"], (fields["WARC-Target-URI"], fields["WARC-Date"]))


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
