"""A regular expression of words -> the same, tried only where a text holds one of its words. Pure.

Python's engine tries every branch of an alternation at every letter, the more so when case is ignored: sixty branches
cost 80 microseconds a sentence, found or not. Here the words of a text are looked up once for all expressions
together; one without its words in the text costs a look at a bit, and any other is tried at its words alone.
What is found is exactly what the expression itself finds: openings.py reads its words out of it.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from newsagg.detect.openings import LONGEST_OPENING, Openings, cost_of, find_needs, find_openings

_WORD = re.compile(r"\w+")


class _Book:
    """Which expressions each word may open, as bits. It fills while modules are imported, and only then changes."""

    def __init__(self) -> None:
        self.wholes: dict[str, int] = {}
        self.prefixes: dict[str, int] = {}
        self.next_bit = 1

    def enter(self, openings: Openings | None) -> int:
        """Return the bit that texts without any of these words lack; every text has it when there are none."""
        if openings is None:
            return 0
        bit = self.next_bit
        self.next_bit <<= 1
        for letters, whole in openings:
            table = self.wholes if whole else self.prefixes
            table[letters] = table.get(letters, 0) | bit
        look_up.cache_clear()
        mark_words.cache_clear()
        return bit


_BOOK = _Book()


@lru_cache(maxsize=1 << 14)
def look_up(word: str) -> int:
    """Return the bits of the expressions that a word in lower case may open."""
    bits = _BOOK.wholes.get(word, 0)
    for length in range(1, min(len(word), LONGEST_OPENING) + 1):
        bits |= _BOOK.prefixes.get(word[:length], 0)
    return bits


@lru_cache(maxsize=1024)
def mark_words(text: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return the bits of all words of a text, and each word that has some with its offset; kept for an article."""
    marks = []
    union = 0
    for match in _WORD.finditer(text):
        bits = look_up(match[0].lower())
        if bits:
            marks.append((match.start(), bits))
            union |= bits
    return union, tuple(marks)


class WordPattern:
    """A compiled expression that looks before it searches; made by ``compile_words``."""

    __slots__ = ("flags", "fullmatch", "gate", "groups", "match", "pattern", "plain", "sub", "tries")

    def __init__(self, plain: re.Pattern[str]) -> None:
        self.plain = plain
        self.pattern = plain.pattern
        self.flags = plain.flags
        self.groups = plain.groups
        self.match = plain.match
        self.fullmatch = plain.fullmatch
        self.sub = plain.sub
        openings, needs = find_openings(plain), find_needs(plain)
        self.tries = _BOOK.enter(openings)
        """The bit of the words at which matches begin; 0 when they may begin with anything."""
        self.gate = self.tries
        """The bit of the words without one of which there is no match; 0 when there may be one in any text."""
        if needs is not None and (openings is None or cost_of(needs) < cost_of(openings)):
            self.gate = _BOOK.enter(needs)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as ``re.Pattern.search`` does."""
        if not self.gate:
            return self.plain.search(text, start, end)
        union, marks = mark_words(text)
        if not union & self.gate:
            return None
        tries = self.tries
        if not tries or _cuts_word(text, end):
            return self.plain.search(text, start, end)
        match = self.match
        for at, bits in marks:
            if bits & tries and at >= start and (found := match(text, at, end)):
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches in reading order, as ``re.Pattern.finditer`` does."""
        if not self.gate:
            return self.plain.finditer(text, start, end)
        union, marks = mark_words(text)
        if not union & self.gate:
            return iter(())
        if not self.tries or _cuts_word(text, end):
            return self.plain.finditer(text, start, end)
        return self._match_at(marks, text, start, end)

    def _match_at(
        self, marks: tuple[tuple[int, int], ...], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        tries, match = self.tries, self.match
        for at, bits in marks:
            if bits & tries and at >= start and (found := match(text, at, end)):
                yield found
                start = found.end()


def _cuts_word(text: str, end: int) -> bool:
    """Whether a word is cut off by the end of what is searched: it is not the word that was looked up."""
    return 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum()


def compile_words(pattern: str, flags: int = 0) -> WordPattern:
    """Compile an expression whose matches begin with, or hold, one of many known words."""
    return WordPattern(re.compile(pattern, flags))
