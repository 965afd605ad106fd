"""Failures of a host in a row -> whether it rests, and until when. Pure.

A host whose feeds and pages all fail is left alone for a while, longer each time; then one request tries it, and only
when that one succeeds are the others let through. Kept in the database, so that it holds across runs.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from newsagg.errors import FetchError
from newsagg.model import HostState

FIRST_REST = timedelta(minutes=15)
LONGEST_REST = timedelta(hours=24)


def is_resting(state: HostState, now: datetime) -> bool:
    """Say whether nothing is asked of a host now. A rest planned by a clock that was far ahead does not count."""
    return state.rests_until is not None and now < state.rests_until <= now + LONGEST_REST * 8


def is_on_trial(state: HostState, after: int) -> bool:
    """Say whether one request may try the host and the others wait for its outcome; ``after`` failures make it rest."""
    return 0 < after <= state.failures


def is_hosts_fault(error: BaseException) -> bool:
    """Say whether an error is the host's (no connection, 5xx, 429), and not that of one address."""
    if not isinstance(error, FetchError):
        return False
    if error.status is None:
        return error.transient
    return error.status == 429 or error.status >= 500


def note_failure(
    state: HostState, error: str, *, now: datetime, after: int, retry_at: datetime | None = None
) -> HostState:
    """Return the state after one more failure; from the ``after``-th on the host rests, 15 minutes to a day.

    ``retry_at`` (aware): until when the host itself asked for quiet. With ``after`` 0 only that makes it rest.
    """
    failures = state.failures + 1
    until = retry_at
    if 0 < after <= failures:
        rest = min(FIRST_REST * (1 << min(failures - after, 10)), LONGEST_REST)
        until = max(now + rest, retry_at or now)
    return replace(state, failures=failures, rests_until=until, last_error=error[:500], changed_at=now)


def note_success(state: HostState, *, now: datetime) -> HostState:
    """Return the state after an answer: whatever came before is forgiven."""
    return HostState(host=state.host, changed_at=now)
