"""Templates and what every template may call -> pages. Reads the package's own files, once.

The rim where texts from the web become HTML: each is escaped, and loses control and direction characters, whatever
the template forgets.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newsagg.report.phrases import (
    count_words,
    read_moment,
    shorten,
    tell_minutes,
    tell_moment,
)

TEMPLATES = Path(__file__).parent / "templates"
SHARED = TEMPLATES / "shared"
"""What our pages and Datasette's have in common: the head of the page."""

# Control characters but for tab and line break, soft hyphens, direction marks and overrides, separators that end
# a line in some programs, invisible joiners, private use, lone surrogates.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff]|[\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Longer than any sentence that a page shows; a title of 100 kB is cut here.
LONGEST_TEXT = 2_000


def drop_obeyed(text: str) -> str:
    """Return a text without characters that browsers obey."""
    return _OBEYED.sub("", text)


def harmless(value: object) -> object:
    """Return a value for a page: texts without characters that browsers obey, cut; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return shorten(_OBEYED.sub("", value), LONGEST_TEXT)
    return value


def web(url: object) -> str:
    """Return an address from the web if it is one of http or https, else nothing."""
    text = _OBEYED.sub("", str(url or "")).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname and len(text) < 2_000 else ""


def words(value: object) -> str:
    """Return a value of a closed list as words."""
    return str(value or "").replace("_", " ")


def moment(value: object) -> str:
    """Return a time of the record to the minute, UTC."""
    at = value if isinstance(value, datetime) else read_moment(str(value)) if value else None
    return tell_moment(at) if at else ""


def day(value: object) -> str:
    """Return a time of the record as its day, UTC."""
    return moment(value)[:10]


def segment(value: object) -> str:
    """Return a text as one segment of a path."""
    return quote(str(value), safe="")


def make_templates() -> Environment:
    """Return the environment that all pages are made in."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    calls: dict[str, Any] = {
        "web": web,
        "count_words": count_words,
        "segment": segment,
    }
    environment.globals.update(calls)
    environment.filters.update(
        words=words,
        moment=moment,
        day=day,
        minutes=tell_minutes,
        short=lambda text, width: shorten(str(text), width),
    )
    return environment
