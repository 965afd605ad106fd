"""A page's bytes -> its headlines and the begins of what may be its text, without parsing it. Pure.

For who has millions of pages to look at and reads one in a hundred of them: string searches that skip scripts, styles
and comments and stop when enough was seen, a hundred times cheaper than a parser. What is shown may hold a line of the
page's furniture; what the article begins with is among it, which is all that a sieve needs.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from newsagg.collect.markup import decode_page

ENOUGH = 700
"""Characters of a text: relevance reads the first 600."""
LONGEST_LOOK = 1_500_000
"""Bytes of a page that are looked at: an article begins sooner, and the rest of a flood is nobody's."""
_MOST_PIECES = 3_000
_MOST_LINES = 40 * ENOUGH
_MOST_HEAD = 200_000
_LONGEST_SAID = 4 * ENOUGH
_SHORTEST = 40
"""Characters of a paragraph: shorter ones are menus and buttons."""
_FEWEST = _SHORTEST // 3
"""The same where letters are more than ASCII has, a word in one of them; markup never says more than it has bytes."""

_META = re.compile(rb"<meta\s[^<>]{0,4000}>")
_META_NAME = re.compile(rb"""(?:property|name)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I)
_META_CONTENT = re.compile(rb"""content\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TITLE = re.compile(rb"<title[^<>]{0,200}>([^<]{0,1000})", re.I)
_SAID = tuple(
    re.compile(rb'"(%s)"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*)' % name)
    for name in (b"headline", b"description", b"articleBody")
)
"""One each: a pattern that begins with a word is found many times faster than one that begins with a choice."""
_TAG = re.compile(rb"<[^<>]{0,4000}>")
_BLOCK = re.compile(rb"<(p|script|style|noscript|template|svg|!--)(?=[\s>/]|(?<=--))")
_SILENT = re.compile(rb"<(script|style|noscript|template|svg|!--)(?=[\s>/]|(?<=--))")
_END = re.compile(
    rb"</?(?:p|div|article|section|ul|ol|table|h[1-6]|blockquote|figure|aside|main|footer|script|style)\b"
)
_BREAK = re.compile(
    rb"</?(?:p|div|br|li|tr|td|article|section|h[1-6]|ul|ol|table|main|header|footer|nav)\b[^<>]{0,2000}>"
)
_LANGUAGE = re.compile(rb"""<html\b[^<>]{0,2000}?\blang\s*=\s*["']?\s*([a-z]{2})\b""")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.I)
_TITLES = frozenset((b"og:title", b"twitter:title"))
_LEADS = frozenset((b"description", b"og:description", b"twitter:description"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a page shows at a glance."""

    titles: tuple[str, ...]
    """Different ones, none of which stands in another; never empty strings."""
    leads: tuple[str, ...]
    """Different begins of its text: as its head tells it, behind its heading, else from the top."""
    language: str
    """As the page declares it, two letters; empty when it does not."""


def glance(body: bytes, content_type: str) -> Glance:
    """Return what a page shows at a glance; never raises, whatever the bytes."""
    # Bytes of ASCII tags are searched through ten times faster than text with letters of all the world.
    page = body[:LONGEST_LOOK]
    if not _is_utf_8(page, content_type):
        page = decode_page(page, content_type).encode("utf-8", "replace")
    low = page.lower()
    head_end = low.find(b"<body")
    head = page[: min(head_end if head_end > 0 else _MOST_HEAD, _MOST_HEAD)]
    titles, leads = _read_metas(head, low)
    if found := _TITLE.search(page[:_MOST_HEAD]):
        titles.append(_plain(found[1]))
    spoken = _read_said(page, low)
    titles += [text for name, text in spoken if name == "headline"]
    leads += [text for name, text in spoken if name != "headline"]
    heading = low.find(b"<h1", max(head_end, 0))
    below: list[str] = []
    if heading >= 0:
        titles.append(_plain(page[heading : max(low.find(b"</h1", heading, heading + 3000), heading)]))
        leads.append(_gather(_keep(_paragraphs(page, low, heading), below)))
    behind = len(leads[-1]) if heading >= 0 else 0
    if behind < ENOUGH // 3:  # then all that stands below was gone through
        above = _paragraphs(page, low, max(head_end, 0), heading if heading >= 0 else len(low))
        leads.append(_gather(chain(above, below)))
    if max(behind, len(leads[-1])) < ENOUGH // 3:
        leads.append(_gather(_lines(page, low, max(heading, head_end, 0))))
    spoken_in = _LANGUAGE.search(low[:_MOST_HEAD])
    return Glance(
        titles=_distinct(titles),
        leads=_distinct(leads),
        language=spoken_in[1].decode("ascii") if spoken_in else "",
    )


def _is_utf_8(page: bytes, content_type: str) -> bool:
    """Say whether a page is in UTF-8, or says nothing of it and is in what browsers take for it."""
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = _CHARSET.search(page[:4096]) or _CHARSET.search(content_type.encode("ascii", "replace"))
    return declared is None or declared[1].lower() in (b"utf-8", b"utf8")


def _read_metas(head: bytes, low: bytes) -> tuple[list[str], list[str]]:
    titles: list[str] = []
    leads: list[str] = []
    for found in _META.finditer(low, 0, len(head)):
        if b"title" not in found[0] and b"description" not in found[0]:
            continue
        tag = head[found.start() : found.end()]
        name = _META_NAME.search(tag)
        if name and name[1].lower() in _TITLES | _LEADS and (content := _META_CONTENT.search(tag)):
            text = _plain(content[1] or content[2] or b"")
            (titles if name[1].lower() in _TITLES else leads).append(text)
    return titles, leads


def _read_said(page: bytes, low: bytes) -> list[tuple[str, str]]:
    """Return what the page's JSON-LD says of itself."""
    found: list[tuple[str, str]] = []
    at = 0
    for _ in range(5):
        at = low.find(b"ld+json", at)
        if at < 0:
            break
        end = low.find(b"</script", at)
        block = page[at : end if end >= 0 else at + 20_000][:20_000]
        for name, text in (pair for pattern in _SAID for pair in pattern.findall(block)[:5]):
            if len(text) > _LONGEST_SAID:
                text = text[:_LONGEST_SAID]
                text = text[: text.rfind(b"\\")] if b"\\" in text[-6:] else text  # not within an escape
            try:
                told = str(json.loads(text.decode("utf-8", "replace") + '"', strict=False))
            except ValueError:
                continue
            found.append((name.decode("ascii"), _plain(told.encode("utf-8", "replace"))))
        at += 7
    return found


def _keep(texts: Iterable[str], kept: list[str]) -> Iterator[str]:
    for text in texts:
        kept.append(text)
        yield text


def _paragraphs(page: bytes, low: bytes, start: int, stop: int | None = None) -> Iterator[str]:
    """Yield the texts of paragraphs from a place on, outside of scripts and their like."""
    for at, after in _walk(low, start, _BLOCK, stop):
        if low.startswith(b"<p", at):
            end = _END.search(low, after)
            yield _plain(page[low.find(b">", at) + 1 : end.start() if end else after + 20_000][:20_000])


def _lines(page: bytes, low: bytes, start: int) -> Iterator[str]:
    """Yield the lines of a page that has no paragraphs, from a place on."""
    kept: list[bytes] = []
    size, last = 0, start
    for at, after in _walk(low, start, _SILENT):
        kept.append(page[last:at])
        size += at - last
        last = after
        if size > _MOST_LINES:
            break
    else:
        kept.append(page[last : last + _MOST_LINES])
    shown = b"".join(kept)[:_MOST_LINES]
    last = 0
    # One after the other, for who has seen enough: to split it all first took a third of the time of a glance.
    for found in islice(_BREAK.finditer(shown.lower()), _MOST_PIECES):
        if found.start() - last >= _FEWEST:
            piece = shown[last : found.start()].strip()
            if len(piece) >= _SHORTEST or (len(piece) >= _FEWEST and (b"&" in piece or not piece.isascii())):
                yield _plain(piece)
        last = found.end()
    yield _plain(shown[last:])


def _walk(
    low: bytes, start: int, pattern: re.Pattern[bytes], stop: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield begin and end of paragraphs' tags, and of what is not shown, from a place on."""
    at, last = start, len(low) if stop is None else stop
    never: set[bytes] = set()  # looked for to the end once: not again, or the time grows with the square
    for _ in range(_MOST_PIECES):
        found = pattern.search(low, at, last)
        if found is None:
            return
        name, at = found[1], found.end()
        if name != b"p" and name not in never:
            end = low.find(b"-->" if name == b"!--" else b"</" + name, at)
            if end < 0:
                never.add(name)
            else:
                at = low.find(b">", end) + 1 or end + 3
        yield found.start(), at


def _gather(texts: Iterator[str]) -> str:
    """Return the first texts that are sentences, enough of them."""
    kept: list[str] = []
    size = 0
    for text in texts:
        if len(text) >= _SHORTEST or (len(text) >= _FEWEST and not text.isascii()):
            kept.append(text)
            size += len(text)
            if size >= ENOUGH:
                break
    return "\n\n".join(kept)[:ENOUGH]


def _plain(markup: bytes) -> str:
    plain = _TAG.sub(b"", markup) if b"<" in markup else markup
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:  # cut within a letter, or an old page that does not say what it is in
        text = plain.decode("utf-8", "replace")
        if text.count("\ufffd") > 2:
            text = plain.decode("cp1252", "replace")
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def _distinct(texts: list[str]) -> tuple[str, ...]:
    """Return texts without those that stand in another, in their order."""
    kept: list[str] = []
    for text in texts:
        if text and not any(text in other for other in kept):
            kept = [other for other in kept if other not in text] + [text]
    return tuple(kept)
