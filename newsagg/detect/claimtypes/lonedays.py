"""A Reading whose outage has no start yet -> the draft of one: the first day on which the text says that it was so. Pure.

Most reports name a day in their lead and no more ("was down on Tuesday", "Friday's failure"): beside a clock time such a
day says nothing new, but where nothing else dates the outage it is all that a reader learns of when it began.
"""

import re
from collections.abc import Iterator
from datetime import time as time_of_day
from datetime import timedelta

from newsagg.detect.claimtypes.failing import find_failures
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.speechtimes import tells_speech
from newsagg.detect.claimtypes.timingwords import EVENT, EVENT_NOUN, NOT_OUR_TIME, NOT_START, PLANNED, START
from newsagg.detect.passages import Sentence
from newsagg.detect.timementions import TimeMention
from newsagg.detect.values import time_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.vocabulary import ClaimType, Scope

_DAY_ONLY = timedelta(hours=-14)
"""A publication that is a day, and no more, may lie before the local day that it is."""
_FARTHEST = timedelta(days=9)
"""Before publication: a day further back is another outage's, or an article of its own kind that says more."""
_LONGEST = timedelta(days=2)
"""A week or a month is no day; "the weekend" is two."""
_REACH = 120
"""Code points beside a day in which what happened stands."""
_TROUBLE = compile_words(
    r"\b(?:issues?|problems?|troubles?|errors?|malfunctions?|faults?|bugs?|hacked|hack|breach(?:ed)?|delays?|grounded|stranded|"
    r"angered|frustrated|furious|locked out|unable|without|halt(?:s|ed)?|suspend(?:s|ed)?|cancell?(?:s|ed)?|disrupt(?:s|ed|ing)?|"
    r"interruptions?|attacked|cyber-?attacks?|severed|severing|cut off|in the dark)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"\b(?:until|till|by|before)\s(?:\w+\s)?\Z", re.IGNORECASE)
_LEADS = re.compile(r"(?:until|till|by|before)\b", re.IGNORECASE)
"""What reaches up to a day did not begin on it."""
_OVER = re.compile(
    r"\b(?:restored|resolved|fixed|back (?:up|online|to|in|on)|resum\w+|recover\w*|returned|reopen\w*|repaired|until|by|"
    r"expect\w*|apologi[sz]\w+|reimburs\w+|refund\w*|investigat\w+|continu\w+|persist\w*|still|known|disclos\w+|"
    r"first to report|learn(?:ed|t))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|would|shall|plans? to|expected to|set to|next)\b", re.IGNORECASE)
_TODAY = re.compile(r"today|tonight|heute|aujourd['’]hui|hoy|hoje", re.IGNORECASE)
"""What goes on now began when it began: the day of the report says nothing of that."""
_CUT = re.compile(
    r"[;:]\s|,\s(?:but|while|and|as|after|before|which|who)\s|\s(?:but|while|after|before|because)\s"
)


def add_lone_day(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts, and a start from the first day that is told of the outage where none has one."""
    yield from drafts
    if any(d.type is ClaimType.START_TIME and _is_told(reading, d) for d in drafts):
        return
    taken = {d.key for d in drafts}
    for sentence in reading.sentences():
        scope = reading.scopes[sentence.start]
        if not sentence.paragraph or scope.scope is not Scope.THIS_INCIDENT or scope.hypothetical:
            continue
        for time in reading.times_in(sentence.start, sentence.end):
            if (time.start, time.end) not in taken and _dates_it(reading, sentence, time):
                yield reading.draft(sentence, ClaimType.START_TIME, time_value(time), (time.start, time.end))
                return


def _is_told(reading: Reading, draft: Draft) -> bool:
    sentence = reading.passages.sentence_at(draft.key[0])
    return sentence is not None and reading.scopes[sentence.start].scope is Scope.THIS_INCIDENT


def _dates_it(reading: Reading, sentence: Sentence, time: TimeMention) -> bool:
    """Whether a day is told of the outage by the clause that it stands in."""
    published = reading.article.published_at
    if time.has_clock or time.time_from is None or time.time_to is None or published is None:
        return False
    if (
        not (_DAY_ONLY if published.time() == time_of_day(0) else timedelta(0))
        <= published - time.time_from
        <= _FARTHEST
    ):
        return False
    if (
        time.time_to - time.time_from > _LONGEST
        or _TODAY.fullmatch(time.words)
        or (sentence.stamp and time.words in sentence.stamp)
    ):
        return False
    text = sentence.text
    low, high = time.start - sentence.start, time.end - sentence.start
    left, right = text[max(0, low - _REACH) : low], text[high : high + _REACH]
    if (
        _LED.search(left)
        or _LEADS.match(time.words)
        or NOT_OUR_TIME.search(left[-45:])
        or PLANNED.search(text)
        or NOT_START.search(left)
    ):
        return False
    if tells_speech(text, low, high):
        return False
    cut = max((m.end() for m in _CUT.finditer(left)), default=0)
    stop = _CUT.search(right)
    near = left[cut:] + text[low:high] + (right[: stop.start()] if stop else right)
    if _AHEAD.search(near) or (_OVER.search(near) is not None and EVENT_NOUN.search(near) is None):
        return False
    first = low - (len(left) - cut)
    last = high + (stop.start() if stop else len(right))
    return any(pattern.search(near) for pattern in (EVENT, EVENT_NOUN, _TROUBLE, START)) or any(
        first <= f.start < last for f in find_failures(text, reading.article.language)
    )
