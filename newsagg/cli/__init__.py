"""The command line: one file per group of commands, each loaded only when it is called.

Errors that newsagg raises on purpose end as one line on stderr that names the URL, row or file and what to do, with
exit code 1 (2 for settings, 75 while another run writes); ``--debug`` shows the traceback instead. ``--json`` prints
data for programs on stdout.
"""

import importlib
import io
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from newsagg.errors import LeaseHeldError, NewsaggError, SettingsError

COMMANDS = {
    "run": ("newsagg.cli.run", "run"),
    "demo": ("newsagg.cli.demo", "demo"),
    "incidents": ("newsagg.cli.incidents", "incidents"),
    "show": ("newsagg.cli.show", "show"),
    "explain": ("newsagg.cli.explain", "explain"),
    "digest": ("newsagg.cli.digest", "digest"),
    "sql": ("newsagg.cli.query", "sql"),
    "search": ("newsagg.cli.query", "search"),
    "schema": ("newsagg.cli.query", "schema"),
    "cookbook": ("newsagg.cli.cookbook", "cookbook"),
    "serve": ("newsagg.cli.serve", "serve"),
    "feed": ("newsagg.cli.feed", "feed"),
    "export": ("newsagg.cli.export", "export"),
    "incident": ("newsagg.cli.incident", "incident"),
    "history": ("newsagg.cli.history", "history"),
    "review": ("newsagg.cli.review", "review"),
    "train": ("newsagg.cli.review", "train"),
    "feeds": ("newsagg.cli.feeds", "feeds"),
    "rebuild": ("newsagg.cli.run", "rebuild"),
    "evidence": ("newsagg.cli.evidence", "evidence"),
    "import": ("newsagg.cli.importing", "import_files"),
    "deploy": ("newsagg.cli.up", "deploy"),
    "up": ("newsagg.cli.up", "up"),
    "backfill": ("newsagg.cli.backfill", "backfill"),
    "doctor": ("newsagg.cli.doctor", "doctor"),
}


TRY_LATER = 75
"""EX_TEMPFAIL of sysexits.h: another run writes, the same command works later."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Return the commands in the order of the data's way."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; one that is none is told with the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks so
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newsagg")
@click.option("--db", "database", type=click.Path(dir_okay=False), help="The SQLite file [NEWSAGG_DATABASE].")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def newsagg(ctx: click.Context, database: str | None, debug: bool) -> None:
    """Outage reports from news and status pages, as incidents with every claim that each source made."""
    from newsagg.settings import load_settings

    ctx.obj = load_settings(database=_path(database))
    ctx.meta["debug"] = debug


def _path(given: str | None) -> Any:
    from pathlib import Path

    return Path(given) if given else None


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; the entry point of the ``newsagg`` script."""
    given = sys.argv[1:] if arguments is None else arguments
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us, as `>&-` does
        sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115, PTH123
    call: Callable[..., Any] = newsagg.main
    for stream in (sys.stdout, sys.stderr):
        # On a terminal that cannot show every letter the others are still worth reading.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        call(args=given, prog_name="newsagg", standalone_mode=True)
    except NewsaggError as error:
        if "--debug" in given:
            raise
        from newsagg.cli.output import clean

        click.echo(f"newsagg: {clean(str(error))}", err=True)
        sys.exit(
            2 if isinstance(error, SettingsError) else TRY_LATER if isinstance(error, LeaseHeldError) else 1
        )
    except sqlite3.Error as error:
        if "--debug" in given:
            raise
        click.echo(f"newsagg: the database cannot be read: {error} (see `newsagg doctor`)", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        # A full disk under `newsagg ... > file`, a folder that may not be read: one line is enough.
        if "--debug" in given or error.errno is None:
            raise
        click.echo(f"newsagg: {error.filename or 'output'}: {error.strerror}", err=True)
        with suppress(OSError):
            sys.stdout.close()  # what could not be written must not fail again at exit
        sys.exit(1)
