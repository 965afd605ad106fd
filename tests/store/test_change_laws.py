"""Laws of the incidents' record, for any list of changes: twice is once, ids and placements stay, history tells all."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.model import Change, MergeIncident, RemoveArticle
from newsagg.store.fates import resolve_incident
from newsagg.store.incidents import apply_changes, load_incidents
from newsagg.vocabulary import ArticleRole, RecordState
from tests.store.making import NOON, a_feed, a_finding, a_story, dump_record, judge_all, later, save_stories
from tests.store.test_incidents import BLAME, describing, opening, placing
from tests.store.test_laws import a_record

IDS = ["2026-03-02-example-cloud", "2026-03-02-example-cloud-2", "2026-03-02-shop"]
ids, articles = st.sampled_from(IDS), st.integers(1, 3)
changes = st.one_of(
    st.builds(placing, articles, ids, role=st.sampled_from(ArticleRole), origin=articles),
    st.builds(RemoveArticle, incident=ids, article_id=articles, reason=st.just("an analyst moved it")),
    st.builds(MergeIncident, incident=ids, into=ids, reason=st.just("one outage after all")),
    st.builds(
        lambda incident, title, claims: describing(*claims, incident=incident, title=title),
        ids,
        st.sampled_from(["Cloud outage", "Shop outage"]),
        st.lists(st.builds(a_finding, articles, best=st.sampled_from(["database", ""])), max_size=1),
    ),
)


def prepare(db: Database) -> None:
    save_stories(db, a_feed(), *(a_story(url=f"https://post.example/{n}") for n in (1, 2, 3)))
    judge_all(db, [BLAME])
    apply_changes(db, [opening(incident) for incident in IDS], NOON, None)


def apply_each(db: Database, listed: list[Change]) -> None:
    """Apply one by one; a change that makes no sense at its turn is refused and leaves no trace."""
    for hour, change in enumerate(listed):
        before = dump_record(db)
        try:
            apply_changes(db, [change], later(hour), None)
        except StoreError:
            assert dump_record(db) == before


@settings(max_examples=40, deadline=None)
@given(listed=st.lists(changes, max_size=10))
def test_the_last_change_applied_again_changes_nothing(listed: list[Change]) -> None:
    with a_record() as db:
        prepare(db)
        apply_each(db, listed)
        before = dump_record(db)
        apply_each(db, listed[-1:])
        assert dump_record(db) == before


@settings(max_examples=40, deadline=None)
@given(listed=st.lists(changes, max_size=10))
def test_ids_resolve_and_articles_stand_where_the_record_stands(listed: list[Change]) -> None:
    with a_record() as db:
        prepare(db)
        apply_each(db, listed)
        known = {incident.id: incident for incident in load_incidents(db)}
        assert list(known) == IDS
        for incident in known.values():
            survivor = known[resolve_incident(db, incident.id)]
            assert survivor.state is not RecordState.MERGED
            assert (incident.state is RecordState.MERGED) == bool(incident.merged_into)
            assert not (incident.merged_into and incident.articles)
            assert len({article for article, _ in incident.articles}) == len(incident.articles)


@settings(max_examples=40, deadline=None)
@given(listed=st.lists(changes, max_size=10))
def test_the_history_alone_tells_where_every_article_stands(listed: list[Change]) -> None:
    with a_record() as db:
        prepare(db)
        apply_each(db, listed)
        stands: dict[tuple[str, int], str] = {}
        for incident, article, kind, field, value in db.execute(
            """SELECT incident_id, article_id, kind, field, new_value FROM incident_events
            WHERE article_id IS NOT NULL ORDER BY id"""
        ):
            if kind == "removed":
                del stands[incident, article]
            elif field == "role":
                stands[incident, article] = value
        live = {
            (incident.id, article): role.value
            for incident in load_incidents(db)
            for article, role in incident.articles
        }
        assert stands == live
