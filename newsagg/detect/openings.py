"""A regular expression -> the words that its matches begin with, and words of which every match holds one. Pure.

Both are read out of the parsed expression itself, so they cannot disagree with it: what ``\\b(?:went down|crashed)\\b``
finds opens with "went" or "crashed". Where a match may begin with anything, or inside a word, nothing is returned.
"""

import importlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias


class Opening(NamedTuple):
    """Letters with which a word begins, in lower case, and whether it also ends with them.

    An odd one is no word's beginning, but any characters: the "'re looking" of "they're looking".
    """

    letters: str
    whole: bool
    odd: bool = False


Openings: TypeAlias = frozenset[Opening]
Node: TypeAlias = tuple[Any, Any]
"""An operator and its argument, as the parser of ``re`` makes them."""

DIGITS = Opening("\\d", whole=False)
"""A run of digits, at the head of a word."""
LONGEST_OPENING = 8
"""Letters of an opening that are told apart: beyond them hardly a word is spared."""
_MOST_OPENINGS = 3000
"""An expression that can begin in more ways is left alone."""
_COMMONEST = (
    "the a an of to in and for on was is it that with at by from as were has have had its are be not but or they which "
    "their this been after will said he she we you also all more when who can i one some there s while about".split()
)
"""Words that so many sentences hold that needing one of them spares nothing."""
_WHOLE = Counter(_COMMONEST)
_BEGUN = Counter(word[:end] for word in _COMMONEST for end in range(1, len(word) + 1))
_MOST_NEEDS = 3
"""Sets of words that are looked for: a fourth spares hardly another text."""
_MOST_ODD = 20
"""Beginnings that are no words' are looked for one by one."""
_STOP: Node = ("STOP", None)


class _UnknownOpeningError(Exception):
    """A match can begin with anything."""


def find_openings(nodes: list[Node]) -> Openings | None:
    """Return the ways in which a match can begin, a few of them odd; None when it can begin with anything."""
    openings = _collect(nodes, at_edge=False, may_be_odd=True)
    odd = sum(o.odd for o in openings or ())
    return None if odd > _MOST_ODD or odd == len(openings or ()) else openings


def find_needs(nodes: list[Node]) -> tuple[Openings, ...]:
    """Return sets of words, of each of which every match holds one; the rarest few."""
    chosen: list[Openings] = []
    for openings in sorted(set(_needs(nodes, at_edge=False)), key=cost_of):
        if len(chosen) < _MOST_NEEDS and not any(_covers(openings, known) for known in chosen):
            chosen.append(openings)
    return tuple(chosen)


def _covers(openings: Openings, others: Openings) -> bool:
    """Whether a text that holds one of the others always holds one of these."""
    starts = tuple(o.letters for o in openings if not o.whole)
    return all(o in openings or o.letters.startswith(starts) for o in others)


def begins_at_start(nodes: list[Node]) -> bool:
    """Whether matches begin nowhere but at the start of a text."""
    return (
        bool(nodes)
        and str(nodes[0][0]) == "AT"
        and str(nodes[0][1]) in ("AT_BEGINNING", "AT_BEGINNING_STRING")
    )


def parse_pattern(pattern: re.Pattern[str]) -> list[Node]:
    """Return the operators of an expression."""
    # the parser that re.compile itself uses; it has no public name since sre_parse is deprecated
    return list(importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _list_members(members: Sequence[Node]) -> str | None:
    """Return the characters of a set, None when they are many."""
    chars: list[str] = []
    for op, value in members:
        if str(op) == "LITERAL":
            chars.append(chr(value))
        elif str(op) == "RANGE" and value[1] - value[0] < 12:
            chars += map(chr, range(value[0], value[1] + 1))
        else:
            return None
    return "".join(chars)


def _list_with_digits(members: Sequence[Node]) -> str | None:
    """Return the characters that a set holds beside any digit; None for a set without digits, or with other classes."""
    digit = ("CATEGORY", "CATEGORY_DIGIT")
    others = [node for node in members if (str(node[0]), str(node[1])) != digit]
    return _list_members(others) if len(others) < len(members) else None


def _holds_no_letter(members: Sequence[Node]) -> bool:
    """Whether no character of a set belongs to a word."""
    spaces = ("CATEGORY_SPACE", "CATEGORY_NOT_WORD")
    return all(
        (str(op) == "LITERAL" and not _is_word(chr(value)))
        or (str(op) == "CATEGORY" and str(value) in spaces)
        for op, value in members
    )


def _holds_all_letters(members: Sequence[Node]) -> bool:
    return str(members[0][0]) != "NEGATE" and any(
        str(op) == "CATEGORY" and str(value) == "CATEGORY_WORD" for op, value in members
    )


def _is_edge(node: Node, *, ahead: bool) -> bool:
    """Whether an assertion beside a letter holds only at the edge of its word: ``\\b``, ``(?<![\\w-])``, ``^``."""
    op, arg = str(node[0]), node[1]
    if op == "AT":
        ends = ("AT_END", "AT_END_STRING") if ahead else ("AT_BEGINNING", "AT_BEGINNING_STRING")
        return str(arg) == "AT_BOUNDARY" or str(arg) in ends
    if op not in ("ASSERT", "ASSERT_NOT") or (arg[0] > 0) is not ahead or len(arg[1]) != 1:
        return False
    inner, value = str(arg[1][0][0]), arg[1][0][1]
    if inner != "IN":
        return op == "ASSERT" and inner == "LITERAL" and not _is_word(chr(value))
    return _holds_all_letters(value) if op == "ASSERT_NOT" else _holds_no_letter(value)


def _walk_odd(nodes: list[Node], prefix: str) -> Iterator[Opening]:
    """Yield the characters with which what ``nodes`` match can begin, after ``prefix``."""
    while nodes and len(prefix) < LONGEST_OPENING:
        (code, arg), rest = nodes[0], nodes[1:]
        op = str(code)
        chars = _list_members(arg) if op == "IN" else None
        if op == "LITERAL":
            prefix += chr(arg).lower()
            nodes = rest
        elif chars is not None:
            for char in chars:
                yield from _walk_odd(rest, prefix + char.lower())
            return
        elif op in ("SUBPATTERN", "ATOMIC_GROUP"):
            nodes = [*(arg[3] if op == "SUBPATTERN" else arg), *rest]
        elif op == "BRANCH":
            for branch in arg[1]:
                yield from _walk_odd([*branch, *rest], prefix)
            return
        else:
            break
    yield Opening(prefix, whole=False, odd=True)


def _walk(nodes: list[Node], prefix: str, *, at_edge: bool, may_be_odd: bool = False) -> Iterator[Opening]:
    """Yield the ways in which what ``nodes`` match can begin, after ``prefix``."""
    while nodes and len(prefix) < LONGEST_OPENING:
        (code, arg), rest = nodes[0], nodes[1:]
        op = str(code)
        if op in ("AT", "ASSERT", "ASSERT_NOT"):
            if prefix and _is_edge(nodes[0], ahead=True):
                yield Opening(prefix, whole=True)
                return
            at_edge = at_edge or (not prefix and _is_edge(nodes[0], ahead=False))
            nodes = rest
        elif op == "LITERAL":
            if not prefix and may_be_odd and not (at_edge and _is_word(chr(arg))):
                yield from _walk_odd(nodes, "")
                return
            if not _is_word(chr(arg)):
                yield Opening(prefix, whole=True)
                return
            if not at_edge:
                raise _UnknownOpeningError
            prefix += chr(arg).lower()
            nodes = rest
        elif op == "IN":
            chars = _list_members(arg)
            if not prefix and at_edge and chars is None and (marks := _list_with_digits(arg)) is not None:
                yield DIGITS
                for char in marks:
                    yield from _walk(
                        [("LITERAL", ord(char)), *rest], prefix, at_edge=at_edge, may_be_odd=may_be_odd
                    )
                return
            if chars is None:
                if prefix and _holds_no_letter(arg):
                    yield Opening(prefix, whole=True)
                    return
                break
            for char in chars:
                yield from _walk(
                    [("LITERAL", ord(char)), *rest], prefix, at_edge=at_edge, may_be_odd=may_be_odd
                )
            return
        elif op in ("SUBPATTERN", "ATOMIC_GROUP"):
            nodes = [*(arg[3] if op == "SUBPATTERN" else arg), *rest]
        elif op == "BRANCH":
            for branch in arg[1]:
                yield from _walk([*branch, *rest], prefix, at_edge=at_edge, may_be_odd=may_be_odd)
            return
        elif op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = arg
            if low == 0:
                yield from _walk(rest, prefix, at_edge=at_edge, may_be_odd=may_be_odd)
            nodes = [*body, *(rest if high == 1 else [_STOP])]
        else:
            break
    if not prefix:
        raise _UnknownOpeningError
    yield Opening(prefix, whole=False)


def _collect(nodes: list[Node], *, at_edge: bool, may_be_odd: bool = False) -> Openings | None:
    found: set[Opening] = set()
    try:
        for opening in _walk(nodes, "", at_edge=at_edge, may_be_odd=may_be_odd):
            if not opening.letters or len(found) > _MOST_OPENINGS:
                return None
            found.add(opening)
    except _UnknownOpeningError:
        return None
    return frozenset(found)


def _ends_at_edge(nodes: Sequence[Node]) -> bool:
    """Whether a letter behind what ``nodes`` match begins a word."""
    if not nodes:
        return False
    code, arg = nodes[-1]
    op = str(code)
    if op == "LITERAL":
        return not _is_word(chr(arg))
    if op == "IN":
        return _holds_no_letter(arg)
    if op == "SUBPATTERN":
        return _ends_at_edge(arg[3])
    if op == "BRANCH":
        return all(_ends_at_edge(branch) for branch in arg[1])
    if op.endswith("_REPEAT"):
        return bool(arg[0]) and _ends_at_edge(arg[2])
    return _is_edge(nodes[-1], ahead=False)


def _needs(nodes: list[Node], *, at_edge: bool) -> list[Openings]:
    """Return sets of words, of each of which every match of ``nodes`` holds one."""
    choices: list[Openings] = []
    while nodes:
        (code, arg), rest = nodes[0], nodes[1:]
        op = str(code)
        found = None
        if at_edge and op in ("LITERAL", "IN", "BRANCH"):
            found = _collect(nodes, at_edge=True)
            if found is not None:
                choices.append(found)
        if op in ("SUBPATTERN", "ATOMIC_GROUP"):
            nodes = [*(arg[3] if op == "SUBPATTERN" else arg), *rest]
            continue
        if op == "BRANCH" and (found is None or holds_common(found)):
            branches = [sorted(_needs(list(branch), at_edge=at_edge), key=cost_of)[:2] for branch in arg[1]]
            if all(branches):
                choices += (frozenset().union(*(b[at] for b in branches)) for at in (0, -1))
        if op.endswith("_REPEAT") and arg[0] > 0:
            nodes = [*arg[2], _STOP, *rest] if arg[1] > 1 else [*arg[2], *rest]
            continue
        if op == "STOP":
            nodes = rest
            continue
        if op.endswith("_REPEAT"):
            at_edge = at_edge and _ends_at_edge(arg[2])
        elif op in ("AT", "ASSERT", "ASSERT_NOT"):
            at_edge = at_edge or _is_edge(nodes[0], ahead=False)
        else:
            at_edge = _ends_at_edge(nodes[:1])
        nodes = rest
    return choices


def holds_common(openings: Openings) -> bool:
    """Whether one of the words is so common that looking for them spares little."""
    return cost_of(openings)[0] > 0


def cost_of(openings: Openings) -> tuple[int, int, int, list[Opening]]:
    """Return how little is spared by looking for one of these words: common words, how many there are,
    how many of them may go on."""
    common = sum((_WHOLE if o.whole else _BEGUN).get(o.letters, 0) for o in openings)
    return common, len(openings), sum(not o.whole for o in openings), sorted(openings)
