"""Text + the places where names may stand -> which of them are mentions, and how sure. Pure.

A clear name (WhatsApp) is a mention wherever it stands. A weak one (Square, Teams, X) is a word or somebody else's name
as well, and is a mention only when something near says so: an outage phrase right after it ("Square outage"), its kind
before it ("the messaging app Signal"), its owner ("Meta's Threads"), a list with other names, one of its context words,
or another sure mention of it in the same text.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from newsagg.detect.entries import Entry, Sort
from newsagg.detect.names import TOKEN, Hit

WINDOW = 300
"""Characters of the same paragraph, on either side, in which a context word counts. Chosen by reading a sample of feed
entries: nearly all titles with summaries are shorter, and beyond it the words belonged to other companies."""

_MOST_WEAK = 2_000
"""Weak names that are weighed in one text; a long read holds some fifty, and hostile pages hundreds of thousands."""

_TITLE_SHARE = 0.7
"""A line whose longer words are capitalised to this share is in title case, where capitals prove nothing."""

_FAILS = re.compile(
    r"(?:['’]s?)?[ -]+(?:(?:has|have|is|was|are|were|went|goes|going|go|been|be|still|currently|briefly|fully|"
    r"suffers|suffered|suffering|experiencing|experiences|hit by|reports|remains)\s+){0,3}(?:a |an |the )?"
    r"(?P<what>(?:[\w'’-]+ ){0,2}?(?:outages?|downtime)|offline|(?:back )?online(?: again)?|apps?|users?|customers|"
    r"servers?|log-?ins?|website|web site|crash(?:es|ed)?|glitch(?:es)?|not working|unavailable|disruptions?|"
    r"status page|services?|accounts?|network|"
    r"down(?!\s+(?:by\s+)?[\d$€£%]|\s+(?:to|the|tools|on|under)\b|-))\b",
    re.IGNORECASE,
)
"""What stands right after the name of something that fails, or of something that has users."""

_FAILURE = re.compile(r"\b(?:outages?|down|offline|downtime|disruptions?)\b", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\n")
_KIND_BEFORE = re.compile(
    r"\b(?:apps?|platforms?|site|website|networks?|service|services|company|firm|giant|start-?up|bank|lender|exchange|carrier|"
    r"operators?|provider|retailer|airlines?|game|chatbot|assistant|maker|tool|messenger|streamer|supermarket|processor|"
    r"automaker|carmaker|chain|vendor|software|marketplace|telco)\s+\Z",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:post(?:s|ed|ing)?|wrote|writing|said|says|message|account|update|updates|statement|thread|shared|complain\w*|"
    r"announc\w*|took|taking|users|trending|video)\b[^.\n]{0,40}\b(?:on|to|via|over)\s+\Z",
    re.IGNORECASE,
)
_LIST_GAP = 12
_OWNED = re.compile(r"(?:['’]s|-owned|-backed|['’])\s+(?:\w+\s+){0,2}\Z")
_LISTED = re.compile(r"\s*(?:,|/|,? and|,? or|,? &|,? und|,? et|,? y)\s+\Z|/\Z")
_FORMERLY = re.compile(r"\s*[,(–—-]?\s*(?:(?:the |a )?\w* ?(?:formerly|previously)|ex-)\s*(?:known as\s+)?\Z")
_LOCALLY_PLURAL = re.compile(r"\s+(?:are|were|have|go|of|from|who|that|at|in)\b")
_COUNTED = {
    "a",
    "an",
    "every",
    "each",
    "these",
    "those",
    "many",
    "most",
    "some",
    "all",
    "both",
    "two",
    "no",
    "any",
}
_NUMERALS = {"three", "one", "next", "free"}
_COUNTABLE = {
    "app", "apps", "users", "user", "customers", "servers", "services", "service", "accounts", "outages", "crashes",
}  # fmt: skip
_NUMERAL_FOLLOWED = {
    "is", "was", "has", "had", "said", "says", "and", "or", "also", "which", "network", "outage", "down",
    "users", "customers", "app", "confirmed", "told", "apologised", "will",
}  # fmt: skip
_ORDINARY_BEFORE = {
    "is", "are", "was", "when", "why", "how", "after", "the", "and", "has", "did", "as", "while", "if", "but", "in",
    "on", "at", "with", "for", "from", "what", "can", "does", "will", "our", "your", "my", "this", "that", "update",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "of", "to", "by", "or", "using",
    "new",
}  # fmt: skip
_ORDINARY_AFTER = _ORDINARY_BEFORE | {
    "ceo", "cto", "inc", "corp", "plc", "president", "chief", "outage", "outages", "down", "status", "support",
    "engineering", "app", "api", "users", "services", "service", "customers", "says", "said", "reports", "i",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A provider or service named in a text: ``text[start:end] == surface``."""

    start: int
    end: int
    slug: str
    surface: str
    certain: bool = True
    """False for a word that may be a name and found no support; ``Lexicon.find`` gives these only when asked."""
    component: str | None = None
    """The part that was named: "us-east-1" of Amazon Web Services."""


@dataclass(frozen=True, slots=True)
class Context:
    """The context words of an entry, ready to be looked for."""

    words: frozenset[str]
    phrases: tuple[str, ...]


def stem(word: str) -> str:
    """Return the word in lower case without a plural s."""
    word = word.lower()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def prepare_context(entry: Entry) -> Context:
    """Return the entry's context words, stems apart from phrases."""
    single = frozenset(stem(word) for word in entry.context if word.isalnum())
    return Context(single, tuple(word.lower() for word in entry.context if not word.isalnum()))


def _line_shape(line: str) -> str:
    """Return how a line is set: upper, title or sentence."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    if line.isupper():
        return "upper"
    return (
        "title"
        if len(words) >= 3 and sum(w[0].isupper() for w in words) >= _TITLE_SHARE * len(words)
        else "sentence"
    )


class _Reading:
    """One text being decided: its hits, and what is near each."""

    def __init__(
        self,
        text: str,
        hits: Sequence[Hit],
        families: Mapping[str, str],
        contexts: Mapping[str, Context],
        kinds: Mapping[str, str],
    ) -> None:
        self.text, self.hits, self.families, self.contexts, self.kinds = text, hits, families, contexts, kinds
        self.breaks = [match.start() for match in _LINE_BREAK.finditer(text)]
        clear = [hit for hit in hits if hit.name.sort in (Sort.CLEAR, Sort.DOMAIN)]
        self.sure_families = {families[hit.name.slug] for hit in clear}
        self.sure = {hit.name.slug for hit in clear}

    def _line(self, hit: Hit) -> tuple[int, int]:
        at = bisect_left(self.breaks, hit.start)
        start = self.breaks[at - 1] + 1 if at else 0
        return start, self.breaks[at] if at < len(self.breaks) else len(self.text)

    def _neighbour(self, index: int) -> Hit | None:
        return self.hits[index] if 0 <= index < len(self.hits) else None

    def _kin(self, one: Hit, other: Hit | None) -> bool:
        return (
            other is not None
            and other.name.sort is not Sort.DECOY
            and self.families[one.name.slug] == self.families[other.name.slug]
        )

    def is_ruled_out(self, index: int, shape: str) -> bool:
        """Return whether what stands right beside the weak name makes it a word or part of another name."""
        hit, text = self.hits[index], self.text
        after = text[hit.end : hit.end + 30]
        if text[hit.start - 1 : hit.start] == "-" or (
            after[:1] == "-" and after[1:2].islower() and "own" not in after
        ):
            return True
        if hit.surface.isupper() and hit.surface != hit.name.text and shape != "upper":
            return True
        before_word = re.search(r"([\w'’.&]+)[  ]\Z", text[max(0, hit.start - 30) : hit.start])
        after_word = re.match(r"[  ]([\w'’&]+)", after)
        low = hit.surface.lower()
        if low in _NUMERALS and after_word and after_word[1].lower() not in _NUMERAL_FOLLOWED:
            return True
        if low.endswith("s") and not hit.surface.isupper() and _LOCALLY_PLURAL.match(after):
            return True
        if _FAILS.match(text, hit.end):
            return False
        previous, following = self._neighbour(index - 1), self._neighbour(index + 1)
        if before_word and before_word[1].lower() in _COUNTED:
            return True
        if shape == "sentence":
            owner_before = (
                previous is not None and previous.end >= hit.start - 3 and previous.name.sort <= Sort.CLEAR
            )
            if before_word and before_word[1][0].isupper() and not owner_before:
                ordinary = before_word[1].lower().rstrip(".") in _ORDINARY_BEFORE
                possessive = before_word[1].endswith(("'s", "’s"))
                if not ordinary and not possessive:
                    return True
            name_after = following is not None and following.start <= hit.end + 3
            if after_word and after_word[1][0].isupper() and not name_after:
                return after_word[1].lower() not in _ORDINARY_AFTER
        elif len(hit.surface) == 1 and before_word and before_word[1].lower() not in _ORDINARY_BEFORE:
            return not before_word[1].endswith(("'s", "’s"))
        return False

    def is_supported(self, index: int, shape: str) -> bool:
        """Return whether something near says that the weak name is the company or service."""
        hit, text = self.hits[index], self.text
        before = text[max(0, hit.start - 90) : hit.start]
        frame = _FAILS.match(text, hit.end)
        numeral = hit.surface.lower() in _NUMERALS
        if frame and not (numeral and frame["what"].lower() in _COUNTABLE):
            return True
        if _KIND_BEFORE.search(before):
            return True
        start, end = self._line(hit)
        if hit.start == start and text[hit.end : hit.end + 2] == ": " and _FAILURE.search(text, hit.end, end):
            return True
        if self.kinds[hit.name.slug] in {"social", "messaging"} and _POSTED.search(before):
            return True
        previous, following = self._neighbour(index - 1), self._neighbour(index + 1)
        if previous is not None and previous.name.sort is not Sort.DECOY:
            between = text[previous.end : hit.start]
            if self._kin(hit, previous) and (_OWNED.match(between) or between == " "):
                return True
            if len(between) < _LIST_GAP and _LISTED.match(between) and self._may_list(hit, previous, shape):
                return True
        if following is not None and following.name.sort is not Sort.DECOY:
            between = text[hit.end : following.start]
            if len(between) < 40 and following.name.slug == hit.name.slug and _FORMERLY.match(between):
                return True
            if len(between) < _LIST_GAP and _LISTED.match(between) and self._may_list(hit, following, shape):
                return True
        return self._has_context(hit)

    def _may_list(self, hit: Hit, other: Hit, shape: str) -> bool:
        if other.name.sort in (Sort.CLEAR, Sort.DOMAIN) or other.name.slug in self.sure:
            return True
        return shape == "sentence" and not self._starts(hit)

    def _starts(self, hit: Hit) -> bool:
        before = self.text[max(0, hit.start - 3) : hit.start].rstrip(" \"'“‘(")
        return not before or before[-1] in ".!?:;\n—–"

    def _has_context(self, hit: Hit) -> bool:
        start, end = self._line(hit)
        context = self.contexts[hit.name.slug]
        before = self.text[max(start, hit.start - WINDOW) : hit.start]
        near = f"{before} | {self.text[hit.end : min(end, hit.end + WINDOW)]}"
        if any(stem(token.group()) in context.words for token in TOKEN.finditer(near)):
            return True
        lower = near.lower()
        return any(phrase in lower for phrase in context.phrases)

    def _lists_components(self, index: int) -> bool:
        """Return whether the component stands in a list with another of its family: "Incident with S3 and Lambda"."""
        for first, second in ((index - 1, index), (index, index + 1)):
            one, other = self._neighbour(first), self._neighbour(second)
            if one and other and one.name.sort is other.name.sort is Sort.COMPONENT and self._kin(one, other):
                between = self.text[one.end : other.start]
                if len(between) < _LIST_GAP and _LISTED.match(between) and one.name.text != other.name.text:
                    return True
        return False

    def _shapes(self) -> dict[int, str]:
        """Return how the line of each weak name is set, names apart: "Zoom, Slack and Teams fail" is no title case."""
        shapes: dict[int, str] = {}
        for (start, end), group in groupby(enumerate(self.hits), key=lambda pair: self._line(pair[1])):
            on_line = list(group)
            weak = [index for index, hit in on_line if hit.name.sort is Sort.WEAK]
            if not weak:
                continue
            line = self.text[start:end]
            if not line.isupper():
                letters = list(line)
                for _, hit in on_line:
                    letters[hit.start - start : hit.end - start] = " " * (hit.end - hit.start)
                line = "".join(letters)
            shapes.update(dict.fromkeys(weak, _line_shape(line)))
        return shapes

    def _judge_weak(self) -> dict[int, bool]:
        """Return the weak names that are not ruled out, and whether each found support."""
        shapes = self._shapes()
        first = islice(shapes.items(), _MOST_WEAK)
        open_ones = {i: False for i, shape in first if not self.is_ruled_out(i, shape)}
        # What the first round makes sure supports its neighbours and its family in the second.
        for _ in range(2):
            for index, good in open_ones.items():
                if good:
                    continue
                hit, shape = self.hits[index], shapes[index]
                kin = self.families[hit.name.slug] in self.sure_families and shape == "sentence"
                if self.is_supported(index, shape) or (kin and not self._starts(hit)):
                    open_ones[index] = True
                    self.sure.add(hit.name.slug)
                    self.sure_families.add(self.families[hit.name.slug])
        return open_ones

    def decide(self) -> list[Mention]:
        """Return the mentions; a weak name that is sure once is sure wherever it is not ruled out."""
        possible = self._judge_weak()
        found: list[Mention] = []
        for index, hit in enumerate(self.hits):
            name = hit.name
            if name.sort is Sort.WEAK:
                certain = index in possible and (possible[index] or name.slug in self.sure)
                found.append(Mention(hit.start, hit.end, name.slug, hit.surface, certain))
            elif name.sort is Sort.COMPONENT:
                own = [one for one in hit.names if self.families[one.slug] in self.sure_families]
                chosen = own[0] if own else name
                region = len(hit.names) == 1 and "-" in name.text and any(map(str.isdigit, name.text))
                certain = bool(own) or region or self._lists_components(index)
                found.append(
                    Mention(hit.start, hit.end, chosen.slug, hit.surface, certain, component=chosen.text)
                )
            elif name.sort is not Sort.DECOY:
                found.append(Mention(hit.start, hit.end, name.slug, hit.surface))
        return found


def decide_mentions(
    text: str,
    hits: Sequence[Hit],
    *,
    families: Mapping[str, str],
    contexts: Mapping[str, Context],
    kinds: Mapping[str, str],
) -> list[Mention]:
    """Return the mentions among the places where names stand, in reading order, with doubtful ones marked.

    ``families`` gives the topmost owner of each slug, ``contexts`` the context words, ``kinds`` the kind.
    """
    return _Reading(text, hits, families, contexts, kinds).decide() if hits else []
