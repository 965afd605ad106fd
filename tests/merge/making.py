"""Builders for merge tests: reports, claims and incidents with plain defaults, told apart by what a test is about."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from newsagg.model import (
    Claim,
    Decision,
    Group,
    Incident,
    Report,
    ServiceRole,
    Speaker,
    StoredClaim,
    Value,
)
from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    CountKind,
    DecisionKind,
    Precision,
    RecordState,
    ReportKind,
    Scope,
    SpeakerRole,
    Stance,
)

DAY = datetime(2024, 5, 14, tzinfo=UTC)


def at(hour: float, *, day: int = 0) -> datetime:
    """Hours after midnight of 14 May 2024 (a Tuesday), UTC."""
    return DAY + timedelta(days=day, hours=hour)


def service(slug: str, role: str = "subject", *, provider: str = "", proposed: bool = False) -> ServiceRole:
    return ServiceRole(slug=slug, name=slug.title(), provider=provider or slug, role=role, proposed=proposed)


def a_report(
    article_id: int,
    title: str,
    body: str = "",
    *,
    told: datetime | None = DAY,
    about: Sequence[str | ServiceRole] = (),
    outlet: str = "",
    kind: ReportKind = ReportKind.REPORT,
    claims: Iterable[StoredClaim] = (),
    seen: datetime | None = None,
    basis: str = "page",
    provider: str = "",
    probability: float = 0.95,
    language: str = "en",
    unsure: bool = False,
) -> Report:
    return Report(
        article_id=article_id,
        url=f"https://paper{article_id}.example/story",
        outlet=outlet or f"Paper {article_id}",
        title=title,
        body=body,
        language=language,
        published_at=told,
        seen_at=seen or told or DAY,
        kind=kind,
        basis=basis,
        probability=probability,
        services=tuple(s if isinstance(s, ServiceRole) else service(s) for s in about),
        claims=tuple(claims),
        provider=provider,
        unsure=unsure,
    )


_numbers = count(1)


def a_claim(
    kind: ClaimType,
    text: str,
    *,
    article: int = 1,
    by: str = "Paper",
    role: SpeakerRole = SpeakerRole.OUTLET,
    stance: Stance = Stance.ASSERTED,
    scope: Scope = Scope.THIS_INCIDENT,
    categories: Sequence[CauseCategory] = (),
    minutes: tuple[float | None, float | None] | None = None,
    number: tuple[float | None, float | None] | None = None,
    unit: str = "",
    precision: Precision = Precision.EXACT,
    when: tuple[datetime, datetime] | datetime | None = None,
    slug: str = "",
    excluded: bool = False,
    count_kind: CountKind | None = None,
    second_hand: bool = False,
    said_at: datetime | None = None,
    seen: datetime = DAY,
    claim_id: int | None = None,
    chain: tuple[str, ...] = (),
    withdrawn: datetime | None = None,
) -> StoredClaim:
    figures = minutes or number or (None, None)
    span = (when, when) if isinstance(when, datetime) else when or (None, None)
    return StoredClaim(
        id=claim_id if claim_id is not None else next(_numbers),
        article_id=article,
        version_id=article,
        first_seen_at=seen,
        withdrawn_at=withdrawn,
        claim=Claim(
            type=kind,
            value=Value(
                text=text,
                words=text,
                precision=precision,
                time_from=span[0],
                time_to=span[1],
                number_from=figures[0],
                number_to=figures[1],
                unit="minutes" if minutes else unit,
                count_kind=count_kind,
                categories=tuple(categories),
                slug=slug,
                excluded=excluded,
            ),
            speaker=Speaker(slug=by.lower().replace(" ", "-"), name=by, role=role),
            chain=chain or (by,),
            stance=stance,
            scope=scope,
            quote=text,
            start=0,
            end=len(text),
            second_hand=second_hand,
            said_at=said_at,
        ),
    )


def a_group(*reports: Report, reason: str = "same outage") -> Group:
    return Group(
        reports=tuple(reports),
        roles=tuple((r.article_id, ArticleRole.PRIMARY) for r in reports),
        origins=tuple((r.article_id, r.article_id) for r in reports),
        reason=reason,
    )


def an_incident(
    incident_id: str,
    *articles: int,
    state: RecordState = RecordState.OPEN,
    merged_into: str = "",
    split_from: str = "",
    opened: datetime | None = None,
) -> Incident:
    return Incident(
        id=incident_id,
        state=state,
        title=incident_id,
        lead_service=incident_id[11:],
        articles=tuple((a, ArticleRole.PRIMARY) for a in articles),
        merged_into=merged_into,
        split_from=split_from,
        opened_at=opened,
    )


def a_decision(
    kind: DecisionKind,
    incident: str,
    *,
    number: int = 1,
    target: str = "",
    articles: Sequence[int] = (),
    field: str = "",
    value: str = "",
) -> Decision:
    return Decision(
        id=number,
        kind=kind,
        incident=incident,
        target=target,
        articles=tuple(articles),
        field=field,
        value=value,
        by="ana",
        reason="read both",
        at=DAY + timedelta(minutes=number),
    )


def parts(groups: Iterable[Group]) -> set[frozenset[int]]:
    """The partition as sets of article ids."""
    return {frozenset(r.article_id for r in g.reports) for g in groups}
