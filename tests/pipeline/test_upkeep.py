"""The night's work: all steps, whatever one of them meets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsagg.pipeline.upkeep import keep_up
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.runs import end_run, start_run
from newsagg.store.runstory import events_to_tell, find_later_run, mark_told, open_channel, read_run

NIGHT = datetime(2026, 3, 2, 3, 40, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(
        database=tmp_path / "record.db",
        archive=tmp_path / "archive",
        backups=tmp_path / "backups",
        keep_backups=2,
    )
    open_db(settings.database).close()
    return settings


def test_every_night_leaves_a_checked_backup_and_two_nights_stay(settings: Settings) -> None:
    for day in range(3):
        done = keep_up(settings, now=NIGHT + timedelta(days=day))
        assert done.failed == []
    assert [row["step"] for row in done.rows] == ["backup", "rotation", "retention", "statistics", "feeds"]
    assert sorted(path.name for path in settings.backups.iterdir()) == [
        "record-2026-03-03T034000Z.db",
        "record-2026-03-04T034000Z.db",
    ]


def test_a_night_without_a_backup_drops_none_and_does_the_rest(settings: Settings, tmp_path: Path) -> None:
    keep_up(settings, now=NIGHT)
    (tmp_path / "file").touch()
    done = keep_up(replace(settings, backups=tmp_path / "file" / "in"), now=NIGHT + timedelta(days=1))
    assert [row["state"] for row in done.rows] == ["failed", "failed", "done", "done", "done"]
    assert "NEWSAGG_BACKUPS" in done.failed[0]
    assert len(list(settings.backups.iterdir())) == 1


def test_a_channel_is_told_what_happens_from_its_opening_on_and_each_thing_once(settings: Settings) -> None:
    db = open_db(settings.database)
    db.execute("INSERT INTO incidents (id, state, title, lead_service, opened_at, changed_at) VALUES"
               " ('2026-03-02-claude', 'open', 'Claude', 'claude', '2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z')")  # fmt: skip

    def happen(kind: str, run: str) -> None:
        run_id = start_run(db, run, NIGHT)
        db.execute(
            "INSERT INTO incident_events (incident_id, at, kind, reason, run_id) VALUES (?, ?, ?, 'why', ?)",
            ("2026-03-02-claude", "2026-03-02T00:00:00Z", kind, run_id),
        )
        db.conn.commit()

    happen("opened", "flow")
    open_channel(db, "prefect", NIGHT)
    assert events_to_tell(db, "prefect") == []
    happen("merged", "flow")
    happen("opened", "backfill")
    told = events_to_tell(db, "prefect")
    assert [event["kind"] for event in told] == ["merged"], "what comes from archives wakes nobody"
    mark_told(db, "prefect", told[-1]["id"], NIGHT)
    open_channel(db, "prefect", NIGHT)
    assert events_to_tell(db, "prefect") == []


def test_a_run_planned_before_another_began_is_overtaken_by_it(settings: Settings) -> None:
    db = open_db(settings.database)
    number = start_run(db, "flow", NIGHT)
    assert find_later_run(db, "flow", NIGHT) is None, "it has not ended"
    end_run(db, number, "completed", {}, NIGHT)
    assert find_later_run(db, "flow", NIGHT - timedelta(minutes=15)) == number
    assert find_later_run(db, "flow", NIGHT + timedelta(minutes=15)) is None
    assert find_later_run(db, "status", NIGHT - timedelta(minutes=15)) is None
    assert read_run(db, number)["took_up"] == []
