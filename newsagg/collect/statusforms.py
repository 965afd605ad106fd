"""What every reader of a status page yields: incidents with timed updates; and how rows of JSON are asked. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsagg.collect.feedtimes import read_time
from newsagg.collect.plain import drop_controls

MOST_INCIDENTS, MOST_UPDATES, MOST_COMPONENTS = 1_000, 200, 200
"""Per feed, incident and update: bounds against floods, and not measured ones; AWS named 142 services in one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update as a vendor wrote it: ``body`` may still be markup, ``state`` is the vendor's word."""

    at: datetime
    state: str
    body: str
    impact: str = ""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident or maintenance of a status page, in whatever format it came."""

    key: str
    """The vendor's id."""
    title: str
    link: str
    begun: datetime | None
    """When the vendor opened it: its filing, which says nothing of when things broke."""
    updates: list[Update] = field(default_factory=list)
    started: datetime | None = None
    ended: datetime | None = None
    """When things broke and were well again, where the format has fields for the vendor to say so."""
    planned_from: datetime | None = None
    planned_to: datetime | None = None
    """The announced window of a maintenance."""
    regions: tuple[str, ...] = ()


def read_json(body: bytes) -> Any:
    """Return what JSON says; JSONP and UTF-16 too (Apple and AWS publish such).

    Raises ValueError when it is none.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            text = body.decode(encoding, "replace")
            break
    else:
        wide = len(body) > 3 and 0 in body[:2]  # no mark, and every second byte is zero
        text = body.decode(("utf-16-be" if body[0] == 0 else "utf-16-le") if wide else "utf-8-sig", "replace")
    text = text.strip().lstrip("\ufeff")
    opened = text.find("(", 0, 80)
    if opened >= 0 and text.rstrip("; \r\n").endswith(")") and not text.startswith(("{", "[", '"')):
        text = text.rstrip("; \r\n")[opened + 1 : -1]
    return json.loads(text)


def rows_of(value: Any) -> list[dict[str, Any]]:
    """Return the rows of a list; what is no row, or no list, is left out."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def table_of(value: Any) -> dict[str, Any]:
    """Return a table; an empty one for whatever is none."""
    return value if isinstance(value, dict) else {}


def text_of(row: Mapping[str, Any], *names: str) -> str:
    """Return the first of the named fields that says something, as text."""
    found = (row[name] for name in names if row.get(name) and not isinstance(row[name], dict | list))
    return drop_controls(str(next(found, "")))


def time_of(row: Mapping[str, Any], *names: str) -> datetime | None:
    """Return the first of the named fields that holds a time."""
    return next((at for name in names if (at := read_time(row.get(name)))), None)


def names_of(value: Any, *fields: str) -> tuple[str, ...]:
    """Return the names in a list of rows or texts, each once."""
    listed = value if isinstance(value, list) else []
    names = (
        text_of(part, *fields) if isinstance(part, dict) else drop_controls(str(part)) for part in listed
    )
    return tuple(dict.fromkeys(name for name in names if name and name != "None"))[:MOST_COMPONENTS]
