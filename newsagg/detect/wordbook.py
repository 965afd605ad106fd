"""The words of a text -> bits that say which expressions may be found in it, and where each may begin. Pure.

Every expression enters its words here once (openings.py reads them out of it); a word is looked up once and remembered,
so that one pass over a text answers for all of them: an expression without its words costs a look at a bit.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from threading import RLock
from typing import TypeAlias

import ahocorasick

from newsagg.detect.openings import DIGITS, LONGEST_OPENING, Openings

_WORDS = re.compile(r"(\w+)")
_PART = re.compile(r"\d+|[^\W\d_]+")
_ALSO_FOLDED = (("ı", "i"), ("ſ", "s"))
"""What re.IGNORECASE takes for another letter, and str.lower leaves alone."""
_MIXED = 0
"""The mark of words like "10am" and "covid19", in whose middle something may begin, too."""
_MOST_WORDS = 1 << 14
"""Words that are remembered with their marks: those of a hundred long articles, in 3 MB."""
Marks: TypeAlias = frozenset[int]


class _Book(dict[str, tuple[int, tuple[int, ...]]]):
    """Which expressions each word in lower case may open, as bits and as marks; looked up once, and remembered.

    The expressions are entered when the first text is looked over (starting words of tables when they are first used);
    what is remembered of words is forgotten then, and when it grows too large.
    """

    def __init__(self) -> None:
        self.wholes: dict[str, list[int]] = {}
        self.prefixes: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        self.numbers: list[int] = []
        self.stems = ahocorasick.Automaton()
        """Letters that may stand anywhere in a word."""
        self.last_mark = _MIXED
        self.opening: set[int] = {_MIXED}
        """Marks at whose words something may begin; the others only say that something may be found."""
        self.waiting: list[Callable[[], None]] = []
        """What enters the words of expressions that were made and not yet entered."""

    def __missing__(self, word: str) -> tuple[int, tuple[int, ...]]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        read = self.read(word)
        marks = read[0] if len(read) == 1 else frozenset((_MIXED, *read[0]))
        bits = sum(1 << mark for mark in marks.union(*read.values()))
        self[word] = found = bits, tuple(marks & self.opening)
        return found

    def read(self, word: str) -> dict[int, Marks]:
        """Return the marks of a word, and of each run of letters or digits that begins in it, by its offset."""
        marks = {0: set(self.wholes.get(word, ()))}
        for length in range(1, min(len(word), LONGEST_OPENING) + 1):
            marks[0].update(self.prefixes.get(word[:length], ()))
        if len(self.stems):
            marks[0].update(mark for _, found in self.stems.iter(word) for mark in found)
        for part in _PART.finditer(word):
            more = self.numbers if part[0][0].isdigit() else self.parts.get(part[0], ())
            marks.setdefault(part.start(), set()).update(more)
        return {at: frozenset(found) for at, found in marks.items()}

    def take_mark(self) -> int:
        self.last_mark += 1
        self.clear()
        look_over.cache_clear()
        _list_openers.cache_clear()
        return self.last_mark


_BOOK = _Book()
_ENTERING = RLock()


def wait_for(prepare: Callable[[], None]) -> None:
    """Have an expression's words entered before the next text is looked over: a start does not pay for it."""
    _BOOK.waiting.append(prepare)
    look_over.cache_clear()


def settle() -> None:
    """Enter what waits."""
    with _ENTERING:
        while _BOOK.waiting:
            _BOOK.waiting[-1]()
            _BOOK.waiting.pop()  # only now: another thread must not look a text over before


def enter_words(openings: Openings | None, *, opens: bool) -> int:
    """Return the mark that texts without any of these words lack; 0 when there are no such words."""
    if openings is None:
        return 0
    mark = _BOOK.take_mark()
    if opens:
        _BOOK.opening.add(mark)
    for opening in openings:
        letters, whole, odd = opening
        if opening == DIGITS:
            _BOOK.numbers.append(mark)
        elif not odd:
            (_BOOK.wholes if whole else _BOOK.prefixes).setdefault(letters, []).append(mark)
    return mark


def enter_stems(mark: int, stems: Iterable[str]) -> None:
    """Give a mark also to words in which one of these letters stand, anywhere."""
    for stem in stems:
        known = _BOOK.stems.get(stem, ())
        _BOOK.stems.add_word(stem, (*known, mark))
    _BOOK.stems.make_automaton()


@lru_cache(maxsize=256)
def enter_parts(parts: frozenset[str], digits: bool) -> int:
    """Return the mark of these runs of letters in lower case, and of runs of digits when they count, too."""
    mark = _BOOK.take_mark()
    _BOOK.opening.add(mark)
    for part in parts:
        _BOOK.parts.setdefault(part, []).append(mark)
    if digits:
        _BOOK.numbers.append(mark)
    return mark


def fold_anew(text: str) -> str:
    """Return a text in lower case, letter for letter."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower()[0] for char in text)
    for letter, same in _ALSO_FOLDED:
        if letter in lower:
            lower = lower.replace(letter, same)
    return lower


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return a text in lower case, letter for letter; kept for the sentences of an article."""
    return fold_anew(text)


def list_runs(text: str) -> list[tuple[int, str]]:
    """Return each run of letters or of digits with its offset, in lower case, of a text that is looked at again and again."""
    if not text.isascii() and fold(text) != text.lower():  # the letters that only we take for others
        return [(m.start(), m[0].lower()) for m in _PART.finditer(text)]
    runs: list[tuple[int, str]] = []
    for at, word in zip(*_split(text), strict=False):
        if word.isalpha() or word.isdecimal():
            runs.append((at, word))
        else:
            runs += ((at + m.start(), m[0]) for m in _PART.finditer(word))
    return runs


@lru_cache(maxsize=1024)
def _split(text: str) -> tuple[list[int], list[str]]:
    """Return where the words of a text begin, and behind them its end, and the words in lower case."""
    pieces = _WORDS.split(fold(text))
    return list(accumulate(map(len, pieces)))[::2], pieces[1::2]


@lru_cache(maxsize=64)
def spell(text: str) -> dict[int, str]:
    """Return the words of a text in lower case by where they begin."""
    return dict(zip(*_split(text), strict=False))


@lru_cache(maxsize=2048)
def look_over(text: str) -> int:
    """Return the bits of all words of a text: 1 << mark; kept for the sentences of an article."""
    if _BOOK.waiting:
        settle()
    return reduce(or_, [bits for bits, _ in map(_BOOK.__getitem__, _split(text)[1])], 0)


@lru_cache(maxsize=128)
def _list_openers(text: str) -> dict[int, list[int]]:
    """Return where the words of a text stand that may open an expression, by the mark of what they may open; kept as above."""
    starts, words = _split(text)
    marked = zip(starts, map(_BOOK.__getitem__, words), strict=False)
    found: list[tuple[int, Iterable[int]]] = [(at, marks) for at, (_, marks) in marked if marks]
    if look_over(text) & 1 << _MIXED:
        spelled = spell(text)
        mixed = {at: _BOOK.read(spelled[at]) for at, marks in found if _MIXED in marks}
        found = [
            (at + more, inner)
            for at, marks in found
            for more, inner in (mixed[at].items() if at in mixed else ((0, marks),))
        ]
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, marks in found:
        for mark in marks:
            places[mark].append(at)
    return places


def find_openers(text: str, mark: int) -> list[int]:
    """Return where the words of a text stand that have the mark, rising."""
    return _list_openers(text).get(mark, [])
