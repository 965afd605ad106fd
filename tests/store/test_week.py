"""Which incidents belong to a week, what was learned in it, and whether its feeds were heard."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.model import (
    Change,
    DescribeIncident,
    Filters,
    HostState,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
)
from newsagg.store.articles import save_fetch_failure
from newsagg.store.begun import find_begun, keep_listed, load_lines, load_record
from newsagg.store.feedlist import pause_feed
from newsagg.store.heard import count_feeds
from newsagg.store.hosts import save_hosts
from newsagg.store.incidents import apply_changes
from newsagg.store.learned import LearnedRows, Span, load_learned
from newsagg.store.runs import end_run, start_run
from newsagg.store.versions import log_fetch
from newsagg.vocabulary import ArticleRole, Confirmation, FeedKind, Lifecycle, RecordState
from tests.store.making import NOON, a_feed, a_fetch, a_headline, a_story, judge_all, later, save_stories

MONDAY = NOON - timedelta(hours=12)
WEEK = timedelta(days=7)


def begun(db: Database, monday: datetime = MONDAY) -> list[dict[str, Any]]:
    return find_begun(db, monday, monday + WEEK, Filters())


def feeds(db: Database, monday: datetime = MONDAY) -> list[dict[str, Any]]:
    return count_feeds(db, monday, monday + WEEK)


def learned(db: Database, monday: datetime = MONDAY) -> LearnedRows:
    """What was said or published in a week about older incidents."""
    return load_learned(db, Span(start=monday, since=monday, until=monday + WEEK, by_sight=False), Filters())


def seen(db: Database, start: datetime, since: datetime, until: datetime) -> LearnedRows:
    """What our record first saw since a digest was made, about incidents that began before a week."""
    return load_learned(db, Span(start=start, since=since, until=until, by_sight=True), Filters())


def tell(db: Database, incident: str, published: datetime, *, feed: str = "post", **given: Any) -> None:
    """An incident told by one article, without a cause unless its words name one."""
    state = given.pop("state", RecordState.OPEN)
    quote = given.pop("quote", "")
    kind = FeedKind.STATUS if feed.endswith("status") else FeedKind.NEWS
    source = a_feed(feed, kind=kind, provider="example" if kind is FeedKind.STATUS else "")
    url = f"https://{feed}.example/{incident}"
    save_stories(
        db,
        source,
        a_story(source, url, incident, quote or "Down.", published_at=published, seen_at=published),
    )
    (article,) = judge_all(db, [quote] if quote else [])
    changes: list[Change] = [
        OpenIncident(incident=incident, lead_service="example-cloud", reason="r"),
        PlaceArticle(
            incident=incident, article_id=article, role=ArticleRole.PRIMARY, origin=article, reason="r"
        ),
        DescribeIncident(incident=incident, state=state, headline=a_headline(title=incident, **given)),
    ]
    apply_changes(db, changes, published, None)


def unclaimed(reported: datetime) -> dict[str, datetime]:
    """The start of an incident that nobody gives."""
    return {
        "started_from": reported - timedelta(hours=12),
        "started_to": reported,
        "first_reported_at": reported,
    }


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("given", "belongs"),
    [
        ({"started_from": MONDAY, "started_to": MONDAY}, True),
        ({"started_from": MONDAY + WEEK, "started_to": MONDAY + WEEK}, False),
        ({"started_from": MONDAY + WEEK - timedelta(days=1), "started_to": MONDAY + WEEK}, True),
        ({"started_from": MONDAY - timedelta(hours=1), "started_to": MONDAY + timedelta(hours=1)}, False),
        (unclaimed(MONDAY + timedelta(hours=2)), True),
        (unclaimed(MONDAY + WEEK + timedelta(hours=2)), False),
    ],
    ids=[
        "begun at its first second",
        "begun at the next week's first",
        "begun some time on its Sunday",
        "begun about its first midnight",
        "start not given, first reported on its Monday",
        "start not given, first reported on the next Monday",
    ],
)
def test_an_incident_belongs_to_the_week_of_its_start_else_of_its_first_report(
    db: Database, given: dict[str, Any], belongs: bool
) -> None:
    tell(db, "one", NOON, **given)
    assert names(begun(db)) == (["one"] if belongs else [])


def test_an_incident_comes_with_all_that_is_known_of_it(db: Database) -> None:
    tell(db, "one", NOON, quote="The vendor blamed a database.")
    assert (
        load_record(db, "one")["claims"]["cause"]["Example Corp"][0]["quote"]
        == "The vendor blamed a database."
    )
    (line,) = load_lines(db, names(begun(db))).values()
    assert (line["name"], line["breadth"], line["began"]) == ("Example Cloud", 1, "2026-03-02T12:00:00Z")
    assert begun(db)[0]["vendor_only"] == 0


def test_what_only_the_vendor_tells_of_is_marked(db: Database) -> None:
    tell(db, "one", NOON, feed="example-status")
    assert begun(db)[0]["vendor_only"] == 1


def test_what_was_no_outage_is_left_out(db: Database) -> None:
    tell(db, "one", NOON, confirmation=Confirmation.NOT_AN_OUTAGE)
    assert begun(db) == []


@pytest.mark.parametrize(
    ("given", "over"),
    [({}, 0), ({"lifecycle": Lifecycle.RESOLVED}, 1), ({"ended_from": later(2), "ended_to": later(2)}, 1)],
    ids=["nobody says so", "resolved", "ended"],
)
def test_an_incident_is_over_when_somebody_says_so(db: Database, given: dict[str, Any], over: int) -> None:
    tell(db, "one", NOON, **given)
    assert [row["over"] for row in begun(db)] == [over]


def test_a_cause_published_later_is_late_in_its_week_and_in_no_other(db: Database) -> None:
    published = NOON + 2 * WEEK
    tell(db, "one", published, quote="The vendor blamed a database.", first_reported_at=NOON)
    late = learned(db, MONDAY + 2 * WEEK).causes
    assert [(row["incident_id"], row["quote"], row["new"]) for row in late] == [
        ("one", "The vendor blamed a database.", True)
    ]
    assert learned(db, MONDAY + WEEK).causes == []
    assert learned(db).causes == []


def test_a_cause_told_in_the_incidents_own_week_is_not_late(db: Database) -> None:
    tell(db, "one", NOON, quote="The vendor blamed a database.")
    assert learned(db).causes == []


def test_what_we_saw_after_the_last_digest_is_late_whatever_week_it_was_published_in(db: Database) -> None:
    tell(db, "one", NOON, quote="The vendor blamed a database.")
    start, judged = MONDAY + WEEK, NOON
    assert [row["incident_id"] for row in seen(db, start, judged - WEEK, start).causes] == ["one"]
    assert seen(db, start, judged + WEEK, start + WEEK).causes == []


def test_what_was_published_long_before_and_only_came_in_now_is_no_news(db: Database) -> None:
    tell(
        db, "one", NOON - 10 * WEEK, quote="The vendor blamed a database.", first_reported_at=NOON - 10 * WEEK
    )
    assert seen(db, MONDAY + WEEK, NOON - timedelta(days=1), MONDAY + WEEK).causes == []


def test_feeds_are_counted_as_they_answered_in_the_week(db: Database) -> None:
    save_stories(db, a_feed(), a_story())
    refused = a_fetch(url="https://post.example/feed", outcome="failed", status=500, error="refused")
    save_fetch_failure(db, "post", refused, next_due_at=later(1), now=NOON, run_id=None)
    (feed,) = feeds(db)
    assert (feed["asked"], feed["answered"], feed["entries"], feed["error"]) == (2, 1, 1, "refused")
    (feed,) = feeds(db, MONDAY + WEEK)
    assert (feed["asked"], feed["entries"], feed["usual"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda db: None, ""),
        (
            lambda db: pause_feed(db, "post", by="ana", reason="too loud", now=NOON),
            "paused since 2026-03-02: too loud",
        ),
        (
            lambda db: save_hosts(
                db,
                [HostState(host="post.example", failures=5, rests_until=later(24), last_error="503")],
                NOON,
            ),
            "its host post.example only fails: 503",
        ),
    ],
    ids=["asked", "paused", "resting"],
)
def test_a_feed_that_nobody_asks_says_why(db: Database, change: Callable[[Database], None], why: str) -> None:
    save_stories(db, a_feed())
    change(db)
    assert [feed["unasked"] for feed in feeds(db)] == [why]


def test_a_feed_that_came_later_is_no_part_of_the_week(db: Database) -> None:
    save_stories(db, a_feed(), now=NOON + 2 * WEEK)
    assert feeds(db) == []


def test_a_run_with_a_given_clock_counts_from_its_own_time(db: Database) -> None:
    save_stories(db, a_feed())
    run = start_run(db, "plain", NOON + WEEK, "given")
    with db.conn:
        log_fetch(db, a_fetch(feed="post", asked_at=NOON + 50 * WEEK), run_id=run)
    end_run(db, run, "completed", {}, NOON + WEEK)
    assert feeds(db, MONDAY + WEEK)[0]["asked"] == 1
    assert feeds(db, MONDAY + 50 * WEEK)[0]["asked"] == 0


def test_a_start_told_as_a_day_of_a_place_in_the_east_belongs_to_the_week_of_that_day(db: Database) -> None:
    incident = "2026-03-02-example-cloud"
    save_stories(db, a_feed(), a_story())
    judge_all(db)
    day = {"started_from": later(-13), "started_to": later(11)}
    changes: list[Change] = [
        OpenIncident(incident=incident, lead_service="example-cloud", reason="r"),
        PlaceArticle(incident=incident, article_id=1, role=ArticleRole.PRIMARY, origin=1, reason="r"),
        DescribeIncident(incident=incident, state=RecordState.OPEN, headline=a_headline(**day)),
    ]
    apply_changes(db, changes, later(1), None)
    assert names(begun(db)) == [incident]
    assert begun(db, MONDAY - WEEK) == []


def test_a_week_is_looked_up_in_an_index_however_long_the_record(db: Database) -> None:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    begun(db)
    db.conn.set_trace_callback(None)
    (query,) = [sql for sql in asked if "AS began" in sql]
    plan = [row[3] for row in db.conn.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert plan[0] == "SEARCH i USING INDEX incidents_began (<expr>>? AND <expr><?)"


@pytest.mark.parametrize(
    ("state", "merged"),
    [(RecordState.OPEN, ["two"]), (RecordState.CANDIDATE, [])],
    ids=["an incident", "a guess"],
)
def test_an_incident_that_turned_out_to_be_an_older_one_is_learned_of_a_guess_is_not(
    db: Database, state: RecordState, merged: list[str]
) -> None:
    tell(db, "one", NOON)
    tell(db, "two", NOON + WEEK, state=state, started_from=NOON + WEEK, started_to=NOON + WEEK)
    apply_changes(db, [MergeIncident(incident="two", into="one", reason="r")], NOON + 2 * WEEK, None)
    found = seen(db, MONDAY + 2 * WEEK, MONDAY + 2 * WEEK, MONDAY + 3 * WEEK).merged
    assert [(row["id"], row["merged_into"]) for row in found] == [(name, "one") for name in merged]
    assert keep_listed(db, ["one", "two"], Filters()) == {"one"}
    assert keep_listed(db, ["one"], Filters(providers=("other",))) == set()
