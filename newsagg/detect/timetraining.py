"""data/training/claims -> data/roles/times.tsv: the weights of timeroles.py. Reads and writes files.

    python -m newsagg.detect.timetraining

A time is a start or an end when a marked claim of that type quotes it and says the same moment, or quotes no other
time. Needs scikit-learn, imported only here; the same every time.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsagg.detect.claims import prepare_reading
from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.claimtypes.timeroles import ROLES, Features, read_features
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.detect.timementions import TimeMention
from newsagg.detect.values import time_value
from newsagg.model import Article
from newsagg.places import data_dir

STRENGTH = 0.3
"""Inverse regularisation: of 0.1, 0.3 and 1 the best on the consumer articles, trained on the two other files."""
FAINTEST = 0.02
"""Weights nearer to nothing are left out of the file: that halves it and moves no probability by 0.01."""


def hash_examples(folder: Path) -> str:
    """Return what tells whether the marked articles are those that the weights were made from."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_examples(path: Path, lexicon: Lexicon) -> Iterator[tuple[Features, str]]:
    """Yield each time of the marked articles of a file with its role."""
    for line in path.read_text("utf-8").splitlines():
        marked = json.loads(line)
        published = datetime.fromisoformat(marked["published"].replace("Z", "+00:00"))
        article = Article(
            url=f"urn:{marked['id']}",
            outlet=marked["outlet"],
            title=marked["title"],
            body=marked["text"],
            published_at=published.astimezone(UTC),
            seen_at=published.astimezone(UTC),
            language=marked["lang"],
            basis="page",
        )
        reading = prepare_reading(article, lexicon)
        for sentence in reading.sentences():
            here = [t for t in reading.times_in(sentence.start, sentence.end) if t.time_from is not None]
            for time, features in zip(here, read_features(reading, sentence, here), strict=True):
                yield features, _find_role(reading, time, marked["claims"])


def _find_role(reading: Reading, time: TimeMention, claims: list[dict[str, Any]]) -> str:
    moment = time_value(time).text
    roles = set()
    for claim in claims:
        if claim["type"] not in ROLES:
            continue
        start = reading.text.find(claim["quote"])
        inside = reading.times_in(start, start + len(claim["quote"]))
        if time in inside and (len(inside) == 1 or _agree(claim["value"], moment)):
            roles.add(claim["type"])
    return roles.pop() if len(roles) == 1 else "none"


def _agree(marked: str, read: str) -> bool:
    """Whether both name one minute, or one day where one of them names no more."""
    shared = min(len(marked.split("Z")[0]), len(read.split("Z")[0]), 16)
    return shared >= 10 and marked[:shared] == read[:shared]


def train(folder: Path, lexicon: Lexicon) -> dict[str, tuple[float, ...]]:
    """Return the weights of each feature for each of ``ROLES``."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    examples = [e for path in sorted(folder.glob("*.jsonl")) for e in read_examples(path, lexicon)]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([features for features, _ in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(matrix, [role for _, role in examples])
    places = [list(model.classes_).index(role) for role in ROLES]
    weights = {"": tuple(float(model.intercept_[place]) for place in places)}
    for column, name in enumerate(vectorizer.get_feature_names_out()):
        row = tuple(float(model.coef_[place][column]) for place in places)
        if max(map(abs, row)) >= FAINTEST:
            weights[str(name)] = row
    return weights


def write_weights(path: Path, weights: dict[str, tuple[float, ...]], examples: str) -> None:
    """Write the weights, a feature a line, with what they were made from in the head."""
    path.parent.mkdir(exist_ok=True)
    lines = [
        f"# feature, then its weight for {', '.join(ROLES)}; made by newsagg.detect.timetraining from {examples}"
    ]
    lines += [
        "\t".join([name, *(f"{weight:.3f}" for weight in row)]) for name, row in sorted(weights.items())
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    marked = data_dir() / "training" / "claims"
    made = train(marked, load_lexicon())
    write_weights(data_dir() / "roles" / "times.tsv", made, hash_examples(marked))
