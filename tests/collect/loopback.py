"""A real HTTP server on loopback whose answers a test writes down, well-behaved or not."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

from newsagg.settings import Settings

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A running server; ``routes`` may be filled at any time."""

    port: int
    routes: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def url(self, path: str, host: str = "paper.test.example") -> str:
        return f"http://{host}{path}"

    def settings(self, **given: object) -> Settings:
        """Settings that lead *.test.example here, with short limits and no pauses."""
        limits: dict[str, object] = {
            "resolve": f"*.test.example=127.0.0.1:{self.port}",
            "host_gap_seconds": 0.0,
            "host_failures": 0,
            "connect_seconds": 2.0,
            "read_seconds": 2.0,
            "total_seconds": 4.0,
        }
        return Settings(**(limits | given))  # type: ignore[arg-type]

    def paths(self) -> list[str]:
        with self.lock:
            return [path for path, _ in self.asked]


def answer(status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Behaviour:
    """Answer as servers should."""

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return behave


def redirect(to: str, status: int = 302) -> Behaviour:
    return answer(status, headers={"Location": to})


@contextmanager
def serve_site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.lock:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            behaviour = site.routes.get(self.path, answer(404, b"nothing here"))
            try:
                behaviour(self)
            except OSError:  # the client has hung up on us, as it should
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(port=server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
