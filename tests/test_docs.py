"""The picture of the house in docs/architecture.md is the house, and docs/commands.md what the commands say.

``python -m tests.test_docs`` writes both again.
"""

import ast
import re
from pathlib import Path

import click
import pytest

import newsagg
from newsagg.cli.describe import list_commands, render_commands

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
COMMANDS = ROOT / "docs" / "commands.md"
EVERY = list(list_commands())
ROOMS = ("model", "collect", "detect", "merge", "report", "store", "pipeline", "cli", "demo")


def describe(path: Path) -> str:
    """Return the first sentence of a module's docstring, on one line."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first = " ".join(said.split("\n\n")[0].split())
    return re.split(r"(?<=[a-z)])[.:] ", first)[0].rstrip(".:")


def draw(folder: Path, indent: str = "    ") -> list[str]:
    lines = [f"{folder.relative_to(ROOT).as_posix()}/"] if indent == "    " else []
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            lines.append(f"{indent}{path.name:<22} {describe(path)}"[:118].rstrip())
    for inner in sorted(p for p in folder.iterdir() if (p / "__init__.py").is_file()):
        lines += [f"{indent}{inner.name}/", *draw(inner, indent + "    ")]
    return lines


def draw_house() -> str:
    top = [
        "newsagg/",
        *(f"    {p.name:<22} {describe(p)}"[:118].rstrip() for p in sorted((ROOT / "newsagg").glob("*.py"))),
    ]
    rooms = [line for room in ROOMS for line in draw(ROOT / "newsagg" / room)]
    rest = [
        "data/                      feeds.toml, services.toml, training/, demo/; in a wheel: newsagg/_data",
        "tests/                     a folder per room, quality/ with floors.json, test_architecture.py",
        "benchmarks/                quality.py: labelled folders -> predictions, scores; record.py: those of a record",
        "docs/  README.md  CHANGELOG.md  Makefile  .ci/run  requirements/ (pinned for make)",
    ]
    return "\n".join([*top, *rooms, *draw(ROOT / "flows"), *rest])


def test_the_picture_of_the_house_is_true() -> None:
    shown = re.search(r"## The house\n\n```\n(.*?)\n```", PAGE.read_text("utf-8"), re.DOTALL)
    assert shown
    assert shown[1] == draw_house(), "draw it again: python -m tests.test_docs"


def test_every_public_name_of_the_package_is_there() -> None:
    assert set(newsagg.__all__) == set(newsagg._HOMES)
    assert all(callable(getattr(newsagg, name)) for name in newsagg.__all__)


def test_the_document_of_commands_is_what_they_say_of_themselves() -> None:
    assert COMMANDS.read_text("utf-8") == render_commands(), "write it again: python -m tests.test_docs"


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[path for path, _ in EVERY])
def test_every_command_says_what_it_does_and_so_does_each_option(path: str, command: click.Command) -> None:
    assert (command.help or "").strip().partition("\n\n")[0].endswith((".", "?")), path
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.opts[0]}"


if __name__ == "__main__":
    COMMANDS.write_text(render_commands(), "utf-8")
    picture = f"## The house\n\n```\n{draw_house()}\n```"
    text = re.sub(
        r"## The house\n\n```\n.*?\n```", lambda _: picture, PAGE.read_text("utf-8"), flags=re.DOTALL
    )
    PAGE.write_text(text, "utf-8")
