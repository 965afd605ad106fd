"""A Reading -> drafts of claims on services, functions and customers that were hit, or said not to be. Pure.

Names of the lexicon and nouns for parts of a service ("mobile app", "search") are taken from the clause of an outage
cue: the subject of "went down", the object of "affecting", "unable to", the list after "including". One claim a
service, all of a clause with the same quote. Other companies are customers when the clause calls them so.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.affectedwords import (
    ABOUT_FAULT,
    BARE,
    COMPOUND,
    CONTACT,
    CUSTOMER,
    DESCRIBES,
    DOWN,
    FINE,
    GENERIC,
    HITTING,
    MEDIA,
    MEDIUM,
    PART,
    PART_LEFT,
    PRONOUNISH,
    SPAN_STOP,
    TROUBLE,
    USER_FACING,
    VERBISH,
)
from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import known_source, slug_of
from newsagg.model import Value
from newsagg.vocabulary import ClaimType


def propose_affected(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service and affected_customer claims, exclusions included."""
    drafts = list(_read_affected(reading))
    main = reading.hearing.cast.main
    family = [
        d
        for d in drafts
        if d.type is ClaimType.AFFECTED_SERVICE
        and not d.value.excluded
        and main is not None
        and reading.lexicon.same_family(d.value.slug, main.slug)
        and _is_brand(d, main.slug, main.name)
    ]
    richer = any(
        d.type is ClaimType.AFFECTED_SERVICE and d not in family and not d.value.excluded for d in drafts
    )
    for draft in drafts:
        # the brand itself is told by the headline; as a claim it counts where nothing finer is said
        if draft in family and (richer or draft is not family[0]):
            continue
        yield draft


def _is_brand(draft: Draft, slug: str, name: str) -> bool:
    return draft.value.slug == slug or draft.value.text.lower() == name.lower()


_FINE_STEMS = list_stems(
    "affect, impact, normal, expected, usual, fine, not the , not our , accessible, available, still up, "
    "involved, no issues, "
    "no problems, not experienc, not having, not down, not suffer, betroffen, touch, afect, afet, online, hit"
)
_TROUBLE_STEMS = list_stems(
    "outage, down, offline, disrupt, unavailable, inaccess, unreach, unable, can't, can’t, cannot, "
    "couldn, could not, could no longer, "
    "error, issue, problem, affect, impact, crash, fail, not working, not loading, trouble, interrupt, "
    "restored, degraded, glitch, slow, "
    "hit, block, prevent, struggl, suffer, impossible, ausfall, störung, gestört, panne, caíd, fallo, "
    "falha, instabil, delayed, stopp"
)


def _read_affected(reading: Reading) -> Iterator[Draft]:
    seen: set[tuple[str, str]] = set()
    for sentence in reading.sentences():
        text = sentence.text
        lower = text.lower()
        fine = FINE.search(text) if any(stem in lower for stem in _FINE_STEMS) else None
        if fine is not None and not (
            re.search(r"normal|as expected|fine|still up", fine[0], re.IGNORECASE)
            and not reading.mentions_in(sentence.start, sentence.start + fine.start())
        ):
            yield from _excluded(reading, sentence, fine)
            continue
        if reading.speaks_as_vendor and not USER_FACING.search(text):
            continue
        if not any(stem in lower for stem in _TROUBLE_STEMS):
            continue
        if (
            text.rstrip("\"”’' ").endswith("?")
            or CONTACT.search(text)
            or not TROUBLE.search(text)
            or DESCRIBES.search(text)
        ):
            continue
        for start, end in _spans(reading, sentence):
            yield from _items(reading, sentence, start, end, seen)


def _spans(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that name what was hit; offsets of the sentence, disjoint."""
    text = sentence.text
    spans: list[tuple[int, int]] = []
    for match in DOWN.finditer(text):
        left = 0
        for boundary in re.finditer(
            r"[;:]\s|,\s(?:and|but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|"
            r"because|said|says|as|if|where|why|how)\s",
            text[: match.start()],
        ):
            left = boundary.end()
        if match.start() - left > 1:
            spans.append((left, match.start()))
    for match in HITTING.finditer(text):
        stop = SPAN_STOP.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        spans.append((match.end(), end))
    for mention in reading.mentions_in(sentence.start, sentence.end):
        if COMPOUND.match(text, mention.end - sentence.start):
            spans.append((mention.start - sentence.start, mention.end - sentence.start))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _items(
    reading: Reading, sentence: Sentence, start: int, end: int, seen: set[tuple[str, str]]
) -> Iterator[Draft]:
    text = sentence.text
    found: list[tuple[int, int, str, bool]] = []
    for mention in reading.mentions_in(sentence.start + start, sentence.start + end):
        medium = mention.surface.lower() in MEDIA and MEDIUM.search(
            reading.text[max(0, mention.start - 16) : mention.start]
        )
        if reading.lexicon.can_fail(mention.slug) and known_source(mention.surface) is None and not medium:
            found.append((mention.start - sentence.start, mention.end - sentence.start, mention.slug, True))
    after = start
    # the nouns for parts are English: elsewhere only names count
    parts = PART.finditer(text, start, end) if reading.article.language.startswith("en") else ()
    for match in parts:
        low, high = match.span()
        left = PART_LEFT.search(text[max(after, low - 60) : low])
        after = high
        if left is not None:
            low -= len(left[0])
        while (lead := PRONOUNISH.match(text[low:high])) is not None:
            low += lead.end()
        inner = text[low:high]
        for word in re.finditer(
            r"\b(?:and|or|of|for|in|with|to|from|by|is|are|was|were|their|its|the|our|that|users|"
            r"customers|on|using|accessing|affecting|impacting|including|log(?:ging)? into|into)\s",
            inner,
        ):
            low = match.end() - len(inner) + word.end()
        inner = text[low:high]
        if ABOUT_FAULT.match(text, high) or MEDIUM.search(
            text[max(0, low - 12) : low].replace(" the ", " ").replace(" its ", " ")
        ):
            continue
        if GENERIC.match(inner) or inner.lower() in BARE or not inner or VERBISH.match(inner):
            continue
        if any(low < b and a < high for a, b, _, _ in found):
            continue
        found.append((low, high, "", False))
    if not found:
        return
    found.sort()
    customer = bool(CUSTOMER.search(text[max(0, start - 80) : end]))
    names = list(found)
    voice = reading.hearing.voice_at(sentence.start + names[0][0], sentence.start + names[0][1]).speaker.slug
    fresh = [n for n in names if ((n[2] or text[n[0] : n[1]].lower()), voice) not in seen]
    if not fresh:
        return
    whole = (sentence.start + min(n[0] for n in names), sentence.start + max(n[1] for n in names))
    main = reading.hearing.cast.main
    for low, high, slug, known in names:
        words = text[low:high]
        seen.add((slug or words.lower(), voice))
        foreign = known and main is not None and not reading.lexicon.same_family(slug, main.slug)
        type_ = ClaimType.AFFECTED_CUSTOMER if foreign and customer else ClaimType.AFFECTED_SERVICE
        value = Value(text=words, words=words, slug=slug or slug_of(words))
        span = _within(whole, (sentence.start + low, sentence.start + high))
        yield reading.draft(sentence, type_, value, span, whole=span)


def _within(whole: tuple[int, int], key: tuple[int, int], longest: int = 290) -> tuple[int, int]:
    """Return the common stretch of a clause's services when it is short enough for a quote, else the name alone."""
    return whole if whole[1] - whole[0] <= longest else key


def _excluded(reading: Reading, sentence: Sentence, fine: re.Match[str]) -> Iterator[Draft]:
    text = sentence.text
    left = fine.start()
    names = [
        m
        for m in reading.mentions_in(sentence.start, sentence.start + left)
        if reading.lexicon.can_fail(m.slug)
    ]
    places = [(m.start - sentence.start, m.end - sentence.start, m.slug) for m in names]
    listed = re.search(r"\b(?:like|such as|including)\s", text[:left])
    if listed is not None:
        places = [p for p in places if p[0] >= listed.start()] or places
    if re.search(r"\b(?:not|may not)\b|n['’]t\b", text[max(0, left - 12) : left]) and re.search(
        r"as expected|normally|fine", fine[0]
    ):
        return
    if not places:
        parts = list(PART.finditer(text, max(0, left - 90), left))
        places = (
            [(parts[-1].start(), parts[-1].end(), "")] if parts and len(parts[-1][0].split()) <= 4 else []
        )
    for low, high, slug in places[-4:]:
        words = text[low:high]
        value = Value(text=f"not affected: {words}", words=words, slug=slug or slug_of(words), excluded=True)
        key = (sentence.start + fine.start(), sentence.start + fine.end())
        whole = (sentence.start + places[0][0], sentence.start + fine.end())
        yield reading.draft(sentence, ClaimType.AFFECTED_SERVICE, value, key, whole=_within(whole, key))
