"""Families of phrasings that tell starts, ends, lengths and counts, in words that no rule was written for."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Stance

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday; 1 p.m. in New York


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, body: str, language: str = "en") -> list[Claim]:
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title="Slack is down for many",
        body=body,
        language=language,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
    )
    return list(find_claims(article, lexicon=lexicon))


def values(claims: list[Claim], kind: T) -> list[str]:
    return [claim.value.text for claim in claims if claim.type is kind]


AT_1020 = "2026-03-04T15:20Z"
ENDS = [
    ("went through", "By 10:20 a.m. ET every parcel label had gone through.", "en", AT_1020),
    ("caught up", "Lifts had caught up by 10:20 a.m. ET.", "en", AT_1020),
    ("bounced back", "The radio network bounced back at 10:20 a.m. ET.", "en", AT_1020),
    ("again", "Hotel doors were unlocking again at 10:20 a.m. ET.", "en", AT_1020),
    ("declared", "The ferry operator pronounced the fault fixed at 10:20 a.m. ET.", "en", AT_1020),
    ("reopened", "The clinic reopened its portal at 10:20 a.m. ET.", "en", AT_1020),
    (
        "are stable, said then",
        '"Bookings are stable," the theatre chain wrote at 10:20 a.m. ET.',
        "en",
        AT_1020,
    ),
    ("drained, said then", '"The queue has drained," it posted at 10:20 a.m. ET.', "en", AT_1020),
    ("served by then", "All ovens were answering by 10:20 a.m. ET.", "en", AT_1020),
    ("since, es", "Los cajeros están operativos desde las 15:20 UTC.", "es", AT_1020),
    ("since, fr", "Le réseau est rétabli depuis 15h20 UTC.", "fr", AT_1020),
    ("since, de", "Seit 15.20 Uhr UTC sind die Kassen wieder in Betrieb.", "de", AT_1020),
    ("zone of the time before", "Gates stuck at 8 a.m. ET and were reconnected at 10:20 a.m.", "en", AT_1020),
]


@pytest.mark.parametrize(("body", "language", "end"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_a_time_beside_being_well_again_is_an_end(
    lexicon: Lexicon, body: str, language: str, end: str
) -> None:
    assert values(read(lexicon, body, language), T.END_TIME) == [end]


@pytest.mark.parametrize(
    "body",
    [
        "Northlight expects to have all shops connected by Thursday night.",
        "Engineers hope to have the last villages reconnected by this evening.",
        "The carrier aims for full service by Thursday noon.",
    ],
)
def test_an_end_that_somebody_hopes_for_is_a_forecast(lexicon: Lexicon, body: str) -> None:
    (end,) = (claim for claim in read(lexicon, body) if claim.type is T.END_TIME)
    assert end.stance is Stance.FORECAST


@pytest.mark.parametrize(
    "body",
    [
        "More than 900 parcels were over 9 kg at 10:20 a.m. ET.",
        "The gates could not be reopened by a guard at 10:20 a.m. ET.",
        "More than 90 tickets had been logged by 10:20 a.m. ET.",
        "Update 10:20 a.m. ET: The lifts are affected as well.",
        "Update 10:20 a.m. ET: Slack says that chats are back for most offices.",
    ],
)
def test_a_time_beside_other_things_is_no_end(lexicon: Lexicon, body: str) -> None:
    assert not values(read(lexicon, body), T.END_TIME)


STARTS = [
    ("named by it", "Trains are running again after a signalling failure on Tuesday.", "2026-03-03"),
    ("named by it, still", "Messages flow again despite a second outage on Tuesday.", "2026-03-03"),
    ("since dawn", "Museums in Oslo have been without tickets since dawn.", "2026-03-04 (dawn)"),
    ("early hours", "Ticket gates have been frozen since the early hours.", "2026-03-04 (early hours)"),
    ("first alerts", "The first alerts came in at 9:05 a.m. ET.", "2026-03-04T14:05Z"),
    ("a failure, dated", "Vending machines refused to load on Tuesday afternoon.", "2026-03-03 (afternoon)"),
]


@pytest.mark.parametrize(("body", "start"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS])
def test_a_time_beside_a_failure_is_a_start(lexicon: Lexicon, body: str, start: str) -> None:
    claims = read(lexicon, body)
    assert (values(claims, T.START_TIME), values(claims, T.END_TIME)) == ([start], [])


def test_when_a_figure_was_reached_is_no_start(lexicon: Lexicon) -> None:
    claims = read(lexicon, "Complaints about Slack on Downdetector reached 7,400 at 9:05 a.m. ET.")
    assert not values(claims, T.START_TIME)


LENGTHS = [
    ("labelled", "Total downtime: 3 hours 10 minutes", "en", "3 h 10 min"),
    ("stuck for", "Parcels were stuck in limbo for up to 40 minutes.", "en", "up to 40 min"),
    ("not answering", "Lifts would not respond for 25 minutes before a guard noticed.", "en", "25 min"),
    (
        "still, after",
        "Shoppers are still unable to pay 30 hours after the failure of a server.",
        "en",
        "30 h",
    ),
    ("before the noun", "Slack is sorry for the nearly three-hour blackout.", "en", "nearly 3 h"),
    ("over within", "Everything was over within 20 minutes.", "en", "up to 20 min"),
    ("pt", "Os caixas ficaram indisponíveis durante quase 40 minutos.", "pt", "nearly 40 min"),
    ("fr", "Elle a duré plus de deux heures.", "fr", "more than 2 h"),
]


@pytest.mark.parametrize(
    ("body", "language", "length"), [r[1:] for r in LENGTHS], ids=[r[0] for r in LENGTHS]
)
def test_how_long_something_failed_is_its_length(
    lexicon: Lexicon, body: str, language: str, length: str
) -> None:
    assert values(read(lexicon, body, language), T.DURATION) == [length]


COUNTS = [
    ("tallied", "Downdetector had tallied 4,300 gripes by noon.", "en", "4,300 reports"),
    ("logged with", "Some 2,100 faults had been registered with Downdetector.", "en", "about 2,100 reports"),
    (
        "from, to",
        "Problem reports on Downdetector rocketed from a few dozen to 12,600.",
        "en",
        "12,600 reports",
    ),
    ("and more", "Downdetector has received 8,500+ reports.", "en", "more than 8,500 reports"),
    ("es", "Downdetector registró 6.200 fallos.", "es", "6,200 reports"),
]


@pytest.mark.parametrize(("body", "language", "count"), [r[1:] for r in COUNTS], ids=[r[0] for r in COUNTS])
def test_what_a_tracker_logged_is_its_count(lexicon: Lexicon, body: str, language: str, count: str) -> None:
    assert values(read(lexicon, body, language), T.TRACKER_REPORTS) == [count]


@pytest.mark.parametrize(
    "body",
    [
        "Reports on Downdetector had dwindled to about 240 by noon.",
        "Complaints on Downdetector dropped below 500.",
        "By noon reports on Downdetector fell from 9,000 to fewer than 80 reports.",
    ],
)
def test_what_reports_fell_to_is_no_count(lexicon: Lexicon, body: str) -> None:
    assert not values(read(lexicon, body), T.TRACKER_REPORTS)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("The ministry put the number of households without telephone at 85,000.", "85,000 households"),
        ("The number of locked-out customers stood at about 40,000, Slack said.", "about 40,000 customers"),
        ("A regulator put the count of stranded passengers at 3,400.", "3,400 passengers"),
    ],
)
def test_a_number_behind_what_it_counts_is_read(lexicon: Lexicon, body: str, count: str) -> None:
    assert values(read(lexicon, body), T.AFFECTED_USERS) == [count]


@pytest.mark.parametrize(
    "body",
    [
        "The outage began at 9:05 a.m. ET, when Downdetector recorded 7,100 reports.",
        "The outage began at 9:05 a.m. ET; Downdetector recorded 7,100 reports.",
    ],
)
def test_a_start_beside_a_trackers_figure_is_not_the_trackers_word(lexicon: Lexicon, body: str) -> None:
    (start,) = (claim for claim in read(lexicon, body) if claim.type is T.START_TIME)
    assert start.speaker.name == "Wire Room"


@pytest.mark.parametrize(
    ("stamp", "end"),
    [
        ("5:35 pm ET", "2026-03-04T22:35Z"),
        ("12:56 pm ET", "2026-03-04T17:56Z"),
        ("6:30 am ET", "2026-03-04T11:30Z"),
    ],
)
def test_an_update_may_come_after_the_first_edition(lexicon: Lexicon, stamp: str, end: str) -> None:
    claims = read(lexicon, f"Update {stamp}: Slack says that service has been restored.")
    assert values(claims, T.END_TIME) == [end]
