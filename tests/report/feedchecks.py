"""What a feed must pass before anybody is sent to it: schemas, and the readers' own libraries."""

import io
import json
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
from icalendar import Calendar
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"


def check_atom(data: bytes) -> Any:
    """Return what feedparser reads, once it stands against RFC 4287 and nothing in it was mended."""
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    schema.assertValid(etree.fromstring(data))
    found = feedparser.parse(io.BytesIO(data))
    assert not found.bozo, found.get("bozo_exception")
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    return found


def check_json_feed(data: bytes) -> Any:
    """Return the feed, once it stands against JSON Feed 1.1."""
    feed = json.loads(data)
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "jsonfeed.json").read_text("utf-8"))).validate(feed)
    return feed


def check_icalendar(data: bytes) -> list[Any]:
    """Return the events, once the calendar comes back from the library as it went in, and lines are as RFC 5545 has."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    assert calendar.to_ical() == data
    assert not calendar.errors
    events = list(calendar.walk("VEVENT"))
    for event in events:
        assert not event.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"):
            assert name in event
        if "DTEND" in event:
            assert event.decoded("DTEND") > event.decoded("DTSTART")
    assert len({str(event["UID"]) for event in events}) == len(events)
    return events
