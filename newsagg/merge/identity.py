"""Incident ids, and what analysts ruled about them -> plain tables that planning obeys. Pure.

A ruling stands until a later one says otherwise or it is undone; the clusterer never overrules one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsagg.model import Decision, Incident
from newsagg.vocabulary import ArticleRole, DecisionKind

SIDE_ROLES = (ArticleRole.ROUNDUP, ArticleRole.BACKGROUND)
"""What only tells of an incident in passing carries no id over."""
_REJECT = DecisionKind.REJECT
_PLACING = (DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.MOVE)
_LONGEST_SLUG = 40
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What analysts decided, as planning needs it."""

    merged: Mapping[str, tuple[str, str]]
    """Incident -> (survivor, reason); the redirects of analysts' merges followed."""
    bonds: Mapping[str, frozenset[int]]
    """Survivor of analysts' merges -> articles that came with these, and bring along what they are grouped with."""
    homes: Mapping[int, str]
    """Article -> incident that it was moved or split to, or rejected with."""
    placed: Mapping[int, str]
    """Article -> incident that any of these gave it to."""
    members: Mapping[str, frozenset[int]]
    """Incident -> primary articles and updates by which it is known, as analysts have it."""
    holders: Mapping[int, str]
    """Article -> incident that holds it now or held it last, or that analysts gave it to, or gave back to."""
    refused: frozenset[str]
    """Incidents that an analyst rejected."""
    reasons: Mapping[int, str]
    """Article -> the analyst's reason."""
    about: Mapping[str, tuple[Decision, ...]]
    """Incident as decided about -> rejections and overrides, in the order in which they were made."""


def name_incident(started: datetime, service: str, *taken: Container[str]) -> str:
    """Return an id in none of ``taken`` such as 2026-03-02-claude, with -2, -3 on collision; the date is UTC."""
    flat = unicodedata.normalize("NFKD", service).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:_LONGEST_SLUG].strip("-") or "unknown"
    base = f"{started.astimezone(UTC):%Y-%m-%d}-{slug}"
    return name_sibling(base, *taken) if any(base in ids for ids in taken) else base


def name_sibling(incident: str, *taken: Container[str]) -> str:
    """Return a free id like a given one: with -2, or the next free number, behind it."""
    number = 2
    while any(f"{incident}-{number}" in ids for ids in taken):
        number += 1
    return f"{incident}-{number}"


def name_by_title(title: str) -> str:
    """Return the first telling words of a headline: what an incident is called when no service is known."""
    return " ".join([w for w in re.findall(r"[^\W_]+", title) if len(w) > 3][:_TITLE_WORDS])


def follow(incident: str, redirects: Mapping[str, str]) -> str:
    """Return where an id leads; a ring of redirects ends where it began."""
    seen = {incident}
    while incident in redirects and redirects[incident] not in seen:
        incident = redirects[incident]
        seen.add(incident)
    return incident


def tell_decision(decision: Decision) -> str:
    """Return who decided and why, as the history of the record prints it."""
    return f"{decision.by}: {decision.reason}"


def read_rulings(known: Sequence[Incident], decisions: Iterable[Decision]) -> Rulings:
    """Return the decisions in force: later ones win, and incidents that analysts merged speak through the survivor.

    Merges that the clusterer made are no rulings: an incident that a decision names is then where its reports are.
    """
    ordered = sorted(decisions, key=lambda d: (d.at, d.id))
    standing = [d for d in ordered if d.undone_at is None]
    held = {
        i.id: frozenset(a for a, role in i.articles if role not in SIDE_ROLES) or frozenset(i.former)
        for i in known
    }
    redirects: dict[str, str] = {}
    why: dict[str, str] = {}
    homes: dict[int, str] = {}
    reasons: dict[int, str] = {}
    bonds: defaultdict[str, set[int]] = defaultdict(set)
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in standing:
        source, target = follow(decision.incident, redirects), follow(decision.target, redirects)
        articles = set(decision.articles or held.get(source, ()))
        if decision.kind is DecisionKind.MERGE and source != target:
            redirects[source] = target
            why[source] = tell_decision(decision)
            homes = {a: home for a, home in homes.items() if a not in articles or home in (source, target)}
            _unbind(bonds, articles)
            bonds[target] |= articles | bonds.pop(source, set())
        elif decision.kind in (DecisionKind.SPLIT, DecisionKind.MOVE):
            _unbind(bonds, articles)
            homes |= dict.fromkeys(articles, target)
            reasons |= dict.fromkeys(articles, tell_decision(decision))
        elif decision.kind is _REJECT:
            about[decision.incident].append(decision)
            articles |= bonds.pop(source, set())
            _unbind(bonds, articles)
            homes |= dict.fromkeys(articles, source)
        elif decision.kind is DecisionKind.OVERRIDE:
            about[decision.incident].append(decision)
    homes = {a: follow(home, redirects) for a, home in homes.items()}
    bound = {follow(i, redirects): frozenset(bond) for i, bond in bonds.items()}
    placed = homes | {a: i for i, bond in bound.items() for a in bond}
    rightful = _give_back(ordered) | placed
    members: defaultdict[str, set[int]] = defaultdict(set)
    for incident, own in held.items():
        survivor = follow(incident, redirects)
        members[survivor] |= {a for a in own if rightful.get(a, survivor) == survivor}
    for article, incident in rightful.items():
        members[incident].add(article)
    holders = {a: follow(i.id, redirects) for i in known for a in i.former}
    holders |= {a: follow(i.id, redirects) for i in known for a, _ in i.articles}
    return Rulings(
        merged={i: (follow(i, redirects), reason) for i, reason in why.items()},
        bonds=bound,
        homes=homes,
        placed=placed,
        members={i: frozenset(found) for i, found in members.items()},
        holders=holders | rightful,
        refused=frozenset(
            follow(i, redirects) for i, found in about.items() if any(d.kind is _REJECT for d in found)
        ),
        reasons=reasons,
        about={i: tuple(found) for i, found in about.items()},
    )


def _unbind(bonds: Mapping[str, set[int]], articles: Collection[int]) -> None:
    """Take articles out of what earlier merges said of them."""
    for bond in bonds.values():
        bond.difference_update(articles)


def _give_back(decisions: Sequence[Decision]) -> dict[int, str]:
    """Return where articles were before decisions that have been undone since, the first of these first.

    Without this an incident that wrongly got another's reports would follow them when they leave again.
    """
    returned: dict[int, str] = {}
    for decision in decisions:
        if decision.undone_at is not None and decision.kind in _PLACING:
            for article in decision.articles:
                returned.setdefault(article, decision.incident)
    return returned
