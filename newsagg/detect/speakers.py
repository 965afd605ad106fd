"""The words of a reporting frame's subject -> the Speaker that they mean. Pure.

A ``Cast`` walks through one article in reading order and remembers who was named: "the company" and "it" are the
organisation last named in the passage, "she" the last person, a bare surname the person introduced in full before.
A spokesperson, status page or post speaks as the organisation; officers and other people speak under their names.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from newsagg.detect import commonnouns, heardbefore
from newsagg.detect.crowds import (
    is_part_of_crowd,
    read_body,
    read_crowd,
    read_generic,
    read_users,
    speaks_for_body,
)
from newsagg.detect.gazetteer import are_places
from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.officers import ends_in_officer
from newsagg.detect.passages import Passages
from newsagg.detect.people import People
from newsagg.detect.pronouns import resolve_pronoun
from newsagg.detect.speakernames import (
    AGENCY,
    BODY_OF,
    CHART,
    DEFINITE,
    DOCUMENT,
    FORUM_POST,
    INDEFINITE,
    NEWSROOM,
    NOT_SPEAKING,
    OFFICER,
    ORG_NOUN,
    PRONOUN,
    SITE_NOUN,
    SPOKESPEOPLE,
    STATUS_PAGE,
    TEXT_BY,
    TRACKER_NOUN,
    VOICE_OF_ORG,
    looks_like_person,
    slug_of,
)
from newsagg.detect.subjectnames import cut_shown, is_stranger, name_given, names_at, spell_out
from newsagg.detect.vendors import MEDIA, Vendors
from newsagg.detect.wordscan import holds_literal
from newsagg.model import Article, Speaker
from newsagg.vocabulary import SpeakerRole

_DOCUMENT_REACH, _TRACKER_REACH, _PRONOUN_REACH, _VOICED_REACH = 600, 1500, 350, 1200
"""Code points back to who "the post", "the tracker", "he" and "the spokesman" mean."""
_PRONOUNS = ("it", "they", "he", "she")
_ENDS_IN_PRONOUN = re.compile(
    r"^(?!how|what|where|why|said)[\w’', -]{2,60}\s(it|they|he|she)$", re.IGNORECASE
)
_OFFICIAL, _OTHER = SpeakerRole.VENDOR_OFFICIAL, SpeakerRole.OTHER_VENDOR
_HANDLE = re.compile(r"@\w+|\bu/\w+")
_PLACE = itemgetter(0)
_NOTICE = re.compile(
    r"(?:notice|alert|advisory|bulletin|statement|notification|announcement|memo|letter|filing|mortem)s?$",
    re.IGNORECASE,
)
"""Texts that users and trackers do not write."""
_NO_WRITERS = (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER, SpeakerRole.TRACKER)
_BRACKETS = re.compile(r"\s?\([^()]*\)$")
_TRADE_THEN_NAME = re.compile(
    r"['’]s?\s(?:(?!(?:on|in|at|for|of|from|via|by|to|with)\s)[a-z][\w-]*\s){1,3}[A-ZÀ-Þ][\w&.’-]*$"
)
_PARTED = re.compile(r"[ .]")
_CLEFT = re.compile(r"^[Ii]t (?:is|was) (?=[A-ZÀ-Þ])")
_NOBODY = re.compile(r"(?:we|i|us)$|(?:no|nobody|none|nothing)\b", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?\s")
_OF_THE = re.compile(r"\s(?:of|from|at|with)\s")


@dataclass(slots=True)
class Cast:
    """Who has been named so far in one article."""

    article: Article
    passages: Passages
    lexicon: Lexicon
    mentions: Sequence[Mention]
    publisher: Speaker
    vendors: Vendors
    people: People
    main: Speaker | None = None
    heard: list[tuple[int, Speaker]] = field(default_factory=list)
    """Organisations and trackers that spoke, by the offset of their name."""
    everyone: list[tuple[int, Speaker]] = field(default_factory=list)
    """All who were heard, people and users, too."""
    voiced: list[tuple[int, Speaker]] = field(default_factory=list)
    """Those for whom a spokesperson spoke, by the offset of its name."""
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    """Organisations that the lexicon does not know, where they spoke."""

    def resolve(self, words: str, at: int) -> Speaker | None:
        """Return who is meant by a subject that stands at an offset of the text; None for what cannot speak."""
        words = words.strip().strip("*_")
        if "by" in words or "from" in words:
            words = TEXT_BY.sub("", words)
        words = cut_shown(words).strip()
        if words.endswith(")"):
            words = _BRACKETS.sub("", words)  # "Acme Inc (ACME.O)"
        words = _CLEFT.sub("", words)
        if not words or len(words) > 160 or _NOBODY.match(words):
            return None
        if words.lower().endswith(_PRONOUNS) and (ending := _ENDS_IN_PRONOUN.search(words)) is not None:
            # "Twenty minutes later it": an adverbial stands before the subject
            words, at = ending[1], at + ending.start(1)
        if PRONOUN.match(words):
            return resolve_pronoun(self, words.lower(), at)
        if NEWSROOM.match(words):
            return heardbefore.find_newsroom(self.heard, self.passages.text, at, self.vendors)
        meant = commonnouns.read_noun(words, self.passages.text, at, self.main, self.lexicon)
        if meant is not None or commonnouns.is_best_known(words):
            return meant or self.company_at(at)
        names = names_at(words, at, self.mentions, self.lexicon, self.people)
        if (
            len(names) > 1
            and looks_like_person(names[0])
            and (of := _OF_THE.search(words))
            and words[: of.start()].endswith(names[0])
        ):
            names = names[:1]  # "Jo Doe of the French space agency"
        generic = self._thing(words, at) if not names else None
        if generic is not None or NOT_SPEAKING.match(words):
            return generic
        if names and ends_in_officer(words) and (person := self.people.find(words, names)) is not None:
            self.people.note(at, person)
            return person
        known = heardbefore.find_known(words, self.passages.text)
        if known is not None and known.role is SpeakerRole.OUTLET and self.vendors.is_publisher(known.name):
            return self.publisher
        body = read_body(words)
        if body is not None and body.name not in self.article.title:
            return body
        places = [name for name in names if are_places(name) and self.lexicon.speaker(name) is None]
        if names and BODY_OF.search(words) and names == places:
            return Speaker(slug=slug_of(words), name=words, role=SpeakerRole.REGULATOR)
        if names and len(places) == len(names) and not ORG_NOUN.search(words):
            return self._of_a_crowd(words, [], at)
        if STATUS_PAGE.search(words):
            return self.speak_for(names, at, SpeakerRole.STATUS_PAGE)
        if known is not None:
            return known
        if FORUM_POST.search(words) and not (self.main and self.main.name in words):
            return read_users(words if words.endswith("user") else "users", [])
        crowd = self._of_a_crowd(words, names, at)
        if crowd is not None:
            return crowd
        person = self.people.find(words, names)
        if person is not None:
            self.people.note(at, person)
            return person
        if names and TRACKER_NOUN.search(words) and words.endswith(names[-1]):
            return Speaker(slug=slug_of(names[-1]), name=names[-1], role=SpeakerRole.TRACKER)
        if (
            not names
            and DEFINITE.match(words)
            and not INDEFINITE.match(words)
            and OFFICER.search_piece(words)
        ):
            return self.company_at(at)  # "its chief", "the airline's chief executive"
        if not names and speaks_for_body(words):
            return read_generic(words)  # "a railway ministry official"
        if len(names) > 1 and _TRADE_THEN_NAME.search(words) and words.endswith(names[-1]):
            return self._organisation(names[-1])  # "the teachers' union NAHT"
        if not names and (owner := commonnouns.read_owner(words, ORG_NOUN)) is not None:
            return owner  # "the sheriff's offices", where no firm is meant
        if len(names) == 1 and (spokes := self.people.introduce(words, names[0])) is not None:
            self.people.note(at, spokes)
            return spokes
        if VOICE_OF_ORG.search(words) or _OWNS.search(words):
            return self.speak_for(names, at, _OFFICIAL) if names or DEFINITE.match(words) else None
        stranger = not names and is_stranger(words) and self.article.language.startswith("en")
        if stranger and (name := name_given(self.passages.text, at + len(words))):
            person = None if ORG_NOUN.search(f"the {words.split()[-1]}") else self.people.find(words, [name])
            return person or self._organisation(name)
        if not stranger and ORG_NOUN.search(words) and not any(map(self.lexicon.speaker, names)):
            return self._firm_meant(words, at)  # "the Redmond firm"
        if names:
            return self._organisation(names[-1])
        if stranger:
            return None
        if not INDEFINITE.match(words) and (ORG_NOUN.search(words) or ORG_NOUN.search(f"the {words}")):
            return self._firm_meant(words, at)
        handle = _HANDLE.search(words)
        if handle:
            return Speaker(slug=slug_of(handle[0]), name=handle[0], role=SpeakerRole.USER_REPORTS)
        return None

    def _firm_meant(self, words: str, at: int) -> Speaker | None:
        """Read "the firm", "the Redmond firm", "its owner", "the airline": the main vendor unless it is of another trade."""
        if commonnouns.is_of_trade(words, self.main, self.lexicon):
            firm = self.vendors.find_owner(self.main, words) or self.company_at(at)
            return firm if commonnouns.is_of_trade(words, firm, self.lexicon) else self.main
        mention = commonnouns.find_in_trade(words, at, self.mentions, self.lexicon)
        return None if mention is None else self._organisation(mention.surface)

    def _of_a_crowd(self, words: str, names: list[str], at: int) -> Speaker | None:
        crowd = read_crowd(words, names, self.lexicon)
        if crowd is not None and crowd.slug == "users" and is_part_of_crowd(words):
            return heardbefore.find_crowd(self.everyone, self.passages.text, at) or crowd
        if crowd is not None and crowd.role is SpeakerRole.EXPERT and looks_like_person(crowd.name):
            self.people.named[crowd.name.split()[-1]] = crowd
        return crowd

    def _thing(self, words: str, at: int) -> Speaker | None:
        """Read "the post", "the tracker", "an outage map", "the regulator": who of that kind was heard last."""
        if SPOKESPEOPLE.fullmatch(words):
            return heardbefore.last_heard(self.voiced, at, _VOICED_REACH, None)
        if DOCUMENT.match(words):
            last = heardbefore.last_heard(self.everyone, at, _DOCUMENT_REACH, None)
            crowd = last is not None and last.role in _NO_WRITERS
            return (
                (heardbefore.last_firm(self.heard, at, self.people.named.values()) or self.company_at(at))
                if crowd and _NOTICE.search(words)
                else last
            )
        if TRACKER_NOUN.search(words) or CHART.match(words):
            if words.lower().startswith(("its ", "their ")):
                return self.company_at(at)  # "its latest figures"
            ahead = self.passages.text if at < len(self.article.title) else ""
            return heardbefore.find_tracker(self.everyone, at, ahead) or heardbefore.describe_tracker(words)
        if AGENCY.match(words):
            people = self.people.named.values()
            bodies = [pair for pair in self.everyone if pair[1] not in people]
            heard = heardbefore.last_heard(bodies, at, _TRACKER_REACH, SpeakerRole.REGULATOR)
            main = self.main is not None and self.lexicon.kind_of(self.main.slug) in (
                "regulator",
                "government",
            )
            return heard or (
                self.company_at(at)
                if main
                else heardbefore.find_agency(self.passages.text, at) or read_generic(words)
            )
        if SITE_NOUN.match(words):
            last = heardbefore.last_heard(self.everyone, at, _PRONOUN_REACH, None)
            return last if last is not None and last.role is SpeakerRole.TRACKER else None
        return None

    def company_at(self, at: int) -> Speaker | None:
        """Return the organisation that "the company" means at an offset: the last named, the main one first.

        Looks back through the paragraph sentence by sentence; then it is the one that spoke last, else the vendor
        that the headline names.
        """
        index = bisect_left(self.passages.starts, at + 1) - 1
        paragraph = self.passages.sentences[index].paragraph if index >= 0 else 0
        while index >= 0 and self.passages.sentences[index].paragraph == paragraph:
            sentence = self.passages.sentences[index]
            found = self._organisations_in(sentence.start, min(sentence.end, at))
            if found:
                slugs = {s.slug for s in found}
                if self.main is not None and self.main.slug in slugs:
                    return self.main
                return found[0]
            index -= 1
        if self.main is not None and not any(s.slug == self.main.slug for _, s in self.heard):
            return heardbefore.last_firm(self.heard, at, self.people.named.values()) or self.main
        return self.main or (self.spoken[-1][1] if self.spoken else None)

    def vendor(self, role: SpeakerRole) -> Speaker | None:
        """Return the main vendor in a role."""
        return None if self.main is None else _in_role(self.main, role)

    def _organisations_in(self, start: int, end: int) -> list[Speaker]:
        found = []
        for mention in self.mentions:
            if mention.start >= end:
                break
            if mention.start >= start and not self.vendors.is_medium(mention, self.main):
                speaker = self.vendors.vendor_of(mention)
                if speaker is not None:
                    found.append(speaker)
        found += [s for at, s in self.spoken if start <= at < end]
        return found

    def note(self, at: int, speaker: Speaker) -> None:
        """Remember who spoke at an offset."""
        insort(self.everyone, (at, speaker), key=_PLACE)
        if speaker.role in (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER, SpeakerRole.EXPERT):
            return
        insort(self.heard, (at, speaker), key=_PLACE)
        firm = speaker.role in (_OFFICIAL, _OTHER)
        if firm and self.lexicon.speaker(speaker.name) is None and speaker not in self.people.named.values():
            self.spoken.append((at, _in_role(speaker, _OFFICIAL)))

    def speak_for(self, names: list[str], at: int, role: SpeakerRole) -> Speaker | None:
        """Return the organisation among the names, else the one that "the company" means at an offset, in a role."""
        behind = [n for n in names if not are_places(n) or self.lexicon.speaker(n) is not None]
        for name in behind or names:
            if name in MEDIA and self.main is not None and not self.main.name.startswith(name):
                continue
            speaker = self._organisation(name)
            if speaker is not None:
                return _in_role(speaker, role) if speaker.role is _OFFICIAL else speaker
        company = self.company_at(at)
        return None if company is None else _in_role(company, role)

    def _organisation(self, name: str) -> Speaker | None:
        person = self.people.named.get(name.split()[-1])
        if person is not None and (name == person.name or " " not in name):
            return person
        if self.vendors.is_publisher(name):
            return self.publisher
        name = spell_out(name, self.passages.text, self.main.name if self.main is not None else "")
        known = self.lexicon.speaker(name)
        if known is None and self.lexicon.speaker(f"{name}'s") is not None:
            name = f"{name}'s"  # McDonald's, Lowe's
            known = self.lexicon.speaker(name)
        slug, shown = known or slug_of(name), name
        if known is None and not _PARTED.search(name) and holds_literal(self.passages.text, name.lower()):
            return None  # a common word at the head of a sentence or in a headline: "Rollback", "Database"
        role = self._vendor_role(slug, shown)
        return Speaker(slug=slug, name=shown, role=role)

    def _vendor_role(self, slug: str, name: str) -> SpeakerRole:
        if self.main is None:
            return _OFFICIAL
        if self.lexicon.same_family(slug, self.main.slug) or name in self.article.title:
            return _OFFICIAL
        return _OTHER


def _in_role(speaker: Speaker, role: SpeakerRole) -> Speaker:
    return Speaker(slug=speaker.slug, name=speaker.name, role=role)
