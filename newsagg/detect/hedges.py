"""Words around a claim -> how firmly it is put: asserted, hedged, questioned, denied, forecast. Pure."""

import re

from newsagg.detect.foreignverbs import REFUSING
from newsagg.detect.wordpatterns import compile_words
from newsagg.vocabulary import Stance

_HEDGE = compile_words(
    r"\b(?:may(?! (?:apply|claim|ask|request|contact|wish|want|need|choose)\b)|might|could be|could have|"
    r"appear(?:s|ed)? (?:to|as|that|likely)|seem(?:s|ed|ingly)?|"
    r"reportedly|allegedly|alleged|apparently|likely|likeliest|unlikely|probably|possibly|perhaps|believ(?:e|es|"
    r"ed)|thought to|think|suspect(?:s|ed)?|"
    r"look(?:s|ed)? like|looking like|sounds? like|smells? like|resembl(?:es|ed|ing)|(?:is|are|was|were|be|pattern|symptoms|signs) consistent with|"
    r"hint(?:s|ed|ing)? (?:at|that)|(?:so|as) far as (?:we|it|they|anyone|is)|indications (?:are|were) that|signs are that|"
    r"suggest(?:s|ed|ing)?|rumou?r(?:s|ed)?|unconfirmed|potentially|presumably|plausible|(?:a|one|another) (?:\w+ )?(?:possibility|theory)|"
    r"(?:one|another) (?:\w+ )?explanation|"
    r"estimates?(?= (?:that|the|it|its)\b)|said to be|as if|it['’]s possible|could (?:also )?(?:indicate|suggest|be|have)|"
    r"according to (?:some|unconfirmed|rumou?rs)|"
    r"expected to|expects? |anticipat(?:e|es|ed)|we hope|hopes? to|would (?:last|take)|speculat\w+|"
    r"claims?(?= (?:to|that))|assum\w+|supposedly|purportedly|purported|"
    r"offenbar|angeblich|möglicherweise|vermutlich|wohl|anscheinend|mutmaßlich\w*|könnte[n]?|soll(?:en)?|"
    r"womöglich|wahrscheinlich|scheint|"
    r"aurait|auraient|serait|seraient|semble(?:nt)?|probablement|apparemment|peut-être|pourrait|"
    r"habría[n]?|parece[n]?|supuestamente|presuntamente|podría[n]?|al parecer|probablemente|posiblemente|"
    r"sería[n]?|"
    r"teria[m]?|seria[m]?|supostamente|aparentemente|provavelmente|possivelmente|poderia[m]?)\b",
    re.IGNORECASE,
)
_LOOKS_AHEAD = compile_words(
    r"\b(?:and|which|who|but)\s(?:[\w’'-]+\s){0,3}?(?:believes?|expects?|hopes?|estimates?|suspects?|thinks?|anticipates?|suggest(?:s|ed)?|believed|expected|suspected)\b"
)
"""Hedges that touch nothing before them: "rerouted traffic and expects that all will be well"."""
_SECOND_VERB = re.compile(
    r"\band\s(?:\w+ly\s)?(?:[a-z]{2,}ed|is|are|was|were|has|have|[a-z]{3,}(?=\s(?:to|past|above)\b))\b"
)
"""Where a hedge upon an infinitive ends: "seems to have begun at eight and reached 900 reports"."""
_MAY_MONTH = re.compile(r"\b(?:[Ii]n|[Oo]n|of|last|early|late|since|this|\d{1,2}(?:st|nd|rd|th)?)\s$")
_QUESTION = re.compile(r"\?[\"”’)]*\s*$")
_AHEAD = re.compile(
    r"\b(?:will|would|should|expects?|expected|hopes?|hoping|aims?|plans?|planned|due|scheduled|anticipat\w+|"
    r"(?:may|might|could) (?:\w+ )?(?:take|last|be)|soll(?:en|te)?|wird|werden|devrait|devraient|deber[ií]a[n]?|deve[m]?)\b"
)
DENYING = (
    frozenset(
        "denied denies deny rejected rejects dismissed dismisses refuted refutes rebutted rebuts disputed disputes denying "
        "rejecting dismissing".split()
    )
    | REFUSING
    | {"ruled out", "rules out", "ruling out", "played down", "shot down", "batted away", "brushed off"}
)
"""Verbs of speech whose content is what the speaker says is not so."""
_PAUSE = re.compile(r"[,;:.!?]\s|\s[(–—]|\s(?:although|though|but|while|whereas|and that)\s")
_ASIDE = re.compile(r"\b(?:after|following|in the wake of)\s")
"""What is said of the time after a cause does not touch it: "seems to be recovering after an attack"."""
_OPENING = 12
"""A time that opens a clause ("By 11pm, it appeared to be fixed") is followed by a comma that ends "
"nothing."""
_REACH_AFTER = 40
_REACH = 90
"""Code points before a claim's words in which a hedge still touches it."""


def lies_ahead(text: str, key: tuple[int, int], first: int) -> bool:
    """Say whether the time at ``text[key[0]:key[1]]`` is told in its clause as one to come: "should be back by noon"."""
    return _AHEAD.search(text, max(first, key[0] - _REACH), key[1]) is not None


def read_stance(text: str, key: tuple[int, int], clause: tuple[int, int], *, hedged_verb: bool) -> Stance:
    """Return the stance of the words ``text[key[0]:key[1]]`` in their clause; a hedging verb of the frame counts, too."""
    first, last = clause
    if "?" in text and _QUESTION.search(text, first, last):
        return Stance.QUESTIONED
    if hedged_verb:
        return Stance.HEDGED
    low = max(first, key[0] - _REACH)
    opens = key[0] - first < _OPENING and text[key[1] : min(key[1] + 1, last)] == ","
    stop = _PAUSE.search(text, key[1] + (3 if opens else 0), last)
    high = min(stop.start() if stop else last, key[1] + _REACH_AFTER)
    for match in _HEDGE.finditer(text, low, max(high, min(last, key[1] + 12))):
        if text[max(first, match.start() - 5) : match.start()].lower() in ("than ", " than"):
            continue  # "took longer than anticipated"
        if match[0] == "May" or (match[0] == "may" and _MAY_MONTH.search(text, first, match.start())):
            continue
        if match.end() < key[0]:
            between = text[match.end() : key[0]]
            if ": " in between or (")" in between and "(" not in between) or _ASIDE.search(between):
                continue
            if match[0].lower().startswith(("seem", "appear")) and _SECOND_VERB.search(between):
                continue
        elif match.start() >= key[1] and (
            _ASIDE.search(text, key[1], match.start())
            or _LOOKS_AHEAD.search(text, key[1], match.end()) is not None
        ):
            continue
        return Stance.HEDGED
    return Stance.ASSERTED
