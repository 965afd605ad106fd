"""Claims of a cause -> who gives, doubts or denies it, as sentences. Pure."""

from collections.abc import Sequence

from newsagg.report.phrases import Row
from newsagg.report.saying import close, denies, name_source, name_voices, plain, quote

UNDISCLOSED = "undisclosed"
KINDS = {
    "configuration": "configuration", "change_deployment": "a change", "software_bug": "a software bug",
    "capacity_load": "load", "network": "the network", "data_store": "a database", "hardware": "hardware",
    "power_cooling_facility": "power or cooling", "third_party": "a supplier",
    "certificate_auth_time": "certificates or sign-in", "security_attack": "an attack", "human_error": "human error",
    "natural_event": "a natural event", "deliberate_shutdown": "a shutdown on purpose",
}  # fmt: skip
"""What a vendor may blame, in the words of people."""
_LABELS = {
    kind: name.removeprefix("a ").removeprefix("an ").removeprefix("the ") for kind, name in KINDS.items()
}
_TRIGGERS = {
    "maintenance": "during maintenance",
    "load": "under load",
    "failover_recovery": "during a recovery",
}
_LONGEST = 120


def read_kinds(claim: Row) -> frozenset[str]:
    """Return the kinds of cause that a claim names; none where it fits no kind."""
    return frozenset(kind for kind in str(claim["categories"] or "").split(", ") if kind in KINDS)


def group_causes(claims: Sequence[Row]) -> list[list[Row]]:
    """Return claims of one kind of cause together, in the order of the first of each: the best worded stands for all.

    What fits no kind stands for itself, and after what does. Whoever gives a cause did say why.
    """
    gave = {c["speaker_slug"] for c in claims if not denies(c) and c["categories"] != UNDISCLOSED}
    claims = [c for c in claims if c["categories"] != UNDISCLOSED or c["speaker_slug"] not in gave]
    groups: dict[tuple[object, ...], list[Row]] = {}
    for claim in claims:
        kinds = read_kinds(claim)
        value = "" if kinds or claim["categories"] == UNDISCLOSED else plain(claim["value"]).casefold()
        groups.setdefault((denies(claim), claim["categories"] == UNDISCLOSED, kinds, value), []).append(claim)
    return sorted(groups.values(), key=lambda group: not read_kinds(group[0]) and not denies(group[0]))


def tell_cause(group: Sequence[Row]) -> str:
    """Return who gives, doubts or denies a cause, and who says the same in other words."""
    claim = group[0]
    value = plain(claim["value"]).casefold()
    same = [c for c in group if plain(c["value"]).casefold() == value and c["stance"] == claim["stance"]]
    names, many = name_voices(same)
    if claim["categories"] == UNDISCLOSED:
        return f"{close(names)} did not say why."
    verb = {
        "asserted": ("gives", "give"),
        "hedged": ("thinks that it may have been", "think that it may have been"),
        "denied": ("denies that the cause was", "deny that the cause was"),
        "questioned": ("asks whether it was", "ask whether it was"),
        "forecast": ("expects", "expect"),
    }[claim["stance"]][many]
    after = " as the cause" if claim["stance"] == "asserted" else ""
    kinds = "" if claim["stance"] in {"denied", "questioned"} else tell_kinds(claim)
    aside = f" ({kinds})" if kinds and kinds not in value else ""
    told = f"{close(names)} {verb} {quote(_cut(claim['value']))}{after}{aside}"
    spoken = {name_source(c) for c in same}
    others = [c for c in group if c not in same and name_source(c) not in spoken]
    if not others:
        return f"{told}."
    voices, several = name_voices(others)
    return f"{told}; {voices} {'say' if several else 'says'} so in other words."


def tell_kinds(claim: Row) -> str:
    """Return the kinds of cause that a claim names, and what set it off: configuration, during maintenance."""
    marks = [_LABELS[kind] for kind in str(claim["categories"] or "").split(", ") if kind in KINDS]
    marks += [_TRIGGERS[claim["cause_trigger"]]] if claim["cause_trigger"] in _TRIGGERS else []
    return ", ".join(marks)


def _cut(value: str) -> str:
    told = plain(value)
    return told if len(told) <= _LONGEST else told[: _LONGEST - 2].rsplit(" ", 1)[0] + " …"
