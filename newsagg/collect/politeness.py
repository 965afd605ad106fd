"""When a host may be asked: its turns, its pauses, its rests. Kept in this process; what shall last is handed out.

One request at a time to a host (or two, by the settings), with a pause between; what a server asks for (Retry-After,
Crawl-delay) counts more than our own pauses; a host that only fails rests (breaker.py). How often a feed is read:
intervals.py. What robots.txt allows: robots.py.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Lock

from newsagg.collect.breaker import is_hosts_fault, is_on_trial, is_resting, note_failure, note_success
from newsagg.errors import FetchError, HostRestingError
from newsagg.model import HostState

LONGEST_WAIT = 15.0
"""Seconds that a run waits for a host which asked for time; beyond, the host is left for a later run."""
LONGEST_CRAWL_DELAY = 30.0


@dataclass(slots=True)
class _Door:
    """Where the requests to one host queue up."""

    seats: BoundedSemaphore
    gate: Lock = field(default_factory=Lock)
    free_at: float = 0.0
    gap: float = 0.0
    trying: bool = False


class HostTurns:
    """Gives each host at most ``at_once`` requests at a time, with at least ``gap`` seconds between two.

    ``rest_after`` failures of a host in a row it is left alone for a while; 0 for never. ``now`` (aware): the time
    that the run counts from; ``known``: hosts that failed in runs before; ``trying``: try those that rest, once.
    """

    def __init__(
        self,
        gap: float,
        *,
        at_once: int = 1,
        rest_after: int = 0,
        now: datetime | None = None,
        known: Iterable[HostState] = (),
        trying: bool = False,
    ) -> None:
        self._gap = gap
        self._at_once = max(at_once, 1)
        self._rest_after = rest_after
        self._began, self._began_at = time.monotonic(), now or datetime.now(UTC)
        self._lock = Lock()
        self._doors: dict[str, _Door] = {}
        self._states = {state.host: state for state in known}
        self._changed: set[str] = set()
        self._to_try = set(self._states) if trying else set[str]()

    def now(self) -> datetime:
        """Return the time by the run's clock."""
        return self._began_at + timedelta(seconds=time.monotonic() - self._began)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn and hold it; what is raised inside counts for or against the host.

        Raises HostRestingError when the host rests, FetchError when it has asked for more time than a run waits.
        """
        door = self._door(host)
        with door.seats:
            with door.gate:
                trial = self._admit(host, door)
                self._wait(host, door)
                door.free_at = time.monotonic() + max(self._gap, door.gap)
            try:
                yield
            except FetchError as error:
                if is_hosts_fault(error):
                    self._note_failure(host, error)
                else:
                    self._note_success(host)
                raise
            else:
                self._note_success(host)
            finally:
                if trial:
                    door.trying = False
                door.free_at = max(door.free_at, time.monotonic() + max(self._gap, door.gap))

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until a time (by the real clock) that it named."""
        seconds = (until - datetime.now(UTC)).total_seconds()
        door = self._door(host)
        door.free_at = max(door.free_at, time.monotonic() + seconds)

    def widen(self, host: str, gap: float) -> None:
        """Use the pause that a host's robots.txt asks for; a gap of 0 in the settings means politeness is off."""
        if self._gap > 0:
            self._door(host).gap = min(gap, LONGEST_CRAWL_DELAY)

    def learned(self) -> list[HostState]:
        """Return the hosts that failed or were heard again since, to be kept for the next run."""
        with self._lock:
            return [self._states[host] for host in sorted(self._changed)]

    def _door(self, host: str) -> _Door:
        with self._lock:
            if host not in self._doors:
                self._doors[host] = _Door(BoundedSemaphore(self._at_once))
            return self._doors[host]

    def _admit(self, host: str, door: _Door) -> bool:
        """Return whether this request is the one that tries a host on trial."""
        with self._lock:
            state = self._states.get(host)
            if state is None:
                return False
            forced = host in self._to_try
            self._to_try.discard(host)
        resting, on_trial = is_resting(state, self.now()), is_on_trial(state, self._rest_after)
        if (resting and not forced) or (on_trial and door.trying):
            until = state.rests_until or self.now()
            why = (
                f"its host rests until {until:%Y-%m-%d %H:%M} UTC, after {state.failures} failures in a row"
                if on_trial
                else f"its host asked for quiet until {until:%Y-%m-%d %H:%M} UTC"
            )
            raise HostRestingError(
                f"{why} ({state.last_error})", subject=host, transient=True, retry_at=until
            )
        door.trying = on_trial
        return on_trial

    def _wait(self, host: str, door: _Door) -> None:
        wait = door.free_at - time.monotonic()
        if wait > LONGEST_WAIT:
            door.trying = False
            until = self.now() + timedelta(seconds=wait)
            raise HostRestingError(
                f"its host asked for {wait:.0f} s of quiet", subject=host, transient=True, retry_at=until
            )
        if wait > 0:
            time.sleep(wait)

    def _note_failure(self, host: str, error: FetchError) -> None:
        now = self.now()
        # By the real clock, as the server meant it; a demo's or a test's is another.
        quiet = (
            (error.retry_at - datetime.now(UTC)) if error.retry_at and error.status in (429, 503) else None
        )
        retry_at = now + quiet if quiet and quiet.total_seconds() > LONGEST_WAIT else None
        with self._lock:
            state = self._states.get(host) or HostState(host=host)
            self._states[host] = note_failure(
                state, error.message, now=now, after=self._rest_after, retry_at=retry_at
            )
            self._changed.add(host)

    def _note_success(self, host: str) -> None:
        with self._lock:
            if host in self._states:
                self._states[host] = note_success(self._states[host], now=self.now())
                self._changed.add(host)
