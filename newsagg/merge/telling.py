"""What the claims of one type say -> a sentence in plain words: who says what, each side once. Pure."""

from collections.abc import Sequence

from newsagg.merge.precision import bears_out
from newsagg.merge.witnesses import name_speaker, say
from newsagg.model import Claim, StoredClaim
from newsagg.vocabulary import FindingKind


def tell_finding(
    result: FindingKind,
    values: Sequence[Sequence[StoredClaim]],
    against: Sequence[tuple[StoredClaim, StoredClaim]],
) -> str:
    """Return the sentence of a finding, from its values, best first, and the pairs that contradict each other."""
    if result is FindingKind.SINGLE:
        return ""
    if result is FindingKind.CONFLICT:
        told = [s.claim for pair in against for s in pair]
        sides: dict[str, Claim] = {}
        for claim in told:
            sides.setdefault(claim.speaker.slug, claim)
        shown = _join_sides(list(sides.values())) if len(sides) > 1 else []
        if len(shown) < 2:
            shown = list(dict.fromkeys(say(claim) for claim in told))
        return "; ".join(shown[:5]) + "."
    said = list(dict.fromkeys(say(value[0].claim) for value in values))
    if result is FindingKind.AGREE:
        names = list(dict.fromkeys(name_speaker(s.claim) for s in values[0]))
        if len(names) == 1:
            return f"{names[0]}, in several articles: {values[0][0].claim.value.text}."
        return f"{', '.join(names[:4])}: {values[0][0].claim.value.text}."
    return "; ".join(said[:4]) + "."


def _join_sides(claims: Sequence[Claim]) -> list[str]:
    """Return what each side says, once: who bears out another's value, in whichever language, is of his side."""
    sides: list[tuple[Claim, list[str]]] = []
    for claim in claims:
        for first, others in sides:
            if claim.stance is first.stance and (bears_out(claim, first) or bears_out(first, claim)):
                others.append(name_speaker(claim))
                break
        else:
            sides.append((claim, []))
    return [
        say(first)
        + (f", as {'do' if len(others) > 1 else 'does'} {' and '.join(others[:3])}" if others else "")
        for first, others in sides
    ]
