"""Tokens of a headline and of a lead -> cue families, and whether they are worth a closer look. Pure.

A cue family is a set of words and phrases that mean one thing to an outage desk: a state of being down, a price, a
power cut, a car crash. The relevance model learns what each is worth beside the others; only the sieve decides here.
Phrases are looked up token by token in one dictionary: a thousand of them cost no more than ten.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from newsagg.detect.tokens import FIRM, SERVICE, read_tokens
from newsagg.errors import DataFileError
from newsagg.places import data_dir


@cache
def read_phrases() -> Mapping[str, tuple[str, ...]]:
    """Return the families of each cue phrase, as data/training/cues.toml has them; read once in a process.

    Raises DataFileError when the file cannot be read.
    """
    path = data_dir() / "training" / "cues.toml"
    try:
        families: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(
            f"cannot be read: {error}", subject=str(path), hint="reinstall newsagg, or mend the file"
        ) from error
    found: dict[str, tuple[str, ...]] = {}
    for family, phrases in families.items():
        for phrase in phrases:
            key = " ".join(read_tokens(phrase))
            if key and family not in found.get(key, ()):
                found[key] = (*found.get(key, ()), family)
    return MappingProxyType(found)


@cache
def _openers() -> Mapping[str, int]:
    """How many words the longest phrase has that begins with a word: most words begin none."""
    longest: dict[str, int] = {}
    for phrase in read_phrases():
        words = phrase.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return MappingProxyType(longest)


def find_cues(tokens: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (family, first token, token after the last) of each cue phrase, in reading order."""
    phrases, openers = read_phrases(), _openers()
    for at, phrase in enumerate(tokens):
        longest = openers.get(phrase, 0)
        if not longest:
            continue
        for end in range(at + 1, min(at + longest, len(tokens)) + 1):
            if end > at + 1:
                phrase = f"{phrase} {tokens[end - 1]}"
            for family in phrases.get(phrase, ()):
                yield family, at, end


LANGUAGES = frozenset(
    ("failing_de", "failing_fr", "failing_es", "failing_pt", "failing_other", "failing_cjk")
)
"""What failing is called elsewhere."""

PLAIN = frozenset(("outage", "order", *LANGUAGES))
"""Families that are worth a look wherever they stand."""

_STRONG = frozenset(
    (
        "down",
        "bare_down",
        "offline",
        "broken",
        "cannot",
        "degraded",
        "restored",
        "glitch",
        "attack",
        "closing",
    )
)
_WEAK = frozenset(
    ("weak_broken", "weak_cannot", "weak_restored", "trouble", "delayed", "aftermath", "regime")
)
STATES = PLAIN | _STRONG | _WEAK
"""Families that can say that something failed, or what followed from it."""

WORLD = frozenset(("svc", "firm", "tech"))
"""Families of the connected world; ``gear`` are its words that have other lives too."""

NEAR = 6
"""Two cues with at most this many words between their starts belong together ("Slack, used by many, is down")."""


def read_cues(tokens: Sequence[str]) -> list[tuple[str, int]]:
    """Return (family, first token) of every cue, in reading order; names count as ``svc`` and ``firm``."""
    found = [(family, at) for family, at, _ in find_cues(tokens)]
    found.extend((token[1:], at) for at, token in enumerate(tokens) if token in (SERVICE, FIRM))
    found.sort(key=lambda cue: cue[1])
    return found


def pair_cues(cues: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Yield two families, in alphabetical order, whose cues stand near each other."""
    for index, (family, at) in enumerate(cues):
        for other, where in cues[index + 1 :]:
            if where - at > NEAR:
                break
            if family != other:
                yield (family, other) if family < other else (other, family)


SIGNS = STATES | {"bare_down"}
"""Families of which one at least stands in whatever passes the sieve."""
SURE_SIGNS = PLAIN | _STRONG | {"bare_down"}
CONNECTED = WORLD | {"gear"}
FAILING_NEAR = _STRONG | _WEAK
"""Families that say failing when a word of the connected world stands near."""


def has_signs(*parts: Sequence[str]) -> bool:
    """Return whether any word of failing stands in any part; without one no article passes the sieve.

    Reads tokens whose names are not masked yet: most entries end here, and masking costs most.
    """
    return any(family in SIGNS for tokens in parts for family, _, _ in find_cues(tokens))


def passes_sieve(head: Sequence[tuple[str, int]], lead: Sequence[tuple[str, int]]) -> bool:
    """Return whether the cues of a headline and of a lead are worth the model's time.

    Wanted: a headline with a sure word for failing, or with any such word when it or the lead speaks of the
    connected world; or a lead that tells of an outage, or of failing near a word of the connected world.
    """
    in_head = {family for family, _ in head}
    in_lead = {family for family, _ in lead}
    if in_head & SURE_SIGNS or in_lead & PLAIN:
        return True
    if in_head & STATES and (in_head | in_lead) & CONNECTED:
        return True
    return any(
        (one in CONNECTED and other in FAILING_NEAR) or (other in CONNECTED and one in FAILING_NEAR)
        for one, other in pair_cues(lead)
    )


_FAILING = (PLAIN | _STRONG) - {"closing"}


def says_failing(*parts: Sequence[tuple[str, int]]) -> bool:
    """Return whether a word for failing itself stands near a name or a word of the connected world, in any part."""
    return any(
        (one in WORLD and other in _FAILING) or (other in WORLD and one in _FAILING)
        for cues in parts
        for one, other in pair_cues(cues)
    )
