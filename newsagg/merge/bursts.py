"""Two groups of reports -> whether they are two bursts of news with quiet days between, and so two outages. Pure.

News of an outage comes as a burst. What is written of it much later is an update or a post-mortem, or names the day
that it looks back to. So when several fresh reports are followed by several fresh ones after days of silence, and
none of the later ones names the earlier days, no likeness of words makes them one: an outage of the same service a
month on is told in the same words.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from newsagg.merge.sketch import Sketch

BURST = 4
"""Fresh reports from which on a group is a burst."""
QUIET = timedelta(days=7)
"""Silence after which another burst is another outage."""
MOSTLY = 0.75
"""Share of the later reports that tell of an outage as it happens: where it is told anew why it failed, many write
reports again. With the two above chosen on the tuned halves of gold, stream and stories, where they change nothing, and
on generated floods, which they keep apart; 3 reports split news of a cause from its outage, 4 and 5 do the same."""
_BEFORE = timedelta(days=2)
_AFTER = timedelta(days=1)


def are_two_bursts(one: Sequence[Sketch], other: Sequence[Sketch]) -> bool:
    """Say whether two groups are bursts of news about two outages."""
    first, second = sorted((_told(one), _told(other)))
    if min(len(first), len(second)) < BURST or second[0] - first[-1] < QUIET:
        return False
    later = one if _told(one) == second else other
    return len(_told(later)) >= MOSTLY * len(later) and not _looks_back(
        later, first[0] - _BEFORE, first[-1] + _AFTER
    )


def _told(group: Iterable[Sketch]) -> list[datetime]:
    return sorted(s.moments.told for s in group if s.fresh and s.moments.told)


def _looks_back(group: Iterable[Sketch], since: datetime, until: datetime) -> bool:
    return any(
        first <= until and last >= since
        for s in group
        for first, last in (*s.moments.starts, *s.moments.days)
    )
