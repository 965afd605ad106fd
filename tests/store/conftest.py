"""A fresh database file for each test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsagg.store import open_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record" / "newsagg.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    database = open_db(path)
    yield database
    database.close()
