"""One incident of a week -> paragraphs: what, when, why, who was hit, what was offered; each with who says so. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from zoneinfo import ZoneInfo

from newsagg.report.paragraphs import Links, bullet, item, line, paragraph, plain, quote
from newsagg.report.phrases import (
    TYPE_NAMES,
    Row,
    is_start_claimed,
    join_names,
    name_speaker,
    name_voices,
    read_moment,
    tell_interval,
    tell_marks,
    tell_moment,
    tell_value,
)
from newsagg.report.week import Week, WeekIncident

# Of one paragraph; the rest stands in the record.
MOST_VALUES = 5
_HIT = (
    "affected_customer",
    "affected_users",
    "tracker_reports",
    "affected_region",
    "data_loss",
    "financial_impact",
)
# Types of which an incident has many values at once; merge/precision.py has the same list.
_LISTED = {
    "affected_service", "affected_region", "affected_customer", "symptom", "data_loss", "compensation",
    "remediation", "promise", "prior_incident", "apology",
}  # fmt: skip
_OFFERED = ("compensation", "promise", "remediation")
_VERBS = {
    "asserted": "says",
    "hedged": "says, with caution",
    "denied": "denies",
    "questioned": "asks about",
    "forecast": "expects",
}


def zone_of(week: Week) -> tzinfo:
    """Return the zone that a week's times are told in."""
    return ZoneInfo(week.zone)


def tell_incident(incident: WeekIncident, number: int, week: Week) -> Iterator[str]:
    """Yield the lines of one incident, told whole, with its links."""
    row, links = incident.line, Links()
    yield from item(f"{number}. ", row["title"])
    count = f"{row['origins']} independent {'origin' if row['origins'] == 1 else 'origins'}"
    yield line(f"   {row['id']} · {row['severity'] or 'severity not judged'} · {count}")
    parts = (
        _tell_what(incident, links),
        _tell_when(incident, links, week),
        _tell_why(incident, links),
        _tell_disputes(incident, links),
        _tell_list("Hit", incident, _HIT, links),
        _tell_offers(incident, links),
    )
    for lines in parts:
        told = list(lines)
        if told:
            yield ""
            yield from told
    if links:
        yield ""
        yield from links.write()


def name_source(claim: Row) -> str:
    """Return who says it, with who passed it on: ``TechCrunch, as The Lantern Ledger tells it``."""
    name = name_speaker(claim)
    if not claim["second_hand"]:
        return name
    teller = str(claim["chain"] or claim["outlet"]).split(" > ", maxsplit=1)[0]
    return f"{name}, as {teller} tells it," if teller != claim["speaker"] else name


def tell_claim(claim: Row, links: Links) -> str:
    """Return a claim as a sentence: who says what in which words, with the mark of its link.

    Of a cause its categories are named, and the quote says the rest.
    """
    where = links.refer(claim["outlet"], claim["url"])
    value = tell_marks(claim) if claim["type"] == "cause" else str(claim["value"])
    said = f" ({value})" if value else ""
    return f"{name_source(claim)} {_VERBS[claim['stance']]}{said}: {quote(claim['quote'])} {where}"


def _voices(claims: Sequence[Row]) -> str:
    return name_voices(claims, lambda claim: name_source(claim).rstrip(","))


def _tell_what(incident: WeekIncident, links: Links) -> Iterator[str]:
    services = [s["name"] for s in incident.services if s["role"] == "subject"]
    also = [s["name"] for s in incident.services if s["role"] == "affected"]
    about = f"About {join_names(services)}" if services else "About a service that our list does not know"
    if also:
        about += f"; with it went {join_names(also)}"
    told = [
        c
        for kind in ("symptom", "affected_service")
        for c in incident.claims.get(kind, ())
        if not c["excluded"]
    ]
    # A whole sentence says more than a headline, which stands above anyway.
    told.sort(key=lambda claim: plain(claim["quote"]) in plain(incident.line["title"]) or claim["start"] == 0)
    words = ""
    if told:
        best = told[0]
        words = f" {name_source(best).rstrip(',')}: {quote(best['quote'])} {links.refer(best['outlet'], best['url'])}"
    yield from paragraph(f"{about}.{words}", indent=3)


def _tell_when(incident: WeekIncident, links: Links, week: Week) -> Iterator[str]:
    row, zone = incident.line, zone_of(week)
    starts, ends = incident.claims.get("start_time", ()), incident.claims.get("end_time", ())
    lengths = incident.claims.get("duration", ())
    parts = []
    start = tell_interval(read_moment(row["started"]), read_moment(row["started_latest"]), zone)
    if starts and start and is_start_claimed(row):
        parts.append(f"It began {start} ({_voices(starts)}).")
    elif reported := read_moment(row["first_reported_at"]):
        parts.append(f"Nobody gives a start; the first report is of {tell_moment(reported, zone)}.")
    end = tell_interval(read_moment(row["ended"]), read_moment(row["ended_latest"]), zone)
    if ends and end:
        parts.append(f"It ended {end} ({_voices(ends)}).")
    elif row["lifecycle"] in {"resolved", "postmortem"}:
        over = [c for c in incident.claims.get("status", ()) if "resolved" in str(c["value"]).casefold()]
        who = f" ({_voices(over)})" if over else ""
        parts.append(f"It is said to be over{who}; nobody gives the time.")
    else:
        parts.append("No source says that it is over.")
    if lengths:
        links.refer(lengths[0]["outlet"], lengths[0]["url"])
        parts.append(f"It lasted {lengths[0]['value']} ({_voices(lengths)}).")
    yield from paragraph(" ".join(parts), indent=3)


def _tell_why(incident: WeekIncident, links: Links) -> Iterator[str]:
    causes = incident.claims.get("cause", ())
    if not causes:
        yield from paragraph("No source gives a cause.", indent=3)
        return
    disputed = any(finding["type"] == "cause" for finding in incident.conflicts)
    yield from paragraph("Why: sources disagree." if disputed else "Why:", indent=3)
    yield from _tell_sides(causes, links)


def _tell_sides(claims: Sequence[Row], links: Links) -> Iterator[str]:
    """Yield words of different speakers, each value once before any is repeated: so both sides are quoted."""
    told: dict[tuple[str, str], Row] = {}
    prints: set[tuple[object, str]] = set()
    for claim in claims:
        value = _sort_of(claim)
        # A copy says the same in the same words under another name.
        origin = (claim["origin_article_id"], value)
        if origin not in prints:
            prints.add(origin)
            told.setdefault((claim["speaker_slug"], value), claim)
    first = {value: key for key in reversed(told) for value in [key[1]]}
    ordered = sorted(told, key=lambda key: first[key[1]] != key)
    for key in ordered[:MOST_VALUES]:
        yield from bullet(tell_claim(told[key], links))


def _sort_of(claim: Row) -> str:
    value = (claim["categories"] or claim["value"]) if claim["type"] == "cause" else claim["value"]
    return f"{claim['stance'] == 'denied'} {value}".casefold()


def _tell_disputes(incident: WeekIncident, links: Links) -> Iterator[str]:
    for finding in incident.conflicts:
        if finding["type"] == "cause":
            continue
        claims = incident.claims.get(finding["type"], ())
        if finding is not next(f for f in incident.conflicts if f["type"] != "cause"):
            yield ""
        if finding["type"] in _LISTED:
            claims = _find_opposed(claims)
        yield from paragraph(f"Sources disagree on: {TYPE_NAMES[finding['type']].lower()}.", indent=3)
        yield from _tell_sides(claims, links) if claims else bullet(finding["sentence"])


def _find_opposed(claims: Sequence[Row]) -> list[Row]:
    """Return, of values that stand beside each other, those that one affirms and another denies."""
    sides: defaultdict[str, set[bool]] = defaultdict(set)
    for claim in claims:
        sides[claim["value_slug"] or claim["value"]].add(_denies(claim))
    return [claim for claim in claims if len(sides[claim["value_slug"] or claim["value"]]) > 1]


def _denies(claim: Row) -> bool:
    return bool(claim["excluded"]) or claim["stance"] == "denied"


def _tell_list(title: str, incident: WeekIncident, kinds: Sequence[str], links: Links) -> Iterator[str]:
    """Yield values of several types, each value once, with who says so."""
    disputed = {finding["type"] for finding in incident.conflicts}
    told: dict[str, str] = {}
    for kind in kinds:
        for claim in incident.claims.get(kind, ()):
            value = plain(tell_value(claim))
            if kind in disputed or _denies(claim) or value.casefold() in told:
                continue
            firm = "" if claim["stance"] == "asserted" else f", {claim['stance']}"
            where = links.refer(claim["outlet"], claim["url"])
            told[value.casefold()] = f"{value} ({name_source(claim).rstrip(',')}{firm}) {where}"
    if told:
        shown = list(told.values())[:MOST_VALUES]
        more = f"; and {len(told) - len(shown)} more" if len(told) > len(shown) else ""
        yield from paragraph(f"{title}: {'; '.join(shown)}{more}.", indent=3)


def _tell_offers(incident: WeekIncident, links: Links) -> Iterator[str]:
    """Yield what was offered and promised in the words of those who say so, each sentence once."""
    told: dict[str, str] = {}
    for claim in (c for kind in _OFFERED for c in incident.claims.get(kind, ()) if c["stance"] != "denied"):
        words = quote(claim["quote"])
        if words not in told and len(told) < MOST_VALUES:
            firm = "" if claim["stance"] == "asserted" else f" ({claim['stance']})"
            where = links.refer(claim["outlet"], claim["url"])
            told[words] = f"{name_source(claim).rstrip(',')}{firm}: {words} {where}"
    if told:
        yield from paragraph("Offered, mended and promised:", indent=3)
        for sentence in told.values():
            yield from bullet(sentence)
