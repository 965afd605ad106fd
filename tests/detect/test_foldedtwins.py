"""An expression in lower case, asked first, misses nothing that the expression itself finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.detect.claimtypes.affectedwords import DOWN, HITTING, TROUBLE
from newsagg.detect.foldedtwins import make_twin
from newsagg.detect.stems import Stems
from newsagg.detect.wordbook import fold
from newsagg.detect.wordpatterns import compile_words

TEXTS = (
    "The App Is DOWN for many; shops are now OFFLINE, and ten thousand people COULDN'T log in.",
    "WE ARE AWARE OF ERRORS WITH SIGN-INS, AND İstanbul's ſervers are slow.",
    "Störungen in KÖLN: Der Ausfall betrifft auch die App.",
)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:Störung|AUSFALL)\w*", TEXTS[2]),
        (r"[A-Z][^A-F]x?", "zgx AgX"),
        (r"(?<!NOT )\bdown\b", "Not DOWN, Down"),
        (r"\b(?-i:[A-Z])\w+ is\b", "the App IS up, the app is up"),
        (r"[À-Þ]+", "ÉTÉ été"),
        (r"servers", "ſervers"),
    ],
    ids=["umlauts", "sets", "lookbehind", "a part that minds case", "range", "long s"],
)
def test_a_twin_has_a_match_wherever_its_expression_has_one(pattern: str, text: str) -> None:
    plain = re.compile(pattern, re.IGNORECASE)
    twin = make_twin(plain)
    assert twin is not None
    found = list(plain.finditer(text))
    assert found
    assert all(twin.match(fold(text), m.start()) for m in found)


@pytest.mark.parametrize(
    "pattern",
    [r"down", r"(?i:down)", r"(?i)(?:down)?", r"(?i)(?!(?-i:[A-Z]))\w+", r"(?i)(a)\1"],
    ids=["minds case", "ignores it in part", "may be empty", "a refusal that minds case", "says it again"],
)
def test_no_twin_is_made_where_it_is_no_use_or_might_miss_something(pattern: str) -> None:
    assert make_twin(re.compile(pattern)) is None


@pytest.mark.parametrize("pattern", [DOWN, HITTING, TROUBLE], ids=["down", "hitting", "trouble"])
@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.sampled_from(" ".join(TEXTS).split()), max_size=12), shout=st.booleans())
def test_an_expression_tried_often_finds_what_it_finds_plain(
    pattern: object, words: list[str], *, shout: bool
) -> None:
    made = compile_words(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    text = " ".join(words).upper() if shout else " ".join(words)
    for _ in range(30):
        made.search(TEXTS[0])
    assert [m.span() for m in made.finditer(text)] == [m.span() for m in made.plain.finditer(text)]


def test_stems_are_found_anywhere_in_a_text_in_lower_case() -> None:
    stems = Stems("outage,  back, no longer, störung")
    assert stems.in_text("two outages")
    assert stems.in_text("it is back")
    assert stems.in_text("die netzstörung")
    assert not stems.in_text("back in time, no long wait")
