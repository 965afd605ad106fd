"""The front page: what is out, what was out lately, and a year of days. Reads through the visit."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from newsagg.report.heatmap import day_after, draw_year, first_day
from newsagg.report.phrases import (
    is_start_claimed,
    read_moment,
    tell_interval,
    tell_length,
    tell_stage,
    tell_start,
)
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.frontpage import count_days, count_record, list_going_on, list_stretch, span_years
from newsagg.store.rows import write_time

# As many as somebody looks through before searching.
CARDS = 48
_BEFORE = "before is a day or a time in UTC: 2026-03-02, 2026-03-02T11:40:00Z."
# What nobody has spoken of for longer than this is not going on, whatever its last word was.
_FRESH = timedelta(days=14)


def show_front(visit: Visit) -> Answer:
    """Show what goes on, what was lately, and the calendar; ``before`` turns to what was earlier."""
    before, years = visit.ask("before"), span_years(visit.db)
    if fault := _find_fault(before, visit.ask("year"), years):
        if visit.form:
            return Answer(body=f"{fault}\n".encode(), status=400, kind="text/plain; charset=utf-8")
        return visit.page(
            "error.html", status=400, code=400, title="That cannot be asked", message=fault, hint="", near=()
        )
    stretch = list_stretch(visit.db, before=before, limit=CARDS)
    going = [] if before else list_going_on(visit.db, since=write_time(visit.now - _FRESH))
    if visit.form:
        seen = {row["id"] for row in going}
        rows = [*going, *(row for row in stretch if row["id"] not in seen)]
        linked = [{**row, "permalink": visit.absolute(f"/incident/{row['id']}")} for row in rows]
        return visit.data(linked, name="incidents")
    shown = {row["id"] for row in going}
    cards = [_make_card(row, visit.now) for row in stretch if row["id"] not in shown]
    years = span_years(visit.db)
    last = _last_day(visit, years)
    days = count_days(visit.db, since=first_day(last).isoformat(), until=day_after(last).isoformat())
    return visit.page(
        "front.html",
        title="Incidents",
        here="/",
        description="Outages as press and vendors tell them, with every claim that each source made.",
        canonical="/index" if before else "/",
        going=[_make_card(row, visit.now) for row in going],
        told=[card for card in cards if not card["vendor_only"]],
        quiet=[card for card in cards if card["vendor_only"]],
        before=before,
        older=stretch[-1]["began"] if len(stretch) == CARDS else "",
        heat=draw_year(days, last=last),
        days=days[::-1],
        year_shown=visit.ask("year"),
        years=range(years[1], years[0] - 1, -1) if years else (),
        record=count_record(visit.db),
        forms=("json", "csv"),
    )


def _find_fault(before: str, year: str, years: tuple[int, int] | None) -> str:
    """Return what is wrong with the parameters, in words; empty when nothing is."""
    if before:
        try:
            if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)", before):
                return _BEFORE
            datetime.fromisoformat(before)
        except ValueError:
            return _BEFORE
    if year and not re.fullmatch(r"[0-9]{4}", year):
        return "year is a year in four digits, such as 2026."
    if year and years and not years[0] <= int(year) <= years[1]:
        return f"year is one of the record's, {years[0]} to {years[1]}."
    return ""


def _last_day(visit: Visit, years: tuple[int, int] | None) -> date:
    """Return the last day of the calendar: of the year that was asked for, else today."""
    today = visit.now.date()
    asked = visit.ask("year")
    if years and asked.isdecimal() and years[0] <= int(asked) <= years[1]:
        return min(today, date(int(asked), 12, 31))
    return today


def _make_card(row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return a line of the record as a card tells it."""
    first, last = read_moment(row["started"]), read_moment(row["started_latest"])
    since = tell_interval(first, last) if is_start_claimed(row) else tell_start(row)
    over = row["ended"] is not None or row["lifecycle"] in {"resolved", "postmortem"}
    stage = tell_stage(row, now)
    going = not over and stage in {"investigating", "identified", "monitoring"}
    return {
        **row,
        "since": since,
        "lasted": tell_length(row),
        "state_word": "Over" if over else stage.capitalize() if going else "End not told",
        "going": going,
    }


ROUTES = (Route(r"/(?:index)?", show_front, forms=("json", "csv")),)
