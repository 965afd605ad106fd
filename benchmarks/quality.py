"""A folder of labelled articles -> predictions.jsonl and the folder's own scores. Reads texts, never labels.

    python benchmarks/quality.py DIR --out OUT [--relevant FILE]

DIR is one of three, told apart by what is in it:
    gold      articles.jsonl (id, url, outlet, title, published, lang, text): detect, claims and merge
    stream    stream.jsonl.gz (id, url, title, description, published, feed, outlet): detect and merge
    stories   one other JSONL (id, title, published, outlet, text): merge only, every article counts as relevant

``--relevant FILE`` (an id per line) supplies relevance and nothing else, so that merging can be judged by itself.
Writes OUT/predictions.jsonl and OUT/timing.json, then calls the folder's scorer if it has one and prints its table.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.collect.plain import read_text
from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.relevance import judge_all, load_model
from newsagg.detect.services import find_services
from newsagg.errors import DataFileError
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import group_reports
from newsagg.merge.incidents import plan_changes
from newsagg.model import Article, Claim, PlaceArticle, Report, StoredClaim, Verdict
from newsagg.settings import load_settings
from newsagg.vocabulary import ArticleRole, ClaimType, Relevance, ReportKind, Scope, SpeakerRole, Stance

LONGEST_QUOTE = 300
BATCH = 2000
NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""After every article: all incidents are settled."""
SCORERS = ("score_gold.py", "score.py")


@dataclass(slots=True)
class Row:
    """One article of a folder, and what we found in it."""

    id: str
    article: Article
    given: tuple[str, ...]
    """The title and the text as the folder gives them: a quote must stand in one of them."""
    verdict: Verdict | None = None
    relevant: bool = False
    doubtful: bool = False
    """Unsure by itself: counts when it turns out to stand beside sure reports."""
    claims: list[Claim] = field(default_factory=list)
    incident: str | None = None


@dataclass(slots=True)
class Clock:
    """Wall and CPU seconds by stage."""

    stages: dict[str, tuple[float, float]] = field(default_factory=dict)

    def add(self, stage: str, wall: float, cpu: float) -> None:
        """Add seconds to a stage."""
        before = self.stages.get(stage, (0.0, 0.0))
        self.stages[stage] = before[0] + wall, before[1] + cpu


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file, gzipped or not; raises DataFileError naming file and line."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise DataFileError(f"not JSON: {error}", subject=f"{path}:{number}") from error


def find_source(folder: Path) -> tuple[str, Path]:
    """Return gold, stream or stories, and the file with the articles."""
    for kind, name in (("gold", "articles.jsonl"), ("stream", "stream.jsonl.gz"), ("stream", "stream.jsonl")):
        if (folder / name).is_file():
            return kind, folder / name
    others = sorted(
        p for p in folder.glob("*.jsonl") if p.stem not in ("labels", "claims", "incidents", "predictions")
    )
    if len(others) == 1:
        return "stories", others[0]
    raise DataFileError(
        "neither articles.jsonl nor stream.jsonl.gz nor a single other JSONL is here", subject=str(folder)
    )


def read_day(written: str | None) -> datetime | None:
    """Return a time in UTC; a bare day is midnight sharp, as our pipeline reads one (detect/times.py)."""
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def make_row(kind: str, given: Mapping[str, Any]) -> Row:
    """Return one article of a folder as our pipeline would have it."""
    title = str(given.get("title") or "")
    raw = str(given.get("description" if kind == "stream" else "text") or "")
    body = read_text(raw, limit=20_000) if kind == "stream" else raw
    return Row(
        id=str(given["id"]),
        article=Article(
            url=str(given.get("url") or f"urn:{given['id']}"),
            outlet=str(given.get("outlet") or ""),
            title=read_text(title, limit=1000) if kind == "stream" else title,
            body=body,
            published_at=read_day(given.get("published")),
            seen_at=read_day(given.get("published")) or NOW,
            language=str(given.get("lang") or "en"),
            basis="feed" if kind == "stream" else "page",
        ),
        given=(title, raw),
    )


def clip_quote(claim: Claim, row: Row) -> str:
    """Return the claim's quote as it stands in the title or the text given, at most 300 characters; else nothing."""
    quote = claim.quote
    for part in (quote, *sorted(quote.split("\n\n"), key=len, reverse=True)):
        if claim.value.words and claim.value.words not in part:
            continue
        if len(part) > LONGEST_QUOTE:
            at = max(0, part.find(claim.value.words) - 100)
            part = part[at : at + LONGEST_QUOTE].strip()
            if claim.value.words not in part:
                continue
        if any(part in given for given in row.given):
            return part
    return ""


def _is_publishers(claim: Claim) -> bool:
    """Whether a claim is the word of who published it: a newsroom, or a vendor on its own page."""
    return len(claim.chain) == 1 or (claim.speaker.role is SpeakerRole.OUTLET and not claim.second_hand)


def tell_claim(claim: Claim, quote: str) -> dict[str, Any]:
    """Return a claim in the scorers' form; a denied cause is of type not_cause."""
    denied = claim.type is ClaimType.CAUSE and claim.stance is Stance.DENIED
    return {
        "type": "not_cause" if denied else claim.type.value,
        "value": claim.value.text,
        "attributed_to": None if _is_publishers(claim) else claim.speaker.name,
        "hedge": claim.stance in (Stance.HEDGED, Stance.FORECAST),
        "stance": claim.stance.value,
        "background": claim.scope is not Scope.THIS_INCIDENT,
        "quote": quote,
    }


def detect(
    rows: list[Row], relevant: frozenset[str] | None, *, with_claims: bool, model: Any, lexicon: Lexicon
) -> None:
    """Judge a batch and find the claims of what is relevant."""
    for row, verdict in zip(rows, judge_all((r.article for r in rows), model=model), strict=True):
        row.verdict = verdict
        row.relevant = row.id in relevant if relevant is not None else verdict.relevance is Relevance.RELEVANT
        row.doubtful = relevant is None and verdict.relevance is Relevance.UNSURE
        if (row.relevant or row.doubtful) and with_claims:
            row.claims = list(find_claims(row.article, lexicon=lexicon))


def make_report(number: int, row: Row, lexicon: Lexicon) -> Report:
    """Return what merging knows of an article."""
    article = row.article
    kind = row.verdict.kind if row.verdict else ReportKind.REPORT
    return Report(
        article_id=number,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        body=article.body,
        language=article.language,
        published_at=article.published_at,
        seen_at=article.seen_at,
        kind=ReportKind.REPORT if kind is ReportKind.NEGATIVE else kind,
        basis=article.basis,
        probability=row.verdict.probability if row.verdict else 1.0,
        unsure=row.doubtful,
        services=find_services(article, lexicon),
        claims=tuple(
            StoredClaim(
                id=number * 1000 + n,
                article_id=number,
                version_id=number,
                claim=claim,
                first_seen_at=article.seen_at,
            )
            for n, claim in enumerate(row.claims)
        ),
    )


def merge(rows: list[Row], lexicon: Lexicon) -> None:
    """Give each relevant article the id of its incident; an article on several gets the first."""
    by_number = dict(enumerate((r for r in rows if r.relevant or r.doubtful), start=1))
    reports = [make_report(number, row, lexicon) for number, row in by_number.items()]
    groups = group_reports(reports, alike=Alike(owners=lexicon.parent_chain))
    side: dict[int, str] = {}
    for change in plan_changes(groups, (), now=NOW):
        if isinstance(change, PlaceArticle):
            if change.role in (ArticleRole.PRIMARY, ArticleRole.UPDATE):
                by_number[change.article_id].incident = change.incident
                by_number[change.article_id].relevant = True
            else:
                side.setdefault(change.article_id, change.incident)
    for number, incident in side.items():
        by_number[number].incident = by_number[number].incident or incident


def tell_row(kind: str, row: Row) -> dict[str, Any]:
    """Return one line of predictions."""
    told: dict[str, Any] = {"id": row.id, "relevant": row.relevant, "incident": row.incident}
    if kind != "stories":
        quotes = ((claim, clip_quote(claim, row)) for claim in row.claims)
        told["claims"] = [tell_claim(claim, quote) for claim, quote in quotes if quote]
    return told


def run(folder: Path, out: Path, relevant: frozenset[str] | None) -> tuple[str, int, Clock]:
    """Go the whole way over a folder and write its predictions; return its kind, its size and the times."""
    kind, source = find_source(folder)
    clock = Clock()

    def timed(stage: str, started: tuple[float, float]) -> tuple[float, float]:
        now = time.perf_counter(), time.process_time()
        clock.add(stage, now[0] - started[0], now[1] - started[1])
        return now

    at = time.perf_counter(), time.process_time()
    lexicon = load_lexicon()
    model = load_model(load_settings().cache) if kind != "stories" else None
    at = timed("load", at)
    kept: list[Row] = []
    seen = 0
    silent: list[str] = []
    for batch in _batches(read_lines(source)):
        rows = [make_row(kind, given) for given in batch]
        seen += len(rows)
        at = timed("read", at)
        if kind == "stories":
            for row in rows:
                row.relevant = True
        else:
            detect(rows, relevant, with_claims=True, model=model, lexicon=lexicon)
        at = timed("detect", at)
        kept += [r for r in rows if r.relevant or r.doubtful]
        silent += [r.id for r in rows if not r.relevant and not r.doubtful]
    merge(kept, lexicon)
    silent += [r.id for r in kept if not r.relevant]
    kept = [r for r in kept if r.relevant]
    at = timed("merge", at)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "predictions.jsonl").open("w", encoding="utf-8") as lines:
        for row in kept:
            lines.write(json.dumps(tell_row(kind, row), ensure_ascii=False) + "\n")
        if kind == "gold":
            for name in silent:
                lines.write(
                    json.dumps({"id": name, "relevant": False, "incident": None, "claims": []}) + "\n"
                )
    timed("write", at)
    return kind, seen, clock


def _batches(lines: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append(line)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def call_scorer(kind: str, folder: Path, predictions: Path) -> int:
    """Run the folder's own scorer, when it has one, and print what it says; return its exit code."""
    scorer = next((folder / name for name in SCORERS if (folder / name).is_file()), None)
    if scorer is None:
        print(f"no scorer in {folder}: predictions only")
        return 0
    arguments = [str(folder), str(predictions)] if kind == "gold" else [str(predictions)]
    return subprocess.run([sys.executable, str(scorer), *arguments], check=False).returncode


def main(argv: list[str] | None = None) -> int:
    """Score one folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--relevant", type=Path, help="ids that are relevant, one a line")
    given = parser.parse_args(argv)
    relevant = None
    if given.relevant:
        relevant = frozenset(
            line.strip() for line in given.relevant.read_text("utf-8").splitlines() if line.strip()
        )
    kind, seen, clock = run(given.folder, given.out, relevant)
    timing = {
        stage: {
            "wall_seconds": round(wall, 3),
            "cpu_seconds": round(cpu, 3),
            "wall_ms_per_article": round(1000 * wall / max(seen, 1), 4),
            "cpu_ms_per_article": round(1000 * cpu / max(seen, 1), 4),
        }
        for stage, (wall, cpu) in clock.stages.items()
    }
    (given.out / "timing.json").write_text(
        json.dumps({"articles": seen, "stages": timing}, indent=2) + "\n", "utf-8"
    )
    print(f"{kind}: {seen} articles in {given.folder}")
    for stage, row in timing.items():
        print(
            f"  {stage:<8} wall {row['wall_seconds']:>8.2f} s  cpu {row['cpu_seconds']:>8.2f} s"
            f"  per article {row['wall_ms_per_article']:.3f} / {row['cpu_ms_per_article']:.3f} ms"
        )
    sys.stdout.flush()
    return call_scorer(kind, given.folder, given.out / "predictions.jsonl")


if __name__ == "__main__":
    raise SystemExit(main())
