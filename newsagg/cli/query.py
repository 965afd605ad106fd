"""``newsagg sql``, ``search`` and ``schema``: free questions to the record, none of which can change it."""

import csv
import io
import sys
from collections.abc import Sequence
from typing import Any

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows, watches
from newsagg.cli.sheet import Sheet
from newsagg.errors import NotFoundError
from newsagg.settings import Settings

# What a person reads of an answer; programs ask for more with --limit.
DEFAULT_LIMIT = 200


@click.command()
@click.argument("statement")
@click.option("--limit", type=click.IntRange(1), default=DEFAULT_LIMIT, show_default=True, help="Most rows.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, text as it is stored.")
@json_option
@click.pass_obj
def sql(settings: Settings, statement: str, limit: int, as_csv: bool, as_json: bool) -> None:
    """Answer one SELECT; "-" reads it from standard input.

    Views for analysts: incident_summary, claim_ledger, disagreements, timeline, provider_reliability, feed_health,
    press_lead, second_hand, narrative_drift, promises. `newsagg schema` describes them.
    """
    from newsagg.store.queries import run_select

    if statement == "-":
        statement = sys.stdin.read()
    columns, found = run_select(settings.database, statement, limit + 1)
    rows = [tuple(_readable(value) for value in row) for row in found[:limit]]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        _print_csv(columns, rows)
    else:
        print_rows(columns, rows)
    if len(found) > limit:
        click.echo(f"Only the first {limit} rows: --limit {limit * 10} shows more.", err=True)
    elif not rows and watches() and not as_json:
        click.echo("No rows.", err=True)


def _readable(value: Any) -> Any:
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else value


def _print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print CSV; on a terminal what a terminal would obey is taken out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    tidy = watches()
    writer.writerows(
        [clean(value) if tidy and isinstance(value, str) else value for value in row] for row in rows
    )
    click.echo(out.getvalue(), nl=False)


@click.command(short_help="Search incidents, quotes and articles for words.")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Most rows of a kind.")
@json_option
@click.pass_obj
def search(settings: Settings, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search incidents, quotes and articles for all the words; punctuation means nothing."""
    from newsagg.store import read_db
    from newsagg.store.queries import search as search_record

    found = search_record(read_db(settings.database), " ".join(words), limit)
    if as_json:
        print_json(found)
    elif watches():
        _print_found(found)
    else:
        columns = ("kind", "id", "title", "incident_id", "url", "snippet")
        print_rows(columns, [[row[name] for name in columns] for row in found])
        if not found:
            click.echo(_NOTHING, err=True)


_NOTHING = "Nothing holds all these words: try fewer, or `newsagg incidents` for the list."


def _print_found(found: Sequence[dict[str, Any]]) -> None:
    sheet = Sheet()
    if not found:
        sheet.line(_NOTHING)
    for kind, title in (("incident", "Incidents"), ("claim", "Claims"), ("article", "Articles")):
        rows = [row for row in found if row["kind"] == kind]
        if rows:
            sheet.heading(title)
        for row in rows:
            sheet.line(row["title"] or "", (f"  {row['incident_id'] or 'in no incident'}", "cyan"), indent=2)
            if kind != "incident":
                sheet.line((row["snippet"] or "", "italic"), indent=4)
                sheet.address(row["url"] or "", indent=4)


@click.command()
@click.argument("name", required=False)
@json_option
def schema(name: str | None, as_json: bool) -> None:
    """Describe the tables and views, or one with its columns."""
    from newsagg.store.describe import DESCRIPTIONS

    if name is None:
        if as_json:
            print_json({relation: meaning for relation, (meaning, _) in DESCRIPTIONS.items()})
        else:
            print_rows(("table or view", "what a row is"), [(r, m) for r, (m, _) in DESCRIPTIONS.items()])
        return
    found = DESCRIPTIONS.get(name.casefold())
    if found is None:
        near = [known for known in DESCRIPTIONS if name.casefold() in known][:4]
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg schema` lists them"
        raise NotFoundError("no such table or view", subject=name, hint=hint)
    meaning, columns = found
    if as_json:
        print_json({"name": name.casefold(), "meaning": meaning, "columns": columns})
        return
    print_rows(("column", "meaning"), list(columns.items()), title=f"{name.casefold()}: {meaning}")
