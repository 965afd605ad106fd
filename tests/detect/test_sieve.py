"""The sieve before the model lets through what the model would call an outage, and little else."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.relevance import judge_all, load_model
from newsagg.detect.sieve import Sieve
from newsagg.detect.training import read_examples
from newsagg.model import Article
from newsagg.vocabulary import Relevance

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
RECALL = 0.99


@pytest.fixture(scope="module")
def sieve() -> Sieve:
    return Sieve(load_lexicon())


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param("Slack is down for thousands", "", id="a headline alone"),
        pytest.param("Morning briefing", "Users of the portal cannot log in since nine.", id="failing near the connected world"),
        pytest.param("Zoom isn’t working, users say", "", id="a typographic apostrophe"),
        pytest.param("Störung bei der Sparkasse", "", id="German"),
        pytest.param("Panne géante chez Orange", "", id="French"),
        pytest.param("Se cae WhatsApp", "", id="Spanish"),
        pytest.param("Sistema do banco fora do ar", "", id="Portuguese"),
        pytest.param("支付宝崩了", "", id="Chinese, which writes no spaces"),
        pytest.param("System-wide IT failure at the airline", "", id="a phrase with two capitals"),
        pytest.param("Gmail <b>is down</b>", "<p>Mail is&nbsp;<i>down</i> again", id="markup and entities"),
    ],
)  # fmt: skip
def test_a_word_of_failing_passes(sieve: Sieve, title: str, body: str) -> None:
    assert sieve.passes(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param("Mayor opens the new bridge", "Children cut the ribbon.", id="nothing fails"),
        pytest.param("Minister to step down in May", "He thanked his voters.", id="a down that is no state"),
        pytest.param("Shares down 5% on Monday", "Brokers shrugged.", id="a price"),
    ],
)
def test_what_says_nothing_of_failing_does_not(sieve: Sieve, title: str, body: str) -> None:
    assert not sieve.passes(title, body)


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps({"title": "Störung bei der Bahn"}),
        json.dumps({"title": "Störung bei der Bahn"}, ensure_ascii=False),
        json.dumps({"title": "It isn’t working"}),
        '<title>It isn&#39;t working</title>',
        "https://paper.example/a,SLACK IS DOWN,text",
    ],
)  # fmt: skip
def test_a_sign_is_found_in_raw_text_however_it_is_spelled(sieve: Sieve, raw: str) -> None:
    assert sieve.has_sign(raw)


def test_nearly_nothing_that_the_model_accepts_is_lost(sieve: Sieve, cache: Path) -> None:
    model = load_model(cache)
    rows = [example for example in read_examples() if example.relevant][::3]
    articles = [
        Article(
            url="https://a.example/", outlet="A", title=e.title, body=e.summary, published_at=NOW, seen_at=NOW,
            language=e.language,
        )
        for e in rows
    ]  # fmt: skip
    accepted = [
        article
        for article, verdict in zip(articles, judge_all(articles, model=model), strict=True)
        if verdict.relevance is not Relevance.IRRELEVANT
    ]
    assert len(accepted) > 500
    kept = [
        a for a in accepted
        if sieve.has_sign(json.dumps({"title": a.title, "summary": a.body})) and sieve.passes(a.title, a.body)
    ]  # fmt: skip
    assert len(kept) >= RECALL * len(accepted)
