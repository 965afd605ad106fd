"""Drafts of start and end claims of one article -> those that say most, with no end before its start. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.vocabulary import ClaimType, Scope

_LOG_LINE = re.compile(
    r"[\s*•\-–—\[(]{0,4}(?:20\d\d-\d\d-\d\d[ T,]{1,2}|[A-Z][a-z]{2,8} \d{1,2}(?:, 20\d\d)?,? )?"
    r"\d{1,2}:\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?[)\]]?\s*(?:[-–—:|]\s|\t)",
    re.IGNORECASE,
)
"""A line of a timeline: "16:58 UTC - pods restart", "- 21:35 UTC: pages fail"."""
AHEAD = timedelta(hours=36)
"""Texts are updated, and their stamps are days: a start later than this is a plan, or another matter."""
_COARSENED = frozenset({ClaimType.START_TIME, ClaimType.END_TIME})


def settle_times(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield start, end and acknowledgement claims.

    A day without a clock time is kept as a start only when no clock time of that day is: the lead's "on Thursday" says
    less than "around 3:20PM", not something else.
    """
    drafts = _prefer_prose(reading, _keep_order(reading, drafts))
    finer = [d for d in drafts if d.type in _COARSENED and _in_this(reading, d)]
    lead = len(reading.article.title)
    told = {d.type for d in drafts if d.start > lead and _in_this(reading, d)}
    for draft in drafts:
        if draft.end <= lead and draft.type in told:
            continue  # a headline's "by evening" is the text's, and has no day of its own
        if draft.type in _COARSENED and any(_covers(draft, other) for other in finer):
            continue
        yield draft


def _prefer_prose(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Of a log's lines keep the first start and the last end, and these only where no sentence tells them."""
    logged = [d for d in drafts if d.type in _COARSENED and _is_logged(reading, d)]
    if not logged:
        return drafts
    told = {d.type for d in drafts if d not in logged and _in_this(reading, d)}
    starts = [d for d in logged if d.type is ClaimType.START_TIME]
    ends = [d for d in logged if d.type is ClaimType.END_TIME]
    kept = starts[:1] + ends[-1:]
    return [d for d in drafts if d not in logged or (d in kept and d.type not in told)]


def _is_logged(reading: Reading, draft: Draft) -> bool:
    sentence = reading.passages.sentence_at(draft.key[0])
    return sentence is not None and _LOG_LINE.match(sentence.text) is not None


def _keep_order(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Move an end that nobody dated to the day after, when it would lie before the outage began."""
    starts = [
        d.value.time_from
        for d in drafts
        if d.type is ClaimType.START_TIME and d.value.time_from and _in_this(reading, d)
    ]
    published = reading.article.published_at
    if not starts or published is None:
        return drafts
    undated = {(t.start, t.end) for t in reading.times if t.has_clock and not t.has_date}
    return [
        _move_on(d) if d.key in undated and _ends_too_soon(d, min(starts), published) else d for d in drafts
    ]


def _ends_too_soon(draft: Draft, began: datetime, published: datetime) -> bool:
    ended = draft.value.time_to
    if draft.type is not ClaimType.END_TIME or ended is None:
        return False
    return ended < began and ended + timedelta(days=1) <= published + AHEAD


def _move_on(draft: Draft) -> Draft:
    value = draft.value
    if value.time_from is None or value.time_to is None:
        return draft
    day = timedelta(days=1)
    first, last = value.time_from + day, value.time_to + day
    text = value.text.replace(f"{value.time_from:%Y-%m-%d}", f"{first:%Y-%m-%d}")
    return replace(draft, value=replace(value, text=text, time_from=first, time_to=last))


def _width(draft: Draft) -> timedelta:
    low, high = draft.value.time_from, draft.value.time_to
    return high - low if low is not None and high is not None else timedelta(days=99)


def _in_this(reading: Reading, draft: Draft) -> bool:
    sentence = reading.passages.sentence_at(draft.key[0])
    return sentence is not None and reading.scopes[sentence.start].scope is Scope.THIS_INCIDENT


def _covers(coarse: Draft, fine: Draft) -> bool:
    """Whether a day or a part of one says less than another time of the same type, and nothing else."""
    width = _width(coarse)
    if coarse.type is not fine.type or width < timedelta(hours=2) or _width(fine) * 2 > width:
        return False
    a, b, c = coarse.value.time_from, coarse.value.time_to, fine.value.time_from
    slack = timedelta(hours=16 if _width(fine) < timedelta(hours=2) else 1)
    return a is not None and b is not None and c is not None and a - slack <= c <= b + slack
