"""Connections that go only where the guard says, and that end at a deadline. Opens sockets through the HTTP client's
own backend, which it is given.

Two things cannot be done from outside the HTTP client: connecting to the very address that was checked, and stopping a
server that sends a byte now and then (each read is in time, the whole never ends).
"""

import threading
import time
from collections.abc import Iterable
from typing import Any

from newsagg.collect.guard import Guard
from newsagg.errors import FetchError

MOST_HEADER_BYTES = 200_000
"""Before an answer's headers are whole: twice what the HTTP client takes for one answer's, so that a flood of
"wait, more is coming" (1xx) ends as well."""


class Deadline:
    """Until when the request of the present thread may take; each thread has its own."""

    def __init__(self) -> None:
        self._local = threading.local()

    def set(self, at: float) -> None:
        """Set the deadline, in seconds of the monotonic clock, of a request whose answer has not begun."""
        self._local.at = at
        self._local.header_bytes = 0

    def hurry(self, seconds: float) -> None:
        """Bring the deadline forward to so many seconds from now, if it is later."""
        self._local.at = min(self._local.at, time.monotonic() + seconds)

    def has_passed(self) -> bool:
        """Return whether the time is up: then a silence at the end was none, it was cut short."""
        return time.monotonic() >= getattr(self._local, "at", float("inf"))

    def headers_are_read(self) -> None:
        """What arrives from now on is body, whose size others watch."""
        self._local.header_bytes = None

    def count(self, size: int) -> None:
        """Count what has arrived.

        Raises FetchError when headers go on without end.
        """
        so_far = getattr(self._local, "header_bytes", None)
        if so_far is not None:
            self._local.header_bytes = so_far + size
            if so_far + size > MOST_HEADER_BYTES:
                raise FetchError("could not be had: it sent headers without end", transient=True)

    def cut(self, timeout: float | None) -> float:
        """Return a time-out that does not reach beyond the deadline.

        Raises FetchError when it has passed.
        """
        left: float = getattr(self._local, "at", time.monotonic() + 60.0) - time.monotonic()
        if left <= 0:
            raise FetchError("took too long in all", transient=True)
        return left if timeout is None else min(timeout, left)


class GuardedBackend:
    """The network as an HTTP client sees it (httpcore's NetworkBackend)."""

    def __init__(self, inner: Any, guard: Guard, deadline: Deadline) -> None:
        self._inner = inner
        self._guard = guard
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "TimedStream":
        """Connect to the first address of a host that answers; all of them must be allowed."""
        failure: Exception | None = None
        for address, real_port in self._places(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, real_port, self._deadline.cut(timeout), local_address, socket_options
                )
                return TimedStream(stream, self._deadline)
            except FetchError:
                raise
            except Exception as error:  # the client's own errors: the next address may answer
                failure = error
        raise failure or OSError(f"{host} has no address")

    def _places(self, host: str, port: int) -> list[tuple[str, int]]:
        return self._guard.addresses(host, port)

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> Any:
        """Refuse: nothing of ours is asked through a socket file."""
        raise OSError(f"sockets in files are not asked: {path}")

    def sleep(self, seconds: float) -> None:
        """Wait; used by the client between attempts."""
        time.sleep(seconds)


class ProxyBackend(GuardedBackend):
    """The network where the only host that is connected to is the proxy of the settings, wherever it stands."""

    def __init__(self, inner: Any, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def _places(self, host: str, port: int) -> list[tuple[str, int]]:
        return [(host, port)]


class TimedStream:
    """A connection whose every read and write ends at the deadline (httpcore's NetworkStream)."""

    def __init__(self, inner: Any, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has arrived."""
        data: bytes = self._inner.read(max_bytes, self._deadline.cut(timeout))
        self._deadline.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._inner.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        """Close."""
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "TimedStream":
        """Return the connection under TLS, its certificate checked against the host's name."""
        return TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout)), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)
