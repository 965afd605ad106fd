"""Text -> the sums of money it names, with their currency. Pure.

``$1 billion``, ``between $9 million and $12 million``, ``A$1.5m``, ``€2 Mio.``, ``20 Millionen Euro``, ``₹3 crore``.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

from newsagg.detect.numerals import Numeral, bound, find_numerals, read_operator
from newsagg.vocabulary import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMention:
    """A sum of money that a text names, with the words it was read from."""

    start: int
    end: int
    words: str
    """``text[start:end]``, operator and currency included."""
    number_from: float | None
    number_to: float | None
    """In the currency's unit; None is an open end."""
    precision: Precision
    currency: str
    """ISO 4217; a bare $ is USD."""
    operator: str = ""
    """As written, lower case: "more than"."""


_SIGNS = MappingProxyType(
    {
        "$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD",
        "ca$": "CAD", "cad": "CAD",
        "nz$": "NZD", "nzd": "NZD", "s$": "SGD", "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "r$": "BRL",
        "brl": "BRL",
        "mx$": "MXN", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY",
        "cny": "CNY", "rmb": "CNY",
        "₹": "INR", "rs": "INR", "rs.": "INR", "inr": "INR", "₩": "KRW", "krw": "KRW", "chf": "CHF",
        "sfr": "CHF", "sek": "SEK",
        "nok": "NOK", "dkk": "DKK", "pln": "PLN", "zł": "PLN", "zar": "ZAR", "₺": "TRY", "₦": "NGN",
        "₱": "PHP", "rm": "MYR",
    }
)  # fmt: skip
_WORDS = MappingProxyType(
    {
        "us dollar": "USD", "u.s. dollar": "USD", "dollar": "USD", "dólar": "USD", "dólare": "USD",
        "australian dollar": "AUD",
        "canadian dollar": "CAD", "singapore dollar": "SGD", "euro": "EUR", "pound": "GBP", "pfund": "GBP",
        "livre": "GBP",
        "libra": "GBP", "yen": "JPY", "yuan": "CNY", "rupee": "INR", "won": "KRW", "real": "BRL",
        "reai": "BRL", "rand": "ZAR",
        "franken": "CHF", "swiss franc": "CHF", "peso": "MXN", "zloty": "PLN", "bucks": "USD", "buck": "USD", "cent": "USD", "pence": "GBP", "penny": "GBP",
    }
)  # fmt: skip
_SMALL = frozenset({"cent", "pence", "penny"})
"""A hundredth of the currency."""
_SIGN = "|".join(re.escape(s) for s in sorted(_SIGNS, key=lambda s: (-len(s), s)))
_BEFORE = re.compile(rf"(?<![\w])(?P<sign>(?i:{_SIGN}))[ \u00a0]?$")
_BEHIND = re.compile(
    rf"[ \u00a0-]?(?:(?:d['’]|de |of )?(?P<word>"
    rf"(?i:{'|'.join(re.escape(w) for w in sorted(_WORDS, key=lambda w: (-len(w), w)))}))s?(?!\w)"
    rf"|(?P<sign>(?:{'|'.join(re.escape(s.upper()) for s in sorted(_SIGNS, key=lambda s: (-len(s), s)))}))"
    rf"(?![\w$]))"
)
_WORTH = re.compile(
    r"\b(?:Gutschrift|Gutschein|Rechnung|Summe|Scheck|Überweisung|Betrag|Bußgeld)(?:e?n|e|s)?[ ]$"
)
"""Behind these, German "über" says how much, not that it is more."""
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)[ ]$", re.I)


def read_money(text: str, language: str = "en") -> list[MoneyMention]:
    """Return the sums of money a text names, in reading order."""
    found = (_read(text, numeral) for numeral in find_numerals(text, language=language))
    return [mention for mention in found if mention]


def _is_weight(numeral: Numeral, word: str | None) -> bool:
    """Whether "50 pounds" may be a weight: small sums in pounds carry a sign in news."""
    return word is not None and word.lower() == "pound" and (numeral.low or numeral.high or 0) < 1000


def _read(text: str, numeral: Numeral) -> MoneyMention | None:
    start, end = numeral.start, numeral.end
    before = _BEFORE.search(text, max(0, start - 6), start)
    behind = _BEHIND.match(text, end)
    if before:
        start, currency = before.start(), _SIGNS[before["sign"].lower()]
        if behind and behind["word"]:
            end = behind.end()
    elif behind and not numeral.article and not _is_weight(numeral, behind["word"]):
        end = behind.end()
        currency = _WORDS[behind["word"].lower()] if behind["word"] else _SIGNS[behind["sign"].lower()]
    else:
        return None
    low, high, precision, operator = numeral.low, numeral.high, numeral.precision, numeral.operator
    if behind and not before and (behind["word"] or "").lower() in _SMALL:
        low, high = low and low / 100, high and high / 100
    lead = min(numeral.lead, start)
    if operator == "über" and _WORTH.search(text, max(0, lead - 24), lead):
        low = high = low
        precision, operator, lead = Precision.EXACT, "", start
    if before and precision is Precision.EXACT:
        lead, precision, operator = read_operator(text, start)
        low, high = bound(low, precision, operator) if low is not None else (low, high)
    elif (
        before
        and precision is Precision.RANGE
        and (between := _BETWEEN.search(text, max(0, start - 10), start))
    ):
        lead = between.start()
    return MoneyMention(
        start=lead,
        end=end,
        words=text[lead:end],
        number_from=low,
        number_to=high,
        precision=precision,
        currency=currency,
        operator=operator,
    )
