"""A regular expression of words -> the same, tried only where a text holds one of its words. Pure.

Python's engine tries every branch of an alternation at every letter, the more so when case is ignored: sixty branches
cost 80 microseconds a sentence, found or not. Here the words of a text are looked up once for all expressions
together; one without its words in the text costs a look at a bit, and any other is tried at its words alone.
What is found is exactly what the expression itself finds: openings.py reads its words out of it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from threading import RLock
from typing import Any

from newsagg.detect.openings import (
    LONGEST_OPENING,
    Openings,
    find_needs,
    find_openings,
    holds_common,
    parse_pattern,
)

_WORDS = re.compile(r"(\w+)")
_INSIDE = re.compile(r"\w\w")
_PART = re.compile(r"\d+|[^\W\d_]+")
_ALSO_FOLDED = (("ı", "i"), ("ſ", "s"))
"""What re.IGNORECASE takes for another letter, and str.lower leaves alone."""
_MIXED = 1
"""The bit of words like "10am" and "covid19", in whose middle something may begin, too."""
_MOST_WORDS = 1 << 14
"""Words that are remembered with their bits: those of a hundred long articles, in 3 MB."""


class _Book(dict[str, int]):
    """Which expressions each word in lower case may open, as bits; looked up once, and remembered.

    The expressions are entered when the first text is looked over (starting words of tables when they are first used);
    what is remembered of words is forgotten then, and when it grows too large.
    """

    def __init__(self) -> None:
        self.wholes: dict[str, int] = {}
        self.prefixes: dict[str, int] = {}
        self.parts: dict[str, int] = {}
        self.numbers = 0
        self.last_bit = _MIXED
        self.waiting: list[WordPattern] = []
        """Expressions that were made and not yet entered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        bits = 0
        for at, mark in self.read(word):
            bits |= mark | (_MIXED if at else 0)
        self[word] = bits
        return bits

    def read(self, word: str) -> list[tuple[int, int]]:
        """Return the bits of a word, and of each run of letters or digits that begins in it, with its offset."""
        bits = self.wholes.get(word, 0)
        for length in range(1, min(len(word), LONGEST_OPENING) + 1):
            bits |= self.prefixes.get(word[:length], 0)
        marks = {0: bits}
        for part in _PART.finditer(word):
            more = self.numbers if part[0][0].isdigit() else self.parts.get(part[0], 0)
            marks[part.start()] = marks.get(part.start(), 0) | more
        return list(marks.items())

    def wait_for(self, pattern: "WordPattern") -> None:
        self.waiting.append(pattern)
        look_over.cache_clear()

    def settle(self) -> None:
        """Enter what waits: before the first text is looked over, so that a start does not pay for it."""
        with _ENTERING:
            while self.waiting:
                self.waiting[-1].prepare()
                self.waiting.pop()  # only now: another thread must not look a text over before

    def take_bit(self) -> int:
        self.last_bit <<= 1
        self.clear()
        look_over.cache_clear()
        mark_words.cache_clear()
        return self.last_bit

    def enter(self, openings: Openings | None) -> int:
        """Return the bit that texts without any of these words lack; 0 when there are no such words."""
        if openings is None:
            return 0
        bit = self.take_bit()
        for letters, whole, odd in openings:
            if odd:
                continue
            table = self.wholes if whole else self.prefixes
            table[letters] = table.get(letters, 0) | bit
        return bit


_BOOK = _Book()
_ENTERING = RLock()


@lru_cache(maxsize=256)
def enter_parts(parts: frozenset[str], *, digits: bool) -> int:
    """Return the bit of these runs of letters in lower case, and of runs of digits when they count, too."""
    bit = _BOOK.take_bit()
    for part in parts:
        _BOOK.parts[part] = _BOOK.parts.get(part, 0) | bit
    if digits:
        _BOOK.numbers |= bit
    return bit


def _fold(text: str) -> str:
    """Return a text in lower case, letter for letter."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower()[0] for char in text)
    for letter, same in _ALSO_FOLDED:
        if letter in lower:
            lower = lower.replace(letter, same)
    return lower


@lru_cache(maxsize=2048)
def look_over(text: str) -> int:
    """Return the bits of all words of a text; kept for the sentences of an article."""
    if _BOOK.waiting:
        _BOOK.settle()
    return reduce(or_, map(_BOOK.__getitem__, _WORDS.findall(_fold(text))), 0)


@lru_cache(maxsize=1024)
def mark_words(text: str) -> list[tuple[int, int]]:
    """Return where words stand that may open an expression, with the bits of those; kept as above."""
    pieces = _WORDS.split(_fold(text))
    starts = list(accumulate(map(len, pieces)))[::2]
    marks = [
        (at, bits) for at, bits in zip(starts, map(_BOOK.__getitem__, pieces[1::2]), strict=False) if bits
    ]
    if look_over(text) & _MIXED:
        words = dict(zip(starts, pieces[1::2], strict=False))
        marks = [
            (at + more, bits)
            for at, known in marks
            for more, bits in (_BOOK.read(words[at]) if known & _MIXED else ((0, known),))
        ]
    return marks


class WordPattern:
    """An expression that looks before it searches; made by ``compile_words``, compiled when it is first needed."""

    __slots__ = ("flags", "fullmatch", "gate", "groups", "match", "odd", "pattern", "plain", "sub", "tries")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        _BOOK.wait_for(self)

    def __getattr__(self, name: str) -> Any:
        if name not in WordPattern.__slots__:
            raise AttributeError(name)
        _BOOK.settle()
        return object.__getattribute__(self, name)

    def prepare(self) -> None:
        """Compile the expression, and enter its words."""
        self.plain = plain = re.compile(self.pattern, self.flags)
        self.flags = plain.flags
        self.groups = plain.groups
        self.match = plain.match
        self.fullmatch = plain.fullmatch
        self.sub = plain.sub
        nodes = parse_pattern(plain)
        openings = find_openings(nodes)
        self.tries = _BOOK.enter(openings)
        """The bit of the words at which matches begin; 0 when they may begin with anything."""
        self.odd = tuple(o.letters for o in openings or () if o.odd)
        """How else a match may begin than with a word that has the bit."""
        self.gate = 0 if self.odd else self.tries
        """Bits all of which a text with a match has; 0 when any text may have one."""
        if openings is None or self.odd or holds_common(openings):
            for needed in find_needs(nodes):
                if needed != openings:
                    self.gate |= _BOOK.enter(needed)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as ``re.Pattern.search`` does."""
        if end != sys.maxsize and _cuts_word(text, end):
            return self.plain.search(text, start, end)
        bits, gate = look_over(text), self.gate
        if bits & gate != gate:
            return None
        tries = self.tries
        if not tries or (self.odd and self._may_open_oddly(text)):
            return self.plain.search(text, start, end)
        if not bits & tries:
            return None
        match = self.match
        for at, bits in mark_words(text):
            if bits & tries and at >= start and (found := match(text, at, end)):
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches in reading order, as ``re.Pattern.finditer`` does."""
        if end != sys.maxsize and _cuts_word(text, end):
            return self.plain.finditer(text, start, end)
        bits, gate = look_over(text), self.gate
        if bits & gate != gate:
            return iter(())
        if not self.tries or (self.odd and self._may_open_oddly(text)):
            return self.plain.finditer(text, start, end)
        return match_at(self.tries, self.plain, text, start, end) if bits & self.tries else iter(())

    def _may_open_oddly(self, text: str) -> bool:
        folded = _fold(text)
        return any(letters in folded for letters in self.odd)


def match_at(
    tries: int, plain: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """Yield matches in reading order that do not overlap and begin at words that have the bit."""
    match = plain.match
    for at, bits in mark_words(text):
        if bits & tries and at >= start and (found := match(text, at, end)):
            yield found
            start = max(found.end(), at)


def _cuts_word(text: str, end: int) -> bool:
    """Whether a word is cut off by the end of what is searched: it is not the word that was looked up."""
    return 0 < end < len(text) and _INSIDE.match(text, end - 1) is not None


def list_likely(patterns: Iterable[WordPattern], text: str) -> list[WordPattern]:
    """Return the expressions of which a text holds the words, in their order: the others find nothing in it."""
    bits = look_over(text)
    return [pattern for pattern in patterns if bits & pattern.gate == pattern.gate]


def search_first(patterns: Iterable[WordPattern], text: str) -> re.Match[str] | None:
    """Return what the alternation of the expressions finds: what begins first, by the first of those that find it."""
    found = (pattern.search(text) for pattern in list_likely(patterns, text))
    return min((match for match in found if match is not None), key=lambda m: m.start(), default=None)


def compile_words(pattern: str, flags: int = 0) -> WordPattern:
    """Compile an expression whose matches begin with, or hold, one of many known words."""
    return WordPattern(pattern, flags)
