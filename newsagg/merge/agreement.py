"""The claims of one incident -> findings: agree, compatible, conflict, superseded, single. Pure.

Only claims about this incident that still stand are weighed. A later word of the same speaker supersedes his earlier
one. Support is counted in independent origins and distinct speakers, never in prints. The best value goes by who says
it, in the order of ``rank_claim``; the other claims stay beside it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsagg.merge.precision import LISTED, Relation, are_joined, relate_claims
from newsagg.model import Claim, Finding, StoredClaim
from newsagg.vocabulary import ClaimType, FindingKind, ReportKind, Scope, SpeakerRole, Stance

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
_TRACKER_FIRST = (SpeakerRole.TRACKER,)
_OWN_ACCOUNTS = (ReportKind.POSTMORTEM, ReportKind.OFFICIAL)
_VENDOR = (SpeakerRole.STATUS_PAGE, SpeakerRole.VENDOR_OFFICIAL)
VENDOR_ROLES = frozenset((*_VENDOR, SpeakerRole.VENDOR_UNNAMED))
"""Those who speak for the vendor, by name or not."""


def is_current(stored: StoredClaim) -> bool:
    """Say whether a claim is about this incident and still made."""
    return stored.withdrawn_at is None and stored.claim.scope is Scope.THIS_INCIDENT


def rank_claim(stored: StoredClaim) -> tuple[int, int, bool, datetime, int]:
    """Return the key by which claims are put in order: role, firmness, first hand, then first seen."""
    claim = stored.claim
    role = next(n for n, (roles, _) in enumerate(RANKS) if claim.speaker.role in roles)
    if claim.type in _COUNTS and claim.speaker.role in _TRACKER_FIRST:
        role = 0
    return role, _FIRM[claim.stance], claim.second_hand, stored.first_seen_at, stored.id


def name_speaker(claim: Claim) -> str:
    """Return the speaker as people would say it, with who passed the word on."""
    name = claim.speaker.name
    if claim.speaker.role is SpeakerRole.STATUS_PAGE and "status" not in name.casefold():
        name += "'s status page" if not name.endswith("s") else "' status page"
    if claim.second_hand and claim.chain and claim.chain[0] != claim.speaker.name:
        name += f" (as told by {claim.chain[0]})"
    return name


def _say(claim: Claim) -> str:
    verb = {
        Stance.ASSERTED: "says",
        Stance.HEDGED: "thinks it may be:",
        Stance.DENIED: "denies:",
        Stance.QUESTIONED: "asks about:",
        Stance.FORECAST: "expects:",
    }[claim.stance]
    return f"{name_speaker(claim)} {verb} {claim.value.text}"


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
    by_type: defaultdict[ClaimType, list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if is_current(stored):
            by_type[stored.claim.type].append(stored)
    findings: list[Finding] = []
    for kind in ClaimType:
        if kind in by_type:
            findings.extend(_weigh_type(kind, by_type[kind], origins, kinds or {}, told or {}))
    return findings


def _said_at(stored: StoredClaim, told: Mapping[int, datetime]) -> datetime:
    return stored.claim.said_at or told.get(stored.article_id) or stored.first_seen_at


def _find_superseded(
    claims: Sequence[StoredClaim], told: Mapping[int, datetime]
) -> list[tuple[StoredClaim, StoredClaim]]:
    """Return (old, new) where a speaker later said something else; second-hand words have no known time."""
    by_speaker: defaultdict[str, list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if not stored.claim.second_hand:
            by_speaker[stored.claim.speaker.slug].append(stored)
    replaced = []
    for said in by_speaker.values():
        ordered = sorted(said, key=lambda s: (_said_at(s, told), s.id))
        for n, old in enumerate(ordered):
            for new in reversed(ordered[n + 1 :]):
                if _said_at(new, told) <= _said_at(old, told):
                    continue
                relation = relate_claims(old.claim, new.claim)
                changed = relation is Relation.DIFFERENT or (
                    old.claim.type is ClaimType.STATUS and relation is not Relation.SAME
                )
                if changed:
                    replaced.append((old, new))
                    break
    return replaced


def _weigh_type(
    kind: ClaimType,
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> list[Finding]:
    replaced = _find_superseded(claims, told)
    gone = {old.id for old, _ in replaced}
    standing = [s for s in claims if s.id not in gone]
    findings = [_find_standing(kind, standing, origins, kinds, told)]
    if replaced:
        findings.append(_tell_superseded(kind, replaced, origins))
    return findings


def _tell_superseded(
    kind: ClaimType, replaced: Sequence[tuple[StoredClaim, StoredClaim]], origins: Mapping[int, int]
) -> Finding:
    newest = replaced[-1][1]
    ids = dict.fromkeys([s.id for _, s in reversed(replaced)] + [s.id for s, _ in replaced])
    shown = list(
        dict.fromkeys(f"{_say(old.claim)}, and later: {new.claim.value.text}" for old, new in replaced)
    )
    behind = [new for _, new in replaced]
    return Finding(
        type=kind,
        kind=FindingKind.SUPERSEDED,
        claims=tuple(ids),
        best=newest.claim.value.text,
        reason="the later word of the same speaker",
        sentence="; ".join(shown[:3]) + ".",
        origins=len({origins.get(s.article_id, s.article_id) for s in behind}),
        speakers=len({s.claim.speaker.slug for s in behind}),
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


def _conflicts(values: Sequence[Sequence[StoredClaim]]) -> list[tuple[StoredClaim, StoredClaim]]:
    """Return pairs of claims that cannot both be true, by different speakers or in different articles.

    A speaker does not contradict himself in one article: there he tells of two things.
    """
    found = []
    everything = [s.claim.value for value in values for s in value if s.claim.stance is not Stance.DENIED]
    for n, value in enumerate(values):
        for other in values[n + 1 :]:
            for a in value:
                b = next((b for b in other if _contradict(a, b)), None)
                if b is not None:
                    joined = a.claim.type is ClaimType.CAUSE and are_joined(
                        a.claim.value, b.claim.value, everything
                    )
                    denied = Stance.DENIED in (a.claim.stance, b.claim.stance)
                    if denied or not joined:
                        found.append((a, b))
                    break
    return found


def _contradict(a: StoredClaim, b: StoredClaim) -> bool:
    if a.article_id == b.article_id and a.claim.speaker.slug == b.claim.speaker.slug:
        return False
    unfirm = (Stance.QUESTIONED, Stance.FORECAST)
    if a.claim.stance in unfirm or b.claim.stance in unfirm:
        return False
    return relate_claims(a.claim, b.claim) is Relation.DIFFERENT


def _find_standing(
    kind: ClaimType,
    claims: Sequence[StoredClaim],
    origins: Mapping[int, int],
    kinds: Mapping[int, ReportKind],
    told: Mapping[int, datetime],
) -> Finding:
    def origin(stored: StoredClaim) -> int:
        return origins.get(stored.article_id, stored.article_id)

    def order(value: Sequence[StoredClaim]) -> tuple[object, ...]:
        head = value[0]
        final = any(
            kinds.get(s.article_id) in _OWN_ACCOUNTS and s.claim.speaker.role in _VENDOR for s in value
        )
        denied = head.claim.stance is Stance.DENIED
        support = (-len({origin(s) for s in value}), -len({s.claim.speaker.slug for s in value}))
        latest = -max(_said_at(s, told).timestamp() for s in value)
        if kind in LISTED:
            return denied, head.claim.value.excluded, *support, rank_claim(head)[:3], latest, head.id
        if kind is ClaimType.STATUS:
            return denied, rank_claim(head)[0] > 1, latest, *support, head.id
        return denied, not final, *rank_claim(head)[:3], *support, latest, head.id

    values = sorted(_group_values(claims), key=order)
    ordered = [stored for value in values for stored in value]
    best = values[0]
    against = _conflicts(values)
    several = len({origin(s) for s in best}) > 1 or len({s.claim.speaker.slug for s in best}) > 1
    if against:
        result = FindingKind.CONFLICT
    elif len(claims) == 1:
        result = FindingKind.SINGLE
    elif len(values) > 1:
        result = FindingKind.COMPATIBLE
    else:
        result = FindingKind.AGREE if several else FindingKind.SINGLE
    head = best[0]
    shown = (
        "; ".join(dict.fromkeys(v[0].claim.value.text for v in values))
        if kind in LISTED
        else head.claim.value.text
    )
    return Finding(
        type=kind,
        kind=result,
        claims=tuple(s.id for s in ordered),
        best="" if head.claim.stance is Stance.DENIED else shown,
        reason=_give_reason(head, kinds),
        sentence=_tell(result, values, against),
        origins=len({origin(s) for s in best}),
        speakers=len({s.claim.speaker.slug for s in best}),
    )


def _give_reason(head: StoredClaim, kinds: Mapping[int, ReportKind]) -> str:
    if kinds.get(head.article_id) in _OWN_ACCOUNTS and head.claim.speaker.role in _VENDOR:
        return "the vendor's own account says so"
    reason = next(words for roles, words in RANKS if head.claim.speaker.role in roles)
    if head.claim.stance is Stance.HEDGED:
        reason += ", with caution"
    return reason + (", second-hand" if head.claim.second_hand else "")


def _tell(
    result: FindingKind,
    values: Sequence[Sequence[StoredClaim]],
    against: Sequence[tuple[StoredClaim, StoredClaim]],
) -> str:
    if result is FindingKind.SINGLE:
        return ""
    if result is FindingKind.CONFLICT:
        told = [s.claim for pair in against for s in pair]
        sides: dict[str, str] = {}
        for claim in told:
            sides.setdefault(claim.speaker.slug, _say(claim))
        shown = list(sides.values()) if len(sides) > 1 else list(dict.fromkeys(_say(claim) for claim in told))
        return "; ".join(shown[:5]) + "."
    said = list(dict.fromkeys(_say(value[0].claim) for value in values))
    if result is FindingKind.AGREE:
        names = list(dict.fromkeys(name_speaker(s.claim) for s in values[0]))
        if len(names) == 1:
            return f"{names[0]}, in several articles: {values[0][0].claim.value.text}."
        return f"{', '.join(names[:4])}: {values[0][0].claim.value.text}."
    return "; ".join(said[:4]) + "."
