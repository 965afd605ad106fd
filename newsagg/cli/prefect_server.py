"""A Prefect server to run flows on -> its address. Starts and stops a process; speaks HTTP on loopback only.

The server that ``PREFECT_API_URL`` names is used as it is. Without one, Prefect's own command line starts a server on
a free loopback port, in a Prefect home of its own (beside our database, so that nobody's settings are touched) and
without telemetry. It is a process of its own because the server inside a flow's process loses task history and has a
start-up limit of 20 s that a busy machine misses.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

START_SECONDS = 120.0
STOP_SECONDS = 10.0

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
}

# A run that is killed cannot stop its server: this process waits until its own input ends, which only the run's end
# brings about, and then ends the server's group. It imports nothing of ours, so it is there at once.
_WATCH = """
import os, signal, sys, time
sys.stdin.read()
for sign in (signal.SIGTERM, signal.SIGKILL):
    try:
        os.killpg(int(sys.argv[1]), sign)
    except ProcessLookupError:
        break
    time.sleep(float(sys.argv[2]))
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_healthy(port: int, host: str = "127.0.0.1") -> bool:
    return is_reachable(f"http://{f'[{host}]' if ':' in host else host}:{port}/api")


def is_reachable(api: str) -> bool:
    """Say whether a Prefect server answers at the address of its API."""
    parts = urlsplit(api)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        with closing(kind(parts.hostname or "", parts.port, timeout=5)) as connection:
            connection.request("GET", f"{parts.path.rstrip('/')}/health")
            return connection.getresponse().status == 200
    except (OSError, ValueError, http.client.HTTPException):
        return False


def wait_until_healthy(host: str, port: int, seconds: float, *, alive: Callable[[], bool]) -> bool:
    """Wait until a server answers, as long as it lives; say whether it does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and alive():
        if _is_healthy(port, host):
            return True
        time.sleep(0.3)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and every process of its group, whatever state it is in."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
            server.wait(STOP_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        else:
            return


def _start(port: int, environment: Mapping[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    return subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


@contextmanager
def _watched(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stop the server at the end, whether that comes by itself or this process is killed."""
    command = [sys.executable, "-I", "-S", "-c", _WATCH, str(server.pid), str(STOP_SECONDS)]
    watcher = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.kill()  # before its input ends: the server's number may be another's by then
        watcher.communicate()
        _stop(server)


@contextmanager
def prefect_environment(
    home: Path, *, start_seconds: float = START_SECONDS
) -> Iterator[dict[str, str] | None]:
    """Give the environment in which flows find a server; None when ours did not come up in time.

    ``home`` is the folder for our server's own files; its log says why it did not come up.
    """
    environment = {**os.environ, **{name: os.environ.get(name, value) for name, value in QUIET.items()}}
    if environment.get("PREFECT_API_URL"):
        yield environment
        return
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    environment |= {"PREFECT_HOME": str(home.resolve()), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    with (home / "server.log").open("ab") as log:
        server = _start(port, environment, log)
        with _watched(server):
            healthy = wait_until_healthy(
                "127.0.0.1", port, start_seconds, alive=lambda: server.poll() is None
            )
            yield environment if healthy else None
