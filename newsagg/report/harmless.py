"""An Edition as it was kept -> the same Edition, fit to be shown to people. Pure.

Every text in it may come from a stranger: it leaves on one line, without what a terminal or a mailbox would obey, and
no longer than a reader reads; of addresses only those of the web stay. What HTML means is escaped by the templates.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from newsagg.report.edition import Edition, Run
from newsagg.report.phrases import clean, shorten
from newsagg.report.saying import plain

# A heading of three lines at 600 pixels; news titles end at about 120.
LONGEST_NAME = 200
# Three times the longest sentence that the demo's editions hold.
LONGEST_SENTENCE = 600
# A quote is one to three sentences; the whole stands in the record.
LONGEST_QUOTE = 420
# Browsers and mail programs cut addresses beyond about two thousand characters.
LONGEST_ADDRESS = 2000
# Nothing beyond is looked at: a text has no more blanks and marks than letters.
_READ = 4 * LONGEST_SENTENCE
# Code points that are no characters: no HTML and no XML may hold them.
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_ADDRESSES = {"url", "archive_url"}
_SENTENCES = {"intro", "filters", "rule", "words"}
_KEPT = TypeVar("_KEPT")


def make_harmless(edition: Edition) -> Edition:
    """Return the edition with every text on one line and capped, and with no address but those of the web."""
    return _walk(edition, "")


def web_address(url: str) -> str:
    """Return an address that a reader may be sent to, or nothing: http and https with a host, and no blank in it."""
    if len(url) > LONGEST_ADDRESS:
        return ""
    told = url.strip()
    if told != clean(told) or _NO_CHARACTERS.search(told) or re.search(r"[\s<>\"\\]", told):
        return ""
    try:
        parts = urlsplit(told)
        host = parts.hostname
    except ValueError:
        return ""
    return told if parts.scheme in {"http", "https"} and host else ""


def shorten_quote(quote: str) -> str:
    """Return a quote that a digest has room for: cut after a sentence where one ends, and marked where it is cut."""
    told = plain(_NO_CHARACTERS.sub("", quote[:_READ]))
    if len(told) <= LONGEST_QUOTE:
        return told
    head = told[:LONGEST_QUOTE]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if end > LONGEST_QUOTE // 2:
        return f"{head[: end + 1]} […]"
    return f"{shorten(told, LONGEST_QUOTE).rstrip('…')} […]"


def _walk(kept: _KEPT, name: str) -> _KEPT:
    told: Any = kept
    if isinstance(kept, str):
        told = _mend(kept, name)
    elif isinstance(kept, tuple):
        told = tuple(_walk(part, name) for part in kept)
    elif isinstance(kept, Run):
        # Its blanks part it from its neighbours.
        text = re.sub(r"\s+", " ", clean(_NO_CHARACTERS.sub("", kept.text[:_READ])))
        told = replace(kept, text=text[:LONGEST_SENTENCE], url=web_address(kept.url))
    elif is_dataclass(kept) and not isinstance(kept, type):
        told = replace(
            kept, **{field.name: _walk(getattr(kept, field.name), field.name) for field in fields(kept)}
        )
    result: _KEPT = told
    return result


def _mend(text: str, name: str) -> str:
    if name in _ADDRESSES:
        return web_address(text)
    if name == "quote":
        return shorten_quote(text)
    return shorten(
        plain(_NO_CHARACTERS.sub("", text[:_READ])), LONGEST_SENTENCE if name in _SENTENCES else LONGEST_NAME
    )
