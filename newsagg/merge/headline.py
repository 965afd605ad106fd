"""A group of reports -> the line that a table shows of its incident: each field a view over claims. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsagg.merge.agreement import weigh_own
from newsagg.merge.belonging import keep_own
from newsagg.merge.drift import trace_drift
from newsagg.merge.lifecycle import read_lifecycle, read_status_end, told_at
from newsagg.merge.moments import Span
from newsagg.merge.overrides import apply_overrides
from newsagg.merge.secondhand import find_echoes
from newsagg.merge.settling import is_silent
from newsagg.merge.severity import is_broad, judge_severity, read_mode, read_vendor_severity
from newsagg.merge.sketch import says_again
from newsagg.merge.witnesses import VENDOR_ROLES, is_current
from newsagg.model import Decision, Echo, Finding, Group, Headline, Report, ServiceRole, Step, StoredClaim
from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    Confirmation,
    DecisionKind,
    FindingKind,
    Lifecycle,
    RecordState,
    ReportKind,
    SpeakerRole,
    Stance,
)

_TOLD_WITHIN = timedelta(days=3)
"""An outage that people notice is reported within this time of its start."""


_PART_OF_DAY = timedelta(hours=3)
_WHOLE_DAY = timedelta(hours=20)
"""An end at least so wide says a part of a day, or a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an incident's line shows, its state, and what its sources agree and disagree on."""

    state: RecordState
    headline: Headline
    findings: tuple[Finding, ...]
    echoes: tuple[Echo, ...] = ()
    steps: tuple[Step, ...] = ()


def _current(reports: Sequence[Report]) -> list[StoredClaim]:
    return [stored for report in reports for stored in report.claims if is_current(stored)]


def rank_services(reports: Sequence[Report]) -> tuple[ServiceRole, ...]:
    """Return the services of a group: those that failed first, then those hit, most often named first.

    Roles: a service that any report has as subject more often than as hit is a subject.
    """
    votes: Counter[tuple[str, str]] = Counter()
    names: dict[str, ServiceRole] = {}
    for report in reports:
        for service in report.services:
            votes[service.slug, service.role] += 1
            known = names.get(service.slug)
            if known is None or (known.proposed and not service.proposed):
                names[service.slug] = service
    order = ("subject", "affected", "excluded", "mentioned")
    ranked = []
    for slug, service in names.items():
        said = {role: votes[slug, role] for role in order}
        role = "subject" if said["subject"] and said["subject"] >= said["affected"] else ""
        role = role or max(order[1:], key=lambda r: said[r] if r != "mentioned" else 0.5)
        ranked.append((order.index(role), -said[role], service.proposed, slug, replace(service, role=role)))
    return tuple(row[-1] for row in sorted(ranked, key=lambda row: row[:4]) if row[-1].role != "mentioned")


def _choose_lead(services: Sequence[ServiceRole]) -> str:
    return next((s.slug for s in services if s.role == "subject"), services[0].slug if services else "")


def read_confirmation(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Confirmation:
    """Return who stands behind the incident having happened."""
    vendor = [s.claim for s in claims if s.claim.speaker.role in VENDOR_ROLES]
    if any(r.basis == "status" or r.kind is ReportKind.OFFICIAL for r in reports):
        return Confirmation.VENDOR_ACKNOWLEDGED
    telling = [
        c
        for c in vendor
        if c.stance in (Stance.ASSERTED, Stance.HEDGED) and c.value.categories != (CauseCategory.UNDISCLOSED,)
    ]
    if telling:
        return Confirmation.VENDOR_ACKNOWLEDGED
    if any(c.stance is Stance.DENIED and c.type in (ClaimType.STATUS, ClaimType.SYMPTOM) for c in vendor):
        return Confirmation.VENDOR_DENIED
    roles = {s.claim.speaker.role for s in claims}
    if len(reports) == 1 and roles and roles <= {SpeakerRole.USER_REPORTS, SpeakerRole.TRACKER}:
        return Confirmation.USER_REPORTS_ONLY
    return Confirmation.MEDIA_REPORTED


def _spans(claims: Sequence[StoredClaim], findings: Sequence[Finding], kind: ClaimType) -> list[Span]:
    """Return claimed times, best supported first; what is denied or only asked is none."""
    by_id = {s.id: s.claim for s in claims if s.claim.stance in (Stance.ASSERTED, Stance.HEDGED)}
    ids = (i for f in findings if f.type is kind and f.kind is not FindingKind.SUPERSEDED for i in f.claims)
    found = (by_id[i].value for i in ids if i in by_id)
    return [(v.time_from, v.time_to or v.time_from) for v in found if v.time_from is not None]


def _choose_start(reports: Sequence[Report], spans: Sequence[Span], first: datetime) -> Span:
    """Return the best start that goes with the first report; without one, the half day before that report.

    A start days before anybody told of it is another outage's when a headline says "again".
    """
    near = [s for s in spans if s[1] >= first - _TOLD_WITHIN and s[0] <= first + timedelta(days=1)]
    if near:
        return near[0]
    earlier = [s for s in spans if s[0] <= first + timedelta(days=1)]
    if earlier and not any(says_again(r.title) for r in reports):
        return earlier[0]
    return first - timedelta(hours=12), first


def _choose_end(
    spans: Sequence[Span], by_status: Span | None, started: datetime | None
) -> Span | tuple[None, None]:
    """Return the best end not before the start; the status page's stands for a mere part of the day around it."""
    ends = [s for s in [*spans, *([by_status] if by_status else [])] if started is None or s[1] >= started]
    if not ends:
        return None, None
    best = ends[0]
    wide = best[1] - best[0]
    if by_status and by_status in ends and wide >= _PART_OF_DAY and _meet(best, by_status):
        best = by_status if by_status[1] - by_status[0] < wide else best
    if started is not None and best[0] < started and wide < _WHOLE_DAY:
        best = started, best[1]
    return best


def _meet(a: Span, b: Span) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def describe_incident(group: Group, decisions: Sequence[Decision] = (), *, now: datetime) -> Description:
    """Return the line, the state and the findings of one incident.

    A start that nobody claims is the first report's time, as an open interval of the 12 hours before it; an end that
    nobody claims lies between the status page's last word that it was not over, and its first that it is. Title and
    lead service are chosen among the incident's own reports, before those that an analyst merged into it.
    """
    in_group = {r.article_id for r in group.reports}
    reports = [r for r in group.reports if r.article_id in in_group]
    kinds = {r.article_id: r.kind for r in reports}
    told = {r.article_id: told_at(r) for r in reports}
    own = {s.id for s in keep_own([s for r in reports for s in r.claims], dict(group.origins), kinds)}
    reports = [replace(r, claims=tuple(s for s in r.claims if s.id in own)) for r in reports]
    claims = [s for r in reports for s in r.claims]
    findings = tuple(weigh_own(claims, dict(group.origins), kinds=kinds, told=told))
    current = _current(reports)
    services = rank_services(reports)
    naming = [r for r in reports if r.article_id not in group.brought] or reports
    first = min((told_at(r) for r in reports), default=None)
    started: Span | tuple[None, None] = (None, None)
    ended: Span | tuple[None, None] = (None, None)
    if first is not None:
        started = _choose_start(reports, _spans(claims, findings, ClaimType.START_TIME), first)
        ends = _spans(claims, findings, ClaimType.END_TIME)
        ended = _choose_end(ends, read_status_end(reports), started[0])
    mode = read_mode(reports, current)
    origins = dict(group.origins)
    headline = Headline(
        title=choose_title(naming),
        lead_service=_choose_lead(rank_services(naming)) or _choose_lead(services),
        services=services,
        started_from=started[0],
        started_to=started[1],
        ended_from=ended[0],
        ended_to=ended[1],
        first_reported_at=first,
        lifecycle=read_lifecycle(reports),
        severity=judge_severity(mode, broad=is_broad(services, current)),
        vendor_severity=read_vendor_severity(reports, current),
        mode=mode,
        confirmation=read_confirmation(reports, current),
        origins=len({origins.get(r.article_id, r.article_id) for r in reports}),
    )
    return Description(
        state=judge_state(group, headline, decisions, now=now),
        headline=apply_overrides(headline, decisions),
        findings=findings,
        echoes=find_echoes(reports),
        steps=trace_drift(claims, origins, kinds=kinds, told=told),
    )


def choose_title(reports: Sequence[Report]) -> str:
    """Return the headline of the first full report, a primary one before an update."""
    late = (ReportKind.UPDATE, ReportKind.POSTMORTEM, ReportKind.ANALYSIS)
    ordered = sorted(reports, key=lambda r: (r.kind in late, told_at(r), r.url))
    return ordered[0].title if ordered else ""


def judge_state(
    group: Group, headline: Headline, decisions: Sequence[Decision], *, now: datetime
) -> RecordState:
    """Return the state of the record: a lone guess is a candidate, silence of a week settles, analysts reject."""
    if any(d.kind is DecisionKind.REJECT for d in decisions):
        return RecordState.REJECTED
    primary = {a for a, role in group.roles if role is not ArticleRole.ROUNDUP}
    reports = [r for r in group.reports if r.article_id in primary]
    if len(reports) == 1 and reports[0].probability < 0.5:
        return RecordState.CANDIDATE
    last = max((told_at(r) for r in reports), default=now)
    if headline.lifecycle is Lifecycle.POSTMORTEM or is_silent(last, now):
        return RecordState.SETTLED
    return RecordState.OPEN


__all__ = [
    "Description", "choose_title", "describe_incident", "judge_severity", "judge_state", "rank_services",
    "read_confirmation", "read_lifecycle", "read_mode", "told_at",
]  # fmt: skip
