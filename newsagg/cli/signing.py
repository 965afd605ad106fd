"""Options that say who does something to the record, and why."""

import getpass
from collections.abc import Callable
from typing import Any

import click

LONGEST_WORDS = 500
"""Characters of a name or a reason: chosen, so that a list of decisions stays readable."""


class Words(click.ParamType[str]):
    """One line that says something."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the line without blanks around it."""
        line = " ".join(str(value).split())
        if not line or not line.isprintable():
            self.fail("write one line of plain text", param, ctx)
        if len(line) > LONGEST_WORDS:
            self.fail(f"write at most {LONGEST_WORDS} characters", param, ctx)
        return line


def who() -> str:
    """Return the user's name; ends the command when the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a bare container
        raise click.UsageError("nobody knows your name here: give --by") from None


def by_option(help_text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add ``--by``, the user's name by default."""
    return click.option("--by", type=Words(), default=who, show_default="your user name", help=help_text)


def reason_option(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add ``--reason``."""
    return click.option(
        "--reason", type=Words(), required=required, help="Why, for those who read the record later."
    )


def because_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add ``--because``, without which nothing is decided."""
    return click.option(
        "--because", type=Words(), required=True, help="Why, for those who read the record later."
    )
