"""The small record that the commands' tests read."""

from pathlib import Path

import pytest

from tests.cli.record import build_record


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_record(tmp_path_factory.mktemp("record") / "newsagg.db")
