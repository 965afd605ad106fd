"""Questions of commands and analysts: found whatever the punctuation, answered by the views, and never a write."""

import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import (
    Change,
    DescribeIncident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    StatusUpdate,
    Value,
)
from newsagg.store import queries
from newsagg.store.articles import save_detection, save_fetch_failure, sync_feeds, versions_to_judge
from newsagg.store.incidents import apply_changes
from newsagg.store.queries import count_rows, find_incidents, run_select, show_incident
from newsagg.store.runs import end_run, last_run, start_run
from newsagg.vocabulary import ArticleRole, ClaimType, Confirmation, FeedKind, FindingKind, RecordState, Scope
from tests.store.making import (
    CLOUD,
    NOON,
    a_claim,
    a_feed,
    a_fetch,
    a_finding,
    a_headline,
    a_story,
    a_verdict,
    later,
    save_stories,
)

ID, OTHER = "2026-03-02-example-cloud", "2026-03-09-shop"
BODY = "Example Corp blamed a database. Engineers blamed a network. It took about six hours. It failed in 2025 too."


@pytest.fixture
def told(db: Database) -> Database:
    """One incident told by an outlet, its copy and a status page, and another one merged into it."""
    status = a_feed("example-status", kind=FeedKind.STATUS, provider="example")
    update = StatusUpdate(at=later(0.5), state="investigating", body=BODY)
    save_stories(db, a_feed(), a_story(summary=BODY, published_at=later(-0.5)))
    save_stories(
        db, a_feed("gazette"), a_story(a_feed("gazette"), "https://gazette.example/1", "A copy", BODY)
    )
    save_stories(
        db, status, a_story(status, "https://status.example/1", "API errors", BODY, updates=(update,))
    )
    six = Value(text="about 6 h", words="six hours", number_from=350, number_to=370, unit="minutes")
    items = []
    for stored in versions_to_judge(db, 9):
        article = stored.article
        claims = [
            a_claim(article, "Example Corp blamed a database."),
            a_claim(article, "Engineers blamed a network.", "network", speaker="Engineers"),
            a_claim(
                article,
                "It failed in 2025 too.",
                "2025",
                kind=ClaimType.PRIOR_INCIDENT,
                scope=Scope.BACKGROUND,
            ),
            replace(a_claim(article, "It took about six hours.", kind=ClaimType.DURATION), value=six),
        ]
        items.append((stored, a_verdict(), claims))
    save_detection(db, items, NOON, None)
    cause = a_finding(
        1, 2, kind=FindingKind.CONFLICT, sentence="Example Corp says database, Engineers say network."
    )
    long = a_finding(4, type=ClaimType.DURATION, best="about 6 h")
    changes: list[Change] = [
        OpenIncident(incident=ID, lead_service="example-cloud", reason="r"),
        PlaceArticle(incident=ID, article_id=1, role=ArticleRole.PRIMARY, origin=1, reason="r"),
        PlaceArticle(incident=ID, article_id=2, role=ArticleRole.PRIMARY, origin=1, reason="a copy"),
        PlaceArticle(incident=ID, article_id=3, role=ArticleRole.UPDATE, origin=3, reason="r"),
        DescribeIncident(
            incident=ID,
            state=RecordState.OPEN,
            headline=a_headline(confirmation=Confirmation.VENDOR_ACKNOWLEDGED, origins=2),
            findings=(cause, long),
        ),
        OpenIncident(incident=OTHER, lead_service="shop", reason="r"),
        MergeIncident(incident=OTHER, into=ID, reason="one outage after all"),
    ]
    apply_changes(db, changes, later(1), None)
    return db


def one(db: Database, view: str, where: str = "1") -> dict[str, Any]:
    (row,) = db.query(f"SELECT * FROM {view} WHERE {where}")
    return row


def test_the_summary_has_one_line_for_the_incident_that_stands(told: Database) -> None:
    row = one(told, "incident_summary")
    assert (row["id"], row["service"], row["provider"]) == (ID, "example-cloud", "example")
    assert (row["outlets"], row["articles"], row["origins"], row["claims"], row["conflicts"]) == (
        3,
        3,
        2,
        9,
        1,
    )
    assert (row["started"], row["ended"]) == ("2026-03-02T12:00:00Z", None)
    assert (row["duration_minutes"], row["duration_basis"]) == (350, "claimed")


def test_a_duration_that_nobody_gave_is_counted_from_exact_times_only(told: Database) -> None:
    exact = a_headline(ended_from=later(2), ended_to=later(2))
    apply_changes(
        told, [DescribeIncident(incident=ID, state=RecordState.OPEN, headline=exact)], later(2), None
    )
    assert one(told, "incident_durations", f"incident_id = '{ID}'")["duration_minutes"] == 120
    assert one(told, "incident_durations", f"incident_id = '{ID}'")["basis"] == "from times"
    day = a_headline(ended_from=later(2), ended_to=later(9))
    apply_changes(told, [DescribeIncident(incident=ID, state=RecordState.OPEN, headline=day)], later(3), None)
    assert one(told, "incident_durations", f"incident_id = '{ID}'")["duration_minutes"] is None


def test_the_ledger_shows_each_claim_with_its_words_and_chain(told: Database) -> None:
    row = one(told, "claim_ledger", "claim_id = 1")
    assert (row["incident_id"], row["type"], row["value"], row["categories"]) == (
        ID,
        "cause",
        "database",
        "data_store",
    )
    assert (row["speaker"], row["chain"], row["quote"]) == (
        "Example Corp",
        "Post > Example Corp",
        "Example Corp blamed a database.",
    )
    assert (
        told.execute("SELECT count(*) FROM claim_ledger").fetchone()
        == told.execute("SELECT count(*) FROM claims").fetchone()
    )


def test_every_quote_in_the_ledger_stands_in_its_version(told: Database) -> None:
    wrong = told.execute(
        """SELECT count(*) FROM claim_ledger l JOIN article_versions v ON v.id = l.version
        WHERE substr(v.title || char(10, 10) || v.body, l.start + 1, l."end" - l.start) <> l.quote"""
    ).fetchone()
    assert wrong == (0,)


def test_disagreements_name_who_says_what(told: Database) -> None:
    row = one(told, "disagreements")
    assert (row["incident_id"], row["type"], row["claims"], row["voices"]) == (ID, "cause", 2, 2)
    assert row["sentence"] == "Example Corp says database, Engineers say network."


def test_the_press_lead_is_what_the_vendor_came_after(told: Database) -> None:
    row = one(told, "press_lead")
    assert (row["press_outlet"], row["vendor_how"], row["lead_minutes"]) == ("Post", "status page", 60.0)


def test_a_provider_is_counted_over_its_incidents(told: Database) -> None:
    row = one(told, "provider_reliability")
    assert (row["provider"], row["incidents"], row["median_minutes"], row["acknowledged"]) == (
        "example",
        1,
        350,
        1,
    )
    assert row["cause_given"] == 1


def test_the_timeline_orders_what_the_sources_tell(told: Database) -> None:
    rows = told.execute("SELECT kind, who FROM timeline ORDER BY at, url").fetchall()
    assert rows == [("article", "Post"), ("article", "Gazette"), ("article", "Example-Status")]


def test_feed_health_tells_the_states_of_feeds_apart(db: Database) -> None:
    sync_feeds(db, [a_feed(name) for name in ("fresh", "good", "bad", "gone", "dropped")], NOON)
    save_stories(db, a_feed("good"), a_story(a_feed("good")))
    failed = a_fetch(outcome="failed", error="no route")
    for name in ("bad", "gone"):
        save_fetch_failure(db, name, failed, next_due_at=NOON, now=NOON, run_id=None, retire=name == "gone")
    sync_feeds(db, [a_feed(name) for name in ("fresh", "good", "bad", "gone")], NOON)
    assert dict(db.execute("SELECT feed, state FROM feed_health").fetchall()) == {
        "fresh": "never_read",
        "good": "late",
        "bad": "failing",
        "gone": "retired",
        "dropped": "retired",
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, 1),
        ({"service": "example-cloud"}, 1),
        ({"service": "example"}, 1),
        ({"service": "shop"}, 0),
        ({"state": "open"}, 1),
        ({"state": "merged"}, 0),
        ({"since": later(-1), "until": later(1)}, 1),
        ({"since": later(1)}, 0),
        ({"until": later(-1)}, 0),
    ],
    ids=str,
)
def test_incidents_are_found_by_all_that_is_given(told: Database, given: dict[str, Any], found: int) -> None:
    assert len(find_incidents(told, **given)) == found


def test_an_incident_is_shown_whole_and_by_any_of_its_ids(told: Database) -> None:
    shown = show_incident(told, OTHER)
    assert (shown["asked"], shown["id"], shown["title"]) == (OTHER, ID, "Example Cloud outage")
    assert set(shown["claims"]) == {"cause", "duration"}
    assert set(shown["claims"]["cause"]) == {"Example Corp", "Engineers"}
    assert {line["type"] for line in shown["background"]} == {"prior_incident"}
    assert [(finding["type"], finding["claims"]) for finding in shown["findings"]] == [
        ("cause", [1, 2]),
        ("duration", [4]),
    ]
    assert [(article["outlet"], article["origin_article_id"]) for article in shown["articles"]] == [
        ("Post", 1),
        ("Gazette", 1),
        ("Example-Status", 3),
    ]
    assert shown["services"][0]["service"] == CLOUD.slug
    assert shown["events"][0]["kind"] == "opened"
    with pytest.raises(NotFoundError, match="newsagg incidents"):
        show_incident(told, "2020-01-01-nobody")


def test_a_query_gives_columns_and_at_most_the_rows_asked_for(told: Database, path: Path) -> None:
    columns, rows = run_select(path, "SELECT id, type FROM claims ORDER BY id", 2)
    assert (columns, rows) == (["id", "type"], [(1, "cause"), (2, "cause")])
    assert run_select(path, "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'network'")[1] == [(3,)]
    assert run_select(path, "SELECT value FROM json_each('[7]')")[1] == [(7,)]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM claims", "not authorized"),
        ("ATTACH 'other.db' AS other", "not authorized"),
        ("PRAGMA query_only = OFF", "not authorized"),
        ("SELECT load_extension('x')", "not authorized|no such function"),
        ("CREATE TEMP TABLE t (x)", "not authorized"),
        ("SELECT 1; DROP TABLE claims", "one statement"),
        ("SELEC 1", "syntax error"),
        ("SELECT colour FROM claims", "no such column"),
        ("", "not a query"),
        ("SELECT hex(zeroblob(200000000))", "too big"),
        ("SELECT '\ud800'", "surrogates"),
    ],
)
def test_a_query_that_does_not_only_read_is_refused_in_sqlites_words(
    db: Database, path: Path, sql: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        run_select(path, sql)


def test_a_query_without_end_is_stopped(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "SELECT_SECONDS", 0.2)
    began = time.monotonic()
    with pytest.raises(StoreError, match="takes longer"):
        run_select(
            path, "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        )
    assert time.monotonic() - began < 5


def test_a_ctrl_c_inside_a_query_is_a_ctrl_c_and_no_slowness(db: Database, path: Path) -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_select(
                path, "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
            )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_rows_are_counted(told: Database) -> None:
    assert count_rows(told)["articles"] == 3
    assert count_rows(told)["incidents"] == 2


def test_the_ledger_of_runs_keeps_how_each_ended(db: Database) -> None:
    assert last_run(db) is None
    number = start_run(db, "plain", NOON, "given")
    begun = last_run(db)
    assert begun is not None
    expected = {
        "id": number,
        "kind": "plain",
        "clock": "given",
        "state": "running",
        "started_at": "2026-03-02T12:00:00Z",
        "ended_at": None,
        "counts": {},
        "error": "",
    }
    assert {name: begun[name] for name in expected} == expected
    end_run(db, number, "completed", {"new": 3}, later(1))
    ended = last_run(db)
    assert ended is not None
    assert (ended["state"], ended["counts"], ended["ended_at"]) == (
        "completed",
        {"new": 3},
        "2026-03-02T13:00:00Z",
    )
    with pytest.raises(NotFoundError, match="no such run"):
        end_run(db, 99, "completed", {}, NOON)
