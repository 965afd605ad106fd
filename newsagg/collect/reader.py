"""Pages -> articles, large feeds -> entries, in worker processes that can be killed at a deadline. Starts processes.

Every HTML and feed library hangs on some bytes, and a thread cannot be stopped. A worker is this module run by
``python -m`` on one end of a socket pair: it needs nothing of the program that starts it, so it works under Prefect,
pytest and scripts without a main guard. It ends when the other end closes, and by an alarm of the kernel when a page
holds it too long, so that it outlives neither its page nor its parent. It sees no environment: pages come from
strangers.
"""

import logging
import os
import queue
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from newsagg.collect.feeds import Reading, read_feed
from newsagg.errors import CollectError, ExtractError, FeedError
from newsagg.model import Article, Entry, Feed, Page
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space of a worker; a bound for hostile pages, and not a measured one."""
START_SECONDS = 60.0
"""A worker imports trafilatura first: 1 s alone, 15 s on a machine that starves."""
SMALL_FEED = 100_000
"""Bytes of a feed that is read in this process. One tag full of attributes holds feedparser for 2 s in a feed so large,
for 11 s in one of 256 kB, and for over eight minutes in one of 2 MB."""
_GRACE = 5.0
"""Seconds after the deadline until the kernel ends a worker whose parent did not."""


class PageReader:
    """Reads pages in worker processes that are used again and again; a ``with`` block ends them."""

    def __init__(self, settings: Settings, *, workers: int = 2, many_feeds: bool = False) -> None:
        """``many_feeds``: there are only feeds to read, and so many that small ones are worth another process too."""
        self._seconds = settings.extract_seconds
        self._many_feeds = many_feeds
        self._workers = [_Worker(pages=not many_feeds) for _ in range(max(workers, 1))]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> "PageReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def read(self, entry: Entry, page: Page, *, outlet: str, kind: FeedKind) -> Article:
        """Return the article of a page, as ``extract_article`` does; may be called from several threads.

        Raises ExtractError, also when the page takes longer than ``settings.extract_seconds`` or kills its reader.
        """
        found: Article = self._do(extract_page, (entry, page, outlet, kind), page.final_url)
        return found

    def read_feed(self, feed: Feed, body: bytes) -> Reading:
        """Return the entries of a feed, as ``feeds.read_feed`` does; may be called from several threads.

        Raises FeedError, also when the feed takes longer than ``settings.extract_seconds`` or kills its reader.
        """
        if len(body) <= SMALL_FEED and feed.format != "html" and not self._many_feeds:
            return read_feed(feed, body)
        try:
            found: Reading = self._do(read_feed, (feed, body), feed.url)
        except ExtractError as error:
            raise FeedError(
                error.message, subject=error.subject, hint=error.hint, transient=error.transient
            ) from error
        return found

    def _do(self, work: Callable[..., Any], given: tuple[Any, ...], url: str) -> Any:
        worker = self._idle.get()
        try:
            found = worker.do((self._seconds, work, given, url), self._seconds, url)
        finally:
            self._idle.put(worker)
        if isinstance(found, CollectError):
            raise found
        return found


class _Worker:
    """One process, started at its first page and again after it was killed."""

    def __init__(self, *, pages: bool) -> None:
        self._pages = pages
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Any = None

    def do(self, job: tuple[Any, ...], seconds: float, url: str) -> Any:
        if self._process is not None and self._process.poll() is not None:
            self._kill()  # it died while idle
        if self._process is None:
            self._start(url)
        try:
            self._line.send(job)
            if self._line.poll(seconds):
                return self._line.recv()
        except (OSError, EOFError):
            code = self._kill()
            return ExtractError(f"ended its reader (exit status {code})", subject=url, hint="it was given up")
        self._kill()
        return ExtractError(f"took longer than {seconds:g} s to read", subject=url, hint="it was given up")

    def stop(self) -> None:
        if self._process is not None:
            self._line.close()  # the worker sees the end and leaves
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
            self._kill()

    def _start(self, url: str) -> None:
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        command = [sys.executable, "-m", __name__ if __name__ != "__main__" else "newsagg.collect.reader"]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(os.getpid()), "pages" if self._pages else "feeds"],
                env={
                    "PYTHONPATH": os.pathsep.join(paths),
                    "PYTHONSAFEPATH": "1",
                    "PATH": os.environ.get("PATH", ""),
                },
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in a terminal is for the parent, which then ends us
            )
        self._line = Connection(ours.detach())
        try:
            ready = self._line.poll(START_SECONDS) and self._line.recv()
        except (OSError, EOFError):
            ready = False
        if not ready:
            code = self._kill()
            raise ExtractError(
                f"no reader could be started (exit status {code})", subject=url, transient=True
            )

    def _kill(self) -> int | None:
        if self._process is None:
            return None
        self._process.kill()
        code = self._process.wait()
        self._line.close()
        self._process = None
        return code


def extract_page(entry: Entry, page: Page, outlet: str, kind: FeedKind) -> Article:
    """Return the article of a page; imports what reads HTML only in the worker."""
    from newsagg.collect.extract import extract_article

    return extract_article(entry, page, outlet=outlet, kind=kind)


def serve(handle: int, parent: int, what: str) -> None:
    """Read pages and feeds that come over a socket until it closes or the parent is gone: the worker's whole life."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    if what == "pages":
        import trafilatura  # noqa: F401 - before the first page, whose time is measured

    with Connection(handle) as line:
        line.send(True)
        while True:
            while not line.poll(5):
                if os.getppid() != parent:
                    return
            try:
                seconds, work, given, url = line.recv()
            except EOFError:
                return
            signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)  # unhandled, SIGALRM ends the process
            try:
                found = work(*given)
            except CollectError as error:
                found = error
            except (
                Exception
            ) as error:  # the unit of work: whatever a page provokes in three libraries stays with it
                found = ExtractError(f"could not be read: {type(error).__name__}: {error}"[:300], subject=url)
            signal.setitimer(signal.ITIMER_REAL, 0)
            line.send(found)


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
