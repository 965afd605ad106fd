"""``newsagg decide``: what analysts decide about incidents, at once and against every re-run, until it is undone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.signing import Words, by_option, reason_option
from newsagg.merge.overrides import OVERRIDES
from newsagg.settings import Settings

_COLUMNS = (
    "id", "kind", "incident_id", "target_id", "articles", "field", "value", "decided_by", "reason", "decided_at",
    "undone_at", "undone_by", "undone_because",
)  # fmt: skip


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    """Add who decides and why."""
    return reason_option(required=True)(by_option("Who decides.")(command))


@click.group(short_help="Merge, split, move, reject, override; undo.")
def decide() -> None:
    """Decide about incidents. A decision takes effect at once, and stands against every re-run until it is undone.

    Ids stay valid: one that was merged leads to its survivor. Of two decisions about the same, the later one counts.
    """


def _tell(settings: Settings, make: str, *arguments: Any, by: str, reason: str, as_json: bool) -> None:
    from newsagg.pipeline import decide as decisions

    analyst = decisions.Analyst(by=by, reason=reason, now=datetime.now(UTC).replace(microsecond=0))
    ruling = getattr(decisions, make)(settings, *arguments, analyst=analyst)
    if as_json:
        names = ("number", "incident", "sentence", "delayed")
        print_json({name: getattr(ruling, name) for name in names})
        return
    click.echo(f"Decision {ruling.number}: {clean(ruling.sentence)}.")
    if ruling.delayed:
        click.echo(f"It takes effect with the next run; not now, since {clean(ruling.delayed)}.")
    else:
        click.echo(f"In effect: `newsagg show {ruling.incident}`.")
        if make != "take_back":
            click.echo(f"`newsagg decide undo {ruling.number}` takes it back.")


@decide.command()
@click.argument("incident")
@click.argument("survivor")
@_signed
@json_option
@click.pass_obj
def merge(settings: Settings, incident: str, survivor: str, reason: str, by: str, as_json: bool) -> None:
    """Merge INCIDENT into SURVIVOR: both tell of one outage, and SURVIVOR's id is kept."""
    _tell(settings, "merge_incidents", incident, survivor, by=by, reason=reason, as_json=as_json)


@decide.command()
@click.argument("incident")
@click.argument("articles", nargs=-1, required=True)
@_signed
@json_option
@click.pass_obj
def split(
    settings: Settings, incident: str, articles: tuple[str, ...], reason: str, by: str, as_json: bool
) -> None:
    """Split ARTICLES (addresses or numbers) off INCIDENT: they tell of another outage, and get an id of their own."""
    _tell(settings, "split_incident", incident, articles, by=by, reason=reason, as_json=as_json)


@decide.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--to", "target", required=True, help="The incident that they belong to.")
@_signed
@json_option
@click.pass_obj
def move(
    settings: Settings, articles: tuple[str, ...], target: str, reason: str, by: str, as_json: bool
) -> None:
    """Move ARTICLES (addresses or numbers) to another incident."""
    _tell(settings, "move_articles", articles, target, by=by, reason=reason, as_json=as_json)


@decide.command()
@click.argument("incident")
@_signed
@json_option
@click.pass_obj
def reject(settings: Settings, incident: str, reason: str, by: str, as_json: bool) -> None:
    """Reject INCIDENT: it was no outage. `newsagg show` still has it; lists and digests do not."""
    _tell(settings, "reject_incident", incident, by=by, reason=reason, as_json=as_json)


@decide.command()
@click.argument("incident")
@click.argument("field", type=click.Choice(list(OVERRIDES)))
@click.argument("value", type=Words())
@_signed
@json_option
@click.pass_obj
def override(
    settings: Settings, incident: str, field: str, value: str, reason: str, by: str, as_json: bool
) -> None:
    """Set FIELD of INCIDENT's line to VALUE; the claims stay as they are.

    Times are UTC unless a zone is written: 2026-03-02T11:40, two with / between, or "unknown".
    """
    _tell(settings, "override_field", incident, field, value, by=by, reason=reason, as_json=as_json)


@decide.command()
@click.argument("number", type=click.IntRange(1))
@_signed
@json_option
@click.pass_obj
def undo(settings: Settings, number: int, reason: str, by: str, as_json: bool) -> None:
    """Undo decision NUMBER; it stays on record, with who undid it and why."""
    _tell(settings, "take_back", number, by=by, reason=reason, as_json=as_json)


@decide.command("list")
@click.argument("incident", required=False, default="")
@click.option("--all", "everything", is_flag=True, help="Also those that were undone.")
@json_option
@click.pass_obj
def list_all(settings: Settings, incident: str, everything: bool, as_json: bool) -> None:
    """List the decisions in force, the newest first; with INCIDENT those that name it."""
    from newsagg.store import read_db
    from newsagg.store.decisions import list_decisions

    rows = [
        row
        for row in list_decisions(read_db(settings.database), incident)
        if everything or row["undone_at"] is None
    ]
    if as_json:
        print_json(rows)
        return
    columns = _COLUMNS if everything else _COLUMNS[:-3]
    print_rows(columns, [[row[name] for name in columns] for row in rows])
    if not rows:
        click.echo("Nothing has been decided.", err=True)
