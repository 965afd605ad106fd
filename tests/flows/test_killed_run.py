"""A run that is killed leaves no server behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

# Stands in for a run: a server and its watcher, and then nothing more.
RUN = """
import subprocess, sys, time
from newsagg.cli.prefect_server import _watched
server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
with _watched(server):
    print(server.pid, flush=True)
    time.sleep(float(sys.argv[1]))
"""


def is_running(pid: int) -> bool:
    # A process that ended and that nobody waited for is a zombie: "Z" after the name in brackets.
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_gone_within(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(pid)


def start(seconds: float) -> tuple[subprocess.Popen[str], int]:
    run = subprocess.Popen([sys.executable, "-c", RUN, str(seconds)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, int(run.stdout.readline())


def test_a_killed_run_takes_its_server_with_it() -> None:
    run, server = start(600)
    with run:
        assert is_running(server)
        time.sleep(0.3)  # the watcher is a process too, and must be there to see the end
        os.kill(run.pid, signal.SIGKILL)
    assert is_gone_within(server, 20)


def test_a_run_that_ends_stops_its_server_before() -> None:
    run, server = start(0)
    with run:
        assert run.wait(timeout=30) == 0
    assert not is_running(server)
