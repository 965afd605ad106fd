"""When a host may be asked: turns, pauses, rests."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.breaker import LONGEST_REST, is_resting, note_failure, note_success
from newsagg.collect.politeness import HostTurns
from newsagg.errors import FetchError, ForbiddenURLError, HostRestingError
from newsagg.model import HostState

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def refuse(turns: HostTurns, host: str = "a", *, status: int | None = 503, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(FetchError), turns.turn(host):
            raise FetchError("no", status=status, transient=True)


def answer(turns: HostTurns, host: str = "a") -> None:
    with turns.turn(host):
        pass


def test_a_host_waits_for_its_pause_and_another_does_not() -> None:
    turns = HostTurns(1.0)
    began = time.monotonic()
    for host in ("a", "b", "a"):
        with turns.turn(host):
            pass
    assert 1.0 <= time.monotonic() - began < 2.0


def test_a_wider_pause_is_kept_unless_politeness_is_off() -> None:
    polite, hasty = HostTurns(0.01), HostTurns(0.0)
    for turns in (polite, hasty):
        turns.widen("a", 1.0)
    began = time.monotonic()
    for turns in (hasty, hasty, polite):
        with turns.turn("a"):
            pass
    assert time.monotonic() - began < 1.0
    with polite.turn("a"):
        assert time.monotonic() - began >= 1.0


def test_a_long_quiet_is_not_waited_for() -> None:
    turns = HostTurns(0.0)
    turns.hold("a", datetime.now(UTC) + timedelta(hours=1))
    with pytest.raises(FetchError) as caught, turns.turn("a"):
        pass
    assert caught.value.transient
    assert caught.value.retry_at is not None


def test_a_host_gets_no_more_requests_at_a_time_than_it_may() -> None:
    turns, inside, most = HostTurns(0.0, at_once=2), 0, 0
    lock = threading.Lock()

    def ask() -> None:
        nonlocal inside, most
        with turns.turn("a"):
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.05)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


@pytest.mark.parametrize(
    ("status", "rests"),
    [(None, True), (500, True), (503, True), (429, True), (404, False), (403, False), (410, False)],
    ids=str,
)
def test_a_host_that_only_fails_rests_but_not_for_one_bad_address(status: int | None, rests: bool) -> None:
    turns = HostTurns(0.0, rest_after=3, now=NOW)
    refuse(turns, status=status, times=3)
    if rests:
        with pytest.raises(HostRestingError, match="rests until 2026-03-02 12:15 UTC, after 3 failures"):
            answer(turns)
    else:
        answer(turns)
    answer(turns, "b")


def test_an_answer_between_failures_keeps_a_host_awake() -> None:
    turns = HostTurns(0.0, rest_after=3, now=NOW)
    for _ in range(3):
        refuse(turns, times=2)
        answer(turns)
    assert [(state.host, state.failures) for state in turns.learned()] == [("a", 0)]


def test_what_policy_forbids_says_nothing_of_the_host() -> None:
    turns = HostTurns(0.0, rest_after=1, now=NOW)
    with pytest.raises(ForbiddenURLError), turns.turn("a"):
        raise ForbiddenURLError("private address")
    assert turns.learned() == []


def rested(hours: float) -> HostTurns:
    """The next run, that many hours after a host began to rest."""
    before = HostTurns(0.0, rest_after=3, now=NOW)
    refuse(before, times=3)
    return HostTurns(0.0, rest_after=3, now=NOW + timedelta(hours=hours), known=before.learned())


def test_a_rest_holds_across_runs() -> None:
    with pytest.raises(HostRestingError):
        answer(rested(0.1))


def test_after_its_rest_one_request_tries_a_host_and_the_others_wait_for_the_outcome() -> None:
    turns = rested(1)
    with turns.turn("a"):
        waiting = HostTurns(
            0.0,
            at_once=2,
            rest_after=3,
            now=NOW + timedelta(hours=1),
            known=[HostState(host="a", failures=3)],
        )
        with waiting.turn("a"), pytest.raises(HostRestingError), waiting.turn("a"):
            pass
    answer(turns)
    assert [(state.failures, state.rests_until) for state in turns.learned()] == [(0, None)]


def test_a_try_that_fails_makes_the_rest_longer() -> None:
    turns = rested(1)
    refuse(turns)
    with pytest.raises(HostRestingError, match="13:30 UTC, after 4 failures"):
        answer(turns)


def test_a_forced_run_tries_a_resting_host_once() -> None:
    known = [HostState(host="a", failures=9, rests_until=NOW + timedelta(hours=9), last_error="no")]
    turns = HostTurns(0.0, rest_after=3, now=NOW, known=known, trying=True)
    refuse(turns)
    with pytest.raises(HostRestingError):
        answer(turns)
    answer(HostTurns(0.0, rest_after=3, now=NOW, known=known, trying=True))


def test_a_quiet_that_a_server_asked_for_holds_for_its_whole_host_and_across_runs() -> None:
    turns = HostTurns(0.0, rest_after=5, now=NOW)
    until = datetime.now(UTC) + timedelta(hours=2)
    with pytest.raises(FetchError), turns.turn("a"):
        raise FetchError("busy", status=429, transient=True, retry_at=until)
    (state,) = turns.learned()
    assert state.rests_until is not None
    assert abs(state.rests_until - (NOW + timedelta(hours=2))) < timedelta(seconds=5)
    with pytest.raises(HostRestingError, match="asked for quiet"):
        answer(HostTurns(0.0, rest_after=5, now=NOW + timedelta(hours=1), known=[state]))


@given(st.integers(1, 60), st.integers(1, 10))
def test_rests_grow_and_end_and_an_answer_ends_them(failures: int, after: int) -> None:
    state = HostState(host="a")
    rests = []
    for _ in range(failures):
        state = note_failure(state, "no", now=NOW, after=after)
        rests.append((state.rests_until or NOW) - NOW)
    assert rests == sorted(rests)
    assert rests[-1] <= LONGEST_REST
    assert is_resting(state, NOW) is (failures >= after)
    assert not is_resting(note_success(state, now=NOW), NOW)


def test_a_rest_planned_by_a_clock_that_was_far_ahead_does_not_count() -> None:
    assert not is_resting(HostState(host="a", failures=9, rests_until=NOW + timedelta(days=3650)), NOW)
