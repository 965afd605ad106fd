"""Groups, known incidents and decisions in; changes of the record out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.merge.incidents import plan_changes
from newsagg.model import (
    Change,
    Decision,
    DescribeIncident,
    Group,
    Incident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
)
from newsagg.vocabulary import ArticleRole, DecisionKind, RecordState
from tests.merge.making import a_decision, a_group, a_report, an_incident, at

NOW = at(0, day=30)


def grouped(*articles: int) -> Group:
    return a_group(*(a_report(a, f"Acme is down {a}", told=at(a), about=["acme"]) for a in sorted(articles)))


class Record:
    """A record kept in memory: applies changes the way the store does."""

    def __init__(self, *incidents: Incident) -> None:
        self.incidents = {i.id: i for i in incidents}
        self.described: dict[str, DescribeIncident] = {}
        self.origins: dict[int, int] = {}
        self.log: list[Change] = []

    def plan(self, groups: Sequence[Group], decisions: Sequence[Decision] = ()) -> list[Change]:
        return plan_changes(
            groups,
            tuple(self.incidents.values()),
            decisions,
            now=NOW,
            taken=self.incidents.keys(),
            described=self.described,
            origins=self.origins,
        )

    def run(self, groups: Sequence[Group], decisions: Sequence[Decision] = ()) -> list[Change]:
        changes = self.plan(groups, decisions)
        for change in changes:
            self.apply(change)
        self.log += changes
        return changes

    def apply(self, change: Change) -> None:
        known = self.incidents
        match change:
            case OpenIncident():
                assert change.incident not in known
                known[change.incident] = replace(
                    an_incident(change.incident), split_from=change.split_from, opened_at=at(len(known))
                )
            case MergeIncident():
                known[change.incident] = replace(
                    known[change.incident], state=RecordState.MERGED, merged_into=change.into
                )
            case PlaceArticle():
                old = dict(known[change.incident].articles) | {change.article_id: change.role}
                known[change.incident] = replace(known[change.incident], articles=tuple(old.items()))
                self.origins[change.article_id] = change.origin
            case RemoveArticle():
                old = dict(known[change.incident].articles)
                old.pop(change.article_id)
                known[change.incident] = replace(known[change.incident], articles=tuple(old.items()))
            case DescribeIncident():
                self.described[change.incident] = change
                known[change.incident] = replace(known[change.incident], state=change.state)

    def resolve(self, incident: str) -> str:
        seen = set()
        while self.incidents[incident].merged_into:
            assert incident not in seen
            seen.add(incident)
            incident = self.incidents[incident].merged_into
        return incident

    def articles(self, incident: str) -> set[int]:
        return {a for a, _ in self.incidents[incident].articles}

    def home(self, article: int) -> str:
        (found,) = (i for i in self.incidents if article in self.articles(i))
        return found


def test_a_new_outage_gets_an_id_of_its_day_and_service() -> None:
    record = Record()
    record.run([grouped(1, 2)])
    assert list(record.incidents) == ["2024-05-14-acme"]
    assert record.articles("2024-05-14-acme") == {1, 2}


def test_an_id_that_was_ever_taken_is_not_given_again() -> None:
    changes = plan_changes([grouped(1)], (), now=NOW, taken=["2024-05-14-acme", "2024-05-14-acme-2"])
    assert [c.incident for c in changes if isinstance(c, OpenIncident)] == ["2024-05-14-acme-3"]


def test_an_outage_of_no_known_service_is_called_by_its_headline() -> None:
    group = a_group(a_report(1, "Damaged cable leaves the islands cut off", told=at(9)))
    assert [c.incident for c in plan_changes([group], (), now=NOW) if isinstance(c, OpenIncident)] == [
        "2024-05-14-damaged-cable-leaves-islands"
    ]


def test_planning_again_after_applying_changes_nothing() -> None:
    record = Record()
    record.run([grouped(1, 2), grouped(30)])
    assert record.plan([grouped(1, 2), grouped(30)]) == []


def test_the_group_with_most_of_its_articles_keeps_the_id_and_the_rest_names_its_parent() -> None:
    record = Record(an_incident("2024-05-14-acme", 1, 2, 3))
    changes = record.run([grouped(1, 2), grouped(3)])
    assert record.articles("2024-05-14-acme") == {1, 2}
    (opened,) = (c for c in changes if isinstance(c, OpenIncident))
    assert opened.split_from == "2024-05-14-acme"
    assert record.articles(opened.incident) == {3}


def test_of_two_incidents_in_one_group_the_larger_part_survives_and_the_other_points_to_it() -> None:
    record = Record(an_incident("2024-05-13-acme", 1), an_incident("2024-05-14-acme", 2, 3))
    changes = record.run([grouped(1, 2, 3)])
    (merged,) = (c for c in changes if isinstance(c, MergeIncident))
    assert (merged.incident, merged.into) == ("2024-05-13-acme", "2024-05-14-acme")
    assert "same outage" in merged.reason
    assert record.articles("2024-05-14-acme") == {1, 2, 3}
    assert record.articles("2024-05-13-acme") == set()


def test_equal_parts_are_decided_for_the_older_incident() -> None:
    record = Record(
        an_incident("2024-05-14-a", 1, opened=at(5)), an_incident("2024-05-14-b", 2, opened=at(1))
    )
    (merged,) = (c for c in record.run([grouped(1, 2)]) if isinstance(c, MergeIncident))
    assert merged.into == "2024-05-14-b"


def test_an_incident_keeps_its_id_in_the_half_that_no_other_claims() -> None:
    record = Record(an_incident("2024-05-14-a", 1, 2, 3), an_incident("2024-05-14-b", 4, 5))
    record.run([grouped(1, 2, 3, 4), grouped(5)])
    assert record.articles("2024-05-14-b") == {5}


def test_an_incident_whose_reports_no_longer_count_is_rejected_and_stays() -> None:
    record = Record()
    record.run([grouped(1)])
    record.run([])
    assert record.incidents["2024-05-14-acme"].state is RecordState.REJECTED
    assert record.plan([]) == []


def test_a_roundup_alone_does_not_carry_an_id_over() -> None:
    record = Record(
        replace(
            an_incident("2024-05-14-acme", 1), articles=((1, ArticleRole.PRIMARY), (9, ArticleRole.ROUNDUP))
        )
    )
    record.run([grouped(9), grouped(1)])
    assert record.articles("2024-05-14-acme") == {1}


def test_an_analysts_merge_holds_against_the_clusterer() -> None:
    record = Record()
    record.run([grouped(1, 2), grouped(3)])
    first, second = record.home(1), record.home(3)
    decision = a_decision(DecisionKind.MERGE, second, target=first)
    record.run([grouped(1, 2), grouped(3)], [decision])
    assert record.resolve(second) == first
    assert record.articles(first) == {1, 2, 3}
    assert record.plan([grouped(1, 2), grouped(3)], [decision]) == []
    assert record.plan([grouped(1), grouped(2), grouped(3)], [decision]) == []


def test_an_analysts_split_holds_against_the_clusterer() -> None:
    record = Record()
    record.run([grouped(1, 2, 3)])
    old = record.home(1)
    decision = a_decision(DecisionKind.SPLIT, old, articles=[3])
    record.run([grouped(1, 2, 3)], [decision])
    assert record.articles(old) == {1, 2}
    assert record.incidents[record.home(3)].split_from == old
    assert record.plan([grouped(1, 2, 3)], [decision]) == []


def test_a_moved_article_stays_where_the_analyst_put_it() -> None:
    record = Record()
    record.run([grouped(1, 2, 3), grouped(40)])
    target = record.home(40)
    decision = a_decision(DecisionKind.MOVE, record.home(1), target=target, articles=[3])
    changes = record.run([grouped(1, 2, 3), grouped(40)], [decision])
    assert record.articles(target) == {3, 40}
    assert any(isinstance(c, PlaceArticle) and c.reason == "ana: read both" for c in changes)
    assert record.plan([grouped(1, 2, 3), grouped(40)], [decision]) == []


def test_what_an_analyst_rejected_stays_rejected_and_takes_no_other_incident_with_it() -> None:
    record = Record()
    record.run([grouped(1, 2), grouped(30)])
    refused = record.home(1)
    decision = a_decision(DecisionKind.REJECT, refused)
    record.run([grouped(1, 2, 30)], [decision])
    assert record.incidents[refused].state is RecordState.REJECTED
    assert record.articles(record.home(30)) == {30}
    assert record.incidents[record.home(30)].state is not RecordState.REJECTED


def test_an_override_changes_the_line_and_not_the_claims() -> None:
    record = Record()
    record.run([grouped(1)])
    decision = a_decision(DecisionKind.OVERRIDE, "2024-05-14-acme", field="severity", value="critical")
    record.run([grouped(1)], [decision])
    assert record.described["2024-05-14-acme"].headline.severity == "critical"
    assert record.plan([grouped(1)], [decision]) == []


def partitions(articles: Sequence[int]) -> st.SearchStrategy[list[Group]]:
    def build(labels: list[int]) -> list[Group]:
        found: dict[int, list[int]] = {}
        for article, label in zip(articles, labels, strict=True):
            found.setdefault(label, []).append(article)
        return [grouped(*members) for label, members in sorted(found.items()) if label]

    return st.lists(st.integers(0, 4), min_size=len(articles), max_size=len(articles)).map(build)


@settings(max_examples=60, deadline=None)
@given(history=st.lists(partitions(range(1, 9)), min_size=1, max_size=5), data=st.data())
def test_in_any_history_every_id_resolves_decisions_hold_and_planning_twice_is_planning_once(
    history: list[list[Group]], data: st.DataObject
) -> None:
    record = Record()
    decisions: list[Decision] = []
    moved: dict[int, str] = {}
    for number, groups in enumerate(history, start=1):
        record.run(groups, decisions)
        assert record.plan(groups, decisions) == []
        living = sorted(i for i, found in record.incidents.items() if found.articles)
        decide = data.draw(st.booleans())
        if living and decide:
            source = data.draw(st.sampled_from(living))
            target = data.draw(st.sampled_from(living))
            article = data.draw(st.sampled_from(sorted(record.articles(source))))
            if source != target:
                decisions.append(
                    a_decision(DecisionKind.MOVE, source, number=number, target=target, articles=[article])
                )
                moved[article] = target
                record.run(groups, decisions)
                assert record.plan(groups, decisions) == []
        present = {r.article_id for g in groups for r in g.reports}
        for incident in record.incidents:
            record.resolve(incident)
        homes = [a for i in record.incidents.values() for a, _ in i.articles]
        assert sorted(homes) == sorted(present), "each report is in one incident"
        for article, target in moved.items():
            if article in present:
                assert record.resolve(record.home(article)) == record.resolve(target)


@pytest.mark.parametrize("rounds", [2])
def test_another_threshold_and_back_loses_no_id(rounds: int) -> None:
    record = Record()
    loose, strict = [grouped(1, 2, 3, 4)], [grouped(1, 2), grouped(3), grouped(4)]
    for _ in range(rounds):
        record.run(loose)
        record.run(strict)
    record.run(loose)
    for incident in record.incidents:
        assert record.articles(record.resolve(incident)) == {1, 2, 3, 4}
