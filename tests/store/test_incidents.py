"""Incidents: changes are all or nothing, leave their reasons, and no id or placement is ever lost."""

from dataclasses import replace
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.errors import NotFoundError, StoreError
from newsagg.model import (
    Change,
    DescribeIncident,
    Finding,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
)
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.claims import reports_due
from newsagg.store.decisions import load_decisions, save_decision
from newsagg.store.fates import resolve_incident
from newsagg.store.incidents import apply_changes, incidents_of_articles, load_incidents
from newsagg.vocabulary import ArticleRole, ClaimType, DecisionKind, FindingKind, Lifecycle, RecordState
from tests.store.making import (
    CLOUD,
    NOON,
    a_claim,
    a_feed,
    a_finding,
    a_headline,
    a_story,
    a_verdict,
    dump_record,
    judge_all,
    later,
    save_stories,
)

BLAME = "The vendor blamed a database."
FIRST, SECOND = "2026-03-02-example-cloud", "2026-03-02-example-cloud-2"


def opening(incident: str = FIRST, **given: Any) -> OpenIncident:
    return OpenIncident(
        incident=incident, lead_service="example-cloud", reason="two reports within an hour", **given
    )


def placing(article_id: int, incident: str = FIRST, **given: Any) -> PlaceArticle:
    fields: dict[str, Any] = {
        "role": ArticleRole.PRIMARY,
        "origin": article_id,
        "reason": "same service, same hour",
    }
    return PlaceArticle(incident=incident, article_id=article_id, **fields | given)


def describing(
    *findings: Finding, incident: str = FIRST, state: RecordState = RecordState.OPEN, **given: Any
) -> DescribeIncident:
    return DescribeIncident(incident=incident, state=state, headline=a_headline(**given), findings=findings)


@pytest.fixture
def known(db: Database) -> Database:
    """Three articles with a claim each."""
    save_stories(db, a_feed(), *(a_story(url=f"https://post.example/{n}") for n in (1, 2, 3)))
    judge_all(db, [BLAME])
    return db


def events(db: Database, incident: str = FIRST) -> list[tuple[Any, ...]]:
    return db.execute(
        """SELECT kind, field, old_value, new_value, article_id FROM incident_events
        WHERE incident_id = ? ORDER BY id""",
        [incident],
    ).fetchall()


def test_an_incident_is_opened_filled_described_and_read_back(known: Database) -> None:
    apply_changes(known, [opening(), placing(1), placing(2), describing()], NOON, None)
    (incident,) = load_incidents(known)
    assert incident.id == FIRST
    assert incident.state is RecordState.OPEN
    assert incident.articles == ((1, ArticleRole.PRIMARY), (2, ArticleRole.PRIMARY))
    assert incident.opened_at == NOON
    assert incidents_of_articles(known, [1, 3]) == {1: (FIRST,)}
    assert load_incidents(known, [SECOND]) == []


def test_the_same_changes_again_change_nothing(known: Database) -> None:
    changes: list[Change] = [opening(), placing(1), describing(a_finding(1))]
    apply_changes(known, changes, NOON, None)
    before = dump_record(known)
    apply_changes(known, changes, later(1), None)
    assert dump_record(known) == before


def test_every_change_leaves_its_reason(known: Database) -> None:
    apply_changes(known, [opening(), placing(1)], NOON, None)
    apply_changes(
        known, [RemoveArticle(incident=FIRST, article_id=1, reason="an analyst moved it")], later(1), None
    )
    told = known.execute("SELECT kind, reason FROM incident_events ORDER BY id").fetchall()
    assert told == [
        ("opened", "two reports within an hour"),
        ("placed", "same service, same hour"),
        ("removed", "an analyst moved it"),
    ]


def test_a_description_tells_the_history_only_what_changed(known: Database) -> None:
    apply_changes(known, [opening(), describing()], NOON, None)
    told = len(events(known))
    apply_changes(known, [describing(lifecycle=Lifecycle.RESOLVED, ended_from=later(6))], later(7), None)
    assert events(known)[told:] == [
        ("described", "ended_from", None, "2026-03-02T18:00:00Z", None),
        ("described", "lifecycle", "reported", "resolved", None),
    ]


def test_services_are_replaced_and_the_old_ones_told(known: Database) -> None:
    apply_changes(known, [opening(), describing()], NOON, None)
    shop = replace(CLOUD, slug="shop", role="affected")
    apply_changes(known, [describing(services=(CLOUD, shop))], later(1), None)
    assert events(known)[-1][1:4] == (
        "services",
        "example-cloud (subject)",
        "example-cloud (subject), shop (affected)",
    )
    assert known["incident_services"].count == 2


def test_a_changed_finding_is_ended_and_an_equal_one_left_alone(known: Database) -> None:
    cause, status = a_finding(1), a_finding(2, type=ClaimType.STATUS, best="down")
    apply_changes(known, [opening(), describing(cause, status)], NOON, None)
    conflict = replace(
        cause, kind=FindingKind.CONFLICT, claims=(1, 2), sentence="A says one thing, B another."
    )
    apply_changes(known, [describing(conflict, status)], later(1), None)
    rows = known.execute("SELECT type, kind, first_seen_at, ended_at FROM findings ORDER BY id").fetchall()
    assert rows == [
        ("cause", "single", "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"),
        ("status", "single", "2026-03-02T12:00:00Z", None),
        ("cause", "conflict", "2026-03-02T13:00:00Z", None),
    ]
    assert events(known)[-1] == ("finding", "cause", "single: database", "conflict: database", None)


def test_only_a_speakers_older_word_is_marked_as_superseded(known: Database) -> None:
    text = "It was a database. It was a network. It was a cable."
    save_stories(known, a_feed(), a_story(url="https://post.example/9", summary=text))
    (stored,) = versions_to_judge(known, 9)
    claims = [
        a_claim(stored.article, "It was a database.", "database"),
        a_claim(stored.article, "It was a network.", "network"),
        a_claim(stored.article, "It was a cable.", "cable", speaker="Another Corp"),
    ]
    save_detection(known, [(stored, a_verdict(), claims)], NOON, None)
    database, network, cable = (
        row[0] for row in known.execute("SELECT id FROM claims WHERE article_id = 4 ORDER BY id")
    )
    finding = a_finding(cable, network, database, kind=FindingKind.SUPERSEDED, best="network")

    def superseded() -> list[tuple[int, str]]:
        return known.execute(
            "SELECT id, superseded_at FROM claims WHERE superseded_at IS NOT NULL"
        ).fetchall()

    apply_changes(known, [opening(), describing(finding)], NOON, None)
    assert superseded() == [(database, "2026-03-02T12:00:00Z")]
    apply_changes(known, [describing(replace(finding, sentence="Told in other words."))], later(1), None)
    assert superseded() == [(database, "2026-03-02T12:00:00Z")]
    apply_changes(known, [describing()], later(2), None)
    assert superseded() == []


def test_a_merged_incident_keeps_its_id_and_hands_on_its_articles(known: Database) -> None:
    apply_changes(
        known, [opening(), placing(1), opening(SECOND), placing(2, SECOND), placing(1, SECOND)], NOON, None
    )
    merging = MergeIncident(incident=SECOND, into=FIRST, reason="one outage after all")
    apply_changes(known, [merging], later(1), None)
    first, second = load_incidents(known)
    assert [article for article, _ in first.articles] == [1, 2]
    assert (second.state, second.merged_into, second.articles) == (RecordState.MERGED, FIRST, ())
    assert resolve_incident(known, SECOND) == FIRST
    before = dump_record(known)
    apply_changes(known, [merging], later(2), None)
    assert dump_record(known) == before


def test_merging_moves_what_is_left_after_the_other_changes_of_the_list(known: Database) -> None:
    third = "2026-03-02-shop"
    apply_changes(
        known,
        [opening(), opening(SECOND), placing(1, SECOND), placing(2, SECOND), opening(third)],
        NOON,
        None,
    )
    changes: list[Change] = [
        MergeIncident(incident=SECOND, into=FIRST, reason="one outage after all"),
        RemoveArticle(incident=SECOND, article_id=2, reason="about the shop"),
        placing(2, third),
    ]
    apply_changes(known, changes, later(1), None)
    assert incidents_of_articles(known, [1, 2]) == {1: (FIRST,), 2: (third,)}


def test_an_article_placed_in_a_merged_incident_goes_to_the_survivor(known: Database) -> None:
    apply_changes(known, [opening(), opening(SECOND)], NOON, None)
    apply_changes(known, [MergeIncident(incident=SECOND, into=FIRST, reason="r")], NOON, None)
    for hour in (1, 2):
        apply_changes(known, [placing(3, SECOND)], later(hour), None)
    assert incidents_of_articles(known, [3]) == {3: (FIRST,)}
    assert [event[0] for event in events(known)].count("placed") == 1


def test_a_chain_of_merges_is_followed_and_a_ring_refused(known: Database) -> None:
    third = "2026-03-02-shop"
    apply_changes(known, [opening(), opening(SECOND), opening(third)], NOON, None)
    apply_changes(known, [MergeIncident(incident=third, into=SECOND, reason="r")], NOON, None)
    apply_changes(known, [MergeIncident(incident=SECOND, into=FIRST, reason="r")], NOON, None)
    assert resolve_incident(known, third) == FIRST
    with pytest.raises(StoreError, match="was merged into it"):
        apply_changes(known, [MergeIncident(incident=FIRST, into=third, reason="r")], NOON, None)
    with pytest.raises(StoreError, match="was merged into it"):
        apply_changes(known, [MergeIncident(incident=SECOND, into=third, reason="r")], NOON, None)


def test_a_merge_that_is_taken_back_revives_the_incident(known: Database) -> None:
    apply_changes(known, [opening(), opening(SECOND), placing(1, SECOND)], NOON, None)
    apply_changes(known, [MergeIncident(incident=SECOND, into=FIRST, reason="r")], NOON, None)
    changes: list[Change] = [
        RemoveArticle(incident=FIRST, article_id=1, reason="undone"),
        placing(1, SECOND),
        describing(incident=SECOND),
    ]
    apply_changes(known, changes, later(1), None)
    assert resolve_incident(known, SECOND) == SECOND
    assert incidents_of_articles(known, [1]) == {1: (SECOND,)}
    assert ("revived", "merged_into", FIRST, None, None) in events(known, SECOND)


def test_a_split_names_its_parent(known: Database) -> None:
    apply_changes(known, [opening(), opening(SECOND, split_from=FIRST)], NOON, None)
    assert [incident.split_from for incident in load_incidents(known)] == ["", FIRST]


def test_an_article_changes_role_and_origin_in_place(known: Database) -> None:
    apply_changes(known, [opening(), placing(2)], NOON, None)
    apply_changes(known, [placing(2, role=ArticleRole.UPDATE, origin=1)], later(1), None)
    assert known.execute("SELECT role, origin_article_id, placed_at FROM incident_articles").fetchall() == [
        ("update", 1, "2026-03-02T12:00:00Z")
    ]
    assert events(known)[-2:] == [
        ("moved", "role", "primary", "update", 2),
        ("moved", "origin_article_id", "2", "1", 2),
    ]


def test_an_article_that_returns_has_two_placements(known: Database) -> None:
    removing = RemoveArticle(incident=FIRST, article_id=1, reason="r")
    apply_changes(known, [opening(), placing(1), removing, removing, placing(1)], NOON, None)
    assert known["incident_articles"].count == 2
    assert [event[0] for event in events(known)] == ["opened", "placed", "removed", "placed"]


@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        (placing(1, "2020-01-01-nobody"), NotFoundError, "no such incident"),
        (placing(99), NotFoundError, "no such article"),
        (placing(1, origin=99), NotFoundError, "no such article"),
        (RemoveArticle(incident=FIRST, article_id=3, reason="r"), StoreError, "never in it"),
        (
            MergeIncident(incident=FIRST, into="2020-01-01-nobody", reason="r"),
            NotFoundError,
            "no such incident",
        ),
        (MergeIncident(incident=FIRST, into=FIRST, reason="r"), StoreError, "cannot be merged"),
        (describing(incident="2020-01-01-nobody"), NotFoundError, "no such incident"),
        (describing(state=RecordState.MERGED), StoreError, "without a survivor"),
        (describing(a_finding(99)), StoreError, "FOREIGN KEY"),
        (opening(SECOND, split_from="2020-01-01-nobody"), NotFoundError, "no such incident"),
        (replace(opening(), reason="quite another outage"), StoreError, "belongs to another incident"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str | type) else "",
)
def test_one_bad_change_undoes_the_whole_list(
    known: Database, bad: Change, error: type[StoreError], message: str
) -> None:
    apply_changes(known, [opening()], NOON, None)
    before = dump_record(known)
    with pytest.raises(error, match=message):
        apply_changes(known, [placing(1), opening("2026-03-03-shop"), bad], later(1), None, handled=[1])
    assert dump_record(known) == before


def test_handled_articles_are_no_longer_due(known: Database) -> None:
    assert reports_due(known) == [1, 2, 3]
    apply_changes(known, [opening(), placing(1)], NOON, None, handled=[1, 2])
    assert reports_due(known) == [3]


def test_an_id_never_given_is_not_found(known: Database) -> None:
    with pytest.raises(NotFoundError, match="2020-01-01-nobody"):
        resolve_incident(known, "2020-01-01-nobody")


def test_a_decision_is_kept_as_it_was_made(known: Database) -> None:
    apply_changes(known, [opening(), opening(SECOND)], NOON, None)
    number = save_decision(
        known,
        DecisionKind.MOVE,
        FIRST,
        target=SECOND,
        articles=[2, 1],
        by="An Analyst",
        reason="it says so",
        now=NOON,
    )
    (decision,) = load_decisions(known)
    assert (decision.id, decision.kind, decision.incident, decision.target) == (
        number,
        DecisionKind.MOVE,
        FIRST,
        SECOND,
    )
    assert (decision.articles, decision.by, decision.reason, decision.at) == (
        (2, 1),
        "An Analyst",
        "it says so",
        NOON,
    )


@pytest.mark.parametrize(
    ("incident", "given", "message"),
    [
        ("2020-01-01-nobody", {}, "no such incident"),
        (FIRST, {"target": "2020-01-01-nobody"}, "no such incident"),
        (FIRST, {"articles": [99]}, "no such article"),
        (FIRST, {"reason": ""}, "CHECK"),
    ],
)
def test_a_decision_about_nothing_is_refused(
    known: Database, incident: str, given: dict[str, Any], message: str
) -> None:
    apply_changes(known, [opening()], NOON, None)
    fields: dict[str, Any] = {"by": "An Analyst", "reason": "r", "now": NOON}
    with pytest.raises(StoreError, match=message):
        save_decision(known, DecisionKind.SPLIT, incident, **fields | given)
