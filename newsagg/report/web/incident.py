"""One incident, whole: what is known and who says so, how it went, who contradicts whom. Reads through the visit.

The page is permanent: an id that was merged away leads to its survivor, and any time of the past can be asked for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from newsagg.errors import NotFoundError
from newsagg.report.disputes import takes_same_side
from newsagg.report.headfacts import tell_facts
from newsagg.report.matrix import make_matrix
from newsagg.report.passage import find_passage
from newsagg.report.phrases import (
    TYPE_NAMES,
    Row,
    join_names,
    name_speaker,
    read_moment,
    tell_stage,
    tell_value,
)
from newsagg.report.timeline import Span, draw_timeline
from newsagg.report.timemarks import collect_marks
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.fates import resolve_incident
from newsagg.store.knownat import show_known_at
from newsagg.store.neighbours import list_new_versions, list_relatives
from newsagg.store.providers import name_providers
from newsagg.store.queries import show_incident
from newsagg.store.standing import find_nearest

# What the page asks of a record of now, and the past does not tell.
_UNKNOWN_THEN = {"split_from": None, "changed_at": None, "opened_at": None, "decisions": ()}
# Of the history of our own record; the rest is in the JSON.
MOST_EVENTS = 120
# An incident of which more is said than anybody reads on one page shows these many values of a cell, quotes of a
# value, articles and lines of its timeline's table; the rest is in the CSV and the JSON. The demo's largest has 67
# claims; the largest of ten made years has 500 articles and 1,300 claims.
MOST_CLAIMS = 400
_MANY = 1_000_000
_FEW = {"told": 4, "quotes": 1, "articles": 60, "marks": 150, "voices": 40}
_GAINS = ("affected_customer", "compensation")


def show(visit: Visit) -> Answer:
    """Show an incident as the record has it now, or had it at ``as_of``."""
    asked = visit.part["id"]
    try:
        survivor = resolve_incident(visit.db, asked)
    except NotFoundError as error:
        near = find_nearest(visit.db, asked)
        if visit.form:
            hint = f"did you mean {' or '.join(near)}?" if near else ""
            raise NotFoundError("no incident has this id", subject=asked, hint=hint) from error
        message = f"No incident has the id {asked}."
        return visit.page(
            "error.html", status=404, code=404, title="Not on record", message=message, hint="", near=near
        )
    if as_of := visit.ask("as_of"):
        return _show_known(visit, asked, as_of)
    if survivor != asked:
        ending = f".{visit.form}" if visit.form else f"?from={asked}"
        return visit.redirect(f"/incident/{survivor}{ending}")
    record = show_incident(visit.db, asked)
    claims = [c for speakers in record["claims"].values() for said in speakers.values() for c in said]
    if visit.form:
        ledger = [*claims, *record["background"]]
        return visit.data(
            record | {"permalink": visit.absolute(f"/incident/{asked}")}, name=asked, table=ledger
        )
    relatives = list_relatives(visit.db, asked)
    versions = list_new_versions(visit.db, asked)
    events = record["events"][-MOST_EVENTS:][::-1]
    return visit.page(
        "incident.html",
        **_tell(visit, record, claims, versions),
        relatives=relatives,
        came_from=next((row["id"] for row in relatives["merged"] if row["id"] == visit.ask("from")), ""),
        events=events,
        more_events=len(record["events"]) - len(events),
        drift=_tell_drift(record["drift"]),
        promises=record["promises"],
        echoes={echo["claim_id"]: echo for echo in record["second_hand"] if echo["state"] != "not here"},
        decisions=record["decisions"],
        known_at=None,
        forms=("json", "csv"),
        canonical=f"/incident/{asked}",
    )


def _show_known(visit: Visit, asked: str, written: str) -> Answer:
    """Show the record as it was at a time; a day means its end."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        hint = "Write a day such as 2026-03-07, or a time such as 2026-03-07T12:00:00Z."
        raise NotFoundError("is no time", subject=written, hint=hint) from error
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    if len(written) == 10:
        moment += timedelta(days=1) - timedelta(seconds=1)
    record = show_known_at(visit.db, asked, moment)
    claims = record["claims"]
    if visit.form:
        ledger = [*claims, *record["background"]]
        return visit.data(record, name=f"{asked}-as-of-{written}", table=ledger)
    ident = record["id"]
    now = show_incident(visit.db, ident)
    events = [event for event in now["events"] if event["at"] <= record["at"]]
    live = {claim["claim_id"] for claim in claims}
    articles = [
        {**article, "kind": "", "found_via": "", "page_state": "", "page_note": ""}
        for article in record["articles"]
    ]
    versions = [row for row in list_new_versions(visit.db, ident) if row["at"] <= record["at"]]
    return visit.page(
        "incident.html",
        **_tell(visit, record | _UNKNOWN_THEN | {"articles": articles}, claims, versions),
        relatives={"merged": [], "parts": [], "shared": [], "service": []},
        came_from=asked if ident != asked else "",
        events=events[-MOST_EVENTS:][::-1],
        more_events=max(0, len(events) - MOST_EVENTS),
        drift=_tell_drift([s for s in now["drift"] if s["claim_id"] in live and s["at"] <= record["at"]]),
        promises=[_as_of(p, record["at"]) for p in now["promises"] if p["claim_id"] in live],
        echoes={},
        decisions=[],
        known_at=record["at"],
        forms=(),
        canonical=f"/incident/{ident}",
    )


def _as_of(promise: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Return a promise as it stood at a time: what was kept later was open then, or overdue."""
    if promise["kept_at"] and promise["kept_at"] <= at:
        return dict(promise)
    late = bool(promise["due_at"]) and promise["due_at"] < at
    return {**promise, "state": "overdue" if late else "open", "kept_at": None, "kept_url": None}


def _tell(
    visit: Visit, record: Mapping[str, Any], claims: Sequence[Row], versions: Sequence[Row]
) -> dict[str, Any]:
    """Return what the page tells of a record, of now or of then."""
    provider = _find_provider(record)
    marks = collect_marks(claims, record["articles"], versions)
    title = record["title"] or record["id"]
    told = [article for article in record["articles"] if article["role"] in {"primary", "update"}]
    most = _FEW if len(claims) > MOST_CLAIMS else dict.fromkeys(_FEW, _MANY)
    by_id = {claim["claim_id"]: claim for claim in claims}
    return {
        "title": title,
        "here": "/incident",
        "description": f"{title}: who says what, from when to when, and who contradicts whom.",
        "record": record,
        "stage": tell_stage({**record, "ended": record["ended_from"]}),
        "lead_names": _name_leads(record["services"]),
        "provider": provider,
        "provider_name": name_providers(visit.db, [provider])[provider] if provider else "",
        "facts": tell_facts(record, claims),
        "marks": marks,
        "timeline": draw_timeline(marks, _span(record), title=f"Timeline of {title}"),
        "matrix": make_matrix(claims, record["findings"], most_voices=most["voices"]),
        "disputes": _tell_findings(record["findings"], by_id, {"conflict"}),
        "outlets": len({article["outlet"] for article in told}),
        "told": len(told),
        "claim_count": len(claims),
        "most": most,
        "origins": _group_origins(record["articles"]),
        "named": _gather(claims),
        "background": record["background"],
        "type_names": TYPE_NAMES,
        "passage": find_passage,
        "name_speaker": name_speaker,
        "tell_value": tell_value,
    }


def _span(record: Mapping[str, Any]) -> Span:
    return Span(
        began=read_moment(record["started_from"]),
        began_latest=read_moment(record["started_to"]),
        ended=read_moment(record["ended_from"]),
        ended_latest=read_moment(record["ended_to"]),
    )


def _name_leads(services: Any) -> str:
    """Return whose outage it is first of all, in a line; of the past only the words are kept."""
    if not isinstance(services, list):
        return str(services or "")
    return join_names([service["name"] for service in services if service["role"] == "subject"], most=3)


def _find_provider(record: Mapping[str, Any]) -> str:
    """Return the slug of the lead service's provider; empty when not known, as it is of the past."""
    services = record["services"]
    if not isinstance(services, list):
        return ""
    return next(
        (str(s["provider"]) for s in services if s["service"] == record["lead_service"] and s["provider"]), ""
    )


def _tell_findings(
    findings: Sequence[Mapping[str, Any]], claims: Mapping[int, Row], kinds: set[str]
) -> list[dict[str, Any]]:
    """Return findings of some kinds, each with its sides: values of one meaning, and the claims behind each."""
    told = []
    order = list(TYPE_NAMES)
    for finding in sorted(findings, key=lambda f: order.index(f["type"])):
        if finding["kind"] not in kinds or not finding["sentence"]:
            continue
        sides: defaultdict[str, list[Row]] = defaultdict(list)
        for number in finding.get("claims", ()):
            if number in claims:
                claim = claims[number]
                denied = claim["stance"] == "denied" or claim["excluded"]
                sides[f"{'denied: ' if denied else ''}{claim['value']}"].append(claim)
        told.append({**finding, "name": TYPE_NAMES[finding["type"]], "sides": _group_sides(sides)})
    return told


def _group_sides(values: Mapping[str, Sequence[Row]]) -> list[dict[str, Sequence[Row]]]:
    """Return the values by side, in their order: words of one meaning stand on the same side."""
    sides: list[dict[str, Sequence[Row]]] = []
    for value, claims in values.items():
        for side in sides:
            if takes_same_side(next(iter(side.values()))[0], claims[0]):
                side[value] = claims
                break
        else:
            sides.append({value: claims})
    return sides


def _tell_drift(steps: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return the fields of which more than one value was best, the cause first, each with its steps."""
    fields: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for step in steps:
        fields[step["type"]].append(step)
    return [
        (kind, fields[kind])
        for kind in TYPE_NAMES
        if len(fields.get(kind, ())) > 1 or (kind == "cause" and kind in fields)
    ]


def _group_origins(articles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the articles by independent origin: the text that stands for it, and its copies."""
    origins: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for article in articles:
        origins[article["origin_article_id"]].append(article)
    grouped = []
    for number, prints in origins.items():
        own = next((a for a in prints if a["article_id"] == number), prints[0])
        grouped.append({"own": own, "copies": [a for a in prints if a is not own]})
    return grouped


def _gather(claims: Sequence[Row]) -> dict[str, dict[str, list[Row]]]:
    """Return named customers and compensation by value, those denied or excluded marked by their claims."""
    found: dict[str, defaultdict[str, list[Row]]] = {kind: defaultdict(list) for kind in _GAINS}
    for claim in claims:
        if claim["type"] in found:
            found[claim["type"]][str(claim["value"])].append(claim)
    return {kind: dict(values) for kind, values in found.items()}


ROUTES = (Route(r"/incident/(?P<id>[A-Za-z0-9][A-Za-z0-9._~-]{0,119}?)", show, forms=("json", "csv")),)
