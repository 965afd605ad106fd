"""How serving begins and ends: at a taken address with one line, at a Ctrl-C in peace."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run


def test_a_taken_port_is_told_in_one_line(record: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run("serve", "--port", str(port), database=record)
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert f"127.0.0.1:{port}: cannot be listened at" in told.err
    assert "--port" in told.err


@pytest.mark.slow
def test_a_ctrl_c_ends_the_desk_in_peace(record: Path) -> None:
    command = [sys.executable, "-m", "newsagg", "--db", str(record), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        assert "answers on" in desk.stdout.readline()
        desk.send_signal(signal.SIGINT)
        _, err = desk.communicate(timeout=60)
    assert (desk.returncode, err) == (0, "")
