"""What read_times does with days that are not named, zones that are not written and moments after publication."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.detect.times import TimeMention, read_times
from newsagg.vocabulary import Precision

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


def read(text: str, **more: object) -> list[TimeMention]:
    given: dict[str, object] = {"published_at": WEDNESDAY, "outlet_zone": "America/New_York", **more}
    return read_times(text, **given)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}Z")


def test_a_clock_time_takes_the_day_named_before_it() -> None:
    monday, back = read("It failed at 9 a.m. on Monday. It was back at 11 a.m.")
    assert monday.time_from == at("03-02T14:00")
    assert back.time_from == at("03-02T16:00")
    assert not back.has_date


def test_a_clock_time_takes_the_day_named_later_in_its_sentence() -> None:
    first, _ = read("It failed around 9 a.m. Eastern, the firm wrote on Tuesday.")
    assert first.time_from == at("03-03T14:00")


def test_the_anchor_dates_a_clock_time_before_a_later_day_does() -> None:
    first, _ = read("Service returned at 11 p.m. ET, it said on Tuesday.", anchor=date(2026, 3, 2))
    assert first.time_from == at("03-03T04:00")


def test_a_day_far_from_the_anchor_does_not_date_what_follows() -> None:
    mentions = read(
        "A like fault struck on March 3, 2025. This one began at 8 a.m. ET.", anchor=date(2026, 3, 2)
    )
    assert mentions[1].time_from == at("03-02T13:00")


def test_a_clock_time_without_a_day_is_not_after_publication() -> None:
    (mention,) = read("The map stopped at 3:40pm ET.")
    assert mention.time_from == at("03-03T20:40")


def test_a_publication_day_without_a_clock_time_allows_its_whole_day() -> None:
    (mention,) = read("The map stopped at 3:40pm ET.", published_at=datetime(2026, 3, 4, tzinfo=UTC))
    assert mention.time_from == at("03-04T20:40")


def test_two_clock_times_for_one_moment_are_two_mentions_that_agree() -> None:
    east, west = read("It failed shortly before 9AM ET / 6AM PT on Monday.")
    assert east.time_from == west.time_from == at("03-02T14:00")
    assert (east.zone, west.zone) == ("ET", "PT")
    assert east.precision is Precision.ABOUT


def test_a_contradiction_between_zones_is_kept_as_it_is() -> None:
    first, second = read("It failed at 23:20 UTC (6:10 pm ET) on Monday.")
    assert first.time_from == at("03-02T23:20")
    assert second.time_from == at("03-02T23:10")


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("It broke at 9 a.m. EST on July 16.", "EST", "2025-07-16T13:00Z"),
        ("It broke at 9 a.m. EDT on January 16.", "EDT", "2025-01-16T14:00Z"),
        ("It broke at 09:00 GMT on July 16.", "GMT", "2025-07-16T09:00Z"),
        ("It broke at 9 a.m. PST on July 16.", "PST", "2025-07-16T16:00Z"),
    ],
    ids=["EST in summer", "EDT in winter", "GMT is fixed", "PST in summer"],
)
def test_a_zone_of_a_place_is_read_as_its_time_in_that_season(text: str, zone: str, expected: str) -> None:
    (mention,) = read(text, published_at=datetime(2025, 7, 17, 20, tzinfo=UTC))
    assert mention.time_from == datetime.fromisoformat(expected)
    assert mention.zone == zone
    assert not mention.zone_assumed


def test_ist_is_the_time_of_the_outlets_own_country() -> None:
    (india,) = read("It broke at 14:05 IST on Tuesday.", outlet_zone="Asia/Kolkata")
    (ireland,) = read("It broke at 14:05 IST on Tuesday.", outlet_zone="Europe/Dublin")
    assert (india.time_from, ireland.time_from) == (at("03-03T08:35"), at("03-03T14:05"))


def test_a_missing_zone_is_the_outlets_and_marked() -> None:
    (mention,) = read("It broke at 9.15am on Tuesday.", outlet_zone="Europe/London")
    assert mention.time_from == at("03-03T09:15")
    assert mention.zone == ""
    assert mention.zone_assumed


def test_a_clock_time_that_names_no_half_of_the_day_is_marked() -> None:
    (mention,) = read("It broke at 3:15 ET on Tuesday.")
    assert mention.half_assumed
    assert mention.time_from == at("03-03T20:15")


def test_a_range_over_midnight_ends_on_the_next_day() -> None:
    (mention,) = read("Nothing worked from 22:30 to 01:15 on March 2.", outlet_zone="Europe/London")
    assert (mention.time_from, mention.time_to) == (at("03-02T22:30"), at("03-03T01:15"))


def test_a_weekday_is_the_nearest_past_one_and_today_counts() -> None:
    today, friday = read("It failed on Wednesday, as it had last Friday.")
    assert (today.local_date, friday.local_date) == (date(2026, 3, 4), date(2026, 2, 27))


def test_a_weekday_behind_a_promise_is_a_coming_one() -> None:
    (mention,) = read("The company will publish its review on Friday.")
    assert mention.local_date == date(2026, 3, 6)


def test_a_date_without_a_year_is_the_nearest_before_publication() -> None:
    (mention,) = read("A like fault struck on 18 November.")
    assert mention.local_date == date(2025, 11, 18)


def test_a_leap_day_without_a_year_is_the_last_one_there_was() -> None:
    (mention,) = read("A like fault struck on 29 February.")
    assert mention.local_date == date(2024, 2, 29)


def test_without_a_publication_time_a_full_date_is_still_read() -> None:
    mentions = read("It failed on March 2, 2026 at 15:50 UTC, and again at 9 p.m.", published_at=None)
    assert mentions[0].time_from == at("03-02T15:50")


def test_without_any_day_a_clock_time_keeps_its_words_and_has_no_instant() -> None:
    (mention,) = read("It failed at 3:40pm ET.", published_at=None)
    assert mention.time_from is None
    assert mention.words == "3:40pm ET"


@pytest.mark.parametrize(
    "text",
    [
        "Version 10.30 and a ratio of 3:1 are no times.",
        "COVID-19 and 24/7 support are none.",
        "You may march on; the sun and a second are words.",
        "Error 503 on port 8080.",
        "He was late and left early.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert read(text) == []


@given(st.text(alphabet="0123456789:-/., apmETUCMondayrch2yeskfou\n", max_size=120))
def test_any_text_gives_verbatim_words_and_ordered_aware_times(text: str) -> None:
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.words
        if mention.time_from and mention.time_to:
            assert mention.time_from.utcoffset() == timedelta(0)
            assert mention.time_from <= mention.time_to


@given(
    st.lists(
        st.sampled_from(
            [
                "9 a.m. ET",
                "on Monday",
                "to",
                "and",
                "between",
                "March 2",
                "11:40",
                "UTC",
                "early",
                "at",
                "noon",
                "(",
                "yesterday",
            ]
        )
    )
)
def test_any_mixture_of_time_words_is_survived(words: list[str]) -> None:
    text = " ".join(words)
    starts = [mention.start for mention in read(text)]
    assert starts == sorted(starts)
