"""A made-up record of many incidents over two years -> the CPU seconds that an edition of one of its weeks takes.

``python -m benchmarks.editionspeed [INCIDENTS]``; prints seconds for a first edition and for one after another.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from newsagg.model import DigestList
from newsagg.pipeline.edition import load_edition
from tests.report.years import build_years

SINCE, UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
FROZEN = datetime(2025, 5, 12, 6, tzinfo=UTC)


def main() -> None:
    """Build the record and time two editions of week 20 of 2025."""
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    wanted = DigestList(slug="all", title="All")
    with TemporaryDirectory() as folder:
        db = build_years(Path(folder) / "newsagg.db", incidents, SINCE, UNTIL)
        for name, since in (("first", None), ("after another", FROZEN)):
            begun = time.process_time()
            edition = load_edition(db, wanted, "2025-W20", FROZEN + timedelta(weeks=1), told_since=since)
            spent = time.process_time() - begun
            told = edition.counts[-1]
            print(f"{name}: {spent:.2f} CPU s, {told} incidents of the week, {len(edition.late)} late words")
        db.close()


if __name__ == "__main__":
    main()
