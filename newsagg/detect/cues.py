"""Text of a headline and lead -> tokens, cue families, and whether it is worth a closer look. Pure.

A cue family is a set of words and phrases that mean one thing to an outage desk: a state of being down, a price, a
power cut, a car crash. The relevance model learns what each family is worth beside the others; nothing here decides.
Phrases are looked up token by token in one dictionary, so that a thousand of them cost no more than ten.
"""

import html
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from newsagg.errors import DataFileError
from newsagg.places import data_dir

SERVICE = "§svc"
"""Stands in place of the name of a service that the lexicon knows."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_FEED_NOISE = re.compile(
    r"article url: \S+|comments url: \S+|points: \d+|# comments: \d+|https?://\S+|pic\.twitter\.com/\S+"
    r"|the post .{0,200}? appeared first on .{0,80}"
    r"|(?:illustration|photo|image|credit)s?(?: by|:)[^.|]{0,60}[/|]\s?[\w ]{0,20}"
    r"|continue reading\W*|read more\W*$|\[\W*\]",
    re.IGNORECASE,
)
_OUTLET_TAIL = re.compile(r"\s+(?:[-–—|]|\W\s)\s*[A-Z][\w.']*(?: [A-Z][\w.']*){0,2}\s*$")
_TOKEN = re.compile(
    r"§svc|[$£€¥]|\d[\d.,:]*|%|[^\W\d_一-鿿぀-ヿ가-힯]+(?:['’][^\W\d_]+)?|[一-鿿぀-ヿ]|[가-힯]+|[?!]",
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})

LEAD_CHARACTERS = 600
"""How much of a body the verdict reads; on longer leads the tune half of our measuring set did not improve."""


def strip_noise(text: str) -> str:
    """Return a feed's text without markup, addresses, image credits and points."""
    if "<" in text:
        text = _TAG.sub(" ", text[:20_000])
    if "&" in text:
        text = html.unescape(text)
    return " ".join(_FEED_NOISE.sub(" ", text.translate(_QUOTES)).split())


def strip_outlet(title: str) -> str:
    """Return a headline without the outlet's name behind a dash."""
    short = _OUTLET_TAIL.sub("", title)
    return short if len(short) >= 12 else title


def read_tokens(text: str) -> list[str]:
    """Return lower-case words; numbers become ``#``, Chinese characters stand alone."""
    return ["#" if token[0].isdigit() else token for token in _TOKEN.findall(text.lower())]


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
def _longest() -> int:
    return max(key.count(" ") for key in read_phrases()) + 1


def find_cues(tokens: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (family, first token, token after the last) of each cue phrase, in reading order."""
    phrases, longest = read_phrases(), _longest()
    for at in range(len(tokens)):
        phrase = ""
        for end in range(at + 1, min(at + longest, len(tokens)) + 1):
            phrase = tokens[at] if not phrase else f"{phrase} {tokens[end - 1]}"
            for family in phrases.get(phrase, ()):
                yield family, at, end


STATES = frozenset(
    [
        "outage",
        "down",
        "offline",
        "broken",
        "glitch",
        "cannot",
        "degraded",
        "restored",
        "attack",
        "order",
        "closing",
        "failing_de",
        "failing_fr",
        "failing_es",
        "failing_pt",
        "failing_other",
        "failing_cjk",
    ]
)
"""Families that can say that something failed."""

_ENOUGH = frozenset(
    ["outage", "down", "failing_de", "failing_fr", "failing_es", "failing_pt", "failing_other", "failing_cjk"]
)
"""Families that suffice without a word of the connected world."""


def passes_sieve(head: Sequence[str], lead: Sequence[str]) -> bool:
    """Return whether a headline and lead, as tokens, are worth the model's time.

    Wanted: a state of failing, and the connected world or a known service; or an outage word by itself.
    """
    found = {family for tokens in (head, lead) for family, _, _ in find_cues(tokens)}
    if not found & STATES:
        return False
    return bool(found & _ENOUGH) or "tech" in found or SERVICE in head or SERVICE in lead
