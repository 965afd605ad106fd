"""A stretch of a sentence that names what failed -> the services and parts of services that it names. Pure.

The stretch is read as a list ("search, uploads and the mobile app"). An entry counts when it holds a name of the
lexicon, or when its last word is a part of a service; next to such entries a capitalised name counts, too. What people,
places, times and faults are called never counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newsagg.detect.claimtypes.partwords import (
    ACTION,
    BARE,
    CALLED,
    FAMILIES,
    GENERIC,
    LEAD,
    MEDIA,
    MEDIUM,
    NO_PART,
    PART,
    PLAIN,
    TAIL,
)
from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.lexicon import Mention
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import known_source
from newsagg.detect.wordpatterns import match_folded, search_folded

_SEPARATOR = re.compile(
    r"[\s,;()](?:(?<=\S)(?!\d{3})\s*(?:and\s|or\s|nor\s)?|(?<=\s)(?:\s*[,;()](?!\d{3})\s*(?:and\s|or\s|nor\s)?|"
    r"(?:and(?!\s\d)|or|nor|as well as|along with|plus|&|including|such as|like|und|oder|et|y|e|ou|sowie)\s))"
)
"""Written so that the engine looks for its first characters alone."""
_LONGEST = 6
"""Words of an entry: longer ones are clauses."""
_MOST = 12
"""Entries of a list that are read; the longest list of the gold articles has nine."""


class Part(NamedTuple):
    """A service, or a part of one, where a sentence names it; offsets of the sentence."""

    start: int
    end: int
    words: str
    slug: str = ""
    """Of the lexicon; empty for what has no name of its own."""
    whole: bool = False
    """It is the article's own service as a whole, or too plain a word to say what part of it."""

    used: bool = False
    """Somebody could not do it or use it, so that it is no customer."""

    strange: bool = False
    """A name that the lexicon does not know."""

    @property
    def bare(self) -> bool:
        """Whether it is a part that every service has, such as its app."""
        return BARE.fullmatch(self.words) is not None

    @property
    def name(self) -> str:
        """What it is called in a list of services: "login" for "log into their accounts"."""
        return next((name for pattern, name in CALLED if pattern.fullmatch(self.words)), self.words)

    @property
    def key(self) -> frozenset[str]:
        """The words that two namings of one part share: "mobile banking" and "the bank's mobile banking"."""
        return make_key(self.words)


@lru_cache(maxsize=256)
def make_key(words: str) -> frozenset[str]:
    """Return the telling words of a part, in one form for what has several: logging in, sign-in, logins."""
    lower = words.lower().replace("’", "'")
    for pattern, family in FAMILIES:
        lower = pattern.sub(family, lower)
    found = frozenset(w.rstrip("s") for w in re.findall(r"[\w+.]+", lower)) - PLAIN
    return found or frozenset(lower.split())


def read_parts(reading: Reading, sentence: Sentence, start: int, end: int) -> list[Part]:
    """Return what a stretch names, in reading order."""
    mentions = [
        m
        for m in reading.mentions_in(sentence.start + start, sentence.start + end)
        if _counts(reading, sentence, m)
    ]
    english = reading.article.language.startswith("en")
    found: list[Part] = []
    names: list[tuple[int, int]] = []
    for number, (low, high) in enumerate(_entries(sentence.text, start, end, mentions, sentence.start)):
        if number >= _MOST:
            break
        inside = [m for m in mentions if sentence.start + low <= m.start and m.end <= sentence.start + high]
        if inside:
            found += _read_named(reading, sentence, high, inside, english=english)
        elif english:
            part = _read_plain(sentence.text, low, high)
            if part is not None:
                found.append(part)
            elif _is_name(reading, sentence, low, high):
                names.append((low, high))
    if names and any(not part.whole or part.slug for part in found):
        found += [Part(start=a, end=b, words=sentence.text[a:b], strange=True) for a, b in names]
    return sorted(found, key=lambda part: part.start)


def _counts(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """Whether a name may be what failed: no tracker, no place where users complain, not merely the owner."""
    if not reading.lexicon.can_fail(mention.slug) or known_source(mention.surface) is not None:
        return False
    if _IN_NUMBER.search(reading.text[max(0, mention.start - 2) : mention.start]):
        return False
    if mention.surface.lower() in MEDIA and MEDIUM.search(
        reading.text[max(0, mention.start - 24) : mention.start]
    ):
        return False
    if mention.surface.lower() in MEDIA and _THREAD.match(reading.text, mention.end):
        return False
    main = reading.hearing.cast.main
    if main is not None and mention.slug in reading.lexicon.parent_chain(main.slug):
        return False
    if _LISTED.match(reading.text, mention.end):
        return True
    return not any(
        mention.slug in reading.lexicon.parent_chain(m.slug)
        for m in reading.mentions_in(sentence.start, sentence.end)
    )


_IN_NUMBER = re.compile(r"\d[.,]\Z")
"""Before the last three digits of a number: "19,000 calls" are no calls to 000."""
_LISTED = re.compile(r",? and [A-Z]|, (?:and )?[A-Z][\w ]*(?:,| and)")


_THREAD = re.compile(r" (?:page|thread|post|forum|account|profile|user)s?\b")


def _entries(
    text: str, start: int, end: int, mentions: list[Mention], offset: int
) -> Iterator[tuple[int, int]]:
    """Yield the entries of a list without the words before and behind them."""
    at = start
    cuts = [
        m.span()
        for m in _SEPARATOR.finditer(text, start, end)
        if not any(n.start - offset < m.end() and m.start() < n.end - offset for n in mentions)
    ]
    for low, high in [*cuts, (end, end)]:
        left, right = at, low
        at = high
        while left < right and text[left] in " \t\"“‘'*—–-:":
            left += 1
        while not (done := _match_action(text, left, right)) and (
            lead := match_folded(LEAD, text, left, right)
        ):
            left = lead.end()
            while left < right and text[left] in "\"“‘'":
                left += 1
        if done:
            yield left, done.end()
            left = done.end()
            while lead := match_folded(LEAD, text, left + 1, right):
                left = lead.end() - 1
            left += 1
        tail = search_folded(TAIL, text, left + 1, right)
        while tail is not None and any(n.start - offset <= tail.start() < n.end - offset for n in mentions):
            tail = search_folded(TAIL, text, tail.end(), right)
        if tail is not None:
            rest = next((n.start - offset for n in mentions if tail.end() <= n.start - offset < right), right)
            if rest < right:
                yield rest, right
            right = tail.start()
        while right > left and text[right - 1] in " \t\"”’'*.,:!":
            right -= 1
        if right - left > 1:
            yield left, right


def _read_named(
    reading: Reading, sentence: Sentence, end: int, inside: list[Mention], *, english: bool
) -> Iterator[Part]:
    """Yield the names of an entry; the service itself with a part behind it is that part ("Reddit's mobile app")."""
    text = sentence.text
    for mention in inside:
        low, high = mention.start - sentence.start, mention.end - sentence.start
        whole = _is_main(reading, mention)
        if whole and english and mention is inside[-1]:
            behind = re.match(r"(?:['’]s?)? ?", text[high:end])
            after = high + (behind.end() if behind else 0)
            part = _read_plain(text, after, end) if after < end else None
            if part is not None:
                plain = part.whole
                first = low if plain and after - high <= 3 and part.start == after else part.start
                if not plain or BARE.fullmatch(part.words):
                    yield Part(start=first, end=part.end, words=text[first : part.end])
                    continue
            elif after < end and sentence.paragraph > 0 and _is_name(reading, sentence, after, end):
                yield Part(start=low, end=end, words=text[low:end])  # a product of its own: "Acme Wallet"
                continue
        yield Part(start=low, end=high, words=text[low:high], slug=mention.slug, whole=whole)


def _is_main(reading: Reading, mention: Mention) -> bool:
    main = reading.hearing.cast.main
    if main is not None and mention.surface.lower().startswith(main.name.lower() + " "):
        return (
            BARE.fullmatch(mention.surface[len(main.name) + 1 :]) is not None
        )  # "Acme Phone" is a part of Acme
    return main is not None and (
        mention.slug in (main.slug, reading.lexicon.provider_of(main.slug))
        or mention.surface.lower() == main.name.lower()
    )


def _read_plain(text: str, low: int, high: int) -> Part | None:
    """Return the part that an entry without a known name is: "the company's mobile app", "logging in"."""
    action = _match_action(text, low, high)
    if action is not None:
        return Part(start=low, end=action.end(), words=action[0])
    words = text[low:high]
    if not words or words.startswith("-") or len(words.split()) > _LONGEST or NO_PART.search_piece(words):
        return None
    head = PART.search_piece(words)
    if head is None:
        return None
    return Part(
        start=low,
        end=high,
        words=words,
        whole=GENERIC.fullmatch(words) is not None
        or BARE.fullmatch(words) is not None
        or (words.lower() == "internet" and text[max(0, low - 4) : low].lower() == "the "),
    )


def _match_action(text: str, low: int, high: int) -> re.Match[str] | None:
    """Return what people do at an offset: a gerund, or an infinitive behind "to", "not" or another of the kind."""
    action = ACTION.match(text, low, high)
    if action is None or re.match(r"[\w-]+ing\b|locked", action[0], re.IGNORECASE):
        return action
    return action if _INFINITIVE.search(text[max(0, low - 12) : low]) else None


_INFINITIVE = re.compile(r"(?:\b(?:to|not|cannot|either|even|and|or)|n['’]t|,)\s$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'.+-]*(?: (?:[A-Z][\w’'.+-]*|\d+|of|for|the|II+|IV|V))*\Z")


_NO_NAME = re.compile(
    r"(?:ing|January|February|March|April|May|June|July|August|September|October|November|December|Update|Source|"
    r"CEO|CTO)\b|^(?:The|A|An|In|On|At|It|This|That|Last|Earlier|Today|Some|Many|Most|Both|But|And|So|For|According|"
    r"Users|Customers|DNS|IT)\b"
)


def _is_name(reading: Reading, sentence: Sentence, low: int, high: int) -> bool:
    words = sentence.text[low:high]
    main = reading.hearing.cast.main
    return (
        low > 1
        and _NAME.match(words) is not None
        and _NO_NAME.search(words) is None
        and len(words.split()) <= _LONGEST
        and PLACE.fullmatch(words) is None
        and NO_PART.search_piece(words) is None
        and not (main is not None and main.name.lower() in words.lower())
        and known_source(words) is None
        and not reading.mentions_in(sentence.start + low, sentence.start + high)
    )
