"""The words of a subject + what the lexicon found in the text -> the proper names in it. Pure."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.people import People
from newsagg.detect.speakernames import INDEFINITE, INSIDERS, SHOWN_BY, looks_like_person, names_in

_DOMAIN = re.compile(r"[a-z0-9-]{2,}(?:\.[a-z]{2,}){1,2}")
_ON_MEDIUM = re.compile(
    r"(.+) (?:X|Twitter|Facebook|Reddit|LinkedIn|Instagram|Telegram|Weibo|Discord|TikTok)"
)

_CALLS_ITSELF = re.compile(
    r",?\s(?:(?:that|which|who) (?:calls|call|styles|called|dubs) (?:itself|themselves)|calling (?:itself|themselves)|(?:that|which) goes by (?:the name (?:of )?)?|"
    r"known as|called|by the name of|named)\s[\"“‘']?(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s[A-ZÀ-Þ0-9][\w’'&.-]*){0,3})(?<![.’'])"
)
"""The name of whoever was not named before: "a group that calls itself Night Owl"."""


_STRANGER = re.compile(
    rf"(?:[A-Z]\w+ )?(?:later )?(?!a (?:empresa|companhia|operadora|plataforma|transportadora)){INDEFINITE.pattern}"
)


_BARE_PLURAL = re.compile(r"(?:[A-Z][\w’'-]+ ){0,2}[a-z][\w’'-]*[^s]s")


_HEAD_END = re.compile(r"\s(?:across|from|in|at|of|to|with|around|near|for|on)\s")
"""Where the head of a noun phrase ends: "enforcement agencies across the country"."""
_SHORT = re.compile(r"[A-Z][A-Z&]{1,5}")
_SMALL = re.compile(r"(?:of|for|and|the|de|du|des|la)\s|[^\w\s]")


def spell_out(name: str, text: str, main: str) -> str:
    """Return the name that initials stand for: of the main vendor, or spelt out before them, "Harbour Data Group (HDG)"."""
    if _SHORT.fullmatch(name) is None:
        return name
    if name == _initials(main):
        return main
    at = text.find(f" ({name})")
    if at < 0:
        return name
    words = re.split(r"\s", text[max(0, at - 80) : at])
    for size in range(2, min(len(words), 8) + 1):
        full = " ".join(words[-size:])
        if full[:1].isupper() and _initials(full) == name:
            return full
    return name


def _initials(name: str) -> str:
    return (
        "".join(word[0] for word in _SMALL.sub("", f"{name} ").split() if word[0].isupper())
        if " " in name
        else ""
    )


def is_stranger(words: str) -> bool:
    """Say whether an English subject brings somebody in who was not named before: "later a group", "Leeds banks"."""
    return _STRANGER.match(words) is not None or _BARE_PLURAL.fullmatch(words) is not None


def name_given(text: str, at: int) -> str:
    """Return the name given behind a subject that ends at an offset: "a group that calls itself Night Owl"."""
    match = _CALLS_ITSELF.match(text, at)
    return match["name"] if match is not None else ""


_PERSON_OF = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){0,2} [A-Z][\w’'-]+) of (?:the )?[A-Z].*")


def cut_shown(words: str) -> str:
    """Return who wrote a document, without what became of it."""
    shown = SHOWN_BY.search(words)
    return words if shown is None else words[: shown.start()]


def names_at(words: str, at: int, mentions: Sequence[Mention], lexicon: Lexicon, people: People) -> list[str]:
    """Return the proper names in a subject that stands at an offset of the text; a common noun at its head is none."""
    names = names_in(words)
    first, _, rest = words.partition(" ")
    if names == [first] and rest[:1].islower() and lexicon.speaker(first) is None:
        head = _HEAD_END.split(rest, maxsplit=1)[0].split()
        common = (
            (rest.split()[-1].endswith("s") or (head[-1:] and head[-1].endswith("s")))
            and rest.split()[0] not in ("of", "and", "in", "at", "said")
            and INSIDERS.search(rest) is None
        )
        names = [] if common and first not in people.named else names  # "Frustrated teens"
    for mention in mentions[bisect_left(mentions, at, key=lambda m: m.start) :]:
        if mention.start >= at + len(words):
            break
        if ("'" in mention.surface or "’" in mention.surface) and not re.search(
            r"['’]s\s[a-z]", mention.surface
        ):
            names = [mention.surface]  # Let's Encrypt, McDonald's
        elif names and mention.end == at + len(words) and names[-1].endswith(f" {mention.surface}"):
            names[-1] = mention.surface  # "Photo: The Verge Spotify says"
    if (
        names
        and (of := _PERSON_OF.fullmatch(names[-1])) is not None
        and looks_like_person(of[1])
        and lexicon.speaker(names[-1]) is None
    ):
        names[-1] = of[1]  # "analyst Jo Doe of Acme"
    if not names and _DOMAIN.fullmatch(words):
        return [words]
    if names and (account := _ON_MEDIUM.fullmatch(names[-1])) is not None:
        names[-1] = account[1]  # "the Dark Souls Twitter account"
    return names
