"""Causes, services and numbers in the plain grammar of news reports, each in made-up sentences."""

from datetime import UTC, datetime

import pytest

from newsagg.detect.claims import read_claims
from newsagg.detect.lexicon import load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType, Scope
from tests.detect.heard import hear_claims as read

DAY = datetime(2026, 3, 4, 18, tzinfo=UTC)


def texts(claims: tuple[Claim, ...], kind: ClaimType) -> list[str]:
    return [c.value.text for c in claims if c.type is kind and c.scope is Scope.THIS_INCIDENT]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("Her deputy blamed an IT fault for the breakdown.", "IT fault"),
        ("The trouble seems to be a cooling fault, the operator said.", "cooling fault"),
        ("The operator has described the glitch as a software fault.", "software fault"),
        (
            "It was the rush to reopen every till together that brought the second failure.",
            "rush to reopen every till together",
        ),
        ("The checklist was never completed, the firm said.", "checklist was never completed"),
        (
            "A module inside the billing centre developed a timing fault.",
            "developed a timing fault",
        ),
        ("Two switches near the data centre went down.", "switches near the data centre went down"),
        ("The backup systems failed to kick in.", "backup systems failed to kick"),
        ("Our staff are not yet certain why it stopped, the firm said.", "cause not"),
        ("The cause of the failure is being investigated, the trust said.", "cause not known"),
    ],
)
def test_a_cause_in_plain_words_is_found(body: str, cause: str) -> None:
    found = texts(read("Norfone outage hits thousands", body), ClaimType.CAUSE)
    assert any(cause in text for text in found), found


def test_what_seems_to_be_over_is_no_cause() -> None:
    assert not texts(read("Norfone outage", "The trouble seems to be over by now, it said."), ClaimType.CAUSE)


@pytest.mark.parametrize(
    ("body", "services"),
    [
        (
            "Norfone Pay has halted payments, transfers and card orders.",
            {"payments", "transfers", "card orders"},
        ),
        ("The town was left without internet and phone service for hours.", {"internet", "phone service"}),
        ("The trust's phone lines were down all day.", {"phone lines"}),
        (
            "Staff could not see patient notes, scans and test results.",
            {"patient notes", "scans", "test results"},
        ),
        ("Viewers complained about audio problems.", {"audio"}),
        ("The outage affected everything from TV channels to Wi-Fi.", {"TV channels"}),
        ("Messages loaded slowly for much of the day.", {"Messages"}),
    ],
)
def test_what_failed_is_named_by_plain_nouns(body: str, services: set[str]) -> None:
    found = texts(read("Norfone outage hits thousands", body), ClaimType.AFFECTED_SERVICE)
    assert services <= {text.removeprefix("trust's ") for text in found}, found


@pytest.mark.parametrize(
    "body",
    [
        "Thousands of residents were without power after the storm.",
        "Brackwell, a town of 41,000 residents, could not be reached.",
        "It is the only news business customers want after such an outage.",
    ],
)
def test_people_who_were_not_hit_are_not_counted(body: str) -> None:
    assert not texts(read("Norfone outage", body), ClaimType.AFFECTED_USERS)


def test_when_shares_fell_is_no_time_of_the_outage() -> None:
    body = "Norfone went down at 9 a.m. ET on Wednesday. At 1:40 p.m. its shares had dropped by 3 percent."
    claims = read("Norfone outage", body)
    assert all("1:40" not in c.value.words for c in claims)


def test_an_outage_that_came_a_week_after_another_does_not_take_its_facts() -> None:
    body = "Norfone went down on Wednesday.\n\nThe outage comes a week after a fire took out Telbit's mail and maps."
    assert all(
        "Telbit" not in c.quote for c in read("Norfone outage", body) if c.scope is Scope.THIS_INCIDENT
    )


@pytest.mark.parametrize(
    "body",
    [
        "The firm has begun rate limiting uploads to prevent a pile-up.",
        "Its parent is still under fire for a string of security failures.",
        "The number of sign-ups that caused the crash is astonishing.",
        "The firm told little on what caused the outage.",
    ],
)
def test_what_only_looks_like_a_cause_is_none(body: str) -> None:
    wrong = {
        "astonishing",
        "security failures",
        "rate limiting",
        "on what",
    }
    found = texts(read("Norfone outage hits thousands", body), ClaimType.CAUSE)
    assert not any(words in text for text in found for words in wrong), found


def test_a_magnitude_that_a_tracker_counted_is_no_count_of_users() -> None:
    claims = read(
        "Norfone down for thousands of users",
        "Downdetector logged more than 8,300 reports of trouble with Norfone at 9 a.m. on Wednesday.",
    )
    assert texts(claims, ClaimType.TRACKER_REPORTS)
    assert not texts(claims, ClaimType.AFFECTED_USERS)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("The photo tab might not be working normally for a while, it said.", "operating normally"),
        ("Norfone said it was working hard to rebook everyone who missed a boat.", "working on a fix"),
        ("We will keep watch to ensure that the trouble has been fully fixed.", "resolved"),
    ],
)
def test_a_state_that_is_not_there_is_not_told(body: str, state: str) -> None:
    assert state not in texts(read("Norfone outage hits thousands", body), ClaimType.STATUS)


def test_a_line_under_a_picture_is_no_claim() -> None:
    claims = read("Norfone outage", "Norfone went down on Wednesday.\n\nMarch 2 outage map (Netwatch)")
    assert all("map" not in c.quote for c in claims)


def test_counties_are_no_customers() -> None:
    body = "Norfone's 911 service failed on Wednesday.\n\nAlder, Birch and Cedar counties were hit by the outage."
    assert not texts(read("Norfone outage", body), ClaimType.AFFECTED_CUSTOMER)


def test_prepositions_and_plain_plurals_at_the_head_of_a_sentence_are_nobodys_names() -> None:
    claims = read("Norfone outage", "Technicians had to restart many computers by hand.")
    assert {c.speaker.name for c in claims} <= {"The Example"}
    article = Article(
        url="https://news.example/2", outlet="Le Jour", title="Claude en panne", language="fr", published_at=DAY, seen_at=DAY,
        body="Sur sa page d'état, l'entreprise évoque une erreur de configuration.",
    )  # fmt: skip
    assert all(c.speaker.name != "Sur" for c in read_claims(article, load_lexicon()).claims)


def test_machines_that_were_switched_on_mended_nothing() -> None:
    claims = read(
        "Norfone update fells computers", "Machines that were switched on in between loaded it and failed."
    )
    assert not texts(claims, ClaimType.REMEDIATION)


def test_what_is_logged_on_a_vendors_page_is_its_word() -> None:
    claims = read(
        "Apple TV down", "The fault is listed on Apple's status page as begun at 7:10 AM ET on Wednesday."
    )
    assert {c.speaker.name for c in claims if c.type is ClaimType.START_TIME} == {"Apple"}
