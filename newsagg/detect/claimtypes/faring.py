"""A sentence -> where a predicate says that something fared well, whose subject ends before it. Pure.

Words are looked up one by one (farewords.py): "were untouched", "was not cut", "ran as usual", "carried on", "stayed open",
"had no trouble", "never flickered", "still loads". What stands between subject and word is walked over to the left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsagg.detect.claimtypes.failwords import COPULAS, LINKS, NOTS, PEOPLE
from newsagg.detect.claimtypes.farewords import (
    FEELS,
    GATE,
    GOES_ON,
    HARMED,
    ILLS,
    LASTING,
    RUNNING,
    RUNS,
    STAYS,
    THINGS_GO_ON,
    WELL,
    WOBBLES,
)
from newsagg.detect.passages import words_of
from newsagg.detect.wordscan import holds_among, make_set


@dataclass(frozen=True, slots=True)
class Faring:
    """A predicate of faring well; offsets of the sentence."""

    start: int
    """Where the predicate begins: the subject ends here."""
    end: int
    sure: bool
    """It says that no harm was done; what merely runs may run again."""
    now: bool = False
    """It tells how something is at the moment: "is running normally"."""


_LINKS = LINKS | make_set(
    "seem seems largely mostly otherwise reportedly always business appear was by themselves itself"
)
_MEANWHILE = re.compile(
    r"[\w’' -]{0,28}?\b(?:as (?:usual|normal|planned|expected|before|scheduled|intended|ever|always)|normally|throughout|"
    r"on (?:time|schedule)|fine|ok(?:ay)?|properly|smoothly|"
    r"without (?:incident|interruption|trouble|problems?|a hitch|issues?|disruption|delays?|difficulty|fuss)|all (?:day|along|night|morning|week|the while)|"
    r"the whole time|uninterrupted|undisturbed|regardless|unhindered|unimpeded|to plan|just the same|perfectly|happily)\b",
    re.IGNORECASE,
)
_STILL_RUNS = THINGS_GO_ON | RUNS
_GOING_ON = _STILL_RUNS | GOES_ON
_UNSURE = make_set("yet can could cannot may might should couldn")


@lru_cache(maxsize=512)
def find_faring(text: str) -> tuple[Faring, ...]:
    """Return the predicates of faring well of a sentence, in reading order."""
    return tuple(_find(text)) if holds_among(text, GATE) else ()


def _find(text: str) -> Iterator[Faring]:
    words = words_of(text)
    done = -1
    for at in [at for at, (_, word) in enumerate(words) if word in _CORES]:
        if at <= done or not at:
            continue
        first = at
        while first and (words[first - 1][1] in _LINKS or words[first - 1][1].endswith("ly")):
            if text[words[first - 1][0] + len(words[first - 1][1])] in ",;:.–—(":
                break
            first -= 1
        chain = [w for _, w in words[first:at]]
        found = _judge(text, words, at, chain, words[first - 1][1] if first else "") if first else None
        if found is not None:
            done, sure = found
            now = not sure and not COPULAS.isdisjoint(chain) and STAYS.isdisjoint(chain)
            yield Faring(start=words[first][0], end=words[done][0] + len(words[done][1]), sure=sure, now=now)


_CORES = frozenset().union(WELL, RUNNING, HARMED, RUNS, GOES_ON, STAYS, WOBBLES, FEELS, THINGS_GO_ON)


def _judge(
    text: str, words: Sequence[tuple[int, str]], at: int, chain: list[str], before: str
) -> tuple[int, bool] | None:
    """Return the last word of a predicate of faring well and whether it says that no harm was done."""
    offset, word = words[at]
    follow = words[at + 1][1] if at + 1 < len(words) else ""
    negated = not NOTS.isdisjoint(chain)
    linked = not COPULAS.isdisjoint(chain)
    end = offset + len(word)
    if word in WELL and linked and not negated:
        return at, True
    if word in HARMED and negated and (linked or "been" in chain) and _UNSURE.isdisjoint(chain):
        return at, True
    if negated:
        if word in WOBBLES and "never" in chain and follow not in ("to", "that"):
            return at, True
        return None
    if follow in ("to", "towards", "toward") and word not in STAYS:
        return None  # "is still working to restore it"
    if (
        word in RUNNING
        and linked
        and ("still" in chain or not STAYS.isdisjoint(chain) or _MEANWHILE.match(text, end))
    ):
        return at, False
    if follow == "up" and word in _HOLDS and _holds_others_up(text, words, at + 1):
        return None  # "a glitch held up trains"
    if word in STAYS and follow in LASTING:
        return (at + 1, False) if at + 2 >= len(words) or words[at + 2][1] != "to" else None
    if (
        word in STAYS
        and word != "held"
        and (follow.endswith("ing") or follow in ("to", "as"))
        and before not in PEOPLE
    ):
        beyond = words[at + 2][1] if at + 2 < len(words) else ""
        if (follow.endswith("ing") and follow in _GOING_ON) or beyond in _STILL_RUNS:
            return min(at + 2, len(words) - 1) if follow == "to" else at + 1, False
    if word in GOES_ON and follow == "on" and not linked and before not in PEOPLE:
        beyond = words[at + 2][1] if at + 2 < len(words) else ""
        if (
            not beyond
            or beyond.endswith("ing")
            or text[words[at + 1][0] + 2 :][:1] in ".,;"
            or beyond in ("as", "regardless", "without")
        ):
            return at + 1, False
    if word in FEELS and _feels_nothing(words, at):
        return at + 1, True
    if word in RUNS and before not in PEOPLE and _MEANWHILE.match(text, end):
        return at, False
    if (
        word in THINGS_GO_ON
        and "still" in chain
        and before not in PEOPLE
        and "to" not in chain
        and follow != "on"
    ):
        return at, False
    return None


_HOLDS = make_set("hold holds held holding")
_HOW_IT_HELD = make_set(
    "in well fine under during throughout through for against better as and while when but on at despite all until after too though even so"
)


def _holds_others_up(text: str, words: Sequence[tuple[int, str]], up: int) -> bool:
    """Whether something is held up, as words behind "up" say, and not how long or how well it held."""
    end = words[up][0] + 2
    return text[end : end + 1] == " " and up + 1 < len(words) and words[up + 1][1] not in _HOW_IT_HELD


def _feels_nothing(words: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether "no" or "nothing" stands behind, and then an ill: "had no complaints", "saw nothing odd"."""
    near = [w for _, w in words[at + 1 : at + 6]]
    if not near or near[0] not in ("no", "nothing", "little") or near[1:4] == ["to", "do", "with"]:
        return False
    return near[0] == "nothing" or not ILLS.isdisjoint(near[1:4])
