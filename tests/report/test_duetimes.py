"""When a list's week is due: once a week, by the clock of the list's zone, across changes of clocks and years."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.model import MailingList
from newsagg.report.duetimes import due_at, find_due, next_due
from newsagg.report.week import name_week, read_week

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]


def a_list(**given: object) -> MailingList:
    made = MailingList(
        id=1, slug="all", title="T", intro="", zone="Europe/Berlin", weekday=1, send_at="08:00", filters="{}", from_name="",
        since=datetime(2020, 1, 1, tzinfo=UTC), paused_at=None,
    )  # fmt: skip
    return replace(made, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "weekday", "at", "label", "due"),
    [
        pytest.param("UTC", 1, "08:00", "2026-W10", "2026-03-09T08:00Z", id="Monday after"),
        pytest.param("UTC", 7, "23:59", "2026-W10", "2026-03-15T23:59Z", id="Sunday after"),
        pytest.param("Europe/Berlin", 1, "08:00", "2026-W12", "2026-03-23T07:00Z", id="winter time"),
        pytest.param(
            "Europe/Berlin",
            1,
            "08:00",
            "2026-W13",
            "2026-03-30T06:00Z",
            id="summer time, the day after it began",
        ),
        pytest.param(
            "Europe/Berlin", 7, "02:30", "2026-W12", "2026-03-29T01:30Z", id="an hour that is skipped"
        ),
        pytest.param(
            "Europe/Berlin", 7, "02:30", "2026-W42", "2026-10-25T00:30Z", id="an hour that comes twice"
        ),
        pytest.param("America/New_York", 3, "17:30", "2026-W53", "2027-01-06T22:30Z", id="week 53"),
        pytest.param(
            "Pacific/Kiritimati", 1, "00:00", "2026-W10", "2026-03-08T10:00Z", id="where Monday begins"
        ),
        pytest.param(
            "Africa/Cairo", 5, "00:00", "2026-W16", "2026-04-23T22:00Z", id="clocks that change at midnight"
        ),
    ],
)
def test_a_week_is_due_at_the_lists_day_and_time(
    zone: str, weekday: int, at: str, label: str, due: str
) -> None:
    assert due_at(a_list(zone=zone, weekday=weekday, send_at=at), label) == datetime.fromisoformat(due)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.integers(1, 7),
    st.times().map(lambda t: f"{t:%H:%M}"),
    st.integers(0, 790 * 1_440).map(
        lambda minutes: datetime(2024, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
)
def test_there_is_always_one_newest_week_that_is_due_and_it_is_over(
    zone: str, weekday: int, at: str, now: datetime
) -> None:
    mailing_list = a_list(zone=zone, weekday=weekday, send_at=at)
    label = find_due(mailing_list, now)
    assert label is not None
    due, end = due_at(mailing_list, label), read_week(label, zone)[3]
    assert end <= due <= now
    assert now - due < timedelta(days=7, hours=1)
    following, after = next_due(mailing_list, now)
    assert after > now
    assert following == name_week(end + timedelta(days=3))


def test_weeks_from_before_the_list_was_made_are_not_due() -> None:
    now = datetime(2026, 3, 11, tzinfo=UTC)
    assert find_due(a_list(), now) == "2026-W10"
    assert find_due(a_list(since=datetime(2026, 3, 10, tzinfo=UTC)), now) is None
    assert find_due(a_list(since=datetime(2026, 3, 10, tzinfo=UTC)), now + timedelta(days=7)) == "2026-W11"


def test_nothing_is_due_while_a_list_is_paused() -> None:
    now = datetime(2026, 3, 11, tzinfo=UTC)
    assert find_due(a_list(paused_at=now), now) is None
