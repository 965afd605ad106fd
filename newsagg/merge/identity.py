"""Incident ids, and what analysts ruled about them -> plain tables that planning obeys. Pure.

A ruling stands until another ruling; the clusterer never overrules one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsagg.model import Decision, Incident
from newsagg.vocabulary import DecisionKind, RecordState

_LONGEST_SLUG = 40
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What analysts decided, as planning needs it."""

    merged: dict[str, tuple[str, str]]
    """Incident -> (survivor, reason), redirects followed."""
    bonds: tuple[frozenset[int], ...]
    """Articles that belong together, whatever their likeness."""
    homes: dict[int, str]
    """Article -> incident that it was moved or split to."""
    members: dict[str, frozenset[int]]
    """Incident -> articles that it holds in the record, without those moved elsewhere."""
    housed: dict[str, frozenset[int]]
    """The same the other way round."""
    refused: tuple[str, ...]
    """Incidents that an analyst rejected."""
    reasons: dict[int, str]
    """Article -> the analyst's reason."""
    about: dict[str, tuple[Decision, ...]]
    """Incident -> rejections and overrides."""


def name_incident(started: datetime, service: str, taken: Collection[str]) -> str:
    """Return a free id such as 2026-03-02-claude, with -2, -3 on collision; the date is UTC."""
    flat = unicodedata.normalize("NFKD", service).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:_LONGEST_SLUG].strip("-") or "unknown"
    base = f"{started.astimezone(UTC):%Y-%m-%d}-{slug}"
    number, free = 1, base
    while free in taken:
        number += 1
        free = f"{base}-{number}"
    return free


def name_by_title(title: str) -> str:
    """Return the first telling words of a headline: what an incident is called when no service is known."""
    return " ".join([w for w in re.findall(r"[^\W_]+", title) if len(w) > 3][:_TITLE_WORDS])


def follow(incident: str, redirects: dict[str, str]) -> str:
    """Return where an id leads; a ring of redirects ends where it began."""
    seen = {incident}
    while incident in redirects and redirects[incident] not in seen:
        incident = redirects[incident]
        seen.add(incident)
    return incident


def read_rulings(known: Sequence[Incident], decisions: Iterable[Decision]) -> Rulings:
    """Return the decisions in force: later ones win, and merged incidents speak through their survivors."""
    ordered = sorted(decisions, key=lambda d: (d.at, d.id))
    redirects = {i.id: i.merged_into for i in known if i.merged_into}
    why: dict[str, str] = {}
    for decision in ordered:
        if decision.kind is DecisionKind.MERGE and follow(decision.target, redirects) != decision.incident:
            redirects.setdefault(decision.incident, decision.target)
            why[decision.incident] = f"{decision.by}: {decision.reason}"
    articles = {i.id: {a for a, _ in i.articles} for i in known}
    homes: dict[int, str] = {}
    reasons: dict[int, str] = {}
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    bonds: defaultdict[str, set[int]] = defaultdict(set)
    for decision in ordered:
        if decision.kind is DecisionKind.MERGE and decision.incident in redirects:
            target = follow(decision.target, redirects)
            bonds[target] |= articles.get(decision.incident, set()) | articles.get(target, set())
            bonds[target] |= set(decision.articles)
        elif decision.kind in (DecisionKind.SPLIT, DecisionKind.MOVE):
            target = follow(decision.target, redirects)
            home = target if target in articles else _find_child(decision, known)
            for article in decision.articles:
                homes[article] = home or f"new {decision.id}"
                reasons[article] = f"{decision.by}: {decision.reason}"
        elif decision.kind in (DecisionKind.REJECT, DecisionKind.OVERRIDE):
            about[follow(decision.incident, redirects)].append(decision)
    return Rulings(
        merged={i: (follow(i, redirects), reason) for i, reason in why.items()},
        bonds=tuple(frozenset(a for a in bond if a not in homes) for _, bond in sorted(bonds.items())),
        homes=homes,
        members={i: frozenset(a for a in held if homes.get(a, i) == i) for i, held in articles.items()},
        housed={
            home: frozenset(a for a, where in homes.items() if where == home) for home in set(homes.values())
        },
        refused=tuple(
            sorted(i for i, found in about.items() if any(d.kind is DecisionKind.REJECT for d in found))
        ),
        reasons=reasons,
        about={i: tuple(found) for i, found in about.items()},
    )


def _find_child(decision: Decision, known: Sequence[Incident]) -> str:
    """Return the incident that a split without a named target made before; empty the first time."""
    moved = set(decision.articles)
    children = [
        (-len(moved & {a for a, _ in i.articles}), i.id)
        for i in known
        if i.split_from == decision.incident
        and i.state is not RecordState.MERGED
        and i.id != decision.incident
    ]
    overlap, child = min(children, default=(0, ""))
    return child if overlap < 0 else ""
