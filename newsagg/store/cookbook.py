"""data/cookbook/*.sql -> the questions that analysts ask, as queries with their words; and their page in the docs.

The one place that docs/cookbook.md, ``newsagg cookbook``, the desk's canned queries and a test all read. Each file
begins with lines of comment: a title, its chapter, what it answers, what to beware of, and its parameters, each with
an example in brackets that the demo's record has an answer to. ``python -m newsagg.store.cookbook DEMO.db`` prints the
page.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newsagg.errors import NotFoundError, StoreError
from newsagg.places import data_dir
from newsagg.store.connect import read_db
from newsagg.store.queries import run_select
from newsagg.store.recipevalues import list_quarters, read_values

_HEAD = re.compile(
    r"-- # (?P<title>.+)\n-- Chapter: (?P<chapter>.+)\n-- Answers: (?P<answers>.+)\n-- Beware: (?P<beware>.+)\n"
)
_PARAMETER = re.compile(r"-- :(?P<name>\w+) (?P<meaning>.+) \((?P<example>[^()]*)\)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a query asks for. Values are texts; an empty one means what ``meaning`` says."""

    name: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A question with its query."""

    name: str
    title: str
    chapter: str
    answers: str
    beware: str
    parameters: tuple[Parameter, ...]
    sql: str
    """Without the lines of comment at its head."""

    def fill(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return a value for each parameter, empty where none is given; raises StoreError for one that is none."""
        known = [p.name for p in self.parameters]
        strange = [name for name in given if name not in known]
        if strange:
            hint = f"it asks for {', '.join(known)}" if known else "it asks for nothing"
            raise StoreError(f"has no parameter {strange[0]!r}", subject=self.name, hint=hint)
        return {name: given.get(name, "") for name in known}

    @property
    def examples(self) -> dict[str, str]:
        """The values to which the demo's record has an answer."""
        return {p.name: p.example for p in self.parameters}


@cache
def load_cookbook() -> tuple[Recipe, ...]:
    """Return all recipes in the order of the book; raises StoreError for a file that is none."""
    return tuple(_read(path) for path in sorted((data_dir() / "cookbook").glob("*.sql")))


def find_recipe(name: str) -> Recipe:
    """Return a recipe by name; raises NotFoundError, naming the likeliest."""
    for recipe in load_cookbook():
        if recipe.name == name:
            return recipe
    asked = set(re.findall(r"[a-z]+", name.casefold()))
    near = [r.name for r in load_cookbook() if asked & set(r.name.split("_"))][:4]
    hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg cookbook` lists them"
    raise NotFoundError("no such recipe", subject=name, hint=hint)


def _read(path: Path) -> Recipe:
    text = path.read_text("utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise StoreError(
            "does not begin with title, chapter, answers and beware",
            subject=str(path),
            hint="reinstall newsagg",
        )
    parameters = []
    at = head.end()
    while found := _PARAMETER.match(text, at):
        parameters.append(Parameter(name=found["name"], meaning=found["meaning"], example=found["example"]))
        at = found.end()
    return Recipe(
        name=path.stem.split("-", 1)[1],
        parameters=tuple(parameters),
        sql=text[at:].strip(),
        **head.groupdict(),
    )


def ask_recipe(
    database: Path | str, recipe: Recipe, given: Mapping[str, str], limit: int = 1000
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and first rows of a recipe's answer.

    Raises StoreError as :func:`run_select` does, and for a value that means nothing to the query.
    """
    filled = recipe.fill(given)
    with closing(read_db(database)) as db:
        values = read_values(db, recipe.name, filled)
    return run_select(database, recipe.sql, limit, values)


def find_answered(database: Path | str, recipe: Recipe, given: Mapping[str, str]) -> dict[str, str]:
    """Return values like those given to which the record has an answer, only those that differ; empty when none."""
    filled = recipe.fill(given)
    tries = [{**filled, **recipe.examples}]
    if "quarter" in filled:
        with closing(read_db(database)) as db:
            tries = [{**filled, "quarter": quarter} for quarter in list_quarters(db)]
    for values in tries:
        differing = {name: value for name, value in values.items() if value != filled[name]}
        with suppress(NotFoundError):  # an incident of the examples that this record has not
            if differing and ask_recipe(database, recipe, values, 1)[1]:
                return differing
    return {}


def can_queries() -> dict[str, dict[str, Any]]:
    """Return the recipes as Datasette's canned queries."""
    return {
        recipe.name: {
            "title": recipe.title,
            "description": " ".join(
                [f"Answers: {recipe.answers}", f"Beware: {recipe.beware}"]
                + [f":{p.name} is {p.meaning}." for p in recipe.parameters]
            ),
            "sql": recipe.sql,
            "params": [p.name for p in recipe.parameters],
        }
        for recipe in load_cookbook()
    }


_PAGE = """# The cookbook

<!-- Made by `python -m newsagg.store.cookbook DEMO.db > docs/cookbook.md` from data/cookbook/*.sql: edit those. -->

Questions that analysts ask, each a query over the documented views and tables (docs/schema.md). `newsagg cookbook`
lists them, `newsagg cookbook NAME` asks one (`-p name=value` gives a parameter, `--sql` prints the query, `--csv` and
`--json` are for programs), and the desk has them under Queries. A test asks each over the demo's record, and what it
answers there is shown: rows, and the first of them.
"""


def render_cookbook(database: Path | str) -> str:
    """Return docs/cookbook.md, with what a record answers."""
    return "\n".join(_sections(database)) + "\n"


def _sections(database: Path | str) -> Iterator[str]:
    yield _PAGE
    chapter = ""
    for recipe in load_cookbook():
        if recipe.chapter != chapter:
            chapter = recipe.chapter
            yield f"## {chapter}\n"
        yield f"### {recipe.title}\n\n`newsagg cookbook {recipe.name}`: {recipe.answers}\n"
        yield f"Beware: {recipe.beware}\n"
        yield from (f"- `:{p.name}`: {p.meaning}" for p in recipe.parameters)
        yield f"{chr(10) if recipe.parameters else ''}```sql\n{recipe.sql}\n```\n"
        columns, rows = ask_recipe(database, recipe, recipe.examples)
        given = ", ".join(f"`{name} = {value}`" for name, value in recipe.examples.items() if value)
        yield f"In the demo{f' with {given}' if given else ''}: {len(rows)} row{'s' * (len(rows) != 1)}, the first:\n"
        yield "| column | value |\n|---|---|"
        yield from (f"| `{name}` | {_cell(value)} |" for name, value in zip(columns, rows[0], strict=True))
        yield ""


def _cell(value: Any) -> str:
    text = (
        "NULL"
        if value is None
        else f"{value:g}"
        if isinstance(value, float) and abs(value) < 1e6
        else str(value)
    )
    text = " ".join(text.split())
    return (text if len(text) <= 100 else f"{text[:99]}…").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(render_cookbook(sys.argv[1]))
