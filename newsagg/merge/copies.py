"""Reports -> which of them are prints of one text. Pure.

Two texts are one origin when their 5-word shingles overlap (Jaccard), or when nearly all of the shorter one stands in
the longer one. Short texts (a headline and one sentence of a feed) must be the same word for word: two newsrooms may
well write "X is down" alone. The order of the reports does not matter.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from newsagg.model import Report

SHINGLE = 5
JACCARD = 0.243
"""No false positive above it in 3,873 pairs of unrelated articles; finds 93-100 % of edited copies."""
CONTAINMENT = 0.8
"""Share of the shorter text's shingles: finds what was cut to a seventh; unrelated articles stay under 0.2."""
SHORT = 30
"""Shingles under which Jaccard says nothing: a feed's title and summary."""
FEWEST_WORDS = 12
"""Two texts of fewer words are never copies: "X is down, users report" is written twice by chance."""
_CLIPPED = 20
_FIRST_SEEN = 8
"""Reports remembered per shingle: a text that 500 papers print is compared with its first eight prints."""
_COMPARED = 4
_MOST_WORDS = 3000
_WORD = re.compile(r"[^\W_]+")


def read_words(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents, at most the first 3,000."""
    flat = unicodedata.normalize("NFKD", text[: _MOST_WORDS * 12]).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return _WORD.findall(flat)[:_MOST_WORDS]


def make_shingles(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of all runs of five words; the same on every machine and in every process."""
    if len(words) < SHINGLE:
        return frozenset((zlib.crc32(" ".join(words).encode()),)) if words else frozenset()
    return frozenset(
        zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)
    )


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Say whether two sets of shingles come from one text."""
    small, large = sorted((one, other), key=len)
    shared = len(small & large)
    if len(small) + SHINGLE - 1 < FEWEST_WORDS:
        return False
    if len(small) < SHORT:
        return shared >= len(small) - (len(small) >= _CLIPPED)  # feeds clip in the middle of a word
    return shared >= JACCARD * (len(small) + len(large) - shared) or shared >= CONTAINMENT * len(small)


def _read_origin(report: Report) -> frozenset[int]:
    """Return the shingles of the body, since every paper writes its own headline; of both when the body is short."""
    body = read_words(report.body)
    return make_shingles(body if len(body) >= FEWEST_WORDS else read_words(f"{report.title} {report.body}"))


def find_origins(reports: Iterable[Report]) -> dict[int, int]:
    """Return, for each article id, the id of the article that stands for its origin: the earliest print.

    Cost grows with the number of words, not with the number of pairs.
    """
    ordered = sorted(reports, key=lambda r: (r.published_at or r.seen_at, r.url, r.article_id))
    parent = list(range(len(ordered)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    shingles: list[frozenset[int]] = []
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for i, report in enumerate(ordered):
        mine = _read_origin(report)
        shingles.append(mine)
        shared: Counter[int] = Counter()
        for shingle in mine:
            seen = holders[shingle]
            shared.update(seen)
            if len(seen) < _FIRST_SEEN:
                seen.append(i)
        likely = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPARED]
        for j, _ in likely:
            if are_copies(mine, shingles[j]):
                a, b = sorted((find(i), find(j)))
                parent[b] = a
    return {report.article_id: ordered[find(i)].article_id for i, report in enumerate(ordered)}
