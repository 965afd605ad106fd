"""Title and text as they came -> whether they are worth judging at all; many times cheaper than judging. Pure.

Two meshes. The first asks whether any word of failing stands in a piece of raw text, markup and all. The second asks of
a headline and a lead what ``cues.passes_sieve`` asks, of letters and not of tokens: it errs on the side of passing.
Both are one Aho-Corasick automaton over the model's own cue phrases (eight languages) and the lexicon's names, so that
ten thousand phrases cost what ten do.
"""

import json
import re
from collections.abc import Iterable, Iterator

import ahocorasick

from newsagg.detect.cues import CONNECTED, FAILING_NEAR, NEAR, PLAIN, SIGNS, STATES, SURE_SIGNS, read_phrases
from newsagg.detect.lexicon import Lexicon
from newsagg.detect.tokens import clean_lead, clean_title, mark_idle_down

_SURE, _PLAIN_BIT, _STATE, _WORLD, _FAILING = 1, 2, 4, 8, 16
_NEAR_LETTERS = 18 * NEAR
"""Letters that ``NEAR`` words take at most: of 170,000 real leads not one that the model relevant finds needed more."""
_FAR = 1_000_000
_IDLE = "downidle"
"""A "down" that is no state of a service, as letters."""
_APOSTROPHES = ("'", "’", "\\u2019", "&#39;", "&#039;", "&#x27;", "&apos;", "&rsquo;", "&#8217;")
"""How feeds and pages write the apostrophe of "isn't"."""
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_NO_LETTER = re.compile(r"[^\w' ]|[\d_]")
_SPACED = {n: " " if not (chr(n).isalpha() or chr(n) == "'") else chr(n) for n in range(128)}


class Sieve:
    """Cue phrases and names, ready to be searched for; pickles small, and is made again where it arrives."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._signs = _build((phrase, 1) for phrase in _spell_signs())
        self._cues = _build(_list_cues(lexicon))

    def has_sign(self, raw: str) -> bool:
        """Return whether any word of failing stands in a raw piece of a file: JSON, CSV, markup or plain text."""
        return next(self._signs.iter(raw.lower()), None) is not None

    def passes(self, title: str, body: str) -> bool:
        """Return whether a headline and the begin of a text are worth the model's time."""
        return self.passes_any(title, (body,))

    def passes_any(self, title: str, bodies: Iterable[str]) -> bool:
        """Return whether a headline and any of several begins of a text are worth the model's time."""
        in_head = 0
        for _, flags in self._find(clean_title(title)):
            in_head |= flags
        return bool(in_head & _SURE) or any(self._passes(in_head, clean_lead(body)) for body in bodies)

    def _passes(self, in_head: int, lead: str) -> bool:
        in_lead, last_world, last_failing = 0, -_FAR, _FAR
        near = False
        for at, flags in self._find(lead):
            if flags & _PLAIN_BIT:
                return True
            in_lead |= flags
            last_world = at if flags & _WORLD else last_world
            last_failing = at if flags & _FAILING else last_failing
            near = near or abs(last_world - last_failing) < _NEAR_LETTERS
        return near or bool(in_head & _STATE and (in_head | in_lead) & _WORLD)

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        text = mark_idle_down(text.lower()).replace("down§", _IDLE)
        text = text.translate(_SPACED) if text.isascii() else _NO_LETTER.sub(" ", text)
        text = f" {' '.join(text.split())} ".replace("' ", " ").replace(" '", " ")
        found: Iterator[tuple[int, int]] = self._cues.iter(text)
        return found


def _build(words: Iterable[tuple[str, int]]) -> "ahocorasick.Automaton":
    known: dict[str, int] = {}
    for word, flags in words:
        known[word] = known.get(word, 0) | flags
    automaton = ahocorasick.Automaton()
    for word, flags in known.items():
        automaton.add_word(word, flags)
    automaton.make_automaton()
    return automaton


def _list_signs() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield phrases of plain words with their families; where a number or a name stands in one, its other words."""
    for phrase, families in read_phrases().items():
        plain = phrase.replace("§it", "it").replace("down§", _IDLE)
        longest = max(re.split(r" ?(?:#|§svc|§firm|[?!%$£€]) ?", plain), key=len)
        if longest:
            yield longest, frozenset(families)


def _spell_signs() -> Iterator[str]:
    """Yield each phrase of failing as files may spell it."""
    for phrase, families in _list_signs():
        if families & SIGNS:
            phrase = _join(phrase).replace(_IDLE, "down")
            yield from {phrase.replace("'", mark) for mark in _APOSTROPHES} if "'" in phrase else {phrase}
            yield phrase.replace(" ", "-")
            if not phrase.isascii():
                yield json.dumps(phrase)[1:-1]


def _join(phrase: str) -> str:
    """Return a phrase whose characters are tokens, as text without spaces has it."""
    return phrase.replace(" ", "") if _WITHOUT_SPACES.search(phrase) else phrase


def _list_cues(lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for phrase, families in _list_signs():
        flags = (
            _SURE * bool(families & SURE_SIGNS)
            | _PLAIN_BIT * bool(families & PLAIN)
            | _STATE * bool(families & STATES)
            | _WORLD * bool(families & CONNECTED)
            | _FAILING * bool(families & FAILING_NEAR)
        )
        if flags:
            joined = _join(phrase)
            yield (joined if joined != phrase or _WITHOUT_SPACES.search(phrase) else f" {phrase} "), flags
    for entry in lexicon.entries.values():
        if lexicon.can_fail(entry.slug):
            for name, _ in entry.names:
                words = " ".join(_NO_LETTER.sub(" ", name.lower()).split())
                if words:
                    yield f" {words} ", _WORLD
                    yield f" {words}'s ", _WORLD
