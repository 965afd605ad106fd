"""What is asked, doubted or told of another matter is no cause, no fact and no service of this outage."""

from datetime import UTC, datetime, timedelta

import pytest

from newsagg.detect.causes import read_causes
from newsagg.model import Claim
from newsagg.vocabulary import CauseCategory, Scope, SpeakerRole, Stance
from tests.detect.heard import DAY, hear_claims

_TITLE = "Slack outage leaves offices without chat"


def _read(sentence: str) -> list[Claim]:
    body = f"Slack went down on Wednesday morning.\n\n{sentence}\n\nNothing else was known."
    start = len(_TITLE) + 2 + body.index(sentence)
    claims = hear_claims(_TITLE, body, published_at=DAY + timedelta(days=1))
    return [c for c in claims if start <= c.start and c.end <= start + len(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "She would not say whether a virus had been ruled out.",
        "Detectives are looking into whether hackers were behind it.",
        "“I doubt that this was a hack,” said Jim Poe.",
        "“I would be surprised if this turned out to be an attack,” said Jim Poe.",
    ],
)
def test_what_is_asked_or_doubted_is_no_cause(sentence: str) -> None:
    asserted = [c for c in _read(sentence) if c.type == "cause" and c.stance is not Stance.DENIED]
    assert asserted == []


@pytest.mark.parametrize("words", ["non-malicious software error", "a non malicious change to a database"])
def test_what_was_not_malicious_is_no_attack(words: str) -> None:
    assert CauseCategory.SECURITY_ATTACK not in read_causes(words).categories


@pytest.mark.parametrize(
    "sentence",
    [
        "Zoom was down for three hours in an unrelated incident.",
        "A water board had a separate fault on Monday night that lasted two hours.",
    ],
)
def test_what_is_called_another_matter_is_none_of_this_outage(sentence: str) -> None:
    assert {c.scope for c in _read(sentence) if c.type != "prior_incident"} <= {
        Scope.OTHER_INCIDENT,
        Scope.BACKGROUND,
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“A faulty upgrade was to blame,” said Ann Lee, a spokeswoman for Slack.", "Ann Lee"),
        ("Spokesman Carl Brown said a faulty upgrade was to blame.", "Carl Brown"),
        ("A faulty upgrade was to blame, said spokeswoman Eve Loe.", "Eve Loe"),
    ],
)
def test_a_spokesperson_speaks_for_the_vendor_and_keeps_the_name(sentence: str, name: str) -> None:
    speakers = {(c.speaker.name, c.speaker.role) for c in _read(sentence)}
    assert speakers == {(name, SpeakerRole.VENDOR_OFFICIAL)}


def test_whom_a_quotation_names_is_not_who_speaks_it() -> None:
    said = "Ida Moss runs the airline. “A full disk of Ian Rook’s was to blame,” she said. She added that a router had failed."
    names = {c.speaker.name for c in _read(said) if "router" in c.value.words}
    assert names == {"Ida Moss"}


def test_a_surname_that_says_something_is_no_part_of_it() -> None:
    [cause] = [
        c for c in _read("Joe Russo runs the network. Russo said a router had failed.") if c.type == "cause"
    ]
    assert (cause.speaker.name, cause.value.words) == ("Joe Russo", "router had failed")


def test_the_bank_is_not_the_cloud_that_was_named_last() -> None:
    body = (
        "Customers of Harlow Bank could not pay. Harlow Bank is looking into it.\n\n"
        "A bad certificate was to blame and it had nothing to do with Cloudflare, according to the bank."
    )
    claims = hear_claims("Harlow Bank app down for hours", body)
    [cause] = [c for c in claims if "certificate" in c.value.words]
    assert cause.speaker.name == "Harlow Bank"


@pytest.mark.parametrize("year", [1, 9999])
def test_a_date_out_of_this_world_dates_nothing_and_stops_nothing(year: int) -> None:
    body = "Slack went down at 9 am on Monday. A bad certificate was to blame, Slack said."
    claims = hear_claims(_TITLE, body, published_at=datetime(year, 1, 1, 12, tzinfo=UTC))
    assert [c.value.words for c in claims if c.type == "cause"] == ["bad certificate"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reports on Downdetector peaked at 21,000 shortly after 9 a.m. on Wednesday.",
        "Downdetector showed 9,000 reports at the peak around 10 a.m.",
        "Reports had fallen to about 300 by 12:30 p.m., according to Downdetector.",
        "Some messages were still delayed on Wednesday evening.",
    ],
)
def test_when_it_was_at_its_worst_is_neither_start_nor_end(sentence: str) -> None:
    assert {c.type.value for c in _read(sentence)}.isdisjoint({"start_time", "end_time"})


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm restored 90% of workspaces by 6 p.m.",
        "So far 47 of 647 clusters had been restored.",
        "By noon 400 out of 700 servers were back.",
    ],
)
def test_what_is_back_in_part_is_not_resolved(sentence: str) -> None:
    assert [c.value.text for c in _read(sentence) if c.type == "status"] == ["partially restored"]
