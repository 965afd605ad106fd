"""Verdicts and claims: a claim keeps its words and first sight, is withdrawn and comes back."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from newsagg.errors import StoreError
from newsagg.model import Value
from newsagg.store.articles import load_article, save_detection, versions_to_judge
from newsagg.store.claims import load_reports, reports_due
from newsagg.store.incidents import clear_due
from newsagg.vocabulary import CauseCategory, FeedKind, Relevance, ReportKind, Stance
from tests.store.making import (
    NOON,
    a_claim,
    a_feed,
    a_story,
    a_verdict,
    dump_record,
    judge_all,
    later,
    save_stories,
)

BLAME = "The vendor blamed a database."
URL = "https://post.example/1"


def tell(db: Database, summary: str, hour: float = 0) -> None:
    save_stories(db, a_feed(), a_story(summary=summary, seen_at=later(hour)), now=later(hour))


def test_a_version_is_judged_once(db: Database) -> None:
    tell(db, BLAME)
    assert judge_all(db, [BLAME]) == [1]
    assert versions_to_judge(db, 10) == []


def test_a_rebuild_asks_for_what_another_model_judged_until_none_is_left(db: Database) -> None:
    tell(db, BLAME)
    judge_all(db, [BLAME])
    assert versions_to_judge(db, 10, model="m1") == []
    waiting = versions_to_judge(db, 10, model="m2")
    assert [stored.article_id for stored in waiting] == [1]
    save_detection(db, [(waiting[0], a_verdict(model="m2"), [])], later(5), None)
    assert versions_to_judge(db, 10, model="m2") == []


def test_a_claim_is_read_back_as_it_was_saved(db: Database) -> None:
    tell(db, BLAME)
    stored = versions_to_judge(db, 10)[0]
    value = Value(
        text="about 6 h",
        words="blamed",
        time_from=NOON,
        time_to=later(6),
        zone="ET",
        zone_assumed=True,
        number_from=360.0,
        unit="minutes",
        categories=(CauseCategory.OTHER, CauseCategory.NETWORK),
        slug="six",
    )
    claim = replace(a_claim(stored.article, BLAME, second_hand=True, said_at=later(1)), value=value)
    save_detection(db, [(stored, a_verdict(), [claim])], NOON, None)
    (report,) = load_reports(db)
    assert [found.claim for found in report.claims] == [claim]
    assert report.claims[0].first_seen_at == NOON


def test_saving_a_detection_twice_is_saving_it_once(db: Database) -> None:
    tell(db, BLAME)
    stored = versions_to_judge(db, 10)[0]
    item = (stored, a_verdict(), [a_claim(stored.article, BLAME)])
    save_detection(db, [item], NOON, None)
    clear_due(db, reports_due(db))
    before = dump_record(db)
    save_detection(db, [item], later(3), None)
    assert dump_record(db) == before
    assert reports_due(db) == []


def test_a_claim_made_again_withdrawn_and_made_once_more_keeps_its_row(db: Database) -> None:
    tell(db, BLAME)
    judge_all(db, [BLAME])
    tell(db, f"Now updated. {BLAME}", 1)
    judge_all(db, [BLAME], now=later(1.5))
    (claim,) = load_article(db, URL).claims
    assert (claim.id, claim.version_id, claim.first_seen_at, claim.withdrawn_at) == (1, 1, NOON, None)
    tell(db, "Corrected: nobody was blamed.", 2)
    judge_all(db, [BLAME], now=later(2.5))
    (claim,) = load_article(db, URL).claims
    assert (claim.id, claim.withdrawn_at) == (1, later(2))
    assert load_reports(db)[0].claims == ()
    tell(db, BLAME, 3)
    judge_all(db, [BLAME], now=later(3.5))
    (claim,) = load_article(db, URL).claims
    assert (claim.id, claim.first_seen_at, claim.withdrawn_at) == (1, NOON, None)


def test_better_code_reads_a_known_claim_anew_and_withdraws_at_its_own_time(db: Database) -> None:
    tell(db, BLAME)
    stored = versions_to_judge(db, 10)[0]
    claim = a_claim(stored.article, BLAME)
    save_detection(db, [(stored, a_verdict(), [claim])], NOON, None)
    save_detection(db, [(stored, a_verdict(), [replace(claim, stance=Stance.HEDGED)])], later(1), None)
    assert [found.claim.stance for found in load_article(db, URL).claims] == [Stance.HEDGED]
    save_detection(db, [(stored, a_verdict(), [])], later(2), None)
    assert [found.withdrawn_at for found in load_article(db, URL).claims] == [later(2)]


@pytest.mark.parametrize(("shift", "quote"), [(1, BLAME), (0, BLAME.upper()), (10_000, BLAME)])
def test_a_quote_that_does_not_stand_at_its_offsets_is_refused_with_its_whole_batch(
    db: Database, shift: int, quote: str
) -> None:
    save_stories(db, a_feed(), a_story(summary=BLAME), a_story(url="https://post.example/2", summary=BLAME))
    one, two = versions_to_judge(db, 10)
    good = a_claim(one.article, BLAME)
    bad = replace(a_claim(two.article, BLAME), quote=quote)
    bad = replace(bad, start=bad.start + shift, end=bad.end + shift)
    with pytest.raises(StoreError, match="does not stand"):
        save_detection(db, [(one, a_verdict(), [good]), (two, a_verdict(), [bad])], NOON, None)
    assert db["claims"].count == 0
    assert len(versions_to_judge(db, 10)) == 2


def test_the_file_refuses_a_false_quote_even_when_the_version_given_is_forged(db: Database) -> None:
    tell(db, BLAME)
    stored = versions_to_judge(db, 10)[0]
    forged = replace(stored, article=replace(stored.article, body="The vendor blamed the weather."))
    claim = a_claim(forged.article, "The vendor blamed the weather.")
    with pytest.raises(StoreError, match="does not stand at its offsets"):
        save_detection(db, [(forged, a_verdict(), [claim])], NOON, None)


def test_the_same_sentence_twice_in_one_text_is_one_claim(db: Database) -> None:
    tell(db, f"{BLAME} {BLAME}")
    stored = versions_to_judge(db, 10)[0]
    first = a_claim(stored.article, BLAME)
    shift = len(BLAME) + 1
    second = replace(first, start=first.start + shift, end=first.end + shift)
    save_detection(db, [(stored, a_verdict(), [first, second])], NOON, None)
    assert [(found.claim.start) for found in load_article(db, URL).claims] == [first.start]


@pytest.mark.parametrize(
    ("relevance", "kind", "page"),
    [
        (Relevance.RELEVANT, FeedKind.NEWS, "wanted"),
        (Relevance.UNSURE, FeedKind.NEWS, "wanted"),
        (Relevance.IRRELEVANT, FeedKind.NEWS, "not_wanted"),
        (Relevance.RELEVANT, FeedKind.STATUS, "not_wanted"),
    ],
)
def test_whose_page_is_wanted(db: Database, relevance: Relevance, kind: FeedKind, page: str) -> None:
    feed = a_feed(kind=kind)
    save_stories(db, feed, a_story(feed))
    judge_all(db, verdict=a_verdict(relevance))
    assert load_article(db, URL).page_state == page


@pytest.mark.parametrize(
    ("verdict", "reported"),
    [
        (a_verdict(), True),
        (a_verdict(kind=ReportKind.ROUNDUP), True),
        (a_verdict(kind=ReportKind.NEGATIVE), False),
        (a_verdict(Relevance.UNSURE), False),
        (a_verdict(Relevance.IRRELEVANT), False),
    ],
    ids=["report", "roundup", "negative", "unsure", "irrelevant"],
)
def test_which_articles_merging_sees(db: Database, verdict: object, reported: bool) -> None:
    tell(db, BLAME)
    stored = versions_to_judge(db, 10)[0]
    save_detection(db, [(stored, verdict, [])], NOON, None)  # type: ignore[list-item]
    assert bool(load_reports(db)) is reported


def test_an_article_that_is_no_longer_relevant_is_due_so_that_merging_takes_it_out(db: Database) -> None:
    tell(db, BLAME)
    judge_all(db, [BLAME])
    clear_due(db, reports_due(db))
    tell(db, "It was about something else.", 1)
    judge_all(db, verdict=a_verdict(Relevance.IRRELEVANT))
    assert reports_due(db) == [1]
    assert load_reports(db) == []


def test_an_article_that_never_mattered_is_not_due(db: Database) -> None:
    tell(db, BLAME)
    judge_all(db, verdict=a_verdict(Relevance.IRRELEVANT))
    assert reports_due(db) == []


def test_a_late_verdict_on_an_old_version_does_not_undo_the_newer_claims(db: Database) -> None:
    tell(db, BLAME)
    old = versions_to_judge(db, 10)[0]
    tell(db, "Engineers blame the network now.", 1)
    judge_all(db, ["Engineers blame the network now."])
    save_detection(db, [(old, a_verdict(), [a_claim(old.article, BLAME)])], later(2), None)
    assert [found.claim.quote for found in load_reports(db)[0].claims] == ["Engineers blame the network now."]


def test_reports_are_found_by_time_service_provider_and_number(db: Database) -> None:
    for number in (1, 2):
        story = a_story(url=f"https://post.example/{number}", published_at=later(24 * number))
        save_stories(db, a_feed(), story)
    judge_all(db)
    assert [report.article_id for report in load_reports(db)] == [1, 2]
    assert [report.article_id for report in load_reports(db, since=later(30))] == [2]
    assert [report.article_id for report in load_reports(db, until=later(30))] == [1]
    assert (
        len(load_reports(db, services=["example-cloud"])) == len(load_reports(db, services={"example"})) == 2
    )
    assert load_reports(db, services=["other"]) == load_reports(db, article_ids=[]) == []
    assert [report.article_id for report in load_reports(db, article_ids=[2, 99])] == [2]
