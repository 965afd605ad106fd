"""Reports of one outage -> how far it has come, in the words of status pages. Pure.

A word that it is over stands until somebody whose word counts as much says that it is not: a vendor that goes on to
investigate looks for the cause; a newsroom's "back up" falls to the vendor's later "still working on it".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsagg.merge.unfinished import is_partial_end
from newsagg.merge.witnesses import VENDOR_ROLES, is_current
from newsagg.model import Claim, Report
from newsagg.vocabulary import ClaimType, Lifecycle, Precision, ReportKind, SpeakerRole, Stance

_STATUS_WORDS: Sequence[tuple[Lifecycle, re.Pattern[str]]] = (
    (
        Lifecycle.RESOLVED,
        re.compile(
            r"resolv|(?<!partially )restor|fixed\b|back (?:up|online|to normal)|(?<!partially )recovered\b|mitigated"
            r"|completed|(?<!partially )operational",
            re.IGNORECASE,
        ),
    ),
    (
        Lifecycle.MONITORING,
        re.compile(
            r"monitor|recovering|fix (?:has been |was )?(?:implemented|deployed|rolled)|improv|partially restored",
            re.IGNORECASE,
        ),
    ),
    (
        Lifecycle.IDENTIFIED,
        re.compile(r"identif|found the (?:cause|issue)|working on a fix|fix (?:is )?being", re.IGNORECASE),
    ),
    (Lifecycle.INVESTIGATING, re.compile(r"investigat|looking into|aware|acknowledg", re.IGNORECASE)),
)
_STILL = re.compile(
    r"\b(?:not|n't|yet to|still|un)\b[^.]{0,20}(?:resolv|restor|fix|recover)|unresolved", re.IGNORECASE
)
_DOWN_AGAIN = re.compile(r"\b(?:unavailable|ongoing|down|offline|recurred|again)\b", re.IGNORECASE)
_GOING_ON = re.compile(
    r"\b(?:has|have|had|'s|’s) been\b|\b(?:now|so far|already|still|and counting)\b"
    r"|\b(?:last(?:ing)? for|for the (?:last|past))\b"
    r"|\b(?:seit|depuis|desde|hace|há)\b",
    re.IGNORECASE,
)
"""Words of a length that may not be the whole: "has been down for three hours"."""
_WHOLE = (Precision.EXACT, Precision.ABOUT, Precision.RANGE)
_VENDOR_SILENT = timedelta(hours=6)
"""A newsroom's "it is over" counts when the vendor's own updates, still at it, have been silent for so long; chosen."""
_HEARSAY = (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    at: datetime
    vendor: bool
    timed: bool
    """An update of its own, not a word that an article passes on."""
    state: Lifecycle | None
    text: str


def told_at(report: Report) -> datetime:
    """Return when a report was published, else when we first saw it."""
    return report.published_at or report.seen_at


def read_lifecycle(reports: Sequence[Report]) -> Lifecycle:
    """Return how far the incident has come: "Resolved: major outage" is resolved.

    A post-mortem ends it, be it an article or an update of the status page; else the latest word that it is over,
    unless taken back; else the vendor's latest word, else anybody's.
    """
    if any(r.kind is ReportKind.POSTMORTEM for r in reports):
        return Lifecycle.POSTMORTEM
    words = sorted(_hear(reports), key=lambda w: (w.at, w.vendor, w.text))
    vendors = [w for w in words if w.vendor]
    if any(w.state is Lifecycle.POSTMORTEM and w.timed and _stands(w, vendors) for w in vendors):
        return Lifecycle.POSTMORTEM
    if any(w.state is Lifecycle.RESOLVED and _stands(w, vendors) for w in words):
        return Lifecycle.RESOLVED
    for told in (vendors, words):
        for word in reversed(told):
            if word.state is not None:
                return word.state
    return Lifecycle.REPORTED


def read_status_end(reports: Sequence[Report]) -> tuple[datetime, datetime] | None:
    """Return when an outage was over by the vendor's status page: between its last word that it was not, and the first
    that it is, which nothing took back; None where the page says no such thing."""
    words = sorted(
        (w for w in _hear([r for r in reports if r.basis == "status"]) if w.timed), key=lambda w: w.at
    )
    over: datetime | None = None
    before: datetime | None = None
    for word in words:
        if word.state in (Lifecycle.RESOLVED, Lifecycle.POSTMORTEM):
            if over is None and word.state is Lifecycle.RESOLVED:
                over = word.at
        else:
            over, before = None, word.at
    return None if over is None else (before or over, over)


def _stands(over: _Word, vendors: Sequence[_Word]) -> bool:
    """Say whether no word of the vendor takes back that it is over."""
    for word in vendors:
        if word.state in (Lifecycle.RESOLVED, Lifecycle.POSTMORTEM):
            continue
        if not over.vendor and word.timed and word.at > over.at - _VENDOR_SILENT:
            return False
        if word.at > over.at and (word.timed or _DOWN_AGAIN.search(word.text)):
            return False
    return True


def _hear(reports: Sequence[Report]) -> Iterator[_Word]:
    for report in reports:
        for claim in (s.claim for s in report.claims if is_current(s)):
            at, vendor = claim.said_at or told_at(report), claim.speaker.role in VENDOR_ROLES
            if claim.type is ClaimType.STATUS and claim.value.text == "postmortem" and vendor:
                yield _Word(at=at, vendor=True, timed=True, state=Lifecycle.POSTMORTEM, text="post-mortem")
            elif claim.type is ClaimType.STATUS and claim.speaker.role not in _HEARSAY:
                text = f"{claim.value.text} {claim.value.words}"
                timed = claim.said_at is not None
                yield _Word(at=at, vendor=vendor, timed=timed, state=_read(claim, text), text=text)
            elif claim.type is ClaimType.END_TIME and claim.stance is Stance.ASSERTED:
                over = Lifecycle.MONITORING if is_partial_end(claim) else Lifecycle.RESOLVED
                yield _Word(at=told_at(report), vendor=vendor, timed=False, state=over, text="over")
            elif _tells_whole_length(claim):
                over = Lifecycle.RESOLVED
                yield _Word(at=told_at(report), vendor=vendor, timed=False, state=over, text="over")
        if report.basis == "status":
            state = _read_words(report.title)
            yield _Word(
                at=told_at(report),
                vendor=True,
                timed=not _has_updates(report),
                state=state,
                text=report.title,
            )


def _tells_whole_length(claim: Claim) -> bool:
    """Say whether somebody tells how long it lasted in all: then it is over."""
    return (
        claim.type is ClaimType.DURATION
        and claim.stance is Stance.ASSERTED
        and claim.value.precision in _WHOLE
        and not claim.value.excluded
        and not _GOING_ON.search(claim.quote)
    )


def _has_updates(report: Report) -> bool:
    """A title that vendors never change ("Resolved: major outage", "API down") says less than the updates under it."""
    return any(
        s.claim.type is ClaimType.STATUS and s.claim.said_at is not None
        for s in report.claims
        if is_current(s)
    )


def _read(claim: Claim, text: str) -> Lifecycle | None:
    state = _read_words(claim.value.text) or _read_words(text)
    # "Restored step by step", "back for most": on the way, whatever the word for it.
    return Lifecycle.MONITORING if state is Lifecycle.RESOLVED and is_partial_end(claim) else state


def _read_words(text: str) -> Lifecycle | None:
    for state, pattern in _STATUS_WORDS:
        if pattern.search(text) and not (state is Lifecycle.RESOLVED and _STILL.search(text)):
            return state
    return None
