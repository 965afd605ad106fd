"""``newsagg incidents``: the record, a line per incident.

The table drops columns as the terminal narrows. What only a vendor's status feed tells of, and what is a guess so far,
is counted under the table and shown with ``--all``.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from newsagg.cli.output import as_text, clean, console, json_option, print_json, print_rows, watches
from newsagg.cli.sheet import spread
from newsagg.report.phrases import count_words, shorten, tell_length, tell_stage, tell_start
from newsagg.settings import Settings

Rows = Sequence[dict[str, Any]]

# From this width on, title and service have columns of their own; below it the title stands under the id.
WIDE = 140
# Below this width the lifecycle is left out: `newsagg show` has it.
NARROW = 95
_SERVICE_WIDTH = 20
_SEVERITY_STYLES = {"critical": "bold red", "major": "red", "minor": "yellow"}
_COLUMNS = (
    "id", "title", "service", "state", "started_utc", "started", "started_latest", "first_reported_at",
    "duration_minutes", "severity", "lifecycle", "confirmation", "origins", "articles", "conflicts",
)  # fmt: skip


_FIRST_YEAR, _LAST_YEAR = 1970, 2200


class Day(click.ParamType[datetime]):
    """A day or time in UTC: 2026-03-02, or 2026-03-02T11:40."""

    name = "day"

    def __init__(self, *, ends: bool = False) -> None:
        self.ends = ends

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the aware time; a bare day as an end means its last second."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no day: write it as 2026-03-02 or 2026-03-02T11:40", param, ctx)
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            self.fail(
                f"{value!r} is no day of news: years from {_FIRST_YEAR} to {_LAST_YEAR} are read", param, ctx
            )
        if self.ends and len(value) == len("2026-03-02"):
            moment = moment.replace(hour=23, minute=59, second=59)
        return moment


def incident_table(rows: Rows, *, title: str = "", width: int | None = None) -> Table:
    """Return the incidents as a table for a terminal ``width`` columns wide, the present one's by default."""
    width = width or console().width
    wide, narrow = width >= WIDE, width < NARROW
    fixed = [_fixed_cells(row, lifecycle=not narrow) for row in rows]
    heads = ["Started (UTC)", "Lasted", "Severity", *([] if narrow else ["Lifecycle"]), "Src", ""]
    columns = list(zip(*fixed, strict=True)) or [()] * len(heads)
    # Between two columns stand a blank of each and one that parts them.
    room = width - sum(
        max((len(head), *(cell.cell_len for cell in cells))) + 3
        for head, cells in zip(heads, columns, strict=True)
    )
    table = Table(
        title=clean(title) if title else None,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for name in ("Incident", "Title", "Service") if wide else ("Incident",):
        # An id is never cut: it is there to be copied.
        table.add_column(name, no_wrap=wide, overflow="fold")
    for head in heads:
        table.add_column(head, no_wrap=True, justify="right" if head in {"Lasted", "Src"} else "left")
    longest = max((len(row["id"]) for row in rows), default=0)
    for row, cells in zip(rows, fixed, strict=True):
        incident, service = as_text(row["id"], "cyan"), as_text(row["service"], "dim")
        if wide:
            service.truncate(_SERVICE_WIDTH, overflow="ellipsis")
            left = max(room - longest - _SERVICE_WIDTH - 6, 20)
            table.add_row(incident, _cut(row["title"], left), service, *cells)
        else:
            table.add_row(Text.assemble(incident, "\n", _cut(row["title"], max(room, 20))), *cells)
    return table


def _cut(title: str, width: int) -> Text:
    """Return a title in so many cells of a terminal; wide letters take two."""
    text = as_text(shorten(clean(title), width))
    text.truncate(width, overflow="ellipsis")
    return text


def _fixed_cells(row: dict[str, Any], *, lifecycle: bool) -> list[Text]:
    return [
        Text(tell_start(row) or "–"),
        Text(tell_length(row) or "–"),
        as_text(row["severity"], _SEVERITY_STYLES.get(row["severity"], "dim")),
        *([as_text(tell_stage(row, datetime.now(UTC)))] if lifecycle else []),
        Text(f"{row['origins']}/{row['articles']}"),
        Text("≠" if row["conflicts"] else "", "bold magenta"),
    ]


def explain_marks(rows: Rows) -> str:
    """Return what the signs of the table mean, as far as they stand in it."""
    starts = {tell_start(row)[:1] for row in rows}
    marks = ["Src: independent origins/articles"]
    marks += ["≤ first reported then, start not given"] if "≤" in starts else []
    marks += ["~ about"] if "~" in starts else []
    marks += ["≠ sources disagree"] if any(row["conflicts"] for row in rows) else []
    return "; ".join(marks) + "."


def part_hidden(rows: Rows, vendor_only: set[str], rejected: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Return the lines that are shown by default, and a sentence on those that are not; empty when none are hidden."""
    shown = [row for row in rows if row["state"] != "candidate" and row["id"] not in vendor_only]
    candidates = sum(row["state"] == "candidate" for row in rows)
    vendors = len(rows) - len(shown) - candidates
    parts = [
        f"{number} {words}"
        for number, words in (
            (vendors, "told by the vendor alone"),
            (candidates, "candidate" if candidates == 1 else "candidates"),
            (rejected, "rejected"),
        )
        if number
    ]
    return shown, f"Not shown: {', '.join(parts)}." if parts else ""


_NO_MATCH = "No incident matches."


@click.command()
@click.option("--since", type=Day(), help="Begun on or after this day (UTC).")
@click.option("--until", type=Day(ends=True), help="Begun on or before this day (UTC).")
@click.option("--service", help="A service or provider that had a part in it, by slug or name.")
@click.option("--state", type=click.Choice(["candidate", "open", "settled"]), help="State of the record.")
@click.option("--all", "everything", is_flag=True, help="Also candidates and what only the vendor tells of.")
@json_option
@click.pass_obj
def incidents(
    settings: Settings,
    since: datetime | None,
    until: datetime | None,
    service: str | None,
    state: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """List the incidents, the newest first.

    Tab-separated when piped. `newsagg show ID` has everything about one.
    """
    from newsagg.store import read_db
    from newsagg.store.queries import find_incidents
    from newsagg.store.standing import count_rejected, find_vendor_only, require_service

    db = read_db(settings.database)
    slug = require_service(db, service) if service else None
    found = find_incidents(db, since=since, until=until, service=slug, state=state)
    vendor_only = find_vendor_only(db)
    shown, hidden = part_hidden(found, vendor_only, count_rejected(db))
    if everything or state:
        shown, hidden = found, ""
    if as_json:
        print_json([row | {"vendor_only": row["id"] in vendor_only} for row in shown])
    elif not watches():
        lines = [row | {"started_utc": tell_start(row)} for row in shown]
        print_rows(_COLUMNS, [[line[name] for name in _COLUMNS] for line in lines])
        if not shown:
            click.echo(spread((_NO_MATCH, hidden), " "), err=True)
    else:
        print_incidents(shown, hidden)


def print_incidents(shown: Rows, hidden: str, *, title: str = "") -> None:
    """Print the table with what its marks mean and what it leaves out under it."""
    pen = console()
    if shown:
        pen.print(incident_table(shown, title=title))
        foot = f"{count_words(len(shown), 'incident')}. {explain_marks(shown)}"
    else:
        foot = _NO_MATCH
    pen.print(Text(foot, "dim"))
    if hidden:
        pen.print(Text(f"{hidden} `newsagg incidents --all` lists all but the rejected.", "dim"))
