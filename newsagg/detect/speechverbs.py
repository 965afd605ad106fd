"""The verbs of reporting frames, in all their forms -> what kind of verb each is, and whether a doubtful form is one. Pure.

English verbs are written once and inflected here; those of German, French, Spanish and Portuguese in foreignverbs.py.
"""

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Literal, TypeAlias

from newsagg.detect import foreignverbs
from newsagg.detect.framewords import AFTER_AMBIGUOUS, NOUN_BEFORE
from newsagg.detect.wordscan import make_set

Kind: TypeAlias = Literal["firm", "finding", "hedged", "asking", "count", "part"]

_FIRM = (
    "accept acknowledge add agree admit affirm announce argue apologise apologize assert assure attest boast caution clarify "
    "comment complain concede conclude confess confirm contend convey counter declare deny deplore disclose dispute "
    "divulge elaborate emphasise emphasize exclaim explain fume grumble gripe indicate inform insist joke lament "
    "maintain mention moan mutter notify observe pledge proclaim promise protest quip reaffirm reassure recall "
    "recommend recount refute reiterate relay remark reply respond retort reveal stipulate stress testify tout tweet "
    "underline underscore urge vow warn blame attribute ascribe communicate bemoan advise alert rebut reject dismiss "
    "downplay answer brief remember concur foresee figure call cite claim continue describe detail determine discount document echo email fault find "
    "flag highlight list message name note order outline pin point post read repeat report say share signal state "
    "summarise summarize trace update write tell blog fret rue regret accuse credit verify understand hear vent rage seethe skeet "
    "opine muse interject confide swear whisper growl decry denounce condemn criticise criticize implore counsel instruct request demand "
    "propose specify certify corroborate restate reassert intimate insinuate profess decree volunteer enthuse chuckle scoff sneer grouse kvetch "
    "bellyache whine howl text chide enumerate narrate recite retell preach beg plead lecture concretise hail deem itemise itemize"
)
_FINDING = "identify discover diagnose pinpoint"
_HEDGED = (
    "allege anticipate assume believe estimate expect fear guess hint imply predict presume reckon speculate suggest "
    "deduce hypothesise hypothesize reason surmise suspect theorise theorize think hope posit venture forecast foretell"
)
_ASKING = "ask wonder question query"
_COUNT = (
    "clock notch chart show log record receive track register see have get detect measure tally count display"
)
_IRREGULAR = MappingProxyType(
    {
        "say": "says said saying",
        "tell": "tells told telling",
        "write": "writes wrote writing",
        "find": "finds found finding",
        "think": "thinks thought thinking",
        "read": "reads read reading",
        "show": "shows showed shown showing",
        "see": "sees saw seen seeing",
        "have": "has had having",
        "get": "gets got getting",
        "understand": "understands understood understanding",
        "admit": "admits admitted admitting",
        "pin": "pins pinned pinning",
        "fret": "frets fretted fretting",
        "quip": "quips quipped quipping",
        "log": "logs logged logging",
        "flag": "flags flagged flagging",
        "blog": "blogs blogged blogging",
        "rebut": "rebuts rebutted rebutting",
        "refute": "refutes refuted refuting",
        "regret": "regrets regretted regretting",
        "signal": "signals signalled signaled signalling",
        "rue": "rues rued",
        "hear": "heard",
        "foresee": "foresees foresaw",
        "figure": "figures figured",
        "concur": "concur concurs concurred",
        "swear": "swears swore sworn swearing",
        "retell": "retells retold retelling",
        "beg": "begs begged begging",
        "plead": "pleads pleaded pleading",
        "forecast": "forecast forecasts forecasting",
        "foretell": "foretells foretold",
    }
)
_PRESENT = make_set(
    "say tell claim report complain believe think suspect warn confirm suggest blame describe note add admit estimate "
    "expect show have see get write state insist argue fear deny acknowledge explain announce indicate concede allege "
    "speculate hope read wonder ask reckon display track find agree guess assume apologise apologize maintain point cite forecast vent rage recommend"
)
"""Bare forms that stand behind a plural subject; the others are infinitives: "unable to communicate"."""
_NOT_PARTICIPLES = make_set("reading seeing having getting sharing ordering finding thinking posting")
"""Forms in -ing that hardly ever introduce speech."""
_NOUNS = make_set("messages emails orders documents briefs echoes names credits alerts counters outlines")
"""Forms that are nouns nearly always."""


def _inflect(verb: str) -> Iterator[str]:
    if verb in _PRESENT:
        yield verb
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
    elif verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2] not in "aeou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    elif verb.endswith(("s", "sh", "ch", "x")):
        yield from (f"{verb}es", f"{verb}ed", f"{verb}ing")
    else:
        yield from (f"{verb}s", f"{verb}ed", f"{verb}ing")


def _forms(line: str) -> Iterator[str]:
    for verb in line.split():
        yield from _inflect(verb)


def _make_kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    groups: tuple[tuple[Kind, Iterable[str]], ...] = (
        ("firm", _forms(_FIRM)),
        ("finding", _forms(_FINDING)),
        ("hedged", _forms(_HEDGED)),
        ("asking", _forms(_ASKING)),
        ("count", _forms(_COUNT)),
        ("firm", foreignverbs.SAYING),
        ("hedged", foreignverbs.HEDGING),
        ("count", foreignverbs.COUNTING),
    )
    for kind, forms in groups:
        for form in forms:
            if form in _NOUNS or form in _NO_SPEECH:
                continue
            if not form.endswith("ing"):
                kinds[form] = kind
            elif form not in _NOT_PARTICIPLES:
                kinds[form] = "count" if form in ("showing", "detecting") else "part"
    for kind, line in (("firm", _FIRM), ("hedged", _HEDGED), ("asking", _ASKING)):
        for verb in line.split():
            if verb in PLAIN:
                kinds[verb] = kind
    return kinds


_NO_SPEECH = make_set("charts chart notch clock hailing deeming requesting demanding instructing begging")
PLAIN = (
    make_set(f"{_FIRM} {_HEDGED} {_ASKING}")
    - foreignverbs.SAYING
    - foreignverbs.HEDGING
    - frozenset(_forms(f"{_FIRM} {_HEDGED} {_ASKING} {_COUNT}"))
)
"""Bare forms that tell somebody's word behind a plural and before "that" alone: "cyclists grumble that"."""
KINDS: MappingProxyType[str, Kind] = MappingProxyType(_make_kinds())
"""Every form of every verb that opens a frame, in lower case."""

AMBIGUOUS = (
    make_set(
        "read reads writes calls call called post posts report reports note notes claim claims estimate estimates share "
        "shares trace traces point points list pin pins update updates updated detail details detailed find finds "
        "found posted shared continued continue thought think maintain maintains maintained identify identifies "
        "identified discover discovers discovered describe described name names named answer answers order orders "
        "ordered heard hear message messages email emails question questions state states signal signals flag flags echo "
        "accept accepts accepted text texts texted reason reasons reasoned deduce deduces deduced document documents documented highlight highlights outline outlines outlined fault faults faulted credit "
        "credits credited query queries hope hopes fear fears guess comment comments promise promises pledge pledges "
        "alert alerts stress order counter counters tweet tweets protest protests joke regret regrets warrant "
        "assume assumed determined repeat repeats repeated record records dispute disputes discount "
        "request requests demand demands requested demanded hail hails hailed deem deems deemed volunteer volunteers intimate clocks discounts brief briefs ask asks understood reason advise urge cite blame add pin blog blogs question asked "
        "forecast forecasts rage rages vent vents figures figured remember remembers remembered relay relays convey verify verified accused dismiss reject rejected"
    )
    | foreignverbs.DOUBTFUL
)
"""Forms that are nouns or other verbs as often: they need a sign of speech behind them."""
_HAS = re.compile(r"\s(?:a|ont|ha|han|hat|haben)\s$")
_MANY_REPORT = re.compile(
    r"[\W_]*(?:(?:But|And|Meanwhile|Some|Many|Several|Other|Most|Two|Three|Few|More|Local)\s)?(?:[\w’'-]+\s)?(?!News|Press|Sales|Status|Media)"
    r"[A-Za-z][a-z’-]+(?:[^s]s|people)\s"
)
"""Nothing but people in the plural ahead: "Sellers report parcels missing"."""
_PLURAL = re.compile(r"(?:[a-z]s|people|police|staff|crews|they)\s$")
_THAT = re.compile(r"\sthat\b|[:,]?\s[“\"„«]|[.,]?$")
_IN_PLURAL = make_set("report describe claim note flag share post")


def is_told(text: str, match: re.Match[str], before: str) -> bool:
    """Say whether a form that is a noun or another verb as often tells somebody's word here."""
    if match[0] in PLAIN:
        return _PLURAL.search(before) is not None and _THAT.match(text, match.end()) is not None
    if match[0] in _IN_PLURAL and _MANY_REPORT.fullmatch(text, 0, match.start()):
        return True
    noun = NOUN_BEFORE.search(_HAS.sub("", before) if match[0] in foreignverbs.SAYING else before)
    return noun is None and AFTER_AMBIGUOUS.match(text, match.end()) is not None


_LEADS = frozenset(
    form for form, kind in KINDS.items() if kind in ("firm", "finding", "hedged") and form not in AMBIGUOUS
) | make_set(
    "told tells found discovered reported learned learnt determined concluded says said thinks believes"
)
"""Forms behind which a clause may follow without "that"."""
_NO_SPEAKER = make_set(
    "a an the this that its their his her our my these those any some no every each one of and or was were is are been be being as by newly "
    "not also recently previously widely"
)
"""Before a form, it is a participle: "the reported fault"."""
_HEARER = re.compile(r"(?:the |its |their |The )?[^\s,.;:]+(?: [A-Z][\w.’'*]*){0,3} (?=\S)")


def find_spoken(words: str, *, of_them: bool = False) -> int:
    """Return where what is said begins in "the firm confirmed a bad disk"; 0 where nobody says it.

    Where it is "they" that follows, who was meant is who speaks: 0 as well, unless ``of_them`` is set.
    """
    if " " not in words:
        return 0
    end = 0
    before = ""
    for match in _WORD.finditer(words):
        word = match[0].lower()
        if (
            before
            and match[0] in _LEADS
            and before not in _NO_SPEAKER
            and words[match.end() :].startswith(" ")
        ):
            end = match.end() + 1
            if word in _TOLD and (hearer := _HEARER.match(words, end)) is not None:
                end = hearer.end()
        before = word
    return 0 if _NO_CLAUSE.match(words, end) or (not of_them and _THEM.match(words, end)) else end


def skip_verb(words: str) -> int:
    """Return where what is said begins in "said a bad disk"; 0 where the words do not begin with a verb of speech."""
    first = _WORD.match(words)
    return first.end() + 1 if first is not None and first[0] in _LEADS else 0


_TOLD = make_set("told tells")
_NO_CLAUSE = re.compile(r"\s*$|(?:to|of|by|with|in|on|at|for|about|as)\b")
_THEM = re.compile(r"(?:they|it|he|she|we)\b")
_WORD = re.compile(r"[\w’'-]+")
