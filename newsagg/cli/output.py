"""Rows -> tables on a terminal, or JSON. The rim where text from the web is made harmless for a terminal.

Titles and quotes may carry escape sequences, direction overrides and markup: :func:`clean` takes the first two out,
and rich gets every string as ``Text``, so that no markup in it is read.
"""

import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsagg.report.phrases import clean as clean  # every command prints through it

Tell = Callable[[str, int, int], None]
"""Called with (stage, done, total) while something long runs."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")

wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0.0,
    metavar="SECONDS",
    help="Wait so long for another run that writes; else end with 75.",
)

# Columns of what is printed when nobody watches and COLUMNS says nothing: a log, a pager, a mail.
UNWATCHED_WIDTH = 100

# What is done sooner needs no bar: one that flashes up only disturbs.
SHORT_SECONDS = 2.0

# Characters that JSON allows inside strings and that a terminal obeys, or shows as nothing at all.
_OBEYED = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def console(*, stderr: bool = False) -> Console:
    """Return a console on the stream that is current, so that tests and pipes see it."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else UNWATCHED_WIDTH
    return Console(file=stream, highlight=False, emoji=False, markup=False, width=width)


def watches() -> bool:
    """Say whether a person, or what stands in for one, looks at stdout."""
    return console().is_terminal


def as_text(value: object, style: str = "") -> Text:
    """Return any value as harmless text; None as a dash."""
    return Text("–" if value is None or value == "" else clean(value), style=style)


def print_json(data: object) -> None:
    """Print data as JSON, times as ISO 8601."""

    def convert(value: object) -> object:
        if isinstance(value, datetime | date):
            return value.isoformat().replace("+00:00", "Z")
        if isinstance(value, set | frozenset):
            return sorted(value)
        return str(value)

    text = json.dumps(data, ensure_ascii=False, indent=2, default=convert)
    click.echo(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def make_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", **options: Any
) -> Table:
    """Return a table of harmless text; a column whose name starts with # is aligned to the right."""
    table = Table(
        title=clean(title) if title else None,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        **options,
    )
    for column in columns:
        number = column.startswith("#")
        table.add_column(
            Text(column.lstrip("#")),
            justify="right" if number else "left",
            no_wrap=number,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else as_text(cell) for cell in row))
    return table


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
    """Print rows as a table that fits the terminal, or tab-separated when nobody watches."""
    if watches():
        console().print(make_table(columns, rows, title=title))
        return
    click.echo("\t".join(column.lstrip("#") for column in columns))
    for row in rows:
        click.echo("\t".join("" if cell is None else clean(cell) for cell in row))


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Tell]:
    """Show how far each stage has come while a person watches stderr and it takes long; else stay silent."""
    if quiet or not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    began = time.monotonic()
    bars: dict[str, Any] = {}
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    shown = Progress(*columns, console=console(stderr=True), transient=True)

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            bars[stage] = shown.add_task(clean(stage), total=total)
        shown.update(bars[stage], completed=done, total=total)
        if time.monotonic() - began > SHORT_SECONDS:
            shown.start()

    try:
        yield tell
    finally:
        shown.stop()


@contextmanager
def waiting(message: str, *, quiet: bool = False) -> Iterator[None]:
    """Say what is being waited for while a person watches stderr and it takes long."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    status = console(stderr=True).status(clean(message))
    timer = threading.Timer(SHORT_SECONDS, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
