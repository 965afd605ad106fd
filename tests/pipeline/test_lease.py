"""Never two writers at once: what a run finds while another writes, and what becomes of one that is told to end."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newsagg.cli import TRY_LATER
from newsagg.cli.driver import settings_environment
from newsagg.errors import LeaseHeldError, LeaseLostError
from newsagg.pipeline.lease import hold_lease
from newsagg.pipeline.ledger import keep_run
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.leases import read_leases, utc_now
from newsagg.store.runs import last_run

ROOT = Path(__file__).resolve().parents[2]
WRITING = """
import sys, time
from newsagg.pipeline.ledger import keep_run
from newsagg.settings import load_settings
from newsagg.store.leases import utc_now
with keep_run(load_settings(), now=utc_now(), kind="test"):
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "record.db", archive=tmp_path / "archive")


def start_writer(settings: Settings) -> subprocess.Popen[str]:
    environment = {**os.environ, **settings_environment(settings), "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", WRITING], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "writing\n"
    return child


def state_of(settings: Settings) -> str:
    run = last_run(open_db(settings.database))
    assert run is not None
    return str(run["state"])


def test_a_run_beside_another_ends_with_75_and_opens_no_row(settings: Settings) -> None:
    with keep_run(settings, now=utc_now(), kind="test"):
        done = subprocess.run(
            [sys.executable, "-m", "newsagg", "rebuild"],
            env={**os.environ, **settings_environment(settings), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == TRY_LATER
    assert "a run (test) writes since" in done.stderr
    assert len(list(open_db(settings.database).query("SELECT id FROM runs"))) == 1


def test_a_run_that_waits_begins_when_the_other_ended(settings: Settings) -> None:
    waited: list[LeaseHeldError] = []
    begun = threading.Event()

    def write_shortly() -> None:
        with hold_lease(settings, what="the other"):
            begun.set()
            time.sleep(0.3)

    other = threading.Thread(target=write_shortly)
    other.start()
    begun.wait()
    with keep_run(settings, now=utc_now(), kind="test", wait=20, waiting=waited.append):
        assert not other.is_alive() or read_leases(open_db(settings.database))[0].what == "a run (test)"
    other.join()
    assert len(waited) == 1


def test_a_killed_writer_is_followed_at_once_and_its_run_is_marked(settings: Settings) -> None:
    child = start_writer(settings)
    with child:
        child.kill()
    with keep_run(settings, now=utc_now(), kind="test"):
        states = [row["state"] for row in open_db(settings.database).query("SELECT state FROM runs")]
    assert states == ["abandoned", "running"]


def test_a_run_that_is_told_to_end_closes_its_row_and_gives_the_lease_back(settings: Settings) -> None:
    child = start_writer(settings)
    with child:
        child.terminate()
        assert child.wait(20) == 128 + signal.SIGTERM
    assert state_of(settings) == "cancelled"
    assert read_leases(open_db(settings.database)) == []


def test_a_run_that_lives_on_keeps_its_lease_by_its_heart(settings: Settings) -> None:
    with hold_lease(settings, what="long", seconds=1.5, beat=0.2):
        time.sleep(2.2)
        with pytest.raises(LeaseHeldError), hold_lease(settings, what="other"):
            pass


def lose_the_lease(settings: Settings) -> None:
    with keep_run(settings, now=utc_now(), kind="test", beat=0.1):
        db = open_db(settings.database)
        db.conn.execute("UPDATE leases SET token = 'other'")
        db.conn.commit()
        time.sleep(30)


def test_a_run_that_lost_its_lease_is_interrupted_and_does_not_say_completed(settings: Settings) -> None:
    began = time.monotonic()
    with pytest.raises(LeaseLostError):
        lose_the_lease(settings)
    assert time.monotonic() - began < 20
    assert state_of(settings) == "failed"
    assert [held.name for held in read_leases(open_db(settings.database))] == ["writer"]


def test_a_decision_needs_no_lease(settings: Settings) -> None:
    with (
        hold_lease(settings, what="a long run"),
        keep_run(settings, now=utc_now(), kind="decide", alone=False) as (number, _),
    ):
        assert number == 1
