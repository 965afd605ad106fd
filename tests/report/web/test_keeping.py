"""Lists over the whole record are counted once for each state of it."""

import sqlite3
from pathlib import Path

from newsagg.report.web.keeping import LONGEST_SECONDS, Keeper
from newsagg.report.web.visit import Answer


class Kitchen:
    """Makes answers, and counts them."""

    def __init__(self, status: int = 200) -> None:
        self.made = 0
        self.status = status

    def __call__(self) -> Answer:
        self.made += 1
        return Answer(body=str(self.made).encode(), status=self.status)


def test_an_answer_is_kept_until_somebody_writes(tmp_path: Path) -> None:
    path, kitchen = tmp_path / "record.db", Kitchen()
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE t (a)")
    db.commit()
    keeper = Keeper(path)
    assert [keeper.answer("/outlets", kitchen).body for _ in range(3)] == [b"1", b"1", b"1"]
    db.execute("INSERT INTO t VALUES (1)")
    db.commit()
    assert keeper.answer("/outlets", kitchen).body == b"2"
    assert keeper.answer("/feeds", kitchen).body == b"3", "each address has its own"
    db.close()


def test_no_answer_is_kept_longer_than_a_minute(tmp_path: Path) -> None:
    now, kitchen = [0.0], Kitchen()
    keeper = Keeper(tmp_path / "record.db", clock=lambda: now[0])
    keeper.answer("/feeds", kitchen)
    now[0] = LONGEST_SECONDS - 1
    assert keeper.answer("/feeds", kitchen).body == b"1"
    now[0] = LONGEST_SECONDS + 1
    assert keeper.answer("/feeds", kitchen).body == b"2"


def test_failures_are_not_kept(tmp_path: Path) -> None:
    kitchen = Kitchen(status=503)
    keeper = Keeper(tmp_path / "record.db")
    assert [keeper.answer("/feeds", kitchen).body for _ in range(2)] == [b"1", b"2"]
