"""Datasette's templates -> the same with a nonce on every script that they carry. Pure.

Templates are marked before they are filled: a script that somebody managed to put into the data gets no nonce, and
is not run.
"""

import re

from jinja2.ext import Extension

_SCRIPT = re.compile(r"<script(?=[\s>{])", re.IGNORECASE)


class MarkScripts(Extension):
    """Adds ``nonce`` to script tags in the source of templates."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - asked so
        """Return the source with its scripts marked."""
        return _SCRIPT.sub('<script nonce="{{ nonce }}"', source)
