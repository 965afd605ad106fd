"""The claims of an article -> those that a careful reader would mark, and the others with how likely each is. Pure but for one file read.

The rules propose what looks like a claim; beside what is told of this outage that is what happened elsewhere, what follows
from it, what was said better before. Each proposed claim is judged by its signs (worthsigns.py): a logistic regression
whose weights stand in ``data/worth.tsv``, fitted by benchmarks/worth.py on our own marked articles.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.worthsigns import Signs, read_signs
from newsagg.errors import DataFileError
from newsagg.model import Claim
from newsagg.places import data_dir
from newsagg.vocabulary import ClaimType, ReadBy, Scope, Stance

KINDS = (
    "cause", "not_cause", "start_time", "end_time", "duration", "status", "affected_service", "affected_region",
    "affected_users", "affected_customer", "tracker_reports", "data_loss", "compensation", "remediation",
    "financial_impact", "apology",
)  # fmt: skip
"""What the marked articles mark, in the order of the table's columns; a denied cause is a kind of its own."""
LEAST: Mapping[str, float] = MappingProxyType(
    {
        "cause": 0.5,
        "start_time": 0.5,
        "end_time": 0.5,
        "status": 0.5,
        "affected_service": 0.45,
        "affected_region": 0.4,
    }
)
"""Probability from which a claim of a kind is kept; the other kinds are kept whatever it is: of vague counts, lengths and
remedies as many right ones would go as wrong ones. Chosen on real articles that the weights know nothing of, gold among them; of what goes
there, two in three tell another outage's facts, a customer's, or what is said better elsewhere."""
SHORTEST = 6
"""Sentences, the headline among them, of a text whose claims are judged: the marked articles have more, and what a
feed's summary says is seldom said twice."""
MOST = 150
"""Claims of one text that are judged, from its head: a live blog of a day has fewer."""


def name_kind(claim: Claim) -> str:
    """Return what a claim counts as; empty for what the marked articles do not mark."""
    if claim.type is ClaimType.CAUSE and claim.stance is Stance.DENIED:
        return "not_cause"
    kind = "cause" if claim.type is ClaimType.TRIGGER else claim.type.value
    return kind if kind in KINDS else ""


def list_judged(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that may be weighed: of this outage, read by our rules in an English article."""
    article = reading.article
    if article.language != "en" or article.updates or len(reading.passages.sentences) < SHORTEST:
        return []
    return [c for c in claims if c.scope is Scope.THIS_INCIDENT and c.read_by is ReadBy.RULES][:MOST]


def judge_claims(
    reading: Reading, claims: Sequence[Claim], *, kinds: Collection[str] = KINDS
) -> list[tuple[Claim, float]]:
    """Return each claim that may be judged, of some kinds, with the probability that a careful reader would mark it."""
    weights = load_weights()
    shared: dict[tuple[int, str], float] = {}
    found = []
    judged = list_judged(reading, claims)
    # a headline is right, as a rule, and told again below
    below = next((s.start for s in reading.passages.sentences if s.paragraph), len(reading.text))
    kinds = set(kinds) - {""}
    for signed in read_signs(
        reading, judged, asked=lambda claim: claim.start >= below and name_kind(claim) in kinds
    ):
        kind = name_kind(signed.claim)
        place = (signed.place.index, kind)
        if place not in shared:
            shared[place] = _add_up(weights[kind], signed.place.signs)
        total = weights[kind][""] + shared[place] + _add_up(weights[kind], signed.signs)
        found.append((signed.claim, 1 / (1 + math.exp(-total))))
    return found


def _add_up(column: Mapping[str, float], signs: Signs) -> float:
    total = 0.0
    for sign, size in signs.items():
        if size and (weight := column.get(sign)) is not None:
            total += weight * size
    return total


def list_unworthy(reading: Reading, claims: Sequence[Claim]) -> list[tuple[Claim, float]]:
    """Return the claims that a careful reader would hardly mark, with the probability of each.

    The only claim of its kind is none of them: it may be weak, but nothing else tells what it tells. Nor is one side of
    a span, "between 9 and 11", of which the other is worth its place.
    """
    counts = Counter(map(name_kind, list_judged(reading, claims)))
    kinds = {kind for kind in LEAST if counts[kind] > 1}
    found = [
        (claim, sure)
        for claim, sure in (judge_claims(reading, claims, kinds=kinds) if kinds else ())
        if sure < LEAST[name_kind(claim)]
    ]
    gone = {(claim.type, claim.value.words, claim.start) for claim, _ in found}
    sides = {
        (claim.value.words, claim.start): claim.type
        for claim in claims
        if claim.type in _OTHER_SIDE and (claim.type, claim.value.words, claim.start) not in gone
    }
    return [
        (claim, sure)
        for claim, sure in found
        if claim.type not in _OTHER_SIDE
        or sides.get((claim.value.words, claim.start)) is not _OTHER_SIDE[claim.type]
    ]


_OTHER_SIDE = MappingProxyType(
    {ClaimType.START_TIME: ClaimType.END_TIME, ClaimType.END_TIME: ClaimType.START_TIME}
)


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights of the signs by kind, that of the empty sign is the bias; raises DataFileError naming file and line."""
    path = data_dir() / "worth.tsv"
    found: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"cannot be read: {error}", subject=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        sign, *row = line.split("\t")
        try:
            for kind, weight in zip(KINDS, row, strict=True):
                found[kind][sign] = float(weight)
        except ValueError as error:
            raise DataFileError(
                f"not a sign and {len(KINDS)} weights, with tabs between",
                subject=f"{path}:{number}",
                hint="make it again with benchmarks/worth.py",
            ) from error
    if any("" not in column for column in found.values()):
        raise DataFileError("has no bias", subject=str(path), hint="make it again with benchmarks/worth.py")
    return MappingProxyType(found)
