"""Reports that are new or changed -> which stored reports they could belong with. Pure.

A run loads only these: so its cost follows from what is new, and not from what is stored. The window is twice the
reach of a pair on either side, since a report may belong with a report that belongs with another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsagg.merge.alike import make_sketch
from newsagg.merge.cluster import REACH_DAYS
from newsagg.model import Report

_STEPS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which stored reports to load; times in UTC, of publication or else first sight."""

    services: frozenset[str] | None
    """Slugs of services and providers; None means all, when a due report names none that failed."""
    since: datetime | None
    until: datetime | None
    """None on both when nothing is due."""


def touched_window(
    due: Sequence[Report], *, owners: Callable[[str], tuple[str, ...]] = lambda _: ()
) -> Window:
    """Return the services and the time within which the due reports can have company.

    ``owners`` is ``Lexicon.parent_chain``. Load what the window holds and all other articles of the incidents that
    these are in; the due reports themselves may be gone from it (no longer relevant) and still empty an incident.
    """
    if not due:
        return Window(services=frozenset(), since=None, until=None)
    sketches = [make_sketch(report, owners) for report in due]
    slugs: set[str] = set()
    moments: list[datetime] = []
    for sketch in sketches:
        slugs |= sketch.subjects | sketch.providers | sketch.touched
        moments += [moment for span in sketch.moments.spans for moment in span]
        moments.append(sketch.moments.told or sketch.report.seen_at)
    margin = timedelta(days=REACH_DAYS * _STEPS)
    return Window(
        services=frozenset(slugs) if all(sketch.subjects for sketch in sketches) else None,
        since=min(moments) - margin,
        until=max(moments) + margin,
    )
