"""Evidence that newsagg wrote, as a zip or a folder -> why it is not what was written; empty when it is. Reads files.

Each file's hash is held against the manifest, which import would otherwise have to believe: an altered text would come
into the record as somebody's verbatim words.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

_MANIFEST = "manifest.json"
_NEEDED = "articles.jsonl"
_MANIFEST_BYTES = 10_000_000
"""A manifest tells a file in about 120 bytes."""
_CHUNK = 1 << 20

Opener = Callable[[str], AbstractContextManager[IO[bytes]]]


@contextmanager
def open_member(archive: zipfile.ZipFile, ending: str) -> Iterator[IO[bytes] | None]:
    """Open the file of this name, in whatever folder of a zip it lies; None when there is none."""
    info = next((i for i in archive.infolist() if i.filename.rpartition("/")[2] == ending), None)
    if info is None:
        yield None
        return
    with archive.open(info) as file:
        yield io.BufferedReader(file)  # type: ignore[type-var]


def find_zip_fault(archive: zipfile.ZipFile) -> str:
    """Return why a zip is no evidence that newsagg wrote, or differs from what was written; empty when it is whole."""
    manifest = next((n for n in archive.namelist() if n.rpartition("/")[2] == _MANIFEST), None)
    if manifest is None:
        return "is a zip, but no evidence that newsagg wrote"
    folder = manifest.removesuffix(_MANIFEST)
    there = {n.removeprefix(folder) for n in archive.namelist() if not n.endswith("/")}
    return _find_fault(there, lambda name: archive.open(folder + name))


def find_folder_fault(path: Path) -> str:
    """Return how a folder of evidence differs from what was written; empty when it is whole."""
    there = {p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file() and not p.is_symlink()}
    return _find_fault(there, lambda name: (path / name).open("rb"))


def _find_fault(there: set[str], opened: Opener) -> str:
    try:
        with opened(_MANIFEST) as file:
            listed = json.loads(file.read(_MANIFEST_BYTES))["files"]
        told = {str(name): str(row["sha256"]) for name, row in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "has a manifest that cannot be read, so nothing of it was taken in"
    for name in sorted({*told, _NEEDED}):
        if name not in there or name not in told:
            return f"is not what newsagg wrote: {name} is missing, so nothing of it was taken in"
        with opened(name) as file:
            digest = sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != told[name]:
            return f"was altered since newsagg wrote it: {name} is another, so nothing of it was taken in"
    return ""
