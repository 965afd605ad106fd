"""Search: incidents, articles about outages and quotes in one order, filtered, and safe whatever is typed."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from newsagg.model import Change, DescribeIncident, OpenIncident, PlaceArticle, Verdict
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.incidents import apply_changes
from newsagg.store.search import search, write_query
from newsagg.vocabulary import ArticleRole, ClaimType, RecordState, Relevance
from tests.store.making import NOON, a_claim, a_feed, a_headline, a_story, a_verdict, later, save_stories

ID = "2026-03-02-example-cloud"
BODY = "Example Corp blamed a database. Engineers blamed a network. The database was slow, and the database was old."

CLAIMS: list[tuple[str, str, dict[str, Any]]] = [
    ("Example Corp blamed a database.", "database", {}),
    ("Example Corp blamed a database.", "corp", {"kind": ClaimType.AFFECTED_SERVICE}),
    ("Engineers blamed a network.", "network", {"speaker": "Engineers"}),
]


def judge(db: Database, verdict: Verdict | None = None) -> None:
    """Judge what waits, with the claims of BODY where it stands."""
    items = []
    for stored in versions_to_judge(db, 9):
        claims = [
            a_claim(stored.article, quote, value, **given)
            for quote, value, given in CLAIMS
            if quote in stored.article.text
        ]
        items.append((stored, verdict or a_verdict(), claims))
    save_detection(db, items, NOON, None)


@pytest.fixture
def told(db: Database) -> Database:
    """One incident told by one article, one article in none, and one about sport."""
    save_stories(db, a_feed(), a_story(summary=BODY, published_at=later(0)))
    other = a_story(a_feed("gazette"), "https://gazette.example/1", "A database festival", "Nothing failed.")
    save_stories(db, a_feed("gazette"), other)
    judge(db)
    sport = a_story(
        a_feed("sport"), "https://sport.example/1", "Database of goals", "A database of all goals."
    )
    save_stories(db, a_feed("sport"), sport)
    judge(db, a_verdict(relevance=Relevance.IRRELEVANT, services=()))
    changes: list[Change] = [
        OpenIncident(incident=ID, lead_service="example-cloud", reason="r"),
        PlaceArticle(incident=ID, article_id=1, role=ArticleRole.PRIMARY, origin=1, reason="r"),
        DescribeIncident(incident=ID, state=RecordState.OPEN, headline=a_headline()),
    ]
    apply_changes(db, changes, later(1), None)
    return db


def found(db: Database, words: str, **given: Any) -> list[tuple[str, str]]:
    return [(row["kind"], row["title"]) for row in search(db, words, **given)]


def check_indexes(db: Database) -> None:
    for name in ("articles_fts", "claims_fts", "incidents_fts"):
        db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")


def test_words_are_found_by_stem_in_incidents_articles_and_quotes(told: Database) -> None:
    assert {row["kind"] for row in search(told, "databases")} == {"claim", "article"}
    assert {row["kind"] for row in search(told, "outages")} == {"incident"}
    assert (
        search(told, "engineer networks", kinds=["claim"])[0]["snippet"] == "[Engineers] blamed a [network]."
    )
    assert search(told, "zebra") == search(told, "") == search(told, '"*()') == []


def test_an_incident_comes_before_articles_and_a_title_before_a_text(told: Database) -> None:
    assert found(told, "cloud outage")[0] == ("incident", "Example Cloud outage")
    assert found(told, "database", kinds=["article"])[0] == ("article", "A database festival")


def test_a_sentence_with_two_claims_is_found_once(told: Database) -> None:
    assert len(search(told, "corp blamed", kinds=["claim"])) == 1


def test_a_phrase_holds_words_together(told: Database) -> None:
    assert found(told, "blamed database", kinds=["claim"])
    assert not found(told, '"blamed database"', kinds=["claim"])
    assert found(told, '"blamed a database', kinds=["claim"])


def test_what_is_about_no_outage_is_not_found_until_it_is_judged_to_be(told: Database) -> None:
    assert "Database of goals" not in {title for _, title in found(told, "database")}
    (stored,) = [s for s in versions_to_judge(told, 9, model="newer") if "goals" in s.article.title]
    save_detection(told, [(stored, a_verdict(), [])], later(2), None)
    assert "Database of goals" in {title for _, title in found(told, "database")}
    save_detection(told, [(stored, a_verdict(relevance=Relevance.IRRELEVANT), [])], later(3), None)
    assert "Database of goals" not in {title for _, title in found(told, "database")}
    check_indexes(told)


def test_search_forgets_a_text_that_is_no_longer_the_newest(told: Database) -> None:
    save_stories(told, a_feed(), a_story(title="Quite other words", summary="None of the old."), now=later(3))
    judge(told)
    assert not found(told, "engineers", kinds=["article"])
    assert found(told, "quite other") == [("article", "Quite other words")]
    renamed = DescribeIncident(incident=ID, state=RecordState.OPEN, headline=a_headline(title="Mail is down"))
    apply_changes(told, [renamed], later(4), None)
    assert found(told, "mail down") == [("incident", "Mail is down")]
    check_indexes(told)


def test_a_claim_that_its_article_no_longer_makes_is_not_found(told: Database) -> None:
    save_stories(told, a_feed(), a_story(title="Quite other words", summary="None of the old."), now=later(3))
    judge(told)
    assert not found(told, "engineers", kinds=["claim"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"article", "claim"}),
        ({"provider": "example"}, {"article", "claim"}),
        ({"provider": "example-cloud", "kinds": ["claim"]}, {"claim"}),
        ({"provider": "shop"}, set()),
        ({"since": later(-1), "until": later(1)}, {"article", "claim"}),
        ({"since": later(9)}, set()),
        ({"until": later(-9)}, set()),
        ({"since": later(-1), "provider": "example"}, {"article", "claim"}),
    ],
    # A set has no order, and processes that run side by side must agree on the names of tests.
    ids=lambda given: str(sorted(given) if isinstance(given, set) else given),
)
def test_filters_keep_what_fits(
    told: Database, given: dict[str, str | datetime | list[str]], expected: set[str]
) -> None:
    assert {kind for kind, _ in found(told, "blamed", **given)} == expected


def test_an_incident_is_filtered_by_its_start_and_provider(told: Database) -> None:
    assert found(told, "outage", kinds=["incident"], since=later(-1), until=later(1), provider="example")
    assert not found(told, "outage", kinds=["incident"], since=later(1))
    assert not found(told, "outage", kinds=["incident"], provider="shop")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text(alphabet='"*():^-+{}[]NEAR AND OR a\x00', max_size=30))
def test_no_punctuation_breaks_the_search(told: Database, words: str) -> None:
    assert isinstance(search(told, words), list)
    assert write_query(words).count('"') % 2 == 0
