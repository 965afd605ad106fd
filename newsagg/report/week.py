"""Rows of the record -> a Week: what a digest tells, in the order in which it tells it. Pure.

Three incidents are told whole: the gravest, then the broadest, then those that most independent origins tell of.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsagg.errors import NewsaggError
from newsagg.report.phrases import Row

MOST_TOLD = 3
_SEVERITIES = ("none", "minor", "major", "critical")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})\Z", re.IGNORECASE)


class WeekNameError(NewsaggError):
    """What was given names no ISO week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekIncident:
    """One incident as the digest tells it."""

    line: Row
    """Its line of ``incident_summary``."""
    claims: Mapping[str, Sequence[Row]]
    """Type -> lines of ``claim_ledger`` in the order of the finding: the best supported value first."""
    conflicts: Sequence[Row]
    """Findings on which the sources disagree, each with its claims' numbers."""
    services: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWord:
    """What was learned this week about why an older incident happened."""

    incident: str
    title: str
    claims: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Everything that the digest of one week tells."""

    label: str
    start: datetime
    end: datetime
    """Not included."""
    zone: str
    told_at: datetime
    top: Sequence[WeekIncident]
    others: Sequence[WeekIncident]
    vendor_only: Sequence[Row]
    candidates: int
    before: int
    """Incidents of the week before, counted by the same rule."""
    still_open: Sequence[Row]
    late: Sequence[LateWord]
    feeds: Sequence[Row]


def read_week(label: str, zone: str) -> tuple[str, datetime, datetime, datetime]:
    """Return an ISO week's name, the start of the week before, its own start and its end, not included; aware, in UTC.

    Mondays at midnight in the zone: where clocks change, a week has an hour more or less.

    Raises WeekNameError for anything else than 2026-W10 and the like.
    """
    found = _WEEK.match(label.strip())
    try:
        if found is None:
            raise ValueError("no ISO week")
        monday = datetime.fromisocalendar(int(found[1]), int(found[2]), 1)
        bounds = [
            (monday + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            for days in (-7, 0, 7)
        ]
    except (ValueError, OverflowError) as error:
        raise WeekNameError("names no week", subject=label, hint="write it as 2026-W10") from error
    return name_week(monday), bounds[0], bounds[1], bounds[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSpan:
    """A week with the quarter that it ends."""

    label: str
    starts: tuple[datetime, ...]
    """When each of its thirteen weeks began, UTC, the oldest first: Mondays at midnight in the zone."""
    end: datetime


def read_span(label: str, zone: str, *, weeks: int = 13) -> WeekSpan:
    """Return the bounds of an ISO week and of the twelve before it in a zone; raises WeekNameError."""
    name, _, _, end = read_week(label, zone)
    monday = datetime.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    try:
        starts = [
            (monday - timedelta(weeks=n)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            for n in range(weeks - 1, -1, -1)
        ]
    except OverflowError as error:
        raise WeekNameError("names no week", subject=label, hint="write it as 2026-W10") from error
    return WeekSpan(label=name, starts=tuple(starts), end=end)


def rank_line(line: Row) -> tuple[int, int, int, int, str]:
    """Return the key that puts first what mattered most: severity, breadth, origins, articles."""
    severity = max(_SEVERITIES.index(line[name] or "none") for name in ("severity", "vendor_severity"))
    return -severity, -line["breadth"], -line["origins"], -line["articles"], line["id"]


def name_week(moment: datetime) -> str:
    """Return the ISO name of the week that a time lies in, by the zone that it is in."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def make_week(
    *,
    label: str,
    start: datetime,
    end: datetime,
    zone: str,
    told_at: datetime,
    incidents: Sequence[Row],
    before: Sequence[Row],
    still_open: Sequence[Row],
    late: Sequence[Row],
    feeds: Sequence[Row],
) -> Week:
    """Sort a week's rows, as the store's ``load_week`` gives them, into what is told whole, in a line, or counted."""
    told = [row for row in incidents if _is_told(row)]
    ranked = sorted(told, key=rank_incident)
    top = {row["id"] for row in ranked[:MOST_TOLD]}
    return Week(
        label=label,
        start=start,
        end=end,
        zone=zone,
        told_at=told_at,
        top=[_read_incident(row) for row in ranked[:MOST_TOLD]],
        others=[_read_incident(row) for row in told if row["id"] not in top],
        vendor_only=[row for row in incidents if row["vendor_only"] and row["state"] != "candidate"],
        candidates=sum(row["state"] == "candidate" for row in incidents),
        before=sum(_is_told(row) for row in before),
        still_open=still_open,
        late=_gather_late(late),
        feeds=feeds,
    )


def _is_told(row: Row) -> bool:
    return row["state"] != "candidate" and not row["vendor_only"]


def rank_incident(row: Row) -> tuple[int, int, int, int, str]:
    """Return the key that puts first what mattered most: severity, breadth, origins, articles."""
    severity = max(_SEVERITIES.index(row[name] or "none") for name in ("severity", "vendor_severity"))
    breadth = sum(service["role"] in {"subject", "affected"} for service in row["record"]["services"])
    return -severity, -breadth, -row["origins"], -row["articles"], row["id"]


def _read_incident(row: Row) -> WeekIncident:
    record = row["record"]
    claims = {
        kind: [claim for speaker in speakers.values() for claim in speaker]
        for kind, speakers in record["claims"].items()
    }
    place: dict[int, int] = {}
    for finding in record["findings"]:
        if finding["kind"] != "superseded":
            place |= {claim_id: number for number, claim_id in enumerate(finding["claims"])}
    ordered = {
        # Claims that stand in no finding were superseded: they are not what anyone says now.
        kind: sorted((c for c in found if c["claim_id"] in place), key=lambda c: place[c["claim_id"]])
        for kind, found in claims.items()
    }
    return WeekIncident(
        line=row,
        claims={kind: found for kind, found in ordered.items() if found},
        conflicts=[finding for finding in record["findings"] if finding["kind"] == "conflict"],
        services=record["services"],
    )


def _gather_late(rows: Sequence[Row]) -> list[LateWord]:
    by_incident: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_incident[row["incident_id"], row["incident_title"]].append(row)
    return [
        LateWord(incident=incident, title=title, claims=claims)
        for (incident, title), claims in by_incident.items()
    ]
