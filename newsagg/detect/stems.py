"""Stems -> whether a text holds one of them, in one pass over the text. Pure.

What a rule looks at before it tries its patterns. Sixty stems looked for one by one cost more than most patterns do;
where no word of a text holds one, a look at what is known of its words is enough (wordbook.py).
"""

import re

import ahocorasick

from newsagg.detect.wordbook import enter_stems, enter_words, look_over, wait_for

_INSIDE = re.compile(r"[^\W_]+")


class Stems:
    """A set of stems, ready to be looked for; a stem may begin and end anywhere in a word."""

    __slots__ = ("_bits", "_find", "_signs", "_stems")

    def __init__(self, line: str) -> None:
        """Take the stems of a line, separated by a comma and one blank; other blanks belong to the stems."""
        automaton = ahocorasick.Automaton()
        self._stems = line.split(", ")
        for stem in self._stems:
            automaton.add_word(stem, stem)
        automaton.make_automaton()
        self._find = automaton.iter
        wait_for(self._prepare)

    def _prepare(self) -> None:
        pieces = [max(_INSIDE.findall(stem), key=len, default="") for stem in self._stems]
        self._signs = tuple(stem for stem, piece in zip(self._stems, pieces, strict=True) if not piece)
        mark = enter_words(frozenset(), opens=False)
        enter_stems(mark, filter(None, pieces))
        self._bits = 1 << mark

    def in_text(self, text: str) -> bool:
        """Return whether a text, whatever its case, holds one of the stems."""
        return self.may_be_in(text) and next(self._find(text.lower()), None) is not None

    def may_be_in(self, text: str) -> bool:
        """Return whether some word of a text holds a piece of a stem: without one it holds none."""
        return look_over(text) & self._bits != 0 or any(sign in text for sign in self._signs)
