"""A sentence -> what it clears of blame, whatever noun stands there. Pure.

    THING played no part             "the heat had nothing to do with it", "volume was not a factor", "was not the source"
    neither THING nor THING          "neither the contractor nor the maker was at fault"
    not the result of THING          "it was not a matter of outside interference"
    no fault in THING                "nothing was wrong with the signals", "denies any fault in its chillers"
    THING did as it should           "our systems worked as designed"
    no WORK was under way            "no upgrade had been planned"
    no reason to think that ...      "there is nothing to suggest that today's trouble is linked to the strike"
    rumour of THING refuted          "called talk of a theft rubbish", "denied that any ship was involved"

Whoever has no part in something else than the outage (a lawsuit, a decision) is told by other verbs.
"""

import re
from collections.abc import Iterator

from newsagg.detect.wordpatterns import Trigger, compile_words, list_likely

_NP = r"(?:[\w’'&.-]+ ){0,6}?[\w’'&-]+"
_END = r"(?=[.,;:!?\"”’)]|$|\s(?:and|but|or|at|of|which|who|said|says|either|in any|whatsoever)\b)"
_GUILT = (
    r"(?:(?:at |to )(?:fault|blame)|(?:the |a |its |to )?(?:cause|source|reason|culprit|trigger|origin|root|factor|suspect)|behind it|"
    r"involved|responsible|implicated|in play|connected|linked|related|contributory|a contributing factor)"
)
_CLEARED = (
    compile_words(
        rf"(?:(?<=[.,;:\"“—–] )|(?<=^)|(?<=\bthat )|(?<=\band )|(?<=\bbut ))(?P<np>{_NP})[\"“]? [\"“]?(?:(?:had|has|have|having) )?(?:played|plays?|"
        r"playing|had|has) (?:absolutely |at all )?no (?:role|part|hand|share|bearing)(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        rf"(?:(?<=[.,;:\"“—–] )|(?<=^)|(?<=\bthat )|(?<=\band )|(?<=\bbut ))(?P<np>{_NP})[\"“]? [\"“]?(?:had|has|have) (?:absolutely )?nothing "
        r"(?:whatsoever |at all )?to do with (?:it|this|that|the \w+)(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        rf"(?:(?<=[.,;:\"“—–] )|(?<=^)|(?<=\bthat )|(?<=\band )|(?<=\bbut )|(?<=\bsaid )|(?<=\bsays ))(?P<np>{_NP})[\"“]? [\"“]?(?:(?:was|were|is|are|had been)"
        rf"(?: not|n['’]t)|(?:was|were) never) [\"“]?(?:in any way |itself |directly |even |really )?{_GUILT}{_END}",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:neither|none of) (?P<np>(?!confirm|deny|admit)(?:[\w’'&.-]+ ){{1,9}}?[\w’'&-]+) (?:was|were|is|are|had been) {_GUILT}{_END}",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:not|n['’]t|never) (?:the (?:result|work|fault|consequence|doing)|a (?:matter|question|case)|because|an act|the act) of (?P<np>{_NP}){_END}",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:nothing (?:was |is |at all )?(?:wrong|amiss|the matter) with|(?:den(?:y|ies|ied) (?:any|a)|no|without(?: any| a)?) (?:\w+ )?"
        rf"(?:faults?|problems?|trouble|defects?|incidents?|failures?|issues?|malfunctions?) (?:in|with|on|at|of)) (?P<np>(?:its|our|their|his|her|the) {_NP}){_END}",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\bnothing (?:was |is |at all )?(?:wrong|amiss|the matter) with (?P<np>{_NP}){_END}", re.IGNORECASE
    ),
    compile_words(
        rf"(?:(?<=[.,;:\"“—–] )|(?<=^)|(?<=[\"“])|(?<=\bthat ))(?P<np>{_NP}) (?:had |has |have )?(?:work(?:ed|s)|performed|performs|behaved|functioned|"
        r"operated|did|done|reacted|responded) (?:exactly |just |precisely )?as (?:it was told|designed|intended|documented|expected|"
        r"specified|it should|they should|planned)(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        r"(?:(?<=^)|(?<=[.,;:\"“—–] )|(?<=[\"“])|(?<=\bthat ))(?P<np>no (?:[\w-]+ )?(?:maintenance|upgrades?|work|works|updates?|changes?|releases?|"
        r"deployments?|tests?|account|adversar(?:y|ies)|attackers?|intruders?|hackers?|outsiders?|attack|cyber\w*|malware|strike|staff)) "
        r"(?:had been |was |were |has been |is )(?:scheduled|planned|under way|underway|made|done|involved|at work|carried out|closed|running|responsible|to blame)(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        r"\b(?:rumou?rs?|talk|chatter|claims?|suggestions?|speculation|reports?|allegations?|accusations?) (?:\w+ ){0,3}?(?:of|about|that) "
        rf"(?P<np>{_NP}) (?:[\"“]?(?:absolute |utter |complete |total |pure )?(?:rubbish|nonsense|false|untrue|baseless|unfounded|absurd|wrong)|"
        r"(?:was|were|is|are) (?:false|untrue|baseless|unfounded|nonsense|wrong))(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:disput(?:ed|es)|denie[sd]|rejected|rejects|dismiss(?:ed|es)|refut(?:ed|es)|rebuffed) (?:[\w’'-]+ ){{0,5}}?that (?P<np>{_NP}) "
        r"(?:was|were|is|are|had|has|have|bore|played|plays)(?: been)? (?:any |an? |the )?(?:part|role|hand|share|factor|error|problem|trouble|involved|responsible|to blame|at fault|behind|the cause|the source)(?![\w-])",
        re.IGNORECASE,
    ),
    compile_words(
        r"\b(?:exclud(?:ed|es)|discount(?:ed|s)|dismiss(?:ed|es)|reject(?:ed|s)|struck out|ruled out) "
        rf"(?P<np>(?:an? |any |the |all )?(?:[\w’'-]+ ){{0,3}}?(?:attacks?|activity|hack\w*|sabotage|interference|tampering|intrusion|cyber\w*|"
        rf"overload|hardware|power \w+|weather|human error|foul play|breach)){_END}",
        re.IGNORECASE,
    ),
)
_TRIED = compile_words(
    r"\b(?:(?:no|nothing|without(?: any| an?)?|(?:not|n['’]t|never)(?: \w+ly)? (?:see|find|have|found|seen|got|aware of)(?: any| a| an)?) (?:\w+ ){0,2}?"
    r"(?:(?:evidence|indications?|signs?|suggestion|reason|proof|grounds?|clue|hint)(?: (?:whatsoever|at all|at this time|so far|yet|at this stage|currently))?)?"
    r"(?: (?:to|which|that) (?:suggests?|indicates?|believe|think|suspect|assume|suppose|points? to))?|(?:untrue|not true|false|incorrect|nonsense|rubbish|mistaken)[\"”’']?) "
    r"(?P<how>of|that|so)(?![\w-]) ?(?P<np>[^.;:,\"”]{4,140})",
    re.IGNORECASE,
)
"""What there is no reason to think, or what is untrue."""
_OF_BLAME = re.compile(
    r"\b(?:related|linked|connected|associated|due|caused|behind|result\w*|responsible|to blame|attack\w*|hack\w*|breach\w*|malicious|cyber\w*|sabotage\w*|"
    r"security|intru\w+|unauthori[sz]ed|foul|purpose|deliberate\w*|intention\w*|targeted|vandal\w*|compromis\w*|terror\w*|criminal|suspicious|tamper\w*|"
    r"part|involve\w*|fault|error)\b",
    re.IGNORECASE,
)
_OF_DATA = re.compile(
    r"\b(?:data|information|records?|passwords?|credentials|files|funds|money|deposits|personal|accounts?|customers?|users?|stolen|accessed|taken|leaked|exfiltrat\w*|lost)\b",
    re.IGNORECASE,
)
"""That nobody's data were taken is another matter."""
_ABROAD = compile_words(
    r"\baucune? (?P<np>(?:[\w’'()-]+ ){0,4}?[\w’'()-]+) n['’](?:est|a été) (?:impliquée?|associée?|en cause|à l['’]origine|liée?|exploitée?|identifiée?|détectée?)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:it|this|that|these|those|they|he|she|we|you|i|there|which|who|what|nobody|users?|customers?|people|nothing|everyone|all)\b",
    re.IGNORECASE,
)
"""What points back, or whoever only suffered."""


_ANY = Trigger(*_CLEARED, _TRIED, _ABROAD)


def find_clearings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what one sentence says had no part in an outage."""
    found: list[tuple[int, int]] = []
    for pattern in list_likely(_CLEARED, text) if _ANY.near(text) else ():
        for match in pattern.finditer(text):
            for low, high in list_members(text, *match.span("np")):
                words = text[low:high]
                if (
                    _NOBODY.fullmatch(words.split()[0])
                    or _HIT.fullmatch(words)
                    or any(low < b and a < high for a, b in found)
                ):
                    continue
                found.append((low, high))
                yield low, high
    if found or not _ANY.near(text):
        return
    for match in (*_TRIED.finditer(text), *_ABROAD.finditer(text)):
        words = match["np"]
        if match[0].lower().startswith("aucun") or (_OF_BLAME.search(words) and not _OF_DATA.search(words)):
            yield match.span("np")


_HIT = re.compile(
    r"(?:the|its|their|all) (?:\w+ )?(?:games?|apps?|consoles?|banks?|airlines?|shops?|stores?|users?|customers?|people|players?|passengers?)",
    re.IGNORECASE,
)
"""Those that were hit: that they are not to blame denies no cause."""
_JOINED = re.compile(r",? (?:or|nor) |, ")


def list_members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the members of a list that is cleared as one: "neither a theft nor malice"."""
    at = start
    for joint in _JOINED.finditer(text, start, end):
        if text[at : joint.start()].strip():
            yield at, joint.start()
        at = joint.end()
    if text[at:end].strip():
        yield at, end
