"""What a source's own article says of words told at second hand, and how best values change as more is said."""

from typing import Any

import pytest

from newsagg.merge.drift import trace_drift
from newsagg.merge.secondhand import find_echoes
from newsagg.model import Report, StoredClaim
from newsagg.vocabulary import CauseCategory, ClaimType, Precision, ReportKind, SpeakerRole
from tests.merge.making import a_claim, a_report, at

T, C, S = ClaimType, CauseCategory, SpeakerRole


def told(by: str, text: str = "a failed database", **more: Any) -> StoredClaim:
    """Post says that somebody says so."""
    given: dict[str, Any] = {
        "article": 1,
        "chain": ("Post", by),
        "second_hand": True,
        "categories": [C.DATA_STORE],
    }
    return a_claim(T.CAUSE, text, by=by, **given | more)


def own(text: str, *categories: CauseCategory) -> StoredClaim:
    return a_claim(T.CAUSE, text, article=2, by="Wire", categories=categories)


def from_wire(*claims: StoredClaim, outlet: str = "Wire", basis: str = "page", provider: str = "") -> Report:
    return a_report(
        2, "Acme is down", told=at(1), outlet=outlet, basis=basis, claims=claims, provider=provider
    )


def post(*claims: StoredClaim) -> Report:
    return a_report(1, "Acme is down, says Wire", told=at(2), outlet="Post", claims=claims)


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Wire", "Wire"),
        ("The Wire", "thewire.com"),
        ("TechWire", "www.techwire.co.uk"),
        ("tech wire", "TechWire"),
    ],
)
def test_a_word_is_confirmed_by_the_sources_own_claim(name: str, outlet: str) -> None:
    claim, mine = told(name), own("a database that failed", C.DATA_STORE)
    (echo,) = find_echoes([post(claim), from_wire(mine, outlet=outlet)])
    assert (echo.claim, echo.article, echo.own) == (claim.id, 2, mine.id)


def test_a_coarser_word_of_the_source_confirms_too() -> None:
    claim = a_claim(
        T.DURATION, "5 h 48 min", minutes=(348, 348), chain=("Post", "Wire"), by="Wire", second_hand=True
    )
    mine = a_claim(
        T.DURATION, "about 6 h", minutes=(360, 360), precision=Precision.ABOUT, article=2, by="Wire"
    )
    assert find_echoes([post(claim), from_wire(mine)])[0].own == mine.id


def test_a_word_is_unconfirmed_when_the_sources_full_article_does_not_say_it() -> None:
    claim = told("Wire")
    (echo,) = find_echoes([post(claim), from_wire(own("a cut cable", C.NETWORK))])
    assert (echo.article, echo.own) == (2, 0)


NOTHING: list[tuple[str, list[Report]]] = [
    ("its article is not here", [post(told("Wire"))]),
    ("only its summary is here", [post(told("Wire")), from_wire(basis="feed")]),
    ("another newsroom's article", [post(told("Wire")), from_wire(outlet="Hotwire")]),
    ("a first-hand word", [post(a_claim(T.CAUSE, "a bug", by="Wire")), from_wire()]),
    (
        "a terse status page",
        [post(told("acme")), from_wire(outlet="Acme Status", basis="status", provider="acme")],
    ),
]


@pytest.mark.parametrize("reports", [r[1] for r in NOTHING], ids=[r[0] for r in NOTHING])
def test_nothing_is_said_either_way(reports: list[Report]) -> None:
    assert find_echoes(reports) == ()


def test_the_vendors_word_told_through_a_newsroom_is_confirmed_by_the_newsroom() -> None:
    claim = told("Acme", chain=("Post", "Wire", "Acme"), role=S.VENDOR_OFFICIAL)
    mine = a_claim(
        T.CAUSE, "failed database", article=2, by="Acme", role=S.VENDOR_OFFICIAL, categories=[C.DATA_STORE]
    )
    assert find_echoes([post(claim), from_wire(mine)])[0].own == mine.id


def drift(*claims: StoredClaim) -> list[tuple[str, str, float]]:
    steps = trace_drift(claims, {}, kinds={9: ReportKind.POSTMORTEM}, told={})
    return [(s.type.value, s.best, (s.at - at(0)).total_seconds() / 3600) for s in steps]


def test_each_better_word_is_a_step_with_its_time() -> None:
    guess = a_claim(T.CAUSE, "an attack", categories=[C.SECURITY_ATTACK], by="Blog", said_at=at(8))
    word = a_claim(
        T.CAUSE, "a bad change", categories=[C.CONFIGURATION], by="Acme", role=S.VENDOR_OFFICIAL, article=2,
        said_at=at(12),
    )  # fmt: skip
    final = a_claim(
        T.CAUSE, "a lost certificate", categories=[C.CERTIFICATE_AUTH_TIME], by="Acme", role=S.VENDOR_OFFICIAL,
        article=9, said_at=at(90),
    )  # fmt: skip
    assert drift(final, guess, word) == [
        ("cause", "an attack", 8),
        ("cause", "a bad change", 12),
        ("cause", "a lost certificate", 90),
    ]


def test_a_lesser_word_and_the_same_value_again_are_no_steps() -> None:
    word = a_claim(T.DURATION, "2 h", minutes=(120, 120), by="Acme", role=S.VENDOR_OFFICIAL, said_at=at(3))
    same = a_claim(T.DURATION, "2 h", minutes=(120, 120), by="Post", article=2, said_at=at(4))
    lesser = a_claim(T.DURATION, "5 h", minutes=(300, 300), by="Blog", article=3, said_at=at(5))
    assert drift(word, same, lesser) == [("duration", "2 h", 3)]


def test_lists_and_denials_alone_make_no_steps() -> None:
    assert drift(a_claim(T.SYMPTOM, "no logins")) == []
