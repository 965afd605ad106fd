"""How long reading many feeds takes, beside lemon24's ``reader`` with its parallel workers, in one run.

    python benchmarks/feeds.py [--feeds 1000 10000] [--entries 20] [--latency-ms 20] [--workers 16]
        [--reader-python VENV/bin/python] [--times 1]

``--reader-python`` names the Python of an environment that has ``reader`` installed (in a venv of its own);
without it, its part is left out, and the run says so. Both ask the same feeds, each on a host of its own on loopback
(benchmarks/feedserver.py), with the same number of workers, over a new database: a first pass that takes
everything in and a second pass that is all 304. Each side is a process of its own. Printed are wall and CPU seconds of
each pass (of ``--times`` runs in turns, the best), and the highest resident memory. newsagg reads feeds only: no pages,
politeness off, without Prefect; its feed list is read and taken over within the first pass.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.feedserver import address_of

ROOT = Path(__file__).resolve().parent.parent
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def measure_newsagg(folder: Path, feeds: int, port: int, workers: int) -> dict[str, Any]:
    """Read all feeds twice with newsagg's own stage; return what it took and what came in."""
    from newsagg.pipeline.collect import collect_feeds
    from newsagg.settings import Settings
    from newsagg.store import open_db
    from newsagg.store.runs import start_run

    rows = [
        f'[[feed]]\nslug = "feed-{n}"\noutlet = "Site {n}"\nkind = "news"\nurl = "{address_of(n, port)}"\n'
        f'homepage = "https://site{n}.bench.example/"\n'
        for n in range(feeds)
    ]
    (folder / "feeds.toml").write_text("\n".join(rows), "utf-8")
    settings = Settings(
        database=folder / "newsagg.db",
        archive=folder / "archive",
        feeds=folder / "feeds.toml",
        allow_hosts=f"127.0.0.0/8:{port}",
        host_gap_seconds=0.0,
        workers=workers,
    )
    run = start_run(open_db(settings.database), "run", AT)
    passes = [
        _timed(lambda: dict(collect_feeds(settings, now=AT, run_id=run))),
        _timed(lambda: dict(collect_feeds(settings, now=AT + timedelta(hours=2), run_id=run, force=True))),
    ]
    db = open_db(settings.database)
    (entries,) = db.conn.execute("SELECT count(*) FROM entries").fetchone()
    (same,) = db.conn.execute("SELECT count(*) FROM fetches WHERE outcome = 'not_modified'").fetchone()
    return {"passes": passes, "entries": entries, "not_modified": same, "memory": _memory()}


def measure_reader(folder: Path, feeds: int, port: int, workers: int) -> dict[str, Any]:
    """Read all feeds twice with reader; return what it took and what came in. Runs under reader's own Python."""
    import reader as package  # type: ignore[import-not-found, unused-ignore]

    reader = package.make_reader(str(folder / "reader.db"))
    for n in range(feeds):
        reader.add_feed(address_of(n, port))
    passes = [_timed(lambda: reader.update_feeds(workers=workers, scheduled=False)) for _ in range(2)]
    entries = reader.get_entry_counts().total
    return {"passes": passes, "entries": entries, "memory": _memory(), "version": package.__version__}


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), sum(os.times()[:4])
    work()
    return {"wall": time.perf_counter() - wall, "cpu": sum(os.times()[:4]) - cpu}


def _memory() -> float:
    """The highest resident memory in MB: the process and the largest of those that it started."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / 1024


@contextmanager
def serve(feeds: int, entries: int, latency: float) -> Iterator[int]:
    """Run the server in a process of its own; gives its port."""
    command = [sys.executable, str(ROOT / "benchmarks" / "feedserver.py")]
    command += ["--feeds", str(feeds), "--entries", str(entries), "--latency-ms", str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()
            server.wait()


def run_side(python: str, side: str, feeds: int, port: int, workers: int) -> dict[str, Any]:
    """Measure one side in a process of its own over a new database."""
    with tempfile.TemporaryDirectory() as folder:
        command = [python, __file__, "--side", side, "--folder", folder, "--feeds", str(feeds)]
        done = subprocess.run(
            [*command, "--port", str(port), "--workers", str(workers)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{side} failed:\n{done.stderr[-2000:]}")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found


def compare(given: argparse.Namespace, feeds: int) -> dict[str, dict[str, Any]]:
    """Measure both sides in turns over one server; return the best of each, printed as it comes."""
    best: dict[str, dict[str, Any]] = {}
    sides = [("newsagg", sys.executable)]
    if given.reader_python and feeds <= given.reader_up_to:
        sides.append(("reader", given.reader_python))
    with serve(feeds, given.entries, given.latency_ms) as port:
        for _ in range(given.times):
            for side, python in sides:
                found = run_side(python, side, feeds, port, given.workers)
                if found["entries"] != feeds * given.entries:
                    raise SystemExit(f"{side} has {found['entries']} entries of {feeds * given.entries}")
                known = best.setdefault(side, found)
                known["passes"] = [
                    min(pair, key=lambda one: one["wall"])
                    for pair in zip(known["passes"], found["passes"], strict=True)
                ]
                known["memory"] = max(known["memory"], found["memory"])
    for side, found in best.items():
        for name, took in zip(("first", "304"), found["passes"], strict=True):
            print(
                f"{feeds:>7,} feeds  {side:<8} {name:<6} {took['wall']:7.2f} s wall  {took['cpu']:7.2f} s CPU  "
                f"{took['wall'] / feeds * 1000:6.2f} ms a feed  {found['memory']:5.0f} MB",
                flush=True,
            )
    if "reader" in best:
        ratios = [
            f"{ours['wall'] / theirs['wall']:.2f}"
            for ours, theirs in zip(best["newsagg"]["passes"], best["reader"]["passes"], strict=True)
        ]
        print(
            f"{feeds:>7,} feeds  newsagg's wall time over that of reader {best['reader']['version']}: "
            f"first {ratios[0]}, 304 {ratios[1]}"
        )
    return best


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--latency-ms", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--reader-python", default="")
    parser.add_argument("--reader-up-to", type=int, default=1000, help="larger sizes are newsagg's alone")
    for inner in ("--side", "--folder"):
        parser.add_argument(inner, default="", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        measure = measure_newsagg if given.side == "newsagg" else measure_reader
        print(json.dumps(measure(Path(given.folder), given.feeds[0], given.port, given.workers)))
        return
    if not given.reader_python:
        print("reader is left out: no --reader-python names an environment that has it")
    sizes = {feeds: compare(given, feeds) for feeds in given.feeds}
    small, large = min(sizes), max(sizes)
    if small != large:
        ratios = [
            (many["wall"] / large) / (few["wall"] / small)
            for few, many in zip(
                sizes[small]["newsagg"]["passes"], sizes[large]["newsagg"]["passes"], strict=True
            )
        ]
        print(f"time a feed, {large:,} over {small:,} feeds: first {ratios[0]:.2f}, 304 {ratios[1]:.2f}")


if __name__ == "__main__":
    main()
