"""Claims in more of the ways that people put them, in sentences of our own: (special, sentence, type, value part)."""

from datetime import UTC, datetime
from typing import Any

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
def test_what_people_met_is_a_symptom(lexicon: Lexicon, sentence: str, words: str) -> None:
    assert [c for c in claims_of(lexicon, sentence, T.SYMPTOM) if words in c.value.text]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The root cause was a human error in a script.", id="a cause"),
        pytest.param("Error rates are back to normal.", id="over"),
        pytest.param("The meeting rooms were cancelled for other reasons.", id="no part of the service"),
    ],
)
def test_causes_and_recoveries_are_no_symptoms(lexicon: Lexicon, sentence: str) -> None:
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
def test_whoever_stood_upon_the_service_is_a_customer(
    lexicon: Lexicon, sentence: str, words: str, language: str
) -> None:
    found = claims_of(lexicon, sentence, T.AFFECTED_CUSTOMER, title="AWS is down for many", language=language)
    assert [c for c in found if words in c.value.text], [c.value.text for c in found]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("AWS was among the providers that failed last night.", id="the service itself"),
        pytest.param("Dropbox was one of several tools that failed on Tuesday.", id="a weekday"),
        pytest.param("Banks and shops lie along the road.", id="nothing failed"),
    ],
)
def test_the_failing_service_and_bystanders_are_no_customers(lexicon: Lexicon, sentence: str) -> None:
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
        "printers",
        "en",
    ),
    ("German", "Slack ist am Montag ausgefallen.", "Slack", "de"),
    ("French", "Slack est tombé en panne lundi.", "Slack", "fr"),
    ("Spanish", "Slack dejó de funcionar el lunes.", "Slack", "es"),
    ("Portuguese", "Slack parou de funcionar na segunda-feira.", "Slack", "pt"),
]


@pytest.mark.parametrize(("sentence", "words", "language"), [pytest.param(*r[1:], id=r[0]) for r in SERVICES])
def test_what_failed_is_a_service(lexicon: Lexicon, sentence: str, words: str, language: str) -> None:
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
def test_what_did_not_fail_is_no_service(lexicon: Lexicon, sentence: str, words: str) -> None:
    found = claims_of(lexicon, sentence, T.AFFECTED_SERVICE)
    assert not [c for c in found if words in c.value.text], [c.value.text for c in found]


def test_that_the_service_itself_is_down_is_said_once(lexicon: Lexicon) -> None:
    body = "Slack went down at noon. Reddit users wrote that Slack was offline. Slack is unavailable, says the page."
    assert [c.value.text for c in claims_of(lexicon, body, T.AFFECTED_SERVICE)].count("Slack") == 1


FACTS = [
    ("no signal from", "Callers had no signal from about 5:10 a.m. ET on Tuesday.", T.START_TIME, "2026-03-03T10:10Z"),
    ("a file went out", "The broken file went out at 06:30 UTC on March 3.", T.START_TIME, "2026-03-03T06:30Z"),
    ("rates rose", "Error rates rose at 10:15 UTC on Tuesday.", T.START_TIME, "2026-03-03T10:15Z"),
    ("by the evening", "It broke on March 2. By the evening most chats were working again.", T.END_TIME, "2026-03-02 (evening)"),
    ("traffic flowed", "It failed on March 3. Most traffic flowed by 15:20 UTC.", T.END_TIME, "2026-03-03T15:20Z"),
    ("worked again", "On March 3 everything worked again at 16:45 UTC.", T.END_TIME, "2026-03-03T16:45Z"),
    ("gone on for", "The lockout had gone on for about nine hours.", T.DURATION, "about 9 h"),
    ("round the globe", "Users around the globe reported an outage.", T.AFFECTED_REGION, "worldwide"),
    ("a cloud's region", "The provider saw higher error rates in EU-WEST-2.", T.AFFECTED_REGION, "EU-WEST-2"),
    ("French world", "La panne a touché des clients dans le monde entier.", T.AFFECTED_REGION, "worldwide"),
    ("the one country", "The outage was felt nationwide. It was Canada's worst outage.", T.AFFECTED_REGION, "Canada"),
    ("undone", "The change was undone within an hour.", T.REMEDIATION, "undone"),
    ("put in place", "Engineers put an earlier version in its place.", T.REMEDIATION, "put an earlier version in its place"),
    ("on its way", "A correction is on its way, Slack said.", T.REMEDIATION, "correction is on its way"),
    ("in stages", "From now on it will release its updates in stages.", T.REMEDIATION, "in stages"),
    ("post-mortem due", "A technical post-mortem should be out by the end of the week.", T.PROMISE, "2026-03-08"),
    ("will look into", "Slack will look into why its alarms stayed silent.", T.PROMISE, "will look into why"),
    ("an inquiry", "The minister ordered a full inquiry.", T.PROMISE, "full inquiry"),
    ("histories out of reach", "Firms could not reach their session histories.", T.DATA_LOSS, "session histories"),
    ("nothing touched", "Slack said that no data of its clients was touched.", T.DATA_LOSS, "touched"),
    ("extra data", "Callers have been offered 50 gigabytes of extra data.", T.COMPENSATION, "extra data"),
    ("credits, tidy", "Slack is giving users credits and is keeping its desk open.", T.COMPENSATION, "credits"),
    ("shares", "Shares of Slack closed nearly 4 percent lower after the outage.", T.FINANCIAL_IMPACT, "4 percent"),
    ("trade lost", "Shops said they had lost a whole day of sales.", T.FINANCIAL_IMPACT, "day of sales"),
    ("devices", "Slack estimates that 2 million devices were hit.", T.AFFECTED_USERS, "2,000,000 devices"),
    ("back for most", "Slack says that service is back for most teams.", T.STATUS, "partially restored"),
    ("found and isolated", "Slack said that the fault had been found and isolated.", T.STATUS, "identified"),
    ("their sites back", "All of them have their sites back.", T.STATUS, "resolved"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "type_", "value"),
    [pytest.param(*r[1:], id=r[0]) for r in FACTS],
)
def test_more_facts_are_read(lexicon: Lexicon, sentence: str, type_: Any, value: Any) -> None:
    language = "fr" if sentence.startswith("La panne") else "en"
    found = claims_of(lexicon, sentence, type_, language=language)
    assert [c for c in found if value in c.value.text], [c.value.text for c in found]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        pytest.param(
            "Instagram went down again, the second outage in a week.", T.DURATION, id="a frame of counting"
        ),
        pytest.param(
            "Platforms show their weak spots where many lean on one back end.", T.STATUS, id="a back end"
        ),
        pytest.param(
            "The fault arose while it was expanding its network.", T.REMEDIATION, id="what it was doing"
        ),
        pytest.param("The network returned errors on Tuesday.", T.END_TIME, id="errors that return"),
    ],
)
def test_what_only_sounds_like_it_is_none(lexicon: Lexicon, sentence: str, type_: Any) -> None:
    assert claims_of(lexicon, sentence, type_) == []


def test_a_headline_yields_to_its_text(lexicon: Lexicon) -> None:
    article = an_article(
        "Slack was out on March 3. By the evening it was back.", title="Slack back by evening"
    )
    ends = [c for c in find_claims(article, lexicon=lexicon) if c.type is T.END_TIME]
    assert [c.value.text for c in ends] == ["2026-03-03 (evening)"]
    assert ends[0].start > len(article.title)


def test_the_stamp_of_a_living_article_is_of_its_day(lexicon: Lexicon) -> None:
    body = "Update 12:56 pm ET: Slack said the issue has been resolved."
    (claim,) = claims_of(lexicon, body, T.STATUS)
    assert claim.said_at == datetime(2026, 3, 4, 17, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    "sentence",
    [
        "The outage shows that firms should plan for a day without their tools.",
        "After the outage the council is preparing for two days of paper forms.",
        "Shops were bracing for a week of outages.",
    ],
)
def test_a_length_that_somebody_prepares_for_is_none_of_the_outage(lexicon: Lexicon, sentence: str) -> None:
    article = Article(
        url="https://wireroom.example/x",
        outlet="Wire Room",
        title="Slack is down for many",
        body=sentence,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
    )
    assert not [c for c in find_claims(article, lexicon=lexicon) if c.type is T.DURATION]


def test_an_outage_of_earlier_this_week_is_the_one_that_a_follow_up_is_about(lexicon: Lexicon) -> None:
    body = (
        "Slack will look into its failure. Regulators want answers. Lawyers are at work. Nobody was named. "
        "The crash earlier this week kept teams from sending files for six hours."
    )
    found = claims_of(lexicon, body, T.DURATION, title="Slack faces questions after its crash")
    assert [(c.value.text, c.scope.value) for c in found] == [("6 h", "this_incident")]
