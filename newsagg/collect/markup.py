"""A page's bytes -> markup that a parser survives. Pure.

Every HTML library hangs on something: tags of 100,000 attributes, megabytes of <br>, 200,000 links. What no article
needs is cut before a parser sees it; a worker process that can be killed (reader.py) is the second fence.
"""

import re

LONGEST_PAGE = 5_000_000
"""Bytes; as much as the fetcher takes."""
LONGEST_TAG = 20_000
"""Characters. A tag of 100,000 attributes holds every HTML library for over ten seconds."""
MOST_TAGS = 50_000
"""Tags of one page, the text of the rest is kept. With 150,000 floods of <p>, <li> and <option> took over 20 s to read,
with 50,000 four to ten (one core, 5 MB pages)."""
DEEPEST = 400
"""Elements within elements: BeautifulSoup recurses, and Python gives up at 1,000."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w:-]{2,40})", re.I)
# What browsers do: pages that say Latin-1 or ASCII mean Windows-1252.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_BREAKS = re.compile(r"<[bB][rR]\s{0,3}/?>\s{0,20}(?:<[bB][rR]\s{0,3}/?>\s{0,20}){2,}")
"""Written without "three or more of": a pattern that begins with a letter is found forty times faster."""
_SILENT = re.compile(r"<(script|style|svg|noscript|template)\b", re.I)
_SILENT_BEGIN = frozenset("sSnNtT")
_SILENT_END = {
    name: re.compile(rf"</{name}\s{{0,9}}>", re.I)
    for name in ("script", "style", "svg", "noscript", "template")
}
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_FLAT = frozenset(
    re.findall(
        r"\S+",
        "area base br col embed hr img input link meta param source track wbr "
        "p li dd dt tr td th thead tbody tfoot option",
    )
)
"""Elements without content, and those whose end is often left out: they do not nest by themselves."""


def decode_page(body: bytes, content_type: str) -> str:
    """Return a page's text by its byte-order mark, header or meta tag, else as UTF-8, else as Windows-1252."""
    body = body[:LONGEST_PAGE]
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    header = re.search(r"charset\s*=\s*[\"']?\s*([\w:-]{2,40})", content_type, re.I)
    meta = _META.search(body[:4096]) or _XML.match(body[:300])
    declared = [header[1] if header else "", meta[1].decode("ascii") if meta else "", "utf-8"]
    for name in declared:
        if not name:
            continue
        try:
            return body.decode(_ALIASES.get(name.lower(), name))
        except (LookupError, UnicodeError, ValueError):
            # A cut or slightly spoilt UTF-8 page is still UTF-8: some pages hold a broken character or two.
            if name.lower() in ("utf-8", "utf8"):
                text = body.decode("utf-8", "replace")
                if text.count("\ufffd") * 200 < len(text):
                    return text
    return body.decode("cp1252", "replace")


def tame_markup(text: str) -> str:
    """Return markup without what makes parsers hang; the text between tags stays."""
    text = text.replace("\x00", "")
    text = _BREAKS.sub("<br><br>", text)
    kept: list[str] = []
    never_closed: set[str] = set()  # looked for to the end once: not again, or the time grows with the square
    at, tags, depth = 0, 0, 0
    start = 0  # of what is kept as it stands, and not yet taken: most tags in a row are
    while (begin := text.find("<", at)) >= 0:
        second = text[begin + 1 : begin + 2]
        if second == "!" and text.startswith("<!--", begin):
            kept.append(text[start:begin])
            end = -1 if "--" in never_closed else text.find("-->", begin)
            if end < 0:
                never_closed.add("--")
            start = at = end + 3 if end >= 0 else begin + 4
            continue
        if second == "?":  # "<?xml ...?>" makes BeautifulSoup take the page for XML
            kept.append(text[start:begin])
            end = text.find(">", begin, begin + 500)
            start = at = end + 1 if end >= 0 else begin + 2
            continue
        silent = _SILENT.match(text, begin) if second in _SILENT_BEGIN else None
        if silent and (name := silent[1].lower()) not in never_closed:
            closing_tag = _SILENT_END[name].search(text, begin)
            if closing_tag is None:
                never_closed.add(name)
            else:
                at = closing_tag.end()
                if name != "script" or "ld+json" not in text[begin : begin + 300].partition(">")[0].lower():
                    kept.append(text[start:begin])
                    start = at
                continue  # else it says who wrote what and when
        tag = _TAG.match(text, begin)
        if tag is None:
            kept.append(text[start:begin])
            kept.append("<" if second == "!" else "&lt;")
            start = at = begin + 1
            continue
        end = text.find(">", tag.end(), begin + LONGEST_TAG)
        if end < 0:
            kept.append(text[start:begin])
            end = text.find(">", tag.end())
            start = at = end + 1 if end >= 0 else len(text)
            continue
        tags += 1
        name = tag[1].lower()
        if name not in _FLAT:
            depth = max(depth - 1, 0) if second == "/" else depth + 1
        at = end + 1
        if tags > MOST_TAGS or (depth > DEEPEST and name not in _FLAT):
            kept.append(text[start:begin])
            start = at
    kept.append(text[start:])
    return "".join(kept)
