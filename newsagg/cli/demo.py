"""``newsagg demo``: the whole pipeline over a newsroom on loopback, ending with the incident table.

The bundled newsroom comes out in editions, as a real week does: some articles are updated, one is corrected. Each
edition is one run of the pipeline at a time that the demo sets; then it is run once more, which must change nothing.
On a database that has seen the last edition, only that is read: articles never go back to an older text.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from newsagg.cli.driver import open_drive
from newsagg.cli.output import json_option, print_json, progress
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.demo.outlets import Newsroom
    from newsagg.demo.server import RunningNewsroom

# Hours after the first run: pages are read again after 1, 6 and 24 hours, so each edition is seen when it is due.
HOURS = (0, 7, 32)


def plan_runs(first: datetime, editions: int, last_run_at: datetime | None) -> list[tuple[datetime, int]]:
    """Return (time, edition) of each run: those the database has not seen yet, then the last edition once more."""
    planned = [
        (first + timedelta(hours=HOURS[min(number, len(HOURS)) - 1]), number)
        for number in range(1, editions + 1)
    ]
    left = [(at, edition) for at, edition in planned if last_run_at is None or at > last_run_at]
    last = max(planned[-1][0], last_run_at or planned[-1][0])
    return [*left, (last + timedelta(minutes=30), editions)]


@contextmanager
def open_newsroom(corpus: Path | None) -> "Iterator[tuple[RunningNewsroom, Newsroom]]":
    """Serve the bundled newsroom, or a corpus in the form of gold/articles.jsonl, on a free loopback port."""
    from newsagg.demo.corpus import load_corpus
    from newsagg.demo.newsroom import load_newsroom
    from newsagg.demo.server import serve_newsroom
    from newsagg.places import data_dir

    newsroom = load_corpus(corpus) if corpus else load_newsroom(data_dir() / "demo")
    with serve_newsroom(newsroom) as running:
        yield running, newsroom


@click.command(short_help="Run it all over the bundled newsroom.")
@click.option(
    "--corpus",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Serve the articles of this JSONL file instead.",
)
@click.option("--plain", is_flag=True, help="Run the stages in this process, without Prefect.")
@json_option
@click.pass_obj
def demo(settings: Settings, corpus: Path | None, plain: bool, as_json: bool) -> None:
    """Run the pipeline over the bundled newsroom, edition by edition, and show the incidents."""
    from newsagg.demo.timing import count_editions, first_run_at
    from newsagg.store import open_db
    from newsagg.store.runs import last_run

    settings = replace(settings, database=_demo_database(settings, corpus), host_gap_seconds=0.0)
    with open_newsroom(corpus) as (running, newsroom), TemporaryDirectory() as scratch:
        feeds = Path(scratch) / "feeds.toml"
        feeds.write_text(running.feeds_toml(), "utf-8")
        settings = replace(settings, feeds=feeds, resolve=running.resolve)
        known = last_run(open_db(settings.database))
        runs = plan_runs(
            first_run_at(newsroom),
            count_editions(newsroom),
            datetime.fromisoformat(known["started_at"]) if known else None,
        )
        steps = []
        say = _quiet if as_json else click.echo
        say(f"{len(newsroom.outlets)} outlets and status pages answer on {running.base_url}.")
        with open_drive(settings, plain=plain) as drive:
            for number, (at, edition) in enumerate(runs, start=1):
                running.edition = edition
                asked = len(running.asked())
                with progress(quiet=as_json) as tell:
                    counts = drive(now=at, force=True, tell=tell)
                steps.append(
                    {"at": at, "edition": edition, "requests": len(running.asked()) - asked, **counts}
                )
                say(
                    f"Run {number} of {len(runs)}: {_tell_counts(counts, requests=len(running.asked()) - asked)}"
                )
    _finish(settings, steps, as_json=as_json)


def _quiet(_message: str) -> None:
    return


def _demo_database(settings: Settings, corpus: Path | None) -> Path:
    """Keep the demo's record apart from a real one, unless the user named a file."""
    if settings.database != Settings().database:
        return settings.database
    return settings.database.with_name("corpus.db" if corpus else "demo.db")


def _tell_counts(counts: dict[str, int], *, requests: int) -> str:
    names = ("entries_new", "pages_read", "versions_new", "claims_read", "incidents_opened")
    parts = [f"{counts[name]:,} {name.replace('_', ' ')}" for name in names if counts.get(name)]
    return f"{requests:,} requests, " + (", ".join(parts) or "nothing new")


def _finish(settings: Settings, steps: list[dict[str, object]], *, as_json: bool) -> None:
    from newsagg.cli.incidents import part_hidden, print_incidents
    from newsagg.store import read_db
    from newsagg.store.queries import find_incidents
    from newsagg.store.standing import count_rejected, find_vendor_only

    db = read_db(settings.database)
    found = find_incidents(db)
    if as_json:
        print_json({"database": str(settings.database), "runs": steps, "incidents": found})
        return
    shown, hidden = part_hidden(found, find_vendor_only(db), count_rejected(db))
    print_incidents(shown, hidden, title="Incidents")
    first = next((row["id"] for row in found if row["conflicts"]), found[0]["id"] if found else "ID")
    click.echo(f"The record is in {settings.database} (SQLite). Next:")
    for step in (f"show {first}", "digest show --week 2026-W10", 'sql "SELECT * FROM disagreements"'):
        click.echo(f"  {_name_command()} --db {settings.database} {step}")


def _name_command() -> str:
    """Return what to type for this command: its path when the shell would not find it by name."""
    script = Path(sys.argv[0])
    if script.name != "newsagg" or shutil.which("newsagg") == str(script.absolute()):
        return "newsagg"
    return os.path.relpath(script)
