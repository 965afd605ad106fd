"""data/services.toml -> a Lexicon: who is who, who owns whom, which names stand in a text. Pure once loaded.

detect/entries.py reads and checks the file, detect/names.py finds where names may stand, detect/mentions.py decides
which of them are meant. A headline's service that is not in here: detect/unlisted.py.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from newsagg import places
from newsagg.detect.entries import KINDS, SPEAKS_ONLY, Entry, Sort, read_entries
from newsagg.detect.mentions import Mention, decide_mentions, prepare_context
from newsagg.detect.names import NameTrie

__all__ = ["KINDS", "SPEAKS_ONLY", "Entry", "Lexicon", "Mention", "load_lexicon"]

_NOT_ALNUM = re.compile(r"[^\w&+]+")
_OFFICE = re.compile(
    r"\s*(?:['’]s?)?\s*\b(?:(?:system |service |server |public )?status"
    r"(?: page| site| dashboard| website| update| blog)?|(?:service )?health dashboard|dashboard|support|help|"
    r"officials?|executives?|engineers|engineering|team|spokes(?:person|man|woman|people)|representatives?|"
    r"customer care|press office|newsroom|(?:engineering )?blog|website|inc|corp|corporation|ltd|limited|plc|llc|co|"
    r"ag|sa|gmbh|group|company|ceo|cto|news|uk|us)\.?\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\A(?:(?:the|an?)\s+)?(?:(?:spokes(?:person|man|woman|people)|representatives?|officials?|engineers?|executives?)"
    r"\s+(?:for|of|at|from)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_LONGEST_SPEAKER = 120


def _key(name: str) -> str:
    return _NOT_ALNUM.sub("", name).casefold()


class Lexicon:
    """The providers, services, trackers, regulators and outlets that we know by name."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType(dict(entries))
        self._trie = NameTrie(entries.values())
        # the services and the claims of an article are read one after the other: its names are found once
        self._find = lru_cache(maxsize=4)(self._find_all)
        self._find_speaker = lru_cache(maxsize=1024)(self._read_speaker)
        self._contexts = {entry.slug: prepare_context(entry) for entry in entries.values()}
        self._kinds = {entry.slug: entry.kind for entry in entries.values()}
        self._families = {slug: (self.parent_chain(slug) or (slug,))[-1] for slug in entries}
        self._speakers: dict[str, tuple[str, bool]] = {}
        self._hosts: dict[str, str] = {}
        for entry in entries.values():
            for text, sort in entry.names:
                if sort in (Sort.CLEAR, Sort.WEAK, Sort.DOMAIN):
                    self._speakers.setdefault(_key(text), (entry.provider, sort is Sort.WEAK))
            for domain in entry.domains:
                self._hosts[domain.lower()] = entry.slug
        for entry in entries.values():
            if entry.status_page and (host := urlsplit(entry.status_page).hostname):
                # Services that share a page with their provider: the page belongs to the provider.
                self._hosts.setdefault(host, entry.slug)

    def find(self, text: str, *, doubtful: bool = False) -> list[Mention]:
        """Return the mentions in reading order, without overlaps; offsets are in code points of ``text``.

        Words that may be names but found no support nearby are left out, or come with ``certain=False`` when
        ``doubtful`` is set.
        """
        found = self._find(text)
        return list(found) if doubtful else [mention for mention in found if mention.certain]

    def _find_all(self, text: str) -> tuple[Mention, ...]:
        return tuple(
            decide_mentions(
                text,
                self._trie.find(text),
                families=self._families,
                contexts=self._contexts,
                kinds=self._kinds,
            )
        )

    def __contains__(self, slug: object) -> bool:
        return slug in self.entries

    def name_of(self, slug: str) -> str:
        """Return the name to print; a slug that is not in the lexicon is returned with capitals and spaces."""
        entry = self.entries.get(slug)
        return entry.name if entry else slug.replace("-", " ").title()

    def kind_of(self, slug: str) -> str:
        """Return the kind, one of KINDS; empty when the slug is not in the lexicon."""
        entry = self.entries.get(slug)
        return entry.kind if entry else ""

    def can_fail(self, slug: str) -> bool:
        """Return whether an outage of it is what we look for: not a tracker, a regulator or a news outlet."""
        return self.kind_of(slug) not in SPEAKS_ONLY

    def provider_of(self, slug: str) -> str:
        """Return the slug of the provider of a service; itself for a provider and for what is not in the lexicon."""
        entry = self.entries.get(slug)
        return entry.provider if entry else slug

    def parent_chain(self, slug: str) -> tuple[str, ...]:
        """Return the owners from the nearest to the topmost, without the slug itself."""
        chain: list[str] = []
        entry = self.entries.get(slug)
        while entry and entry.parent:
            chain.append(entry.parent)
            entry = self.entries.get(entry.parent)
        return tuple(chain)

    def same_family(self, one: str, other: str) -> bool:
        """Return whether both have the same topmost owner, or are the same."""
        return self._families.get(one, one) == self._families.get(other, other)

    def speaker(self, name: str) -> str | None:
        """Return the slug of the organisation that speaks under this name; None for people and unknown names.

        A service speaks for its provider. Status pages, dashboards, spokespeople and legal forms are the organisation.
        """
        return self._find_speaker(name)

    def _read_speaker(self, name: str) -> str | None:
        rest = _BEFORE.sub("", " ".join(name[:_LONGEST_SPEAKER].split()))
        while rest:
            known = self._speakers.get(_key(rest))
            if known and (not known[1] or rest[0].isupper()):
                return known[0]
            shorter = _OFFICE.sub("", rest).strip()
            if shorter == rest:
                return self.at_host(rest.lower()) if "." in rest else None
            rest = shorter
        return None

    def at_host(self, host: str) -> str | None:
        """Return the slug of whom a host name belongs to, subdomains included; None when nobody is known."""
        labels = host.lower().rstrip(".").split(".")
        for at in range(len(labels) - 1):
            if slug := self._hosts.get(".".join(labels[at:])):
                return slug
        return None


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Return the lexicon of a services.toml; without a path, of the one that newsagg ships.

    Raises DataFileError naming file and entry when the file is wrong.
    """
    return Lexicon(read_entries(path or places.data_dir() / "services.toml"))
