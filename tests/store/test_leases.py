"""Leases: held, refused, renewed, given back, and taken over from the dead."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg.errors import LeaseHeldError, LeaseLostError
from newsagg.store import open_db
from newsagg.store.leases import (
    give_back,
    is_alive,
    name_process,
    name_run,
    read_leases,
    refuse_if_held,
    renew_lease,
    take_lease,
)
from newsagg.store.runs import last_run, start_run
from tests.store.making import NOON

LATER = NOON + timedelta(seconds=30)
TOO_LATE = NOON + timedelta(seconds=121)


def take(db: Database, token: str, now: object = NOON, what: str = "a run (plain)") -> None:
    take_lease(db, "writer", token=token, what=what, now=now, seconds=120)  # type: ignore[arg-type]


def hand_to(db: Database, **holder: object) -> None:
    """Make the lease another process's, as if that had taken it."""
    columns = ", ".join(f"{name} = :{name}" for name in holder)
    db.conn.execute(f"UPDATE leases SET {columns}", holder)
    db.conn.commit()


def test_a_second_taker_is_told_who_holds_it_and_since_when(db: Database) -> None:
    take(db, "one")
    with pytest.raises(LeaseHeldError) as told:
        take(db, "two", LATER)
    for part in ("a run (plain)", "12:00:00", str(os.getpid()), "12:02:00", "--wait"):
        assert part in str(told.value)
    assert told.value.transient


def test_what_was_given_back_is_free(db: Database) -> None:
    take(db, "one")
    give_back(db, "writer", token="one")
    take(db, "two", LATER)
    assert [held.taken_at for held in read_leases(db)] == [LATER]


def test_a_renewed_lease_holds_on_and_one_that_ran_out_is_taken_over(db: Database) -> None:
    take(db, "one")
    renew_lease(db, "writer", token="one", now=LATER, seconds=120)
    with pytest.raises(LeaseHeldError):
        take(db, "two", TOO_LATE)
    take(db, "two", LATER + timedelta(seconds=120))
    with pytest.raises(LeaseLostError, match="taken over"):
        renew_lease(db, "writer", token="one", now=TOO_LATE, seconds=120)
    give_back(db, "writer", token="one")
    assert read_leases(db), "who lost it cannot give it back"


def test_a_dead_process_of_this_machine_loses_it_at_once_and_its_run_is_marked(db: Database) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    take(db, "one")
    name_run(db, "writer", token="one", run_id=start_run(db, "plain", NOON))
    hand_to(db, pid=child.pid, process=name_process(child.pid))
    with pytest.raises(LeaseHeldError):
        take(db, "two", LATER)
    child.communicate()
    take(db, "two", LATER)
    run = last_run(db)
    assert run is not None
    assert run["state"] == "abandoned"
    assert "killed" in run["error"]


def test_a_later_process_with_the_same_number_does_not_keep_it_alive(db: Database) -> None:
    take(db, "one")
    hand_to(db, process=name_process(os.getpid()) + "0")
    take(db, "two", LATER)


@pytest.mark.parametrize("process", ["elsewhere/pid:[1]/99", ""], ids=["another boot", "no word of it"])
def test_another_machines_holder_is_believed_until_its_time_is_over(db: Database, process: str) -> None:
    take(db, "one")
    hand_to(db, host="far.example", pid=2**22 + 1, process=process)
    with pytest.raises(LeaseHeldError, match=r"far\.example"):
        refuse_if_held(db, "writer", LATER)
    take(db, "two", TOO_LATE)


def test_a_copy_of_the_file_can_be_written_though_the_copied_run_goes_on(
    db: Database, tmp_path: Path
) -> None:
    take(db, "one")
    with sqlite3.connect(tmp_path / "copy.db") as target:
        db.conn.backup(target)
    target.close()
    take(open_db(tmp_path / "copy.db"), "two", LATER)
    with pytest.raises(LeaseHeldError):
        take(db, "two", LATER)


def test_a_process_that_ended_and_that_nobody_buried_is_not_alive() -> None:
    child = subprocess.Popen([sys.executable, "-c", "print(1, flush=True)"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()
    while is_alive(child.pid):
        pass
    child.communicate()
    assert is_alive(os.getpid())
