"""How fast the desk, the cookbook and search answer over a large record, and what its indexes weigh.

    python benchmarks/deskdata.py var/big.db
    python benchmarks/desk.py var/big.db [--asks 60] [--at-once 10] [--no-sizes]

Starts ``newsagg serve`` on a free port and asks it over HTTP for the front page, incident pages, provider pages and
searches drawn from the record (the incident with most articles, the provider with most incidents and the commonest word
among them): one at a time, then ``--at-once`` together, each ask with a new connection as a stranger would. Prints the
median and the 95th in 100 of the milliseconds by the clock, and of the desk's CPU milliseconds, which other programs do
not change; then how long each recipe of the cookbook takes in CPU time, the best of
two, asked for everything; then what tables and indexes weigh (dbstat reads the whole file). The file is migrated first.
"""

import argparse
import os
import random
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.store import open_db
from newsagg.store.cookbook import ask_recipe, load_cookbook

COMMON = ("outage", "database", "network error", "cloud service down", "power maintenance", '"the outage"')
"""The first of these is in nearly every article about outages."""


def draw_paths(database: Path, asks: int, seed: int = 3) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind of page; the hardest of each kind come first."""
    dice = random.Random(seed)
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    largest = [
        r[0] for r in db.execute("SELECT incident_id FROM incident_totals ORDER BY articles DESC LIMIT 3")
    ]
    ids = [r[0] for r in db.execute("SELECT id FROM incidents WHERE state IN ('open', 'settled')")]
    providers = [
        r[0]
        for r in db.execute(
            "SELECT provider FROM incident_totals GROUP BY 1 ORDER BY count(*) DESC LIMIT 200"
        )
    ]
    rare = [
        r[0].split(":")[-1].split()[-1] for r in db.execute("SELECT title FROM incidents LIMIT 500") if r[0]
    ]
    leads = [r[0] for r in db.execute("SELECT DISTINCT lead_service FROM incidents LIMIT 200")]
    db.close()
    words = [
        *COMMON,
        *(f"{dice.choice(leads)} outage" for _ in range(20)),
        *dice.sample(rare, min(20, len(rare))),
    ]
    paths = {
        "front": ["/"] * asks,
        "incident": [f"/incident/{quote(i)}" for i in [*largest, *dice.sample(ids, min(asks, len(ids)))]],
        "provider": [f"/provider/{quote(p)}" for p in [*providers[:3], *dice.choices(providers, k=asks)]],
        "search": [f"/search?q={quote(w)}" for w in [*words, *dice.choices(words, k=asks)]],
        "search, narrowed": [
            f"/search?q={quote(w)}&provider={quote(dice.choice(providers[:20]))}&from=2020-01-01"
            for w in words
        ],
        "providers, outlets, feeds": ["/providers", "/outlets", "/feeds"],
    }
    return {kind: those[:asks] for kind, those in paths.items()}


@contextmanager
def serve(database: Path) -> Iterator["Desk"]:
    """Start the desk on a free port."""
    command = [sys.executable, "-m", "newsagg", "--db", str(database), "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"(http://\S+)/", process.stdout.readline())
            assert found
            yield Desk(found[1], process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk."""

    base: str
    pid: int

    def spent(self) -> float:
        """Return the CPU milliseconds that all its threads have taken."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def ask(base: str, path: str) -> float:
    """Ask for a path; return the milliseconds until the whole answer was here."""
    began = time.perf_counter()
    connection = HTTPConnection(urlsplit(base).netloc, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000


def rank(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th in 100."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def time_desk(desk: Desk, paths: dict[str, list[str]], at_once: int) -> Iterator[str]:
    """Yield a line per kind of page, one at a time and many together."""
    yield f"{'milliseconds':<36} {'p50':>7} {'p95':>7} {'CPU p50':>8} {'CPU p95':>8}"
    for kind, those in paths.items():
        ask(desk.base, those[0])
        walls, spent = [], []
        for path in those:
            before = desk.spent()
            walls.append(ask(desk.base, path))
            spent.append(desk.spent() - before)
        (half, most), (cpu_half, cpu_most) = rank(walls), rank(spent)
        yield f"{kind:<36} {half:>7.0f} {most:>7.0f} {cpu_half:>8.0f} {cpu_most:>8.0f}"
    for kind, those in paths.items():
        before = desk.spent()
        with ThreadPoolExecutor(at_once) as pool:
            walls = list(pool.map(lambda path: ask(desk.base, path), those))
        (half, most), each = rank(walls), (desk.spent() - before) / len(those)
        yield f"{f'{kind}, {at_once} at once':<36} {half:>7.0f} {most:>7.0f} {each:>8.0f} each"


def time_cookbook(database: Path) -> Iterator[str]:
    """Yield a line per recipe, the slowest first."""
    taken = []
    for recipe in load_cookbook():
        given = dict.fromkeys(recipe.examples, "")
        best = 60.0
        for _ in range(2):
            began = time.process_time()
            _, rows = ask_recipe(database, recipe, given, 20_000)
            best = min(best, time.process_time() - began)
        taken.append((best, recipe.name, len(rows)))
    for best, name, number in sorted(taken, reverse=True):
        yield f"{name:<28} {best * 1000:>7.0f}  {number} rows"


def weigh(database: Path) -> Iterator[str]:
    """Yield what tables and indexes weigh, in MB."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    indexes = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    sizes = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
    db.close()
    whole = sum(size for _, size in sizes)
    of_indexes = sum(size for name, size in sizes if name in indexes)
    searched = sum(size for name, size in sizes if "_fts" in name)
    yield f"{'whole file':<44} {whole / 1e6:>8,.0f} MB"
    yield f"{'indexes':<44} {of_indexes / 1e6:>8,.0f} MB, {100 * of_indexes / whole:.0f} %"
    yield f"{'search':<44} {searched / 1e6:>8,.0f} MB, {100 * searched / whole:.0f} %"
    for name, size in sizes[:24]:
        yield f"  {'index' if name in indexes else 'table'} {name:<36} {size / 1e6:>8,.0f} MB"


def main() -> int:
    """Measure one record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--asks", type=int, default=60)
    parser.add_argument("--at-once", type=int, default=10)
    parser.add_argument("--no-sizes", action="store_true")
    given = parser.parse_args()
    open_db(given.file).close()
    with serve(given.file) as desk:
        for line in time_desk(desk, draw_paths(given.file, given.asks), given.at_once):
            print(line, flush=True)
    print("\ncookbook, CPU milliseconds")
    for line in time_cookbook(given.file):
        print(line, flush=True)
    if not given.no_sizes:
        print()
        for line in weigh(given.file):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
