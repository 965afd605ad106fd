"""What one mailing list is told of one week, as sentences and facts that know where they come from; no form, no I/O.

``week.py`` fills it from the record, the text and the HTML of the mail and the page of the archive are written from
it. It is kept as JSON when its week is frozen, so it holds nothing but texts, numbers and aware times.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a sentence: plain, emphasised, or a link."""

    text: str
    url: str = ""
    strong: bool = False


Words = tuple[Run, ...]
"""A sentence or a phrase. Nothing in it is escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody's words, and where they stand."""

    claim_id: int
    source: str
    """Who says it, and who passed it on: ``TechCrunch, as The Lantern Ledger tells it``."""
    how: str
    """The verb of the stance: ``says``, ``denies``."""
    value: str
    """What was read out of the words, in short form; empty where the words say it better."""
    quote: str
    """Verbatim."""
    outlet: str
    url: str
    """The article, at the passage where a text fragment can tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is told of an incident (``When``, ``Why``, ``Hit``, ``Offered``), and who says so."""

    kind: str
    """One of ``what when why hit offered``."""
    label: str
    words: tuple[Words, ...]
    """Sentences; each names its speaker."""
    said: tuple[Said, ...]
    """The quotes behind them, the best supported first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What the sources of an incident contradict each other on."""

    label: str
    sentence: Words
    sides: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An incident told whole."""

    incident: str
    title: str
    url: str
    """Its permanent page; empty where no public address is configured."""
    service: str
    severity: str
    """``critical``, ``major``, ``minor``, ``none``, or empty while not judged."""
    state: str
    """``open``, ``over``, or ``unknown``."""
    span: str
    """From when to when in words, in the list's zone; empty when nobody says."""
    origins: int
    articles: int
    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """An incident in one line."""

    incident: str
    title: str
    url: str
    service: str
    severity: str
    state: str
    span: str
    origins: int
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What was learned this week of an older incident: a cause, a post-mortem, a correction, a promise."""

    kind: str
    """One of ``found_late merged postmortem cause corrected promise_kept promise_overdue promise_due``.

    ``found_late``: it began before this week, and came to our record after the list's last digest was made;
    ``merged``: what was kept as an incident of its own turned out to be this one. Those of one incident stand next to
    each other."""
    incident: str
    title: str
    url: str
    sentence: Words
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderWeeks:
    """One provider beside its peers: a small multiple."""

    provider: str
    name: str
    counts: tuple[int, ...]
    """Incidents a week, the oldest first, this week last."""
    hours: tuple[float, float] | None
    """Hours of this week's incidents, summed, from the least to the most that is claimed; None when nobody says."""
    this_week: tuple[str, ...]
    """Ids."""
    untimed: int = 0
    """Of these, how many nobody gives a length of: they are not in the hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How many of the week's incidents began on a day of the list's zone, by severity."""

    date: str
    critical: int
    major: int
    minor: int
    none: int = 0
    """Not judged, or of no severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """A feed that is new, or that we could not hear."""

    kind: str
    """One of ``new dead failing silent unasked``."""
    feed: str
    outlet: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The mailing list as its readers know it."""

    slug: str
    title: str
    intro: str
    filters: str
    """What it leaves out, in words; empty when nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One list's digest of one week."""

    listing: Listing
    label: str
    """The ISO week: ``2026-W10``."""
    zone: str
    start: datetime
    """Aware, UTC: Monday's midnight in the zone."""
    end: datetime
    """Not included."""
    told_at: datetime
    subject: str
    """The week's main news, one line, without control characters."""
    preheader: str
    """What a mailbox shows beside the subject."""
    summary: tuple[Words, ...]
    """Two sentences, or how quiet or deaf the week was."""
    quiet: str
    """``no``, ``quiet`` (we listened and nothing happened), ``filtered`` (we listened, and what happened is left out by
    the list's filter), or ``deaf`` (we could not listen)."""
    counts: tuple[int, ...]
    """Incidents a week, the oldest first, this week last: thirteen weeks."""
    days: tuple[Day, ...]
    top: tuple[Story, ...]
    others: tuple[Brief, ...]
    still_open: tuple[Brief, ...]
    vendor_only: tuple[Brief, ...]
    candidates: int
    late: tuple[Late, ...]
    providers: tuple[ProviderWeeks, ...]
    feeds: tuple[FeedNote, ...]
    heard: Words
    """How many feeds were asked, answered, and brought how much."""
    rule: str
    """By which rule an incident belongs to a week."""
    archive_url: str
    """This digest as a web page; empty where no public address is configured."""
    left_out: int = 0
    """Outages of this week on record that the list's filter leaves out."""
    filtered_by: str = ""
    """That filter in short: ``severity major or worse``."""
    unheard: int = 0
    """Of the weeks before, how many of the oldest we did not listen in: a zero of theirs says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as it is attached to the mail."""

    cid: str
    """Without angle brackets; the same in every mail of one digest."""
    png: bytes
    alt: str


UNSUBSCRIBE = "https://unsubscribe.invalid/"
"""Stands in the rendered text and HTML for the reader's own address of leaving the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A digest ready to be sent: the same for every subscriber but for the address of leaving."""

    subject: str
    html: str
    text: str
    pictures: tuple[Picture, ...]
