"""Our own articles with every claim marked (tests/quality/fresh) -> recall, precision and attribution by type.

    python benchmarks/fresh.py [SET...]

A marked claim is found when one of ours of its type shares at least half of the shorter quote; one of ours is right
when it does so with any marked claim. The speaker is right when the names share a word that is no role, or both are
the outlet itself. Values are not compared: the gold scorer does that where its folder is.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsagg.detect.claims import find_claims
from newsagg.detect.lexicon import Lexicon, load_lexicon
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType, Scope, Stance

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "quality" / "fresh"
NAMES = {
    ClaimType.START_TIME: "start",
    ClaimType.END_TIME: "end",
    ClaimType.AFFECTED_SERVICE: "services",
    ClaimType.AFFECTED_REGION: "regions",
    ClaimType.AFFECTED_USERS: "users_affected",
    ClaimType.AFFECTED_CUSTOMER: "customers_affected",
    ClaimType.TRACKER_REPORTS: "reports_count",
    ClaimType.TRIGGER: "cause",
}
"""Our types as the sets name them; the others have the same name."""
_ROLES = frozenset(
    "the a an of at and in on to for who with page status spokesperson spokesman spokeswoman official officials".split()
)


@dataclass(slots=True)
class Tally:
    """How many marked claims there are, how many were found, and how many of ours were right."""

    marked: int = 0
    found: int = 0
    ours: int = 0
    right: int = 0
    speakers: int = 0

    @property
    def recall(self) -> float:
        """Share of the marked claims that were found."""
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """Share of ours that are marked."""
        return self.right / self.ours if self.ours else 1.0

    @property
    def attribution(self) -> float:
        """Share of the found claims whose speaker is right."""
        return self.speakers / self.found if self.found else 1.0


@dataclass(slots=True)
class Score:
    """Tallies of one set, by type and over all."""

    types: dict[str, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)


def list_sets() -> list[str]:
    """Return the names of the sets that are here."""
    return sorted(path.stem.removeprefix("articles_") for path in FOLDER.glob("articles_*.jsonl"))


def score_set(name: str, lexicon: Lexicon) -> Score:
    """Read the articles of a set and score what is found in them."""
    marked: dict[str, list[dict[str, Any]]] = {}
    for row in _read(f"claims_{name}.jsonl"):
        marked.setdefault(row["article_id"], []).append(row)
    kinds = {claim["type"] for claims in marked.values() for claim in claims}
    score = Score(types={kind: Tally() for kind in kinds})
    for row in _read(f"articles_{name}.jsonl"):
        article = _article(row)
        ours = [c for c in find_claims(article, lexicon=lexicon) if c.scope is Scope.THIS_INCIDENT]
        _compare(article, marked.get(row["id"], []), ours, score)
    return score


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def _article(row: dict[str, Any]) -> Article:
    moment = datetime.fromisoformat(row["published"])
    published = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Article(
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        body=row["text"],
        published_at=published,
        seen_at=published,
        language=row["lang"],
        basis="page",
    )


def _name(claim: Claim) -> str:
    if claim.type is ClaimType.CAUSE and claim.stance is Stance.DENIED:
        return "not_cause"
    return NAMES.get(claim.type, claim.type.value)


def _compare(article: Article, marked: Sequence[dict[str, Any]], ours: Sequence[Claim], score: Score) -> None:
    for row in marked:
        like = [c for c in ours if _name(c) == row["type"] and _overlap(article.text, row["quote"], c)]
        right = any(_is_same_speaker(row["attributed_to"], c, article) for c in like)
        for tally in (score.types[row["type"]], score.total):
            tally.marked += 1
            tally.found += bool(like)
            tally.speakers += right
    for claim in ours:
        name = _name(claim)
        if name not in score.types:
            continue  # a type that the set does not mark
        right = any(r["type"] == name and _overlap(article.text, r["quote"], claim) for r in marked)
        for tally in (score.types[name], score.total):
            tally.ours += 1
            tally.right += right


def _overlap(text: str, quote: str, claim: Claim) -> bool:
    start = text.find(quote)
    while start >= 0:
        shared = min(start + len(quote), claim.end) - max(start, claim.start)
        if shared >= 0.5 * min(len(quote), claim.end - claim.start):
            return True
        start = text.find(quote, start + 1)
    return False


def _is_same_speaker(name: str | None, claim: Claim, article: Article) -> bool:
    own = claim.speaker.name == article.outlet
    if name is None or own:
        return name is None and own
    words = [set(re.findall(r"\w+", n.casefold())) - _ROLES for n in (name, claim.speaker.name)]
    return bool(words[0] & words[1])


def main(names: Sequence[str]) -> None:
    """Print a table for each set."""
    lexicon = load_lexicon()
    for name in names or list_sets():
        score = score_set(name, lexicon)
        print(f"set {name}{'':16} marked  recall  precision  attribution")
        for type_, tally in [*sorted(score.types.items()), ("all", score.total)]:
            shares = f"{tally.recall:6.3f}  {tally.precision:9.3f}  {tally.attribution:11.3f}"
            print(f"  {type_:20} {tally.marked:5d}  {shares}")


if __name__ == "__main__":
    main(sys.argv[1:])
