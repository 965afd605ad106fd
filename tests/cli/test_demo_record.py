"""The commands over the demo newsroom's record: every incident and every week can be read, whatever they hold."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsagg.report.week import name_week
from tests.cli.running import OBEYED, run

CLAUDE = "2026-03-02-claude"


@pytest.fixture(scope="module")
def ids(demo_database: Path) -> list[str]:
    return [line[0] for line in run("incidents", "--all", database=demo_database).rows[1:]]


def test_the_demo_has_its_incidents(ids: list[str]) -> None:
    assert len(ids) >= 6
    assert CLAUDE in ids


def test_every_incident_can_be_read_in_80_columns(demo_database: Path, ids: list[str]) -> None:
    for incident in ids:
        told = run("show", incident, "--events", database=demo_database, columns=80)
        assert told.code == 0, incident
        wide = [line for line in told.out.splitlines() if cell_len(line) > 80 and "http" not in line]
        assert wide == [], incident


def test_every_week_with_an_outage_can_be_told(demo_database: Path) -> None:
    with sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True) as db:
        rows = db.execute(
            "SELECT coalesce(started_latest, first_reported_at) FROM incident_summary"
        ).fetchall()
    for week in sorted({name_week(datetime.fromisoformat(at)) for (at,) in rows}):
        told = run("digest", "show", "--week", week, database=demo_database)
        assert told.code == 0, week
        assert not [sign for sign in OBEYED if sign in told.out], week
        assert [line for line in told.out.splitlines() if len(line) > 78 and "http" not in line] == [], week


def test_the_week_of_the_claude_outage_is_told_and_was_heard(demo_database: Path) -> None:
    told = " ".join(run("digest", "show", "--week", "2026-W10", database=demo_database).out.split())
    assert CLAUDE in told
    assert "It lasted about six hours, say" in told
    assert "credits" in told
    assert "No feed was read" not in told


def test_other_vendors_outages_are_background_of_the_claude_incident(demo_database: Path) -> None:
    told = run("show", CLAUDE, database=demo_database, columns=100).out
    before, background = told.split("\nBackground:")
    assert "DeepMind" in background
    assert "DeepMind" not in before


def test_a_page_behind_a_wall_says_why_it_is_missing(demo_database: Path) -> None:
    told = run("show", CLAUDE, database=demo_database, columns=100).out
    assert "page not to be had" in told


def test_a_stored_article_is_explained_with_its_incident(demo_database: Path, tmp_path: Path) -> None:
    with sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True) as db:
        url = "SELECT a.url FROM articles a JOIN incident_articles p ON p.article_id = a.id WHERE p.incident_id = ?"
        (address,) = db.execute(url, (CLAUDE,)).fetchone()
    cache = {"NEWSAGG_CACHE": str(demo_database.parent / "cache")}
    told = run("explain", address, database=demo_database, columns=100, env=dict(cache)).out
    assert f"stands in {CLAUDE}" in told
    assert "relevant" in told


def test_the_two_causes_of_the_claude_outage_stand_as_a_conflict(demo_database: Path) -> None:
    told = run("show", CLAUDE, database=demo_database, columns=100).out
    causes = told.split("\nCause  ≠ sources disagree\n")[1].split("\n\n")[0]
    assert "[configuration" in causes.split("TechCrunch")[0]
    assert "Anthropic's status page" in causes.split("TechCrunch")[0]
    second_hand = causes.split("TechCrunch  outlet")[1]
    assert "data store" in second_hand
    assert "second-hand: The Lantern Ledger says that TechCrunch says" in second_hand


def test_the_digest_quotes_both_causes_of_the_claude_outage(demo_database: Path) -> None:
    told = " ".join(run("digest", "show", "--week", "2026-W10", database=demo_database).out.split())
    why = told.split("WHY. Sources disagree on the cause.")[1].split("HIT. ")[0]
    assert "TechCrunch, as The Lantern Ledger tells it, says database: “" in why
    assert "Anthropic's status page says configuration: “" in why


def test_a_teaser_that_its_page_replaced_was_not_taken_back(demo_database: Path, ids: list[str]) -> None:
    with sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True) as db:
        teasers = {
            version
            for (version,) in db.execute(
                """SELECT v.id FROM claims c JOIN article_versions v ON v.id = c.version_id
                WHERE c.withdrawn_at IS NOT NULL AND v.basis = 'feed'"""
            )
        }
    assert teasers
    for incident in ids:
        record = json.loads(run("show", incident, "--json", database=demo_database).out)
        assert {claim["version"] for claim in record["withdrawn"]}.isdisjoint(teasers), incident


def test_promises_are_told_once_with_what_became_of_them(demo_database: Path) -> None:
    told = run("show", CLAUDE, database=demo_database, columns=100).out
    assert told.count("\nPromised\n") == 1
    assert "Anthropic promises: post-mortem  open" in told


def test_every_article_is_printed_with_the_number_that_decisions_take(demo_database: Path) -> None:
    articles = run("show", CLAUDE, database=demo_database).out.split("\nArticles\n")[1]
    assert articles.count("article ") == articles.count("http")
