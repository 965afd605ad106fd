"""The cookbook: every question has an answer in the demo's record, and a right one; the page in the docs is that."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.errors import NotFoundError, StoreError
from newsagg.store import read_db
from newsagg.store.connect import fetch_rows
from newsagg.store.cookbook import (
    Recipe,
    ask_recipe,
    can_queries,
    find_recipe,
    load_cookbook,
    render_cookbook,
)
from newsagg.store.knownat import FIELDS, show_known_at

ROOT = Path(__file__).resolve().parents[2]
CLAUDE = "2026-03-02-claude"
Row = dict[str, Any]


def ask(database: Path, name: str, **given: str) -> list[Row]:
    recipe = find_recipe(name)
    columns, rows = ask_recipe(database, recipe, given or recipe.examples)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def by(rows: list[Row], column: str) -> dict[Any, Row]:
    return {row[column]: row for row in rows}


# What the demo's articles say, read by a person, not by the code under test.
RIGHT: dict[str, Callable[[list[Row]], bool]] = {
    "longest_outages": lambda r: (
        [x["id"] for x in r] == ["2025-10-20-aws", "2025-11-18-cloudflare"]
        and r[0]["duration_minutes"] == 900
    ),
    "open_now": lambda r: [x["id"] for x in r] == [CLAUDE],
    "outages_by_month": lambda r: (
        by(r, "month")["2023-11"]["incidents"] == 3 and sum(x["incidents"] for x in r) == 23
    ),
    "outages_by_hour": lambda r: sum(x["incidents"] for x in r if x["weekday"] == "Friday") >= 2,
    "again_within_a_week": lambda r: (
        {(x["first"], x["then_again"]) for x in r} == {("2023-11-08-chatgpt", "2023-11-09-chatgpt")}
    ),
    "provider_reliability": lambda r: {x["provider"] for x in r} == {"azure", "instagram", "openai"},
    "never_gave_a_cause": lambda r: (
        {"peloton", "slack"} <= {x["provider"] for x in r}
        and not {"anthropic", "cloudflare", "aws", "faa"} & {x["provider"] for x in r}
    ),
    "acknowledgement_lag": lambda r: by(r, "provider")["openai"]["vendor_first"] == 2,
    "hit_by_others": lambda r: ("aws", "lloyds") in {(x["failed"], x["took_down"]) for x in r},
    "causes": lambda r: by(r, "category")["security_attack"]["denied"] >= 8,
    "cause_changed_later": lambda r: (
        {"2025-10-20-aws", "2024-02-22-att", "2024-07-19-crowdstrike"} <= {x["incident_id"] for x in r}
    ),
    "hedged_then_firm": lambda r: (
        "2025-10-20-aws" in {x["incident_id"] for x in r} and all(x["hours_between"] > 0 for x in r)
    ),
    "denied": lambda r: ("2021-10-04-facebook", "Facebook") in {(x["incident_id"], x["speaker"]) for x in r},
    "third_party_causes": lambda r: "2024-07-19-crowdstrike" in {x["incident_id"] for x in r},
    "who_disagrees": lambda r: (
        [(x["incident_id"], x["type"]) for x in r] == [(CLAUDE, "cause")] and "TechCrunch" in r[0]["sentence"]
    ),
    "severity_gap": lambda r: by(r, "id")["2023-11-09-chatgpt"]["steps_worse"] == -1,
    "durations_told": lambda r: (
        [(x["incident_id"], x["speakers"], x["ratio"]) for x in r] == [(CLAUDE, 4, 1.0)]
    ),
    "first_outlets": lambda r: (
        sum(x["first"] for x in r) == 23
        and all(x["first_of_several"] <= x["first"] <= x["incidents"] for x in r)
    ),
    "press_or_vendor": lambda r: by(r, "incident_id")[CLAUDE]["press_ahead_hours"] == -0.5 and len(r) == 4,
    "copies_by_outlet": lambda r: (
        by(r, "outlet")["Maple Dispatch"]["copied_from"] == "Northwire News Agency"
        and sum(x["copies"] for x in r) == 2
    ),
    "corrections": lambda r: ("Packet Gazette", "investigating") in {(x["outlet"], x["value"]) for x in r},
    "unconfirmed_hearsay": lambda r: any(x["chain"] == "The Lantern Ledger > TechCrunch" for x in r),
    "cited_trackers": lambda r: r[0]["speaker"] == "Downdetector" and r[0]["largest_number"] == 11_000_000,
    "quoted_speakers": lambda r: r[0]["speaker"] == "Downdetector" and "outlet" not in {x["role"] for x in r},
    "customers_named": lambda r: any("Starbucks" in x["customers"] for x in r),
    "credits_offered": lambda r: {CLAUDE, "2022-07-08-rogers"} <= {x["incident_id"] for x in r},
    "money": lambda r: (r[0]["number_from"], r[0]["unit"], r[0]["speaker"]) == (500_000_000, "USD", "Delta"),
    "users_hit": lambda r: any(x["number_from"] == 8_500_000 and x["speaker"] == "Microsoft" for x in r),
    "data_lost": lambda r: (
        {(x["speaker"], x["stance"]) for x in r}
        >= {("PYMNTS", "asserted"), ("Facebook", "denied"), ("Square", "denied")}
    ),
    "promises": lambda r: (
        {(x["incident_id"], x["kind"], x["state"]) for x in r}
        >= {(CLAUDE, "expectation", "overdue"), ("2023-01-11-faa", "expectation", "kept")}
    ),
    "known_incidents": lambda r: len(r) == 23 and by(r, "id")[CLAUDE]["state"] == "open",
    "known_claims": lambda r: len(r) > 20 and {x["incident_id"] for x in r} == {CLAUDE},
    "changed_lately": lambda r: CLAUDE in {x["incident_id"] for x in r},
    "feeds_in_trouble": lambda r: {x["state"] for x in r} == {"quiet"},
}


def test_the_book_holds_what_is_checked_and_enough() -> None:
    assert {recipe.name for recipe in load_cookbook()} == set(RIGHT)
    assert len(RIGHT) >= 25


@pytest.mark.parametrize("recipe", load_cookbook(), ids=lambda r: r.name)
def test_a_recipe_is_answered_rightly_by_the_demo(demo_database: Path, recipe: Recipe) -> None:
    rows = ask(demo_database, recipe.name)
    assert rows
    assert RIGHT[recipe.name](rows), rows


@pytest.mark.parametrize("recipe", [r for r in load_cookbook() if r.parameters], ids=lambda r: r.name)
def test_a_recipe_answers_when_nothing_is_given(demo_database: Path, recipe: Recipe) -> None:
    assert ask_recipe(demo_database, recipe, {})[0]


def test_what_is_given_narrows_the_answer(demo_database: Path) -> None:
    assert {r["provider"] for r in ask(demo_database, "customers_named", provider="azure")} == {"azure"}
    assert {r["type"] for r in ask(demo_database, "denied", type="data_loss")} == {"data_loss"}
    assert {r["state"] for r in ask(demo_database, "promises", state="kept")} == {"kept"}
    with pytest.raises(NotFoundError, match="no such provider"):
        ask(demo_database, "customers_named", provider="' OR 1=1 --")


def test_strange_names_are_refused_with_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="longest_outages"):
        find_recipe("longest")
    with pytest.raises(StoreError, match="it asks for provider"):
        find_recipe("customers_named").fill({"vendor": "x"})


def test_a_recipe_stands_on_described_tables_only(demo_database: Path) -> None:
    from newsagg.store.describe import DESCRIPTIONS

    for recipe in load_cookbook():
        named = set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)", recipe.sql))
        own = set(re.findall(r"([a-z_]+) (?:\([a-z, ]+\) )?AS (?:MATERIALIZED )?\(", recipe.sql))
        assert named - own - {"json_each"} <= set(DESCRIPTIONS), recipe.name


def test_the_page_is_what_the_book_prints(demo_database: Path) -> None:
    assert (ROOT / "docs" / "cookbook.md").read_text("utf-8") == render_cookbook(demo_database)


def test_every_recipe_is_a_canned_query_with_its_parameters() -> None:
    canned = can_queries()
    assert list(canned) == [recipe.name for recipe in load_cookbook()]
    for query in canned.values():
        assert set(query["params"]) == set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", query["sql"])))
        assert "Beware" in query["description"]


@pytest.fixture(scope="module")
def moments(demo_database: Path) -> list[str]:
    db = sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)
    found = db.execute("SELECT DISTINCT at FROM incident_events ORDER BY at").fetchall()
    db.close()
    return [at for (at,) in found]


def test_known_now_is_what_the_record_says_now(demo_database: Path) -> None:
    db = read_db(demo_database)
    for row in fetch_rows(db, "SELECT * FROM incidents WHERE state IN ('candidate', 'open', 'settled')"):
        known = show_known_at(db, row["id"], datetime.now(UTC))
        for name in FIELDS:
            if name != "services":
                assert known[name] == (None if row[name] is None else str(row[name])), (row["id"], name)
        ledger = fetch_rows(
            db,
            "SELECT claim_id, superseded_at FROM claim_ledger WHERE incident_id = ? AND withdrawn_at IS NULL",
            (row["id"],),
        )
        then = [*known["claims"], *known["background"]]
        assert {(c["claim_id"], c["superseded_at"]) for c in then} == {tuple(c.values()) for c in ledger}
        live = fetch_rows(
            db,
            "SELECT type, best FROM findings WHERE incident_id = ? AND ended_at IS NULL ORDER BY type, id",
            (row["id"],),
        )
        assert [(f["type"], f["best"]) for f in known["findings"]] == [tuple(f.values()) for f in live]
    db.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_later_is_known_what_was_known_before_but_for_what_was_taken_back(
    demo_database: Path, moments: list[str], data: st.DataObject
) -> None:
    around = sorted(
        {
            *moments,
            "2026-03-06T00:00:00Z",
            "2026-03-07T04:59:59Z",
            "2026-03-08T06:00:01Z",
            "2027-01-01T00:00:00Z",
        }
    )
    early, late = sorted(data.draw(st.tuples(st.sampled_from(around), st.sampled_from(around))))
    before = by(ask(demo_database, "known_claims", at=early, incident=""), "claim_id")
    after = by(ask(demo_database, "known_claims", at=late, incident=""), "claim_id")
    db = sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)
    for claim in before.keys() - after.keys():
        (left,) = db.execute(
            """SELECT max(coalesce(c.withdrawn_at, ''), coalesce(max(p.removed_at), '')) FROM claims c
            JOIN incident_articles p ON p.article_id = c.article_id WHERE c.id = ?""",
            (claim,),
        ).fetchone()
        assert early < left <= late
    db.close()
    incidents = {
        at: by(ask(demo_database, "known_incidents", at=at, incident=""), "id") for at in (early, late)
    }
    assert incidents[early].keys() <= incidents[late].keys()
    assert all(early >= row["first_seen_at"] for row in before.values())
