"""A Reading -> drafts of duration claims: how long the outage itself lasted. Pure."""

import re
from collections.abc import Iterator, Sequence

from newsagg.detect.claimtypes.failing import Failure, find_failures
from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.recovering import Recovery, find_recoveries
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
_LABEL = re.compile(
    r"[\s*_•·–-]*(?:(?:total|overall|full|incident|impact|outage) )?(?:duration|length|downtime|time (?:to (?:recover|resolve|restore)|down))"
    r"(?: of (?:the )?(?:incident|outage|impact|disruption))?[*_]*\s*[:=]",
    re.IGNORECASE,
)
"""How a list of facts names the length: "Duration: 8 hours 20 minutes"."""
_BESIDE_LABEL = 12
"""Characters between a label and its length: room for a sign and "about"; chosen, not calibrated."""
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
        failures = find_failures(sentence.text, reading.article.language)
        recoveries = find_recoveries(sentence.text, reading.article.language)
        label = _LABEL.match(sentence.text)
        if not (label or failures or recoveries or _tells_of_outage(sentence.text)) or _IN_GENERAL.search(
            sentence.text
        ):
            continue
        for length in read_durations(sentence.text, reading.article.language):
            if (
                (label and length.start - label.end() < _BESIDE_LABEL)
                or _is_length_of_outage(sentence.text, length, failures)
                or _is_over_in(sentence.text, length, recoveries)
                or _is_well_after(sentence.text, length, recoveries)
            ):
                key = (sentence.start + length.start, sentence.start + length.end)
                start, _ = clause_around(sentence, *key)
                yield reading.draft(
                    sentence,
                    ClaimType.DURATION,
                    duration_value(length),
                    key,
                    whole=(max(start, key[0] - 30), key[1]),
                )


def _tells_of_outage(text: str) -> bool:
    return OUTAGE_WORD.search(text) is not None or _IT_LASTED.search(text) is not None


def _is_length_of_outage(text: str, length: DurationMention, failures: Sequence[Failure]) -> bool:
    left = text[max(0, length.start - 60) : length.start]
    right = text[length.end : length.end + 40]
    if length.unit == "short":
        return False  # "briefly" measures nothing
    if length.relation in ("ago", "later") or (
        (length.number_from or 0) < _SHORTEST_OUTAGE and length.number_to is not None and length.number_to < 1
    ):
        return False
    if _STOPPED_ACCOUNT.search(left) or left.endswith(("even for ", "even ")):
        return False
    if _NAMED.match(text, length.end) and length.relation in ("", "within"):
        return True
    if length.relation == "" and _fails_for(text, length, failures):
        return True
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
    if length.relation == "window" and not re.search(
        r"\b(?:outage|down|disruption|issues?|problems?)\b", left
    ):
        return False
    if length.unit in ("months", "years") or (
        length.unit == "weeks" and "attack" not in text and "outage" not in text
    ):
        return False
    return bool(_LASTED.search(left) or _LASTED.match(right.lstrip(" -")) or _NAMED_LOOSELY.match(right))


def _is_over_in(text: str, length: DurationMention, recoveries: Sequence[Recovery]) -> bool:
    """Whether something is told to be over "in" so long: "it was over in 35 minutes"."""
    return length.relation == "within" and any(
        not r.weak and 0 <= length.start - r.end < 8 and _IN_ALL.search(text[: r.start]) for r in recoveries
    )


def _is_well_after(text: str, length: DurationMention, recoveries: Sequence[Recovery]) -> bool:
    """Whether all was well again so long later, or so long after the outage: "was restored nine hours later"."""
    if length.unit not in ("minutes", "hours", "days", "day") or (length.number_to or 0) > _LONGEST_WELL:
        return False
    later = length.relation == "later"
    if not later and _SINCE_IT_BROKE.match(text, length.end) is None:
        return False
    beyond = _LATER.match(text, length.end)
    end = beyond.end() if beyond is not None else length.end
    well = [(r.start, r.end) for r in recoveries if not r.weak] + [m.span() for m in _WELL.finditer(text)]
    return any(
        (high <= length.start and _BACK_THEN.fullmatch(text, high, length.start) is not None)
        or (later and end <= low and _THEN_BACK.fullmatch(text, end, low) is not None)
        for low, high in well
    )


_WELL = compile_words(
    r"\b(?:restored|resolved|fixed|repaired|solved|back (?:up|online|to normal|in service|on)|returned(?! to (?:report|say|tell|post|work|the author))|resumed|recovered|reopened|operational)\b",
    re.IGNORECASE,
)
_LONGEST_WELL = 4 * 24 * 60.0
"""Minutes; what is told of weeks later is the aftermath."""
_LATER = re.compile(r"\s(?:later|afterwards)\b")
_SINCE_IT_BROKE = re.compile(
    r"\s(?:after|since|from when)\s(?:(?:an?|the|its|their|this|[\w-]+['’]s)\s(?:[\w’'-]+\s){0,4}?(?:outages?|problems?|issues?|faults?|failure|crash|glitch|"
    r"disruption|breakdown|incident|attack|blackout|trouble)\b|(?:it|they|the [\w ]{2,24}?|[\w’'-]+ [\w’'-]+)\s(?:first\s|had\s)?(?:went|fell|failed|crashed|broke|began|started|"
    r"stopped|reported|complain\w*|hit|notic\w+|lost)\b)",
    re.IGNORECASE,
)
_BACK_THEN = re.compile(
    r"(?:\s(?!but\b|and\b|while\b|then\b)[\w’'.-]+){0,4},?(?:\s(?:more|less|some|only|just|about|around|nearly|almost))*\s?"
)
_THEN_BACK = re.compile(r",?(?:\s(?!said\b|told\b|posted\b|but\b)[\w’'-]+){0,9},?\s?")
"""What may stand between being well again and how much later that was."""
_IN_ALL = re.compile(r"\b(?:was|were|is|all|had been) $", re.IGNORECASE)


def _fails_for(text: str, length: DurationMention, failures: Sequence[Failure]) -> bool:
    """Whether something is told to fail "for" so long, or still fails so long after it broke."""
    if length.unit not in ("minutes", "hours", "days", "day"):
        return False
    broken = any(f.end <= length.start and length.start - f.end < 110 for f in failures)
    if broken and _FOR.search(text, max(0, length.start - 24), length.start):
        return True
    still = broken or _STILL.search(text, 0, length.start) is not None
    return still and _AFTER_IT_BROKE.match(text, length.end) is not None


_FOR = re.compile(
    r"\b(?:for|during|durante|por|pendant|durant|während|für)(?: (?:up to|at least|the|a|some|about|around))?\s$",
    re.IGNORECASE,
)
_STILL = compile_words(
    r"\b(?:still|remain(?:s|ed|ing)?|continu(?:e|es|ed|ing)|unable|without)\b", re.IGNORECASE
)
_AFTER_IT_BROKE = re.compile(
    r"\s(?:after|since|into)\s(?:an?|the|its|their|it|this)\s(?:[\w’'-]+\s){0,4}(?:outages?|problems?|issues?|faults?|failure|"
    r"crash|glitch|disruption|breakdown|incident|attack|blackout|went down|broke|failed|crashed|began|started)\b",
    re.IGNORECASE,
)
"""What an outage that still goes on is measured from."""
_IT_LASTED = compile_words(
    r"\b(?:lasted|went on for|all took|a duré|ont duré|dauerte|dauerten|duró|duraron|durou|duraram)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[ \u00a0-](?:(?!(?:after|before|since|of|from|into|in|to|the|an?|another|for|ago|later)\b)\w+[ -]){0,2}(?:outage|disruption|downtime|blackout|interruption|breakdown|shutdown|meltdown|crash)\b",
    re.IGNORECASE,
)
"""The length stands before the outage itself: "the almost two-hour outage"."""
_NAMED_LOOSELY = re.compile(
    r"[\s-]+(?:\w+[\s-]+){0,3}(?:outage|disruption|downtime|blackout|interruption|incident|"
    r"glitch|window|failure|Ausf[aä]ll\w*|Störung\w*|Panne|coupure|caída|queda|apagón)"
)
