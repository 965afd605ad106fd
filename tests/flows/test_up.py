"""``newsagg up`` as the README shows it: server, schedules and desk come up, recover, and are gone when it is killed."""

import os
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from newsagg.cli.driver import settings_environment
from newsagg.cli.prefect_server import _free_port
from newsagg.cli.supervise import TOKEN
from newsagg.settings import Settings
from newsagg.store import open_db
from tests.flows.house import Server, small_newsroom, wait_for
from tests.flows.walk import walk
from tests.test_readme import COMMANDS

SHOWN = ("newsagg up", "newsagg deploy")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def find_marked(token: str) -> dict[int, str]:
    """Return the processes whose environment has a house's token, with their commands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if token.encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_everything_runs_on_one_machine_and_nothing_outlives_it(tmp_path: Path, cache: Path) -> None:
    with small_newsroom(tmp_path / "room", cache) as settings:
        open_db(settings.database).close()
        run_all(replace(settings, public_url=""), tmp_path)


def run_all(settings: Settings, folder: Path) -> None:
    commands = {
        command.split()[1]: shlex.split(command)[1:] for command in COMMANDS if command.startswith(SHOWN)
    }
    assert set(commands) == {"up", "deploy"}
    server, desk = Server(folder), _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= settings_environment(settings)

    def newsagg(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newsagg", *words]
        return subprocess.run(
            command, env=environment, cwd=folder, capture_output=True, text=True, check=False
        )

    log = folder / "up.log"
    with log.open("w") as out:
        up = subprocess.Popen(
            [sys.executable, "-m", "newsagg", *commands["up"], "--port", str(server.port), "--desk-port", str(desk)],
            env=environment, stdout=out, stderr=out, cwd=folder, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for("the desk", lambda: answers(f"http://127.0.0.1:{desk}/"))
        second = newsagg("up", "--port", str(_free_port()), "--no-desk")
        assert second.returncode == 75
        assert "newsagg up" in second.stderr

        wait_for("the schedules", lambda: "pipeline" in server.deployments())
        done = server.wait_until(server.start_run("pipeline", force=True), "Completed", "Failed", "Crashed")
        assert done["state_name"] == "Completed", done["state"]
        seen = walk(f"http://127.0.0.1:{server.port}", folder / "pictures")
        assert any("Ask every feed now" in line for line in seen), "the form of parameters"
        assert len(list((folder / "pictures").glob("prefect-*.png"))) == 4

        words = [
            word.replace("http://prefect.corp.example:4200/api", server.api) for word in commands["deploy"]
        ]
        told = newsagg(*words)
        assert told.returncode == 0, told.stderr
        assert "newsagg-pipeline/pipeline" in told.stdout

        children = Path(f"/proc/{up.pid}/task/{up.pid}/children").read_text().split()
        (served,) = [
            pid for pid in map(int, children) if b"serve\0--host" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        variables = Path(f"/proc/{served}/environ").read_text().split("\0")
        (token,) = [line for line in variables if line.startswith(TOKEN)]
        os.kill(served, signal.SIGKILL)
        wait_for("its end", lambda: "desk ended with -9" in log.read_text())
        wait_for("the desk again", lambda: answers(f"http://127.0.0.1:{desk}/"))
        assert len(find_marked(token)) >= 3
    finally:
        up.kill()
        up.wait()
    end = time.monotonic() + 60
    while find_marked(token) and time.monotonic() < end:
        time.sleep(0.2)
    assert find_marked(token) == {}
