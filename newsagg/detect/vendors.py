"""An article -> the vendor that it is about, and the vendor that a name stands for. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsagg.detect.gazetteer import are_places
from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.passages import Passages
from newsagg.detect.speakernames import known_source, looks_like_person, names_in, slug_of
from newsagg.detect.wordscan import find_literal, holds_literal, make_set
from newsagg.model import Article, Speaker
from newsagg.vocabulary import SpeakerRole

_TITLE_NAME = re.compile(r"^(?:The |the )?((?:[A-Z][\w.&+-]*)(?:\s[A-Z][\w.&+-]*){0,2})")


_SPEAKS = re.compile(
    r"(?:(?:['’]s)?\s(?:spokes\w+|representative|said|says|told|confirm|acknowledg|apologi|blam|also|"
    r"has (?:said|confirmed)|"
    r"tweeted|wrote|explain|communications)|,\s[\w’' ]{0,24}(?:parent|owner|which owns|that owns))"
)


def _speaks(text: str, at: int, name: str) -> bool:
    """Whether a name that stands at an offset is said to speak, or to own."""
    return _SPEAKS.match(text, at + len(name)) is not None


_ROLE_BEFORE = re.compile(
    r"\b(?:firm|company|bank|airline|operator|provider|maker|retailer|carrier|start-?up|site|app|network|service|group|supplier|"
    r"vendor|platform|exchange|broker|lender|chain|insurer|utility|Anbieter|Betreiber|Dienstleister)\s$",
    re.IGNORECASE,
)
_AMID = re.compile(r"(?:[a-zà-ÿ]|\b(?:Der|Die|Das|Den|Dem|El|La|O|A|Le|The))\s$")
_OWNS = re.compile(
    r"\b(?:person|people|source|sources|employees?|someone|engineers?) (?:at|of|from) [^.,;]{0,40}$"
)


def _is_owner(text: str, at: int) -> bool:
    """Whether it is not an owner itself who speaks but somebody there: "a person at Slack's parent"."""
    return _OWNS.search(text, max(0, at - 70), at) is not None


MEDIA = make_set(
    "X Twitter Facebook Reddit LinkedIn Mastodon Threads Instagram Telegram YouTube Weibo Discord Bluesky TikTok"
)
"""Where firms post what they say."""

_RIVAL = re.compile(
    r"(?:['’]s?)?\s(?:rival|competitor|alternative|challenger|reseller|clone|spin-?off|supplier|contractor|landlord)\s[A-Z]"
)
"""Behind a name that only says who the next one is: "Stripe competitor Acme"."""
_TROUBLE = re.compile(r"\s(?:outage|down|crash)$")
"""What the lexicon knows a service's failure by is not the name of who speaks."""


_FAULT_BEHIND = re.compile(r"\s(?:Outages?|Down|Crash(?:es)?|Glitch(?:es)?|Disruptions?|Downtime|Failures?)$")


@dataclass(frozen=True, slots=True)
class Vendors:
    """The vendors of one article."""

    article: Article
    passages: Passages
    lexicon: Lexicon
    mentions: Sequence[Mention]
    _known: dict[tuple[str, str], Speaker | None] = field(init=False, default_factory=dict, compare=False)
    """Who speaks for a name; the text says so everywhere alike."""

    def find_main(self) -> Speaker | None:
        """Return the article's main vendor: of the headline, else of the lead."""
        title_end = len(self.article.title)
        main = (
            self._title_vendor()
            or self._title_name()
            or self._first_agency(title_end)
            or self._repeated_name()
        )
        if main is None:
            main = self._first_vendor(title_end, title_end + 700)
        if self.article.provider:
            name = self.lexicon.name_of(self.article.provider)
            main = Speaker(slug=self.article.provider, name=name, role=SpeakerRole.STATUS_PAGE)
        return main

    def _title_vendor(self) -> Speaker | None:
        """Return the headline's vendor; of several, the one that the text lets speak most, else the first."""
        title_end = len(self.article.title)
        found = [
            s
            for m in self.mentions
            if m.start < title_end
            and (s := self.vendor_of(m)) is not None
            and not _RIVAL.match(self.article.title, m.end)
        ]
        if len({s.slug for s in found}) < 2:
            return found[0] if found else None
        body = self.article.body
        spoken = [sum(_speaks(body, at, s.name) for at in find_literal(body, s.name)) for s in found]
        return found[spoken.index(max(spoken))]

    def _first_vendor(self, start: int, end: int) -> Speaker | None:
        found = (self.vendor_of(m) for m in self.mentions if start <= m.start < end)
        return next((speaker for speaker in found if speaker is not None), None)

    def _title_name(self) -> Speaker | None:
        """Read an unlisted vendor from the head of the headline, when the text uses the name again."""
        match = _TITLE_NAME.match(self.article.title)
        names = names_in(match[1]) if match else []
        if names and (bare := _FAULT_BEHIND.sub("", names[0])):
            names[0] = bare  # "Acme Outage: Service Restored"
        if not names or known_source(names[0]) is not None or looks_like_person(names[0]):
            return None
        if len(re.findall(rf"\b{re.escape(names[0])}\b", self.article.body)) < (1 if " " in names[0] else 2):
            return None
        return Speaker(slug=slug_of(names[0]), name=names[0], role=SpeakerRole.VENDOR_OFFICIAL)

    def _repeated_name(self) -> Speaker | None:
        """Read an unlisted vendor from anywhere in the headline: the name that the text repeats most.

        Once amid a sentence, or behind "the payroll firm" in the headline itself, is enough; else it opens two sentences.
        """
        counted = [
            (self._count_name(name), name)
            for name in names_in(self.article.title)
            if not are_places(name)
            and known_source(name) is None
            and not looks_like_person(name)
            and not self.is_publisher(name)
            and not holds_literal(self.passages.text, name.lower())
        ]
        if not counted:
            return None
        count, name = max(counted, key=lambda pair: pair[0])
        if count < 2:
            return None
        return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.VENDOR_OFFICIAL)

    def _count_name(self, name: str) -> int:
        body, title = self.article.body, self.article.title
        if any(_ROLE_BEFORE.search(title[:at]) for at in find_literal(title, name)):
            return 2
        places = [at for at in find_literal(body, name) if holds_literal(body[at : at + len(name) + 1], name)]
        return sum(2 if " " in name or _AMID.search(body, max(0, at - 20), at) else 1 for at in places)

    def _first_agency(self, title_end: int) -> Speaker | None:
        """Take an authority of the headline for the operator when nobody else is named there."""
        for mention in self.mentions:
            if mention.start < title_end and self.lexicon.kind_of(mention.slug) == "regulator":
                return Speaker(slug=mention.slug, name=mention.surface, role=SpeakerRole.VENDOR_OFFICIAL)
        return None

    def vendor_of(self, mention: Mention) -> Speaker | None:
        """Return who speaks for a named service: its owner when the text names it, else itself."""
        key = (mention.slug, mention.surface)
        if key not in self._known:
            self._known[key] = self._find_vendor(mention)
        return self._known[key]

    def _find_vendor(self, mention: Mention) -> Speaker | None:
        name = mention.surface
        name = _TROUBLE.sub("", name)
        if re.search(r"['’]s\s", name):
            name = self.lexicon.name_of(mention.slug)
        if not self.lexicon.can_fail(mention.slug):
            return None
        if known_source(name) is not None or self.is_publisher(name):
            return None
        provider = self.lexicon.provider_of(mention.slug)
        for owner in (provider, *self.lexicon.parent_chain(mention.slug)[:1]):
            full = self.lexicon.name_of(owner)
            if owner == mention.slug:
                continue
            # GitHub speaks for itself, though an article names its parent; Instagram does not when Meta speaks.
            text = self.passages.text
            if (
                holds_literal(text, full)
                if owner == provider
                else any(
                    _speaks(text, at, full) and not _is_owner(text, at) for at in find_literal(text, full)
                )
            ):
                return Speaker(slug=owner, name=full, role=SpeakerRole.VENDOR_OFFICIAL)
        return Speaker(slug=provider, name=name, role=SpeakerRole.VENDOR_OFFICIAL)

    def find_owner(self, main: Speaker | None, words: str) -> Speaker | None:
        """Read "their owner", "the parent company" as who owns the main vendor, when the text names the owner."""
        if main is None or not re.search(r"\b(?:owner|parent)\b", words):
            return None
        services = (main.slug, *(m.slug for m in self.mentions if m.start < len(self.article.title)))
        for slug in services:
            for owner in (self.lexicon.provider_of(slug), *self.lexicon.parent_chain(slug)):
                name = self.lexicon.name_of(owner)
                if owner != slug and name != main.name and holds_literal(self.passages.text, name):
                    return Speaker(slug=owner, name=name, role=SpeakerRole.VENDOR_OFFICIAL)
        return main

    def is_medium(self, mention: Mention, main: Speaker | None) -> bool:
        """Return whether a name is only where something was posted: "in a post on X"."""
        if mention.surface not in MEDIA or (main is not None and mention.slug == main.slug):
            return False
        return self.passages.text.endswith((" on ", " via ", " to "), 0, mention.start)

    def is_publisher(self, name: str) -> bool:
        """Return whether a name is the publisher's own."""
        flat = _BESIDE_LETTERS.sub("", name.lower())
        return len(flat) > 2 and _flatten(self.article.outlet).startswith(flat)


_BESIDE_LETTERS = re.compile(r"\W|^the ")


@lru_cache(maxsize=64)
def _flatten(outlet: str) -> str:
    return re.sub(r"\W", "", outlet.lower())
