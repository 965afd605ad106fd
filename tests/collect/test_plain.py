"""Markup becomes plain text; the words stay as they were published."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.collect.plain import cut_at_word, read_line, read_paragraphs, read_text


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("", []),
        ("  ", []),
        ("plain words", ["plain words"]),
        ("two\n\nparagraphs", ["two", "paragraphs"]),
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("one<br>still one", ["one still one"]),
        ("one<br/><br/>two", ["one", "two"]),
        ("<p>a <b>bold</b>, <i>b</i>.</p>", ["a bold, b."]),
        ("<ul><li>one</li><li>two</li></ul>", ["one", "two"]),
        ("<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>", ["a", "b"]),
        ("<p>a</p><!-- hidden --><p>b</p>", ["a", "b"]),
        ("a < b and c > d", ["a < b and c > d"]),
        ("AT&amp;T", ["AT&T"]),
        ("&lt;p&gt;", ["<p>"]),
        ("“typographic” – it’s…", ["“typographic” – it’s…"]),
        ("<p>“typographic” – it’s…</p>", ["“typographic” – it’s…"]),
        ("e\u0301 stays apart", ["e\u0301 stays apart"]),
        ("<p>null\x00 and \x07bell \ud800</p>", ["null and bell"]),
        ("<p>It broke.</p><p>Read more</p>", ["It broke."]),
        ("<p>It broke.</p><p>Weiterlesen bei Zeitung</p>", ["It broke."]),
        ("<p>Read more books.</p>", ["Read more books."]),
        ('<a href="https://news.example/item?id=1">Comments</a>', []),
        ("<table><tr><td>11:40</td><td>down</td></tr></table>", ["11:40 down"]),
    ],
)
def test_markup_becomes_paragraphs(markup: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(markup) == paragraphs


def test_a_line_holds_no_breaks() -> None:
    assert read_line("<p>one</p>\n<p>two</p>", limit=100) == "one two"


def test_a_text_is_cut_between_paragraphs() -> None:
    assert read_text("<p>aaaa bbbb</p><p>cccc</p>", limit=12) == "aaaa bbbb"


@pytest.mark.parametrize(
    ("text", "limit", "cut"), [("abc", 3, "abc"), ("one two three", 9, "one two…"), ("a" * 20, 5, "aaaa…")]
)
def test_a_long_text_ends_at_a_word(text: str, limit: int, cut: str) -> None:
    assert cut_at_word(text, limit) == cut


@given(st.text(max_size=200), st.integers(1, 50))
def test_no_text_is_too_strange(text: str, limit: int) -> None:
    line = read_line(text, limit=limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    "junk",
    [
        "<" * 10**6,
        "<a" * 500_000,
        "<p>" * 300_000,
        "&" * 10**6,
        "&amp;" * 200_000,
        "<!--" * 250_000,
        "<b>" * 300_000,
        "\n " * 500_000,
    ],
)
def test_a_megabyte_of_junk_costs_little(junk: str) -> None:
    began = time.process_time()
    read_text(junk, limit=100_000)
    assert time.process_time() - began < 10
