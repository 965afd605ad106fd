"""A real SMTP server says yes, not now, never, or nothing: what the outbox then says of each mail, and to whom it counts."""

import dataclasses
import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsagg.errors import MailError, SettingsError
from newsagg.pipeline.sending import plan_next, send_waiting
from newsagg.report.mail import Post
from newsagg.report.mailserver import find_server
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.lists import find_list, pause_list
from newsagg.store.outbox import resolve_mail
from newsagg.store.subscribers import find_subscriber, leave, list_subscribers, subscribe
from tests.report.mailing import DUE, WEEK, add_people, freeze_plain, lines, make_list, states
from tests.report.smtphouse import PASSWORD, Behaviour, MailBox, make_certificate, serve_mail

ANA, BOB, CEM = "ana@corp.example", "bob@corp.example", "cem@corp.example"


@pytest.fixture(scope="module")
def box() -> Iterator[MailBox]:
    with serve_mail() as running:
        yield running


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a list and nobody on it, to be copied: making its tables takes longer than a test."""
    path = tmp_path_factory.mktemp("blank") / "record.db"
    make_list(path)
    return path


@pytest.fixture
def settings(box: MailBox, blank: Path, tmp_path: Path) -> Settings:
    shutil.copy(blank, tmp_path / "record.db")
    box.behaviour, box.taken = Behaviour(), []
    box.said.clear()
    return Settings(
        database=tmp_path / "record.db", mail_retry_hours=1.0, **box.settings() | {"mail_retry_seconds": 60.0}
    )


def queue(settings: Settings, *people: str, label: str = WEEK) -> int:
    db = open_db(settings.database)
    mailing_list = find_list(db, "all")
    db.close()
    add_people(settings.database, mailing_list, *people)
    return freeze_plain(settings.database, mailing_list, label).id


def send(settings: Settings, *, after: timedelta = timedelta(0)) -> dict[str, int]:
    return send_waiting(settings, find_server(settings, {}), clock=lambda: DUE + after)


def for_ana(said: str) -> object:
    return lambda who: said if who == ANA else ""


def test_a_mail_goes_out_once(settings: Settings, box: MailBox) -> None:
    queue(settings, ANA, BOB)
    before = box.sessions
    assert send(settings)["sent"] == 2
    assert send(settings).get("sent", 0) == 0
    assert [mail.recipient for mail in box.taken] == [ANA, BOB]
    assert box.sessions == before + 1, "one connection serves all mails"
    line = lines(settings.database)[ANA]
    assert (line["state"], line["smtp_code"], line["attempts"]) == ("sent", 250, 1)
    assert line["why"] == "the server took it"


@pytest.mark.parametrize(
    ("moment", "said", "state", "code"),
    [
        pytest.param("on_rcpt", "450 4.2.1 mailbox busy", "retry", 450, id="4xx at RCPT"),
        pytest.param("on_data", "451 4.3.0 try later", "retry", 451, id="4xx at DATA"),
        pytest.param("on_dot", "452 4.3.1 no room", "retry", 452, id="4xx at the dot"),
        pytest.param("on_rcpt", "421 4.3.2 closing", "retry", 421, id="421 at RCPT"),
        pytest.param("on_rcpt", "550 5.1.1 no such mailbox", "refused", 550, id="5xx at RCPT"),
        pytest.param("on_data", "554 5.6.0 no", "refused", 554, id="5xx at DATA"),
        pytest.param("on_dot", "554 5.7.1 looks like spam", "refused", 554, id="5xx at the dot"),
        pytest.param("on_dot", "lose", "in_doubt", None, id="cut after the dot, taken"),
        pytest.param("on_dot", "cut", "in_doubt", None, id="cut after the dot, not taken"),
    ],
)
def test_what_the_server_says_of_a_mail_is_what_becomes_of_it(
    moment: str, said: str, state: str, code: int | None, settings: Settings, box: MailBox
) -> None:
    setattr(box.behaviour, moment, for_ana(said))
    queue(settings, BOB, ANA, CEM)
    counts = send(settings)
    found = lines(settings.database)
    assert {who: line["state"] for who, line in found.items()} == {ANA: state, BOB: "sent", CEM: "sent"}
    assert counts[state] == 1
    assert found[ANA]["smtp_code"] == code
    assert found[ANA]["why"]
    taken = [mail.recipient for mail in box.taken]
    setattr(box.behaviour, moment, lambda _who: "")
    send(settings, after=timedelta(minutes=30))
    assert states(settings.database)[ANA] == ("sent" if state == "retry" else state)
    assert [mail.recipient for mail in box.taken] == taken + ([ANA] if state == "retry" else [])


def test_what_is_refused_for_now_is_tried_again_later_each_time_and_given_up(
    settings: Settings, box: MailBox
) -> None:
    box.behaviour.on_rcpt = for_ana("450 not now")  # type: ignore[assignment]
    queue(settings, BOB, ANA)
    send(settings)
    assert lines(settings.database)[ANA]["next_try_at"] == "2026-03-09T08:01:00Z"
    assert send(settings, after=timedelta(seconds=59)).get("retry", 0) == 0
    for minutes in (1, 3, 7, 15, 31, 63):
        send(settings, after=timedelta(minutes=minutes))
    line = lines(settings.database)[ANA]
    assert (line["state"], line["attempts"]) == ("dropped", 6)
    assert line["why"] == "given up; the last try: 450 not now"
    assert not list_subscribers_of(settings, "suspended")


def list_subscribers_of(settings: Settings, state: str) -> list[str]:
    db = open_db(settings.database)
    found = [row["address"] for row in list_subscribers(db, state=state)]
    db.close()
    return found


def test_pauses_between_tries_double_up_to_four_hours() -> None:
    settings = Settings(mail_retry_seconds=300.0, mail_retry_hours=72.0)
    pauses = [(plan_next(settings, tries, DUE) or DUE) - DUE for tries in range(1, 25)]
    assert [pause.total_seconds() / 60 for pause in pauses[:7]] == [5, 10, 20, 40, 80, 160, 240]
    assert pauses[-1] == timedelta(0), "given up"


def test_an_address_refused_for_good_three_weeks_running_is_suspended(
    settings: Settings, box: MailBox
) -> None:
    box.behaviour.on_rcpt = for_ana("550 5.1.1 gone")  # type: ignore[assignment]
    queue(settings, BOB, ANA)
    for week in ("2026-W10", "2026-W11"):
        queue(settings, label=week)
        send(settings)
    assert not list_subscribers_of(settings, "suspended")
    queue(settings, label="2026-W12")
    send(settings)
    assert list_subscribers_of(settings, "suspended") == [ANA]
    queue(settings, label="2026-W13")
    send(settings)
    assert box.said["rcpt 550"] == 3, "a suspended address is sent nothing"


def test_a_mail_that_was_taken_starts_the_count_anew(settings: Settings, box: MailBox) -> None:
    queue(settings, BOB, ANA)
    for week, said in enumerate(["550 gone", "550 gone", "", "550 gone", "550 gone"], start=10):
        box.behaviour.on_rcpt = for_ana(said)  # type: ignore[assignment]
        queue(settings, label=f"2026-W{week}")
        send(settings)
    assert not list_subscribers_of(settings, "suspended")


def test_a_server_that_refuses_everybody_refuses_us(settings: Settings, box: MailBox) -> None:
    box.behaviour.on_rcpt = lambda _who: "554 5.7.1 your host is on a list"
    people = [f"reader{number}@corp.example" for number in range(12)]
    queue(settings, *people)
    with pytest.raises(MailError, match="refuses every reader"):
        send(settings)
    assert set(states(settings.database).values()) == {"queued"}
    box.behaviour.on_rcpt = lambda _who: ""
    assert send(settings)["sent"] == 12


def test_a_lone_address_that_is_gone_is_refused(settings: Settings, box: MailBox) -> None:
    box.behaviour.on_rcpt = for_ana("550 gone")  # type: ignore[assignment]
    queue(settings, ANA)
    assert send(settings)["refused"] == 1


@pytest.mark.parametrize("said", ["550 5.7.1 not you", "530 5.7.0 log in first"])
def test_a_server_that_refuses_our_sender_counts_against_nobody(
    said: str, settings: Settings, box: MailBox
) -> None:
    box.behaviour.on_mail = lambda _sender: said
    queue(settings, ANA)
    with pytest.raises(MailError, match="refuses our sender") as refused:
        send(settings)
    assert not refused.value.transient
    line = lines(settings.database)[ANA]
    assert (line["state"], line["attempts"], line["refusals"]) == ("queued", 0, 0)


def test_a_server_that_is_away_leaves_everything_waiting(settings: Settings) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = dataclasses.replace(settings, smtp_port=nobody.getsockname()[1])
        queue(settings, ANA)
        with pytest.raises(MailError, match="cannot be reached") as refused:
            send(away)
    assert refused.value.transient
    assert lines(settings.database)[ANA]["attempts"] == 0


def test_a_server_that_falls_silent_in_mid_talk_costs_a_try_and_no_doubt(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        talk = threading.Thread(target=_greet_and_fall_silent, args=(silent,), daemon=True)
        talk.start()
        slow = dataclasses.replace(settings, smtp_port=silent.getsockname()[1], smtp_seconds=0.2)
        queue(settings, ANA)
        assert send(slow)["retry"] == 1
        talk.join(5)


def test_a_connection_that_is_cut_before_the_dot_costs_a_try_and_no_doubt(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:
        talk = threading.Thread(target=_begin_and_close, args=(rude,), daemon=True)
        talk.start()
        queue(settings, ANA)
        assert send(dataclasses.replace(settings, smtp_port=rude.getsockname()[1]))["retry"] == 1
        talk.join(5)
    assert lines(settings.database)[ANA]["stage"] == "data"


def _begin_and_close(rude: socket.socket) -> None:
    connection, _ = rude.accept()
    with connection, connection.makefile("rb") as words:
        connection.sendall(b"220 hello\r\n")
        for answer in (b"250 hello\r\n", b"250 sender\r\n", b"250 reader\r\n", b"354 go on\r\n"):
            words.readline()
            connection.sendall(answer)


def _greet_and_fall_silent(silent: socket.socket) -> None:
    connection, _ = silent.accept()
    with connection, connection.makefile("rb") as words:
        connection.sendall(b"220 hello\r\n")
        words.readline()
        connection.sendall(b"250 hello\r\n")
        words.readline()
        words.readline()


def test_who_leaves_while_the_mail_waits_is_sent_nothing(settings: Settings, box: MailBox) -> None:
    queue(settings, ANA, BOB)
    db = open_db(settings.database)
    leave(db, find_subscriber(db, 1, ANA).id, now=DUE)
    db.close()
    send(settings)
    assert [mail.recipient for mail in box.taken] == [BOB]
    assert states(settings.database)[ANA] == "dropped"
    assert lines(settings.database)[ANA]["why"] == "the reader left"


def test_who_leaves_in_the_last_moment_is_sent_nothing(settings: Settings, box: MailBox) -> None:
    def leave_now(_who: str) -> str:
        db = open_db(settings.database)
        leave(db, find_subscriber(db, 1, ANA).id, now=DUE)
        db.close()
        return ""

    box.behaviour.on_rcpt = leave_now
    queue(settings, ANA)
    assert send(settings)["withheld"] == 1
    assert not box.taken


def test_who_leaves_and_comes_back_gets_no_second_mail_of_the_week(settings: Settings, box: MailBox) -> None:
    digest = queue(settings, ANA)
    send(settings)
    db = open_db(settings.database)
    leave(db, find_subscriber(db, 1, ANA).id, now=DUE)
    subscribe(db, 1, address=ANA, key=ANA, name="", language="", active=True, now=DUE)
    db.close()
    assert queue(settings) == digest
    send(settings)
    assert len(box.taken) == 1


def test_a_row_that_holds_no_address_stops_nobody_elses_mail(settings: Settings, box: MailBox) -> None:
    queue(settings, ANA, "bob@corp.example\r\nRCPT TO:<x@y.example>", CEM)
    assert send(settings)["sent"] == 2
    assert [mail.recipient for mail in box.taken] == [ANA, CEM]
    assert [line["state"] for line in lines(settings.database).values()] == ["sent", "dropped", "sent"]


def test_a_paused_list_is_sent_nothing(settings: Settings, box: MailBox) -> None:
    queue(settings, ANA)
    db = open_db(settings.database)
    pause_list(db, "all", now=DUE)
    db.close()
    send(settings)
    assert not box.taken


@pytest.mark.parametrize(
    ("settlement", "state", "mails"), [("sent", "sent", 1), ("again", "sent", 2), ("drop", "dropped", 1)]
)
def test_a_mail_in_doubt_is_settled_by_a_person_alone(
    settlement: str, state: str, mails: int, settings: Settings, box: MailBox
) -> None:
    box.behaviour.on_dot = lambda _who: "lose"
    queue(settings, ANA)
    send(settings)
    box.behaviour.on_dot = lambda _who: ""
    for hours in (1, 100, 1_000):
        send(settings, after=timedelta(hours=hours))
    line = lines(settings.database)[ANA]
    assert (line["state"], len(box.taken)) == ("in_doubt", 1)
    db = open_db(settings.database)
    resolve_mail(db, line["delivery_id"], settlement, by="ana", now=DUE)
    db.close()
    send(settings)
    assert (states(settings.database)[ANA], len(box.taken)) == (state, mails)


def test_the_connection_is_encrypted_and_logged_in(blank: Path, tmp_path: Path) -> None:
    for implicit in (False, True):
        folder = tmp_path / str(implicit)
        folder.mkdir()
        shutil.copy(blank, folder / "record.db")
        with serve_mail(make_certificate(folder), implicit=implicit) as box:
            given = box.settings() | {"smtp_security": "tls" if implicit else "starttls"}
            settings = Settings(database=folder / "record.db", **given)
            queue(settings, ANA)
            server = find_server(settings, {"NEWSAGG_SMTP_PASSWORD": PASSWORD})
            with pytest.raises(MailError, match="does not take our login") as refused:
                send_waiting(settings, dataclasses.replace(server, password="wrong"))
            assert not refused.value.transient
            with pytest.raises(MailError, match="a certificate that we do not trust"):
                send_waiting(settings, dataclasses.replace(server, ca_file=None))
            with pytest.raises(MailError):
                send_waiting(settings, dataclasses.replace(server, host="127.0.0.2"))
            assert states(settings.database) == {ANA: "queued"}
            assert send_waiting(settings, server, clock=lambda: DUE)["sent"] == 1


def test_a_server_without_starttls_is_told_nothing(settings: Settings, box: MailBox) -> None:
    server = find_server(settings, {})
    with (
        Post(dataclasses.replace(server, security="starttls")) as post,
        pytest.raises(MailError, match="NEWSAGG_SMTP_SECURITY"),
    ):
        post.connect()
    assert not box.taken


@pytest.mark.parametrize(
    ("given", "environment", "named"),
    [
        ({"smtp_host": ""}, {}, "NEWSAGG_SMTP_HOST"),
        ({"mail_from": ""}, {}, "NEWSAGG_MAIL_FROM"),
        ({"smtp_security": "ssl"}, {}, "NEWSAGG_SMTP_SECURITY"),
        ({"smtp_security": "none"}, {}, "NEWSAGG_SMTP_SECURITY"),
        ({"smtp_login": "me"}, {}, "NEWSAGG_SMTP_PASSWORD"),
        ({"smtp_login": "me", "smtp_password_file": Path("/nowhere/at/all")}, {}, "/nowhere/at/all"),
        ({"smtp_login": "me"}, {"NEWSAGG_SMTP_PASSWORD": "gehäim"}, "NEWSAGG_SMTP_PASSWORD"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(
    given: dict[str, object], environment: dict[str, str], named: str
) -> None:
    fields = {"smtp_host": "mail.corp.example", "mail_from": "outages@corp.example"} | given
    with pytest.raises(SettingsError, match=named):
        find_server(Settings(**fields), environment)  # type: ignore[arg-type]


def test_the_password_comes_from_the_environment_or_a_file_and_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("of the file\n")
    settings = Settings(
        smtp_host="mail.corp.example", mail_from="o@corp.example", smtp_login="me", smtp_password_file=file
    )
    assert find_server(settings, {}).password == "of the file"
    server = find_server(settings, {"NEWSAGG_SMTP_PASSWORD": "of the environment"})
    assert server.password == "of the environment"
    assert "environment" not in repr(server)


def test_mails_keep_to_the_rate(settings: Settings, box: MailBox) -> None:
    pauses: list[float] = []
    queue(settings, ANA, BOB, CEM)
    send_waiting(
        dataclasses.replace(settings, mail_rate=2.0),
        find_server(settings, {}),
        clock=lambda: DUE,
        sleep=pauses.append,
    )
    assert len(pauses) == 2
    assert 0.7 < sum(pauses) < 1.6
    assert datetime.now(UTC) > DUE
