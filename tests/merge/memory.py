"""A record of incidents kept in memory, for tests of planning: it applies changes the way the store does."""

from collections.abc import Sequence
from dataclasses import replace

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
    RetireIncident,
    ReviveIncident,
)
from newsagg.pipeline.merge import ROUNDS
from newsagg.vocabulary import RecordState
from tests.merge.making import a_group, a_report, an_incident, at

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
        made: list[Change] = []
        for _ in range(ROUNDS if decisions else 1):
            made += self._run_once(groups, decisions)
        return made

    def _run_once(self, groups: Sequence[Group], decisions: Sequence[Decision]) -> list[Change]:
        changes = self.plan(groups, decisions)
        before = {i: tuple(self.articles(i)) for i in self.incidents}
        for change in changes:
            self.apply(change)
        for name, found in self.incidents.items():
            if found.articles or before.get(name):
                former = () if found.articles else before.get(name, ())
                self.incidents[name] = replace(found, former=former)
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
            case ReviveIncident():
                known[change.incident] = replace(
                    known[change.incident], state=RecordState.CANDIDATE, merged_into=""
                )
            case RetireIncident():
                known[change.incident] = replace(known[change.incident], state=RecordState.REJECTED)
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
