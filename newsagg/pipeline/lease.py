"""A lease held while a run writes: waited for, renewed by a thread of its own, given back at the end.

``hold_lease(settings, "writer", what="import")`` is for whatever writes for longer than a moment; ``keep_run`` takes
it by itself. Analysts' decisions are short and take only the lease of merging, inside :func:`merge_new`.
"""

import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsagg.errors import LeaseHeldError, LeaseLostError, StoreError
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.leases import give_back, lost_lease, name_run, renew_lease, take_lease, utc_now

WRITER = "writer"
MERGE = "merge"
LEASE_SECONDS = 120.0
"""After so long a silence a holder counts as dead: four times what a heartbeat may wait for the write lock."""
BEAT_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.5


@dataclass(slots=True, kw_only=True)
class Lease:
    """A lease that this process holds."""

    settings: Settings
    name: str
    token: str
    lost: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raise LeaseLostError when somebody else writes by now."""
        if self.lost.is_set():
            raise lost_lease(self.name)

    def name_run(self, run_id: int) -> None:
        """Note which run it is, so that it is marked when this process dies."""
        db = open_db(self.settings.database)
        name_run(db, self.name, token=self.token, run_id=run_id)
        db.close()


def _ignore(_error: LeaseHeldError) -> None:
    """Wait in silence."""


@contextmanager
def hold_lease(
    settings: Settings,
    name: str = WRITER,
    *,
    what: str,
    wait: float = 0.0,
    waiting: Callable[[LeaseHeldError], None] = _ignore,
    seconds: float = LEASE_SECONDS,
    beat: float = BEAT_SECONDS,
) -> Iterator[Lease]:
    """Hold a lease inside; ``what`` is what others are told, ``wait`` how many seconds another holder is waited for.

    ``waiting`` is called once when there is somebody to wait for. Raises LeaseHeldError when it is held for longer,
    LeaseLostError at the end when it was lost inside. A holder in the main thread is interrupted when that happens.
    """
    lease = Lease(settings=settings, name=name, token=secrets.token_hex(16))
    _take(lease, what=what, wait=wait, waiting=waiting, seconds=seconds)
    ended = threading.Event()
    main = threading.current_thread() is threading.main_thread()
    heart = threading.Thread(
        target=_beat,
        kwargs={"lease": lease, "ended": ended, "seconds": seconds, "beat": beat, "interrupt": main},
        name=f"lease-{name}",
        daemon=True,
    )
    heart.start()
    try:
        yield lease
    except BaseException as error:
        if lease.lost.is_set() and not isinstance(error, LeaseLostError):
            raise lost_lease(name) from error
        raise
    finally:
        ended.set()
        heart.join()
        db = open_db(settings.database)
        give_back(db, name, token=lease.token)
        db.close()
    lease.check()


def _take(
    lease: Lease, *, what: str, wait: float, waiting: Callable[[LeaseHeldError], None], seconds: float
) -> None:
    db = open_db(lease.settings.database)
    end = time.monotonic() + wait
    told = False
    try:
        while True:
            try:
                take_lease(db, lease.name, token=lease.token, what=what, now=utc_now(), seconds=seconds)
            except LeaseHeldError as held:
                if time.monotonic() >= end:
                    raise
                if not told:
                    waiting(held)
                    told = True
            else:
                return
            time.sleep(min(_LOOK_AGAIN_SECONDS, max(0.0, end - time.monotonic())))
    finally:
        db.close()


def _beat(lease: Lease, ended: threading.Event, *, seconds: float, beat: float, interrupt: bool) -> None:
    """Say that the holder is alive until it ended; tell it when the lease is somebody else's."""
    while not ended.wait(beat):
        try:
            db = open_db(lease.settings.database)
            try:
                renew_lease(db, lease.name, token=lease.token, now=utc_now(), seconds=seconds)
            finally:
                db.close()
        except LeaseLostError:
            lease.lost.set()
            main = threading.main_thread().ident
            if interrupt and main is not None and not ended.is_set():
                signal.pthread_kill(main, signal.SIGINT)  # a run that waits for a socket must hear it, too
            return
        except StoreError:
            continue  # the disk was busy: there are more beats before the lease runs out
