"""Does a backfill of a year tell the incidents that its days told one by one, and in what time?

    python benchmarks/backfilldays.py STREAM.jsonl[.gz] [--workers 1] [--until 2022-12-31]

Fills the rows of a file into a new record at once, by ``newsagg backfill``, and feeds the same rows to another record
day by day, each day's run at its midnight, as a scheduled collector would have. Prints seconds by the clock, CPU
seconds and the most memory that its processes held together, then how the two partitions of reports into incidents
agree (pairwise precision, recall and F1, the days' taken as given), and every incident they tell apart.
"""

import argparse
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped, unused-ignore]

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.cli.driver import settings_environment
from newsagg.detect.relevance import load_model
from newsagg.pipeline.importing import import_paths
from newsagg.settings import Settings
from newsagg.store import read_db

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var" / "cache"
FILES = 4
"""Files that the rows are laid in, so that several workers have something to read."""
Parts = Mapping[str, frozenset[str]]
"""Incidents by id: the addresses of their reports."""


def read_rows(path: Path, until: str) -> list[dict[str, Any]]:
    """Return the rows of a file up to a day, in the order of publication."""
    text = path.read_bytes()
    with io.BytesIO(gzip.decompress(text) if path.suffix == ".gz" else text) as lines:
        rows = [row for row in map(json.loads, lines) if row["published"][:10] <= until]
    return sorted(rows, key=lambda row: str(row["published"]))


def settings_in(folder: Path) -> Settings:
    """Return settings of a record of its own."""
    return Settings(database=folder / "r.db", archive=folder / "archive", cache=CACHE, spool=folder / "spool")


def fill_at_once(folder: Path, rows: list[dict[str, Any]], workers: int) -> Parts:
    """Backfill all rows into a new record by the command, print what it cost, and return its incidents."""
    settings = settings_in(folder)
    step = -(-len(rows) // FILES)
    for number in range(FILES):
        part = rows[number * step : (number + 1) * step]
        (folder / f"rows-{number}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in part), "utf-8")
    begun, spent = time.perf_counter(), count_seconds()
    running = subprocess.Popen(
        [sys.executable, "-m", "newsagg", "backfill", "--json", "--workers", str(workers)]
        + [str(path) for path in sorted(folder.glob("rows-*.jsonl"))],
        env={**os.environ, **settings_environment(settings), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    peak = 0.0
    while running.poll() is None:
        peak = max(peak, weigh(running.pid))
        time.sleep(0.2)
    wall = time.perf_counter() - begun
    counts = json.loads(running.communicate()[0])["counts"]
    print(
        f"at once: {len(rows):,} rows, {counts['articles_new']} reports kept, {wall:.1f} s by the clock with {workers}"
        f" worker(s), {count_seconds() - spent:.1f} CPU s with start; at most {peak:.0f} MB in all processes",
        flush=True,
    )
    return read_parts(settings.database)


def feed_by_day(folder: Path, rows: list[dict[str, Any]]) -> Parts:
    """Import the rows of each day at its end, and return the incidents told after the last."""
    settings, file = settings_in(folder), folder / "day.jsonl"
    spent = count_seconds()
    for day, of_day in groupby(rows, key=lambda row: str(row["published"][:10])):
        file.write_text("".join(json.dumps(row) + "\n" for row in of_day), "utf-8")
        midnight = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)
        import_paths(settings, [file], now=midnight)
    print(f"day by day: {count_seconds() - spent:.0f} CPU s", flush=True)
    return read_parts(settings.database)


def weigh(pid: int) -> float:
    """Return the MB that a process and its children hold, what they share counted in parts; 0 when it is gone."""
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        return float(sum(process.memory_full_info().pss for process in tree)) / 1e6
    except psutil.Error:
        return 0.0


def count_seconds() -> float:
    """Return the CPU seconds of this process and of its children that ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def read_parts(database: Path) -> Parts:
    """Return the incidents of a record with the addresses of their reports."""
    parts: dict[str, set[str]] = defaultdict(set)
    for incident, url in read_db(database).execute(
        """SELECT p.incident_id, a.url FROM incident_articles p JOIN articles a ON a.id = p.article_id
        JOIN incidents i ON i.id = p.incident_id WHERE p.removed_at IS NULL AND i.state IN ('open', 'settled')"""
    ):
        parts[incident].add(url)
    return {incident: frozenset(urls) for incident, urls in parts.items()}


def list_pairs(parts: Parts) -> Iterator[tuple[str, str]]:
    for urls in parts.values():
        listed = sorted(urls)
        for at, first in enumerate(listed):
            for second in listed[at + 1 :]:
                yield first, second


def compare(days: Parts, at_once: Parts) -> None:
    """Print how two partitions agree, and where they do not."""
    given, found = Counter(list_pairs(days)), Counter(list_pairs(at_once))
    both = sum((given & found).values())
    precision, recall = both / max(1, found.total()), both / max(1, given.total())
    reports = [len(set().union(*parts.values())) for parts in (days, at_once)]
    print(
        f"incidents {len(days)} day by day, {len(at_once)} at once; reports {reports[0]} and {reports[1]}; pairwise"
        f" precision {precision:.4f}, recall {recall:.4f}, F1 {2 * both / max(1, found.total() + given.total()):.4f}"
    )
    same = set(days.values()) & set(at_once.values())
    for name, parts in (("day by day", days), ("at once", at_once)):
        for urls in sorted(set(parts.values()) - same, key=sorted):
            print(f"  only {name}: {len(urls)} reports, {', '.join(sorted(urls)[:4])}")


def main() -> None:
    """Fill both records and compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", type=int, default=1, help="0 and 1: none of their own")
    parser.add_argument("--until", default="9999", help="the last day, such as 2022-03-31")
    given = parser.parse_args()
    load_model(CACHE)  # fits when the cache is empty: not what filling costs
    rows = read_rows(given.file, given.until)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        at_once = fill_at_once(Path(one), rows, given.workers)
        compare(feed_by_day(Path(other), rows), at_once)


if __name__ == "__main__":
    main()
