"""What an article costs when much is stored: detection and merging of the next ones, over records of three sizes.

    python benchmarks/growth.py --folder DIR [--sizes 1000:10000 10000:250000 200000:5000000] [--new 1000]
        [--irrelevant 5000] [--times 3] [--plot docs/growth.png]

A size is reports:entries. For each a record is filled (reports as ``mergespeed.py`` fills them, merged by the pipeline
itself; entries that report no outage by plain SQL, with their verdicts and the search index) and kept in DIR, to be
used again. Then the next reports, the same for all sizes, and entries that report none come in; saving, judging with
the real model, reading claims and merging are timed in a process of its own: CPU seconds, the best of ``--times``,
sizes by turns. The plot shows what one relevant article costs.
"""

import argparse
import json
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import make_reports
from benchmarks.mergespeed import FEED, merge_due, prepare, run_after
from benchmarks.speed import CALM
from newsagg.model import Article, Entry, Fetch, Report
from newsagg.pipeline.detect import detect_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_feed
from newsagg.store.rows import make_hash
from newsagg.store.runs import start_run

CACHE = Path("var/cache")
_AT_ONCE = 50_000


def write_entry(number: int) -> tuple[str, str]:
    """Return title and summary of an invented entry that reports no outage; hardly two are alike."""
    dice = random.Random(number)
    words = [
        f"{dice.choice('bdfgklmnprst')}{dice.choice('aeiou')}{dice.choice('lnrst')}{dice.randrange(99)}"
        for _ in range(6)
    ]
    return f"{dice.choice(CALM)[:50]} {' '.join(words[:3])}", f"{dice.choice(CALM)} {' '.join(words)}"


def make_rows(first: int, number: int) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield number, address, title, summary and time of entries, 500 a day."""
    begun = datetime(2015, 1, 1, tzinfo=UTC)
    for n in range(first, first + number):
        title, summary = write_entry(n)
        at = (begun + timedelta(days=(n - first) / 500)).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield n, f"https://paper.example/entry/{n}", title, summary, at


def add_entries(database: Path, number: int) -> None:
    """Add entries that report no outage to a record, as the pipeline would have left them."""
    db = sqlite3.connect(database)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    (first,) = db.execute(
        """SELECT max((SELECT max(id) FROM articles), (SELECT max(id) FROM article_versions),
            (SELECT max(id) FROM entries)) + 1"""
    ).fetchone()
    for start in range(first, first + number, _AT_ONCE):
        rows = list(make_rows(start, min(_AT_ONCE, first + number - start)))
        with db:
            db.executemany(
                """INSERT INTO articles (id, url, outlet, feed_kind, provider, published_at, first_seen_at, page_state)
                VALUES (?, ?, 'Paper', 'news', '', ?, ?, 'not_wanted')""",
                [(n, url, at, at) for n, url, _, _, at in rows],
            )
            db.executemany(
                """INSERT INTO article_versions (id, article_id, title, body, text_hash, basis, published_at, seen_at,
                    language, author) VALUES (?, ?, ?, ?, ?, 'feed', ?, ?, 'en', '')""",
                [(n, n, title, text, make_hash(title, text), at, at) for n, _, title, text, at in rows],
            )
            db.executemany(
                """INSERT INTO entries (id, feed, key, article_id, version_id, outlet, url, link, title, summary,
                    content, author, published_at, language, text_hash, first_seen_at)
                VALUES (?, 'paper', ?, ?, ?, 'Paper', ?, ?, ?, ?, '', '', ?, 'en', ?, ?)""",
                [
                    (n, url, n, n, url, url, title, text, at, make_hash(title, text), at)
                    for n, url, title, text, at in rows
                ],
            )
            db.executemany(
                """INSERT INTO verdicts (version_id, article_id, relevance, kind, probability, model, judged_at)
                VALUES (?, ?, 'irrelevant', 'negative', 0.0002, 'generated', ?)""",
                [(n, n, at) for n, _, _, _, at in rows],
            )
            db.execute(
                "UPDATE articles SET newest_version_id = id WHERE id BETWEEN ? AND ?",
                (rows[0][0], rows[-1][0]),
            )
    db.execute("PRAGMA optimize")
    db.close()


def fill(folder: Path, reports: int, entries: int) -> Path:
    """Return a record of a size, filled once."""
    kept = folder / f"{reports}-{entries}.db"
    if not kept.exists():
        partial = kept.with_suffix(".partial")
        shutil.copyfile(folder / f"{reports}.db", partial)
        begun = time.process_time()
        add_entries(partial, entries)
        partial.rename(kept)
        print(f"added {entries:,} entries: {time.process_time() - begun:.0f} CPU s", file=sys.stderr)
    return kept


def take_in(settings: Settings, new: Sequence[Report], irrelevant: int) -> dict[str, float]:
    """Bring reports, and entries that report no outage, through all stages; return CPU seconds by stage."""
    at = run_after(new)
    stories = []
    for r in new:
        entry = Entry(
            feed=FEED.slug, key=r.url, url=r.url, title=r.title, summary=r.body, published_at=r.published_at
        )
        stories.append((entry, _as_article(entry, at)))
    for n in range(irrelevant):
        title, summary = write_entry(-1 - n)
        url = f"https://paper.example/next/{n}"
        entry = Entry(feed=FEED.slug, key=url, url=url, title=title, summary=summary, published_at=at)
        stories.append((entry, _as_article(entry, at)))
    db = open_db(settings.database)
    run_id = start_run(db, "benchmark", at, "given")
    fetch = Fetch(url=FEED.url, purpose="feed", asked_at=at, outcome="ok")
    clock = [time.process_time()]
    for start in range(0, len(stories), 100):  # a feed holds a hundred entries
        some = stories[start : start + 100]
        save_feed(db, FEED, some, fetch, etag="", last_modified="", next_due_at=at, now=at, run_id=run_id)
    clock.append(time.process_time())
    counts = detect_new(settings, now=at, run_id=run_id)
    clock.append(time.process_time())
    merge_due(settings, at)
    clock.append(time.process_time())
    found = dict(zip(("save", "detect", "merge"), (b - a for a, b in pairwise(clock)), strict=True))
    return found | {"relevant": counts.get("judged_relevant", 0) + counts.get("judged_unsure", 0)}


def _as_article(entry: Entry, at: datetime) -> Article:
    return Article(
        url=entry.url, outlet=FEED.outlet, title=entry.title, body=entry.summary, published_at=entry.published_at,
        seen_at=at,
    )  # fmt: skip


def measure(kept: Path, new: Sequence[Report], given: argparse.Namespace, scratch: Path) -> dict[str, float]:
    """Time the next articles over a copy of a record, in a process of its own."""
    copy = scratch / "copy.db"
    shutil.copyfile(kept, copy)
    copy.with_suffix(".new").write_bytes(pickle.dumps(new))
    command = [
        sys.executable,
        __file__,
        "--measure",
        str(copy),
        "--new",
        str(given.new),
        "--irrelevant",
        str(given.irrelevant),
    ]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for rest in scratch.glob("copy.*"):
        rest.unlink()
    found: dict[str, float] = json.loads(answer)
    return found


def draw(path: Path, lines: Sequence[tuple[int, int, dict[str, float]]], new: int) -> None:
    """Draw what a relevant article costs, by the number that is stored."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 3.6), dpi=110)
    stored = [reports for reports, _, _ in lines]
    bottom = [0.0] * len(lines)
    for stage, colour in (("save", "#b8c4ce"), ("detect", "#5b8db8"), ("merge", "#20456b")):
        top = [b + 1000 * told[stage] / new for b, (_, _, told) in zip(bottom, lines, strict=True)]
        axes.fill_between(stored, bottom, top, color=colour, label=stage, linewidth=0)
        bottom = top
    axes.plot(stored, bottom, color="#20456b", marker="o", markersize=5, linewidth=1.5)
    for x, y, (_, entries, _) in zip(stored, bottom, lines, strict=True):
        axes.annotate(
            f"{y:.1f} ms\n{entries + x:,} entries",
            (x, y),
            textcoords="offset points",
            xytext=(0, 8),
            ha="center",
            fontsize=8,
        )
    axes.set_xscale("log")
    axes.set_xlim(stored[0] * 0.6, stored[-1] * 1.7)
    axes.set_ylim(0, max(bottom) * 1.35)
    axes.set_xticks(stored, [f"{n:,}" for n in stored])
    axes.minorticks_off()
    axes.set_xlabel("relevant articles stored")
    axes.set_ylabel("CPU ms per relevant article")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper right", ncols=3, fontsize=8)
    figure.tight_layout()
    figure.savefig(path)


def main(argv: Sequence[str] | None = None) -> int:
    """Fill, measure the sizes by turns, print a line each, draw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--sizes", nargs="+", default=["1000:10000", "10000:250000", "200000:5000000"])
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--irrelevant", type=int, default=5000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--fill-only", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.measure:
        new = pickle.loads(given.measure.with_suffix(".new").read_bytes())
        print(json.dumps(take_in(Settings(database=given.measure, cache=CACHE), new, given.irrelevant)))
        return 0
    given.sizes = [tuple(map(int, size.split(":"))) for size in given.sizes]
    told = make_reports(max(reports for reports, _ in given.sizes) + given.new)
    new = [t.report for t in told[-given.new :]]
    records = {}
    for reports, entries in given.sizes:
        prepare(given.folder / f"{reports}.db", told[-given.new - reports : -given.new])
        records[reports, entries] = fill(given.folder, reports, entries)
    if given.fill_only:
        return 0
    tries: dict[tuple[int, int], list[dict[str, float]]] = {size: [] for size in records}
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        for _ in range(given.times):
            for size, kept in records.items():
                tries[size].append(measure(kept, new, given, Path(scratch)))
    best = [
        (*size, {name: min(t[name] for t in found) for name in found[0]}) for size, found in tries.items()
    ]
    first = sum(best[0][2][stage] for stage in ("save", "detect", "merge"))
    for reports, entries, found in best:
        total = sum(found[stage] for stage in ("save", "detect", "merge"))
        parts = ", ".join(
            f"{stage} {1000 * found[stage] / given.new:.2f}" for stage in ("save", "detect", "merge")
        )
        print(
            f"{reports:>8,} reports, {entries:>9,} entries stored: {1000 * total / given.new:.2f} CPU ms a relevant"
            f" article ({total / first:.2f} of the first size): {parts}; {found['relevant']:.0f} of"
            f" {given.new + given.irrelevant:,} were read"
        )
    if given.plot:
        draw(given.plot, best, given.new)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
