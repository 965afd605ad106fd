"""Reports and claims of one outage -> in what way the service failed, and how bad it was. Pure.

Severity is ours, by rule, never by duration alone; broad means five services or firms hit by it, three services down at
once, or a million users:
    critical   data was lost or corrupted, or a whole service was unavailable and the outage was broad
    major      a whole service was unavailable, or the outage was broad
    minor      it was partial or slow, and narrow
The vendor's own word stands beside it.
"""

import re
from collections.abc import Sequence

from newsagg.merge.witnesses import VENDOR_ROLES, rank_claim
from newsagg.model import Claim, Report, ServiceRole, StoredClaim
from newsagg.vocabulary import ClaimType, Mode, Severity, Stance

_BROAD_DEPENDENTS = 5
_BROAD_SUBJECTS = 3
_BROAD_USERS = 1_000_000
_SLOW = re.compile(r"\b(?:slow|degrad|intermittent|latency|delay|elevated errors?|sluggish)", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|several|a number of|partial|partly|a few|subset|certain)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:is|are|was|were|went|goes|gone|knocked|fully|completely|taken) (?:completely |entirely |briefly )?"
    r"(?:down|offline|dark|unavailable|unreachable)\b|^[\w.&' -]{2,40} down\b"
    r"|\b(?:major|massive|widespread|global|worldwide|nationwide|total|complete|huge) (?:\w+ )?outage\b"
    r"|\b(?:takes?|took|knocks?|knocked|brings?|brought) (?:[\w'&.-]+ ){0,6}?(?:down|offline|out)\b"
    r"|\boutage takes down\b"
    r"|\b(?:vanish|disappear|grounds|grounded|halts?|cuts? off|cuts? phones|stops? working|blackout)\w*\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost(?! (?:access|connection|contact|signal|service))|corrupt|wiped|delet)", re.IGNORECASE
)
_DATA = re.compile(
    r"\b(?:data|files?|records?|messages?|e-?mails?|photos?|documents?|databases?|histor\w+|backups?|content|accounts?"
    r"|projects?|orders?|notes?|notebooks?|bookings?|repositor\w+|servers?|disks?|volumes?|settings|saves?)\b",
    re.IGNORECASE,
)
"""What is lost when data is: "lost transaction revenue" and a lost connection are no lost data."""
_LEAD = 300
"""Letters of a report's text that tell what happened when its headline does not."""


def claims_of(claims: Sequence[StoredClaim], *types: ClaimType) -> list[Claim]:
    """Return the claims of some types, the best ranked first."""
    return [s.claim for s in sorted(claims, key=rank_claim) if s.claim.type in types]


def read_mode(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Mode:
    """Return in what way the service failed, as most headlines have it, else most leads, and by symptoms."""
    symptoms = " ; ".join(c.value.words for c in claims_of(claims, ClaimType.SYMPTOM, ClaimType.STATUS))
    lost = [c for c in claims_of(claims, ClaimType.DATA_LOSS) if c.stance is Stance.ASSERTED]
    if any(_LOST.search(c.value.words) and _DATA.search(c.quote) and not c.value.excluded for c in lost):
        return Mode.DATA_LOSS_OR_CORRUPTION
    whole, some, slow = _count_modes([r.title for r in reports])
    if not (whole or some or slow):
        whole, some, slow = _count_modes([r.body[:_LEAD] for r in reports])
    if whole and whole >= max(some, slow):
        return Mode.UNAVAILABLE
    if slow > some or (not some and _SLOW.search(symptoms) and not _WHOLE.search(symptoms)):
        return Mode.DEGRADED
    return Mode.PARTIAL


def _count_modes(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many texts tell of a whole service, of parts or some users, and of slowness."""
    some = [bool(_SOME.search(text)) for text in texts]
    whole = [bool(_WHOLE.search(text)) and not part for text, part in zip(texts, some, strict=True)]
    return sum(whole), sum(some), sum(bool(_SLOW.search(text)) for text in texts)


def is_broad(services: Sequence[ServiceRole], claims: Sequence[StoredClaim]) -> bool:
    """Say whether an outage reached far: by dependents, by services down at once, or by users."""
    subjects = {s.slug for s in services if s.role == "subject"}
    hit = {s.slug for s in services if s.role == "affected"}
    for claim in claims_of(claims, ClaimType.AFFECTED_CUSTOMER, ClaimType.AFFECTED_SERVICE):
        if claim.stance is Stance.ASSERTED and not claim.value.excluded and claim.value.slug:
            hit.add(claim.value.slug)
    users = [
        c.value.number_from or c.value.number_to or 0.0
        for c in claims_of(claims, ClaimType.AFFECTED_USERS)
        if c.stance is Stance.ASSERTED and c.value.unit != "percent"
    ]
    return (
        len(hit - subjects) >= _BROAD_DEPENDENTS
        or len(subjects) >= _BROAD_SUBJECTS
        or max(users, default=0.0) >= _BROAD_USERS
    )


def judge_severity(mode: Mode, *, broad: bool) -> Severity:
    """Return the severity by the rule in this module's head."""
    if mode is Mode.DATA_LOSS_OR_CORRUPTION or (mode is Mode.UNAVAILABLE and broad):
        return Severity.CRITICAL
    return Severity.MAJOR if mode is Mode.UNAVAILABLE or broad else Severity.MINOR


def read_vendor_severity(reports: Sequence[Report], claims: Sequence[StoredClaim]) -> Severity | None:
    """Return the severity in the vendor\'s own words; None when it gave none."""
    told = [c for c in claims_of(claims, ClaimType.STATUS) if c.speaker.role in VENDOR_ROLES]
    words = " ".join(c.value.text for c in told)
    words += " ".join(r.body[:400] for r in reports if r.basis == "status")
    fields = {c.value.slug for c in told}
    for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR):
        word = severity.value
        if word in fields or re.search(
            rf"\b(?:impact:? {word}|{word} (?:impact|outage|incident))\b", words, re.I
        ):
            return severity
    return Severity.NONE if "none" in fields else None
