"""What is said not to be the cause, and that nobody gave one, in the freer turns of news; made-up sentences."""

import pytest

from newsagg.detect.claimtypes.clearings import find_clearings
from newsagg.model import Claim
from newsagg.vocabulary import ClaimType, Stance
from tests.detect.heard import hear_claims


def causes(body: str) -> list[Claim]:
    return [c for c in hear_claims("Slack fails", body) if c.type is ClaimType.CAUSE]


@pytest.mark.parametrize(
    ("body", "denied"),
    [
        ("Slack said it had no reason to think that the fault was deliberate.", "deliberate"),
        ("There is nothing to suggest that the crash is linked to the strike.", "strike"),
        ("Slack found no indication so far of unauthorised entry.", "unauthorised entry"),
        ("It is untrue that a hacker group caused this, Slack said.", "hacker"),
        ("Slack denied that its new office was a factor.", "new office"),
        ("Engineers found no trouble with the cooling towers.", "cooling towers"),
        ("Slack said the failure was not associated with any cyberattack.", "cyberattack"),
        ("Talk of a hack is wrong, Slack said.", "hack"),
        (
            "Slack said the cause of the fault was being investigated but no hack was behind it.",
            "hack",
        ),
    ],
)
def test_what_there_is_no_reason_to_blame_is_denied(body: str, denied: str) -> None:
    found = [c.value.text for c in causes(body) if c.stance is Stance.DENIED]
    assert any(denied in text for text in found), found


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that customer data was stolen by hackers.",
        "Slack has no reason to think that users will leave.",
        "It found no sign of life on the line.",
    ],
)
def test_what_is_no_matter_of_blame_is_not_cleared_of_it(text: str) -> None:
    assert not list(find_clearings(text))


@pytest.mark.parametrize(
    "body",
    [
        "The cause of the failure has not been made public.",
        "Slack did not explain the fault.",
        "Slack has not said what made the queues fill up.",
        "The carrier did not give any details about the bug.",
        "The reason may not be known for days.",
    ],
)
def test_that_nobody_gave_a_cause_is_told_in_free_turns(body: str) -> None:
    assert any("cause not" in c.value.text for c in causes(body))


def test_a_silence_of_the_newsroom_stands_beside_the_causes_that_it_names_itself() -> None:
    body = "It is not clear what brought the chat down, or why.\n\nAn earlier outage of Slack was caused by a failed switch."
    assert any("cause not" in c.value.text for c in causes(body))


def test_what_somebody_did_not_explain_is_not_always_the_outage() -> None:
    assert not causes("Slack did not explain that remark.")
