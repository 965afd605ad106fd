"""Weekly digests by the time that a run was planned for: missed weeks and late runs that fire together."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsagg.errors import NotFoundError
from newsagg.pipeline.planned import choose_lists
from newsagg.report.duetimes import find_due
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.lists import find_list
from tests.report.mailing import make_list

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(database=tmp_path / "record.db")
    make_list(settings.database, zone="Europe/Berlin")
    return settings


def weeks_made(settings: Settings, planned: list[datetime], now: datetime) -> list[str]:
    """Return the weeks that runs which were planned for these times, and all start now, would make."""
    found = find_list(open_db(settings.database), "all")
    made = [find_due(found, at) for at in planned if choose_lists(settings, at, now)]
    return sorted({week for week in made if week})


@pytest.mark.parametrize(
    ("monday", "week"),
    [
        pytest.param(datetime(2026, 3, 30, 8, tzinfo=BERLIN), "2026-W13", id="after the clocks went forward"),
        pytest.param(datetime(2026, 10, 26, 8, tzinfo=BERLIN), "2026-W43", id="after they went back"),
        pytest.param(datetime(2026, 6, 1, 8, tzinfo=BERLIN), "2026-W22", id="any week"),
    ],
)
def test_a_run_planned_for_monday_morning_makes_the_week_before(
    settings: Settings, monday: datetime, week: str
) -> None:
    planned = monday.astimezone(UTC)
    assert weeks_made(settings, [planned], planned + timedelta(seconds=20)) == [week]
    assert weeks_made(settings, [planned], planned + timedelta(days=3)) == [week], (
        "late, and still the newest"
    )


def test_after_three_weeks_away_late_runs_make_the_newest_week_and_no_other(settings: Settings) -> None:
    back = datetime(2026, 6, 24, 15, tzinfo=UTC)
    mondays = [datetime(2026, 6, day, 8, tzinfo=BERLIN).astimezone(UTC) for day in (8, 15, 22)]
    hours = [back - HOUR * n for n in range(0, 24 * 21, 7)]
    assert weeks_made(settings, sorted([*mondays, *hours]), back) == ["2026-W25"]
    assert weeks_made(settings, mondays, back) == ["2026-W25"]


def test_a_week_that_no_run_was_planned_for_is_made_by_the_next_hourly_one(settings: Settings) -> None:
    wednesday = datetime(2026, 6, 24, 15, 25, tzinfo=UTC)
    assert weeks_made(settings, [wednesday], wednesday) == ["2026-W25"]


def test_without_a_record_or_lists_there_is_nothing_to_send(tmp_path: Path) -> None:
    now = datetime(2026, 6, 24, tzinfo=UTC)
    nothing = Settings(database=tmp_path / "none.db")
    assert choose_lists(nothing, now, now) == []
    open_db(nothing.database).close()
    assert choose_lists(nothing, now, now) == []
    with pytest.raises(NotFoundError):
        choose_lists(nothing, now, now, only=["board"])
