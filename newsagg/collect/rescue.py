"""The bytes of a broken feed -> the items that feedparser lost. Pure.

feedparser gives an empty item where a tag inside it was never closed: the title without an end takes the rest of the
item with it. Here an item is whatever stands between two <item> or <entry> tags, and a field ends where it is closed or
where the next field begins.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

_ITEM = re.compile(r"</?(?:\w{1,20}:)?(?:item|entry)\b[^<>]*>", re.I)
_FIELD = re.compile(
    r"<(title|link|guid|id|description|summary|content|content:encoded|pubDate|published|updated|dc:date|dc:creator)"
    r"(?:\s([^<>]*))?>",
    re.I,
)
_NAMES = {
    "guid": "id", "description": "summary", "content:encoded": "content", "pubdate": "published",
    "dc:date": "published", "dc:creator": "author",
}  # fmt: skip


def rescue_items(body: bytes, *, most: int) -> Iterator[dict[str, Any]]:
    """Yield what the items of a feed say, under the names that feedparser uses; the first of each field counts."""
    text = body.decode("utf-8", "replace")
    marks = list(islice(_ITEM.finditer(text), 2 * most))
    for number, mark in enumerate(marks):
        if mark[0].startswith("</") or mark[0].endswith("/>"):
            continue
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        fields = dict(_read_fields(text[mark.end() : end]))
        if fields.get("link") or fields.get("id"):
            yield fields


def _read_fields(block: str) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for tag in _FIELD.finditer(block):
        name = _NAMES.get(tag[1].lower(), tag[1].lower())
        if name in seen:
            continue
        seen.add(name)
        close = block.lower().find(f"</{tag[1].lower()}", tag.end())
        following = _FIELD.search(block, tag.end())
        ends = [at for at in (close, following.start() if following else -1) if at >= 0]
        value = block[tag.end() : min(ends, default=len(block))].strip()
        if value.startswith("<![CDATA["):
            value = value.removeprefix("<![CDATA[").removesuffix("]]>")
        else:
            value = unescape(value)
        href = re.search(r"href\s*=\s*[\"']([^\"'<>]*)", tag[2] or "", re.I)
        if name == "link" and href:
            value = unescape(href[1])
        yield name, [{"value": value}] if name == "content" else value
