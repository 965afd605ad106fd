"""What was learned of older incidents: causes that are new, accounts, corrections, promises."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsagg.report.late import order_late, tell_causes, tell_corrected, tell_promises
from tests.report.material import CLOCK, a_claim, a_late, tell

MONDAY, SUNDAY = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
OLD = a_claim("cause", "fibre cut", number=1, categories="network", new=False)


@pytest.mark.parametrize(
    ("row", "news"),
    [
        ({"value": "full disk", "categories": "hardware"}, True),
        ({"value": "cut cable", "categories": "network"}, False),
        ({"value": "cut cable", "categories": "network", "role": "status_page"}, True),
        ({"value": "attack", "categories": "network", "stance": "denied"}, True),
    ],
    ids=["another cause", "what was known", "now by the vendor itself", "now denied"],
)
def test_a_cause_that_was_known_is_no_news(row: dict[str, Any], news: bool) -> None:
    found = list(tell_causes([OLD, a_claim("cause", number=2, **row)], ()))
    assert [kind for kind, _, _ in found] == (["cause"] if news else [])


def test_an_account_is_told_with_its_causes_and_not_again_as_a_cause() -> None:
    account = {
        "article_id": 1, "outlet": "Post", "url": "https://post.example/1", "article_title": "How it went",
        "feed_kind": "news", "incident_id": "i",
    }  # fmt: skip
    claim = a_claim("cause", "full disk", categories="hardware")
    ((kind, sentence, claims),) = tell_causes([claim], [account])
    assert kind == "postmortem"
    assert tell(sentence) == (
        "Post tells of a post-mortem: “How it went”. Post gives “full disk” as the cause (hardware)."
    )
    assert sentence[1].url == "https://post.example/1"
    assert [c["claim_id"] for c in claims] == [1]


def test_a_corrected_claim_is_told_with_what_it_was_before() -> None:
    before = a_claim("duration", "2 h", number=1, number_from=120.0, number_to=120.0, by=2)
    after = a_claim("duration", "5 h", number=2, number_from=300.0, number_to=300.0)
    ((sentence, claims),) = tell_corrected([before], {2: after}, CLOCK)
    assert tell(sentence) == "Post now gives another duration: five hours; before, it was two hours."
    assert [claim["claim_id"] for claim in claims] == [2, 1]


def test_words_that_an_article_no_longer_has_are_told_as_taken_back() -> None:
    ((own, _),) = tell_corrected([a_claim("cause", "x", "It was x.")], {}, CLOCK)
    assert tell(own) == "Post no longer prints this: “It was x.”"
    ((others, _),) = tell_corrected([a_claim("cause", "x", "It was x.", speaker="Example")], {}, CLOCK)
    assert tell(others) == "Post no longer prints that Example says: “It was x.”"


@pytest.mark.parametrize(
    ("due", "kept", "kind", "said"),
    [
        ("2026-03-06T05:00:00Z", None, "promise_overdue", "has not been seen"),
        ("2026-03-12T05:00:00Z", None, "promise_due", "is still to come"),
        ("2026-03-06T05:00:00Z", "2026-03-05T05:00:00Z", "promise_kept", "by Friday 6 March, has come."),
        ("2026-03-03T05:00:00Z", "2026-03-05T05:00:00Z", "promise_kept", "has come, late."),
        (None, "2026-03-05T05:00:00Z", "promise_kept", "has come."),
        ("2026-03-06T05:00:00Z", "2026-03-01T05:00:00Z", "", ""),
        ("2026-01-06T05:00:00Z", None, "", ""),
        ("2026-04-06T05:00:00Z", None, "", ""),
        (None, None, "", ""),
    ],
    ids=[
        "overdue",
        "due",
        "kept",
        "kept late",
        "kept, of no day",
        "kept before",
        "long overdue",
        "far away",
        "open",
    ],
)
def test_a_promise_is_told_when_it_is_kept_due_or_overdue(
    due: str | None, kept: str | None, kind: str, said: str
) -> None:
    row = a_claim("promise", "report", promised="report", promise_kind="promise", due_at=due, time_to=due, kept_at=kept, kept_url="https://e.example/r", speaker="Example")  # fmt: skip
    found = list(tell_promises([row], CLOCK, MONDAY, SUNDAY, NOW, SUNDAY))
    assert [one[0] for one in found] == ([kind] if kind else [])
    if kind:
        assert said in tell(found[0][1])
        assert "romised" in tell(found[0][1])


def test_late_words_of_one_incident_stand_together_the_gravest_kind_first() -> None:
    words = [
        a_late("promise_due", "a"),
        a_late("cause", "b"),
        a_late("postmortem", "a"),
        a_late("corrected", "b"),
    ]
    told = [(word.incident, word.kind) for word in order_late(words)]
    assert told == [("a", "postmortem"), ("a", "promise_due"), ("b", "cause"), ("b", "corrected")]
