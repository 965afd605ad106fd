"""Tokens of a headline and of a lead -> the named, weighted features that the relevance model reads. Pure.

Names begin with what they are: ``w`` words of headline or lead, ``c`` pieces of the headline's words, ``f`` cue
families, ``p`` two families in one headline.
Each group is scaled to a length of its own, so that a long lead does not drown a short headline.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from newsagg.detect.cues import read_cues

_SCALE: Mapping[str, float] = {"w": 1.6, "c": 1.2, "f": 0.75, "p": 0.4}
"""Lengths of the groups, set on the tune half of the measuring sets."""


def _grams(tokens: Sequence[str], longest: int) -> Iterable[str]:
    for size in range(1, longest + 1):
        for at in range(len(tokens) - size + 1):
            yield " ".join(tokens[at : at + size])


def group_features(head: Sequence[str], lead: Sequence[str]) -> dict[str, set[str]]:
    """Return the names of the features by group, without weights."""
    head_cues, lead_cues = read_cues(head), read_cues(lead)
    in_head = sorted({family for family, _ in head_cues})
    return {
        "w": {*_grams(head, 2), *_grams(lead, 2)},
        "c": {f" {word} "[at : at + 4] for word in head if len(word) > 3 for at in range(len(word) - 1)},
        "f": {f"t{family}" for family in in_head} | {f"b{family}" for family, _ in lead_cues},
        "p": {f"{one}+{other}" for at, one in enumerate(in_head) for other in in_head[at + 1 :]},
    }


def read_features(head: Sequence[str], lead: Sequence[str]) -> dict[str, float]:
    """Return the features of a headline and a lead."""
    features: dict[str, float] = {}
    for group, names in group_features(head, lead).items():
        if names:
            weight = _SCALE[group] / sqrt(len(names))
            for name in names:
                features[f"{group} {name}"] = weight
    return features
