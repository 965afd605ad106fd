"""A Reading -> drafts of claims on services, functions and customers that were hit, or said not to be. Pure.

Names of the lexicon and nouns for parts of a service ("mobile app", "search") are taken from the clause of an outage
cue: the subject of "went down", the object of "affecting", "unable to", the list after "including". One claim a
service, all of a clause with the same quote. Other companies are customers when the clause calls them so.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.affectedwords import (
    ABOUT_FAULT,
    ASKS,
    BARE,
    COMPOUND,
    CONTACT,
    CUSTOMER,
    DESCRIBES,
    DOWN,
    DOWN_ELSEWHERE,
    FINE,
    GENERIC,
    HITTING,
    MEDIA,
    MEDIUM,
    NOBODY,
    PART,
    PART_LEFT,
    PRONOUNISH,
    SPAN_STOP,
    SUBJECT,
    TROUBLE,
    USER_FACING,
    VERBISH,
)
from newsagg.detect.claimtypes.customers import find_customers, find_failing, may_be_customer
from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import known_source, slug_of
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType


def propose_affected(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service and affected_customer claims, exclusions included."""
    drafts = list(_read_affected(reading))
    lead = len(reading.article.title)
    told = {_what(d) for d in drafts if d.start > lead}
    branded = False
    for draft in drafts:
        # the headline says it in short: the same of the text has the better words
        if draft.end <= lead and _what(draft) in told:
            continue
        if _is_brand(reading, draft):
            # that the service itself is down is said once; whoever says it again adds nothing
            if branded:
                continue
            branded = True
        yield draft


def _is_brand(reading: Reading, draft: Draft) -> bool:
    main = reading.hearing.cast.main
    if main is None or draft.type is not ClaimType.AFFECTED_SERVICE or draft.value.excluded:
        return False
    return draft.value.slug in (main.slug, reading.lexicon.provider_of(main.slug)) or (
        draft.value.text.lower() == main.name.lower()
    )


def _what(draft: Draft) -> tuple[ClaimType, str, bool]:
    return draft.type, draft.value.slug or draft.value.text.lower(), draft.value.excluded


_FINE_STEMS = list_stems(
    "affect, impact, normal, expected, usual, fine, not the , not our , accessible, available, still up, "
    "involved, no issues, "
    "no problems, not experienc, not having, not down, not suffer, betroffen, touch, afect, afet, online, hit, spared"
)
_TROUBLE_STEMS = list_stems(
    "outage, down, offline, disrupt, unavailable, inaccess, unreach, unable, can't, can’t, cannot, "
    "couldn, could not, could no longer, "
    "error, issue, problem, affect, impact, crash, fail, not working, not loading, trouble, interrupt, "
    "restored, degraded, glitch, slow, "
    "hit, block, prevent, struggl, suffer, impossible, no longer, lost, gone, drop, not load, not open, not work, not answer, "
    "not start, errors, back, cut off, away, signal, not go, out for, lahm, nicht, dejó, dejaron, sin , funciona, "
    "tombé, répond, sem , parou, deixou, ausfall, ausgefallen, störung, gestört, panne, caíd, fallo, "
    "falha, instabil, delayed, stopp"
)


def _read_affected(reading: Reading) -> Iterator[Draft]:
    seen: set[tuple[str, str]] = set()
    failing = find_failing(reading)
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
            or ASKS.search(text)
            or CONTACT.search(text)
            or not (TROUBLE.search(text) or any(pattern.search(text) for pattern in _down(reading)))
            or DESCRIBES.search(text)
        ):
            continue
        subject = SUBJECT.match(text)
        if (
            subject is not None
            and not NOBODY.search(subject["what"])
            and not reading.mentions_in(sentence.start, sentence.start + subject.end("what"))
        ):
            low, high = subject.span("what")
            value = Value(text=text[low:high], words=text[low:high], slug=slug_of(text[low:high]))
            key = (sentence.start + low, sentence.start + high)
            yield reading.draft(sentence, ClaimType.AFFECTED_SERVICE, value, key)
            continue
        for span in _spans(reading, sentence):
            yield from _items(reading, sentence, span, seen, failing)


def _down(reading: Reading) -> tuple[re.Pattern[str], ...]:
    return (DOWN,) if reading.article.language.startswith("en") else (DOWN, DOWN_ELSEWHERE)


_BOUNDARY = re.compile(
    r"[;:]\s|,\s(?:and|but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|"
    r"because|said|says|as|if|where|why|how)\s"
)


def _spans(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that name what was hit; offsets of the sentence, disjoint."""
    text = sentence.text
    spans: list[tuple[int, int]] = []
    main = reading.hearing.cast.main.slug if reading.hearing.cast.main is not None else ""
    for match in (m for pattern in _down(reading) for m in pattern.finditer(text)):
        left = 0
        for boundary in _BOUNDARY.finditer(text, 0, match.start()):
            left = boundary.end()
        if match.start() - left > 1:
            spans.append((left, match.start()))
    for match in HITTING.finditer(text):
        stop = SPAN_STOP.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 220)
        spans.append((match.end(), end))
    for mention in reading.mentions_in(sentence.start, sentence.end):
        if mention.slug != main and COMPOUND.match(text, mention.end - sentence.start):
            spans.append((mention.start - sentence.start, mention.end - sentence.start))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _items(
    reading: Reading,
    sentence: Sentence,
    span: tuple[int, int],
    seen: set[tuple[str, str]],
    failing: Speaker | None,
) -> Iterator[Draft]:
    text = sentence.text
    start, end = span
    found: list[tuple[int, int, str, bool]] = []
    customers: list[tuple[int, int]] | None = None
    for mention in reading.mentions_in(sentence.start + start, sentence.start + end):
        if may_be_customer(reading, mention.slug, failing):
            if customers is None:
                customers = find_customers(reading, sentence, failing)
            if any(a <= mention.start - sentence.start < b for a, b in customers):
                continue
        medium = mention.surface.lower() in MEDIA and MEDIUM.search(
            reading.text[max(0, mention.start - 16) : mention.start]
        )
        if _owns(reading, sentence, mention.slug):
            continue
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
    if sentence.paragraph == 0:
        voice = "the headline"
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
        key = _within(whole, (sentence.start + low, sentence.start + high))
        yield reading.draft(sentence, type_, value, key, whole=key)


def _owns(reading: Reading, sentence: Sentence, slug: str) -> bool:
    """Whether a name is but the company of what failed: Anthropic, where Claude is down."""
    main = reading.hearing.cast.main
    if main is not None and slug in reading.lexicon.parent_chain(main.slug):
        return True
    return any(
        slug in reading.lexicon.parent_chain(m.slug)
        for m in reading.mentions_in(sentence.start, sentence.end)
    )


def _within(whole: tuple[int, int], key: tuple[int, int], longest: int = 290) -> tuple[int, int]:
    """Return the common stretch of a clause's services when it is short enough for a quote, else the name alone."""
    return whole if whole[1] - whole[0] <= longest else key


_ALL_OVER = re.compile(r"\s(?:by|at|again|since|after|once|now)\b", re.IGNORECASE)


def _excluded(reading: Reading, sentence: Sentence, fine: re.Match[str]) -> Iterator[Draft]:
    text = sentence.text
    left = fine.start()
    if _ALL_OVER.match(text, fine.end()) or re.search(r"\b(?:all|everything)\b", text[:left], re.IGNORECASE):
        return  # it runs again: no exclusion
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
