"""Outages of one service on neighbouring days are told apart by what ended in between; reports find each other by
names that no lexicon knows. Every sentence is ours."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from newsagg.merge.cluster import group_reports
from newsagg.merge.moments import find_moments
from newsagg.merge.sketch import make_sketch, read_sketch, write_sketch
from newsagg.model import Report, StoredClaim
from newsagg.vocabulary import ClaimType, ReportKind, Scope, SpeakerRole
from tests.merge.making import a_claim, a_report, at, parts, service


def start(article: int, when: datetime, *, scope: Scope = Scope.THIS_INCIDENT) -> StoredClaim:
    return a_claim(ClaimType.START_TIME, "start", when=when, article=article, scope=scope)


def resolved(article: int, when: datetime) -> StoredClaim:
    return a_claim(
        ClaimType.STATUS, "resolved", when=when, article=article, by="Acme", role=SpeakerRole.STATUS_PAGE
    )


def together(reports: Sequence[Report]) -> set[frozenset[int]]:
    return parts(group_reports(reports))


def notice(article: int, title: str, *, told: datetime, over: datetime) -> Report:
    return a_report(
        article,
        title,
        "Requests fail. We are looking into it.",
        told=told,
        about=["chatgpt"],
        basis="status",
        provider="openai",
        kind=ReportKind.OFFICIAL,
        claims=[resolved(article, over)],
    )


TUESDAY = notice(1, "Major outage of ChatGPT", told=at(14), over=at(15.5))
WEDNESDAY = notice(2, "Errors in ChatGPT come and go", told=at(3, day=1), over=at(21, day=1))


def test_two_outages_of_neighbouring_days_stay_two_with_the_reports_of_each() -> None:
    reports = [
        TUESDAY,
        a_report(
            3,
            "ChatGPT is down for everyone",
            "It failed at two in the afternoon.",
            told=at(15),
            about=["chatgpt"],
            claims=[start(3, at(14))],
        ),
        WEDNESDAY,
        a_report(
            4,
            "Second round of trouble at ChatGPT",
            "It drops out since last evening. On Tuesday afternoon it had been down as well.",
            told=at(12, day=1),
            about=["chatgpt"],
            kind=ReportKind.UPDATE,
            claims=[start(4, at(22)), start(4, at(14), scope=Scope.BACKGROUND)],
        ),
    ]
    assert together(reports) == {frozenset((1, 3)), frozenset((2, 4))}


def test_what_began_after_the_other_was_over_is_another_outage() -> None:
    later = a_report(
        3, "ChatGPT is down", "Requests fail.", told=at(20), about=["chatgpt"], claims=[start(3, at(19))]
    )
    assert together([TUESDAY, later]) == {frozenset((1,)), frozenset((3,))}


def test_what_began_shortly_after_the_first_all_clear_is_still_the_same() -> None:
    later = a_report(
        3, "ChatGPT is down", "Requests fail.", told=at(17), about=["chatgpt"], claims=[start(3, at(16))]
    )
    assert together([TUESDAY, later]) == {frozenset((1, 3))}


def test_an_outage_that_a_report_tells_of_as_an_earlier_one_is_not_its_own() -> None:
    reports = [
        a_report(
            1, "Slack is down", "Messages hang.", told=at(9), about=["slack"], claims=[start(1, at(8.5))]
        ),
        a_report(
            2,
            "Slack stumbles on Tuesday evening",
            "Messages hang. In the morning it had been down as well.",
            told=at(13),
            about=["slack"],
            claims=[start(2, at(12)), start(2, at(8.5), scope=Scope.BACKGROUND)],
        ),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_a_second_outage_in_weeks_is_no_update_of_the_first() -> None:
    reports = [
        a_report(
            1,
            "Azure sign-in outage: what went wrong",
            "A key was rotated too early.",
            told=at(9),
            about=["azure"],
            kind=ReportKind.ANALYSIS,
        ),
        a_report(
            2,
            "Azure suffers second outage in two weeks",
            "A key was rotated too early, weeks ago. Now names do not resolve.",
            told=at(9, day=15),
            about=["azure"],
            kind=ReportKind.UPDATE,
        ),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_a_notice_without_a_start_began_within_the_hour_before_its_first_line() -> None:
    assert find_moments(TUESDAY).starts == ((at(13), at(14)),)
    assert find_moments(TUESDAY).ends == (at(15.5),)


def test_ends_and_earlier_outages_survive_being_kept() -> None:
    sketch = make_sketch(
        a_report(1, "Slack is down", told=at(9), about=["slack"], unsure=True, probability=0.3,
                 claims=[resolved(1, at(10)), start(1, at(2), scope=Scope.BACKGROUND)])
    )  # fmt: skip
    assert sketch.moments.others == ((at(2), at(2)),)
    assert sketch.odds is not None
    assert read_sketch(write_sketch(sketch)) == sketch


@pytest.mark.parametrize(
    "title",
    ["Quibblr nie działa, użytkownicy bez wiadomości", "Quibblr ausgefallen: Nutzer ohne Nachrichten"],
)
def test_a_report_in_which_no_service_is_known_is_found_by_the_name_in_its_headline(title: str) -> None:
    reports = [
        a_report(1, "Quibblr is down", "Messages hang.", told=at(9), about=[service("quibblr")]),
        a_report(2, title, told=at(9.5)),
    ]
    assert together(reports) == {frozenset((1, 2))}


def test_headlines_that_share_only_letters_and_words_of_any_outage_stay_apart() -> None:
    reports = [
        a_report(1, "U.S. ferries stopped by computer outage", "Boats stay in port.", told=at(9)),
        a_report(2, "U.S. lottery draw delayed by computer outage", "Numbers come later.", told=at(10)),
    ]
    assert together(reports) == {frozenset((1,)), frozenset((2,))}


def test_an_undated_page_that_names_the_day_joins_whatever_the_year_it_was_written_in() -> None:
    reports = [
        a_report(1, "Slack is down", "Messages hang.", told=at(9), about=["slack"]),
        a_report(
            2,
            "What happened to Slack on 14 May",
            "Messages hung for hours.",
            told=None,
            seen=at(9, day=900),
            about=["slack"],
        ),
        a_report(
            3,
            "What happened to Slack on 2 July",
            "Calls were silent for hours.",
            told=None,
            seen=at(9, day=900),
            about=["slack"],
        ),
    ]
    assert together(reports) == {frozenset((1, 2)), frozenset((3,))}
