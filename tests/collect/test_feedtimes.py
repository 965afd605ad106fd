"""A date in a feed is read as it was meant, or not at all."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.feedtimes import EARLIEST, LATEST, read_time, zone_offset

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 02 Mar 2026 12:00:00 GMT",
        "Mon, 2 Mar 2026 12:00 UT",
        "Mon, 02 Mar 2026 07:00:00 EST",
        "Mon, 02 Mar 2026 04:00:00 PST",
        "Mon, 02 Mar 2026 13:00:00 CET",
        "Mon, 02 Mar 2026 13:00:00 +0100",
        "Mon, 02 Mar 2026 13:00:00 +01:00",
        "Mon, 02 Mar 2026 17:30:00 IST",
        "Mon, 02 Mar 2026 23:00:00 AEDT",
        "Mon, 02 Mar 2026 21:00:00 JST",
        "Mon, 02 Mar 2026 14:00 GMT+2",
        "Mon, 2 März 2026 13:00:00 +0100",
        "lun., 02 mars 2026 13:00:00 +0100",
        "lunes, 2 marzo 2026 13:00:00 +0100",
        "02 Mar 26 12:00:00 GMT",
        "March 2, 2026 12:00 pm",
        "March 2, 2026, 7:00 a.m. EST",
        "2026-03-02T12:00:00Z",
        "2026-03-02T12:00Z",
        "2026-03-02T12:00:00.000Z",
        "2026-03-02T13:00:00+01:00",
        "2026-03-02T13:00:00+0100",
        "2026-03-02T07:00:00-05",
        "2026-03-02 12:00:00",
        "2026-03-02 12:00:00 UTC",
        "20260302T120000Z",
        "1772452800",
        "1772452800.0",
        "1772452800000",
        "  Mon, 02 Mar 2026\n 12:00:00 GMT ",
    ],
)
def test_noon_is_noon_however_it_is_written(written: str) -> None:
    assert read_time(written) == NOON


@pytest.mark.parametrize("written", ["2026-03-02", "20260302", "2 March 2026", "Mar 2, 2026", "2 Mar 2026"])
def test_a_bare_day_is_its_midnight(written: str) -> None:
    assert read_time(written) == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", " ", "yesterday", "0", "7", "2026", "1772", "2026-13-01", "2026-02-30",
     "31 Feb 2026 12:00:00 GMT", "99999999999999",
     "1001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-02T25:00:00Z",
     "Mon, 02 Mar 2026 12:00:00 +9999", None, [], {}, 7],
)  # fmt: skip
def test_what_is_no_time_is_none(written: object) -> None:
    assert read_time(written) is None


def test_summer_time_has_its_own_names() -> None:
    assert zone_offset("PDT") == timedelta(hours=-7)
    assert zone_offset("bst") == timedelta(hours=1)
    assert zone_offset("XYZ") is None


@given(st.integers(0, 3_400_000_000), st.integers(-14 * 60, 14 * 60))
def test_every_iso_time_is_read_back(seconds: int, offset: int) -> None:
    at = datetime(1990, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    assert read_time(at.astimezone(timezone(timedelta(minutes=offset))).isoformat()) == at


@given(st.text(max_size=100))
def test_no_text_is_too_strange(text: str) -> None:
    found = read_time(text)
    assert found is None or EARLIEST < found < LATEST


@pytest.mark.parametrize("junk", ["1" * 10**6, "a " * 500_000, "Mon, " * 200_000])
def test_a_megabyte_of_junk_costs_no_time(junk: str) -> None:
    began = time.process_time()
    read_time(junk)
    assert time.process_time() - began < 4
