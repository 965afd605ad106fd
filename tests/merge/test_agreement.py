"""Claims of one incident in; findings out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from newsagg.merge.agreement import weigh
from newsagg.model import Finding, StoredClaim
from newsagg.vocabulary import (
    CauseCategory,
    ClaimType,
    CountKind,
    FindingKind,
    Precision,
    ReportKind,
    Scope,
    SpeakerRole,
    Stance,
)
from tests.merge.making import a_claim, at

T, C, K, S, P = ClaimType, CauseCategory, FindingKind, SpeakerRole, Precision


def lone(claims: list[StoredClaim], **more: Any) -> Finding:
    found = [f for f in weigh(claims, {}, **more) if f.kind is not K.SUPERSEDED]
    assert len(found) == 1
    return found[0]


def lasting(
    low: float | None, high: float | None, text: str, precision: Precision = P.EXACT, **more: Any
) -> StoredClaim:
    return a_claim(T.DURATION, text, minutes=(low, high), precision=precision, **more)


def starting(
    first: datetime, last: datetime | None = None, precision: Precision = P.EXACT, **more: Any
) -> StoredClaim:
    text = f"{first:%H:%M}"
    return a_claim(T.START_TIME, text, when=(first, last or first), precision=precision, **more)


def because(text: str, *categories: CauseCategory, **more: Any) -> StoredClaim:
    return a_claim(T.CAUSE, text, categories=categories, **more)


TWO: dict[str, Any] = {"article": 2, "by": "Gazette"}

PAIRS: list[tuple[str, StoredClaim, StoredClaim, FindingKind]] = [
    (
        "about six hours and 5 h 48 min",
        lasting(360, 360, "about 6 h", P.ABOUT),
        lasting(348, 348, "5 h 48 min", **TWO),
        K.AGREE,
    ),
    ("six hours and two hours", lasting(360, 360, "6 h"), lasting(120, 120, "2 h", **TWO), K.CONFLICT),
    (
        "more than an hour and six",
        lasting(60, None, "more than 1 h", P.AT_LEAST),
        lasting(360, 360, "6 h", **TWO),
        K.COMPATIBLE,
    ),
    (
        "under two hours and 90 min",
        lasting(None, 120, "under 2 h", P.AT_MOST),
        lasting(90, 90, "90 min", **TWO),
        K.COMPATIBLE,
    ),
    (
        "hours, vaguely, and three hours",
        lasting(120, 1440, "hours", P.VAGUE),
        lasting(180, 180, "3 h", **TWO),
        K.COMPATIBLE,
    ),
    ("the morning holds 11:40", starting(at(6), at(12), P.VAGUE), starting(at(11.67), **TWO), K.COMPATIBLE),
    ("five minutes apart", starting(at(11.66)), starting(at(11.75), **TWO), K.AGREE),
    ("about noon and 12:30", starting(at(12), precision=P.ABOUT), starting(at(12.5), **TWO), K.AGREE),
    ("two hours apart", starting(at(9)), starting(at(11), **TWO), K.CONFLICT),
    ("a day holds its hours", starting(at(0), at(24)), starting(at(15), **TWO), K.COMPATIBLE),
    ("another day", starting(at(0), at(24)), starting(at(60), **TWO), K.CONFLICT),
    (
        "the same cause",
        because("a bad update", C.CHANGE_DEPLOYMENT),
        because("bad update", C.CHANGE_DEPLOYMENT, **TWO),
        K.AGREE,
    ),
    (
        "finer under coarser",
        because("configuration change", C.CONFIGURATION),
        because("BGP routes withdrawn", C.NETWORK, **TWO),
        K.COMPATIBLE,
    ),
    (
        "the same clock on two days is one day misread",
        starting(at(9)),
        starting(at(9, day=1), **TWO),
        K.COMPATIBLE,
    ),
    (
        "first complaints and first notice",
        starting(at(9)),
        starting(at(9.45), **TWO),
        K.COMPATIBLE,
    ),
    (
        "thousands, and a figure",
        a_claim(T.AFFECTED_USERS, "thousands of users", number=(1000, 9999), unit="users", precision=P.VAGUE),
        a_claim(T.AFFECTED_USERS, "40,000 users", number=(4e4, 4e4), unit="users", **TWO),
        K.COMPATIBLE,
    ),
    (
        "no ransomware is not no attack",
        because("ransomware", C.SECURITY_ATTACK, stance=Stance.DENIED),
        because("a cyberattack", C.SECURITY_ATTACK, **TWO),
        K.COMPATIBLE,
    ),
    (
        "no attack is no ransomware",
        because("a cyberattack", C.SECURITY_ATTACK, stance=Stance.DENIED),
        because("ransomware", C.SECURITY_ATTACK, **TWO),
        K.CONFLICT,
    ),
    (
        "a cautious word that it was spared",
        a_claim(T.AFFECTED_SERVICE, "T-Mobile", slug="t"),
        a_claim(
            T.AFFECTED_SERVICE, "not affected: T-Mobile", slug="t", excluded=True, stance=Stance.HEDGED, **TWO
        ),
        K.COMPATIBLE,
    ),
    (
        "finer by the table of causes",
        because("a DNS failure", C.NETWORK),
        because("a configuration change", C.CONFIGURATION, **TWO),
        K.COMPATIBLE,
    ),
    (
        "disjoint causes",
        because("database replication failure", C.DATA_STORE),
        because("timing misconfiguration", C.CONFIGURATION, **TWO),
        K.CONFLICT,
    ),
    (
        "fire and attack",
        because("a fire", C.POWER_COOLING_FACILITY),
        because("a cyberattack", C.SECURITY_ATTACK, **TWO),
        K.CONFLICT,
    ),
    (
        "lightning and power",
        because("lightning", C.NATURAL_EVENT),
        because("power loss", C.POWER_COOLING_FACILITY, **TWO),
        K.COMPATIBLE,
    ),
    (
        "no cause told fits all",
        because("technical issue", C.OTHER),
        because("a DDoS attack", C.SECURITY_ATTACK, **TWO),
        K.COMPATIBLE,
    ),
    (
        "undisclosed fits all",
        because("no reason given", C.UNDISCLOSED),
        because("a DDoS attack", C.SECURITY_ATTACK, **TWO),
        K.COMPATIBLE,
    ),
    (
        "an attack denied",
        because("cyberattack", C.SECURITY_ATTACK, stance=Stance.DENIED),
        because("hackers", C.SECURITY_ATTACK, **TWO),
        K.CONFLICT,
    ),
    (
        "an attack denied, a bug claimed",
        because("cyberattack", C.SECURITY_ATTACK, stance=Stance.DENIED),
        because("software bug", C.SOFTWARE_BUG, **TWO),
        K.COMPATIBLE,
    ),
    (
        "a question contradicts nobody",
        because("sabotage", C.SECURITY_ATTACK, stance=Stance.QUESTIONED),
        because("a fire", C.POWER_COOLING_FACILITY, **TWO),
        K.COMPATIBLE,
    ),
    (
        "two services",
        a_claim(T.AFFECTED_SERVICE, "Slack", slug="slack"),
        a_claim(T.AFFECTED_SERVICE, "Ring", slug="ring", **TWO),
        K.COMPATIBLE,
    ),
    (
        "one service twice",
        a_claim(T.AFFECTED_SERVICE, "Slack", slug="slack"),
        a_claim(T.AFFECTED_SERVICE, "the Slack app", slug="slack", **TWO),
        K.AGREE,
    ),
    (
        "hit and spared",
        a_claim(T.AFFECTED_SERVICE, "T-Mobile", slug="t"),
        a_claim(T.AFFECTED_SERVICE, "T-Mobile", slug="t", excluded=True, **TWO),
        K.CONFLICT,
    ),
    (
        "two regions",
        a_claim(T.AFFECTED_REGION, "Ohio", slug="ohio"),
        a_claim(T.AFFECTED_REGION, "Texas", slug="texas", **TWO),
        K.COMPATIBLE,
    ),
    (
        "a tracker's figures grow",
        a_claim(T.TRACKER_REPORTS, "4,000", number=(4000, 4000), count_kind=CountKind.AT_TIME),
        a_claim(T.TRACKER_REPORTS, "9,000", number=(9000, 9000), count_kind=CountKind.AT_TIME, **TWO),
        K.COMPATIBLE,
    ),
    (
        "a peak is no total",
        a_claim(T.TRACKER_REPORTS, "4,000", number=(4000, 4000), count_kind=CountKind.PEAK),
        a_claim(T.TRACKER_REPORTS, "90,000", number=(90000, 90000), count_kind=CountKind.TOTAL, **TWO),
        K.COMPATIBLE,
    ),
    (
        "two peaks",
        a_claim(T.TRACKER_REPORTS, "4,000", number=(4000, 4000), count_kind=CountKind.PEAK),
        a_claim(T.TRACKER_REPORTS, "9,000", number=(9000, 9000), count_kind=CountKind.PEAK, **TWO),
        K.CONFLICT,
    ),
    (
        "users and per cent",
        a_claim(T.AFFECTED_USERS, "2 million", number=(2e6, 2e6), unit="users"),
        a_claim(T.AFFECTED_USERS, "5 %", number=(5, 5), unit="percent", **TWO),
        K.COMPATIBLE,
    ),
    (
        "millions of users, two ways",
        a_claim(T.AFFECTED_USERS, "2 million", number=(2e6, 2e6), unit="users"),
        a_claim(
            T.AFFECTED_USERS,
            "about 2.2 million",
            number=(2.2e6, 2.2e6),
            unit="users",
            precision=P.ABOUT,
            **TWO,
        ),
        K.AGREE,
    ),
]


@pytest.mark.parametrize(
    ("first", "second", "kind"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS]
)
def test_two_claims_stand_to_each_other(first: StoredClaim, second: StoredClaim, kind: FindingKind) -> None:
    assert lone([first, second]).kind is kind
    assert lone([second, first]).kind is kind


def test_one_claim_is_single_and_needs_no_sentence() -> None:
    found = lone([because("a fire", C.POWER_COOLING_FACILITY)])
    assert (found.kind, found.sentence, found.origins, found.speakers) == (K.SINGLE, "", 1, 1)


def test_background_and_withdrawn_claims_are_not_weighed() -> None:
    assert (
        weigh(
            [because("old", C.OTHER, scope=Scope.BACKGROUND), because("gone", C.OTHER, withdrawn=at(1))], {}
        )
        == []
    )


def test_two_causes_that_one_claim_joins_are_no_conflict() -> None:
    claims = [
        because("database failure", C.DATA_STORE),
        because("a wrong setting", C.CONFIGURATION, **TWO),
        because("a setting that broke the database", C.CONFIGURATION, C.DATA_STORE, article=3, by="Herald"),
    ]
    assert lone(claims).kind is K.COMPATIBLE


def test_a_conflict_is_told_in_plain_words_and_the_vendors_status_page_is_preferred() -> None:
    found = lone(
        [
            because(
                "database replication failure",
                C.DATA_STORE,
                by="TechDaily",
                second_hand=True,
                chain=("The Page", "TechDaily"),
            ),
            because("timing misconfiguration", C.CONFIGURATION, by="Acme", role=S.STATUS_PAGE),
        ]
    )
    assert found.kind is K.CONFLICT
    assert found.sentence == (
        "Acme's status page says timing misconfiguration; "
        "TechDaily (as told by The Page) says database replication failure."
    )
    assert found.best == "timing misconfiguration"
    assert "status page" in found.reason


ORDER: list[tuple[str, StoredClaim, StoredClaim]] = [
    (
        "status page before spokesman",
        because("a", C.NETWORK, role=S.STATUS_PAGE),
        because("b", C.HARDWARE, role=S.VENDOR_OFFICIAL, **TWO),
    ),
    (
        "vendor before regulator",
        because("a", C.NETWORK, role=S.VENDOR_OFFICIAL),
        because("b", C.HARDWARE, role=S.REGULATOR, **TWO),
    ),
    (
        "regulator before insiders",
        because("a", C.NETWORK, role=S.REGULATOR),
        because("b", C.HARDWARE, role=S.VENDOR_UNNAMED, **TWO),
    ),
    ("expert before outlet", because("a", C.NETWORK, role=S.EXPERT), because("b", C.HARDWARE, **TWO)),
    ("outlet before users", because("a", C.NETWORK), because("b", C.HARDWARE, role=S.USER_REPORTS, **TWO)),
    ("firm before cautious", because("a", C.NETWORK), because("b", C.HARDWARE, stance=Stance.HEDGED, **TWO)),
    (
        "first hand before second hand",
        because("a", C.NETWORK),
        because("b", C.HARDWARE, second_hand=True, **TWO),
    ),
    (
        "claimed before denied",
        because("a", C.NETWORK),
        because("b", C.HARDWARE, stance=Stance.DENIED, role=S.STATUS_PAGE, **TWO),
    ),
]


@pytest.mark.parametrize(("better", "worse"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_the_best_value_goes_by_who_says_it(better: StoredClaim, worse: StoredClaim) -> None:
    assert lone([worse, better]).best == "a"


def test_a_vendors_own_account_comes_before_its_first_words() -> None:
    claims = [
        because("network trouble", C.NETWORK, article=1, by="Acme", role=S.STATUS_PAGE),
        because("a full disk", C.HARDWARE, article=2, by="Acme Engineering", role=S.VENDOR_OFFICIAL),
    ]
    found = lone(claims, kinds={2: ReportKind.POSTMORTEM})
    assert (found.best, found.reason) == ("a full disk", "the vendor's own account says so")


def test_support_is_counted_in_origins_and_speakers_and_never_in_prints() -> None:
    claims = [because("a fire", C.POWER_COOLING_FACILITY, article=n, by="Wire") for n in (1, 2, 3)]
    claims.append(because("a fire", C.POWER_COOLING_FACILITY, article=4, by="Herald"))
    (found,) = weigh(claims, {1: 1, 2: 1, 3: 1, 4: 4})
    assert (found.kind, found.origins, found.speakers) == (K.AGREE, 2, 2)


def test_prints_of_one_text_do_not_agree_with_each_other() -> None:
    claims = [because("a fire", C.POWER_COOLING_FACILITY, article=n, by="Wire") for n in (1, 2)]
    (found,) = weigh(claims, {1: 1, 2: 1})
    assert (found.kind, found.origins, found.speakers) == (K.SINGLE, 1, 1)


def test_a_later_word_of_the_same_speaker_supersedes_and_the_earlier_one_stays_listed() -> None:
    first = because(
        "a cyberattack", C.SECURITY_ATTACK, article=1, by="Acme", role=S.VENDOR_OFFICIAL, seen=at(1)
    )
    later = because("a failed disk", C.HARDWARE, article=2, by="Acme", role=S.VENDOR_OFFICIAL, seen=at(9))
    single, superseded = weigh([later, first], {})
    assert (single.kind, single.best) == (K.SINGLE, "a failed disk")
    assert superseded.kind is K.SUPERSEDED
    assert set(superseded.claims) == {first.id, later.id}
    assert superseded.sentence == "Acme says a cyberattack, and later: a failed disk."


def test_status_updates_follow_each_other_and_the_last_one_is_best() -> None:
    said = [
        a_claim(T.STATUS, text, by="Acme", role=S.STATUS_PAGE, said_at=at(hour))
        for text, hour in (("investigating", 1), ("identified", 2), ("resolved", 3))
    ]
    standing, superseded = weigh(said, {})
    assert standing.best == "resolved"
    assert superseded.kind is K.SUPERSEDED


def test_two_speakers_do_not_supersede_each_other() -> None:
    claims = [
        lasting(360, 360, "6 h", seen=at(1)),
        lasting(120, 120, "2 h", article=2, by="Gazette", seen=at(9)),
    ]
    assert [f.kind for f in weigh(claims, {})] == [K.CONFLICT]


def test_a_speaker_does_not_contradict_himself_in_one_article() -> None:
    claims = [starting(at(9), by="Acme"), starting(at(14), by="Acme")]
    assert lone(claims).kind is K.COMPATIBLE


SIDE_BY_SIDE = [
    ("or", "It broke at 14:20 UTC, or 11:20 a.m. ET, Acme said.", K.CONFLICT),
    ("in brackets", "It broke at 14:20 UTC (11:20 a.m. ET).", K.CONFLICT),
    ("a stroke", "It broke at 14:20 UTC / 11:20 a.m. ET.", K.CONFLICT),
    ("two things", "Chats broke at 14:20 UTC and calls at 11:20 a.m. ET.", K.COMPATIBLE),
]


@pytest.mark.parametrize(
    ("quote", "kind"), [row[1:] for row in SIDE_BY_SIDE], ids=[r[0] for r in SIDE_BY_SIDE]
)
def test_two_times_for_one_moment_contradict_each_other_in_the_same_mouth(
    quote: str, kind: FindingKind
) -> None:
    claims = [starting(at(14.33), by="Acme"), starting(at(15.33), by="Acme")]
    for n, words in enumerate(("14:20 UTC", "11:20 a.m. ET")):
        claim = claims[n].claim
        value = replace(claim.value, words=words)
        claims[n] = replace(claims[n], claim=replace(claim, value=value, quote=quote))
    assert lone(claims).kind is kind


def test_findings_do_not_depend_on_the_order_of_the_claims() -> None:
    claims = [
        because("a fire", C.POWER_COOLING_FACILITY),
        because("an attack", C.SECURITY_ATTACK, **TWO),
        lasting(360, 360, "6 h"),
        starting(at(9)),
    ]
    assert weigh(claims, {}) == weigh(claims[::-1], {})
