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
