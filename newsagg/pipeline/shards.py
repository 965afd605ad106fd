"""Files and folders of an archive -> shards, the pieces that workers read one by one; and what tells a changed one.

Reads the file system, changes nothing. A shard is a file, or a range of bytes of a large file of JSON lines.
"""

import glob
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsagg.collect.rowfiles import find_row_kind
from newsagg.collect.warcs import is_warc
from newsagg.errors import DataFileError

PART_BYTES = 128 * 1024 * 1024
"""Bytes of a plain file of JSON lines that make a shard: a minute of work, and no more is lost with a killed worker."""
_PROBE = 64 * 1024
_STEP = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A piece of an archive, as it lies on disk now."""

    path: Path
    first_byte: int
    last_byte: int
    """One past the end."""
    size: int
    """Of the whole file."""
    modified_at: float
    probe: str

    @property
    def key(self) -> tuple[str, int, int, int, str]:
        """What two shards have in common that are one."""
        return (str(self.path), self.first_byte, self.last_byte, self.size, self.probe)

    def __str__(self) -> str:
        whole = self.first_byte == 0 and self.last_byte == self.size
        return str(self.path) if whole else f"{self.path}, bytes {self.first_byte} to {self.last_byte}"


def list_shards(sources: Iterable[str | Path], *, part_bytes: int = PART_BYTES) -> list[Shard]:
    """Return the shards of files, folders and patterns (``2022/*.warc.gz``), each once, in the order of their paths.

    Folders are looked through to the bottom; what is neither WARC nor a file of rows is passed over there. Raises
    DataFileError for a source that is not there, cannot be read, or holds nothing that can be.
    """
    found: dict[Path, None] = {}
    for source in sources:
        files = sorted(_find_files(source))
        if not files:
            raise DataFileError(
                "holds nothing to read",
                subject=str(source),
                hint="wanted: .warc, .jsonl, .csv or .tsv, packed (.gz) or not",
            )
        found.update(dict.fromkeys(files))
    shards: list[Shard] = []
    for path in sorted(found):
        try:
            shards += _cut(path, part_bytes)
        except OSError as error:
            raise DataFileError(f"cannot be read: {error.strerror or error}", subject=str(path)) from error
    return shards


def is_readable(path: Path) -> bool:
    """Say whether a file's name is that of an archive that can be read."""
    return is_warc(path) or bool(find_row_kind(path.name))


def _find_files(source: str | Path) -> Iterator[Path]:
    path = Path(source)
    if not path.exists():
        matches = [Path(name) for name in glob.glob(str(source), recursive=True)]  # noqa: PTH207 - absolute patterns too
        if not matches:
            raise DataFileError(
                "is not there", subject=str(source), hint="name a file, a folder or a pattern"
            )
        for match in matches:
            yield from _find_files(match)
    elif path.is_dir():
        for inner in path.rglob("*"):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if not hidden and is_readable(inner) and inner.is_file() and not inner.is_symlink():
                yield inner.resolve()
    elif is_readable(path):
        yield path.resolve()
    else:
        raise DataFileError(
            "is neither WARC nor a file of rows",
            subject=str(source),
            hint="wanted: .warc, .jsonl, .csv or .tsv, packed (.gz) or not; `newsagg import` takes more kinds",
        )


def _cut(path: Path, part_bytes: int) -> Iterator[Shard]:
    known = path.stat()
    size = known.st_size
    step = part_bytes if find_row_kind(path.name) == "json" and path.suffix != ".gz" else max(size, 1)
    with path.open("rb") as file:
        for first in range(0, max(size, 1), step):
            last = min(first + step, size)
            probe = _probe(file, first, last)
            yield Shard(
                path=path,
                first_byte=first,
                last_byte=last,
                size=size,
                modified_at=known.st_mtime,
                probe=probe,
            )


def _probe(file: BinaryIO, first: int, last: int) -> str:
    digest = hashlib.sha256()
    for at in (first, max(first, (first + last - _PROBE) // 2), max(first, last - _PROBE)):
        file.seek(at)
        digest.update(file.read(min(_PROBE, last - at)))
    return digest.hexdigest()


def hash_range(path: Path, first: int, last: int) -> str:
    """Return the SHA-256 of a range of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(first)
        while first < last and (chunk := file.read(min(_STEP, last - first))):
            digest.update(chunk)
            first += len(chunk)
    return digest.hexdigest()


class RangeFile:
    """A shard's bytes as a file that is read from begin to end; lines that begin in it are its own, to their end."""

    def __init__(self, file: BinaryIO, shard: Shard) -> None:
        self._file = file
        self._left = 0
        self._last = shard.last_byte
        file.seek(shard.first_byte)
        if shard.first_byte:
            file.seek(shard.first_byte - 1)
            while (line := file.readline(_STEP)) and not line.endswith(b"\n"):
                pass  # the line that the shard before began is the shard's before

    def readline(self, limit: int = -1) -> bytes:
        """Return the next line; nothing where the next shard's lines begin."""
        if self._file.tell() >= self._last and not self._left:
            return b""
        line = self._file.readline(limit)
        self._left = not line.endswith(b"\n") and len(line) == limit
        return line


def total_bytes(shards: Sequence[Shard]) -> int:
    """Return how many bytes shards have together."""
    return sum(shard.last_byte - shard.first_byte for shard in shards)
