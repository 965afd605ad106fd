"""A text and a pattern -> the pattern's matches that begin at one of a few words. Pure.

The readers of times and amounts know with which words (or a digit) their phrases begin. Trying a pattern only there
is three times as fast as letting it search the text (measured on news articles of 600 words), and never slower.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.foldedtwins import find_twin
from newsagg.detect.wordbook import enter_parts, find_openers, look_over, spell
from newsagg.detect.wordpatterns import match_at

_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def make_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


def number_words(words: str, first: int) -> MappingProxyType[str, int]:
    """Return the words of a line with their numbers, counted from ``first``; ``a|b`` share one."""
    entries = enumerate(words.split(), start=first)
    return MappingProxyType({word: number for number, entry in entries for word in entry.split("|")})


@lru_cache(maxsize=8)
def list_words(text: str) -> tuple[tuple[int, str], ...]:
    """Return each run of letters or of digits with its offset; letters in lower case."""
    return tuple((m.start(), m[0].lower()) for m in _TOKEN.finditer(text))


def find_literal(text: str, words: str) -> Iterator[int]:
    """Yield where words stand that begin at the edge of a word: ``\\b`` and the words, without an expression."""
    at = text.find(words) if words else -1
    while at >= 0:
        if _is_edge(text, at):
            yield at
        at = text.find(words, at + 1)


def holds_literal(text: str, words: str) -> bool:
    """Whether a text holds words, no letter beside them."""
    return any(_is_edge(text, at + len(words)) for at in find_literal(text, words))


def _is_edge(text: str, at: int) -> bool:
    return _in_word(text[at - 1 : at] if at else "") != _in_word(text[at : at + 1])


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def holds_among(text: str, words: frozenset[str]) -> bool:
    """Whether some word of a text is among others: what to ask where nothing is made of the words themselves."""
    mark = enter_parts(words, False)  # before the text is looked over: the words may be new
    return look_over(text) & 1 << mark != 0


def list_among(text: str, words: frozenset[str]) -> list[tuple[int, str]]:
    """Return the words of a text that are among others, in lower case, with their offsets."""
    mark = enter_parts(words, False)
    if not look_over(text) & 1 << mark:
        return []
    spelled = spell(text)
    found: list[tuple[int, str]] = []
    for at in find_openers(text, mark):
        word = spelled.get(at, "")
        if word in words:
            found.append((at, word))
        elif (token := _TOKEN.match(text, at)) is not None and (part := token[0].lower()) in words:
            found.append((at, part))  # a piece of a word like "10am"
    return found


def list_starts(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first word of each phrase, as ``match_at_words`` compares it."""
    return frozenset(m[0].lower() for phrase in phrases if (m := _TOKEN.search(phrase)))


def match_at_words(
    pattern: re.Pattern[str], text: str, starts: frozenset[str], *, digits: bool
) -> Iterator[re.Match[str]]:
    """Return the matches in reading order that do not overlap and begin at a word of ``starts``, or at a digit."""
    mark = enter_parts(starts, digits)
    if not look_over(text) & 1 << mark:
        return iter(())
    return match_at(mark, pattern, text, twin=find_twin(pattern))
