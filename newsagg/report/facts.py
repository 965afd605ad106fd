"""What is claimed of one incident -> what happened, when, why, who was hit, what was offered, and who says so. Pure.

Every sentence names its speaker. What sources contradict each other on is left to ``disputes.py``. That nobody gives a
cause is the usual case, and said in so many words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsagg.report.edition import Fact, Said, Words
from newsagg.report.moments import Clock, spell, tell_length
from newsagg.report.phrases import Row, is_start_claimed, join_names, read_moment, tell_marks
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
MOST_SENTENCES = 4
MOST_QUOTES = 3
MOST_VALUES = 5
_UNDISCLOSED = "undisclosed"


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
    told.sort(key=lambda c: plain(c["quote"]) in title or c["start"] == 0)
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
    else:
        yield "No source says that it is over."


def _tell_why(known: Known) -> Fact:
    if "cause" in known.disputed:
        return _make("why", ["Sources disagree on the cause."], ())
    causes = known.of("cause")
    if not causes:
        return _make("why", ["No source gives a cause."], ())
    words, used = [], []
    for group in group_by_value(causes)[:MOST_SENTENCES]:
        words.append(tell_cause(group))
        used.append(group[0])
    if all(c["categories"] == _UNDISCLOSED or c["stance"] == "denied" for c in causes):
        words.append("No source gives a cause.")
    return _make("why", words, quote_each(used, MOST_QUOTES))


def tell_cause(group: Sequence[Row]) -> str:
    """Return who gives, doubts or denies a cause, as a sentence."""
    claim = group[0]
    names, many = name_voices(group)
    names = close(names)
    if claim["categories"] == _UNDISCLOSED:
        return f"{names} did not say why."
    value = quote(_cut(claim["value"]))
    marks = tell_marks(claim).replace("other", "").strip(" ,")
    aside = f" ({marks})" if marks else ""
    verb = {
        "asserted": ("gives", "give"),
        "hedged": ("thinks that it may have been", "think that it may have been"),
        "denied": ("denies that it was", "deny that it was"),
        "questioned": ("asks whether it was", "ask whether it was"),
        "forecast": ("expects", "expect"),
    }[claim["stance"]][many]
    after = " as the cause" if claim["stance"] == "asserted" else ""
    return f"{names} {verb} {value}{after}{aside}."


def _cut(value: str, most: int = 120) -> str:
    told = plain(value)
    return told if len(told) <= most else told[: most - 2].rsplit(" ", 1)[0] + " …"


def _tell_hit(known: Known) -> Fact:
    words: list[str] = []
    for kind, tell in (("affected_users", _tell_users), ("tracker_reports", _tell_tracker)):
        groups = group_by_value(known.of(kind))
        words.extend(tell(group) for group in groups[:2])
    for kind, lead in (("affected_customer", "Named as hit"), ("affected_region", "Where")):
        listed = _list_values([c for c in known.of(kind) if not denies(c)])
        words.extend([f"{lead}: {listed}."] if listed else [])
    for claim in known.of("data_loss")[:2]:
        name = name_source(claim)
        verb = _verb(name, "denies", "deny") if denies(claim) else _verb(name, "tells of", "tell of")
        words.append(
            f"{close(name)} {verb} {'that data was lost' if denies(claim) else 'data lost or out of reach'}."
        )
    for claim in known.of("financial_impact")[:1]:
        name = name_source(claim)
        cost = (
            f"puts the cost at {plain(claim['value'])}"
            if claim["number_from"] is not None
            else "speaks of losses"
        )
        words.append(
            f"{close(name)} {cost if not is_plural(name) else cost.replace('puts', 'put').replace('speaks', 'speak')}."
        )
    shown = known.of(
        "affected_users", "affected_customer", "data_loss", "financial_impact", "tracker_reports"
    )
    return _make("hit", words[: MOST_SENTENCES + 1], quote_each(shown, MOST_QUOTES))


def _tell_users(group: Sequence[Row]) -> str:
    claim, (names, many) = group[0], name_voices(group)
    names = close(names)
    firm = {"hedged": ", with caution,", "forecast": ", in advance,"}.get(claim["stance"], "")
    value = plain(claim["value"])
    if claim["stance"] == "denied":
        return f"{names} {'deny' if many else 'denies'} that {value} were hit."
    if claim["unit"] == "percent":
        return f"{names}{firm} {'put' if many else 'puts'} the share hit at {value}."
    return f"{names}{firm} {'speak' if many else 'speaks'} of {value}."


def _tell_tracker(group: Sequence[Row]) -> str:
    claim, (names, many) = group[0], name_voices(group)
    names = close(names)
    kind = {"peak": " at the peak", "at_time": " at one time", "total": " in all"}.get(
        claim["count_kind"] or "", ""
    )
    verb = "counted" if claim["role"] == "tracker" else ("tell of" if many else "tells of")
    return f"{names} {verb} {plain(claim['value'])}{kind}."


def _list_values(claims: Sequence[Row]) -> str:
    told = []
    for group in group_by_value(claims):
        voices, _ = name_voices(group)
        firm = "" if group[0]["stance"] == "asserted" else f", {group[0]['stance']}"
        told.append(
            f"{plain(group[0]['value'])} ({voices.replace(' (as ', ', as ').replace(' tells it)', ' tells it')}{firm})"
        )
    more = len(told) - MOST_VALUES
    return "; ".join(told[:MOST_VALUES]) + (f"; and {spell(more)} more" if more > 0 else "")


def _tell_offered(known: Known, clock: Clock) -> Fact:
    words = []
    for kind, tell in (
        ("compensation", "tells of compensation"),
        ("promise", ""),
        ("remediation", "tells of a remedy"),
    ):
        by_source: dict[str, list[Row]] = {}
        for claim in known.of(kind):
            if not denies(claim):
                by_source.setdefault(name_source(claim), []).append(claim)
        for name, claims in list(by_source.items())[:2]:
            verb = tell or _verb_of_promise(claims[0])
            verb = (
                verb if not is_plural(name) else verb.replace("tells", "tell").replace("promises", "promise")
            )
            values = "; ".join(dict.fromkeys(_tell_offer(c, clock) for c in claims[:2]))
            words.append(f"{close(name)} {verb}: {values}.")
    shown = [c for c in known.of("compensation", "promise", "remediation") if not denies(c)]
    return _make("offered", words, quote_each(shown, MOST_QUOTES))


def _verb_of_promise(claim: Row) -> str:
    own = (
        claim["role"] in {"vendor_official", "vendor_unnamed", "status_page"}
        and claim["stance"] != "forecast"
    )
    return "promises" if own else "expects"


def _tell_offer(claim: Row, clock: Clock) -> str:
    value = plain(claim["value"])
    due = read_moment(claim["time_to"]) if claim["type"] == "promise" else None
    if due is None:
        return quote(_cut(value))
    return f"{quote(_cut(value.rsplit(' by ', 1)[0]))}, due by {tell_due(claim, clock)}"


def tell_due(claim: Row, clock: Clock) -> str:
    """Return the last day of a promise: the day before the midnight at which it runs out."""
    from datetime import date, timedelta

    last = str(claim["value"]).rsplit(" by ", 1)[-1].strip()
    try:
        return clock.tell_day(date.fromisoformat(last))
    except ValueError:
        due = read_moment(claim["time_to"])
        return clock.tell_day(clock.day_of(due - timedelta(seconds=1))) if due else ""
