"""`newsagg demo` twice: the second one asks again and changes nothing but the ledgers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from newsagg.cli import newsagg
from newsagg.store import open_db
from tests.pipeline.record import dump_record


@pytest.mark.slow
def test_a_second_demo_changes_nothing_but_the_ledgers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = CliRunner().invoke(newsagg, ["demo", "--plain"], catch_exceptions=False)
    assert first.exit_code == 0
    assert "2026-03-02-claude" in first.output
    database = tmp_path / "var" / "demo.db"
    once = dump_record(database)
    runs = open_db(database)["runs"].count
    second = CliRunner().invoke(newsagg, ["demo", "--plain"], catch_exceptions=False)
    assert second.exit_code == 0
    assert open_db(database)["runs"].count > runs
    assert dump_record(database) == once
