"""Headline and lead -> the named, weighted features that the relevance model reads. Pure.

Names begin with where and what: ``t`` words of the headline, ``b`` words of the lead, ``w`` words of either, ``c``
pieces of the headline's words, ``f`` cue families, ``p`` two families in one headline, ``n`` two close together.
Each group is scaled to a length of its own, so that a long lead does not drown a short headline.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

from newsagg.detect.cues import (
    LEAD_CHARACTERS,
    SERVICE,
    STATES,
    find_cues,
    read_tokens,
    strip_noise,
    strip_outlet,
)

_SCALE = {"t": 1.0, "b": 0.6, "w": 0.8, "c": 0.6, "f": 1.2, "p": 0.9, "n": 0.9}
"""Lengths of the groups; chosen by five-fold cross-validation on data/training."""

_NEAR = 5
"""Two cues with at most this many words between their starts belong together ("Slack, used by many, is down")."""


def _grams(tokens: Sequence[str], longest: int) -> Iterable[str]:
    for size in range(1, longest + 1):
        for at in range(len(tokens) - size + 1):
            yield " ".join(tokens[at : at + size])


def _families(tokens: Sequence[str]) -> list[tuple[str, int]]:
    found = [(family, at) for family, at, _ in find_cues(tokens)]
    found.extend(("svc", at) for at, token in enumerate(tokens) if token == SERVICE)
    found.sort(key=lambda cue: cue[1])
    return found


def _near(cues: Sequence[tuple[str, int]]) -> Iterable[str]:
    for index, (family, at) in enumerate(cues):
        for other, where in cues[index + 1 :]:
            if where - at > _NEAR:
                break
            if family != other and (family in STATES or other in STATES):
                yield f"{family}+{other}" if family < other else f"{other}+{family}"


def prepare(title: str, body: str) -> tuple[str, str]:
    """Return headline and lead as the model reads them: without noise, services masked, the lead cut."""
    return strip_outlet(strip_noise(title)), strip_noise(body[: 4 * LEAD_CHARACTERS])[:LEAD_CHARACTERS]


def read_features(title: str, lead: str) -> dict[str, float]:
    """Return the features of a headline and a lead from which noise is stripped and services are masked."""
    head, body = read_tokens(title), read_tokens(lead)
    head_cues, body_cues = _families(head), _families(body)
    groups: dict[str, set[str]] = {
        "t": set(_grams(["<", *head, ">"], 3)),
        "b": set(_grams(body, 2)),
        "c": {f" {word} "[at : at + 4] for word in head if len(word) > 3 for at in range(len(word) - 1)},
        "f": {f"t{family}" for family, _ in head_cues} | {f"b{family}" for family, _ in body_cues},
        "n": {f"t{pair}" for pair in _near(head_cues)} | {f"b{pair}" for pair in _near(body_cues)},
    }
    groups["w"] = set(_grams(head, 2)) | groups["b"]
    in_head = sorted({family for family, _ in head_cues})
    groups["p"] = {f"{a}+{b}" for at, a in enumerate(in_head) for b in in_head[at + 1 :]}
    features: dict[str, float] = {}
    for group, names in groups.items():
        if names:
            weight = _SCALE[group] / sqrt(len(names))
            for name in names:
                features[f"{group} {name}"] = weight
    return features
