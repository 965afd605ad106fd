"""The demo's articles are well-formed, and what is expected of them stands in their words."""

from collections import Counter
from pathlib import Path

import pytest

from newsagg.demo.newsroom import load_newsroom, read_manuscript
from newsagg.demo.outlets import RETOLD, DemoArticle, FeedFormat, Layout
from newsagg.errors import DataFileError
from newsagg.places import data_dir
from newsagg.vocabulary import CauseCategory, ClaimType, FeedKind, ReportKind, Scope, Stance

NEWSROOM = load_newsroom(data_dir() / "demo")
OUTLETS = {outlet.slug: outlet for outlet in NEWSROOM.outlets}
CLAUDE = "claude-2026-03-02"

GOOD = f"""+++
note = "{RETOLD}"
outlet = "northwire"
slug = "a"
title = "Something is down"
published = "2024-01-01T00:00:00+00:00"
byline = "Nobody"
summary = "It is down."
lang = "en"
[expected]
relevant = true
kind = "report"
incident = "x"
background = []
+++
Something is down.
"""


def expected_of(article: DemoArticle) -> str:
    assert article.expected is not None
    return article.expected.incident


@pytest.mark.parametrize("article", NEWSROOM.articles, ids=lambda article: article.id)
def test_every_expected_quote_stands_in_the_text_that_a_collector_can_have(article: DemoArticle) -> None:
    for edition in article.editions:
        text = f"{edition.title}\n\n{edition.text if article.is_open else article.summary}"
        for claim in article.claims_at(edition.number):
            assert claim.quote in text


def test_every_file_says_that_it_is_retold_and_is_named_after_its_article() -> None:
    files = sorted((data_dir() / "demo" / "articles").glob("*.md"))
    assert {file.stem for file in files} == {article.id for article in NEWSROOM.articles}
    assert all(f'note = "{RETOLD}"' in file.read_text("utf-8") for file in files)


def test_no_text_of_an_article_speaks_of_the_demo() -> None:
    for article in NEWSROOM.articles:
        for edition in article.editions:
            assert "newsagg" not in edition.text + edition.title + article.summary


def test_the_newsroom_is_as_large_and_as_mixed_as_the_demo_needs() -> None:
    newsroom = NEWSROOM
    press = [outlet for outlet in newsroom.outlets if outlet.kind is not FeedKind.STATUS]
    verdicts = [article.expected for article in newsroom.articles if article.expected is not None]
    assert len(newsroom.articles) >= 45
    assert len(press) >= 12
    assert len(newsroom.outlets) - len(press) >= 2
    assert len({found.incident for found in verdicts if found.relevant}) >= 7
    assert sum(not found.relevant for found in verdicts) >= 12
    assert sum(found.complete for found in verdicts) >= 25
    assert {article.lang for article in newsroom.articles} == {"en", "de", "fr", "es"}
    assert {outlet.feed_format for outlet in newsroom.outlets} == set(FeedFormat)
    assert {outlet.layout for outlet in newsroom.outlets} == set(Layout)
    assert newsroom.last_edition == 3


def test_irrelevant_articles_belong_to_no_incident_and_relevant_ones_to_one() -> None:
    apart = {ReportKind.NEGATIVE, ReportKind.MAINTENANCE, ReportKind.ROUNDUP}
    for article in NEWSROOM.articles:
        assert article.expected is not None
        assert article.expected.relevant == bool(article.expected.incident)
        assert article.expected.relevant == (article.expected.kind not in apart)


def test_copies_carry_the_label_and_the_words_of_their_original() -> None:
    by_id = {article.id: article for article in NEWSROOM.articles}
    copies = [article for article in NEWSROOM.articles if article.syndicated_of]
    assert len(copies) >= 2
    for copy in copies:
        original = by_id[copy.syndicated_of]
        shared = set(original.at(1).text.split("\n\n")) & set(copy.at(1).text.split("\n\n"))
        assert expected_of(copy) == expected_of(original)
        assert len(shared) >= 2


def test_the_claude_article_tells_both_causes_and_keeps_the_background_apart() -> None:
    article = next(a for a in NEWSROOM.articles if a.id == "lantern-ledger-claude-six-hours")
    claims = article.claims_at(1)
    causes = {(c.speaker, c.categories, c.stance) for c in claims if c.type is ClaimType.CAUSE}
    assert causes == {
        ("TechCrunch", (CauseCategory.DATA_STORE,), Stance.ASSERTED),
        ("Anthropic", (CauseCategory.CONFIGURATION,), Stance.ASSERTED),
    }
    assert [c.type for c in claims if c.scope is Scope.BACKGROUND] == [ClaimType.PRIOR_INCIDENT]
    assert {"Bloomberg", "PYMNTS"} <= {c.speaker for c in claims}
    kinds = {c.type for c in claims}
    assert {
        ClaimType.DURATION,
        ClaimType.COMPENSATION,
        ClaimType.APOLOGY,
        ClaimType.PROMISE,
        ClaimType.DATA_LOSS,
        ClaimType.TRIGGER,
    } <= kinds


def test_no_other_claude_article_repeats_the_second_hand_cause() -> None:
    others = [
        a for a in NEWSROOM.articles if expected_of(a) == CLAUDE and a.id != "lantern-ledger-claude-six-hours"
    ]
    assert 4 <= len(others) <= 6
    for article in others:
        for edition in article.editions:
            assert "TechCrunch" not in edition.text
            assert "replication" not in edition.text.lower()


def test_no_outlet_bears_the_name_of_a_newsroom_that_the_articles_cite() -> None:
    assert not {"techcrunch", "bloomberg", "pymnts"} & {o.name.lower() for o in NEWSROOM.outlets}


def test_one_provider_has_two_outages_in_one_week() -> None:
    days = Counter(expected_of(a).rsplit("-", 3)[0] for a in NEWSROOM.articles if expected_of(a))
    labels = {expected_of(a) for a in NEWSROOM.articles}
    assert {"facebook-2021-10-04", "facebook-2021-10-08"} <= labels
    assert days["facebook"] >= 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(("+++\nnote", "note"), "header", id="no header"),
        pytest.param((RETOLD, "Copied"), "its note is not", id="not marked as retold"),
        pytest.param(("northwire", "nobody"), "is not in newsroom.toml", id="unknown outlet"),
        pytest.param(("+00:00", ""), "has no zone", id="a time without a zone"),
        pytest.param(("lang =", "language ="), "unknown keys", id="misspelt key"),
        pytest.param(('byline = "Nobody"\n', ""), "lacks 'byline'", id="missing key"),
        pytest.param(('"report"', '"scoop"'), "scoop", id="a kind that is not in the vocabulary"),
        pytest.param(("lang = ", "lang : "), "is not TOML", id="no TOML"),
        pytest.param(("Something is down.\n", ""), "edition 1 has no text", id="no body"),
        pytest.param(
            ("is down.\n", "is down.\n=== edition 3 ===\nb\n"), "do not count up", id="a gap in the editions"
        ),
        pytest.param(
            ("is down.\n", "is down.\n=== edition 2 ===\nb\n"), "say when", id="an edition without a time"
        ),
    ],
)
def test_a_bad_file_is_refused_by_name_and_reason(change: tuple[str, str], reason: str) -> None:
    wrong = reversed_replace(GOOD, *change)
    with pytest.raises(DataFileError, match=reason) as caught:
        read_manuscript(wrong, name="bad.md", outlets=OUTLETS)
    assert caught.value.subject == "bad.md"


def reversed_replace(text: str, old: str, new: str) -> str:
    """Replace the last occurrence: the body comes after the header."""
    return new.join(text.rsplit(old, 1))


def test_a_second_article_at_one_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "newsroom.toml").write_bytes((data_dir() / "demo" / "newsroom.toml").read_bytes())
    for name in ("a.md", "b.md"):
        (tmp_path / "articles" / name).write_text(GOOD)
    with pytest.raises(DataFileError, match="second article northwire-a"):
        load_newsroom(tmp_path)


def test_a_later_edition_keeps_the_title_unless_it_has_a_new_one() -> None:
    text = GOOD + "=== edition 2 ===\nupdated: 2024-01-01T01:00:00+00:00\nStill down.\n"
    text += "=== edition 3 ===\ntitle: It is back\nupdated: 2024-01-01T02:00:00+00:00\nBack.\n"
    article = read_manuscript(text, name="a.md", outlets=OUTLETS)
    assert [article.at(n).title for n in (1, 2, 3, 9)] == ["Something is down"] * 2 + ["It is back"] * 2
    assert [article.at(n).text for n in (1, 2, 3)] == ["Something is down.", "Still down.", "Back."]
