"""Text -> every place where a name of the lexicon may stand, longest first, undecided. Pure.

A trie over lower-case words: one dictionary look-up a word, whatever the number of names. Whether "Square" is the
company or a square is for detect/mentions.py to decide.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, compress, pairwise

from newsagg.detect.entries import Entry, Sort

TOKEN = re.compile(r"[^\W_]+|[&+*]")
_CUT = re.compile(f"({TOKEN.pattern})")
_SPACE, _DASH, _QUOTE = re.compile(r"\s+"), re.compile(r"[‐‑–-]"), re.compile(r"[’ʼ`]")
_REGION = re.compile(r"[a-z]+-[a-z]+-?\d")
_LOOSE = {" ", "-", ""}
_CHUNK, _LONGEST_CHUNK = re.compile(r"\S+\Z"), 100
_MOST_WORDS = 1 << 14
"""Words that are remembered as openers: those of a hundred long articles."""
_SHORT = 4
"""Capitals of at most this length are matched as written: NAB is a bank, "nab" is a verb."""


_CASES = frozenset(("a", "u", "owi", "em", "iem", "ze"))
"""Endings that Slavic languages give a borrowed name: Slacka, Facebooku. No other word ends a name so: it is clear."""
_ENDINGS = {"s": ("s",), "a": ("a",), "u": ("u",), "i": ("owi",), "m": ("em", "iem"), "e": ("ze",)}


@lru_cache(maxsize=_MOST_WORDS)
def _find_endings(word: str) -> list[str]:
    """Return the endings that a name may have got in a sentence: a plural's, or a case's behind five letters."""
    return [
        e for e in _ENDINGS.get(word[-1], ()) if len(word) > _SHORT + (e != "s") * len(e) and word.endswith(e)
    ]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an entry."""

    text: str
    slug: str
    sort: Sort
    gaps: tuple[str, ...]
    """What stands between its words: a space, a hyphen, a full stop, an apostrophe."""
    strict: bool = False
    """Begins with a weak name of its entry: "Three Mobile" needs its capitals, three mobile masts are none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a name stands; the candidates are equally long."""

    start: int
    end: int
    surface: str
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The candidate that is trusted most."""
        return self.names[0]


@dataclass(slots=True)
class _Node:
    below: dict[str, "_Node"] = field(default_factory=dict)
    names: tuple[Name, ...] = ()


def _gap(text: str) -> str:
    return _QUOTE.sub("'", _DASH.sub("-", _SPACE.sub(" ", text)))


def split_name(text: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the lower-case words of a name, and what stands between them."""
    found = list(TOKEN.finditer(text))
    gaps = tuple(_gap(text[a.end() : b.start()]) for a, b in pairwise(found))
    return [token.group().lower() for token in found], gaps


def _gap_fits(written: str, ours: str) -> bool:
    if written == ours or (written in _LOOSE and ours in _LOOSE and (written or ours == " ")):
        return True
    return ours == ". " and written == " "


def _has_capitals(surface: str, ours: str) -> bool:
    pairs = zip(TOKEN.findall(surface), TOKEN.findall(ours), strict=True)
    return all(written[0].isupper() or not own[0].isupper() for written, own in pairs)


def _case_fits(surface: str, name: Name) -> bool:
    ours = name.text
    if name.sort is Sort.DOMAIN or surface == ours:
        return True
    if name.sort is Sort.DECOY:
        return True
    if name.sort is Sort.COMPONENT:
        return bool(_REGION.fullmatch(ours)) and surface.lower() == ours
    if name.sort is Sort.WEAK:
        # "TEAMS DOWN" in capitals; whether the whole line shouts is asked later.
        return surface.isupper() and len(ours) > 1
    if ours.isupper() and len(ours) <= _SHORT:
        return False
    if name.strict and not _has_capitals(surface, ours):
        return False
    if name.gaps and " " in name.gaps and surface.islower():
        return any(letter.isdigit() for letter in ours)
    return True


class _Openers(dict[str, bool]):
    """Whether a name may begin with a word in lower case, or with the word without its ending; looked up once."""

    def __init__(self, below: dict[str, _Node]) -> None:
        self._below = below

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        below = self._below
        self[word] = found = word in below or any(word[: -len(e)] in below for e in _find_endings(word))
        return found


class NameTrie:
    """All names of a lexicon, ready to be looked for."""

    __slots__ = ("_opens", "_root")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root = _Node()
        for entry in entries:
            weak = {text.lower() for text, sort in entry.names if sort is Sort.WEAK}
            for text, sort in entry.names:
                self._add(text, entry.slug, sort, weak)
                if " & " in text:
                    self._add(text.replace(" & ", " and "), entry.slug, sort, weak)
        self._opens = _Openers(self._root.below)

    def _add(self, text: str, slug: str, sort: Sort, weak: set[str]) -> None:
        words, gaps = split_name(text)
        node = self._root
        for word in words:
            node = node.below.setdefault(word, _Node())
        name = Name(text, slug, sort, gaps, strict=sort is Sort.CLEAR and len(words) > 1 and words[0] in weak)
        node.names = tuple(sorted({*node.names, name}, key=lambda one: (one.sort, one.slug, one.text)))

    def _fitting(self, text: str, edges: Sequence[int], node: _Node, ending: str = "") -> Hit | None:
        """Return the name that stands where words begin and end by turns at ``edges``."""
        start, end = edges[0], edges[-1] - len(ending)
        surface = text[start:end]
        gaps = [_gap(text[a:b]) for a, b in zip(edges[1:-1:2], edges[2::2], strict=True)]
        declined = ending in _CASES and surface[:1].isupper()
        if ending in _CASES and not declined:
            return None
        names = tuple(
            replace(name, sort=Sort.CLEAR) if declined and name.sort is Sort.WEAK else name
            for name in node.names
            if len(gaps) == len(name.gaps)
            and all(map(_gap_fits, gaps, name.gaps))
            and (declined or _case_fits(surface, name))
            and (not ending or name.sort is Sort.CLEAR or (declined and name.sort is Sort.WEAK))
        )
        return Hit(start, end, surface, names) if names and _stands_free(text, start, end, names[0]) else None

    def find(self, text: str) -> list[Hit]:
        """Return the places in reading order; where names overlap, the first and longest stands."""
        pieces = _CUT.split(text)
        words = list(map(str.lower, pieces[1::2]))
        edges = [*accumulate(map(len, pieces))]
        hits: list[Hit] = []
        free, root = 0, self._root.below
        for at in compress(range(len(words)), map(self._opens.__getitem__, words)):
            if at < free:
                continue
            best: Hit | None = None
            length, below, step = 1, root, at
            while step < len(words):
                word = words[step]
                node = below.get(word)
                for ending in _find_endings(word):
                    one = below.get(word[: -len(ending)])
                    if (
                        one
                        and one.names
                        and (hit := self._fitting(text, edges[2 * at : 2 * step + 2], one, ending))
                    ):
                        best, length = hit, step + 1 - at
                if node is None:
                    break
                if node.names and (hit := self._fitting(text, edges[2 * at : 2 * step + 2], node)):
                    best, length = hit, step + 1 - at
                below, step = node.below, step + 1
            if best is not None:
                hits.append(best)
            free = at + length
        return hits


def _stands_free(text: str, start: int, end: int, name: Name) -> bool:
    """Return whether the name is no piece of an address, a handle or a longer word."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "_" or after == "_":
        return False
    if before == "@" and (name.sort is not Sort.CLEAR or text[start - 2 : start - 1].isalnum()):
        return False
    if before in {"/", "."}:
        chunk = _CHUNK.search(text, max(0, start - _LONGEST_CHUNK), start)
        written = chunk.group().lstrip("\"'(“‘[") if chunk else ""
        if written.lower() != "www." and (before == "." or "." in written or ":" in written):
            return False
    if name.sort is Sort.DOMAIN:
        return after != "/"
    return not (name.sort is Sort.WEAK and after == "." and text[end + 1 : end + 2].isalpha())
