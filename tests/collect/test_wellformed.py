"""What is read without feedparser is what feedparser reads; whatever is in doubt is left to it."""

import io
import random
import re
from typing import Any

import feedparser
import pytest

from benchmarks.feedserver import make_feed
from newsagg.collect.feedbytes import settle_encoding
from newsagg.collect.items import Place, read_xml_item
from newsagg.collect.wellformed import read_wellformed
from newsagg.model import Entry
from tests.collect.test_feeds import ATOM, FEED, RDF, item, rss

FIELDS = (
    "id",
    "link",
    "feedburner_origlink",
    "title",
    "summary",
    "author",
    "published",
    "created",
    "updated",
    "language",
)


def by_feedparser(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def fields_of(raw: dict[str, Any]) -> dict[str, Any]:
    """All of an entry that newsagg looks at."""
    found = {name: dict.get(raw, name) or "" for name in FIELDS}
    title = dict.get(raw, "title_detail") or {}
    found["title"] = (found["title"], title.get("type"), title.get("language"), title.get("base"))
    found["links"] = [
        (link.get("href", ""), link.get("rel") in ("via", "related", "canonical"))
        for link in dict.get(raw, "links") or []
    ]
    source = dict.get(raw, "source") or {}
    found["source"] = (source.get("title") or "", source.get("href") or "")
    found["content"] = [str(part.get("value") or "") for part in dict.get(raw, "content") or []]
    return found


def entries_of(parsed: Any) -> list[Entry | None]:
    place = Place(FEED, parsed["feed"].get("link", ""))
    return [read_xml_item(place, raw) for raw in parsed["entries"]]


def assert_same(body: bytes) -> bool:
    """Compare both readings; return whether the body was read without feedparser."""
    quick = read_wellformed(body, most=100_000)
    if quick is None:
        return False
    slow = by_feedparser(body)
    assert not slow.bozo
    assert [fields_of(raw) for raw in quick["entries"]] == [fields_of(raw) for raw in slow.entries]
    assert quick["feed"].get("link", "") == slow.feed.get("link", "")
    assert entries_of(quick) == entries_of(slow)
    return True


HEAD = '<?xml version="1.0" encoding="utf-8"?>'
WORDPRESS = rss(
    '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="https://paper.example/feed" rel="self"/>'
    "<lastBuildDate>Mon, 02 Mar 2026 11:40:00 +0000</lastBuildDate><language>en-US</language>"
    "<image><url>https://paper.example/i.png</url><title>Icon</title><link>https://paper.example/i</link></image>"
    + item(
        1,
        "<comments>https://paper.example/c</comments><dc:creator><![CDATA[Ada Birch]]></dc:creator>"
        "<pubDate>Mon, 02 Mar 2026 11:40:00 +0000</pubDate><category><![CDATA[Web]]></category>"
        '<guid isPermaLink="false">https://paper.example/?p=1</guid>'
        "<description><![CDATA[<p>It broke &#8217; &amp; fell. [&#8230;]</p>]]></description>"
        "<content:encoded><![CDATA[<p>It broke.</p>]]></content:encoded>"
        '<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments>',
    )
)
SAMPLES = {
    "rss": rss(item(1) + item(2)),
    "wordpress": WORDPRESS,
    "atom": ATOM,
    "two titles": rss("<item><title>One</title><title>Two</title><link>/a</link></item>"),
    "an empty title first": rss("<item><title/><title>Two</title><link>/a</link></item>"),
    "html in a title": rss(
        "<item><title>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more</title><link>/a</link></item>"
    ),
    "an odd tag in a title": rss("<item><title>&lt;foo&gt;Bold&lt;/foo&gt;</title><link>/a</link></item>"),
    "two descriptions": rss(
        "<item><title>T</title><description>a</description><description>b</description></item>"
    ),
    "content before description": rss(
        "<item><title>T</title><content:encoded>whole</content:encoded><description>b</description></item>"
    ),
    "a guid for a link": rss("<item><title>T</title><guid>https://paper.example/7</guid></item>"),
    "a guid of nothing": rss('<item><title>T</title><guid isPermaLink="True"></guid></item>'),
    "a guid that is no link": rss('<item><title>T</title><guid isPermaLink="false">7</guid></item>'),
    "an enclosure": rss(
        '<item><title>T</title><enclosure url="/a.mp3" type="audio/mpeg" length="1"/></item>'
    ),
    "ampersands in a link": rss("<item><title>T</title><link>/a?x=1&amp;amp;y=2&amp;copy;=3</link></item>"),
    "slashes in a link": rss("<item><title>T</title><link>https:////paper.example/a</link></item>"),
    "brackets in a link": rss("<item><title>T</title><link>https://[paper.example/a</link></item>"),
    "encoded twice": rss(item(1).replace("Story", "CafÃ© Â£5")),
    "windows letters": rss(item(1).replace("Story", "It\x92s &#146;so&#148;")),
    "a comment in a title": rss("<item><title>One<!-- no --> two</title><link>/a</link></item>"),
    "cdata in parts": rss("<item><title>One <![CDATA[<b>]]> two</title><link>/a</link></item>"),
    "an author with mail": rss("<item><title>T</title><author>ada@paper.example (Ada Birch)</author></item>"),
    "a source": rss('<item><title>T</title><source url="/s">S</source><link>/a</link></item>'),
    "an unreadable date": rss("<item><title>T</title><pubDate>1772452140</pubDate></item>"),
    "a date that only feedparser reads": rss("<item><title>T</title><pubDate>2026-061</pubDate></item>"),
    "media": rss(
        '<item xmlns:media="http://search.yahoo.com/mrss/"><title>T</title><media:thumbnail url="/i.png"/>'
        "<media:description>no</media:description></item>"
    ),
    "an unknown element": rss("<item><title>T</title><summary>S</summary><foo>F</foo></item>"),
    "a base": rss('<item xml:base="https://other.example/"><title>T</title><link>a</link></item>'),
    "rdf": RDF,
    "a doctype": f'{HEAD}<!DOCTYPE rss [<!ENTITY x "y">]><rss><channel>{item(1, "<author>&x;</author>")}</channel></rss>',
    "no declaration": rss(item(1), head=""),
    "a root of another version": rss(item(1), version="0.91"),
    "items outside of the channel": f"<rss><channel><title>T</title></channel>{item(1)}</rss>",
    "xhtml": f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>A <b>b</b></div></title></entry></feed>',
    "atom authors": f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt_BR"><author><name>All</name></author>'
    "<entry><title>T</title><author><name>Ada</name></author><author><name>Ben</name><email>b@x.example</email></author>"
    '<link href="/a"/><link href="/b" rel="enclosure"/><summary/><summary>s</summary><content type="text">c</content>'
    "<id>/7</id><updated>2026-03-02T11:40:00Z</updated></entry><entry><title>U</title><author/><id>x</id></entry></feed>",
    "atom without links": f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>'
    "<content src='/c'/></entry><entry><id>https://paper.example/z</id><content type='text/html'>x</content></entry></feed>",
}
QUICK = {
    *(
        "rss",
        "wordpress",
        "atom",
        "two titles",
        "html in a title",
        "two descriptions",
        "content before description",
    ),
    *(
        "a guid for a link",
        "an enclosure",
        "ampersands in a link",
        "encoded twice",
        "a comment in a title",
        "a source",
    ),
    *("no declaration", "atom authors", "an author with mail", "cdata in parts"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_feed_is_read_as_feedparser_reads_it_or_left_to_it(name: str) -> None:
    body = SAMPLES[name].encode()
    assert assert_same(body) or name not in QUICK


@pytest.mark.parametrize("number", range(12))
def test_the_feeds_of_the_benchmark_are_read_without_feedparser(number: int) -> None:
    assert assert_same(make_feed(number, 20))


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "utf-16", "koi8-r"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", ""])
def test_an_encoding_is_read_as_feedparser_reads_it(encoding: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    text = rss(item(1).replace("Story", "Café" if encoding != "us-ascii" else "Story"), head=head)
    body = settle_encoding(text.encode(encoding, "replace"))
    assert_same(body)


def test_a_feed_with_a_mark_of_its_encoding_is_read() -> None:
    assert assert_same(b"\xef\xbb\xbf" + rss(item(1).replace("Story", "Café")).encode())


PARTS = [
    *(
        "<title>A &amp; B</title>",
        "<title>  </title>",
        '<title type="html">&lt;i&gt;C&lt;/i&gt;</title>',
        "<title>Café</title>",
    ),
    *(
        "<title>Ã¼ber &amp;amp; &amp;lt;b&amp;gt;</title>",
        "<link>/a?x=1&amp;y=2</link>",
        "<link> </link>",
        "<link/>",
    ),
    *(
        '<link href="/h"/>',
        '<link href="/e" rel="EDIT"/>',
        '<link rel="alternate" type="text/plain" href="/p"/>',
    ),
    *(
        '<atom:link href="https:///three/b" rel="Via"/>',
        "<guid>/g</guid>",
        '<guid isPermaLink="false">g 2</guid>',
        "<guid>tag:x,1</guid>",
    ),
    *(
        "<pubDate>Mon, 02 Mar 2026 11:40:00 GMT</pubDate>",
        "<pubDate/>",
        "<dc:date>2026-03-02T11:40:00Z</dc:date>",
    ),
    *(
        "<description>One</description>",
        "<description><![CDATA[<p>T\x85wo</p>]]></description>",
        "<description/>",
    ),
    *(
        "<content:encoded>Whole &lt;br&gt;</content:encoded>",
        "<content:encoded/>",
        "<author>a@x.example (Ada)</author>",
    ),
    *(
        "<dc:creator>Ben</dc:creator>",
        "<atom:updated>2026-03-03T00:00:00+02:00</atom:updated>",
        "<category>c</category>",
    ),
    *(
        '<enclosure url="/x.mp3" length="1"/>',
        "<enclosure/>",
        '<source url="/s">S</source>',
        "<comments>/c</comments>",
    ),
    *(
        "<atom:summary>short</atom:summary>",
        "<atom:content>long</atom:content>",
        "<atom:id>/i</atom:id>",
        " stray text ",
    ),
    *(
        '<atom:content type="html">&lt;b&gt;</atom:content>',
        "<atom:author><atom:name> N </atom:name></atom:author>",
    ),
    *(
        "<atom:title>AT</atom:title>",
        "<dc:subject>s</dc:subject>",
        "<!-- c -->",
        "<author/>",
        "<atom:published>2026-01-01</atom:published>",
    ),
]
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


@pytest.mark.parametrize("seed", range(200))
def test_a_feed_of_plain_elements_in_any_order_is_read_without_feedparser(seed: int) -> None:
    rng = random.Random(seed)
    items = ["".join(rng.choices(PARTS, k=rng.randint(1, 9))) for _ in range(3)]
    if seed % 2:
        body = f"<rss {NAMESPACES} version='2.0'><channel><link>/</link>" + "".join(
            f"<item>{i}</item>" for i in items
        )
        # Plain and parted authors side by side are left to feedparser.
        assert assert_same(f"{HEAD}{body}</channel></rss>".encode()) or "<atom:author>" in body
    else:
        items = [re.sub(r"<(/?)(title|link|author)\b", r"<\1atom:\2", text) for text in items]
        body = "".join(f"<atom:entry>{text}</atom:entry>" for text in items)
        # An author's text stands in no element of Atom: that is left to feedparser.
        assert_same(f"{HEAD}<atom:feed {NAMESPACES} xml:lang='de'>{body}</atom:feed>".encode())


@pytest.mark.parametrize("seed", range(100))
def test_a_mutated_feed_is_read_as_feedparser_reads_it_or_left_to_it(seed: int) -> None:
    rng = random.Random(seed)
    body = bytearray(rng.choice([WORDPRESS, ATOM, *SAMPLES.values()]).encode())
    parts = [
        *(
            b"<title>",
            b"</title>",
            b"<link>",
            b"<link/>",
            b"<guid>",
            b"&amp;",
            b"&lt;",
            b"&#233;",
            b"\xc3\xa9",
            b"\xe9",
        ),
        *(
            b"<![CDATA[",
            b"]]>",
            b"<item>",
            b"</item>",
            b" ",
            b"<!-- -->",
            b"<author>",
            b"<b>",
            b"\x85",
            b"\xc2\x92",
        ),
        *(
            b'type="html"',
            b"<description>x</description>",
            b"<updated>2026-03-02</updated>",
            b"<title/>",
            b"<?x y?>",
        ),
    ]
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(body))
        kind = rng.randrange(3)
        if kind == 0:
            body[at:at] = rng.choice(parts)
        elif kind == 1:
            body[at : at + rng.randint(1, 12)] = b""
        else:
            other = rng.randrange(len(body))
            body[at:at] = body[other : other + rng.randint(5, 80)]
    assert_same(bytes(body))
