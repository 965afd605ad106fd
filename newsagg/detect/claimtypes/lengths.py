"""A Reading -> drafts of duration claims: how long the outage itself lasted. Pure."""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.timingwords import OUTAGE_WORD
from newsagg.detect.durations import DurationMention, read_durations
from newsagg.detect.passages import clause_around
from newsagg.detect.values import duration_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.vocabulary import ClaimType

_LASTED = re.compile(
    r"\b(?:last(?:ed|ing|s)|for|took|take|taking|after|within|outage|disruption|downtime|down|offline|"
    r"unavailable|over the (?:past|last|course)|spann\w+|going on|window|dauert\w*|pendant|durant|"
    r"dur(?:ó|ou|ant|é|a|aron|aram)|durante|por|"
    r"long|restor\w*|resolv\w*|recover\w*|fix(?:ed)?|blackout|incident|interruption|crash\w*|lockout|"
    r"gone on|seit|lang|"
    r"nearly|about|more than|total|rund|stundenlang\w*|grounded|issue|problem)\b",
    re.IGNORECASE,
)
_NOT_A_LENGTH = re.compile(
    r"\b(?:next|every|update(?:s)? (?:in|every|within)|further update|ago|later|per|after the|"
    r"in the next|within the next|(?:the|over|past|in|of) last|trial|subscription|free|old|notice|retention|wait(?:ing)?|shift|"
    r"years?|appeal|ban|refund\w*|credit\w*|delay(?:s|ed)? of|before|earlier|minutes? by|extended|"
    r"hours by|hold|queue\w*|contract|sentence|interval|day period|"
    r"since|investigation|probe|search|review|negotiations?|journey|course|training|"
    r"c(?:a|o)mes?(?: just| only)?|"
    r"plan(?:s|ned|ning)? for|prepar\w+ for|brac\w+ for)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\b(?:in|within|over|during) (?:the |a |one |this )?(?:last |past |same |"
    r"single )?(?:[\d\w]{1,5} )?(?:weeks?|days?)?\W*$|"
    r"\b(?:in|within) (?:a|the) \w{0,6}$",
    re.IGNORECASE,
)
"""What frames a count ("the second one in a week"), and tells no length."""
_STOPPED_ACCOUNT = re.compile(
    r"\b(?:accounts?|profiles?)\b[^.;]{0,40}\b(?:stopped|suspended|disabled|locked|frozen)\b", re.I
)
_OVER_BY_THEN = re.compile(
    r"\b(?:resolv|restor|fix|recover|returned|back|mitigat|repair|behoben|rétabl|resuel|resolvid)",
    re.IGNORECASE,
)
_IN_GENERAL = compile_words(
    r"\b(?:commonly|usually|typically|generally|normally|often|on average)\b(?! speaking)", re.IGNORECASE
)
"""What holds of outages or attacks at large."""
_SHORTEST_OUTAGE = 0.5
"""Minutes; shorter lengths in the gold articles were response times."""


def propose_durations(reading: Reading) -> Iterator[Draft]:
    """Yield duration claims: lengths of the outage itself; a headline's yields to the same, or finer, in the text."""
    drafts = list(_read_lengths(reading))
    lead = len(reading.article.title)
    told = {d.value.number_from for d in drafts if d.start > lead}
    for draft in drafts:
        if (
            draft.end > lead
            or not told
            or (draft.value.number_to is not None and draft.value.number_from not in told)
        ):
            yield draft


def _read_lengths(reading: Reading) -> Iterator[Draft]:
    for sentence in reading.sentences():
        if not OUTAGE_WORD.search(sentence.text) or _IN_GENERAL.search(sentence.text):
            continue
        for length in read_durations(sentence.text, reading.article.language):
            if _is_length_of_outage(sentence.text, length):
                key = (sentence.start + length.start, sentence.start + length.end)
                start, _ = clause_around(sentence, *key)
                yield reading.draft(
                    sentence,
                    ClaimType.DURATION,
                    duration_value(length),
                    key,
                    whole=(max(start, key[0] - 30), key[1]),
                )


def _is_length_of_outage(text: str, length: DurationMention) -> bool:
    left = text[max(0, length.start - 60) : length.start]
    right = text[length.end : length.end + 40]
    if length.relation in ("ago", "later") or (
        (length.number_from or 0) < _SHORTEST_OUTAGE and length.number_to is not None and length.number_to < 1
    ):
        return False
    if _STOPPED_ACCOUNT.search(left) or left.endswith(("even for ", "even ")):
        return False
    if length.relation == "within" and not _OVER_BY_THEN.search(text):
        return False  # "again within 12 hours": how soon something may come
    if length.unit in ("days", "weeks") and _FRAME.search(text[: length.start + 8]):
        return False
    if (
        _NOT_A_LENGTH.search(left[-24:])
        or _NOT_A_LENGTH.match(right.lstrip(" -"))
        or re.match(r"\s*(?:ago|later|earlier|before|after|free|old|of (?:free|credit|notice))\b", right)
    ):
        return False
    if length.unit == "short" and not re.match(
        r"\s*(?:\w+ ){0,1}(?:went|was|were|took|knock|down|unable|unavailable|suffer|drop|lost|experienc|"
        r"interrupt|offline|disrupt|out)",
        right,
    ):
        return False
    if length.relation == "window" and not re.search(
        r"\b(?:outage|down|disruption|issues?|problems?)\b", left
    ):
        return False
    if length.unit in ("months", "years") or (
        length.unit == "weeks" and "attack" not in text and "outage" not in text
    ):
        return False
    return bool(
        _LASTED.search(left)
        or _LASTED.match(right.lstrip(" -"))
        or re.match(
            r"[\s-]+(?:\w+[\s-]+){0,3}(?:outage|disruption|downtime|blackout|interruption|incident|"
            r"glitch|window|failure|Ausf[aä]ll\w*|Störung\w*|Panne|coupure|caída|queda|apagón)",
            right,
        )
    )
