"""data/training/claims -> data/tellings.tsv: weights by which a sentence tells a cause or a remedy. Reads texts.

    python benchmarks/tellings.py [OUT.tsv] [--fold N]

The marked articles are written for this project: no publisher's text has a say in the weights. ``--fold N`` leaves
every fifth article out, beginning with the Nth, so that the table can be measured on it.
"""

import argparse
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.detect.claimtypes.tellings import read_bulk, read_signs
from newsagg.detect.passages import cut_passages
from newsagg.places import data_dir

KINDS = ("cause", "remediation")
FOLDS = 5
STRENGTH = 0.3
"""Inverse regularisation: best of 0.1 to 1 by average precision on articles set aside."""
RAREST = 2
FAINTEST = 0.004
UNTOLD = re.compile(
    r"\b(?:not (?:stated|named|known|given|disclosed|confirmed|explained|shared|yet|told|said|reported)|"
    r"undisclosed|unknown|unclear|"
    r"no (?:cause|reason|comment|explanation|word)|investigat\w+|pieced|being (?:collected|sought)|still open)\b",
    re.IGNORECASE,
)
"""Values of labelled causes that say that none was given: another matter, and left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with what its article's labels make of it."""

    signs: frozenset[str]
    bulk: dict[str, float]
    tells: tuple[bool, ...]
    """By kind, in the order of KINDS."""


def read_articles(path: Path, *, fold: int | None) -> list[Told]:
    """Return the sentences of a file's English articles, each marked when it tells a cause or a remedy."""
    found: list[Told] = []
    for article in _lines(path):
        if article["lang"] != "en" or (
            fold is not None and zlib.crc32(article["id"].encode()) % FOLDS == fold
        ):
            continue
        told: dict[str, list[str]] = defaultdict(list)
        for claim in article["claims"]:
            untold = claim["type"] == "cause" and UNTOLD.search(claim["value"])
            told["untold" if untold else claim["type"]].append(claim["quote"])
        passages = cut_passages(f"{article['title']}\n\n{article['text']}")
        for number, sentence in enumerate(passages.sentences):
            if _holds(passages.text, sentence.start, sentence.end, told["untold"]):
                continue
            found.append(
                Told(
                    frozenset(s if isinstance(s, str) else " ".join(s) for s in read_signs(sentence.text)),
                    read_bulk(sentence.text, number / len(passages.sentences)),
                    tuple(_holds(passages.text, sentence.start, sentence.end, told[kind]) for kind in KINDS),
                )
            )
    return found


def _holds(text: str, start: int, end: int, quotes: list[str]) -> bool:
    """Whether a stretch shares half of the shorter one's characters with a quote."""
    for quote in quotes:
        at = text.find(quote)
        shared = min(end, at + len(quote)) - max(start, at) if at >= 0 else 0
        if shared * 2 >= min(len(quote), end - start):
            return True
    return False


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def fit(told: list[Told]) -> dict[str, list[float]]:
    """Return the weights of each sign and of the bias, by kind."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = Counter(sign for sentence in told for sign in sentence.signs)
    ours = {sign for sign, times in seen.items() if times >= RAREST}
    rows = [{**dict.fromkeys(s.signs & ours, 1.0), **s.bulk} for s in told]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    found: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(KINDS))
    for place in range(len(KINDS)):
        fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(matrix, [s.tells[place] for s in told])
        for sign, weight in zip(vectorizer.feature_names_, fitted.coef_[0].tolist(), strict=True):
            found[sign][place] = weight
        found["BIAS"][place] = float(fitted.intercept_[0])
    return {sign: row for sign, row in found.items() if max(map(abs, row)) >= FAINTEST}


def main(argv: list[str] | None = None) -> int:
    """Fit the weights and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?", default=data_dir() / "tellings.tsv")
    parser.add_argument("--fold", type=int)
    given = parser.parse_args(argv)
    files = sorted((data_dir() / "training" / "claims").glob("*.jsonl"))
    told = [sentence for path in files for sentence in read_articles(path, fold=given.fold)]
    weights = fit(told)
    rows = sorted(weights.items())
    given.out.write_text(
        "".join("\t".join([sign, *(f"{w:.3f}" for w in row)]) + "\n" for sign, row in rows), "utf-8"
    )
    print(f"{len(told)} sentences, {sum(s.tells[0] for s in told)} of them tell a cause; {len(rows)} signs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
