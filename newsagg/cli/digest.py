"""``newsagg digest``: a week of outages as text."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from newsagg.cli.output import json_option, print_json
from newsagg.settings import Settings

if TYPE_CHECKING:
    from newsagg.report.week import Week


@click.group()
def digest() -> None:
    """Tell what happened in a week."""


@digest.command()
@click.option("--week", "label", help="ISO week, such as 2026-W10; the present one by default.")
@json_option
@click.pass_obj
def show(settings: Settings, label: str | None, as_json: bool) -> None:
    """Print the digest of a week: what happened, who says so, where sources disagree.

    An outage belongs to the week in which it started, else in which it was first reported.
    """
    from newsagg.report.digest import compose_digest

    week = load_digest(settings, label, now=datetime.now(UTC))
    if as_json:
        print_json(asdict(week) | {"text": compose_digest(week)})
    else:
        click.echo(compose_digest(week), nl=False)


def load_digest(settings: Settings, label: str | None, *, now: datetime) -> "Week":
    """Return a week of the record, by its ISO name or the one that ``now`` (aware) lies in.

    Raises WeekNameError, and NotFoundError where there is no database.
    """
    from newsagg.report.week import make_week, name_week, read_week
    from newsagg.store import read_db
    from newsagg.store.week import load_week

    named = label or name_week(now.astimezone(ZoneInfo(settings.zone)))
    name, before, start, end = read_week(named, settings.zone)
    rows = load_week(read_db(settings.database), before, start, end)
    return make_week(
        label=name,
        start=start,
        end=end,
        zone=settings.zone,
        told_at=now,
        incidents=rows.incidents,
        before=rows.before,
        still_open=rows.still_open,
        late=rows.late,
        feeds=rows.feeds,
    )
