"""Runs of names, counted people and counted things, whatever the verb, in sentences of our own."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import Scope

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def claims_of(lexicon: Lexicon, body: str, type_: T, title: str = "Akamai is down for many") -> list[Claim]:
    """Return the claims of one type and of this incident that stand in the body."""
    article = Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
        language="en",
    )
    found = find_claims(article, lexicon=lexicon)
    return [c for c in found if c.type is type_ and c.start > len(title) and c.scope is Scope.THIS_INCIDENT]


RUNS = [
    ("known services", "Spotify, Discord and Canva either sulked or sputtered.", T.AFFECTED_SERVICE, "Discord"),
    ("a colon", "What nobody can open: Zoom, Spotify, Reddit and Canva.", T.AFFECTED_SERVICE, "Reddit"),
    ("subjects", "Kettlewell, Brindle Tyres and Oatcroft sent staff home.", T.AFFECTED_CUSTOMER, "Oatcroft"),
    ("customers of", "It hit members of Kettlewell, Brindle Mutual and Oatcroft.", T.AFFECTED_CUSTOMER, "Kettlewell"),
    ("some of them", "Brindle Tyres and Oatcroft were among the firms that went dark.", T.AFFECTED_CUSTOMER, "Oatcroft"),
    ("strange places", "Pages stopped loading in Oldmere, Wickford and Farleigh.", T.AFFECTED_REGION, "Wickford"),
    ("what an event hit", "The fault disrupted parcel tracking, label printing and nightly invoicing.", T.AFFECTED_SERVICE, "label printing"),
    ("what was taken down", "The bank pulled its card portal, loan desk and chat line offline on Friday.", T.AFFECTED_SERVICE, "loan desk"),
    ("trouble with", "Sellers were reporting problems with the order board and with voucher codes.", T.AFFECTED_SERVICE, "voucher codes"),
    ("another, too", "Maps, mail and search failed. Brindle Notes, which many schools use, is also unavailable.", T.AFFECTED_SERVICE, "Brindle Notes"),
    ("places that lead", "Norway, Oldmere and Denmark fared worst.", T.AFFECTED_REGION, "Oldmere"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "type_", "name"), [pytest.param(*r[1:], id=r[0]) for r in RUNS])
def test_a_run_of_names_tells_what_was_hit(lexicon: Lexicon, sentence: str, type_: T, name: str) -> None:
    assert [c for c in claims_of(lexicon, sentence, type_) if name in c.value.text]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Amazon, Microsoft and Google hold most of the market.", id="a market"),
        pytest.param("Spotify, Discord and Canva are working again.", id="a recovery"),
        pytest.param("The office supports Outlook, Zoom and Canva.", id="what is offered"),
        pytest.param("Mara Holt, Jan Brindle and Ola Fenn wrote the report.", id="persons are no services"),
    ],
)
def test_a_run_of_names_beside_the_outage_is_no_service(lexicon: Lexicon, sentence: str) -> None:
    assert claims_of(lexicon, sentence, T.AFFECTED_SERVICE) == []


COUNTS = [
    ("calls", "Some 7,300 calls were misrouted overnight.", T.AFFECTED_USERS, 7300),
    ("flights", "The carrier cancelled 41 flights over the fault.", T.AFFECTED_SERVICE, 41),
    ("downloads", "About 52,000 downloads failed.", T.AFFECTED_USERS, 52000),
    ("a share of what has no noun of ours", "At noon 64% of the sensor readings were failing.", T.AFFECTED_USERS, 64),
    ("what befell them", "Some 3,300 pensioners and 2,600 borrowers had to queue outside.", T.AFFECTED_USERS, 2600),
    ("an estimate", "About 71,000 handsets, Brindle reckons.", T.AFFECTED_USERS, 71000),
    ("could only wait", "In the end 12,500 travellers could only wait.", T.AFFECTED_USERS, 12500),
    ("employers", "Around 310 employers had payslips bounced.", T.AFFECTED_CUSTOMER, 310),
    ("motorists", "The fault left 8,800 motorists stuck at the barrier.", T.AFFECTED_USERS, 8800),
    ("two brands", "Some 9,400 of Brindle and Oatcroft customers were left unable to pay.", T.AFFECTED_USERS, 9400),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "type_", "number"), [pytest.param(*r[1:], id=r[0]) for r in COUNTS])
def test_whatever_is_counted_as_hit_is_a_number_of_those_hit(
    lexicon: Lexicon, sentence: str, type_: T, number: int
) -> None:
    (claim,) = claims_of(lexicon, sentence, type_)
    assert number in (claim.value.number_from, claim.value.number_to)


def test_things_that_were_counted_and_not_hit_are_no_users(lexicon: Lexicon) -> None:
    assert claims_of(lexicon, "The firm handles 7,300 calls a day.", T.AFFECTED_USERS) == []


def test_a_count_of_firms_is_told_once(lexicon: Lexicon) -> None:
    found = claims_of(lexicon, "Some 410 schools were hit by the fault.", T.AFFECTED_CUSTOMER)
    assert [c.value.number_from for c in found] == [410]


def test_a_magnitude_without_a_noun_tells_how_many_were_hit(lexicon: Lexicon) -> None:
    found = claims_of(lexicon, "The outage left tens of thousands without a signal.", T.AFFECTED_USERS)
    assert [c.value.text for c in found] == ["tens of thousands"]
