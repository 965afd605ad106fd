"""Several processes at once, and processes that die: nothing is lost and nothing is half saved."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg.store import check_file, open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.claims import load_reports
from newsagg.store.incidents import apply_changes, load_incidents
from tests.store.making import (
    NOON,
    a_claim,
    a_feed,
    a_story,
    a_verdict,
    dump_record,
    judge_all,
    later,
    save_stories,
)
from tests.store.test_incidents import describing, opening, placing

spawn = multiprocessing.get_context("spawn")
ROOT = Path(__file__).resolve().parents[2]
EACH = 25


def _tell_stories(path: Path, name: str) -> None:
    db = open_db(path)
    feed = a_feed(name)
    for number in range(EACH):
        # One address in five is told by both writers.
        where = "post" if number % 5 == 0 else name
        save_stories(db, feed, a_story(feed, f"https://{where}.example/{number}", f"Outage {number}"))
        judge_all(db, ["The vendor blamed a database."])


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    open_db(path).close()
    writers = [spawn.Process(target=_tell_stories, args=(path, name)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    db = open_db(path)
    assert db["entries"].count == 2 * EACH
    assert db["articles"].count == 2 * EACH - EACH // 5
    assert db.execute("SELECT count(*) FROM verdicts").fetchone() == (db["articles"].count,)
    assert check_file(db) == []


# A process that stops for ever at the given statement of a save: as if the machine had been that slow just then.
_STALL = """
import sys, time
from newsagg.store import open_db
from tests.store.test_processes import STAGES
stage, path, stop_at = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = open_db(path)
seen = 0
def count(statement):
    global seen
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
        seen += 1
        if seen == stop_at:
            print("stalled", flush=True)
            time.sleep(600)
db.conn.set_trace_callback(count)
STAGES[stage](db)
print("finished", seen, flush=True)
"""


def _save_feeds(db: Database) -> None:
    save_stories(db, a_feed(), *(a_story(url=f"https://post.example/{n}") for n in range(3)))


def _save_claims(db: Database) -> None:
    items = []
    for stored in versions_to_judge(db, 9):
        claims = [
            a_claim(stored.article, quote)
            for quote in ("The vendor blamed a database.", "Pages would not load.")
        ]
        items.append((stored, a_verdict(), claims))
    save_detection(db, items, NOON, None)


def _save_changes(db: Database) -> None:
    apply_changes(db, [opening(), placing(1), placing(2), describing()], later(1), None, handled=[1, 2])


STAGES = {"feeds": _save_feeds, "claims": _save_claims, "changes": _save_changes}


@pytest.mark.parametrize("stop_at", [2, 5, 9])
@pytest.mark.parametrize("stage", list(STAGES))
def test_a_process_killed_in_the_middle_of_a_save_leaves_all_or_nothing(
    path: Path, stage: str, stop_at: int
) -> None:
    db = open_db(path)
    for earlier in list(STAGES)[: list(STAGES).index(stage)]:
        STAGES[earlier](db)
    before = dump_record(db, leave_out=set())
    doomed = subprocess.Popen(
        [sys.executable, "-c", _STALL, stage, str(path), str(stop_at)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert doomed.stdout is not None
    with doomed.stdout as told:
        assert told.readline() == "stalled\n"
        doomed.send_signal(signal.SIGKILL)
        doomed.wait(30)
    assert dump_record(db, leave_out=set()) == before
    began = time.monotonic()
    STAGES[stage](db)
    assert time.monotonic() - began < 20, "a dead writer holds no lock"
    assert dump_record(db, leave_out=set()) != before
    assert check_file(db) == []


def test_a_killed_save_and_a_second_try_give_the_record_of_an_undisturbed_one(tmp_path: Path) -> None:
    records = []
    for disturbed in (False, True):
        path = tmp_path / f"{disturbed}.db"
        db = open_db(path)
        for stage, save in STAGES.items():
            if disturbed:
                doomed = subprocess.Popen(
                    [sys.executable, "-c", _STALL, stage, str(path), "4"],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                assert doomed.stdout is not None
                with doomed.stdout as told:
                    assert told.readline() == "stalled\n"
                    doomed.kill()
                    doomed.wait(30)
            save(db)
        records.append((dump_record(db), load_incidents(db), load_reports(db)))
    assert records[0] == records[1]
