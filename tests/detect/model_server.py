"""An endpoint like a language model's, on loopback: answers what a test tells it to, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, bytes, Mapping[str, str]]


def complete(content: str) -> Reply:
    """Return a chat completion with this content."""
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode(), {}


def answer(spans: Sequence[Mapping[str, Any]]) -> Reply:
    """Return a chat completion that points at these spans."""
    return complete(json.dumps({"spans": list(spans)}))


@dataclass
class ModelServer:
    """A running endpoint."""

    base_url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], Reply] = lambda _: answer([])
    delay: float = 0.0


@contextmanager
def serve_model() -> Iterator[ModelServer]:
    """Serve an endpoint until the block ends."""
    state: ModelServer

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            state.keys.append(self.headers.get("Authorization", ""))
            time.sleep(state.delay)
            status, payload, headers = state.reply(body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
            except (BrokenPipeError, ConnectionResetError):
                return  # the client lost patience, which is what the test is about

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = ModelServer(base_url=f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
