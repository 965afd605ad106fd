"""Laws of identity over random histories: thresholds that change and change back, and analysts who decide at random.

The partition of each step stands for what a model and a threshold make of the reports; reports come, go and come back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from newsagg.model import Decision, Group, OpenIncident
from newsagg.vocabulary import DecisionKind, RecordState
from tests.merge.making import a_decision
from tests.merge.memory import NOW, Record, grouped

ARTICLES = range(1, 9)
DECISIONS = 50
CHANGES = 0.3


def partitions(articles: Sequence[int] = ARTICLES, *, gone: bool = True) -> st.SearchStrategy[list[Group]]:
    """Groups of articles; with ``gone`` some may be in none, as irrelevant reports are."""

    def build(labels: list[int]) -> list[Group]:
        found: dict[int, list[int]] = {}
        for article, label in zip(articles, labels, strict=True):
            found.setdefault(label, []).append(article)
        return [grouped(*members) for label, members in sorted(found.items()) if label]

    label = st.integers(0 if gone else 1, 4)
    return st.lists(label, min_size=len(articles), max_size=len(articles)).map(build)


def shuffle(dice: Random) -> list[Group]:
    found: dict[int, list[int]] = {}
    for article in ARTICLES:
        found.setdefault(dice.randrange(5), []).append(article)
    return [grouped(*members) for label, members in sorted(found.items()) if label]


def present(groups: Sequence[Group]) -> set[int]:
    return {r.article_id for g in groups for r in g.reports}


def check_record(record: Record, groups: Sequence[Group], decisions: Sequence[Decision]) -> None:
    """Planning again changes nothing, each report is in one incident, every id leads to one that stands."""
    assert record.plan(groups, decisions) == []
    homes = [a for i in record.incidents.values() for a, _ in i.articles]
    assert sorted(homes) == sorted(present(groups))
    for incident in record.incidents:
        assert record.incidents[record.resolve(incident)].state is not RecordState.MERGED
    assert all(getattr(change, "reason", "told") for change in record.log)


def check_overlap(record: Record, groups: Sequence[Group]) -> None:
    """Of the reports that an id without reports held last, no incident holds more than the one it leads to."""
    for incident in record.incidents.values():
        there = Counter(record.home(a) for a in incident.former if a in present(groups))
        if not incident.articles and there:
            assert there[record.resolve(incident.id)] == max(there.values())


@settings(max_examples=60, deadline=None)
@given(first=partitions(gone=False), between=st.lists(partitions(), max_size=4))
def test_another_threshold_and_back_ends_in_the_first_partition_and_every_id_leads_to_most_of_its_reports(
    first: list[Group], between: list[list[Group]]
) -> None:
    record = Record()
    record.run(first)
    held = {i: record.articles(i) for i in record.incidents}
    for groups in [*between, first]:
        record.run(groups)
        check_record(record, groups, ())
        check_overlap(record, groups)
    standing = [sorted(record.articles(i)) for i in record.incidents if record.articles(i)]
    assert sorted(standing) == sorted(map(sorted, held.values()))


@settings(max_examples=60, deadline=None)
@given(first=partitions(gone=False), other=partitions(gone=False))
def test_a_coarser_threshold_and_back_gives_every_id_its_own_reports_again(
    first: list[Group], other: list[Group]
) -> None:
    joined: list[set[int]] = []
    for group in [*first, *other]:
        members = {r.article_id for r in group.reports}
        apart = [found for found in joined if not found & members]
        joined = [*apart, members.union(*(found for found in joined if found & members))]
    record = Record()
    record.run(first)
    held = {i: record.articles(i) for i in record.incidents}
    record.run([grouped(*members) for members in joined])
    record.run(first)
    assert {i: record.articles(i) for i in record.incidents} == held


class Analyst:
    """Decides at random what the command line would let him decide, and remembers what must hold since."""

    def __init__(self, record: Record, dice: Random) -> None:
        self.record = record
        self.dice = dice
        self.decisions: list[Decision] = []

    def rejected(self) -> set[str]:
        return {
            self.record.resolve(d.incident)
            for d in self.decisions
            if d.kind is DecisionKind.REJECT and d.undone_at is None
        }

    def decide(self) -> None:
        living = sorted(
            i for i, found in self.record.incidents.items() if found.articles and i not in self.rejected()
        )
        kind = self.dice.choice([*DecisionKind, "undo"])
        if kind == "undo":
            standing = [n for n, d in enumerate(self.decisions) if d.undone_at is None]
            if standing:
                n = self.dice.choice(standing)
                self.decisions[n] = replace(self.decisions[n], undone_at=NOW)
        elif living:
            self._make(DecisionKind(kind), self.dice.choice(living), living)

    def _make(self, kind: DecisionKind, source: str, living: Sequence[str]) -> None:
        held = sorted(self.record.articles(source))
        others = [i for i in living if i != source]
        target, articles, field, value = "", list[int](), "", ""
        match kind:
            case DecisionKind.MERGE if others:
                target = self.dice.choice(others)
                articles = held
            case DecisionKind.MOVE if others:
                target, articles = self.dice.choice(others), [self.dice.choice(held)]
            case DecisionKind.SPLIT if len(held) > 1:
                target = f"2024-05-14-acme-split-{len(self.decisions)}"
                articles = [self.dice.choice(held)]
                self.record.apply(
                    OpenIncident(incident=target, lead_service="acme", split_from=source, reason="ana")
                )
            case DecisionKind.OVERRIDE:
                field, value = "severity", self.dice.choice(["none", "critical"])
            case DecisionKind.REJECT:
                articles = held
            case DecisionKind.CLAIM:  # says what a report says, and moves none
                articles, field, value = [self.dice.choice(held)], "cause", "the words of a report"
            case _:
                return
        self.decisions.append(
            a_decision(
                kind,
                source,
                number=len(self.decisions) + 1,
                target=target,
                articles=articles,
                field=field,
                value=value,
            )
        )

    def check(self, groups: Sequence[Group]) -> None:
        """Every decision in force still holds, unless a later one says otherwise."""
        record, here = self.record, present(groups)
        standing = [d for d in self.decisions if d.undone_at is None]
        homes: dict[int, str] = {}
        bonds: list[tuple[Decision, set[int]]] = []
        for decision in standing:
            articles = set(decision.articles)
            if decision.kind is DecisionKind.MERGE:
                homes = {a: h for a, h in homes.items() if a not in articles}
                for _, bond in bonds:
                    bond -= articles
                bonds.append((decision, articles))
            elif decision.kind in (DecisionKind.MOVE, DecisionKind.SPLIT, DecisionKind.REJECT):
                for _, bond in bonds:
                    bond -= articles
                homes |= dict.fromkeys(articles, decision.target or decision.incident)
        for article, home in homes.items():
            if article in here:
                assert record.home(article) == record.resolve(home)
        for decision, bond in bonds:
            assert {record.home(a) for a in bond & here} <= {record.resolve(decision.target)}
            assert record.resolve(decision.incident) == record.resolve(decision.target)
        said: dict[str, str] = {}
        for decision in standing:
            incident = record.resolve(decision.incident)
            if decision.kind is DecisionKind.REJECT and record.articles(incident):
                assert record.incidents[incident].state is RecordState.REJECTED
            if decision.kind is DecisionKind.OVERRIDE:
                said[incident] = decision.value
        for incident, value in said.items():
            if record.articles(incident):
                assert record.described[incident].headline.severity == value


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(seed=st.integers(0, 2**32))
@example(seed=902241)  # decisions that bear on one another: a second plan had more to do
def test_fifty_random_decisions_hold_through_any_history(seed: int) -> None:
    dice = Random(seed)
    record = Record()
    groups = shuffle(dice)
    record.run(groups)
    analyst = Analyst(record, dice)
    for _ in range(DECISIONS):
        analyst.decide()
        groups = shuffle(dice) if dice.random() < CHANGES else groups
        record.run(groups, analyst.decisions)
        check_record(record, groups, analyst.decisions)
        analyst.check(groups)
