"""Rules that look at one mark for all of their expressions find what they find when they look at none."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.detect.claims import read_claims
from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.model import Article
from newsagg.places import data_dir

DAY = datetime(2026, 3, 3, 18, tzinfo=UTC)
MARKED = sorted((data_dir() / "training" / "claims").glob("*.jsonl"))
FRESH = sorted(Path(__file__).parents[1].glob("quality/fresh/articles_*.jsonl"))
DEMO = sorted((data_dir() / "demo" / "articles").rglob("*.*"))


def read_rows(path: Path) -> list[Article]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.startswith("{")]
    return [
        an_article(
            str(row.get("title") or ""), str(row.get("text") or row.get("body") or ""), row.get("lang")
        )
        for row in rows
    ]


def an_article(title: str, body: str, language: str | None = None) -> Article:
    return Article(
        url="https://news.example/1",
        outlet="The Example",
        title=title,
        body=body,
        language=language or "en",
        published_at=DAY,
        seen_at=DAY,
    )


def assert_triggers_hide_nothing(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = load_lexicon()
    triggered = [read_claims(article, lexicon) for article in articles]
    with monkeypatch.context() as patch:
        patch.setattr(Trigger, "near", lambda _trigger, _text: True)
        patch.setattr(Stems, "may_be_in", lambda _stems, _text: True)
        for article, found in zip(articles, triggered, strict=True):
            assert read_claims(article, lexicon) == found, article.title


@pytest.mark.slow
@pytest.mark.parametrize("path", [*MARKED, *FRESH], ids=lambda path: path.stem)
def test_no_claim_of_any_marked_article_depends_on_a_trigger(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_triggers_hide_nothing(read_rows(path), monkeypatch)


@pytest.mark.slow
def test_no_claim_of_the_demo_depends_on_a_trigger(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8", errors="ignore") for path in DEMO]
    assert_triggers_hide_nothing([an_article(text[:80], text) for text in texts], monkeypatch)


def test_no_claim_of_a_few_articles_depends_on_a_trigger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_triggers_hide_nothing([read_rows(path)[0] for path in MARKED], monkeypatch)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("The app went down.", True),
        ("It was not restored.", True),
        ("IT HAD CRASHED", True),
        ("Nothing of the sort.", False),
        ("", False),
    ],
)
def test_a_trigger_is_near_where_one_of_its_expressions_may_be(text: str, near: bool) -> None:
    trigger = Trigger(compile_words(r"\bwent (?:down|off)\b"), compile_words(r"\b(?:crashed|restored)\b", 2))
    assert trigger.near(text) is near


def test_a_trigger_with_an_expression_of_any_words_is_always_near() -> None:
    assert Trigger(compile_words(r"\bwent down\b"), compile_words(r"\w+;")).near("")


@pytest.mark.parametrize(
    ("text", "held"),
    [("Two outages", True), ("it's no longer up", True), ("no, longer", False), ("NETZSTÖRUNG", True)],
)
def test_stems_are_found_in_texts_of_any_case(text: str, held: bool) -> None:
    assert Stems("outage, no longer, störung").in_text(text) is held
