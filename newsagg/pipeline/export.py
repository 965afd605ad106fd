"""The record -> a folder of files of one moment, with a manifest and checksums; and such a folder -> its faults.

Named rim: reads the database, writes the folder. It appears whole or not at all: it is made beside its place and
then given its name.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.report.tabular import WRITERS
from newsagg.settings import Settings
from newsagg.store import read_db
from newsagg.store.export import (
    check_snapshot,
    count_all,
    list_relations,
    make_snapshot,
    one_moment,
    read_relation,
    require_relation,
)
from newsagg.store.rows import write_time

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
SNAPSHOT = "newsagg.db"
_KIND = "newsagg export"
_PIECE = 1 << 20


def write_export(
    settings: Settings, folder: Path, *, forms: Sequence[str], names: Sequence[str] = (), now: datetime
) -> dict[str, Any]:
    """Write tables and views into a new folder and return its manifest. ``forms`` are csv, json, jsonl and db.

    Raises StoreError when the folder is there and holds something, NotFoundError for a name that cannot leave.
    """
    db = read_db(settings.database)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError("is there already, and not empty", subject=str(folder), hint="name a new folder")
    wanted = [require_relation(db, name) for name in names] or [
        n for some in list_relations(db) for n in some
    ]
    partial = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    try:
        partial.mkdir(parents=True)
        manifest = _fill(db, partial, forms, list(dict.fromkeys(wanted)), now)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}", subject=str(folder), hint="name another folder"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        db.close()
    return manifest


def _fill(
    db: Database, folder: Path, forms: Sequence[str], names: Sequence[str], now: datetime
) -> dict[str, Any]:
    files: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        if "db" in forms:
            make_snapshot(db, folder / SNAPSHOT)
            db = read_db(folder / SNAPSHOT)  # so that all files are of the same moment
            stack.callback(db.close)
        else:
            stack.enter_context(one_moment(db))
        counts = count_all(db)
        if "db" in forms:
            files[SNAPSHOT] = _seal(folder / SNAPSHOT, rows=sum(counts.values()))
        for form in (form for form in WRITERS if form in forms):
            for name in names:
                files[f"{name}.{form}"] = _write_one(db, folder / f"{name}.{form}", name, form)
    manifest = {
        "kind": _KIND,
        "written_at": write_time(now),
        "written_by": f"newsagg {_find_version()}",
        "record": {"counts": counts},
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sums = "".join(f"{entry['sha256']}  {name}\n" for name, entry in files.items())
    (folder / SUMS).write_text(sums, "utf-8")
    return manifest


def _find_version() -> str:
    try:
        return version("newsagg")
    except PackageNotFoundError:
        return "of a checkout"


def _write_one(db: Database, path: Path, name: str, form: str) -> dict[str, Any]:
    columns, rows = read_relation(db, name)
    count = 0

    def counted() -> Iterable[Sequence[Any]]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in WRITERS[form](columns, counted()):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"sha256": digest.hexdigest(), "bytes": size, "rows": count}


def _seal(path: Path, *, rows: int) -> dict[str, Any]:
    return {"sha256": _hash(path), "bytes": path.stat().st_size, "rows": rows}


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def check_export(folder: Path) -> list[str]:
    """Return what is not as it was written, a sentence each; empty when all is.

    Raises StoreError when it is no export.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = dict(manifest["files"]) if manifest["kind"] == _KIND else None
    except (OSError, ValueError, KeyError, TypeError):
        files = None
    if files is None or not all(isinstance(entry, dict) for entry in files.values()):
        raise StoreError("is no export of newsagg", subject=str(folder), hint=f"it has no {MANIFEST} of ours")
    there = {path.name for path in folder.iterdir()} - {MANIFEST, SUMS}
    faults = [f"{name} is missing" for name in sorted(set(files) - there)]
    faults += [f"{name} does not belong here" for name in sorted(there - set(files))]
    for name in sorted(there & set(files)):
        if (folder / name).is_symlink() or not (folder / name).is_file():
            faults.append(f"{name} is no file")
        elif _hash(folder / name) != files[name].get("sha256"):
            faults.append(f"{name} was altered")
        elif name == SNAPSHOT:
            faults += [f"{name}: {fault}" for fault in check_snapshot(folder / name)]
    return faults
