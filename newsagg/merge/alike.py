"""Two reports -> the probability that they tell of one outage. Pure.

What is compared: words, the services that failed and those that were only hit, the time (published, claimed and named
in the text), claimed causes, copies, and the words that set two outages of one service apart ("again", "second").
The likeness of two reports depends on these two alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import exp, log1p

from newsagg.merge.moments import Moments, find_moments, gap_days
from newsagg.merge.words import overlap, weigh_terms
from newsagg.model import Report
from newsagg.vocabulary import CauseCategory, ClaimType, ReportKind, Scope, Stance

_AGAIN = re.compile(
    r"\b(?:again|second|another|latest|third|repeat\w*|re-?occur\w*|once more)\b"
    r"|\b(?:two outages|in (?:two|three) (?:days|weeks))\b"
    r"|\bencore\b|\berneut\b|\bde nuevo\b|\botra vez\b|\bznowu\b|\bznów\b|\bde novo\b|再次|再度|第二次",
    re.IGNORECASE,
)
_UNTOLD = frozenset((CauseCategory.OTHER, CauseCategory.UNDISCLOSED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What comparing needs of one report."""

    report: Report
    moments: Moments
    words: Mapping[str, float]
    title: Mapping[str, float]
    subjects: frozenset[str]
    """Services whose outage it is."""
    proposed: frozenset[str]
    """Those of them that the lexicon does not know."""
    touched: frozenset[str]
    """Services that are hit or mentioned."""
    providers: frozenset[str]
    """Of the subjects, and who owns them."""
    causes: frozenset[CauseCategory]
    again: bool
    """Its headline or first lines speak of another outage before."""


def make_sketch(report: Report, owners: Callable[[str], tuple[str, ...]] = lambda _: ()) -> Sketch:
    """Return what comparing needs of a report."""
    subjects = frozenset(s.slug for s in report.services if s.role == "subject")
    providers = {s.provider for s in report.services if s.role == "subject"}
    for slug in subjects:
        providers.update(owners(slug))
    if report.provider:
        providers.add(report.provider)
    causes = frozenset(
        category
        for stored in report.claims
        if (claim := stored.claim).type is ClaimType.CAUSE
        and claim.scope is Scope.THIS_INCIDENT
        and claim.stance in (Stance.ASSERTED, Stance.HEDGED)
        for category in claim.value.categories
    )
    return Sketch(
        report=report,
        moments=find_moments(report),
        words=weigh_terms(report.title, report.body),
        title=weigh_terms(report.title, ""),
        subjects=subjects,
        proposed=frozenset(s.slug for s in report.services if s.role == "subject" and s.proposed),
        touched=frozenset(s.slug for s in report.services if s.role in ("affected", "mentioned")),
        providers=frozenset(providers - {""}),
        causes=causes - _UNTOLD,
        again=bool(_AGAIN.search(f"{report.title} {report.body[:200]}")),
    )


def compare_sketches(a: Sketch, b: Sketch, *, copies: bool) -> dict[str, float]:
    """Return the named features of a pair; the order of the two does not matter."""
    same = a.subjects & b.subjects
    known = (a.subjects - a.proposed, b.subjects - b.proposed)
    linked = bool(a.subjects & b.touched or b.subjects & a.touched)
    family = bool(a.providers & b.providers)
    words = overlap(a.words, b.words)
    title = overlap(a.title, b.title)
    event = gap_days(a.moments.spans, b.moments.spans)
    told = None
    if a.moments.told and b.moments.told:
        told = abs((a.moments.told - b.moments.told).total_seconds()) / 86400
    starts = gap_days(a.moments.starts, b.moments.starts)
    related = bool(same) or family or linked
    near = exp(-event) if event is not None else 0.3
    return {
        "bias": 1.0,
        "words": words,
        "words_squared": words * words,
        "title": title,
        "same_service": float(bool(same)),
        "same_services_exactly": float(bool(same) and a.subjects == b.subjects),
        "owner_named": float(not same and bool(a.subjects & b.providers or b.subjects & a.providers)),
        "same_provider": float(family and not same),
        "hit_by_other": float(linked and not same),
        "strangers": float(bool(known[0] and known[1]) and not related),
        "no_service": float(not a.subjects or not b.subjects),
        "service_and_near": near * float(bool(same)),
        "near": near,
        "event_gap": log1p(event) if event is not None else 0.0,
        "told_gap": log1p(told) if told is not None else 0.0,
        "undated": float(told is None),
        "starts_agree": float(starts is not None and starts <= 0.25),
        "starts_differ": float(starts is not None and starts >= 0.75),
        "one_says_again": float(a.again != b.again),
        "causes_agree": float(bool(a.causes & b.causes)),
        "causes_differ": float(bool(a.causes and b.causes) and not a.causes & b.causes),
        "copies": float(copies),
        "late_kind": float(
            (a.report.kind in _LATE or b.report.kind in _LATE)
            and told is not None
            and told > 4
            and bool(same)
        ),
    }


_LATE = frozenset((ReportKind.POSTMORTEM, ReportKind.UPDATE, ReportKind.ANALYSIS, ReportKind.OFFICIAL))

WEIGHTS: Mapping[str, float] = {
    "bias": 1.1,
    "words": 5.3,
    "same_service": -3.5,
    "same_services_exactly": 3.6,
    "same_provider": -4.7,
    "hit_by_other": -1.9,
    "strangers": -4.8,
    "no_service": 0.9,
    "service_and_near": 3.3,
    "near": 1.5,
    "told_gap": -0.5,
    "undated": -1.6,
    "copies": 2.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A judge of pairs: logistic regression with fixed weights."""

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    owners: Callable[[str], tuple[str, ...]] = field(default=lambda _: ())
    """Service -> who owns it, nearest first: ``Lexicon.parent_chain``."""

    def sketch(self, report: Report) -> Sketch:
        """Return what comparing needs of a report."""
        return make_sketch(report, self.owners)

    def score(self, a: Sketch, b: Sketch, *, copies: bool = False) -> float:
        """Return the probability that two reports tell of one outage."""
        features = compare_sketches(a, b, copies=copies)
        z = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, z))))
