"""A report's title and body -> weighted terms that two tellings of one outage share. Pure.

The weights come from fixed tiers, not from counting the stored articles: so two reports have the same likeness
whatever else is stored and in whichever order things arrived. What that costs against document frequencies counted
over a whole collection is in docs/merging.md.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

from newsagg.merge.common import COMMON_STEMS

_STOP_WORDS = """
    about above across after afterwards again against all almost alone along already also although always am
    among an and another any anyone anything are around as at away be became because become been before
    behind being below between both but by can cannot could did do does done down due during each either
    else enough even ever every everyone everything except few first five for former four from full further
    get gets getting give given got had has have having he her here him his how however if in indeed instead
    into is it its itself last least less let like little made many may maybe me meanwhile might mine more
    moreover most mostly much must my near neither never next no nobody none nor not nothing now nowhere of
    off often on once one only onto or other others our out over own part per perhaps please put quite
    rather really same see seem seemed seems several she should since six so some someone something
    sometimes somewhere still such take takes taken than that the their them then there these they thing
    things think this those though three through throughout thus to together too toward towards two under
    until up upon us very via was way we well were what whatever when where whether which while who whole
    whose why will with within without would yet you your said say says saying told tell tells according
    report reports reported reporting reportedly new news today yesterday tomorrow monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december jan feb mar apr jun jul aug sep sept oct nov dec year years month months week weeks day days
    hour hours minute minutes time times morning afternoon evening night just people use used using make
    makes know knows don doesn didn isn wasn won couldn can't update updated read continue article url
    comments points http https www com uk cnet zdnet image getty photo credit illustration der die das und
    ist von den mit für auf le la les des une est dans pour que qui pas sur el los las una con por para del
    não uma os
"""

_OUTAGE_WORDS = """
    outage outages down offline online service services user users issue issues problem problems website
    site sites app apps platform company companies internet network system systems server servers technical
    tech technology error errors disruption disruptions disrupted disrupt fix fixed fixing restored restore
    back working access customer customers thousand thousands million millions global worldwide world
    widespread massive major huge hit hits hitting suffer suffers suffered suffering experience experiences
    experiencing experienced unable failure failed fails fail crash crashed crashes crashing glitch glitches
    cause caused causes causing affected affecting affect impact impacted investigate investigating
    investigation resolve resolved recover recovered recovering recovery downdetector detector status page
    message messages log login logged load loading social media account accounts data information digital
    computer software incident event situation temporarily brief briefly hours-long second latest country uk
    us united states american british government official officials statement spokesperson spokesman twitter
    tweet tweeted post posted ceo connection connectivity phone mobile feature features video team teams
    support help going gone went come coming left leave leaves start started begin began return returned
    returns big large number home way work works blame blames blamed cloud web attack cyber cyberattack
    hackers hacker happened apparently confirmed confirms
"""
"""Said of any outage: they say that both reports are about one, not that it is the same."""

_STOP = frozenset(_STOP_WORDS.split())
_OUTAGE = frozenset(_OUTAGE_WORDS.split())

TIERS: Mapping[str, float] = {"outage": 0.35, "plain": 1.0, "name": 1.6, "number": 0.8}
"""Weights of words said of any outage, of other words, of names and of figures; chosen on the tune half of our dev
sets: to weigh common words less gained nothing. A name is written with a capital inside a sentence."""


def is_telling(term: str) -> bool:
    """Say whether a term is neither a figure nor a word that reports of any outage share."""
    return not (term in OUTAGE_STEMS or term in COMMON_STEMS or term[0].isdigit())


_TITLE_COUNTS = 2
_MOST_CHARACTERS = 6000
"""What a report says about which outage it is stands at its head; the end of a long article is background."""
_TOKEN = re.compile(r"[一-鿿぀-ヿ]+|[^\W_一-鿿぀-ヿ]+(?:['’][^\W_]+)?")
_SENTENCE_END = frozenset('.!?:\n"“”‘|—–')


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


OUTAGE_STEMS = frozenset(_stem(w) for w in _OUTAGE)


def _tokens(text: str, *, is_title: bool) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    opens = True
    at = 0
    for match in _TOKEN.finditer(text):
        gap = text[at : match.start()]
        opens = opens or any(c in _SENTENCE_END for c in gap)
        at = match.end()
        token = match[0]
        if "぀" <= token[0] <= "鿿":
            found.extend((token[i : i + 2], "plain") for i in range(max(1, len(token) - 1)))
            opens = False
            continue
        for ending in ("'s", "’s"):
            token = token.removesuffix(ending)
        word = unicodedata.normalize("NFKC", token).casefold()
        if word not in _STOP and len(word) > 1 and (len(word) > 2 or word.isdigit() or token.isupper()):
            stem = _stem(word)
            if stem in OUTAGE_STEMS or word in _OUTAGE:
                tier = "outage"
            elif word[0].isdigit():
                tier = "number"
            elif token[0].isupper() and not opens and not is_title:
                tier = "name"
            else:
                tier = "plain"
            found.append((stem, tier))
        opens = False
    return found


def weigh_terms(
    title: str, body: str, *, without: frozenset[str] = frozenset(), most: int | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    """Return two maps of term -> weight, each of length 1 and heaviest first: all words, and names and figures alone.

    ``without`` are terms to leave out, from ``read_terms``; ``most`` is how many of the heaviest to keep. Weights have
    four digits. A map is empty when no word says anything.
    """
    head = body[:_MOST_CHARACTERS]
    inside = _tokens(head, is_title=False)
    heading = _tokens(title, is_title=_is_title_case(title))
    names = {stem for stem, tier in (*inside, *heading) if tier == "name"}
    counts: Counter[str] = Counter()
    tiers: dict[str, str] = {}
    for tokens, times in ((heading, _TITLE_COUNTS), (inside, 1)):
        for stem, tier in tokens:
            if stem in without:
                continue
            counts[stem] += times
            tiers[stem] = "name" if stem in names and tier == "plain" else tier
    weights = {stem: (1.0 + log(n)) * TIERS[tiers[stem]] for stem, n in counts.items()}
    weights = dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
    telling = {stem: w for stem, w in weights.items() if tiers[stem] in ("name", "number")}
    return scale(weights), scale(telling)


def read_terms(name: str) -> frozenset[str]:
    """Return the terms that a name puts into a text."""
    return frozenset(stem for stem, _ in _tokens(name, is_title=True))


def _is_title_case(title: str) -> bool:
    """Say whether nearly every longer word has a capital, so that capitals mark no names."""
    words = [w for w in _TOKEN.findall(title) if len(w) > 3]
    return sum(1 for w in words if w[0].isupper()) > 0.6 * len(words)


def scale(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights with length 1."""
    length = sqrt(sum(w * w for w in weights.values()))
    return {term: round(w / length, 4) for term, w in weights.items()} if length else {}


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two weighted texts, between 0 and 1."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, sum(w * other[term] for term, w in one.items() if term in other))
