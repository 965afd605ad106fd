"""The command line run in this process: what it prints where, and how it ends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from newsagg.cli import main

# Written as escapes so that no editor shows them as what they do.
ESCAPE = "\x1b"
OBEYED = ["\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200f", "\r"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


def run(
    *arguments: str | Path,
    database: Path | None = None,
    columns: int = 0,
    stdin: str = "",
    env: dict[str, str | None] | None = None,
) -> Outcome:
    """Run ``newsagg``; with ``columns`` as if a person watched a terminal so wide, without colours."""
    watched = {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": str(columns)} if columns else {}
    unwatched = {"FORCE_COLOR": None, "COLUMNS": None, "NO_COLOR": None} if not columns else {}
    given: Sequence[str] = [*(["--db", str(database)] if database else []), *map(str, arguments)]
    code = 0
    runner = CliRunner()
    with runner.isolation(input=stdin, env={**unwatched, **watched, **(env or {})}) as streams:
        try:
            main(list(given))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        out, err = (stream.getvalue().decode() for stream in streams[:2])
    return Outcome(code=code, out=_strip(out) if columns else out, err=err)


def _strip(text: str) -> str:
    """Take out rich's own bold and dim; anything else that starts with an escape stays, and fails a test."""
    for code in ("[0m", "[1m", "[2m", "[3m", "[1;2m", "[2;3m"):
        text = text.replace(f"{ESCAPE}{code}", "")
    return text
