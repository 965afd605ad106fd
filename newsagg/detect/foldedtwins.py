"""An expression that ignores case -> one for texts in lower case that finds at least as much. Pure.

Python's engine skips a branch of an alternation by its first letter, but not where case is ignored: there it tries
every branch in full, ten times as slow. Most tries fail; so a text in lower case is asked first, with the expression in
lower case, and only where that finds something is the expression itself tried. What is found stays exactly the same.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

_LONGEST_RANGE = 512
"""Characters of a range that are put into lower case one by one; longer ranges are of scripts without case."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class _NoTwinError(Exception):
    """The expression in lower case might miss something."""


class _Twins(dict[int, tuple[re.Pattern[str], re.Pattern[str] | None]]):
    """Expressions with their twins by identity: to hash an expression takes longer than most tries of it."""


_TWINS = _Twins()
_MOST_TWINS = 4096


def find_twin(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """Return the twin of an expression, made once."""
    known = _TWINS.get(id(pattern))
    if known is None:
        if len(_TWINS) >= _MOST_TWINS:
            _TWINS.clear()
        known = _TWINS[id(pattern)] = pattern, make_twin(pattern)  # keeps it, and so its identity
    return known[1]


def make_twin(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """Return the twin; None when case is not ignored, or where one could miss a match.

    Every match of the expression begins where its twin, on the same text in lower case, has a match, too.
    """
    if not pattern.flags & re.IGNORECASE:
        return None
    # the parser and compiler that re.compile itself uses; they have no public names since sre_parse is deprecated
    parsed = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
    if not parsed.getwidth()[0]:
        return None  # what may be empty is found everywhere
    try:
        _lower(parsed, strict=False)
    except _NoTwinError:
        return None
    parsed.state.flags &= ~re.IGNORECASE
    twin: re.Pattern[str] = importlib.import_module("re._compiler").compile(parsed)
    return twin


def _lower(nodes: Any, *, strict: bool) -> None:
    """Put the letters of an expression into lower case, where it stands; ``strict`` where finding more is an error."""
    for at in range(len(nodes)):
        code, arg = nodes[at]
        op = str(code)
        if op in ("LITERAL", "NOT_LITERAL"):
            nodes[at] = (code, _lower_code(arg))
        elif op == "IN":
            nodes[at] = (code, list(_lower_set(arg)))
        elif op == "SUBPATTERN":
            group, added, removed, inner = arg
            if removed & re.IGNORECASE and strict:
                raise _NoTwinError
            _lower(inner, strict=strict)
            nodes[at] = (code, (group, added & ~re.IGNORECASE, removed & ~re.IGNORECASE, inner))
        elif op == "BRANCH":
            for branch in arg[1]:
                _lower(branch, strict=strict)
        elif op in _REPEATS:
            _lower(arg[2], strict=strict or op == "POSSESSIVE_REPEAT")
        elif op in ("ASSERT", "ASSERT_NOT"):
            _lower(arg[1], strict=strict or op == "ASSERT_NOT")
        elif op not in ("AT", "ANY", "CATEGORY"):
            raise _NoTwinError  # atomic groups, references to groups, conditions


def _lower_set(members: list[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    literal = importlib.import_module("re._constants").LITERAL
    for code, arg in members:
        if str(code) == "LITERAL":
            yield code, _lower_code(arg)
        elif str(code) == "RANGE" and arg[1] - arg[0] < _LONGEST_RANGE:
            yield from ((literal, _lower_code(char)) for char in range(arg[0], arg[1] + 1))
        else:
            yield code, arg


def _lower_code(code: int) -> int:
    lower = chr(code).lower()
    return ord(lower) if len(lower) == 1 else code
