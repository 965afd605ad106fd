"""Nouns for what the record knew and what shall be stored: Incident, Decision, Fetch, Change, Finding. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from newsagg.model.reading import ServiceRole
from newsagg.vocabulary import (
    ArticleRole,
    ClaimType,
    Confirmation,
    DecisionKind,
    FindingKind,
    Lifecycle,
    Mode,
    RecordState,
    Severity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One outage as our record has it."""

    id: str
    state: RecordState
    title: str
    lead_service: str
    articles: tuple[tuple[int, ArticleRole], ...]
    merged_into: str = ""
    split_from: str = ""
    opened_at: datetime | None = None
    former: tuple[int, ...] = ()
    """Primary articles and updates that it held last, when it holds none now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst decided; stands against every re-run until it is undone."""

    id: int
    kind: DecisionKind
    incident: str
    """The incident decided about."""
    target: str = ""
    """merge: the survivor; move: where to; split: the new incident."""
    articles: tuple[int, ...] = ()
    """split and move: which articles; merge and reject: all that the incident held."""
    field: str = ""
    value: str = ""
    """override: which headline field, and what it shall be."""
    by: str
    reason: str
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """What happened when we asked for an address."""

    url: str
    purpose: str
    """feed, page or robots."""
    feed: str = ""
    asked_at: datetime
    outcome: str
    """ok, not_modified, failed, forbidden, gone, moved."""
    status: int | None = None
    size: int = 0
    seconds: float = 0.0
    error: str = ""
    new: int = 0
    changed: int = 0
    """Feeds: entries that were new, and changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How the claims of one type in one incident stand to each other."""

    type: ClaimType
    kind: FindingKind
    claims: tuple[int, ...]
    """Ids, those of the best supported value first."""
    best: str
    """The best supported value, for people; empty when none is preferred."""
    reason: str
    """Why that one."""
    sentence: str
    """In plain words who says what; empty for single."""
    origins: int
    """Independent origins behind the best value."""
    speakers: int
    """Distinct speakers behind the best value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """A claim told at second hand, and the source's own article."""

    claim: int
    article: int
    """The source's own article."""
    own: int = 0
    """Its claim that bears the word out; 0 when it makes none: unconfirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From when on a field's best value was this one, and the claim that it came with."""

    type: ClaimType
    at: datetime
    best: str
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The fields that an incident's line in a table shows: each a view over claims."""

    title: str
    lead_service: str
    services: tuple[ServiceRole, ...]
    started_from: datetime | None
    started_to: datetime | None
    ended_from: datetime | None
    ended_to: datetime | None
    first_reported_at: datetime | None
    lifecycle: Lifecycle
    severity: Severity
    vendor_severity: Severity | None
    mode: Mode
    confirmation: Confirmation
    origins: int
    """Independent origins: copies count once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident:
    """A new incident gets its permanent id."""

    incident: str
    lead_service: str
    split_from: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceArticle:
    """An article belongs to an incident, in a role."""

    incident: str
    article_id: int
    role: ArticleRole
    origin: int
    """Article id that stands for its origin."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveArticle:
    """An article no longer belongs to an incident."""

    incident: str
    article_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIncident:
    """An incident turned out to be another one; its id points there from now on."""

    incident: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviveIncident:
    """An incident that was merged, or had lost its reports, has reports of its own again."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireIncident:
    """No report of an incident counts any longer; its id stays."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleIncident:
    """Nobody has told anything new of an incident for long."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeIncident:
    """What an incident's line shows now, its state and what its sources agree and disagree on."""

    incident: str
    state: RecordState
    headline: Headline
    findings: tuple[Finding, ...] = field(default=())
    echoes: tuple[Echo, ...] = ()
    steps: tuple[Step, ...] = ()
    reason: str = ""
    because: tuple[tuple[str, str], ...] = ()
    """Field -> why it is as it is, where an analyst said so."""


Change: TypeAlias = (
    OpenIncident
    | PlaceArticle
    | RemoveArticle
    | MergeIncident
    | ReviveIncident
    | RetireIncident
    | SettleIncident
    | DescribeIncident
)
