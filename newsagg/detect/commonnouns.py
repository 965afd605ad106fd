"""A common noun as the subject of a sentence -> whom of the text it means, or whom it names by itself. Pure.

The group said          whose name ends in it: "Harbour Data Group"
The airline said        who of that trade was named last, when the article's main vendor is of another
Both said               the two that were named together
The fire department in Elko said          itself
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from newsagg.detect.gazetteer import PLACE
from newsagg.detect.lexicon import Lexicon, Mention
from newsagg.detect.speakernames import known_source, slug_of
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole

_REACH = 2500
"""Code points back to a name that a noun means, or that was named with others: half an article."""
_THE_ONE = re.compile(r"(?:[Tt]he|[Tt]hat|[Tt]his)\s(?:[a-z][\w-]*\s)?(?P<noun>[a-z]{4,})")
_NAMESAKES = frozenset(
    "group department council exchange authority commission agency university hospital trust ministry association union "
    "corporation centre center bank society federation institute board office service police airport airline school court "
    "college bureau foundation company network committee parliament chamber".split()
)
"""Nouns that names of firms and bodies end in, or hold."""
_TRADES = MappingProxyType(
    {
        "airline": ("airline",),
        "airport": ("aviation", "travel"),
        "bank": ("bank", "payments", "crypto"),
        "lender": ("bank", "payments"),
        "hospital": ("health",),
        "university": ("education",),
        "school": ("education",),
        "council": ("government",),
        "ministry": ("government", "regulator"),
        "supermarket": ("retail",),
        "grocer": ("retail",),
        "retailer": ("retail",),
        "carmaker": ("carmaker",),
    }
)
"""Nouns that firms of some kinds of the lexicon are called by, and of no other."""
_ALL = re.compile(
    r"(?:both|all (?:of them|three|four|five|six)|each of them|the (?:two|three|four|five))(?:\s(?:of\s(?:the|them|these)\s?)?(?P<noun>[a-z][\w-]*s)?)?|"
    r"(?:all|each) of (?:the above|these|those)(?:\s[a-z][\w-]*s)?",
    re.IGNORECASE,
)
_HOW_MANY = MappingProxyType({"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6})
_NAME = r"[A-ZÀ-Þ][\w.&’'-]*[\w](?:\s(?:of\s)?[A-ZÀ-Þ][\w.&’'-]*[\w]){0,3}"
_TOGETHER = re.compile(
    rf"(?<![\w’'-])(?!(?:Both|The|And|But|When|While|After|As)\s){_NAME}(?:,\s{_NAME}){{0,6}},?\s(?:and|y|et|und|e)\s{_NAME}"
)
_SEATED = re.compile(
    r"(?:(?:[Aa]n?\s)?(?:spokes\w+|officials?|representatives?)\s(?:for|of|at|from)\s)?(?:[Tt]he\s|[Aa]n?\s)?(?P<name>(?:[a-z][\w’'-]*\s){0,2}"
    rf"(?:department|police|council|sheriff|hospital|school|college|university|court|office|offices|brigade|authority|airport|clinic|library)\s(?:in|at|of|for)\s{_NAME})"
)
_OWNED = re.compile(
    r"(?:(?:[Tt]he|[Oo]ne|[Aa]n?)\s|(?=[MmOo](?:y|ur)\s))(?P<owner>(?:[Mm]y\s|[Oo]ur\s)?(?:[a-z][\w-]*\s){0,3}?[a-z][\w-]*[a-z])['’]s?\s[a-z][^,;]*"
)
_OF_THE_STATE = re.compile(
    r"(?:[Tt]he\s)?(?P<name>(?:state|county|city|town|country|nation|province|region|government|kingdom|island|borough|district|republic|mayor|governor|president|"
    r"prime minister|sheriff|village|parish)['’]s\s(?:[\w-]+\s){0,3}?(?:department|office|offices|authority|agency|council|ministry|bank|board|commission|service|police|regulator|"
    r"watchdog|bureau|secretary|minister|administration|system|court|centre|center|division|cabinet))"
)
"""A body by whose it is: "the state's health department"."""
_SOMEBODY = re.compile(
    r"['’]s?\s(?:\w+\s)?(?:owner|operator|parent|maker|provider|supplier|landlord|manufacturer|insurer|lender|union|regulator|lawyers?|customers?|users|staff|rival)$"
)
"""Who belongs to somebody, and speaks for himself: "the network's owner"."""
_OF_A_PLACE = re.compile(rf"(?P<name>{_NAME}['’]s?\s(?:[\w-]+\s){{0,3}}?(?P<noun>[a-z][\w-]*))")
_LOCAL = re.compile(
    r"(?!(?:The|An?|Its|Their|This|That|His|Her|Our|One|Another)\s)[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?\s(?:[a-z][\w-]*\s){0,2}?(?P<noun>[a-z][\w-]*)"
)
"""A trade with its place or country: "Tokyo bourse", "Kenyan regulator"."""
_SUPERLATIVE = re.compile(
    r"['’]s?\s(?:\w+-)?(?:largest|biggest|leading|main|top|oldest|national|number one|second-largest|largest-\w+)\s"
)
_FIRM = re.compile(
    r"(?:bourse|watchdog|ministry|council|hospital|university|operator|carrier|airline|lender|bank|retailer|grocer|utility|railway|railways|grid|network|provider|telco|exchange|airport|regulator|company|firm|"
    r"supermarket|insurer|broker|chain|minister|telecoms? giant|giant|group)"
)
_GERMAN_BODY = re.compile(
    r"(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]in|[Ee]ine)\s(?:[a-zäöü]+\s)?(?P<name>\w*(?:[Bb]etreiber|[Aa]nbieter|[Kk]onzern|[Uu]nternehmen|[Bb]ank|[Dd]ienstleister|[Hh]ersteller|"
    r"[Ff]irma|[Vv]erband|[Gg]esellschaft|[Vv]ersorger|[Hh]ändler|[Vv]ersicherer|[Ii]nstitut|[Ll]eitung|[Ff]lughafen|[Kk]linik|[Ss]parkasse|[Ss]tadtwerke)(?:in)?)"
)


def read_noun(words: str, text: str, at: int, main: Speaker | None, lexicon: Lexicon) -> Speaker | None:
    """Return whom "both", "the group" and "the fire department in Elko" mean at an offset of a text."""
    joint = find_all(words, text, at)
    if joint is not None:
        named = main is not None and main.name in joint.name
        return replace(joint, role=SpeakerRole.VENDOR_OFFICIAL) if named else joint
    namesake = find_namesake(words, text, at, main)
    return _name_body(namesake, main, lexicon) if namesake else read_seated(words)


def find_namesake(words: str, text: str, at: int, main: Speaker | None) -> str:
    """Return the name before an offset that ends in the noun of "the group"; empty when there is none.

    The main vendor needs no such name when its own holds the noun.
    """
    match = _THE_ONE.fullmatch(words)
    noun = match["noun"].capitalize() if match is not None else ""
    if noun.lower() not in _NAMESAKES or (main is not None and noun in main.name):
        return ""
    before = text[max(0, at - _REACH) : at]
    if noun not in before and noun == "Authority":
        noun = "Council"  # what a local authority is called
    if noun not in before:
        return ""
    named = re.compile(
        rf"(?<![\w’'-])(?:[A-ZÀ-Þ][\w&’'-]*\s(?:(?:of|for|and)\s)?){{1,5}}{noun}(?:\s(?:of|for)\s[A-ZÀ-Þ]\w+)?(?![\w-])"
    )
    found = [m[0] for m in named.finditer(text, max(0, at - _REACH), at)]
    name = re.sub(r"^(?:The|At|In|On|A|An|And|But)\s", "", found[-1]) if found else ""
    return name if " " in name else ""


_BODY = re.compile(
    r"(?:Department|Council|Authority|Commission|Agency|Ministry|Board|Office|Police|Court|Bureau|Committee|Parliament)\b"
)


def _name_body(name: str, main: Speaker | None, lexicon: Lexicon) -> Speaker:
    slug = lexicon.speaker(name)
    if slug is not None and main is not None and lexicon.same_family(slug, main.slug):
        role = SpeakerRole.VENDOR_OFFICIAL
    else:
        role = SpeakerRole.REGULATOR if _BODY.search(name) else SpeakerRole.OTHER_VENDOR
    return known_source(name) or Speaker(slug=slug or slug_of(name), name=name, role=role)


def is_of_trade(words: str, main: Speaker | None, lexicon: Lexicon) -> bool:
    """Say whether "the airline" may mean the main vendor: unless the lexicon knows that it is something else."""
    noun = words.split()[-1].lower()
    kinds = _TRADES.get(noun)
    if kinds is None or main is None or noun in main.name.lower():
        return True
    kind = lexicon.kind_of(main.slug)
    return not kind or kind in kinds


def find_in_trade(words: str, at: int, mentions: Sequence[Mention], lexicon: Lexicon) -> Mention | None:
    """Return the last name before an offset that is of the trade of "the airline"."""
    kinds = _TRADES.get(words.split()[-1].lower(), ())
    for mention in reversed(mentions):
        if mention.start < at and lexicon.kind_of(mention.slug) in kinds:
            return mention if at - mention.start < _REACH else None
    return None


def find_all(words: str, text: str, at: int) -> Speaker | None:
    """Return the several that "both" and "all three banks" mean: those last named together, as the text names them."""
    if _ALL.fullmatch(words) is None:
        return None
    wanted = next((n for word, n in _HOW_MANY.items() if word in words.lower().split()), 0)
    for match in reversed(list(_TOGETHER.finditer(text, max(0, at - _REACH), at))):
        names = re.split(r",\s(?:and\s)?|\s(?:and|y|et|und|e)\s", match[0])
        if (len(names) == wanted or (not wanted and len(names) > 1)) and not any(
            PLACE.fullmatch(n) for n in names
        ):
            return Speaker(slug=slug_of(match[0]), name=match[0], role=SpeakerRole.OTHER_VENDOR)
    return None


def read_seated(words: str) -> Speaker | None:
    """Return the body that a noun and its place name: "the fire department in Elko"."""
    match = _SEATED.fullmatch(words)
    return (
        None
        if match is None
        else Speaker(slug=slug_of(match["name"]), name=match["name"], role=SpeakerRole.REGULATOR)
    )


def read_owner(words: str, firm: re.Pattern[str]) -> Speaker | None:
    """Return who is named by a common noun that owns what speaks, unless it is a noun for firms: "the plumber's team"."""
    body = _OF_THE_STATE.fullmatch(words)
    if body is not None:
        return Speaker(slug=slug_of(body["name"]), name=body["name"], role=SpeakerRole.REGULATOR)
    owned = _OWNED.fullmatch(words)
    if owned is None or firm.search(f"the {owned['owner']}") or _SOMEBODY.search(words):
        return None
    return Speaker(slug=slug_of(owned["owner"]), name=owned["owner"], role=SpeakerRole.CUSTOMER)


def is_best_known(words: str) -> bool:
    """Say whether words paraphrase a name: "Germany's biggest lender", "the nation's largest carrier"."""
    return _SUPERLATIVE.search(words) is not None and _FIRM.fullmatch(words.split()[-1]) is not None


def read_described(words: str) -> Speaker | None:
    """Return whoever a description names that nobody else in the text fits: "Denmark's rail operator", "the school board's line"."""
    place = _OF_A_PLACE.fullmatch(words)
    if place is not None and _FIRM.fullmatch(place["noun"]):
        role = SpeakerRole.REGULATOR if place["noun"] in ("minister", "regulator") else SpeakerRole.CUSTOMER
        return Speaker(slug=slug_of(words), name=words, role=role)
    local = _LOCAL.fullmatch(words)
    if local is not None and _FIRM.fullmatch(local["noun"]):
        return Speaker(slug=slug_of(words), name=words, role=SpeakerRole.CUSTOMER)
    german = _GERMAN_BODY.fullmatch(words)
    if german is not None:
        return Speaker(slug=slug_of(german["name"]), name=german["name"], role=SpeakerRole.CUSTOMER)
    owned = _OWNED.fullmatch(words)
    if owned is not None and _SOMEBODY.search(words):
        name = words.split(" ", 1)[1] if words[:4].lower() == "the " else words
        return Speaker(slug=slug_of(name), name=name, role=SpeakerRole.CUSTOMER)
    if owned is not None:
        return Speaker(slug=slug_of(owned["owner"]), name=owned["owner"], role=SpeakerRole.CUSTOMER)
    return None
