"""Work in lines, one line to a host -> whoever is free takes the next, results come out in order. Pure but for locks.

One thing of a line is done at a time. The work that stands first is begun first, so that a slow line delays only
itself; and when too many results wait to be taken, nothing further is begun but what the taker waits for.
"""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


class Desk(Generic[Work, Result]):
    """Hands out work to threads and gathers what they made of it."""

    def __init__(
        self, work: Sequence[tuple[str, Work]], *, in_order: bool, most: int, most_bytes: int
    ) -> None:
        self._lines: dict[str, deque[tuple[int, Work]]] = {}
        for place, (line, one) in enumerate(work):
            self._lines.setdefault(line, deque()).append((place, one))
        self._free = [(waiting[0][0], line) for line, waiting in self._lines.items()]
        heapify(self._free)
        self._in_order = in_order
        self._most, self._most_bytes = most, most_bytes
        self._total = self._left = len(work)
        self._turn = 0
        self._ready: dict[int, tuple[Result, int]] = {}
        self._held = 0
        self._busy = threading.local()
        self._lock = threading.Lock()
        self._work_there = threading.Condition(self._lock)
        self._result_there = threading.Condition(self._lock)
        self._stopped = False

    @property
    def lines(self) -> int:
        """How many can be busy at the same time."""
        return len(self._lines)

    def take(self) -> Work | None:
        """Return what to do next, waiting for it; None when there is nothing left."""
        with self._lock:
            while not self._stopped and self._left:
                if self._free and (self._has_room() or self._free[0][0] == self._turn):
                    self._left -= 1
                    if not self._left:
                        self._work_there.notify_all()
                    place, line = heappop(self._free)
                    self._busy.place, self._busy.line = place, line
                    return self._lines[line].popleft()[1]
                self._work_there.wait()
            return None

    def put(self, result: Result, *, size: int) -> None:
        """Hand in what was made of the work last taken by this thread; ``size`` in bytes."""
        with self._lock:
            waiting = self._lines[self._busy.line]
            if waiting:
                heappush(self._free, (waiting[0][0], self._busy.line))
                self._work_there.notify()
            self._ready[self._busy.place] = (result, size)
            self._held += size
            self._result_there.notify()

    def answers(self) -> Iterator[Result]:
        """Yield all results, as they come or in the order of the work."""
        for _ in range(self._total):
            with self._lock:
                while not (self._turn in self._ready if self._in_order else self._ready):
                    self._result_there.wait()
                place = self._turn if self._in_order else next(iter(self._ready))
                result, size = self._ready.pop(place)
                self._held -= size
                self._turn += 1
                self._work_there.notify()
            yield result

    def stop(self) -> None:
        """Let nobody begin anything more."""
        with self._lock:
            self._stopped = True
            self._work_there.notify_all()

    def _has_room(self) -> bool:
        return len(self._ready) < self._most and self._held < self._most_bytes
