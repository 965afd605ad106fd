"""How fast archives of pages come in: on Dask workers of this machine, against trafilatura on every page.

    python benchmarks/backfillwarcs.py DIR && python benchmarks/backfill.py DIR [--workers 1 2] [--sample 300]

For each number of workers a scheduler and workers are started as processes of their own, as on other machines, and
the folder is filled into a new record. Then a sample of its pages, and every relevant one, is read by trafilatura and
judged by the same model, in one process. Pages a second are per CPU second of whoever reads, so that a busy machine
does not count; the wall clock stands beside. The shares of scheduler and writer and the recall are told.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.collect.importing import FoundPage
from newsagg.collect.warcs import read_pages
from newsagg.detect.relevance import judge_all, load_model
from newsagg.model import Article, Page
from newsagg.pipeline.backfill import backfill
from newsagg.settings import Settings
from newsagg.store import read_db
from newsagg.vocabulary import Relevance

CACHE = Path("var/cache")
NOW = datetime(2026, 4, 1, tzinfo=UTC)
_TICK = os.sysconf("SC_CLK_TCK")


def count_seconds(pid: int) -> float:
    """Return the CPU seconds of a process, of its children that live, and of those that ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        inner = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        others = {
            child
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text("ascii").split()
        }
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICK + sum(
        count_seconds(int(child)) for child in {*inner, *others}
    )


@contextmanager
def start_cluster(folder: Path, workers: int) -> Iterator[tuple[str, int, list[int]]]:
    """Start a scheduler and workers; yield its address and their process ids."""
    file = folder / "scheduler.json"
    here = str(Path(__file__).resolve().parent.parent)
    more = {
        "env": {**os.environ, "PYTHONPATH": here},
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    tools = [sys.executable, "-m"]
    scheduler = subprocess.Popen(
        [*tools, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(file)], **more,
    )  # type: ignore[call-overload]  # fmt: skip
    crew = [
        subprocess.Popen(
            [*tools, "distributed.cli.dask_worker", "--scheduler-file", str(file), "--host", "127.0.0.1", "--nthreads",
             "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)], **more,
        )  # type: ignore[call-overload]
        for _ in range(workers)
    ]  # fmt: skip
    try:
        while not file.exists():
            time.sleep(0.1)
        from distributed import Client

        address = json.loads(file.read_text("utf-8"))["address"]
        with Client(address, timeout=120, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=120)
        yield address, scheduler.pid, [process.pid for process in crew]
    finally:
        for process in (*crew, scheduler):
            process.kill()
            process.wait()


def fill(folder: Path, workers: int, truth: set[str]) -> None:
    """Fill a folder into a new record on so many workers, and print how that went."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        start_cluster(Path(scratch), workers) as (address, scheduler, crew),
    ):
        settings = Settings(
            database=Path(scratch) / "r.db",
            archive=Path(scratch) / "archive",
            cache=CACHE,
            spool=Path(scratch) / "spool",
        )
        before = [count_seconds(pid) for pid in (scheduler, *crew)]
        mine, begun = time.process_time(), time.perf_counter()
        read_at: list[float] = []

        def tell(stage: str, done: int, total: int) -> None:
            if stage == "read shards" and done == total:
                read_at.append(time.perf_counter())
                spent.extend(count_seconds(pid) for pid in (scheduler, *crew))

        spent: list[float] = []
        told = backfill(
            settings, sorted(folder.glob("*.warc.gz")), now=NOW, dask=address, clock="given", tell=tell
        )
        mine = time.process_time() - mine
        share = [after - b for after, b in zip(spent, before, strict=True)]
        urls = {row[0] for row in read_db(settings.database).execute("SELECT url FROM articles")}
        pages, wall = told.counts["looked_at"], read_at[0] - begun
        found = len({url for url in truth if url in urls or url.replace("//www.", "//") in urls})
        print(
            f"{workers} Dask worker(s): {pages:,} pages, {sum(share[1:]):.1f} CPU s of workers ("
            f"{pages / sum(share[1:]):.0f} pages per CPU s; the busiest {max(share[1:]):.1f}), scheduler {share[0]:.2f}"
            f" CPU s ({share[0] / sum(share):.1%}), this process {mine:.1f} (storing and merging"
            f" {told.counts['articles_new']} articles); reading took {wall:.1f} s by the clock"
            f" ({pages / wall:.0f} pages/s); {found} of {len(truth)} relevant pages found,"
            f" {told.counts['likely']} read by the reader",
            flush=True,
        )


def choose(folder: Path, truth: set[str], sample: int) -> tuple[list[Page], list[Page]]:
    """Return the relevant pages, and a sample of all."""
    dice = random.Random(5)
    relevant: list[Page] = []
    some: list[Page] = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for found in read_pages(file, str(path), page_bytes=5_000_000):
                if isinstance(found, FoundPage):
                    if found.page.url in truth:
                        relevant.append(found.page)
                    if len(some) < sample and dice.random() < 0.05:
                        some.append(found.page)
    return relevant, some


def read_plainly(pages: Sequence[Page]) -> tuple[int, float]:
    """Read and judge every page; return how many are accepted, and the CPU seconds."""
    import trafilatura

    model = load_model(CACHE)
    begun = time.process_time()
    accepted = 0
    for page in pages:
        told: Any = trafilatura.bare_extraction(page.body.decode("utf-8", "replace"), include_comments=False)
        if told is None:
            continue
        article = Article(
            url=page.url, outlet="", title=told.title or "", body=told.text or "", published_at=NOW, seen_at=NOW,
            language="en",
        )  # fmt: skip
        accepted += judge_all([article], model=model)[0].relevance is not Relevance.IRRELEVANT
    return accepted, time.process_time() - begun


def main() -> None:
    """Fill with each number of workers, then read a sample plainly, and print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--sample", type=int, default=300)
    given = parser.parse_args()
    load_model(CACHE)  # fits when the cache is empty: not what filling costs
    files = {path.name for path in given.folder.glob("*.warc.gz")}
    truth = set((given.folder / "truth.txt").read_text("utf-8").split())
    relevant, some = choose(given.folder, truth, given.sample)
    truth &= {page.url for page in relevant}
    print(f"{len(files)} files, {len(truth)} relevant pages")
    for workers in given.workers:
        fill(given.folder, workers, truth)
    read_plainly(some[:5])
    _, seconds = read_plainly(some)
    accepted, _ = read_plainly(relevant)
    print(
        f"trafilatura on everything, then the same model: {len(some) / seconds:.0f} pages per CPU s (of a sample of"
        f" {len(some)}); {accepted} of {len(relevant)} relevant pages found"
    )


if __name__ == "__main__":
    main()
