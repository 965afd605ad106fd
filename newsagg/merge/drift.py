"""The claims of one incident, in the order in which they were made -> how the best value of each field changed. Pure.

Each step is what ``weigh_own`` would have found best with only what had been said by then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsagg.merge.agreement import weigh_own
from newsagg.merge.belonging import keep_own
from newsagg.merge.precision import Relation, relate_claims
from newsagg.merge.witnesses import is_current
from newsagg.model import Step, StoredClaim
from newsagg.vocabulary import ClaimType, FindingKind, ReportKind

DRIFTING = (
    ClaimType.CAUSE,
    ClaimType.START_TIME,
    ClaimType.END_TIME,
    ClaimType.DURATION,
    ClaimType.AFFECTED_USERS,
    ClaimType.TRACKER_REPORTS,
    ClaimType.FINANCIAL_IMPACT,
)
"""Fields that have one value at a time; lists only grow, and the status has its own course."""
MOST_STEPS = 12
"""Moments looked at per field: the first ones at which somebody said something new; later ones hardly differ."""


def trace_drift(
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    *,
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> tuple[Step, ...]:
    """Return, for each field with a claim, its best values in the order of time (UTC), the first one included."""
    by_type: defaultdict[ClaimType, list[StoredClaim]] = defaultdict(list)
    for stored in keep_own(claims, origins, kinds):
        if is_current(stored) and stored.claim.type in DRIFTING:
            by_type[stored.claim.type].append(stored)
    steps: list[Step] = []
    for kind in DRIFTING:
        steps += _trace_type(by_type[kind], origins, kinds, told)
    return tuple(steps)


def _trace_type(
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> list[Step]:
    def said(stored: StoredClaim) -> datetime:
        return stored.claim.said_at or told.get(stored.article_id) or stored.first_seen_at

    ordered = sorted(claims, key=lambda s: (said(s), s.id))
    by_id = {stored.id: stored for stored in ordered}
    steps: list[Step] = []
    for moment in _find_moments(ordered, [said(s) for s in ordered]):
        so_far = [s for s in ordered if said(s) <= moment]
        found = next(
            f
            for f in weigh_own(so_far, origins, kinds=kinds, told=told)
            if f.kind is not FindingKind.SUPERSEDED
        )
        lead = by_id[found.claims[0]]
        if not found.best:
            continue
        last = steps[-1] if steps else None
        if last and relate_claims(by_id[last.claim].claim, lead.claim) is Relation.SAME:
            continue
        if last and last.best == found.best:
            continue
        steps.append(Step(type=lead.claim.type, at=moment, best=found.best, claim=lead.id))
    return steps


def _find_moments(ordered: Sequence[StoredClaim], times: Sequence[datetime]) -> list[datetime]:
    """Return the times at which a value was said that nobody had said before."""
    moments: list[datetime] = []
    values: list[StoredClaim] = []
    for stored, moment in zip(ordered, times, strict=True):
        if any(relate_claims(stored.claim, v.claim) is Relation.SAME for v in values):
            continue
        values.append(stored)
        if moment not in moments:
            moments.append(moment)
        if len(moments) == MOST_STEPS:
            break
    return moments
