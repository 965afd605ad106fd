"""Our own marked articles -> data/worth.tsv: the weights by which detect/worth.py judges a claim. Reads, writes files.

    python benchmarks/worth.py [OUT.tsv]

The articles of data/training/claims and of the fresh sets 1 and 2 are read by the rules, and each claim that they
propose is right when a marked one of its type shares half of the shorter quote or has its value. The tables of
tellings.py and timeroles.py are learned from the same articles and know them by heart, so each fifth of the articles
is read by a copy of the package whose tables have not seen it. Prints what the weights are worth on articles set aside.
"""

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.detect.claims import gather_claims
from newsagg.detect.claimtypes.wordsorts import stem_of
from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.passages import words_of
from newsagg.detect.worth import KINDS, list_judged, name_kind
from newsagg.detect.worthsigns import Signs, read_signs
from newsagg.model import Article, Claim
from newsagg.vocabulary import Precision

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
STRENGTH = 0.1
"""Inverse regularisation: of 0.03 to 0.3 the best by area under the curve on articles by writers not learned from."""
OWN = 0.5
"""How readily a kind departs from what all kinds share: best of 0.3 to 1 on the same."""
RAREST = 5
"""Claims that must show a sign for it to have a weight."""
NAMES = {
    "start": "start_time",
    "end": "end_time",
    "services": "affected_service",
    "regions": "affected_region",
    "users_affected": "affected_users",
    "customers_affected": "affected_customer",
    "reports_count": "tracker_reports",
}
"""The sets' names of our kinds; the others have the same name."""
ALIKE = 0.1
"""How far numbers may lie apart that say the same."""
SOME_HOURS = 120
"""Minutes that are called hours."""
EMPTY = frozenset(
    "the and for its was were had has from with that this services service users app website site some".split()
)
PHASES = {
    "over": re.compile(
        r"resol|restor|fixed|back|normal|recovered|over\b|ended|mitigat|complete", re.IGNORECASE
    ),
    "mending": re.compile(
        r"recovering|partial|improv|gradual|mostly|some|fix|working|monitor|roll", re.IGNORECASE
    ),
    "on": re.compile(r"ongoing|still|unavailable|down\b|continu|offline|degraded", re.IGNORECASE),
    "looking": re.compile(r"investigat|looking|aware|acknowledg|identif|found", re.IGNORECASE),
}
"""What a status says, coarsely."""
Marked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed claim and whether somebody marked it."""

    article: str
    kind: str
    signs: Signs
    marked: bool


def read_marked() -> Iterator[tuple[Marked, bool]]:
    """Yield our marked articles, and whether other tables are learned from them, too."""
    for path in sorted((ROOT / "data" / "training" / "claims").glob("*.jsonl")):
        for row in _lines(path):
            yield row, True
    fresh = ROOT / "tests" / "quality" / "fresh"
    for name in ("1", "2"):  # the third set stays unread
        claims: dict[str, list[Marked]] = defaultdict(list)
        for claim in _lines(fresh / f"claims_{name}.jsonl"):
            claims[claim["article_id"]].append(claim)
        for row in _lines(fresh / f"articles_{name}.jsonl"):
            yield row | {"claims": claims[row["id"]]}, False


def _lines(path: Path) -> list[Marked]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def _fold(name: str) -> int:
    return zlib.crc32(name.encode()) % FOLDS


def read_examples(rows: Iterable[Marked]) -> Iterator[Example]:
    """Yield what the rules propose in marked articles."""
    lexicon = load_lexicon()
    for row in rows:
        published = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
        published = (published if published.tzinfo else published.replace(tzinfo=UTC)).astimezone(UTC)
        article = Article(
            url=row.get("url") or f"urn:{row['id']}",
            outlet=row["outlet"],
            title=row["title"],
            body=row["text"],
            published_at=published,
            seen_at=published,
            language=row["lang"],
            basis="page",
        )
        reading, claims, _ = gather_claims(article, lexicon)
        judged = list_judged(reading, claims)
        for signed in read_signs(reading, judged):
            claim, kind = signed.claim, name_kind(signed.claim)
            if kind and signed.place.sentence.paragraph:
                like = [m for m in row["claims"] if NAMES.get(m["type"], m["type"]) == kind]
                marked = any(
                    _overlaps(article.text, m["quote"], claim) or _agrees(kind, m, claim) for m in like
                )
                yield Example(row["id"], kind, {**signed.place.signs, **signed.signs}, marked)


def _overlaps(text: str, quote: str, claim: Claim) -> bool:
    start = text.find(quote)
    while start >= 0:
        shared = min(start + len(quote), claim.end) - max(start, claim.start)
        if 2 * shared >= min(len(quote), len(claim.quote)):
            return True
        start = text.find(quote, start + 1)
    return False


def _agrees(kind: str, marked: Marked, claim: Claim) -> bool:
    """Whether a marked claim says what a proposed one says elsewhere or in other words: then that is right, too."""
    said, ours = str(marked["value"]), claim.value.text
    if said.casefold() == ours.casefold() or kind == "apology":
        return True
    if kind in ("start_time", "end_time"):
        return len(said) >= 10 and (ours.startswith(said.rstrip("Z")) or ours[:16] == said[:16])
    if kind in ("affected_service", "affected_region", "affected_customer"):
        parts = [_stems(part) for part in re.split(r"[;,/]| and ", said)]
        own = _stems(ours)
        spared = re.match(r"not affected|unaffected", said) is not None
        return spared == claim.value.excluded and any(p and own and (p <= own or own <= p) for p in parts)
    if kind in ("duration", "affected_users", "tracker_reports", "financial_impact"):
        number = re.search(r"\d+(?:\.\d+)?", said)
        low = claim.value.number_from
        if number is None or low is None or claim.value.precision is Precision.VAGUE:
            return (
                kind == "duration" and (number is None or float(number[0]) >= SOME_HOURS) and "hour" in ours
            )
        return abs(float(number[0]) - low) <= ALIKE * low
    if kind == "status":
        return bool(_phases(said) & _phases(ours))
    if kind == "cause":
        categories = set(str(marked.get("category") or "other").split("; ")) - {"other"}
        if categories & {category.value for category in claim.value.categories}:
            return True
    both = _stems(said), _stems(ours)
    return 2 * len(both[0] & both[1]) >= max(1, min(map(len, both)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        stem_of(word) for _, word in words_of(text.lower()) if len(word) > 2 and word not in EMPTY
    )


def _phases(text: str) -> set[str]:
    return {name for name, words in PHASES.items() if words.search(text)}


def gather() -> list[Example]:
    """Return what the rules propose in all marked articles, each read by tables that have not seen it."""
    marked = list(read_marked())
    found = list(read_examples(row for row, learned in marked if not learned))
    for fold in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            _copy_package(
                Path(folder), [row["id"] for row, learned in marked if learned and _fold(row["id"]) == fold]
            )
            found += _read_apart(Path(folder), fold)
    return found


def _copy_package(folder: Path, held: list[str]) -> None:
    """Copy the package with its data, and fit the other tables there without the articles named."""
    for name in ("newsagg", "data", "benchmarks", "flows"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "quality" / "fresh", folder / "tests" / "quality" / "fresh")
    for path in (folder / "data" / "training" / "claims").glob("*.jsonl"):
        kept = [row for row in _lines(path) if row["id"] not in held]
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), "utf-8")
    _call(folder, "-m", "newsagg.detect.timetraining")
    _call(folder, "benchmarks/tellings.py")
    for path in (ROOT / "data" / "training" / "claims").glob("*.jsonl"):
        shutil.copy(path, folder / "data" / "training" / "claims" / path.name)


def _call(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode("utf-8")


def _read_apart(folder: Path, fold: int) -> Iterator[Example]:
    for line in _call(folder, "benchmarks/worth.py", "--read", str(fold)).split("\n"):
        if line:
            yield Example(**json.loads(line))


def _widen(example: Example, known: frozenset[str]) -> dict[str, float]:
    """Return the signs as the regression sees them: shared by all kinds, and the kind's own."""
    row = {"": 1.0, f"{example.kind}|": 1.0}
    for sign, size in example.signs.items():
        if size and sign in known:
            row[sign] = size
            row[f"{example.kind}|{sign}"] = OWN * size
    return row


class Fitted:
    """Weights of every sign for every kind."""

    def __init__(self, examples: list[Example]) -> None:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression

        seen = Counter(sign for e in examples for sign, size in e.signs.items() if size)
        known = frozenset(sign for sign, times in seen.items() if times >= RAREST)
        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform([_widen(e, known) for e in examples])
        model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
        model.fit(matrix, [e.marked for e in examples])
        weights = dict(zip(vectorizer.feature_names_, model.coef_[0].tolist(), strict=True))
        self.table = {
            sign: [
                weights.get(sign, 0.0) + (OWN if sign else 1.0) * weights.get(f"{kind}|{sign}", 0.0)
                for kind in KINDS
            ]
            for sign in ("", *sorted(known))
        }

    def judge(self, example: Example) -> float:
        """Return the probability that a claim is marked."""
        column = KINDS.index(example.kind)
        total = self.table[""][column]
        total += sum(self.table[s][column] * size for s, size in example.signs.items() if s in self.table)
        return 1 / (1 + math.exp(-total))


def check(examples: list[Example]) -> None:
    """Print how well the weights judge articles that they were not fitted on."""
    from sklearn.metrics import roc_auc_score

    judged: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        fitted = Fitted([e for e in examples if _fold(e.article) != fold])
        judged += [(e, fitted.judge(e)) for e in examples if _fold(e.article) == fold]
    print(f"{'':20} claims marked   AUC   ECE")
    for kind in (*KINDS, "all"):
        of_kind = [(e.marked, sure) for e, sure in judged if kind in (e.kind, "all")]
        right = sum(marked for marked, _ in of_kind)
        if 0 < right < len(of_kind):
            area = roc_auc_score([m for m, _ in of_kind], [s for _, s in of_kind])
            print(
                f"{kind:20} {len(of_kind):6} {right / len(of_kind):6.3f} {area:5.3f} {_error(of_kind):5.3f}"
            )


def _error(judged: list[tuple[bool, float]]) -> float:
    """Return the calibration error over ten bins of equal width."""
    bins: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    for marked, sure in judged:
        bins[min(9, int(10 * sure))].append((marked, sure))
    return sum(abs(sum(m for m, _ in b) - sum(s for _, s in b)) for b in bins.values()) / len(judged)


def main(argv: list[str] | None = None) -> int:
    """Fit the weights and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "data" / "worth.tsv")
    parser.add_argument("--read", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.read is not None:
        for example in read_examples(
            row for row, learned in read_marked() if learned and _fold(row["id"]) == given.read
        ):
            print(json.dumps({k: getattr(example, k) for k in Example.__slots__}))
        return 0
    examples = gather()
    check(examples)
    table = Fitted(examples).table
    rows = "".join("\t".join([sign, *(f"{w:.3f}" for w in row)]) + "\n" for sign, row in table.items())
    given.out.write_text(
        f"# sign, then its weight for {', '.join(KINDS)}; made by benchmarks/worth.py\n{rows}", "utf-8"
    )
    print(f"{len(examples)} claims, {sum(e.marked for e in examples)} of them marked; {len(table)} signs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
