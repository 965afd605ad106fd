"""Findings of conflict with their claims -> what sources disagree on, in plain words, with both sides. Pure."""

from collections.abc import Sequence

from newsagg.report.causes import tell_kinds
from newsagg.report.edition import Dispute
from newsagg.report.facts import Known
from newsagg.report.moments import Clock, tell_length
from newsagg.report.phrases import TYPE_NAMES, Row, read_moment
from newsagg.report.saying import close, denies, is_plural, make_said, name_source, plain, quote, say

MOST_SIDES = 3
# Types of which an incident has many values at once; merge/precision.py has the same list.
_LISTED = {
    "affected_service", "affected_region", "affected_customer", "symptom", "data_loss", "compensation",
    "remediation", "promise", "prior_incident", "apology",
}  # fmt: skip
_TOPICS = {
    "cause": "why it happened",
    "trigger": "what set it off",
    "start_time": "when it began",
    "end_time": "when it was over",
    "duration": "how long it lasted",
    "status": "whether it is over",
    "affected_users": "how many were hit",
    "tracker_reports": "how many reports there were",
    "affected_service": "which services failed",
    "affected_region": "where it was felt",
    "affected_customer": "which customers were hit",
    "symptom": "what failed",
    "data_loss": "whether data was lost",
    "acknowledged_at": "when it was acknowledged",
    "financial_impact": "what it cost",
    "compensation": "what customers get",
    "remediation": "what was done",
    "promise": "what was promised",
}


def tell_disputes(known: Known, clock: Clock) -> tuple[Dispute, ...]:
    """Return a dispute for each type that the sources of an incident contradict each other on; the cause first."""
    kinds = [kind for kind in TYPE_NAMES if kind in known.disputed]
    found = []
    for kind in kinds:
        sides = choose_sides(known.claims.get(kind, ()))
        if len(sides) > 1:
            told = "; ".join(_tell_side(claim, clock) for claim in sides)
            sentence = f"Sources disagree on {_TOPICS.get(kind, TYPE_NAMES[kind].lower())}: {told}."
            said = tuple(make_said(c, tell_kinds(c) if kind == "cause" else "") for c in sides)
            found.append(Dispute(label=TYPE_NAMES[kind], sentence=say(sentence), sides=said))
    return tuple(found)


def choose_sides(claims: Sequence[Row]) -> list[Row]:
    """Return one claim for each side, the better supported first; empty when no two contradict each other."""
    for n, first in enumerate(claims):
        against = [c for c in claims[n + 1 :] if _opposes(first, c)]
        if against:
            sides = [first, against[0]]
            third = next((c for c in against[1:] if all(_opposes(c, side) for side in sides)), None)
            return [*sides, third] if third else sides
    # By finer rules than ours they do: the findings know more of how exactly each was meant.
    apart = {(plain(c["value"]).casefold(), denies(c)): c for c in reversed(claims)}
    ordered = list(reversed(apart.values()))
    speakers = {claim["speaker_slug"]: claim for claim in reversed(ordered)}
    return list(reversed(speakers.values()) if len(speakers) > 1 else ordered)[:MOST_SIDES]


def takes_same_side(a: Row, b: Row) -> bool:
    """Say whether two claims of one type are one side of a conflict: they mean the same, in whatever words."""
    if denies(a) != denies(b) or _opposes(a, b):
        return False
    if a["type"] == "cause":
        return bool(_read_kinds(a) & _read_kinds(b)) or _is_same_value(a, b)
    return a["type"] not in _LISTED or _is_same_value(a, b)


def _read_kinds(claim: Row) -> set[str]:
    return set(str(claim["categories"] or "").split(", ")) - {"", "other", "undisclosed"}


def _is_same_value(a: Row, b: Row) -> bool:
    first, second = (plain(c["value_slug"] or c["value"]).casefold() for c in (a, b))
    return first == second


def _opposes(a: Row, b: Row) -> bool:
    """Say whether two claims contradict each other, as far as their values alone tell."""
    if {a["stance"], b["stance"]} & {"questioned", "forecast"}:
        return False
    kinds = [_read_kinds(claim) for claim in (a, b)]
    if denies(a) != denies(b):
        return _is_same_value(a, b) or bool(kinds[0] & kinds[1]) or a["type"] in {"status", "data_loss"}
    if denies(a) or a["type"] in _LISTED:
        return False
    if a["type"] == "cause":
        return bool(kinds[0] and kinds[1]) and not kinds[0] & kinds[1]
    if a["time_from"] or b["time_from"]:
        return _are_apart(a["time_from"], a["time_to"], b["time_from"], b["time_to"])
    if a["number_from"] is not None and b["number_from"] is not None:
        return a["unit"] == b["unit"] and _are_apart(
            a["number_from"], a["number_to"], b["number_from"], b["number_to"]
        )
    return plain(a["value"]).casefold() != plain(b["value"]).casefold()


def _are_apart(low: object, high: object, other_low: object, other_high: object) -> bool:
    first = (low if low is not None else high, high if high is not None else low)
    second = (
        other_low if other_low is not None else other_high,
        other_high if other_high is not None else other_low,
    )
    if None in first or None in second:
        return False
    return bool(first[1] < second[0] or second[1] < first[0])  # type: ignore[operator]


def _tell_side(claim: Row, clock: Clock) -> str:
    name = name_source(claim)
    many = is_plural(name)
    first, last = read_moment(claim["time_from"]), read_moment(claim["time_to"])
    value = quote(claim["value"])
    if claim["type"] in {"start_time", "end_time", "acknowledged_at"} and (known := first or last):
        value = clock.tell_interval(
            known, last or known, about=claim["precision"] in {"about", "vague"}
        ).removeprefix("on ")
    elif claim["type"] == "duration":
        value = tell_length(claim)
    if denies(claim) and not claim["excluded"]:
        return f"{close(name)} {'deny' if many else 'denies'} {value}"
    firm = ", with caution," if claim["stance"] == "hedged" else ""
    after = ", and that it was not hit" if claim["excluded"] else ""
    return f"{close(name)}{firm} {'say' if many else 'says'} {value}{after}"
