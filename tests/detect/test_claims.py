"""What an article claims, in sentences of our own: every row says what is special about it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.detect.claims import find_claims, read_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim, StatusUpdate
from newsagg.vocabulary import CauseCategory as K
from newsagg.vocabulary import ClaimType as T
from newsagg.vocabulary import FeedKind, Scope, SpeakerRole, Stance, Trigger

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def an_article(body: str, title: str = "Slack is down for many", **changes: object) -> Article:
    fields: dict[str, object] = {
        "url": "https://wireroom.example/story",
        "outlet": "Wire Room",
        "title": title,
        "body": body,
        "published_at": PUBLISHED,
        "seen_at": PUBLISHED,
    }
    return Article(**{**fields, **changes})  # type: ignore[arg-type]


def claims_of(lexicon: Lexicon, body: str, type_: T, **changes: Any) -> list[Claim]:
    article = an_article(body, **changes)
    return [
        c for c in find_claims(article, lexicon=lexicon) if c.type is type_ and c.start > len(article.title)
    ]


# ---- causes: (special, sentence, words of the cause, category, speaker)
CAUSES = [
    ("caused by", "The outage was caused by a faulty software update.", "faulty software update", K.SOFTWARE_BUG, "Wire Room"),
    ("due to", "Chat went down due to an expired certificate.", "expired certificate", K.CERTIFICATE_AUTH_TIME, "Wire Room"),
    ("because of", "Logins failed because of a database failure.", "database failure", K.DATA_STORE, "Wire Room"),
    ("stemmed from", "Slack said the fault stemmed from a misconfiguration of its routers.", "misconfiguration", K.CONFIGURATION, "Slack"),
    ("blamed on", "Slack blamed the outage on a power failure at its data center.", "power failure", K.POWER_COOLING_FACILITY, "Slack"),
    ("blames", "Slack blames a cyberattack for the outage.", "cyberattack", K.SECURITY_ATTACK, "Slack"),
    ("attributed to", "Slack attributed the disruption to a surge in traffic.", "surge in traffic", K.CAPACITY_LOAD, "Slack"),
    ("traced to", "Engineers traced the outage to a DNS error.", "DNS error", K.NETWORK, None),
    ("triggered by", "The crash was triggered by a configuration change.", "configuration change", K.CONFIGURATION, "Wire Room"),
    ("root cause was", "The root cause was a human error during maintenance, Slack said.", "human error", K.HUMAN_ERROR, "Slack"),
    ("cause before effect", "A fire in the server room knocked out the whole platform.", "fire", K.POWER_COOLING_FACILITY, "Wire Room"),
    ("cause in front, caused", "A software bug caused messages to vanish, Slack said.", "software bug", K.SOFTWARE_BUG, "Slack"),
    ("led to", "A bad configuration change led to the outage.", "configuration change", K.CONFIGURATION, "Wire Room"),
    ("to blame", "A DDoS attack is to blame for the outage.", "DDoS attack", K.SECURITY_ATTACK, "Wire Room"),
    ("hit by", "Slack was hit by a DDoS attack on Tuesday.", "DDoS attack", K.SECURITY_ATTACK, "Wire Room"),
    ("after", "Slack went offline after a cooling failure in Ohio.", "cooling failure", K.POWER_COOLING_FACILITY, "Wire Room"),
    ("following", "Slack is down following a power outage at a supplier.", "power outage", K.POWER_COOLING_FACILITY, "Wire Room"),
    ("identified", '"We have identified an issue with our login proxies," Slack said.', "login proxies", None, "Slack"),
    ("fixed a bug", "Slack said it had fixed a bug that kept messages from loading.", "bug", K.SOFTWARE_BUG, "Slack"),
    ("fibre cut", "A fiber cut brought down the network in two states.", "fiber cut", K.NETWORK, "Wire Room"),
    ("overload", "Servers crashed because of unexpectedly high demand.", "high demand", K.CAPACITY_LOAD, "Wire Room"),
    ("third party", "Slack said the trouble was caused by a third-party provider.", "third-party provider", K.THIRD_PARTY, "Slack"),
    ("in quotes", 'Slack put it down to "an internal systems issue".', "internal systems issue", None, "Slack"),
    ("German", "Grund dafür war ein Stromausfall im Rechenzentrum.", "Stromausfall", K.POWER_COOLING_FACILITY, "Wire Room"),
    ("French", "La panne est due à une panne électrique.", "panne électrique", K.POWER_COOLING_FACILITY, "Wire Room"),
    ("Spanish", "La caída se debió a un ciberataque.", "ciberataque", K.SECURITY_ATTACK, "Wire Room"),
    ("Portuguese", "A falha foi causada por um ataque DDoS.", "ataque DDoS", K.SECURITY_ATTACK, "Wire Room"),
]  # fmt: skip
LANGUAGES = {"German": "de", "French": "fr", "Spanish": "es", "Portuguese": "pt"}


@pytest.mark.parametrize(
    ("special", "sentence", "words", "category", "speaker"), CAUSES, ids=[row[0] for row in CAUSES]
)
def test_a_cause_is_read_with_its_category_and_speaker(
    lexicon: Lexicon, special: str, sentence: str, words: str, category: Any, speaker: Any
) -> None:
    found = claims_of(lexicon, sentence, T.CAUSE, language=LANGUAGES.get(special, "en"))
    match = [c for c in found if words.lower() in c.value.text.lower()]
    assert match, [c.value.text for c in found]
    assert match[0].stance is not Stance.DENIED
    assert category is None or category in match[0].value.categories
    assert speaker is None or match[0].speaker.name == speaker


DENIED = [
    ("not a", "The outage was not a cyberattack, Slack said.", "cyberattack", "Slack"),
    ("not caused by", "The outage was not caused by a cyberattack.", "cyberattack", "Wire Room"),
    ("not the result of", "It was not the result of a hack, the company said.", "hack", "Slack"),
    ("ruled out", "Slack ruled out a cyberattack.", "cyberattack", "Slack"),
    ("no evidence of", "There is no evidence of a cyberattack, Slack said.", "cyberattack", "Slack"),
    ("no sign of", "Slack saw no sign of malicious activity.", "malicious activity", "Slack"),
    ("rather than", "It was a bad router rather than a DDoS attack.", "DDoS attack", "Wire Room"),
    ("denied that", "Slack denied that a security breach was behind the outage.", "security breach", "Slack"),
    (
        "does not believe",
        "Slack said it does not believe that the fault, seen on Monday, was caused by a cyberattack.",
        "cyberattack",
        "Slack",
    ),
    (
        "no indication that",
        "There is no indication that the outage was caused by a cyberattack.",
        "cyberattack",
        "Wire Room",
    ),
    ("not related to", "The fault was not related to a cyberattack, Slack said.", "cyberattack", "Slack"),
]


@pytest.mark.parametrize(("sentence", "words", "speaker"), [pytest.param(*r[1:], id=r[0]) for r in DENIED])
def test_a_denial_is_a_denied_cause_and_never_a_cause(
    lexicon: Lexicon, sentence: str, words: str, speaker: Any
) -> None:
    found = [c for c in claims_of(lexicon, sentence, T.CAUSE) if words.split()[-1] in c.value.text]
    assert [c.stance for c in found] == [Stance.DENIED]
    assert found[0].speaker.name == speaker


def test_two_causes_in_one_sentence_are_two_claims(lexicon: Lexicon) -> None:
    body = "A power failure and a bad configuration change caused the outage, said Slack."
    text = " | ".join(c.value.text for c in claims_of(lexicon, body, T.CAUSE))
    assert "power failure" in text


def test_who_was_asked_and_gave_no_cause_is_undisclosed(lexicon: Lexicon) -> None:
    (claim,) = claims_of(lexicon, "Slack has not said what caused the outage.", T.CAUSE)
    assert claim.value.categories == (K.UNDISCLOSED,)
    assert claim.speaker.name == "Slack"


def test_that_nobody_knows_the_cause_is_not_undisclosed(lexicon: Lexicon) -> None:
    (claim,) = claims_of(lexicon, "It was not clear what caused the outage.", T.CAUSE)
    assert claim.value.categories == ()


def test_a_fixed_issue_is_not_an_ongoing_one(lexicon: Lexicon) -> None:
    assert [c.value.text for c in claims_of(lexicon, "The issues are resolved.", T.STATUS)] == ["resolved"]


def test_silence_is_no_claim(lexicon: Lexicon) -> None:
    assert claims_of(lexicon, "Slack was down on Tuesday for an hour.", T.CAUSE) == []


# ---- stances
STANCES = [
    ("asserted", "Slack said the outage was caused by a bad deploy.", Stance.ASSERTED),
    ("may have been", "The outage may have been caused by a bad software update.", Stance.HEDGED),
    ("reportedly", "The outage was reportedly caused by a bad software update.", Stance.HEDGED),
    ("appears", "The outage appears to be caused by a bad software update.", Stance.HEDGED),
    ("likely", "The outage was likely caused by a bad software update.", Stance.HEDGED),
    ("believe", "Analysts believe the outage was caused by a bad software update.", Stance.HEDGED),
    ("suspects", "Slack suspects that the outage was caused by a bad software update.", Stance.HEDGED),
    ("question", "Was the outage caused by a bad software update?", Stance.QUESTIONED),
    ("May is a month", "On 4 May the outage was caused by a bad software update.", Stance.ASSERTED),
]


@pytest.mark.parametrize(("sentence", "stance"), [pytest.param(*r[1:], id=r[0]) for r in STANCES])
def test_the_stance_is_that_of_the_words(lexicon: Lexicon, sentence: str, stance: Any) -> None:
    assert claims_of(lexicon, sentence, T.CAUSE)[0].stance is stance


# ---- times: (special, sentence, type, value)
TIMES = [
    ("began at", "The trouble began at 9:40 a.m. ET on Wednesday.", T.START_TIME, "2026-03-04T14:40Z"),
    (
        "starting around",
        "Starting around 14:05 UTC on March 4, uploads failed.",
        T.START_TIME,
        "2026-03-04T14:05Z",
    ),
    ("went down at", "Slack went down at 14:05 UTC on March 4.", T.START_TIME, "2026-03-04T14:05Z"),
    (
        "reports spiked",
        "Reports on Downdetector spiked at 9:40 a.m. ET on Wednesday.",
        T.START_TIME,
        "2026-03-04T14:40Z",
    ),
    ("since", "Users have been locked out since 14:05 UTC.", T.START_TIME, "2026-03-04T14:05Z"),
    ("day only", "On March 3, 2026, Slack suffered an outage.", T.START_TIME, "2026-03-03"),
    ("restored by", "Service was restored by 16:20 UTC on March 4.", T.END_TIME, "2026-03-04T16:20Z"),
    (
        "resolved at",
        "The incident was resolved at 11:20 a.m. ET on Wednesday.",
        T.END_TIME,
        "2026-03-04T16:20Z",
    ),
    ("back since", "By 16:20 UTC on March 4 the app was back.", T.END_TIME, "2026-03-04T16:20Z"),
    (
        "by evening",
        "The outage hit on March 3. Most services were restored by evening.",
        T.END_TIME,
        "2026-03-03 (evening)",
    ),
    ("lasted", "The outage lasted about six hours.", T.DURATION, "about 6 h"),
    ("hour outage", "It was a 10-hour outage for the carrier.", T.DURATION, "10 h"),
    ("for N minutes", "Slack was unavailable for 45 minutes.", T.DURATION, "45 min"),
    ("took to fix", "It took more than two hours to resolve the outage.", T.DURATION, "more than 2 h"),
    ("hours-long", "The hours-long outage angered shops.", T.DURATION, "hours"),
]


@pytest.mark.parametrize(("sentence", "type_", "value"), [pytest.param(*r[1:], id=r[0]) for r in TIMES])
def test_times_and_lengths_are_read(lexicon: Lexicon, sentence: str, type_: Any, value: Any) -> None:
    assert value in [c.value.text for c in claims_of(lexicon, sentence, type_)]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        pytest.param(
            "Slack said on Wednesday at 14:05 UTC that it was sorry.", T.START_TIME, id="time of saying"
        ),
        pytest.param("The next update is due at 16:20 UTC.", T.END_TIME, id="time of the next update"),
        pytest.param("Customers waited two weeks for a refund.", T.DURATION, id="another length"),
        pytest.param("Slack was founded in 2013.", T.START_TIME, id="history"),
    ],
)
def test_other_times_are_not_times_of_the_outage(lexicon: Lexicon, sentence: str, type_: Any) -> None:
    assert claims_of(lexicon, sentence, type_) == []


# ---- counts, money and deeds: (special, sentence, type, value part, speaker)
FACTS = [
    ("tracker", "Downdetector logged more than 5,200 reports.", T.TRACKER_REPORTS, "more than 5,200 reports", "Downdetector"),
    ("tracker named before", "Downdetector saw trouble. Reports peaked at 5,200 by noon.", T.TRACKER_REPORTS, "5,200", "Downdetector"),
    ("users affected", "The outage affected 2 million users.", T.AFFECTED_USERS, "2,000,000 users", "Wire Room"),
    ("customers left", "The outage left thousands of customers without service.", T.AFFECTED_USERS, "thousands of customers", "Wire Room"),
    ("no number", "Slack did not say how many users were affected.", T.AFFECTED_USERS, "number not disclosed", "Slack"),
    ("credits", "Slack will offer affected teams service credits.", T.COMPENSATION, "credits", "Slack"),
    ("sum of credit", "Verizon offered customers a $20 credit after the outage.", T.COMPENSATION, "20 USD", "Verizon"),
    ("cost", "The outage cost the airline about $500 million in lost revenue.", T.FINANCIAL_IMPACT, "about 500,000,000 USD", "Wire Room"),
    ("apology", "Slack apologised for the disruption.", T.APOLOGY, "apology", "Slack"),
    ("apology quoted", '"We are truly sorry for the trouble," Slack said.', T.APOLOGY, "apology", "Slack"),
    ("rolled back", "Slack rolled back the change at noon.", T.REMEDIATION, "rolled back the change", "Slack"),
    ("rerouted", "Slack said it had rerouted traffic around the fault.", T.REMEDIATION, "rerouted traffic", "Slack"),
    ("data lost", "Some teams lost message history in the outage, TechCrunch reported.", T.DATA_LOSS, "lost message history", "TechCrunch"),
    ("nothing lost", "Slack said that no customer data was lost.", T.DATA_LOSS, "data was lost", "Slack"),
    ("post-mortem", "Slack will publish a post-mortem by March 10.", T.PROMISE, "post-mortem", "Slack"),
    ("investigating", "Slack is investigating the issue.", T.STATUS, "investigating", "Slack"),
    ("resolved", "Slack said the issue has been resolved.", T.STATUS, "resolved", "Slack"),
    ("ongoing", "The outage is ongoing.", T.STATUS, "ongoing", "Wire Room"),
    ("recovering", "Slack appears to be recovering from the outage.", T.STATUS, "partially restored", "Wire Room"),
    ("worldwide", "The outage hit users worldwide.", T.AFFECTED_REGION, "worldwide", "Wire Room"),
    ("places", "Outages were reported in France and Spain.", T.AFFECTED_REGION, "France", "Wire Room"),
    ("cloud region", "Errors rose in us-east-1 during the outage.", T.AFFECTED_REGION, "us-east-1", "Wire Room"),
    ("component", "The outage affected search and file uploads.", T.AFFECTED_SERVICE, "search", "Wire Room"),
    ("excluded", "T-Mobile said that its network was not affected.", T.AFFECTED_SERVICE, "not affected", "T-Mobile"),
    ("hit companies", "Affected customers included several large airlines.", T.AFFECTED_CUSTOMER, "several large airlines", "Wire Room"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "type_", "value", "speaker"), [pytest.param(*r[1:], id=r[0]) for r in FACTS]
)
def test_the_other_types_are_read(
    lexicon: Lexicon, sentence: str, type_: Any, value: Any, speaker: Any
) -> None:
    found = [c for c in claims_of(lexicon, sentence, type_) if value in c.value.text]
    assert found
    assert found[0].speaker.name == speaker


def test_an_exclusion_is_marked_as_such(lexicon: Lexicon) -> None:
    (claim,) = claims_of(lexicon, "T-Mobile said that its network was not affected.", T.AFFECTED_SERVICE)
    assert claim.value.excluded


def test_a_tracker_figure_is_never_a_number_of_users(lexicon: Lexicon) -> None:
    assert claims_of(lexicon, "Downdetector logged more than 5,200 reports.", T.AFFECTED_USERS) == []


@pytest.mark.parametrize(
    "body",
    [
        "Slack, which has 40 million daily users, is down.",
        "The outage hit a service that is estimated to have more than 40 million users.",
        "Slack is down. It serves about 40 million users.",
    ],
)
def test_the_whole_audience_of_a_service_is_background(lexicon: Lexicon, body: str) -> None:
    assert all(c.scope is Scope.BACKGROUND for c in claims_of(lexicon, body, T.AFFECTED_USERS))


# ---- scope
BACKGROUND = [
    "Similar outages in early 2024 hit Discord and Zoom.",
    "In 2021, a software bug took down Discord for five hours.",
    "Last month, another outage at Discord was caused by a power failure.",
    "The last major outage of Slack was in May, when a bad deploy took it down for an hour.",
]


@pytest.mark.parametrize("sentence", BACKGROUND)
def test_past_outages_are_background_and_belong_to_no_field(lexicon: Lexicon, sentence: str) -> None:
    lead = "Slack went down on Wednesday. Teams could not send messages. Slack is looking into it. More will follow."
    article = an_article(f"{lead}\n\n{sentence}")
    late = [c for c in find_claims(article, lexicon=lexicon) if c.start >= article.text.index(sentence)]
    assert late
    assert {c.scope for c in late} == {Scope.BACKGROUND}


def test_a_hypothetical_is_left_out_with_the_reason(lexicon: Lexicon) -> None:
    body = "If a power failure hit the site, backups would fail because of a software bug."
    assert claims_of(lexicon, body, T.CAUSE) == []
    assert "hypothetical" in {x.reason for x in read_claims(an_article(body), lexicon).rejected}


def test_an_update_stamp_sets_when_a_claim_was_said(lexicon: Lexicon) -> None:
    body = "Slack is down.\n\nUpdate, March 4, 12:56 pm ET: Slack said the issue has been resolved."
    (claim,) = [c for c in claims_of(lexicon, body, T.STATUS) if c.value.text == "resolved"]
    assert claim.said_at == datetime(2026, 3, 4, 17, 56, tzinfo=UTC)


# ---- the example of the design
RETOLD = """\
Claude, the assistant made by Anthropic, dropped out for people around the globe on Monday, March 2, 2026. The disruption, which \
lasted about six hours, cut off firms that had wired the chatbot into their own tools.

According to TechCrunch, a failed database replication caused the outage. Bloomberg wrote that affected customers included well-known \
firms that answer their callers with Claude. Most services were restored by evening.

Anthropic apologised on its status page, explaining that the outage was due to a mistimed configuration during routine maintenance.

PYMNTS reported that some businesses lost session histories for a while.

To make up for it, Anthropic offered credits and longer support hours. A detailed post-mortem is expected by the end of the week.

Comparable failures are nothing new. Similar outages in early 2025 hit rivals such as OpenAI and Google DeepMind."""


@pytest.fixture(scope="module")
def retold(lexicon: Lexicon) -> tuple[Claim, ...]:
    article = an_article(
        RETOLD,
        title="What stopped Claude for six hours",
        outlet="Example Ledger",
        published_at=datetime(2026, 3, 3, 12, 0, tzinfo=UTC),
    )
    return read_claims(article, lexicon).claims


def only(claims: tuple[Claim, ...], type_: T, speaker: str) -> Claim:
    (claim,) = [
        c for c in claims if c.type is type_ and c.speaker.name == speaker and c.scope is Scope.THIS_INCIDENT
    ]
    return claim


def test_the_outlets_cause_is_second_hand(retold: tuple[Claim, ...]) -> None:
    cause = only(retold, T.CAUSE, "TechCrunch")
    assert K.DATA_STORE in cause.value.categories
    assert cause.second_hand
    assert cause.stance is Stance.ASSERTED
    assert cause.chain == ("Example Ledger", "TechCrunch")


def test_the_vendors_cause_is_its_status_pages(retold: tuple[Claim, ...]) -> None:
    cause = only(retold, T.CAUSE, "Anthropic")
    assert K.CONFIGURATION in cause.value.categories
    assert cause.value.trigger is Trigger.MAINTENANCE
    assert cause.speaker.role is SpeakerRole.STATUS_PAGE
    assert not cause.second_hand


def test_the_other_facts_of_the_example_are_there(retold: tuple[Claim, ...]) -> None:
    assert only(retold, T.DURATION, "Example Ledger").value.number_from == 360
    assert only(retold, T.END_TIME, "Example Ledger").value.text == "2026-03-02 (evening)"
    assert "firms" in only(retold, T.AFFECTED_CUSTOMER, "Bloomberg").value.text
    assert "session histories" in only(retold, T.DATA_LOSS, "PYMNTS").value.text
    compensation = only(retold, T.COMPENSATION, "Anthropic").value.text
    assert "credits" in compensation
    assert "support hours" in compensation
    assert only(retold, T.APOLOGY, "Anthropic").speaker.role is SpeakerRole.STATUS_PAGE


def test_the_expected_post_mortem_is_the_outlets_forecast_with_a_due_date(retold: tuple[Claim, ...]) -> None:
    promise = only(retold, T.PROMISE, "Example Ledger")
    assert promise.stance is Stance.FORECAST
    assert promise.value.text == "detailed post-mortem by 2026-03-08"
    assert promise.value.time_to is not None
    assert promise.value.time_to.date() == date(2026, 3, 9)  # midnight after Sunday, in the outlet's zone


def test_the_rivals_outages_are_background_only(retold: tuple[Claim, ...]) -> None:
    rivals = [c for c in retold if "OpenAI" in c.quote]
    assert rivals
    assert {c.scope for c in rivals} == {Scope.BACKGROUND}
    assert T.PRIOR_INCIDENT in {c.type for c in rivals}


# ---- status pages
def a_status_article() -> Article:
    updates = (
        StatusUpdate(
            at=datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
            state="investigating",
            body="We are looking into errors on uploads.",
        ),
        StatusUpdate(
            at=datetime(2026, 3, 4, 9, 50, tzinfo=UTC),
            state="resolved",
            body="A bad configuration change caused the errors. Uploads work again.",
            impact="major",
            components=("File uploads",),
        ),
    )
    body = "Affected: File uploads\n\n" + "\n\n".join(f"{u.state.title()} - {u.body}" for u in updates)
    return an_article(
        body,
        title="Errors on uploads",
        outlet="Slack status",
        provider="slack",
        feed_kind=FeedKind.STATUS,
        basis="status",
        updates=updates,
    )


def test_every_update_of_a_status_page_is_a_timed_status_of_the_vendor(lexicon: Lexicon) -> None:
    article = a_status_article()
    states = [c for c in find_claims(article, lexicon=lexicon) if c.type is T.STATUS and c.value.time_from]
    assert [(c.value.text, c.value.time_from.hour) for c in states if c.value.time_from] == [
        ("investigating", 9),
        ("resolved", 9),
    ]
    assert {c.speaker.slug for c in states} == {"slack"}
    assert {c.speaker.role for c in states} == {SpeakerRole.STATUS_PAGE}


def test_the_components_and_the_cause_of_a_status_page_are_claims(lexicon: Lexicon) -> None:
    claims = list(find_claims(a_status_article(), lexicon=lexicon))
    assert "File uploads" in [c.value.text for c in claims if c.type is T.AFFECTED_SERVICE]
    (cause,) = [c for c in claims if c.type is T.CAUSE]
    assert K.CONFIGURATION in cause.value.categories
    assert cause.speaker.role is SpeakerRole.STATUS_PAGE


# ---- laws
FRAGMENTS = st.sampled_from(
    [
        "Slack said ", "According to Downdetector, ", "the outage was caused by a bad update", "“We are sorry", "”", '"', "'", ". ", ", ", "\n\n", "\n",
        "5,200 reports ", "at 9:40 a.m. ET ", "not a cyberattack", " for six hours", "Update 12:56 pm ET: ", "— Slack (@slack)", "who ", " and ", "TechCrunch reported that ",
        "users in France ", "$20 credit ", "data was lost", "🙂", "\x00", "ﬁ", "一時間", "(", ")", "the company ", "He added that ", "by the end of the week", "?", "…",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.lists(FRAGMENTS, max_size=6),
    body=st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=40),
)
def test_quotes_are_verbatim_for_any_text_and_claims_stand_in_reading_order(
    lexicon: Lexicon, title: str, body: str
) -> None:
    article = an_article("".join(body), "".join(title))
    claims = list(find_claims(article, lexicon=lexicon))
    for claim in claims:
        assert article.text[claim.start : claim.end] == claim.quote
        assert len(claim.quote) <= 300
        assert claim.value.words in claim.quote
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    assert claims == list(find_claims(article, lexicon=lexicon))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "junk",
    ["a " * 300_000, "(" * 200_000, "Slack said " * 60_000, '"' * 200_000, "1:00 " * 150_000, "x" * 900_000],
)
def test_a_megabyte_of_junk_is_read_in_seconds(lexicon: Lexicon, junk: str) -> None:
    list(find_claims(an_article(junk), lexicon=lexicon))


def test_every_word_of_an_update_is_said_at_its_time(lexicon: Lexicon) -> None:
    article = a_status_article()
    times = {update.at for update in article.updates}
    first = article.text.index("Investigating")
    said = [c.said_at for c in find_claims(article, lexicon=lexicon) if c.start >= first]
    assert said
    assert set(said) <= times
    states = [c for c in find_claims(article, lexicon=lexicon) if c.type is T.STATUS and c.value.time_from]
    assert [c.said_at for c in states] == [c.value.time_from for c in states]
