"""A proposed claim + its article -> the same claim, or ClaimRejectedError with the reason. Pure.

The one gate for whoever proposes: our rules, a language model, an importer. A claim passes only when its quote stands
at its offsets, its value was read from words and digits inside the quote, its speaker is named in the article (or
publishes it), and what the quote denies is not turned into an assertion.
"""

import re
from functools import lru_cache

from newsagg.detect.lexicon import Lexicon
from newsagg.errors import ClaimRejectedError
from newsagg.model import Article, Claim
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole, Stance

LONGEST_QUOTE = 300
"""Code points: a page is no quote (the longest in 634 hand-made ones has 189)."""
SHORTEST_QUOTE = 2

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_GENERIC_SPEAKERS = frozenset(
    {SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER, SpeakerRole.EXPERT, SpeakerRole.VENDOR_UNNAMED}
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|nobody|excluded|exclu(?:t|ent)|descart\w+|rejected|"
    r"wrong|untrue|nonsense|rubbish|unfair to|incorrect to|inaccurate to|misleading to|mistake to|false to|reason to|played down|dismissed|discounted|dismiss(?:es|ed)|"
    r"without|denied|denies|deny|denying|rul(?:e|ed|es|ing) out|"
    r"rather than|instead of|cannot|unaffected|safe|secure|intact|unrelated|isn|wasn|aren|weren|"
    r"hasn|haven|didn|doesn|don|won|nichts?|kein\w*|ohne|pas|aucun\w*|jamais|sin|ningun\w*|niega\w*|negó|"
    r"não|nenhum\w*|sem|nega\w*|non|unlikely|unlinked|outside|beyond|opposed|refut\w+|weder|ausgeschlossen|"
    r"schließ\w+|schloss\w*|bestreit\w*|bestritt\w*|dementier\w*|écart\w+|exclue?s?|dément\w*|nie|rien|sans|"
    r"nada|"
    r"desmi\w+|ajen[oa]|nem)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIES_CAUSE = re.compile(
    r"(?:\b|(?=n['’]t))(?:not|n['’]t|no evidence of|no (?:sign|signs|indication|indications) (?:of|that)|"
    r"rul(?:ed|es|"
    r"ing) out|rather than|instead of|nicht|pas|não|den(?:ied|ies))\s+(?:(?:been|be|a|an|any|the|caused|"
    r"by|due|to|because|of|result|as)\s+){0,5}[\"“‘']?$",
    re.IGNORECASE,
)
_DISBELIEVES = re.compile(
    r"(?:\b(?:do|does|did)(?:n['’]t| not)) (?:\w+ )?(?:believe|think|"
    r"suspect)\b[^.;\n]{0,150}\b(?:caused by|due to|because of|"
    r"result of|behind)\b[^.;\n]{0,20}$",
    re.IGNORECASE,
)


def verify_claim(article: Article, claim: Claim, lexicon: Lexicon, *, text: str = "") -> Claim:
    """Return the claim unchanged when it stands in its article's words; ``text`` is the article's, if it is at hand.

    Raises ClaimRejectedError that names the article's URL and says which rule the claim broke.
    """
    reason = find_fault(article, claim, lexicon, text=text)
    if reason:
        raise ClaimRejectedError(reason, subject=article.url, hint=f"quote: {claim.quote[:80]!r}")
    return claim


_THE_OUTAGE = re.compile(
    r"(?:the |this )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last week)['’]s "
    r"(?:[\w-]+ )?(?:outages?|disruptions?|failures?|incidents?|breakdowns?)\b|"
    r"(?:the|this|that) (?:outage|disruption|incident|downtime)\b",
    re.IGNORECASE,
)
"""An effect that stands where a cause is looked for: "the root cause of Monday's outage"."""


def find_fault(article: Article, claim: Claim, lexicon: Lexicon, *, text: str = "") -> str:
    """Return why a claim does not stand in its article's words; empty when it does."""
    text = text or article.text
    return (
        _check_quote(article, claim, text)
        or _check_value(claim)
        or _check_speaker(article, claim, lexicon, text)
        or _check_denial(claim, text)
        or _check_scope(claim)
    )


def denies(words: str) -> bool:
    """Say whether words deny something, in any of our five languages."""
    return _DENIAL.search(words) is not None


def _check_quote(article: Article, claim: Claim, text: str) -> str:
    if len(claim.quote) > LONGEST_QUOTE:
        return f"the quote is longer than {LONGEST_QUOTE} characters"
    if len(claim.quote.strip()) < SHORTEST_QUOTE:
        return "the quote is empty"
    if not 0 <= claim.start < claim.end <= len(text):
        return "the offsets lie outside the text"
    if text[claim.start : claim.end] != claim.quote:
        return "the quote does not stand at its offsets"
    if "\n\n" in claim.quote or (claim.start < len(article.title) < claim.end):
        return "the quote is stitched over two paragraphs"
    return ""


def _check_value(claim: Claim) -> str:
    value = claim.value
    if not value.text.strip():
        return "the value is empty"
    if not value.words or value.words not in claim.quote:
        return "the value's words do not stand in the quote"
    if claim.type is ClaimType.CAUSE and _THE_OUTAGE.match(value.text):
        return "the cause only names the outage itself"
    if claim.type in (ClaimType.CAUSE, ClaimType.REMEDIATION, ClaimType.DATA_LOSS, ClaimType.COMPENSATION):
        strange = set(_NUMBER.findall(value.text)) - set(_NUMBER.findall(claim.quote))
        if strange:
            return f"the value has digits that the quote has not: {', '.join(sorted(strange))}"
    for number in (value.number_from, value.number_to):
        if (
            number is not None
            and value.unit != "minutes"
            and _NUMBER.search(value.words)
            and not _number_stands(number, value.words)
        ):
            return f"the number {number:g} was not read from {value.words!r}"
    if value.unit == "minutes" and not _minutes_stand(value.number_from, value.number_to, value.words):
        return f"the length was not read from {value.words!r}"
    if value.time_from is not None and value.time_to is not None and value.time_from > value.time_to:
        return "the time ends before it starts"
    return ""


_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.h](\d\d))?(?![\d:])")


def _digits(words: str) -> list[float]:
    out = []
    for match in re.finditer(r"\d[\d.,]*", words):
        raw = match[0].rstrip(".,")
        plain = re.sub(r"[.,](?=\d{3}\b|\d\d,\d{3})", "", raw)
        for form in (plain, raw.replace(",", ""), raw.replace(".", "").replace(",", ".")):
            try:
                out.append(float(form.replace(",", ".")))
            except ValueError:
                continue
    return out


def _number_stands(number: float, words: str) -> bool:
    for digit in _digits(words):
        for scale in (1.0, 1e2, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12):
            if abs(digit * scale - number) <= 1e-6 * max(1.0, number):
                return True
    return False


def _minutes_stand(low: float | None, high: float | None, words: str) -> bool:
    digits = _digits(words)
    if not digits:
        return True
    for number in (low, high):
        if number is None:
            continue
        for digit in digits:
            if digit and any(
                abs(number - digit * unit) <= 0.75 * unit + 1
                for unit in (1 / 60, 1.0, 60.0, 1440.0, 10080.0, 43200.0)
            ):
                break
        else:
            if len(digits) < 2 or not any(
                abs(number - (a * u + b * v)) < 1
                for a in digits
                for b in digits
                for u in (60.0, 1440.0)
                for v in (1.0, 60.0, 1 / 60)
            ):
                return _lies_between_clocks(number, words)
    return True


def _lies_between_clocks(minutes: float, words: str) -> bool:
    """Whether a length is the time between the two clock times of its words: "from 11:49 to 17:30"."""
    found = _CLOCK.findall(words)
    found = [clock for clock in found if clock[1]] if len(found) > 2 else found  # a day may stand beside them
    if len(found) != 2:
        return False
    first, last = (60 * int(hour) + int(minute or 0) for hour, minute in found)
    return abs((last - first - minutes) % 720) < 1


_CROWD = re.compile(
    r"\b(?:users?|customers?|clients?|people|others|many|several|some|subscribers?|players?|passengers?|residents?|members?|"
    r"nutzer\w*|kund\w+|utilisat\w+|usu[aá]ri\w+|client[es]\w*)\b"
)
"""Words for those whose reports go by the name "users"."""


def _check_speaker(article: Article, claim: Claim, lexicon: Lexicon, text: str) -> str:
    speaker = claim.speaker
    if not claim.chain:
        return "the chain of attribution is empty"
    if claim.chain[0] != (article.outlet or "unnamed outlet"):
        return "the chain does not begin with the publisher"
    if len(claim.chain) > 1 and claim.chain[-1] != speaker.name:
        return "the chain does not end with the speaker"
    if speaker.name == claim.chain[0]:
        return ""
    if len(claim.chain) == 1 and speaker.role not in (SpeakerRole.VENDOR_OFFICIAL, SpeakerRole.STATUS_PAGE):
        return "the publisher's own voice is not the speaker's"
    if speaker.role in _GENERIC_SPEAKERS and " " not in speaker.name and speaker.name.islower():
        crowd = speaker.role is SpeakerRole.USER_REPORTS and _tells_of_a_crowd(text)
        named = crowd or speaker.name.rstrip("s")[:4] in _lower(text)
        return "" if named else "the speaker is not in the article"
    if _is_named(speaker.name, text) or _is_named(speaker.name.removesuffix("s"), text):
        return ""
    slug = lexicon.speaker(speaker.name) or speaker.slug
    for mention in lexicon.find(text):
        if mention.slug == slug or lexicon.provider_of(mention.slug) == slug:
            return ""
    if article.provider and article.provider == speaker.slug:
        return ""
    return f"the speaker {speaker.name!r} is not named in the article"


@lru_cache(maxsize=2)
def _lower(text: str) -> str:
    """Return an article's text in lower case; kept for all of its claims."""
    return text.lower()


@lru_cache(maxsize=2)
def _tells_of_a_crowd(text: str) -> bool:
    return _CROWD.search(_lower(text)) is not None


def _is_named(name: str, text: str) -> bool:
    if name in text:
        return True
    low = _lower(text)
    words = [w for w in _WORD.findall(name.lower()) if len(w) > 2 and w not in ("the", "and", "unnamed")]
    return bool(words) and all(w in low for w in words)


def _check_denial(claim: Claim, text: str) -> str:
    if claim.stance is Stance.DENIED:
        if not _DENIAL.search(claim.quote) and not claim.value.excluded:
            return "the quote denies nothing"
        return ""
    if claim.type is ClaimType.CAUSE and claim.value.words and claim.stance is not Stance.QUESTIONED:
        at = claim.quote.find(claim.value.words)
        before = claim.quote[max(0, at - 60) : at] if at > 0 else text[max(0, claim.start - 40) : claim.start]
        clause = text[max(0, claim.start - 170) : claim.start + max(at, 0)]
        if _DENIES_CAUSE.search(before) or _DISBELIEVES.search(clause):
            return "the quote denies what the claim asserts"
    if claim.type is ClaimType.DATA_LOSS and re.match(r"(?:no|not|never)\b", claim.quote, re.IGNORECASE):
        return "the quote denies what the claim asserts"
    return ""


def _check_scope(claim: Claim) -> str:
    if claim.type is ClaimType.PRIOR_INCIDENT and claim.scope is Scope.THIS_INCIDENT:
        return "a prior incident cannot be this one"
    return ""
