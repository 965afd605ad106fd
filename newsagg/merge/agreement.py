"""The claims of one incident -> findings: agree, compatible, conflict, superseded, single. Pure.

Only claims about this incident that still stand are weighed. A later word of the same speaker supersedes his earlier
one. Support is counted in independent origins and distinct speakers, never in prints. The best value goes by who says
it, in the order of ``rank_claim``; the other claims stay beside it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsagg.merge.belonging import keep_own
from newsagg.merge.precision import (
    LISTED,
    Relation,
    are_joined,
    bears_out,
    how_vague,
    is_coarser,
    relate_claims,
)
from newsagg.merge.superseding import find_superseded, is_down, is_over, said_at
from newsagg.merge.telling import tell_finding
from newsagg.merge.unfinished import is_unfinished, is_whole_end
from newsagg.merge.witnesses import RANKS, count_support, is_current, rank_claim, say
from newsagg.model import Finding, StoredClaim
from newsagg.vocabulary import ClaimType, FindingKind, ReportKind, SpeakerRole, Stance

_OWN_ACCOUNTS = (ReportKind.POSTMORTEM, ReportKind.OFFICIAL)
_VENDOR = (SpeakerRole.STATUS_PAGE, SpeakerRole.VENDOR_OFFICIAL)
_HEARD = 8
"""Claims of one value that are held against another value: those that count for most; the rest say the same."""


def weigh(
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    *,
    kinds: Mapping[int, ReportKind] | None = None,
    told: Mapping[int, datetime] | None = None,
) -> list[Finding]:
    """Return one finding per claim type that is claimed, and one for each type of which a speaker changed his word.

    ``origins`` maps article ids to origins; ``kinds`` and ``told`` say what each article is and when it was published
    (UTC), for which first sight stands in.
    """
    return weigh_own(keep_own(claims, origins, kinds or {}), origins, kinds=kinds, told=told)


def weigh_own(
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    *,
    kinds: Mapping[int, ReportKind] | None = None,
    told: Mapping[int, datetime] | None = None,
) -> list[Finding]:
    """Return what :func:`weigh` does, of claims that are known to be of this incident as a whole."""
    by_type: defaultdict[ClaimType, list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if is_current(stored):
            by_type[stored.claim.type].append(stored)
    findings: list[Finding] = []
    for kind in ClaimType:
        if by_type[kind]:
            findings.extend(_weigh_type(kind, by_type[kind], origins, kinds or {}, told or {}))
    return findings


def _weigh_type(
    kind: ClaimType,
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> list[Finding]:
    replaced = [
        (old, new) for old, new in find_superseded(claims, told) if not _tell_one_chain(old, new, kinds)
    ]
    gone = {old.id for old, _ in replaced}
    standing = [s for s in claims if s.id not in gone]
    findings = [_find_standing(kind, standing, origins, kinds, told)]
    if replaced:
        findings.append(_tell_superseded(kind, replaced, origins))
    return findings


def _tell_one_chain(old: StoredClaim, new: StoredClaim, kinds: Mapping[int, ReportKind]) -> bool:
    """Whether a vendor's own account, which grew, gives both causes."""
    one = old.claim.type is ClaimType.CAUSE and old.article_id == new.article_id
    return (
        one and kinds.get(old.article_id) in _OWN_ACCOUNTS and old.claim.said_at is new.claim.said_at is None
    )


def _tell_superseded(
    kind: ClaimType, replaced: Sequence[tuple[StoredClaim, StoredClaim]], origins: Mapping[int, int]
) -> Finding:
    newest = replaced[-1][1]
    ids = dict.fromkeys([s.id for _, s in reversed(replaced)] + [s.id for s, _ in replaced])
    shown = list(
        dict.fromkeys(f"{say(old.claim)}, and later: {new.claim.value.text}" for old, new in replaced)
    )
    behind = [new for _, new in replaced]
    support = count_support(behind, behind, origins)
    return Finding(
        type=kind,
        kind=FindingKind.SUPERSEDED,
        claims=tuple(ids),
        best=newest.claim.value.text,
        reason="the later word of the same speaker",
        sentence="; ".join(shown[:3]) + ".",
        origins=support[0],
        speakers=support[1],
    )


def _group_values(claims: Sequence[StoredClaim]) -> list[list[StoredClaim]]:
    """Put claims of the same value together, best ranked first; each joins the first value that it equals."""
    values: list[list[StoredClaim]] = []
    for stored in sorted(claims, key=rank_claim):
        for value in values:
            denied = stored.claim.stance is Stance.DENIED, value[0].claim.stance is Stance.DENIED
            if denied[0] == denied[1] and relate_claims(stored.claim, value[0].claim) is Relation.SAME:
                value.append(stored)
                break
        else:
            values.append([stored])
    return values


def _conflicts(
    values: Sequence[Sequence[StoredClaim]], told: Mapping[int, datetime], kinds: Mapping[int, ReportKind]
) -> list[tuple[StoredClaim, StoredClaim]]:
    """Return pairs of claims that cannot both be true, by different speakers or in different articles.

    A speaker does not contradict himself in one article: there he tells of two things; nor does a vendor's own account.
    Two exact times for one event in the same words ("14:20 UTC, or 9:20 a.m. ET") do contradict each other.
    """
    found = []
    everything = [s.claim.value for value in values for s in value if s.claim.stance is not Stance.DENIED]
    for n, value in enumerate(values):
        for other in values[n + 1 :]:
            both = _tell_both(value, other, told, kinds)
            for a in value[:_HEARD]:
                b = next(
                    (
                        b
                        for b in other[:_HEARD]
                        if (a.claim.speaker.slug, b.claim.speaker.slug) not in both
                        and _contradict(a, b, told, kinds)
                    ),
                    None,
                )
                if b is not None:
                    joined = a.claim.type is ClaimType.CAUSE and are_joined(
                        a.claim.value, b.claim.value, everything
                    )
                    if _refuses(a) or _refuses(b) or not joined:
                        found.append((a, b))
                    break
    return found


def _tell_both(
    value: Sequence[StoredClaim],
    other: Sequence[StoredClaim],
    told: Mapping[int, datetime],
    kinds: Mapping[int, ReportKind],
) -> set[tuple[str, str]]:
    """Return the pairs of speakers whose two values one article tells as two things, and so does every article."""
    said: defaultdict[int, list[StoredClaim]] = defaultdict(list)
    for stored in value:
        said[stored.article_id].append(stored)
    return {
        (a.claim.speaker.slug, b.claim.speaker.slug)
        for b in other
        for a in said.get(b.article_id, ())
        if not _refuses(a) and not _refuses(b) and not _contradict(a, b, told, kinds)
    }


def _refuses(stored: StoredClaim) -> bool:
    return stored.claim.stance is Stance.DENIED or stored.claim.value.excluded


def _contradict(
    a: StoredClaim, b: StoredClaim, told: Mapping[int, datetime], kinds: Mapping[int, ReportKind]
) -> bool:
    if a.article_id == b.article_id and not _tell_one_moment(a, b):
        one_voice = a.claim.speaker.slug == b.claim.speaker.slug or kinds.get(a.article_id) in _OWN_ACCOUNTS
        # A newsroom that reports a cause and tells another in its own voice tells of the chain, or of another outage.
        telling = a.claim.type is ClaimType.CAUSE and (_tells_itself(a) or _tells_itself(b))
        if one_voice or telling:
            return False
    unfirm = (Stance.QUESTIONED, Stance.FORECAST)
    if a.claim.stance in unfirm or b.claim.stance in unfirm:
        return False
    if a.claim.type is ClaimType.STATUS:
        first, last = sorted((a, b), key=lambda s: said_at(s, told))
        later = said_at(first, told)[0] < said_at(last, told)[0]
        hearsay = first.claim.speaker.role in (SpeakerRole.USER_REPORTS, SpeakerRole.CUSTOMER)
        return later and not hearsay and is_over(first) and is_down(last)
    return relate_claims(a.claim, b.claim) is Relation.DIFFERENT


def _tell_one_moment(a: StoredClaim, b: StoredClaim) -> bool:
    """Whether two exact times of one type stand side by side in one quote, with nothing but "or" or a mark between."""
    if a.claim.quote != b.claim.quote or any(
        s.claim.value.time_from is None or s.claim.value.time_from != s.claim.value.time_to for s in (a, b)
    ):
        return False
    one, other = re.escape(a.claim.value.words), re.escape(b.claim.value.words)
    return any(
        re.search(first + _OR_ELSE + second, a.claim.quote) for first, second in ((one, other), (other, one))
    )


_COURSE = {"identified": 1, "working on a fix": 1, "monitoring": 2, "partially restored": 3}
"""How far a status has come: of two in one article, which tells the course of an outage, the farther is the later."""
_OR_ELSE = r"[\s,;:(/–—-]{1,3}(?:(?:or|i\.e\.|that is|which is|equal to|namely|oder|ou|o)[\s,]{1,2})?"


def _tells_itself(stored: StoredClaim) -> bool:
    claim = stored.claim
    return (
        claim.speaker.role is SpeakerRole.OUTLET and not claim.second_hand and claim.stance is Stance.ASSERTED
    )


def _find_standing(
    kind: ClaimType,
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> Finding:
    values = _group_values(claims)
    against = _conflicts(values, told, kinds)
    refuted, refuting = _find_refuted(against)
    # When the vendor last said that it is not over: a newsroom's "over" before that does not lead.
    said = [said_at(s, told)[0].timestamp() for s in claims if not is_over(s) and rank_claim(s)[0] <= 1]
    still = max(said, default=0.0)

    def order(value: Sequence[StoredClaim]) -> tuple[object, ...]:
        head = value[0]
        final = any(
            kinds.get(s.article_id) in _OWN_ACCOUNTS and s.claim.speaker.role in _VENDOR for s in value
        )
        unfirm = all(s.claim.stance in (Stance.FORECAST, Stance.QUESTIONED) for s in value)
        # What stands, then a refusal that outweighs somebody's claim, then that claim, then other refusals.
        tier = 2 if head.id in refuted else 0
        if _refuses(head):
            tier = 1 if any(s.id in refuting for s in value) else 3
        support = tuple(-n for n in count_support(value, claims, origins))
        latest = -max(said_at(s, told)[0].timestamp() for s in value)
        if kind in LISTED:
            return tier, *support, rank_claim(head)[:3], latest, head.id
        if kind is ClaimType.STATUS:
            done = is_over(head) and head.claim.stance is Stance.ASSERTED
            over = done and -latest >= still
            far = -_COURSE.get(head.claim.value.text, 0)
            return tier, not over, rank_claim(head)[0] > 1, not done, latest, far, *support, head.id
        coarse = any(
            not _refuses(other[0])
            and other[0].claim.stance is Stance.ASSERTED
            and is_coarser(head.claim, other[0].claim)
            for other in values
        )
        vague = how_vague(head.claim)
        part = all(is_unfinished(s.claim) for s in value)
        some = not any(is_whole_end(s.claim) for s in value)
        return (
            tier,
            unfirm,
            part,
            vague,
            coarse,
            not final,
            *rank_claim(head)[:3],
            some,
            *support,
            latest,
            head.id,
        )

    values = sorted(values, key=order)
    head = values[0][0]
    if against:
        result = FindingKind.CONFLICT
    elif len(claims) == 1:
        result = FindingKind.SINGLE
    elif len(values) > 1:
        result = FindingKind.COMPATIBLE
    else:
        several = max(count_support(values[0], claims, origins)) > 1
        result = FindingKind.AGREE if several else FindingKind.SINGLE
    best = head.claim.value.text
    if kind in LISTED:
        standing = [v[0] for v in values if not any(s.id in refuted for s in v)]
        best = "; ".join(dict.fromkeys(s.claim.value.text for s in standing))
    behind = [s for s in claims if s is head or bears_out(s.claim, head.claim)]
    support = count_support(behind, claims, origins)
    return Finding(
        type=kind,
        kind=result,
        claims=tuple(stored.id for value in values for stored in value),
        best="" if head.claim.stance is Stance.DENIED and not head.claim.value.excluded else best,
        reason=_give_reason(head, kinds),
        sentence=tell_finding(result, values, against),
        origins=support[0],
        speakers=support[1],
    )


def _find_refuted(against: Sequence[tuple[StoredClaim, StoredClaim]]) -> tuple[set[int], set[int]]:
    """Return the claims that a speaker whose word counts for more refuses, and those refusals."""
    refuted, refuting = set[int](), set[int]()
    for a, b in against:
        if _refuses(a) != _refuses(b):
            refusal, claim = (a, b) if _refuses(a) else (b, a)
            if rank_claim(refusal)[0] < rank_claim(claim)[0]:
                refuted.add(claim.id)
                refuting.add(refusal.id)
    return refuted, refuting


def _give_reason(head: StoredClaim, kinds: Mapping[int, ReportKind]) -> str:
    if kinds.get(head.article_id) in _OWN_ACCOUNTS and head.claim.speaker.role in _VENDOR:
        reason = "the vendor's own account says so"
    else:
        reason = next(words for roles, words in RANKS if head.claim.speaker.role in roles)
    if head.claim.stance is Stance.DENIED:
        reason = re.sub(r"says? so$|(?:reports?|shows) it$", "denied it", reason)
    if head.claim.stance is Stance.HEDGED:
        reason += ", with caution"
    return reason + (", second-hand" if head.claim.second_hand else "")
