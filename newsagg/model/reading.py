"""Nouns for what was read out of an article: Verdict, Claim, Report, Group. Pure."""

from dataclasses import dataclass
from datetime import datetime

from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    CountKind,
    Precision,
    ReadBy,
    Relevance,
    ReportKind,
    Scope,
    SpeakerRole,
    Stance,
    Trigger,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A phrase that moved a verdict, and by how much."""

    phrase: str
    weight: float
    """In log-odds; positive speaks for an outage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRole:
    """A service of an article, and whether the outage is its own."""

    slug: str
    name: str
    provider: str
    """Slug of the provider; the service's own slug when the lexicon does not know it."""
    role: str
    """subject (its outage), affected (by another's outage), excluded (said to be fine), mentioned."""
    proposed: bool = False
    """The lexicon does not know it: read from the headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an article is about an outage, and why we think so."""

    relevance: Relevance
    kind: ReportKind
    probability: float
    """Calibrated, 0 to 1."""
    evidence: tuple[Evidence, ...]
    model: str
    """Fingerprint of the model and rules that judged."""
    services: tuple[ServiceRole, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The organisation or person whose word a claim is."""

    slug: str
    """One per speaker: the lexicon's, else made from the name."""
    name: str
    role: SpeakerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a claim says, comparable; with the words that it was read from."""

    text: str
    """Short form for people: the cause phrase, the service's name, 2026-03-02T11:40Z, about 6 h, 4,000 reports."""
    words: str
    """The words it was read from: verbatim, inside the quote."""
    precision: Precision = Precision.EXACT
    time_from: datetime | None = None
    time_to: datetime | None = None
    """Times are intervals: equal ends for an instant, a day's ends for a day."""
    zone: str = ""
    """As written: ET, BST, local time; empty when none was."""
    zone_assumed: bool = False
    number_from: float | None = None
    number_to: float | None = None
    """Durations in minutes; counts in units; money in the currency; None is an open end."""
    unit: str = ""
    """minutes, reports, users, customers, percent, flights, USD, ..."""
    count_kind: CountKind | None = None
    categories: tuple[CauseCategory, ...] = ()
    trigger: Trigger | None = None
    slug: str = ""
    """Services, customers, regions: a slug to compare by."""
    excluded: bool = False
    """Said to be not affected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says what about an outage, in which words, how firmly."""

    type: ClaimType
    value: Value
    speaker: Speaker
    chain: tuple[str, ...]
    """Names: publisher > who it names > whom that one cites; one name for the outlet's own voice."""
    stance: Stance
    scope: Scope
    quote: str
    start: int
    end: int
    """``article.text[start:end] == quote``, in code points."""
    second_hand: bool = False
    """One outlet tells what another outlet or an unseen source reported."""
    said_at: datetime | None = None
    """From a living article's or status page's time stamp, when there is one."""
    read_by: ReadBy = ReadBy.RULES
    """Our rules, or a language model that pointed at the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim with its place in the record."""

    id: int
    article_id: int
    version_id: int
    claim: Claim
    first_seen_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What merging knows of one relevant article."""

    article_id: int
    url: str
    outlet: str
    title: str
    body: str
    language: str
    published_at: datetime | None
    seen_at: datetime
    kind: ReportKind
    basis: str
    """feed, page or status."""
    probability: float
    services: tuple[ServiceRole, ...]
    claims: tuple[StoredClaim, ...]
    provider: str = ""
    """Of a vendor's status feed: the vendor's slug."""
    unsure: bool = False
    """By itself it says too little to be judged: it counts in the company of sure reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports about one outage."""

    reports: tuple[Report, ...]
    """Primary reports and updates, in a settled order: (published or seen, url)."""
    roles: tuple[tuple[int, ArticleRole], ...]
    """Of each article id."""
    origins: tuple[tuple[int, int], ...]
    """Article id -> id of the article that stands for its origin; copies share one."""
    reason: str
    """Why these belong together, in plain words."""
    brought: frozenset[int] = frozenset()
    """Articles that an analyst merged into it from another incident: they name it only where nothing else does."""
