"""Stems -> whether a text in lower case holds one of them, in one pass over the text. Pure.

What a rule looks at before it tries its patterns. Sixty stems looked for one by one cost more than most patterns do.
"""

import ahocorasick


class Stems:
    """A set of stems, ready to be looked for; a stem may begin and end anywhere in a word."""

    __slots__ = ("_find",)

    def __init__(self, line: str) -> None:
        """Take the stems of a line, separated by a comma and one blank; other blanks belong to the stems."""
        automaton = ahocorasick.Automaton()
        for stem in line.split(", "):
            automaton.add_word(stem, stem)
        automaton.make_automaton()
        self._find = automaton.iter

    def in_text(self, lower: str) -> bool:
        """Return whether a text in lower case holds one of the stems."""
        return next(self._find(lower), None) is not None
