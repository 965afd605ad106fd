"""Reports -> groups that each tell of one outage. Pure, and a function of the set: the order of arrival is no input.

    reports -> sketches -> pairs that share a service, a copy or telling words, near in time
            -> the probability of each pair -> average linkage over those pairs -> groups -> roundups attached

Pairs that share nothing are never compared, and count as 0 when two groups are averaged: so cost grows with the
reports of a service in a fortnight, not with all that is stored.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from newsagg.merge.alike import Alike, Sketch
from newsagg.merge.copies import find_origins
from newsagg.merge.moments import gap_days
from newsagg.model import Group, Report
from newsagg.vocabulary import ArticleRole, ReportKind

THRESHOLD = 0.6
"""Mean probability over the pairs of two groups from which on they are one; calibrated with alike.WEIGHTS."""
DRIFT = 0.5
"""How far the most alike pair of two groups outweighs the mean; 0 would be average, 1 single linkage."""
REACH_DAYS = 30.0
"""Reports whose outages lie further apart are never one, unless a text names the day of the other's."""
_LOOKS_BACK = timedelta(days=3)
_ROUNDUP_DAYS = 3.0
_SECOND_DAYS = 1.5
_TELLING_TERMS = 12
_SHARED_TERMS = 3
_LATE = (ReportKind.POSTMORTEM, ReportKind.ANALYSIS, ReportKind.UPDATE)
_APART = (ReportKind.ROUNDUP,)
_SAME_PRINT = 0.9
"""Probability from which on a print goes where an earlier print of its text goes; chosen, not calibrated."""
_PRINTS_COMPARED = 3


def order_reports(reports: Iterable[Report]) -> list[Report]:
    """Return reports in the settled order: published (else seen), address, id."""
    return sorted(reports, key=lambda r: (r.published_at or r.seen_at, r.url, r.article_id))


def _reach(sketch: Sketch) -> tuple[datetime, datetime]:
    spans = sketch.moments.spans
    if not spans:
        seen = sketch.report.seen_at
        return seen, seen
    return min(a for a, _ in spans), max(b for _, b in spans)


def find_pairs(sketches: Sequence[Sketch], origins: Mapping[int, int]) -> set[tuple[int, int]]:
    """Return the pairs of positions that are worth comparing, smaller position first."""
    strong: defaultdict[str, list[int]] = defaultdict(list)
    weak: defaultdict[str, list[int]] = defaultdict(list)
    for n, sketch in enumerate(sketches):
        keys = {f"s {slug}" for slug in sketch.subjects | sketch.touched}
        keys |= {f"p {slug}" for slug in sketch.providers}
        keys.add(f"o {origins[sketch.report.article_id]}")
        for key in keys:
            strong[key].append(n)
        heavy = sorted(sketch.words.items(), key=lambda pair: (-pair[1], pair[0]))[:_TELLING_TERMS]
        for term in {t for t, _ in heavy} | sketch.title:
            weak[term].append(n)
    pairs: set[tuple[int, int]] = set()
    for members in strong.values():
        pairs.update(_near_pairs(members, sketches))
    shared: Counter[tuple[int, int]] = Counter()
    for members in weak.values():
        shared.update(_near_pairs(members, sketches))
    pairs.update(pair for pair, n in shared.items() if n >= _SHARED_TERMS)
    return pairs


def _near_pairs(members: Sequence[int], sketches: Sequence[Sketch]) -> Iterable[tuple[int, int]]:
    reach = timedelta(days=REACH_DAYS)
    spans = sorted((*_reach(sketches[n]), n) for n in members)
    undated = [n for *_, n in spans if not sketches[n].moments.spans]
    dated = [row for row in spans if sketches[row[2]].moments.spans]
    for i, (start, end, n) in enumerate(dated):
        for later, _, m in dated[i + 1 :]:
            if later - end > reach and later - start > reach:
                break
            yield (n, m) if n < m else (m, n)
    for i, n in enumerate(undated):
        for m in (*undated[i + 1 :], *(row[2] for row in dated)):
            yield (n, m) if n < m else (m, n)


def link_groups(
    count: int,
    pairs: Mapping[tuple[int, int], float],
    threshold: float,
    bridges: Collection[tuple[int, int]] = frozenset(),
) -> list[list[int]]:
    """Return positions grouped bottom-up; a pair that is not given has probability 0.

    Two groups are as alike as the mean over their pairs, drawn towards their most alike pair: a living story drifts,
    and its last report shares few words with its first. Pairs in ``bridges`` do not draw: one report of two outages
    must not make them one. Ties go to the groups whose first members come first.
    """
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    sums: defaultdict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    heap: list[tuple[float, int, int, int, int]] = []
    for (a, b), p in pairs.items():
        sums[a][b] = sums[b][a] = (p, 0.0 if (a, b) in bridges else p)
        if p >= threshold:
            heap.append((-round(p, 9), min(a, b), max(a, b), 1, 1))
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or (len(members[a]), len(members[b])) != (size_a, size_b):
            continue
        members[a] += members.pop(b)
        for other, (total, best) in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                known = sums[a].get(other, (0.0, 0.0))
                sums[a][other] = sums[other][a] = (known[0] + total, max(known[1], best))
        for other, (total, best) in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            alike = max(mean, DRIFT * best + (1.0 - DRIFT) * mean)
            if alike >= threshold:
                x, y = (a, other) if a < other else (other, a)
                heapq.heappush(heap, (-round(alike, 9), x, y, len(members[x]), len(members[y])))
    return [sorted(found) for _, found in sorted(members.items())]


def _is_bridge(a: Sketch, b: Sketch) -> bool:
    """Say whether the likeness of two reports may join what is two outages.

    So it is when they name different services, and when days lie between two reports on one service: then one of
    them may look back.
    """
    if not a.subjects or not b.subjects:
        return False
    if a.subjects != b.subjects:
        return True
    one, other = a.moments.told, b.moments.told
    return one is None or other is None or abs(one - other) > _LOOKS_BACK


def _attach(everyone: Sequence[Sketch], groups: Sequence[Sequence[Sketch]]) -> dict[int, list[Sketch]]:
    """Return, for each group, the articles that tell of it besides: roundups, and reports of two outages at once.

    A roundup hangs on a group when it names one of its services within three days; a report whose own group is about
    one of its services hangs on the groups about its other services within a day and a half.
    """
    about: defaultdict[str, list[int]] = defaultdict(list)
    home: dict[int, int] = {}
    for n, group in enumerate(groups):
        for slug in sorted(frozenset().union(*(s.subjects for s in group))):
            about[slug].append(n)
        home.update((s.report.article_id, n) for s in group)
    attached: defaultdict[int, list[Sketch]] = defaultdict(list)
    for sketch in everyone:
        own = home.get(sketch.report.article_id)
        if own is None:
            named, reach = sketch.subjects | sketch.touched, _ROUNDUP_DAYS
        elif len(groups[own]) > 1 and len(sketch.subjects) > 1:
            others = (s.subjects for s in groups[own] if s is not sketch)
            named, reach = sketch.subjects - frozenset().union(*others), _SECOND_DAYS
        else:
            continue
        for n in sorted({n for slug in named for n in about[slug]} - {own}):
            gaps = [gap_days(sketch.moments.spans, s.moments.spans) for s in groups[n]]
            if any(gap is not None and gap <= reach for gap in gaps):
                attached[n].append(sketch)
    return attached


def _role(report: Report) -> ArticleRole:
    return ArticleRole.UPDATE if report.kind in _LATE else ArticleRole.PRIMARY


def _explain(group: Sequence[Sketch], pairs: Mapping[frozenset[int], float]) -> str:
    if len(group) == 1:
        return "the only report of this outage"
    counts = Counter(slug for sketch in group for slug in sketch.subjects)
    services = sorted(counts, key=lambda slug: (-counts[slug], slug))[:3]
    ids = [s.report.article_id for s in group]
    known = [
        p for i, a in enumerate(ids) for b in ids[i + 1 :] if (p := pairs.get(frozenset((a, b)))) is not None
    ]
    likeness = sum(known) / len(known) if known else 0.0
    told = [s.moments.told for s in group if s.moments.told]
    when = (
        f", told {min(told):%Y-%m-%d}" + (f" to {max(told):%Y-%m-%d}" if max(told) != min(told) else "")
        if told
        else ""
    )
    about = f" about {', '.join(services)}" if services else ""
    return f"{len(group)} reports{about}{when}; mean likeness {likeness:.2f}"


def _set_prints_aside(
    sketches: Sequence[Sketch], origins: Mapping[int, int], judge: Alike
) -> tuple[list[Sketch], dict[int, list[Sketch]]]:
    """Return the sketches to compare, and for their positions the prints that go where they go.

    A wire's text on 500 sites is one voice: only its first print is compared with others, so that a flood of prints
    costs no more than their number. A print that does not look like the same outage as an earlier one (a notice that
    is used again each month) is compared for itself.
    """
    heads: list[Sketch] = []
    prints: defaultdict[int, list[Sketch]] = defaultdict(list)
    of_origin: defaultdict[int, list[int]] = defaultdict(list)
    for sketch in sketches:
        known = of_origin[origins[sketch.report.article_id]]
        for n in known[-_PRINTS_COMPARED:]:
            if judge.score(heads[n], sketch, copies=True) >= _SAME_PRINT:
                prints[n].append(sketch)
                break
        else:
            known.append(len(heads))
            heads.append(sketch)
    return heads, dict(prints)


def group_reports(
    reports: Iterable[Report], *, alike: Alike | None = None, threshold: float = THRESHOLD
) -> list[Group]:
    """Return the settled partition of the reports into outages, in the order of their first reports.

    Roundups open no group; they are attached, in that role, to each group they speak of, and stay alone otherwise. A
    report of two outages is a report of one and attached to the other.
    """
    judge = alike or Alike()
    ordered = order_reports(reports)
    origins = find_origins(ordered)
    everyone = [judge.sketch(report) for report in ordered]
    sketches, prints = _set_prints_aside([s for s in everyone if s.report.kind not in _APART], origins, judge)
    scored = {
        (i, j): judge.score(
            sketches[i],
            sketches[j],
            copies=origins[sketches[i].report.article_id] == origins[sketches[j].report.article_id],
        )
        for i, j in sorted(find_pairs(sketches, origins))
    }
    bridges = {(i, j) for i, j in scored if _is_bridge(sketches[i], sketches[j])}
    linked = link_groups(len(sketches), scored, threshold, bridges)
    by_ids = {
        frozenset((sketches[i].report.article_id, sketches[j].report.article_id)): p
        for (i, j), p in scored.items()
    }
    place = {s.report.article_id: n for n, s in enumerate(everyone)}
    groups = [
        sorted(
            (s for n in found for s in (sketches[n], *prints.get(n, ()))),
            key=lambda s: place[s.report.article_id],
        )
        for found in linked
    ]
    attached = _attach(everyone, groups)
    return [
        Group(
            reports=tuple(s.report for s in group),
            roles=tuple((s.report.article_id, _role(s.report)) for s in group)
            + tuple((s.report.article_id, ArticleRole.ROUNDUP) for s in attached.get(n, ())),
            origins=tuple(
                (s.report.article_id, origins[s.report.article_id]) for s in (*group, *attached.get(n, ()))
            ),
            reason=_explain(group, by_ids),
        )
        for n, group in enumerate(groups)
    ]
