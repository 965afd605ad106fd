"""Numbers as people write them, digits and words -> figures with the words that qualify them. Pure.

``11,000``, ``1,12,000``, ``12.5k``, ``half a million``, ``five-and-a-half``,
``tens of thousands``, ``more than 60,000``, ``between 9 and 12``. What the number counts is read elsewhere:
durations.py, counts.py, money.py.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from newsagg.detect.numberwords import FOREIGN, SCALES, TENS, UNITS, VAGUE
from newsagg.detect.wordpatterns import search_folded
from newsagg.detect.wordscan import list_starts, match_at_words
from newsagg.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as written, with its operator: "more than 60,000", "9 to 12 million"."""

    start: int
    end: int
    """Of the number; the operator before it is not inside."""
    low: float | None
    high: float | None
    precision: Precision
    lead: int
    """Where its operator begins; same as start without one."""
    grouped: bool = False
    """Written with thousands separators, a scale word or a decimal."""
    worded: bool = False
    """Written in letters."""
    operator: str = ""
    """The operator as written, lower case: "more than"."""
    article: bool = False
    """Only "a" or "an"."""


_WORD = r"(?:{})".format("|".join(sorted((*UNITS, *TENS), key=lambda w: (-len(w), w))))
_SCALE_EN = r"(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn)"
_HALF = r"(?:[ -]and[ -]a[ -](?:half|quarter))"
_OPERATOR = re.compile(
    r"(?<!\w)(?:(?P<least>super(?:an|a|ó|aron)|übersteig(?:t|en)|dépass(?:e|ent|é|ant)|ultrapass(?:a|am|ou)|more than|over|at least|upwards? of|in excess of|north of|no fewer than|"
    r"no less than|exceed(?:ed|ing|s)?|"
    r"topp(?:ed|ing)|surpass(?:ed|ing)|above|greater than|well over|just over|(?:well |just |way )above|(?:at )?a minimum(?: of|,)|better than|a good|gut|(?:slightly|somewhat|a little|a bit|a shade|a touch|comfortably|far) (?:over|more than)|(?:to|could|may|might|will|would|can) (?:top|exceed|surpass)|tops|surpasses|passa(?:m|va|ram)? d[eo]|pasa(?:n|ba)? de|mehr als|über|mindestens|plus d[e'’]|"
    r"plus de|au moins|más de|"
    r"al menos|mais de|pelo menos|not less than|beyond|longer than)"
    r"|(?P<most>(?:not|never|n['’]t) (?:exceed|top|surpass)(?:ed)?|up to|as many as|as much as|as long as|at most|no more than|no longer than|shorter than|less than|fewer than|under|below|"
    r"bis zu|höchstens|a maximum of|at the most|no higher than|"
    r"weniger als|jusqu['’]à|moins de|hasta|menos de|até|within|maximum of|not more than)"
    r"|(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|close to|some|"
    r"just under|(?:just )?shy of|close on|perhaps|maybe|something like|(?:something |somewhere )?(?:in|around) the region of|"
    r"somewhere (?:around|near|close to|in the region of)|on the order of|getting on for|just about|an estimated|"
    r"estimated|circa|rund|etwa|ungefähr|knapp|fast|ca\.|not quite|environ|près de|pas loin de|presque|quelque|cerca de|unos|"
    r"unas|alrededor de|"
    r"aproximadamente|casi|quase|perto de|near|a little under|slightly under))"
    r"[ ](?:(?:the|a|an|total of|another|los|las|die|les|os|as)[ ])?$|(?:(?P<least2>plus)|(?P<most2>moins)|près) d['’]$|(?P<tilde>[~≈])$|(?P<greater>>)[ ]?$",
    re.I,
)
_RANGE_AND = re.compile(r"(?:between|zwischen|entre)[ ](?:about |around )?(?:[$€£¥₹]|[A-Z]{1,3}\$)?$", re.I)
_LOOK_BACK = 36


@lru_cache(maxsize=8)
def _compile(language: str) -> re.Pattern[str]:
    foreign = "|".join(sorted(FOREIGN.get(language, ()), key=lambda w: (-len(w), w)))
    words = rf"|(?:{foreign})(?![\w-])" if foreign else ""
    vague = "|".join(sorted(VAGUE, key=lambda w: (-len(w), w)))
    scales = "|".join(re.escape(w) for w in sorted(SCALES, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?<![\w])(?i:(?P<vague>(?:{vague}))(?!\w))"
        r"|(?<![\w.,:/#+])(?<![A-Za-z]-)(?P<digits>\d{1,3}(?:,\d{2,3}){1,4}(?![\d,])|\d{1,3}"
        r"(?:[.\u00a0\u202f'’ ]\d{3}){1,4}(?![\d])"
        rf"|\d{{1,15}}(?:[.,]\d{{1,3}})?)(?!\d)(?P<half>{_HALF}|[ ]?[½¼¾])?(?:[ \u00a0-]?(?P<scale>(?i:{scales}))"
        rf"(?![\w]))?(?P<shalf>(?<=illion)(?<=[a-z]){_HALF})?"
        rf"|(?<![\w-])(?i:(?P<frac>half[ -]a[ -](?P<fscale>million|billion|dozen|lakh|crore|thousand)|half[ ]an?(?=[ ])|"
        rf"(?:three[ -]quarters|two[ -]thirds|a third) of a (?P<part>million|billion)|"
        rf"three[ -]quarters of an?(?=[ ])|a (?P<whole>million|billion)(?= and a half\b) and a half|"
        rf"a (?P<dozen>quarter of a million|dozen|hundred|thousand|million|billion|couple(?: of)?|lakh|crore|quarter of an?"
        rf"(?=[ ]))|two dozen)"
        rf"|(?P<word>{_WORD}(?:[ -]{_WORD})?)(?P<whalf>{_HALF})?(?:[ -](?P<wscale>{_SCALE_EN}))?"
        rf"(?P<wscale2>[ -](?:thousand|million))?(?P<wshalf>(?<=illion){_HALF})?"
        rf"|(?P<an>an?)(?=[ -](?:{_HALF[3:-1]}[ -])?(?:hour|minute|day|week|fortnight|month|year|decade|"
        rf"second)\b){words.replace('(?:', '(?P<foreign>', 1)})(?![\w])"
    )


@lru_cache(maxsize=8)
def _starts(language: str) -> frozenset[str]:
    plain = ["half", "three", "a", "an", "two", "several", "some", "quite", "many"]
    return list_starts([*VAGUE, *UNITS, *TENS, *FOREIGN.get(language, ()), *plain])


@lru_cache(maxsize=512)
def find_numerals(text: str, *, language: str = "en") -> tuple[Numeral, ...]:
    """Return the numbers of a text in reading order, ranges joined to one numeral."""
    found: list[Numeral] = []
    language = language if language in FOREIGN else "en"
    for m in match_at_words(_compile(language), text, _starts(language), digits=True):
        numeral = _read(text, m, language)
        if numeral is None:
            continue
        if found and (joined := _join_range(text, found[-1], numeral)):
            found[-1] = joined
        else:
            found.append(numeral)
    return tuple(found)


def _read(text: str, m: re.Match[str], language: str) -> Numeral | None:
    start, end = m.start(), m.end()
    lead, precision, operator = read_operator(text, start)
    if m["vague"]:
        low, high = VAGUE[m["vague"].lower()]
        if operator.startswith("mult"):
            return None
        return Numeral(
            start=start,
            end=end,
            low=low,
            high=high,
            precision=Precision.VAGUE,
            lead=lead,
            worded=True,
            operator=operator,
        )
    if precision is Precision.EXACT and "couple" in m[0].lower():
        precision = Precision.ABOUT
    grouped = worded = article = False
    if m["digits"]:
        value, grouped = _read_digits(m["digits"], language)
        if m["half"]:
            value += _read_half(m["half"])
        if m["scale"]:
            scale = SCALES[m["scale"].lower()]
            more = _read_half(m["shalf"]) if m["shalf"] else 0.0
            value, grouped = round((value + more) * scale, 6), True
    elif m["frac"]:
        value, worded, grouped = (
            _read_fraction(m["frac"].lower()),
            True,
            bool(m["fscale"] or m["dozen"] or m["part"] or m["whole"]),
        )
    elif m["word"]:
        value, worded, grouped = _read_words(m), True, bool(m["wscale"])
    elif m["an"]:
        value, worded, article = 1.0, True, True
    else:
        value, worded = FOREIGN[language][m["foreign"].lower()], True
    bounds = bound(value, precision, operator)
    return Numeral(
        start=start, end=end, low=bounds[0], high=bounds[1], precision=precision, lead=lead,
        grouped=grouped, worded=worded, operator=operator, article=article,
    )  # fmt: skip


def read_operator(text: str, start: int) -> tuple[int, Precision, str]:
    """Return where the operator before a number begins, what it means, and its words."""
    m = search_folded(_OPERATOR, text, max(0, start - _LOOK_BACK), start)
    if not m:
        return start, Precision.EXACT, ""
    words = m[0].strip().lower()
    if m["least"] or m["greater"] or m["least2"]:
        return m.start(), Precision.AT_LEAST, words
    return m.start(), Precision.AT_MOST if m["most"] or m["most2"] else Precision.ABOUT, words


def bound(value: float, precision: Precision, operator: str) -> tuple[float | None, float | None]:
    """Return the interval that a number and its operator mean; None is an open end."""
    if precision is Precision.AT_LEAST:
        return value, None
    if precision is Precision.AT_MOST and operator not in ("as many as", "as much as", "as long as"):
        return None, value
    return value, value


def _read_digits(digits: str, language: str) -> tuple[float, bool]:
    """Return the figure and whether it has separators; in English 1.200 is a decimal, elsewhere a thousand."""
    plain = re.sub(r"[\u00a0\u202f'’ ]", "", digits)
    comma_groups = re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", plain)
    dot_groups = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain)
    if comma_groups and (language == "en" or plain.count(",") > 1):
        return float(plain.replace(",", "")), True
    if dot_groups and (language != "en" or plain.count(".") > 1):
        return float(plain.replace(".", "")), True
    if plain.count(",") > 1:
        return float(plain.replace(",", "")), True
    return float(plain.replace(",", ".")) if plain.count(".") < 1 else float(
        plain
    ), plain != digits or not plain.isdigit()


def _read_half(words: str) -> float:
    """Return what "and a half", "and a quarter" or a written fraction adds."""
    return 0.25 if "quarter" in words or "¼" in words else 0.75 if "¾" in words else 0.5


def _read_fraction(words: str) -> float:
    if words.startswith(("a million and", "a billion and")):
        return 1.5 * SCALES[words.split()[1]]
    if words.endswith("illion") and words.startswith(("three", "two", "a third")):
        part = 0.75 if words.startswith("three") else 2 / 3 if words.startswith("two") else 1 / 3
        return part * SCALES[words.rsplit(" ", 1)[-1]]
    if words.startswith("half"):
        return 0.5 * {
            "million": 1e6,
            "billion": 1e9,
            "dozen": 12.0,
            "lakh": 1e5,
            "crore": 1e7,
            "thousand": 1e3,
        }.get(re.split(r"[ -]", words)[-1], 1.0)
    if words.startswith("three"):
        return 0.75
    if words.startswith("a quarter"):
        return 0.25 * (1e6 if words.endswith("million") else 1.0)
    scale = words.split()[1]
    if words.startswith(("two", "several")):
        return 24.0
    return {"dozen": 12.0, "couple": 2.0}.get(scale, SCALES.get(scale, 1.0))


def _read_words(m: re.Match[str]) -> float:
    value = 0.0
    for word in re.split(r"[ -]", m["word"].lower()):
        value += UNITS[word] if word in UNITS else 10 * TENS[word]
    if m["whalf"]:
        value += _read_half(m["whalf"])
    if m["wshalf"]:
        value += _read_half(m["wshalf"])
    for group in ("wscale", "wscale2"):
        if m[group]:
            value *= SCALES[m[group].strip(" -").lower()]
    return value


_JOINT = re.compile(r"[ ]?(?:to|-|–|—|bis|à|a|or|bis zu|até)[ ]?(?:[$€£¥₹]|[A-Z]{1,3}\$)?")
_JOINT_AND = re.compile(r"(?:[ ](?:hours?|minutes?|days?))?[ ](?:and|und|et|y|e)[ ](?:[$€£¥₹]|[A-Z]{1,3}\$)?")


def _join_range(text: str, first: Numeral, second: Numeral) -> Numeral | None:
    gap = text[first.end : second.start]
    if len(gap) > 14 or first.low is None or second.high is None or first.precision is Precision.RANGE:
        return None
    plain = _JOINT.fullmatch(gap) and second.lead == second.start
    between = _JOINT_AND.fullmatch(gap) and _RANGE_AND.search(text, max(0, first.start - 24), first.start)
    if not plain and not between:
        return None
    low, high = first.low, second.high
    if low >= high and high < 1:
        return None
    if (
        low < high
        and second.grouped
        and not first.grouped
        and high >= 1e3
        and low < 1000
        and high / low > 500
    ):
        scale = _find_scale(high)
        low *= scale  # "9 to 12 million"
    if not low < high or first.precision is Precision.VAGUE or second.article:
        return None
    lead = between.start() if between else first.lead
    return replace(
        first,
        end=second.end,
        low=low,
        high=high,
        precision=Precision.RANGE,
        grouped=second.grouped,
        lead=lead,
    )


def _find_scale(value: float) -> float:
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3) if value >= scale), 1.0)
