"""Stored addresses -> today's canonical spelling, once after each change of the rules."""

from sqlite_utils import Database

from newsagg.collect.urls import ENTRY_FRAGMENT, SPELLING, canonical_url
from newsagg.store.addresses import respell_addresses


def spell_stored(url: str) -> str:
    """Return a stored address as today's rules spell it; those that we made up for entries without pages stay."""
    return url if ENTRY_FRAGMENT in url else canonical_url(url)


def keep_addresses(db: Database) -> int:
    """Spell the stored addresses by today's rules where other rules spelled them; return how many articles changed."""
    return respell_addresses(db, spell_stored, SPELLING)
