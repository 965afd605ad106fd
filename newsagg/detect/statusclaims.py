"""A status page's timed updates -> drafts of claims by the vendor. Pure.

Each update gives a status in the page's own word at its own time; its body is read for the same claims as any other
text, with the vendor as speaker.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.model import StatusUpdate, Value
from newsagg.vocabulary import ClaimType, Stance

_STATES = {
    "investigating": "investigating",
    "identified": "identified",
    "monitoring": "monitoring",
    "resolved": "resolved",
    "postmortem": "postmortem",
    "scheduled": "scheduled",
    "in_progress": "in progress",
    "in progress": "in progress",
    "verifying": "verifying",
    "completed": "resolved",
    "update": "ongoing",
}


def propose_updates(reading: Reading) -> Iterator[Draft]:
    """Yield the claims of a status article: each update's state, components and what its words claim."""
    at = 0
    for update in reading.article.updates:
        span = _place(reading, update, at)
        if span is None:
            continue
        at = span[0]
        yield from _state(reading, update, span)
        yield from _components(reading, update, span)


def find_update_time(reading: Reading, start: int) -> datetime | None:
    """Return when the update of a status page was written that a place in its text belongs to; None outside."""
    said: datetime | None = None
    at = 0
    for update in reading.article.updates:
        span = _place(reading, update, at)
        if span is None:
            continue
        at = span[0]
        line = reading.text.rfind("\n", 0, at) + 1  # the update's label stands before its words
        if start >= line:
            said = update.at.astimezone(UTC)
    return said


def _place(reading: Reading, update: StatusUpdate, at: int) -> tuple[int, int] | None:
    body = update.body.strip()
    if not body:
        return None
    line = body.split("\n", 1)[0].strip()
    start = reading.text.find(line, at)
    if start < 0:
        start = reading.text.find(line)
    return None if start < 0 else (start, start + len(line))


def _state(reading: Reading, update: StatusUpdate, span: tuple[int, int]) -> Iterator[Draft]:
    state = update.state.strip().lower()
    shown = _STATES.get(state, state)
    if not shown:
        return
    start, end = span
    before = reading.text[max(0, start - 60) : start]
    written = re.search(rf"\b{re.escape(update.state)}\b", before, re.IGNORECASE)
    line = reading.text.rfind("\n", 0, start) + 1
    if written is not None and start - 60 + written.start() >= line:
        words_at = max(0, start - 60) + written.start()
        quote_start = words_at
        words = reading.text[words_at : words_at + len(update.state)]
    else:
        quote_start = start
        words = reading.text[start : min(end, start + 60)]
    quote_end = min(end, quote_start + 280)
    yield Draft(
        type=ClaimType.STATUS,
        value=Value(
            text=shown,
            words=words,
            time_from=update.at.astimezone(UTC),
            time_to=update.at.astimezone(UTC),
            slug=update.impact.lower(),
        ),
        start=quote_start,
        end=quote_end,
        key=(quote_start, quote_end),
        stance=Stance.ASSERTED,
    )


def _components(reading: Reading, update: StatusUpdate, span: tuple[int, int]) -> Iterator[Draft]:
    for name in update.components:
        at = reading.text.find(name)
        if not name or at < 0:
            continue
        near = reading.text.find(name, span[0])
        start = near if near >= 0 else at
        mention = next((m for m in reading.mentions if m.start == start), None)
        yield Draft(
            type=ClaimType.AFFECTED_SERVICE,
            value=Value(text=name, words=name, slug=mention.slug if mention else ""),
            start=start,
            end=start + len(name),
            key=(start, start + len(name)),
            stance=Stance.ASSERTED,
        )
