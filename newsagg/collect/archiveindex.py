"""A WARC file -> the index of its records: where each begins, what it is, whose body it holds. Reads and writes files.

The index stands beside the file, a JSON line a record, so that a run need not read a month of pages before it keeps the
next. It says nothing that the file does not: what is missing or torn in it is read out of the file again.
"""

import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

_HEAD = 8_192
"""Bytes of a record's head that are looked at; warcio writes a few hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a WARC file."""

    offset: int
    kind: str
    """response or revisit."""
    digest: str
    url: str
    date: str


@dataclass(slots=True, kw_only=True)
class FileIndex:
    """What a WARC file holds, up to ``end``."""

    path: Path
    end: int = 0
    """Where the last whole record ends."""
    originals: dict[str, Record] = field(default_factory=dict)
    """By digest: the record that has the body."""

    def note(self, record: Record, end: int) -> None:
        """Take a record in."""
        self.end = end
        if record.kind == "response" and record.digest:
            self.originals.setdefault(record.digest, record)

    def add(self, offset: int, member: bytes) -> None:
        """Take in a record that was just appended, and write its line; without the line it is read again next time."""
        record = read_head(zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(member, _HEAD), offset)
        self.note(record, offset + len(member))
        with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(_line(record, self.end))


def index_path(warc: Path) -> Path:
    """Return where the index of a WARC file stands."""
    return warc.with_name(warc.name.removesuffix(".warc.gz") + ".index.jsonl")


def read_index(warc: Path, file: BinaryIO) -> FileIndex:
    """Return the index of an open WARC file: what its lines say, and then what the file says beyond them."""
    size = file.seek(0, os.SEEK_END)
    index = FileIndex(path=index_path(warc))
    kept: list[str] = []
    lines: list[str] = []
    with suppress(OSError, ValueError, KeyError, TypeError):
        lines = index.path.read_text("utf-8").splitlines(keepends=True)
        for line in lines:
            row = json.loads(line)
            if row["offset"] != index.end or row["end"] > size or not line.endswith("\n"):
                break  # of another file, or of one that was cut
            known = Record(
                offset=row["offset"], kind=row["kind"], digest=row["digest"], url=row["url"], date=row["date"]
            )
            index.note(known, row["end"])
            kept.append(line)
    found = _scan(file, index.end)
    for record, end in found:
        index.note(record, end)
    if found or len(kept) < len(lines):
        with suppress(OSError):
            index.path.write_text("".join(kept + [_line(record, end) for record, end in found]), "utf-8")
    return index


def _line(record: Record, end: int) -> str:
    row = {"offset": record.offset, "end": end, "kind": record.kind, "digest": record.digest,
           "url": record.url, "date": record.date}  # fmt: skip
    return json.dumps(row, separators=(",", ":")) + "\n"


def _scan(file: BinaryIO, start: int) -> list[tuple[Record, int]]:
    """Return the whole gzip members from a place on, each with where it ends; a torn one ends the search."""
    found: list[tuple[Record, int]] = []
    file.seek(start)
    at = begun = start
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    head = b""
    while chunk := file.read(65_536):
        while chunk:
            try:
                head += reader.decompress(chunk)[: max(_HEAD - len(head), 0)]
            except zlib.error:
                return found
            if not reader.eof:
                at += len(chunk)
                break
            at += len(chunk) - len(reader.unused_data)
            found.append((read_head(head, begun), at))
            chunk, head, begun = reader.unused_data, b"", at
            reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return found


def read_head(head: bytes, offset: int) -> Record:
    """Return what the head of a record says."""
    fields = dict(
        line.split(": ", 1)
        for line in head.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
        if ": " in line
    )
    return Record(
        offset=offset,
        kind=fields.get("WARC-Type", ""),
        digest=fields.get("WARC-Payload-Digest", ""),
        url=fields.get("WARC-Target-URI", ""),
        date=fields.get("WARC-Date", ""),
    )
