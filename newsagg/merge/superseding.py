"""One speaker's words, in the order in which they were said -> which later word takes whose place. Pure.

Second-hand words have no known time, and take nobody's place.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsagg.merge.precision import Relation, relate_claims
from newsagg.model import StoredClaim
from newsagg.vocabulary import ClaimType

_OVER = re.compile(
    r"(?:fully )?(?:resolved|restored|fixed|recovered|operational|back (?:up|online|to normal))", re.I
)
_DOWN = re.compile(
    r"\b(?:down|offline|unavailable|unreachable|ongoing|failing|out of service|not (?:yet )?\w*(?:resolv|restor|fix)\w*"
    r"|still \w+|recurred|again)\b",
    re.IGNORECASE,
)


def said_at(stored: StoredClaim, told: Mapping[int, datetime]) -> tuple[datetime, int]:
    """Return when a claim was made; of two in one article, the one that only a later version makes came later."""
    return stored.claim.said_at or told.get(stored.article_id) or stored.first_seen_at, stored.version_id


def find_superseded(
    claims: Sequence[StoredClaim], told: Mapping[int, datetime]
) -> list[tuple[StoredClaim, StoredClaim]]:
    """Return (old, new) where a speaker later said something else; second-hand words have no known time."""
    by_speaker: defaultdict[str, list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if not stored.claim.second_hand:
            by_speaker[stored.claim.speaker.slug].append(stored)
    replaced = []
    for said in by_speaker.values():
        ordered = sorted(said, key=lambda s: (said_at(s, told), s.id))
        for n, old in enumerate(ordered):
            for new in reversed(ordered[n + 1 :]):
                if said_at(new, told) <= said_at(old, told):
                    continue
                if _takes_back(old, new) and not _says_still(old, ordered, said_at(new, told), told):
                    replaced.append((old, new))
                    break
    return replaced


def _takes_back(old: StoredClaim, new: StoredClaim) -> bool:
    """Say whether a later word stands in the place of an earlier one of the same speaker.

    Who looks into it after it is over looks for the cause: only a timed update, or that it is down again, takes
    "resolved" back.
    """
    relation = relate_claims(old.claim, new.claim)
    if old.claim.type is not ClaimType.STATUS:
        return relation is Relation.DIFFERENT
    return relation is not Relation.SAME and (
        not is_over(old) or new.claim.said_at is not None or is_down(new)
    )


def _says_still(
    old: StoredClaim, said: Sequence[StoredClaim], since: tuple[datetime, int], told: Mapping[int, datetime]
) -> bool:
    """Say whether a speaker repeats an earlier word beside the new one: then he tells of two things."""
    return old.claim.type is not ClaimType.STATUS and any(
        said_at(s, told) >= since and relate_claims(s.claim, old.claim) is Relation.SAME for s in said
    )


def is_over(stored: StoredClaim) -> bool:
    """Say whether a status says that all is well again."""
    return _OVER.fullmatch(stored.claim.value.text.strip()) is not None


def is_down(stored: StoredClaim) -> bool:
    """Say whether a status says that the service is still, or again, not there."""
    return not is_over(stored) and _DOWN.search(stored.claim.value.text) is not None
