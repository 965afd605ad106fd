"""Text -> the counts it names: reports, users, customers, flights, shares of them. Pure.

A tracker's figure keeps its kind (peak, at a time, in total); the whole audience of a service ("100 million weekly
users") is marked, because it is nobody's impact. A number whose noun is not known is kept only behind words such as
"peaked at"; years, versions, status codes, money, dates and lengths of time are no counts.
"""

import re
from dataclasses import dataclass, replace

from newsagg.detect.countframes import REPORTS_NEAR, find_counted
from newsagg.detect.countwords import ADJECTIVES, AUDIENCE_UNITS, NOUN, OF, UNIT_OF, WHOSE
from newsagg.detect.numerals import Numeral, bound, find_numerals, read_operator
from newsagg.detect.shares import SHARE, SHARE_STARTS, read_percentage
from newsagg.detect.wordscan import make_set, match_at_words
from newsagg.vocabulary import CountKind, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A count that a text names, with the words it was read from."""

    start: int
    end: int
    words: str
    """``text[start:end]``, operator and noun included."""
    number_from: float | None
    number_to: float | None
    """None is an open end; both None for "some users"."""
    precision: Precision
    unit: str
    """reports, users, customers, flights, percent, ...; empty when the text does not say."""
    operator: str = ""
    """As written, lower case: "more than", "nearly"."""
    count_kind: CountKind | None = None
    is_audience: bool = False
    """The whole audience of a service, affected or not."""
    of: str = ""
    """Of a share: what it is a share of: users, customers."""


_BEHIND = re.compile(
    rf"[ \u00a0-](?:\+ )?{OF}(?P<adjectives>{ADJECTIVES})(?P<noun>{NOUN})(?![\w-])"
    rf"(?:[ ](?P<last>{NOUN})(?![\w-]))?",
    re.I,
)
_PERCENT = re.compile(
    rf"[ \u00a0-]?(?:%|percent\b|per cent\b|Prozent\b|pour cent\b|por ciento\b|por cento\b)"
    rf"(?:[ ]{OF}{WHOSE}(?P<adjectives>{ADJECTIVES})(?P<noun>{NOUN})(?![\w-]))?",
    re.I,
)
_QUANTIFIER = re.compile(
    rf"(?<![\w-])(?:(?:only |just )?[“\"'‘]?(?:an? |the (?=vast |majority))"
    rf"(?:small |large |limited |significant |tiny |vast |"
    rf"unknown |undisclosed |growing )?"
    rf"(?:number|subset|handful|fraction|majority|portion|minority|percentage|group)[’'”\"]? of|"
    rf"[“\"'‘]?some[”\"'’]?|(?<!how )many|most|several|multiple|a few|"
    rf"certain|countless|numerous|all|einige|viele|certains|de nombreux|algunos|muchos|alguns|muitos)[ ]"
    rf"(?:of[ ])?(?:(?:its|our|their|the|these)[ ])?(?:“|\")?(?P<adjectives>{ADJECTIVES})"
    rf"(?P<noun>users|customers|people|subscribers|members|accounts|clients|players|passengers|nutzer|kunden|"
    rf"utilisateurs|"
    rf"clients|usuarios|usuários|clientes|companies|businesses|websites)(?![\w-])",
    re.I,
)
_QUANTIFIER_STARTS = make_set(
    "only just a an the some many most several multiple certain countless numerous all einige viele "
    "certains de algunos "
    "muchos alguns muitos"
)
_PEAK_BEFORE = re.compile(
    r"(?:peak(?:ed|s|ing)?(?: at| of| with)?|high of|as many as|"
    r"(?:spik|surg|soar|jump|climb|rocket|swell|balloon|mushroom|leap|vault|skyrocket|mount|shoot|rise|grow|ris)(?:ed|es|s|ing|t)?"
    r"(?: up)?(?: from [\w.,’' ]{1,24}?)? (?:to|at|of|past|above|beyond)|"
    r"(?:rose|shot|grew|swelled|ran|went|shooting|swollen|risen|grown)(?: up)?(?: from [\w.,’' ]{1,24}?)? (?:to|past|above|beyond)|"
    r"(?:touch|hit|pass|cross|near|approach)(?:ed|es|s|ing|ting)?(?: a (?:peak|high) of)?|reach(?:ed|ing|es)?(?: a peak of)?|"
    r"topp(?:ed|ing)(?: out at)?|maximum of|Spitze[n]?|Höhepunkt|pic (?:de|à)|pico de|"
    r"máximo de|up to)[ ](?:[\w~>$]+[ ]){0,3}$",
    re.I,
)
_PEAK_AFTER = re.compile(
    r"[^.!?\n]{0,60}?\b(?:at (?:the|its|their) (?:peak|height)|at the worst|peak|au plus fort|en el pico|no pico|in der Spitze)\b",
    re.I,
)
_PEAK_AHEAD = re.compile(
    r"\b(?:at (?:the|its|their) (?:peak|height|worst)|au plus fort|en el pico|no pico|in der Spitze)\b[^.!?\n]{0,60}$",
    re.I,
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:total(?:ing|ling|ed|led)?(?: of)?|altogether|in all|overall|insgesamt|au total|en total|no total|"
    r"cumulative)[ ,]{1,2}(?:[\w~>$]+[ ]){0,3}$",
    re.I,
)
_TOTAL_AFTER = re.compile(
    r"[^.!?\n]{0,60}?\b(?:in total|altogether|in all|since (?:the|it|this|its|users|\d|mid|early)|over the "
    r"(?:course|past|last|day|span)|so far|"
    r"throughout|during the (?:outage|incident|day)|insgesamt|au total|en total)\b",
    re.I,
)
_TIMED_AFTER = re.compile(
    r"[^.!?\n]{0,48}?\b(?:at|by|as of|around|shortly (?:before|after)|as recently as|just (?:before|after)|"
    r"um|gegen|à|vers|a las|às)"
    r"[ ](?:(?:around|about)[ ])?(?:\d{1,2}[:.h]?\d{0,2}[ ]?(?:[ap]\.?m|uhr|h\b|et\b|utc)|noon|midnight|"
    r"\d{1,2}:\d\d)",
    re.I,
)
_TIMED_BEFORE = re.compile(
    r"(?:\b(?:as of|at|by|around)[ ](?:around |about )?(?:\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\.?)?|noon|"
    r"midnight)[^.!?\n]{0,60}|\b(?:still|currently|now)\b[^.!?\n]{0,40})$",
    re.I,
)
_AUDIENCE_WORDS = re.compile(
    r"\b(?:weekly|monthly|daily|active|registered|paying|paid|global|worldwide|total)\b", re.I
)
_AUDIENCE_BEFORE = re.compile(
    r"\b(?:its|their|our|whose|serves?|serving|boasts?|used by|relied on by|user base of|customer base of|"
    r"has|with|claims|counts)"
    r"[ ](?:(?:the|some|more than|over|about|around|nearly|almost|roughly|estimated|an|a|global|user|base|of|"
    r"than)[ ]){0,4}$",
    re.I,
)
_STRONG_AUDIENCE = re.compile(r"\b(?:its|their|whose|serves?|boasts?|used by|relied on by|base of)\b", re.I)
_AUDIENCE_AFTER = re.compile(
    r"[ ](?:worldwide|globally|around the world|(?:(?:who|that) )?(?:us(?:e|ing)|rely(?:ing)? on|depend(?:ing)? on)|strong)\b",
    re.I,
)
_EVERY = re.compile(
    r"(?:[ ]\w+){0,3}[ ](?:every|each|a|per) (?:day|week|month)\b|(?:[ ]\w+){0,3}[ ](?:dai|week|month)ly\b"
)
_GROWTH = re.compile(r"\b(?:from|de|von)[ ](?:about |around )?$", re.I)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₩]|\b(?:Rs\.?|USD|EUR|GBP|INR|AUD|CAD)[ ]?)$")
_MONEY_BEHIND = re.compile(
    r"[ ]?(?:[$€£]|(?:US )?dollars?\b|euros?\b|pounds?\b|rupees\b|yen\b|USD\b|EUR\b|GBP\b|dólares\b)", re.I
)
_PRODUCT = re.compile(
    r"(?:\b[A-Z][\w+]*|\b(?:error|code|version|layer|level|tier|port|phase|step|room|page|issue|ticket|"
    r"number|status|#))[ -]$"
)
_SENTENCE_WORDS = re.compile(
    r"(?:^|[.!?\n“\"(] ?)(?:About|Over|Around|Nearly|Almost|Roughly|Some|The|At|More|Up|Only|Just|Than|An?|"
    r"With|And|But|By|In|Another)[ ]$"
    r"|\b(?:Downdetector|DownDetector|Rund|Etwa|Über|Mehr|Plus|Près|Más|Unos|Mais|Cerca|TOTAL|OVER|THAN|"
    r"NEARLY|About|Over|Around|Nearly)[ ]$"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|during|early|late|mid|until|by|\w+ber|\w+ary|March|April|May|June|July|August|,)[ -]$",
    re.I,
)
_HOTLINES = frozenset({110, 112, 117, 118, 119, 911, 988, 999})
"""Numbers of emergency lines: "911 calls" counts no calls."""

_NO_NOUN = re.compile(
    r"[ ]?(?:[.,;)!?—–\"”’\n]|$)|[ ](?:at|by|around|before|after|as|in|on|and|but|within|shortly|when|"
    r"while|for|from|during|"
    r"to|just|or|is|was|were|had|have|um|gegen|bis|à|vers|a las|às|late|early|soon|over|this|last|since|a (?:little|bit|few))\b",
    re.I,
)
_REPORTING = re.compile(
    r"[ ](?:have |had |were |are |who )?(?:report|complain|flagg?|logg?|submitt?|fil|melde|signal)"
    r"(?:ed|ing|s|e|ten|t|n|ent)?\b",
    re.I,
)
_LOOK_BACK = 90
HANDFUL = (2.0, 20.0)
"""What "a handful" may mean."""


def read_counts(text: str, language: str = "en") -> list[CountMention]:
    """Return the counts a text names, in reading order; shares are percent."""
    found = [_read_share(text, m) for m in match_at_words(SHARE, text, SHARE_STARTS, digits=True)]
    found += [
        _read_quantifier(m) for m in match_at_words(_QUANTIFIER, text, _QUANTIFIER_STARTS, digits=False)
    ]
    for numeral in find_numerals(text, language=language):
        mention = _read_numeral(text, numeral)
        if mention:
            found.append(mention)
    kept: list[CountMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.number_from is None)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _read_numeral(text: str, numeral: Numeral) -> CountMention | None:
    before = text[max(0, numeral.start - 24) : numeral.start]
    if numeral.article or _MONEY_BEFORE.search(before) or _MONEY_BEHIND.match(text, numeral.end):
        return None
    if share := _PERCENT.match(text, numeral.end):
        of = UNIT_OF[share["noun"].lower()] if share["noun"] else ""
        return _make(text, numeral, share.end(), "percent", of=of)
    if text.startswith("+ ", numeral.end):
        numeral = replace(numeral, end=numeral.end + 1, high=None, precision=Precision.AT_LEAST)
    m = _BEHIND.match(text, numeral.end)
    if m is None:
        bare = _read_bare(text, numeral)
        framed = find_counted(text, numeral) if bare is None else None
        return bare if framed is None else _make(text, numeral, *framed)
    if _is_name_or_year(numeral, before):
        return None
    unit = UNIT_OF[(m["last"] or m["noun"]).lower()]
    if unit in ("people", "users", "customers") and _REPORTING.match(text, m.end()):
        unit = "reports"
    return _make(text, numeral, m.end(), unit, adjectives=m["adjectives"])


def _is_name_or_year(numeral: Numeral, before: str) -> bool:
    """Whether a number before a noun counts nothing: "Windows 11 users", "in 2021 users", "one user", "911 calls"."""
    number = numeral.low
    if number is None or numeral.operator or numeral.precision is not Precision.EXACT:
        return False
    if numeral.worded or numeral.grouped:
        return number == 1 or (number < 1000 and bool(number % 1))
    if number % 1 or number in _HOTLINES:
        return True
    if 1900 <= number <= 2100 and _YEAR_BEFORE.search(before):
        return True
    return number < 3000 and bool(_PRODUCT.search(before)) and not _SENTENCE_WORDS.search(before)


def _read_bare(text: str, numeral: Numeral) -> CountMention | None:
    """Read a number without a known noun: only behind words such as "peaked at",
    and best near the word "reports"."""
    back = text[max(0, numeral.lead - _LOOK_BACK) : numeral.lead]
    plain_year = numeral.low is not None and 1900 <= numeral.low <= 2100 and not numeral.grouped
    large = (
        numeral.grouped or numeral.precision is Precision.VAGUE or (numeral.low or numeral.high or 0) >= 100
    )
    if (
        plain_year
        or not large
        or not _NO_NOUN.match(text, numeral.end)
        or (_PRODUCT.search(back) and not numeral.operator)
    ):
        return None
    near = REPORTS_NEAR.search(text, max(0, numeral.lead - 160), min(len(text), numeral.end + 60))
    peak = _PEAK_BEFORE.search(text[max(0, numeral.start - _LOOK_BACK) : numeral.start])
    growth = numeral.precision is Precision.RANGE and _GROWTH.search(back)
    vague = numeral.precision is Precision.VAGUE and (near or back.endswith("in the "))
    if not peak and not vague and not (near and (numeral.operator or growth)):
        return None
    return _make(text, numeral, numeral.end, "reports" if near else "")


def _make(
    text: str, numeral: Numeral, end: int, unit: str, *, adjectives: str = "", of: str = ""
) -> CountMention:
    low, high, precision, kind = numeral.low, numeral.high, numeral.precision, _find_kind(text, numeral, end)
    if precision is Precision.RANGE and _GROWTH.search(text, max(0, numeral.start - 16), numeral.start):
        low, precision, kind = high, Precision.EXACT, kind or CountKind.PEAK  # "jumped from 500 to 12,000"
    return CountMention(
        start=numeral.lead,
        end=end,
        words=text[numeral.lead : end],
        number_from=low,
        number_to=high,
        precision=precision,
        unit=unit,
        operator=numeral.operator,
        count_kind=kind if unit in ("reports", "", "people", "users") else None,
        is_audience=_is_audience(text, numeral, end, unit or of, adjectives),
        of=of,
    )


def _find_kind(text: str, numeral: Numeral, end: int) -> CountKind | None:
    before = text[max(0, numeral.start - _LOOK_BACK) : numeral.start]
    if _PEAK_BEFORE.search(before) or _PEAK_AHEAD.search(before) or _PEAK_AFTER.match(text, end):
        return CountKind.PEAK
    if _TOTAL_BEFORE.search(before):
        return CountKind.TOTAL
    if _TIMED_AFTER.match(text, end) or _TIMED_BEFORE.search(before):
        return CountKind.AT_TIME
    return CountKind.TOTAL if _TOTAL_AFTER.match(text, end) else None


def _is_audience(text: str, numeral: Numeral, end: int, unit: str, adjectives: str) -> bool:
    if unit not in AUDIENCE_UNITS:
        return False
    if _AUDIENCE_WORDS.search(adjectives):
        return True
    before = _AUDIENCE_BEFORE.search(text, max(0, numeral.lead - 48), numeral.lead)
    large = (numeral.low or numeral.high or 0) >= 10_000
    if before and large and _STRONG_AUDIENCE.search(before[0]):
        return True
    after = _AUDIENCE_AFTER.match(text, end)
    return bool(large and after and (before or _EVERY.match(text, after.end())))


def _read_share(text: str, m: re.Match[str]) -> CountMention:
    lead, precision, operator = read_operator(text, m.start())
    low, high = bound(read_percentage(m), precision, operator)
    return CountMention(
        start=lead,
        end=m.end(),
        words=text[lead : m.end()],
        number_from=low,
        number_to=high,
        precision=precision,
        unit="percent",
        operator=operator,
        of=UNIT_OF[m["noun"].lower()] if m["noun"] else "",
    )


def _read_quantifier(m: re.Match[str]) -> CountMention:
    return CountMention(
        start=m.start(),
        end=m.end(),
        words=m[0],
        number_from=HANDFUL[0] if "handful" in m[0].lower() else None,
        number_to=HANDFUL[1] if "handful" in m[0].lower() else None,
        precision=Precision.VAGUE,
        unit=UNIT_OF[m["noun"].lower()],
    )
