"""``newsagg up`` as the README shows it: server, schedules and desk come up, recover, and are gone when it is killed."""

import os
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from newsagg.cli.driver import settings_environment
from newsagg.cli.prefect_server import _free_port
from newsagg.cli.supervise import TOKEN
from newsagg.settings import Settings
from newsagg.store import open_db
from tests.flows.house import wait_for
from tests.test_readme import COMMANDS, SERVING

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
    commands = {
        command.split()[1]: shlex.split(command)[1:] for command in COMMANDS if command.startswith(SERVING)
    }
    assert set(commands) == {"up", "deploy"}
    settings = Settings(database=tmp_path / "record.db", archive=tmp_path / "archive", cache=cache)
    open_db(settings.database).close()
    port, desk = _free_port(), _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= settings_environment(settings)
    log = tmp_path / "up.log"
    with log.open("w") as out:
        up = subprocess.Popen(
            [sys.executable, "-m", "newsagg", *commands["up"], "--port", str(port), "--desk-port", str(desk)],
            env=environment, stdout=out, stderr=out, cwd=tmp_path, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for("the desk", lambda: answers(f"http://127.0.0.1:{desk}/"))
        second = subprocess.run(
            [sys.executable, "-m", "newsagg", "up", "--port", str(_free_port()), "--no-desk"],
            env=environment, capture_output=True, text=True, cwd=tmp_path, check=False,
        )  # fmt: skip
        assert second.returncode == 75
        assert "newsagg up" in second.stderr
        words = [
            w.replace("http://prefect.corp.example:4200/api", f"http://127.0.0.1:{port}/api")
            for w in commands["deploy"]
        ]
        done = subprocess.run(
            [sys.executable, "-m", "newsagg", *words], env=environment, capture_output=True, text=True, cwd=tmp_path,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "newsagg-pipeline/pipeline" in done.stdout
        children = Path(f"/proc/{up.pid}/task/{up.pid}/children").read_text().split()
        marked = [
            pid for pid in map(int, children) if b"serve\0--host" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        (token,) = [
            line
            for line in Path(f"/proc/{marked[0]}/environ").read_text().split("\0")
            if line.startswith(TOKEN)
        ]
        os.kill(marked[0], signal.SIGKILL)
        wait_for(
            "the desk again",
            lambda: "desk ended with -9" in log.read_text() and answers(f"http://127.0.0.1:{desk}/"),
        )
        assert len(find_marked(token)) >= 3
    finally:
        up.kill()
        up.wait()
    end = time.monotonic() + 60
    while find_marked(token) and time.monotonic() < end:
        time.sleep(0.2)
    assert find_marked(token) == {}
