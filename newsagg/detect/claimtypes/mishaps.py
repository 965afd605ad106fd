"""A sentence -> the stretches that tell a mishap as a deed, where nobody says "cause". Pure.

    PART was harmed          "its routes had been withdrawn", "a script was given the wrong ids"
    harmed by mistake        "an engineer accidentally deleted the production database"
    PART failed              "after a cooling unit failed", "when its certificate expired"

Only parts of a service's machinery count: that messages or accounts were deleted is a loss, not a cause.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import list_stems

_PART = (
    r"(?:BGP |DNS |IP |TLS |SSL |fib(?:er|re)[- ]optic |undersea |subsea |submarine |power |cooling |"
    r"core |database |network |"
    r"config(?:uration)? |routing |storage |backup |production |primary |root )*"
    r"(?:routes?|prefixes|announcements|entries|records?|zone file|tables?|cables?|fib(?:er|re)s?|"
    r"certificates?|"
    r"keys|scripts?|jobs?|links?|config(?:uration)?(?: file)?s?|permissions|databases?|switch(?:es)?|"
    r"routers?|servers?|"
    r"units?|chillers?|generators?|batter(?:y|ies)|disks?|drives?|clusters?|nodes?|load balancers?|"
    r"firewalls?|"
    r"circuits?|breakers?|lines?|domains?|file|systems?|supply|component|device|hardware|mainframe|"
    r"data ?cent(?:er|re))"
)
_LEAD = (
    r"(?:(?:an?|the|its|their|our|some|several|two|three|both|critical|key|[A-Z][\w.]*['’]s|[\w-]+) ){0,3}?"
)
_HARMED = re.compile(
    rf"(?<![\w-]){_LEAD}{_PART} (?:had been|have been|has been|were|was|got|"
    rf"being) (?:\w+ly )?(?:withdrawn|deleted|wiped|erased|"
    rf"overwritten|corrupted|damaged|severed|cut(?: through)?|sliced|revoked|misconfigured|misrouted|"
    rf"mislabel\w+|emptied|"
    rf"(?:given|fed|passed|sent|handed|loaded with) (?:the )?(?:wrong|incorrect|bad|invalid|"
    rf"outdated)(?: \w+){{0,2}}|"
    rf"left empty|flooded)(?: (?:from|by|in|during|and) [\w’' -]{{3,40}}?(?=[,.;]|$))?(?![\w-])"
)
_ERRED = re.compile(
    r"(?<![\w-])(?:[\w’'-]+ ){1,4}?(?:had |has |have )?(?:accidentally|mistakenly|inadvertently|wrongly|"
    r"erroneously|"
    r"unintentionally) (?:deleted|removed|disabled|pushed|sent|cut|wiped|shut|unplugged|changed|"
    r"published|announced|"
    r"blocked|replaced|overwrote|severed|revoked|deployed|disconnected)(?: (?:off|down|"
    r"out))? (?:[\w’'-]+ ){0,4}[\w’'-]+"
)
_FAILED = re.compile(
    rf"(?<=\b)(?P<cue>(?:after|when|because|since) )(?P<key>{_LEAD}{_PART} (?:had |"
    rf"has )?(?:\w+ly )?(?:failed|expired|overheated|"
    rf"malfunctioned|crashed|caught fire|broke(?: down)?|burst|shorted|died|lapsed|ran out of \w+|"
    rf"filled up))(?![\w-])"
)
_STEMS = list_stems(
    "withdrawn, deleted, wiped, erased, overwr, corrupt, damaged, severed, cut, sliced, revoked, "
    "misconf, misrout, mislab, emptied, "
    "wrong, incorrect, invalid, outdated, empty, flooded, accidentally, mistakenly, inadvertently, "
    "errone, unintention, failed, expired, "
    "overheated, malfunc, crashed, fire, broke, burst, shorted, died, lapsed, ran out, filled up"
)
_LOSS = re.compile(
    r"\b(?:messages?|accounts?|photos?|posts?|histor(?:y|ies)|e-?mails?|user|customer|flights?|orders?|"
    r"payments?|"
    r"not|no|never|fixed|repaired|restored)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|which|and|but|because|after|when|as|of)\s")


def find_mishaps(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of one sentence that tell a mishap; ``lower`` is the sentence in lower case."""
    if not any(stem in lower for stem in _STEMS):
        return
    for pattern in (_HARMED, _ERRED, _FAILED):
        for match in pattern.finditer(text):
            if _LOSS.search(match[0]) is None:
                start, end = match.span("key" if pattern is _FAILED else 0)
                clause = max(_CLAUSE.finditer(text, start, end), key=lambda m: m.end(), default=None)
                yield (clause.end() if clause else start), end
