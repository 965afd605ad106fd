"""Tokens of a headline and of a lead -> the named, weighted features that the relevance model reads. Pure.

Names begin with what they are: ``h`` words of the headline, ``w`` words of headline or lead, ``c`` pieces of the
headline's words, ``f`` cue families, ``p`` two families in one headline, ``o`` a state of failing near a name or a word
of the connected world. Each group has a length of its own, so that a long lead does not drown a short headline.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import TypeAlias

from newsagg.detect.cues import STATES, WORLD, pair_cues, read_cues

_SCALE: Mapping[str, float] = {"h": 1.5, "w": 1.6, "c": 1.2, "f": 0.75, "p": 0.4, "o": 0.3}
"""Lengths of the groups, set on the tune half of the measuring sets."""


EMPTY_WORDS = frozenset(
    """a about all an and any are as at be been but by for from had has have he her his i if in into is it its just
    me more most my of on or our over she so some than that the their them then there these they this those to was
    we were what when which who will with you your ? ! #""".split()
)
"""Words that tell nothing alone or beside each other. Without them precision at a recall of 0.85 rose from 0.89 to
0.94 on the half of the judged real entries of 2022 that was not tuned on."""


Cues: TypeAlias = tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]
"""The cues of a headline and of its lead, as ``cues.read_cues`` returns them."""


def _grams(tokens: Sequence[str]) -> Iterable[str]:
    yield from (token for token in tokens if token not in EMPTY_WORDS)
    for first, second in pairwise(tokens):
        if first not in EMPTY_WORDS or second not in EMPTY_WORDS:
            yield f"{first} {second}"


def _failing_world(cues: Sequence[tuple[str, int]]) -> Iterable[str]:
    for one, other in pair_cues(cues):
        if (one in STATES and other in WORLD) or (other in STATES and one in WORLD):
            yield f"{one}+{other}"


def group_features(head: Sequence[str], lead: Sequence[str], cues: Cues | None = None) -> dict[str, set[str]]:
    """Return the names of the features by group, without weights; the cues of both parts are read when not given."""
    head_cues, lead_cues = cues or (read_cues(head), read_cues(lead))
    in_head = sorted({family for family, _ in head_cues})
    words = set(_grams(head))
    return {
        "h": words,
        "w": {*words, *_grams(lead)},
        "c": {f" {word} "[at : at + 4] for word in head if len(word) > 3 for at in range(len(word) - 1)},
        "f": {f"t{family}" for family in in_head} | {f"b{family}" for family, _ in lead_cues},
        "p": {f"{one}+{other}" for at, one in enumerate(in_head) for other in in_head[at + 1 :]},
        "o": {*_failing_world(head_cues), *_failing_world(lead_cues)},
    }


def read_features(head: Sequence[str], lead: Sequence[str], cues: Cues | None = None) -> dict[str, float]:
    """Return the features of a headline and a lead."""
    features: dict[str, float] = {}
    for group, names in group_features(head, lead, cues).items():
        if names:
            weight = _SCALE[group] / sqrt(len(names))
            for name in names:
                features[f"{group} {name}"] = weight
    return features
