"""A sentence -> where a predicate of failure stands, whose subject ends before it. Pure.

Words are looked up one by one (failwords.py): "froze", "is down", "wouldn't refresh", "stopped responding", "went dark",
"returned errors". What stands between subject and word (helping verbs, "not", adverbs) is walked over to the left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsagg.detect.claimtypes.failwords import (
    BREAKS,
    COMES,
    COPULAS,
    ELSEWHERE,
    EMPTY,
    ENDINGS,
    ERRORS,
    LINKS,
    MACHINES,
    NOTS,
    NOUN_BEFORE,
    OUT_OF,
    PAIRS,
    PAST,
    PEOPLE,
    REFUSES,
    SHOWS,
    SITS,
    STANDS,
    STATES,
    STOPS_ELSEWHERE,
    TOUCHED,
    UNSAID,
    UNSAID_OF,
    WAITING,
    WEAK_BREAKS,
    WEAK_STATES,
    WORKED,
    WORKS,
    WORKS_ELSEWHERE,
    WORKS_ON,
)
from newsagg.detect.passages import words_of
from newsagg.detect.wordscan import holds_among, make_set

_NAMES_TOO = make_set("hung hang frozen stall jam seize reed drew")
"""With a capital, somebody's name: "Lena Stall was at home"."""
_SLOWLY = make_set("slowly intermittently sporadically erratically poorly sluggishly patchily")
"""How a service works that hardly does."""
_ENDS = make_set("out off stopped halted died")
_PLACES = make_set("at on off in")
_ALL_BREAKS = BREAKS | WEAK_BREAKS
_CORES = frozenset().union(
    BREAKS, WEAK_BREAKS, STATES, WEAK_STATES, WORKS, WORKED, SHOWS, SITS, COMES, _ENDS, _PLACES
) | {first for first, _ in PAIRS | WORKS_ON}
_GATE = (
    BREAKS
    | WEAK_BREAKS
    | STATES
    | WEAK_STATES
    | SITS
    | NOTS
    | REFUSES
    | ERRORS
    | {a for a, _ in PAIRS}
    | _ENDS
    | EMPTY
    | STANDS
    | {"longer"}
    | _SLOWLY
)
"""One of these stands in every sentence that says so."""
_REACH = 7
"""Words of other languages between "nicht" or "ne" and what is not done."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A predicate of failure; offsets of the sentence."""

    start: int
    """Where the predicate begins, its helping verbs and adverbs with it: the subject ends here."""
    end: int
    sure: bool
    """Only services do this, so that the subject is one whatever its name."""


@lru_cache(maxsize=512)
def find_failures(text: str, language: str = "en") -> tuple[Failure, ...]:
    """Return the predicates of failure of a sentence, in reading order; kept for all who read an article."""
    if language.startswith("en"):
        return tuple(_find_english(text)) if holds_among(text, _GATE) else ()
    return tuple(_find_elsewhere(words_of(text), language[:2]))


def _find_english(text: str) -> Iterator[Failure]:
    words = words_of(text)
    done = -1
    for at in [at for at, (_, word) in enumerate(words) if word in _CORES or word.endswith("ed")]:
        word = words[at][1]
        if at <= done or not (word in _CORES or (at and words[at - 1][1] == "be")):
            continue
        first = at
        while first and (words[first - 1][1] in LINKS or words[first - 1][1].endswith("ly")):
            if text[words[first - 1][0] + len(words[first - 1][1])] in ",;:.–—(":
                break
            first -= 1
        while first < at and words[first][1] in ("to", "of", "as", "so", "then", "out", "s"):
            first += 1
        chain = [w for _, w in words[first:at]]
        if word in _NAMES_TOO and text[words[at][0]].isupper():
            continue
        found = _judge(text, words, at, chain, words[first - 1][1] if first else "") if first else None
        if found is not None:
            done, sure = found
            yield Failure(start=words[first][0], end=words[done][0] + len(words[done][1]), sure=sure)


def _judge(
    text: str, words: Sequence[tuple[int, str]], at: int, chain: list[str], before: str
) -> tuple[int, bool] | None:
    """Return the last word of a predicate of failure and whether it is a sure one; None when it is none."""
    word = words[at][1]
    follow = words[at + 1][1] if at + 1 < len(words) else ""
    negated = not NOTS.isdisjoint(chain) or "longer" in chain
    refused = not REFUSES.isdisjoint(chain)
    linked = not COPULAS.isdisjoint(chain)
    if (word, follow) in PAIRS and not negated:
        sure = follow not in ("down", "out")
        return (at + 1, sure) if chain or before not in NOUN_BEFORE else None
    if (word, follow) in WORKS_ON and (negated or refused):
        return at + 1, True
    if word in STATES and linked and not negated:
        return at, True
    if word == "out" and follow == "of" and linked and not negated and at + 2 < len(words):
        return (at + 2, True) if words[at + 2][1] in OUT_OF else None
    if word in WEAK_STATES and linked and not negated:
        return at, word in TOUCHED
    if (
        word in _ENDS
        and not negated
        and (
            linked
            if word in ("out", "off")
            else not chain or chain[-1] in ("all", "just", "both", "then", "also")
        )
    ):
        return (at, True) if _ends(text, words, at) else None
    if (
        word in _PLACES
        and linked
        and not negated
        and not STANDS.isdisjoint(w for _, w in words[at + 1 : at + 3])
    ):
        return (at + 2 if words[at + 1][1] not in STANDS else at + 1), True
    if word in COMES and not negated and not EMPTY.isdisjoint(w for _, w in words[at + 1 : at + 4]):
        return at, True
    if negated != refused and before not in PEOPLE:
        if "be" in chain and (word in WORKED or (word.endswith("ed") and word not in UNSAID_OF)):
            return at, True
        if word == "appear" and follow == "to":
            return None
        if word in WORKS and chain[0] not in ("has", "have", "had") and before not in PEOPLE:
            return at, True
    if word in WORKS and not negated and not refused and follow in _SLOWLY and before not in PEOPLE:
        return at + 1, True
    if word in SITS and not negated and any(w in WAITING for _, w in words[at + 1 : at + 5]):
        return at, True
    if word in _ALL_BREAKS and not negated:
        return _judge_break(words, at, chain, before, follow)
    if word in SHOWS and not negated and any(w in ERRORS for _, w in words[at + 1 : at + 5]):
        return at, word not in ("see", "saw", "seen", "seeing", "sees", "get", "got", "find", "found")
    return None


def _ends(text: str, words: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether nothing more belongs to a word: "were all out.", "stopped at noon"."""
    end = words[at][0] + len(words[at][1])
    return text[end : end + 1] in ("", ".", ",", ";", ":", '"', "”") or (
        at + 1 < len(words) and words[at + 1][1] in ENDINGS
    )


def _judge_break(
    words: Sequence[tuple[int, str]], at: int, chain: list[str], before: str, follow: str
) -> tuple[int, bool] | None:
    word = words[at][1]
    if (
        not chain
        and before in NOUN_BEFORE
        and not (before in MACHINES and (word.endswith("ed") or word in PAST))
    ):
        return None
    if follow == "to":
        beyond = words[at + 2][1] if at + 2 < len(words) else ""
        if beyond in UNSAID:
            return None
    elif (
        not chain
        and not word.endswith(("ed", "ing"))
        and word
        in (
            "crash",
            "glitch",
            "error",
            "crashes",
            "errors",
            "drop",
            "drops",
            "glitches",
            "lag",
            "slow",
            "overload",
            "jam",
            "ground",
        )
    ):
        return None
    return at, word in BREAKS


def _find_elsewhere(words: Sequence[tuple[int, str]], language: str) -> Iterator[Failure]:
    states = ELSEWHERE.get(language)
    if states is None:
        return
    stops = STOPS_ELSEWHERE[language]
    stems = tuple(WORKS_ELSEWHERE[language].split())
    for at, (offset, word) in enumerate(words):
        end = offset + len(word)
        if not at:
            continue
        if word == "aus" and language == "de":
            first = next((n for n in range(max(1, at - _REACH), at) if words[n][1] in _FELL), 0)
            if first:
                yield Failure(start=words[first][0], end=end, sure=True)
        elif word in states and not (word in _NOUNS and words[at - 1][1] in _ARTICLES):
            yield Failure(start=_start_elsewhere(words, at), end=end, sure=True)
        elif word in stops:
            near = words[at + 1 : at + _REACH]
            if language == "de":  # the verb stands before: "lädt nicht", or at the end: "nicht geladen"
                near = words[max(0, at - _REACH) : at + _REACH]
            verb = next(((o, w) for o, w in near if w.startswith(stems)), None)
            if verb is not None:
                yield Failure(
                    start=_start_elsewhere(words, at, verb[0]),
                    end=max(end, verb[0] + len(verb[1])),
                    sure=True,
                )


_FELL = frozenset("fiel fielen fällt fallen schaltete schalteten schaltet".split())
_NOUNS = frozenset("panne falla fallo falha caída parada nichts".split())
_ARTICLES = frozenset(
    "uma una un um une la le a o el de da do del du des por sua su cette esta essa d l".split()
)
_HELPING = frozenset(
    "ist sind war waren wurde wurden wird werden bleibt blieb blieben derzeit auch noch wieder komplett teilweise zeitweise "
    "resté restée restés restées est sont était étaient a ont été en reste restent aussi toujours encore tombé tombée tombés tombées très "
    "está están estaba estaban estuvo estuvieron es son quedó quedaron ha han sigue siguen también todavía se fue fueron "
    "está estão estava estavam esteve estiveram ficou ficaram é são foi foram também ainda continua continuam fora".split()
)


def _start_elsewhere(words: Sequence[tuple[int, str]], at: int, verb: int | None = None) -> int:
    first = at
    while first and words[first - 1][1] in _HELPING:
        first -= 1
    return words[first][0] if verb is None else min(words[first][0], verb)
