"""One SQLite file under load: how long analysts' queries take beside a writer, and how many writers it bears.

    python benchmarks/readers.py RECORD [--readers 4] [--seconds 20] [--writers 1 2 4]

RECORD is copied first. Readers are processes that ask by turns for the incident list, one incident, a search and a
provider's figures; once alone and once beside a writer that saves entries as fast as it can. Then so many writers at
once do short transactions. Prints medians, 95th percentiles and transactions a second, by the clock: on a machine that
does other things too they are upper bounds.
"""

import argparse
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.growth import write_entry
from benchmarks.mergespeed import FEED
from newsagg.errors import StoreError
from newsagg.model import Article, Entry, Fetch
from newsagg.store import open_db, read_db
from newsagg.store.articles import save_feed

NOW = datetime(2026, 4, 1, tzinfo=UTC)
QUERIES = (
    "SELECT * FROM incident_summary ORDER BY id DESC LIMIT 50",
    "SELECT * FROM incident_summary WHERE id = (SELECT id FROM incidents ORDER BY number DESC LIMIT 1 OFFSET 1000)",
    "SELECT a.id, a.url FROM articles_fts f JOIN articles a ON a.id = f.rowid WHERE articles_fts MATCH 'shops' LIMIT 9",
    "SELECT count(*), min(opened_at) FROM incidents WHERE lead_service = 'service7'",
)


def ask(path: str, seconds: float, told: "multiprocessing.Queue[list[float]]") -> None:
    """Ask by turns for so long; tell how long each query took."""
    db = read_db(path)
    spent: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for query in QUERIES:
            begun = time.perf_counter()
            db.conn.execute(query).fetchall()
            spent.append(time.perf_counter() - begun)
    told.put(spent)


def save(path: str, seconds: float, seed: int, told: "multiprocessing.Queue[list[float]]") -> None:
    """Save feeds of twenty entries for so long; tell how long each transaction took."""
    db = open_db(path)
    dice = random.Random(seed)
    spent: list[float] = []
    end = time.perf_counter() + seconds
    fetch = Fetch(url=FEED.url, purpose="feed", asked_at=NOW, outcome="ok")
    while time.perf_counter() < end:
        stories = []
        for _ in range(20):
            number = dice.randrange(10**12)
            title, summary = write_entry(number)
            url = f"https://paper.example/{seed}/{number}"
            entry = Entry(feed=FEED.slug, key=url, url=url, title=title, summary=summary, published_at=NOW)
            article = Article(
                url=url, outlet="Paper", title=title, body=summary, published_at=NOW, seen_at=NOW
            )
            stories.append((entry, article))
        begun = time.perf_counter()
        try:
            save_feed(
                db, FEED, stories, fetch, etag="", last_modified="", next_due_at=NOW, now=NOW, run_id=None
            )
        except (StoreError, sqlite3.OperationalError):
            spent.append(float("inf"))
        else:
            spent.append(time.perf_counter() - begun)
    told.put(spent)


def run(path: str, seconds: float, *, readers: int, writers: int) -> tuple[list[float], list[float]]:
    """Run readers and writers side by side; return the seconds that queries and transactions took."""
    read: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    wrote: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    crew = [multiprocessing.Process(target=ask, args=(path, seconds, read)) for _ in range(readers)]
    crew += [multiprocessing.Process(target=save, args=(path, seconds, n, wrote)) for n in range(writers)]
    for process in crew:
        process.start()
    asked = [spent for _ in range(readers) for spent in read.get()]
    saved = [spent for _ in range(writers) for spent in wrote.get()]
    for process in crew:
        process.join()
    return asked, saved


def tell(spent: Sequence[float]) -> str:
    """Return median and 95th percentile in words."""
    cuts = quantiles(spent, n=20)
    return f"median {1000 * cuts[9]:.1f} ms, 95th percentile {1000 * cuts[18]:.1f} ms of {len(spent):,}"


def main() -> None:
    """Measure and print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 2, 4])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.record.resolve().parent) as scratch:
        path = f"{scratch}/copy.db"
        shutil.copyfile(given.record, path)
        open_db(path)
        asked, _ = run(path, given.seconds, readers=given.readers, writers=0)
        print(f"{given.readers} readers alone: {tell(asked)}", flush=True)
        asked, saved = run(path, given.seconds, readers=given.readers, writers=1)
        print(
            f"{given.readers} readers beside a writer: {tell(asked)}; the writer: {tell(saved)}", flush=True
        )
        for writers in given.writers:
            _, saved = run(path, given.seconds, readers=0, writers=writers)
            failed = sum(spent == float("inf") for spent in saved)
            rate = 20 * (len(saved) - failed) / given.seconds
            print(
                f"{writers} writers: {tell(saved)}; {rate:,.0f} entries/s in all, {failed} gave up",
                flush=True,
            )


if __name__ == "__main__":
    main()
