"""A regular expression of words -> the same, tried only where a text holds one of its words. Pure.

Python's engine tries every branch of an alternation at every letter, the more so when case is ignored: sixty branches
cost 80 microseconds a sentence, found or not. Here the words of a text are looked up once for all expressions
together; one without its words in the text costs a look at a mark, and any other is tried at its words alone.
What is found is exactly what the expression itself finds: openings.py reads its words out of it.
A rule tried on every sentence is made by ``compile_words``, and searched for in the sentence itself, not in a slice of it.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from threading import RLock
from typing import Any, TypeAlias

from newsagg.detect.foldedtwins import make_twin
from newsagg.detect.openings import (
    LONGEST_OPENING,
    Openings,
    find_needs,
    find_openings,
    holds_common,
    parse_pattern,
)

_WORDS = re.compile(r"(\w+)")
_PART = re.compile(r"\d+|[^\W\d_]+")
_ALSO_FOLDED = (("ı", "i"), ("ſ", "s"))
"""What re.IGNORECASE takes for another letter, and str.lower leaves alone."""
_MIXED = 0
"""The mark of words like "10am" and "covid19", in whose middle something may begin, too."""
_MOST_WORDS = 1 << 14
"""Words that are remembered with their marks: those of a hundred long articles, in 3 MB."""
Marks: TypeAlias = frozenset[int]
_NOTHING: Iterator[re.Match[str]] = iter(())
_WORTH_A_TWIN = 24
"""Texts in which an expression was tried before its twin is made: that takes as long as some hundred tries."""


class _Book(dict[str, tuple[int, Marks]]):
    """Which expressions each word in lower case may open, as bits and as marks; looked up once, and remembered.

    The expressions are entered when the first text is looked over (starting words of tables when they are first used);
    what is remembered of words is forgotten then, and when it grows too large.
    """

    def __init__(self) -> None:
        self.wholes: dict[str, list[int]] = {}
        self.prefixes: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        self.numbers: list[int] = []
        self.last_mark = _MIXED
        self.opening: set[int] = {_MIXED}
        """Marks at whose words something may begin; the others only say that something may be found."""
        self.waiting: list[WordPattern] = []
        """Expressions that were made and not yet entered."""

    def __missing__(self, word: str) -> tuple[int, Marks]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        read = self.read(word)
        marks = read[0] if len(read) == 1 else frozenset((_MIXED, *read[0]))
        bits = sum(1 << mark for mark in marks.union(*read.values()))
        self[word] = found = bits, marks & self.opening
        return found

    def read(self, word: str) -> dict[int, Marks]:
        """Return the marks of a word, and of each run of letters or digits that begins in it, by its offset."""
        marks = {0: set(self.wholes.get(word, ()))}
        for length in range(1, min(len(word), LONGEST_OPENING) + 1):
            marks[0].update(self.prefixes.get(word[:length], ()))
        for part in _PART.finditer(word):
            more = self.numbers if part[0][0].isdigit() else self.parts.get(part[0], ())
            marks.setdefault(part.start(), set()).update(more)
        return {at: frozenset(found) for at, found in marks.items()}

    def wait_for(self, pattern: "WordPattern") -> None:
        self.waiting.append(pattern)
        look_over.cache_clear()

    def settle(self) -> None:
        """Enter what waits: before the first text is looked over, so that a start does not pay for it."""
        with _ENTERING:
            while self.waiting:
                self.waiting[-1].prepare()
                self.waiting.pop()  # only now: another thread must not look a text over before

    def take_mark(self) -> int:
        self.last_mark += 1
        self.clear()
        look_over.cache_clear()
        mark_words.cache_clear()
        return self.last_mark

    def enter(self, openings: Openings | None, *, opens: bool) -> int:
        """Return the mark that texts without any of these words lack; 0 when there are no such words."""
        if openings is None:
            return 0
        mark = self.take_mark()
        if opens:
            self.opening.add(mark)
        for letters, whole, odd in openings:
            if not odd:
                (self.wholes if whole else self.prefixes).setdefault(letters, []).append(mark)
        return mark


_BOOK = _Book()
_ENTERING = RLock()


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


def _fold(text: str) -> str:
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
    return _fold(text)


@lru_cache(maxsize=1024)
def _split(text: str) -> list[str]:
    """Return the words of a text in lower case at odd places, and what stands around them."""
    return _WORDS.split(fold(text))


@lru_cache(maxsize=2048)
def look_over(text: str) -> int:
    """Return the bits of all words of a text: 1 << mark; kept for the sentences of an article."""
    if _BOOK.waiting:
        _BOOK.settle()
    bits = 0
    for more, _ in map(_BOOK.__getitem__, _split(text)[1::2]):
        bits |= more
    return bits


@lru_cache(maxsize=1024)
def mark_words(text: str) -> dict[int, list[int]]:
    """Return where words stand that may open an expression, by the mark of the expression; kept as above."""
    pieces = _split(text)
    places: defaultdict[int, list[int]] = defaultdict(list)
    starts = list(accumulate(map(len, pieces)))[::2]
    for at, (_, marks) in zip(starts, map(_BOOK.__getitem__, pieces[1::2]), strict=False):
        for mark in marks:
            places[mark].append(at)
    if _MIXED in places:
        words = dict(zip(starts, pieces[1::2], strict=False))
        for at in places[_MIXED]:
            for more, marks in _BOOK.read(words[at]).items():
                for mark in marks if more else ():
                    places[mark] = sorted((*places[mark], at + more))
    return dict(places)


class WordPattern:
    """An expression that looks before it searches; made by ``compile_words``, compiled when it is first needed."""

    __slots__ = (
        "asked", "flags", "fullmatch", "gate", "groups", "match", "odd", "pattern", "plain", "sub", "tries", "twin"
    )  # fmt: skip

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
        self.asked = 0
        self.twin: re.Pattern[str] | None = None
        nodes = parse_pattern(plain)
        openings = find_openings(nodes)
        self.tries = _BOOK.enter(openings, opens=True)
        """The mark of the words at which matches begin; 0 when they may begin with anything."""
        self.odd = tuple(o.letters for o in openings or () if o.odd)
        """How else a match may begin than with a word that has the mark."""
        gates = [self.tries] if self.tries and not self.odd else []
        if openings is None or self.odd or holds_common(openings):
            gates += (_BOOK.enter(needed, opens=False) for needed in find_needs(nodes) if needed != openings)
        self.gate = sum(1 << mark for mark in gates)
        """Bits all of which a text with a match has; 0 when any text may have one."""

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as ``re.Pattern.search`` does."""
        if end != sys.maxsize and _cuts_word(text, end):
            return self.plain.search(text, start, end)
        gate = self.gate
        if gate and look_over(text) & gate != gate:
            return None
        tries = self.tries
        if not tries or (self.odd and self._may_open_oddly(text)):
            return next(_search_on(self.plain, self._find_twin(), text, start, end), None)
        twin, match = self._find_twin(), self.match
        if twin is None:
            for at in mark_words(text).get(tries, ()):
                if at >= start and (found := match(text, at, end)):
                    return found
            return None
        may_match, folded = twin.match, fold(text)
        for at in mark_words(text).get(tries, ()):
            if at >= start and may_match(folded, at, end) and (found := match(text, at, end)):
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches in reading order, as ``re.Pattern.finditer`` does."""
        if end != sys.maxsize and _cuts_word(text, end):
            return self.plain.finditer(text, start, end)
        gate = self.gate
        if gate and look_over(text) & gate != gate:
            return _NOTHING
        tries = self.tries
        if not tries or (self.odd and self._may_open_oddly(text)):
            return _search_on(self.plain, self._find_twin(), text, start, end)
        return match_at(tries, self.plain, text, start, end, self._find_twin())

    def search_piece(self, piece: str) -> re.Match[str] | None:
        """Return the first match in a piece of a text that nothing else looks at: its words are not looked up."""
        twin = self._find_twin()
        return None if twin is not None and twin.search(_fold(piece)) is None else self.plain.search(piece)

    def _find_twin(self) -> re.Pattern[str] | None:
        """Return the twin of an expression that was tried often enough to be worth one: a start makes none."""
        self.asked += 1
        if self.asked == _WORTH_A_TWIN:
            self.twin = make_twin(self.plain)
        return self.twin

    def _may_open_oddly(self, text: str) -> bool:
        folded = fold(text)
        return any(letters in folded for letters in self.odd)


def match_at(
    tries: int,
    plain: re.Pattern[str],
    text: str,
    start: int = 0,
    end: int = sys.maxsize,
    twin: re.Pattern[str] | None = None,
) -> Iterator[re.Match[str]]:
    """Yield matches in reading order that do not overlap and begin at words that have the mark."""
    match = plain.match
    places = mark_words(text).get(tries, ())
    if twin is not None:
        may_match, folded = twin.match, fold(text)
        places = [at for at in places if may_match(folded, at, end)]
    for at in places:
        if at >= start and (found := match(text, at, end)):
            yield found
            start = max(found.end(), at)


def match_folded(
    plain: re.Pattern[str], text: str, start: int, end: int = sys.maxsize
) -> re.Match[str] | None:
    """Return what ``plain.match`` does, sooner where case is ignored, in a text that is looked at again and again."""
    twin = make_twin(plain)
    return (
        None
        if twin is not None and twin.match(fold(text), start, end) is None
        else plain.match(text, start, end)
    )


def search_folded(
    plain: re.Pattern[str], text: str, start: int, end: int = sys.maxsize
) -> re.Match[str] | None:
    """Return what ``plain.search`` does, sooner as above."""
    return next(_search_on(plain, make_twin(plain), text, start, end), None)


def _search_on(
    plain: re.Pattern[str], twin: re.Pattern[str] | None, text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield matches in reading order that do not overlap, wherever they begin."""
    if twin is None:
        yield from plain.finditer(text, start, end)
        return
    folded = fold(text)
    while (maybe := twin.search(folded, start, end)) is not None:
        start = maybe.start()
        found = plain.match(text, start, end)
        if found is None:
            start += 1
            continue
        yield found
        start = found.end()


def _cuts_word(text: str, end: int) -> bool:
    """Whether a word is cut off by the end of what is searched: it is not the word that was looked up."""
    return 0 < end < len(text) and _in_word(text[end]) and _in_word(text[end - 1])


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


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
