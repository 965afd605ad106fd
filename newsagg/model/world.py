"""Nouns for what came from the world: Feed -> Entry, Page -> Article. Pure."""

from dataclasses import dataclass
from datetime import datetime

from newsagg.vocabulary import FeedKind


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
    page: tuple[tuple[str, str], ...] = ()
    """Status pages of format html: where on the page things stand, as the list declares it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate:
    """One timed word of a vendor on its status page."""

    at: datetime
    state: str
    """investigating, identified, monitoring, resolved, postmortem, scheduled, ...; an unknown word as written."""
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
    via: str = ""
    """Name of the aggregator through which we came to the article; empty when its publisher's own feed has it."""
    publisher: str = ""
    """Whom the feed names as the publisher of a text that an aggregator prints or links to; empty when nobody."""
    publisher_url: str = ""
    """That publisher's site, as the feed names it."""
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
    cut: str = ""
    """Why the body ends before its end; empty when it is whole."""

    @property
    def not_modified(self) -> bool:
        """Whether the server said that our copy is current."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """An answer as the archive keeps it."""

    url: str
    """Address that answered."""
    record: str
    """Where its WARC record stands, file#offset."""
    sha256: str
    """Of the body, in hex."""
    size: int
    fetched_at: datetime


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
