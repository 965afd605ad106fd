"""A regular expression of words -> the same, tried only where a text holds one of its words. Pure.

Python's engine tries every branch of an alternation at every letter, the more so when case is ignored: sixty branches
cost 80 microseconds a sentence, found or not. Here the words of a text are looked up once for all expressions
together (wordbook.py); one without its words in the text costs a look at a mark, and any other is tried at its words
alone. What is found is exactly what the expression itself finds: openings.py reads its words out of it.
A rule tried on every sentence is made by ``compile_words``, and searched for in the sentence itself, not in a slice of it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from newsagg.detect.foldedtwins import find_twin, make_twin
from newsagg.detect.openings import (
    begins_at_start,
    cost_of,
    find_needs,
    find_openings,
    holds_common,
    parse_pattern,
)
from newsagg.detect.wordbook import enter_words, find_openers, fold, fold_anew, look_over, settle, wait_for

_NOTHING: Iterator[re.Match[str]] = iter(())
_TO_THE_END = sys.maxsize
_WORTH_A_TWIN = 24
"""Texts in which an expression was tried before its twin is made: that takes as long as some hundred tries."""


class WordPattern:
    """An expression that looks before it searches; made by ``compile_words``, compiled when it is first needed."""

    __slots__ = (
        "asked", "first", "flags", "fullmatch", "gate", "groups", "match", "needed", "odd", "pattern", "plain", "sub", "tries",
        "twin",
    )  # fmt: skip

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        wait_for(self.prepare)

    def prepare(self) -> None:
        """Compile the expression, and enter its words; once."""
        if type(self) is WordPattern:
            return
        self.plain = plain = re.compile(self.pattern, self.flags)
        self.flags = plain.flags
        self.groups = plain.groups
        self.match = plain.match
        self.fullmatch = plain.fullmatch
        self.sub = plain.sub
        self.asked = 0
        self.twin: re.Pattern[str] | None = None
        nodes = parse_pattern(plain)
        self.first = begins_at_start(nodes) and not plain.flags & re.MULTILINE
        """Whether a match can begin nowhere but where the text does."""
        openings = find_openings(nodes)
        self.tries = enter_words(openings, opens=True)
        """The mark of the words at which matches begin; 0 when they may begin with anything."""
        self.odd = tuple(o.letters for o in openings or () if o.odd)
        """How else a match may begin than with a word that has the mark."""
        gates = [self.tries] if self.tries and not self.odd else []
        needs = [openings] if openings is not None and gates else []
        if openings is None or self.odd or holds_common(openings):
            more = [needed for needed in find_needs(nodes) if needed != openings]
            gates += (enter_words(needed, opens=False) for needed in more)
            needs += more
        self.needed = min(needs, key=cost_of, default=None)
        """The rarest words of which each text with a match holds one."""
        self.gate = sum(1 << mark for mark in gates)
        """Bits all of which a text with a match has; 0 when any text may have one."""
        self.__class__ = WordPattern

    def search(self, text: str, start: int = 0, end: int = _TO_THE_END) -> re.Match[str] | None:
        """Return the first match, as ``re.Pattern.search`` does."""
        if end != _TO_THE_END and _cuts_word(text, end):
            return next(self._find_cut(text, start, end), None)
        gate = self.gate
        if gate and look_over(text) & gate != gate:
            return None
        twin = self.twin if self.asked >= _WORTH_A_TWIN else self._find_twin()
        tries = self.tries
        if not tries:
            if self.first:
                return self.match(text, 0, end) if start == 0 else None
            return _search_once(self.plain, twin, text, start, end)
        places = self._find_odd(text) if self.odd else find_openers(text, tries)
        match = self.match
        if twin is None:
            for at in places:
                if at >= start and (found := match(text, at, end)):
                    return found
            return None
        may_match, folded = twin.match, fold(text)
        for at in places:
            if at >= start and may_match(folded, at, end) and (found := match(text, at, end)):
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = _TO_THE_END) -> Iterator[re.Match[str]]:
        """Return the matches in reading order, as ``re.Pattern.finditer`` does."""
        if end != _TO_THE_END and _cuts_word(text, end):
            return self._find_cut(text, start, end)
        gate = self.gate
        if gate and look_over(text) & gate != gate:
            return _NOTHING
        twin = self.twin if self.asked >= _WORTH_A_TWIN else self._find_twin()
        tries = self.tries
        if not tries:
            return _search_on(self.plain, twin, text, start, end)
        places = self._find_odd(text) if self.odd else find_openers(text, tries)
        return _match_all(places, self.plain, text, start, end, twin)

    def _find_cut(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the matches before an end that cuts off a word: what is left of it may be one of ours."""
        if not self.tries or self.odd:
            return self.plain.finditer(text, start, end)
        cut = end - 1
        while cut > 0 and _in_word(text[cut - 1]):
            cut -= 1
        whole = find_openers(text, self.tries) if look_over(text) & 1 << self.tries else ()
        return _match_on(self.plain, [*(at for at in whole if at < cut), *range(cut, end)], text, start, end)

    def search_piece(self, piece: str) -> re.Match[str] | None:
        """Return the first match in a piece of a text that nothing else looks at: its words are not looked up."""
        twin = self.twin if self.asked >= _WORTH_A_TWIN else self._find_twin()
        return (
            None if twin is not None and twin.search(fold_anew(piece)) is None else self.plain.search(piece)
        )

    def _find_twin(self) -> re.Pattern[str] | None:
        """Return the twin of an expression that was tried often enough to be worth one: a start makes none."""
        self.asked += 1
        if self.asked == _WORTH_A_TWIN:
            self.twin = make_twin(self.plain)
        return self.twin

    def _find_odd(self, text: str) -> list[int]:
        """Return where a match may begin, rising: at its words, and at letters that need not begin a word."""
        folded = fold(text)
        more: list[int] = []
        for letters in self.odd:
            at = folded.find(letters)
            while at >= 0:
                more.append(at)
                at = folded.find(letters, at + 1)
        places = find_openers(text, self.tries)
        return sorted({*places, *more}) if more else places


class _Unread(WordPattern):
    """An expression that is not compiled yet. Of a class of its own, as looking for what is missing slows every look."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name not in WordPattern.__slots__:
            raise AttributeError(name)
        settle()
        return object.__getattribute__(self, name)


class Trigger:
    """Words of which a text holds at least one when any of some expressions finds something in it: one look for all.

    The words are those that the expressions themselves are gated by, so the two cannot disagree.
    """

    __slots__ = ("_bits", "_patterns")

    def __init__(self, *patterns: WordPattern) -> None:
        self._patterns = patterns
        wait_for(self._prepare)

    def _prepare(self) -> None:
        for pattern in self._patterns:
            pattern.prepare()
        needed = [pattern.needed for pattern in self._patterns]
        if None in needed:
            self._bits = -1
            return
        self._bits = 1 << enter_words(frozenset().union(*(one for one in needed if one)), opens=False)

    def near(self, text: str) -> bool:
        """Return whether one of the expressions may find something in a text."""
        bits = look_over(text)
        return self._bits < 0 or bits & self._bits != 0


def match_at(
    tries: int,
    plain: re.Pattern[str],
    text: str,
    start: int = 0,
    end: int = _TO_THE_END,
    twin: re.Pattern[str] | None = None,
) -> Iterator[re.Match[str]]:
    """Return matches in reading order that do not overlap and begin at words that have the mark."""
    return _match_all(find_openers(text, tries), plain, text, start, end, twin)


def _match_all(
    places: list[int],
    plain: re.Pattern[str],
    text: str,
    start: int,
    end: int,
    twin: re.Pattern[str] | None,
) -> Iterator[re.Match[str]]:
    if twin is not None:
        may_match, folded = twin.match, fold(text)
        places = [at for at in places if may_match(folded, at, end)]
    return _match_on(plain, places, text, start, end) if places else _NOTHING


def _match_on(
    plain: re.Pattern[str], places: list[int], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    match = plain.match
    for at in places:
        if at >= start and (found := match(text, at, end)):
            yield found
            start = max(found.end(), at)


def match_folded(
    plain: re.Pattern[str], text: str, start: int, end: int = _TO_THE_END
) -> re.Match[str] | None:
    """Return what ``plain.match`` does, sooner where case is ignored, in a text that is looked at again and again."""
    twin = find_twin(plain)
    return (
        None
        if twin is not None and twin.match(fold(text), start, end) is None
        else plain.match(text, start, end)
    )


def search_folded(
    plain: re.Pattern[str], text: str, start: int, end: int = _TO_THE_END
) -> re.Match[str] | None:
    """Return what ``plain.search`` does, sooner as above."""
    return _search_once(plain, find_twin(plain), text, start, end)


def _search_once(
    plain: re.Pattern[str], twin: re.Pattern[str] | None, text: str, start: int, end: int
) -> re.Match[str] | None:
    """Return the first match, wherever it begins."""
    if twin is None:
        return plain.search(text, start, end)
    folded = fold(text)
    while (maybe := twin.search(folded, start, end)) is not None:
        start = maybe.start()
        found = plain.match(text, start, end)
        if found is not None:
            return found
        start += 1
    return None


def _search_on(
    plain: re.Pattern[str], twin: re.Pattern[str] | None, text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield matches in reading order that do not overlap, wherever they begin."""
    if twin is None:
        yield from plain.finditer(text, start, end)
        return
    while (found := _search_once(plain, twin, text, start, end)) is not None:
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
    return _Unread(pattern, flags)
