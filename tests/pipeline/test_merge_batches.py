"""Merging in batches is merging all at once: reports of our own making, in any order, through a real record."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsagg.model import Article, Entry, ServiceRole, Verdict
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.fates import resolve_incident
from newsagg.store.feedlist import sync_feeds
from newsagg.store.runs import start_run
from newsagg.vocabulary import Relevance, ReportKind
from tests.pipeline.record import partition
from tests.store.making import NOON, a_feed, a_story, a_verdict, save_stories

FEED = a_feed()
SERVICES = ("slack", "zoom", "aws", "okta")
THINGS = (
    "queue",
    "cache",
    "router",
    "cable",
    "index",
    "certificate",
    "harbour",
    "tunnel",
    "ferry",
    "school",
    "clinic",
)
LATER = NOON + timedelta(days=1)

Story = tuple[Entry, Article, Verdict]


def make_stories(seed: int, number: int) -> list[Story]:
    dice = random.Random(seed)
    found: list[Story] = []
    for n in range(number):
        told = NOON + timedelta(hours=round(dice.uniform(0, 240), 1)) if dice.random() < 0.9 else None
        slugs = dice.sample(SERVICES, dice.choice((0, 1, 1, 1, 1, 2)))
        things = dice.sample(THINGS, 3)
        title = f"{' and '.join(s.title() for s in slugs) or things[0].title()} {dice.choice(('down', 'fails', 'down again'))}"
        body = f"The {things[0]} and the {things[1]} stopped. Nobody reached the {things[2]}."
        if found and dice.random() < 0.15:
            body = dice.choice(found)[1].body
        roles = [ServiceRole(slug=s, name=s.title(), provider=s, role="subject") for s in slugs]
        if dice.random() < 0.2:
            hit = dice.choice(SERVICES)
            roles += [ServiceRole(slug=hit, name=hit.title(), provider=hit, role="affected")] * (
                hit not in slugs
            )
        kind = dice.choice(
            (*[ReportKind.REPORT] * 6, ReportKind.UPDATE, ReportKind.POSTMORTEM, ReportKind.ROUNDUP)
        )
        sure = Relevance.RELEVANT if dice.random() < 0.85 else Relevance.UNSURE
        entry, article = a_story(
            FEED, f"https://post.example/{n}", title, body, published_at=told, seen_at=LATER
        )
        found.append((entry, article, a_verdict(sure, kind=kind, services=tuple(roles))))
    return found


class Newsroom:
    """A record that is fed by hand."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(database=folder / "record.db")
        self.db = open_db(self.settings.database)
        sync_feeds(self.db, [FEED], NOON)

    def take(self, stories: Sequence[Story], now: datetime = LATER) -> None:
        save_stories(self.db, FEED, *((entry, article) for entry, article, _ in stories), now=now)
        verdicts = {article.url: verdict for _, article, verdict in stories}
        items = [(v, verdicts[v.article.url], ()) for v in versions_to_judge(self.db, 1000)]
        save_detection(self.db, items, now, None)
        self.merge(now)

    def merge(self, now: datetime = LATER, *, afresh: bool = False) -> None:
        run_id = start_run(self.db, "test", now, "given")
        merge_new(self.settings, now=now, run_id=run_id, afresh=afresh)

    def ids(self) -> set[str]:
        return {row[0] for row in self.db.conn.execute("SELECT id FROM incidents")}

    def origins(self) -> set[tuple[str, str]]:
        query = """SELECT a.url, o.url FROM incident_articles p JOIN articles a ON a.id = p.article_id
            JOIN articles o ON o.id = p.origin_article_id WHERE p.removed_at IS NULL"""
        return set(self.db.conn.execute(query))


LAW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@LAW
@given(seed=st.integers(0, 10**6), size=st.sampled_from([4, 9, 20]))
def test_batches_in_any_order_end_where_one_batch_ends(
    seed: int, size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stories = make_stories(seed, 36)
    whole = Newsroom(tmp_path_factory.mktemp("newsroom"))
    whole.take(stories)
    shuffled = list(stories)
    random.Random(seed).shuffle(shuffled)
    pieces = Newsroom(tmp_path_factory.mktemp("newsroom"))
    given_out: set[str] = set()
    for start in range(0, len(shuffled), size):
        pieces.take(shuffled[start : start + size])
        given_out |= pieces.ids()
    assert partition(pieces.settings.database) == partition(whole.settings.database)
    assert pieces.origins() == whole.origins()
    for incident in given_out:
        resolve_incident(pieces.db, incident)


@LAW
@given(seed=st.integers(0, 10**6))
def test_grouping_everything_afresh_changes_nothing(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    newsroom = Newsroom(tmp_path_factory.mktemp("newsroom"))
    stories = make_stories(seed, 30)
    for start in range(0, 30, 6):
        newsroom.take(stories[start : start + 6])
    before = list(newsroom.db.conn.execute("SELECT * FROM incident_events"))
    settled = partition(newsroom.settings.database)
    newsroom.merge(afresh=True)
    assert partition(newsroom.settings.database) == settled
    assert list(newsroom.db.conn.execute("SELECT * FROM incident_events")) == before


@LAW
@given(seed=st.integers(0, 10**6))
def test_reports_that_change_or_fall_away_leave_what_the_others_alone_would_make(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stories = make_stories(seed, 30)
    dice = random.Random(seed)
    gone = set(dice.sample(range(30), 8))
    moved = {n: dice.choice(stories)[2].services for n in set(dice.sample(range(30), 8)) - gone}
    now_said = [
        (entry, article, replace(verdict, services=moved[n]) if n in moved else verdict)
        for n, (entry, article, verdict) in enumerate(stories)
    ]
    changing = Newsroom(tmp_path_factory.mktemp("newsroom"))
    changing.take(stories)
    irrelevant = a_verdict(Relevance.IRRELEVANT, services=())
    changing.db.conn.execute("UPDATE articles SET judge_due = 1")
    changing.db.conn.commit()
    verdicts = {a.url: irrelevant if n in gone else v for n, (_, a, v) in enumerate(now_said)}
    waiting = versions_to_judge(changing.db, 1000)
    save_detection(changing.db, [(v, verdicts[v.article.url], ()) for v in waiting], LATER, None)
    changing.merge()
    straight = Newsroom(tmp_path_factory.mktemp("newsroom"))
    straight.take([row for n, row in enumerate(now_said) if n not in gone])
    assert partition(changing.settings.database) == partition(straight.settings.database)


@pytest.mark.slow
def test_twenty_orders_of_arrival_end_in_one_partition_and_every_id_resolves(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    stories = make_stories(2026, 40)
    ends = []
    for seed in range(20):
        order = random.Random(seed).sample(stories, len(stories))
        newsroom = Newsroom(tmp_path_factory.mktemp("newsroom"))
        given_out: set[str] = set()
        for start in range(0, len(order), 10):
            newsroom.take(order[start : start + 10])
            given_out |= newsroom.ids()
        for incident in given_out:
            assert resolve_incident(newsroom.db, incident) in newsroom.ids()
        ends.append(partition(newsroom.settings.database))
    assert all(end == ends[0] for end in ends)
    assert any(len(urls) > 3 for urls in ends[0])
