"""Claims in more of the ways that people put them, in sentences of our own: (special, sentence, type, value part)."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType as T

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def an_article(body: str, title: str = "Slack is down for many", language: str = "en") -> Article:
    return Article(
        url="https://wireroom.example/story",
        outlet="Wire Room",
        title=title,
        body=body,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
        language=language,
    )


def claims_of(lexicon: Lexicon, body: str, type_: T, **changes: str) -> list[Claim]:
    article = an_article(body, **changes)
    return [
        c for c in find_claims(article, lexicon=lexicon) if c.type is type_ and c.start > len(article.title)
    ]


SYMPTOMS = [
    ("error messages met", "People who opened the app saw nothing but error messages.", "error messages"),
    ("connection errors", "Several teams reported connection errors all morning.", "connection errors"),
    ("a blank screen", "Phones showed a blank screen after the splash page.", "blank screen"),
    ("calls blocked", "More than 3,000 calls were blocked in the first hour.", "calls were blocked"),
    ("messages that would not go", "Messages would not send, whatever the plan.", "Messages would not send"),
    ("at capacity", "Visitors were told that the chatbot was at capacity.", "at capacity"),
    ("machines that loop", "Tills fell into a restart loop and had to be unplugged.", "restart loop"),
    ("accounts locked", "Some users wrote that their accounts were suspended.", "accounts were suspended"),
    ("names not found", "Its name servers could not be reached from Europe.", "could not be reached"),
]


@pytest.mark.parametrize(("sentence", "words"), [pytest.param(*r[1:], id=r[0]) for r in SYMPTOMS])
def test_what_people_met_is_a_symptom(lexicon, sentence, words):
    assert [c for c in claims_of(lexicon, sentence, T.SYMPTOM) if words in c.value.text]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The root cause was a human error in a script.", id="a cause"),
        pytest.param("Error rates are back to normal.", id="over"),
        pytest.param("The meeting rooms were cancelled for other reasons.", id="no part of the service"),
    ],
)
def test_causes_and_recoveries_are_no_symptoms(lexicon, sentence):
    assert claims_of(lexicon, sentence, T.SYMPTOM) == []


CUSTOMERS = [
    (
        "affected are",
        "Affected are the airlines, Starbucks and Delta Air Lines.",
        "Starbucks, Delta Air Lines",
    ),
    ("among those", "Duolingo and Canva were among the apps that people could not open.", "Duolingo, Canva"),
    ("among the victims", "Among those hit were Canva and Duolingo.", "Canva, Duolingo"),
    ("a class stood still", "Hospitals postponed visits and shops took only cash.", "Hospitals"),
    ("flights cancelled", "Delta Air Lines cancelled 30 flights before noon.", "Delta Air Lines"),
    ("a firm said", "Alaska Airlines said that check-in was disrupted for an hour.", "Alaska Airlines"),
    ("customers of", "Customers of Lloyds and Halifax could not pay by card.", "Lloyds, Halifax"),
    ("a count of firms", "The failure hit hundreds of retailers.", "hundreds of retailers"),
    ("German", "Betroffen sind Krankenhäuser und Banken.", "Krankenhäuser, Banken"),
    ("Spanish", "Entre las afectadas están Canva y Duolingo.", "Canva, Duolingo"),
    ("French", "Parmi les sites touchés figurent Canva et Duolingo.", "Canva, Duolingo"),
]
CUSTOMER_LANGUAGES = {"German": "de", "Spanish": "es", "French": "fr"}


@pytest.mark.parametrize(
    ("sentence", "words", "language"),
    [pytest.param(*r[1:], CUSTOMER_LANGUAGES.get(r[0], "en"), id=r[0]) for r in CUSTOMERS],
)
def test_whoever_stood_upon_the_service_is_a_customer(lexicon, sentence, words, language):
    found = claims_of(lexicon, sentence, T.AFFECTED_CUSTOMER, title="AWS is down for many", language=language)
    assert [c for c in found if words in c.value.text], [c.value.text for c in found]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("AWS was among the providers that failed last night.", id="the service itself"),
        pytest.param("The App Store was among the services which were down on Tuesday.", id="a weekday"),
        pytest.param("Banks and shops lie along the road.", id="nothing failed"),
    ],
)
def test_the_failing_service_and_bystanders_are_no_customers(lexicon, sentence):
    found = claims_of(lexicon, sentence, T.AFFECTED_CUSTOMER, title="AWS is down for many")
    assert not [c for c in found if c.value.text in ("AWS", "Tuesday") or "shops" in c.value.text]


SERVICES = [
    ("did not load", "Slack did not load for most of the morning.", "Slack", "en"),
    ("no longer answers", "Since noon Slack no longer answers at all.", "Slack", "en"),
    ("a part of it", "The search function was down, and so were uploads.", "search function", "en"),
    ("lost its networks", "T-Mobile lost its mobile and internet services overnight.", "T-Mobile", "en"),
    ("is gone", "Slack and Notion were gone for two hours.", "Notion", "en"),
    ("owners could not", "GitHub users could not push a branch.", "GitHub", "en"),
    ("is back", "Slack came back in the afternoon.", "Slack", "en"),
    ("outage of", "The page lists an outage of GitHub.", "GitHub", "en"),
    (
        "things of all sorts",
        "Scanners, printers and the app are affected.",
        "Scanners, printers and the app",
        "en",
    ),
    ("German", "Slack ist am Montag ausgefallen.", "Slack", "de"),
    ("French", "Slack est tombé en panne lundi.", "Slack", "fr"),
    ("Spanish", "Slack dejó de funcionar el lunes.", "Slack", "es"),
    ("Portuguese", "Slack parou de funcionar na segunda-feira.", "Slack", "pt"),
]


@pytest.mark.parametrize(("sentence", "words", "language"), [pytest.param(*r[1:], id=r[0]) for r in SERVICES])
def test_what_failed_is_a_service(lexicon, sentence, words, language):
    found = claims_of(lexicon, sentence, T.AFFECTED_SERVICE, language=language)
    assert [c for c in found if words in c.value.text], [c.value.text for c in found]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("Engineers traced the fault to a database.", "database", id="a cause"),
        pytest.param("Users could not resume their sessions.", "sessions", id="a thing of users"),
        pytest.param("The firm put the trouble down to its build server.", "server", id="put down to"),
        pytest.param("If you have trouble opening Notion, wait.", "Notion", id="advice"),
        pytest.param("Salesforce said that Slack was down.", "Salesforce", id="the company that owns it"),
        pytest.param("All Slack services were running normally by noon.", "not affected", id="no exclusion"),
    ],
)
def test_what_did_not_fail_is_no_service(lexicon, sentence, words):
    found = claims_of(lexicon, sentence, T.AFFECTED_SERVICE)
    assert not [c for c in found if words in c.value.text], [c.value.text for c in found]


def test_that_the_service_itself_is_down_is_said_once(lexicon):
    body = "Slack went down at noon. Reddit users wrote that Slack was offline. Slack is unavailable, says the page."
    assert [c.value.text for c in claims_of(lexicon, body, T.AFFECTED_SERVICE)].count("Slack") == 1
