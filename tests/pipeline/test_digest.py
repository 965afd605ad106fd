"""A list's week is made once, at its time, and what was missed does not flood anybody."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsagg.cli.digest import tell_counts, tell_senders
from newsagg.cli.listnames import pick_list
from newsagg.errors import MailError, NotFoundError, SettingsError, StoreError
from newsagg.pipeline.digest import DigestError, find_frozen, freeze, preview, send_due
from newsagg.pipeline.senders import make_mark
from newsagg.report.edition import Edition
from newsagg.report.editionjson import edition_from_json
from newsagg.report.week import WeekNameError
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.digests import find_digest, find_newcomers, list_digests, queue_newcomers
from newsagg.store.lists import (
    count_people,
    edit_list,
    find_list,
    load_lists,
    pause_list,
    remove_list,
    resume_list,
)
from newsagg.store.outbox import claim_mails, list_senders
from tests.report.editions import an_edition
from tests.report.mailing import DUE, MADE, WEEK, add_people, compose, make_list, states

ANA, BOB = "ana@corp.example", "bob@corp.example"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a list of two, to be copied: making its tables takes longer than a test."""
    path = tmp_path_factory.mktemp("peopled") / "record.db"
    add_people(path, make_list(path), ANA, BOB)
    return path


@pytest.fixture
def settings(peopled: Path, tmp_path: Path) -> Settings:
    shutil.copy(peopled, tmp_path / "record.db")
    return Settings(database=tmp_path / "record.db", mail_from="outages@corp.example")


def weeks(settings: Settings) -> list[str]:
    db = open_db(settings.database)
    found = [row["week"] for row in list_digests(db)]
    db.close()
    return found


def without_readers(settings: Settings, slug: str = "quiet", **given: object) -> Settings:
    """A list that has an archive only: what is due of it is frozen, and no server is needed."""
    make_list(settings.database, slug, **given)
    return settings


def test_a_frozen_week_is_returned_as_it_was_whatever_the_record_says_by_then(settings: Settings) -> None:
    first = freeze(settings, "all", WEEK, DUE, compose=compose)
    assert states(settings.database) == {ANA: "queued", BOB: "queued"}
    later = freeze(
        settings, "all", "2026w10", DUE + 3 * DAY, compose=lambda *_: an_edition(subject="All is new")
    )
    assert later == first
    assert find_frozen(settings, "all", WEEK) == first
    assert edition_from_json(first.edition) == compose(None, None, None, WEEK, None, DUE)  # type: ignore[arg-type]
    assert set(states(settings.database).values()) == {"queued"}


def test_who_subscribes_after_the_freeze_gets_that_week_only_when_it_is_asked_for(settings: Settings) -> None:
    made = without_readers(settings)
    assert send_due(made, DUE, lists=["quiet"], week=WEEK, compose=compose)["frozen"] == 1
    db = open_db(settings.database)
    people = find_list(db, "quiet")
    db.close()
    add_people(settings.database, people, ANA)
    away = replace(settings, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    assert not sum(send_due(away, DUE + DAY, lists=["quiet"], compose=compose).values())
    assert states(settings.database) == {}
    for _ in range(2):
        with pytest.raises(MailError, match="cannot be reached"):
            send_due(away, DUE + DAY, lists=["quiet"], week=WEEK, compose=compose)
        assert states(settings.database) == {ANA: "queued"}
    db = open_db(settings.database)
    frozen = find_digest(db, people.id, WEEK)
    assert frozen is not None
    assert find_newcomers(db, frozen.id) == []
    assert queue_newcomers(db, frozen.id, make_message_id=str, now=DUE) == 0
    db.close()


def test_another_sender_at_work_is_named(settings: Settings) -> None:
    frozen = freeze(settings, "all", WEEK, DUE, compose=compose)
    db = open_db(settings.database)
    claim_mails(db, frozen.id, make_mark(), most=5, now=DUE)
    assert list_senders(db, [frozen.id + 1]) == []
    db.close()
    counts = dict.fromkeys(("frozen", "queued", "in_doubt"), 0) | {"waiting": 2, "held": 2}
    assert tell_counts(counts, tell_senders(settings)) == (
        "Nothing sent. 2 wait: another sender is at work on 2 of them "
        f"(process {os.getpid()}, since 08:00:00 UTC)."
    )


def test_a_week_that_is_not_over_is_not_frozen_and_is_previewed(settings: Settings) -> None:
    monday = datetime(2026, 3, 9, tzinfo=UTC)
    with pytest.raises(DigestError, match="is not over before 2026-03-09 00:00"):
        freeze(settings, "all", WEEK, monday - timedelta(seconds=1), compose=compose)
    mailing_list, edition, rendered = preview(settings, "all", WEEK, monday - DAY, compose=compose)
    assert (mailing_list.slug, edition.label) == ("all", WEEK)
    assert rendered.subject == edition.subject
    assert not weeks(settings)
    freeze(settings, "all", WEEK, monday, compose=compose)


def test_a_frozen_week_cannot_be_altered_nor_a_mail_be_sent_anew(settings: Settings) -> None:
    freeze(settings, "all", WEEK, DUE, compose=compose)
    db = open_db(settings.database)
    for change in (
        "UPDATE digests SET subject = 'x'", "DELETE FROM digests", "DELETE FROM deliveries",
        "UPDATE digest_pictures SET png = x'00'",
    ):  # fmt: skip
        if "pictures" not in change or db.conn.execute("SELECT count(*) FROM digest_pictures").fetchone()[0]:
            with pytest.raises(Exception, match="never"):
                db.conn.execute(change)
    db.conn.execute("UPDATE deliveries SET state = 'sent' WHERE id = 1")
    with pytest.raises(Exception, match="is not sent again"):
        db.conn.execute("UPDATE deliveries SET state = 'queued' WHERE id = 1")
    db.conn.execute("UPDATE deliveries SET state = 'in_doubt' WHERE id = 2")
    with pytest.raises(Exception, match="is not sent again"):
        db.conn.execute("UPDATE deliveries SET state = 'queued' WHERE id = 2")
    db.conn.rollback()
    db.close()


def test_only_the_newest_week_that_is_due_is_made_and_once(settings: Settings) -> None:
    without_readers(settings)
    quiet = {"lists": ["quiet"], "compose": compose}
    assert send_due(settings, DUE - timedelta(seconds=1), **quiet)["frozen"] == 1  # type: ignore[arg-type]
    assert weeks(settings) == ["2026-W09"], "the week before is the newest until the minute comes"
    # Nobody ran for three weeks and two days: one week goes out, the newest.
    late = DUE + 23 * DAY
    assert send_due(settings, late, **quiet)["frozen"] == 1  # type: ignore[arg-type]
    assert weeks(settings) == ["2026-W13", "2026-W09"]
    assert send_due(settings, late + DAY, **quiet)["frozen"] == 0  # type: ignore[arg-type]
    # An older one goes out when somebody asks for it.
    assert send_due(settings, late, week="2026-W11", **quiet)["frozen"] == 1  # type: ignore[arg-type]
    assert weeks(settings) == ["2026-W13", "2026-W11", "2026-W09"]


def test_a_week_that_was_missed_is_caught_up_on_the_next_day_that_somebody_runs(settings: Settings) -> None:
    without_readers(settings)
    assert send_due(settings, DUE + 6 * DAY, lists=["quiet"], compose=compose)["frozen"] == 1
    assert weeks(settings) == [WEEK]


def test_weeks_that_fell_due_while_a_list_was_paused_are_left_out(settings: Settings) -> None:
    without_readers(settings)
    db = open_db(settings.database)
    pause_list(db, "quiet", now=MADE)
    assert send_due(settings, DUE + DAY, lists=["quiet"], compose=compose)["frozen"] == 0
    with pytest.raises(DigestError, match="is paused"):
        send_due(settings, DUE + DAY, lists=["quiet"], week=WEEK, compose=compose)
    resume_list(db, "quiet", now=DUE + DAY)
    db.close()
    assert send_due(settings, DUE + 2 * DAY, lists=["quiet"], compose=compose)["frozen"] == 0
    assert send_due(settings, DUE + 7 * DAY, lists=["quiet"], compose=compose)["frozen"] == 1


def test_the_next_week_is_told_since_the_one_before_was_frozen(settings: Settings) -> None:
    asked: list[datetime | None] = []

    def note(
        _db: Database, _settings: object, _list: object, label: str, since: datetime | None, _now: object
    ) -> Edition:
        asked.append(since)
        return an_edition(label=label)

    freeze(settings, "all", WEEK, DUE, compose=note)
    freeze(settings, "all", "2026-W11", DUE + 7 * DAY, compose=note)
    assert asked == [None, DUE]


def test_without_a_mail_server_nothing_is_frozen_for_readers_and_the_setting_is_named(
    settings: Settings,
) -> None:
    with pytest.raises(SettingsError, match="NEWSAGG_SMTP_HOST"):
        send_due(settings, DUE, compose=compose)
    assert not weeks(settings)


def test_a_server_that_is_away_leaves_the_week_frozen_and_waiting(settings: Settings) -> None:
    away = replace(settings, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    with pytest.raises(MailError, match="cannot be reached"):
        send_due(away, DUE, compose=compose)
    assert weeks(settings) == [WEEK]
    assert set(states(settings.database).values()) == {"queued"}


@pytest.mark.parametrize(
    ("slug", "week", "error"), [("none", WEEK, StoreError), ("all", "soon", WeekNameError)]
)
def test_what_is_not_there_is_named(slug: str, week: str, error: type[Exception], settings: Settings) -> None:
    with pytest.raises(error):
        freeze(settings, slug, week, DUE, compose=compose)


def test_a_list_with_frozen_weeks_is_removed_but_for_these(settings: Settings) -> None:
    first = freeze(settings, "all", WEEK, DUE, compose=compose)
    db = open_db(settings.database)
    with pytest.raises(StoreError, match="has frozen weeks"):
        edit_list(db, "all", {"slug": "other"})
    assert remove_list(db, "all", now=DUE + DAY) == ({"active": 2}, True)
    assert set(states(settings.database).values()) == {"dropped"}
    assert (load_lists(db), count_people(db)) == ([], {})
    with pytest.raises(StoreError, match="was removed"):
        make_list(settings.database)
    db.close()
    assert find_frozen(settings, "all", WEEK) == first
    with pytest.raises(NotFoundError, match="was removed on 2026-03-10"):
        send_due(settings, DUE, lists=["all"], week=WEEK, compose=compose)
    assert not sum(send_due(settings, DUE + 7 * DAY, compose=compose).values())


def test_a_mistyped_list_is_renamed_or_goes_whole(settings: Settings) -> None:
    db = open_db(settings.database)
    make_list(settings.database, "wekly")
    assert edit_list(db, "wekly", {"slug": "weekly"}).slug == "weekly"
    with pytest.raises(StoreError, match="such a list already"):
        edit_list(db, "weekly", {"slug": "all"})
    assert remove_list(db, "weekly", now=DUE) == ({}, False)
    assert make_list(settings.database, "weekly").slug == "weekly"
    assert remove_list(db, "all", now=DUE) == ({"active": 2}, False)
    assert db.conn.execute("SELECT count(*) FROM subscribers").fetchone() == (0,)
    db.close()


def test_a_paused_list_does_not_make_several(settings: Settings) -> None:
    make_list(settings.database, "other")
    with pytest.raises(NotFoundError, match="several lists"):
        pick_list(settings, None)
    db = open_db(settings.database)
    pause_list(db, "other", now=DUE)
    assert pick_list(settings, None).slug == "all"
    pause_list(db, "all", now=DUE)
    with pytest.raises(NotFoundError, match="several lists"):
        pick_list(settings, None)
    remove_list(db, "other", now=DUE)
    db.close()
    assert pick_list(settings, None).slug == "all"
