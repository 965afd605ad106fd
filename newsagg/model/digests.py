"""Nouns for mailing lists: whom a weekly digest is made for, and what they asked to be told."""

from dataclasses import dataclass

from newsagg.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list leaves out. All empty: nothing. ``report/listing.py`` writes and reads it as JSON."""

    providers: tuple[str, ...] = ()
    """Slugs of providers or services: only incidents in which one of them failed or was hit; empty for all."""
    severity: Severity = Severity.NONE
    """Least severity, ours or the vendor's, whichever is graver; ``none`` keeps also what is not judged."""
    languages: tuple[str, ...] = ()
    """Language codes: only incidents that an article in one of them tells of, and only its words; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestList:
    """One mailing list."""

    slug: str
    title: str
    intro: str = ""
    zone: str = "UTC"
    """IANA name: its weeks begin on Monday's midnight there, and times are told in it."""
    filters: Filters = Filters()
