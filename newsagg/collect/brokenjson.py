"""The text of a JSON Feed, broken or not -> its items, and what of it was lost. Pure.

JSON that is nearly right (comments, commas too many, control characters in strings) is mended. Of what stays broken,
every item is read that is whole by itself: one that an unescaped quote spoils costs only itself.
"""

import json
import re
from typing import Any

from newsagg.errors import FeedError

_STRING = r'"(?:[^"\\\n]|\\.){0,200000}"'
_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.S)
_SPARE_COMMA = re.compile(rf"({_STRING})|,(?=\s*[\]}},])|(?<=\[),|(?<=\[\s),", re.S)
_ITEM = re.compile(
    r'\{(?=\s*"(?:id|url|external_url|title|summary|content_html|content_text|date_published|date_modified|authors?'
    r'|language|tags|image)"\s*:)'
)
_ITEMS = re.compile(r'"items"\s*:\s*[\[{]')
_TELLING = ("url", "external_url", "title", "content_html", "content_text", "summary")
_decode = json.JSONDecoder(strict=False).raw_decode


def read_items(text: str, *, most: int) -> tuple[dict[str, Any], list[Any], str]:
    """Return the feed's own fields, its items (at most so many), and what was wrong, in words; "" when nothing was.

    Raises FeedError when it is no JSON Feed, or when no item can be read.
    """
    text = text.lstrip("\ufeff \t\r\n")
    try:
        document, wrong = json.loads(text), ""
    except (ValueError, RecursionError) as error:
        document, wrong = _mend(text), f"is broken JSON ({str(error)[:80]})"
    if isinstance(document, dict) and (items := _list_of(document.get("items"))) is not None:
        return document, items[:most], wrong
    if not wrong:
        raise FeedError("is JSON, but no JSON Feed", hint="a status page's JSON needs a format in the list")
    items = _read_one_by_one(text, most)
    if not items:
        raise FeedError(f"is no JSON: {wrong.partition('(')[2][:-1]}")
    begun = len(_ITEM.findall(text, _start_of_items(text))) - len(items)
    told = f"; at least {begun} of its entries could not be read" if 0 < begun < len(items) else ""
    return {}, items, wrong + told


def _list_of(items: Any) -> list[Any] | None:
    if isinstance(items, dict):  # PHP writes a list with holes as an object
        return list(items.values())
    return items if isinstance(items, list) else None


def _mend(text: str) -> Any:
    """Return the document without comments and spare commas, or None."""
    start = text.find("{")
    if start < 0:
        return None
    for mended in (text[start:], _drop(_SPARE_COMMA, _drop(_COMMENT, text[start:]))):
        try:
            document, end = _decode(mended)
        except (ValueError, RecursionError):
            continue
        # What stands behind may be a second feed: then all of it is read one by one.
        return document if not _ITEMS.search(mended, end) else None
    return None


def _drop(what: re.Pattern[str], text: str) -> str:
    return what.sub(lambda found: found[1] or "", text)


def _start_of_items(text: str) -> int:
    found = _ITEMS.search(text)
    return found.end() if found else 0


def _read_one_by_one(text: str, most: int) -> list[Any]:
    found: list[Any] = []
    end = 0
    for opening in _ITEM.finditer(text, _start_of_items(text)):
        if len(found) >= most:
            break
        if opening.start() < end:
            continue
        try:
            item, end = _decode(text, opening.start())
        except (ValueError, RecursionError):
            continue
        # Of an item that is broken, its attachments and authors may be whole: they are no entries.
        if any(item.get(name) for name in _TELLING) and not {"mime_type", "avatar", "items"} & item.keys():
            found.append(item)
    return found
