"""Groups + known incidents + analysts' decisions -> changes of the record. Pure.

    groups -> decisions applied (merge, move, split) -> ids handed out by greatest overlap -> changes

Who keeps an id: each known incident goes to the group that holds most of its articles; where several meet in one group
the one with most articles there keeps its id (then the oldest, then the smaller id) and the others are merged into it.
What falls off gets a new id that names its parent. Ids are never taken back; planning again changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsagg.merge.headline import Description, describe_incident
from newsagg.merge.identity import Rulings, name_by_title, name_incident, read_rulings
from newsagg.model import (
    Change,
    Decision,
    DescribeIncident,
    Group,
    Incident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
    Report,
)
from newsagg.vocabulary import ArticleRole, RecordState

Describe = Callable[[Group, Sequence[Decision]], Description]

_GONE = (RecordState.MERGED,)
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
_SIDE_ROLES = (ArticleRole.ROUNDUP, ArticleRole.BACKGROUND)


@dataclass(slots=True)
class _Seat:
    """A group on its way to an id."""

    group: Group
    incident: str = ""
    split_from: str = ""
    why: str = ""

    @property
    def articles(self) -> set[int]:
        return {r.article_id for r in self.group.reports}


def plan_changes(
    groups: Iterable[Group],
    known: Sequence[Incident],
    decisions: Sequence[Decision] = (),
    *,
    now: datetime,
    taken: Collection[str] = (),
    describe: Describe | None = None,
    described: Mapping[str, DescribeIncident] | None = None,
    origins: Mapping[int, int] | None = None,
) -> list[Change]:
    """Return what to change so that the record says what the groups and the analysts say.

    ``groups`` must hold every report of the ``known`` incidents that still counts: an article that is in none leaves
    its incident. ``taken`` are all ids ever handed out, ``described`` what the record says of each incident now and
    ``origins`` the origin it holds for each article; with these, planning again after applying returns no change.
    Times are UTC. ``describe`` makes the line of an incident, ``describe_incident`` unless given.
    """
    tell = describe or (lambda group, rulings: describe_incident(group, rulings, now=now))
    rulings = read_rulings(known, decisions)
    living = [i for i in known if i.state not in _GONE and not i.merged_into and i.id not in rulings.merged]
    seats = [_Seat(g) for g in _rule(list(groups), rulings)]
    changes: list[Change] = [
        MergeIncident(incident=source, into=target, reason=reason)
        for source, (target, reason) in sorted(rulings.merged.items())
        if any(i.id == source and i.state not in _GONE and not i.merged_into for i in known)
    ]
    merged = _seat_incidents(seats, living, rulings)
    used = {i.id for i in known} | set(taken) | {s.incident for s in seats if s.incident}
    parents = _find_parents(living)
    opened: list[Change] = []
    for seat in seats:
        if not seat.incident:
            seat.split_from = _choose_parent(seat, parents)
            headline = tell(seat.group, ()).headline
            # A start that nobody claims is a half day that ends with the first report: its end is the better day.
            claimed = headline.started_to != headline.first_reported_at
            started = headline.started_from if claimed else headline.first_reported_at
            subject = headline.lead_service or name_by_title(headline.title)
            seat.incident = name_incident(started or now, subject, used)
            used.add(seat.incident)
            opened.append(
                OpenIncident(
                    incident=seat.incident,
                    lead_service=headline.lead_service,
                    split_from=seat.split_from,
                    reason=seat.why or _why_opened(seat),
                )
            )
    changes += opened
    changes += [MergeIncident(incident=i, into=into, reason=why) for i, (into, why) in sorted(merged.items())]
    changes += _place(seats, known, rulings, merged, origins)
    changes += _describe(seats, living, merged, rulings, tell, described or {})
    return changes


def _why_opened(seat: _Seat) -> str:
    if seat.split_from:
        return f"its reports were in {seat.split_from}, and tell of another outage; {seat.group.reason}"
    return seat.group.reason


def _join(groups: Sequence[Group], reason: str) -> Group:
    reports: dict[int, Report] = {r.article_id: r for g in groups for r in g.reports}
    roles: dict[int, ArticleRole] = {}
    for group in groups:
        for article, role in group.roles:
            if article not in roles or roles[article] in _SIDE_ROLES:
                roles[article] = role
    ordered = sorted(reports.values(), key=lambda r: (r.published_at or r.seen_at, r.url, r.article_id))
    return Group(
        reports=tuple(ordered),
        roles=tuple(roles.items()),
        origins=tuple({a: o for g in groups for a, o in g.origins}.items()),
        reason=reason,
    )


def _take(group: Group, articles: Collection[int], reason: str) -> Group:
    return Group(
        reports=tuple(r for r in group.reports if r.article_id in articles),
        roles=tuple((a, role) for a, role in group.roles if a in articles),
        origins=tuple((a, o) for a, o in group.origins if a in articles),
        reason=reason,
    )


def _set_aside(group: Group, refused: str, rulings: Rulings) -> list[Group]:
    """Keep what an analyst rejected apart from an incident that he did not reject."""
    ids = {r.article_id for r in group.reports}
    mine = ids & rulings.members.get(refused, frozenset())
    others = any(ids & held for i, held in rulings.members.items() if i not in rulings.refused)
    if not mine or not others:
        return [group]
    rest = {a for a, _ in group.roles} - mine
    return [_take(group, mine, f"an analyst rejected {refused}"), _take(group, rest, group.reason)]


def _rule(groups: Sequence[Group], rulings: Rulings) -> list[Group]:
    """Apply what analysts decided to the partition."""
    rest: list[Group] = []
    moved: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        ids = {r.article_id for r in group.reports}
        homes = {a: rulings.homes[a] for a in ids if a in rulings.homes}
        for home in sorted(set(homes.values())):
            here = {a for a, h in homes.items() if h == home}
            moved[home].append(_take(group, here, f"an analyst placed these in {home}"))
        left = {a for a, _ in group.roles} - set(homes)
        if left & ids:
            rest.append(group if not homes else _take(group, left, group.reason))
    for refused in rulings.refused:
        rest = [part for group in rest for part in _set_aside(group, refused, rulings)]
    for bond in rulings.bonds:
        bound = [g for g in rest if any(r.article_id in bond for r in g.reports)]
        if len(bound) > 1:
            first = rest.index(bound[0])
            joined = _join(bound, f"an analyst merged these; {bound[0].reason}")
            rest = [joined if n == first else g for n, g in enumerate(rest) if n == first or g not in bound]
    for home, parts in sorted(moved.items()):
        members = rulings.members.get(home, frozenset())
        held = [sum(r.article_id in members for r in g.reports) for g in rest]
        most = max(held, default=0)
        strongest = [rest.pop(held.index(most))] if most else []
        rest.append(_join([*strongest, *parts], parts[0].reason))
    return sorted(rest, key=lambda g: (g.reports[0].published_at or g.reports[0].seen_at, g.reports[0].url))


def _seat_incidents(
    seats: Sequence[_Seat], living: Sequence[Incident], rulings: Rulings
) -> dict[str, tuple[str, str]]:
    """Give known incidents to groups; return those that must merge, each with its survivor and the reason."""
    seat_of = {article: n for n, seat in enumerate(seats) for article in seat.articles}
    sizes: dict[str, Counter[int]] = {}
    rank: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for incident in living:
        own = {a for a, role in incident.articles if role not in _SIDE_ROLES}
        own |= rulings.housed.get(incident.id, frozenset())
        held = Counter(
            seat_of[a] for a in own if a in seat_of and rulings.homes.get(a, incident.id) == incident.id
        )
        sizes[incident.id] = held
        for n, size in held.items():
            rank[n].append((-size, incident.id))
    for found in rank.values():
        found.sort()
    contenders: defaultdict[int, list[Incident]] = defaultdict(list)
    for incident in living:
        overlaps = sizes[incident.id]
        best = max(overlaps.values(), default=0)
        tied = [n for n, size in overlaps.items() if size == best]
        if tied:  # between two equal halves, the one that no other incident claims more
            contenders[min(tied, key=lambda n: (rank[n][0][1] != incident.id, n))].append(incident)
    merged: dict[str, tuple[str, str]] = {}
    for n, incidents in sorted(contenders.items()):
        incidents.sort(key=lambda i: (-sizes[i.id][n], i.opened_at or _BEGINNING, i.id))
        keeper = incidents[0]
        seats[n].incident = keeper.id
        for other in incidents[1:]:
            count = sizes[other.id][n]
            merged[other.id] = (
                keeper.id,
                f"{count} of its {len(other.articles)} articles tell of the same outage as {keeper.id}; "
                f"{seats[n].group.reason}",
            )
    return merged


def _find_parents(living: Sequence[Incident]) -> dict[int, str]:
    return {
        a: i.id
        for i in sorted(living, key=lambda i: i.id, reverse=True)
        for a, role in i.articles
        if role not in _SIDE_ROLES
    }


def _choose_parent(seat: _Seat, parents: Mapping[int, str]) -> str:
    shared = Counter(parents[a] for a in seat.articles if a in parents)
    return min(shared, key=lambda i: (-shared[i], i)) if shared else ""


def _place(
    seats: Sequence[_Seat],
    known: Sequence[Incident],
    rulings: Rulings,
    merged: Mapping[str, tuple[str, str]],
    origins: Mapping[int, int] | None,
) -> list[Change]:
    before = {i.id: dict(i.articles) for i in known}
    changes: list[Change] = []
    for seat in seats:
        had = before.get(seat.incident, {})
        now_here = dict(seat.group.roles)
        own = dict(seat.group.origins)
        for article in sorted(set(had) - set(now_here)):
            why = rulings.reasons.get(article) or f"no longer with {seat.incident}: {seat.group.reason}"
            changes.append(RemoveArticle(incident=seat.incident, article_id=article, reason=why))
        for article, role in sorted(now_here.items()):
            origin = own.get(article, article)
            stale = origins is not None and origins.get(article, origin) != origin
            if had.get(article) is not role or stale:
                changes.append(
                    PlaceArticle(
                        incident=seat.incident,
                        article_id=article,
                        role=role,
                        origin=origin,
                        reason=rulings.reasons.get(article) or seat.group.reason,
                    )
                )
    seated = {seat.incident for seat in seats}
    for incident in known:
        if incident.id in seated:
            continue
        heir = merged.get(incident.id) or rulings.merged.get(incident.id)
        for article, _ in sorted(incident.articles):
            why = heir[1] if heir else "no report that counts is left of it"
            changes.append(RemoveArticle(incident=incident.id, article_id=article, reason=why))
    removals = [c for c in changes if isinstance(c, RemoveArticle)]
    return [*removals, *(c for c in changes if not isinstance(c, RemoveArticle))]


def _describe(
    seats: Sequence[_Seat],
    living: Sequence[Incident],
    merged: Mapping[str, tuple[str, str]],
    rulings: Rulings,
    tell: Describe,
    described: Mapping[str, DescribeIncident],
) -> list[Change]:
    changes: list[Change] = []
    for seat in seats:
        about = tell(seat.group, rulings.about.get(seat.incident, ()))
        change = DescribeIncident(
            incident=seat.incident,
            state=about.state,
            headline=about.headline,
            findings=about.findings,
            reason=seat.group.reason,
        )
        last = described.get(seat.incident)
        if last is None or replace(last, reason="") != replace(change, reason=""):
            changes.append(change)
    seated = {seat.incident for seat in seats}
    for incident in living:
        last = described.get(incident.id)
        alone = incident.id not in seated and incident.id not in merged
        if alone and last is not None and last.state is not RecordState.REJECTED:
            why = "no report that counts is left of it"
            changes.append(replace(last, state=RecordState.REJECTED, reason=why))
    return changes
