"""Which feeds a page names, and what a feed is called."""

import time

import pytest

from newsagg.collect.discover import (
    WELL_KNOWN,
    choose_slug,
    find_candidates,
    guess_status_page,
    is_for_comments,
    is_one_in_many_forms,
    is_slug,
    read_language,
    read_title,
)

PAGE = "https://paper.example/news/"


def named(body: str, *, how: str = "link") -> list[str]:
    return [one.url for one in find_candidates(body.encode(), PAGE) if one.how == how]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', ["https://paper.example/feed"]),
        ("<LINK REL=alternate TYPE=application/atom+xml HREF=atom.xml>", ["https://paper.example/news/atom.xml"]),
        ("<link href='//cdn.example/f' type='application/feed+json' rel='alternate home'/>", ["https://cdn.example/f"]),
        ('<link rel="feed" href="/feed">', ["https://paper.example/feed"]),
        ('<base href="https://other.example/x/"><link rel="alternate" type="text/xml" href="f">', ["https://other.example/x/f"]),
        ('<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2">', ["https://paper.example/f?a=1&b=2"]),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ('<link rel="stylesheet" type="text/css" href="/feed.css">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ('<link rel="alternate" type="application/rss+xml">', []),
    ],
    ids=str,
)  # fmt: skip
def test_feeds_that_a_pages_head_names(body: str, found: list[str]) -> None:
    assert named(f"<html><head>{body}</head></html>") == found


def test_links_that_look_like_feeds_come_after_and_usual_places_last() -> None:
    body = '<a href="/about">About</a><a href="/rss/all.xml">RSS</a><link rel="alternate" type="application/rss+xml" href="/main">'
    found = find_candidates(body.encode(), PAGE)
    assert [one.url for one in found[:2]] == [
        "https://paper.example/main",
        "https://paper.example/rss/all.xml",
    ]
    assert [one.how for one in found[2:]] == ["path"] * len(WELL_KNOWN)


def test_feeds_of_comments_come_last_of_those_named() -> None:
    body = (
        '<link rel="alternate" type="application/rss+xml" title="Paper » Comments Feed" href="/comments/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Paper » Feed" href="/feed/">'
    )
    found = [one for one in find_candidates(body.encode(), PAGE) if one.how == "link"]
    assert [is_for_comments(one) for one in found] == [False, True]


@pytest.mark.parametrize(
    ("titles", "one"),
    [
        (["Paper RSS", "Paper Atom", "paper (JSON Feed)"], True),
        (["", ""], True),
        (["World", "Sports"], False),
        (["Paper"], False),
    ],
)
def test_one_feed_in_many_forms_is_no_choice(titles: list[str], one: bool) -> None:
    body = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="/{number}">'
        for number, title in enumerate(titles)
    )
    found = [one for one in find_candidates(body.encode(), PAGE) if one.how == "link"]
    assert is_one_in_many_forms(found) is one


@pytest.mark.parametrize(
    "body",
    [b"<link " * 200_000, b'<a href="' * 100_000, b"<a " + b"x=" * 500_000, b"<" * 1_000_000, b'<link a="' + b"'" * 10**6],
    ids=["links", "anchors", "attributes", "brackets", "quotes"],
)  # fmt: skip
def test_hostile_pages_cost_no_time(body: bytes) -> None:
    began = time.process_time()
    find_candidates(body, PAGE)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://status.acme.example/history.atom", (True, "statuspage-atom")),
        ("https://acme.statuspage.io/history.rss", (True, "statuspage-atom")),
        ("https://www.acme-status.example/feed", (True, "")),
        ("https://paper.example/status/feed", (False, "")),
    ],
)
def test_a_status_page_is_known_by_its_host(url: str, expected: tuple[bool, str]) -> None:
    assert guess_status_page(url) == expected


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("The Register", [], "the-register"),
        ("The Register", ["the-register", "the-register-2"], "the-register-3"),
        ("Zürich's Zeitung — Netz", [], "zurichs-zeitung-netz"),
        ("日本語", [], "paper-example"),
        ("../../etc", [], "etc"),
        ("a" * 100, [], "a" * 40),
    ],
)
def test_a_short_name_is_made_of_the_title(title: str, taken: list[str], slug: str) -> None:
    found = choose_slug(title, "https://www.paper.example/feed", taken)
    assert found == slug
    assert is_slug(found)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            b"<rss><channel><title>Paper - RSS Feed</title><item><title>No</title></item></channel></rss>",
            "Paper",
        ),
        (b"<rss><channel><title><![CDATA[A &amp; B]]></title></channel></rss>", "A & B"),
        (b"<feed><entry><title>No</title></entry></feed>", ""),
        (b'{"version": "x", "title": "Paper \\"daily\\""}', None),
        ("<rss><channel><title>Paper</title></channel></rss>".encode("utf-16"), "Paper"),
        (b"", ""),
    ],
)
def test_a_feed_is_called_by_its_own_title(body: bytes, title: str | None) -> None:
    found = read_title(body)
    assert found == title if title is not None else found.startswith("Paper")


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (b"<rss><channel><language>de-DE</language></channel></rss>", "de"),
        (b"<rss><channel><dc:language> FR </dc:language></channel></rss>", "fr"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt-BR"><title>x</title></feed>', "pt"),
        (b'{"version": "x", "language": "es"}', "es"),
        (b"<rss><channel><language>Klingon</language></channel></rss>", ""),
        (b"", ""),
    ],
)
def test_the_language_of_a_feed_is_what_it_says(body: bytes, language: str) -> None:
    assert read_language(body) == language
