"""data/services.toml -> the checked entries of the lexicon: providers, their services, and every name of each.

Reads one file and changes nothing. What the file may say is written at its head; whatever else it says is an error that
names the entry.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from newsagg.errors import DataFileError

KINDS = frozenset(
    {
        "ai", "airline", "aviation", "bank", "carmaker", "cdn", "cloud", "collaboration", "crypto", "developer",
        "domains", "education", "email", "emergency", "exchange", "game", "gaming", "government", "health", "hosting",
        "messaging", "network", "outlet", "payments", "regulator", "retail", "saas", "security", "smart-home",
        "social", "software", "streaming", "telecom", "ticketing", "tracker", "travel",
    }
)  # fmt: skip
"""What a provider or service may be; the words are explained at the head of services.toml."""

SPEAKS_ONLY = frozenset({"tracker", "regulator", "outlet"})
"""Kinds that we keep because they are quoted; an outage of their own is rare news."""

_CONTEXT = {
    "ai": "AI, chatbot, model, assistant, API, developers",
    "airline": "flights, flight, airline, airport, passengers, grounded, planes",
    "aviation": "flights, flight, airline, airport, passengers, airports",
    "bank": "bank, banking, customers, app, payments, account, accounts, online banking, lender",
    "collaboration": "chat, messages, meetings, workplace, app, users",
    "exchange": "trading, brokerage, investors, traders, accounts",
    "game": "game, players, servers, matchmaking, gaming",
    "gaming": "game, games, players, servers, gamers, gaming",
    "messaging": "app, messages, messaging, users, chat",
    "payments": "payments, payment, cards, transactions, merchants, checkout",
    "retail": "stores, shoppers, retailer, checkout, orders, customers",
    "social": "app, users, posts, social media, feed",
    "streaming": "streaming, subscribers, viewers, stream, app",
    "telecom": "network, mobile, broadband, internet, customers, calls, wireless, carrier",
    "travel": "bookings, passengers, app, travellers, trains, riders",
}
_CONTEXT_OF_ALL = "outage, Downdetector, software, servers, online service, status page"
"""Words that stand in for a missing ``context``: those of the kind, and these."""

_ALLOWED = {
    "slug", "name", "kind", "aliases", "weak_aliases", "formerly", "domains", "status_page", "parent", "ambiguous",
    "context", "decoys", "components", "service",
}  # fmt: skip


class Sort(IntEnum):
    """How far a name can be trusted by itself; the lower wins where two names are equally long."""

    DOMAIN = 0
    CLEAR = 1
    DECOY = 2
    """Looks like a name and is none: the rain forest, the pie."""
    WEAK = 3
    """Also a word or somebody else's name: counts only with context."""
    COMPONENT = 4
    """Part of a service: counts only beside its family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A provider, or a service of one."""

    slug: str
    name: str
    kind: str
    provider: str
    """Its own slug when it is a provider."""
    parent: str = ""
    """Slug of the entry that owns it; empty when nobody does."""
    status_page: str = ""
    domains: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    """Words one of which must stand near a weak name."""
    names: tuple[tuple[str, Sort], ...] = field(default=(), repr=False)
    """Every way to write it, and how far each is to be trusted."""


def _texts(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise DataFileError(f"{key} must be a list of words", subject=where)
    return tuple(value)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise DataFileError(f"{key} must be a text", subject=where)
    return value.strip()


def _names(row: Mapping[str, Any], name: str, where: str) -> Iterator[tuple[str, Sort]]:
    ambiguous = row.get("ambiguous", False)
    if not isinstance(ambiguous, bool):
        raise DataFileError("ambiguous must be true or false", subject=where)
    yield name, Sort.WEAK if ambiguous else Sort.CLEAR
    for key, sort in (
        ("aliases", Sort.CLEAR),
        ("formerly", Sort.CLEAR),
        ("domains", Sort.DOMAIN),
        ("weak_aliases", Sort.WEAK),
        ("components", Sort.COMPONENT),
        ("decoys", Sort.DECOY),
    ):
        for text in _texts(row, key, where):
            yield text, sort


def _entry(row: Mapping[str, Any], file: str, *, above: Entry | None = None) -> Entry:
    slug = _text(row, "slug", file)
    where = f"{file} [{slug or row.get('name', '?')}]"
    name, kind = _text(row, "name", where), _text(row, "kind", where) or (above.kind if above else "")
    if not slug or not name or slug != slug.lower() or not slug.replace("-", "").isalnum():
        raise DataFileError("needs a name and a slug in kebab-case", subject=where)
    if kind not in KINDS:
        raise DataFileError(
            f"unknown kind {kind!r}", subject=where, hint=f"one of {', '.join(sorted(KINDS))}"
        )
    if unknown := sorted(set(row) - _ALLOWED):
        raise DataFileError(f"unknown key {unknown[0]!r}", subject=where)
    status_page = _text(row, "status_page", where)
    if status_page and not status_page.startswith("https://"):
        raise DataFileError(f"status_page must be an https address, not {status_page!r}", subject=where)
    names = tuple(_names(row, name, where))
    context = _texts(row, "context", where)
    if not context and any(sort is Sort.WEAK for _, sort in names):
        default = f"{_CONTEXT.get(kind, '')}, {_CONTEXT_OF_ALL}"
        context = tuple(word.strip() for word in default.split(",") if word.strip())
    return Entry(
        slug=slug,
        name=name,
        kind=kind,
        provider=above.slug if above else slug,
        parent=above.slug if above else _text(row, "parent", where),
        status_page=status_page,
        domains=_texts(row, "domains", where),
        context=context,
        names=names,
    )


def _check(entries: Mapping[str, Entry], file: str) -> None:
    owner: dict[str, str] = {}
    for entry in entries.values():
        where = f"{file} [{entry.slug}]"
        if entry.parent and entry.parent not in entries:
            raise DataFileError(f"unknown parent {entry.parent!r}", subject=where)
        above, seen = entry.parent, {entry.slug}
        while above:
            if above in seen:
                raise DataFileError("is its own parent", subject=where)
            seen.add(above)
            above = entries[above].parent
        for text, sort in entry.names:
            # Several vendors have a "Lambda" or an "East US", and any number of names may share a decoy.
            if sort in (Sort.COMPONENT, Sort.DECOY):
                continue
            first = owner.setdefault(text.casefold(), entry.slug)
            if first != entry.slug:
                raise DataFileError(f"{text!r} is a name of {first!r} too", subject=where)


def read_entries(path: Path) -> dict[str, Entry]:
    """Return the entries of a services.toml by slug, providers before their services, in the file's order.

    Raises DataFileError naming file and entry: not TOML, a key or kind that is not in the closed lists, a slug or name
    that two entries claim, a parent that does not exist.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", subject=str(path)) from error
    entries: dict[str, Entry] = {}

    def keep(entry: Entry) -> None:
        if entry.slug in entries:
            raise DataFileError("its slug is taken", subject=f"{path.name} [{entry.slug}]")
        entries[entry.slug] = entry

    for row in document.get("provider", []):
        provider = _entry(row, path.name)
        keep(provider)
        for service in row.get("service", []):
            keep(_entry(service, path.name, above=provider))
    if not entries:
        raise DataFileError("holds no [[provider]]", subject=str(path))
    _check(entries, path.name)
    return entries
