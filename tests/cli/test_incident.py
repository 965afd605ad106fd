"""What analysts decide, through the real command line, on a record that the real merge made."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsagg.model import ServiceRole
from newsagg.pipeline.merge import merge_new
from newsagg.report.chronicle import tell_event
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.claims import reports_due
from newsagg.store.decisions import load_decisions, renew_due, save_decision
from newsagg.store.incidents import clear_due
from newsagg.store.versions import newest_version
from newsagg.vocabulary import DecisionKind
from tests.cli.running import OBEYED, Outcome, run
from tests.cli.twoincidents import CLOUD, FIRST, LATE, SECOND, SHOP, STORIES, a_run, make_two_incidents
from tests.copying import copy_database
from tests.store.making import NOON, a_feed, a_story, a_verdict, later, save_stories


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_two_incidents(tmp_path_factory.mktemp("decided") / "record.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return copy_database(made, tmp_path)


NOW = datetime(2026, 11, 1, tzinfo=UTC)


def decide(database: Path, *words: str, reason: str = "read both") -> Outcome:
    return run("incident", *words, "--because", reason, "--by", "ana", database=database)


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
    merge_new(Settings(database=database), now=NOON + timedelta(days=5), run_id=a_run(database))
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
    decide(database, "set", CLOUD, "severity", "critical", reason="hospitals were hit")
    told = run("show", CLOUD, database=database)
    assert "critical decided by ana: hospitals were hit" in " ".join(told.out.split())
    decide(database, "set", CLOUD, "started", "2026-03-02T09:30/2026-03-02T10:00")
    shown = run("show", CLOUD, "--json", database=database).data
    assert (shown["started_from"], shown["started_to"]) == ("2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z")


def test_the_list_has_what_is_in_force_and_with_all_what_was_undone(database: Path) -> None:
    decide(database, "reject", SHOP)
    decide(database, "undo", "1")
    decide(database, "set", CLOUD, "title", "Example Cloud fails")
    assert [row[0] for row in run("incident", "list-decisions", database=database).rows[1:]] == ["2"]
    everything = run("incident", "list-decisions", "--all", "--json", database=database).data
    assert [(row["id"], row["undone_by"]) for row in everything] == [(2, ""), (1, "ana")]
    assert run("incident", "list-decisions", SHOP, database=database).rows[1:] == []


REFUSED: list[tuple[str, tuple[str, ...], str]] = [
    ("an unknown incident", ("merge", "2026-03-02-example-clod", CLOUD), f"did you mean {CLOUD}"),
    ("an incident with itself", ("merge", CLOUD, CLOUD), "nothing merges with itself"),
    ("an unknown article", ("split", CLOUD, "https://post.example/none"), "no such article"),
    ("an article of another incident", ("split", CLOUD, LATE), f"is not in {CLOUD}"),
    ("a split that leaves nothing", ("split", CLOUD, FIRST, SECOND), "nothing would be left"),
    ("a move to where it is", ("move", LATE, "--to", SHOP), f"is in {SHOP} already"),
    ("a move out of two incidents", ("move", FIRST, LATE, "--to", CLOUD), "already"),
    ("a severity that is none", ("set", CLOUD, "severity", "awful"), "none of none, minor"),
    (
        "a service that nobody knows",
        ("set", CLOUD, "lead_service", "example-clod"),
        "did you mean example-cloud",
    ),
    ("an end before its start", ("set", CLOUD, "ended", "2026-03-02/2026-03-01"), "is before"),
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
    assert run("incident", "list-decisions", "--all", "--json", database=database).data == []


def test_what_is_rejected_takes_no_part_in_other_decisions_until_that_is_undone(database: Path) -> None:
    decide(database, "reject", SHOP)
    for words in (("merge", CLOUD, SHOP), ("move", FIRST, "--to", SHOP), ("reject", SHOP)):
        refused = decide(database, *words)
        assert "is rejected by ana (decision 1)" in refused.err
        assert "`newsagg incident undo 1 --because ...`" in refused.err
    assert decide(database, "undo", "1").code == 0
    assert "was undone already" in decide(database, "undo", "1").err
    assert decide(database, "merge", CLOUD, SHOP).code == 0


def test_a_decision_without_a_reason_is_none(database: Path) -> None:
    assert run("incident", "reject", SHOP, "--by", "ana", database=database).code == 2
    assert run("incident", "reject", SHOP, "--by", "ana", "--because", " ", database=database).code == 2


def test_without_a_record_there_is_nothing_to_decide(tmp_path: Path) -> None:
    assert decide(tmp_path / "none.db", "reject", SHOP).code == 1
    assert not (tmp_path / "none.db").exists()


def test_an_open_incident_settles_after_silence_without_any_new_report(database: Path) -> None:
    assert run("show", SHOP, "--json", database=database).data["state"] == "open"
    merge_new(Settings(database=database), now=NOON + timedelta(days=12), run_id=a_run(database))
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


def shown(database: Path, incident: str) -> Any:
    return run("show", incident, "--json", database=database).data


def everything(database: Path) -> list[str]:
    db = sqlite3.connect(database)
    try:
        return list(db.iterdump())
    finally:
        db.close()


ADD = ("add-claim", CLOUD, FIRST, "--type", "symptom", "--quote", "Nobody could log in to Example Cloud")
REHEARSED: list[tuple[str, tuple[str, ...], str]] = [
    ("merge", ("merge", SHOP, CLOUD), f"merged into {CLOUD}"),
    ("split", ("split", CLOUD, SECOND), "placed in it as primary"),
    ("move", ("move", SECOND, "--to", SHOP), "taken out of it"),
    ("reject", ("reject", SHOP), "state: settled → rejected"),
    ("set", ("set", CLOUD, "severity", "critical"), "→ critical"),
    ("add a claim", ADD, "symptom"),
]


@pytest.mark.parametrize(("words", "told"), [r[1:] for r in REHEARSED], ids=[r[0] for r in REHEARSED])
def test_a_dry_run_tells_what_the_decision_then_does_and_changes_nothing(
    database: Path, words: tuple[str, ...], told: str
) -> None:
    merge_new(Settings(database=database), now=NOW, run_id=a_run(database))  # so long after, all have settled
    before = everything(database)
    rehearsed = decide(database, *words, "--dry-run", "--json").data
    assert rehearsed["dry_run"]
    assert everything(database) == before
    foreseen = rehearsed["changes"]
    assert told in "\n".join(line.what for line in map(tell_event, foreseen))
    done = decide(database, *words, "--json").data["changes"]

    def name(changes: Any) -> list[Any]:
        return [
            [row[n] for n in ("incident_id", "kind", "field", "old_value", "new_value")] for row in changes
        ]

    assert name(foreseen) == name(done)


def test_what_was_waiting_to_be_merged_is_no_change_of_a_decision(database: Path) -> None:
    words = ("set", SHOP, "severity", "critical")
    foreseen = decide(database, *words, "--dry-run", "--json").data["changes"]
    done = decide(database, *words, "--json").data["changes"]
    assert [(c["incident_id"], c["field"]) for c in done] == [
        (SHOP, "severity")
    ]  # both have settled meanwhile
    assert [(c["incident_id"], c["field"]) for c in foreseen] == [(SHOP, "severity")]
    assert shown(database, CLOUD)["state"] == "settled"


def test_a_survivor_keeps_its_title_and_lead_service_until_somebody_sets_them(database: Path) -> None:
    decide(database, "merge", CLOUD, SHOP)  # what is merged into it was told days before it
    record = shown(database, SHOP)
    assert (record["title"], record["lead_service"]) == ("Shop will not take orders", "shop")
    assert {s["service"] for s in record["services"]} == {"shop", "example-cloud"}
    decide(database, "set", SHOP, "lead_service", "example-cloud")
    assert shown(database, SHOP)["lead_service"] == "example-cloud"
    merge_new(Settings(database=database), now=NOW, run_id=a_run(database), afresh=True)
    assert shown(database, SHOP)["title"] == "Shop will not take orders"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("started", "2030-01-01", "the start (2030-01-01 00:00 UTC) would lie in the future"),
        ("ended", "2026-10-31/2030-01-01", "the end (2030-01-01 00:00 UTC) would lie in the future"),
        (
            "started",
            "2026-03-05",
            "more than 2 days after the first report by Post (2026-03-02 12:00 UTC)",
        ),
    ],
    ids=["start in the future", "end in the future", "start long after the first report"],
)
def test_a_time_that_cannot_be_is_refused(database: Path, field: str, value: str, why: str) -> None:
    refused = decide(database, "set", CLOUD, field, value)
    assert refused.code == 1
    assert why in refused.err
    assert load_decisions(open_db(database)) == []


def test_an_undo_can_be_rehearsed_too(database: Path) -> None:
    decide(database, "reject", SHOP)
    told = decide(database, "undo", "1", "--dry-run").out
    assert "nothing was changed" in told
    assert "state: rejected" in told
    assert shown(database, SHOP)["state"] == "rejected"


def test_an_id_that_was_merged_is_followed_and_that_is_said(database: Path) -> None:
    decide(database, "merge", SHOP, CLOUD)
    told = decide(database, "set", SHOP, "severity", "critical")
    assert f"{SHOP} was merged: {CLOUD} stands for it" in told.out
    assert shown(database, CLOUD)["severity"] == "critical"


def test_an_end_before_the_start_that_stands_is_refused(database: Path) -> None:
    decide(database, "set", CLOUD, "started", "2026-03-02T11:00")
    refused = decide(database, "set", CLOUD, "ended", "2026-03-02T10:59")
    assert refused.code == 1
    assert "would lie before the start (2026-03-02 11:00 UTC)" in refused.err
    assert decide(database, "set", CLOUD, "ended", "2026-03-02T11:01").code == 0
    assert decide(database, "set", CLOUD, "started", "2026-03-02T12:00").code == 1


def said(database: Path, kind: str) -> list[tuple[str, str, str]]:
    claims = shown(database, CLOUD)["claims"].get(kind, {})
    return [(who, claim["value"], claim["quote"]) for who, lines in claims.items() for claim in lines]


def test_an_added_claim_stands_with_its_words_through_every_run_and_rebuild_until_it_is_undone(
    database: Path,
) -> None:
    told = decide(database, *ADD, "--words", "could log in")
    assert told.code == 0, told.err
    claim = ("Post", "could log in", "Nobody could log in to Example Cloud")
    assert said(database, "symptom") == [claim]
    db = open_db(database)
    [stored] = [v for v in (newest_version(db, n) for n in (1, 2, 3)) if v and v.article.url == FIRST]
    save_detection(
        db, [(stored, a_verdict(services=()), [])], later(200), None
    )  # what our rules say is nothing
    merge_new(Settings(database=database), now=later(201), run_id=a_run(database), afresh=True)
    assert said(database, "symptom") == [claim]
    assert "is on record already" in decide(database, *ADD, "--words", "could log in").err
    assert decide(database, "undo", "1").code == 0
    assert said(database, "symptom") == []
    assert decide(database, *ADD, "--words", "could log in").code == 0
    assert said(database, "symptom") == [claim]


def test_an_added_claim_goes_when_its_publisher_takes_the_words_back_and_returns_with_them(
    database: Path,
) -> None:
    decide(database, *ADD)
    feed = a_feed()
    for hours, body, left in ((90.0, "All is well.", 0), (91.0, "Nobody could log in to Example Cloud.", 1)):
        db = open_db(database)
        story = a_story(feed, FIRST, STORIES[0][1], body, published_at=later(0), seen_at=later(hours))
        save_stories(db, feed, story, now=later(hours))
        role = ServiceRole(
            slug="example-cloud", name="Example Cloud", provider="example-cloud", role="subject"
        )
        judged: list[Any] = [(v, a_verdict(services=(role,)), []) for v in versions_to_judge(db, 10)]
        save_detection(db, judged, later(hours), None)
        merge_new(Settings(database=database), now=later(hours), run_id=a_run(database))
        assert len(said(database, "symptom")) == left
    again = decide(database, "add-claim", CLOUD, FIRST, "--type", "status", "--quote", "All is well")
    assert "an earlier version of it had these words" in again.err


CLAIMS_REFUSED: list[tuple[str, tuple[str, ...], str]] = [
    ("words that are not there", (CLOUD, FIRST, "--type", "cause", "--quote", "a burst pipe"), "letter for letter"),
    ("a source that we do not have", (CLOUD, "https://else.example/1", "--type", "cause", "--quote", "x y"),
     "import it first"),
    ("an article of another incident", (CLOUD, LATE, "--type", "cause", "--quote", "stayed empty"), "incident move"),
    ("a speaker whom nobody names", (*ADD[1:], "--speaker", "Fabrikam"), "does not name 'Fabrikam'"),
    ("no time in the words", (CLOUD, FIRST, "--type", "start_time", "--quote", "Nobody could log in"),
     "no start_time can be read"),
    ("an empty quote", (CLOUD, FIRST, "--type", "cause", "--quote", " "), "letter for letter"),
    ("half a surrogate", (CLOUD, FIRST, "--type", "cause", "--quote", "\udc80"), "letter for letter"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"), [r[1:] for r in CLAIMS_REFUSED], ids=[r[0] for r in CLAIMS_REFUSED]
)
def test_a_claim_that_does_not_stand_in_its_source_is_refused(
    database: Path, words: tuple[str, ...], told: str
) -> None:
    refused = decide(database, "add-claim", *words)
    assert refused.code == 1
    assert told in refused.err
    assert run("incident", "list-decisions", "--all", "--json", database=database).data == []


def test_the_history_tells_events_decisions_and_undone_ones_and_follows_merges(database: Path) -> None:
    decide(database, "merge", SHOP, CLOUD, reason="one outage")
    decide(database, "set", CLOUD, "severity", "critical", reason="hospitals were hit")
    decide(database, "undo", "2", reason="only one hospital")
    told = run("history", SHOP, database=database)
    assert told.code == 0
    text = " ".join(told.out.split())
    for words in (
        f"{SHOP} was merged: {SHOP} → {CLOUD}",
        f"decision 1: {SHOP} merged into {CLOUD} {SHOP} · ana · one outage",
        f"decision 2: severity of {CLOUD} set to critical (undone since)",
        f"decision 2 undone: severity of {CLOUD} set to critical ana · only one hospital",
        "severity: major → critical",
        "severity: critical → major",
        f"opened for shop {SHOP} · run 1 (test)",
    ):
        assert words in text
    lines = run("history", CLOUD, "--json", database=database).data["lines"]
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert {line["kind"] for line in lines} >= {"opened", "placed", "merged", "decision", "undone"}
    near = run("history", "2026-03-02-example-clod", database=database)
    assert (near.code, f"did you mean {CLOUD}" in near.err) == (1, True)
