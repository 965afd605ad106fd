"""An address -> a Page. The rim: the one module that asks the web.

Every hop of every request passes the guard, at the moment of connecting. Conditional, bounded in bytes and time,
without cookies, one request at a time to a host.
"""

import os
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, cast
from urllib.parse import quote, urljoin, urlsplit

import certifi
import httpcore

from newsagg.collect.guard import Guard, without_credentials
from newsagg.collect.politeness import HostTurns
from newsagg.collect.robots import ROBOTS_BYTES, RobotsBook
from newsagg.collect.troubles import tell_trouble
from newsagg.collect.unpack import ENCODINGS, unpack
from newsagg.collect.urls import absolute_url
from newsagg.collect.wire import Deadline, GuardedBackend, ProxyBackend
from newsagg.collect.wishes import read_retry_after
from newsagg.errors import CollectError, FetchError, ForbiddenURLError
from newsagg.model import Page, RobotsText
from newsagg.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_TRANSIENT = frozenset({408, 421, 425, 429})
"""And all of 5xx: asking again later may help."""


class Fetcher:
    """Asks the web under one policy; safe to share between threads, closed by its ``with`` block."""

    def __init__(
        self, settings: Settings, *, turns: HostTurns | None = None, robots: Iterable[RobotsText] = ()
    ) -> None:
        self._settings = settings
        self._turns = turns or HostTurns(settings.host_gap_seconds, at_once=settings.host_requests)
        self.robots = RobotsBook(settings.user_agent, self._get_robots, self._turns, robots)
        self._guard = Guard(settings)
        self._deadline = Deadline()
        self._pools = _Pools(self._guard, self._deadline, settings)
        agent = f"{settings.user_agent} ({settings.contact})" if settings.contact else settings.user_agent
        # Cookies are neither kept nor sent: there is no place for them.
        self._headers = {"User-Agent": agent, "Accept-Encoding": ENCODINGS}
        if "@" in settings.contact:
            self._headers["From"] = settings.contact
        self._timeouts = {
            "timeout": {
                "connect": settings.connect_seconds,
                "read": settings.read_seconds,
                "write": settings.read_seconds,
                "pool": settings.connect_seconds,
            }
        }

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pools.close()

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
        keep_cut: bool = False,
    ) -> Page:
        """Return what an address answers: a page, or with ``etag`` or ``last_modified`` perhaps a 304 without a body.

        ``robots``: obey the host's robots.txt, on every hop. ``limit_bytes``: after decompression. ``keep_cut``: a body
        that breaks off, or is larger, comes as far as it was read, with the reason in ``Page.cut``.
        Raises FetchError (status, transient, retry_at) and ForbiddenURLError.
        """
        headers = self._headers | {"Accept": accept or "*/*"}
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
            if self._settings.proxy and not self._guard.is_direct(here):
                self._guard.check_before_proxy(here)
            if robots:
                self.robots.obey(here)
            with self._turns.turn(urlsplit(here).netloc):
                began = time.monotonic()
                self._deadline.set(began + left)
                answer = self._ask(here, headers, limit, keep_cut)
                left -= time.monotonic() - began
            if isinstance(answer, Page):
                return replace(answer, url=url, permanent_redirect=permanent and hop > 0)
            status, location = answer
            permanent = permanent and status in _PERMANENT
            # Credentials in a redirect are for the guard to see and refuse.
            try:
                here = urljoin(here, location.strip())
            except ValueError as error:
                raise ForbiddenURLError("redirects to what is no web address", subject=here) from error
        raise FetchError(
            f"redirects more than {self._settings.redirects} times",
            subject=without_credentials(url),
            status=status,
        )

    def _ask(self, url: str, headers: dict[str, str], limit: int, keep_cut: bool) -> Page | tuple[int, str]:
        """Ask one hop; returns the page, or the status and target of a redirect."""
        try:
            request = httpcore.Request(
                "GET",
                quote(url.partition("#")[0], safe="%/:=&?~+!$,;'@()*[]"),
                headers=[("Host", urlsplit(url).netloc), *headers.items()],
                extensions=self._timeouts,
            )
            response = self._pools.send(url, request)
            try:
                return self._read(url, response, headers, limit, keep_cut)
            finally:
                response.close()
        except CollectError as error:
            error.subject = error.subject or url
            raise
        except (
            httpcore.TimeoutException,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.ProxyError,
            OSError,
        ) as error:
            said, passing = tell_trouble(error)
            if isinstance(error, httpcore.TimeoutException):
                in_all = "it did not end in time" if self._deadline.has_passed() else f"it {said}"
                said = f"took too long: {in_all}"
            raise FetchError(said, subject=url, transient=passing) from error
        except (UnicodeError, ValueError) as error:
            raise ForbiddenURLError(f"is no web address: {error}", subject=url) from error

    def _read(
        self, url: str, response: httpcore.Response, headers: dict[str, str], limit: int, keep_cut: bool
    ) -> Page | tuple[int, str]:
        status, now, said = response.status, datetime.now(UTC), _Headers(response.headers)
        self._deadline.headers_are_read()
        location = said.get("location")
        if status in _REDIRECTS and location:
            self._drain(response, said)
            return status, location
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        if not (200 <= status < 300 or (status == 304 and conditional)):
            self._drain(response, said)
            raise self._refused(url, response, said, now)
        length = said.get("content-length")
        if not keep_cut and length.isdigit() and len(length) < 16 and int(length) > limit and status != 304:
            raise FetchError(f"is larger than {limit:,} bytes: it says {int(length):,}", subject=url)
        cut: list[str] = []
        chunks = _until_cut(response, cut) if keep_cut else response.iter_stream()
        encoding = said.get("content-encoding") if status != 304 else ""
        body = unpack(
            chunks if status != 304 else (),
            encoding=encoding,
            limit=limit,
            url=url,
            cut=cut if keep_cut else None,
        )
        return Page(
            url=url,
            final_url=url,
            status=status,
            body=body,
            content_type=said.get("content-type")[:200],
            fetched_at=now,
            etag=said.get("etag")[:500],
            last_modified=said.get("last-modified")[:100],
            headers=said.pairs,
            cut="; ".join(cut),
        )

    def _drain(self, response: httpcore.Response, said: "_Headers") -> None:
        """Read a short body that nobody wants, so that the connection can be used again; nothing depends on it."""
        length = said.get("content-length")
        if length.isdigit() and len(length) < 5:
            self._deadline.hurry(1.0)
            with suppress(
                httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, FetchError
            ):
                for _ in response.iter_stream():
                    pass

    def _refused(self, url: str, response: httpcore.Response, said: "_Headers", now: datetime) -> FetchError:
        status = response.status
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")[:60]
        retry_at = read_retry_after(said.get("retry-after"), now=now)
        message = f"the server answered {status} {reason}".strip()
        if retry_at is not None and status in (429, 503):
            self._turns.hold(urlsplit(url).netloc, retry_at)
            message += f" and asks for quiet until {retry_at:%Y-%m-%d %H:%M} UTC"
        if status == 304:
            message += ", though we have nothing of it yet"
        return FetchError(
            message,
            subject=url,
            status=status,
            transient=status in _TRANSIENT or status >= 500,
            retry_at=retry_at,
        )

    @property
    def host_requests(self) -> int:
        """How many requests one host gets at the same time."""
        return max(self._settings.host_requests, 1)

    def _get_robots(self, url: str) -> Page:
        return self.get(url, limit_bytes=ROBOTS_BYTES * 4)


def _until_cut(response: httpcore.Response, cut: list[str]) -> Iterator[bytes]:
    """Yield what arrives of a body; the server's breaking off ends it, and is told in ``cut``."""
    arrived = False
    try:
        for chunk in response.iter_stream():
            arrived = arrived or bool(chunk)
            yield chunk
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        if not arrived:
            raise
        cut.append(tell_trouble(error)[0].removeprefix("could not be had: it "))


class _Headers:
    """The headers of an answer: the first of each name, and at most 100 as pairs."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self.pairs = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in list(raw)[:100]
        )

    def get(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "")


class _Pools:
    """Connections that the guard has allowed, of each thread its own: a thread talks to one host at a time."""

    def __init__(self, guard: Guard, deadline: Deadline, settings: Settings) -> None:
        self._guard = guard
        self._backend = GuardedBackend(httpcore.SyncBackend(), guard, deadline)
        self._proxy_backend = ProxyBackend(httpcore.SyncBackend(), deadline)
        self._proxy = settings.proxy
        self._tls: ssl.SSLContext | None = None
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: list[httpcore.ConnectionPool] = []

    def send(self, url: str, request: httpcore.Request) -> httpcore.Response:
        """Send a request; on a kept connection that the server has dropped meanwhile, a second time on a new one."""
        origin = urlsplit(url).netloc
        again = getattr(self._local, "origin", "") == origin
        self._local.origin = origin
        try:
            return self._for_url(url).handle_request(request)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if not again:
                raise
        self._for_url(url).close()
        return self._for_url(url).handle_request(request)

    def _for_url(self, url: str) -> httpcore.ConnectionPool:
        """Return this thread's connections: its own to the web, or those through the proxy."""
        proxied = bool(self._proxy) and not self._guard.is_direct(url)
        secure = url.startswith("https:")
        kind = f"pool_{proxied}_{secure}"
        found: httpcore.ConnectionPool | None = getattr(self._local, kind, None)
        if found is None:
            found = self._make(proxied=proxied, secure=secure)
            setattr(self._local, kind, found)
            with self._lock:
                self._all.append(found)
        return found

    def _tls_context(self) -> ssl.SSLContext:
        """Return the one context of all threads; made when first needed, for it reads all authorities."""
        with self._lock:
            if self._tls is None:
                # A company's own authority stands in the file that OpenSSL's variable names.
                path = os.environ.get("SSL_CERT_FILE") or certifi.where()
                self._tls = ssl.create_default_context(cafile=path)
            return self._tls

    def _make(self, *, proxied: bool, secure: bool) -> httpcore.ConnectionPool:
        tls = self._tls_context() if secure else None
        # HTTP/2 stays off: its one connection for many requests is of no use to whoever asks one thing at a time.
        limits: dict[str, Any] = {
            "max_connections": 2,
            "max_keepalive_connections": 2,
            "keepalive_expiry": 15.0,
        }
        if not proxied:
            backend = cast(httpcore.NetworkBackend, self._backend)
            return httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, **limits)
        login = os.environ.get("NEWSAGG_PROXY_LOGIN", "")
        name, _, word = login.partition(":")
        return httpcore.HTTPProxy(
            self._proxy,
            proxy_auth=(name, word) if login else None,
            ssl_context=tls,
            network_backend=cast(httpcore.NetworkBackend, self._proxy_backend),
            **limits,
        )

    def close(self) -> None:
        for pool in self._all:
            pool.close()
