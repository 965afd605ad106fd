"""Values in the plainer grammar of news: fractions, spans, shares and audiences, each in one made-up sentence."""

from datetime import datetime

import pytest

from newsagg.detect.amounts import read_counts, read_durations, read_money
from newsagg.detect.countwords import family_of
from newsagg.detect.times import read_times
from newsagg.vocabulary import CountKind, Precision

PUBLISHED = datetime.fromisoformat("2025-03-13T20:00:00+00:00")
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("Payroll was out for some 5½ hours.", 330, 330, Precision.ABOUT),
        ("The dip lasted 4m30s.", 4.5, 4.5, Precision.EXACT),
        ("A good three hours went by.", 180, None, Precision.AT_LEAST),
        ("A 48-hour-plus wait is rare.", 2880, None, Precision.AT_LEAST),
        ("Delays ranged from 30 minutes to 3 hours.", 30, 180, Precision.RANGE),
        ("All of it fell over a 27-minute period.", 27, 27, Precision.EXACT),
        ("Bookings were shut for most of the morning.", 120, 420, Precision.VAGUE),
        ("It is thirty minutes or less as a rule.", None, 30, Precision.AT_MOST),
        ("They waited a few tense minutes.", 2, 15, Precision.VAGUE),
    ],
)
def test_a_length_is_read_with_its_ends(
    text: str, low: float | None, high: float | None, precision: Precision
) -> None:
    (mention,) = read_durations(text)
    assert (mention.number_from, mention.number_to, mention.precision) == (low, high, precision)


def test_a_second_day_is_no_second() -> None:
    assert read_durations("The stoppage went into a second day.") == []


@pytest.mark.parametrize(
    ("text", "low", "high", "precision", "unit"),
    [
        ("A million and a half homes lost their line.", 1.5e6, 1.5e6, Precision.EXACT, "homes"),
        ("Three-quarters of a million emails came back.", 750_000, 750_000, Precision.EXACT, "emails"),
        ("A couple of hundred shops shut.", 150, 300, Precision.VAGUE, "shops"),
        ("Every third call was cut short.", 100 / 3, 100 / 3, Precision.EXACT, "percent"),
        ("Three in every twenty payments bounced.", 15, 15, Precision.EXACT, "percent"),
        ("Fewer than a fifth of branches had opened.", None, 20, Precision.AT_MOST, "percent"),
        ("Anything from 300 to 500 servers had to be started by hand.", 300, 500, Precision.RANGE, "servers"),
        ("Close on 20,000 commuters walked.", 20_000, 20_000, Precision.ABOUT, "commuters"),
        ("At a minimum, 77 clinics closed.", 77, None, Precision.AT_LEAST, "clinics"),
        ("Forty-odd ships lay outside.", 40, 40, Precision.ABOUT, "ships"),
        ("Complaints had soared past 9,000.", 9000, None, Precision.AT_LEAST, "reports"),
        ("Complaints jumped from 40 to 7,200.", 7200, 7200, Precision.EXACT, "reports"),
        ("The tally stood at 4,100 by noon.", 4100, 4100, Precision.EXACT, "reports"),
        ("It logged 5,000 incidents of people reporting trouble.", 5000, 5000, Precision.EXACT, "reports"),
    ],
)
def test_a_count_is_read_with_its_ends_and_its_own_noun(
    text: str, low: float | None, high: float | None, precision: Precision, unit: str
) -> None:
    mention = read_counts(text)[-1]
    assert mention.number_from == pytest.approx(low)
    assert mention.number_to == pytest.approx(high)
    assert (mention.precision, mention.unit) == (precision, unit)


def test_a_count_out_of_an_odd_whole_is_the_count() -> None:
    assert read_counts("A meagre 12 out of 340 shops took cards.")[0].number_from == 12


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("The bank has 13 million customers.", True),
        ("The bank has 13 million customers without access.", False),
        ("With 38m customers, it is the largest network.", True),
        ("More than 150 councils use the supplier.", True),
        ("Some 200,000 customers could not pay.", False),
    ],
)
def test_the_size_of_an_audience_is_told_from_who_was_hit(text: str, audience: bool) -> None:
    (mention,) = read_counts(text)
    assert mention.is_audience is audience


def test_words_for_one_kind_of_thing_are_compared_as_one() -> None:
    assert family_of("clinics") == family_of("hospitals") == "hospitals"
    assert family_of("unheard of") == "unheard of"


def test_a_fallen_tally_keeps_its_moment() -> None:
    (mention,) = read_counts("The count had dropped to under 400 by noon.")
    assert (mention.number_to, mention.count_kind) == (400, CountKind.AT_TIME)


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "currency"),
    [
        ("Losses are thought to top $25m.", "en", 25e6, None, "USD"),
        ("Es gibt eine Gutschrift über 25 Euro.", "de", 25, 25, "EUR"),
        ("O prejuízo passa de 30 milhões de reais.", "pt", 30e6, None, "BRL"),
    ],
)
def test_a_sum_is_read_with_its_open_end(
    text: str, language: str, low: float | None, high: float | None, currency: str
) -> None:
    (mention,) = read_money(text, language)
    assert (mention.number_from, mention.number_to, mention.currency) == (low, high, currency)


@pytest.mark.parametrize(
    ("text", "zone", "language", "first", "last"),
    [
        (
            "Gates shut between 7.30 and 8.15 on Thursday morning.",
            "Europe/London",
            "en",
            "13T07:30",
            "13T08:15",
        ),
        ("It ended at ten p.m. Pacific on Wednesday.", "America/New_York", "en", "13T05:00", "13T05:00"),
        (
            "It was twenty to three in the afternoon on Tuesday.",
            "Europe/London",
            "en",
            "11T14:40",
            "11T14:40",
        ),
        ("The switch was made at 09:26 Zulu on Wednesday.", "America/New_York", "en", "12T09:26", "12T09:26"),
        ("Dispatchers went to radio at 1530 on Wednesday.", "Europe/London", "en", "12T15:30", "12T15:30"),
        ("Shortly before midnight on Tuesday it went.", "Europe/London", "en", "12T00:00", "12T00:00"),
        ("At two minutes to midnight on Tuesday it went.", "Europe/London", "en", "11T23:58", "11T23:58"),
        ("Mail was away overnight into Thursday.", "Europe/London", "en", "12T18:00", "13T04:00"),
        ("It failed on the night of 11 to 12 March.", "Europe/London", "en", "11T18:00", "12T04:00"),
        ("Written 12/03/2025 10:42.", "America/New_York", "en", "12T14:42", "12T14:42"),
        ("La panne débute vers 9h30 mercredi matin.", "Europe/Paris", "fr", "12T08:30", "12T08:30"),
        ("Empezó a las 9 y media de la mañana.", "Europe/Madrid", "es", "13T08:30", "13T08:30"),
    ],
)
def test_a_time_is_dated_from_its_words(text: str, zone: str, language: str, first: str, last: str) -> None:
    (mention,) = read_times(text, published_at=PUBLISHED, language=language, outlet_zone=zone)
    wanted = [datetime.fromisoformat(f"2025-03-{moment}:00+00:00") for moment in (first, last)]
    assert [mention.time_from, mention.time_to] == wanted


@pytest.mark.parametrize(
    "text",
    ["A ratio of 16:10 hid the buttons.", "Reports peaked at 1530, then fell.", "Nobody was in at 2015."],
)
def test_four_digits_may_be_no_clock_time(text: str) -> None:
    assert read_times(text, published_at=PUBLISHED, outlet_zone="Europe/London") == []
