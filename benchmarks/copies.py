"""How well and how fast copies are found: edits and look-alikes from benchmarks/copyedits.py.

    python benchmarks/copies.py accuracy ../shared/gold/articles.jsonl ../shared/stories/glitches.jsonl [--only IDS]
    python benchmarks/copies.py speed [--stored 100000] [--new 10000] [--folder DIR]

``accuracy``: labelled pairs, then each kind of edit applied to each long text, then each kind of look-alike. ``speed``:
sketches of so many generated reports and the keys of their texts are put into a record, and the next ones, a third of
them edited copies of stored ones, are looked up in it as a run does; CPU seconds and the highest memory of a process of
its own.
"""

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.copyedits import EDITS, make_negatives, write_prose
from benchmarks.generated import make_reports
from newsagg.merge.alike import Alike
from newsagg.merge.blocks import ENOUGH, MEET, REACH_DAYS, Key, find_keys
from newsagg.merge.copies import Print, are_copies, read_print, read_words
from newsagg.merge.heads import find_cell
from newsagg.merge.sketch import Sketch, read_sketch, write_sketch
from newsagg.model import Report, ServiceRole
from newsagg.store import open_db
from newsagg.store.sketches import StoredSketch, find_kindred, load_sketches, save_sketches
from newsagg.vocabulary import ReportKind

LONG = 120
"""Words from which on a text is edited."""
AT_ONCE = 1000
SPEED_EDITS = tuple(name for name in EDITS if not name.startswith("spun"))


def _read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _five(text: str) -> frozenset[int]:
    words = read_words(text)
    return frozenset(zlib.crc32(" ".join(words[n : n + 5]).encode()) for n in range(len(words) - 4))


def _find_families(rows: Sequence[dict[str, object]]) -> dict[str, str]:
    """Return the text that stands for each id's by its labels."""
    above = {str(r["id"]): str(r.get("syndicated_of") or r.get("version_of") or r["id"]) for r in rows}
    families = {}
    for one in above:
        top = one
        while above.get(top, top) != top:
            top = above[top]
        families[one] = top
    return families


def measure_gold(rows: Sequence[dict[str, object]]) -> list[str]:
    """Count labelled pairs that are found, and those found without a label; return the long texts, each once."""
    prints = {str(r["id"]): read_print(str(r["title"]), str(r["text"])) for r in rows}
    texts = {str(r["id"]): _five(str(r["text"])) for r in rows}
    families = _find_families(rows)
    counts: Counter[str] = Counter()
    for a, b in itertools.combinations(prints, 2):
        said, true = are_copies(prints[a], prints[b]), families[a] == families[b]
        shared = len(texts[a] & texts[b]) / max(1, len(texts[a] | texts[b]))
        counts["said"] += said
        counts["right"] += said and true
        counts["labelled"] += true
        counts["labelled, of 40 words or more and sharing a tenth of their text"] += (
            true and shared >= 0.1 and min(len(texts[a]), len(texts[b])) >= 36
        )
        counts["found of those"] += (
            said and true and shared >= 0.1 and min(len(texts[a]), len(texts[b])) >= 36
        )
    print(f"gold, {len(rows)} texts: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    seen = set()
    kept = []
    for r in rows:
        text = str(r["text"])
        if len(text.split()) >= LONG and r["text_scope"] == "full" and families[str(r["id"])] not in seen:
            seen.add(families[str(r["id"])])
            kept.append(text)
    return kept


def measure_stories(rows: Sequence[dict[str, object]]) -> None:
    """Count pairs whose five-word runs overlap and that are found, and pairs that are found across stories."""
    prints = [read_print(str(r["title"]), str(r["text"])) for r in rows]
    texts = [_five(str(r["text"])) for r in rows]
    counts: Counter[str] = Counter()
    for a, b in itertools.combinations(range(len(rows)), 2):
        said = are_copies(prints[a], prints[b])
        shared = len(texts[a] & texts[b]) / max(1, len(texts[a] | texts[b]))
        counts["said"] += said
        counts["of two stories"] += said and rows[a]["story"] != rows[b]["story"]
        counts["that share under a tenth"] += said and shared < 0.1
        for least in (0.9, 0.7, 0.5):
            counts[f"overlap {least}"] += shared >= least
            counts[f"overlap {least} found"] += shared >= least and said
    print(f"stories, {len(rows)} texts: " + ", ".join(f"{name} {n}" for name, n in counts.items()))


def measure_edits(texts: Sequence[str], dice: random.Random, each: int) -> None:
    """Print the share of edited copies that are found, and of look-alikes that are taken for copies."""
    print(f"| edit of {len(texts)} texts | found |\n|---|--:|")
    prints = [read_print("", text) for text in texts]
    right = edited = 0
    for name, edit in EDITS.items():
        found = sum(are_copies(p, read_print("", edit(dice, t))) for p, t in zip(prints, texts, strict=True))
        print(f"| {name} | {found / len(texts):.3f} |")
        if not name.startswith("spun"):
            right, edited = right + found, edited + len(texts)
    wrong: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for pair in make_negatives(dice, list(texts), each):
        kinds[pair.kind] += 1
        wrong[pair.kind] += are_copies(read_print("", pair.first), read_print("", pair.second))
    print("\n| no copies | taken for copies |\n|---|--:|")
    for kind, number in kinds.items():
        print(f"| {kind} | {wrong[kind] / number:.3f} |")
    strangers = sum(are_copies(a, b) for a, b in itertools.combinations(prints, 2))
    pairs = len(texts) * (len(texts) - 1) // 2
    print(f"| any two of the texts ({pairs:,}) | {strangers / pairs:.5f} |")
    said = right + sum(wrong.values()) + strangers
    print(
        f"\nwithout spun ones: recall {right / edited:.3f} of {edited:,}, precision {right / said:.4f} of {said:,}"
    )


def _lengthen(report: Report) -> Report:
    """Give a generated report the length of an article; prints of one body stay prints of one."""
    dice = random.Random(zlib.crc32(report.body.encode()))
    return replace(report, body=f"{report.body}\n{write_prose(dice, dice.randint(80, 160))}")


def _find_print_keys(sketch: Sketch) -> list[Key]:
    return find_keys(sketch, follows=True)


def fill(path: Path, reports: Sequence[Report]) -> None:
    """Put sketches and the keys of their texts into a record, the oldest first; articles themselves are not needed.

    But for text, time and id all sketches are one with 128 words: their words and services are not looked at here.
    """
    db = open_db(path)
    db.conn.execute("PRAGMA foreign_keys = OFF")
    model = Alike().sketch(replace(reports[0], body=write_prose(random.Random(1), 400)))
    for at in range(0, len(reports), AT_ONCE):
        sketches = [
            replace(
                model,
                article_id=r.article_id,
                url=r.url,
                at=r.seen_at,
                text=read_print(r.title, _lengthen(r).body),
                moments=replace(model.moments, told=r.published_at, days=()),
            )
            for r in reports[at : at + AT_ONCE]
        ]
        save_sketches(
            db,
            [
                StoredSketch(
                    article_id=s.article_id, cell=find_cell(s), standing="head", text=write_sketch(s)
                )
                for s in sketches
            ],
            dropped=(),
            old_keys=(),
            keys=[(s.article_id, key) for s in sketches for key in _find_print_keys(s)],
            ties=(),
            due=(),
        )
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.conn.close()


def choose_new(stored: Sequence[Report], following: Sequence[Report]) -> Iterator[dict[str, object]]:
    """Yield the next reports as rows; every third is an edited copy, days later, of one stored near the end."""
    dice = random.Random(9)
    for n, report in enumerate(following):
        known = dice.choice(stored) if n % 3 == 0 else None
        told = (known or report).published_at or (known or report).seen_at
        body = _lengthen(known or report).body
        if known:
            body = EDITS[SPEED_EDITS[n // 3 % len(SPEED_EDITS)]](dice, body)
            told += timedelta(hours=dice.uniform(0.1, 72))
        yield {
            "id": report.article_id,
            "title": report.title,
            "body": body,
            "at": told.isoformat(),
            "copy_of": known.article_id if known else None,
        }


def check(path: Path, rows: Sequence[dict[str, object]]) -> dict[str, float]:
    """Look so many reports up in a record, without their services: by nothing but their text and day."""
    db = open_db(path)
    judge = Alike()
    template = make_reports(1)[0].report
    none: tuple[ServiceRole, ...] = ()
    cpu = time.process_time()
    copies: set[tuple[int, int]] = set()
    candidates = 0
    for at in range(0, len(rows), AT_ONCE):
        sketches = {}
        for row in rows[at : at + AT_ONCE]:
            told = datetime.fromisoformat(str(row["at"]))
            report = replace(
                template,
                article_id=int(str(row["id"])),
                title=str(row["title"]),
                body=str(row["body"]),
                published_at=told,
                seen_at=told,
                services=none,
                kind=ReportKind.REPORT,
            )
            sketches[report.article_id] = judge.sketch(report)
        keys = [(a, key) for a, s in sketches.items() for key in _find_print_keys(s)]
        pairs = list(find_kindred(db, keys, reach=REACH_DAYS, meet=MEET, enough=ENOUGH))
        kept: dict[int, Print] = {
            a: read_sketch(s.text).text for a, s in load_sketches(db, {b for _, b in pairs}).items()
        }
        copies |= {(a, b) for a, b in pairs if are_copies(sketches[a].text, kept[b])}
        candidates += len(pairs)
    cpu = time.process_time() - cpu
    true = {(int(str(r["id"])), int(str(r["copy_of"]))) for r in rows if r["copy_of"] is not None}
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
    return {
        "a_second": len(rows) / cpu,
        "candidates": candidates,
        "found": len(true & copies) / len(true),
        "peak_mb": peak / 1024,
    }


def measure_speed(folder: Path, stored: int, new: int) -> None:
    """Fill a record, unless one is kept, and look the next reports up in a process of its own."""
    reports = [told.report for told in make_reports(stored + new)]
    path, asked = folder / f"copies{stored}.db", folder / "asked.json"
    if not path.exists():
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        fill(partial, reports[:stored])
        partial.rename(path)
    rows = list(choose_new(reports[-2 * new : stored], reports[stored:]))
    asked.write_text(json.dumps(rows), encoding="utf-8")
    command = [sys.executable, __file__, "check", str(path), str(asked)]
    print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ways = parser.add_subparsers(dest="way", required=True)
    accuracy = ways.add_parser("accuracy")
    accuracy.add_argument("gold", type=Path)
    accuracy.add_argument("stories", type=Path)
    accuracy.add_argument("--only", type=Path, help="a file of gold ids, one a line")
    accuracy.add_argument("--seed", type=int, default=5)
    speed = ways.add_parser("speed")
    speed.add_argument("--stored", type=int, default=100_000)
    speed.add_argument("--new", type=int, default=10_000)
    speed.add_argument("--folder", type=Path)
    checked = ways.add_parser("check", help="used by speed")
    checked.add_argument("database", type=Path)
    checked.add_argument("asked", type=Path)
    given = parser.parse_args(argv)
    if given.way == "check":
        print(json.dumps(check(given.database, _read_asked(given.asked))))
    elif given.way == "speed":
        with tempfile.TemporaryDirectory() as scratch:
            measure_speed(given.folder or Path(scratch), given.stored, given.new)
    else:
        only = set(given.only.read_text(encoding="utf-8").split()) if given.only else None
        texts = measure_gold([r for r in _read_rows(given.gold) if only is None or r["id"] in only])
        measure_stories(_read_rows(given.stories))
        measure_edits(texts, random.Random(given.seed), 200)
    return 0


def _read_asked(path: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
