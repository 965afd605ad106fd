"""Lists, people and mails from the command line, at a real mail server."""

import email
import email.policy
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.store import open_db
from newsagg.store.outbox import begin_sending, claim_mails
from tests.cli.running import OBEYED, Outcome, run
from tests.report.mailing import add_people, freeze_plain, make_list
from tests.report.smtphouse import PASSWORD, MailBox, make_certificate, serve_mail

WEEK = ("--week", "2026-W10")


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailBox]:
    with serve_mail(make_certificate(tmp_path_factory.mktemp("mail"))) as running:
        yield running


@pytest.fixture
def database(record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(record, tmp_path / "record.db"))


def at(box: MailBox, **more: str) -> dict[str, str | None]:
    """Return the variables that reach the server."""
    box.taken.clear()
    given = {f"NEWSAGG_{name.upper()}": str(value) for name, value in box.settings().items()}
    return {**given, "NEWSAGG_SMTP_PASSWORD": PASSWORD, **more}


def done(*arguments: str | Path, database: Path, env: dict[str, str | None] | None = None) -> Outcome:
    outcome = run(*arguments, database=database, env=env)
    assert outcome.code == 0, outcome.err
    return outcome


@pytest.mark.slow
def test_a_week_goes_from_a_new_list_to_its_reader_and_no_further(database: Path, box: MailBox) -> None:
    env = at(box)
    assert (
        "is made" in done("digest", "lists", "add", "all", "--zone", "Europe/Berlin", database=database).out
    )
    done("digest", "subscribe", "ana@corp.example", "--name", "Ana Ö", database=database)
    assert "nothing sent" in done("digest", "send", database=database, env=env).out.lower()
    assert (
        "1 week frozen for 1 reader. 1 sent" in done("digest", "send", *WEEK, database=database, env=env).out
    )
    again = done("digest", "send", *WEEK, database=database, env=env).out
    assert "Nothing sent" in again
    assert "and each of its readers has a mail of it" in again
    (taken,) = box.taken
    message = email.message_from_bytes(taken.mail, policy=email.policy.strict)
    assert message["To"].addresses[0].display_name == "Ana Ö"
    assert message["List-Unsubscribe"] == "<mailto:outages@corp.example?subject=unsubscribe%20all>"
    shown = done("digest", "show", "--list", "all", *WEEK, database=database).out
    assert "Example Cloud is down" in shown
    rows = done("digest", "deliveries", "--json", database=database).data
    assert [(row["address"], row["state"]) for row in rows] == [("ana@corp.example", "sent")]
    assert "No mail is in doubt." in done("digest", "resolve", database=database).out


def test_with_a_public_address_a_reader_is_asked_first(database: Path, box: MailBox) -> None:
    env = at(box, NEWSAGG_PUBLIC_URL="https://desk.example/outages/")
    done("digest", "lists", "add", "all", database=database)
    said = done("digest", "subscribe", "ana@corp.example", database=database, env=env).out
    assert "is asked by mail to confirm" in said
    (asked,) = box.taken
    text = email.message_from_bytes(asked.mail, policy=email.policy.strict).get_content()
    assert "https://desk.example/outages/digest/confirm/" in text
    done("digest", "subscribe", "bob@corp.example", "--confirmed", database=database, env=env)
    rows = done("digest", "subscribers", "--json", database=database).data
    assert {row["address"]: row["state"] for row in rows} == {
        "ana@corp.example": "pending", "bob@corp.example": "active",
    }  # fmt: skip
    box.taken.clear()
    done("digest", "send", *WEEK, database=database, env=env)
    assert [mail.recipient for mail in box.taken] == ["bob@corp.example"]
    head = email.message_from_bytes(box.taken[0].mail, policy=email.policy.strict)
    assert head["List-Unsubscribe"].startswith("<https://desk.example/outages/digest/leave/")


def test_rows_of_a_csv_that_hold_no_address_are_named_and_the_others_count(
    database: Path, tmp_path: Path
) -> None:
    done("digest", "lists", "add", "all", database=database)
    (tmp_path / "people.csv").write_text("email,name\nana@corp.example,Ana\nnone,\x1b[31mNobody\n")
    outcome = run("digest", "subscribe", "--from", tmp_path / "people.csv", database=database)
    assert outcome.code == 1
    assert "people.csv, line 3: none: is no mail address" in outcome.err
    assert "ana@corp.example is on the list (all)." in outcome.out
    assert not [sign for sign in OBEYED if sign in outcome.err + outcome.out]


def test_a_list_is_edited_paused_and_resumed(database: Path) -> None:
    done(
        "digest",
        "lists",
        "add",
        "grave",
        "--severity",
        "major",
        "--day",
        "friday",
        "--at",
        "17:30",
        database=database,
    )
    done(
        "digest",
        "lists",
        "edit",
        "grave",
        "--provider",
        "Example",
        "--title",
        "The grave ones",
        database=database,
    )
    (row,) = done("digest", "lists", "list", "--json", database=database).data
    assert (row["title"], row["day"], row["at"]) == ("The grave ones", "friday", "17:30")
    assert row["filters"] == "Only major outages or graver of example."
    done("digest", "lists", "pause", "grave", database=database)
    assert "paused" in done("digest", "lists", database=database).out
    done("digest", "lists", "resume", "grave", database=database)
    assert "friday 17:30 UTC" in done("digest", "lists", database=database).out
    assert (
        "gravest is changed"
        in done("digest", "lists", "edit", "grave", "--slug", "gravest", database=database).out
    )
    told = done("digest", "lists", "remove", "gravest", database=database).out
    assert told.startswith("gravest is removed; it had no readers.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lists", "add", "A B"), "small letters"),
        (("lists", "add", "a", "--zone", "Mars/Base"), "no time zone"),
        (("lists", "add", "a", "--at", "25:00"), "a time of day"),
        (("lists", "add", "a", "--severity", "huge"), "is no severity"),
        (("lists", "add", "a", "--provider", "example-clod"), "did you mean example-cloud"),
        (("lists", "add", "a", "--provider", "amazon web service"), "did you mean aws"),
        (("lists", "add", "a", "--language", "zz"), "is no language of ISO 639-1"),
        (("lists", "edit", "none", "--title", "x"), "no such list"),
        (("subscribe", "x@y.example"), "there is no list yet"),
        (("send",), "there is no list yet"),
        (("resolve", "1"), "give both"),
        (("resolve", "1", "--as", "sent"), "no such delivery"),
        (("preview",), "say where to"),
        (("preview", "-o", "week.pdf"), ".html, .txt, .eml"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], said: str, database: Path) -> None:
    outcome = run("digest", *arguments, database=database)
    assert outcome.code != 0
    assert said in outcome.err


@pytest.mark.slow
def test_a_preview_is_a_file_or_a_mail_and_never_the_weeks_own(
    database: Path, box: MailBox, tmp_path: Path
) -> None:
    env = at(box)
    done("digest", "lists", "add", "all", database=database)
    for name in ("week.html", "week.txt", "week.eml"):
        done("digest", "preview", *WEEK, "-o", tmp_path / name, database=database)
    assert "data:image/png;base64," in (tmp_path / "week.html").read_text()
    assert "cid:" not in (tmp_path / "week.html").read_text()
    assert "THE TWO OUTAGES" in (tmp_path / "week.txt").read_text()
    assert (tmp_path / "week.eml").read_bytes().startswith(b"From: ")
    done("digest", "preview", *WEEK, "--to", "me@corp.example", database=database, env=env)
    (taken,) = box.taken
    assert email.message_from_bytes(taken.mail, policy=email.policy.strict)["Subject"].startswith(
        "[Preview] "
    )
    assert done("digest", "deliveries", "--json", database=database).data == []


def test_what_a_dead_sender_left_is_shown_and_settled(database: Path) -> None:
    mailing_list = make_list(database)
    add_people(database, mailing_list, "ana@corp.example")
    digest_id = freeze_plain(database, mailing_list).id
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    mark, now = f"{platform.node()} {gone.pid} 1 x", datetime.now(UTC)
    db = open_db(database)
    (claimed,) = claim_mails(db, digest_id, mark, most=5, now=now)
    assert begin_sending(db, claimed.id, mark, now=now)
    db.close()
    assert "in_doubt" in done("digest", "resolve", database=database).out
    told = done("digest", "resolve", str(claimed.id), "--as", "drop", "--by", "ana", database=database).out
    assert "ana@corp.example, 2026-W10: dropped" in told
    (row,) = done("digest", "deliveries", "--json", database=database).data
    assert (row["settled_by"], row["why"]) == ("ana", "ana settled it: drop")
    assert run("digest", "resolve", str(claimed.id), "--as", "again", database=database).code == 1


@pytest.mark.slow
def test_doctor_logs_in_and_sends_nothing(database: Path, box: MailBox) -> None:
    done("digest", "lists", "add", "all", database=database)
    done("digest", "subscribe", "ana@corp.example", database=database)
    checks = {
        row["name"]: row for row in run("doctor", "--json", database=database, env=at(box)).data["checks"]
    }
    assert checks["mail server"]["state"] == "ok"
    assert "over STARTTLS, logged in as newsagg" in checks["mail server"]["told"]
    assert checks["digest"]["told"] == "1 list, 1 reader"
    wrong = at(box, NEWSAGG_SMTP_PASSWORD="no")
    checks = {
        row["name"]: row for row in run("doctor", "--json", database=database, env=wrong).data["checks"]
    }
    assert "does not take our login" in checks["mail server"]["told"]
    checks = {row["name"]: row for row in run("doctor", "--json", database=database).data["checks"]}
    assert checks["digest"]["todo"] == "set NEWSAGG_SMTP_HOST"
    assert not box.taken
