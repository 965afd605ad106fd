"""Lines with indents and styles -> a page on the terminal, wrapped for reading. The shared pen of `show` and `explain`.

Every string that comes in is made harmless here; what wraps keeps its indent.
"""

from collections.abc import Iterable

from rich.text import Text

from newsagg.cli.output import clean, console

# Longer lines tire the eye; tables may be wider.
WIDEST = 100

Part = str | tuple[str, str]
"""Words, or words with a style."""


class Sheet:
    """Prints one page, part by part, as wide as the terminal but never wider than the eye likes."""

    def __init__(self) -> None:
        self._console = console()
        self.width = min(self._console.width, WIDEST)

    def line(self, *parts: Part, indent: int = 0, label: str = "", label_width: int = 0) -> None:
        """Print parts as one paragraph, with a label in the margin of its first line."""
        text = Text.assemble(
            *(clean(part) if isinstance(part, str) else (clean(part[0]), part[1]) for part in parts)
        )
        margin = indent + label_width
        for number, wrapped in enumerate(text.wrap(self._console, max(self.width - margin, 20)) or [Text()]):
            wrapped.rstrip()
            first = Text.assemble(" " * indent, (f"{clean(label):<{label_width}}", "dim"))
            # Wrapped already: rich must not wrap again, nor cut an address.
            self._console.print(
                first + wrapped if not number else Text(" " * margin) + wrapped, soft_wrap=True
            )

    def heading(self, *parts: Part) -> None:
        """Print a bold line after an empty one."""
        self.gap()
        self.line(*((part, "bold") if isinstance(part, str) else part for part in parts))

    def field(self, name: str, *parts: Part, indent: int = 2, width: int = 14) -> None:
        """Print a name and what belongs to it beside it."""
        self.line(*parts, indent=indent, label=name, label_width=width)

    def quote(self, words: str, *, indent: int) -> None:
        """Print a verbatim quote in quotation marks."""
        self.line("“", (words, "italic"), "”", indent=indent)

    def address(self, url: str, *, indent: int) -> None:
        """Print an address on a line of its own, unbroken, so that it can be clicked and copied."""
        self._console.print(Text(" " * indent + clean(url), "dim"), soft_wrap=True)

    def gap(self) -> None:
        """Print an empty line."""
        self._console.print()


def spread(parts: Iterable[str], between: str = " · ") -> str:
    """Join what is there, leaving out what is empty."""
    return between.join(part for part in parts if part)
