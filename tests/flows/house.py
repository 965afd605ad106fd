"""A real Prefect server that can be killed and started again, a process that serves our deployments, a small newsroom."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsagg.cli.driver import flow_command, settings_environment
from newsagg.cli.prefect_server import QUIET, _free_port, wait_until_healthy
from newsagg.cli.up import KEPT
from newsagg.errors import StoreError
from newsagg.settings import Settings
from newsagg.store import read_db
from tests.pipeline.newsrooms import serve_demo

FEEDS = 5
"""Of the newsroom's 17: enough to be in the middle of them."""
DEAD = """
[[feed]]
slug = "dead"
outlet = "The Dead Letter"
url = "http://dead.newsroom.example/feed.xml"
kind = "news"
language = "en"
homepage = "http://dead.newsroom.example/"
"""
QUICK = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "3",
    "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "30",
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
}
"""The same as in production, sooner: a test does not wait for minutes."""


SERVERS_PYTHON = os.environ.get("NEWSAGG_TEST_PREFECT_PYTHON", sys.executable)
"""Whose Prefect is the server: set to the Python of another installation, the tests try our client with that version."""


def wait_for(what: str, look: Callable[[], Any], seconds: float = 150) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.3)
    raise AssertionError(f"never seen in {seconds} s: {what}")


@dataclass(slots=True)
class Server:
    home: Path
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def environment(self) -> dict[str, str]:
        own = {"PREFECT_HOME": str(self.home), "PREFECT_API_URL": self.api}
        return {**os.environ, **QUIET, **KEPT, **QUICK, **own}

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        command = [SERVERS_PYTHON, "-m", "prefect", "server", "start", "--port", str(self.port), "--no-ui"]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        process = self.process
        assert wait_until_healthy("127.0.0.1", self.port, 180, alive=lambda: process.poll() is None)

    def kill(self, sign: int = signal.SIGKILL) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, sign)
            self.process.wait(30)
            self.process = None

    def ask(self, path: str, body: object = None, method: str = "POST") -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.api}/{path}", data, {"Content-Type": "application/json"}, method=method
        )
        for _ in range(30):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    text = answer.read()
                return json.loads(text) if text else None
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    raise
                time.sleep(1)  # its own database is busy: it asks to be asked again
        raise AssertionError(f"busy for half a minute: {path}")

    def deployments(self) -> dict[str, Any]:
        return {found["name"]: found for found in self.ask("deployments/filter", {})}

    def runs(self, deployment: str, *states: str) -> list[Any]:
        found = self.ask(
            "flow_runs/filter",
            {"deployments": {"name": {"any_": [deployment]}}, "sort": "EXPECTED_START_TIME_ASC"},
        )
        return [run for run in found if not states or run["state_name"] in states]

    def start_run(self, deployment: str, **parameters: object) -> str:
        number = self.deployments()[deployment]["id"]
        return str(self.ask(f"deployments/{number}/create_flow_run", {"parameters": parameters})["id"])

    def start_when_free(self, deployment: str, seconds: float = 200, **parameters: object) -> str:
        """Start a run that the server lets run; the place of a run that was killed comes free after a while."""
        end = time.monotonic() + seconds
        while True:
            number = self.start_run(deployment, **parameters)
            state = self.wait_until(number, "Running", "Completed", "Cancelled", "Failed", "Crashed")[
                "state_name"
            ]
            if state != "Cancelled" or time.monotonic() > end:
                return number
            time.sleep(10)

    def run(self, number: str) -> Any:
        return self.ask(f"flow_runs/{number}", method="GET")

    def wait_until(self, number: str, *states: str) -> Any:
        def look() -> Any:
            try:
                run = self.run(number)
            except (OSError, urllib.error.URLError):
                return None
            return run if run["state_name"] in states else None

        return wait_for(f"{states} of a run", look)


@contextmanager
def serving(server: Server, settings: Settings, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Serve our deployments with these settings; the process's group, its runs included, is gone at the end."""
    command, path = flow_command("serve")
    environment = {**server.environment, **path, **settings_environment(settings)}
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(20)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


@contextmanager
def small_newsroom(folder: Path, cache: Path, *, gap: float = 0.0) -> Iterator[Settings]:
    """Give the settings of a fresh record that is fed by a few outlets and a feed that always fails."""
    folder.mkdir()
    with serve_demo(folder, cache) as (_, settings):
        assert settings.feeds is not None
        blocks = settings.feeds.read_text("utf-8").split("[[feed]]")
        settings.feeds.write_text("[[feed]]".join(blocks[: FEEDS + 1]) + DEAD, "utf-8")
        yield replace(settings, host_gap_seconds=gap, batch=8, public_url="https://desk.example")


def count_rows(settings: Settings, sql: str) -> int:
    """Return a number out of the record; 0 while there is none."""
    try:
        db = read_db(settings.database)
    except StoreError:
        return 0
    try:
        return int(db.execute(sql).fetchone()[0])
    finally:
        db.close()
