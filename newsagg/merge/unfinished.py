"""A claim's own words -> whether its time or length is of an outage that goes on: back for most, down so far. Pure.

A first recovery and the full one are both true, and so are a length told while it lasts and the whole length: the later
and longer value is that of the outage.
"""

import re

from newsagg.model import Claim
from newsagg.vocabulary import ClaimType

_PART = re.compile(
    r"\bmost (?!recent|popular|of the (?:morning|day|afternoon|evening|night))\w+|\bmostly\b|\bfor (?:some|many)\b"
    r"|\bmajority\b|\bgradual|\bslowly\b|\bpartial|\bpartly\b|\bbeg[aiu]n|\bstart(?:ed|ing|s)? to\b|\bstep by step\b"
    r"|\bin (?:stages|phases)\b|\bteilweise|\bweitgehend|\bgrößtenteils|\bschrittweise|\bnach und nach\b|\ballmählich"
    r"|\blief\b.*\bwieder an\b|\bla plupart\b|\bprogressive?ment\b|\ben partie\b|\bpeu à peu\b|\bla mayor(?:ía|parte)\b"
    r"|\bparcial|\bpoco a poco\b|\bla maggior parte\b|\bparzial|\bgeleidelijk|\bgrotendeels|\bdeels\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|fully|full|complete(?:ly)?|entire(?:ly)?|every(?:thing|one)?|alle[ns]?|vollständig|komplett|tous|toutes"
    r"|entièrement|complètement|tod[oa]s|totalmente|completamente|tutt[ie]|volledig)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:has|have) (?:now |already )?been (?:down|offline|out|unavailable|unreachable|affect|hit|experienc|having"
    r"|suffer|struggl|going|unable|without|in the dark|broken)|\balready\b|\bso far\b|\band counting\b"
    r"|\b(?:is|are) (?:still |currently |now )?(?:down|offline|out|unavailable)\b|\bseit\b|\bbereits\b"
    r"|\bdepuis\b|\bdesde hace\b|\bda (?:oltre|più)\b|\bsinds\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;,–—]| (?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar) ")


def is_partial_end(claim: Claim) -> bool:
    """Say whether an end or a status tells of most, of some, or of a beginning; not of the whole."""
    clause = _clause_of(claim)
    return bool(_PART.search(clause)) and not _WHOLE.search(clause)


def is_whole_end(claim: Claim) -> bool:
    """Say whether an end is told as that of the whole: full recovery, all services."""
    return claim.type is ClaimType.END_TIME and _WHOLE.search(_clause_of(claim)) is not None


def is_unfinished(claim: Claim) -> bool:
    """Say whether a time or length is one of an outage that was not over when it was told."""
    if claim.type is ClaimType.END_TIME:
        return is_partial_end(claim)
    if claim.type is not ClaimType.DURATION:
        return False
    at = claim.quote.find(claim.value.words) + len(claim.value.words)
    return _GOES_ON.search(claim.quote[:at] if at >= len(claim.value.words) else claim.quote) is not None


def _clause_of(claim: Claim) -> str:
    """Return the part of the quote, between marks and conjunctions, that holds the value's words."""
    at = claim.quote.find(claim.value.words) if claim.value.words else -1
    if at < 0:
        return claim.quote
    first, last = 0, len(claim.quote)
    for mark in _CLAUSE.finditer(claim.quote):
        if mark.end() <= at:
            first = mark.end()
        elif mark.start() >= at + len(claim.value.words):
            last = mark.start()
            break
    return claim.quote[first:last]
