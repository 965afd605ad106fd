"""Groups + known incidents + analysts' decisions -> changes of the record. Pure.

    groups -> decisions applied (merge, move, split) -> ids handed out by greatest overlap -> changes

Who keeps an id: seating.py. What falls off gets a new id that names its parent, or the id that its reports had before.
Ids are never taken back; planning again changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from newsagg.merge.headline import Description, describe_incident
from newsagg.merge.identity import (
    SIDE_ROLES,
    Rulings,
    follow,
    name_by_title,
    name_incident,
    read_rulings,
    tell_decision,
)
from newsagg.merge.overrides import OVERRIDES
from newsagg.merge.seating import Seat, Seating, seat_incidents
from newsagg.model import (
    Change,
    Decision,
    DescribeIncident,
    Group,
    Headline,
    Incident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
    Report,
    RetireIncident,
    ReviveIncident,
)
from newsagg.vocabulary import ArticleRole, DecisionKind, RecordState

Describe = Callable[[Group, Sequence[Decision]], Description]


def plan_changes(
    groups: Iterable[Group],
    known: Sequence[Incident],
    decisions: Sequence[Decision] = (),
    *,
    now: datetime,
    taken: Container[str] = (),
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
    seats = [Seat(g) for g in _rule(list(groups), rulings)]
    seating = seat_incidents(seats, known, rulings)
    points = {i.id: i.merged_into for i in known}
    merged = seating.merged | {i: ruled for i, ruled in rulings.merged.items() if points.get(i) != ruled[0]}
    used = {i.id for i in known}
    parents = _find_parents(known)
    opened: list[Change] = []
    for seat in seats:
        if not seat.incident:
            seat.split_from = _choose_parent(seat, parents)
            headline = tell(seat.group, ()).headline
            # A start that nobody claims is a half day that ends with the first report: its end is the better day.
            claimed = headline.started_to != headline.first_reported_at
            started = _middle(headline) if claimed else headline.first_reported_at
            subject = headline.lead_service or name_by_title(headline.title)
            seat.incident = name_incident(started or now, subject, used, taken)
            used.add(seat.incident)
            opened.append(
                OpenIncident(
                    incident=seat.incident,
                    lead_service=headline.lead_service,
                    split_from=seat.split_from,
                    reason=seat.why or _why_opened(seat),
                )
            )
    # What the record says of an incident that lay dormant is not what it says of one that stands.
    fresh = {i: last for i, last in (described or {}).items() if i not in seating.revived}
    revived = [ReviveIncident(incident=i, reason=why) for i, why in sorted(seating.revived.items())]
    return [
        *revived,
        *opened,
        *(MergeIncident(incident=i, into=into, reason=why) for i, (into, why) in sorted(merged.items())),
        *_place(seats, known, rulings, seating, origins),
        *_describe(seats, _gather(known, rulings, seating), tell, fresh),
        *_retire(known, seating),
    ]


def _middle(headline: Headline) -> datetime | None:
    """Return the middle of the start: a day of another zone begins in UTC on the day before."""
    first, last = headline.started_from, headline.started_to
    return first + (last - first) / 2 if first is not None and last is not None else first


def _why_opened(seat: Seat) -> str:
    if seat.split_from:
        return f"its reports were in {seat.split_from}, and tell of another outage; {seat.group.reason}"
    return seat.group.reason


def _join(groups: Sequence[Group], reason: str) -> Group:
    reports: dict[int, Report] = {r.article_id: r for g in groups for r in g.reports}
    roles: dict[int, ArticleRole] = {}
    for group in groups:
        for article, role in group.roles:
            if article not in roles or roles[article] in SIDE_ROLES:
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


def _rule(groups: Sequence[Group], rulings: Rulings) -> list[Group]:
    """Apply what analysts decided to the partition."""
    rest: list[Group] = []
    moved: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        ids = {r.article_id for r in group.reports}
        homes = _find_homes(ids, rulings)
        for home in sorted(set(homes.values())):
            here = {a for a, h in homes.items() if h == home}
            moved[home].append(_take(group, here, f"an analyst placed these in {home}"))
        left = {a for a, _ in group.roles} - set(homes)
        if left & ids:
            rest.append(group if not homes else _take(group, left, group.reason))
    for home in sorted({*moved, *rulings.bonds}):
        bond = rulings.bonds.get(home, frozenset())
        parts = [g for g in rest if any(r.article_id in bond for r in g.reports)] + moved[home]
        rest = [g for g in rest if g not in parts]
        core = rulings.members.get(home, frozenset()) - rulings.placed.keys()
        # Of the other groups only: what came along with a merged report must not outvote what brought it.
        held = [sum(r.article_id in core for r in g.reports) for g in rest]
        if any(held) and home not in rulings.refused:
            parts.append(rest.pop(held.index(max(held))))
        if parts:
            whole = _join(parts, f"an analyst placed these in {home}") if len(parts) > 1 else parts[0]
            rest.append(replace(whole, brought=bond & {r.article_id for r in whole.reports}))
    return sorted(rest, key=lambda g: (g.reports[0].published_at or g.reports[0].seen_at, g.reports[0].url))


def _find_homes(ids: Collection[int], rulings: Rulings) -> dict[int, str]:
    """Return where analysts want articles of one group; new reports of what they rejected are rejected with it."""
    homes = {a: rulings.homes[a] for a in ids if a in rulings.homes}
    refused = sorted(rulings.refused & set(homes.values()))
    left = [a for a in ids if a not in homes]
    if refused and all(rulings.holders.get(a, refused[0]) in refused for a in left):
        homes |= {a: rulings.holders.get(a, refused[0]) for a in left}
    return homes


def _find_parents(known: Sequence[Incident]) -> dict[int, str]:
    return {
        a: i.id
        for i in sorted(known, key=lambda i: i.id, reverse=True)
        for a, role in i.articles
        if role not in SIDE_ROLES
    }


def _choose_parent(seat: Seat, parents: Mapping[int, str]) -> str:
    shared = Counter(parents[a] for a in seat.articles if a in parents)
    return min(shared, key=lambda i: (-shared[i], i)) if shared else ""


def _place(
    seats: Sequence[Seat],
    known: Sequence[Incident],
    rulings: Rulings,
    seating: Seating,
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
        heir = seating.merged.get(incident.id) or rulings.merged.get(incident.id)
        for article, _ in sorted(incident.articles):
            why = heir[1] if heir else "no report that counts is left of it"
            changes.append(RemoveArticle(incident=incident.id, article_id=article, reason=why))
    removals = [c for c in changes if isinstance(c, RemoveArticle)]
    return [*removals, *(c for c in changes if not isinstance(c, RemoveArticle))]


def _gather(known: Sequence[Incident], rulings: Rulings, seating: Seating) -> dict[str, tuple[Decision, ...]]:
    """Return what analysts decided about each incident and about those that now point to it."""
    points = {i.id: i.merged_into for i in known if i.merged_into and i.id not in seating.revived}
    points |= {i: into for i, (into, _) in (*rulings.merged.items(), *seating.merged.items())}
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for incident, decisions in rulings.about.items():
        found[follow(incident, points)] += decisions
    return {i: tuple(sorted(decisions, key=lambda d: (d.at, d.id))) for i, decisions in found.items()}


def _describe(
    seats: Sequence[Seat],
    ruled_about: Mapping[str, Sequence[Decision]],
    tell: Describe,
    described: Mapping[str, DescribeIncident],
) -> list[Change]:
    changes: list[Change] = []
    for seat in seats:
        ruled = ruled_about.get(seat.incident, ())
        about = tell(seat.group, ruled)
        change = DescribeIncident(
            incident=seat.incident,
            state=about.state,
            headline=about.headline,
            findings=about.findings,
            echoes=about.echoes,
            steps=about.steps,
            reason=seat.group.reason,
            because=_give_reasons(ruled),
        )
        last = described.get(seat.incident)
        if last is None or replace(last, reason="", because=()) != replace(change, reason="", because=()):
            changes.append(change)
    return changes


def _give_reasons(ruled: Sequence[Decision]) -> tuple[tuple[str, str], ...]:
    """Return the analyst's reason for each field that he decided."""
    reasons: dict[str, str] = {}
    for decision in ruled:
        if decision.kind is DecisionKind.REJECT:
            reasons["state"] = tell_decision(decision)
        for field in OVERRIDES.get(decision.field, ()):
            reasons[field] = tell_decision(decision)
    return tuple(sorted(reasons.items()))


def _retire(known: Sequence[Incident], seating: Seating) -> list[Change]:
    gone = set(seating.gone)
    return [
        RetireIncident(incident=i.id, reason="no report that counts is left of it")
        for i in known
        if i.id in gone and i.state is not RecordState.REJECTED
    ]
