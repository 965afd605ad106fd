"""The desk as it runs: a real server on loopback over the demo's record, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


@dataclass(frozen=True, kw_only=True)
class RunningDesk:
    """Where a desk answers, and what it reads."""

    base_url: str
    database: Path

    def get(self, path: str, **options: object) -> httpx.Response:
        """Ask for a path without following redirects."""
        return httpx.get(f"{self.base_url}{path}", timeout=30, **options)  # type: ignore[arg-type]


@contextmanager
def serve_desk(database: Path, *options: str, **variables: str) -> Iterator[RunningDesk]:
    """Start ``newsagg serve`` on a free port and stop it at the end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSAGG_")}
    command = [sys.executable, "-m", "newsagg", "--db", str(database), "serve", "--port", "0", *options]
    with subprocess.Popen(
        command,
        env={**environment, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"(http://\S+)/", said)
            assert found, said
            yield RunningDesk(base_url=found[1].replace("0.0.0.0", "127.0.0.1"), database=database)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="session")
def desk(demo_database: Path) -> Iterator[RunningDesk]:
    """A desk over the demo's record. For reading: a test that writes copies the file and serves the copy."""
    with serve_desk(demo_database) as running:
        yield running
