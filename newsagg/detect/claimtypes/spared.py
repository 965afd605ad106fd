"""A Reading -> drafts of claims that a service, or a part of one, was not hit. Pure.

"Verizon said that its network was not affected", "the web version still works", "without affecting the mobile app".
What runs normally again was hit before, and is no exclusion.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.parts import Part, read_parts
from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Scope

_STEMS = list_stems(
    "unaffected, unimpacted, not , n't, n’t, no , normal, expected, as usual, fine, still , remain, continu, spared, "
    "untouched, without, except, other than, apart from, betroffen, touch, affect, afect, afet"
)
_BEHIND = compile_words(
    r"\b(?:(?:(?:is|are|was|were|remain(?:s|ed)?|been|be|appear(?:s|ed)? (?:to be )?)\s(?:\w+\s){0,2}?(?:unaffected|"
    r"unimpacted|not (?:\w+ )?(?:affected|impacted|hit|involved|disrupted|experiencing|having|down|suffering))|"
    r"(?:did|do|does)(?: not|n['’]t) (?:seem|appear) to (?:be|have been) (?:affected|impacted|hit|disrupted|involved|down)|"
    r"(?:was|were|is|are|has|have)n['’]t (?:been )?(?:affected|impacted|hit|disrupted|down)|"
    r"(?:has|have|had) not been (?:affected|impacted|hit|disrupted)|"
    r"(?:was|were) (?:spared|untouched)|(?:is|are|was|were) still (?:up\b|working(?! (?:on|to))|available|accessible|online|"
    r"running)|still (?:works?|worked|loads?|loaded|functions?|functioned)|"
    r"(?:kept|continue[sd]?(?: to)?|remain(?:s|ed)?) (?:\w+ )?(?:work(?:ing)?|run(?:ning)?|operat(?:e|ing|ional)|"
    r"function(?:ing|al)?|accessible|available|online|operational|unaffected|normal)(?: (?:normally|as usual))?)"
    r"\b|nicht betroffen\b|"
    r"pas (?:été )?(?:touchée?|affectée?)s?\b|no (?:se vio |está )?afectad[oa]|não (?:foi |foram )?afetad[oa]s?)",
    re.IGNORECASE,
)
"""What stands behind the name of what was spared."""
_NORMAL = compile_words(
    r"\b(?:is|are|was|were|been)\s(?:\w+\s){0,2}?(?:(?:operating|working|running|functioning|performing) "
    r"(?:normally|as (?:expected|normal|usual)|fine)|fine\b|up and running)",
    re.IGNORECASE,
)
"""The same, but only of others: of the service itself it tells that the outage is over."""
_AHEAD = compile_words(
    r"\b(?:without (?:affecting|impacting|disrupting)|(?:did|does|do|has|have)(?: not|n['’]t) (?:appear to )?"
    r"(?:affect|impact|disrupt|extend to|hit|involve|apply to|affected|extended to|impacted)|"
    r"not (?:affect|impact|disrupt|extend to|extending to)(?:ed|ing)?|"
    r"no (?:impact|effect|issues|problems) (?:on|to|with|for)|(?:except(?: for)?|other than|apart from|excluding)|"
    r"but not|not(?= (?:the|our|its) ))\s",
    re.IGNORECASE,
)
"""What stands before it."""
_STOP = re.compile(
    r"[.;:!?\n]|,\s(?!and\s[a-z]+\s(?:app|site))|\s(?:but|while|which|because|as|after|when)\s"
)
_ALL_OVER = re.compile(r"\s(?:by|at|again|since|after|once|now)\b", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[;:]\s|,\s(?:and|but|while|which|after|as|with|when)\s|\s(?:but|while|after|that|when|because|"
    r"said|says|as|if|where)\s"
)
_HYPOTHETICAL = compile_words(r"\b(?:if|whether|may not|might not|how)\b", re.IGNORECASE)


def propose_spared(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service claims with ``excluded`` set."""
    for sentence in reading.sentences():
        if reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        text = sentence.text
        lower = text.lower()
        if not any(stem in lower for stem in _STEMS) or lower.rstrip("\"”’' ").endswith("?"):
            continue
        behind = _BEHIND.search(text)
        others_only = behind is None
        if behind is None:
            behind = _NORMAL.search(text)
            if behind is not None and _ALL_OVER.match(text, behind.end()):
                behind = None
        if behind is not None:
            drafts = list(_before(reading, sentence, behind, others_only=others_only))
            if drafts:
                yield from drafts
                continue
        for ahead in _AHEAD.finditer(text):
            stop = _STOP.search(text, ahead.end())
            parts = read_parts(reading, sentence, ahead.end(), stop.start() if stop else len(text))
            hit = re.match(
                r"not (?:affect|impact|disrupt|extend|hit|involve)|but|with|did|does|do|ha|no\b|exc|oth|ap",
                ahead[0],
                re.I,
            )
            if parts and (hit or re.search(r"\b(?:affects?|affected|impacts?|impacted|only)\b", lower)):
                yield from _exclude(reading, sentence, parts, ahead.span())
                break


def _before(
    reading: Reading, sentence: Sentence, behind: re.Match[str], *, others_only: bool
) -> Iterator[Draft]:
    """Claim what stands before "was not affected"; a "their network" is that of whoever is named before it."""
    text = sentence.text
    left = 0
    for boundary in _BOUNDARY.finditer(text, 0, behind.start()):
        left = boundary.end()
    if _HYPOTHETICAL.search(text[max(0, left - 12) : behind.start()]):
        return
    if re.search(r"\b(?:all|everything)\b", text[left : behind.start()], re.IGNORECASE):
        return  # it runs again
    parts = read_parts(reading, sentence, left, behind.start())
    if all(not part.slug for part in parts) and re.match(
        r"\s*(?:that )?(?:(?:its|their)\b|(?:it|they)\s*$)", text[left : behind.start()]
    ):
        named = [p for p in read_parts(reading, sentence, 0, left) if p.slug]
        parts = named or parts
    main = reading.hearing.cast.main
    if others_only:
        parts = [
            p
            for p in parts
            if p.slug and main is not None and not reading.lexicon.same_family(p.slug, main.slug)
        ]
    elif any(not p.whole for p in parts):
        parts = [p for p in parts if not p.whole]
    if parts:
        yield from _exclude(reading, sentence, parts[-4:], behind.span())


def _exclude(
    reading: Reading, sentence: Sentence, parts: list[Part], frame: tuple[int, int]
) -> Iterator[Draft]:
    low = min(frame[0], *(p.start for p in parts))
    high = max(frame[1], *(p.end for p in parts))
    for part in parts:
        yield reading.draft(
            sentence,
            ClaimType.AFFECTED_SERVICE,
            Value(
                text=f"not affected: {part.words}",
                words=part.words,
                slug=part.slug or slug_of(part.words),
                excluded=True,
            ),
            (sentence.start + frame[0], sentence.start + frame[1]),
            whole=(sentence.start + low, sentence.start + high),
        )
