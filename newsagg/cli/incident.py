"""``newsagg incident``: what analysts decide about incidents, at once and against every re-run, until it is undone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows
from newsagg.cli.sheet import Sheet
from newsagg.cli.signing import Words, because_option, by_option
from newsagg.merge.overrides import OVERRIDES
from newsagg.report.chronicle import gather_by_incident
from newsagg.settings import Settings
from newsagg.vocabulary import ClaimType, Stance

if TYPE_CHECKING:
    from newsagg.pipeline.ruling import Ruling

_COLUMNS = (
    "id", "kind", "incident_id", "target_id", "articles", "field", "value", "decided_by", "reason", "decided_at",
    "undone_at", "undone_by", "undone_because",
)  # fmt: skip
_MOST_CHANGES = 40
"""Lines of what changed that a person reads; --json has all."""


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    """Add who decides and why, and the rehearsal."""
    dry = click.option("--dry-run", "dry", is_flag=True, help="Only show what would change.")
    return because_option()(by_option("Who decides.")(dry(json_option(command))))


@click.group(short_help="Merge, split, move, reject, set, add a claim; undo.")
def incident() -> None:
    """Decide about incidents. A decision takes effect at once, and stands against every re-run until it is undone.

    Ids stay valid: one that was merged leads to its survivor. Of two decisions about the same, the later one counts.
    """


def _tell(settings: Settings, make: str, *arguments: Any, signed: dict[str, Any]) -> None:
    from newsagg.pipeline import decide as decisions
    from newsagg.pipeline.ruling import Analyst

    analyst = Analyst(by=signed["by"], reason=signed["because"], now=datetime.now(UTC).replace(microsecond=0))
    dry = bool(signed["dry"])
    ruling: Ruling = getattr(decisions, make)(settings, *arguments, analyst=analyst, dry=dry)
    if signed["as_json"]:
        names = ("number", "incident", "sentence", "delayed", "followed", "changes")
        print_json({name: getattr(ruling, name) for name in names} | {"dry_run": dry})
        return
    _print_ruling(ruling, dry=dry)
    if not dry and not ruling.delayed and make != "take_back":
        click.echo(f"`newsagg incident undo {ruling.number} --because ...` takes it back.")


def _print_ruling(ruling: "Ruling", *, dry: bool) -> None:
    for sentence in ruling.followed:
        click.echo(clean(f"{sentence}."))
    head = "Only a rehearsal, nothing was changed" if dry else f"Decision {ruling.number}"
    click.echo(clean(f"{head}: {ruling.sentence}."))
    left = _MOST_CHANGES
    sheet = Sheet()
    for name, lines in gather_by_incident(ruling.changes).items():
        if left > 0:
            sheet.line((name, "cyan"), indent=2)
        for line in lines[: max(left, 0)]:
            sheet.line(line.what, indent=4)
        left -= len(lines)
    if left < 0:
        click.echo(f"  and {-left} more changes: --json has them all")
    if not ruling.changes and not ruling.delayed:
        click.echo("  Nothing in the record is another for it.")
    if ruling.delayed:
        click.echo(f"It takes effect with the next run; not now, since {clean(ruling.delayed)}.")
    elif not dry:
        click.echo(f"In effect: `newsagg show {clean(ruling.incident)}`.")


@incident.command()
@click.argument("gone", metavar="INCIDENT")
@click.argument("survivor")
@_signed
@click.pass_obj
def merge(settings: Settings, /, gone: str, survivor: str, **signed: Any) -> None:
    """Merge INCIDENT into SURVIVOR: both tell of one outage, and SURVIVOR's id is kept."""
    _tell(settings, "merge_incidents", gone, survivor, signed=signed)


@incident.command()
@click.argument("parent", metavar="INCIDENT")
@click.argument("articles", nargs=-1, required=True)
@_signed
@click.pass_obj
def split(settings: Settings, /, parent: str, articles: tuple[str, ...], **signed: Any) -> None:
    """Split ARTICLES (addresses or numbers) off INCIDENT: they tell of another outage, and get an id of their own."""
    _tell(settings, "split_incident", parent, articles, signed=signed)


@incident.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--to", "target", required=True, help="The incident that they belong to.")
@_signed
@click.pass_obj
def move(settings: Settings, /, articles: tuple[str, ...], target: str, **signed: Any) -> None:
    """Move ARTICLES (addresses or numbers) to another incident."""
    _tell(settings, "move_articles", articles, target, signed=signed)


@incident.command()
@click.argument("name", metavar="INCIDENT")
@_signed
@click.pass_obj
def reject(settings: Settings, /, name: str, **signed: Any) -> None:
    """Reject INCIDENT: it was no outage. `newsagg show` still has it; lists and digests do not."""
    _tell(settings, "reject_incident", name, signed=signed)


@incident.command("set")
@click.argument("name", metavar="INCIDENT")
@click.argument("field", type=click.Choice(list(OVERRIDES)))
@click.argument("value", type=Words())
@_signed
@click.pass_obj
def set_field(settings: Settings, /, name: str, field: str, value: str, **signed: Any) -> None:
    """Set FIELD of INCIDENT's line to VALUE; the claims stay as they are.

    Times are UTC unless a zone is written: 2026-03-02T11:40, two with / between, or "unknown".
    """
    _tell(settings, "override_field", name, field, value, signed=signed)


@incident.command("add-claim")
@click.argument("name", metavar="INCIDENT")
@click.argument("source")
@click.option(
    "--type", "kind", type=click.Choice([kind.value for kind in ClaimType]), required=True,
    help="What the claim is about.",
)  # fmt: skip
@click.option("--quote", required=True, help="The words of SOURCE that say it, letter for letter.")
@click.option(
    "--words", default="", help="Those words of the quote that say the value; the whole quote otherwise."
)
@click.option("--speaker", default="", help="Who says so, as SOURCE names them; who we hear there otherwise.")
@click.option(
    "--stance",
    type=click.Choice([stance.value for stance in Stance]),
    help="How firmly; as the words put it otherwise.",
)
@_signed
@click.pass_obj
def add_claim(settings: Settings, /, name: str, source: str, **given: Any) -> None:
    """Add a claim that our rules missed: words of SOURCE, an article of INCIDENT (its address or number).

    The quote must stand in the article, and the value is read from its words. A source that is not in the record is
    imported first: write its address into a file, and `newsagg import FILE`.
    """
    from newsagg.detect.pointed import Pointed

    pointed = Pointed(
        type=ClaimType(given.pop("kind")),
        quote=given.pop("quote"),
        words=given.pop("words"),
        speaker=given.pop("speaker"),
        stance=Stance(stance) if (stance := given.pop("stance")) else None,
    )
    _tell(settings, "add_claim", name, source, pointed, signed=given)


@incident.command()
@click.argument("number", type=click.IntRange(1))
@_signed
@click.pass_obj
def undo(settings: Settings, /, number: int, **signed: Any) -> None:
    """Undo decision NUMBER; it stays on record, with who undid it and why."""
    _tell(settings, "take_back", number, signed=signed)


@incident.command("list-decisions")
@click.argument("name", metavar="INCIDENT", required=False, default="")
@click.option("--all", "everything", is_flag=True, help="Also those that were undone.")
@json_option
@click.pass_obj
def list_decisions(settings: Settings, /, name: str, everything: bool, as_json: bool) -> None:
    """List the decisions in force, the newest first; with INCIDENT those that name it."""
    from newsagg.store import read_db
    from newsagg.store.decisions import list_decisions as load_rows

    rows = [
        row for row in load_rows(read_db(settings.database), name) if everything or row["undone_at"] is None
    ]
    if as_json:
        print_json(rows)
        return
    columns = _COLUMNS if everything else _COLUMNS[:-3]
    print_rows(columns, [[row[column] for column in columns] for row in rows])
    if not rows:
        click.echo("Nothing has been decided.", err=True)
