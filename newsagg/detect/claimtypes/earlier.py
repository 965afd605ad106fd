"""A Reading -> drafts of prior_incident claims: other outages that an article recalls, always background. Pure."""

from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.values import time_value
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Scope, Stance


def propose_earlier(reading: Reading) -> Iterator[Draft]:
    """Yield one claim a sentence that is background, with the services and the time it names."""
    for sentence in reading.sentences():
        scope = reading.scopes[sentence.start]
        if scope.scope is Scope.THIS_INCIDENT or scope.reason.startswith("goes on about"):
            continue
        names = [
            m for m in reading.mentions_in(sentence.start, sentence.end) if reading.lexicon.can_fail(m.slug)
        ]
        if not names:
            continue
        time = next(
            (t for t in reading.times_in(sentence.start, sentence.end) if t.time_from is not None), None
        )
        timed = time_value(time) if time is not None else None
        shown = ", ".join(dict.fromkeys(m.surface for m in names))
        value = Value(
            text=f"{shown}, {timed.text}" if timed else shown,
            words=names[0].surface,
            time_from=timed.time_from if timed else None,
            time_to=timed.time_to if timed else None,
            slug=names[0].slug,
        )
        key = (names[0].start, names[-1].end)
        yield reading.draft(
            sentence, ClaimType.PRIOR_INCIDENT, value, key, scope=Scope.BACKGROUND, stance=Stance.ASSERTED
        )
