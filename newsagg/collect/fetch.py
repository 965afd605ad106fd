"""An address -> a Page; many addresses -> answers as they come. The rim: the one module that asks the web.

Every hop of every request passes the guard, at the moment of connecting. Conditional, bounded in bytes and time,
without cookies, one request at a time to a host.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from newsagg.collect.guard import Guard, without_credentials
from newsagg.collect.politeness import ROBOTS_BYTES, HostTurns, RobotsBook, read_retry_after
from newsagg.collect.unpack import ENCODINGS, unpack
from newsagg.collect.urls import absolute_url
from newsagg.collect.wire import Deadline, GuardedBackend
from newsagg.errors import CollectError, FetchError, ForbiddenURLError
from newsagg.model import Page
from newsagg.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_TRANSIENT = frozenset({408, 421, 425, 429})
"""And all of 5xx: asking again later may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One address to be asked, with what we have of it already; ``tag`` comes back with the answer."""

    url: str
    etag: str = ""
    last_modified: str = ""
    limit_bytes: int | None = None
    accept: str = ""
    robots: bool = False
    tag: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an Ask: a page, or the error that says why there is none."""

    ask: Ask
    page: Page | None
    error: CollectError | None
    asked_at: datetime
    seconds: float


class Fetcher:
    """Asks the web under one policy; safe to share between threads, closed by its ``with`` block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turns = HostTurns(settings.host_gap_seconds)
        self._robots = RobotsBook(settings.user_agent, self._get_robots, self._turns)
        self._guard = Guard(settings)
        self._deadline = Deadline()
        agent = f"{settings.user_agent} ({settings.contact})" if settings.contact else settings.user_agent
        headers = {"User-Agent": agent, "Accept-Encoding": ENCODINGS}
        if "@" in settings.contact:
            headers["From"] = settings.contact
        self._client = httpx.Client(
            transport=_GuardedTransport(
                self._guard, self._deadline, connections=max(settings.workers, 1) * 2
            ),
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            headers=headers,
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def workers(self) -> int:
        """How many hosts are asked at the same time."""
        return max(self._settings.workers, 1)

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        limit_bytes: int | None = None,
        accept: str = "",
        robots: bool = False,
    ) -> Page:
        """Return what an address answers: a page, or with ``etag`` or ``last_modified`` perhaps a 304 without a body.

        ``robots``: obey the host's robots.txt, on every hop. ``limit_bytes``: after decompression.
        Raises FetchError (status, transient, retry_at) and ForbiddenURLError.
        """
        headers = {"Accept": accept or "*/*"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        limit = self._settings.page_bytes if limit_bytes is None else limit_bytes
        left, permanent, here = self._settings.total_seconds, True, url
        for hop in range(self._settings.redirects + 1):
            self._guard.check(here)
            here = absolute_url(here)
            if not here:
                raise ForbiddenURLError("is no web address", subject=without_credentials(url))
            if robots:
                self._robots.obey(here)
            with self._turns.turn(urlsplit(here).netloc):
                began = time.monotonic()
                self._deadline.set(began + left)
                answer = self._ask(here, headers, limit)
                left -= time.monotonic() - began
            if isinstance(answer, Page):
                return replace(answer, url=url, permanent_redirect=permanent and hop > 0)
            status, location = answer
            permanent = permanent and status in _PERMANENT
            # Credentials in a redirect are for the guard to see and refuse.
            here = urljoin(here, location.strip())
        raise FetchError(
            f"redirects more than {self._settings.redirects} times",
            subject=without_credentials(url),
            status=status,
        )

    def _ask(self, url: str, headers: dict[str, str], limit: int) -> Page | tuple[int, str]:
        """Ask one hop; returns the page, or the status and target of a redirect."""
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                status, now = response.status_code, datetime.now(UTC)
                location = response.headers.get("location", "")
                if status in _REDIRECTS and location:
                    _drain(response)
                    return status, location
                conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
                if not (200 <= status < 300 or (status == 304 and conditional)):
                    _drain(response)
                    raise self._refused(url, response, now)
                encoding = response.headers.get("content-encoding", "")
                chunks = response.iter_raw() if status != 304 else ()
                body = unpack(chunks, encoding=encoding if status != 304 else "", limit=limit, url=url)
                return _make_page(url, response, body, now)
        except CollectError as error:
            error.subject = error.subject or url
            raise
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"took too long ({_name(error)})", subject=url, transient=True) from error
        except (
            httpx.HTTPError,
            httpx.StreamError,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            OSError,
        ) as error:
            lasting = "CERTIFICATE_VERIFY_FAILED" in str(error)
            raise FetchError(
                f"could not be had: {_name(error)}", subject=url, transient=not lasting
            ) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise ForbiddenURLError(f"is no web address: {error}", subject=url) from error

    def _refused(self, url: str, response: httpx.Response, now: datetime) -> FetchError:
        status = response.status_code
        retry_at = read_retry_after(response.headers.get("retry-after", ""), now=now)
        if retry_at is not None and status in (429, 503):
            self._turns.hold(urlsplit(url).netloc, retry_at)
        return FetchError(
            f"the server answered {status} {response.reason_phrase}".strip(),
            subject=url,
            status=status,
            transient=status in _TRANSIENT or status >= 500,
            retry_at=retry_at,
        )

    def _get_robots(self, url: str) -> bytes:
        return self.get(url, limit_bytes=ROBOTS_BYTES * 4).body


def fetch_many(fetcher: Fetcher, asks: Iterable[Ask]) -> Iterator[Answer]:
    """Yield an answer for every ask as they come: hosts in parallel, the asks of one host one after the other.

    An address that fails costs only its own answer. At most a few answers wait to be taken, so memory stays bounded.
    """
    hosts: dict[str, deque[Ask]] = {}
    for ask in asks:
        hosts.setdefault(urlsplit(absolute_url(ask.url)).netloc, deque()).append(ask)
    waiting: deque[deque[Ask]] = deque(hosts.values())
    total = sum(len(line) for line in waiting)
    ready: queue.Queue[Answer] = queue.Queue(maxsize=fetcher.workers * 2)
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            try:
                line = waiting.popleft()
            except IndexError:
                return
            while line and not stop.is_set():
                answer = _answer(fetcher, line.popleft())
                while not stop.is_set():
                    with suppress(queue.Full):
                        ready.put(answer, timeout=0.2)
                        break

    threads = [
        threading.Thread(target=work, name=f"fetch-{n}", daemon=True)
        for n in range(min(fetcher.workers, len(waiting)))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(total):
            yield ready.get()
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _answer(fetcher: Fetcher, ask: Ask) -> Answer:
    asked_at, began = datetime.now(UTC), time.monotonic()
    page: Page | None = None
    error: CollectError | None = None
    try:
        page = fetcher.get(
            ask.url,
            etag=ask.etag,
            last_modified=ask.last_modified,
            limit_bytes=ask.limit_bytes,
            accept=ask.accept,
            robots=ask.robots,
        )
    except CollectError as failure:
        error = failure
    except (
        Exception
    ) as failure:  # the unit of work: whatever one server can provoke stays with its own answer
        error = FetchError(f"failed unexpectedly: {_name(failure)}", subject=without_credentials(ask.url))
    return Answer(ask=ask, page=page, error=error, asked_at=asked_at, seconds=time.monotonic() - began)


def _drain(response: httpx.Response) -> None:
    """Read a short body that nobody wants, so that the connection can be used again."""
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > 65_536:
            return


class _GuardedTransport(httpx.BaseTransport):
    """httpx over connections that the guard has allowed; its own transport takes no other network."""

    def __init__(self, guard: Guard, deadline: Deadline, *, connections: int) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=15.0,
            network_backend=cast(
                httpcore.NetworkBackend, GuardedBackend(httpcore.SyncBackend(), guard, deadline)
            ),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


def _make_page(url: str, response: httpx.Response, body: bytes, now: datetime) -> Page:
    return Page(
        url=url,
        final_url=url,
        status=response.status_code,
        body=body,
        content_type=response.headers.get("content-type", "")[:200],
        fetched_at=now,
        etag=response.headers.get("etag", "")[:500],
        last_modified=response.headers.get("last-modified", "")[:100],
        headers=tuple(response.headers.multi_items())[:100],
    )


def _name(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200] if str(error) else type(error).__name__
