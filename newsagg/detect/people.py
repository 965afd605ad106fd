"""Names of people in a subject -> the Speakers that they are, remembered through one article.

A bare surname is the person introduced in full elsewhere in the article; "she" is who spoke last, else who was named
last. An officer speaks for the vendor's role, but under the own name.
"""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from newsagg.detect.lexicon import Lexicon
from newsagg.detect.officers import HEADS, judge_person
from newsagg.detect.organisations import is_organisation
from newsagg.detect.speakernames import looks_like_person, names_in, slug_of
from newsagg.detect.wordscan import find_literal
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

_REACH = 600
"""Code points back to a person who was named and has not spoken: a paragraph or two."""
_SPOKESPEOPLE = re.compile(
    r"\b(?:spokes(?:person|man|woman)|representative|Sprecher(?:in)?|porte-parole|portavoz|porta-voz)\b"
)


_FIRST_NAME = re.compile(r"[A-Z]\S*\s\Z")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
"""Whom somebody talks of is not who talks: "“It was Jo Doe’s mistake,” she said"."""
_LONGEST_NAME = 120
_OWNER = re.compile(r"(?:^|\s)(?P<firm>[A-ZÀ-Þ][\w.&-]*(?:\s[A-ZÀ-Þ][\w.&-]*){0,3})['’]s?\s$")


def _may_be_surname(text: str, at: int) -> bool:
    """Whether a capital is in the word before: looked at before an expression is made of the surname."""
    before = text[max(0, at - _LONGEST_NAME) : at]
    return before[-1:].isspace() and (len(before.split()) < 2 or _FIRST_NAME.search(before) is not None)


@dataclass(slots=True)
class People:
    """The people of one article."""

    text: str
    lexicon: Lexicon
    main: str = ""
    """Slug of the article's main vendor, empty when it has none."""
    named: dict[str, Speaker] = field(default_factory=dict)
    """By each part of their names."""
    talked: list[tuple[int, Speaker]] = field(default_factory=list)
    """Those who spoke, by the offset of their name."""
    _full: dict[str, str] = field(default_factory=dict)
    """Names in full by surname: what the text says of one does not change."""
    _firms: dict[str, bool] = field(default_factory=dict)

    def note(self, at: int, person: Speaker) -> None:
        """Remember that a person spoke at an offset."""
        insort(self.talked, (at, person), key=lambda pair: pair[0])

    def last_before(self, at: int) -> Speaker | None:
        """Return who "she" is at an offset: who spoke last, else whose full name stands in the lines before."""
        index = bisect_left(self.talked, at, key=lambda pair: pair[0]) - 1
        since = self.talked[index][0] if index >= 0 else 0
        spoke = self.talked[index][1] if index >= 0 else None
        for name in reversed(names_in(_QUOTED.sub(" ", self.text[max(since, at - _REACH) : at]))):
            if looks_like_person(name) and self.lexicon.speaker(name) is None:
                found = self.find(name, [name])
                if found is not None:
                    return found
        return spoke

    def find(self, words: str, names: list[str]) -> Speaker | None:
        """Return the person that the last of a subject's names means; None when it is no person's."""
        if not names:
            return None
        name = names[-1]
        for known in self.named.values():
            if known.name.endswith(f" {name}"):
                return known
        if " " not in name:
            seen = self.named.get(name)
            if seen is not None:
                return seen
            if self.lexicon.speaker(name) is not None:
                return None
            name = self._full_name(name)
        if (
            not looks_like_person(name)
            or self.lexicon.speaker(name) is not None
            or _SPOKESPEOPLE.search(words)
            or self._is_firm(name)
        ):
            return None
        person = Speaker(slug=slug_of(name), name=name, role=self._role(words, name))
        for part in name.split():
            # family names come first in some countries
            self.named.setdefault(part, person)
        return person

    def _is_firm(self, name: str) -> bool:
        known = self._firms.get(name)
        if known is None:
            known = self._firms[name] = is_organisation(self.text, name)
        return known

    def _full_name(self, surname: str) -> str:
        known = self._full.get(surname)
        if known is None:
            known = self._full[surname] = self._find_full_name(surname)
        return known

    def _find_full_name(self, surname: str) -> str:
        if not any(_may_be_surname(self.text, at) for at in find_literal(self.text, surname)):
            return ""
        full = re.search(rf"\b([A-Z][\w’'-]+\s(?:[A-Z][\w.’'-]*\s)?{re.escape(surname)})\b", self.text)
        whole = (names_in(full[1]) or [""])[-1] if full is not None else ""
        return whole if whole.endswith(surname) else ""

    def _role(self, words: str, name: str) -> SpeakerRole:
        vendor = HEADS.get(name)
        own = vendor is not None and self.main and self.lexicon.same_family(vendor, self.main)
        own = own or (bool(self.main) and self._firm_of(words, name) == self.main)
        return judge_person(words, self.text, name, heads_vendor=bool(own))

    def _firm_of(self, words: str, name: str) -> str:
        """Return the slug of the firm whose somebody is called in a subject: "Acme's Jo Doe"; empty when of none."""
        owner = _OWNER.search(words[: max(0, words.find(name))])
        return "" if owner is None else self.lexicon.speaker(owner["firm"]) or slug_of(owner["firm"])

    def introduce(self, words: str, name: str) -> Speaker | None:
        """Return who is called a spokesperson and by name, and by nobody's: "spokeswoman Jo Doe"; None for others."""
        called = _SPOKESPEOPLE.search(words) is not None and words.endswith(name) and looks_like_person(name)
        if not called or self.lexicon.speaker(name) is not None:
            return None
        person = Speaker(slug=slug_of(name), name=name, role=SpeakerRole.VENDOR_OFFICIAL)
        for part in name.split():
            self.named.setdefault(part, person)
        return person
