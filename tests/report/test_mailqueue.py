"""Ten thousand readers cost little more than one: rendered once, queued and written within what issue 6 allows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def test_ten_thousand_mails_are_rendered_queued_and_written_in_time_and_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.mailqueue", "--readers", "10000", "--sent", "40"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    render, write, send = (
        ast.literal_eval(found) for found in re.findall(r"^[a-z ]+ (\{.*?\})", done.stdout, re.MULTILINE)
    )
    assert render["queued"] == write["mails"] == 10_000
    assert render["pictures"] >= 2
    assert render["cpu"] + write["cpu"] < 60
    assert max(render["peak_mb"], write["peak_mb"]) < 200
    assert send["sent"] == 40
