"""``newsagg cookbook``: the questions that analysts ask, listed, printed and asked."""

import shlex
from collections.abc import Mapping
from itertools import groupby

import click

from newsagg.cli.output import clean, json_option, print_json, print_rows, watches
from newsagg.cli.query import DEFAULT_LIMIT, print_csv
from newsagg.cli.sheet import Sheet
from newsagg.settings import Settings
from newsagg.store.cookbook import Recipe, ask_recipe, find_answered, find_recipe, load_cookbook


@click.command(short_help="Ask one of the questions that analysts ask.")
@click.argument("name", required=False)
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="A value; repeatable.")
@click.option("--sql", "as_sql", is_flag=True, help="Print the query instead of asking it.")
@click.option("--limit", type=click.IntRange(1), default=DEFAULT_LIMIT, show_default=True, help="Most rows.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, text as it is stored.")
@json_option
@click.pass_obj
def cookbook(
    settings: Settings,
    name: str | None,
    given: tuple[str, ...],
    as_sql: bool,
    limit: int,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List the questions, or ask the one that is named; docs/cookbook.md explains each.

    Each tells what it answers, what to beware of, and its query over the documented views.
    """
    if name is None:
        _list(as_json=as_json)
        return
    recipe = find_recipe(name)
    if as_sql:
        click.echo(_write_sql(recipe))
        return
    values = dict(_split(word) for word in given)
    columns, rows = ask_recipe(settings.database, recipe, values, limit + 1)
    shown = rows[:limit]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in shown])
    elif as_csv:
        print_csv(columns, shown)
    else:
        if watches():
            _introduce(recipe)
        print_rows(columns, shown)
    if len(rows) > limit:
        click.echo(f"Only the first {limit} rows: --limit {limit * 10} shows more.", err=True)
    elif not rows and not as_json:
        click.echo(_tell_nothing(settings, recipe, values), err=True)


def _tell_nothing(settings: Settings, recipe: Recipe, given: Mapping[str, str]) -> str:
    """Return that there is no answer, to which values, and to which there would be one."""
    force = ", ".join(
        f"{p.name}: {clean(given.get(p.name, '')) or p.meaning.partition('empty for ')[2]}"
        for p in recipe.parameters
    )
    words = f"No rows: nothing on record answers this{f' ({force})' if force else ''}."
    other = find_answered(settings.database, recipe, given)
    options = " ".join(f"-p {name}={shlex.quote(value)}" for name, value in other.items())
    return f"{words} This has some: newsagg cookbook {recipe.name} {options}" if options else words


def _list(*, as_json: bool) -> None:
    recipes = load_cookbook()
    if as_json:
        print_json(
            [
                {
                    "name": r.name, "title": r.title, "chapter": r.chapter, "answers": r.answers, "beware": r.beware,
                    "parameters": {p.name: p.meaning for p in r.parameters},
                }
                for r in recipes
            ]
        )  # fmt: skip
        return
    if not watches():
        print_rows(("name", "chapter", "question"), [(r.name, r.chapter, r.title) for r in recipes])
        return
    sheet = Sheet()
    width = max(len(r.name) for r in recipes) + 2
    for chapter, those in groupby(recipes, key=lambda r: r.chapter):
        sheet.heading(chapter)
        for recipe in those:
            sheet.field(recipe.name, recipe.title, width=width)


def _introduce(recipe: Recipe) -> None:
    sheet = Sheet()
    sheet.line((recipe.title, "bold"))
    sheet.field("Answers", recipe.answers, width=9)
    sheet.field("Beware", recipe.beware, width=9)
    for parameter in recipe.parameters:
        sheet.field("", (f"-p {parameter.name}=…  ", "cyan"), parameter.meaning, width=9)
    sheet.gap()


def _write_sql(recipe: Recipe) -> str:
    """Return the query with its words as comments, ready for any SQLite tool."""
    head = [f"-- {recipe.title}", f"-- Answers: {recipe.answers}", f"-- Beware: {recipe.beware}"]
    return "\n".join([*head, *(f"-- :{p.name} {p.meaning}" for p in recipe.parameters), recipe.sql])


def _split(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign:
        raise click.BadParameter(f"{word!r} is no NAME=VALUE", param_hint="-p")
    return name, value
