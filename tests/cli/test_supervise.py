"""Processes that run together: started again when they die, and all gone at the end, however it comes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsagg.cli.supervise import TOKEN, House, open_house
from newsagg.cli.up import read_auth
from newsagg.errors import SettingsError
from newsagg.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# Starts a child in a session of its own, as Prefect's runner does with its runs, tells its number, and sleeps.
NEST = """
import subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"], start_new_session=True)
print(inner.pid, flush=True)
time.sleep(600)
"""
KEEP = """
import os, sys
from pathlib import Path
from newsagg.cli.supervise import open_house, wait_for_end
with open_house(lambda line: print(line, flush=True)) as house:
    house.add("nest", [sys.executable, "-S", "-c", sys.argv[1]], os.environ, Path(sys.argv[2]))
    print("up", flush=True)
    wait_for_end(house)
"""


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until_gone(*pids: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while any(map(is_running, pids)):
        assert time.monotonic() < end, "still running"
        time.sleep(0.05)


def read_number(log: Path) -> int:
    end = time.monotonic() + 30
    while not (log.is_file() and log.read_text().endswith("\n")):
        assert time.monotonic() < end
        time.sleep(0.05)
    return int(log.read_text().split()[-1])


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_nothing_is_left_behind(sign: signal.Signals, tmp_path: Path) -> None:
    log = tmp_path / "nest.log"
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEP, NEST, str(log)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with keeper:
        inner = read_number(log)
        assert is_running(inner)
        keeper.send_signal(sign)
        code = keeper.wait(40)
    assert code == (-sign if sign is signal.SIGKILL else 0)
    wait_until_gone(inner)


def test_what_dies_is_started_again_after_a_pause_that_doubles(tmp_path: Path) -> None:
    told: list[str] = []
    with open_house(told.append) as house:
        house.add("short", [sys.executable, "-S", "-c", "print('one more')"], os.environ, tmp_path / "log")
        (child,) = house.children
        for _ in range(3):
            end = time.monotonic() + 20
            while child.process is not None and time.monotonic() < end:
                house.look()
                time.sleep(0.02)
            child.again_at = 0.0  # the pause is not waited for here
            house.look()
    assert [line.rpartition("in ")[2].split(" (")[0] for line in told] == ["1 s", "2 s", "4 s"]
    assert "short ended with 0" in told[0]
    assert (tmp_path / "log").read_text().count("one more") >= 3


def test_a_house_marks_its_processes_and_no_others() -> None:
    one, two = House(say=print), House(say=print)
    assert one.mark({"A": "b"}) == {"A": "b", TOKEN: one.token}
    assert one.token != two.token


def test_the_login_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "login"
    file.write_text("admin:secret\n")
    settings = Settings(prefect_auth_file=file)
    assert read_auth(Settings(), {}) == ""
    assert read_auth(settings, {}) == "admin:secret"
    assert read_auth(settings, {"PREFECT_SERVER_API_AUTH_STRING": "a:b"}) == "a:b"
    file.write_text("nothing")
    with pytest.raises(SettingsError, match="user:password"):
        read_auth(settings, {})
    file.unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        read_auth(settings, {})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["up", "--host", "0.0.0.0"], "without a login", id="other machines and no login"),
        pytest.param(
            ["deploy", "--server", "http://127.0.0.1:9/api"], "does not answer", id="no server there"
        ),
        pytest.param(["deploy"], "no server is named", id="no server named"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    done = subprocess.run(
        [sys.executable, "-m", "newsagg", *arguments],
        env={**environment, "PYTHONPATH": str(ROOT), "NEWSAGG_DATABASE": str(tmp_path / "x.db")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert not (tmp_path / "prefect").exists()
