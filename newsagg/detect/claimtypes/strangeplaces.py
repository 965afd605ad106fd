"""A sentence with its failures and known places -> places that no list of ours holds. Pure.

"Four states", "all regions"; and names where a failure, or those who suffered it, are said to be: "went dark across
Oldport, Wick and Farleigh", "residents of Oldport and Perth" beside a place that is known.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.failing import Failure
from newsagg.detect.claimtypes.reading import Reading
from newsagg.detect.gazetteer import SOME_PLACES
from newsagg.detect.passages import Sentence
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import compile_words


def name_more(
    reading: Reading, sentence: Sentence, failures: tuple[Failure, ...], places: list[re.Match[str]]
) -> list[tuple[int, int]]:
    """Return places that no list holds: "four states", and names where a failure or its victims are said to be."""
    text = sentence.text
    found = [
        m.span()
        for m in SOME_PLACES.finditer(text)
        if _WITHIN.search(text[max(0, m.start() - 14) : m.start()])
        or any(0 <= f.start - m.end() < 3 for f in failures)
    ]
    known = [m.span() for m in places]
    if _HEADS.in_text(text):
        headed = list(_name_headed(text, failures, known))
        known += headed
        found = [s for s in found if not any(a <= s[0] and s[1] <= b for a, b in headed)] + headed
    for match in _LIST.finditer(text) if failures or known else ():
        names = [
            (match.start("list") + m.start(), match.start("list") + m.end())
            for m in _ONE.finditer(match["list"])
        ]
        strange = [
            (low, high)
            for low, high in names
            if not any(a < high and low < b for a, b in known)
            and not _NO_PLACE.fullmatch(text[low:high])
            and text[high : high + 2] != ".,"
            and not reading.mentions_in(sentence.start + low, sentence.start + high)
        ]
        if not strange or (
            len(names) > len(strange) and not any(a < match.end() and match.start() < b for a, b in known)
        ):
            continue
        beside = len(strange) < len(names)
        felt = any(0 <= match.start() - f.end < 3 for f in failures) or _VICTIMS.search(
            text[max(0, match.start() - 16) : match.start()]
        )
        if beside or (felt and len(names) > 1) or (felt and match["by"].lower() in ("across", "throughout")):
            found += strange
    return found


def _name_headed(
    text: str, failures: tuple[Failure, ...], known: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield names that are places by the word behind them, where something failed or people were hit."""
    for match in _HEADED.finditer(text):
        low, high = match.span()
        felt = _FELT_IN.search(text, max(0, low - 60), low) or any(
            -3 <= f.start - high < 40 or 0 <= low - f.end < 40 for f in failures
        )
        if not felt or _OFFICE.match(text, high) or _SEATED.search(text[max(0, low - 40) : low]):
            continue
        names = [(low + m.start(), low + m.end()) for m in _LISTED.finditer(match["list"])]
        for number, (first, last) in enumerate(names):
            end = high if number == len(names) - 1 else last
            if not any(a < end and first < b for a, b in known):
                yield first, end


_HEADS = Stems(
    "county, counties, parish, area, region, district, township, borough, province, prefecture, airport, metro"
)
_HEADED = re.compile(
    r"(?P<list>(?:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}(?:, [A-Z]{2})?(?:,? and |, )){0,11}[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}(?:, [A-Z]{2})?) "
    r"(?:[Cc]ount(?:y|ies)|[Pp]arish(?:es)?|(?:metro(?:politan)? )?areas?|regions?|[Dd]istricts?|[Tt]ownships?|[Bb]oroughs?|[Pp]rovinces?|"
    r"[Pp]refectures?|[Aa]irports?)\b"
)
"""Names that the word behind them makes places: "Birch, Elm and Alder counties", "the Fairmont area"."""
_LISTED = re.compile(r"[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}(?:, [A-Z]{2}\b)?")
_FELT_IN = re.compile(
    r"\b(?:in|across|throughout|affect\w*|impact\w*|hit|around|to|including|of|for|from|at|serv\w+)\s(?:(?:the|parts of|much of|most of|all of|some of|several|nearby|"
    r"neighbou?ring|of)\s){0,3}\Z"
)
_OFFICE = re.compile(
    r"['’]s|\s[A-Z]|\s(?:sheriff|police|officials?|commission\w*|council\w*|court|schools?|spokes\w+|dispatch\w*|manager|executive|emergency|authorit\w+|"
    r"department|government|office|prosecut\w+|is an?|has)\b"
)
"""Who sits there speaks of it, and is no place where it was felt."""
_SEATED = re.compile(r"\b(?:based|headquartered|located|lives?|born|founded|offices?) (?:in|at) (?:the )?\Z")
_ONE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: (?:de |da |do |la |of )?[A-ZÀ-Þ][\w’'-]+){0,2}")
_LIST = compile_words(
    rf"\b(?P<by>[Aa]cross|[Tt]hroughout|[Ii]n|[Aa]round|[Ff]rom|[Nn]ear)\s(?:the )?"
    rf"(?P<list>{_ONE.pattern}(?:(?:, (?:and )?| and | to ){_ONE.pattern}){{0,8}})"
)
_NO_PLACE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:Down|down)[Dd]etector|[A-Z]{2,}|I|The|It|This)\b.*"
)
_VICTIMS = re.compile(
    r"\b(?:users|customers|subscribers|people|residents|households|homes|clients|players|viewers)\s$"
)
_WITHIN = re.compile(
    r"\b(?:in|across|throughout|over|for|from|affect\w*|impact\w*|hit)\s(?:all |at least |some |about |more than |over |nearly |as many as |up to |the )?$",
    re.IGNORECASE,
)
