"""Two claimed values -> same, compatible or different, knowing how exactly each was meant. Pure.

"About six hours" is the same as 5 h 48 min; "Monday morning" holds 11:40 UTC; "more than 4,000" allows 6,000; a BGP
withdrawal is a finer word for a configuration change. Different is said only when both cannot be true.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from enum import Enum
from math import inf

from newsagg.detect.causes import is_finer, read_causes
from newsagg.detect.countwords import family_of
from newsagg.merge.regions import lies_in
from newsagg.merge.unfinished import is_unfinished
from newsagg.model import Claim, Value
from newsagg.vocabulary import CauseCategory, ClaimType, CountKind, Precision, SpeakerRole, Stance

_SLACK = {Precision.EXACT: 0.05, Precision.ABOUT: 0.2, Precision.VAGUE: 0.5}
"""How far off a figure may be: 5 % as rounding, 20 % for "about" (six hours is said of 5 h to 7 h)."""
_TIME_SLACK = {
    Precision.EXACT: timedelta(minutes=10),
    Precision.ABOUT: timedelta(minutes=45),
    Precision.VAGUE: timedelta(hours=2),
}
_NEARLY = timedelta(minutes=30)
"""First complaints, first errors and first notice lie this far apart, and each is called the start."""
_DAY_MISREAD = timedelta(days=2)
"""The same clock time a day or two apart: one of the two days was misread, or the text is unclear."""
_DAY = timedelta(hours=20)
"""An interval at least this long says a day, not an hour."""
_DAY_PART = timedelta(hours=3)
"""From here on an interval is a part of a day: this morning, Monday."""
_UNSAID = frozenset((CauseCategory.OTHER, CauseCategory.UNDISCLOSED))
C = CauseCategory
_JOINED = frozenset(
    frozenset(pair)
    for pair in (
        (C.CHANGE_DEPLOYMENT, C.CONFIGURATION), (C.CHANGE_DEPLOYMENT, C.SOFTWARE_BUG),
        (C.CHANGE_DEPLOYMENT, C.NETWORK),
        (C.CONFIGURATION, C.NETWORK), (C.CONFIGURATION, C.CERTIFICATE_AUTH_TIME), (C.HARDWARE, C.NETWORK),
        (C.HARDWARE, C.POWER_COOLING_FACILITY), (C.NATURAL_EVENT, C.POWER_COOLING_FACILITY),
        (C.NATURAL_EVENT, C.NETWORK),
        (C.SECURITY_ATTACK, C.CAPACITY_LOAD),
        (C.HUMAN_ERROR, C.CONFIGURATION), (C.HUMAN_ERROR, C.CHANGE_DEPLOYMENT), (C.HUMAN_ERROR, C.SOFTWARE_BUG),
        (C.HUMAN_ERROR, C.NETWORK), (C.HUMAN_ERROR, C.DATA_STORE), (C.HUMAN_ERROR, C.CERTIFICATE_AUTH_TIME),
        (C.HUMAN_ERROR, C.POWER_COOLING_FACILITY), (C.HUMAN_ERROR, C.HARDWARE), (C.HARDWARE, C.DATA_STORE),
    )
)  # fmt: skip
"""Kinds of cause that are commonly two ends of one chain: naming both is no contradiction."""
_WORD = re.compile(r"[^\W_]+")
_FILLERS = "a an the of in on at to by with and or its their our issue issues problem problems error"
_EMPTY = frozenset(_FILLERS.split())


_FINAL_COUNTS = (CountKind.PEAK, CountKind.TOTAL)


class Relation(Enum):
    """How two values stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


def _range(value: Value) -> tuple[float, float] | None:
    low, high = value.number_from, value.number_to
    if low is None and high is None:
        return None
    if value.precision is Precision.AT_LEAST:
        return (low if low is not None else high or 0.0), inf
    if value.precision is Precision.AT_MOST:
        return 0.0, high if high is not None else low or inf
    first = low if low is not None else 0.0
    last = high if high is not None else inf
    slack = _SLACK.get(value.precision, 0.05)
    return first * (1 - slack), last * (1 + slack)


def _relate_numbers(a: Value, b: Value) -> Relation:
    if a.unit and b.unit and family_of(a.unit) != family_of(b.unit):
        return Relation.COMPATIBLE
    one, other = _range(a), _range(b)
    if Precision.VAGUE in (a.precision, b.precision) and a.text != b.text:
        return Relation.COMPATIBLE  # "thousands", "hours": said of anything larger too
    if one is None or other is None:
        return Relation.SAME if a.text == b.text else Relation.COMPATIBLE
    if one[0] > other[1] or other[0] > one[1]:
        return Relation.DIFFERENT
    bounds = (Precision.AT_LEAST, Precision.AT_MOST, Precision.VAGUE)
    if a.precision == b.precision and (a.number_from, a.number_to) == (b.number_from, b.number_to):
        return Relation.SAME
    return Relation.COMPATIBLE if a.precision in bounds or b.precision in bounds else Relation.SAME


def _relate_times(a: Value, b: Value) -> Relation:
    if a.time_from is None or b.time_from is None:
        return Relation.SAME if a.text == b.text else Relation.COMPATIBLE
    a_to, b_to = a.time_to or a.time_from, b.time_to or b.time_from
    slack = max(
        _TIME_SLACK.get(a.precision, timedelta(minutes=10)),
        _TIME_SLACK.get(b.precision, timedelta(minutes=10)),
    )
    if a.zone_assumed or b.zone_assumed:
        slack = max(slack, timedelta(hours=14) if a.zone != b.zone else slack)
    wide_a, wide_b = a_to - a.time_from >= _DAY, b_to - b.time_from >= _DAY
    if wide_a or wide_b:  # a day, in whichever zone it was written
        slack = max(slack, timedelta(hours=14) if not (wide_a and wide_b) else timedelta(0))
    gap = max(a.time_from - b_to, b.time_from - a_to)
    if wide_a and wide_b and gap <= timedelta(days=1):
        slack = max(slack, gap)  # "today" and "yesterday" slip by a day between zones and editions
    if gap > slack:
        odd = gap % timedelta(days=1)
        same_clock = min(odd, timedelta(days=1) - odd) <= timedelta(minutes=15) and gap <= _DAY_MISREAD
        return Relation.COMPATIBLE if same_clock or gap <= _NEARLY else Relation.DIFFERENT
    spread = abs((a_to - a.time_from) - (b_to - b.time_from))
    touching = abs(a.time_from - b.time_from) <= slack and abs(a_to - b_to) <= slack
    return (
        Relation.SAME
        if touching and spread <= timedelta(hours=1) and wide_a == wide_b
        else Relation.COMPATIBLE
    )


def _words(value: Value) -> frozenset[str]:
    return frozenset(_WORD.findall(value.text.casefold())) - _EMPTY


def _stand_above_each_other(a: Value, b: Value) -> bool:
    """Say whether one cause is a finer word for the other: a BGP withdrawal for a configuration change."""
    one, other = _words(a), _words(b)
    if one and other and (one <= other or other <= one):
        return True
    keys = read_causes(a.text).keys, read_causes(b.text).keys
    return any(x == y or is_finer(x, y) or is_finer(y, x) for x in keys[0] for y in keys[1])


def relate_causes(a: Value, b: Value) -> Relation:
    """Say how two causes stand: disjoint kinds that are no chain are different; no kind named fits everything."""
    one, other = frozenset(a.categories), frozenset(b.categories)
    if _words(a) == _words(b):
        return Relation.SAME
    if one & _UNSAID or other & _UNSAID or not one or not other:
        return Relation.COMPATIBLE
    if one == other:
        shared, shorter = len(_words(a) & _words(b)), min(len(_words(a)), len(_words(b)))
        return Relation.SAME if shared * 2 >= shorter else Relation.COMPATIBLE
    if one & other or _stand_above_each_other(a, b) or C.THIRD_PARTY in one | other:
        return Relation.COMPATIBLE
    if any(frozenset((x, y)) in _JOINED for x in one for y in other):
        return Relation.COMPATIBLE
    return Relation.DIFFERENT


def _refutes(refused: Value, claimed: Value) -> bool:
    """Say whether denying one cause denies the other: no attack means no ransomware, and not the other way round."""
    if _words(refused) == _words(claimed):
        return True
    if set(refused.categories) == {C.THIRD_PARTY}:
        # That it was one firm's fault can be denied without denying that it was another's.
        return bool(_words(refused) & _words(claimed)) and C.THIRD_PARTY in claimed.categories
    keys = read_causes(refused.text).keys, read_causes(claimed.text).keys
    if keys[0] and keys[1]:
        return any(x == y or is_finer(y, x) for x in keys[0] for y in keys[1])
    return bool((set(refused.categories) & set(claimed.categories)) - _UNSAID)


def _refuses(claim: Claim) -> bool:
    return claim.value.excluded or claim.stance is Stance.DENIED


def _relate_items(a: Claim, b: Claim) -> Relation:
    """Say how two items of a list stand: the same, refused by one speaker, two sums for one thing, or two items."""
    same = _same_thing(a.value, b.value)
    if _refuses(a) != _refuses(b):
        refused, claimed = (a.value, b.value) if _refuses(a) else (b.value, a.value)
        covered = same and bool(_words(refused) & _words(claimed))
        if a.type is ClaimType.AFFECTED_REGION:
            covered = same or lies_in(claimed.slug, refused.slug)
        elif a.type in _REFUSED_AS_A_WHOLE:
            covered = covered or _words(refused) <= _NOTHING_AT_ALL
        firm = Stance.HEDGED not in (a.stance, b.stance)
        return Relation.DIFFERENT if covered and firm else Relation.COMPATIBLE
    sums = (
        a.value.number_from is not None
        and b.value.number_from is not None
        and family_of(a.value.unit) == family_of(b.value.unit)
    )
    if sums and a.value.unit and _words(a.value) & _words(b.value) - {a.value.unit.casefold()}:
        return _relate_numbers(a.value, b.value)
    return Relation.SAME if same else Relation.COMPATIBLE


def relate_claims(a: Claim, b: Claim) -> Relation:
    """Say how two claims of one type stand to each other; their speakers play no part."""
    denied = (a.stance is Stance.DENIED, b.stance is Stance.DENIED)
    if a.type is ClaimType.CAUSE:
        if all(denied):
            return Relation.SAME if set(a.value.categories) & set(b.value.categories) else Relation.COMPATIBLE
        if any(denied):
            refused, claimed = (a.value, b.value) if denied[0] else (b.value, a.value)
            return Relation.DIFFERENT if _refutes(refused, claimed) else Relation.COMPATIBLE
        return relate_causes(a.value, b.value)
    if a.type in LISTED:
        return _relate_items(a, b)
    if any(denied) and not all(denied):
        return Relation.DIFFERENT if a.value.text == b.value.text else Relation.COMPATIBLE
    if a.type in (ClaimType.START_TIME, ClaimType.END_TIME, ClaimType.ACKNOWLEDGED_AT):
        found = _relate_times(a.value, b.value)
        return Relation.COMPATIBLE if found is not Relation.SAME and _goes_before(a, b) else found
    if a.type is ClaimType.TRACKER_REPORTS:
        found = _relate_numbers(a.value, b.value)
        exact = a.value.count_kind is b.value.count_kind and a.value.count_kind in _FINAL_COUNTS
        return Relation.COMPATIBLE if found is Relation.DIFFERENT and not exact else found
    if a.type in (ClaimType.DURATION, ClaimType.AFFECTED_USERS, ClaimType.FINANCIAL_IMPACT):
        found = _relate_numbers(a.value, b.value)
        return Relation.COMPATIBLE if found is Relation.DIFFERENT and _goes_before(a, b) else found
    if a.type is ClaimType.TRIGGER:
        return Relation.SAME if a.value.trigger is b.value.trigger else Relation.COMPATIBLE
    return Relation.SAME if _words(a.value) == _words(b.value) else Relation.COMPATIBLE


def _goes_before(a: Claim, b: Claim) -> bool:
    """Say whether one time or length was told of an outage that went on, and the other is a later or longer one."""
    if a.type not in (ClaimType.END_TIME, ClaimType.DURATION):
        return False
    return any(
        is_unfinished(one) and not is_unfinished(other) and _size(one.value) <= _size(other.value)
        for one, other in ((a, b), (b, a))
    )


def _size(value: Value) -> float:
    if value.time_from is not None:
        return (value.time_to or value.time_from).timestamp()
    return value.number_to or value.number_from or 0.0


LISTED = frozenset(
    (
        ClaimType.AFFECTED_SERVICE, ClaimType.AFFECTED_REGION, ClaimType.AFFECTED_CUSTOMER, ClaimType.SYMPTOM,
        ClaimType.DATA_LOSS, ClaimType.COMPENSATION, ClaimType.REMEDIATION, ClaimType.PROMISE, ClaimType.PRIOR_INCIDENT,
        ClaimType.APOLOGY,
    )
)  # fmt: skip
"""Types of which an incident has many at once: another value is another item, not a contradiction."""


_REFUSED_AS_A_WHOLE = (ClaimType.DATA_LOSS, ClaimType.COMPENSATION, ClaimType.APOLOGY)
_NOTHING_AT_ALL = frozenset(
    "no not any none never nothing data information records user users customer customers their personal lost loss "
    "was were is are has have been be affected compromised compensation credit credits refund refunds paid given "
    "offered there evidence sign signs that".split()
)
"""A denial in these words alone is one of the whole: no data was lost."""


def _same_thing(a: Value, b: Value) -> bool:
    if a.slug and b.slug:
        return a.slug == b.slug
    one, other = _words(a), _words(b)
    return bool(one) and (
        one == other or (len(one & other) >= 3 and len(one & other) * 2 >= len(one | other))
    )


def how_vague(claim: Claim) -> int:
    """Return how little a value says: a cause 0 what kind of thing it was, 1 only whose fault, 2 "a glitch".

    A number of users says 2 when it is only said that none is given, else 0, as all other types do.

    Whose fault it was is all there is to say for the vendor that was hit; from others it leaves the cause open.
    """
    if claim.type is ClaimType.AFFECTED_USERS:
        return 2 if "not disclosed" in claim.value.text else 0
    if claim.type is not ClaimType.CAUSE:
        return 0
    named = set(claim.value.categories) - _UNSAID
    if not named:
        return 2
    vendor = claim.speaker.role in (SpeakerRole.STATUS_PAGE, SpeakerRole.VENDOR_OFFICIAL)
    return int(named == {C.THIRD_PARTY} and not vendor)


def are_joined(a: Value, b: Value, others: Iterable[Value]) -> bool:
    """Say whether some claim names both causes, so that they are one chain and no contradiction."""
    one, other = set(a.categories) - _UNSAID, set(b.categories) - _UNSAID
    return any(set(v.categories) & one and set(v.categories) & other for v in others)


def bears_out(a: Claim, b: Claim) -> bool:
    """Say whether one claim speaks for the other's value: it says the same, or holds it less finely put.

    Thousands of users bear out 48,000, and the morning 11:40; a cause that may stand beside another one does not.
    """
    relation = relate_claims(a, b)
    if relation is not Relation.COMPATIBLE or Stance.DENIED in (a.stance, b.stance):
        return relation is Relation.SAME
    if a.type in LISTED or a.type is ClaimType.STATUS:
        return False
    if a.type is ClaimType.CAUSE:
        return _stand_above_each_other(a.value, b.value) or bool(
            (set(a.value.categories) & set(b.value.categories)) - _UNSAID
        )
    if a.value.time_from is not None and b.value.time_from is not None:
        return max(a.value.time_from, b.value.time_from) <= min(
            a.value.time_to or a.value.time_from, b.value.time_to or b.value.time_from
        )
    if family_of(a.value.unit) != family_of(b.value.unit) or a.value.count_kind is not b.value.count_kind:
        return False
    one, other = _range(a.value), _range(b.value)
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def is_coarser(a: Claim, b: Claim) -> bool:
    """Say whether one claim only holds the other's value, told as a day, a part of it or a mere magnitude."""
    if a.type in LISTED:
        return False
    if (
        a.value.unit
        and family_of(a.value.unit) == family_of(b.value.unit)
        and a.value.precision is Precision.VAGUE
    ):
        other = _range(b.value)  # "hours" is said of two days too, but "thousands" not of three hundred
        exact = b.value.precision is not Precision.VAGUE
        return exact and other is not None and other[1] >= (a.value.number_from or 0.0)
    if not bears_out(a, b):
        return False
    if a.value.time_from is not None and b.value.time_from is not None:
        wide = (a.value.time_to or a.value.time_from) - a.value.time_from
        return wide >= _DAY_PART > (b.value.time_to or b.value.time_from) - b.value.time_from
    return a.value.precision is Precision.VAGUE and b.value.precision is not Precision.VAGUE
