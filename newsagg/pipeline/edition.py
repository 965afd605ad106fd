"""The record, a mailing list and a week -> the edition that the list is told. Reads only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from newsagg.errors import NotFoundError
from newsagg.model import DigestList, Filters
from newsagg.report.edition import Edition
from newsagg.report.making import Material, make_edition
from newsagg.report.placing import choose_top, is_told, place_begun
from newsagg.report.week import name_week, read_span
from newsagg.store.begun import find_begun, keep_listed, load_lengths, load_lines, load_record, name_providers
from newsagg.store.fates import resolve_incident
from newsagg.store.heard import count_feeds, listening_since
from newsagg.store.learned import Span, load_learned


def load_edition(
    db: Database,
    wanted: DigestList,
    label: str | None = None,
    now: datetime | None = None,
    *,
    told_since: datetime | None = None,
    told_before: Iterable[str] | None = None,
    public_url: str = "",
) -> Edition:
    """Return what a list is told of a week: by its ISO name, else of the one that ``now`` (aware) lies in.

    ``told_since`` is when the list's last edition was frozen: what our record learned of older weeks since then is
    told as learned late; without it, what was published in the week. ``told_before`` are the incidents that its
    earlier editions told (:func:`told_ids`): these are not told as found late. Raises WeekNameError.
    """
    now = now or datetime.now(ZoneInfo("UTC"))
    span = read_span(label or name_week(now.astimezone(ZoneInfo(wanted.zone))), wanted.zone)
    before = None if told_before is None else frozenset(_resolve(db, told_before))
    begun = find_begun(db, span.starts[0], span.end, wanted.filters)
    placed = place_begun(begun, span, told_since, before)
    learned = load_learned(
        db,
        Span(
            start=span.starts[-1],
            since=told_since or span.starts[-1],
            until=now if told_since else span.end,
            by_sight=told_since is not None,
        ),
        wanted.filters,
    )
    merged = [row | {"survivor": _find_survivor(db, row["merged_into"])} for row in learned.merged]
    listed = keep_listed(db, [row["survivor"] for row in merged], wanted.filters)
    merged = [row for row in merged if row["survivor"] in listed]
    shown = [
        row["id"]
        for part in (placed.told, placed.vendor_only, placed.open_before, placed.found_late)
        for row in part
    ]
    late = [learned.causes, learned.accounts, learned.corrected, learned.promises]
    shown += [row["incident_id"] for rows in late for row in rows] + [row["survivor"] for row in merged]
    lines = load_lines(db, sorted(set(shown)))
    told = [row["id"] for row in placed.told]
    everything = find_begun(db, span.starts[-1], span.end, Filters()) if wanted.filters != Filters() else []
    material = Material(
        begun=begun,
        lines=lines,
        records={incident: load_record(db, incident) for incident in choose_top(placed, lines)},
        lengths=load_lengths(db, told),
        names=name_providers(db, sorted({row["provider"] for row in placed.told})),
        feeds=count_feeds(db, span.starts[-1], span.end),
        listening_since=listening_since(db),
        causes=learned.causes,
        accounts=learned.accounts,
        corrected=learned.corrected,
        replacing=learned.replacing,
        promises=learned.promises,
        left_out=sum(is_told(row) for row in everything if row["id"] not in told) if everything else 0,
        merged=[row for row in merged if _is_older(lines.get(row["survivor"]), span.starts[-1])],
    )
    return make_edition(
        wanted, span, placed, material, told_at=now, told_since=told_since, public_url=public_url
    )


def told_ids(edition: Edition) -> frozenset[str]:
    """Return the incidents that an edition told, whole, in a line, or as late news."""
    parts = (edition.top, edition.others, edition.late)
    return frozenset(one.incident for part in parts for one in part)


def _resolve(db: Database, incidents: Iterable[str]) -> set[str]:
    return {_find_survivor(db, incident) for incident in incidents}


def _find_survivor(db: Database, incident: str) -> str:
    try:
        return resolve_incident(db, incident)
    except NotFoundError:
        return incident


def _is_older(line: dict[str, Any] | None, start: datetime) -> bool:
    return line is not None and line["state"] != "candidate" and datetime.fromisoformat(line["began"]) < start
