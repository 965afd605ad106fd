"""How long merging takes when much is stored: the real stage over a real record, filled with generated reports.

    python benchmarks/mergespeed.py [--stored 10000 200000] [--new 1000] [--flood 2000] [--folder DIR]

For each size: a record with so many merged reports, then the merging of new ones, timed in a process of its own on one
core: CPU seconds, wall seconds and the highest resident memory, loading included. ``--flood`` adds so many near-alike
originals about one service within a month. A filled record is kept in DIR and used again.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import Told, make_reports
from newsagg.model import Article, Entry, Feed, Fetch, Report, Verdict
from newsagg.pipeline.merge import merge_new
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.articles import save_detection, save_feed, versions_to_judge
from newsagg.store.runs import start_run
from newsagg.vocabulary import FeedKind, Relevance, ReportKind

FEED = Feed(slug="paper", outlet="Paper", url="https://paper.example/feed", kind=FeedKind.NEWS)
AT_ONCE = 2000


def feed_reports(settings: Settings, reports: Sequence[Report]) -> None:
    """Save reports as entries with their verdicts, ready to be merged."""
    db = open_db(settings.database)
    stories = []
    for r in reports:
        at = r.published_at or r.seen_at
        entry = Entry(
            feed=FEED.slug, key=r.url, url=r.url, title=r.title, summary=r.body, published_at=r.published_at
        )
        article = Article(
            url=r.url,
            outlet=FEED.outlet,
            title=r.title,
            body=r.body,
            published_at=r.published_at,
            seen_at=at,
            basis="feed",
        )
        stories.append((entry, article))
    now = max(r.seen_at for r in reports)
    fetch = Fetch(url=FEED.url, purpose="feed", asked_at=now, outcome="ok")
    save_feed(db, FEED, stories, fetch, etag="", last_modified="", next_due_at=now, now=now, run_id=None)
    known = {r.url: r for r in reports}
    items = []
    for stored in versions_to_judge(db, len(reports)):
        report = known[stored.article.url]
        verdict = Verdict(
            relevance=Relevance.RELEVANT,
            kind=report.kind,
            probability=report.probability,
            evidence=(),
            model="generated",
            services=report.services,
        )
        items.append((stored, verdict, ()))
    save_detection(db, items, now, None)


def merge_due(settings: Settings, reports: Sequence[Report]) -> None:
    """Merge what is due, as a run after the last of these reports would."""
    now = max(r.seen_at for r in reports) + timedelta(hours=1)
    merge_new(settings, now=now, run_id=start_run(open_db(settings.database), "benchmark", now, "given"))


def fill(settings: Settings, told: Sequence[Told]) -> None:
    """Store and merge reports in runs of 2,000, the oldest first."""
    for at in range(0, len(told), AT_ONCE):
        batch = [t.report for t in told[at : at + AT_ONCE]]
        feed_reports(settings, batch)
        merge_due(settings, batch)


def make_flood(number: int, first: Told) -> list[Report]:
    """Return near-alike originals about one service, spread over a month."""
    model = first.report
    found = []
    for n in range(number):
        words = f"{_spell(n)} {_spell(n * 7 + 3)} {_spell(n * 13 + 5)}"
        fields = {name: getattr(model, name) for name in Report.__slots__} | {
            "article_id": 10**7 + n,
            "url": f"https://flood.example/{n}",
            "title": f"{model.services[0].name} is down, says {words}",
            "body": f"{model.services[0].name} lost its {words} again. Readers in {words} wrote to us about it.",
            "published_at": model.seen_at + timedelta(hours=720 * n / number),
            "seen_at": model.seen_at + timedelta(hours=720 * n / number),
            "kind": ReportKind.REPORT,
        }
        found.append(Report(**fields))
    return found


def _spell(number: int) -> str:
    letters = ""
    number += 1000
    while number:
        number, digit = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5]
    return letters


def measure(database: Path, new: int, stored: int, flood: int) -> dict[str, float]:
    """Merge the next reports into a filled record, in this process."""
    settings = Settings(database=database)
    told = make_reports(stored + new)[stored:]
    reports = (
        make_flood(flood, next(t for t in told if t.report.services)) if flood else [t.report for t in told]
    )
    feed_reports(settings, reports)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = time.process_time(), time.perf_counter()
    merge_due(settings, reports)
    return {
        "stored": stored,
        "new": len(reports),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "wall_seconds": round(time.perf_counter() - wall, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "peak_mb_before": round(before),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Fill, measure each size in a fresh process, print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stored", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--flood", type=int, default=2000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.measure:
        print(json.dumps(measure(given.measure, given.new, given.stored[0], given.flood)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for stored in given.stored:
            kept = folder / f"{stored}.db"
            if not kept.exists():
                partial = folder / f"{stored}.partial.db"
                partial.unlink(missing_ok=True)
                fill(Settings(database=partial), make_reports(stored))
                db = open_db(partial)
                db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                db.conn.close()
                partial.rename(kept)
            for flood in (0, given.flood) if given.flood and stored == given.stored[0] else (0,):
                copy = Path(scratch) / "copy.db"
                copy.write_bytes(kept.read_bytes())
                command = [sys.executable, __file__, "--measure", str(copy), "--stored", str(stored)]
                command += ["--new", str(given.new), "--flood", str(flood)]
                told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
                print(told.replace('"new"', '"flood"') if flood else told, flush=True)
                for rest in Path(scratch).glob("copy.db*"):
                    rest.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
