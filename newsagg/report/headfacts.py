"""One incident of the record -> its headline facts, each with who says so and why that one was preferred. Pure.

What is given is the answer of ``store.queries.show_incident``, or the same as known at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsagg.report.phrases import (
    Row,
    is_start_claimed,
    join_names,
    name_speaker,
    name_voices,
    read_moment,
    tell_interval,
    tell_minutes,
    tell_start,
)

_RULES = {
    "severity": "our rule on mode, breadth and dependents",
    "mode": "read from headlines and symptoms",
    "confirmation": "read from who speaks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of the headline."""

    label: str
    value: str
    who: str = ""
    """Who says so; a rule of ours, or who decided."""
    why: str = ""
    """Why that value is preferred."""
    disputed: bool = False
    known: bool = True
    claim_id: int | None = None
    """The first claim behind it."""


def tell_facts(record: Mapping[str, Any], claims: Sequence[Row]) -> tuple[Fact, ...]:
    """Return the facts in the order in which they are read."""
    teller = _Teller(record, {claim["claim_id"]: claim for claim in claims})
    return (
        teller.tell_start(),
        teller.tell_end(),
        teller.tell_length(),
        teller.tell_best("Cause", "cause", "none given"),
        teller.tell_best("Status", "status", "not given"),
        teller.tell_services(),
        teller.tell_severity(),
        teller.tell_rule("Mode", "mode"),
        teller.tell_rule("Confirmation", "confirmation"),
    )


class _Teller:
    def __init__(self, record: Mapping[str, Any], claims: Mapping[int, Row]) -> None:
        self.record = record
        self.claims = claims
        self.standing = {f["type"]: f for f in reversed(record["findings"]) if f["kind"] != "superseded"}
        decisions = record.get("decisions", ())
        self.ruled = {d["field"]: d for d in decisions if d["kind"] == "override" and not d["undone_at"]}

    def _who(self, kind: str) -> dict[str, Any]:
        finding = self.standing.get(kind)
        if finding is None:
            return {}
        said = [self.claims[number] for number in finding.get("claims", ()) if number in self.claims]
        return {
            "who": name_voices(said, name_speaker) if said else "",
            "why": finding["reason"],
            "disputed": finding["kind"] == "conflict",
            "claim_id": said[0]["claim_id"] if said else None,
        }

    def _decided(self, field: str) -> dict[str, Any]:
        decision = self.ruled.get(field)
        return {"who": f"decided by {decision['decided_by']}", "why": decision["reason"]} if decision else {}

    def tell_start(self) -> Fact:
        row = {
            **self.record,
            "started": self.record["started_from"],
            "started_latest": self.record["started_to"],
        }
        began = tell_start(row)
        if is_start_claimed(row):
            began = tell_interval(read_moment(row["started"]), read_moment(row["started_latest"]))
        if not began:
            return Fact(label="Started", value="not known", known=False)
        said = self._decided("started") or self._who("start_time")
        if not said:
            said = {"who": "nobody gives a start", "why": "this is the first report's time"}
        return Fact(label="Started", value=f"{began} UTC", **said)

    def tell_end(self) -> Fact:
        ended = tell_interval(read_moment(self.record["ended_from"]), read_moment(self.record["ended_to"]))
        if not ended:
            return Fact(label="Ended", value="not given", known=False)
        said = self._decided("ended")
        if not said and self._is_claimed():
            said = self._who("end_time")
        return Fact(
            label="Ended", value=f"{ended} UTC", **(said or {"who": "from the status page's updates"})
        )

    def _is_claimed(self) -> bool:
        ids = (self.standing.get("end_time") or {}).get("claims", ())
        return any(self.claims[i]["time_to"] == self.record["ended_to"] for i in ids if i in self.claims)

    def tell_length(self) -> Fact:
        minutes = self.record.get("duration_minutes")
        if "duration" not in self.standing and minutes is not None:
            return Fact(label="Lasted", value=tell_minutes(minutes), who="from start and end")
        return self.tell_best("Lasted", "duration", "not given")

    def tell_best(self, label: str, kind: str, nothing: str) -> Fact:
        finding = self.standing.get(kind)
        if finding is None:
            return Fact(label=label, value=nothing, known=False)
        return Fact(label=label, value=finding["best"] or "denied", **self._who(kind))

    def tell_services(self) -> Fact:
        services = self.record["services"]
        if isinstance(services, str):
            return Fact(label="Services", value=services)
        named = [f"{s['name']} ({s['role']})" for s in services if s["role"] != "mentioned"]
        return Fact(label="Services", value=join_names(named, most=12) or "not known", known=bool(named))

    def tell_severity(self) -> Fact:
        fact = self.tell_rule("Severity", "severity")
        vendor = self.record["vendor_severity"]
        if not vendor:
            return fact
        return Fact(
            label="Severity", value=fact.value, who=fact.who, known=fact.known,
            why=f"{fact.why}{'; ' if fact.why else ''}the vendor calls it {vendor}",
        )  # fmt: skip

    def tell_rule(self, label: str, field: str) -> Fact:
        value = self.record[field]
        if not value:
            return Fact(label=label, value="not judged", known=False)
        return Fact(
            label=label,
            value=str(value).replace("_", " "),
            **(self._decided(field) or {"who": _RULES.get(field, "")}),
        )
