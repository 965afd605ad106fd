"""A number in a text -> what it counts, where the words around tell it and no known noun follows. Pure.

"9,000 faults had been logged with Downdetector", "put the number of people without internet at 1.4 million"; and
whether a figure is only what reports fell to in the end.
"""

import re

from newsagg.detect.countwords import ADJECTIVES, NOUN, UNIT_OF
from newsagg.detect.numerals import Numeral

REPORTS_NEAR = re.compile(
    r"\b(?:reports?|complaints?|gripes|submissions|incidents (?:logged|submitted|reported|flagged)|downdetector|meldungen|signalements|reportes)\b",
    re.I,
)
_FEWEST = 20
"""Smaller numbers beside a tracker were places in a ranking, hours and versions in the gold articles."""
_INCIDENTS = re.compile(
    r"[ ](?:incidents|problems|issues|outages|faults|errors)(?P<end> (?:were|had been|have been|being|was) \w+ed by users\b"
    r"| of (?:people|users|customers) report\w+)"
)
_ANY_NOUN = re.compile(
    r"[ \u00a0](?!(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|delays|cancellations|dollars|euros|pounds|"
    r"percent|Minuten|Stunden|heures|horas|minutos|million)\b)(?:[a-zà-ÿ][\w’'-]*[ ]){0,2}?[a-zà-ÿäöüß][\w-]{2,}(?=[ .,;]|$)",
    re.I,
)
_LOGGED = (
    r"(?:logg|record|register|receiv|collect|tall(?:i|y)|fil|submit|count|not|gather|registr|recog|enregistr|"
    r"verzeichn|erfass|gemeld|melde|recens|contabiliz)\w*"
)
_LOGGED_BEFORE = re.compile(
    rf"\b{_LOGGED}[ ](?:(?:in total|up|já|ya|bis zu|a|more)[ ]){{0,2}}$|\b(?:had|has|saw|shows?|showed)[ ]$",
    re.I,
)
_LOGGED_AFTER = re.compile(
    rf"[ ](?:(?:had|have|has|were|was|are|been|being|wurden|worden|ont|été|fueron|foram)[ ]){{0,3}}{_LOGGED}\b",
    re.I,
)
_NUMBER_OF = re.compile(
    rf"\b(?:number|total|tally|count|toll|Zahl|nombre|número)(?: of| der| de| des| dos)[ ](?:the |its |their )?{ADJECTIVES}"
    rf"(?P<noun>{NOUN})(?![\w-])[^.;\d]{{0,60}}?[ ](?:at|was|is|were|reached|stood at|climbed to|rose to|grew to|to|bei|auf|à|en|em)[ ]$",
    re.I,
)
_CAME_TO = re.compile(
    rf"\b(?P<noun>{NOUN}|cancellations|delays|(?:the|that|this) (?:count|tally))(?: (?:had|have|has))? (?:reached|hit|topped|exceeded|passed|totall?ed|numbered|stood at|came to|"
    r"(?:climbed|rose|grew|jumped|soared|dropped|fallen|fell|eased|shrunk|slipped|sunk) (?:back )?(?:to|past|above|below))[ ]$",
    re.I,
)
_OUT_OF = re.compile(
    rf"\b[Oo]f (?:the|its|their|our|all) \d[\d,.]* (?:[\w-]+ ){{0,2}}?(?P<noun>{NOUN}), (?:only |just |some |about )?$"
)
_UNIT_TOLD = UNIT_OF | {"count": "reports", "tally": "reports"}
_NO_COUNT_AFTER = re.compile(r"[ ]?(?:%|[ap]\.?m\b)|:\d", re.I)
_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|drop(?:ped|s|ping)?|down|dwindl\w+|eas(?:ed|ing)|declin\w+|sank|sunk|slid|slipp\w+|"
    r"shr[aiu]nk|decreas\w+|subsid\w+|taper\w+|plung\w+|plummet\w+|reced\w+|wan(?:ed|ing)|thinn\w+|ebb\w+|shed|"
    r"gesunken|sank(?:en)?|retomb\w+|baiss\w+|cay(?:ó|eron)|baj(?:ó|aron)|caiu|caíram)"
    r"(?: (?:back|off|away|again|sharply|steadily|quickly|since))?(?: from [\w.,’' ]{1,24}?)?"
    r" (?:to|below|under|beneath|auf|unter|à|sous|a|por debajo de|para|abaixo de)[ ](?:[\w~>]+[ ]){0,3}$",
    re.I,
)
_DIGIT = re.compile(r"\d")


def find_counted(text: str, numeral: Numeral) -> tuple[int, str] | None:
    """Return where the words of a count end and its unit; None when the number counts nothing that we know."""
    number = numeral.low or numeral.high or 0
    if (
        number < _FEWEST
        or (1900 <= number <= 2100 and not numeral.grouped)
        or _NO_COUNT_AFTER.match(text, numeral.end)
    ):
        return None
    if logged := _INCIDENTS.match(text, numeral.end):
        return logged.start("end"), "reports"
    if _is_logged(text, numeral) and (noun := _ANY_NOUN.match(text, numeral.end)) is not None:
        return noun.end(), "reports"
    told = _NUMBER_OF.search(text, max(0, numeral.lead - 130), numeral.lead)
    told = told or _OUT_OF.search(text, max(0, numeral.lead - 50), numeral.lead)
    told = told or _CAME_TO.search(text, max(0, numeral.lead - 60), numeral.lead)
    return None if told is None else (numeral.end, _unit_of(told["noun"]))


def _unit_of(words: str) -> str:
    noun = words.lower().split(" ")[-1]
    return _UNIT_TOLD.get(noun, noun)


def _is_logged(text: str, numeral: Numeral) -> bool:
    noun = _ANY_NOUN.match(text, numeral.end)
    if noun is None or not REPORTS_NEAR.search(
        text, max(0, numeral.lead - 90), min(len(text), numeral.end + 90)
    ):
        return False
    before = _LOGGED_BEFORE.search(text, max(0, numeral.lead - 40), numeral.lead)
    return before is not None or _LOGGED_AFTER.match(text, noun.end()) is not None


def has_fallen(text: str, start: int, end: int) -> bool:
    """Whether the figure at ``text[start:end]`` is what reports fell to: no measure of how many there were."""
    digit = _DIGIT.search(text, start, end)
    at = digit.start() if digit is not None else start
    return _FELL.search(text, max(0, at - 70), at) is not None
