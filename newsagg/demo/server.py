"""A newsroom -> a loopback HTTP server that answers for all its hosts. The rim: opens a socket and starts threads.

Addresses such as ``http://packet-gazette.newsroom.example/atom.xml`` hold no port. The server picks the outlet by the
Host header; a collector connects here because of its setting ``resolve``, which ``RunningNewsroom.resolve`` spells out.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

from newsagg.demo.feeds import count_parts, feed_path, list_feeds, write_feed, write_feeds_toml
from newsagg.demo.outlets import Access, DemoArticle, Newsroom, Outlet
from newsagg.demo.pages import write_front, write_page
from newsagg.model import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says to one request, before conditions and compression."""

    status: HTTPStatus
    body: bytes
    content_type: str
    changed: str = ""
    location: str = ""
    gzip: bool = False

    @property
    def etag(self) -> str:
        """The strong validator: changes exactly when the content does."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that was answered."""

    url: str
    status: int


class RunningNewsroom:
    """A newsroom that answers on a port of its own; ``edition`` may be set at any time."""

    def __init__(self, newsroom: Newsroom, *, host: str, port: int) -> None:
        self.newsroom = newsroom
        self.address = f"{host}:{port}"
        self._edition = 1
        self._asked: list[Asked] = []
        self._lock = Lock()
        self._routes = _list_routes(newsroom)

    @property
    def base_url(self) -> str:
        """The address that the socket listens on; every outlet is asked for by Host header."""
        return f"http://{self.address}"

    @property
    def resolve(self) -> str:
        """The value of the setting ``resolve`` that leads a collector here."""
        return f"*.{self.newsroom.domain}={self.address}"

    @property
    def edition(self) -> int:
        """Which edition of articles and feeds is served; from 1."""
        return self._edition

    @edition.setter
    def edition(self, number: int) -> None:
        if number < 1:
            raise ValueError(f"editions count from 1, not {number}")
        self._edition = number

    def feeds(self) -> tuple[Feed, ...]:
        """Return the feed list; its addresses are the same on every run."""
        return list_feeds(self.newsroom)

    def feeds_toml(self) -> str:
        """Return the feed list as text in the form of data/feeds.toml."""
        return write_feeds_toml(self.feeds())

    def asked(self) -> tuple[Asked, ...]:
        """Return every request answered so far, in order."""
        with self._lock:
            return tuple(self._asked)

    def answer(self, host: str, path: str) -> Answer:
        """Return what stands at a path of a host in the present edition; never raises."""
        found = self._routes.get((host.lower(), unquote(path)))
        if found is None:
            return _refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")
        outlet, target = found
        if isinstance(target, DemoArticle):
            return self._answer_article(outlet, target, unquote(path))
        if isinstance(target, int):
            feed = write_feed(self.newsroom, outlet, edition=self.edition, part=target)
            return Answer(
                status=HTTPStatus.OK,
                body=feed.body,
                content_type=feed.content_type,
                changed=feed.changed,
                gzip=outlet.gzip,
            )
        if target == "robots":
            return Answer(status=HTTPStatus.OK, body=self._write_robots(outlet), content_type="text/plain")
        return Answer(
            status=HTTPStatus.OK,
            body=write_front(self.newsroom, outlet),
            content_type=_html(outlet),
            gzip=outlet.gzip,
        )

    def note(self, url: str, status: int) -> None:
        """Remember a request that was answered."""
        with self._lock:
            self._asked.append(Asked(url=url, status=status))

    def _answer_article(self, outlet: Outlet, article: DemoArticle, path: str) -> Answer:
        if path == article.moved_from:
            return Answer(
                status=HTTPStatus.MOVED_PERMANENTLY,
                body=b"",
                content_type="text/html",
                location=self.newsroom.url(article),
            )
        if article.access is Access.PAYWALL:
            return _refuse(HTTPStatus.FORBIDDEN, "This article is for subscribers.")
        if article.access is Access.GONE:
            return _refuse(HTTPStatus.NOT_FOUND, "This article has been taken away.")
        changed = article.changed_at(self.edition)
        return Answer(
            status=HTTPStatus.OK,
            body=write_page(self.newsroom, outlet, article, edition=self.edition),
            content_type=_html(outlet),
            changed=_http_date(changed),
            gzip=outlet.gzip,
        )

    def _write_robots(self, outlet: Outlet) -> bytes:
        barred = [a.path for a in self.newsroom.articles_of(outlet.slug) if a.access is Access.ROBOTS]
        rules = "".join(f"Disallow: {path}\n" for path in barred) or "Disallow:\n"
        return f"User-agent: *\n{rules}".encode()


@contextmanager
def serve_newsroom(
    newsroom: Newsroom, *, host: str = "127.0.0.1", port: int = 0
) -> Iterator[RunningNewsroom]:
    """Serve a newsroom until the context ends; port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    with ThreadingHTTPServer((host, port), BaseHTTPRequestHandler) as server:
        running = RunningNewsroom(newsroom, host=host, port=server.server_address[1])
        server.RequestHandlerClass = _make_handler(running)
        thread = Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True
        )
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()


def _list_routes(newsroom: Newsroom) -> dict[tuple[str, str], tuple[Outlet, DemoArticle | int | str]]:
    """Return (host, path) -> the outlet and its article, the number of its feed's part, or a word."""
    routes: dict[tuple[str, str], tuple[Outlet, DemoArticle | int | str]] = {}
    for outlet in newsroom.outlets:
        host = newsroom.host(outlet.slug)
        routes[host, "/"] = (outlet, "front")
        routes[host, "/robots.txt"] = (outlet, "robots")
        for part in range(count_parts(newsroom, outlet)):
            routes[host, feed_path(outlet, part)] = (outlet, part)
        for article in newsroom.articles_of(outlet.slug):
            routes[host, article.path] = (outlet, article)
            if article.moved_from:
                routes[host, article.moved_from] = (outlet, article)
    return routes


def _make_handler(running: RunningNewsroom) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD with validators, 304 and gzip."""

        protocol_version = "HTTP/1.1"
        server_version = "newsroom"
        sys_version = ""
        timeout = 10  # seconds until an idle connection is closed
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._send(with_body=True)

        def do_HEAD(self) -> None:
            self._send(with_body=False)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: ``asked()`` has the record."""

        def _send(self, *, with_body: bool) -> None:
            asked = urlsplit(self.path)
            host = asked.hostname or self.headers.get("Host", "").partition(":")[0]
            answer = running.answer(host, asked.path)
            status = answer.status
            if status is HTTPStatus.OK and _is_known(self.headers, answer):
                status = HTTPStatus.NOT_MODIFIED
            body = answer.body
            etag = answer.etag
            if answer.gzip and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                etag = f'{etag[:-1]}-gz"'
            running.note(f"http://{host}{asked.path}", status)
            self.send_response(status)
            if answer.status is HTTPStatus.OK:
                self.send_header("ETag", etag)
                if answer.changed:
                    self.send_header("Last-Modified", answer.changed)
            if answer.gzip:
                self.send_header("Vary", "Accept-Encoding")
            if answer.location:
                self.send_header("Location", answer.location)
            if status is HTTPStatus.NOT_MODIFIED:
                self.end_headers()
                return
            self.send_header("Content-Type", answer.content_type)
            if body is not answer.body:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

    return Handler


def _is_known(headers: Message, answer: Answer) -> bool:
    """Whether the client's copy is current; If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
    if wanted := headers.get("If-None-Match"):
        tags = {tag.strip().removeprefix("W/").replace('-gz"', '"') for tag in wanted.split(",")}
        return answer.etag in tags
    since = headers.get("If-Modified-Since")
    if not since or not answer.changed:
        return False
    try:
        return parsedate_to_datetime(answer.changed) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _refuse(status: HTTPStatus, reason: str) -> Answer:
    body = (
        f"<!DOCTYPE html><html><head><title>{status.phrase}</title></head><body><p>{reason}</p></body></html>"
    )
    return Answer(status=status, body=body.encode(), content_type="text/html; charset=utf-8")


def _html(outlet: Outlet) -> str:
    return f"text/html; charset={outlet.encoding}"


def _http_date(time: datetime | None) -> str:
    return format_datetime(time.astimezone(UTC), usegmt=True) if time is not None else ""
