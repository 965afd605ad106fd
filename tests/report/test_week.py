"""ISO weeks, what belongs to one, and the short words for times and lengths."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsagg.report.phrases import (
    clean,
    count_words,
    is_start_claimed,
    join_names,
    name_speaker,
    shorten,
    tell_chain,
    tell_interval,
    tell_length,
    tell_minutes,
    tell_span,
    tell_stage,
    tell_start,
)
from newsagg.report.placing import rank_line
from newsagg.report.week import WeekNameError, name_week, read_span, read_week
from tests.report.material import a_claim, a_line

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("label", ["2026-W10", "2026w10", " 2026-w10 "])
def test_a_week_begins_on_monday_and_lasts_seven_days(label: str) -> None:
    week = timedelta(days=7)
    assert read_week(label, "UTC") == ("2026-W10", MIDNIGHT - week, MIDNIGHT, MIDNIGHT + week)


def test_a_week_is_a_week_of_its_zone_also_when_clocks_change() -> None:
    _, before, start, end = read_week("2026-W13", "Europe/Berlin")
    assert start - before == timedelta(days=7)
    assert (start.hour, end.hour) == (23, 22)
    assert end - start == timedelta(days=6, hours=23)


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"])
def test_a_quarter_is_thirteen_mondays_of_the_zone_that_follow_each_other(zone: str) -> None:
    span = read_span("2026-W53", zone)
    local = [start.astimezone(ZoneInfo(zone)) for start in (*span.starts, span.end)]
    assert len(span.starts) == 13
    assert all((start.weekday(), start.hour, start.minute) == (0, 0, 0) for start in local)
    assert {(b.date() - a.date()).days for a, b in itertools.pairwise(local)} == {7}
    assert (name_week(local[-2]), name_week(local[-1])) == ("2026-W53", "2027-W01")


@pytest.mark.parametrize(
    "label", ["", "2026", "2026-W00", "2026-W54", "2025-W53", "W10", "2026-10", "0000-W01", "9999-W53"]
)
def test_what_names_no_week_is_refused_with_an_example(label: str) -> None:
    with pytest.raises(WeekNameError, match="write it as 2026-W10"):
        read_week(label, "UTC")


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_one_before() -> None:
    assert name_week(datetime(2027, 1, 1, tzinfo=UTC)) == "2026-W53"


@pytest.mark.parametrize(
    ("greater", "lesser"),
    [
        ({"severity": "critical"}, {"severity": "major", "origins": 9}),
        ({"vendor_severity": "critical"}, {"severity": "major"}),
        ({"breadth": 2}, {"origins": 9}),
        ({"origins": 3}, {"origins": 2, "articles": 30}),
    ],
    ids=["severity first", "the vendor's word counts", "then breadth", "then origins, not prints"],
)
def test_what_mattered_more_comes_first(greater: dict[str, Any], lesser: dict[str, Any]) -> None:
    assert rank_line(a_line("b", **greater)) < rank_line(a_line("a", **lesser))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (NOON, NOON, "2026-03-02 12:00"),
        (NOON, NOON + timedelta(hours=2), "~2026-03-02 12:00"),
        (MIDNIGHT, MIDNIGHT + timedelta(days=1), "2026-03-02"),
        (MIDNIGHT, MIDNIGHT + timedelta(hours=23, minutes=59, seconds=59), "2026-03-02"),
        (MIDNIGHT, MIDNIGHT + timedelta(days=2), "2026-03-02 to 2026-03-03"),
        (MIDNIGHT + timedelta(hours=5), MIDNIGHT + timedelta(hours=29), "2026-03-02"),  # a day in New York
        (MIDNIGHT - timedelta(hours=1), MIDNIGHT + timedelta(hours=23), "2026-03-02"),  # a day in Paris
        (None, NOON, "2026-03-02 12:00"),
        (None, None, ""),
    ],
)
def test_an_interval_is_told_as_people_say_it(
    first: datetime | None, last: datetime | None, told: str
) -> None:
    assert tell_span(first, last) == told


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (NOON, "2026-03-02 12:00"),
        (NOON + timedelta(hours=6), "2026-03-02 between 12:00 and 18:00"),
        (NOON + timedelta(hours=18), "between 2026-03-02 12:00 and 2026-03-03 06:00"),
        (NOON + timedelta(days=2), "2026-03-02 to 2026-03-04"),
    ],
)
def test_in_running_text_both_ends_of_an_interval_are_told(last: datetime, told: str) -> None:
    assert tell_interval(NOON, last) == told


def test_the_half_day_before_the_first_report_is_no_claim_of_a_start() -> None:
    unclaimed = a_line(started="2026-03-01T23:00:00Z", started_latest="2026-03-02T11:00:00Z")
    assert not is_start_claimed(unclaimed)
    assert tell_start(unclaimed) == "≤2026-03-02 11:00"
    assert tell_start(a_line()) == "2026-03-02 10:00"
    assert tell_start(a_line(started=None, started_latest=None, first_reported_at=None)) == ""


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (None, ""), (0.4, "<1 min"), (45.0, "45 min"), (89.6, "1 h 30"), (360, "6 h"), (380, "6 h 20"),
        (2880, "2 d"), (3600, "2.5 d"), (20160, "14 d"),
    ],
)  # fmt: skip
def test_a_length_is_short_enough_for_a_table(minutes: float | None, told: str) -> None:
    assert tell_minutes(minutes) == told


@pytest.mark.parametrize(
    ("low", "high", "how", "told"),
    [
        (None, None, None, ""), (190, 190, "exact", "3 h 10"), (360, 360, "about", "about 6 h"),
        (350, 370, "about", "about 6 h"), (720, None, "at_least", "over 12 h"), (120, 120, "at_most", "under 2 h"),
        (600, 1440, "vague", "10 to 24 h"), (45, 120, "range", "45 min to 2 h"), (30, 40, "range", "30 to 40 min"),
        (120, 120, "vague", "about 2 h"),
    ],
)  # fmt: skip
def test_a_length_is_told_as_exactly_as_it_was_meant(
    low: float | None, high: float | None, how: str | None, told: str
) -> None:
    row = {"duration_minutes": low, "duration_most": high, "duration_precision": how}
    assert tell_length(row) == told


@pytest.mark.parametrize(
    ("state", "lifecycle", "ended", "told"),
    [
        ("open", "investigating", None, "investigating"),
        ("settled", "investigating", None, "end not told"),
        ("settled", "reported", None, "end not told"),
        ("candidate", "reported", None, "end not told"),
        ("settled", "monitoring", "2026-03-02T12:00:00Z", "over"),
        ("settled", "resolved", None, "resolved"),
        ("open", None, None, ""),
    ],
)
def test_what_nobody_spoke_of_for_a_week_is_not_told_as_going_on(
    state: str, lifecycle: str | None, ended: str | None, told: str
) -> None:
    line = {
        "state": state,
        "lifecycle": lifecycle,
        "ended": ended,
        "first_reported_at": "2026-03-02T11:00:00Z",
    }
    assert tell_stage(line, NOON + timedelta(days=9)) == told


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("short", 10, "short"),
        ("several words here", 14, "several words…"),
        ("several words here", 13, "several word…"),
        ("a rather long title", 16, "a rather long…"),
        ("unbreakableword", 8, "unbreak…"),
        ("a, b and c", 3, "a…"),
    ],
)
def test_a_text_is_cut_at_a_word_where_one_ends_near(text: str, width: int, told: str) -> None:
    assert shorten(text, width) == told
    assert len(shorten(text, width)) <= width


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "a"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdefg"), "a, b, c, d and 3 more"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], told: str) -> None:
    assert join_names(names) == told


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ("Anthropic", "Anthropic's status page"),
        ("Amazon Web Services", "Amazon Web Services' status page"),
        ("Claude Status", "Claude Status"),
    ],
)
def test_a_status_page_is_the_vendors(speaker: str, told: str) -> None:
    assert name_speaker(a_claim("cause", "x", "x", speaker=speaker, role="status_page")) == told


def test_a_chain_names_every_link_and_first_hand_has_none() -> None:
    assert (
        tell_chain(a_claim("cause", "x", "x", second_hand=1, chain="A > B > C"))
        == "A says that B says that C says"
    )
    assert tell_chain(a_claim("cause", "x", "x", second_hand=1, chain=None)) == "Post says that Post says"
    assert tell_chain(a_claim("cause", "x", "x")) == ""


def test_numbers_agree_with_their_nouns() -> None:
    assert [count_words(n, "origin") for n in (0, 1, 2)] == ["no origins", "1 origin", "2 origins"]


def test_what_a_terminal_obeys_is_taken_out_and_letters_stay() -> None:
    assert clean("a\x1b[1mb\u202ec\nd\u2028e\x9bf\ud800g é漢🙂") == "a[1mbc d efg é漢🙂"
