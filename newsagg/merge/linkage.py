"""Probabilities of pairs -> groups, bottom-up. Pure.

Two groups can only become one through a pair that is itself above the threshold. So each connected part of the graph
of such pairs is grouped by itself, and a run needs to look again only at the parts that its reports touch.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

DRIFT = 0.51
"""How far the most alike pair of two groups outweighs the mean; 0 would be average, 1 single linkage. Calibrated with
alike.WEIGHTS: 0.7 does as well where outages are few, and chains them where they are many."""


def link_groups(
    nodes: Iterable[int],
    pairs: Mapping[tuple[int, int], float],
    threshold: float,
    bridges: Collection[tuple[int, int]] = frozenset(),
    apart: Callable[[Sequence[int], Sequence[int]], bool] = lambda _one, _other: False,
) -> list[list[int]]:
    """Return the nodes grouped bottom-up; a pair that is not given has probability 0.

    Two groups are as alike as the mean over their pairs, drawn towards their most alike pair: a living story drifts,
    and its last report shares few words with its first. Pairs in ``bridges`` do not draw: one report of two outages
    must not make them one. Groups that are ``apart`` stay so, however alike, until one has grown. Ties go to the
    groups whose first members come first.
    """
    members: dict[int, list[int]] = {n: [n] for n in nodes}
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
        if apart(members[a], members[b]):
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
