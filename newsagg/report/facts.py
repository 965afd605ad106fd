"""What is claimed of one incident -> what happened, when, why, who was hit, what was offered, and who says so. Pure.

Every sentence names its speaker. What sources contradict each other on is left to ``disputes.py``. That nobody gives a
cause is the usual case, and said in so many words.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsagg.report.causes import UNDISCLOSED, group_causes, tell_cause
from newsagg.report.edition import Fact, Said, Words
from newsagg.report.moments import Clock, spell, tell_length, tell_millions
from newsagg.report.phrases import Row, is_start_claimed, join_names, read_moment
from newsagg.report.saying import (
    close,
    denies,
    group_by_value,
    is_plural,
    name_source,
    name_voices,
    plain,
    quote,
    quote_each,
    say,
)

LABELS = {"what": "What", "when": "When", "why": "Why", "hit": "Hit", "offered": "Offered"}
# Of one fact: what a reader on Monday takes in. The rest stands in the record.
MOST_QUOTES = 3
MOST_CAUSES = 3
MOST_VOICES = 3
# A shorter quote is the name of a service in a list, which says nothing that the title does not.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one incident's facts are made of."""

    line: Row
    """Its line of ``incident_summary``."""
    claims: Mapping[str, Sequence[Row]]
    """Type -> lines of ``claim_ledger`` in the order of the finding: the best supported value first."""
    disputed: frozenset[str]
    """Types on which the sources contradict each other."""
    articles: Sequence[Row]
    """Its primary articles and updates, the first first; of copies only the first."""
    services: Sequence[Row]

    def of(self, *kinds: str) -> list[Row]:
        """Return the claims of some types that nobody contradicts, in the order of the types."""
        return [claim for kind in kinds if kind not in self.disputed for claim in self.claims.get(kind, ())]


def tell_facts(known: Known, clock: Clock) -> tuple[Fact, ...]:
    """Return the facts of an incident; only ``hit`` and ``offered`` are left out where nobody says anything."""
    facts = (
        _tell_what(known, clock),
        _tell_when(known, clock),
        _tell_why(known),
        _tell_hit(known),
        _tell_offered(known, clock),
    )
    return tuple(fact for fact in facts if fact.words or fact.said)


def _make(kind: str, words: Sequence[str], said: Sequence[Said]) -> Fact:
    sentences: list[Words] = [say(text) for text in dict.fromkeys(words)]
    return Fact(kind=kind, label=LABELS[kind], words=tuple(sentences), said=tuple(said))


def _verb(name: str, one: str, many: str) -> str:
    return many if is_plural(name) else one


def _tell_what(known: Known, clock: Clock) -> Fact:
    words = [*_tell_first(known, clock), *_tell_also(known)]
    told = [c for c in known.of("symptom", "affected_service") if not denies(c)]
    # A whole sentence says more than a headline, which stands above anyway.
    title = plain(known.line["title"])
    told.sort(
        key=lambda c: (plain(c["quote"]) in title or c["start"] == 0, len(c["quote"].split()) < FEWEST_WORDS)
    )
    denied = [c for c in known.of("status", "symptom") if c["stance"] == "denied"]
    for claim in denied[:1]:
        name = name_source(claim)
        words.append(f"{close(name)} {_verb(name, 'denies', 'deny')} that there was such an outage.")
    said = quote_each([c for c in told if plain(c["quote"]) != title], 2) or quote_each(told, 1)
    return _make("what", words, (*said, *quote_each(denied, 1)))


def _tell_first(known: Known, clock: Clock) -> Iterator[str]:
    if not known.articles:
        return
    first = known.articles[0]
    at = read_moment(first["published_at"])
    when = f", on {clock.tell_moment(at)}" if at else ""
    outlet, origins = plain(first["outlet"]), known.line["origins"]
    if origins <= 1:
        yield f"One source tells of it: {outlet}{when}."
        return
    more = origins - 1
    yield f"{outlet} told of it first{when}; {spell(more)} more independent source{'s' * (more > 1)} followed."


def _tell_also(known: Known) -> Iterator[str]:
    """Yield which other services somebody says went with it."""
    slugs = {s["service"]: plain(s["name"]) for s in known.services if s["role"] == "affected"}
    names = {name.casefold(): name for name in slugs.values()}
    by_name: dict[str, list[Row]] = {}
    for claim in known.of("affected_service", "affected_customer"):
        name = slugs.get(claim["value_slug"]) or names.get(plain(claim["value"]).casefold(), "")
        if name and not denies(claim):
            by_name.setdefault(name, []).append(claim)
    if by_name:
        voices, many = name_voices([claims[0] for claims in by_name.values()])
        yield f"With it went {join_names(list(by_name))}, {'say' if many else 'says'} {voices}."


def _tell_when(known: Known, clock: Clock) -> Fact:
    row = known.line
    words: list[str] = []
    used: list[Row] = []
    starts = [c for c in known.of("start_time") if not denies(c)]
    if "start_time" not in known.disputed:
        words.extend(_tell_start(row, starts, used, clock))
    if "end_time" not in known.disputed:
        words.extend(_tell_end(known, used, clock))
    lengths = [c for c in known.of("duration") if c["stance"] in {"asserted", "hedged"}]
    if lengths:
        best = group_by_value(lengths)[0]
        voices, many = name_voices(best)
        words.append(f"It lasted {tell_length(best[0])}, {'say' if many else 'says'} {voices}.")
        used.append(best[0])
    return _make("when", words, quote_each(used, MOST_QUOTES))


def _tell_start(row: Row, starts: Sequence[Row], used: list[Row], clock: Clock) -> Iterator[str]:
    matching = [
        c
        for c in starts
        if (c["time_from"], c["time_to"] or c["time_from"]) == (row["started"], row["started_latest"])
    ]
    if matching:
        yield _tell_time("It began", matching, clock)
        used.append(matching[0])
    elif is_start_claimed(row) and (first := read_moment(row["started"])):
        last = read_moment(row["started_latest"]) or first
        yield f"It began {clock.tell_interval(first, last)}, as an analyst of ours has set it."
    elif reported := read_moment(row["first_reported_at"]):
        yield f"No source says when it began; the first report is of {clock.tell_moment(reported)}."


def _tell_time(begin: str, claims: Sequence[Row], clock: Clock) -> str:
    first = read_moment(claims[0]["time_from"]) or read_moment(claims[0]["time_to"])
    last = read_moment(claims[0]["time_to"]) or first
    voices, many = name_voices(claims)
    if first is None or last is None:
        return f"{begin} {quote(claims[0]['value'])}, {'say' if many else 'says'} {voices}."
    vague = claims[0]["precision"] in {"about", "vague"}
    by = "by " if claims[0]["precision"] == "at_most" and first >= last else ""
    when = clock.tell_interval(first, last, about=vague)
    return f"{begin} {by + when.removeprefix('on ') if by else when}, {'say' if many else 'says'} {voices}."


def _tell_end(known: Known, used: list[Row], clock: Clock) -> Iterator[str]:
    row = known.line
    ends = [c for c in known.of("end_time") if c["stance"] in {"asserted", "hedged"}]
    over = [c for c in known.of("status") if "resolved" in str(c["value"]).casefold() and not denies(c)]
    matching = [
        c
        for c in ends
        if (c["time_from"], c["time_to"] or c["time_from"]) == (row["ended"], row["ended_latest"])
    ]
    called = [c for c in over if c["time_from"] and c["time_from"] == row["ended_latest"]]
    if matching:
        yield _tell_time("It was over", matching, clock)
        used.append(matching[0])
    elif called and (at := read_moment(called[0]["time_from"])):
        name = name_source(called[0])
        yield f"{close(name)} called it resolved on {clock.tell_moment(at)}."
        used.append(called[0])
    elif ends:
        yield _tell_time("It was over", group_by_value(ends)[0], clock)
        used.append(ends[0])
    elif over:
        voices, many = name_voices(over)
        yield f"{voices} {'say' if many else 'says'} that it is over; no source gives the time."
        used.append(over[0])
    elif row["ended"] is not None or row["lifecycle"] in {"resolved", "postmortem"}:
        yield "Its sources treat it as over; none gives the time."
    elif any(c["stance"] == "asserted" for c in known.of("duration")):
        yield "No source says when it was over."
    else:
        yield "No source says that it is over."


def _tell_why(known: Known) -> Fact:
    if "cause" in known.disputed:
        return _make("why", ["Sources disagree on the cause."], ())
    causes = known.of("cause")
    groups = group_causes(causes)[:MOST_CAUSES]
    words = [tell_cause(group) for group in groups]
    if all(c["categories"] == UNDISCLOSED or c["stance"] == "denied" for c in causes):
        words.append("No source gives a cause.")
    return _make("why", words, quote_each([group[0] for group in groups], MOST_QUOTES))


def _tell_hit(known: Known) -> Fact:
    words: list[str] = []
    for kind, tell in (("affected_users", _tell_users), ("tracker_reports", _tell_tracker)):
        words.extend(tell(group) for group in group_by_value(known.of(kind))[:2])
    words.extend(_tell_customers([c for c in known.of("affected_customer") if not denies(c)]))
    words.extend(_tell_regions([c for c in known.of("affected_region") if not denies(c)]))
    for claim in known.of("data_loss")[:1]:
        name = name_source(claim)
        verb = _verb(name, "denies", "deny") if denies(claim) else _verb(name, "tells", "tell")
        what = "that data was lost" if denies(claim) else "of data lost or out of reach"
        words.append(f"{close(name)} {verb} {what}.")
    for claim in known.of("financial_impact")[:1]:
        name = name_source(claim)
        if claim["number_from"] is None:
            words.append(f"{close(name)} {_verb(name, 'tells', 'tell')} of losses.")
        else:
            cost = tell_millions(plain(claim["value"]))
            words.append(f"{close(name)} {_verb(name, 'puts', 'put')} the cost at {cost}.")
    shown = known.of(
        "affected_users", "affected_customer", "data_loss", "financial_impact", "tracker_reports"
    )
    return _make("hit", words, quote_each(shown, MOST_QUOTES))


def _tell_users(group: Sequence[Row]) -> str:
    claim, (names, many) = group[0], name_voices(group)
    names = close(names)
    firm = {"hedged": ", with caution,", "forecast": ", in advance,"}.get(claim["stance"], "")
    value = tell_millions(plain(claim["value"]))
    if claim["stance"] == "denied":
        return f"{names} {'deny' if many else 'denies'} that {value} were hit."
    if claim["unit"] == "percent":
        return f"{names}{firm} {'put' if many else 'puts'} the share hit at {value}."
    return f"{names}{firm} {'speak' if many else 'speaks'} of {value}."


def _tell_tracker(group: Sequence[Row]) -> str:
    claim, (names, many) = group[0], name_voices(group)
    kind = {"peak": " at the peak", "at_time": " at one time", "total": " in all"}.get(
        claim["count_kind"] or "", ""
    )
    verb = "counted" if claim["role"] == "tracker" else ("tell of" if many else "tells of")
    return f"{close(names)} {verb} {tell_millions(plain(claim['value']))}{kind}."


def _tell_customers(claims: Sequence[Row]) -> Iterator[str]:
    """Yield who names whom as hit; whoever comes later is told with what he adds."""
    told: set[str] = set()
    sources: dict[str, list[str]] = {}
    for claim in claims:
        who = close(name_source(claim)) + (", with caution," if claim["stance"] == "hedged" else "")
        names = [name for name in _split_list(plain(claim["value"])) if name.casefold() not in told]
        if names and (who in sources or len(sources) < MOST_VOICES):
            told |= {name.casefold() for name in names}
            sources.setdefault(who.replace(",,", ","), []).extend(names)
    parts = []
    for n, (who, names) in enumerate(sources.items()):
        verb = ("add", "adds") if n else ("name", "names")
        after = "" if n else " as hit"
        parts.append(f"{who} {_verb(who, verb[1], verb[0])} {join_names(names, most=6)}{after}")
    if parts:
        yield f"{'; '.join(parts)}."


def _split_list(value: str) -> list[str]:
    """Return the names in a list that was read as one value: X, ChatGPT and Canva."""
    parts = [part.strip().removeprefix("and ").strip() for part in value.split(", ")]
    return [part for part in parts if part]


def _tell_regions(claims: Sequence[Row]) -> Iterator[str]:
    by_voices: dict[str, list[str]] = {}
    for group in group_by_value(claims):
        voices, many = name_voices(group)
        by_voices.setdefault(f"{'say' if many else 'says'} {voices}", []).append(plain(group[0]["value"]))
    parts = [f"{join_names(names)}, {voices}" for voices, names in by_voices.items()]
    if parts:
        yield f"Where: {'; '.join(parts[:MOST_VOICES])}."


def _tell_offered(known: Known, clock: Clock) -> Fact:
    words: list[str] = []
    used: list[Row] = []
    for kind, lead in (
        ("compensation", "For customers"),
        ("promise", ""),
        ("remediation", "Remedy"),
    ):
        told: list[str] = []
        sources: dict[str, list[str]] = {}
        for claim in known.of(kind):
            name, value = name_source(claim), plain(claim["value"])
            if denies(claim) or _is_told(value, told) or (name not in sources and len(sources) == 2):
                continue
            # A sentence that tells what customers get is no second offer for being a remedy too.
            if kind == "remediation" and plain(claim["quote"]) in {plain(c["quote"]) for c in used}:
                continue
            told.append(value)
            if len(sources.setdefault(_lead_in(claim, name, lead), [])) < 2:
                sources[_lead_in(claim, name, lead)].append(_tell_offer(claim, clock))
                used.append(claim)
        words.extend(f"{begin}: {'; '.join(values)}." for begin, values in list(sources.items())[:2])
    return _make("offered", words, quote_each(used, MOST_QUOTES))


def _lead_in(claim: Row, name: str, lead: str) -> str:
    if lead:
        return f"{lead}, {_verb(name, 'says', 'say')} {name}"
    own = claim["role"] in {"vendor_official", "vendor_unnamed", "status_page"}
    return f"{'Promised' if own and claim['stance'] != 'forecast' else 'Expected'} by {name}"


def _is_told(value: str, told: Sequence[str]) -> bool:
    """Say whether a value is part of one that was told, or the like in another tongue: crédits, credits."""
    asked = _bare(value)
    return any(asked in _bare(other) or _bare(other) in asked for other in told)


def _bare(value: str) -> str:
    letters = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tell_offer(claim: Row, clock: Clock) -> str:
    value = plain(claim["value"])
    if claim["type"] != "promise" or claim["time_to"] is None:
        return quote(value)
    return f"{quote(value.rsplit(' by ', 1)[0])}, due by {tell_due(claim, clock)}"


def tell_due(claim: Row, clock: Clock) -> str:
    """Return the last day of a promise: the day before the midnight at which it runs out."""
    last = str(claim["value"]).rsplit(" by ", 1)[-1].strip()
    try:
        return clock.tell_day(date.fromisoformat(last))
    except ValueError:
        due = read_moment(claim["time_to"])
        return clock.tell_day(clock.day_of(due - timedelta(seconds=1))) if due else ""
