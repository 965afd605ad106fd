"""A sentence -> where a predicate of being well again stands: "caught up", "is stable", "were answering again". Pure.

The other side of failing.py: words are looked up one by one, by meaning and in all their forms, whoever is named as
the speaker. Weak predicates ("everyone connected", "were answering") tell an end only beside "by" and a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsagg.detect.claimtypes.failwords import COPULAS, NOTS, REFUSES, WORKED, WORKS, inflect
from newsagg.detect.passages import words_of
from newsagg.detect.wordscan import holds_among, make_set


@dataclass(frozen=True, slots=True)
class Recovery:
    """A predicate of being well again; offsets of the sentence."""

    start: int
    end: int
    weak: bool = False
    """Told of a moment only where something was so "by" then."""


def _past(line: str) -> frozenset[str]:
    """Return the past forms of the verbs of a line."""
    irregular = {form for entry in line.split() for form in entry.split("/")[1:]}
    return frozenset(form for form in inflect(line) if form.endswith("ed")) | irregular


_MENDED = _past(
    "remediate rectify remedy reinstate revive unblock unfreeze/unfroze/unfrozen unjam+ unclog+ drain heal recuperate cure "
    "reconnect reopen normalise normalize stabilise stabilize rebound rebuild/rebuilt reactivate reenable reestablish "
    "relaunch resurrect thaw steady resume recover untangle unwind/unwound cease subside abate"
)
_PAIRS = frozenset(
    [(a, "up") for a in ("caught", "cleared", "patched", "mopped")]
    + [(a, "back") for a in ("bounced", "sprang", "sprung", "crept", "flickered", "came", "clawed")]
    + [(a, "through") for a in ("gone", "went", "got", "came", "pushed", "cleared")]
    + [(a, "out") for a in ("sorted", "ironed", "straightened", "smoothed")]
    + [
        ("full", "recovery"),
        ("full", "service"),
        ("all", "clear"),
        ("normal", "service"),
        ("business", "usual"),
    ]
)
_SERVING = (WORKS | WORKED) - inflect("make/made update") | inflect(
    "accept take/took/taken serve log+ sign trade fly/flew/flown board flow move pay/paid ship+ sell/sold talk chat "
    "post message operate depart land pass roll call listen buy/bought settle clear open"
)
_WELL = make_set(
    "stable healthy green operational usable reachable responsive functional accessible available normal fine live "
    "over finished done sound steady reopened solved sorted"
)
_WELL_AGAIN = _WELL | make_set("online up open good")
_IS = (COPULAS | make_set("turned went looked")) - make_set("as s")
_SERVES_WELL = _SERVING | _WELL_AGAIN
_ADVERBS = make_set(
    "all fully now entirely again completely finally already mostly largely once everywhere both also since then "
    "been being be"
)
_DECLARED = inflect("declare pronounce call mark deem consider list label report proclaim")
_OVER = make_set("over resolved closed fixed finished ended solved done mitigated concluded complete")
_BY_THEN = inflect(
    "connect reroute finish complete transfer switch migrate pay/paid repay/repaid deliver process serve open clear settle "
    "answer load run work operate respond function refund rebook dispatch complete flow trade fly"
) | make_set("open up ready complete running")
_UNDONE = NOTS | REFUSES | make_set("yet no hardly barely unlikely before longer")
_AGAIN = make_set("again anew")
_PAIR_STARTS = frozenset(first for first, _ in _PAIRS)
_GATE = _MENDED | _PAIR_STARTS | _AGAIN | _WELL | _OVER | _BY_THEN
_REACH = 5
"""Words between what a service does and its "again", or between "declared" and "over"."""

_ELSEWHERE = {
    "de": make_set(
        "wieder behoben repariert gelöst wiederhergestellt beendet normalisiert überstanden vorbei stabil beseitigt"
    ),
    "fr": make_set(
        "rétabli rétablie rétablis rétablies résolu résolue résolus résolues réparé réparée réparés réparées rouvert rouverte "
        "rouverts repris normale opérationnel opérationnelle opérationnels opérationnelles résorbé résorbée terminé terminée"
    ),
    "es": make_set(
        "restablecido restablecida restablecidos restablecidas restaurado restaurada restaurados reparado reparada reparados "
        "solucionado solucionada solucionados resuelto resuelta normalizado normalizada normalizados recuperado recuperada "
        "recuperados volvió volvieron normalidad operativo operativa operativos operativas repuesto subsanado subsanada"
    ),
    "pt": make_set(
        "reposto reposta repostos repostas restabelecido restabelecida restabelecidos restabelecidas restaurado restaurada "
        "normalizado normalizada normalizados resolvido resolvida resolvidos voltou voltaram normalidade retomado retomada "
        "retomados operacional operacionais recuperado recuperada reparado reparada"
    ),
}
"""One word that says it, by language."""
_UNDONE_ELSEWHERE = make_set("nicht noch kein keine pas encore sans no aún todavía sin não ainda sem")


@lru_cache(maxsize=512)
def find_recoveries(text: str, language: str = "en") -> tuple[Recovery, ...]:
    """Return the predicates of being well again of a sentence, in reading order."""
    if language.startswith("en"):
        return tuple(_find_english(text)) if holds_among(text, _GATE) else ()
    known = _ELSEWHERE.get(language[:2], frozenset())
    words = words_of(text)
    return tuple(
        Recovery(start=at, end=at + len(word))
        for n, (at, word) in enumerate(words)
        if word in known and _UNDONE_ELSEWHERE.isdisjoint(w for _, w in words[max(0, n - 3) : n])
    )


def _find_english(text: str) -> Iterator[Recovery]:
    words = words_of(text)
    for at in [at for at, (_, word) in enumerate(words) if word in _GATE]:
        place, word = words[at]
        if word == "over" and text[place + 5 : place + 6].isdigit():
            continue
        before = [w for _, w in words[max(0, at - _REACH) : at]]
        if not _UNDONE.isdisjoint(before):
            continue
        follow = words[at + 1] if at + 1 < len(words) else (0, "")
        if (word, follow[1]) in _PAIRS:
            yield Recovery(start=place, end=follow[0] + len(follow[1]))
        elif (
            word in _MENDED
            or (word == "opened" and before[-1:] == ["re"])
            or (word in _AGAIN and not _SERVES_WELL.isdisjoint(before))
            or (word in _WELL and _is_said_of(words, at))
            or (word in _OVER and not _DECLARED.isdisjoint(before))
        ):
            yield Recovery(start=place, end=place + len(word))
        elif word in _BY_THEN and (word.endswith("ed") or _is_said_of(words, at)):
            yield Recovery(start=place, end=place + len(word), weak=True)


def _is_said_of(words: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether a word stands behind a form of "to be": "are all stable"."""
    while at and words[at - 1][1] in _ADVERBS:
        at -= 1
        if words[at][1] in _IS:
            return True
    return at > 0 and words[at - 1][1] in _IS
