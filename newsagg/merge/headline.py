"""A group of reports -> the line that a table shows of its incident: each field a view over claims. Pure.

Severity is ours, by rule, never by duration alone; broad means five services or firms hit by it, three services down at
once, or a million users:
    critical   data was lost or corrupted, or a whole service was unavailable and the outage was broad
    major      a whole service was unavailable, or the outage was broad
    minor      it was partial or slow, and narrow
The vendor's own word stands beside it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsagg.merge.agreement import is_current, rank_claim, weigh
from newsagg.model import Claim, Decision, Finding, Group, Headline, Report, ServiceRole, StoredClaim
from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    Confirmation,
    DecisionKind,
    Lifecycle,
    Mode,
    RecordState,
    ReportKind,
    Severity,
    SpeakerRole,
    Stance,
)

SETTLES_AFTER = timedelta(days=7)
"""Silence after which an open incident is settled."""
_BROAD_DEPENDENTS = 5
_BROAD_SUBJECTS = 3
_BROAD_USERS = 1_000_000
_VENDOR = frozenset((SpeakerRole.VENDOR_OFFICIAL, SpeakerRole.STATUS_PAGE, SpeakerRole.VENDOR_UNNAMED))
_STATUS_WORDS: Sequence[tuple[Lifecycle, re.Pattern[str]]] = (
    (
        Lifecycle.RESOLVED,
        re.compile(
            r"resolv|restor|fixed\b|back (?:up|online|to normal)|recovered\b|mitigated|completed|operational",
            re.IGNORECASE,
        ),
    ),
    (
        Lifecycle.MONITORING,
        re.compile(
            r"monitor|recovering|fix (?:has been |was )?(?:implemented|deployed|rolled)|improv", re.IGNORECASE
        ),
    ),
    (
        Lifecycle.IDENTIFIED,
        re.compile(r"identif|found the (?:cause|issue)|working on a fix|fix (?:is )?being", re.IGNORECASE),
    ),
    (Lifecycle.INVESTIGATING, re.compile(r"investigat|looking into|aware|acknowledg", re.IGNORECASE)),
)
_STILL = re.compile(
    r"\b(?:not|n't|yet to|still|un)\b[^.]{0,20}(?:resolv|restor|fix|recover)|unresolved", re.IGNORECASE
)
_SLOW = re.compile(r"\b(?:slow|degrad|intermittent|latency|delay|elevated errors?|sluggish)", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|several|a number of|partial|partly|a few|subset|certain)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:is|are|was|were|went|goes|gone|knocked|fully|completely|taken) (?:completely |entirely |briefly )?"
    r"(?:down|offline|dark|unavailable|unreachable)\b|^[\w.&' -]{2,40} down\b"
    r"|\b(?:major|massive|widespread|global|worldwide|nationwide|total|complete|huge) (?:\w+ )?outage\b"
    r"|\b(?:takes?|took|knocks?|knocked|brings?|brought) (?:[\w'&.-]+ ){0,6}?(?:down|offline|out)\b"
    r"|\boutage takes down\b"
    r"|\b(?:vanish|disappear|grounds|grounded|halts?|cuts? off|cuts? phones|stops? working|blackout)\w*\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost(?! (?:access|connection|contact|signal|service))|corrupt|wiped|delet)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an incident's line shows, its state, and what its sources agree and disagree on."""

    state: RecordState
    headline: Headline
    findings: tuple[Finding, ...]


def told_at(report: Report) -> datetime:
    """Return when a report was published, else when we first saw it."""
    return report.published_at or report.seen_at


def _current(reports: Sequence[Report]) -> list[StoredClaim]:
    return [stored for report in reports for stored in report.claims if is_current(stored)]


def _of_type(claims: Sequence[StoredClaim], *types: ClaimType) -> list[Claim]:
    return [s.claim for s in sorted(claims, key=rank_claim) if s.claim.type in types]


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


def read_lifecycle(reports: Sequence[Report]) -> Lifecycle:
    """Return how far the incident has come: the latest word on its status, a vendor's before an outlet's.

    "Resolved: major outage" is resolved.
    """
    if any(r.kind is ReportKind.POSTMORTEM for r in reports):
        return Lifecycle.POSTMORTEM
    words: list[tuple[bool, datetime, str]] = []
    for report in reports:
        for claim in (s.claim for s in report.claims if is_current(s)):
            vendor = claim.speaker.role in _VENDOR
            if claim.type is ClaimType.STATUS:
                text = f"{claim.value.text} {claim.value.words}"
                words.append((vendor, claim.said_at or told_at(report), text))
            elif claim.type is ClaimType.END_TIME and claim.stance is Stance.ASSERTED:
                words.append((vendor, told_at(report), "resolved"))
        if report.basis == "status":
            words.append((True, told_at(report), report.title))
    for vendor_only in (True, False):
        chosen = (w for w in words if w[0] or not vendor_only)
        for _, _, text in sorted(chosen, key=lambda w: (w[1], w), reverse=True):
            for state, pattern in _STATUS_WORDS:
                if pattern.search(text) and not (state is Lifecycle.RESOLVED and _STILL.search(text)):
                    return state
    return Lifecycle.REPORTED


def read_mode(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Mode:
    """Return in what way the service failed, as most headlines have it, and by the symptoms claimed."""
    symptoms = " ; ".join(c.value.words for c in _of_type(claims, ClaimType.SYMPTOM, ClaimType.STATUS))
    lost = [c for c in _of_type(claims, ClaimType.DATA_LOSS) if c.stance is Stance.ASSERTED]
    if any(_LOST.search(c.value.words) and not c.value.excluded for c in lost):
        return Mode.DATA_LOSS_OR_CORRUPTION
    whole = sum(bool(_WHOLE.search(r.title)) and not _SOME.search(r.title) for r in reports)
    some = sum(bool(_SOME.search(r.title)) for r in reports)
    slow = sum(bool(_SLOW.search(r.title)) for r in reports)
    if whole and whole >= max(some, slow):
        return Mode.UNAVAILABLE
    if slow > some or (not some and _SLOW.search(symptoms) and not _WHOLE.search(symptoms)):
        return Mode.DEGRADED
    return Mode.PARTIAL


def read_confirmation(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Confirmation:
    """Return who stands behind the incident having happened."""
    vendor = [s.claim for s in claims if s.claim.speaker.role in _VENDOR]
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


def is_broad(services: Sequence[ServiceRole], claims: Sequence[StoredClaim]) -> bool:
    """Say whether an outage reached far: by dependents, by services down at once, or by users."""
    subjects = {s.slug for s in services if s.role == "subject"}
    hit = {s.slug for s in services if s.role == "affected"}
    for claim in _of_type(claims, ClaimType.AFFECTED_CUSTOMER, ClaimType.AFFECTED_SERVICE):
        if claim.stance is Stance.ASSERTED and not claim.value.excluded and claim.value.slug:
            hit.add(claim.value.slug)
    users = [
        c.value.number_from or c.value.number_to or 0.0
        for c in _of_type(claims, ClaimType.AFFECTED_USERS)
        if c.stance is Stance.ASSERTED and c.value.unit != "percent"
    ]
    return (
        len(hit - subjects) >= _BROAD_DEPENDENTS
        or len(subjects) >= _BROAD_SUBJECTS
        or max(users, default=0.0) >= _BROAD_USERS
    )


def judge_severity(mode: Mode, *, broad: bool) -> Severity:
    """Return the severity by the rule in this module's head."""
    if mode is Mode.DATA_LOSS_OR_CORRUPTION or (mode is Mode.UNAVAILABLE and broad):
        return Severity.CRITICAL
    return Severity.MAJOR if mode is Mode.UNAVAILABLE or broad else Severity.MINOR


def _vendor_severity(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Severity | None:
    words = " ".join(c.value.text for c in _of_type(claims, ClaimType.STATUS) if c.speaker.role in _VENDOR)
    words += " ".join(r.body[:400] for r in reports if r.basis == "status")
    for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR):
        if re.search(
            rf"\b(?:impact:? {severity.value}|{severity.value} (?:impact|outage|incident))\b", words, re.I
        ):
            return severity
    return None


def _best_span(
    claims: Sequence[StoredClaim], findings: Sequence[Finding], kind: ClaimType
) -> tuple[datetime | None, datetime | None]:
    by_id = {s.id: s.claim.value for s in claims}
    for finding in findings:
        if finding.type is kind and finding.claims:
            for claim_id in finding.claims:
                value = by_id.get(claim_id)
                if value is not None and value.time_from is not None:
                    return value.time_from, value.time_to or value.time_from
    return None, None


def _apply_overrides(headline: Headline, decisions: Sequence[Decision]) -> Headline:
    readers: Mapping[str, Callable[[str], object]] = {
        "severity": Severity, "mode": Mode, "confirmation": Confirmation, "lifecycle": Lifecycle,
        "title": str, "lead_service": str, "started_from": _read_moment, "started_to": _read_moment,
        "ended_from": _read_moment, "ended_to": _read_moment,
    }  # fmt: skip
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        if decision.kind is DecisionKind.OVERRIDE and decision.field in readers:
            changed: dict[str, Any] = {decision.field: readers[decision.field](decision.value)}
            headline = replace(headline, **changed)
    return headline


def _read_moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def describe_incident(group: Group, decisions: Sequence[Decision] = (), *, now: datetime) -> Description:
    """Return the line, the state and the findings of one incident.

    A start that nobody claims is the first report's time, as an open interval of the 12 hours before it.
    """
    in_group = {r.article_id for r in group.reports}
    reports = [r for r in group.reports if r.article_id in in_group]
    kinds = {r.article_id: r.kind for r in reports}
    told = {r.article_id: told_at(r) for r in reports}
    claims = [s for r in reports for s in r.claims]
    findings = tuple(weigh(claims, dict(group.origins), kinds=kinds, told=told))
    current = _current(reports)
    services = rank_services(reports)
    first = min((told_at(r) for r in reports), default=None)
    started = _best_span(claims, findings, ClaimType.START_TIME)
    if started == (None, None) and first is not None:
        started = (first - timedelta(hours=12), first)
    ended = _best_span(claims, findings, ClaimType.END_TIME)
    mode = read_mode(reports, current)
    origins = dict(group.origins)
    headline = Headline(
        title=choose_title(reports),
        lead_service=next(
            (s.slug for s in services if s.role == "subject"), services[0].slug if services else ""
        ),
        services=services,
        started_from=started[0],
        started_to=started[1],
        ended_from=ended[0],
        ended_to=ended[1],
        first_reported_at=first,
        lifecycle=read_lifecycle(reports),
        severity=judge_severity(mode, broad=is_broad(services, current)),
        vendor_severity=_vendor_severity(reports, current),
        mode=mode,
        confirmation=read_confirmation(reports, current),
        origins=len({origins.get(r.article_id, r.article_id) for r in reports}),
    )
    return Description(
        state=judge_state(group, headline, decisions, now=now),
        headline=_apply_overrides(headline, decisions),
        findings=findings,
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
    if headline.lifecycle is Lifecycle.POSTMORTEM or now - last > SETTLES_AFTER:
        return RecordState.SETTLED
    return RecordState.OPEN


__all__ = [
    "Description", "choose_title", "describe_incident", "judge_severity", "judge_state", "rank_services",
    "read_confirmation", "read_lifecycle", "read_mode", "told_at",
]  # fmt: skip
