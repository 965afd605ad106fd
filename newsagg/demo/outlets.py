"""What a newsroom is: outlets and their articles in all editions. Pure nouns, no I/O.

The expected verdicts and claims of an article stand beside it, for the quality floor; nothing served shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto
from urllib.parse import quote

from newsagg.vocabulary import CauseCategory, ClaimType, FeedKind, ReportKind, Scope, Stance

RETOLD = "Retold for the newsagg demo from public reports"


class FeedFormat(StrEnum):
    """In which form an outlet writes its feed."""

    RSS2 = auto()
    RSS2_CONTENT = auto()
    """RSS 2.0 with the whole text in content:encoded."""
    RSS2_BROKEN = auto()
    """RSS 2.0 that stops being XML half-way and is cut off at the end."""
    RDF = auto()
    ATOM = auto()
    JSONFEED = auto()
    STATUSPAGE_ATOM = auto()
    STATUSPAGE_JSON = auto()


class Layout(StrEnum):
    """How an outlet's article pages are built."""

    CLASSIC = auto()
    """JSON-LD NewsArticle, article tag, sidebar of related links."""
    OPENGRAPH = auto()
    """OpenGraph and canonical link only, comments under the text."""
    DIVS = auto()
    """No metadata, no article tag, nested divs and inline advertisements."""
    MICRODATA = auto()
    """schema.org attributes in the markup, newsletter box in the middle of the text."""
    TABLES = auto()
    """The year 2003: tables for layout, a byline in the running text."""
    CLEAN = auto()
    """JSON-LD and paragraphs, nothing else."""
    STATUS = auto()
    """A vendor's page about one incident."""


class Access(StrEnum):
    """What somebody gets who asks for an article's page."""

    OPEN = auto()
    PAYWALL = auto()
    ROBOTS = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedClaim:
    """One claim that a careful reader finds in an article; speaker "" is the outlet's own voice."""

    type: ClaimType
    value: str
    speaker: str
    stance: Stance
    quote: str
    categories: tuple[CauseCategory, ...] = ()
    scope: Scope = Scope.THIS_INCIDENT
    editions: tuple[int, ...] = ()
    """The editions whose text has the quote; empty: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a careful reader says of an article; ``complete`` when every claim of it is listed."""

    relevant: bool
    kind: ReportKind
    incident: str
    background: tuple[str, ...]
    complete: bool
    claims: tuple[ExpectedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One state of an article; paragraphs of ``text`` are parted by blank lines."""

    number: int
    title: str
    text: str
    updated: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate:
    """One typed update of a vendor's status incident; ``status`` in the vendor's words."""

    at: datetime
    status: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article, or one incident of a status page; ``path`` is where its outlet serves it."""

    id: str
    outlet: str
    path: str
    published: datetime | None
    published_as_written: str
    byline: str
    summary: str
    lang: str
    editions: tuple[Edition, ...]
    access: Access = Access.OPEN
    moved_from: str = ""
    """A former path that answers 301; feeds still link to it."""
    syndicated_of: str = ""
    updates: tuple[StatusUpdate, ...] = ()
    impact: str = ""
    components: tuple[str, ...] = ()
    scheduled: bool = False
    expected: Expected | None = None

    @property
    def title(self) -> str:
        """The title of the first edition."""
        return self.editions[0].title

    def at(self, edition: int) -> Edition:
        """Return the article as it stands in an edition of the newsroom."""
        return [kept for kept in self.editions if kept.number <= max(edition, 1)][-1]

    @property
    def is_open(self) -> bool:
        """Whether a collector that keeps to the rules gets the page."""
        return self.access is Access.OPEN

    def changed_at(self, edition: int) -> datetime | None:
        """Return when the article last changed, as of an edition of the newsroom."""
        if self.updates:
            return self.updates[-1].at
        times = [kept.updated for kept in self.editions if kept.number <= max(edition, 1) and kept.updated]
        return times[-1] if times else self.published

    def claims_at(self, edition: int) -> tuple[ExpectedClaim, ...]:
        """Return the expected claims whose quotes stand in an edition's text."""
        if self.expected is None:
            return ()
        shown = self.at(edition).number
        return tuple(c for c in self.expected.claims if not c.editions or shown in c.editions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet or vendor's status page, its feed and the build of its pages."""

    slug: str
    name: str
    kind: FeedKind
    language: str
    feed_format: FeedFormat
    layout: Layout
    provider: str = ""
    encoding: str = "utf-8"
    gzip: bool = False
    clutter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Outlets and articles under one domain; ``marked`` pages say that they are retold."""

    domain: str
    outlets: tuple[Outlet, ...]
    articles: tuple[DemoArticle, ...]
    marked: bool
    entries_per_feed: int = 500
    _by_outlet: Mapping[str, tuple[DemoArticle, ...]] = field(default_factory=dict, repr=False)

    @property
    def last_edition(self) -> int:
        """The number of the newest edition of any article."""
        return max((kept.number for article in self.articles for kept in article.editions), default=1)

    def host(self, outlet: str) -> str:
        """Return the host name that serves an outlet."""
        return f"{outlet}.{self.domain}"

    def url(self, article: DemoArticle) -> str:
        """Return an article's address, the same on every run."""
        return f"http://{self.host(article.outlet)}{quote(article.path)}"

    def link(self, article: DemoArticle) -> str:
        """Return the address that the outlet's feed prints: the former one, where the page has moved."""
        return f"http://{self.host(article.outlet)}{quote(article.moved_from or article.path)}"

    def articles_of(self, outlet: str) -> tuple[DemoArticle, ...]:
        """Return an outlet's articles, newest first."""
        return self._by_outlet.get(outlet, ())


def open_newsroom(
    domain: str, outlets: tuple[Outlet, ...], articles: tuple[DemoArticle, ...], *, marked: bool
) -> Newsroom:
    """Return a newsroom with its articles sorted by outlet, newest first; undated ones last."""
    shelves: dict[str, list[DemoArticle]] = {outlet.slug: [] for outlet in outlets}
    for article in articles:
        shelves[article.outlet].append(article)
    sorted_shelves = {
        slug: tuple(
            sorted(
                kept, key=lambda a: a.published.timestamp() if a.published else float("-inf"), reverse=True
            )
        )
        for slug, kept in shelves.items()
    }
    return Newsroom(
        domain=domain, outlets=outlets, articles=articles, marked=marked, _by_outlet=sorted_shelves
    )
