"""Causes that no rule names: a sentence is judged by all of its words together."""

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.claimtypes.tellings import SURE, judge_telling
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType, Stance
from tests.detect.test_verify import PUBLISHED


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


TOLD = [
    "An engineer had loaded the staging configuration onto the live gateway, and the two boxes quarrelled over one address.",
    "Somebody retired an old name server on which, it turned out, half of the cluster still depended.",
    "A pump in the cooling plant seized and the racks above it switched themselves off.",
]
UNTOLD = [
    "Customers took to social media to complain about the long queues at the tills.",
    "The company said that service had been restored by the evening and thanked customers for their patience.",
    "Downdetector showed more than four thousand reports from users in the region.",
    "The bank, which has two million clients, will publish its results next week.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_that_tells_why_something_broke_is_a_cause(sentence: str, lexicon: Lexicon) -> None:
    quotes = [c.quote for c in read(lexicon, sentence) if c.type is ClaimType.CAUSE]
    assert any(sentence[20:60] in quote for quote in quotes)


@pytest.mark.parametrize("sentence", UNTOLD)
def test_what_users_and_firms_did_tells_no_cause(sentence: str) -> None:
    assert judge_telling(sentence, 0.4)[0] < SURE / 2


CLEARED = [
    ("Frost played no part in it, the operator said.", "Frost"),
    ("The carrier insisted that its own exchanges were not to blame.", "exchanges"),
    ("There was nothing wrong with the ticket gates, a spokeswoman said.", "ticket gates"),
]
MENDED = [
    "A second gateway has been installed in Leeds.",
    "The faulty card was swapped out at dawn.",
    "Technicians pulled two nodes from the cluster.",
]
CREDITED = [
    "Nobody will be charged for August, the firm said.",
    "The shop is taking ten pounds off the next bill.",
    "Passengers may change their tickets without a fee until Friday.",
]


def read(lexicon: Lexicon, sentence: str) -> list[Claim]:
    article = Article(
        url="https://wireroom.example/t",
        outlet="Wire Room",
        title="Slack is down for many",
        body=f"Slack was unreachable for three hours on Monday. {sentence} It came back at noon.",
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
    )
    return list(find_claims(article, lexicon=lexicon))


@pytest.mark.parametrize(("sentence", "words"), CLEARED)
def test_what_had_no_part_in_it_is_a_denied_cause(sentence: str, words: str, lexicon: Lexicon) -> None:
    denied = [c for c in read(lexicon, sentence) if c.type is ClaimType.CAUSE and c.stance is Stance.DENIED]
    assert any(words in claim.value.text for claim in denied)


@pytest.mark.parametrize("sentence", MENDED)
def test_a_deed_done_to_a_part_is_a_remedy(sentence: str, lexicon: Lexicon) -> None:
    assert ClaimType.REMEDIATION in {claim.type for claim in read(lexicon, sentence)}


@pytest.mark.parametrize("sentence", CREDITED)
def test_what_customers_need_not_pay_is_compensation(sentence: str, lexicon: Lexicon) -> None:
    assert ClaimType.COMPENSATION in {claim.type for claim in read(lexicon, sentence)}
