"""Markup of feeds and status pages -> plain text. Pure.

The words stay as they were published, typographic quotes and all; only markup, control characters and runs of white
space go.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree, html

LONGEST_MARKUP = 500_000
"""Characters of one field that are looked at: five times what an entry keeps of its content."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "head", "form", "button"]
)
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "p div li ul ol dl dt dd tr table h1 h2 h3 h4 h5 h6 blockquote pre section article header footer figure "
        "figcaption hr main aside nav details summary tbody thead",
    )
)
_TRAILER = re.compile(
    r"(?:read (?:more|on|the (?:full|rest))|continue reading|keep reading|view (?:full|entire)|comments?$"
    r"|\[?(?:…|\.\.\.)\]?$|the post .{0,200} (?:appeared|first appeared)|weiterlesen|mehr lesen"
    r"|lire (?:la suite|plus)|leer más|seguir leyendo)",
    re.I,
)
"""How the last paragraph of a summary begins that only leads to the page."""


def has_markup(text: str) -> bool:
    """Return whether a text holds something that looks like a tag."""
    return bool(_TAG.search(text))


def drop_controls(text: str) -> str:
    """Return a text without the characters that no published text means: control characters, lone surrogates."""
    return _CONTROL.sub("", text)


def read_line(text: str, *, limit: int, markup: bool = True) -> str:
    """Return a title or summary as one line of plain text, cut at a word to ``limit`` characters."""
    return cut_at_word(" ".join(" ".join(read_paragraphs(text, markup=markup)).split()), limit)


def read_text(text: str, *, limit: int) -> str:
    """Return a text as paragraphs parted by blank lines, cut at a paragraph to ``limit`` characters."""
    kept: list[str] = []
    size = 0
    for paragraph in read_paragraphs(text):
        size += len(paragraph) + 2
        if size > limit and kept:
            break
        kept.append(cut_at_word(paragraph, limit))
    return "\n\n".join(kept)


def read_paragraphs(text: str, *, markup: bool = True) -> list[str]:
    """Return the paragraphs of a text without tags; those at its end that only lead to the page are left out."""
    text = drop_controls(text[:LONGEST_MARKUP])
    if markup and has_markup(text):
        try:
            root = html.fragment_fromstring(text, create_parent="div")
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            text = _TAG.sub(" ", text)
        else:
            text = "".join(_walk(root))
    if _ENTITY.search(text):  # feeds that escape twice
        text = drop_controls(unescape(text))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n[ \t\r\xa0]*\n", text)]
    paragraphs = [part for part in paragraphs if part]
    while len(paragraphs) > 1 and len(paragraphs[-1]) < 250 and _TRAILER.match(paragraphs[-1]):
        paragraphs.pop()
    return [] if len(paragraphs) == 1 and re.fullmatch(r"comments?", paragraphs[0], re.I) else paragraphs


def cut_at_word(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of a text, ended by … where something was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip() + "…"


def _walk(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
                continue
            yield from _edge(node.tag)
            yield _squeeze(node.text)
            continue
        if event == "end" and node.tag not in _SILENT:
            yield from _edge(node.tag if node.tag != "br" else "")
        if node is not root:
            yield _squeeze(node.tail)


def _edge(tag: str) -> Iterator[str]:
    if tag == "br":
        yield "\n"
    elif tag in _BLOCKS:
        yield "\n\n"
    elif tag in ("td", "th"):
        yield " "


def _squeeze(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
