"""How long merging takes when much is stored: the real stage over a real record, filled with generated reports.

    python benchmarks/mergespeed.py [--stored 10000 200000] [--new 1000] [--times 3] [--folder DIR]

For each size: a record with so many reports, merged by the pipeline itself, then the merging of the next ones (the same
for all sizes: a record holds the reports that came before them), of the next ones with every twentieth undated, and of
twice as many near-alike originals about one service within a month; each timed in processes of its own on one core. CPU
seconds and wall seconds (the best of ``--times``) and the highest resident memory, loading included. Filled records are
kept in DIR, which must be there, and used again.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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
KINDS = ("new", "undated", "flood")


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


def run_after(reports: Sequence[Report]) -> datetime:
    """Return the time of a run after the last of these reports."""
    return max(r.seen_at for r in reports) + timedelta(hours=1)


def merge_due(settings: Settings, now: datetime) -> None:
    """Merge what is due, as a run at this time would."""
    merge_new(settings, now=now, run_id=start_run(open_db(settings.database), "benchmark", now, "given"))


def fill(settings: Settings, told: Sequence[Told]) -> None:
    """Store and merge reports in runs of 2,000, the oldest first."""
    for at in range(0, len(told), AT_ONCE):
        batch = [t.report for t in told[at : at + AT_ONCE]]
        feed_reports(settings, batch)
        merge_due(settings, run_after(batch))


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


def choose_new(told: Sequence[Told], kind: str) -> list[Report]:
    """Return what is to be merged: the next reports; these with every twentieth undated; or a flood."""
    reports = [t.report for t in told]
    if kind == "flood":
        return make_flood(2 * len(reports), next(t for t in told if t.report.services))
    if kind == "undated":
        return [replace(r, published_at=None) if n % 20 == 7 else r for n, r in enumerate(reports)]
    return reports


def prepare(kept: Path, told: Sequence[Told]) -> None:
    """Fill a record, once."""
    if kept.exists():
        return
    partial = kept.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    begun = time.process_time()
    fill(Settings(database=partial), told)
    db = open_db(partial)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.conn.close()
    partial.rename(kept)
    print(f"filled with {len(told):,}: {time.process_time() - begun:.0f} CPU s", file=sys.stderr)


def measure(database: Path, now: datetime) -> dict[str, float]:
    """Merge what is due in a record, in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    merge_due(Settings(database=database), now)
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "peak_mb": _read_peak() / 1024,
    }


def _read_peak() -> int:
    # ru_maxrss would count what the parent held when it started us.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def measure_next(kept: Path, reports: Sequence[Report], scratch: Path) -> dict[str, float]:
    """Merge reports into a copy of a filled record, in a process of its own."""
    copy = scratch / "copy.db"
    shutil.copyfile(kept, copy)
    feed_reports(Settings(database=copy), reports)
    command = [sys.executable, __file__, "--measure", str(copy), run_after(reports).isoformat()]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for rest in scratch.glob("copy.db*"):
        rest.unlink()
    found: dict[str, float] = json.loads(answer)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Fill, measure the sizes by turns, print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stored", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.measure:
        database, now = given.measure
        print(json.dumps(measure(Path(database), datetime.fromisoformat(now))))
        return 0
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        folder = given.folder or Path(scratch)
        told = make_reports(max(given.stored) + given.new)
        for stored in given.stored:
            prepare(folder / f"{stored}.db", told[-given.new - stored : -given.new])
        for kind in KINDS:
            new = choose_new(told[-given.new :], kind)
            tries: dict[int, list[dict[str, float]]] = {stored: [] for stored in given.stored}
            for _ in range(given.times):
                for stored in tries:  # by turns: a busy hour slows all sizes alike
                    tries[stored].append(measure_next(folder / f"{stored}.db", new, Path(scratch)))
            first = min(found["cpu"] for found in tries[given.stored[0]])
            for stored, done in tries.items():
                cpu, wall = (min(found[name] for found in done) for name in ("cpu", "wall"))
                peak = max(found["peak_mb"] for found in done)
                print(
                    f"{stored:>8,} stored, {len(new):,} {kind}: {cpu:.2f} CPU s"
                    f" ({cpu / first:.2f} of the first size), {wall:.2f} s, {peak:.0f} MB",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
