"""The command as a process: quick to start, quiet when its reader leaves, colourless when asked."""

import io
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsagg.cli import COMMANDS, output
from tests.cli.running import run

HEAVY = {"sklearn", "scipy", "trafilatura", "httpx", "feedparser", "bs4", "prefect", "lxml", "pandas"}


def start(*arguments: str | Path, **env: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSAGG_", "COLUMNS"))}
    command = [sys.executable, "-m", "newsagg", *map(str, arguments)]
    return subprocess.run(command, env=kept | env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["incidents"], ["show", "2026-03-02-example-cloud"], ["digest", "show"]],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded_for(record: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from newsagg.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", code, "--db", str(record), *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(told.splitlines()[-1].split())


def test_the_process_prints_the_incidents(record: Path) -> None:
    told = start("--db", record, "incidents")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("id\ttitle\t")


def test_a_reader_that_leaves_early_is_no_error_to_tell(record: Path) -> None:
    query = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT i FROM n"
    command = [sys.executable, "-m", "newsagg", "--db", str(record), "sql", query, "--limit", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline() == "i\n"
        child.stdout.close()
        assert child.stderr.read() == ""


def test_no_color_is_respected_and_a_pipe_has_none(record: Path) -> None:
    forced = start("--db", record, "incidents", FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[3" not in forced.stdout.replace("\x1b[3m", "")
    assert "\x1b" not in start("--db", record, "show", "2026-03-02-example-cloud").stdout


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    told = run(command, "--help")
    assert told.code == 0
    assert "Usage: newsagg" in told.out


def test_a_command_that_is_none_ends_with_2() -> None:
    assert run("frobnicate").code == 2


def test_debug_shows_where_an_error_came_from(tmp_path: Path) -> None:
    told = start("--debug", "--db", tmp_path / "none.db", "incidents")
    assert told.returncode == 1
    assert "Traceback" in told.stderr


def test_a_damaged_database_ends_with_one_line(record: Path, tmp_path: Path) -> None:
    data = bytearray(record.read_bytes())
    for at in range(4096 * 2, len(data), 4096):
        data[at : at + 200] = b"\xff" * 200
    (tmp_path / "damaged.db").write_bytes(bytes(data))
    for arguments in (
        ["incidents"],
        ["show", "2026-03-02-example-cloud"],
        ["digest", "show"],
        ["search", "x"],
    ):
        told = run(*arguments, database=tmp_path / "damaged.db")
        assert told.code == 1, arguments
        assert told.err.count("\n") == 1, arguments


def test_letters_that_the_terminal_lacks_are_no_error(record: Path) -> None:
    told = start("--db", record, "incidents", PYTHONIOENCODING="ascii", FORCE_COLOR="1", NO_COLOR="1")
    assert told.returncode == 0
    assert "2026-03-02-example-cloud" in told.stdout


def test_a_bar_is_shown_only_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with output.progress() as tell:
        tell("read feeds", 1, 2)
    assert terminal.getvalue() == ""
    monkeypatch.setattr(output, "SHORT_SECONDS", -1.0)
    with output.progress() as tell:
        tell("read pages", 1, 2)
    assert "read pages" in terminal.getvalue()


def test_a_wait_is_explained_only_when_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with output.waiting("asking"):
        pass
    assert terminal.getvalue() == ""
    monkeypatch.setattr(output, "SHORT_SECONDS", 0.0)
    with output.waiting("training"):
        time.sleep(0.3)
    assert "training" in terminal.getvalue()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shell(line: str, record: Path) -> "subprocess.CompletedProcess[str]":
    command = f"{shlex.quote(sys.executable)} -m newsagg --db {shlex.quote(str(record))} {line}"
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", ["incidents", "show 2026-03-02-example-cloud", "doctor"])
def test_a_closed_stdout_is_no_traceback(record: Path, arguments: str) -> None:
    assert "Traceback" not in shell(f"{arguments} >&-", record).stderr


@pytest.mark.parametrize("arguments", ["incidents", "incidents --json", "show 2026-03-02-example-cloud"])
def test_a_full_disk_under_the_output_is_told_in_one_line(record: Path, arguments: str) -> None:
    told = shell(f"{arguments} > /dev/full", record)
    assert (told.returncode, told.stderr) == (1, "newsagg: output: No space left on device\n")


def test_a_misspelt_command_is_told_with_the_nearest() -> None:
    told = run("incidnets")
    assert told.code == 2
    assert "No such command 'incidnets'. Did you mean incidents?" in told.err
