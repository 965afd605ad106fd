"""Claims of one incident -> those that are of it as a whole, by what the incident's other claims say. Pure.

Claims are read sentence by sentence, and a sentence does not always say that its time is another outage's, or one
airport's. Left out are, of what belongs to this incident and still stands:
    a start told as a day, days before another start in the same article, that no other report bears out
    a start after the end that its own article gives, when that article has an earlier start too
    an end that lies before every start, and what else its sentence says of how it stands
    an end that its sentence tells of one place or one firm that was hit
    lengths and ends in the sentence of a start that was left out
    a service called unaffected in the words that say it is back
    a time in a sentence that tells only of the work towards an end
    what is told in general of attackers, what went wrong after the service was back, and notes on an article's edits
They stay in the record as claims; no finding and no field takes anything from them.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from newsagg.merge.witnesses import VENDOR_ROLES, is_current
from newsagg.model import StoredClaim
from newsagg.vocabulary import ClaimType, ReportKind, SpeakerRole, Stance

_DAY = timedelta(hours=20)
"""A start at least this long says a day, and no hour."""
_APART = timedelta(hours=30)
"""A day that ends so long before the article's later start is not the eve of it, in whichever zone; chosen."""
_OWN_ACCOUNTS = (ReportKind.POSTMORTEM, ReportKind.OFFICIAL)
_PLACE = re.compile(
    r"\b(?:at|in|am|im|à l'|à la|en el|en la|all'|op|na) ?(?:the |der |dem )?(?:[\w'’-]+ ){0,3}?"
    r"(?:airport|flughafen|aéroport|aeropuerto|aeroporto|luchthaven|hospital|klinik\w*|universitätsklinikum|hôpital"
    r"|railway station|bahnhof|gare)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[^\W\d_][\w&.'-]{2,}")
_BACK = re.compile(
    r"\b(?:operating|working|functioning) normally\b|\bback (?:up|online|to normal)\b", re.IGNORECASE
)


_GENERAL = re.compile(
    r"\b(?:gangs|actors|attackers|criminals|hackers|operations) (?:\w+ly |often )?(?:steal|encrypt|demand|conduct)\b"
    r"|\b(?:typically|commonly|usually)\b",
    re.IGNORECASE,
)
"""In the present tense and the plural: what such attackers do, and not what these did."""
_AFTERWARDS = re.compile(
    r"\b(?:after|once) (?:[\w'’-]+ ){1,4}(?:went|came|was|were|got) back (?:up|online)\b", re.IGNORECASE
)
_EDIT = re.compile(
    r"\b(?:added|adds|adding) (?:(?:new|more|further|additional) )?(?:details|information|context|comment)\b",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:efforts?|working|works|trying|continues?|aims?) to (?:\w+ )?(?:resolve|restore|fix|determine|identify)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were|is|are|been|fully) (?:\w+ )?(?:resolved|restored|fixed|mitigated)|\bback (?:up|online|to)\b",
    re.I,
)
"""A sentence that tells only of the work towards an end gives no end."""
_TIMES = (ClaimType.START_TIME, ClaimType.END_TIME, ClaimType.DURATION)


def _is_aside(stored: StoredClaim) -> bool:
    """Whether a sentence tells of no event of this outage, or of none before it was over."""
    claim = stored.claim
    asserted = claim.stance is Stance.ASSERTED
    if asserted and claim.type is ClaimType.END_TIME and _NOT_YET.search(claim.quote):
        return _DONE.search(claim.quote) is None
    if claim.type in _TIMES:
        return _EDIT.search(claim.quote) is not None
    if claim.type is ClaimType.CAUSE and _AFTERWARDS.search(claim.quote):
        return True
    general = (
        claim.type in (ClaimType.DATA_LOSS, ClaimType.CAUSE) and claim.speaker.role is SpeakerRole.OUTLET
    )
    return general and claim.stance is not Stance.DENIED and _GENERAL.search(claim.quote) is not None


def keep_own(
    claims: Sequence[StoredClaim], origins: Mapping[int, int], kinds: Mapping[int, ReportKind]
) -> list[StoredClaim]:
    """Return the claims without those that are of another outage or of a part of this one; the order stays."""
    by_type: defaultdict[ClaimType, list[StoredClaim]] = defaultdict(list)
    asides = {s.id for s in claims if _is_aside(s)}
    for stored in claims:
        if is_current(stored) and stored.id not in asides:
            by_type[stored.claim.type].append(stored)
    starts, ends = by_type[ClaimType.START_TIME], by_type[ClaimType.END_TIME]
    told = [s for s in starts if kinds.get(s.article_id) not in _OWN_ACCOUNTS]
    out = _find_stale(told, starts, origins)
    own = [s for s in starts if s.id not in out]
    late = _find_late([s for s in told if s.id not in out], [e for e in ends if not _ends_before(e, own)])
    out |= {s.id for s in starts if s.id in late and not _is_borne_out(s, starts, origins)}
    starts = [s for s in starts if s.id not in out]
    sentences = {(s.article_id, s.claim.quote) for s in by_type[ClaimType.START_TIME] if s.id in out}
    sentences -= {(s.article_id, s.claim.quote) for s in starts}
    for kind in (ClaimType.DURATION, ClaimType.END_TIME):
        out |= {s.id for s in by_type[kind] if (s.article_id, s.claim.quote) in sentences}
    early = {s.id for s in by_type[ClaimType.END_TIME] if _ends_before(s, starts)}
    # A day that a sentence names is another outage's; a clock time may only have been put on the wrong day.
    days = [s for s in by_type[ClaimType.END_TIME] if s.id in early and _is_day(s)]
    sentences = {(s.article_id, s.claim.quote) for s in days}
    sentences -= {
        (s.article_id, s.claim.quote) for s in starts
    }  # what they say of the state is of this outage
    out |= early | {s.id for s in by_type[ClaimType.STATUS] if (s.article_id, s.claim.quote) in sentences}
    services, hit = by_type[ClaimType.AFFECTED_SERVICE], by_type[ClaimType.AFFECTED_CUSTOMER]
    out |= {s.id for s in by_type[ClaimType.END_TIME] if _is_local(s, services, hit)}
    out |= {s.id for s in services if s.claim.value.excluded and _BACK.search(s.claim.quote)}
    return [s for s in claims if s.id not in out | asides]


def _find_stale(
    told: Sequence[StoredClaim], starts: Sequence[StoredClaim], origins: Mapping[int, int]
) -> set[int]:
    """Return the days that lie well before another start of their article, and that no other report bears out."""
    last: dict[int, datetime] = {}
    for stored in told:
        if (span := _span(stored)) is not None:
            last[stored.article_id] = max(span[0], last.get(stored.article_id, span[0]))
    return {
        s.id
        for s in told
        if (span := _span(s)) is not None
        and _is_day(s)
        and span[1] + _APART <= last[s.article_id]
        and not _is_borne_out(s, starts, origins)
    }


def _find_late(told: Sequence[StoredClaim], ends: Sequence[StoredClaim]) -> set[int]:
    """Return the starts that come after each end of their article, where an earlier start stands before that end."""
    out = set[int]()
    for stored in told:
        span, article = _span(stored), stored.article_id
        over = [end[1] for e in ends if e.article_id == article and _is_firm(e) and (end := _span(e))]
        first = min((s[0] for o in told if o.article_id == article and (s := _span(o))), default=None)
        if span is not None and first is not None and over and first < min(over) <= max(over) < span[0]:
            out.add(stored.id)
    return out


def _is_borne_out(start: StoredClaim, starts: Sequence[StoredClaim], origins: Mapping[int, int]) -> bool:
    """Whether a report of another origin gives a start at that time too."""
    own, span = origins.get(start.article_id, start.article_id), _span(start)
    return span is not None and any(
        origins.get(s.article_id, s.article_id) != own and other[0] <= span[1] and span[0] <= other[1]
        for s in starts
        if (other := _span(s)) is not None
    )


def _ends_before(end: StoredClaim, starts: Sequence[StoredClaim]) -> bool:
    """Whether an end lies before all that is claimed of the start."""
    span, first = _span(end), min((s for s in map(_span, starts) if s is not None), default=None)
    return span is not None and first is not None and span[1] < first[0]


def _is_local(end: StoredClaim, services: Sequence[StoredClaim], hit: Sequence[StoredClaim]) -> bool:
    """Whether a sentence tells when one place, or one named firm that was hit, was up again, and not the service."""
    claim = end.claim
    if claim.speaker.role in VENDOR_ROLES:
        return False
    names = {name.casefold() for s in services for name in _NAME.findall(s.claim.value.text)}
    said = {name.casefold() for name in _NAME.findall(claim.quote)}
    if names & said:
        return False
    if _PLACE.search(claim.quote):
        return True
    firms = [s.claim.value.text for s in hit if s.claim.stance is Stance.ASSERTED]
    return any(firm[:1].isupper() and " and " not in firm and firm in claim.quote for firm in firms)


def _is_day(stored: StoredClaim) -> bool:
    span = _span(stored)
    return span is not None and span[1] - span[0] >= _DAY


def _is_firm(stored: StoredClaim) -> bool:
    return stored.claim.stance in (Stance.ASSERTED, Stance.HEDGED)


def _span(stored: StoredClaim) -> tuple[datetime, datetime] | None:
    value = stored.claim.value
    return None if value.time_from is None else (value.time_from, value.time_to or value.time_from)
