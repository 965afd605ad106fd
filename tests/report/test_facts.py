"""What is claimed of an incident as sentences: each names who says it, and nothing is said that nobody says."""

from typing import Any

import pytest

from newsagg.report.disputes import tell_disputes
from newsagg.report.facts import tell_facts
from tests.report.material import CLOCK, a_claim, known_of, tell

VENDOR: dict[str, Any] = {
    "speaker": "Example",
    "speaker_slug": "example",
    "role": "status_page",
    "outlet": "Example Status",
}
WIRE: dict[str, Any] = {"speaker": "Wire", "speaker_slug": "wire", "second_hand": 1, "chain": "Post > Wire"}
RIVALS = (
    a_claim(
        "cause", "wrong setting", "A wrong setting was deployed.", 1, categories="configuration", **VENDOR
    ),
    a_claim(
        "cause", "lost database", "Wire says that a database was lost.", 2, categories="data_store", **WIRE
    ),
)


def told(kind: str, *claims: dict[str, Any], **given: Any) -> list[str]:
    for fact in tell_facts(known_of(*claims, **given), CLOCK):
        if fact.kind == kind:
            return [tell(words) for words in fact.words]
    return []


def at(moment: str, last: str = "") -> dict[str, Any]:
    return {"time_from": moment, "time_to": last or moment}


@pytest.mark.parametrize(
    ("claims", "sentences"),
    [
        ([], ["No source gives a cause."]),
        (
            [a_claim("cause", "wrong setting", categories="configuration", cause_trigger="maintenance", **VENDOR)],
            ["Example's status page gives “wrong setting” as the cause (configuration, during maintenance)."],
        ),
        (
            [a_claim("cause", "lost database", categories="data_store", **WIRE)],
            ["Wire, as Post tells it, gives “lost database” as the cause."],
        ),
        (
            [a_claim("cause", "full disk", categories="hardware", stance="hedged")],
            ["Post thinks that it may have been “full disk” (hardware)."],
        ),
        (
            [a_claim("cause", "attack", categories="security_attack", stance="denied")],
            ["Post denies that the cause was “attack”.", "No source gives a cause."],
        ),
        (
            [a_claim("cause", "cause not disclosed", categories="undisclosed", speaker="Example")],
            ["Example did not say why.", "No source gives a cause."],
        ),
        (
            [
                a_claim("cause", "cause not disclosed", number=1, categories="undisclosed"),
                a_claim("cause", "DDoS attack", number=2, categories="security_attack"),
            ],
            ["Post gives “DDoS attack” as the cause."],
        ),
        (
            [
                a_claim("cause", "cut cable", number=1, categories="network"),
                a_claim("cause", "cut cable", number=2, categories="network", speaker="Gazette", speaker_slug="gazette"),
                a_claim("cause", "Kabel", number=3, categories="network", speaker="Kurier", speaker_slug="kurier"),
            ],
            ["Post and Gazette give “cut cable” as the cause (network); Kurier says so in other words."],
        ),
    ],
    ids=["none", "of the vendor", "second hand", "hedged", "denied", "asked for and not given", "given after all", "in other words"],
)  # fmt: skip
def test_why_names_who_says_so_and_how_firmly(claims: list[dict[str, Any]], sentences: list[str]) -> None:
    assert told("why", *claims) == sentences


@pytest.mark.parametrize(
    ("claims", "line", "sentences"),
    [
        ([], {}, ["No source says that it is over."]),
        (
            [a_claim("start_time", "10:00", **at("2026-03-02T10:00:00Z"))],
            {},
            ["It began on Monday 2 March at 10:00, says Post.", "No source says that it is over."],
        ),
        (
            [],
            {"started": "2026-03-01T23:00:00Z", "started_latest": "2026-03-02T11:00:00Z"},
            [
                "No source says when it began; the first report is of Monday 2 March at 11:00.",
                "No source says that it is over.",
            ],
        ),
        (
            [
                a_claim("status", "resolved", number=2, **VENDOR, **at("2026-03-02T15:00:00Z")),
                a_claim("duration", "about 5 h", number=3, number_from=300.0, number_to=300.0, precision="about"),
            ],
            {"ended": "2026-03-02T14:00:00Z", "ended_latest": "2026-03-02T15:00:00Z", "lifecycle": "resolved"},
            [
                "Example's status page called it resolved on Monday 2 March at 15:00.",
                "It lasted about five hours, says Post.",
            ],
        ),
        (
            [a_claim("end_time", "evening", precision="vague", **at("2026-03-02T16:00:00Z", "2026-03-02T23:00:00Z"))],
            {"ended": "2026-03-02T16:00:00Z", "ended_latest": "2026-03-02T23:00:00Z"},
            ["It was over on Monday 2 March between 16:00 and 23:00, says Post."],
        ),
    ],
    ids=["nothing said", "a start", "no start", "by the status page", "part of a day"],
)  # fmt: skip
def test_when_is_told_as_it_was_claimed(
    claims: list[dict[str, Any]], line: dict[str, Any], sentences: list[str]
) -> None:
    assert [text for text in told("when", *claims, **line) if text in sentences] == sentences


@pytest.mark.parametrize(
    ("claims", "sentences"),
    [
        (
            [a_claim("tracker_reports", "10,600,000 reports", role="tracker", speaker="Tracker", count_kind="peak")],
            ["Tracker counted 10.6 million reports at the peak."],
        ),
        (
            [a_claim("affected_users", "thousands of users", stance="hedged")],
            ["Post, with caution, speaks of thousands of users."],
        ),
        (
            [
                a_claim("affected_customer", "Fabrikam, Contoso", number=1),
                a_claim("affected_customer", "Contoso, Northwind", number=2, speaker="Gazette"),
            ],
            ["Post names Fabrikam and Contoso as hit; Gazette adds Northwind."],
        ),
        ([a_claim("data_loss", "no data was lost", stance="denied")], ["Post denies that data was lost."]),
        ([a_claim("affected_region", "worldwide", speaker="users", role="user_reports")], ["Where: worldwide, say users."]),
        ([a_claim("affected_region", "Europe", excluded=1)], []),
    ],
    ids=["a tracker", "with caution", "each customer once", "denied", "users say", "a region said to be spared"],
)  # fmt: skip
def test_who_was_hit_is_told_with_who_says_so(claims: list[dict[str, Any]], sentences: list[str]) -> None:
    assert told("hit", *claims) == sentences


def test_what_was_offered_is_told_once_and_promises_with_their_day() -> None:
    claims = [
        a_claim("compensation", "credits and longer hours", number=1),
        a_claim("compensation", "crédits", number=2, speaker="Journal"),
        a_claim("promise", "report by 2026-03-08", number=3, stance="forecast", **at("2026-03-02T00:00:00Z", "2026-03-09T04:00:00Z")),
        a_claim("promise", "report", number=4, **VENDOR),
    ]  # fmt: skip
    assert told("offered", *claims) == [
        "For customers, says Post: “credits and longer hours”.",
        "Expected by Post: “report”, due by Sunday 8 March.",
    ]


def test_a_sentence_that_tells_of_compensation_is_no_remedy_beside() -> None:
    sentence = "Customers get the month free and a new gateway."
    claims = [
        a_claim("compensation", "the month free", sentence, number=1),
        a_claim("remediation", sentence, sentence, number=2),
        a_claim("remediation", "a spare line", "They build a spare line.", number=3),
    ]
    assert told("offered", *claims) == [
        "For customers, says Post: “the month free”.",
        "Remedy, says Post: “a spare line”.",
    ]


def test_both_sides_of_a_dispute_are_named_quoted_and_told_once() -> None:
    known = known_of(*RIVALS, conflicts=["cause"])
    (dispute,) = tell_disputes(known, CLOCK)
    assert tell(dispute.sentence) == (
        "Sources disagree on why it happened: Example's status page says “wrong setting”; "
        "Wire, as Post tells it, says “lost database”."
    )
    assert [side.quote for side in dispute.sides] == [claim["quote"] for claim in RIVALS]
    assert [side.value for side in dispute.sides] == ["configuration", "database"]
    assert told("why", *RIVALS, conflicts=["cause"]) == ["Sources disagree on the cause."]


def test_a_conflict_of_which_only_one_side_is_left_is_no_dispute() -> None:
    known = known_of(RIVALS[0], conflicts=["cause"])
    assert tell_disputes(known, CLOCK) == ()
    assert told("why", RIVALS[0], conflicts=["cause"]) != ["Sources disagree on the cause."]


def test_copies_of_one_text_are_one_voice() -> None:
    claims = [
        a_claim(
            "duration", "6 h", number=n, number_from=360.0, number_to=360.0, speaker=name, origin_article_id=1
        )
        for n, name in enumerate(("Post", "Copyist"), start=1)
    ]
    assert "It lasted six hours, says Post." in told("when", *claims)


def test_quotes_lead_to_their_passage_and_no_quote_is_told_twice() -> None:
    claims = [a_claim("symptom", "errors", "Pages would not load.", n) for n in (1, 2)]
    what = next(fact for fact in tell_facts(known_of(*claims), CLOCK) if fact.kind == "what")
    (said,) = what.said
    assert said.url == "https://post.example/1#:~:text=Pages%20would%20not%20load."
    assert (said.source, said.how, said.value) == ("Post", "says", "")
