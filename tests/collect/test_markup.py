"""Bytes become markup that a parser survives; what an article needs stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.markup import decode_page, tame_markup

TEXT = "<p>Störung “heute” – 5 €</p>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/html; charset=utf-8"),
        (TEXT.encode(), "text/html"),
        (TEXT.encode(), 'text/html; charset="UTF-8"'),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252"),
        (TEXT.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (TEXT.encode("cp1252"), "text/html"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        (TEXT.encode("utf-16"), "text/html"),
        (TEXT.encode(), "text/html; charset=nonsense"),
        (TEXT.encode(), "text/html; charset=rot13"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_was_meant(body: bytes, content_type: str) -> None:
    assert decode_page(body, content_type) == TEXT


@pytest.mark.parametrize(
    "head",
    ['<meta charset="windows-1252">', '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
     "<?xml version='1.0' encoding='cp1252'?>"],
)  # fmt: skip
def test_a_page_may_name_its_encoding_itself(head: str) -> None:
    assert decode_page((head + TEXT).encode("cp1252"), "text/html") == head + TEXT


def test_one_broken_character_does_not_change_the_encoding() -> None:
    body = TEXT.encode() * 40 + b"\xff"
    assert decode_page(body, "text/html; charset=utf-8") == TEXT * 40 + "\ufffd"


@given(st.binary(max_size=200), st.text(max_size=30))
def test_every_body_becomes_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode_page(body, f"text/html; charset={content_type}"), str)


@pytest.mark.parametrize(
    ("markup", "tamed"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<!doctype html><p class='x > y'>a</p>", "<!doctype html><p class='x > y'>a</p>"),
        ("a < b", "a &lt; b"),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        ("<p>a<!-- b", "<p>a b"),
        ("<?xml version='1.0'?><p>a</p>", "<p>a</p>"),
        ("<script>if (a<b) {'<p>'}</script><p>a</p>", "<p>a</p>"),
        ("<STYLE>p{}</STYLE ><svg><path/></svg><noscript><img></noscript>a", "a"),
        (
            '<script type="application/ld+json">{"a": 1}</script>',
            '<script type="application/ld+json">{"a": 1}</script>',
        ),
        ("a<br>b<br/>c", "a<br>b<br/>c"),
        ("a<br><br /><BR>\n<br>b", "a<br><br>b"),
        ("<p>nul\x00</p>", "<p>nul</p>"),
        (f"<p>a</p><div {'x=1 ' * 6000}><p>b</p>", "<p>a</p><p>b</p>"),
        ("", ""),
    ],
)
def test_what_no_article_needs_is_cut(markup: str, tamed: str) -> None:
    assert tame_markup(markup) == tamed


def test_what_nests_too_deeply_is_flattened_and_its_text_kept() -> None:
    tamed = tame_markup("<div>" * 5_000 + "<p>text</p>" + "</div>" * 5_000 + "<p>more</p>")
    assert tamed.count("<div>") == 400
    assert "<p>text</p>" in tamed
    assert "<p>more</p>" in tamed


def test_elements_without_end_tags_do_not_nest() -> None:
    markup = "<ul>" + "<li>x" * 2_000 + "</ul><div>after</div>"
    assert tame_markup(markup) == markup


@pytest.mark.parametrize(
    "junk",
    ["<" * 10**6, "<a" * 500_000, "<!--" * 250_000, "<?" * 250_000,
     "<svg>" * 200_000, "<script>" * 120_000, "<br>" * 250_000, '<a href="' * 110_000,
     "<p>" * 330_000, "</p>" * 250_000, "<br\t" * 250_000, " " * 10**6, "<template>" * 100_000],
)  # fmt: skip
def test_a_megabyte_of_junk_costs_little(junk: str) -> None:
    began = time.process_time()
    tame_markup(decode_page(junk.encode(), "text/html"))
    assert time.process_time() - began < 10


@given(st.text(alphabet="<>/!-ab pscriptbr \"'&", max_size=80))
def test_no_markup_is_too_strange(markup: str) -> None:
    tame_markup(markup)
