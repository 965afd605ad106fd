"""Feed lists of other readers come in, and ours come back whole."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.opml import read_opml, write_opml
from newsagg.errors import DataFileError
from newsagg.model import Feed
from newsagg.vocabulary import FeedKind

PAPER = Feed(slug="paper", outlet="Paper", url="https://paper.example/feed", kind=FeedKind.NEWS)


def opml(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def addresses(body: bytes) -> list[str]:
    return [outline.url for outline in read_opml(body)[0]]


@pytest.mark.parametrize(
    ("outline", "title", "url"),
    [
        ('<outline type="rss" text="Paper" xmlUrl="https://paper.example/feed"/>', "Paper", "https://paper.example/feed"),
        ('<outline xmlurl="https://paper.example/feed" title="A" text="B"/>', "A", "https://paper.example/feed"),
        ('<outline XMLURL="https://paper.example/feed"/>', "", "https://paper.example/feed"),
        ('<outline type="rss" url="https://paper.example/feed"/>', "", "https://paper.example/feed"),
        ('<outline xmlUrl=" feed://paper.example/feed "/>', "", "http://paper.example/feed"),
        ('<outline xmlUrl="feed:https://paper.example/feed"/>', "", "https://paper.example/feed"),
        ('<OUTLINE xmlUrl="https://paper.example/a?b=1&amp;c=2" text="A &lt; B"/>', "A < B", "https://paper.example/a?b=1&c=2"),
        ('<outline xmlUrl="https://paper.example/feed" text="two&#10;lines &#x202e;"/>', "two lines", None),
    ],
)  # fmt: skip
def test_an_outline_is_read_however_it_is_written(outline: str, title: str, url: str | None) -> None:
    (found,), refused = read_opml(opml(outline))
    assert found.title.replace("\u202e", "").strip() == title
    assert url is None or found.url == url
    assert refused == []


def test_nested_folders_are_walked_and_links_are_no_feeds() -> None:
    body = opml(
        '<outline text="Tech"><outline text="Clouds"><outline text="A" xmlUrl="https://a.example/feed"/></outline>'
        '<outline type="link" text="Page" url="https://page.example/"/>'
        '<outline text="B" xmlUrl="https://b.example/feed"/></outline><outline text="Empty"/>'
        '<outline text="A again" xmlUrl="https://a.example/feed"/>'
    )
    found, _ = read_opml(body)
    assert [(one.title, one.folders) for one in found] == [("A", ("Tech", "Clouds")), ("B", ("Tech",))]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "nonsense", "ftp://a.example/x"]
)
def test_what_is_no_web_address_is_told_by_its_line(url: str) -> None:
    found, refused = read_opml(opml(f'\n\n<outline text="x" xmlUrl="{url}"/>'))
    assert found == []
    assert refused[0].startswith("line 3: ")


BOMB = (
    '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<opml><body><outline text="&b;" xmlUrl="https://a.example/feed"/></body></opml>'
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (BOMB.encode(), "DOCTYPE"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "DOCTYPE"),
        (b"<opml><body><outline", "line 1"),
        (b"<html><body>no</body></html>", "no OPML"),
        (b"", "no XML"),
        (b"\x00\x01\x02", "no XML"),
        (b'<?xml version="1.0" encoding="klingon"?><opml/>', "encoding"),
        (opml("<outline>" * 60 + "</outline>" * 60), "nested"),
        (opml('<outline text="x"/>' * 20_001), "outlines"),
        (b" " * 10_000_001, "larger"),
    ],
    ids=["entities", "external", "cut", "a page", "empty", "binary", "encoding", "deep", "many", "large"],
)
def test_a_hostile_file_is_refused_in_a_line(body: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(DataFileError, match=said) as caught:
        read_opml(body, name="list.opml")
    assert caught.value.subject == "list.opml"
    assert caught.value.hint
    assert time.process_time() - began < 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_list_in_any_common_encoding_is_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><opml><body><outline text="Zürich" xmlUrl="https://z.example/"/></body></opml>'
    assert read_opml(text.encode(encoding))[0][0].title == "Zürich"


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"], exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=40,
)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(FeedKind)), max_size=6))
def test_our_own_lists_come_back_whole(names: list[tuple[str, FeedKind]]) -> None:
    feeds = [
        Feed(
            slug=f"feed-{number}",
            outlet=" ".join(name.split()) or "x",
            url=f"https://p{number}.example/feed?a=1&b=2",
            kind=kind,
            language="de",
            homepage=f"https://p{number}.example/",
            provider="example" if kind is FeedKind.STATUS else "",
        )
        for number, (name, kind) in enumerate(names)
    ]
    found, refused = read_opml(write_opml(feeds, title="mine & <yours>").encode())
    back = [
        Feed(
            slug=one.slug,
            outlet=one.title,
            url=one.url,
            kind=FeedKind(one.kind),
            language=one.language,
            homepage=one.homepage,
            provider=one.provider,
        )
        for one in found
    ]
    assert sorted(back, key=lambda feed: feed.slug) == feeds
    assert refused == []


def test_what_no_xml_can_hold_is_left_out() -> None:
    text = write_opml([replace(PAPER, outlet="A\x00\x1bB")], title="x")
    assert addresses(text.encode()) == [PAPER.url]
