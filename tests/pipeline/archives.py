"""A small archive for tests: rows and pages of our own, a few of which report outages, in several files."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.backfillwarcs import make_pages, write_warc
from newsagg.settings import Settings

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
BEGUN = datetime(2024, 3, 1, 9, tzinfo=UTC)
SERVICES = ("Slack", "Zoom", "GitHub", "PayPal", "Spotify", "Cloudflare")


def make_row(number: int) -> dict[str, str]:
    """Return a row; every tenth reports an outage, two in a row of one and the same."""
    at = BEGUN + timedelta(hours=number)
    row = {
        "url": f"https://paper{number % 5}.example/{number}",
        "title": f"Mayor of town {number} opens a bridge",
        "description": f"Children cut the ribbon on day {number}.",
        "published": at.isoformat(),
        "outlet": f"Paper {number % 5}",
    }
    if number % 10 in (4, 5):
        name = SERVICES[number // 10 % len(SERVICES)]
        row["title"] = (f"{name} is down for thousands of users", f"{name} outage locks users out")[
            number % 2
        ]
        row["description"] = (
            f"{name} went down on {at:%A} morning, and {name} blamed a faulty configuration change."
        )
    return row


def write_rows(path: Path, numbers: range) -> Path:
    """Write rows as JSON lines, packed where the name says so."""
    text = "".join(json.dumps(make_row(n)) + "\n" for n in numbers).encode()
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)
    return path


def write_archive(folder: Path) -> Path:
    """Write four files of rows and two of pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(4):
        write_rows(
            folder / f"rows-{3 - part}.jsonl{'.gz' if part % 2 else ''}", range(60 * part, 60 * part + 60)
        )
    for part in range(2):
        write_warc(folder / f"pages-{part}.warc.gz", make_pages(60, relevant=0.1, seed=3, first=60 * part))
    return folder


def settings_in(folder: Path, cache: Path) -> Settings:
    """Return settings of a record of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return Settings(
        database=folder / "record.db", archive=folder / "archive", cache=cache, spool=folder / "spool"
    )
