"""Our grouping beside five others, in one run; and twenty orders of arrival.

    python benchmarks/merging.py compare [DIR ...] [--only FILE] [--generated 1500] [--samples 1000]
    python benchmarks/merging.py order DIR [--only FILE] [--times 20] [--batch 40]

DIR is a folder as in quality.py, with its labels; relevance is given, services and claims are our own. ``compare``:
each rival's threshold is the one that does best on the incidents of one half (first hex digit of the sha1 of the name
even), and all are scored on the other half, with 95 % intervals from drawing its incidents again and again. ``order``:
the entries arrive in so many orders, in batches, through the real merging stage and record.
"""

import argparse
import hashlib
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.generated import make_reports
from benchmarks.mergespeed import feed_reports, merge_due, run_after
from benchmarks.quality import detect, find_source, make_report, make_row, read_lines
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.relevance import load_model
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import group_reports
from newsagg.model import Report
from newsagg.settings import Settings, load_settings
from newsagg.store import open_db
from newsagg.store.fates import resolve_incident

Labels = Sequence[int]
Matrix = Any
WINDOW_DAYS = 14.0
GRID = [round(0.04 * n, 2) for n in range(1, 24)]


def is_even(name: str) -> bool:
    """Say whether an incident belongs to the half on which thresholds are tuned."""
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[0], 16) % 2 == 0


def read_labels(kind: str, folder: Path) -> dict[str, str]:
    """Return the incident of each relevant article that tells of exactly one."""
    if kind == "stories":
        return {row["id"]: row["story"] for row in read_lines(find_source(folder)[1])}
    source = folder / ("articles.jsonl" if kind == "gold" else "labels.jsonl")
    return {
        row["id"]: row["incidents"][0]
        for row in read_lines(source)
        if row["relevant"] and len(row["incidents"] or ()) == 1
    }


def read_set(folder: Path, only: frozenset[str] | None, lexicon: Lexicon) -> tuple[list[Report], list[str]]:
    """Return the labelled reports of a folder and their incidents."""
    kind, source = find_source(folder)
    labels = read_labels(kind, folder)
    rows = [
        make_row(kind, given)
        for given in read_lines(source)
        if given["id"] in labels and (only is None or given["id"] in only)
    ]
    if kind != "stories":
        model = load_model(load_settings().cache)
        detect(rows, frozenset(labels), with_claims=True, model=model, lexicon=lexicon)
    return [make_report(n, row, lexicon) for n, row in enumerate(rows, start=1)], [labels[r.id] for r in rows]


def score(gold: Sequence[str], said: Labels) -> tuple[float, float, float]:
    """Return pairwise F1, ARI and B-cubed F1."""
    both, golds, clusters = Counter(zip(gold, said, strict=True)), Counter(gold), Counter(said)
    total = len(gold)
    right, true, told = (sum(n * (n - 1) / 2 for n in c.values()) for c in (both, golds, clusters))
    chance = true * told / max(total * (total - 1) / 2, 1)
    middle = (true + told) / 2
    precision = sum(n * n / clusters[c] for (_, c), n in both.items()) / total
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / total
    ari = (right - chance) / (middle - chance) if middle != chance else 1.0
    return right / middle if middle else 1.0, ari, 2 * precision * recall / (precision + recall)


def score_drawn(parts: Sequence[Mapping[str, int]], drawn: Mapping[str, int]) -> float:
    """Return pairwise F1 when incidents count as often as they were drawn.

    ``parts`` says how many reports of each incident a cluster holds. Pairs across two incidents count as often as both
    were drawn together; an incident drawn twice is no wrong company to itself.
    """
    right = told = 0.0
    for part in parts:
        own = sum(drawn.get(g, 0) * n * (n - 1) / 2 for g, n in part.items())
        weights = [drawn.get(g, 0) * n for g, n in part.items()]
        right += own
        told += own + (sum(weights) ** 2 - sum(w * w for w in weights)) / 2
    sizes: Counter[str] = Counter()
    for part in parts:
        sizes.update(part)
    true = sum(drawn.get(g, 0) * n * (n - 1) / 2 for g, n in sizes.items())
    return 2 * right / (true + told) if true + told else 1.0


def in_half(reports: Sequence[Report], gold: Sequence[str], *, even: bool) -> tuple[list[Report], list[str]]:
    """Return the part of a set whose incidents are in one half, in the order of publication."""
    rows = [(r, g) for r, g in zip(reports, gold, strict=True) if is_even(g) == even]
    rows.sort(key=lambda row: (row[0].published_at or row[0].seen_at, row[0].url))
    return [r for r, _ in rows], [g for _, g in rows]


def weigh(reports: Sequence[Report]) -> Matrix:
    """Return the cosine of each two reports' TF-IDF, titles counted twice."""
    texts = [f"{r.title}\n{r.title}\n{r.body}" for r in reports]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1).fit_transform(texts)
    return np.clip((vectors @ vectors.T).toarray(), 0.0, 1.0)


def pass_once(reports: Sequence[Report], cosines: Matrix, cut: float, *, days: float, first: bool) -> Labels:
    """Put each report with the best (or the first) earlier one that is like it enough and near enough in time."""
    said: list[int] = []
    for n, report in enumerate(reports):
        at = report.published_at or report.seen_at
        near = [
            m
            for m in range(n)
            if cosines[n, m] > cut
            and (at - (reports[m].published_at or reports[m].seen_at)).total_seconds() <= days * 86400
        ]
        found = (min(near) if first else max(near, key=lambda m: (cosines[n, m], -m))) if near else None
        said.append(n if found is None else said[found])
    return said


def _split_noise(labels: Sequence[int]) -> Labels:
    return [int(label) if label >= 0 else -n - 1 for n, label in enumerate(labels)]


def cluster_average(cosines: Matrix, cut: float) -> Labels:
    """Group by average linkage of the cosines."""
    tree = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - cut
    )
    return [int(label) for label in tree.fit_predict(1.0 - cosines)]


def cluster_dbscan(cosines: Matrix, cut: float) -> Labels:
    """Group by DBSCAN; what it calls noise stands alone."""
    return _split_noise(DBSCAN(eps=1.0 - cut, min_samples=2, metric="precomputed").fit_predict(1.0 - cosines))


def cluster_hdbscan(cosines: Matrix, cut: float) -> Labels:
    """Group by HDBSCAN; what it calls noise stands alone.

    It has no threshold: ``cut`` is its min_samples, with the leaves of its tree when negative and the steadiest
    clusters otherwise.
    """
    model = HDBSCAN(
        min_cluster_size=2,
        min_samples=int(abs(cut)),
        metric="precomputed",
        cluster_selection_method="leaf" if cut < 0 else "eom",
        copy=True,
    )
    return _split_noise(model.fit_predict(1.0 - cosines))


Rival = Callable[[Sequence[Report], Matrix, float], Labels]
RIVALS: Mapping[str, tuple[Rival, Sequence[float]]] = {
    "TF-IDF single pass, 14 days": (
        lambda reports, cosines, cut: pass_once(reports, cosines, cut, days=WINDOW_DAYS, first=False),
        GRID,
    ),
    "DBSCAN": (lambda _, cosines, cut: cluster_dbscan(cosines, cut), GRID),
    "HDBSCAN": (lambda _, cosines, cut: cluster_hdbscan(cosines, cut), [1, 2, 3, -1, -2, -3]),
    "average linkage": (lambda _, cosines, cut: cluster_average(cosines, cut), GRID),
    "FAIL's recipe, cosine > 0.85, first match": (
        lambda reports, cosines, cut: pass_once(reports, cosines, cut, days=1e6, first=True),
        [0.85],
    ),
    "the same, its threshold tuned": (
        lambda reports, cosines, cut: pass_once(reports, cosines, cut, days=1e6, first=True),
        GRID,
    ),
}


def group_ours(reports: Sequence[Report], judge: Alike) -> Labels:
    """Return our groups as labels; a roundup stands alone."""
    found = {
        r.article_id: n for n, group in enumerate(group_reports(reports, alike=judge)) for r in group.reports
    }
    return [found.get(r.article_id, -r.article_id) for r in reports]


def draw_interval(gold: Sequence[str], said: Labels, samples: int) -> tuple[float, float]:
    """Return the 95 % interval of pairwise F1 when incidents are drawn again."""
    names, dice = sorted(set(gold)), random.Random(1)
    clusters: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for name, cluster in zip(gold, said, strict=True):
        clusters[cluster][name] += 1
    parts = list(clusters.values())
    drawn = sorted(score_drawn(parts, Counter(dice.choices(names, k=len(names)))) for _ in range(samples))
    return drawn[int(0.025 * samples)], drawn[int(0.975 * samples)]


def compare(name: str, reports: Sequence[Report], gold: Sequence[str], judge: Alike, samples: int) -> None:
    """Print the table of one set."""
    tune, tune_gold = in_half(reports, gold, even=True)
    rest, rest_gold = in_half(reports, gold, even=False)
    print(
        f"\n{name}: tuned on {len(tune)} reports, scored on {len(rest)} of {len(set(rest_gold))} incidents\n"
    )
    print("| | threshold | pairwise F1 | 95 % | ARI | B-cubed F1 |\n|---|--:|--:|---|--:|--:|")
    cosines, tune_cosines = weigh(rest), weigh(tune)
    rows: list[tuple[str, str, Labels]] = [("every report alone", "", list(range(len(rest))))]
    for rival, (run, grid) in RIVALS.items():
        best = max(grid, key=lambda cut: score(tune_gold, run(tune, tune_cosines, cut))[0])
        rows.append((rival, f"{best:.2f}", run(rest, cosines, best)))
    rows.append(("**ours**", "", group_ours(rest, judge)))
    for rival, cut, said in rows:
        pair, ari, cubed = score(rest_gold, said)
        low, high = draw_interval(rest_gold, said, samples)
        print(
            f"| {rival} | {cut} | {pair:.3f} | {low:.2f}-{high:.2f} | {ari:.3f} | {cubed:.3f} |", flush=True
        )


def arrive(reports: Sequence[Report], order: Sequence[int], batch: int, folder: Path) -> tuple[Labels, int]:
    """Merge the reports in this order; return their incidents as labels, and how many ids were given out."""
    settings = Settings(database=folder / "record.db")
    given: set[str] = set()
    for at in range(0, len(order), batch):
        taken = [reports[n] for n in order[at : at + batch]]
        feed_reports(settings, taken)
        merge_due(settings, run_after(reports))
        given |= {row[0] for row in open_db(settings.database).conn.execute("SELECT id FROM incidents")}
    db = open_db(settings.database)
    for incident in given:
        resolve_incident(db, incident)
    homes = dict(
        db.conn.execute(
            """SELECT a.url, p.incident_id FROM incident_articles p JOIN articles a ON a.id = p.article_id
            WHERE p.removed_at IS NULL AND p.role IN ('primary', 'update')"""
        )
    )
    numbers = {incident: n for n, incident in enumerate(sorted(set(homes.values())))}
    return [numbers[homes[r.url]] if r.url in homes else -n - 1 for n, r in enumerate(reports)], len(given)


def check_orders(reports: Sequence[Report], times: int, batch: int) -> None:
    """Print how alike the partitions are that the orders of arrival end in."""
    found = []
    for seed in range(times):
        order = list(range(len(reports)))
        random.Random(seed).shuffle(order)
        with tempfile.TemporaryDirectory() as folder:
            said, given = arrive(reports, order, batch, Path(folder))
        found.append(said)
        print(f"order {seed}: {len(set(said))} groups, {given} ids given out, all resolve", flush=True)
    worst = min(score([str(n) for n in a], b)[0] for a, b in combinations(found, 2))
    print(f"lowest pairwise F1 between any two of {times} orders: {worst:.4f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, or let reports arrive in many orders."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("compare", "order"))
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--only", type=Path, help="ids to use, one a line")
    parser.add_argument("--generated", type=int, default=1500)
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--batch", type=int, default=40)
    given = parser.parse_args(argv)
    lexicon = load_lexicon()
    judge = Alike(owners=lexicon.parent_chain)
    listed = frozenset(given.only.read_text("utf-8").split()) if given.only else None
    for folder in given.folders:
        # A list of ids is of one folder; of the others all is used.
        known = {row["id"] for row in read_lines(find_source(folder)[1])} if listed else set()
        reports, gold = read_set(folder, listed if listed and listed & known else None, lexicon)
        if given.what == "order":
            check_orders(reports, given.times, given.batch)
        else:
            compare(folder.name, reports, gold, judge, given.samples)
    if given.what == "compare" and given.generated:
        told = make_reports(given.generated)
        compare("generated", [t.report for t in told], [t.outage for t in told], judge, given.samples)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
