"""Days, places, services and speakers as news reports give them in passing, each in made-up sentences."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Scope

DAY = datetime(2026, 3, 4, 18, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, body: str, title: str = "Norfone outage") -> list[Claim]:
    article = Article(
        url="https://news.example/1",
        outlet="The Example",
        title=title,
        body=body,
        published_at=DAY,
        seen_at=DAY,
    )
    return [c for c in read_claims(article, lexicon).claims if c.scope is Scope.THIS_INCIDENT]


def texts(claims: list[Claim], kind: T, *, excluded: bool = False) -> list[str]:
    return [c.value.text for c in claims if c.type is kind and c.value.excluded is excluded]


LONE_DAYS = [
    ("anger", "Norfone customers were furious Monday when payments vanished.", "2026-03-02"),
    ("of a day", "Drivers met closed barriers during Friday's malfunction of the toll system.", "2026-02-27"),
    ("a break-in", "A hacker got in last Saturday and knocked out the catalogue.", "2026-02-28"),
    ("what went before", "Passengers were left on the quay on Sunday after the booking system crashed.", "2026-03-01"),
    ("what cut it", "Calls fail for many owing to the severing of two cables yesterday.", "2026-03-03"),
    ("experiencing", "Norfone is having some trouble across the land on Tuesday.", "2026-03-03"),
    ("suspended", "The exchange suspended trading in every bond on Tuesday.", "2026-03-03"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day"), [pytest.param(*r[1:], id=r[0]) for r in LONE_DAYS])
def test_a_day_is_the_start_where_nothing_else_dates_the_outage(
    lexicon: Lexicon, body: str, day: str
) -> None:
    assert texts(read(lexicon, body), T.START_TIME) == [day]


NO_STARTS = [
    ("plain business", "Norfone opened a branch in the old town on Monday."),
    ("what is to come", "The minister will meet the firms on Thursday over the network outage."),
    ("what was said", "The company said on Monday that its network is down."),
    ("when it is over", "Norfone service was restored on Tuesday."),
    ("up to a day", "Few had met with problems until Monday night."),
    ("today", "Norfone is having issues today."),
    ("it goes on", "Problems continued for many on Tuesday."),
]


@pytest.mark.parametrize("body", [pytest.param(r[1], id=r[0]) for r in NO_STARTS])
def test_a_day_that_tells_of_something_else_is_no_start(lexicon: Lexicon, body: str) -> None:
    assert texts(read(lexicon, body), T.START_TIME) == []


def test_a_clock_time_makes_the_day_needless(lexicon: Lexicon) -> None:
    body = "Norfone customers were furious Monday.\n\nThe outage began at 09:10 UTC on Monday."
    assert texts(read(lexicon, body), T.START_TIME) == ["2026-03-02T09:10Z"]


def test_what_comes_back_from_a_time_on_ends_at_it(lexicon: Lexicon) -> None:
    assert texts(read(lexicon, "Service came back gradually from about 09:40 UTC."), T.END_TIME)


def test_the_span_in_which_people_had_trouble_is_the_outage(lexicon: Lexicon) -> None:
    found = read(lexicon, "Between 8am and 10.20am UTC today, some callers had trouble with the line.")
    assert texts(found, T.START_TIME) == ["2026-03-04T08:00Z"]
    assert texts(found, T.END_TIME) == ["2026-03-04T10:20Z"]


def test_the_hour_in_which_reports_were_counted_is_no_outage(lexicon: Lexicon) -> None:
    body = "Between 8:00 and 9:00 UTC, about 5,200 problems were reported."
    assert texts(read(lexicon, body), T.END_TIME) == []


SERVICES = [
    ("listed", "The trust's page lists Appointments, Test Results and Prescriptions as unavailable.", "Prescriptions"),
    ("so are", "The Harbor Quest servers are down, and so are the forums.", "forums"),
    ("trouble doing", "Reception staff had difficulty printing key cards.", "key cards"),
    ("halted", "The exchange disabled futures trading at noon.", "futures trading"),
    ("left unusable", "A severed cable left landlines and card readers unusable.", "card readers"),
    ("ability", "Drivers lost the ability to extend sessions by phone.", "sessions"),
    ("a share of", "Roughly a third of contactless payments failed.", "contactless payments"),
    ("an opening", "On Friday morning, the object storage and the message queue were unreachable.", "message queue"),
    ("affected", "After the update, the loyalty scheme and gift vouchers were affected.", "gift vouchers"),
    ("stopped from", "The fault stopped riders from renewing season tickets.", "renewing season tickets"),
    ("said that its", "The office said that its enquiry line was out of service.", "enquiry line"),
    ("saw", "The carrier saw voice and paging services affected in the north.", "paging services"),
    ("fleet", "The carrier cancelled 41 flights over the fault.", "41 flights"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "service"), [pytest.param(*r[1:], id=r[0]) for r in SERVICES])
def test_a_service_in_plain_words_is_found(lexicon: Lexicon, body: str, service: str) -> None:
    assert service in texts(read(lexicon, body), T.AFFECTED_SERVICE)


NO_SERVICES = [
    ("no use", "Police could not find any evidence of an attack."),
    ("rules", "The regulator failed to take the necessary measures."),
    ("a plan", "The airline will take its old booking system offline next year."),
    ("facing", "The problem facing the firm was a lack of cash."),
    ("when", "Crews noticed the problem during the morning."),
    ("how attacks work", "In a flood attack, machines send so many requests that servers can no longer answer them."),
    ("praise", "The review lists the hotel as a charming place with great rooms, and so is the garden."),
    ("where", "The Example region and availability zones were not affected."),
]  # fmt: skip


@pytest.mark.parametrize("body", [pytest.param(r[1], id=r[0]) for r in NO_SERVICES])
def test_what_people_do_besides_is_no_service(lexicon: Lexicon, body: str) -> None:
    found = [
        t for t in texts(read(lexicon, body), T.AFFECTED_SERVICE) if t not in ("Norfone", "Norfone outage")
    ]
    assert found == []


def test_a_single_part_after_a_list_counts_when_it_is_itself_what_fails(lexicon: Lexicon) -> None:
    body = "Search, uploads and the calendar were down.\n\nThe barcode scanner is broken."
    assert "barcode scanner" in texts(read(lexicon, body), T.AFFECTED_SERVICE)


REGIONS = [
    ("counties", "Phones were out in Alder, Birch and Wrenfield counties.", "Birch"),
    ("area", "Customers in the Millbrook area lost their internet.", "Millbrook area"),
    ("airports", "Lowmoor Airport and Hexley Airport were hit hardest.", "Hexley Airport"),
    ("parts of", "Some parts of Los Angeles were cut off.", "parts of Los Angeles"),
    ("a machine failed", "It was noon when the payment system failed around the country.", "nationwide"),
    ("global failure", "The airline blamed a global computer system failure.", "worldwide"),
    ("cross-country", "A cross-country outage left many without a signal.", "nationwide"),
    ("a country before a verb", "Users across UK reporting errors were told to wait.", "UK"),
    ("both coasts", "Most calls failed along the East and West Coasts.", "East and West Coasts"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "place"), [pytest.param(*r[1:], id=r[0]) for r in REGIONS])
def test_a_place_that_no_list_of_ours_holds_is_found(lexicon: Lexicon, body: str, place: str) -> None:
    assert place in texts(read(lexicon, body), T.AFFECTED_REGION)


NO_REGIONS = [
    ("who sits there", "The Alder County Sheriff's Office said that phones were down."),
    ("a seat", "The firm, which is down, is based in the Millbrook area."),
    ("a network's size", "Norfone's nationwide network suffered an outage."),
]


@pytest.mark.parametrize("body", [pytest.param(r[1], id=r[0]) for r in NO_REGIONS])
def test_where_somebody_sits_is_no_region(lexicon: Lexicon, body: str) -> None:
    assert texts(read(lexicon, body), T.AFFECTED_REGION) == []


NO_CREDITS = [
    ("the law", "Under European rules, passengers can claim compensation of 250 euros for an outage."),
    ("a trade", "Fairline, a flight compensation company, warned of an outage that may get longer."),
    ("a call", "The union called for compensation and will ask for talks."),
    ("unsaid", "Norfone did not say whether it will offer credits."),
]


@pytest.mark.parametrize("body", [pytest.param(r[1], id=r[0]) for r in NO_CREDITS])
def test_what_nobody_has_promised_is_no_compensation(lexicon: Lexicon, body: str) -> None:
    assert texts(read(lexicon, body), T.COMPENSATION) == []


def test_briefly_is_no_length(lexicon: Lexicon) -> None:
    assert texts(read(lexicon, "The app was briefly down after a brief outage."), T.DURATION) == []


REMINDERS = [
    ("so long after", "Norfone said that service is back, a day after a fault left 900 shops in the dark.", T.AFFECTED_CUSTOMER),
    ("which", "Norfone said a worker had cut a cable, which stranded 4,000 passengers.", T.AFFECTED_USERS),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind"), [pytest.param(*r[1:], id=r[0]) for r in REMINDERS])
def test_what_the_reporter_reminds_of_is_the_reporters(lexicon: Lexicon, body: str, kind: T) -> None:
    assert [c.speaker.name for c in read(lexicon, body) if c.type is kind] == ["The Example"]


REPORTS = [
    ("incidents", "According to Downdetector, 4,210 incidents were reported by noon.", 4210),
    ("issues, later", "Downdetector shows the trouble peaked at noon, when 936 issues were reported.", 936),
    ("problems", "Downdetector logged more than 2,700 problems by dusk.", 2700),
]


@pytest.mark.parametrize(("body", "number"), [pytest.param(*r[1:], id=r[0]) for r in REPORTS])
def test_problems_that_were_reported_are_reports(lexicon: Lexicon, body: str, number: int) -> None:
    (claim,) = [c for c in read(lexicon, body) if c.type is T.TRACKER_REPORTS]
    assert (claim.value.number_from, claim.value.unit) == (number, "reports")


def test_problems_that_were_found_are_no_reports(lexicon: Lexicon) -> None:
    body = "Downdetector showed a rise. A study found 340 issues in the code, and police logged 12 incidents."
    assert not [c for c in read(lexicon, body) if c.type is T.TRACKER_REPORTS and c.value.number_from]


WELL_AFTER = [
    ("later", "The fault was fixed at last, about three hours later.", "about 3 h"),
    ("later, first", "Some 12 hours later, every problem was solved.", "about 12 h"),
    ("after it began", "The network came back more than 24 hours after the outage began.", "more than 24 h"),
    ("after complaints", "Calls worked again 40 minutes after people started complaining.", "40 min"),
    ("after an outage", "The system was restored Tuesday, six hours after a worldwide outage.", "6 h"),
]


@pytest.mark.parametrize(("body", "length"), [pytest.param(*r[1:], id=r[0]) for r in WELL_AFTER])
def test_how_much_later_all_was_well_is_how_long_it_lasted(lexicon: Lexicon, body: str, length: str) -> None:
    assert texts(read(lexicon, body), T.DURATION) == [length]


NOT_WELL_AFTER = [
    ("a note", "Three hours later, the firm posted a note on the outage."),
    ("a resignation", "The network is back, but the boss resigned two days later."),
    ("the aftermath", "Service was restored, and two weeks later the firm sent vouchers."),
    ("who came", "The engineers came two hours after the outage began."),
]


@pytest.mark.parametrize("body", [pytest.param(r[1], id=r[0]) for r in NOT_WELL_AFTER])
def test_how_much_later_something_else_was_is_no_length(lexicon: Lexicon, body: str) -> None:
    assert texts(read(lexicon, body), T.DURATION) == []
