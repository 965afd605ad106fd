"""Words -> wrapped lines, and addresses -> numbered links under what they belong to. Pure.

Texts from the web are made harmless here; an address is never broken.
"""

import textwrap
from collections.abc import Iterator

from newsagg.report.phrases import clean

WIDTH = 78
# A quote in a digest: one long sentence. The whole stands in the record.
LONGEST_QUOTE = 260


def plain(text: object) -> str:
    """Return the text on one line, harmless, with single blanks."""
    return " ".join(clean(text).split())


def line(text: str) -> str:
    """Return one line as it is, without what a terminal would obey."""
    return clean(text)


def _wrap(text: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=True,
        break_on_hyphens=False,
    )


def paragraph(text: str, *, indent: int = 0) -> Iterator[str]:
    """Yield a paragraph's lines."""
    yield from _wrap(text, " " * indent, " " * indent)


def item(mark: str, text: str) -> Iterator[str]:
    """Yield the lines of an item; those after the first stand under its text."""
    yield from _wrap(text, mark, " " * len(mark))


def bullet(text: str) -> Iterator[str]:
    """Yield the lines of an item within an item."""
    yield from _wrap(text, "   - ", "     ")


def quote(words: str) -> str:
    """Return a quote in quotation marks, cut at a word when it is too long for a digest."""
    told = plain(words)
    if len(told) > LONGEST_QUOTE:
        told = told[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:") + " […]"
    return f"“{told}”"


class Links:
    """The addresses that one item refers to, numbered as they come up."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def refer(self, outlet: str, url: str) -> str:
        """Return the mark of an address: [1]."""
        return f"[{self._numbers.setdefault((plain(outlet), plain(url)), len(self._numbers) + 1)}]"

    def write(self, *, indent: int = 3) -> Iterator[str]:
        """Yield a line for each address."""
        for (outlet, url), number in self._numbers.items():
            yield f"{' ' * indent}[{number}] {outlet}: {url}"
