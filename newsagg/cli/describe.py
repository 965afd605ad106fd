"""Every command with its arguments and options, as click knows them -> docs/commands.md. Pure.

``python -m newsagg.cli.describe`` prints it; a test holds the document to it.
"""

import sys
from collections.abc import Iterator

import click

from newsagg.cli import newsagg

_HEAD = """# The commands

<!-- Made by `python -m newsagg.cli.describe > docs/commands.md` of what the commands say of themselves. -->

`newsagg COMMAND --help` prints the same. Options of `newsagg` itself stand before the command: `--db FILE` is the
SQLite file in place of the setting, `--debug` shows the traceback of an error. Where `--json` is offered it prints data
for programs on standard output. Exit codes: 0 when all went well; 1 for an error, told in one line on standard error
that names the address, row or file and what to do; 2 for words that no command knows, or a wrong setting.
"""

BAR = "\\|"


def render_commands() -> str:
    """Return docs/commands.md."""
    return "\n".join(_describe_all()) + "\n"


def _describe_all() -> Iterator[str]:
    yield _HEAD
    yield from (
        f"- [`{path}`](#{_anchor(path)}): {_say(command)}" for path, command in list_commands(depth=1)
    )
    yield ""
    for path, command in list_commands():
        yield from _describe(path, command)


def list_commands(*, depth: int = 9) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its whole name, those of a group after it; hidden ones are left out."""
    yield from _walk("newsagg", newsagg, depth)


def _walk(path: str, group: click.Group, depth: int) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield f"{path} {name}", command
        if isinstance(command, click.Group) and depth > 1:
            yield from _walk(f"{path} {name}", command, depth - 1)


def _anchor(path: str) -> str:
    return path.replace(" ", "-")


def _say(command: click.Command) -> str:
    return command.get_short_help_str(200)


def _describe(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    yield f"#{'#' * min(path.count(' '), 3)} {path}\n"
    yield f"`{' '.join(command.get_usage(context).removeprefix('Usage: ').split())}`\n"
    yield _paragraphs(command.help or "")
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        yield "| option | meaning |\n|---|---|"
        for option in options:
            record = option.get_help_record(context)
            if record is not None:
                names, said = (" ".join(part.split()) for part in record)
                # A bar ends a cell of a table, even inside code.
                yield f"| `{names.replace('|', BAR)}` | {_escape(said)} |"
        yield ""


def _paragraphs(help_text: str) -> str:
    parts = help_text.replace("\b", "").split("\n\n")
    return "".join(f"{_escape(' '.join(part.split()))}\n\n" for part in parts).rstrip("\n") + "\n"


def _escape(text: str) -> str:
    """Return a text as Markdown that shows it as it stands, but for what is marked as code."""
    pieces = text.split("`")
    for n in range(0, len(pieces), 2):
        pieces[n] = pieces[n].replace("<", "&lt;").replace("*", "\\*").replace("|", BAR)
    return "`".join(pieces)


if __name__ == "__main__":
    sys.stdout.write(render_commands())
