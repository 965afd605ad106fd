"""A phrase that names a cause -> its categories, its trigger, a finer key and how causes stand above "
"each other. Pure.

The words are those of cause_terms.py. What a phrase denies ("a capacity problem, not a code change") is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from newsagg.detect.cause_events import OUTER_TERMS
from newsagg.detect.cause_terms import INNER_TERMS
from newsagg.detect.cause_triggers import TRIGGERS, UNDISCLOSED_PHRASES
from newsagg.detect.wordscan import make_set
from newsagg.vocabulary import CauseCategory, Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseReading:
    """What kind of cause a phrase names."""

    categories: tuple[CauseCategory, ...]
    """In the order in which the phrase names them; empty when it names no cause."""
    trigger: Trigger | None = None
    specific: str = ""
    """The finest key that the phrase names: bgp_withdrawal, dns, expired_certificate, ...; empty "
    "without one."""
    keys: tuple[str, ...] = ()
    """All keys it names; a coarser one is left out when a finer one below it is named too."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    loose: bool
    key: str
    language: str
    """Only in texts of this language, where the word means something else in another; empty for all."""


_TERMS = (*INNER_TERMS, *OUTER_TERMS)
LONGEST_PHRASE = 600
"""Characters of a phrase that are read: a cause is a clause, and what is longer is a page."""

_WEAK = frozenset({"technical", "maintenance"})
"""Keys that count only where no other is named: they say little, or only what set the cause off."""

_FAULT = make_set(
    "issue issues problem problems error errors failure failures fault faults malfunction breakdown "
    "incident störung "
    "outage outages fehler probleme panne problème problèmes fallo fallos problema problemas falha "
    "falhas erro avería"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DENIED = re.compile(
    r"\b(?:rather than|instead of|not (?:due to|because of|caused by|an?|the result of|related to)|"
    r"no evidence of|ruled out|rules out|nicht|"
    r"pas (?:une?|d)|no (?:fue|es) una?|unrelated to)\b[^.,;:—–!?]{0,120}?(?=\bbut\b|\bsondern\b|\bmais\b|"
    r"\bsino\b|[.,;:—–!?]|$)",
    re.I,
)
_PARENTS = MappingProxyType({term.key: term.parent for term in _TERMS})
_CATEGORIES = MappingProxyType({term.key: term.category for term in _TERMS})

_BESIDES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "bgp_withdrawal": ("config_push", "configuration", "change_deployment"),
        "routing": ("config_push", "configuration"),
        "bgp": ("config_push", "configuration"),
        "bgp_leak": ("configuration", "human_error"),
        "dns": ("configuration", "data_store"),
        "config_push": ("change_deployment", "human_error"),
        "configuration": ("human_error",),
        "faulty_update": ("configuration",),
        "memory_leak": ("faulty_update",),
        "router": ("hardware", "configuration"),
        "switch": ("network",),
        "cable_cut": ("third_party",),
        "expired_certificate": ("human_error",),
        "demand_surge": ("network_congestion",),
        "network_congestion": ("capacity_load",),
        "disk_full": ("data_store",),
        "cooling": ("weather",),
        "power": ("weather", "third_party"),
        "ddos": ("network", "network_congestion", "demand_surge", "capacity_load"),
    }
)
"""Finer cause -> coarser causes of other families that it can stand under: the same event told less "
"exactly."""


def _split(source: str, key: str) -> Iterator[_Phrase]:
    for phrase in source.split(","):
        language, _, plain = phrase.strip().rpartition(":")
        words = tuple(word.replace("’", "'") for word in plain.lower().replace("-", " ").split())
        if words:
            yield _Phrase(tuple(w for w in words if w != "~"), "~" in words, key, language)


_Index: TypeAlias = MappingProxyType[str, tuple[_Phrase, ...]]


def _index(phrases: Iterator[_Phrase]) -> _Index:
    """Return phrases by the first three letters of their first word; loose ones by those of either end."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0][:3].rstrip("*"), []).append(phrase)
        if phrase.loose:
            turned = _Phrase(phrase.words[::-1], True, phrase.key, phrase.language)
            found.setdefault(turned.words[0][:3].rstrip("*"), []).append(turned)
    return MappingProxyType({start: tuple(group) for start, group in found.items()})


_CAUSES = _index(phrase for term in _TERMS for phrase in _split(term.phrases, term.key))
_TRIGGERS = _index(phrase for key, source in TRIGGERS for phrase in _split(source, key))
_SILENCE = _index(_split(UNDISCLOSED_PHRASES, "undisclosed"))


def _fits(word: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word == pattern


def _matches(words: list[str], at: int, phrase: _Phrase) -> bool:
    if not _fits(words[at], phrase.words[0]):
        return False
    place = at
    for pattern in phrase.words[1:]:
        reach = 5 if phrase.loose else 2
        for step in range(1, reach):
            if place + step < len(words) and _fits(words[place + step], pattern):
                place += step
                break
        else:
            return False
    return True


def _find(words: list[str], index: _Index, language: str) -> dict[str, int]:
    """Return the keys that the words name, in reading order, with the place of the first word of each."""
    found: dict[str, int] = {}
    for at, word in enumerate(words):
        for phrase in index.get(word[:3], ()):
            if phrase.key in found or phrase.language not in ("", language):
                continue
            if _matches(words, at, phrase):
                found[phrase.key] = at
    return found


def is_finer(a: str, b: str) -> bool:
    """Whether cause key ``a`` stands under the coarser key ``b``: a BGP withdrawal under a "
    "configuration change."""
    seen = {a}
    queue = [a]
    while queue:
        key = queue.pop()
        for above in (_PARENTS.get(key, ""), *_BESIDES.get(key, ())):
            if above == b:
                return a != b
            if above and above not in seen:
                seen.add(above)
                queue.append(above)
    return False


def _is_under(a: str, b: str) -> bool:
    """Whether ``a`` stands below ``b`` in its own family."""
    while a := _PARENTS.get(a, ""):
        if a == b:
            return True
    return False


_HARMLESS = re.compile(r"\bnon[- ]?(?:malicious|hostile|criminal|suspicious)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_causes(phrase: str, language: str = "en") -> CauseReading:
    """Return what kind of cause a phrase names; no category when it names none.

    A phrase that only says that there was a fault ("an issue with payments") is ``other`` without a key.
    """
    text = _HARMLESS.sub("", phrase[:LONGEST_PHRASE]).replace("-", " ").replace("’", "'")
    words, places = _read_words(_DENIED.sub(" ", text), language)
    if not places:
        words, places = _read_words(text, language)
    named = [key for key in places if key not in _WEAK]
    silence = _find(words, _SILENCE, language)
    if silence and (not named or silence["undisclosed"] < min(places[key] for key in named)):
        return CauseReading(
            categories=(CauseCategory.UNDISCLOSED,), specific="undisclosed", keys=("undisclosed",)
        )
    keys = named or list(places)[:1]
    keys = [key for key in keys if not any(_is_under(other, key) for other in keys)]
    categories = tuple(dict.fromkeys(_CATEGORIES[key] for key in keys))
    if not categories and not _FAULT.isdisjoint(words):
        categories = (CauseCategory.OTHER,)
    trigger = _find_trigger(words, language)
    return CauseReading(categories=categories, trigger=trigger, specific=_pick(keys), keys=tuple(keys))


def _read_words(text: str, language: str) -> tuple[list[str], dict[str, int]]:
    words = [word.lower().removesuffix("'s") for word in _WORD.findall(text)]
    return words, _find(words, _CAUSES, language)


def _find_trigger(words: list[str], language: str) -> Trigger | None:
    found = _find(words, _TRIGGERS, language)
    return next((Trigger(key) for key, _ in TRIGGERS if key in found), None)


def _pick(keys: list[str]) -> str:
    """Return the key that stands deepest in its family, the first named of equals."""
    return max(keys, key=_depth, default="")


def _depth(key: str) -> int:
    depth = 0
    while key := _PARENTS.get(key, ""):
        depth += 1
    return depth


def is_cause_phrase(phrase: str, language: str = "en") -> bool:
    """Whether a phrase names a cause that the table knows; silence about the cause is none."""
    reading = read_causes(phrase, language)
    return bool(reading.keys) and reading.specific != "undisclosed"
