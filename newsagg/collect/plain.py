"""Markup of feeds and status pages -> plain text. Pure.

The words stay as they were published, typographic quotes and all; only markup, control characters and runs of white
space go.
"""

import re
from html import unescape
from typing import Any

from lxml import etree

LONGEST_MARKUP = 500_000
"""Characters of one field that are looked at: five times what an entry keeps of its content."""

_MORE_THAN_WORDS = re.compile(r"[<&\n\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BREAK = "\x1e"
"""Stands for a line break until white space is squeezed; drop_controls() leaves none in any text."""
_SPACES = re.compile(r"[ \t\r\n]+")
_GAP = re.compile(r"\n[ \t\r\xa0]*\n")
_WHOLE = re.compile(r"\s*<(?:html|!doctype)", re.I)
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
    if not _MORE_THAN_WORDS.search(text):  # most titles and names
        line = " ".join(text.split())
        return (
            "" if line[:8].lower() in ("comment", "comments") and len(line) < 9 else cut_at_word(line, limit)
        )
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
    if markup and "<" in text and has_markup(text):
        try:
            text = _read_markup(text)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
            text = _TAG.sub(" ", text)
    if "&" in text and _ENTITY.search(text):  # feeds that escape twice
        text = drop_controls(unescape(text))
    paragraphs = [" ".join(part.split()) for part in (_GAP.split(text) if "\n" in text else [text])]
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


def _read_markup(text: str) -> str:
    """Return the text between the tags of a fragment, with line breaks where blocks begin and end, and nowhere else."""
    text = _SPACES.sub(" ", text)
    spelt = "&#" in text
    if not _WHOLE.match(text):
        text = f"<html><body>{text}</body></html>"
    root = etree.fromstring(text, etree.HTMLParser(no_network=True))
    bodies = [] if root is None else root.findall("body")
    if len(bodies) != 1:
        raise ValueError("is no fragment")
    pieces: list[str] = []
    _gather(bodies[0], pieces)
    text = "".join(pieces)
    return (_SPACES.sub(" ", text) if spelt else text).replace(_BREAK, "\n")  # &#10; is white space as well


def _gather(node: Any, pieces: list[str]) -> None:
    if node.text:
        pieces.append(node.text)
    for child in node:
        tag = child.tag
        if tag == "br":
            pieces.append(_BREAK)
        elif tag in _BLOCKS:
            pieces.append(_BREAK * 2)
            _gather(child, pieces)
            pieces.append(_BREAK * 2)
        elif tag in ("td", "th"):
            pieces.append(" ")
            _gather(child, pieces)
            pieces.append(" ")
        elif tag not in _SILENT and isinstance(tag, str):  # comments have no name
            _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)
