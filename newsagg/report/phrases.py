"""Stored values -> the short words that people read: times, spans, lengths, who says it, how firmly. Pure.

Rows are those of the analysts' views (``incident_summary``, ``claim_ledger``), times as ISO 8601 text in UTC.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

Row = Mapping[str, Any]

# A start that nobody claims is kept as the twelve hours before the first report: merge/headline.py.
_UNCLAIMED = timedelta(hours=12)
# Ends of one day, to the second, as times without a clock are kept.
_DAY = timedelta(hours=23, minutes=59)
_CLOCK_CHANGE = timedelta(hours=1, minutes=1)

# As merging settles what is silent.
_SILENT = timedelta(days=7)
# "About six hours" is kept with a little on both sides; what is wider than a quarter is a range.
_NEAR = 1.25

STANCES = {
    "asserted": "says",
    "hedged": "says with caution",
    "denied": "denies",
    "questioned": "asks",
    "forecast": "expects",
}
TYPE_NAMES = {
    "cause": "Cause",
    "trigger": "Trigger",
    "start_time": "Start",
    "end_time": "End",
    "duration": "Duration",
    "status": "Status",
    "affected_service": "Services that failed",
    "affected_region": "Regions",
    "affected_users": "Users",
    "tracker_reports": "Reports to trackers",
    "affected_customer": "Customers hit",
    "symptom": "Symptoms",
    "data_loss": "Data lost",
    "compensation": "Compensation",
    "remediation": "Remedy",
    "promise": "Promised",
    "acknowledged_at": "Acknowledged",
    "financial_impact": "Money",
    "prior_incident": "Earlier outages",
    "apology": "Apology",
}


def clean(text: object) -> str:
    """Return the text without control, escape and direction characters; line breaks become spaces."""
    told = str(text)
    if told.isprintable():  # nearly every text; letter by letter a megabyte takes a second
        return told
    parts = []
    for character in told:
        if character in "\n\r\t\u2028\u2029":
            parts.append(" ")
        elif unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}:
            parts.append(character)
    return "".join(parts)


def read_moment(text: str | None) -> datetime | None:
    """Return the aware time that a stored text stands for; None for none."""
    return datetime.fromisoformat(text) if text else None


def tell_moment(moment: datetime, zone: tzinfo = UTC) -> str:
    """Return a time to the minute in a zone, without the zone's name."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def tell_span(first: datetime | None, last: datetime | None, zone: tzinfo = UTC) -> str:
    """Return an interval as people say it: an instant, a day, or about when; empty for none."""
    if first is None or last is None:
        known = first or last
        return tell_moment(known, zone) if known else ""
    if first >= last:
        return tell_moment(first, zone)
    if (
        _DAY - _CLOCK_CHANGE <= last - first <= _DAY + _CLOCK_CHANGE
    ):  # a day of some place, whose zone need not be the reader's
        return f"{(first + (last - first) / 2).astimezone(zone):%Y-%m-%d}"
    if last - first >= _DAY:
        begin, end = (
            f"{moment.astimezone(zone):%Y-%m-%d}" for moment in (first, last - timedelta(seconds=1))
        )
        return begin if begin == end else f"{begin} to {end}"
    return f"~{tell_moment(first, zone)}"


def tell_interval(first: datetime | None, last: datetime | None, zone: tzinfo = UTC) -> str:
    """Return an interval for running text: as :func:`tell_span`, but with both ends where it is part of a day."""
    if first is None or last is None or not timedelta(0) < last - first < _DAY:
        return tell_span(first, last, zone)
    begin, end = first.astimezone(zone), last.astimezone(zone)
    if begin.date() == end.date():
        return f"{begin:%Y-%m-%d} between {begin:%H:%M} and {end:%H:%M}"
    return f"between {tell_moment(first, zone)} and {tell_moment(last, zone)}"


def tell_start(row: Row, zone: tzinfo = UTC) -> str:
    """Return when an incident began: ``≤`` before the first report's time when nobody gave a start."""
    first, last = read_moment(row["started"]), read_moment(row["started_latest"])
    reported = read_moment(row["first_reported_at"])
    if is_start_claimed(row):
        return tell_span(first, last, zone)
    known = reported or last
    return f"≤{tell_moment(known, zone)}" if known else ""


def is_start_claimed(row: Row) -> bool:
    """Say whether somebody gave the start of an incident, or only the first report bounds it."""
    first, last = read_moment(row["started"]), read_moment(row["started_latest"])
    reported = read_moment(row["first_reported_at"])
    if first is None or last is None:
        return first is not None
    return not (last == reported and last - first == _UNCLAIMED)


def tell_minutes(minutes: float | None) -> str:
    """Return a length for a table: 45 min, 6 h 20, 2.5 d; empty for none."""
    if minutes is None:
        return ""
    if minutes < 1:
        return "<1 min"
    whole = round(minutes)
    if whole < 90:
        return f"{whole} min"
    if whole < 48 * 60:
        hours, rest = divmod(whole, 60)
        return f"{hours} h {rest:02}" if rest else f"{hours} h"
    days = whole / 1440
    return f"{days:.0f} d" if abs(days - round(days)) < 0.05 else f"{days:.1f} d"


def tell_length(row: Row) -> str:
    """Return how long an incident lasted, as exactly as somebody said it: about 6 h, over 12 h, 10 to 24 h, 3 h 10."""
    low, high, how = row["duration_minutes"], row["duration_most"], row["duration_precision"]
    if low is None:
        return ""
    if how == "at_most":
        return f"under {tell_minutes(high if high is not None else low)}"
    if how == "at_least" or high is None:
        return f"over {tell_minutes(low)}"
    if how == "about" and high <= low * _NEAR:
        return f"about {tell_minutes((low + high) / 2)}"
    begin, end = tell_minutes(low), tell_minutes(high)
    if begin == end:
        return f"about {begin}" if how in {"about", "vague"} else begin
    number, _, unit = begin.partition(" ")
    return f"{number if end.endswith(f' {unit}') else begin} to {end}"


def tell_stage(row: Row, now: datetime | None = None) -> str:
    """Return how far an incident has come, by its line; of one that nobody has told of for a week, and whose end nobody
    told, only that. Empty until described."""
    lifecycle = row["lifecycle"] or ""
    if lifecycle in {"resolved", "postmortem"} or not lifecycle:
        return lifecycle
    if row["ended"] is not None:
        return "over"
    # Silence settles; a guess is one report, and is never settled.
    reported = read_moment(row["first_reported_at"])
    old = now is not None and reported is not None and now - reported > _SILENT
    if row["state"] == "settled" or (row["state"] == "candidate" and old):
        return "end not told"
    return str(lifecycle)


def shorten(text: str, width: int) -> str:
    """Return the text in at most ``width`` characters, cut at a word where one ends near enough."""
    if len(text) <= width:
        return text
    cut = text[: max(width - 1, 1)]
    space = len(cut) if text[len(cut)] == " " else cut.rfind(" ")
    return (cut[:space] if space > width * 2 // 3 else cut).rstrip(" ,;:–-") + "…"


def name_speaker(claim: Row) -> str:
    """Return who speaks, as people would name it: the status page is the vendor's."""
    name: str = claim["speaker"]
    if claim["role"] == "status_page" and "status" not in name.casefold():
        return f"{name}' status page" if name.endswith("s") else f"{name}'s status page"
    return name


def name_voices(claims: Sequence[Row], name: Callable[[Row], str] = name_speaker) -> str:
    """Return who stands behind the first claim's value; of copies of one text only the first is named."""
    origins: dict[object, str] = {}
    for claim in claims:
        if claim["value"] == claims[0]["value"]:
            origins.setdefault((claim["origin_article_id"], claim["role"]), name(claim))
    return join_names(list(origins.values()), most=3)


def tell_chain(claim: Row) -> str:
    """Return how a second-hand word came to us: ``Lantern Ledger says that TechCrunch says``; empty at first hand."""
    links = [link for link in str(claim["chain"] or "").split(" > ") if link]
    if not claim["second_hand"]:
        return ""
    if len(links) < 2:
        links = [claim["outlet"], claim["speaker"]]
    return " that ".join(f"{link} says" for link in links)


def tell_marks(claim: Row) -> str:
    """Return what comparable things a claim's value names: categories of a cause, its trigger, what a figure counts."""
    marks = [*(claim["categories"] or "").split(", ")] if claim["type"] == "cause" else []
    if claim["cause_trigger"] and claim["type"] in {"cause", "trigger"}:
        marks.append(f"during {claim['cause_trigger']}")
    if claim["count_kind"]:
        marks.append(claim["count_kind"])
    if claim["excluded"]:
        marks.append("said to be not affected")
    return ", ".join(mark.replace("_", " ") for mark in marks if mark)


def tell_value(claim: Row) -> str:
    """Return what a claim says, with its marks in brackets."""
    told = tell_marks(claim)
    return f"{claim['value']} [{told}]" if told else str(claim["value"])


def join_names(names: Sequence[str], *, most: int = 5) -> str:
    """Return names as a list in words: a, b and c; beyond ``most`` the rest is counted."""
    unique = list(dict.fromkeys(names))
    if len(unique) > most:
        return f"{', '.join(unique[: most - 1])} and {len(unique) - most + 1} more"
    return " and ".join(filter(None, [", ".join(unique[:-1]), *unique[-1:]]))


def count_words(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 incident, 2 incidents, no incidents."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
