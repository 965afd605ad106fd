"""Which articles report an outage, how sure we are, and why."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.detect.relevance import Model, judge, judge_all, load_model
from newsagg.model import Article, StatusUpdate
from newsagg.vocabulary import FeedKind, Relevance, ReportKind

_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def _article(
    title: str, body: str = "", *, language: str = "en", updates: tuple[StatusUpdate, ...] = ()
) -> Article:
    return Article(
        url="https://paper.example/a",
        outlet="The Paper",
        title=title,
        body=body,
        published_at=_NOON,
        seen_at=_NOON,
        language=language,
        feed_kind=FeedKind.STATUS if updates else FeedKind.NEWS,
        updates=updates,
    )


@pytest.mark.parametrize(
    ("title", "relevant"),
    [
        pytest.param("Slack is down for thousands of users", True, id="a known service is down"),
        pytest.param("Plumbline Cloud outage hits customers", True, id="a service that nobody knows"),
        pytest.param("Flights grounded after airline's computer system fails", True, id="dependents of IT"),
        pytest.param("DDoS attack takes down bank websites", True, id="an attack that took a service away"),
        pytest.param("Iran cuts internet access amid protests", True, id="a shutdown by order"),
        pytest.param("Vodafone-Störung: Kunden ohne Internet", True, id="German"),
        pytest.param("WhatsApp en panne dans le monde entier", True, id="French"),
        pytest.param("Caída mundial de Instagram", True, id="Spanish"),
        pytest.param("Nubank fora do ar nesta manhã", True, id="Portuguese"),
        pytest.param("Power outage leaves thousands in the dark", False, id="power"),
        pytest.param("AirPods are down to $149 on Amazon", False, id="a price is down"),
        pytest.param("Netflix shares crash after earnings", False, id="shares crash"),
        pytest.param("Small plane crashes near airport, two dead", False, id="a plane crashes"),
        pytest.param("Twitter chief executive steps down", False, id="a person steps down"),
        pytest.param("Subreddits go dark in protest", False, id="a protest"),
        pytest.param("How to fix Wi-Fi when it is not working", False, id="advice"),
        pytest.param("Hackers steal data of T-Mobile customers", False, id="a breach that stopped nothing"),
        pytest.param("Google is shutting down its podcast app", False, id="end of life"),
        pytest.param("Cloudflare fends off record DDoS attack", False, id="an attack that failed"),
        pytest.param("Senate passes budget bill", False, id="the rest of the world"),
        pytest.param("", False, id="nothing at all"),
    ],
)
def test_a_headline_is_judged_as_an_outage_desk_would(model: Model, title: str, relevant: bool) -> None:
    verdict = judge(_article(title), model=model)
    assert (verdict.relevance is Relevance.RELEVANT) is relevant, verdict


def test_a_verdict_names_the_phrases_that_weighed_most(model: Model) -> None:
    verdict = judge(_article("Slack outage leaves users unable to send messages"), model=model)
    assert any("outage" in evidence.phrase and evidence.weight > 0 for evidence in verdict.evidence)
    assert verdict.model == model.fingerprint
    assert "§" not in "".join(evidence.phrase for evidence in verdict.evidence)


def test_a_batch_gives_the_verdicts_of_each_alone(model: Model) -> None:
    articles = [
        _article("GitHub is down"),
        _article("Cat rescued from tree"),
        _article("Zoom outage resolved"),
    ]
    assert judge_all(articles, model=model) == [judge(article, model=model) for article in articles]


@pytest.mark.parametrize(
    ("states", "relevance", "kind"),
    [
        (("investigating", "resolved"), Relevance.RELEVANT, ReportKind.OFFICIAL),
        (("scheduled", "in_progress", "completed"), Relevance.IRRELEVANT, ReportKind.MAINTENANCE),
        (("scheduled", "investigating"), Relevance.RELEVANT, ReportKind.OFFICIAL),
    ],
    ids=["an incident", "planned work", "planned work that broke something"],
)
def test_a_vendors_status_page_is_taken_at_its_states(
    model: Model, states: tuple[str, ...], relevance: Relevance, kind: ReportKind
) -> None:
    updates = tuple(StatusUpdate(at=_NOON, state=state, body="We are on it.") for state in states)
    verdict = judge(_article("API", "We are on it.", updates=updates), model=model)
    assert (verdict.relevance, verdict.kind) == (relevance, kind)


@pytest.mark.parametrize(
    "junk",
    [
        lambda: "<" * 1_000_000,
        lambda: "<p " * 300_000,
        lambda: "the post " * 120_000,
        lambda: "photo by " * 120_000,
        lambda: "down " * 200_000,
        lambda: "down 1,1,1,1," * 80_000,
        lambda: "&amp;" * 200_000,
        lambda: "\x00\ud7ff￿" * 300_000,
        lambda: "A" * 1_000_000,
    ],
    ids=[
        "brackets",
        "open tags",
        "the post",
        "credits",
        "down",
        "numbers",
        "entities",
        "odd characters",
        "one word",
    ],
)
def test_a_megabyte_of_junk_is_judged_at_once(model: Model, junk: Callable[[], str]) -> None:
    text = junk()
    began = time.process_time()
    verdict = judge(_article(text, text), model=model)
    assert time.process_time() - began < 5
    assert 0.0 <= verdict.probability <= 1.0


def test_markup_and_links_of_a_feed_change_nothing(model: Model) -> None:
    plain = judge(_article("Slack is down", "Users cannot send messages."), model=model)
    marked = "<p>Users <b>cannot</b> send messages.</p> https://paper.example/x"
    assert judge(_article("Slack is down", marked), model=model) == plain


@pytest.mark.slow
def test_the_path_of_the_cache_does_not_matter(model: Model, tmp_path: Path) -> None:
    cached = load_model(tmp_path / "a" / "b")
    assert cached.weights == model.weights
