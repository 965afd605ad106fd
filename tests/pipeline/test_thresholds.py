"""The demo under another threshold and back, with an analyst's decisions in between: nothing cited is lost."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.demo.timing import first_run_at
from newsagg.detect.lexicon import load_lexicon
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import group_reports
from newsagg.merge.identity import name_sibling
from newsagg.merge.incidents import plan_changes
from newsagg.model import Change, Incident, OpenIncident, Report
from newsagg.places import data_dir
from newsagg.store import open_db
from newsagg.store.claims import load_reports
from newsagg.store.decisions import load_decisions, save_decision, undo_decision
from newsagg.store.fates import resolve_incident
from newsagg.store.incidents import apply_changes, load_incidents
from newsagg.vocabulary import DecisionKind, RecordState
from tests.pipeline.newsrooms import demo_newsroom

NOW = first_run_at(demo_newsroom()) + timedelta(days=60)
THRESHOLDS = (0.9, 0.3, 0.75, 0.45)
DECISIONS = 50


@pytest.fixture
def db(demo_database: Path, tmp_path: Path) -> Database:
    copy = tmp_path / "record.db"
    source, target = sqlite3.connect(demo_database), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    return open_db(copy)


class Bench:
    """Groups the record's reports at a threshold and brings the record up to it, as merging does."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.reports: list[Report] = load_reports(db, unsure=True)
        self.alike = Alike(owners=load_lexicon(data_dir() / "services.toml").parent_chain)
        self.now: datetime = NOW

    def plan(self, threshold: float) -> list[Change]:
        groups = group_reports(self.reports, alike=self.alike, threshold=threshold)
        known = load_incidents(self.db)
        return plan_changes(
            groups,
            known,
            load_decisions(self.db),
            now=NOW,
            taken=[incident.id for incident in known],
        )

    def merge(self, threshold: float) -> None:
        self.now += timedelta(hours=1)
        apply_changes(self.db, self.plan(threshold), self.now, None)

    def standing(self) -> list[Incident]:
        return [i for i in load_incidents(self.db) if i.articles and i.state is not RecordState.REJECTED]

    def members(self) -> dict[str, frozenset[int]]:
        return {i.id: frozenset(a for a, _ in i.articles) for i in load_incidents(self.db) if i.articles}


def check_ids(bench: Bench) -> None:
    """Every id resolves, to the incident that has most of the reports that it held last; every event has its reason."""
    homes = {a: i for i, articles in bench.members().items() for a in articles}
    for incident in load_incidents(bench.db):
        survivor = resolve_incident(bench.db, incident.id)
        there = Counter(homes[a] for a in incident.former if a in homes)
        if there and not load_decisions(bench.db):
            assert there[survivor] == max(there.values()), incident.id
    assert bench.db.execute("SELECT count(*) FROM incident_events WHERE reason = ''").fetchone()[0] == 0


def count_events(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM incident_events").fetchone()[0])


def test_another_threshold_and_back_ends_in_the_same_incidents_with_the_same_ids(db: Database) -> None:
    bench = Bench(db)
    bench.merge(0.6)
    before = bench.members()
    for threshold in (*THRESHOLDS, 0.6):
        bench.merge(threshold)
        check_ids(bench)
        told = count_events(db)
        bench.merge(threshold)
        assert count_events(db) == told, "merging again changes nothing"
    assert set(bench.members().values()) == set(before.values())
    assert {i: bench.members().get(i) for i in before} == before


def test_fifty_random_decisions_hold_under_every_threshold(db: Database) -> None:
    bench, dice = Bench(db), Random(4)
    bench.merge(0.6)
    for number in range(DECISIONS):
        decide(bench, dice, number)
        bench.merge(dice.choice((0.6, *THRESHOLDS)))
        check_decisions(bench)
        check_ids(bench)


def decide(bench: Bench, dice: Random, number: int) -> None:
    db, now = bench.db, NOW + timedelta(seconds=number)
    standing = bench.standing()
    source, target = dice.sample(standing, 2)
    held = [a for a, _ in source.articles]
    signed: dict[str, Any] = {"by": "ana", "reason": f"decision {number}", "now": now}
    kind = dice.choice([*DecisionKind, None])
    match kind:
        case DecisionKind.MERGE:
            save_decision(db, kind, source.id, target=target.id, articles=held, **signed)
        case DecisionKind.MOVE:
            save_decision(db, kind, source.id, target=target.id, articles=[dice.choice(held)], **signed)
        case DecisionKind.SPLIT if len(held) > 1:
            child = name_sibling(source.id, {i.id for i in load_incidents(db)})
            opening = OpenIncident(incident=child, lead_service="", split_from=source.id, reason="ana")
            apply_changes(db, [opening], bench.now, None)
            save_decision(db, kind, source.id, target=child, articles=[dice.choice(held)], **signed)
        case DecisionKind.REJECT:
            save_decision(db, kind, source.id, articles=held, **signed)
        case DecisionKind.OVERRIDE:
            save_decision(db, kind, source.id, field="severity", value="none", **signed)
        case _:
            if found := [d for d in load_decisions(db) if d.undone_at is None]:
                undo_decision(db, dice.choice(found).id, by="ana", reason="no", now=now)


def check_decisions(bench: Bench) -> None:
    """Articles are where the last decision about them put them, merged ids lead together, rejected ones stay so."""
    db = bench.db
    homes = {a: i for i, articles in bench.members().items() for a in articles}
    placed: dict[int, str] = {}
    for decision in (d for d in load_decisions(db) if d.undone_at is None):
        if decision.kind is DecisionKind.MERGE:
            assert resolve_incident(db, decision.incident) == resolve_incident(db, decision.target)
        placed |= dict.fromkeys(decision.articles, decision.target or decision.incident)
    for article, home in placed.items():
        if article in homes:
            assert homes[article] == resolve_incident(db, home)
    refused = {
        d.incident for d in load_decisions(db) if d.kind is DecisionKind.REJECT and d.undone_at is None
    }
    for incident in load_incidents(db):
        if incident.articles and incident.id in refused:
            assert incident.state is RecordState.REJECTED
