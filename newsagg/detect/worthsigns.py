"""The claims of an article -> what speaks for and against each being told of this outage, as signs with sizes. Pure.

What a claim says and who says it, the sorts of words in its clause, its place in the article, and the company it
keeps: what of its type is claimed before and after, what else its sentence tells, whose names stand there. worth.py
weighs them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.claimtypes.wordsorts import SORTS, stem_of
from newsagg.detect.passages import Sentence, words_of
from newsagg.model import Claim
from newsagg.vocabulary import ClaimType, Scope

Signs: TypeAlias = dict[str, float]

_SORTED = MappingProxyType({stem: tuple(f"clause {name}" for name in names) for stem, names in SORTS.items()})
_LENGTHS = (30, 60, 100, 160)
"""Code points that part the classes of quotes and of values' words."""
_AGES = (-1.0, 1.0, 4.0, 12.0, 30.0, 72.0, 240.0)
"""Hours between a time and publication that part its classes, as in timeroles.py."""
_WHOLE_DAY = 40_000
_LEAD = 400
"""Code points of the body in which an article names its service, where the headline names none."""


def _turn(lists: dict[str, str]) -> MappingProxyType[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in lists.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), f"cue {name}")
    return MappingProxyType(found)


_CUES = _turn(
    {
        "had": "had",
        "will": "will would could might may can should",
        "if": "if whether unless whenever",
        "past": "last earlier previous previously ago prior before again another similar past since other separate separately also",
        "not": "not no never nor without nobody none t",
        "you": "you your we our us i my",
        "habit": "often usually typically generally always sometimes every each tend tends when",
    }
)
_OPENINGS = _turn(
    {
        "they": "they it he she this that these those",
        "aside": "meanwhile however but while although elsewhere separately still yet and",
    }
)
_MARKS = MappingProxyType({"?": "question", "!": "shout", '"': "quotation", "“": "quotation"})
_PHASES = MappingProxyType(
    dict.fromkeys(("investigating", "identified", "working on a fix", "ongoing", "no statement"), "early")
    | dict.fromkeys(("monitoring", "resolved", "partially restored", "recovering", "mitigated"), "late")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence that holds claims, with the signs that all of them share."""

    index: int
    sentence: Sentence
    signs: Signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A claim with its own signs, and its place."""

    claim: Claim
    place: Place
    signs: Signs


def read_signs(
    reading: Reading, claims: Sequence[Claim], *, asked: Callable[[Claim], bool] | None = None
) -> Iterator[Signed]:
    """Yield each claim, or those that are asked for, with its signs, in the order given; all claims are of this outage."""
    places: dict[int, Place] = {}
    by_type: dict[ClaimType, list[Claim]] = defaultdict(list)
    by_place: dict[int, list[Claim]] = defaultdict(list)
    owners = _find_owners(reading)
    indexes: list[int] = []
    for claim in claims:
        index = max(0, bisect_left(reading.passages.starts, claim.start + 1) - 1)
        indexes.append(index)
        by_type[claim.type].append(claim)
        by_place[index].append(claim)
    for claim, index in zip(claims, indexes, strict=True):
        if asked is not None and not asked(claim):
            continue
        if index not in places:
            places[index] = _read_place(reading, index, owners)
        signs = _read_claim(claim, reading, owners)
        _add_clause(claim, places[index].sentence, signs)
        _add_company(claim, by_type[claim.type], by_place[index], signs)
        yield Signed(claim=claim, place=places[index], signs=signs)


def _find_owners(reading: Reading) -> frozenset[str]:
    """Return the slugs that the headline names, with their owners; those of the first lines when it names none."""
    title = len(reading.article.title)
    for end in (title, title + _LEAD):
        slugs = {m.slug for m in reading.mentions if m.start < end and reading.lexicon.can_fail(m.slug)}
        if slugs:
            return frozenset(slugs.union(*(reading.lexicon.parent_chain(s) for s in slugs)))
    return frozenset()


def _is_own(slug: str, reading: Reading, owners: frozenset[str]) -> bool:
    return slug in owners or not owners.isdisjoint(reading.lexicon.parent_chain(slug))


def _read_place(reading: Reading, index: int, owners: frozenset[str]) -> Place:
    sentences = reading.passages.sentences
    sentence, total = sentences[index], len(sentences)
    words = words_of(sentence.text)
    signs: Signs = {}
    for _, word in words:
        for cue in _CUES.get(word, ()):
            signs[cue] = 1.0
        if len(word) == 4 and word[:2] in ("19", "20") and word.isdigit():
            signs["cue year"] = 1.0
    for cue in _OPENINGS.get(words[0][1], ()) if words else ():
        signs[cue] = 1.0
    for mark, name in _MARKS.items():
        if mark in sentence.text:
            signs[f"cue {name}"] = 1.0
    signs["title" if sentence.paragraph == 0 else f"at {min(index, 6)}"] = 1.0
    signs[f"last {min(total - 1 - index, 3)}"] = 1.0
    signs["place"] = index / total
    signs["article"] = min(total / 20, 3.0)
    signs["length"] = min(len(sentence.text) / 200, 2.0)
    signs["hypothetical"] = float(reading.scopes[sentence.start].hypothetical)
    signs["stamp"] = float(bool(sentence.stamp))
    signs["item"] = float(sentence.text[:1] in "-*•–")
    strange = [reading.scopes[s.start].scope is not Scope.THIS_INCIDENT for s in sentences[: index + 2]]
    signs["background before"] = float(index > 0 and strange[index - 1])
    signs["background after"] = float(index + 1 < total and strange[index + 1])
    signs["backgrounds"] = min(sum(strange[:index]), 4) / 4
    signs[f"times {min(len(reading.times_in(sentence.start, sentence.end)), 3)}"] = 1.0
    names = reading.mentions_in(sentence.start, sentence.end)
    own = [_is_own(m.slug, reading, owners) for m in names if reading.lexicon.can_fail(m.slug)]
    signs["names own"] = float(any(own))
    signs["names strange"] = float(not all(own))
    signs["names only strange"] = float(bool(own) and not any(own))
    signs["opens strange"] = float(bool(own) and not own[0])
    return Place(index=index, sentence=sentence, signs=signs)


def _read_claim(claim: Claim, reading: Reading, owners: frozenset[str]) -> Signs:
    """What the claim says, how firmly, who says it, and of whom."""
    value = claim.value
    signs: Signs = {
        f"stance {claim.stance}": 1.0,
        f"role {claim.speaker.role}": 1.0,
        f"precision {value.precision}": 1.0,
        f"unit {value.unit}": 1.0,
        f"kind {value.count_kind}": 1.0,
        f"trigger {value.trigger}": 1.0,
        f"chain {len(claim.chain)}": 1.0,
        f"quote length {bisect_left(_LENGTHS, len(claim.quote))}": 1.0,
        f"words length {bisect_left(_LENGTHS, len(value.words))}": 1.0,
        "second hand": float(claim.second_hand),
        "excluded": float(value.excluded),
        "said at": float(claim.said_at is not None),
        "quote size": min(len(claim.quote) / 150, 2.0),
        "speaker own": float(_is_own(claim.speaker.slug, reading, owners)),
    }
    for category in value.categories:
        signs[f"category {category}"] = 1.0
    if claim.type is ClaimType.STATUS:
        signs[f"status {value.text.lower()}"] = 1.0
    if value.slug:
        signs["slug known"] = float(value.slug in reading.lexicon)
        signs["slug own"] = float(_is_own(value.slug, reading, owners))
        signs["slug exact"] = float(value.slug in owners)
    published = reading.article.published_at
    if value.time_from is not None and published is not None:
        hours = (published - value.time_from).total_seconds() / 3600
        signs[f"age {bisect_left(_AGES, hours)}"] = 1.0
        if value.time_to is not None:
            signs["whole day"] = float((value.time_to - value.time_from).total_seconds() > _WHOLE_DAY)
    if value.number_from:
        signs[f"number {len(str(int(value.number_from)))}"] = 1.0
    return signs


def _add_clause(claim: Claim, sentence: Sentence, signs: Signs) -> None:
    """The sorts of words in the claim's own clause."""
    start, end = claim.start - sentence.start, claim.end - sentence.start
    for at, sorts in _list_sorts(sentence.text):
        if start <= at < end:
            for sort in sorts:
                signs[sort] = 0.5


@lru_cache(maxsize=64)
def _list_sorts(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the sorts of the words of a sentence that have any, with their offsets; kept for its claims."""
    found = ((at, _SORTED.get(stem_of(word))) for at, word in words_of(text))
    return [(at, sorts) for at, sorts in found if sorts]


def _add_company(claim: Claim, same: Sequence[Claim], beside: Sequence[Claim], signs: Signs) -> None:
    """What else of the type is claimed, before and after, and what else the sentence claims."""
    text = claim.value.text.lower()
    words = _content(text)
    signs["many"] = min(len(same), 8) / 8
    signs["longest"] = float(all(len(c.quote) <= len(claim.quote) for c in same))
    counts = {"before": 0, "after": 0}
    shares = {"before": 0.0, "after": 0.0}
    for other in same:
        if other is claim:
            continue
        side = "before" if (other.start, other.end) < (claim.start, claim.end) else "after"
        counts[side] += 1
        told_by_same = other.speaker.slug == claim.speaker.slug
        longer = len(other.quote) > len(claim.quote)
        if _says_the_same(other, claim, text):
            signs[f"same {side}"] = 1.0
            if told_by_same:
                signs[f"same by same {side}"] = 1.0
            if longer:
                signs[f"same but longer {side}"] = 1.0
        if told_by_same:
            signs[f"speaker {side}"] = 1.0
        if other.speaker.role != claim.speaker.role:
            signs[f"other role {side}"] = 1.0
        if other.stance != claim.stance:
            signs[f"other stance {side}"] = 1.0
        if longer:
            signs[f"longer {side}"] = 1.0
        if claim.type is ClaimType.STATUS:
            signs[f"{_PHASES.get(other.value.text.lower(), 'other')} {side}"] = 1.0
        if words:
            shares[side] = max(shares[side], len(words & _content(other.value.text.lower())) / len(words))
    for side, count in counts.items():
        signs[f"{side} {min(count, 3)}"] = 1.0
        signs[f"shared {side}"] = shares[side]
    twins = 0
    for other in beside:
        if other is not claim:
            signs[f"with {other.type}"] = 1.0
            if other.type is claim.type:
                twins += 1
                if other.start < claim.end and claim.start < other.end:
                    signs["overlaps"] = 1.0
    signs[f"twins {min(twins, 3)}"] = 1.0
    signs["alone"] = float(len(beside) == 1)


def _says_the_same(other: Claim, claim: Claim, text: str) -> bool:
    if claim.value.slug:
        return other.value.slug == claim.value.slug
    if claim.value.time_from is not None:
        return other.value.time_from == claim.value.time_from
    return other.value.text.lower() == text


@lru_cache(maxsize=512)
def _content(text: str) -> frozenset[str]:
    return frozenset(stem_of(word) for _, word in words_of(text) if len(word) > 2)
