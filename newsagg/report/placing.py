"""The incidents of a quarter -> in which part of an edition each is told, once. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsagg.report.phrases import Row, read_moment
from newsagg.report.week import WeekSpan

MOST_TOLD = 3
_SEVERITIES = ("none", "minor", "major", "critical")
# How far back an outage that nobody called over is still worth a line, and one that is found late is news.
LOOK_BACK = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The incidents of the quarter, by where they are told."""

    told: tuple[Row, ...]
    """Of this week, the oldest first."""
    vendor_only: tuple[Row, ...]
    candidates: int
    open_before: tuple[Row, ...]
    found_late: tuple[Row, ...]


def place_begun(
    begun: Sequence[Row], span: WeekSpan, told_since: datetime | None, told_before: frozenset[str] | None
) -> Placed:
    """Sort the quarter's incidents by where an edition tells them.

    What began shortly before this week, and came to our record as more than a guess only after the last edition, was
    found late, unless an earlier edition told it all the same.
    """
    start, end = span.starts[-1], span.end
    week = [row for row in begun if start <= began_at(row) < end]
    before = [row for row in begun if start - LOOK_BACK <= began_at(row) < start and is_told(row)]
    found = [
        row
        for row in before
        if told_since is not None
        and (read_moment(row["told_at"]) or told_since) > told_since
        and row["id"] not in (told_before or ())
    ]
    late = {row["id"] for row in found}
    return Placed(
        told=tuple(row for row in week if is_told(row)),
        vendor_only=tuple(row for row in week if row["vendor_only"] and row["state"] != "candidate"),
        candidates=sum(row["state"] == "candidate" for row in week),
        open_before=tuple(row for row in before if not row["over"] and row["id"] not in late),
        found_late=tuple(found),
    )


def began_at(row: Row) -> datetime:
    """Return when an incident counts as begun."""
    return datetime.fromisoformat(row["began"])


def is_told(row: Row) -> bool:
    """Say whether an incident is more than a guess, and more than its vendor's own word."""
    return row["state"] != "candidate" and not row["vendor_only"]


def choose_top(placed: Placed, lines: Mapping[str, Row]) -> list[str]:
    """Return the ids of the incidents that are told whole, what mattered most first."""
    return sorted((row["id"] for row in placed.told), key=lambda i: rank_line(lines[i]))[:MOST_TOLD]


def rank_line(line: Row) -> tuple[int, int, int, int, str]:
    """Return the key that puts first what mattered most: severity, breadth, origins, articles."""
    severity = max(_SEVERITIES.index(line[name] or "none") for name in ("severity", "vendor_severity"))
    return -severity, -line["breadth"], -line["origins"], -line["articles"], line["id"]
