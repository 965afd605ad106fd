"""Articles found by workers -> sorted files on disk -> the same articles in one settled order. Writes files.

A line is a sort key, a tab, and the article with its verdict and claims as JSON. The key is the article's time, its
address and when it was fetched: so what comes out does not depend on who found it when. Memory holds a bounded part; a
file appears under its name only when it is whole.
"""

import base64
import hashlib
import heapq
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from newsagg.errors import StoreError
from newsagg.model import Article, Claim, Page, Verdict
from newsagg.store.rows import write_time

MOST_HELD = 16_000_000
"""Bytes of lines that are held before they are sorted into a file."""
MOST_OPEN = 100
"""Files that are read side by side; more are first made into fewer."""


@checked(config=ConfigDict(ser_json_inf_nan="constants"), frozen=True, slots=True, kw_only=True)
class PackedPage:
    """The page that an article was read from, as small as it gets."""

    url: str
    content_type: str
    fetched_at: datetime
    headers: tuple[tuple[str, str], ...]
    packed: str
    """Base 64 of the zlib-packed bytes."""

    @staticmethod
    def pack(page: Page) -> "PackedPage":
        """Return a page, packed."""
        return PackedPage(
            url=page.final_url,
            content_type=page.content_type,
            fetched_at=page.fetched_at,
            headers=page.headers,
            packed=base64.b64encode(zlib.compress(page.body)).decode("ascii"),
        )

    def unpack(self) -> Page:
        """Return the page."""
        return Page(
            url=self.url, final_url=self.url, status=200, body=zlib.decompress(base64.b64decode(self.packed)),
            content_type=self.content_type, fetched_at=self.fetched_at, headers=self.headers,
        )  # fmt: skip


@checked(config=ConfigDict(ser_json_inf_nan="constants"), frozen=True, slots=True, kw_only=True)
class Find:
    """An article that is about an outage, or may be, with what was read out of it."""

    article: Article
    verdict: Verdict
    claims: tuple[Claim, ...]
    fetched_at: datetime
    """When whoever made the archive fetched it."""
    place: str
    """File and row or record, for people."""
    page: PackedPage | None = None


_FINDS: TypeAdapter[Find] = TypeAdapter(Find)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A file of finds, sorted."""

    name: str
    sha256: str
    finds: int


class SpoolFile:
    """Takes finds in any order, leaves one sorted file; a ``with`` block clears up what was not finished."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._lines: list[bytes] = []
        self._held = 0
        self._parts: list[Path] = []
        self._finds = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot be made: {error.strerror}", subject=str(folder)) from error

    def __enter__(self) -> "SpoolFile":
        return self

    def __exit__(self, *_: object) -> None:
        for part in self._parts:
            with suppress(OSError):
                part.unlink()

    def add(self, find: Find) -> None:
        """Take in a find."""
        line = write_line(find)
        self._lines.append(line)
        self._held += len(line)
        self._finds += 1
        if self._held >= MOST_HELD:
            self._put_down()

    def finish(self) -> Result:
        """Write the file under its name and say what it is."""
        self._put_down()
        digest = hashlib.sha256()
        half_done = self._folder / f"{self._name}.{os.getpid()}.half"
        self._parts.append(half_done)
        with half_done.open("wb") as out:
            for line in merge_lines(self._folder, [part for part in self._parts if part != half_done]):
                digest.update(line)
                out.write(line)
            out.flush()
            os.fsync(out.fileno())
        half_done.replace(self._folder / self._name)
        return Result(name=self._name, sha256=digest.hexdigest(), finds=self._finds)

    def _put_down(self) -> None:
        if not self._lines:
            return
        part = self._folder / f"{self._name}.{os.getpid()}.part{len(self._parts)}"
        self._parts.append(part)
        part.write_bytes(b"".join(sorted(self._lines)))
        self._lines, self._held = [], 0


def write_line(find: Find) -> bytes:
    """Return a find as its line."""
    at = write_time(find.article.published_at or find.fetched_at)
    key = "\x1f".join((at, find.article.url, write_time(find.fetched_at)))
    body = _FINDS.dump_json(find)
    return key.replace("\t", " ").encode("utf-8", "replace") + b"\t" + body + b"\n"


def read_line(line: bytes) -> Find:
    """Return the find of a line. Raises StoreError for what is none."""
    try:
        return _FINDS.validate_json(line.partition(b"\t")[2])
    except ValueError as error:
        raise StoreError(f"is no find: {error}"[:300], subject="the spool") from error


def merge_lines(folder: Path, files: Sequence[Path]) -> Iterator[bytes]:
    """Yield the lines of sorted files in order, those that are the same only once; holds few files open at a time."""
    made: list[Path] = []
    try:
        waiting = list(files)
        while len(waiting) > MOST_OPEN:
            some, waiting = waiting[:MOST_OPEN], waiting[MOST_OPEN:]
            joined = folder / f"merge.{os.getpid()}.{len(made)}.half"
            made.append(joined)
            with joined.open("wb") as out:
                out.writelines(_merge_few(some))
            waiting.append(joined)
        yield from _merge_few(waiting)
    finally:
        for path in made:
            with suppress(OSError):
                path.unlink()


def _merge_few(files: Iterable[Path]) -> Iterator[bytes]:
    with ExitStack() as stack:
        opened = [stack.enter_context(path.open("rb")) for path in files]
        last = b""
        for line in heapq.merge(*opened):
            if line != last:
                yield line
            last = line


def check_result(folder: Path, name: str, sha256: str) -> bool:
    """Say whether a file of finds is there, whole, as it was written."""
    digest = hashlib.sha256()
    try:
        with (folder / name).open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == sha256
