"""Groups, known incidents and decisions in; changes of the record out."""

from dataclasses import replace

import pytest

from newsagg.merge.incidents import plan_changes
from newsagg.model import MergeIncident, OpenIncident, PlaceArticle, RetireIncident, ReviveIncident
from newsagg.vocabulary import ArticleRole, ClaimType, DecisionKind, RecordState
from tests.merge.making import a_claim, a_decision, a_group, a_report, an_incident, at
from tests.merge.memory import NOW, Record, grouped


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


def test_an_outage_whose_start_is_a_day_of_another_zone_is_called_by_that_day() -> None:
    day = a_claim(ClaimType.START_TIME, "Tuesday", when=(at(-2), at(21.9)))
    group = a_group(a_report(1, "Acme is down", told=at(20), about=["acme"], claims=[day]))
    assert [c.incident for c in plan_changes([group], (), now=NOW) if isinstance(c, OpenIncident)] == [
        "2024-05-14-acme"
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
    assert record.plan([grouped(1, 2, 3)], [decision]) == []


def test_an_analysts_split_holds_against_the_clusterer() -> None:
    record = Record()
    record.run([grouped(1, 2, 3)])
    old = record.home(1)
    record.apply(
        OpenIncident(incident="2024-05-14-acme-2", lead_service="acme", split_from=old, reason="ana")
    )
    decision = a_decision(DecisionKind.SPLIT, old, target="2024-05-14-acme-2", articles=[3])
    record.run([grouped(1, 2, 3)], [decision])
    assert record.articles(old) == {1, 2}
    assert record.home(3) == "2024-05-14-acme-2"
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


def test_an_id_that_was_merged_comes_back_when_its_reports_stand_apart_again() -> None:
    record = Record()
    record.run([grouped(1, 2), grouped(30, 31)])
    first, second = record.home(1), record.home(30)
    record.run([grouped(1, 2, 30, 31)])
    assert record.resolve(second) == first
    changes = record.run([grouped(1, 2), grouped(30, 31)])
    assert [c.incident for c in changes if isinstance(c, ReviveIncident)] == [second]
    assert (record.articles(first), record.articles(second)) == ({1, 2}, {30, 31})


def test_a_merged_id_follows_its_reports_to_another_incident() -> None:
    record = Record()
    record.run([grouped(1, 2, 3), grouped(30, 31), grouped(50, 51, 52)])
    second, third = record.home(30), record.home(50)
    record.run([grouped(1, 2, 3, 30, 31), grouped(50, 51, 52)])
    changes = record.run([grouped(1, 2, 3), grouped(30, 31, 50, 51, 52)])
    (moved,) = (c for c in changes if isinstance(c, MergeIncident))
    assert (moved.incident, moved.into) == (second, third)
    assert "2 of its 2 reports" in moved.reason


def test_an_incident_whose_reports_count_again_has_its_id_again() -> None:
    record = Record()
    record.run([grouped(1)])
    (retired,) = record.run([])[-1:]
    assert isinstance(retired, RetireIncident)
    record.run([grouped(1, 2)])
    assert record.home(1) == "2024-05-14-acme"
    assert record.incidents["2024-05-14-acme"].state is not RecordState.REJECTED


def test_an_undone_merge_gives_both_incidents_their_own_back() -> None:
    record = Record()
    record.run([grouped(1), grouped(30, 31)])
    small, large = record.home(1), record.home(30)
    merge = a_decision(DecisionKind.MERGE, large, target=small, articles=[30, 31])
    record.run([grouped(1), grouped(30, 31)], [merge])
    assert record.articles(small) == {1, 30, 31}
    record.run([grouped(1), grouped(30, 31)], [replace(merge, undone_at=NOW)])
    assert (record.articles(small), record.articles(large)) == ({1}, {30, 31})


def test_an_undone_move_gives_the_articles_back_and_takes_no_id_along() -> None:
    record = Record()
    record.run([grouped(1), grouped(30, 31)])
    small, large = record.home(1), record.home(30)
    move = a_decision(DecisionKind.MOVE, large, target=small, articles=[30, 31])
    record.run([grouped(1), grouped(30, 31)], [move])
    assert record.resolve(large) == small
    record.run([grouped(1), grouped(30, 31)], [replace(move, undone_at=NOW)])
    assert (record.articles(small), record.articles(large)) == ({1}, {30, 31})


def test_a_later_decision_wins_over_an_earlier_one() -> None:
    record = Record()
    record.run([grouped(1, 2), grouped(30)])
    first, second = record.home(1), record.home(30)
    away = a_decision(DecisionKind.MOVE, first, target=second, articles=[2], number=1)
    record.run([grouped(1, 2), grouped(30)], [away])
    back = a_decision(DecisionKind.MOVE, second, target=first, articles=[2], number=2)
    record.run([grouped(1, 2), grouped(30)], [away, back])
    assert record.articles(first) == {1, 2}
    merge = a_decision(DecisionKind.MERGE, second, target=first, articles=[30], number=3)
    record.run([grouped(1, 2), grouped(30)], [away, back, merge])
    assert record.articles(first) == {1, 2, 30}


def test_the_history_of_a_decided_field_names_the_analyst() -> None:
    record = Record()
    record.run([grouped(1)])
    decision = a_decision(DecisionKind.OVERRIDE, "2024-05-14-acme", field="started", value="2024-05-14T07:00")
    record.run([grouped(1)], [decision])
    assert dict(record.described["2024-05-14-acme"].because) == {
        "started_from": "ana: read both",
        "started_to": "ana: read both",
    }
