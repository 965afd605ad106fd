"""A Reading -> drafts of claims on where an outage was felt. Pure.

Places count in a clause that tells of the outage, after a preposition or in a list of places; "worldwide" and its like
are places, too. Names of places as adjectives ("the US airline") are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.nameruns import PLACES, find_runs
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.strangeplaces import name_more
from newsagg.detect.claimtypes.timing import tracker_in
from newsagg.detect.claimtypes.weighing import CAMPS, PLAIN_CAMP
from newsagg.detect.gazetteer import ANYWHERE, COUNTRY, FIRST_WORDS, PLACE
from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import slug_of
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import list_among
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Scope

_OUTAGE = compile_words(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|issues?|problems?|incident|crash\w*|failures?|"
    r"errors?|glitch\w*|trouble|reports?|reported|complaints?|blackouts?|interruption|unable|affect\w*|"
    r"impact\w*|hotspots?|cannot|degrad\w*|latency|"
    r"can['’]t|couldn['’]t|Ausfall|Störung\w*|Probleme|panne|caída|fallos?|falha|instabilidade|"
    r"interrupción|grounded|paused|restor\w+|no longer|not load|lost|gone|no signal|error rates|stopp\w+|"
    r"hit|halt\w*|without|blank pages?|could not|cut off|"
    r"ground\w*|cancel\w+|felt|lahm\w*|ausgefallen|gestrichen|gestört|tombée?|dejó|dejado|falla|"
    r"sin servicio|caíd[oa]s?)\b",
    re.IGNORECASE,
)
_DESCRIBES = compile_words(
    r"\b(?:(?:based|headquartered|located|offices?|facility|compan(?:y|ies)) (?:in|near|outside)|"
    r"operating out of|(?<!from )data cent(?:er|re)s? (?:in|near)|routers? on|is an? [\w -]{3,40}(?:company|"
    r"provider|platform|service|bank|operator|firm)|provides? |"
    r"largest [\w -]{3,30} in|based in|headquartered|(?<!from )data cent(?:er|re)s? (?:in|on|at)|founded|"
    r"flights? (?:from|to)|offers? services|has \d[\d,.]* \w+ (?:in|on))",
    re.IGNORECASE,
)
_SAME = {
    "us": "united-states",
    "u-s": "united-states",
    "usa": "united-states",
    "u-s-a": "united-states",
    "uk": "united-kingdom",
    "u-k": "united-kingdom",
    "britain": "united-kingdom",
    "great-britain": "united-kingdom",
    "eu": "european-union",
}
_FELT = re.compile(
    r"\b(?:users?|customers?|regions?|affected|impacted|outage|unavailable|requests|errors|availability)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:outages?|down|users|customers|subscribers|people|households|homes|residents|fans|without|affect\w*|impact\w*|disrupt\w*|reports?|"
    r"reported|problems|issues|offline|unavailable|hit|hotspots?|hot spots|network|grounded|paused|"
    r"departures|errors?|latency|worst|cancel\w*|delay\w*|strand\w*|flights|stores|grounding|regions?|signal|failed|lost|gestrichen|ausgefallen|región|région|"
    r"Region)\b",
    re.IGNORECASE,
)
_MAPPED = compile_words(
    r"\b(?:outage|heat|live) ?map|\bmap (?:also )?shows|\bhot ?spots?\b|\b(?:majority|"
    r"most) of (?:the )?reports\b|\breports (?:are|were|appear to be|seem to be) (?:coming|concentrated)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:in|across|throughout|over|around|from|including|of|and|or|to|the|for|within|at|on|as|"
    r"into|through|near|primarily|mainly|impacted|affected|affecting|impacting|hit|hitting|"
    r"in der|im|en|dans|au|aux|à|em|no|na|nos|out of|between|its|their|región|région|Region|la|el|le|der)|"
    r"[,/(]|\bincludes?)\s*[\"“]?$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"^\s(?:site|facility|campus|plant|headquarters|data cent|warehouse|hub)|^\s?(?:[A-Z]\w+|Times|Post|government|airline|carrier|bank|retailer|regulator|company|firm|based|"
    r"spokes\w+|Stock|police|court|president|senator|dollar|law|time|stock|markets|citizen|[ap]\.?m)\b|"
    r"^['’]s?\s(?:largest|biggest|[A-Z])|^-(?!\s|wide)"
)


def _places(text: str) -> Iterator[re.Match[str]]:
    """Yield the places, which begin with one of a set of words."""
    end = 0
    for at, _ in list_among(text, FIRST_WORDS):
        if at >= end:
            match = PLACE.match(text, at)
            if match is not None:
                end = match.end()
                yield match


def _only_country(reading: Reading) -> str:
    """Return the one country that the article names, empty when it names none or several."""
    named = {
        _SAME.get(slug_of(match[0].lower()), slug_of(match[0].lower()))
        for match in COUNTRY.finditer(reading.text[:6000])
    }
    return next(iter(named)) if len(named) == 1 else ""


def _call(words: str, reading: Reading) -> tuple[str, str]:
    """Return the slug and the name of a place; "around the globe" and "mondiale" are one place, worldwide."""
    if words.lower() in _ALONE or ANYWHERE.fullmatch(words):
        if _WORLD.search(words):
            return "worldwide", "worldwide"
        if _CONTINENT.search(words):
            return "europe", "Europe"
        country = _only_country(reading)
        if country:
            return country, country.replace("-", " ").title()
        return "nationwide", "nationwide"
    slug = slug_of(re.sub(r"^the ", "", words.lower()))
    return _SAME.get(slug, slug), words


_ALONE = ("global", "international", "national", "cross-country")
"""Places by what they stand before: "a global outage"."""
_WORLD = re.compile(r"world|glob|welt|monde|mondial|mund|international", re.IGNORECASE)
_CONTINENT = re.compile(r"europa|europe", re.IGNORECASE)
_CLOUDS = re.compile(
    r"(?i:[a-z]{2,12}-(?:gov-)?(?:north|south|east|west|central)\w*-?\d[a-f]?)|\w+ US(?: \d)?"
)


_STEMS = Stems(
    "outage, down, offline, disrupt, unavailable, issue, problem, incident, crash, fail, error, glitch, trouble, report, "
    "complain, blackout, interrupt, interrup, unable, affect, impact, hotspot, cannot, degrad, latency, can't, can’t, couldn, "
    "ausfall, störung, probleme, panne, caíd, fallo, falha, falla, instabil, ground, paused, restor, no longer, not load, lost, "
    "gone, no signal, stopp, without, blank, could not, cut off, hit, halt, cancel, felt, lahm, ausgefallen, gestrichen, gestört, tomb, dejó, dejado, sin servicio"
)
_NOT_EVERYWHERE = re.compile(
    r"\s(?:[A-Z]\w+|network|coverage|operator|carrier|customers? base|rollout|survey|reach|warming|economy|company|head|market|giant|VP|chief|leader|business|brand|firm|chain|audience|"
    r"customer base|presence)"
)
_NOT_FELT = re.compile(
    r"\b(?:(?:news|word|anger|criticism) (?:of|about|over|at) [^.;]{0,40}\b(?:spread|spreading|travelled|traveled)|"
    r"(?:tracks?|monitors?|covers?|measures?) [\w ]{0,24}|"
    r"(?:has|have|had|serv\w+|boast\w*|with|of) (?:[\w-]+ ){0,3}?(?:[\d.,]+|\w+) (?:million|billion) (?:[\w-]+ ){0,3}\w+) $",
    re.IGNORECASE,
)
"""What is everywhere and is no outage: news of it, a tracker's eyes, a service's audience."""
_ADJECTIVE = re.compile(
    r"(?:US|UK|EU|U\.S\.|U\.K\.)\s(?!(?:and|or|but|at|for|after|as|by|while|where|when|were|was|is|are|have|has|had|on|with|"
    r"users?|customers?|subscribers?|regions?|east|west|coast|today|yesterday|from|since|during|before|until|could|"
    r"can|cannot|that|who|which|saw|reported|to|in|of|(?!(?:broadcast|stream|bank|trad|shipp|clear|hous|cloth|gam|hold)ing\b)[a-z]+(?:ed|ing))\b)[a-z]"
)
"""The abbreviation of a country before a noun: "US voice providers"."""
_PART_OF_NAME = re.compile(r"\b[A-Z]\w+ of (?:the )?$")
"""The bank of a country is no place: "Reserve Bank of Norway"."""
_SEAT = re.compile(
    r"[A-Z][\w’'-]+, (?:an?|the|\d\d,?|who [\w ]{3,24}?)(?: [\w’'-]+){0,4}? (?:in|from|of|near) (?:the )?$|"
    r"\b(?:lives?|lived|works?|worked|based|living|student|teacher|resident) (?:in|at|of|from) $|[ap]\.?m\.?,? (?:in )$"
)
"""Where a person lives: "Dana Reyes, a teacher in Boston"."""
_TIME_OF = re.compile(r" time\b")
_BOUND_FOR = re.compile(r"\bto (?:the )?$")
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
"""Only "from Oslo to Bergen" is where it was felt: "summoned to Oslo" is not."""
_SUFFERS = re.compile(
    r"(?:['’]s (?:[a-z]\w* ){0,3})?\s?(?:was |were |has |had |is |been |briefly |again |largely |almost |entirely )*"
    r"(?:affected|impacted|hit|without|experienc\w+|suffer\w*|lost|los(?:es|ing)|went (?:dark|offline|silent|down)|cut off|plunged|knocked (?:off|out)|offline)\b"
)
"""A place that is itself what the outage befell: "Togo lost its internet"."""
_SOME_OF = re.compile(r"(?:parts|much|most|all) of\b")
_SCENE = re.compile(
    r"^\W*(?:In|Across|From) [^,]{2,40}, (?:the )?[\w .’'-]{2,60}?\b(?:said|says|warn\w*|told|announc\w*|rul\w+|fin\w+|"
    r"investigat\w*|recommend\w*|advis\w*|call\w*|urg\w*)\b"
)
"""Where somebody speaks or decides: "In Brazil, the regulator said"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The places that one voice names in one sentence."""

    sentence: Sentence
    places: tuple[tuple[int, int, str, str], ...]
    """Offsets of the sentence, slug and name."""
    camp: str
    """Whose side the voice is on."""
    speaker: Speaker | None


def propose_regions(reading: Reading) -> Iterator[Draft]:
    """Yield affected_region claims; the places of one clause share its quote.

    Of each side the sentence that names most places comes first, then those that add a place; the headline counts
    only where the text names none.
    """
    groups = list(_read_groups(reading))
    known: dict[str, set[str]] = {}
    everybody: set[str] = set()
    for group in sorted(groups, key=lambda g: (g.sentence.paragraph == 0, -len(g.places), g.sentence.start)):
        if group.sentence.paragraph == 0 and everybody:
            break
        heard = everybody if group.camp in ("", PLAIN_CAMP) else known.setdefault(group.camp, set())
        fresh = {slug for _, _, slug, _ in group.places} - heard
        if not fresh:
            continue
        known.setdefault(group.camp, set()).update(fresh)
        everybody |= fresh
        yield from _claim(reading, group)


_TRACKER = "tracker"


def _read_groups(reading: Reading) -> Iterator[_Group]:
    tracker: Speaker | None = None
    for sentence in reading.sentences():
        tracker = tracker_in(reading, sentence.start, sentence.end) or tracker
        if reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        found = _find_felt(reading, sentence)
        if not found:
            continue
        speaker = tracker if _MAPPED.search(sentence.text) else None
        low, high = found[0][0], found[-1][1]
        voice = reading.hearing.voice_at(sentence.start + low, sentence.start + high).speaker
        own = voice.slug == reading.hearing.own.speaker.slug
        camp = PLAIN_CAMP if own else CAMPS.get(voice.role, "")
        yield _Group(
            sentence=sentence,
            places=tuple(found),
            camp=_TRACKER if own and speaker is not None else camp,
            speaker=speaker,
        )


def _find_felt(reading: Reading, sentence: Sentence) -> list[tuple[int, int, str, str]]:
    """Return the places of a sentence where the outage was felt, in reading order."""
    text = sentence.text
    failures = find_failures(text, reading.article.language)
    if _SCENE.match(text):
        return []
    runs = [
        run
        for run in find_runs(reading, sentence)
        if run.kind == PLACES and not reading.speaks_as_vendor and not _DESCRIBES.search(text, 0, run.start)
    ]
    if not failures and not runs and not _STEMS.in_text(text):
        return []
    places = list(_places(text))
    anywhere = list(ANYWHERE.finditer(text)) if _ANYWHERE_STEMS.in_text(text) else []
    if not (failures or runs or _OUTAGE.search(text)):
        return []
    more = name_more(reading, sentence, failures, places)
    if not (places or anywhere or more or runs):
        return []
    if reading.speaks_as_vendor and not _FELT.search(text):
        return []
    named = [m for m in reading.mentions_in(sentence.start, sentence.end) if reading.lexicon.can_fail(m.slug)]
    described = [m.span() for m in _DESCRIBES.finditer(text)]
    found: list[tuple[int, int]] = []
    for match in places:
        low, high = match.span()
        if _PART_OF_NAME.search(text[max(0, low - 24) : low]) or (
            not _CLOUDS.fullmatch(match[0])
            and any(m.start <= sentence.start + low < sentence.start + high <= m.end for m in named)
        ):
            continue
        if (
            not _SUFFERS.match(text, high)
            and not _SOME_OF.match(match[0])
            and not _BEFORE.search(text[max(0, low - 24) : low])
            and (low or re.match(r"\s[a-z]", text[high : high + 2]))
            and not (found and low - found[-1][1] < 6)
        ):
            continue
        if (
            _NOT_HERE.match(text[high : high + 24])
            and "oast" not in match[0]
            and not _CLOUDS.fullmatch(match[0])
        ) or _ADJECTIVE.match(text, low):
            continue
        if _SEAT.search(text, max(0, low - 80), low) or _TIME_OF.match(text, high):
            continue
        if _BOUND_FOR.search(text[max(0, low - 8) : low]) and not _FROM.search(text[max(0, low - 48) : low]):
            continue
        if any(0 <= low - end < 25 for _, end in described):
            continue
        if (
            not _CLOUDS.fullmatch(match[0])
            and not any(f.start - 60 < high and low < f.end + 80 for f in failures)
            and not _NEAR.search(text, max(0, low - 80), min(len(text), high + 60))
        ):
            continue
        found.append((low, high))
    found += more
    found += [
        m.span()
        for m in anywhere
        if not _NOT_EVERYWHERE.match(text, m.end())
        and not _NOT_FELT.search(text[max(0, m.start() - 80) : m.start()])
    ]
    found += [
        (low, high)
        for run in runs
        for low, high in run.names
        if not any(a < high and low < b for a, b in found)
    ]
    return [
        (low, high, *_call(text[low:high], reading))
        for low, high in sorted(found)
        if not (_FIRM_OF.match(text, high) and reading.hearing.frames_at(sentence.start + low))
    ]


_FIRM_OF = re.compile(r"\s(?!and\b|or\b|but\b)[a-z][\w-]*\s(?:[a-z][\w-]*\s)?[A-Z]")
"""Behind a country, who comes from there: "in Poland and Italy, French rail giant Acme said"."""


def _claim(reading: Reading, group: _Group) -> Iterator[Draft]:
    """Yield the places of a group; those that stand close together share a quote."""
    sentence, places = group.sentence, group.places
    for number, (low, high, slug, shown) in enumerate(places):
        first = number
        while first and places[first][0] - places[first - 1][1] < _CLOSE:
            first -= 1
        last = number
        while last + 1 < len(places) and places[last + 1][0] - places[last][1] < _CLOSE:
            last += 1
        whole = (sentence.start + places[first][0], sentence.start + places[last][1])
        if whole[1] - whole[0] > 260:
            whole = (sentence.start + low, sentence.start + high)
        yield reading.draft(
            sentence,
            ClaimType.AFFECTED_REGION,
            Value(text=shown, words=sentence.text[low:high], slug=slug),
            whole,
            whole=whole,
            speaker=group.speaker,
        )


_CLOSE = 25
"""Code points between places of one list: "Oslo, Bergen and, further north, Tromsø"."""
_ANYWHERE_STEMS = Stems(
    "world, glob, countr, nation, coast, welt, bundes, europaweit, deutschland, monde, mond, mund, país"
)
