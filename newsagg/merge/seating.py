"""Groups on their way to an id + incidents that the record has -> which group keeps which id. Pure.

Each incident goes to the group that holds most of its reports. Where several meet, the one with most reports there
keeps its id (then the oldest, then the smaller id) and the others point to it. An incident that was merged away, or
lost its reports, is asked after by those that it held last: where they stand apart again it gets its id back, and
where most of them are now in another incident, it points to that one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsagg.merge.identity import SIDE_ROLES, Rulings, follow
from newsagg.model import Group, Incident

_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Seat:
    """A group on its way to an id."""

    group: Group
    incident: str = ""
    split_from: str = ""
    why: str = ""

    @property
    def articles(self) -> set[int]:
        """Its primary reports and updates."""
        return {r.article_id for r in self.group.reports}


@dataclass(slots=True, kw_only=True)
class Seating:
    """What follows for the incidents that the record has."""

    merged: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Incident -> (where it points now, reason)."""
    revived: dict[str, str] = field(default_factory=dict)
    """Incident that got its id back -> reason."""
    gone: list[str] = field(default_factory=list)
    """Incidents of whose reports none counts any longer."""


def seat_incidents(seats: Sequence[Seat], known: Sequence[Incident], rulings: Rulings) -> Seating:
    """Write the ids of known incidents into the seats; what analysts merged takes no seat of its own."""
    seat_of = {article: n for n, seat in enumerate(seats) for article in seat.articles}
    asked = [i for i in known if i.id not in rulings.merged]
    overlaps = {
        i.id: Counter(seat_of[a] for a in rulings.members.get(i.id, ()) if a in seat_of) for i in asked
    }
    sure = {i: seat_of[a] for a, i in rulings.placed.items() if a in seat_of and i in overlaps}
    for i, n in sure.items():  # what an analyst placed in it decides where it sits
        overlaps[i] = Counter({n: overlaps[i][n]})
    awake = [i for i in asked if overlaps[i.id] and (i.id in sure or not i.merged_into)]
    redirects = {i.id: i.merged_into for i in known if i.merged_into}
    redirects |= {i: into for i, (into, _) in rulings.merged.items()}
    seating = Seating()
    _seat_awake(seats, awake, overlaps, seat_of, redirects, seating)
    asleep = [i for i in asked if not overlaps[i.id] or (i.merged_into and i.id not in sure)]
    _seat_asleep(seats, asleep, seat_of, redirects, rulings, seating)
    return seating


def _seat_awake(
    seats: Sequence[Seat],
    awake: Sequence[Incident],
    overlaps: Mapping[str, Counter[int]],
    seat_of: Mapping[int, int],
    redirects: dict[str, str],
    seating: Seating,
) -> None:
    wishes: list[tuple[int, list[int], datetime, str, Incident]] = []
    for incident in awake:
        found = overlaps[incident.id]
        best = max(found.values())
        here = Counter(seat_of.get(a) for a, _ in incident.articles)
        halves = sorted((n for n, size in found.items() if size == best), key=lambda n: (-here[n], n))
        wishes.append((best, halves, incident.opened_at or _BEGINNING, incident.id, incident))
    meeting: list[tuple[int, int, Incident]] = []
    # The largest part first; of equal parts, the one that has no other half to go to.
    for best, halves, _, _, incident in sorted(wishes, key=lambda w: (-w[0], len(w[1]), *w[2:4])):
        n = next((n for n in halves if not seats[n].incident), halves[0])
        if seats[n].incident:
            meeting.append((n, best, incident))
        else:
            _sit(seats[n], incident, best, redirects, seating)
    _point_others(seats, meeting, redirects, seating)


def _seat_asleep(
    seats: Sequence[Seat],
    asleep: Sequence[Incident],
    seat_of: Mapping[int, int],
    redirects: dict[str, str],
    rulings: Rulings,
    seating: Seating,
) -> None:
    placed = {seat.incident: n for n, seat in enumerate(seats) if seat.incident}
    wishes: list[tuple[int, int, int, Incident]] = []
    for incident in asleep:
        own = rulings.members.get(incident.id, frozenset())
        last = {a for a, role in incident.articles if role not in SIDE_ROLES} | set(incident.former)
        found = Counter(seat_of[a] for a in own if a in seat_of)
        found = found or Counter(seat_of[a] for a in last if a in seat_of)
        if not found:
            if not incident.merged_into:
                seating.gone.append(incident.id)
            continue
        # Between two equal halves, the one that the id leads to already.
        there = placed.get(follow(incident.id, redirects))
        n = min(found, key=lambda n: (-found[n], n != there, n))
        wishes.append((n, sum(seat_of.get(a) == n for a in own), found[n], incident))
    wishes.sort(key=lambda w: (w[0], -w[1], -w[2], w[3].opened_at or _BEGINNING, w[3].id))
    for n, _, size, incident in wishes:
        if not seats[n].incident:
            _sit(seats[n], incident, size, redirects, seating)
    _point_others(seats, [(n, size, i) for n, _, size, i in wishes], redirects, seating)


def _sit(seat: Seat, incident: Incident, size: int, redirects: dict[str, str], seating: Seating) -> None:
    seat.incident = incident.id
    redirects.pop(incident.id, None)
    if incident.merged_into or (incident.former and not incident.articles):
        seating.revived[incident.id] = f"{size} of the reports that it held last stand apart again"


def _point_others(
    seats: Sequence[Seat],
    meeting: Sequence[tuple[int, int, Incident]],
    redirects: dict[str, str],
    seating: Seating,
) -> None:
    """Let those that did not get a seat point to who sits there, unless they lead there already."""
    astray = True
    while astray:  # those that led there through another may lead elsewhere once that one is turned
        astray = False
        for n, size, incident in meeting:
            keeper = seats[n].incident
            if incident.id == keeper or follow(incident.id, redirects) == keeper:
                continue
            count = len(incident.articles) or len(incident.former) or size
            told = "report tells" if size == 1 else "reports tell"
            why = f"{size} of its {count} {told} of the same outage as {keeper}; {seats[n].group.reason}"
            seating.merged[incident.id] = (keeper, why)
            redirects[incident.id] = keeper
            astray = True
