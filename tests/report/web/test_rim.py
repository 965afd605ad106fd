"""Where texts from the web become HTML and CSV: whatever a template or a view forgets, they stay words."""

import csv
import io
import json

import pytest

from newsagg.report.web.forms import as_csv, as_json
from newsagg.report.web.templating import LONGEST_TEXT, make_templates, web


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://post.example/a?b=1#:~:text=x", True),
        ("http://post.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\u202ejavascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//post.example/a", False),
        ("https://", False),
        ("https://[bad", False),
        ("https://post.example/" + "a" * 3_000, False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert bool(web(url)) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("abc\u202edef\u200bg", "abcdefg"),
        ("\x1b[31mred\x07", "[31mred"),
        (None, ""),
        (0, "0"),
    ],
    ids=["markup", "direction", "terminal", "nothing", "number"],
)
def test_a_template_that_takes_no_care_does_no_harm(text: object, shown: str) -> None:
    assert make_templates().from_string("{{ text }}").render(text=text) == shown


def test_a_title_without_an_end_is_cut() -> None:
    assert len(make_templates().from_string("{{ text }}").render(text="x" * 100_000)) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 800", "'+1 800"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "-5"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("plain", "plain"),
        (None, ""),
        (["a", "b"], '["a", "b"]'),
        ("a\u202eb\nc", "ab c"),
    ],
)
def test_no_cell_is_calculated(value: object, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv([{"x": value, "y": 1}]).decode())))
    assert rows == [["x", "y"], [cell, "1"]]


def test_json_keeps_every_character_and_shows_none_that_is_obeyed() -> None:
    told = as_json({"title": "a\u202eb\u2028c é"}).decode()
    assert json.loads(told) == {"title": "a\u202eb\u2028c é"}
    assert "\u202e" not in told
    assert "é" in told
