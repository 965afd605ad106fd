"""Texts -> whether they are prints of one text. Pure.

Two texts are one origin when their three-word shingles overlap (Jaccard), or when most of the shorter one stands in
the longer one, and the figures and names of one are those of the other: a template filled in anew is no copy. Stock
sentences and long quotes do not count (``stock.py``). Short texts (a headline and one sentence of a feed) must be the
same word for word: two newsrooms may well write "X is down" alone.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from newsagg.merge.stock import find_marks, strip_stock

SHINGLE = 3
"""Of 15 % of words edited 61 % of three-word runs survive, and 44 % of five-word ones."""
JACCARD = 0.24
"""Of the tuned gold's unrelated articles the likest pair has 0.14; 95 % of texts spun with synonyms keep 0.26."""
CONTAINMENT = 0.6
"""Share of the shorter text's shingles: finds what was cut to a seventh; unrelated articles stay under 0.27."""
FEWEST_FIGURES = 3
SAME_FIGURES = 1 / 3
"""Share of the fewer figures: a template filled in for another day keeps next to none, a copy nearly all."""
FEWEST_NAMES = 4
SAME_NAMES = 0.4
SHORT = 30
"""Shingles under which Jaccard says nothing: a feed's title and summary."""
FEWEST_WORDS = 12
"""Two texts of fewer words are never copies: "X is down, users report" is written twice by chance."""
_CLIPPED = 20
_MOST_WORDS = 3000
_SAMPLED_FROM = 160
_SAMPLE = 4
"""Of a text with more shingles than ``_SAMPLED_FROM`` every fourth is kept, chosen by its hash."""
_LEAD = 60
_LEAD_SAMPLE = 6
_RUN = 5
"""Words of a run by which a copy is found: runs of three bring together what is no copy."""
_SMALLEST = 12
"""The smallest hashes of two texts are shared as the texts are, wherever paragraphs were moved to."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Print:
    """A text as far as telling copies needs it."""

    shingles: frozenset[int]
    sampled: bool
    """Only every fourth shingle is here."""
    lead: tuple[int, ...]
    """Five-word runs by which a copy is found: a sixth of those of the first words, and the smallest of the text."""
    figures: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()


def read_words(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents, at most the first 3,000."""
    flat = unicodedata.normalize("NFKD", text[: _MOST_WORDS * 12]).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return _WORD.findall(flat)[:_MOST_WORDS]


def make_shingles(words: Sequence[str], length: int = SHINGLE) -> list[int]:
    """Return the hashes of all runs of three words in order; the same on every machine and in every process."""
    if len(words) < length:
        return [zlib.crc32(" ".join(words).encode())] if words else []
    return [zlib.crc32(" ".join(words[i : i + length]).encode()) for i in range(len(words) - length + 1)]


def read_print(title: str, body: str) -> Print:
    """Return what tells copies of an article: of its body, or of title and body when the body is a few words."""
    own = strip_stock(body)
    words = read_words(own)
    if len(words) < FEWEST_WORDS:
        words = read_words(f"{title} {own}")
    shingles, runs = make_shingles(words), make_shingles(words, _RUN)
    lead = {h for h in runs[:_LEAD] if h % _LEAD_SAMPLE == 0} | set(sorted(set(runs))[:_SMALLEST])
    sampled = len(shingles) > _SAMPLED_FROM
    marks = find_marks(own[: _MOST_WORDS * 12])
    return Print(
        frozenset(h for h in shingles if not sampled or h % _SAMPLE == 0),
        sampled,
        tuple(sorted(lead)),
        frozenset(zlib.crc32(figure.encode()) for figure in marks.figures),
        frozenset(zlib.crc32(name.encode()) for name in marks.names),
    )


def _tell_otherwise(one: Print, other: Print) -> bool:
    """Say whether figures or names speak against a copy: one form, filled in for another day or service."""
    for mine, theirs, fewest, same in (
        (one.figures, other.figures, FEWEST_FIGURES, SAME_FIGURES),
        (one.names, other.names, FEWEST_NAMES, SAME_NAMES),
    ):
        fewer = min(len(mine), len(theirs))
        if fewer >= fewest and len(mine & theirs) < same * fewer:
            return True
    return False


def are_copies(one: Print, other: Print) -> bool:
    """Say whether two prints come from one text."""
    if _tell_otherwise(one, other):
        return False
    small, large = one.shingles, other.shingles
    if one.sampled != other.sampled:
        whole = other if one.sampled else one
        if len(whole.shingles) >= SHORT:
            sample = frozenset(h for h in whole.shingles if h % _SAMPLE == 0)
            small, large = (one.shingles, sample) if one.sampled else (sample, other.shingles)
            return _overlap(*sorted((small, large), key=len))
        # What is left of a few words in a sample says nothing: they must all be there, as far as we can see.
        small, large = (whole.shingles, one.shingles if one.sampled else other.shingles)
        seen = frozenset(h for h in small if h % _SAMPLE == 0)
        return len(small) + SHINGLE - 1 >= FEWEST_WORDS and len(seen) > 1 and seen <= large
    small, large = sorted((small, large), key=len)
    if len(small) + SHINGLE - 1 < FEWEST_WORDS and not one.sampled:
        return False
    if len(small) < SHORT and not one.sampled:
        # Feeds clip in the middle of a word.
        return len(small & large) >= len(small) - (len(small) >= _CLIPPED)
    return _overlap(small, large)


def _overlap(small: frozenset[int], large: frozenset[int]) -> bool:
    shared = len(small & large)
    union = len(small) + len(large) - shared
    return bool(shared) and (shared >= JACCARD * union or shared >= CONTAINMENT * len(small))
