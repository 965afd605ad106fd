"""A Reading -> drafts of claims that a service, or a part of one, was not hit. Pure.

"Verizon said that its network was not affected", "the web version still works", "trams, which check nothing, ran as usual",
"without affecting the mobile app". What runs normally again was hit before, and is no exclusion.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsagg.detect.claimtypes.clauseheads import find_head
from newsagg.detect.claimtypes.faring import Faring, find_faring
from newsagg.detect.claimtypes.parts import Part, read_parts
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.gazetteer import PLACE
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Scope

_BEHIND_ELSEWHERE = compile_words(
    r"\b(?:nicht betroffen\b|pas (?:été )?(?:touchée?|affectée?)s?\b|no (?:se vio |está )?afectad[oa]|"
    r"não (?:foi |foram )?afetad[oa]s?|restent? opérationnel\w*|funktionier\w+ (?:weiterhin|normal))",
    re.IGNORECASE,
)
_AHEAD = compile_words(
    r"\b(?:without (?:affecting|impacting|disrupting|touching)|(?:did|does|do|has|have|is|are)(?: not|n['’]t) (?:appear to )?"
    r"(?:affect|impact|disrupt|extend to|hit|involve|apply to|touch|reach|spread to)(?:ed|ing)?|"
    r"not (?:affect|impact|disrupt|extend to|extending to|touch)(?:ed|ing)?|"
    r"no (?:impact|effect|issues|problems) (?:on|to|with|for)|(?:except(?: for)?|other than|apart from|excluding)|"
    r"spar(?:ed|ing)|but not(?! \w+ing\b)|not(?= (?:the|our|its) ))\s",
    re.IGNORECASE,
)
"""What stands before it."""
_STOP = re.compile(
    r"[.;:!?\n]|,\s(?!and\s[a-z]+\s(?:app|site))|\s(?:but|while|which|because|as|after|when)\s"
)
_AGAIN = re.compile(
    r"[\w’' -]{0,30}\b(?:again|since|once more|now|by \d|at \d|by (?:noon|midnight|\w+day)|after)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = compile_words(
    r"\b(?:if|whether|may not|might not|how|should|unclear|would|will|hopes?|expect\w*|"
    r"so (?:that )?(?:[\w’'-]+ ){1,5}(?:can|could|may))\b",
    re.IGNORECASE,
)
_LAMELY = re.compile(
    r"(?: \w+){0,3} (?:in an? (?:degraded|reduced|limited)|(?:at|with) (?:reduced|limited|degraded)|with (?:delays|errors)|slowly)\b"
)
_FAILS = re.compile(r"\bfail(?:s|ed|ing|ures?)?\b")
"""What fails to run as it should, or hardly runs, was not spared."""
_ALL = re.compile(r"\b(?:all|everything|both)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\s*(?:that )?(?:(?:its|their)\b|(?:it|they)\s*$)")
_EXPLICIT = re.compile(
    r"not (?:affect|impact|disrupt|extend|hit|involve|touch|reach|spread)|but|with|did|does|do|ha|is|are|no\b|exc|oth|ap|spar",
    re.I,
)
_SAYS_SO = re.compile(r"\b(?:affects?|affected|impacts?|impacted|only)\b")


def propose_spared(reading: Reading) -> Iterator[Draft]:
    """Yield affected_service claims with ``excluded`` set."""
    english = reading.article.language.startswith("en")
    for sentence in reading.sentences():
        if reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        text = sentence.text
        if text.rstrip("\"”’' ").endswith("?"):
            continue
        found = False
        for faring in find_faring(text) if english else _elsewhere(text):
            drafts = list(_before(reading, sentence, faring))
            found = found or bool(drafts)
            yield from drafts
        for ahead in _AHEAD.finditer(text) if not found else ():
            stop = _STOP.search(text, ahead.end())
            parts = read_parts(reading, sentence, ahead.end(), stop.start() if stop else len(text))
            if parts and (_EXPLICIT.match(ahead[0]) or _SAYS_SO.search(text.lower())):
                yield from _exclude(reading, sentence, parts, ahead.span())
                break


def _elsewhere(text: str) -> Iterator[Faring]:
    for match in _BEHIND_ELSEWHERE.finditer(text):
        yield Faring(start=match.start(), end=match.end(), sure=True)


def _before(reading: Reading, sentence: Sentence, faring: Faring) -> Iterator[Draft]:
    """Claim what stands before "was not affected"; a "their network" is that of whoever is named before it."""
    text = sentence.text
    left, right = find_head(text, faring.start)
    if _HYPOTHETICAL.search(text[max(0, left - 24) : faring.end]) or _ALL.search(text, left, right):
        return  # it may be so, or it runs again
    if (
        (not faring.sure and _AGAIN.match(text, faring.end))
        or _LAMELY.match(text, faring.end)
        or _FAILS.search(text, left, faring.end)
    ):
        return
    parts = read_parts(reading, sentence, left, right)
    if all(not part.slug for part in parts) and _THEIRS.match(text[left:right]):
        named = [p for p in read_parts(reading, sentence, 0, left) if p.slug]
        parts = named or parts
    own = [p for p in parts if p.whole and (not p.slug or _is_own(reading, p))]
    if len(parts) > len(own):
        parts = [p for p in parts if p not in own]
    elif own and not (faring.sure and any(p.slug for p in own) and _THEIRS.match(text[left:right])):
        parts = []
    if not parts:
        parts = _read_thing(text, left, right)
    if faring.now:
        parts = [p for p in parts if (p.slug or _NAME.match(p.words)) and not _is_own(reading, p)]
    if (such := _SUCH_AS.match(text, faring.end)) is not None and sentence.paragraph:
        listed = read_parts(reading, sentence, *such.span("what"))
        parts = listed or parts
    if parts:
        yield from _exclude(reading, sentence, parts[-4:], (faring.start, faring.end))


def _is_own(reading: Reading, part: Part) -> bool:
    """Whether a part is of the article's own service, or of its owner."""
    main = reading.hearing.cast.main
    if main is None:
        return False
    if part.slug:
        return part.slug == main.slug or part.slug in reading.lexicon.parent_chain(main.slug)
    return main.name.lower() in part.words.lower()


_NAME = re.compile(r"(?!Update)(?:[A-Z][\w’'&-]*\s){1,3}[A-Z]")
_SUCH_AS = re.compile(r",? (?:such as|including|like|among them) (?P<what>[^.;:]{3,120})")
_THING = re.compile(
    r"[\s\"“*-]*(?:(?:and|but|yet|the|its|their|our|both|other|only|all|most|meanwhile,|oddly,|happily,)\s)*"
    r"(?P<what>[^\W\d_][\w’'/&-]*(?: [\w’'/&-]+){0,6}?(?:(?:, | and | or )[\w’'/&-]+(?: [\w’'/&-]+){0,3}?){0,4})[\s,\"”]*\Z",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"\b(?:i|we|you|he|she|it|they|this|that|these|those|there|which|who|what|nobody|no|none|nothing|everything|everyone|anyone|someone|"
    r"something|some|many|most|others?|one|two|said|says|told|not|never|to|by|than|if|when|whether|is|are|was|were|has|had|have|did|does)\b|"
    r"\b(?:officials?|company|companies|spokes\w+|chief|boss|ceo|police|government|minister|shares?|stocks?|prices?|investors?|issues?|"
    r"problems?|cause|outage|incident|attack|fault|failure|engineers?|staff|team|crews?|people|person|man|woman|world|life|time|day|night|"
    r"work|fix|update|number|question|reason|answer|talks?|rain|storm|power|temperature\w*|details?|information|investigation|evidence|"
    r"rates?|services?|systems?|things?)\Z",
    re.IGNORECASE,
)
_AND = re.compile(r",? (?:and|or) (?:the |its )?|, ")
_PARTY = re.compile(
    r"(?:[A-Z][\w’'&-]*(?:,? and |, | or )?(?: ?[A-Z][\w’'&-]*)*) (?:customers|users|subscribers|services?|systems?|shops|stores)\Z"
)


def _read_thing(text: str, left: int, right: int) -> list[Part]:
    """Return the thing that a stretch names, whatever it is called: "hardware tokens", "Jetline and Aero customers"."""
    found = _THING.match(text, left, right)
    if found is None:
        return []
    low, high = found.span("what")
    words = text[low:high]
    if not _PARTY.match(words) and _NO_THING.search(words):
        return []
    cuts = [(low, low), *(m.span() for m in _AND.finditer(text, low, high)), (high, high)]
    return [Part(start=a, end=b, words=text[a:b]) for (_, a), (b, _) in pairwise(cuts) if b - a > 1]


_ZONE = re.compile(r"(?:[\w-]+ )*?availability zones?", re.IGNORECASE)


def _exclude(
    reading: Reading, sentence: Sentence, parts: list[Part], frame: tuple[int, int]
) -> Iterator[Draft]:
    low = min(frame[0], *(p.start for p in parts))
    high = max(frame[1], *(p.end for p in parts))
    for part in parts:
        if PLACE.fullmatch(part.words) or _ZONE.fullmatch(part.words):
            continue  # where, and not what
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
