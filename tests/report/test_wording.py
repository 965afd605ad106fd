"""Times, lengths, addresses of passages and what a list leaves out, as people say and write them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsagg.model import DigestList, Filters
from newsagg.report.edition import Edition
from newsagg.report.editionjson import EditionError, edition_from_json, edition_to_json
from newsagg.report.listing import FiltersError, filters_from_json, make_listing, tell_filters
from newsagg.report.moments import Clock, tell_length, tell_millions
from newsagg.report.passage import find_passage
from newsagg.vocabulary import Severity
from tests.report.material import a_claim, a_line, edition_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "hours", "zone", "told"),
    [
        (NOON, 0, "UTC", "on Monday 2 March at 12:00"),
        (NOON, 6, "UTC", "on Monday 2 March between 12:00 and 18:00"),
        (NOON, 18, "UTC", "between Monday 2 March at 12:00 and Tuesday 3 March at 06:00"),
        (NOON - timedelta(hours=12), 24, "UTC", "on Monday 2 March"),
        (NOON - timedelta(hours=7), 24, "Pacific/Auckland", "on Monday 2 March"),
        (NOON - timedelta(hours=25), 24, "UTC", "on Monday 2 March"),
        (NOON - timedelta(hours=12), 72, "UTC", "between Monday 2 March and Wednesday 4 March"),
        (NOON, 0, "Asia/Kolkata", "on Monday 2 March at 17:30"),
        (NOON - timedelta(days=365), 0, "UTC", "on Sunday 2 March 2025 at 12:00"),
    ],
    ids=[
        "an instant", "some hours", "over midnight", "a day", "a day of New York, read in New Zealand",
        "a day of New Zealand", "days", "half-hour zone", "another year",
    ],
)  # fmt: skip
def test_a_time_is_told_in_the_readers_zone_and_a_day_as_its_source_has_it(
    first: datetime, hours: int, zone: str, told: str
) -> None:
    assert Clock(zone, 2026).tell_interval(first, first + timedelta(hours=hours)) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({}, "from Monday 2 March, 10:00"),
        (
            {"ended": "2026-03-02T16:00:00Z", "ended_latest": "2026-03-02T16:00:00Z"},
            "Monday 2 March, 10:00 to 16:00",
        ),
        (
            {"ended": "2026-03-03T16:00:00Z", "ended_latest": "2026-03-03T18:00:00Z"},
            "Monday 2 March, 10:00 to Tuesday 3 March, 18:00 at the latest",
        ),
        (
            {"started": "2026-03-01T23:00:00Z", "started_latest": "2026-03-02T11:00:00Z"},
            "first reported Monday 2 March, 11:00",
        ),
        (
            {
                "started": "2026-03-02T00:00:00Z", "started_latest": "2026-03-03T00:00:00Z",
                "ended": "2026-03-02T16:00:00Z", "ended_latest": "2026-03-02T16:00:00Z",
            },
            "Monday 2 March, until 16:00",
        ),
        ({"started": None, "started_latest": None, "first_reported_at": None}, ""),
    ],
    ids=["open", "hours", "an end within hours", "no start given", "a day, and an end", "nothing known"],
)  # fmt: skip
def test_a_span_says_what_is_sure(line: dict[str, Any], told: str) -> None:
    assert Clock("UTC", 2026).tell_span(a_line(**line)) == told


@pytest.mark.parametrize(
    ("low", "high", "precision", "told"),
    [
        (360, 360, "about", "about six hours"),
        (45, 45, "exact", "45 minutes"),
        (60, 60, "exact", "one hour"),
        (80, 80, "exact", "80 minutes"),
        (150, 150, "exact", "two and a half hours"),
        (200, 200, "exact", "three hours 20 minutes"),
        (180, None, "at_least", "at least three hours"),
        (None, 120, "at_most", "at most two hours"),
        (120, 180, "range", "two hours to three hours"),
        (20160, 20160, "about", "about 14 days"),
        (0, 0, "exact", "less than a minute"),
        (120, 1440, "vague", "“some hours”"),
    ],
)  # fmt: skip
def test_a_length_is_told_as_exactly_as_it_was_meant(
    low: float | None, high: float | None, precision: str, told: str
) -> None:
    claim = a_claim("duration", "some hours", number_from=low, number_to=high, precision=precision)
    assert tell_length(claim) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("10,600,000 reports", "10.6 million reports"),
        ("500,000,000 USD", "500 million USD"),
        ("2,000,000,000 users", "2 billion users"),
        ("1,234,567 users", "1,234,567 users"),
        ("36,000 reports", "36,000 reports"),
    ],
)
def test_great_round_numbers_are_told_in_millions(value: str, told: str) -> None:
    assert tell_millions(value) == told


@pytest.mark.parametrize(
    ("url", "words", "told"),
    [
        ("https://a.example/1", "It failed.", "https://a.example/1#:~:text=It%20failed."),
        ("https://a.example/1#top", "It failed.", "https://a.example/1#top:~:text=It%20failed."),
        ("https://a.example/1", "a-b, c & d", "https://a.example/1#:~:text=a%2Db%2C%20c%20%26%20d"),
        (
            "https://a.example/1", " ".join(f"word{n}" for n in range(30)),
            "https://a.example/1#:~:text=word0%20word1%20word2%20word3,word26%20word27%20word28%20word29",
        ),
        ("https://a.example/1", "One two\n\nthree", "https://a.example/1"),
        ("https://a.example/1", "…", "https://a.example/1"),
        ("javascript:alert(1)", "It failed.", ""),
        ("https://a.example/\u202e1", "It failed.", ""),
    ],
    ids=["short", "an address with a fragment", "signs that mean something", "long", "few words over two paragraphs",
         "no words", "no web address", "a hidden sign"],
)  # fmt: skip
def test_a_link_leads_to_its_passage(url: str, words: str, told: str) -> None:
    assert find_passage(url, words) == told


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(), ""),
        (Filters(severity=Severity.MAJOR), "Only major outages or graver."),
        (Filters(severity=Severity.CRITICAL, providers=("aws", "azure")), "Only critical outages of aws and azure."),
        (Filters(languages=("de", "xx")), "Only outages that articles in German and xx tell of."),
    ],
)  # fmt: skip
def test_what_a_list_leaves_out_is_told_in_words(filters: Filters, told: str) -> None:
    assert tell_filters(filters) == told
    assert make_listing(DigestList(slug="a", title=" A\x1b  list ", filters=filters)).title == "A list"


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"colour": "red"}', '{"severity": "huge"}', '{"languages": ["english"]}', '{"providers": "aws"}', '{"providers": [1]}'],
)  # fmt: skip
def test_what_are_no_filters_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FiltersError, match=r"write|one of"):
        filters_from_json(text)


def test_filters_are_read_in_whatever_spelling_and_order() -> None:
    assert filters_from_json('{"languages": ["EN ", "de"], "providers": ["b", "A", "a"]}') == Filters(
        providers=("a", "b"), languages=("de", "en")
    )


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"label": 3}'])
def test_what_is_no_edition_is_refused(text: str) -> None:
    with pytest.raises(EditionError, match="is no edition"):
        edition_from_json(text)


def test_a_field_that_came_later_has_its_default_in_an_old_edition() -> None:
    kept = edition_to_json(edition_of()).replace(',"none":0', "")
    edition = edition_from_json(kept)
    assert isinstance(edition, Edition)
    assert [day.none for day in edition.days] == [0] * 7
