"""A time in a sentence -> how likely it is the outage's start or its end, whatever the words. Pure.

The rules of timing.py know many ways to say that something began or ended; this knows the company that such times
keep: the words beside them, their order in the story, how long before publication they lie. A multinomial logistic
regression whose weights stand in ``data/roles/times.tsv``; timetraining.py makes them from our own marked articles.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.claimtypes.recovering import find_recoveries
from newsagg.detect.passages import Sentence
from newsagg.detect.timementions import TimeMention
from newsagg.errors import DataFileError
from newsagg.places import data_dir

Features = dict[str, float]

ROLES = ("start", "end", "none")
_REACH = 140
"""Code points beside a time that are read."""
_NEAREST = 6
"""Words on each side that count by their place."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[%$€£?!:;\"“”]")
_BREAK = re.compile(r"[;:–—]|,? (?:and|but|while|when|before|after|which|who|where) |, ")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ions", "ion", "es", "s", "ly")
_SHORTEST_STEM = 4
_CAPITAL_AFTER = ' "“('
_SHAPES = frozenset({"TIME", "NAME", "NUM", "CAP"})
_AGES = (-1.0, 1.0, 4.0, 12.0, 30.0, 72.0, 240.0)
"""Hours between a time and publication that part its classes: chosen, not calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is the same for all times of an article."""

    order: tuple[datetime, ...]
    """The moments that it names, each once."""
    clocks: tuple[int, ...]
    """Where its clock times stand."""


def judge_times(
    reading: Reading, sentence: Sentence, times: Sequence[TimeMention], story: Story | None = None
) -> list[Mapping[str, float]]:
    """Return for each time of a sentence the probability of each of ``ROLES``; ``story`` spares reading it again."""
    if not times:
        return []
    tokens = _read_tokens(reading, sentence)
    story = story or read_story(reading.times)
    shared = _weigh(_read_shared(reading, sentence, tokens), _own_weights()[""])
    return [
        _share_out(_weigh(_read_own(reading, sentence, times, place, tokens, story), shared))
        for place in range(len(times))
    ]


def read_features(reading: Reading, sentence: Sentence, times: Sequence[TimeMention]) -> Iterator[Features]:
    """Yield the features of each time of a sentence."""
    tokens = _read_tokens(reading, sentence)
    shared = _read_shared(reading, sentence, tokens)
    story = read_story(reading.times)
    for place in range(len(times)):
        yield shared | _read_own(reading, sentence, times, place, tokens, story)


def _read_own(
    reading: Reading,
    sentence: Sentence,
    times: Sequence[TimeMention],
    place: int,
    tokens: Sequence[tuple[int, str]],
    story: Story,
) -> Features:
    """Return the features of a time that the others of its sentence do not share."""
    features = _read_sides(sentence, times[place], tokens)
    features |= _read_time(reading, times[place], story)
    features[f"others={min(len(times) - 1, 3)}"] = 1.0
    features[f"place={min(place, 3)}"] = 1.0
    return features


def read_story(times: Sequence[TimeMention]) -> Story:
    """Return what all times of an article share."""
    clocks = [t for t in times if t.has_clock and t.time_from is not None]
    return Story(
        order=tuple(sorted({t.time_from for t in clocks if t.time_from is not None})),
        clocks=tuple(t.start for t in clocks),
    )


def _read_tokens(reading: Reading, sentence: Sentence) -> list[tuple[int, str]]:
    """Return the words of a sentence with their offsets in the text: stems; names, times and figures as shapes."""
    start, end = sentence.start, sentence.end
    spans = [(t.start, t.end, "TIME") for t in reading.times if t.start < end and t.end > start]
    last = bisect_left(reading.mention_starts, end)
    first = max(0, bisect_left(reading.mention_starts, start) - 1)  # names do not overlap
    spans += [(m.start, m.end, "NAME") for m in reading.mentions[first:last] if m.end > start]
    found: list[tuple[int, str]] = []
    for match in _WORD.finditer(reading.text, start, end):
        at, word = match.start(), match[0]
        shape = ""
        for low, high, name in spans:
            if low <= at < high:
                shape = name
                break
        if not shape and word[0].isdigit():
            shape = "NUM"
        elif not shape and word[0].isupper() and at > start and reading.text[at - 1] in _CAPITAL_AFTER:
            shape = "CAP"
        token = shape or _stem(word.lower())
        if token in _SHAPES and found and found[-1][1] == token:
            continue
        found.append((at, token))
    return found


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _read_shared(reading: Reading, sentence: Sentence, tokens: Sequence[tuple[int, str]]) -> Features:
    language = reading.article.language
    features = {f"s={token}": 0.4 for _, token in tokens}
    features[f"scope={reading.scopes[sentence.start].scope}"] = 1.0
    features[f"para={min(sentence.paragraph, 5)}"] = 1.0
    features["stamp"] = float(bool(sentence.stamp))
    features["fails"] = float(bool(find_failures(sentence.text, language)))
    features["recovers"] = float(bool(find_recoveries(sentence.text, language)))
    return features


def _read_sides(sentence: Sentence, time: TimeMention, tokens: Sequence[tuple[int, str]]) -> Features:
    low, high = time.start - sentence.start, time.end - sentence.start
    text = sentence.text
    left = [t for at, t in tokens if time.start - _REACH <= at < time.start][::-1]
    right = [t for at, t in tokens if time.end <= at < time.end + _REACH]
    features: Features = {}
    for name, words in (("l", left), ("r", right)):
        for place, word in enumerate(words[:_NEAREST]):
            features[f"{name}{place}={word}"] = 1.0 if place < 2 else 0.5
            features[f"{name}={word}"] = 1.0
        for first, second in ((0, 1), (1, 2)):
            if len(words) > second:
                features[f"{name}{first}{second}={words[first]}_{words[second]}"] = 1.0 if not first else 0.7
    broken = [m.end() for m in _BREAK.finditer(text, max(0, low - _REACH), low)]
    begins = sentence.start + (broken[-1] if broken else max(0, low - _REACH))
    stop = _BREAK.search(text, high, high + _REACH)
    ends = sentence.start + (stop.start() if stop else min(len(text), high + _REACH))
    for at, token in tokens:
        if begins <= at < time.start:
            features[f"cl={token}"] = 1.0
        elif time.end <= at < ends:
            features[f"cr={token}"] = 1.0
    return features


def _read_time(reading: Reading, time: TimeMention, story: Story) -> Features:
    features: Features = {f"in={_stem(word)}": 0.5 for word in re.findall(r"[^\W\d_]+", time.words.lower())}
    features[f"precision={time.precision}"] = 1.0
    features[f"part={time.part}"] = 1.0
    features[f"voice={reading.hearing.voice_at(time.start, time.end).speaker.role}"] = 1.0
    features |= {"clock": float(time.has_clock), "dated": float(time.has_date), "span": float(time.is_span)}
    if time.has_clock and time.time_from in story.order:
        rank = story.order.index(time.time_from)
        features |= {
            "earliest": float(rank == 0),
            "latest": float(rank == len(story.order) - 1),
            "only": float(len(story.order) == 1),
            f"rank={min(rank, 3)}": 1.0,
        }
    features[f"nth={min(sum(at < time.start for at in story.clocks), 4)}"] = 1.0
    published = reading.article.published_at
    if published is not None and time.time_from is not None:
        hours = (published - time.time_from).total_seconds() / 3600
        features[f"age={sum(hours >= edge for edge in _AGES)}"] = 1.0
    return features


def _weigh(features: Features, so_far: Sequence[float]) -> tuple[float, float, float]:
    """Return the log-odds of each role after some features more."""
    weights = _own_weights()
    start, end, none = so_far
    for name, value in features.items():
        row = weights.get(name)
        if row is not None and value:
            start += row[0] * value
            end += row[1] * value
            none += row[2] * value
    return start, end, none


def _share_out(totals: Sequence[float]) -> Mapping[str, float]:
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return {role: power / whole for role, power in zip(ROLES, powers, strict=True)}


@lru_cache(maxsize=1)
def _own_weights() -> Mapping[str, tuple[float, ...]]:
    return load_weights(data_dir() / "roles" / "times.tsv")


@lru_cache(maxsize=4)
def load_weights(path: Path) -> Mapping[str, tuple[float, ...]]:
    """Return the weights of each feature for each of ``ROLES``; the empty name is the intercept.

    Raises DataFileError naming the file and line.
    """
    weights: dict[str, tuple[float, ...]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"cannot be read: {error}", subject=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        name, *given = line.split("\t")
        try:
            weights[name] = tuple(float(weight) for weight in given)
        except ValueError as error:
            raise DataFileError(f"line {number} is no row of weights", subject=str(path)) from error
        if len(given) != len(ROLES):
            raise DataFileError(
                f"line {number} has {len(given)} weights, not {len(ROLES)}", subject=str(path)
            )
    if "" not in weights:
        raise DataFileError("has no intercept", subject=str(path))
    return weights
