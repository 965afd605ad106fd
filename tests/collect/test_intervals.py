"""When a feed is due again, and why."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.intervals import LONGEST_PAUSE, LONGEST_SKIP, plan_next, tell_pause, tell_rate
from newsagg.model import Plan, Rhythm, Wishes
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
NEWS, STATUS = FeedKind.NEWS, FeedKind.STATUS


def daily(entries: float, days: float = 28.0, fresh: int = 0) -> Rhythm:
    return Rhythm(entries=round(entries * days), days=days, fresh=fresh)


def plan(kind: FeedKind = NEWS, **given_: Any) -> Plan:
    return plan_next(kind, now=NOW, settings=given_.pop("settings", Settings()), **given_)


def minutes(found: Plan) -> float:
    assert found.at is not None
    return (found.at - NOW) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("kind", "given_", "pause", "because"),
    [
        (NEWS, {}, 30, "asked every 30 minutes, until its rhythm is known"),
        (NEWS, {"rhythm": daily(14)}, 45, "asked every 45 minutes: publishes about 14 entries a day"),
        (NEWS, {"rhythm": daily(12)}, 60, "asked hourly: publishes about 12 entries a day"),
        (NEWS, {"rhythm": daily(3)}, 240, "asked every 4 hours: publishes about 3 entries a day"),
        (NEWS, {"rhythm": daily(500)}, 30, "asked every 30 minutes, no oftener: publishes about 500 entries a day"),
        (
            NEWS,
            {"rhythm": daily(1 / 14)},
            360,
            "asked every 6 hours, no less often: publishes about 2 entries a month",
        ),
        (NEWS, {"rhythm": daily(0)}, 360, "asked every 6 hours: published nothing in 28 days"),
        (NEWS, {"rhythm": daily(1 / 14, fresh=62)}, 30, "asked every 30 minutes, no oftener: publishes about 30 entries a day"),
        (NEWS, {"rhythm": Rhythm(entries=20, days=0.0)}, 30, None),
        (STATUS, {}, 5, "asked every 5 minutes: a status page"),
        (STATUS, {"rhythm": daily(0)}, 5, "asked every 5 minutes: a status page"),
        (NEWS, {"wishes": Wishes(server_minutes=360)}, 360, "its server asks for 6 hours"),
        (NEWS, {"wishes": Wishes(feed_minutes=90, feed_word="ttl")}, 90, "its feed asks (ttl) for 1.5 hours"),
        (NEWS, {"wishes": Wishes(server_minutes=10)}, 30, None),
        (NEWS, {"wishes": Wishes(server_minutes=9e5)}, 1440, "its server asks for 625 days, gets 24 hours: more would be too late"),
        (
            NEWS,
            {"rhythm": daily(96), "wishes": Wishes(feed_minutes=1440, feed_word="ttl")},
            120,
            "its feed asks (ttl) for 24 hours, gets 2 hours: more would be too late",
        ),
        (STATUS, {"wishes": Wishes(server_minutes=30)}, 30, "its server asks for 30 minutes"),
        (STATUS, {"wishes": Wishes(server_minutes=900)}, 60, "its server asks for 15 hours, gets 1 hour: the longest pause of a status page"),
        (NEWS, {"failures": 1}, 60, "failed once: tried again after 1 hour"),
        (NEWS, {"failures": 3}, 240, "failed 3 times in a row: tried again after 4 hours"),
        (NEWS, {"failures": 10_000}, 1440, None),
        (STATUS, {"failures": 2}, 20, None),
        (STATUS, {"failures": 50}, 60, None),
        (STATUS, {"failures": 500}, 1440, None),
        (NEWS, {"status": 404, "failures": 1}, 60, None),
        (NEWS, {"retry_at": NOW + timedelta(minutes=90)}, 90, "its server asked for quiet until 2026-03-02 13:30 UTC"),
        (NEWS, {"retry_at": NOW + timedelta(minutes=1)}, 30, None),
        (NEWS, {"retry_at": NOW + timedelta(days=400)}, 7 * 1440, None),
        (STATUS, {"failures": 1, "retry_at": NOW + timedelta(hours=5)}, 300, None),
        (NEWS, {"wishes": Wishes(skip_hours=(12, 13))}, 120, "its feed asks not to be read before Monday 14:00 UTC"),
        (NEWS, {"wishes": Wishes(skip_days=(0, 1))}, 36 * 60, "its feed asks not to be read before Wednesday 00:00 UTC"),
        (NEWS, {"wishes": Wishes(skip_days=tuple(range(7)))}, 30, None),
        (STATUS, {"wishes": Wishes(skip_hours=(12,))}, 5, None),
        (NEWS, {"failures": 1, "wishes": Wishes(skip_hours=(13,))}, 60, None),
    ],
)  # fmt: skip
def test_a_feed_is_due_again_after_a_while_and_says_why(
    kind: FeedKind, given_: dict[str, Any], pause: float, because: str | None
) -> None:
    found = plan(kind, **given_)
    assert minutes(found) == pause
    assert because is None or found.because == because


def test_a_feed_that_is_gone_is_never_due_again() -> None:
    found = plan(status=410, failures=1, retry_at=NOW)
    assert (found.at, found.because) == (None, "its server says that it is gone for good (410)")


RHYTHMS = st.none() | st.builds(
    Rhythm, entries=st.integers(0, 10**5), days=st.floats(0, 28), fresh=st.integers(0, 10**5)
)
WISHES = st.builds(
    Wishes,
    server_minutes=st.floats(0, 10**6),
    feed_minutes=st.floats(0, 10**6),
    feed_word=st.just("ttl"),
    skip_hours=st.lists(st.integers(0, 23), max_size=24).map(tuple),
    skip_days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
)
BOUNDS = st.tuples(*[st.integers(1, 10**4)] * 4).map(
    lambda four: Settings(
        feed_minutes=four[0], feed_minutes_most=four[1], status_minutes=four[2], status_minutes_most=four[3]
    )
)
KINDS = st.sampled_from(FeedKind)


@given(KINDS, BOUNDS, RHYTHMS, WISHES)
def test_a_feed_in_good_health_stays_within_its_bounds(
    kind: FeedKind, settings: Settings, rhythm: Rhythm | None, wishes: Wishes
) -> None:
    found = plan(kind, settings=settings, rhythm=rhythm, wishes=wishes)
    least: float
    most: float
    if kind is STATUS:
        least, most = settings.status_minutes, max(settings.status_minutes, settings.status_minutes_most)
    else:
        least = settings.feed_minutes
        most = max(least, settings.feed_minutes_most, 1440) + LONGEST_SKIP / timedelta(minutes=1)
    assert least - 0.001 <= minutes(found) <= most + 60
    assert found.because


@given(KINDS, BOUNDS, RHYTHMS, WISHES, st.integers(1, 10**5))
def test_more_failures_never_bring_the_next_read_nearer(
    kind: FeedKind, settings: Settings, rhythm: Rhythm | None, wishes: Wishes, failures: int
) -> None:
    one = plan(kind, settings=settings, rhythm=rhythm, wishes=wishes, failures=failures)
    two = plan(kind, settings=settings, rhythm=rhythm, wishes=wishes, failures=failures + 1)
    assert 0 < minutes(one) <= minutes(two) <= max(LONGEST_PAUSE / timedelta(minutes=1), two.minutes)


@given(BOUNDS, WISHES, st.integers(0, 10**4), st.integers(0, 10**4), st.floats(0, 28))
def test_a_brisker_rhythm_never_puts_the_next_read_off(
    settings: Settings, wishes: Wishes, entries: int, more: int, days: float
) -> None:
    # Skipped hours are left out: what is due earlier may fall into one, what is due later may not.
    wishes = Wishes(server_minutes=wishes.server_minutes, feed_minutes=wishes.feed_minutes, feed_word="ttl")
    slow = plan(settings=settings, wishes=wishes, rhythm=Rhythm(entries=entries, days=days))
    brisk = plan(settings=settings, wishes=wishes, rhythm=Rhythm(entries=entries + more, days=days))
    assert minutes(brisk) <= minutes(slow) + 0.001


@given(BOUNDS, RHYTHMS)
def test_a_status_page_never_slows_down_for_being_quiet(settings: Settings, rhythm: Rhythm | None) -> None:
    assert minutes(plan(STATUS, settings=settings, rhythm=rhythm)) == settings.status_minutes


@given(KINDS, RHYTHMS, WISHES, st.integers(0, 50), st.integers(0, 7 * 1440))
def test_an_order_to_wait_goes_before_every_wish(
    kind: FeedKind, rhythm: Rhythm | None, wishes: Wishes, failures: int, quiet: int
) -> None:
    until = NOW + timedelta(minutes=quiet)
    free = plan(kind, rhythm=rhythm, wishes=wishes, failures=failures)
    bound = plan(kind, rhythm=rhythm, wishes=wishes, failures=failures, retry_at=until)
    assert minutes(bound) == max(minutes(free), quiet)


@pytest.mark.parametrize(
    ("pause", "told"),
    [(1, "1 minute"), (0.1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (90, "1.5 hours"), (1440, "24 hours"),
     (2880, "2 days"), (10080, "7 days")],
)  # fmt: skip
def test_a_pause_in_words(pause: float, told: str) -> None:
    assert tell_pause(timedelta(minutes=pause)) == told


@pytest.mark.parametrize(
    ("per_day", "told"),
    [
        (14.2, "about 14 entries a day"),
        (1200, "about 1,200 entries a day"),
        (1.0, "about 7 entries a week"),
        (0.3, "about 2 entries a week"),
        (0.1, "about 3 entries a month"),
        (1 / 30, "about 1 entry a month"),
        (0.01, "less than an entry a month"),
    ],
)
def test_a_rate_in_words(per_day: float, told: str) -> None:
    assert tell_rate(per_day) == told
