"""The nouns of newsagg. Pure: frozen records, no logic, no I/O.

Three kinds, in the order of the data's way:

    from the world:   Feed -> Entry, Page -> Article (with StatusUpdates)
    read out of it:   Verdict (with Evidence, ServiceRoles), Claim (with Speaker, Value), Report, Group
    what we knew:     Incident, Decision
    to be stored:     Fetch, Change (OpenIncident, PlaceArticle, ...), Finding

Times are aware and in UTC; the zone that was written is kept beside. Offsets count code points of ``Article.text``.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from newsagg.vocabulary import (
    ArticleRole,
    CauseCategory,
    ClaimType,
    Confirmation,
    CountKind,
    DecisionKind,
    FeedKind,
    FindingKind,
    Lifecycle,
    Mode,
    Precision,
    RecordState,
    Relevance,
    ReportKind,
    Scope,
    Severity,
    SpeakerRole,
    Stance,
    Trigger,
)

# ------------------------------------------------------------------ from the world


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source that we read on a schedule: one row of data/feeds.toml."""

    slug: str
    outlet: str
    url: str
    kind: FeedKind
    language: str = "en"
    homepage: str = ""
    provider: str = ""
    """Status feeds: slug of the vendor in data/services.toml."""
    format: str = ""
    """Status feeds: statuspage-atom, statuspage-json, gcp-json, ...; empty for what feedparser reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate:
    """One timed word of a vendor on its status page."""

    at: datetime
    state: str
    """As written: investigating, identified, monitoring, resolved, postmortem, scheduled, ..."""
    body: str
    """Plain text; stands verbatim in the article's body."""
    impact: str = ""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed said about one article."""

    feed: str
    key: str
    """The guid or id; without one, a hash of link and title."""
    url: str
    """Canonical address of the article: what it is known by."""
    title: str
    link: str = ""
    """Address as the feed printed it, made absolute: what is asked for. Empty: ask for ``url``."""
    summary: str = ""
    """Plain text."""
    content: str = ""
    """Plain text of content:encoded and its like; used when the page is not to be had."""
    author: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str = "en"
    updates: tuple[StatusUpdate, ...] = ()
    """Status feeds only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer from the web: bytes with where they came from."""

    url: str
    """As asked."""
    final_url: str
    """After redirects."""
    status: int
    body: bytes
    content_type: str
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    permanent_redirect: bool = False
    """Every redirect on the way was 301 or 308."""

    @property
    def not_modified(self) -> bool:
        """Whether the server said that our copy is current."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one article, as text."""

    url: str
    outlet: str
    """Name of the publisher as people know it."""
    title: str
    body: str
    """Paragraphs separated by blank lines."""
    published_at: datetime | None
    seen_at: datetime
    """When we had this version."""
    language: str = "en"
    author: str = ""
    basis: str = "feed"
    """What the text was read from: feed (title and summary), page or status."""
    feed_kind: FeedKind = FeedKind.NEWS
    provider: str = ""
    """Of a vendor's status feed: the vendor's slug."""
    updates: tuple[StatusUpdate, ...] = ()

    @property
    def text(self) -> str:
        """Title, blank line, body: what every quote's offsets point into."""
        return f"{self.title}\n\n{self.body}"


# ------------------------------------------------------------------ read out of it


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


# ------------------------------------------------------------------ what we knew


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst decided; stands against every re-run."""

    id: int
    kind: DecisionKind
    incident: str
    """The incident decided about."""
    target: str = ""
    """merge: the survivor; move: where to."""
    articles: tuple[int, ...] = ()
    """split and move: which articles."""
    field: str = ""
    value: str = ""
    """override: which headline field, and what it shall be."""
    by: str
    reason: str
    at: datetime


# ------------------------------------------------------------------ to be stored


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
class DescribeIncident:
    """What an incident's line shows now, its state and what its sources agree and disagree on."""

    incident: str
    state: RecordState
    headline: Headline
    findings: tuple[Finding, ...] = field(default=())
    reason: str = ""


Change: TypeAlias = OpenIncident | PlaceArticle | RemoveArticle | MergeIncident | DescribeIncident
