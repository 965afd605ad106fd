"""Every form of feed becomes entries; of a broken one, whatever can be saved."""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsagg.collect.feeds import load_feeds, parse_feed
from newsagg.errors import DataFileError, FeedError
from newsagg.model import Entry, Feed
from newsagg.vocabulary import FeedKind

FEED = Feed(
    slug="paper",
    outlet="The Paper",
    url="https://paper.example/feeds/all.xml",
    kind=FeedKind.NEWS,
    homepage="https://paper.example/",
)
AT = datetime(2026, 3, 2, 11, 40, tzinfo=UTC)


def rss(items: str, *, head: str = '<?xml version="1.0" encoding="utf-8"?>', version: str = "2.0") -> str:
    return (
        f'{head}<rss version="{version}" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Paper</title>'
        f"<link>https://paper.example/</link>{items}</channel></rss>"
    )


def item(number: int, more: str = "") -> str:
    return (
        f"<item><title>Story {number}</title><link>https://paper.example/story-{number}</link>{more}</item>"
    )


def parse(text: str | bytes, feed: Feed = FEED) -> list[Entry]:
    return parse_feed(feed, text.encode() if isinstance(text, str) else text)


def one(text: str | bytes) -> Entry:
    (entry,) = parse(text)
    return entry


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>The Paper</title><id>urn:paper</id>
<link rel="self" href="https://paper.example/atom.xml"/><link href="https://paper.example/"/>
<entry><id>urn:1</id><title type="html">Story &amp;amp; &lt;i&gt;more&lt;/i&gt;</title>
<link rel="replies" href="https://paper.example/story-1/comments"/>
<link rel="alternate" href="/story-1?utm_source=atom"/>
<published>2026-03-02T12:40:00+01:00</published><updated>2026-03-02T15:00:00Z</updated>
<author><name>Ada Birch</name></author><summary>It broke.</summary>
<content type="html">&lt;p&gt;It broke.&lt;/p&gt;&lt;p&gt;It was mended.&lt;/p&gt;</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://paper.example/"><title>The Paper</title><link>https://paper.example/</link></channel>
<item rdf:about="https://paper.example/story-1"><title>Story</title><link>https://paper.example/story-1</link>
<description>It broke.</description><dc:creator>Ada Birch</dc:creator><dc:date>2026-03-02T11:40:00Z</dc:date>
</item></rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Paper",
    "home_page_url": "https://paper.example/",
    "items": [
        {
            "id": "1",
            "url": "story-1",
            "title": "Story <1>",
            "summary": "It broke.",
            "content_html": "<p>It broke.</p><p>It was mended.</p>",
            "date_published": "2026-03-02T11:40:00Z",
            "authors": [{"name": "Ada Birch"}, {"name": "Ben Ash"}],
            "language": "en-GB",
        },
        {"id": "https://paper.example/story-2", "content_text": "No title here, only text."},
        {"id": "3"},
        "no item",
    ],
}


class TestForms:
    def test_rss_2(self) -> None:
        entry = one(
            rss(
                item(
                    1,
                    "<guid isPermaLink='false'>g1</guid><pubDate>Mon, 02 Mar 2026 11:40:00 GMT</pubDate>"
                    "<dc:creator>Ada Birch</dc:creator><description>&lt;p&gt;It broke.&lt;/p&gt;</description>"
                    "<content:encoded><![CDATA[<p>It broke.</p><p>It was mended.</p>]]></content:encoded>",
                )
            )
        )
        assert entry == Entry(
            feed="paper",
            key="g1",
            url="https://paper.example/story-1",
            link="https://paper.example/story-1",
            title="Story 1",
            summary="It broke.",
            content="It broke.\n\nIt was mended.",
            author="Ada Birch",
            published_at=AT,
        )

    @pytest.mark.parametrize("version", ["0.91", "0.92", "0.93", "0.94", "2.0", "9.9"])
    def test_every_version_of_rss(self, version: str) -> None:
        assert [entry.title for entry in parse(rss(item(1) + item(2), version=version))] == [
            "Story 1",
            "Story 2",
        ]

    def test_rdf(self) -> None:
        entry = one(RDF)
        assert (entry.url, entry.title, entry.summary) == (
            "https://paper.example/story-1",
            "Story",
            "It broke.",
        )
        assert (entry.published_at, entry.author) == (AT, "Ada Birch")

    def test_atom(self) -> None:
        entry = one(ATOM)
        assert (entry.key, entry.title, entry.author, entry.language) == (
            "urn:1",
            "Story & more",
            "Ada Birch",
            "de",
        )
        assert entry.url == "https://paper.example/story-1"
        assert entry.link == "https://paper.example/story-1?utm_source=atom"
        assert entry.published_at == AT
        assert entry.updated_at == datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
        assert entry.content == "It broke.\n\nIt was mended."

    def test_json_feed(self) -> None:
        first, second = parse(json.dumps(JSON))
        assert (first.key, first.url, first.title) == ("1", "https://paper.example/story-1", "Story <1>")
        assert (first.author, first.language, first.published_at) == ("Ada Birch, Ben Ash", "en", AT)
        assert first.content == "It broke.\n\nIt was mended."
        assert second.url == "https://paper.example/story-2"
        assert second.title == "No title here, only text."

    def test_half_a_character_in_one_json_item_costs_no_other(self) -> None:
        halves = {
            "id": "\ud800",
            "url": "https://paper.example/\udfff",
            "title": "Half \ud800 a word",
            "content_text": "\x00",
        }
        found = parse(json.dumps(JSON | {"items": [*JSON["items"], halves]}))
        assert [entry.title for entry in found][-1] == "Half a word"
        assert len(found) == len(parse(json.dumps(JSON))) + 1
        for entry in found:
            f"{entry.key} {entry.url} {entry.link} {entry.title}".encode()


class TestLinks:
    @pytest.mark.parametrize(
        ("link", "url"),
        [
            ("/story-1", "https://paper.example/story-1"),
            ("//cdn.paper.example/story-1", "https://cdn.paper.example/story-1"),
            ("story-1", "https://paper.example/story-1"),
            (" https://paper.example/story-1 \n", "https://paper.example/story-1"),
            ("https://www.paper.example/story-1/?utm_source=rss#top", "https://paper.example/story-1"),
            ("https://paper.example/s?id=1&amp;amp;x=2", "https://paper.example/s?id=1&x=2"),
        ],
    )
    def test_a_link_becomes_an_address(self, link: str, url: str) -> None:
        assert one(rss(f"<item><title>Story</title><link>{link}</link></item>")).url == url

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", ""]
    )
    def test_only_links_to_the_web_survive(self, link: str) -> None:
        entry = one(rss(f"<item><title>Story</title><link>{link}</link></item>"))
        assert entry.link == ""
        assert entry.url.startswith("https://paper.example/#entry-")

    def test_a_guid_that_is_an_address_stands_in_for_a_link(self) -> None:
        entry = one(rss("<item><title>Story</title><guid>https://paper.example/story-1</guid></item>"))
        assert entry.url == entry.link == "https://paper.example/story-1"

    def test_a_guid_that_is_none_does_not(self) -> None:
        assert one(rss("<item><title>Story</title><guid>0</guid></item>")).link == ""

    def test_entries_that_all_link_to_the_front_page_stay_apart(self) -> None:
        items = "".join(
            f"<item><title>Story {n}</title><link>https://paper.example/</link></item>" for n in range(3)
        )
        assert len({entry.url for entry in parse(rss(items))}) == 3


class TestKeys:
    def test_without_a_guid_an_entry_is_known_by_link_and_title(self) -> None:
        first, second = parse(rss(item(1) + item(2)))
        assert first.key != second.key
        assert parse(rss(item(2) + item(1)))[1].key == first.key

    def test_an_entry_that_stands_twice_comes_once(self) -> None:
        assert len(parse(rss(item(1) + item(1) + item(2)))) == 2

    def test_a_guid_on_several_articles_is_no_key(self) -> None:
        entries = parse(rss("".join(item(n, "<guid isPermaLink='false'>0</guid>") for n in range(3))))
        assert len({entry.key for entry in entries}) == 3
        assert "0" not in {entry.key for entry in entries}

    def test_an_entry_without_anything_is_left_out(self) -> None:
        assert [entry.title for entry in parse(rss("<item></item>" + item(1)))] == ["Story 1"]


class TestText:
    @pytest.mark.parametrize(
        ("written", "title"),
        [
            ("AT&amp;T is down", "AT&T is down"),
            ("AT&amp;amp;T is down", "AT&T is down"),
            ("<![CDATA[AT&T is <b>down</b>]]>", "AT&T is down"),
            ("&lt;b&gt;Down&lt;/b&gt;", "Down"),
            ("C++ &lt;vector&gt; bug", "C++ <vector> bug"),
            ("It&amp;#8217;s down", "It’s down"),
            ("“Down” – again", "“Down” – again"),
            ("  Much \n\t space ", "Much space"),
            ("caf&#233;", "café"),
        ],
    )
    def test_a_title_is_plain_text(self, written: str, title: str) -> None:
        assert one(rss(f"<item><title>{written}</title><link>/a-1</link></item>")).title == title

    def test_a_summary_leaves_out_what_only_leads_to_the_page(self) -> None:
        summary = (
            "<p>It broke.</p><script>x()</script><p><a href='/a'>Continue reading</a></p>"
            "<p>The post A appeared first on B.</p>"
        )
        entry = one(rss(item(1, f"<description><![CDATA[{summary}]]></description>")))
        assert entry.summary == "It broke."

    def test_sizes_are_capped(self) -> None:
        entry = one(
            rss(f"<item><title>{'word ' * 1000}</title><description>{'word ' * 50_000}</description></item>")
        )
        assert len(entry.title) <= 500
        assert len(entry.summary) <= 4_000
        assert 4_000 < len(entry.content) <= 100_000

    def test_a_title_that_is_missing_is_taken_from_the_text(self) -> None:
        assert (
            one(rss("<item><link>/a-1</link><description>It broke.</description></item>")).title
            == "It broke."
        )

    @pytest.mark.parametrize(
        ("written", "at"),
        [
            ("1772451600", AT),
            ("1772451600000", AT),
            ("Mon, 02 Mar 2026 12:40:00 CET", AT),
            ("garbage", None),
            ("", None),
        ],
    )
    def test_a_date_is_read_as_it_was_meant(self, written: str, at: datetime | None) -> None:
        assert one(rss(item(1, f"<pubDate>{written}</pubDate>"))).published_at == at


FULL = rss("".join(item(n, f"<description>Text {n}</description>") for n in range(10)))


class TestBroken:
    @pytest.mark.parametrize(
        ("body", "count"),
        [
            (FULL[: FULL.index("Story 7")], 7),
            (FULL.replace("Story 5", "Deals & more &nbsp; <b>"), 10),
            (FULL.replace("Story 5", "\x00\x01\x02"), 10),
            (
                FULL.replace(
                    "</title><link>https://paper.example/story-5", "<link>https://paper.example/story-5"
                ),
                10,
            ),
            (FULL.replace("</channel></rss>", ""), 10),
            ("<!-- x -->\n\n" + FULL, 10),
            ("\ufeff" + FULL, 10),
            ("junk before " + FULL, 10),
        ],
        ids=["cut", "bare ampersand", "controls", "unclosed", "unfinished", "comment", "mark", "junk"],
    )
    def test_what_can_be_saved_is_saved(self, body: str, count: int) -> None:
        assert len(parse(body)) >= count

    @pytest.mark.parametrize(
        "body",
        [
            FULL.replace("Story 5", "Störung “5”").replace("utf-8", "windows-1252").encode("cp1252"),
            FULL.replace("Story 5", "Störung “5”").encode("cp1252"),
            FULL.replace("Story 5", "Störung “5”").encode("utf-16"),
            FULL.replace("Story 5", "Störung “5”").replace("utf-8", "utf-16").encode("utf-16"),
            FULL.replace("Story 5", "Störung “5”").encode("utf-16-le"),
            FULL.replace("Story 5", "Störung “5”").replace("utf-8", "iso-8859-1").encode("utf-8-sig"),
            FULL.replace("Story 5", "Störung “5”").replace(' encoding="utf-8"', "").encode(),
            FULL.replace("Story 5", "Störung “5”").encode().replace(b"Text", b"Te\x00xt"),
        ],
        ids=[
            "cp1252",
            "cp1252 as utf-8",
            "utf-16 as utf-8",
            "utf-16",
            "utf-16 no mark",
            "utf-8 as latin-1",
            "undeclared",
            "nul",
        ],
    )
    def test_an_encoding_that_is_not_what_it_says_is_read(self, body: bytes) -> None:
        entries = parse(body)
        assert len(entries) == 10
        assert entries[5].title == "Störung “5”"

    @pytest.mark.parametrize(
        ("body", "says"),
        [
            (b"", "empty"),
            (b" \r\n\x00", "empty"),
            (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "web page"),
            (b"not a feed", "nothing could be saved"),
            (b"{}", "no JSON Feed"),
            (b"{broken", "no JSON"),
            (b'{"items": [{}]}', "nothing could be saved"),
            (b'{"incidents": []}', "no JSON Feed"),
            (bytes(range(256)), "nothing could be saved"),
        ],
    )
    def test_what_is_no_feed_says_so(self, body: bytes, says: str) -> None:
        with pytest.raises(FeedError, match=says) as caught:
            parse(body)
        assert FEED.url in str(caught.value)

    @pytest.mark.parametrize(
        "body", [rss(""), ATOM[: ATOM.index("<entry>")] + "</feed>", '{"version": "x", "items": []}']
    )
    def test_a_feed_without_entries_is_no_failure(self, body: str) -> None:
        assert parse(body) == []

    def test_entities_are_not_expanded_without_end(self) -> None:
        bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
            f"<!ENTITY {chr(98 + n)} '{'&' + chr(97 + n) + ';'}{('&' + chr(97 + n) + ';') * 9}'>"
            for n in range(8)
        )
        began = time.process_time()
        entries = parse(
            f"<?xml version='1.0'?>{bomb}]>{rss(item(1, '<description>&i;</description>'), head='')}"
        )
        assert all(len(entry.summary) < 10_000 for entry in entries)
        assert time.process_time() - began < 10

    def test_nothing_on_this_machine_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("top secret")
        external = f"<!DOCTYPE x [<!ENTITY e SYSTEM 'file://{tmp_path}/secret'>]>"
        entries = parse(
            f"<?xml version='1.0'?>{external}{rss(item(1, '<description>&e;</description>'), head='')}"
        )
        assert all("top secret" not in entry.summary for entry in entries)

    def test_a_path_is_not_taken_for_a_feed(self, tmp_path: Path) -> None:
        (tmp_path / "feed.xml").write_text(FULL)
        with pytest.raises(FeedError):
            parse(str(tmp_path / "feed.xml"))

    def test_an_item_whose_title_never_ends_is_saved_with_what_it_says(self) -> None:
        broken = "<item><title>Storm &amp; flood<link>/story-x?a=1&amp;b=2</link><guid>g</guid>"
        broken += "<description><![CDATA[<p>Rain.</p>]]>"
        entry = next(e for e in parse(rss(item(1) + broken + "</item>" + item(2))) if e.key == "g")
        assert (entry.title, entry.summary) == ("Storm & flood", "Rain.")
        assert entry.url == "https://paper.example/story-x?a=1&b=2"

    def test_what_was_read_already_is_not_saved_a_second_time(self) -> None:
        assert len(parse(ATOM.replace("It broke.", "It broke & burned."))) == 1

    def test_a_flood_of_namespaces_is_refused(self) -> None:
        flood = "".join(f"<x{n}:a xmlns:x{n}='u{n}'/>" for n in range(20_000))
        with pytest.raises(FeedError, match="namespaces"):
            parse(rss(flood))

    def test_a_flood_of_entries_is_cut(self) -> None:
        assert len(parse(rss("".join(item(n) for n in range(3_000))))) == 2_000


@given(st.binary(max_size=300))
@example(b"<rss><item><link>http://[</link><title>x</title></item></rss>")
@example(b'{"items": [{"id": [], "url": {}, "title": 7, "authors": {"name": 1}, "date_published": []}]}')
@example(
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="//[x"/><title>x</title></entry></feed>'
)
def test_no_bytes_make_a_feed_fail_in_another_way(body: bytes) -> None:
    with suppress(FeedError):
        parse(body)


@given(st.data())
@settings(max_examples=60)
def test_a_mutated_feed_gives_entries_or_says_why_not(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from([FULL, ATOM, RDF, json.dumps(JSON)])).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8)) or b"<"
    try:
        entries = parse(bytes(body))
    except FeedError:
        return
    assert all(
        entry.url.startswith(("http://", "https://")) and entry.key and entry.title for entry in entries
    )
    assert len({entry.key for entry in entries}) == len(entries)


class TestList:
    ROW = (
        '[[feed]]\nslug = "paper"\noutlet = "The Paper"\nurl = "https://paper.example/feed"\nkind = "news"\n'
    )

    def load(self, tmp_path: Path, text: str) -> tuple[Feed, ...]:
        (tmp_path / "feeds.toml").write_text(text)
        return load_feeds(tmp_path / "feeds.toml")

    def test_rows_become_feeds(self, tmp_path: Path) -> None:
        text = self.ROW + '[[feed]]\nslug = "s"\noutlet = "S"\nurl = "https://s.example/f"\nkind = "status"\n'
        text += 'language = "de"\nhomepage = "https://s.example/"\nprovider = "s"\nformat = "gcp-json"\n'
        first, second = self.load(tmp_path, text)
        assert first == Feed(
            slug="paper", outlet="The Paper", url="https://paper.example/feed", kind=FeedKind.NEWS
        )
        assert (second.language, second.format, second.provider) == ("de", "gcp-json", "s")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "no \\[\\[feed"),
            ("feed = 7", "no \\[\\[feed"),
            ("[[feed]\n", "cannot be read"),
            (ROW.replace("paper.example/feed", ""), "http or https"),
            (ROW.replace("https:", "ftp:"), "http or https"),
            (ROW.replace('"news"', '"gossip"'), "gossip"),
            (ROW.replace('slug = "paper"', 'slug = "The Paper"'), "slug must be"),
            (ROW.replace('slug = "paper"\n', ""), "missing: slug"),
            (ROW + 'colour = "red"\n', "colour"),
            (ROW + "language = 7\n", "language"),
            (ROW + 'format = "teletext"\n', "teletext"),
            (ROW + ROW, "stands twice"),
            (ROW + ROW.replace('"paper"', '"paper-2"'), "stands twice"),
        ],
    )
    def test_a_wrong_row_is_named(self, tmp_path: Path, text: str, says: str) -> None:
        with pytest.raises(DataFileError, match=says) as caught:
            self.load(tmp_path, text)
        assert "feeds.toml" in str(caught.value)

    def test_a_missing_list_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(DataFileError, match=r"none\.toml"):
            load_feeds(tmp_path / "none.toml")
