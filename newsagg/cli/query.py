"""``newsagg sql``, ``search`` and ``schema``: free questions to the record, none of which can change it."""

import csv
import io
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from newsagg.cli.incidents import Day
from newsagg.cli.output import clean, json_option, print_json, print_rows, watches
from newsagg.cli.sheet import Sheet
from newsagg.errors import NotFoundError
from newsagg.settings import Settings
from newsagg.store.search import KINDS

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
        print_csv(columns, rows)
    else:
        print_rows(columns, rows)
    if len(found) > limit:
        click.echo(f"Only the first {limit} rows: --limit {limit * 10} shows more.", err=True)
    elif not rows and watches() and not as_json:
        click.echo("No rows.", err=True)


def _readable(value: Any) -> Any:
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else value


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print CSV; on a terminal what a terminal would obey is taken out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    tidy = watches()
    writer.writerows(
        [clean(value) if tidy and isinstance(value, str) else value for value in row] for row in rows
    )
    click.echo(out.getvalue(), nl=False)


@click.command(short_help="Search incidents, articles and quotes for words.")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; repeatable.")
@click.option("--provider", help="Only what is about this provider or service, by slug or name.")
@click.option("--since", type=Day(), help="Not before this day or time (UTC).")
@click.option("--until", type=Day(ends=True), help="Not after it.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most rows.")
@json_option
@click.pass_obj
def search(
    settings: Settings,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    provider: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Search incidents, articles about outages and quotes for all the words, the best first.

    Words in double quotes are a phrase; all other punctuation means nothing.
    """
    if not " ".join(words).strip():
        raise click.UsageError(
            "no words were given: name what to look for, such as `newsagg search database`"
        )
    from newsagg.store import read_db
    from newsagg.store.search import search as search_record
    from newsagg.store.standing import require_service

    db = read_db(settings.database)
    found = search_record(
        db,
        " ".join(words),
        limit,
        kinds=kinds or KINDS,
        provider=require_service(db, provider) if provider else None,
        since=since,
        until=until,
    )
    if as_json:
        print_json(found)
    elif watches():
        _print_found(found)
    else:
        columns = ("kind", "id", "title", "at", "who", "incident_id", "url", "snippet")
        print_rows(columns, [[row[name] for name in columns] for row in found])
        if not found:
            click.echo(_NOTHING, err=True)


_NOTHING = "Nothing holds all these words: try fewer, or `newsagg incidents` for the list."


def _print_found(found: Sequence[dict[str, Any]]) -> None:
    sheet = Sheet()
    if not found:
        sheet.line(_NOTHING)
    for row in found:
        sheet.line(
            (f"{row['kind']:<8} ", "dim"),
            (row["title"] or "", "bold"),
            (f"  {row['incident_id'] or 'in no incident'}", "cyan"),
        )
        if row["kind"] != "incident":
            sheet.line(
                (f"{row['who']}, {row['at'][:10]}: ", "dim"), (row["snippet"] or "", "italic"), indent=9
            )
            sheet.address(row["url"] or "", indent=9)


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
