"""A hand-written status page and what feeds.toml declares of it -> incidents with their updates. Pure.

A row of the feed list with ``format = "html"`` has a table that says where things stand, as CSS selectors:

    [feed.page]
    incident = "section.incident"     each incident; all other places are looked for inside it
    title = "h3"
    time = "time@datetime"            "selector@attribute" reads an attribute in place of the text
    text = ".message"
    update = "li.update"              optional: each update of an incident; time, text and status are then inside it
    status = ".badge"                 optional: the state in the vendor's word; else the text's own words tell it
    link = "a@href"                   optional
    components = ".affected li"       optional: every place that it finds is one
    zone = "Europe/Berlin"            of times that name none; UTC when left out
    dates = "day-first"               or month-first: how 03/02/2026 is meant; needed only where such are written

Read in a worker process that can be killed: BeautifulSoup and soupsieve hang on some pages as every library does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import soupsieve
from bs4 import BeautifulSoup, Tag

from newsagg.collect.feedtimes import read_time
from newsagg.collect.markup import decode_page, tame_markup
from newsagg.collect.plain import read_line, read_text
from newsagg.collect.statusforms import MOST_COMPONENTS, MOST_INCIDENTS, MOST_UPDATES, Incident, Update
from newsagg.collect.statuswords import guess_state, says_planned
from newsagg.errors import DataFileError
from newsagg.model import Feed

REQUIRED = ("incident", "title", "time", "text")
PLACES = (*REQUIRED, "update", "status", "link", "components")
OPTIONS = ("zone", "dates")
_DATE_ORDERS = ("day-first", "month-first")
_NUMBERS = re.compile(
    r"(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<year>\d{4})\D{1,12}?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)"
    r"(?:[:.]\d\d)?\s*(?P<half>[ap]\.?m\.?)?",
    re.I,
)
_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b(?:UTC|GMT|[A-Z]{3,4}T|MEZ|MESZ|BST)(?:[+-]\d{1,2})?\)?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a selector, and the attribute that holds it; its text where there is none."""

    selector: str
    attribute: str = ""


def check_declaration(told: Mapping[str, str], *, where: str) -> None:
    """Say what is wrong with the declaration of a page.

    Raises DataFileError naming the key.
    """
    unknown = sorted(set(told) - set(PLACES) - set(OPTIONS))
    missing = [name for name in REQUIRED if not told.get(name, "").strip()]
    if unknown or missing:
        raise DataFileError(
            f"page: unknown keys: {', '.join(unknown) or 'none'}; missing: {', '.join(missing) or 'none'}",
            subject=where,
            hint=f"a page has {', '.join(PLACES + OPTIONS)}",
        )
    for name in (name for name in PLACES if name in told):
        place = read_place(told[name])
        try:
            soupsieve.compile(place.selector)
        except (soupsieve.SelectorSyntaxError, ValueError, TypeError) as error:
            reason = str(error).partition("\n")[0]
            raise DataFileError(
                f"page: {name} = {told[name]!r} is no CSS selector: {reason}", subject=where
            ) from error
        if place.attribute and not re.fullmatch(r"[A-Za-z_:][\w:.-]{0,60}", place.attribute):
            raise DataFileError(f"page: {name}: {place.attribute!r} is no attribute's name", subject=where)
        if place.attribute and name in ("incident", "update"):
            raise DataFileError(f"page: {name} names a part of the page, and no attribute", subject=where)
    try:
        ZoneInfo(told.get("zone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DataFileError(
            f"page: no such time zone: {told['zone']!r}", subject=where, hint="such as Europe/Berlin"
        ) from error
    if told.get("dates", _DATE_ORDERS[0]) not in _DATE_ORDERS:
        raise DataFileError(
            f"page: dates = {told['dates']!r} is none of {', '.join(_DATE_ORDERS)}", subject=where
        )


def read_place(told: str) -> Place:
    """Return the place that "selector@attribute" names; an @ inside of brackets belongs to the selector."""
    found = re.fullmatch(r"(.*?)@([^@\]\"']{1,80})", told.strip(), re.S)
    return (
        Place(selector=found[1].strip() or ":scope", attribute=found[2].strip())
        if found
        else Place(selector=told.strip())
    )


def read_declared_page(feed: Feed, body: bytes) -> Iterator[Incident]:
    """Yield the incidents of a page as its row of the feed list declares them.

    Raises ValueError when the page has no incident and none of the other places either: then it was built anew, and
    the declaration must follow.
    """
    told = dict(feed.page)
    places = {name: read_place(told[name]) for name in PLACES if told.get(name)}
    soup = BeautifulSoup(tame_markup(decode_page(body, "text/html")), "lxml")
    blocks = soup.select(places["incident"].selector, limit=MOST_INCIDENTS)
    if not blocks and not any(soup.select_one(places[name].selector) for name in REQUIRED[1:]):
        raise ValueError("none of the declared places is on the page: was it built anew?")
    for block in blocks:
        title = read_line(_one(block, places["title"]), limit=500)
        parts = block.select(places["update"].selector, limit=MOST_UPDATES) if "update" in places else [block]
        # An incident without updates yet still has its own words.
        updates = [
            update for part in parts or [block] if (update := _read_update(part, block, places, told, title))
        ]
        link = _one(block, places["link"]) if "link" in places else ""
        if not updates:
            continue
        first = min(update.at for update in updates)
        yield Incident(
            key=link.strip() or sha256(f"{title}\n{first.isoformat()}".encode()).hexdigest()[:32],
            title=title,
            link=link.strip(),
            begun=first,
            updates=updates,
        )


def _read_update(
    part: Tag, block: Tag, places: Mapping[str, Place], told: Mapping[str, str], title: str
) -> Update | None:
    at = read_local_time(_one(part, places["time"]) or _one(block, places["time"]), told)
    found = part.select_one(places["text"].selector)
    text = read_text(
        _one(part, places["text"]) if places["text"].attribute else str(found or ""), limit=50_000
    )
    if at is None or not text:
        return None
    state = (
        read_line(_one(part, places["status"]) or _one(block, places["status"]), limit=60)
        if "status" in places
        else ""
    )
    if not state:
        state = "scheduled" if says_planned(title) else guess_state(text)
    names: list[str] = []
    if "components" in places:
        place = places["components"]
        hit = part.select(place.selector, limit=MOST_COMPONENTS) or block.select(
            place.selector, limit=MOST_COMPONENTS
        )
        names = [read_line(_text(tag, place), limit=200) for tag in hit]
    return Update(at=at, state=state, body=text, components=tuple(name for name in names if name))


def _one(part: Tag, place: Place) -> str:
    found = part if place.selector == ":scope" else part.select_one(place.selector)
    return _text(found, place) if found is not None else ""


def _text(tag: Tag, place: Place) -> str:
    value = tag.get(place.attribute, "") if place.attribute else tag.get_text(" ", strip=True)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def read_local_time(written: str, told: Mapping[str, str]) -> datetime | None:
    """Return the time that a page wrote, in UTC; one that names no zone is in the declared zone."""
    text = " ".join(written.replace(" ", " ").replace(" ", " ").split())[:80]
    text = re.sub(r"\s+(?:at|um|à|a las|às)\s+(?=\d)|\s*[·|@]\s*(?=\d)", " ", text)
    text = re.sub(r"(?<=\d) ?(?:Uhr|h)\b|(?<=\d)(?:st|nd|rd|th)\b", "", text)
    numbers = _NUMBERS.search(text)
    if numbers:
        day, month = (
            (numbers["a"], numbers["b"])
            if told.get("dates", "day-first") == "day-first"
            else (numbers["b"], numbers["a"])
        )
        hour = int(numbers["hour"])
        if numbers["half"]:
            hour = hour % 12 + (12 if numbers["half"][0] in "pP" else 0)
        rest = text[numbers.end() :].strip(" ,()")
        text = f"{numbers['year']}-{int(month):02}-{int(day):02} {hour:02}:{numbers['minute']}" + (
            rest if _HAS_ZONE.fullmatch(rest) and rest[0] in "Z+-" else ""
        )
        if rest and _HAS_ZONE.fullmatch(rest) and rest[0] not in "Z+-":
            names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
            if 1 <= int(month) <= 12:
                return read_time(
                    f"{day} {names[int(month) - 1]} {numbers['year']} {hour}:{numbers['minute']} {rest}"
                )
    found = read_time(text)
    if found is None or _HAS_ZONE.search(text) or re.fullmatch(r"[\d.]+", text):
        return found
    try:
        return found.replace(tzinfo=ZoneInfo(told.get("zone") or "UTC")).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
