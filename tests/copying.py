"""A record -> a copy of it, for a test that writes."""

import sqlite3
from pathlib import Path


def copy_database(database: Path, folder: Path) -> Path:
    """Return the path of a copy in a folder, whatever lies in the log beside the record."""
    copy = folder / "copy.db"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy
