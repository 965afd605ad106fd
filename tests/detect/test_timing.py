"""Which times of an article are starts and ends of its outage, and which are neither: a row for every family."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article
from newsagg.vocabulary import ClaimType as T

PUBLISHED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday; 1 p.m. in New York


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, body: str, **changes: Any) -> dict[T, list[str]]:
    fields: dict[str, Any] = {
        "url": "https://wireroom.example/story",
        "outlet": "Wire Room",
        "title": "Slack is down for many",
        "body": body,
        "published_at": PUBLISHED,
        "seen_at": PUBLISHED,
    }
    found: dict[T, list[str]] = {T.START_TIME: [], T.END_TIME: [], T.DURATION: [], T.ACKNOWLEDGED_AT: []}
    for claim in find_claims(Article(**{**fields, **changes}), lexicon=lexicon):
        if claim.type in found:
            found[claim.type].append(claim.value.text)
    return found


STARTS_AND_ENDS = [
    ("as of and over", "As of 11 a.m. ET, logins had fully recovered.", [], ["2026-03-04T16:00Z"]),
    ("as of and still down", "As of 11 a.m. ET, logins have been failing for an hour.", [], []),
    ("as of, glued", "Latest updateAs of 11 a.m. ET, reports keep rising.", [], []),
    ("by, and counts rise", "By 11 a.m. ET that number had climbed to 40,000.", [], []),
    ("by, and over", "By 11 a.m. ET messages were loading again.", [], ["2026-03-04T16:00Z"]),
    ("reports fall", "Reports on Downdetector fell sharply around 11 a.m. ET.", [], ["2026-03-04T16:00Z"]),
    ("signs of recovery", "Slack saw signs of recovery at 11 a.m. ET.", [], []),
    ("not yet", "Slack had not yet restored calls at 11 a.m. ET.", [], []),
    ("again", "Around 11 a.m. ET the site became reachable again.", [], ["2026-03-04T16:00Z"]),
    ("two days", "Slack was down Monday and Tuesday.", ["2026-03-02"], []),
    ("into the next day", "Chats failed late Monday night and into Tuesday morning.", ["2026-03-02 (late night)"], []),
    ("since, before a time", "Shops have been offline since about 9 a.m. ET.", ["2026-03-04T14:00Z"], []),
    ("since, elsewhere", "At 11 a.m. ET, two hours since its last post, calls were restored.", [], ["2026-03-04T16:00Z"]),
    ("took place", "Slack has got over the crash, which took place Monday.", ["2026-03-02"], []),
    ("noun and day", "The 2 March outage left thousands without chats.", ["2026-03-02"], []),
    ("day told by a speaker", "A shopkeeper told Wire Room on Monday that the tills were offline.", [], []),
    ("day of a blame", "Slack on Monday attributed a string of outages to a bad switch.", [], []),
    ("day of a tweet", "It confirmed the outage in a March 3 tweet.", [], []),
    ("a plan ahead", "The crashes will be discussed when it drops three fixes on March 25.", [], []),
    ("a step of the handling", "Slack upgraded the incident to an outage at 11 a.m. ET.", [], []),
    ("nobody before", "There had been few outages until Monday night.", [], []),
    ("as of, and wholly over", "As of 11 a.m. ET, Slack wrote that the fault had been completely fixed.", [], ["2026-03-04T16:00Z"]),
    ("order", "It broke at 11 p.m. ET on Monday. Calls were restored at 2 a.m. ET.", ["2026-03-03T04:00Z"], ["2026-03-03T07:00Z"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "starts", "ends"), [pytest.param(*row[1:], id=row[0]) for row in STARTS_AND_ENDS]
)
def test_a_time_is_a_start_an_end_or_neither(
    lexicon: Lexicon, body: str, starts: list[str], ends: list[str]
) -> None:
    found = read(lexicon, body)
    assert (found[T.START_TIME], found[T.END_TIME]) == (starts, ends)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        pytest.param("Slack was down from 11:49 to 17:30 UTC on 3 March.", "en", id="en"),
        pytest.param("Slack fiel am 3. März von 11:49 bis 17:30 Uhr UTC aus, ein Ausfall.", "de", id="de"),
        pytest.param("Between 11:49 and 17:30 UTC on 3 March Slack was unavailable.", "en", id="between"),
        pytest.param(
            "Slack is a chat. It has many users. They noticed.\n\nBetween 11:49 UTC (3 Mar) and 17:30 UTC (3 Mar 2026), "
            "customers saw errors. Nobody was spared.",
            "en",
            id="dates-in-brackets",
        ),
    ],
)
def test_a_span_gives_start_end_and_length(lexicon: Lexicon, body: str, language: str) -> None:
    found = read(lexicon, body, language=language)
    assert found[T.START_TIME] == ["2026-03-03T11:49Z"]
    assert found[T.END_TIME] == ["2026-03-03T17:30Z"]
    assert found[T.DURATION] == ["5 h 41 min"]


def test_an_imprecise_hour_is_no_span_of_the_outage(lexicon: Lexicon) -> None:
    found = read(lexicon, "Slack hopes to have calls restored at about 3:00-3:30pm ET on Tuesday.")
    assert not found[T.DURATION]


def test_a_stamped_update_dates_the_end_that_it_tells(lexicon: Lexicon) -> None:
    found = read(
        lexicon, "Chats fail.\n\nUpdate 12:40 PM ET: Slack says that all calls have now been restored."
    )
    assert found[T.END_TIME] == ["2026-03-04T17:40Z"]


def test_times_of_an_article_that_was_updated_after_its_stamp_go_on_from_each_other(lexicon: Lexicon) -> None:
    found = read(lexicon, "Calls began to fail at 12:15PM ET. By 1:30PM ET, the site was loading again.")
    assert found[T.START_TIME] == ["2026-03-04T17:15Z"]
    assert found[T.END_TIME] == ["2026-03-04T18:30Z"]


def test_an_article_last_touched_after_midnight_tells_of_the_day_of_its_stamps(lexicon: Lexicon) -> None:
    body = "Calls failed around noon ET.\n\nAt 10:20PM ET, Slack was back.\n\nUpdate March 3, 10:39PM ET: resolved."
    found = read(lexicon, body, published_at=datetime(2026, 3, 4, tzinfo=UTC))
    assert found[T.START_TIME] == ["2026-03-03T17:00Z"]
    assert "2026-03-04T03:20Z" in found[T.END_TIME]


def test_a_status_page_pasted_into_an_article_dates_its_end(lexicon: Lexicon) -> None:
    body = (
        "Slack was down.\n\nResolved This incident has been resolved.\n\n"
        "Posted 11 minutes ago. Mar 04, 2026 - 16:34 UTC\n\n"
        "Investigating We are looking into it.\n\nPosted an hour ago. Mar 04, 2026 - 15:12 UTC"
    )
    found = read(lexicon, body)
    assert found[T.END_TIME] == ["2026-03-04T16:34Z"]
    assert found[T.ACKNOWLEDGED_AT] == ["2026-03-04T15:12Z"]


def test_the_moment_of_a_statement_that_it_is_over_is_no_start_as_well(lexicon: Lexicon) -> None:
    body = (
        "Slack serves many firms. Its rivals do, too. Staff went for a walk. Nobody was hurt.\n\n"
        "As of 9:40PM Eastern on Tuesday, Slack's team posted that the fault has been completely fixed."
    )
    found = read(lexicon, body)
    assert (found[T.START_TIME], found[T.END_TIME]) == ([], ["2026-03-04T02:40Z"])


def test_the_lines_of_a_log_yield_to_the_prose_beside_it(lexicon: Lexicon) -> None:
    body = (
        "Slack went down at 14:05 UTC on March 4.\n\n- 14:05 UTC: pages fail\n- 14:20 UTC: pods began failing\n"
        "- 15:10 UTC: chats restored\n- 15:30 UTC: calls restored"
    )
    found = read(lexicon, body)
    assert found[T.START_TIME] == ["2026-03-04T14:05Z"]
    assert found[T.END_TIME] == ["2026-03-04T15:30Z"]


def test_a_day_yields_to_the_hour_of_that_day(lexicon: Lexicon) -> None:
    found = read(lexicon, "Slack suffered an outage on Tuesday. It began at 9:40 a.m. ET on Tuesday.")
    assert found[T.START_TIME] == ["2026-03-03T14:40Z"]


def test_two_clocks_that_disagree_are_both_kept(lexicon: Lexicon) -> None:
    agree = read(lexicon, "The outage began at 14:20 UTC, or 9:20 a.m. ET, on Tuesday.")
    differ = read(lexicon, "The outage began at 14:20 UTC, or 10:20 a.m. ET, on Tuesday.")
    assert agree[T.START_TIME] == ["2026-03-03T14:20Z"]
    assert differ[T.START_TIME] == ["2026-03-03T14:20Z", "2026-03-03T15:20Z"]


LENGTHS = [
    ("after a probe", "After a six-day investigation Slack closed the incident."),
    ("within, ahead", "The attack that took Slack down may return within 12 hours."),
    ("in general", "Outages commonly last for days."),
    ("day after", "This outage comes a day after another outage."),
    ("account stopped", "The bug told some that their account was suspended for 30 days during the outage."),
    ("not even", "A shop cannot bear being dark, not even for ten minutes."),
]


@pytest.mark.parametrize("body", [pytest.param(row[1], id=row[0]) for row in LENGTHS])
def test_a_length_of_something_else_is_not_that_of_the_outage(lexicon: Lexicon, body: str) -> None:
    assert not read(lexicon, body)[T.DURATION]


ELSEWHERE = [
    ("de", "Der Ausfall begann am Dienstag gegen 9:15 Uhr MEZ.", T.START_TIME, "2026-03-03T08:15Z"),
    ("de", "Die Störung wurde am Dienstag um 14 Uhr MEZ behoben.", T.END_TIME, "2026-03-03T13:00Z"),
    ("de", "Der zweistündige Ausfall traf viele Kunden.", T.DURATION, "2 h"),
    ("fr", "La panne a commencé mardi vers 9h15, heure de Paris.", T.START_TIME, "2026-03-03T08:15Z"),
    ("fr", "Le service a été rétabli mardi à 14 heures, heure de Paris.", T.END_TIME, "2026-03-03T13:00Z"),
    ("fr", "La panne a duré près de trois heures.", T.DURATION, "nearly 3 h"),
    ("es", "La caída comenzó el martes a las 9:15, hora peninsular.", T.START_TIME, "2026-03-03T08:15Z"),
    ("es", "El servicio quedó restablecido el martes a las 14:00, hora peninsular.", T.END_TIME, "2026-03-03T13:00Z"),
    ("es", "La interrupción duró hora y media.", T.DURATION, "1.5 h"),
    ("pt", "A falha começou na terça-feira às 9h15, horário de Brasília.", T.START_TIME, "2026-03-03T12:15Z"),
    ("pt", "O serviço foi restabelecido às 14h de terça-feira, horário de Brasília.", T.END_TIME, "2026-03-03T17:00Z"),
    ("pt", "A instabilidade durou cerca de duas horas.", T.DURATION, "about 2 h"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "body", "type_", "value"),
    [pytest.param(*row, id=f"{row[0]} {row[2].value}") for row in ELSEWHERE],
)
def test_times_and_lengths_are_claims_in_five_languages(
    lexicon: Lexicon, language: str, body: str, type_: T, value: str
) -> None:
    assert read(lexicon, body, language=language)[type_] == [value]
