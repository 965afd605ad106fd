"""The sender is killed, the server is in a mood: nobody gets a week twice, and everybody gets it whose mail can be known."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from newsagg.cli.driver import settings_environment
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.outbox import list_deliveries
from tests.report.mailing import DUE, add_people, make_list, states
from tests.report.smtphouse import PASSWORD, Behaviour, MailBox, at_random, make_certificate, serve_mail

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 1_000
KILLS = 20
SENDER = """
import sys
from datetime import datetime, timedelta
from newsagg.pipeline.digest import send_due
from newsagg.settings import load_settings
from tests.report.mailing import compose
send_due(load_settings(), datetime.fromisoformat(sys.argv[1]), compose=compose, patience=timedelta(minutes=2))
"""


def start_sender(settings: Settings) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, **settings_environment(settings), "PYTHONPATH": str(ROOT), "NEWSAGG_SMTP_PASSWORD": PASSWORD,
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", SENDER, DUE.isoformat()], env=environment)


def wait_for(box: MailBox, taken: int, sender: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while len(box.taken) < taken and sender.poll() is None and time.monotonic() < deadline:
        time.sleep(0.004)


def moody_server(gone: set[str]) -> Behaviour:
    """Refuse some for good, anything at all for now, and drop connections before, in and after a mail."""
    at_rcpt = at_random(2, c450=0.04, c421=0.01)
    return Behaviour(
        on_mail=at_random(1, c451=0.02),
        on_rcpt=lambda who: "550 5.1.1 no such mailbox" if who in gone else at_rcpt(who),
        on_data=at_random(3, c452=0.02, cut=0.02),
        on_dot=at_random(4, c451=0.03, cut=0.01, lose=0.01),
    )


def test_a_thousand_readers_get_one_mail_each_though_the_sender_is_killed_twenty_times(
    tmp_path: Path,
) -> None:
    draw = random.Random(6)
    people = [f"reader{number}@corp.example" for number in range(PEOPLE)]
    gone = set(people[17::50])
    with serve_mail(make_certificate(tmp_path), moody_server(gone)) as box:
        settings = Settings(
            database=tmp_path / "record.db", public_url="https://desk.example", **box.settings()
        )
        add_people(settings.database, make_list(settings.database), *people)
        for taken in sorted(draw.sample(range(PEOPLE - len(gone) - 60), KILLS)):
            sender = start_sender(settings)
            wait_for(box, taken, sender)
            time.sleep(draw.random() * 0.02)
            sender.kill()
            assert sender.wait() == -9
        assert start_sender(settings).wait() == 0
        stands = states(settings.database)
        got = Counter(mail.recipient for mail in box.taken)
        dropped = box.said["data cut"] + box.said["dot cut"] + box.said["dot lose"]

    assert max(got.values()) == 1, "somebody got two"
    assert {who for who, state in stands.items() if state == "refused"} == gone
    doubted = {who for who, state in stands.items() if state == "in_doubt"}
    assert len(doubted) <= KILLS + dropped
    assert len(doubted) >= box.said["dot cut"] + box.said["dot lose"]
    assert set(stands) == set(people)
    assert {who for who, state in stands.items() if state == "sent"} == set(people) - gone - doubted
    assert set(got) >= set(people) - gone - doubted
    db = open_db(settings.database)
    for line in list_deliveries(db):
        assert line["why"]
        assert (line["state"] != "refused") or (line["smtp_code"], line["stage"]) == (550, "rcpt")
    db.close()


def test_senders_at_work_at_the_same_time_never_send_a_mail_twice(tmp_path: Path) -> None:
    people = [f"reader{number}@corp.example" for number in range(300)]
    at_rcpt = at_random(7, c450=0.05)
    with serve_mail(make_certificate(tmp_path), Behaviour(on_rcpt=at_rcpt)) as box:
        settings = Settings(database=tmp_path / "record.db", **box.settings())
        add_people(settings.database, make_list(settings.database), *people)
        senders = [start_sender(settings) for _ in range(3)]
        assert [sender.wait() for sender in senders] == [0, 0, 0]
        assert box.sessions >= 3, "they were at work together"
        assert sorted(mail.recipient for mail in box.taken) == sorted(people)
    assert set(states(settings.database).values()) == {"sent"}


def test_a_sender_that_dies_before_a_mail_is_begun_leaves_it_to_the_next(tmp_path: Path) -> None:
    killed: list[str] = []

    def die(who: str) -> str:
        if not killed and who == "reader1@corp.example":
            killed.append(who)
            sender.kill()
        return ""

    with serve_mail(make_certificate(tmp_path), Behaviour(on_rcpt=die)) as box:
        settings = Settings(database=tmp_path / "record.db", **box.settings())
        people = [f"reader{number}@corp.example" for number in range(4)]
        add_people(settings.database, make_list(settings.database), *people)
        sender = start_sender(settings)
        assert sender.wait() == -9
        stands = states(settings.database)
        # Killed at RCPT: nothing of it was transmitted, unless the answer was faster than the kill.
        assert stands["reader1@corp.example"] in {"queued", "sending"}
        assert stands["reader2@corp.example"] == "queued"
        assert start_sender(settings).wait() == 0
        got = Counter(mail.recipient for mail in box.taken)
        assert max(got.values()) == 1
        assert set(got) >= set(people) - {"reader1@corp.example"}
