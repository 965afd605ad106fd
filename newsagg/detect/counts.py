"""Text -> the counts it names: reports, users, customers, flights, shares of them. Pure.

A tracker's figure keeps its kind (peak, at a time, in total); the whole audience of a service ("100 million weekly
users") is marked, because it is nobody's impact. A number whose noun is not known is kept only behind words such as
"peaked at"; years, versions, status codes, money, dates and lengths of time are no counts.
"""

import re
from dataclasses import dataclass, replace

from newsagg.detect.audiences import is_audience
from newsagg.detect.countframes import REPORTS_NEAR, find_counted
from newsagg.detect.countkinds import LOOK_BACK, PEAK_BEFORE, find_kind
from newsagg.detect.countwords import ADJECTIVES, NOUN, OF, UNIT_OF, WHOSE, family_of
from newsagg.detect.numerals import Numeral, bound, find_numerals, read_operator
from newsagg.detect.shares import SHARE, read_percentage
from newsagg.detect.wordbook import fold
from newsagg.detect.wordpatterns import compile_words
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
    rf"(?P<odd>-odd)?[ \u00a0-](?:\+ )?{OF}(?P<adjectives>{ADJECTIVES})(?P<noun>{NOUN})(?![\w-])"
    rf"(?:[ ](?P<last>{NOUN})(?![\w-]))?",
    re.I,
)
_PERCENT = re.compile(
    rf"[ \u00a0-]?(?:%|percent(?:age points?)?\b|per cent\b|Prozent\b|pour cent\b|por ciento\b|por cento\b)"
    rf"(?:[ ]{OF}{WHOSE}(?P<adjectives>{ADJECTIVES})(?P<noun>{NOUN})(?![\w-]))?",
    re.I,
)
_PERCENT_OPENS = re.compile(r"[ \u00a0-]?(?:%|p(?:er|our|or|ro))")
"""In a text in lower case, where the expression above may match: it ignores case, and is slow to say no."""
_QUANTIFIER = compile_words(
    rf"(?<![\w-])(?:(?:(?:only |just )[“\"'‘]?)?(?:an? |the (?=vast |majority))"
    rf"(?:small |large |limited |significant |tiny |vast |"
    rf"unknown |undisclosed |growing )?"
    rf"(?:number|subset|handful|fraction|majority|portion|minority|percentage|group)[’'”\"]? of|"
    rf"some[”\"'’]?|(?<!how )many|most|several|multiple|a few|"
    rf"certain|countless|numerous|all|einige|viele|certains|de nombreux|algunos|muchos|alguns|muitos)[ ]"
    rf"(?:of[ ])?(?:(?:its|our|their|the|these)[ ])?(?:“|\")?(?P<adjectives>{ADJECTIVES})"
    rf"(?P<noun>users|customers|people|subscribers|members|accounts|clients|players|passengers|nutzer|kunden|"
    rf"utilisateurs|"
    rf"clients|usuarios|usuários|clientes|companies|businesses|websites)(?![\w-])",
    re.I,
)
_GROWTH = re.compile(
    r"\b(?:climb|jump|r[io]s|ris|grow|grew|soar|surg|spik|shoot|shot|leap|leapt|increas|went|gone|swell|swoll|mount|up|"
    r"stieg|pass|subi|aument|fell|fall|drop|declin|shr[aiu]nk|sank|slid|eas)\w*(?: [\w-]+){0,4}? (?:from|de|von)[ ](?:about |around )?$",
    re.I,
)
_FROM = re.compile(r"\b(?:(?:anything|anywhere|somewhere|ranging|ranged) )?from[ ]$", re.I)
_PAST = re.compile(r"\b(?:past|beyond|above)[ ]$", re.I)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₩]|\b(?:Rs\.?|USD|EUR|GBP|INR|AUD|CAD)[ ]?)$")
# read in lower case, as the engine is slow where case is ignored
_MONEY_BEHIND = re.compile(
    r"[ ]?(?:[$€£]|(?:us )?dollars?\b|euros?\b|pounds?\b|rupees\b|yen\b|usd\b|eur\b|gbp\b|dólares\b)"
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
)
_REPORTING = re.compile(
    r"[ ](?:(?:have|had|were|are|who|has|was|been|still|also|already|since|then)[ ]){0,3}(?:report|complain|flagg?|logg?|submitt?|fil|melde|signal)"
    r"(?:ed|ing|s|e|ten|t|n|ent)?\b",
)
HANDFUL = (2.0, 20.0)
"""What "a handful" may mean."""


def read_counts(text: str, language: str = "en") -> list[CountMention]:
    """Return the counts a text names, in reading order; shares are percent."""
    found = [_read_share(text, m) for m in SHARE.finditer(text)]
    found += map(_read_quantifier, _QUANTIFIER.finditer(text))
    lower = fold(text)
    for numeral in find_numerals(text, language=language):
        mention = _read_numeral(text, lower, numeral)
        if mention:
            found.append(mention)
    if len(found) < 2:
        return found
    kept: list[CountMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.number_from is None)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _read_numeral(text: str, lower: str, numeral: Numeral) -> CountMention | None:
    before = text[max(0, numeral.start - 24) : numeral.start]
    if numeral.article or _MONEY_BEFORE.search(before) or _MONEY_BEHIND.match(lower, numeral.end):
        return None
    if _PERCENT_OPENS.match(lower, numeral.end) and (share := _PERCENT.match(text, numeral.end)):
        of = UNIT_OF[share["noun"].lower()] if share["noun"] else ""
        return _make(text, numeral, share.end(), "percent", of=of)
    if text.startswith("+ ", numeral.end):
        numeral = replace(numeral, end=numeral.end + 1, high=None, precision=Precision.AT_LEAST)
    m = _BEHIND.match(text, numeral.end)
    if m is None:
        bare = _read_bare(text, lower, numeral)
        framed = find_counted(text, numeral) if bare is None or not bare.unit else None
        return bare if framed is None else _make(text, numeral, *framed)
    if _is_name_or_year(numeral, before):
        return None
    if m["odd"]:
        numeral = replace(numeral, precision=Precision.ABOUT)
    unit = UNIT_OF[(m["last"] or m["noun"]).lower()]
    if unit == "problems" and (framed := find_counted(text, numeral)) is not None:
        return _make(text, numeral, *framed)  # "5,000 incidents of people reporting"
    if family_of(unit) in ("people", "users", "customers") and _REPORTING.match(lower, m.end()):
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


def _read_bare(text: str, lower: str, numeral: Numeral) -> CountMention | None:
    """Read a number without a known noun: only behind words such as "peaked at",
    and best near the word "reports"."""
    back = text[max(0, numeral.lead - LOOK_BACK) : numeral.lead]
    plain_year = numeral.low is not None and 1900 <= numeral.low <= 2100 and not numeral.grouped
    large = (
        numeral.grouped or numeral.precision is Precision.VAGUE or (numeral.low or numeral.high or 0) >= 100
    )
    if (
        plain_year
        or not large
        or not _NO_NOUN.match(lower, numeral.end)
        or (_PRODUCT.search(back) and not numeral.operator)
    ):
        return None
    near = REPORTS_NEAR.search(text, max(0, numeral.lead - 160), min(len(text), numeral.end + 60))
    peak = PEAK_BEFORE.search(text[max(0, numeral.start - LOOK_BACK) : numeral.start].lower())
    growth = numeral.precision is Precision.RANGE and _GROWTH.search(back)
    vague = numeral.precision is Precision.VAGUE and (near or back.endswith("in the "))
    if not peak and not vague and not (near and (numeral.operator or growth)):
        return None
    return _make(text, numeral, numeral.end, "reports" if near else "")


_KINDLY = ("reports", "", "people", "users")
"""What is counted by trackers: their figures have a kind."""


def _make(
    text: str, numeral: Numeral, end: int, unit: str, *, adjectives: str = "", of: str = ""
) -> CountMention:
    low, high, precision, lead = numeral.low, numeral.high, numeral.precision, numeral.lead
    told = unit in _KINDLY
    kind = find_kind(text, numeral, end) if told else None
    if precision is Precision.RANGE and _GROWTH.search(text, max(0, numeral.start - 80), numeral.start):
        low, precision, kind = high, Precision.EXACT, kind or CountKind.PEAK  # "jumped from 500 to 12,000"
    elif precision is Precision.RANGE and (span := _FROM.search(text, max(0, lead - 30), lead)):
        lead = span.start()
    elif (
        precision is Precision.EXACT
        and (past := _PAST.search(text, max(0, lead - 8), lead))
        and (kind or (not told and find_kind(text, numeral, end)))
    ):
        high, precision = None, Precision.AT_LEAST  # "soared past 9,000"
        lead = past.start()
    return CountMention(
        start=lead,
        end=end,
        words=text[lead:end],
        number_from=low,
        number_to=high,
        precision=precision,
        unit=unit,
        operator=numeral.operator,
        count_kind=kind if told else None,
        is_audience=is_audience(text, numeral, end, unit or of, adjectives),
        of=of,
    )


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
