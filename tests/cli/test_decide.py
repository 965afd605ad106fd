"""What analysts decide, through the real command line, on a record that the real merge made."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsagg.model import ServiceRole
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.claims import reports_due
from newsagg.store.decisions import load_decisions, renew_due, save_decision
from newsagg.store.incidents import clear_due
from newsagg.store.runs import start_run
from newsagg.vocabulary import DecisionKind
from tests.cli.running import OBEYED, Outcome, run
from tests.store.making import NOON, a_feed, a_story, a_verdict, later, save_stories

CLOUD, SHOP = "2026-03-02-example-cloud", "2026-03-05-shop"
FIRST, SECOND, LATE = (f"https://post.example/{n}" for n in ("first", "second", "late"))
STORIES = (
    (
        FIRST,
        "Example Cloud is down across Europe",
        "Nobody could log in to Example Cloud.",
        0.0,
        "example-cloud",
    ),
    (
        SECOND,
        "Example Cloud is down for customers in Europe",
        "Log in to Example Cloud failed.",
        1.0,
        "example-cloud",
    ),
    (LATE, "Shop will not take orders", "Baskets at Shop stayed empty all morning.", 72.0, "shop"),
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    db = open_db(path)
    feed = a_feed()
    for url, title, summary, hours, _ in STORIES:
        save_stories(
            db, feed, a_story(feed, url, title, summary, published_at=later(hours), seen_at=later(hours))
        )
    services = {url: slug for url, *_, slug in STORIES}
    items: list[Any] = []
    for stored in versions_to_judge(db, 10):
        slug = services[stored.article.url]
        role = ServiceRole(slug=slug, name=slug.title(), provider=slug, role="subject")
        items.append((stored, a_verdict(services=(role,)), []))
    save_detection(db, items, NOON, None)
    db.close()
    merge_new(Settings(database=path), now=NOON + timedelta(days=4), run_id=_a_run(path))
    return path


def _a_run(path: Path) -> int:
    return start_run(open_db(path), "test", NOON)


def decide(database: Path, *words: str, reason: str = "read both") -> Outcome:
    return run("decide", *words, "--reason", reason, "--by", "ana", database=database)


def articles(database: Path, incident: str) -> set[str]:
    return {a["url"] for a in run("show", incident, "--json", database=database).data["articles"]}


def test_the_record_begins_with_two_incidents(database: Path) -> None:
    assert articles(database, CLOUD) == {FIRST, SECOND}
    assert articles(database, SHOP) == {LATE}


def test_a_merge_is_in_effect_at_once_and_the_other_id_leads_to_the_survivor(database: Path) -> None:
    told = decide(database, "merge", SHOP, CLOUD)
    assert told.code == 0
    assert f"{SHOP} is merged into {CLOUD}" in told.out
    assert articles(database, CLOUD) == {FIRST, SECOND, LATE}
    assert articles(database, SHOP) == {FIRST, SECOND, LATE}


def test_an_undone_merge_gives_both_ids_their_own_reports_back(database: Path) -> None:
    decide(database, "merge", SHOP, CLOUD)
    told = decide(database, "undo", "1", reason="were two after all")
    assert "is undone" in told.out
    assert articles(database, CLOUD) == {FIRST, SECOND}
    assert articles(database, SHOP) == {LATE}


def test_a_split_makes_an_incident_that_names_its_parent_and_survives_a_rebuild(database: Path) -> None:
    assert decide(database, "split", CLOUD, SECOND).code == 0
    child = f"{CLOUD}-2"
    assert articles(database, child) == {SECOND}
    assert run("show", child, "--json", database=database).data["split_from"] == CLOUD
    merge_new(Settings(database=database), now=NOON + timedelta(days=5), run_id=_a_run(database))
    assert articles(database, CLOUD) == {FIRST}


def test_a_moved_article_is_where_it_was_put_with_the_analysts_reason(database: Path) -> None:
    assert decide(database, "move", SECOND, "--to", SHOP, reason="it is about the shop").code == 0
    assert articles(database, SHOP) == {SECOND, LATE}
    events = run("show", SHOP, "--json", database=database).data["events"]
    assert "ana: it is about the shop" in {event["reason"] for event in events if event["kind"] == "placed"}


def test_a_rejected_incident_is_off_the_list_and_still_shown(database: Path) -> None:
    decide(database, "reject", SHOP)
    listed = run("incidents", "--all", "--json", database=database).data
    assert [row["id"] for row in listed] == [CLOUD]
    assert "record: rejected" in run("show", SHOP, database=database).out


def test_an_override_changes_the_line_names_the_analyst_and_keeps_the_rule(database: Path) -> None:
    decide(database, "override", CLOUD, "severity", "critical", reason="hospitals were hit")
    told = run("show", CLOUD, database=database)
    assert "critical decided by ana: hospitals were hit" in " ".join(told.out.split())
    decide(database, "override", CLOUD, "started", "2026-03-02T09:30/2026-03-02T10:00")
    shown = run("show", CLOUD, "--json", database=database).data
    assert (shown["started_from"], shown["started_to"]) == ("2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z")


def test_the_list_has_what_is_in_force_and_with_all_what_was_undone(database: Path) -> None:
    decide(database, "reject", SHOP)
    decide(database, "undo", "1")
    decide(database, "override", CLOUD, "title", "Example Cloud fails")
    assert [row[0] for row in run("decide", "list", database=database).rows[1:]] == ["2"]
    everything = run("decide", "list", "--all", "--json", database=database).data
    assert [(row["id"], row["undone_by"]) for row in everything] == [(2, ""), (1, "ana")]
    assert run("decide", "list", SHOP, database=database).rows[1:] == []


REFUSED: list[tuple[str, tuple[str, ...], str]] = [
    ("an unknown incident", ("merge", "2026-03-02-example-clod", CLOUD), f"did you mean {CLOUD}"),
    ("an incident with itself", ("merge", CLOUD, CLOUD), "nothing merges with itself"),
    ("an unknown article", ("split", CLOUD, "https://post.example/none"), "no such article"),
    ("an article of another incident", ("split", CLOUD, LATE), f"is not in {CLOUD}"),
    ("a split that leaves nothing", ("split", CLOUD, FIRST, SECOND), "nothing would be left"),
    ("a move to where it is", ("move", LATE, "--to", SHOP), f"is in {SHOP} already"),
    ("a move out of two incidents", ("move", FIRST, LATE, "--to", CLOUD), "already"),
    ("a severity that is none", ("override", CLOUD, "severity", "awful"), "none of none, minor"),
    ("an end before its start", ("override", CLOUD, "ended", "2026-03-02/2026-03-01"), "is before"),
    ("a decision that is not there", ("undo", "7"), "no such decision"),
    ("what a terminal would obey", ("reject", "\x1b[2J"), "no such incident"),
]


@pytest.mark.parametrize(("words", "told"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_decision_that_makes_no_sense_is_refused_and_not_recorded(
    database: Path, words: tuple[str, ...], told: str
) -> None:
    refused = decide(database, *words)
    assert refused.code == 1
    assert told in refused.err
    assert not [sign for sign in OBEYED if sign in refused.err]
    assert run("decide", "list", "--all", "--json", database=database).data == []


def test_what_is_rejected_takes_no_part_in_other_decisions_until_that_is_undone(database: Path) -> None:
    decide(database, "reject", SHOP)
    for words in (("merge", CLOUD, SHOP), ("move", FIRST, "--to", SHOP), ("reject", SHOP)):
        refused = decide(database, *words)
        assert "is rejected by ana (decision 1)" in refused.err
        assert "`newsagg decide undo 1`" in refused.err
    assert decide(database, "undo", "1").code == 0
    assert "was undone already" in decide(database, "undo", "1").err
    assert decide(database, "merge", CLOUD, SHOP).code == 0


def test_a_decision_without_a_reason_is_none(database: Path) -> None:
    assert run("decide", "reject", SHOP, "--by", "ana", database=database).code == 2
    assert run("decide", "reject", SHOP, "--by", "ana", "--reason", " ", database=database).code == 2


def test_without_a_record_there_is_nothing_to_decide(tmp_path: Path) -> None:
    assert decide(tmp_path / "none.db", "reject", SHOP).code == 1
    assert not (tmp_path / "none.db").exists()


def test_an_open_incident_settles_after_silence_without_any_new_report(database: Path) -> None:
    assert run("show", SHOP, "--json", database=database).data["state"] == "open"
    merge_new(Settings(database=database), now=NOON + timedelta(days=12), run_id=_a_run(database))
    shown = run("show", SHOP, "--json", database=database).data
    assert shown["state"] == "settled"
    assert "nobody has told of it since 2026-03-05" in shown["events"][-1]["reason"]


def test_a_decision_made_while_a_merge_was_under_way_is_due_again(database: Path) -> None:
    db = open_db(database)
    before = load_decisions(db)
    save_decision(db, DecisionKind.REJECT, SHOP, by="ana", reason="no outage", now=later(100))
    clear_due(db, reports_due(db))
    renew_due(db, before)
    assert len(reports_due(db)) == 1
