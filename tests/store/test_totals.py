"""The counts that are kept for long lists are those that counting afresh gives, whatever is written in between."""

from dataclasses import replace
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.model import Change, DescribeIncident, OpenIncident, PlaceArticle, StatusUpdate, Value
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.incidents import apply_changes
from newsagg.store.totals import fill_totals
from newsagg.vocabulary import ArticleRole, ClaimType, FeedKind, FindingKind, RecordState
from tests.store.making import (
    NOON,
    a_claim,
    a_feed,
    a_finding,
    a_headline,
    a_story,
    a_verdict,
    later,
    save_stories,
)

ID = "2026-03-02-example-cloud"
BODY = "Example Corp blamed a database. Engineers blamed a network. It took about six hours. It knew at once."
VIEWS = ("incident_summary", "incident_durations", "press_lead", "provider_reliability")
AT = "'2026-03-02T09:00:00Z'"


@pytest.fixture
def told(db: Database) -> Database:
    """One incident told by an outlet and a status page, and an article that is in none."""
    status = a_feed("example-status", kind=FeedKind.STATUS, provider="example")
    update = StatusUpdate(at=later(0.5), state="investigating", body=BODY)
    save_stories(db, a_feed(), a_story(summary=BODY, published_at=later(-0.5)))
    save_stories(
        db, status, a_story(status, "https://status.example/1", "API errors", BODY, updates=(update,))
    )
    save_stories(db, a_feed("gazette"), a_story(a_feed("gazette"), "https://gazette.example/1", "Also", BODY))
    six = Value(text="about 6 h", words="six hours", number_from=350, number_to=370, unit="minutes")
    knew = Value(text="12:20", words="at once", time_from=later(0.3), time_to=later(0.3))
    items = []
    for stored in versions_to_judge(db, 9):
        article = stored.article
        claims = [
            a_claim(article, "Example Corp blamed a database."),
            a_claim(article, "Engineers blamed a network.", "network", speaker="Engineers"),
            replace(a_claim(article, "It took about six hours.", kind=ClaimType.DURATION), value=six),
            replace(a_claim(article, "It knew at once.", kind=ClaimType.ACKNOWLEDGED_AT), value=knew),
        ]
        items.append((stored, a_verdict(), claims))
    save_detection(db, items, NOON, None)
    findings = (
        a_finding(1, 2, kind=FindingKind.CONFLICT, sentence="They differ."),
        a_finding(3, type=ClaimType.DURATION, best="about 6 h"),
    )
    changes: list[Change] = [
        OpenIncident(incident=ID, lead_service="example-cloud", reason="r"),
        PlaceArticle(incident=ID, article_id=1, role=ArticleRole.PRIMARY, origin=1, reason="r"),
        PlaceArticle(incident=ID, article_id=2, role=ArticleRole.UPDATE, origin=2, reason="r"),
        DescribeIncident(incident=ID, state=RecordState.OPEN, headline=a_headline(), findings=findings),
    ]
    apply_changes(db, changes, later(1), None)
    return db


def read_views(db: Database) -> list[Any]:
    return [db.execute(f"SELECT * FROM {view}").fetchall() for view in VIEWS]


def count_stale(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM incident_totals WHERE stale = 1").fetchone()[0])


def test_who_changes_the_record_leaves_no_count_stale(told: Database) -> None:
    assert count_stale(told) == 0
    kept = read_views(told)
    told.execute("UPDATE incident_totals SET stale = 1")
    assert read_views(told) == kept


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE claims SET withdrawn_at = {AT} WHERE id = 2",
        "UPDATE claims SET scope = 'background' WHERE id = 1",
        f"UPDATE claims SET time_from = {AT}, time_to = {AT} WHERE type = 'acknowledged_at'",
        "UPDATE articles SET outlet = 'Post' WHERE id = 2",
        f"UPDATE articles SET published_at = {AT} WHERE id = 1",
        "UPDATE articles SET feed_kind = 'status' WHERE id = 1",
        f"UPDATE incident_articles SET removed_at = {AT} WHERE article_id = 2",
        "UPDATE incident_articles SET role = 'background' WHERE article_id = 2",
        f"""INSERT INTO incident_articles (incident_id, article_id, role, origin_article_id, reason, placed_at)
            VALUES ('{ID}', 3, 'primary', 3, 'r', {AT})""",
        f"UPDATE findings SET ended_at = {AT} WHERE type = 'cause'",
        f"UPDATE findings SET ended_at = {AT} WHERE type = 'duration'",
        f"""INSERT INTO findings (incident_id, type, kind, best, reason, sentence, origins, speakers, first_seen_at)
            VALUES ('{ID}', 'status', 'conflict', 'x', 'r', 's', 1, 1, {AT})""",
        "DELETE FROM incident_services",
        "UPDATE incident_services SET provider = 'other'",
        """UPDATE claims SET number_from = 60, number_to = 60 WHERE type = 'duration'""",
        """INSERT INTO claims SELECT 99, article_id, version_id, 'new', type, value, words, precision, time_from,
            time_to, zone, zone_assumed, number_from, number_to, unit, count_kind, cause_trigger, value_slug, excluded,
            speaker, speaker_role, chain, stance, scope, second_hand, said_at, quote, start_offset, end_offset,
            first_seen_at, withdrawn_at, superseded_at, read_by, decision_id FROM claims
            WHERE id = 1""",
    ],
)
def test_whatever_is_written_the_views_tell_it_at_once(told: Database, statement: str) -> None:
    before = read_views(told)
    told.execute(statement)
    kept = read_views(told)
    assert kept != before, "this changes nothing that is counted"
    fill_totals(told)
    assert count_stale(told) == 0
    assert read_views(told) == kept
    told.execute("UPDATE incident_totals SET stale = 1")
    assert read_views(told) == kept


def test_the_first_print_of_a_wires_report_is_the_wires(told: Database) -> None:
    def first() -> tuple[Any, ...]:
        row: tuple[Any, ...] = told.execute("SELECT press_outlet, press_url FROM press_lead").fetchone()
        return row

    gazette = "https://gazette.example/1"
    number = told.execute("SELECT id FROM articles WHERE url = ?", (gazette,)).fetchone()[0]
    assert first()[1] != gazette
    changes = [
        PlaceArticle(incident=ID, article_id=1, role=ArticleRole.PRIMARY, origin=number, reason="a copy"),
        PlaceArticle(incident=ID, article_id=number, role=ArticleRole.PRIMARY, origin=number, reason="r"),
    ]
    apply_changes(told, changes, later(2), None)
    assert first() == ("Gazette", gazette)


def test_the_line_says_how_exactly_a_length_is_meant(told: Database) -> None:
    row = told.execute(
        "SELECT duration_minutes, duration_most, duration_precision FROM incident_summary"
    ).fetchone()
    assert row == (350, 370, "exact")
