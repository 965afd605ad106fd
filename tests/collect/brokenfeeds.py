"""Feeds of every format, damaged in every way that we know of, with the entries that a tolerant reader can save.

Which those are is written down by construction: all whose own markup stands whole before or after the damage, and the
damaged one itself where the damage leaves no doubt about what it says (a bare ampersand, a stray control character).
"""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

COUNT = 6
HURT = 3
"""The entry that is damaged."""
ALL = frozenset(range(1, COUNT + 1))
OTHERS = ALL - {HURT}


@dataclass(frozen=True)
class Broken:
    name: str
    body: bytes
    savable: frozenset[int]


@dataclass(frozen=True)
class Form:
    """A format of feeds: what stands before, around and behind its entries."""

    name: str
    head: str
    tail: str
    item: str
    end: str

    def entry(self, number: int) -> str:
        return self.item.replace("%N", str(number))

    def feed(self, hurt: Callable[[str], str] | None = None, *, declared: str = "utf-8") -> str:
        entries = [self.entry(n) for n in range(1, COUNT + 1)]
        if hurt is not None:
            before, entries[HURT - 1] = entries[HURT - 1], hurt(entries[HURT - 1])
            assert before != entries[HURT - 1], f"{self.name}: nothing was damaged"
        return self.head.replace("utf-8", declared) + "".join(entries) + self.tail


_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_PLAIN_ITEM = (
    "<item>\n<title>Story %N of the café</title>\n<link>https://paper.example/story-%N</link>\n"
    "<description>The lifts stood still, says &lt;b&gt;number %N&lt;/b&gt; &amp; others.</description>\n</item>\n"
)
_RSS_ITEM = (
    "<item>\n<title>Story %N of the café</title>\n<link>https://paper.example/story-%N</link>\n"
    '<guid isPermaLink="false">g-%N</guid>\n<pubDate>Mon, 02 Mar 2026 1%N:40:00 GMT</pubDate>\n'
    "<dc:creator>Ada Birch</dc:creator>\n<description><![CDATA[<p>The lifts stood still, says number %N.</p>]]>"
    "</description>\n<content:encoded><![CDATA[<p>The lifts stood still.</p><p>Long text of number %N.</p>]]>"
    "</content:encoded>\n</item>\n"
)
_ATOM_ITEM = (
    '<entry>\n<id>urn:story:%N</id>\n<title>Story %N of the café</title>\n<link href="https://paper.example/story-%N"/>\n'
    "<updated>2026-03-02T1%N:40:00Z</updated>\n<author><name>Ada Birch</name></author>\n"
    '<summary type="html">The lifts stood still, says &lt;b&gt;number %N&lt;/b&gt; &amp;amp; others.</summary>\n</entry>\n'
)


def _rss(version: str, item: str) -> Form:
    head = (
        f'{_DECLARATION}<rss version="{version}" {_DC}>\n<channel>\n<title>The Paper</title>\n'
        "<link>https://paper.example/</link>\n<description>News</description>\n"
    )
    return Form(f"rss {version}", head, "</channel>\n</rss>\n", item, "</item>")


_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
FORMS = (
    _rss("0.91", _PLAIN_ITEM),
    _rss("0.92", _PLAIN_ITEM),
    _rss("2.0", _RSS_ITEM),
    Form(
        "rss 0.90",
        f'{_DECLARATION}<rdf:RDF {_RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/">\n<channel><title>P</title>'
        "<link>https://paper.example/</link></channel>\n",
        "</rdf:RDF>\n",
        _PLAIN_ITEM,
        "</item>",
    ),
    Form(
        "rss 1.0",
        f'{_DECLARATION}<rdf:RDF {_RDF} xmlns="http://purl.org/rss/1.0/" {_DC}>\n<channel rdf:about="https://paper.example/">'
        "<title>P</title><link>https://paper.example/</link></channel>\n",
        "</rdf:RDF>\n",
        _PLAIN_ITEM.replace("<item>", '<item rdf:about="https://paper.example/story-%N">'),
        "</item>",
    ),
    Form(
        "atom 1.0",
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n<title>The Paper</title><id>urn:p</id>\n'
        '<link href="https://paper.example/"/><updated>2026-03-02T20:00:00Z</updated>\n',
        "</feed>\n",
        _ATOM_ITEM,
        "</entry>",
    ),
    Form(
        "atom 0.3",
        f'{_DECLARATION}<feed version="0.3" xmlns="http://purl.org/atom/ns#">\n<title>The Paper</title>\n'
        '<link rel="alternate" type="text/html" href="https://paper.example/"/>\n',
        "</feed>\n",
        _ATOM_ITEM.replace("<link ", '<link rel="alternate" type="text/html" ').replace(
            "updated>", "modified>"
        ),
        "</entry>",
    ),
)


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda item: item.replace(old, new, 1)


_TITLE = f"Story {HURT} of"
# Damage to one entry that leaves no doubt about what it says: that one is savable too.
_HARMLESS: dict[str, Callable[[str], str]] = {
    "a bare ampersand in a title": _swap(_TITLE, f"{_TITLE} R&D and"),
    "an ampersand before a space": _swap(_TITLE, f"{_TITLE} salt & vinegar in"),
    "bare ampersands in a link": _swap(f"story-{HURT}", f"story-{HURT}?a=1&b=2&copy=3"),
    "an unknown entity": _swap(_TITLE, f"{_TITLE}&nbsp;the &foo; and"),
    "an entity without its end": _swap(_TITLE, f"{_TITLE} caf&eacute and"),
    "a reference to no character": _swap(_TITLE, f"{_TITLE} &#0; &#xFFFFFF; &#8; and"),
    "control characters": _swap(_TITLE, f"{_TITLE}\x01\x0b\x1f and"),
    "a NUL": _swap(_TITLE, f"{_TITLE}\x00 and"),
    "a character that XML forbids": _swap(_TITLE, f"{_TITLE}\ufffe\uffff and"),
    "an undeclared prefix": _swap("<title>", '<paper:mark level="1"/><title>'),
    "an attribute without quotes": _swap("<title>", "<title lang=en>"),
    "an attribute without value": _swap("<title>", "<title nowrap>"),
    "an attribute twice": _swap("<title>", '<title lang="en" lang="en">'),
    "an end tag in capitals": _swap("</title>", "</TITLE>"),
    "an end tag with a space": _swap("</title>", "</title >"),
    "a stray end tag": _swap("<title>", "</div></span><title>"),
    "a stray end of CDATA": _swap("<title>", "]]>\n<title>"),
    "a stray percent declaration": _swap("<title>", "<?php echo 1 ?><title>"),
    "a comment with hyphens": _swap("<title>", "<!-- a -- b --><title>"),
    "a date of no calendar": _swap("2026", "20266"),
    "an empty entry before it": lambda item: item[: item.index(">") + 1] + item[item.rindex("</") :] + item,
    "an unknown nested tree": _swap("<title>", "<x><y><z>deep</z></y></x><title>"),
}
# Damage that may cost the entry itself, and no other.
_HARMFUL: dict[str, Callable[[str], str]] = {
    "a bare less-than": _swap(_TITLE, f"{_TITLE} 3 < 5 and"),
    "a title that never ends": _swap("</title>", ""),
    "a title whose end is broken": _swap("</title>", "</titl"),
    "a tag that never ends": _swap("<title>", "<title"),
    "a tag that is never named": _swap("<title>", "<>"),
    "a quote that never ends": _swap("<title>", '<title lang="en>'),
    "a comment that never ends": _swap("<title>", "<!-- <title>"),
    "a CDATA that never ends": _swap("<title>", "<title><![CDATA["),
    "a CDATA within a CDATA": _swap(_TITLE, f"<![CDATA[one <![CDATA[two]]> three]]> {_TITLE}"),
    "a declaration that never ends": _swap("<title>", "<!ELEMENT <title>"),
    "an instruction that never ends": _swap("<title>", "<?php if (a <title>"),
    "elements that cross": _swap("<title>", "<b><i><title></b>"),
    "two titles of which one is open": _swap("<title>", "<title>Old<title>"),
    "bytes of an image": _swap(_TITLE, "\x89PNG\r\n\x1a\n\x00\x00<\x01>&\x02"),
    "a whole page in its title": _swap(
        _TITLE, "<html><head><title>x</title></head><body><p>y<br><img src=z></body></html>"
    ),
    "a script": _swap("<title>", "<script>if (a < b && c > d) { document.write('<p>') }</script><title>"),
    "three thousand open tags": _swap("<title>", "<b>" * 3000 + "<title>"),
}


def _hurt_entries(form: Form) -> Iterator[Broken]:
    for name, hurt in _HARMLESS.items():
        if form.feed().find("2026") < 0 and "date" in name:
            continue
        text = form.feed(hurt)
        yield Broken(name, text.encode("utf-8", "surrogatepass"), ALL)
    for name, hurt in _HARMFUL.items():
        yield Broken(name, form.feed(hurt).encode("utf-8", "surrogatepass"), OTHERS)
    yield Broken(
        "an entry that never ends", form.feed(lambda item: item.replace(form.end, "")).encode(), OTHERS
    )
    yield Broken(
        "an entry that never begins", form.feed(lambda item: item[item.index(">") + 1 :]).encode(), OTHERS
    )
    yield Broken(
        "a summary with bare markup",
        form.feed(
            lambda item: item.replace(
                form.end, f"<description><p>Bare<br>markup <img src=x><b>y</p></description>{form.end}"
            )
        ).encode(),
        OTHERS,
    )
    spoilt = (
        form.feed()
        .encode()
        .replace(f"Story {HURT} of the café".encode(), f"Story {HURT} of the caf\xe9\x92".encode("latin-1"))
    )
    yield Broken("one title in Windows-1252", spoilt, ALL)
    half = (
        form.feed()
        .encode()
        .replace(
            f"Story {HURT} of the café".encode(), f"Story {HURT} of the caf".encode() + b"\xc3 \xed\xa0\x80"
        )
    )
    yield Broken("half a character", half, ALL)


def _cuts(form: Form) -> Iterator[Broken]:
    """Cut at every kind of place in and around the damaged entry."""
    text = form.feed()
    start = text.index(form.entry(HURT))
    item = form.entry(HURT)
    places = {
        "before the entry": 0,
        "in the entry's first tag": 3,
        "in a title's tag": item.index("<title>") + 4,
        "in a title": item.index("<title>") + 12,
        "in a character": -1,
        "in a title's end": item.index("</title>") + 4,
        "in an address": item.index("https://paper.example/story") + 20,
        "in a summary": item.index("The lifts") + 12,
        "in the entry's end": item.rindex("</") + 3,
    }
    for name, at in places.items():
        body = text[: start + at].encode()
        if at < 0:
            body = (text[:start] + item[: item.index("é")]).encode() + b"\xc3"
        yield Broken(f"cut {name}", body, frozenset(range(1, HURT)))
    if "CDATA" in item:
        yield Broken(
            "cut in a CDATA", text[: start + item.index("CDATA[") + 9].encode(), frozenset(range(1, HURT))
        )
        yield Broken(
            "cut in a CDATA's begin",
            text[: start + item.index("CDATA[") + 2].encode(),
            frozenset(range(1, HURT)),
        )
        yield Broken(
            "cut in a CDATA's end", text[: start + item.index("]]>") + 1].encode(), frozenset(range(1, HURT))
        )
    yield Broken(
        "cut in a reference",
        form.feed(_swap(_TITLE, f"{_TITLE} &amp; so"))[: start + item.index("<title>") + 21].encode(),
        frozenset(range(1, HURT)),
    )
    yield Broken("cut before the end", text[: -len(form.tail)].encode(), ALL)
    yield Broken("cut in the last tag", text[:-4].encode(), ALL)
    lost = text[:start] + text[start + 30 : start + 30] + text[start + len(item) // 2 :]
    yield Broken("a hole in the middle", lost.encode(), OTHERS)
    yield Broken(
        "a hole over two entries",
        (text[: start + 20] + text[start + len(item) + 3 :]).encode(),
        ALL - {HURT, HURT + 1},
    )


def _around(form: Form) -> Iterator[Broken]:
    """Damage around the entries, of which every one is whole."""
    text = form.feed()
    bare = text.removeprefix(_DECLARATION)
    root_end = form.tail.strip().splitlines()[-1]
    yield Broken("a blank line first", f"\n\n  {text}".encode(), ALL)
    yield Broken(
        "a warning first",
        f"<br />\n<b>Warning</b>: fopen() in <b>/srv/x.php</b> on line <b>7</b><br />\n{text}".encode(),
        ALL,
    )
    yield Broken("words first", f"Notice: undefined index\n{text}".encode(), ALL)
    yield Broken("a mark twice", b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(), ALL)
    yield Broken(
        "a mark in the middle", text.replace(form.entry(HURT), "\ufeff" + form.entry(HURT)).encode(), ALL
    )
    yield Broken("no declaration", bare.encode(), ALL)
    yield Broken("two declarations", (_DECLARATION + text).encode(), ALL)
    yield Broken(
        "a declaration in the middle",
        text.replace(form.entry(HURT), _DECLARATION + form.entry(HURT)).encode(),
        ALL,
    )
    yield Broken("a comment behind", f"{text}<!-- page generated in 0.1 s -->\n".encode(), ALL)
    yield Broken("a script behind", f"{text}<script>var a = 1 && 2;</script>".encode(), ALL)
    yield Broken("junk behind", text.encode() + b"\r\n0\r\n\r\n\x00\x01\xff", ALL)
    yield Broken("the root's end twice", f"{text}{root_end}".encode(), ALL)
    second = (
        text.replace("story-", "other-")
        .replace("Story ", "Other ")
        .replace("g-", "o-")
        .replace("urn:story", "urn:other")
    )
    yield Broken("two feeds in one", (text + second).encode(), ALL)
    yield Broken(
        "the root's end too early", text.replace(form.entry(HURT), root_end + form.entry(HURT)).encode(), ALL
    )
    yield Broken("no root", "".join(form.entry(n) for n in ALL).encode(), ALL)
    yield Broken("no root's end", text.replace(root_end, "").encode(), ALL)
    yield Broken(
        "words between the entries",
        text.replace(form.entry(HURT), "so & so < 3 " + form.entry(HURT)).encode(),
        OTHERS,
    )
    yield Broken(
        "a page's doctype", text.replace(_DECLARATION, f"{_DECLARATION}<!DOCTYPE html>\n").encode(), ALL
    )
    yield Broken(
        "an old doctype",
        text.replace(
            _DECLARATION,
            f'{_DECLARATION}<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n',
        ).encode(),
        ALL,
    )
    yield Broken(
        "a doctype that never ends",
        text.replace(_DECLARATION, f"{_DECLARATION}<!DOCTYPE rss [ <!ENTITY x 'y'\n").encode(),
        ALL,
    )
    yield Broken(
        "an entity from a file",
        text.replace(
            _DECLARATION, f'{_DECLARATION}<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n'
        )
        .replace(_TITLE, f"{_TITLE} &x; and")
        .encode(),
        ALL,
    )
    yield Broken("no namespaces", _drop_namespaces(text).encode(), ALL)
    yield Broken("everything in capitals", _shout(text).encode(), ALL)
    yield Broken(
        "a page around it",
        f"<html><head><title>x</title></head><body><pre>{bare}</pre></body></html>".encode(),
        ALL,
    )
    yield Broken("dates that are none", text.replace("2026", "yesterday").encode(), ALL)
    yield Broken("compressed and not said", gzip.compress(text.encode(), mtime=0), ALL)


def _drop_namespaces(text: str) -> str:
    import re

    return re.sub(r'\s+xmlns(?::\w+)?="[^"]*"', "", text)


def _shout(text: str) -> str:
    import re

    return re.sub(r"</?(?:title|link|item|entry|description|summary)\b", lambda tag: tag[0].upper(), text)


def _encodings(form: Form) -> Iterator[Broken]:
    for declared, real, name in (
        ("utf-8", "cp1252", "Windows-1252 called UTF-8"),
        ("iso-8859-1", "utf-8", "UTF-8 called Latin-1"),
        ("us-ascii", "utf-8", "UTF-8 called ASCII"),
        ("us-ascii", "cp1252", "Windows-1252 called ASCII"),
        ("utf-16", "utf-8", "UTF-8 called UTF-16"),
        ("utf8mb4", "utf-8", "UTF-8 under a name of no encoding"),
        ("utf-8", "utf-16-le", "UTF-16 called UTF-8, without a mark"),
        ("utf-8", "utf-16-be", "UTF-16 the other way round, without a mark"),
        ("utf-8", "utf-16", "UTF-16 called UTF-8"),
        ("utf-16", "utf-16", "UTF-16"),
        ("utf-8", "utf-32", "UTF-32 called UTF-8"),
        ("windows-1252", "cp1252", "Windows-1252"),
    ):
        yield Broken(name, form.feed(declared=declared).encode(real), ALL)


def _json_items() -> list[dict[str, object]]:
    return [
        {
            "id": f"g-{n}",
            "url": f"https://paper.example/story-{n}",
            "title": f"Story {n} of the café",
            "content_html": f'<p>The lifts stood still, says "number {n}".</p>',
            "date_published": f"2026-03-02T1{n}:40:00Z",
            "authors": [{"name": "Ada Birch", "url": "https://paper.example/ada"}],
            "attachments": [{"url": f"https://paper.example/sound-{n}.mp3", "mime_type": "audio/mpeg"}],
        }
        for n in range(1, COUNT + 1)
    ]


def _json_feeds() -> Iterator[Broken]:
    items = _json_items()
    top: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "P",
        "home_page_url": "https://paper.example/",
    }
    text = json.dumps(top | {"items": items}, ensure_ascii=False, indent=1)
    start = text.index(f'"g-{HURT}"')
    title = f'"Story {HURT} of the café"'
    for name, old, new, savable in (
        ("a comma too many in an entry", title, f"{title},", ALL),
        ("a line of comment", f'"title": {title}', f'// the title\n"title": {title}', ALL),
        ("a comment in stars", f'"title": {title}', f'/* the , title */ "title": {title}', ALL),
        ("a line break in a string", f"Story {HURT} of", f"Story {HURT} of \n\t", ALL),
        ("a control character in a string", f"Story {HURT} of", f"Story {HURT} of \x01", ALL),
        ("a bare quote in a string", f"Story {HURT} of", f'Story {HURT} "of', OTHERS),
        ("an escape of nothing", f"Story {HURT} of", f"Story {HURT} \\x of", OTHERS),
        ("no colon", f'"title": {title}', f'"title" {title}', OTHERS),
        ("no comma", f'{title},', title, OTHERS),
        ("a string that never ends", title, title[:-1], OTHERS),
        ("no value", f'"title": {title}', '"title": ', OTHERS),
        ("a number of no number", title, "NaN", OTHERS),
        ("a word of another language", title, "undefined", OTHERS),
        ("a title of null", title, "null", OTHERS),
        ("a title that is a list", title, '["a", 1]', OTHERS),
        ("a title that is an object", title, '{"html": "x"}', OTHERS),
        ("an address that is a number", f'"https://paper.example/story-{HURT}"', "7", OTHERS),
        ("authors that are words", '"authors": [', '"authors": ["Ada", 7, null, ', ALL),
        ("a date that is a number", f'"2026-03-02T1{HURT}:40:00Z"', "1772451600000", ALL),
        ("an id that is a number", f'"g-{HURT}"', "3", ALL),
        ("a key twice", f'"title": {title}', f'"title": "x", "title": {title}', ALL),
        ("half a character in escapes", f"Story {HURT} of", f"Story {HURT} \\ud83d of", ALL),
    ):  # fmt: skip
        hurt = text.replace(old, new, 1)
        assert hurt != text, name
        yield Broken(name, hurt.encode("utf-8", "surrogatepass"), savable)
    for name, at in (
        ("in an id", start + 3),
        ("in a title", text.index(title) + 6),
        ("behind a key", text.index(title) - 2),
        ("in an escape", text.index("\\", start) + 1),
        ("before an entry", start - 15),
    ):
        yield Broken(f"cut {name}", text[:at].encode(), frozenset(range(1, HURT)))
    yield Broken("cut at the end", text.rstrip("}] \n").encode() + b"]", ALL - {COUNT})
    yield Broken("no end", text[: text.rindex("]")].encode(), ALL)
    yield Broken("a comma behind the last entry", (text[: text.rindex("]")] + ",]}").encode(), ALL)
    yield Broken("a comma before the first entry", text.replace('"items": [', '"items": [,').encode(), ALL)
    yield Broken("a mark first", b"\xef\xbb\xbf" + text.encode(), ALL)
    yield Broken("junk behind", text.encode() + b"<!-- cached -->", ALL)
    yield Broken("junk first", b"Notice: undefined index\n" + text.encode(), ALL)
    yield Broken(
        "two feeds in one", text.encode() + text.replace("story-", "other-").replace("g-", "o-").encode(), ALL
    )
    yield Broken("UTF-16", text.encode("utf-16"), ALL)
    yield Broken("UTF-16 without a mark", text.encode("utf-16-le"), ALL)
    yield Broken("Windows-1252", text.encode("cp1252"), ALL)
    yield Broken(
        "entries that are none", json.dumps(top | {"items": [None, 7, "x", [], {}, *items]}).encode(), ALL
    )
    yield Broken(
        "entries under names",
        json.dumps(top | {"items": {str(n): item for n, item in enumerate(items)}}).encode(),
        ALL,
    )
    yield Broken("no version", json.dumps({"items": items}).encode(), ALL)
    yield Broken("in a call", b"callback(" + text.encode() + b");", ALL)


def broken_feeds() -> list[tuple[str, Broken]]:
    """Return all of them, each with the name of its format."""
    makers: Iterable[Callable[[Form], Iterator[Broken]]] = (_hurt_entries, _cuts, _around, _encodings)
    found = [(form.name, broken) for form in FORMS for make in makers for broken in make(form)]
    return found + [("json feed", broken) for broken in _json_feeds()]
