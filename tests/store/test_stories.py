"""Echoes, best values, promises and the past of an incident, as analysts ask for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import (
    Article,
    Claim,
    DescribeIncident,
    Echo,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    Step,
    Value,
    Verdict,
)
from newsagg.store.articles import save_detection, versions_to_judge
from newsagg.store.connect import fetch_rows
from newsagg.store.incidents import apply_changes
from newsagg.store.knownat import show_known_at
from newsagg.vocabulary import ArticleRole, ClaimType, RecordState, ReportKind, SpeakerRole, Stance
from tests.store.making import (
    a_claim,
    a_feed,
    a_finding,
    a_headline,
    a_story,
    a_verdict,
    later,
    save_stories,
)

ID = "2026-03-02-example-cloud"
BLAME, SAME = "Wire blames a database.", "A database failed."
VOW = "We will publish a post-mortem."


def read(db: Database, view: str) -> list[dict[str, Any]]:
    return fetch_rows(db, f"SELECT * FROM {view}")


def save(
    db: Database,
    url: str,
    body: str,
    hours: float,
    *claims: tuple[str, dict[str, Any]],
    verdict: Verdict | None = None,
) -> int:
    """Keep an article and what it claims; return its number."""
    feed = a_feed()
    save_stories(db, feed, a_story(feed, url, summary=body, published_at=later(hours), seen_at=later(hours)))
    (stored,) = versions_to_judge(db, 10)
    found = [_claim(stored.article, quote, given) for quote, given in claims]
    save_detection(db, [(stored, verdict or a_verdict(), found)], later(hours), None)
    return stored.article_id


def _claim(article: Article, quote: str, given: dict[str, Any]) -> Claim:
    value = given.pop("value", None)
    claim = a_claim(article, quote, **given)
    return replace(claim, value=value) if value is not None else claim


def describe(
    db: Database, articles: Sequence[int], hours: float, *, opened: bool = True, **given: Any
) -> None:
    first = [] if not opened else [OpenIncident(incident=ID, lead_service="example-cloud", reason="r")]
    places = [
        PlaceArticle(incident=ID, article_id=a, role=ArticleRole.PRIMARY, origin=a, reason="r")
        for a in articles
    ]
    fields: dict[str, Any] = {"state": RecordState.OPEN, "headline": a_headline(), "reason": "r"}
    apply_changes(db, [*first, *places, DescribeIncident(incident=ID, **fields | given)], later(hours), None)


def test_a_second_hand_word_shows_its_source_and_keeps_what_was_so_before(db: Database) -> None:
    told = save(db, "https://post.example/a", BLAME, 1, (BLAME, {"speaker": "Wire", "second_hand": True}))
    source = save(db, "https://wire.example/b", SAME, 2, (SAME, {"speaker": "Wire"}))
    describe(db, [told, source], 3, echoes=(Echo(claim=1, article=source),))
    (row,) = read(db, "second_hand")
    assert (row["state"], row["source_quote"]) == ("unconfirmed", None)
    describe(db, [told, source], 4, opened=False, echoes=(Echo(claim=1, article=source, own=2),))
    (row,) = read(db, "second_hand")
    assert (row["state"], row["source_quote"], row["source_url"]) == (
        "confirmed",
        SAME,
        "https://wire.example/b",
    )
    assert [row["ended_at"] is None for row in read(db, "echoes")] == [False, True]


def test_the_same_echoes_and_steps_again_change_nothing(db: Database) -> None:
    told = save(db, "https://post.example/a", BLAME, 1, (BLAME, {"second_hand": True}))
    step = Step(type=ClaimType.CAUSE, at=later(1), best="database", claim=1)
    for hours, opened in ((3, True), (4, False)):
        describe(db, [told], hours, opened=opened, echoes=(Echo(claim=1, article=told),), steps=(step,))
    assert [row["first_seen_at"] for row in read(db, "echoes")] == ["2026-03-02T15:00:00Z"]
    (row,) = read(db, "narrative_drift")
    assert (row["best"], row["before"], row["speaker"]) == ("database", None, "Example Corp")


def promise(value: str, due: datetime | None, **given: Any) -> dict[str, Any]:
    held = Value(text=value, words=value, time_from=due, time_to=due)
    return {"kind": ClaimType.PROMISE, "value": held, **given}


STATES: list[tuple[str, float | None, float | None, str]] = [
    ("nothing came and the date is past", 24.0, None, "overdue"),
    ("nothing came and no date was given", None, None, "open"),
    ("nothing came yet", 24 * 365 * 200, None, "open"),
    ("it came in time", 72.0, 48.0, "kept"),
    ("it came late", 24.0, 48.0, "kept late"),
]


@pytest.mark.parametrize(("due", "came", "state"), [r[1:] for r in STATES], ids=[r[0] for r in STATES])
def test_a_promise_is_kept_by_a_later_post_mortem(
    db: Database, due: float | None, came: float | None, state: str
) -> None:
    when = later(due) if due is not None else None
    articles = [save(db, "https://post.example/a", VOW, 1, (VOW, promise("post-mortem", when)))]
    if came is not None:
        final = a_verdict(kind=ReportKind.POSTMORTEM)
        articles.append(save(db, "https://corp.example/b", "What went wrong.", came, verdict=final))
    describe(db, articles, 100)
    (row,) = read(db, "promises")
    assert (row["kind"], row["state"]) == ("promise", state)
    assert (row["kept_url"] == "https://corp.example/b") == (came is not None)


def test_what_an_outlet_expects_is_no_promise(db: Database) -> None:
    given = promise("post-mortem", None, speaker="Post", role=SpeakerRole.OUTLET, stance=Stance.FORECAST)
    describe(db, [save(db, "https://post.example/a", VOW, 1, (VOW, given))], 3)
    assert read(db, "promises")[0]["kind"] == "expectation"


def test_the_past_is_read_back_with_claims_findings_members_and_state(db: Database) -> None:
    first = save(db, "https://post.example/a", BLAME, 1, (BLAME, {}))
    describe(db, [first], 2, findings=(a_finding(1, best="database"),))
    second = save(db, "https://post.example/b", SAME, 5, (SAME, {}))
    described = a_headline(title="A database failed")
    describe(
        db, [second], 6, opened=False, state=RecordState.SETTLED, headline=described,
        findings=(a_finding(1, 2, best="index"),),
    )  # fmt: skip
    then, now = show_known_at(db, ID, later(3)), show_known_at(db, ID, later(7))
    assert (then["title"], then["state"]) == ("Example Cloud outage", "open")
    assert (now["title"], now["state"]) == ("A database failed", "settled")
    assert [c["quote"] for c in then["claims"]] == [BLAME]
    assert [c["quote"] for c in now["claims"]] == [BLAME, SAME]
    assert ([f["best"] for f in then["findings"]], [f["best"] for f in now["findings"]]) == (
        ["database"],
        ["index"],
    )
    assert (len(then["articles"]), len(now["articles"])) == (1, 2)


def test_an_id_leads_where_it_led_then_and_is_unknown_before_it_was_given(db: Database) -> None:
    describe(db, [save(db, "https://post.example/a", BLAME, 1, (BLAME, {}))], 2)
    other = OpenIncident(incident=f"{ID}-2", lead_service="example-cloud", reason="r")
    apply_changes(db, [other], later(4), None)
    apply_changes(db, [MergeIncident(incident=f"{ID}-2", into=ID, reason="one outage")], later(6), None)
    assert show_known_at(db, f"{ID}-2", later(5))["id"] == f"{ID}-2"
    assert show_known_at(db, f"{ID}-2", later(7))["id"] == ID
    with pytest.raises(NotFoundError, match="was not on record"):
        show_known_at(db, f"{ID}-2", later(3))
    with pytest.raises(NotFoundError):
        show_known_at(db, "2026-03-02-none", later(3))
