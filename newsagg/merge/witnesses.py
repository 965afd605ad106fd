"""Claims -> whose word counts for how much, how people would say it, and how many stand behind a value. Pure.

Prints of one text are one witness: they share an origin, and the newsrooms that print it are one speaker.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from newsagg.model import Claim, StoredClaim
from newsagg.vocabulary import ClaimType, Scope, SpeakerRole, Stance

RANKS: Sequence[tuple[frozenset[SpeakerRole], str]] = (
    (frozenset((SpeakerRole.STATUS_PAGE,)), "the vendor's status page says so"),
    (frozenset((SpeakerRole.VENDOR_OFFICIAL,)), "the vendor says so"),
    (frozenset((SpeakerRole.REGULATOR,)), "a regulator says so"),
    (frozenset((SpeakerRole.OTHER_VENDOR, SpeakerRole.CUSTOMER)), "a company that was hit says so"),
    (frozenset((SpeakerRole.VENDOR_UNNAMED,)), "people at the vendor say so"),
    (frozenset((SpeakerRole.TRACKER,)), "a tracker shows it"),
    (frozenset((SpeakerRole.EXPERT,)), "an expert says so"),
    (frozenset((SpeakerRole.OUTLET,)), "an outlet reports it"),
    (frozenset((SpeakerRole.USER_REPORTS,)), "users report it"),
)
"""Whose word is taken as the best value, first to last; a vendor's post-mortem comes before all."""
_COUNTS = (ClaimType.TRACKER_REPORTS, ClaimType.AFFECTED_USERS)
_FIRM = {Stance.ASSERTED: 0, Stance.HEDGED: 1, Stance.FORECAST: 2, Stance.QUESTIONED: 3, Stance.DENIED: 4}
_CAUTION = 2
_TRACKER_FIRST = (SpeakerRole.TRACKER,)
VENDOR_ROLES = frozenset((SpeakerRole.STATUS_PAGE, SpeakerRole.VENDOR_OFFICIAL, SpeakerRole.VENDOR_UNNAMED))
"""Those who speak for the vendor, by name or not."""


def is_current(stored: StoredClaim) -> bool:
    """Say whether a claim is about this incident and still made."""
    return stored.withdrawn_at is None and stored.claim.scope is Scope.THIS_INCIDENT


def rank_claim(stored: StoredClaim) -> tuple[int, int, bool, datetime, int]:
    """Return the key by which claims are put in order: role, firmness, first hand, then first seen.

    A cautious word counts as one by somebody two ranks lower: a vendor's guess does not outweigh what it says firmly.
    """
    claim = stored.claim
    role = next(n for n, (roles, _) in enumerate(RANKS) if claim.speaker.role in roles)
    if claim.type in _COUNTS and claim.speaker.role in _TRACKER_FIRST:
        role = 0
    if claim.stance is Stance.HEDGED:
        role += _CAUTION
    return role, _FIRM[claim.stance], claim.second_hand, stored.first_seen_at, stored.id


def name_speaker(claim: Claim) -> str:
    """Return the speaker as people would say it, with who passed the word on."""
    name = claim.speaker.name
    if claim.speaker.role is SpeakerRole.STATUS_PAGE and "status" not in name.casefold():
        name += "'s status page" if not name.endswith("s") else "' status page"
    if claim.second_hand and claim.chain and claim.chain[0] != claim.speaker.name:
        name += f" (as told by {claim.chain[0]})"
    return name


def say(claim: Claim) -> str:
    """Return a claim as a sentence for people, without its full stop."""
    verb = {
        Stance.ASSERTED: "says",
        Stance.HEDGED: "thinks it may be:",
        Stance.DENIED: "denies:",
        Stance.QUESTIONED: "asks about:",
        Stance.FORECAST: "expects:",
    }[claim.stance]
    return f"{name_speaker(claim)} {verb} {claim.value.text}"


def count_support(
    behind: Sequence[StoredClaim], claims: Sequence[StoredClaim], origins: Mapping[int, int]
) -> tuple[int, int]:
    """Return how many independent origins and distinct speakers stand behind a value.

    ``behind`` are the claims that bear it out, ``claims`` all of the incident that are weighed with them.
    """
    printers: dict[int, str] = {}
    for stored in sorted(claims, key=lambda s: (origin_of(s, origins) != s.article_id, s.id)):
        if stored.claim.speaker.role is SpeakerRole.OUTLET and not stored.claim.second_hand:
            printers.setdefault(origin_of(stored, origins), stored.claim.speaker.slug)
    speakers = set()
    for stored in behind:
        own = stored.claim.speaker.role is SpeakerRole.OUTLET and not stored.claim.second_hand
        speakers.add(printers[origin_of(stored, origins)] if own else stored.claim.speaker.slug)
    return len({origin_of(s, origins) for s in behind}), len(speakers)


def origin_of(stored: StoredClaim, origins: Mapping[int, int]) -> int:
    """Return the article that stands for the origin of a claim's article."""
    return origins.get(stored.article_id, stored.article_id)
