"""A week as text: what is told, what is attributed, what is said of silence; never wider than a mail."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.report.digest import compose_digest
from newsagg.report.paragraphs import WIDTH
from tests.report.weeks import a_claim, a_feed, a_finding, a_line, a_week, an_incident

RIVALS = [
    a_claim(
        "cause", "wrong setting", "A wrong setting was deployed.", 1, categories="configuration", speaker="Example",
        speaker_slug="example", role="status_page", outlet="Example Status", url="https://status.example/1",
        origin_article_id=2,
    ),
    a_claim(
        "cause", "lost database", "Wire says that a database was lost.", 2, categories="data_store", speaker="Wire",
        speaker_slug="wire", second_hand=1, chain="Post > Wire",
    ),
]  # fmt: skip
DISPUTE = a_finding("cause", 1, 2, state="conflict", sentence="Example says a, Wire says b.")


def words(text: str) -> str:
    """The text with its line breaks read as blanks."""
    return " ".join(text.split())


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    return re.split(r"\n\n[A-Z' ]+\n-+\n", re.split(rf"\n{heading.upper()}\n-+\n", text)[1])[0]


def test_both_sides_of_a_disagreement_are_quoted_and_named() -> None:
    told = words(compose_digest(a_week(an_incident(claims=RIVALS, findings=[DISPUTE]))))
    assert "Why: sources disagree." in told
    assert "Example's status page says (configuration): “A wrong setting was deployed.” [1]" in told
    assert "Wire, as Post tells it, says (data store): “Wire says that a database was lost.” [2]" in told
    assert "[1] Example Status: https://status.example/1" in told


def test_an_outage_without_a_cause_says_that_no_source_gives_one() -> None:
    assert "No source gives a cause." in compose_digest(a_week(an_incident()))


def test_times_and_lengths_name_who_gives_them() -> None:
    claims = [
        a_claim("start_time", "10:00", "It began at ten.", 1),
        a_claim("end_time", "16:00", "It was over at four.", 2, speaker="Gazette", origin_article_id=3),
        a_claim("duration", "about 6 h", "It took six hours.", 3),
    ]
    line: dict[str, Any] = {
        "ended": "2026-03-02T16:00:00Z",
        "ended_latest": "2026-03-02T16:00:00Z",
        "lifecycle": "resolved",
    }
    told = words(compose_digest(a_week(an_incident(claims=claims, **line))))
    assert "It began 2026-03-02 10:00 (Post). It ended 2026-03-02 16:00 (Gazette)." in told
    assert "It lasted about 6 h (Post)." in told


def test_a_start_that_nobody_claims_is_not_stated() -> None:
    told = words(compose_digest(a_week(an_incident())))
    assert "Nobody gives a start; the first report is of 2026-03-02 11:00." in told
    assert "It began" not in told


def test_copies_are_not_named_as_voices() -> None:
    claims = [
        a_claim("duration", "about 6 h", "It took six hours.", 1),
        a_claim("duration", "about 6 h", "It took six hours.", 2, speaker="Copyist", article_id=9),
    ]
    told = compose_digest(a_week(an_incident(claims=claims)))
    assert "Copyist" not in told


def test_who_was_hit_and_what_was_offered_come_with_their_speakers() -> None:
    claims = [
        a_claim("affected_customer", "Fabrikam", "Fabrikam stood still.", 1),
        a_claim("affected_users", "thousands", "Perhaps thousands.", 2, stance="hedged"),
        a_claim("compensation", "credits", "Credits go to everyone.", 3, speaker="Example"),
        a_claim("promise", "post-mortem", "A report is expected.", 4, stance="forecast"),
    ]
    told = words(compose_digest(a_week(an_incident(claims=claims))))
    assert "Hit: Fabrikam (Post) [1]; thousands (Post, hedged) [1]." in told
    assert "- Example: “Credits go to everyone.” [1]" in told
    assert "- Post (forecast): “A report is expected.” [1]" in told


def test_the_three_gravest_are_told_whole_and_the_rest_in_a_line_each() -> None:
    severities = ["minor", "critical", "none", "major", "minor"]
    incidents = [
        an_incident(f"2026-03-0{n}-s{n}", severity=severity, origins=n)
        for n, severity in enumerate(severities, 2)
    ]
    told = compose_digest(a_week(*incidents))
    top = part(told, "The three that mattered")
    assert [line[:2] for line in top.splitlines() if re.match(r"\d\.", line)] == ["1.", "2.", "3."]
    assert top.index("2026-03-03-s3") < top.index("2026-03-05-s5") < top.index("2026-03-06-s6")
    rest = part(told, "Also this week").strip().splitlines()
    assert [line.split(":")[0] for line in rest] == ["- 2026-03-02-s2", "- 2026-03-04-s4"]


def test_one_event_is_told_once() -> None:
    incidents = [an_incident(f"2026-03-0{n}-s{n}") for n in range(2, 8)]
    told = compose_digest(a_week(*incidents))
    for n in range(2, 8):
        assert told.count(f"Title of 2026-03-0{n}-s{n}") == 1


def test_the_sum_counts_and_compares_with_the_week_before() -> None:
    week = a_week(
        an_incident(claims=RIVALS, findings=[DISPUTE], severity="major"),
        an_incident("2026-03-03-b", lifecycle="resolved"),
        before=[a_line("2026-02-24-a")],
    )
    told = words(compose_digest(week))
    assert "2 outages are on record for this week, 1 more than the week before." in told
    assert (
        "1 of them is major or critical by our rule, sources disagree about 1 of them, and 1 is not" in told
    )


def test_guesses_and_the_vendors_own_are_counted_apart() -> None:
    week = a_week(
        an_incident(),
        an_incident("2026-03-03-shop", vendor_only=True),
        an_incident("2026-03-04-chat", state="candidate"),
    )
    told = words(compose_digest(week))
    assert "1 outage is on record" in told
    assert (
        "Not counted: one was told by the vendors' status pages alone (example); one is a lone report" in told
    )


@pytest.mark.parametrize(
    ("feeds", "said"),
    [
        ([a_feed(), a_feed("b")], "All 2 feeds could be read: the week was quiet."),
        ([a_feed(asked=0, answered=0)], "That says nothing: no feed was read in it."),
        ([], "That says nothing: no feed was read in it."),
        ([a_feed(answered=0, error="refused")], "That says nothing: not one of 1 feed could be read."),
        ([a_feed(), a_feed("b", answered=0)], "1 of 2 feeds could be read, so some of it may be missing."),
    ],
    ids=["quiet", "not read", "no feeds", "all failing", "half deaf"],
)
def test_an_empty_week_tells_quiet_from_deaf(feeds: list[dict[str, Any]], said: str) -> None:
    told = words(compose_digest(a_week(feeds=feeds)))
    assert "No outage that began or was first reported in this week is on record" in told
    assert said in told


def test_feeds_that_fail_or_fall_silent_are_named_with_the_reason() -> None:
    feeds = [
        a_feed("deaf", answered=0, error="connection refused"),
        a_feed("shaky", answered=7),
        a_feed("mute", entries=0, usual=12),
        a_feed("rare", entries=0, usual=1),
        a_feed("missed", asked=0, answered=0),
        a_feed("hushed", asked=0, answered=0, unasked="paused since 2026-03-01: too loud"),
    ]
    told = words(part(compose_digest(a_week(an_incident(), feeds=feeds)), "What we could hear"))
    assert "Not once readable: - Deaf (deaf): connection refused" in told
    assert "Failing at times: - Shaky (shaky): 3 of 10 failed" in told
    assert "Answering, but with nothing new: - Mute (mute): 12 articles in the four weeks before" in told
    assert "Not asked: - Missed (missed) - Hushed (hushed): paused since 2026-03-01: too loud" in told
    assert "rare" not in told


def test_what_is_still_open_is_listed() -> None:
    week = a_week(an_incident(), still_open=[a_line("2026-02-20-old")])
    told = words(part(compose_digest(week), "Still open"))
    assert "no source says that these are over: 2026-03-02-cloud." in told
    assert "- 2026-02-20-old: Title of 2026-02-20-old (minor, 1 origin)" in told


def test_a_cause_published_late_is_told_with_its_incident() -> None:
    late = a_claim("cause", "setting", "It was a setting.", categories="configuration")
    late |= {"kind": "postmortem", "incident_id": "2026-02-01-old", "incident_title": "Old outage"}
    told = words(part(compose_digest(a_week(late=[late])), "Learned late"))
    assert (
        "Old outage 2026-02-01-old - In a post-mortem, Post says (configuration): “It was a setting.” [1]"
        in told
    )


def test_a_week_that_is_not_over_says_so() -> None:
    told = compose_digest(a_week(told_at=datetime(2026, 3, 4, 9, tzinfo=UTC)))
    assert "This week is not over: what follows is how it stood on 2026-03-04 09:00." in words(told)


def test_times_are_told_in_the_zone_of_the_settings() -> None:
    claims = [a_claim("start_time", "10:00", "It began at ten.", 1)]
    told = words(compose_digest(a_week(an_incident(claims=claims), zone="America/New_York")))
    assert "Times are America/New_York." in told
    assert "It began 2026-03-02 05:00 (Post)." in told


def test_no_line_is_wider_than_a_mail_but_an_address() -> None:
    long = "word " * 300
    incidents = [
        an_incident(f"2026-03-0{n}-s{n}", title=long, claims=[a_claim("cause", long, long, n)], origins=n)
        for n in range(2, 8)
    ]
    told = compose_digest(a_week(*incidents, feeds=[a_feed(answered=0, error=long)]))
    assert [line for line in told.splitlines() if len(line) > WIDTH and "https://" not in line] == []


def test_hostile_texts_stay_on_their_line_and_command_nothing() -> None:
    hostile = "Down\x1b[31m\r\nSTILL OPEN\n----------\u202e \x07now"
    claims = [
        a_claim("cause", hostile, hostile, 1, speaker=hostile, outlet=hostile, url=f"https://x/{hostile}")
    ]
    told = compose_digest(a_week(an_incident(title=hostile, claims=claims)))
    assert not [sign for sign in "\x1b\r\x07\u202e" if sign in told]
    assert told.count("\nSTILL OPEN\n") == 1


def test_every_week_says_which_incidents_belong_to_it() -> None:
    assert "An outage belongs to the week in which it started" in compose_digest(a_week())


def test_of_a_list_only_values_that_oppose_each_other_are_quoted() -> None:
    claims = [
        a_claim("affected_service", "Mail", "Mail failed.", 1, value_slug="mail"),
        a_claim("affected_service", "Maps", "Maps failed.", 2, value_slug="maps"),
        a_claim(
            "affected_service", "Mail", "Mail was fine.", 3, value_slug="mail", excluded=1, speaker="Example",
            speaker_slug="example", origin_article_id=4,
        ),
    ]  # fmt: skip
    finding = a_finding("affected_service", 1, 2, 3, state="conflict")
    told = words(compose_digest(a_week(an_incident(claims=claims, findings=[finding]))))
    disputed = told.split("Sources disagree on: services that failed.")[1]
    assert "“Mail failed.”" in disputed
    assert "“Mail was fine.”" in disputed
    assert "“Maps failed.”" not in disputed


@pytest.mark.parametrize(
    ("severities", "lifecycle", "said"),
    [
        (
            ["major"],
            "resolved",
            "It is major or critical by our rule, sources disagree about none of them, and a source",
        ),
        (["minor"], "reported", "It is not major or critical by our rule,"),
        (["major", "critical"], "resolved", "Both are major or critical"),
        (["minor", "none"], "resolved", "None of them is major or critical"),
        (
            ["major"] * 3,
            "resolved",
            "All 3 are major or critical by our rule, sources disagree about none of them, and all",
        ),
        (["major", "minor"], "reported", "1 of them is major or critical"),
    ],
)
def test_the_sum_reads_as_a_sentence(severities: list[str], lifecycle: str, said: str) -> None:
    incidents = [
        an_incident(f"2026-03-0{n}-s", severity=severity, lifecycle=lifecycle)
        for n, severity in enumerate(severities, 2)
    ]
    assert said in words(compose_digest(a_week(*incidents)))


def test_what_is_denied_is_not_told_as_a_loss() -> None:
    claims = [a_claim("data_loss", "lost mail", "No mail was lost.", 1, stance="denied")]
    assert "Hit:" not in compose_digest(a_week(an_incident(claims=claims)))
