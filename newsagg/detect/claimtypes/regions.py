"""A Reading -> drafts of claims on where an outage was felt. Pure.

Places count in a clause that tells of the outage, after a preposition or in a list of places; "worldwide" and its like
are places, too. Names of places as adjectives ("the US airline") are not.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.timing import tracker_in
from newsagg.detect.gazetteer import ANYWHERE, COUNTRY, PLACE
from newsagg.detect.passages import words_of
from newsagg.detect.speakernames import slug_of
from newsagg.detect.wordscan import make_set
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType

_OUTAGE = re.compile(
    r"\b(?:outages?|down|offline|disrupt\w*|unavailable|issues?|problems?|incident|crash\w*|failures?|"
    r"errors?|glitch\w*|trouble|reports?|reported|complaints?|blackouts?|interruption|unable|affect\w*|"
    r"impact\w*|hotspots?|cannot|degrad\w*|latency|"
    r"can['’]t|couldn['’]t|Ausfall|Störung\w*|Probleme|panne|caída|fallos?|falha|instabilidade|"
    r"interrupción|grounded|paused|restor\w+|no longer|not load|lost|gone|no signal|error rates|stopp\w+|"
    r"hit|halt\w*|"
    r"ground\w*|cancel\w+|felt|lahm\w*|ausgefallen|gestrichen|gestört|tombée?|dejó|dejado|falla|"
    r"sin servicio|caíd[oa]s?)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"\b(?:(?:based|headquartered|located|offices?|facility|compan(?:y|ies)) (?:in|near|outside)|"
    r"operating out of|data cent(?:er|re)s? (?:in|near)|routers? on|is an? [\w -]{3,40}(?:company|"
    r"provider|platform|service|bank|operator|firm)|provides? |"
    r"largest [\w -]{3,30} in|based in|headquartered|data cent(?:er|re)s? (?:in|on|at)|founded|"
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
    r"\b(?:outages?|down|users|customers|subscribers|people|affect\w*|impact\w*|disrupt\w*|reports?|"
    r"reported|problems|issues|offline|unavailable|hit|hotspots?|hot spots|network|grounded|paused|"
    r"departures|errors?|latency|worst|regions?|signal|failed|lost|gestrichen|ausgefallen|región|région|"
    r"Region)\b",
    re.IGNORECASE,
)
_MAPPED = re.compile(
    r"\b(?:outage|heat|live) ?map|\bmap (?:also )?shows|\bhot ?spots?\b|\b(?:majority|"
    r"most) of (?:the )?reports\b|\breports (?:are|were|appear to be|seem to be) (?:coming|concentrated)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:in|across|throughout|over|around|from|including|of|and|or|to|the|for|within|at|on|as|"
    r"outside|into|through|near|primarily|mainly|impacted|affected|affecting|impacting|hit|hitting|"
    r"in der|im|en|dans|au|aux|em|no|na|nos|out of|between|its|their|región|région|Region|la|el|le|der)|"
    r"[,/(]|\bincludes?)\s*[\"“]?$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"^\s?(?:[A-Z]\w+|Times|Post|government|airline|carrier|bank|retailer|regulator|company|firm|based|"
    r"spokes\w+|Stock|police|court|president|senator|dollar|law|time|stock|markets|citizen|[ap]\.?m)\b|"
    r"^['’]s\s(?:largest|biggest|[A-Z])|^-(?!\s|wide)"
)


_PLACE_LEADS = make_set(
    "parts much most the several all some south north east west southern northern eastern western central"
)
_CLOUD_LEADS = make_set("us eu ap sa ca me af il asia europe northamerica southamerica australia")


def _places(text: str) -> Iterator[re.Match[str]]:
    """Yield the places; they begin with a capital, or with one of a few words."""
    end = 0
    for at, word in words_of(text):
        if at >= end and (text[at].isupper() or word in _PLACE_LEADS or word in _CLOUD_LEADS):
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
    if ANYWHERE.fullmatch(words):
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


_WORLD = re.compile(r"world|glob|welt|monde|mondial|mund|international", re.IGNORECASE)
_CONTINENT = re.compile(r"europa|europe", re.IGNORECASE)
_CLOUDS = re.compile(
    r"(?i:[a-z]{2,12}-(?:gov-)?(?:north|south|east|west|central)\w*-?\d[a-f]?)|\w+ US(?: \d)?"
)


def propose_regions(reading: Reading) -> Iterator[Draft]:
    """Yield affected_region claims; the places of one clause share its quote."""
    seen: dict[str, int] = {}
    tracker: Speaker | None = None
    for sentence in reading.sentences():
        text = sentence.text
        tracker = tracker_in(reading, sentence.start, sentence.end) or tracker
        speaker = tracker if _MAPPED.search(text) else None
        if not _OUTAGE.search(text):
            continue
        if reading.speaks_as_vendor and not _FELT.search(text):
            continue
        described = [m.span() for m in _DESCRIBES.finditer(text)]
        found: list[tuple[int, int]] = []
        for match in _places(text):
            low, high = match.span()
            before = text[max(0, low - 24) : low]
            if (
                not _BEFORE.search(before)
                and (low or re.match(r"\s[a-z]", text[high : high + 2]))
                and not (found and low - found[-1][1] < 6)
            ):
                continue
            if _NOT_HERE.match(text[high : high + 24]) and "oast" not in match[0]:
                continue
            if any(0 <= low - end < 25 for _, end in described):
                continue
            if not _CLOUDS.fullmatch(match[0]) and not _NEAR.search(
                text, max(0, low - 80), min(len(text), high + 60)
            ):
                continue
            found.append((low, high))
        found += [
            m.span()
            for m in ANYWHERE.finditer(text)
            if not re.match(
                r"\s(?:[A-Z]\w+|warming|economy|company|head|market|giant|VP|chief|leader)",
                text[m.end() : m.end() + 12],
            )
        ]
        found.sort()
        for number, (low, high) in enumerate(found):
            words = text[low:high]
            slug, shown = _call(words, reading)
            if seen.get(slug, 0) >= 2:
                continue
            seen[slug] = seen.get(slug, 0) + 1
            first = number
            while first and found[first][0] - found[first - 1][1] < 25:
                first -= 1
            last = number
            while last + 1 < len(found) and found[last + 1][0] - found[last][1] < 25:
                last += 1
            whole = (sentence.start + found[first][0], sentence.start + found[last][1])
            if whole[1] - whole[0] > 260:
                whole = (sentence.start + low, sentence.start + high)
            value = Value(text=shown, words=words, slug=slug)
            yield reading.draft(
                sentence, ClaimType.AFFECTED_REGION, value, whole, whole=whole, speaker=speaker
            )
