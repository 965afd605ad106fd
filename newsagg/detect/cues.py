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

from newsagg.detect.lexicon import Lexicon
from newsagg.errors import DataFileError
from newsagg.places import data_dir

SERVICE = "§svc"
"""Stands in place of the name of a service that the lexicon knows."""

FIRM = "§firm"
"""The same for a name that has a life off line: an airline, a bank, a shop, an authority, a car maker."""

_OFF_LINE = frozenset(
    (
        "airline",
        "aviation",
        "bank",
        "carmaker",
        "retail",
        "government",
        "health",
        "travel",
        "exchange",
        "emergency",
        "education",
    )
)

IT = "§it"
"""The two capitals, which are no pronoun."""

_IT = re.compile(r"\bIT\b")
_IDLE_DOWN = re.compile(
    r"\b((?:step|crack|wind|wound|clos|double|doubl|splash|tear|tore|break|broke|melt|back|scal|slow|slim|calm|sit|sat"
    r"|cool|settl|track|hunt|gun|shot|shoot|lock|strik|struck|stand|stood|turn|pay|paid|cut|boil|came|come|let|put|lay"
    r"|laid|strip|water|vot|talk|look|play|write|wrote|burn|count|pin|pass|hand|bog|dumb|narrow)[a-z]{0,4})[ -]down\b"
    r"|\bdown under\b(?! weight| the weight| pressure| load)|\bdown to\b|\bdown \d[\d.,]*\s?(?:%|per cent|percent)",
    re.IGNORECASE,
)
"""Where "down" is no state of a service: someone steps down, a price is down to ten dollars."""


def _idle(found: re.Match[str]) -> str:
    return f"{found[1]} down§" if found[1] else f"down§{found[0][4:]}"


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
    r"§[a-z]+|down§|[$£€¥]|\d[\d.,:]*|%|[^\W\d_一-鿿぀-ヿ가-힯]+(?:['’][^\W\d_]+)?|[一-鿿぀-ヿ]|[가-힯]+|[?!]",
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
    words = _TOKEN.findall(_IDLE_DOWN.sub(_idle, _IT.sub(IT, text)).lower())
    return ["#" if word[0].isdigit() else word for word in words]


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


def mask_names(text: str, lexicon: Lexicon) -> str:
    """Return the text with a token for what each known name is, so that what is learned of one holds for all.

    Outlets and regulators keep their names: they speak about outages, and have none that we look for.
    """
    parts: list[str] = []
    position = 0
    for mention in lexicon.find(text):
        kind = lexicon.kind_of(mention.slug)
        if kind in ("outlet", "regulator") or mention.start < position:
            continue
        token = "§tracker" if kind == "tracker" else FIRM if kind in _OFF_LINE else SERVICE
        parts += (text[position : mention.start], f" {token} ")
        position = mention.end + (2 if text[mention.end : mention.end + 2] == "'s" else 0)
    return "".join((*parts, text[position:]))


def read_article(title: str, body: str, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Return the tokens of a headline and of the body's first LEAD_CHARACTERS, cleaned and with names masked."""
    lead = strip_noise(body[: 4 * LEAD_CHARACTERS])[:LEAD_CHARACTERS]
    masked = mask_names(f"{strip_outlet(strip_noise(title[:LEAD_CHARACTERS]))}\n\n{lead}", lexicon)
    head, _, rest = masked.partition("\n\n")
    return read_tokens(head), read_tokens(rest)


def find_cues(tokens: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (family, first token, token after the last) of each cue phrase, in reading order."""
    phrases, longest = read_phrases(), _longest()
    for at in range(len(tokens)):
        phrase = ""
        for end in range(at + 1, min(at + longest, len(tokens)) + 1):
            phrase = tokens[at] if not phrase else f"{phrase} {tokens[end - 1]}"
            for family in phrases.get(phrase, ()):
                yield family, at, end


LANGUAGES = frozenset(
    ("failing_de", "failing_fr", "failing_es", "failing_pt", "failing_other", "failing_cjk")
)
"""What failing is called elsewhere."""

_PLAIN = frozenset(("outage", "order", *LANGUAGES))
"""Families that are worth a look wherever they stand."""

_STRONG = frozenset(
    ("down", "offline", "broken", "cannot", "degraded", "restored", "glitch", "attack", "closing")
)
_WEAK = frozenset(
    ("weak_broken", "weak_cannot", "weak_restored", "trouble", "delayed", "aftermath", "regime")
)
STATES = _PLAIN | _STRONG | _WEAK
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


def passes_sieve(head: Sequence[tuple[str, int]], lead: Sequence[tuple[str, int]]) -> bool:
    """Return whether the cues of a headline and of a lead are worth the model's time.

    Wanted: a word for an outage; or a state of failing near a name or a word of the connected world, in a headline
    anywhere beside it; or a headline in which something "is down".
    """
    in_head = {family for family, _ in head}
    if (
        "down" in in_head
        or (in_head & STATES and in_head & WORLD)
        or (in_head & _STRONG and "gear" in in_head)
    ):
        return True
    for cues in (head, lead):
        if any(family in _PLAIN for family, _ in cues):
            return True
        for one, other in pair_cues(cues):
            pair = {one, other}
            if pair & WORLD and pair & (_STRONG | _WEAK):
                return True
            if "gear" in pair and pair & _STRONG:
                return True
    return False
