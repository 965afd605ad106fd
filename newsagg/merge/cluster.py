"""Reports -> groups that each tell of one outage. Pure, and a function of the set: the order of arrival is no input.

    reports -> sketches -> cells -> heads -> pairs of heads that share keys -> the probability of each pair
            -> linkage over those pairs -> clusters -> followers join their heads -> roundups attached -> groups

A set of sketches is closed when no pair outside it ties it to another report: then its clusters are the same whatever
else is stored. ``pipeline/merge.py`` finds closed sets and groups nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newsagg.merge.alike import Alike
from newsagg.merge.blocks import find_keys, find_pairs
from newsagg.merge.bursts import are_two_bursts
from newsagg.merge.company import vouches_for
from newsagg.merge.copies import are_copies
from newsagg.merge.heads import Cell, find_cell, find_origins, split_cell
from newsagg.merge.linkage import link_groups
from newsagg.merge.moments import gap_days
from newsagg.merge.sketch import Sketch
from newsagg.model import Group, Report
from newsagg.vocabulary import ArticleRole, ReportKind

THRESHOLD = 0.6
"""Probability from which on two groups are one; calibrated with alike.WEIGHTS."""
_LOOKS_BACK = timedelta(days=3)
_ROUNDUP_DAYS = 3.0
_SECOND_DAYS = 1.5
_LATE = (ReportKind.POSTMORTEM, ReportKind.ANALYSIS, ReportKind.UPDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Sketches about one outage."""

    members: tuple[Sketch, ...]
    """In the settled order."""
    roles: tuple[tuple[int, ArticleRole], ...]
    """Of the members, then of what is attached."""
    origins: tuple[tuple[int, int], ...]
    reason: str


def is_apart(sketch: Sketch) -> bool:
    """Say whether a report opens no group: a roundup."""
    return sketch.kind is ReportKind.ROUNDUP


def _is_bridge(a: Sketch, b: Sketch) -> bool:
    """Say whether the likeness of two reports may join what is two outages.

    So it is when they name different services, unless the ones fell with the others, and when days lie between two
    reports on one service: then one of them may look back.
    """
    if not a.subjects or not b.subjects:
        return False
    if a.subjects != b.subjects:
        return not (a.subjects <= b.hit or b.subjects <= a.hit)
    one, other = a.moments.told, b.moments.told
    return one is None or other is None or abs(one - other) > _LOOKS_BACK


def are_tied(a: Sketch, b: Sketch, judge: Alike, *, threshold: float = THRESHOLD) -> bool:
    """Say whether what becomes of one report may change what becomes of the other: what makes a set closed."""
    if is_apart(a) or is_apart(b):
        return is_apart(a) != is_apart(b) and (_rounds_up(a, b) or _rounds_up(b, a))
    return (
        are_copies(a.text, b.text)
        or judge.score(a, b, copies=False) >= threshold
        or _tells_of_second(a, b)
        or _tells_of_second(b, a)
    )


def _rounds_up(roundup: Sketch, head: Sketch) -> bool:
    slugs = roundup.subjects | roundup.touched
    return (
        is_apart(roundup) and _is_near(roundup, head, _ROUNDUP_DAYS) and not slugs.isdisjoint(head.subjects)
    )


def _tells_of_second(sketch: Sketch, head: Sketch) -> bool:
    several = len(sketch.subjects) > 1 and not sketch.subjects.isdisjoint(head.subjects)
    return several and _is_near(sketch, head, _SECOND_DAYS)


def _is_near(one: Sketch, other: Sketch, days: float) -> bool:
    gap = gap_days(one.moments.spans, other.moments.spans)
    return gap is not None and gap <= days


def _attach(
    everyone: Sequence[Sketch], groups: Sequence[Sequence[Sketch]], heads: Sequence[Sequence[Sketch]]
) -> dict[int, list[Sketch]]:
    """Return, for each group, the articles that tell of it besides: roundups, and reports of two outages at once.

    A roundup hangs on a group when it names one of its services within three days; a report whose own group is about
    one of its services hangs on the groups about its other services within a day and a half.
    """
    about: defaultdict[str, list[int]] = defaultdict(list)
    home: dict[int, int] = {}
    for n, group in enumerate(groups):
        for slug in sorted(frozenset().union(*(s.subjects for s in group))):
            about[slug].append(n)
        home.update((s.article_id, n) for s in group)
    attached: defaultdict[int, list[Sketch]] = defaultdict(list)
    for sketch in everyone:
        own = home.get(sketch.article_id)
        if own is None:
            named, reach = sketch.subjects | sketch.touched, _ROUNDUP_DAYS
        elif len(sketch.subjects) > 1 and len(groups[own]) > 1:
            others = (s.subjects for s in groups[own] if s is not sketch)
            named, reach = sketch.subjects - frozenset().union(*others), _SECOND_DAYS
        else:
            continue
        for n in sorted({n for slug in named for n in about[slug]} - {own}):
            if any(_is_near(sketch, s, reach) and not named.isdisjoint(s.subjects) for s in heads[n]):
                attached[n].append(sketch)
    return attached


def _role(sketch: Sketch) -> ArticleRole:
    return ArticleRole.UPDATE if sketch.kind in _LATE else ArticleRole.PRIMARY


def _explain(group: Sequence[Sketch], likeness: Sequence[float]) -> str:
    if len(group) == 1:
        return "the only report of this outage"
    counts = Counter(slug for sketch in group for slug in sketch.subjects)
    services = sorted(counts, key=lambda slug: (-counts[slug], slug))[:3]
    told = [s.moments.told for s in group if s.moments.told]
    when = (
        f", told {min(told):%Y-%m-%d}" + (f" to {max(told):%Y-%m-%d}" if max(told) != min(told) else "")
        if told
        else ""
    )
    about = f" about {', '.join(services)}" if services else ""
    alike = f"; mean likeness {sum(likeness) / len(likeness):.2f}" if likeness else ", all alike"
    return f"{len(group)} reports{about}{when}{alike}"


def split_cells(sketches: Iterable[Sketch], judge: Alike) -> list[Cell]:
    """Return the cells of these sketches, each taken apart; roundups are in none, an unsure report is one by itself."""
    cells: defaultdict[str, list[Sketch]] = defaultdict(list)
    alone: list[list[Sketch]] = []
    for sketch in sketches:
        if cell := find_cell(sketch):
            cells[cell].append(sketch)
        elif not is_apart(sketch):
            alone.append([sketch])
    return [split_cell(found, judge) for found in (*(found for _, found in sorted(cells.items())), *alone)]


def cluster_sketches(
    sketches: Iterable[Sketch], *, judge: Alike, threshold: float = THRESHOLD
) -> list[Cluster]:
    """Return the settled partition of sketches into outages, in the order of their first reports.

    Unsure reports that no sure one vouches for, or that end up among their kind, are in no cluster.
    """
    everyone = sorted(sketches, key=lambda s: s.order)
    cells = split_cells(everyone, judge)
    follows = {article: head for cell in cells for article, head in cell.follows.items()}
    copies = [pair for cell in cells for pair in cell.copies]
    loose = sorted((s for cell in cells for s in cell.loose), key=lambda s: s.order)
    scored: dict[tuple[int, int], float] = {}
    bridges: set[tuple[int, int]] = set()
    vouched: set[int] = set()
    for i, j in find_pairs([find_keys(s, follows=s.article_id in follows) for s in loose]):
        a, b = loose[i], loose[j]
        if printed := are_copies(a.text, b.text):
            copies.append((a.article_id, b.article_id))
        if a.article_id not in follows and b.article_id not in follows:
            scored[i, j] = judge.score(a, b, copies=printed)
            if _is_bridge(a, b):
                bridges.add((i, j))
            if scored[i, j] >= threshold:
                vouched.update(
                    y for x, y in ((i, j), (j, i)) if vouches_for(loose[x], loose[y], copies=printed)
                )
    nodes = [
        n for n, s in enumerate(loose) if s.article_id not in follows and (s.odds is None or n in vouched)
    ]
    kept = set(nodes)
    scored = {(i, j): p for (i, j), p in scored.items() if i in kept and j in kept}

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return are_two_bursts([loose[n] for n in one], [loose[n] for n in other])

    linked = [
        found
        for found in link_groups(nodes, scored, threshold, bridges, apart)
        if any(loose[n].odds is None for n in found)
    ]
    home = {loose[n].article_id: k for k, found in enumerate(linked) for n in found}
    everyone = [s for s in everyone if s.odds is None or s.article_id in home]
    groups: list[list[Sketch]] = [[] for _ in linked]
    for sketch in everyone:
        if not is_apart(sketch):
            groups[home[follows.get(sketch.article_id, sketch.article_id)]].append(sketch)
    likeness: defaultdict[int, list[float]] = defaultdict(list)
    for (i, j), p in scored.items():
        one, other = (home.get(loose[n].article_id) for n in (i, j))
        if one is not None and one == other:
            likeness[one].append(p)
    attached = _attach(everyone, groups, [[loose[n] for n in found] for found in linked])
    ids = {s.article_id for s in everyone}
    origins = find_origins(everyone, [(a, b) for a, b in copies if a in ids and b in ids])
    found = []
    for n, group in enumerate(groups):
        beside = attached.get(n, [])
        found.append(
            Cluster(
                members=tuple(group),
                roles=tuple((s.article_id, _role(s)) for s in group)
                + tuple((s.article_id, ArticleRole.ROUNDUP) for s in beside),
                origins=tuple((s.article_id, origins[s.article_id]) for s in (*group, *beside)),
                reason=_explain(group, likeness[n]),
            )
        )
    return sorted(found, key=lambda cluster: cluster.members[0].order)


def make_group(cluster: Cluster, reports: Mapping[int, Report]) -> Group:
    """Return a cluster with its reports in place of their sketches."""
    return Group(
        reports=tuple(reports[s.article_id] for s in cluster.members),
        roles=cluster.roles,
        origins=cluster.origins,
        reason=cluster.reason,
    )


def group_reports(
    reports: Iterable[Report], *, alike: Alike | None = None, threshold: float = THRESHOLD
) -> list[Group]:
    """Return the settled partition of the reports into outages, in the order of their first reports.

    Unsure reports count beside sure ones alone. Roundups open no group; they are attached, in that role, to each group
    they speak of, and stay alone otherwise. A report of two outages is a report of one and attached to the other.
    """
    judge = alike or Alike()
    known = {report.article_id: report for report in reports}
    clusters = cluster_sketches((judge.sketch(r) for r in known.values()), judge=judge, threshold=threshold)
    return [make_group(cluster, known) for cluster in clusters]
