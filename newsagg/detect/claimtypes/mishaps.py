"""A sentence -> the stretches that tell a mishap as a deed, where nobody says "cause". Pure.

    PART was harmed          "its routes had been withdrawn", "a script was given the wrong ids"
    harmed by mistake        "an engineer accidentally deleted the production database"
    PART failed              "after a cooling unit failed", "when its certificate expired"

Only parts of a service's machinery count: that messages or accounts were deleted is a loss, not a cause.
"""

import re
from collections.abc import Iterator

from newsagg.detect.speechverbs import skip_verb
from newsagg.detect.wordpatterns import Trigger, compile_words, list_likely

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
_HARMED = compile_words(
    rf"(?<![\w-]){_LEAD}{_PART} (?:had been|have been|has been|were|was|got|"
    rf"being) (?:\w+ly )?(?:withdrawn|deleted|wiped|erased|"
    rf"overwritten|corrupted|damaged|severed|cut(?: through)?|sliced|revoked|misconfigured|misrouted|"
    rf"mislabel\w+|emptied|"
    rf"(?:given|fed|passed|sent|handed|loaded with) (?:the )?(?:wrong|incorrect|bad|invalid|"
    rf"outdated)(?: \w+){{0,2}}|"
    rf"left empty|flooded)(?: (?:from|by|in|during|and) [\w’' -]{{3,40}}?(?=[,.;]|$))?(?![\w-])"
)
_ERRED = compile_words(
    r"(?<![\w-])(?:[\w’'-]+ ){1,4}?(?:had |has |have )?(?:accidentally|mistakenly|inadvertently|wrongly|"
    r"erroneously|"
    r"unintentionally) (?:deleted|removed|disabled|pushed|sent|cut|wiped|shut|unplugged|changed|"
    r"published|announced|"
    r"blocked|replaced|overwrote|severed|revoked|deployed|disconnected)(?: (?:off|down|"
    r"out))? (?:[\w’'-]+ ){0,4}[\w’'-]+"
)
_HARD = (
    r"(?:BGP |DNS |TLS |SSL |fib(?:er|re)[- ]optic |undersea |subsea |power |cooling |core |central |main |"
    r"database |network |routing |"
    r"storage |backup |production |primary |back-?up |air[- ]conditioning |upstream |electrical |"
    r"signalling |cloud |hosting |telecoms? )*"
    r"(?:certificates?|keys|cables?|switch(?:es)?|routers?|units?|chillers?|generators?|batter(?:y|ies)|"
    r"disks?|drives?|arrays?|"
    r"nodes?|load balancers?|firewalls?|circuits?|breakers?|transformers?|replication|databases?|caches?|"
    r"queues?|mainframe|"
    r"nameservers?|(?:name|login|authentication|DNS) servers?|power suppl(?:y|ies)|UPS|air conditioning|"
    r"cooling|links?|"
    r"components?|devices?|hardware|modules?|cards?|pumps?|satellites?|masts?|providers?|suppliers?|"
    r"carriers?|vendors?|contractors?)"
)
_BROKE = (
    r"(?:failed|expired|overheated|malfunctioned|crashed|caught fire|broke(?: down)?|burst|shorted|died|"
    r"lapsed|burned out|"
    r"ran out of \w+(?: \w+)?|run out of \w+(?: \w+)?|filled up|gave out|seized up|melted|collapsed|tripped|"
    r"lost power|shut (?:itself )?down|went (?:down|offline|dark|dead))"
)
_FAILED = compile_words(
    rf"(?<=\b)(?P<cue>(?:after|when|because|since) )(?P<key>{_LEAD}{_PART} (?:had |"
    rf"has )?(?:\w+ly )?{_BROKE})(?![\w-])"
)
_BROKEN = compile_words(
    rf"(?<![\w-])(?P<key>{_LEAD}(?:[a-z]+ (?:of|between|in|at) )?{_HARD}(?: (?:in|at|of|between|to|near|serving|feeding|"
    rf"for) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+)? "
    rf"(?:had |has |have )?(?:\w+ly )?{_BROKE}|(?:[Ss]ervers?|[Ss]ystems?|[Hh]alls?|[Rr]acks?|"
    rf"[Dd]isks?) (?:had |have )?"
    r"(?:overheated|ran out of (?:\w+ )?(?:space|memory|power|storage|capacity)|caught fire|"
    r"filled up))(?![\w-])"
)
_SWAMPED = compile_words(
    r"(?<![\w-])(?P<key>(?:[\w’'-]+ ){0,2}?(?:sites?|websites?|apps?|portals?|servers?|systems?|networks?|"
    r"services?|platforms?|lines?|databases?) "
    r"(?:was|were|had been|became|got) (?:\w+ly |simply )?(?:overwhelmed|overloaded|swamped|inundated|"
    r"overrun)(?: (?:by|with) [\w’' -]{3,50}?(?=[,.;]|$))?)(?![\w-])"
)
_SUPPLIER = compile_words(
    r"(?<![\w-])(?P<key>(?:[\w’'-]+ ){0,3}?(?:providers?|suppliers?|vendors?|carriers?|contractors?|"
    r"processors?|partners?) (?:had |has )?(?:suffer(?:ed|s)|experienc(?:ed|es)|"
    r"report(?:ed|s)|had|hit by) (?:an? |its own |some )?(?:\w+ )?(?:outages?|failures?|breakdowns?|"
    r"problems?|faults?|disruptions?))(?![\w-])"
)
_SLIPPED = compile_words(
    r"(?<![\w-])(?P<key>(?:an?|the|its|their|one|some|somebody|someone|staff|"
    r"[\w’'-]+) ?(?:[\w-]+ ){0,2}?(?:engineers?|technicians?|"
    r"employees?|workers?|contractors?|operators?|administrators?|staff(?:er)?s?|somebody|someone|"
    r"developers?) (?:had |has |have )?"
    r"(?:typed|entered|ran|run|launched|applied|swapped|mislabell?ed|misconfigured|issued|pushed|pulled|"
    r"unplugged|deleted|pressed|flipped|cut|drilled|forgot|"
    r"forgotten|failed to (?:renew|update|test|follow)|"
    r"let|switched off|misread|mixed up|overwrote) (?:[\w’'-]+ ){0,6}[\w’'-]+)"
)
_ORDERED = compile_words(
    r"(?<![\w-])(?P<key>(?:[Tt]he |[A-Z][\w’']+ ){0,3}(?:[Gg]overnment|[Aa]uthorit(?:y|ies)|[Rr]egulators?|"
    r"[Mm]inistry|[Pp]olice|"
    r"[Aa]rmy|[Jj]unta|[Cc]ourts?|[Pp]arliament|[Mm]ilitary|[Oo]fficials) (?:(?:have|has|had|then|"
    r"also) )?(?:ordered (?:[\w’'-]+ ){1,6}?"
    r"(?:to (?:shut|block|cut|suspend|switch)[\w ]{0,12}|shut)|cut(?: off)?|shut(?: down| off)?|blocked|"
    r"switched off|suspended|restricted|"
    r"pulled the plug on|throttled) (?:[\w’'-]+ ){0,4}?(?:internet|access|networks?|services?|sites?|apps?|"
    r"platforms?|messaging|"
    r"data|connections?|[A-Z][\w]+))(?![\w-])"
)
_LOSS = re.compile(
    r"\b(?:messages?|accounts?|photos?|posts?|histor(?:y|ies)|e-?mails?|user|customer|flights?|orders?|"
    r"payments?|"
    r"not|no|never|fixed|repaired|restored)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|which|and|but|because|after|when|as|of)\s")


_TROUBLED = compile_words(
    rf"(?<![\w-])(?P<key>{_LEAD}{_HARD}(?: (?:in|at|of|within|inside|between|for) (?:[\w’'-]+ ){{0,4}}?[\w’'-]+)? "
    r"(?:had |has |have )?(?:experienced|suffered|developed|encountered) (?:an? |some )?(?:[\w-]+ ){0,2}"
    r"(?:issues?|problems?|faults?|failures?|errors?|degradation|malfunctions?|loss))(?![\w-])"
)
_UNFOLLOWED = compile_words(
    r"(?<![\w-])(?P<key>(?:[\w’'-]+ ){0,3}?(?:procedures?|process|protocols?|steps|checks|instructions|guidelines|checklist) "
    r"(?:was|were|had|has|have) (?:\w+ly )?(?:not|never) (?:been )?(?:\w+ly )?(?:followed|observed|carried out|completed)|"
    r"(?:fail(?:ed|ure)|forgot|neglected) to follow (?:the |its |their )?(?:[\w-]+ ){0,2}(?:procedures?|process|protocols?|steps|instructions))"
)


_NO_BACKUP = compile_words(
    r"(?<![\w-])(?P<key>(?:[\w’'-]+ ){0,3}?(?:fail-?overs?|back-?ups?|back-?up (?:systems?|generators?|power|servers?)|redundan(?:cy|cies)|"
    r"redundant (?:systems?|links?|paths?)|standby (?:systems?|servers?)|safeguards?|fail-?safes?|secondary (?:systems?|servers?|sites?))"
    r"(?: (?:procedures?|process(?:es)?|mechanisms?|systems?|plans?|servers?))?(?:, [^,]{3,90},)? "
    r"(?:(?:also |then )?(?:did not|didn['’]t|failed to|could not|would not) (?:work|kick in|take over|engage|function|activate|start|respond|switch)|"
    r"(?:also |then )?failed)(?: (?:as|when|properly|correctly|automatically) ?(?:expected|planned|designed|intended|needed)?)?)(?![\w-])",
    re.IGNORECASE,
)
_WHATEVER = (_ORDERED, _SUPPLIER, _UNFOLLOWED, _NO_BACKUP)
"""Mishaps that are none of what was lost, whatever words stand in them."""
_WHOLE = (_UNFOLLOWED, _NO_BACKUP)
_MISHAPS = (
    _NO_BACKUP,
    _TROUBLED,
    _UNFOLLOWED,
    _HARMED,
    _ERRED,
    _FAILED,
    _BROKEN,
    _SWAMPED,
    _SUPPLIER,
    _SLIPPED,
    _ORDERED,
)
_ANY = Trigger(*_MISHAPS)


def find_mishaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of one sentence that tell a mishap."""
    for pattern in list_likely(_MISHAPS, text) if _ANY.near(text) else ():
        for match in pattern.finditer(text):
            if _LOSS.search(match[0]) is None or pattern in _WHATEVER:
                start, end = match.span("key" if pattern.groups else 0)
                clauses = () if pattern in _WHOLE else _CLAUSE.finditer(text, start, end)
                clause = max(clauses, key=lambda m: m.end(), default=None)
                start = clause.end() if clause else start
                yield start + skip_verb(text[start:end]), end
