"""Mentions become values: comparable fields, verbatim words and a short settled form."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.detect.amounts import (
    CountMention,
    DurationMention,
    MoneyMention,
    read_counts,
    read_durations,
    read_money,
)
from newsagg.detect.causes import is_cause_phrase, is_finer, read_causes
from newsagg.detect.times import read_times
from newsagg.detect.values import cause_value, count_value, duration_value, money_value, time_value
from newsagg.vocabulary import CauseCategory, CountKind, Precision, Trigger

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 11:40 UTC on Monday", "2026-03-02T11:40Z"),
        ("on Monday", "2026-03-02"),
        ("early on Monday", "2026-03-02 (early)"),
        ("from 11:40 to 12:00 UTC on Monday", "2026-03-02T11:40Z/2026-03-02T12:00Z"),
        ("last week", "2026-02-23/2026-03-01"),
    ],
)
def test_a_time_has_a_short_form_in_utc(text: str, expected: str) -> None:
    (mention,) = read_times(text, published_at=WEDNESDAY, outlet_zone="Europe/London")
    value = time_value(mention)
    assert value.text == expected
    assert value.words == mention.words


def test_a_time_without_a_day_says_the_clock_time_and_zone() -> None:
    (mention,) = read_times("at 3:40pm ET", published_at=None)
    assert time_value(mention).text == "15:40 ET"


@pytest.mark.parametrize(
    ("text", "expected", "low", "high"),
    [
        ("about six hours", "about 6 h", 360, 360),
        ("five and a half hours", "5.5 h", 330, 330),
        ("more than 14 hours", "more than 14 h", 840, None),
        ("nearly two days", "nearly 2 days", 2880, 2880),
        ("less than 10 minutes", "up to 10 min", None, 10),
        ("2h 15m", "2 h 15 min", 135, 135),
        ("36 to 48 hours", "36 h to 2 days", 2160, 2880),
        ("hours-long", "hours", 120, 1440),
    ],
)
def test_a_length_is_minutes_and_reads_well(
    text: str, expected: str, low: float | None, high: float | None
) -> None:
    (mention,) = read_durations(text)
    value = duration_value(mention)
    assert (value.text, value.number_from, value.number_to, value.unit) == (expected, low, high, "minutes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 11,000 reports", "more than 11,000 reports"),
        ("nearly 5,000 customers", "nearly 5,000 customers"),
        ("tens of thousands of users", "tens of thousands of users"),
        ("one in five users", "20% of users"),
        ("between 200 and 300 stores", "200-300 stores"),
        ("some users", "some users"),
    ],
)
def test_a_count_keeps_its_operator_and_noun(text: str, expected: str) -> None:
    (mention,) = read_counts(text)
    assert count_value(mention).text == expected


def test_a_trackers_peak_and_its_figure_at_a_time_are_told_apart() -> None:
    (peak,) = read_counts("Reports peaked at 4,200.")
    (timed,) = read_counts("By noon there were 900 reports left.")
    assert (peak.count_kind, timed.count_kind) == (CountKind.PEAK, CountKind.AT_TIME)


def test_a_sum_is_said_in_its_currency() -> None:
    (mention,) = read_money("between $9 million and $12 million")
    value = money_value(mention)
    assert value.text == "9,000,000-12,000,000 USD"
    assert (value.unit, value.precision) == ("USD", Precision.RANGE)


def test_the_claude_causes_have_disjoint_categories_and_one_a_trigger() -> None:
    press = cause_value("a database replication failure")
    vendor = cause_value("a timing misconfiguration during routine maintenance")
    assert press.categories == (CauseCategory.DATA_STORE,)
    assert vendor.categories == (CauseCategory.CONFIGURATION,)
    assert (press.trigger, vendor.trigger) == (None, Trigger.MAINTENANCE)
    assert press.slug == "replication"


def test_a_long_cause_is_shortened_for_people_and_kept_in_words() -> None:
    phrase = "a bug " + "in a component of a component " * 20
    value = cause_value(phrase)
    assert value.words == phrase
    assert len(value.text) <= 160


@pytest.mark.parametrize(
    ("fine", "coarse", "expected"),
    [
        ("bgp_withdrawal", "network", True),
        ("bgp_withdrawal", "configuration", True),
        ("expired_certificate", "certificate", True),
        ("network", "dns", False),
        ("replication", "configuration", False),
        ("dns", "dns", False),
        ("no such key", "network", False),
    ],
)
def test_a_finer_cause_stands_under_a_coarser_one(fine: str, coarse: str, expected: bool) -> None:
    assert is_finer(fine, coarse) is expected


def test_what_a_phrase_denies_is_not_its_cause() -> None:
    reading = read_causes("a capacity problem rather than a cyberattack")
    assert reading.categories == (CauseCategory.CAPACITY_LOAD,)


def test_silence_about_a_network_fault_is_undisclosed() -> None:
    reading = read_causes("the carrier has yet to say what broke its network")
    assert reading.categories == (CauseCategory.UNDISCLOSED,)
    assert not is_cause_phrase("the carrier has yet to say what broke its network")


def test_a_plain_fault_is_other_and_no_cause_phrase() -> None:
    assert read_causes("an issue with payments").categories == (CauseCategory.OTHER,)
    assert not is_cause_phrase("an issue with payments")
    assert not is_cause_phrase("angry users")
    assert is_cause_phrase("a botched migration")


def test_a_word_that_means_something_else_in_english_counts_in_its_language_only() -> None:
    assert read_causes("a well known brand").categories == ()
    assert read_causes("ein Brand", "de").categories == (CauseCategory.POWER_COOLING_FACILITY,)


@given(st.text(alphabet="0123456789.,kmn $€% ofhusrtedayw-'\n", max_size=100))
def test_amounts_of_any_text_are_verbatim_and_ordered(text: str) -> None:
    found: list[DurationMention | CountMention | MoneyMention] = []
    found += read_durations(text)
    found += read_counts(text)
    found += read_money(text)
    for mention in found:
        assert text[mention.start : mention.end] == mention.words
        if mention.number_from is not None and mention.number_to is not None:
            assert mention.number_from <= mention.number_to


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "es", "pt", "xx"]))
def test_any_text_in_any_language_is_survived(text: str, language: str) -> None:
    read_times(text, published_at=WEDNESDAY, language=language, anchor=date(2026, 3, 2))
    read_durations(text, language)
    read_counts(text, language)
    read_money(text, language)
    read_causes(text, language)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "a 1 ",
        "x",
        " ",
        "9:59 ",
        "1,",
        "Monday ",
        "some some ",
        "(",
        "more than 5 big ",
        "peaked at ",
        "half of ",
    ],
    ids=repr,
)
def test_long_junk_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        read_times(text, published_at=WEDNESDAY)
        read_durations(text)
        read_counts(text)
        read_money(text)
        read_causes(text)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(120_000) < 60 * max(seconds(10_000), 0.01)
