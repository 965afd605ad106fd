"""Answers that count over the whole record -> kept until the record changes, and a minute at most. Reads files' times.

Over ten years of record the lists of providers and outlets take a second to count, and they are asked for far more
often than the record is written. What is kept is the page for strangers: who is signed in gets one of their own.
"""

import threading
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeAlias

from newsagg.report.web.visit import Answer

LONGEST_SECONDS = 60.0
"""A feed becomes late by the clock alone; and two writes within one tick of the file system look alike."""
_MOST = 32
_Stamp: TypeAlias = tuple[tuple[int, int], ...]


class Keeper:
    """Answers by what was asked, for all threads of a desk."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._files = (path, path.with_name(f"{path.name}-wal"))
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[_Stamp, float, Answer]] = {}

    def answer(self, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer kept if nothing was written since, else make it; failures are not kept."""
        stamp, now = self._look(), self._clock()
        with self._lock:
            kept = self._kept.get(asked)
        if kept is not None and kept[0] == stamp and now - kept[1] < LONGEST_SECONDS:
            return kept[2]
        made = make()
        if made.status == 200:
            with self._lock:
                self._kept[asked] = (stamp, now, made)
                while len(self._kept) > _MOST:
                    del self._kept[next(iter(self._kept))]
        return made

    def _look(self) -> _Stamp:
        """Return when the record's files were written last, and how long they are."""
        found = []
        for file in self._files:
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((stat.st_mtime_ns, stat.st_size))
        return tuple(found)
