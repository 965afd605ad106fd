"""A sentence -> how surely it tells why something broke, judged by all of its words together. Pure but for one file read.

Rules know the plain ways of naming a cause; beyond them a cause is told in ways without number ("the box at the landing
station drowned"). So every word, pair of words and sort of word (wordsorts.py) has a weight, fitted on labelled articles
by benchmarks/tellings.py and kept in data/tellings.tsv; the sum is the log odds that the sentence tells a cause.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.claimtypes.wordsorts import SORTS, stem_of
from newsagg.detect.passages import Sentence, words_of
from newsagg.errors import DataFileError
from newsagg.places import data_dir

SURE = 0.65
SURE_BESIDE = 0.8
"""Probability from which a sentence counts as telling a cause, the latter where the article names one in plain words.
The weights come from articles in which one sentence in ten tells a cause; of real news one in sixteen does. On 82 real
articles that the weights know nothing of, these two cost no cause that 0.55 and 0.7 find, and leave out one wrong one in seven."""
AGAINST = 0.0
"""Log odds of a sentence's words below which what only looks like a cause is none."""
IDLE = 0.0
HELPFUL = 0.03
"""Probability from which a deed counts as one against the outage."""
_NO_TELLING = re.compile(
    r"^[\W_]*(?:This|That|These|It) (?:means?|meant|caused|resulted|led)\b|^[\W_]*As a result\b|"
    r"\b(?:suffer|confirm|experienc|acknowledg|report|caus)\w* (?:an?|the|its) (?:\w+ )?outage\b|"
    r"\b(?:has|have|had|was|were|is|are|been) (?:now |since |partially |partly |fully |all |mostly |largely |been )*(?:resolved|restored|fixed|mitigated)\b|\bETA\b|\bjok(?:ed|es|ing)\b|\bapologi[sz]\w+\b|\berror messages?\b|\binvestigating\b|\bwhich is why\b|\bhad to be \w+",
)
"""What followed from a cause, and what only says that something was down."""
_SAYING = (
    r"(?:said|says|say|wrote|writes|explained|explains|confirmed|confirms|added|adds|admitted|admits|believes?|found|reported|reports|"
    r"acknowledged|told|revealed|concluded|suspects?|insists?|reckons?|claims?|claimed|thinks?|states?|stated|posted|conceded)"
)
_SPEAKER_FIRST = re.compile(
    rf"[\W_]*[^,;:\x00]{{2,90}}? {_SAYING}(?: \w+ly)?(?: on \w+day)?(?:: | that | how |,? (?=[\"“'‘])| (?=(?:an?|the|its|their|one|some|two)\b))"
)
_SPEAKER_LAST = re.compile(
    rf",[\"”'’]? (?:[^,;:\x00]{{2,60}} {_SAYING}|{_SAYING} [^;:\x00]{{2,80}}|according to [^;:\x00]{{2,80}}|it {_SAYING})[.\s]*$"
)
_VERB_FIRST = re.compile(rf"{_SAYING}(?: \w+ly)?(?: on \w+day)?(?: that)?[:,]? ")
_EFFECT = re.compile(
    r",? (?:(?:that|which) )?(?:has |had |have )?(?:(?:was|were|is|are) (?:behind|to blame|responsible|the cause)|caused|causing|triggered|led to|leading to|"
    r"resulted in|resulting in) (?:[^.;]*\b(?:outages?|disruptions?|failures?|incidents?|problems?|downtime)\b[^.;]*)$"
)
_LEAST = 20
"""Characters that are left when speaker and effect are cut off; else the whole is kept."""
Sign: TypeAlias = str | tuple[str, str]
_SORTS = MappingProxyType({stem: tuple(name.upper() for name in names) for stem, names in SORTS.items()})
_NONE = (0.0, 0.0)
_LONG = 200
"""Characters of a sentence that counts as long; twice as long counts twice, and no more."""


def read_signs(text: str) -> set[Sign]:
    """Return what is weighed in a sentence: the stems of its words, pairs of stems, and sorts of words in capitals."""
    stems = [_sign_of(word) for _, word in words_of(text)]
    signs: set[Sign] = set(stems)
    for stem in _SORTS.keys() & signs:
        signs.update(_SORTS[stem])
    signs.update(pairwise(stems))
    if '"' in text or "“" in text:
        signs.add("QUOTED")
    return signs


@lru_cache(maxsize=16384)
def _sign_of(word: str) -> str:
    return "#" if word[0].isdigit() else stem_of(word)


def read_bulk(text: str, place: float) -> dict[str, float]:
    """Return what counts by its size: the length of a sentence, and how far down the article it stands, 0 to 1."""
    return {"LENGTH": min(len(text) / _LONG, 2.0), "PLACE": place, "HEADLINE": float(place == 0)}


@lru_cache(maxsize=1)
def load_weights() -> Mapping[Sign, tuple[float, float]]:
    """Return the weights of each sign for causes and for remedies; raises DataFileError naming file and line."""
    path = data_dir() / "tellings.tsv"
    found: dict[Sign, tuple[float, float]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            sign, cause, remedy = line.split("\t")
            first, _, second = sign.partition(" ")
            found[(first, second) if second else first] = float(cause), float(remedy)
        except ValueError as error:
            raise DataFileError(
                "not a sign and two weights, with tabs between",
                subject=f"{path}:{number}",
                hint="make it again with benchmarks/tellings.py",
            ) from error
    return MappingProxyType(found)


@lru_cache(maxsize=256)
def weigh_words(text: str) -> tuple[float, float]:
    """Return how much the words of a sentence speak for a cause, and for a remedy, in log odds; 0 when they say nothing."""
    rows = list(filter(None, map(load_weights().get, read_signs(text))))
    if not rows:
        return _NONE
    causes, remedies = zip(*rows, strict=True)
    return math.fsum(causes), math.fsum(remedies)  # exact: the order of a set differs from run to run


def judge_telling(text: str, place: float) -> tuple[float, float]:
    """Return the probabilities that a sentence tells a cause, and a remedy; ``place`` is 0 for the headline, 1 for the end."""
    weights = load_weights()
    cause, remedy = weigh_words(text)
    for sign, size in (*read_bulk(text, place).items(), ("BIAS", 1.0)):
        if size:
            more, other = weights.get(sign, _NONE)
            cause, remedy = cause + more * size, remedy + other * size
    return 1 / (1 + math.exp(-cause)), 1 / (1 + math.exp(-remedy))


def _judge(reading: Reading, sentence: Sentence) -> tuple[float, float]:
    starts = reading.passages.starts
    return judge_telling(sentence.text, bisect_left(starts, sentence.start) / len(starts))


def may_tell(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence may tell a cause at all, or all of its words speak against it."""
    return reading.article.language != "en" or weigh_words(sentence.text)[0] >= AGAINST


def may_mend(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence that holds a deed does not tell by it what went wrong."""
    cause, remedy = _judge(reading, sentence)
    return cause < SURE and remedy >= HELPFUL


def is_remedy(reading: Reading, sentence: Sentence) -> bool:
    """Whether a deed that a rule found may be one against the outage, by all words of its sentence."""
    if reading.article.language != "en":
        return True
    cause, remedy = _judge(reading, sentence)
    return weigh_words(sentence.text)[1] >= IDLE and not (cause >= SURE_BESIDE and remedy < SURE)


def find_tellings(
    reading: Reading, sentences: Iterable[Sentence], *, known: bool
) -> Iterator[tuple[Sentence, int, int]]:
    """Yield the sentences that tell a cause, with the stretch that tells it; ``known`` says that another is named."""
    for sentence in sentences:
        sure, _ = _judge(reading, sentence)
        if sure >= (SURE_BESIDE if known else SURE) and _NO_TELLING.search(sentence.text) is None:
            yield sentence, *_narrow(reading, sentence)


def _narrow(reading: Reading, sentence: Sentence) -> tuple[int, int]:
    """Return the stretch of a sentence without who says it, and without the outage that came of it."""
    start, end = 0, len(sentence.text.rstrip(" ."))
    for voice in reading.hearing.voices:
        low, high = voice.start - sentence.start, voice.end - sentence.start
        if low >= end:
            break
        if low >= 0 and high <= len(sentence.text) and 2 * (high - low) > end - start:
            start, end = low, min(end, high)
            verb = _VERB_FIRST.match(sentence.masked, start, end)
            start = verb.end() if verb is not None else start
    first = _SPEAKER_FIRST.match(sentence.masked, start, end)
    if first is not None and end - first.end() >= _LEAST:
        start = first.end()
    last = _SPEAKER_LAST.search(sentence.masked, start, end)
    if last is not None and last.start() - start >= _LEAST:
        end = last.start()
    effect = _EFFECT.search(sentence.text, start, end)
    if effect is not None and effect.start() - start >= _LEAST // 3:
        end = effect.start()
    return start, end
