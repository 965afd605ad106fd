"""A path -> the record opened for reading, one connection for each thread that asks. Reads files.

The file may not be there yet, may be replaced while the desk runs, and is written to by others all the time: each
visit looks whether it is still the same file.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlite_utils import Database

from newsagg.store import read_db

# Two cores answer four pages at once no faster than two; four keep a slow query from stopping the others.
THREADS = 4
# Kibibytes of pages that each connection remembers; a record of a year then stays in memory where it is asked often.
_CACHE_KIB = 16_384


class Reader:
    """Threads, each with its own connection that only reads."""

    def __init__(self, path: Path, *, threads: int = THREADS) -> None:
        self.path = path
        self.executor = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="desk")
        self._own = threading.local()

    def open(self) -> Database:
        """Return this thread's connection, made anew when the file is another one than before.

        Raises NotFoundError when there is no file, StoreError when it is not ours or needs a migration.
        """
        kept: tuple[tuple[int, int], Database] | None = getattr(self._own, "kept", None)
        try:
            stat = self.path.stat()
            same: tuple[int, int] | None = (stat.st_dev, stat.st_ino)
        except OSError:
            same = None
        if kept is not None:
            if kept[0] == same:
                return kept[1]
            kept[1].close()
            self._own.kept = None
        db = read_db(self.path)
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if same is not None:
            self._own.kept = (same, db)
        return db

    def close(self) -> None:
        """Let the threads end; their connections go with them."""
        self.executor.shutdown(wait=True, cancel_futures=True)
