"""Backups: whole or not there, checked, openable, rotated; the record goes on meanwhile."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.store import open_db, read_db, upkeep
from newsagg.store.leases import read_leases, take_lease
from newsagg.store.upkeep import back_up, drop_backups, list_backups, optimise
from tests.store.making import NOON, a_feed, a_story, save_stories


def test_a_backup_is_one_file_that_opens_as_the_record(db: Database, tmp_path: Path) -> None:
    save_stories(db, a_feed(), a_story())
    take_lease(db, "writer", token="one", what="upkeep", now=NOON, seconds=120)
    copy = back_up(db, tmp_path / "backups", NOON)
    assert [path.name for path in copy.parent.iterdir()] == ["newsagg-2026-03-02T120000Z.db"]
    restored = read_db(copy)
    assert restored.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert read_leases(restored) == []
    assert len(read_leases(db)) == 1


def test_a_backup_can_be_put_back_and_written_at_once(db: Database, path: Path, tmp_path: Path) -> None:
    take_lease(db, "writer", token="one", what="upkeep", now=NOON, seconds=120)
    copy = back_up(db, tmp_path / "backups", NOON)
    db.close()
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    copy.rename(path)
    take_lease(open_db(path), "writer", token="two", what="a run", now=NOON, seconds=120)


def test_rotation_keeps_the_newest_and_touches_nothing_else(db: Database, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [back_up(db, folder, NOON + timedelta(days=day)) for day in range(4)]
    (folder / "newsagg-notes.db").touch()
    assert drop_backups(path, folder, 2) == made[:2]
    assert list_backups(path, folder) == made[2:]
    assert drop_backups(path, folder, 0) == []
    assert (folder / "newsagg-notes.db").is_file()


def test_a_killed_backup_leaves_nothing_that_looks_like_one(db: Database, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    half = folder / "newsagg-2026-03-01T120000Z.db.partial"
    half.write_bytes(b"half")
    assert list_backups(path, folder) == []
    back_up(db, folder, NOON)
    assert not half.exists()


def test_a_damaged_copy_is_told_and_never_counts_as_a_backup(
    db: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = upkeep._find_faults

    def spoil(copy: Path) -> list[str]:
        with copy.open("r+b") as file:
            file.seek(3 * 4096)
            file.write(b"\xff" * 4096)
        return real(copy)

    save_stories(db, a_feed(), a_story())
    monkeypatch.setattr(upkeep, "_find_faults", spoil)
    with pytest.raises(StoreError, match="damaged"):
        back_up(db, tmp_path / "backups", NOON)
    assert list_backups(path, tmp_path / "backups") == []
    assert [p.suffix for p in (tmp_path / "backups").iterdir()] == [".damaged"]


def test_a_folder_that_cannot_be_written_is_named_with_its_setting(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="NEWSAGG_BACKUPS"):
        back_up(db, tmp_path / "file" / "backups", NOON)


def test_the_log_of_writes_is_emptied(db: Database, path: Path) -> None:
    save_stories(db, a_feed(), a_story())
    assert optimise(db) == 0
    assert sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone() == (1,)
