"""Who stands behind a value, what outweighs what, and which contradictions only time, place or sums show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from newsagg.merge.agreement import weigh
from newsagg.merge.regions import lies_in
from newsagg.model import Finding, StoredClaim
from newsagg.vocabulary import CauseCategory, ClaimType, FindingKind, Precision, SpeakerRole, Stance
from tests.merge.making import a_claim, at

T, C, K, S, P = ClaimType, CauseCategory, FindingKind, SpeakerRole, Precision
VENDOR: dict[str, Any] = {"article": 2, "by": "Acme", "role": S.VENDOR_OFFICIAL}
USERS: dict[str, Any] = {"article": 3, "by": "users", "role": S.USER_REPORTS}


def lone(claims: Sequence[StoredClaim], **more: Any) -> Finding:
    (found,) = (f for f in weigh(claims, {}, **more) if f.kind is not K.SUPERSEDED)
    return found


def starting(first: float, last: float | None = None, **more: Any) -> StoredClaim:
    when = (at(first), at(last if last is not None else first))
    return a_claim(T.START_TIME, f"{first} to {last}", when=when, **more)


BORNE_OUT: list[tuple[str, StoredClaim, StoredClaim]] = [
    ("the hour in the morning", starting(11.7, **VENDOR), starting(6, 12, precision=P.VAGUE)),
    ("the hour on the day", starting(11.7, **VENDOR), starting(0, 23.9)),
    ("the hour between two hours", starting(11.7, **VENDOR), starting(11.2, 12, precision=P.RANGE)),
    (
        "a figure by its magnitude",
        a_claim(T.AFFECTED_USERS, "48,000 users", number=(48_000, 48_000), unit="users", **VENDOR),
        a_claim(T.AFFECTED_USERS, "thousands", number=(1000, None), unit="users", precision=P.VAGUE),
    ),
    (
        "a length by a lower bound",
        a_claim(T.DURATION, "16 h", minutes=(960, 960), **VENDOR),
        a_claim(T.DURATION, "more than 14 h", minutes=(840, None), precision=P.AT_LEAST),
    ),
    (
        "a cause by its finer word",
        a_claim(T.CAUSE, "a configuration change", categories=[C.CONFIGURATION], **VENDOR),
        a_claim(T.CAUSE, "a pushed configuration withdrew routes", categories=[C.CONFIGURATION, C.NETWORK]),
    ),
]


@pytest.mark.parametrize(("best", "coarser"), [r[1:] for r in BORNE_OUT], ids=[r[0] for r in BORNE_OUT])
def test_a_coarser_word_stands_behind_the_finer_value(best: StoredClaim, coarser: StoredClaim) -> None:
    found = lone([best, coarser])
    assert found.kind in (K.COMPATIBLE, K.AGREE)
    assert (found.claims[0], found.origins, found.speakers) == (best.id, 2, 2)


NOT_BORNE_OUT: list[tuple[str, StoredClaim, StoredClaim]] = [
    (
        "another link of the chain",
        a_claim(T.CAUSE, "a typing mistake", categories=[C.HUMAN_ERROR], **VENDOR),
        a_claim(T.CAUSE, "a corrupt index", categories=[C.DATA_STORE]),
    ),
    (
        "another item of the list",
        a_claim(T.SYMPTOM, "no logins", **VENDOR),
        a_claim(T.SYMPTOM, "empty pages"),
    ),
    (
        "users and firms",
        a_claim(T.AFFECTED_USERS, "300 firms", number=(300, 300), unit="customers", **VENDOR),
        a_claim(T.AFFECTED_USERS, "9,000 users", number=(9000, 9000), unit="users"),
    ),
]


@pytest.mark.parametrize(("best", "other"), [r[1:] for r in NOT_BORNE_OUT], ids=[r[0] for r in NOT_BORNE_OUT])
def test_what_is_merely_no_contradiction_stands_behind_nothing(best: StoredClaim, other: StoredClaim) -> None:
    found = lone([best, other])
    assert (found.kind, found.origins, found.speakers) == (K.COMPATIBLE, 1, 1)


def test_a_minute_is_better_than_the_vendors_day_unless_it_is_only_guessed() -> None:
    day = starting(0, 23.9, **VENDOR)
    minute = starting(11.7)
    assert lone([day, minute]).claims[0] == minute.id
    guessed = replace(minute, claim=replace(minute.claim, stance=Stance.HEDGED))
    assert lone([day, guessed]).claims[0] == day.id


def test_newsrooms_that_print_one_text_are_one_speaker() -> None:
    claims = [starting(11.7, article=n, by=f"Paper {n}") for n in (4, 5, 6)] + [starting(11.7, **VENDOR)]
    (found,) = weigh(claims, {4: 4, 5: 4, 6: 4, 2: 2})
    assert (found.origins, found.speakers) == (2, 2)


def refused(kind: ClaimType, text: str, slug: str = "", *, excluded: bool = False) -> StoredClaim:
    stance = Stance.ASSERTED if excluded else Stance.DENIED
    return a_claim(kind, text, slug=slug, excluded=excluded, stance=stance, **VENDOR)


REFUSALS: list[tuple[str, StoredClaim, StoredClaim, FindingKind]] = [
    (
        "an attack that the vendor denies",
        refused(T.CAUSE, "no attack"),
        a_claim(T.CAUSE, "an attack", categories=[C.SECURITY_ATTACK], article=3, by="Expert", role=S.EXPERT),
        K.COMPATIBLE,
    ),
    (
        "lost data",
        refused(T.DATA_LOSS, "no data lost"),
        a_claim(T.DATA_LOSS, "notes wiped", **USERS),
        K.CONFLICT,
    ),
    (
        "customers' data",
        refused(T.DATA_LOSS, "no customer data was lost"),
        a_claim(T.DATA_LOSS, "drafts gone", **USERS),
        K.CONFLICT,
    ),
    (
        "other data than those said to be safe",
        refused(T.DATA_LOSS, "no card numbers lost"),
        a_claim(T.DATA_LOSS, "drafts gone", **USERS),
        K.COMPATIBLE,
    ),
    (
        "a city on a continent said to be spared",
        refused(T.AFFECTED_REGION, "not Asia", "asia", excluded=True),
        a_claim(T.AFFECTED_REGION, "Osaka", slug="osaka", **USERS),
        K.CONFLICT,
    ),
    (
        "a city elsewhere",
        refused(T.AFFECTED_REGION, "not Asia", "asia", excluded=True),
        a_claim(T.AFFECTED_REGION, "Leeds", slug="leeds", **USERS),
        K.COMPATIBLE,
    ),
    (
        "a continent of which a city is spared",
        refused(T.AFFECTED_REGION, "not Osaka", "osaka", excluded=True),
        a_claim(T.AFFECTED_REGION, "Asia", slug="asia", **USERS),
        K.COMPATIBLE,
    ),
]


@pytest.mark.parametrize(("no", "yes", "kind"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS])
def test_a_refusal_contradicts_what_it_covers(no: StoredClaim, yes: StoredClaim, kind: FindingKind) -> None:
    if no.claim.type is T.CAUSE:
        no = replace(
            no, claim=replace(no.claim, value=replace(no.claim.value, categories=(C.SECURITY_ATTACK,)))
        )
        kind = K.CONFLICT
    found = lone([no, yes])
    assert found.kind is kind
    if kind is K.CONFLICT:
        assert found.claims[0] == no.id, "the vendor's refusal outweighs the others' word"


def test_a_refusal_by_a_lesser_voice_does_not_lead_and_an_unrefuted_value_comes_before_it() -> None:
    attack = a_claim(T.CAUSE, "an attack", categories=[C.SECURITY_ATTACK], **VENDOR)
    denied = a_claim(
        T.CAUSE, "no attack", categories=[C.SECURITY_ATTACK], stance=Stance.DENIED, by="Paper", article=1
    )
    assert lone([attack, denied]).claims[0] == attack.id
    by_users = a_claim(T.CAUSE, "an attack", categories=[C.SECURITY_ATTACK], **USERS)
    vendor_no = a_claim(T.CAUSE, "no attack", categories=[C.SECURITY_ATTACK], stance=Stance.DENIED, **VENDOR)
    bug = a_claim(T.CAUSE, "a bug", categories=[C.SOFTWARE_BUG], article=4, by="Expert", role=S.EXPERT)
    found = lone([by_users, vendor_no, bug])
    assert found.best == "a bug"
    assert "denied" in lone([by_users, vendor_no]).reason


@pytest.mark.parametrize(
    ("words", "hours", "kind"),
    [("unavailable", 4, K.CONFLICT), ("still failing", 4, K.CONFLICT), ("unavailable", -4, K.COMPATIBLE)],
)
def test_only_a_later_word_contradicts_that_it_is_over(words: str, hours: float, kind: FindingKind) -> None:
    over = a_claim(T.STATUS, "resolved", said_at=at(12), **VENDOR)
    down = a_claim(T.STATUS, words, said_at=at(12 + hours), **USERS)
    assert lone([over, down]).kind is kind


def test_two_sums_for_one_thing_are_a_conflict_and_for_two_things_are_none() -> None:
    five = a_claim(T.COMPENSATION, "credit of 5 USD", number=(5, 5), unit="USD", **VENDOR)
    ten = a_claim(T.COMPENSATION, "credit of 10 USD", number=(10, 10), unit="USD")
    fare = a_claim(T.COMPENSATION, "fares back of 300 USD", number=(300, 300), unit="USD")
    assert lone([five, ten]).kind is K.CONFLICT
    assert lone([five, fare]).kind is K.COMPATIBLE


def test_what_only_a_later_version_of_an_article_says_supersedes_what_it_said_before() -> None:
    first = a_claim(T.CAUSE, "an attack", categories=[C.SECURITY_ATTACK])
    later = a_claim(T.CAUSE, "a routing fault", categories=[C.NETWORK])
    told = {1: at(9)}
    kinds = {f.kind for f in weigh([first, replace(later, version_id=2)], {}, told=told)}
    assert K.SUPERSEDED in kinds
    assert K.SUPERSEDED not in {f.kind for f in weigh([first, later], {}, told=told)}


@pytest.mark.parametrize(
    ("part", "whole", "inside"),
    [
        ("osaka", "asia", True),
        ("los-angeles", "united-states", True),
        ("leeds", "emea", True),
        ("asia", "osaka", False),
        ("asia", "asia", False),
        ("atlantis", "asia", False),
    ],
)
def test_a_place_lies_in_wider_ones(part: str, whole: str, inside: bool) -> None:
    assert lies_in(part, whole) is inside


def cause(text: str, *categories: CauseCategory, **more: Any) -> StoredClaim:
    return a_claim(T.CAUSE, text, categories=categories, **more)


PAPER: dict[str, Any] = {"article": 4, "by": "Paper"}
LEADS: list[tuple[str, StoredClaim, StoredClaim]] = [
    (
        "a cause before the vendor's not knowing",
        cause("a bad disk", C.HARDWARE, **PAPER),
        cause("not known yet", C.UNDISCLOSED, **VENDOR),
    ),
    (
        "a cause before a glitch",
        cause("a bad disk", C.HARDWARE, **PAPER),
        cause("a glitch", C.OTHER, **VENDOR),
    ),
    (
        "what failed before whose fault it was",
        cause("a power cut", C.POWER_COOLING_FACILITY, **PAPER),
        cause("an outage at its host", C.THIRD_PARTY, article=5, by="Shop", role=S.CUSTOMER),
    ),
    (
        "the vendor's word on whose fault it was before a newsroom's cause",
        cause("an outage at its host", C.THIRD_PARTY, **VENDOR),
        cause("a power cut", C.POWER_COOLING_FACILITY, **PAPER),
    ),
    (
        "what a company says firmly before what the vendor guesses",
        cause("a bad disk", C.HARDWARE, article=5, by="Shop", role=S.OTHER_VENDOR),
        cause(
            "perhaps a bug",
            C.SOFTWARE_BUG,
            article=2,
            by="Acme",
            role=S.VENDOR_OFFICIAL,
            stance=Stance.HEDGED,
        ),
    ),
    (
        "a figure before hours",
        a_claim(T.DURATION, "2 days", minutes=(2880, 2880), article=4, by="Paper"),
        a_claim(T.DURATION, "hours", minutes=(120, 1440), precision=P.VAGUE, **VENDOR),
    ),
    (
        "over, when nobody at the vendor says otherwise later",
        a_claim(T.STATUS, "resolved", said_at=at(12), article=4, by="Paper"),
        a_claim(T.STATUS, "working on a fix", said_at=at(9), **VENDOR),
    ),
    (
        "the vendor's later word before a newsroom's over",
        a_claim(T.STATUS, "working on a fix", said_at=at(13), **VENDOR),
        a_claim(T.STATUS, "resolved", said_at=at(12), article=4, by="Paper"),
    ),
]


@pytest.mark.parametrize(("first", "second"), [r[1:] for r in LEADS], ids=[r[0] for r in LEADS])
def test_what_says_more_leads(first: StoredClaim, second: StoredClaim) -> None:
    assert lone([second, first]).claims[0] == first.id


NO_CONFLICT: list[tuple[str, StoredClaim, StoredClaim]] = [
    (
        "traffic and the attack that it was",
        cause("a surge of traffic", C.CAPACITY_LOAD, article=1, by="Acme", role=S.VENDOR_OFFICIAL),
        cause("an attack", C.SECURITY_ATTACK, article=2, by="Acme", role=S.VENDOR_OFFICIAL),
    ),
    ("today and yesterday", starting(0, 23.9), starting(24, 47.9, **VENDOR)),
    (
        "what a newsroom tells itself beside the word that it reports",
        cause("a fire", C.NATURAL_EVENT, article=2, by="Paper"),
        cause("a wrong setting", C.CONFIGURATION, **VENDOR),
    ),
]


@pytest.mark.parametrize(("a", "b"), [r[1:] for r in NO_CONFLICT], ids=[r[0] for r in NO_CONFLICT])
def test_these_do_not_contradict(a: StoredClaim, b: StoredClaim) -> None:
    assert K.CONFLICT not in {f.kind for f in weigh([a, b], {})}


def test_an_end_before_every_start_is_of_another_outage() -> None:
    end = a_claim(T.END_TIME, "two days before", when=(at(-60), at(-50)))
    late = a_claim(T.END_TIME, "evening", when=(at(18), at(20)))
    found = {f.type: f.claims for f in weigh([end, late, starting(9)], {})}
    assert found[T.END_TIME] == (late.id,)


def kinds_of(*claims: StoredClaim) -> set[FindingKind]:
    return {f.kind for f in weigh(claims, {})}


def test_looking_into_it_takes_resolved_back_only_as_an_update_of_its_own() -> None:
    over = a_claim(T.STATUS, "resolved", said_at=at(9), **VENDOR)
    passed_on = a_claim(T.STATUS, "investigating", article=5, by="Acme", role=S.VENDOR_OFFICIAL, seen=at(30))
    assert K.SUPERSEDED not in kinds_of(over, passed_on)
    assert K.SUPERSEDED in kinds_of(over, a_claim(T.STATUS, "investigating", said_at=at(10), **VENDOR))
    down = a_claim(T.STATUS, "ongoing", article=5, by="Acme", role=S.VENDOR_OFFICIAL, seen=at(30))
    assert K.SUPERSEDED in kinds_of(over, down)


def test_who_repeats_an_earlier_word_beside_a_new_one_tells_of_two_things() -> None:
    first = cause("a bad index", C.DATA_STORE, article=1, by="Acme", role=S.VENDOR_OFFICIAL, said_at=at(9))
    new = cause("a cut cable", C.NETWORK, article=2, by="Acme", role=S.VENDOR_OFFICIAL, said_at=at(12))
    again = cause("a bad index", C.DATA_STORE, article=2, by="Acme", role=S.VENDOR_OFFICIAL, said_at=at(12))
    assert K.SUPERSEDED in kinds_of(first, new)
    assert K.SUPERSEDED not in kinds_of(first, new, again)
