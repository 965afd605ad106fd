"""Expressions that look before they search find what the plain expression finds."""

import importlib
import pkgutil
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsagg.detect
from newsagg.detect.claimtypes.causeheads import find_heads
from newsagg.detect.openings import find_needs, find_openings, parse_pattern
from newsagg.detect.wordpatterns import WordPattern, compile_words, search_first
from newsagg.detect.wordscan import find_literal, holds_among, holds_literal, list_among

SENTENCES = (
    "The bank's app went down at 9:40 am on Monday, and thousands of users could not log in until noon.",
    "According to the provider, a faulty configuration change had been pushed to its routers; it wasn't an attack.",
    "WE'RE AWARE OF AN ISSUE AFFECTING SIGN-INS AND ARE WORKING ON A FIX, THE COMPANY SAID.",
    "“Our engineers have identified the cause,” a spokesperson told reporters. Service has not been fully restored.",
    "Störung bei der Sparkasse: Kunden konnten seit dem Morgen nicht zahlen, inzwischen ist das Problem behoben.",
    "Une panne a touché l'opérateur; le service est rétabli, selon un porte-parole.",
    "Downdetector logged over 12,000 reports in the U.K., most of them about the mobile app.",
    "It apologised and promised a post-mortem by the end of the week, and credits for those affected.",
    "El fallo dejó sin servicio a clientes de tres países; se investiga si hubo un ciberataque.",
    "They're looking into it; it isn’t hit, and 40% of calls are back: “it's now down again”, he’ll say.",
    "Their data and messages were not lost, though customers' records may have been stolen.",
    "", "...", "can't_stop down-time undown downed DOWN İstanbul down",
)  # fmt: skip


def all_patterns() -> list[tuple[str, WordPattern]]:
    found = {}
    for module in pkgutil.walk_packages(newsagg.detect.__path__, "newsagg.detect."):
        for name, value in vars(importlib.import_module(module.name)).items():
            held = value.values() if isinstance(value, Mapping) else value
            for part in held if isinstance(value, Mapping | tuple) else (value,):
                if isinstance(part, WordPattern):
                    found[id(part)] = (f"{module.name.removeprefix('newsagg.detect.')}.{name}", part)
    for language in ("en", "de", "pt"):
        found[id(find_heads(language))] = (f"heads.{language}", find_heads(language))
    return sorted(found.values(), key=lambda pair: pair[0])


PATTERNS = all_patterns()


def spans(pattern: WordPattern | re.Pattern[str], text: str, *bounds: int) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text, *bounds)]


@pytest.mark.parametrize("pattern", [p for _, p in PATTERNS], ids=[n for n, _ in PATTERNS])
def test_each_of_our_expressions_finds_what_it_finds_plain(pattern: WordPattern) -> None:
    for text in SENTENCES:
        assert spans(pattern, text) == spans(pattern.plain, text)
        first, plain = pattern.search(text), pattern.plain.search(text)
        assert (first and first.span()) == (plain and plain.span())


WORDS = st.sampled_from(
    "down went crash crashes crashed cra n't not is up has back, ; - ’ “ been 9 _ é ß".split()
)


@settings(max_examples=200, deadline=None)
@given(parts=st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "-", "\n"])), max_size=12), data=st.data())
def test_any_stretch_of_any_text_is_searched_as_the_plain_expression_does(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + gap for word, gap in parts)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for pattern in (ANCHORED, NEEDING, LOOSE):
        assert spans(pattern, text, start, end) == spans(pattern.plain, text, start, end)


ANCHORED = compile_words(
    r"(?<![\w-])(?:went (?:down|back)|crash(?:es|ed)?|(?:not |is )?up|é\w*)(?![\w-])", re.I
)
NEEDING = compile_words(r"(?:\bnot|n['’]t)\s(?:\w+\s)?(?:been|back)\b")
LOOSE = compile_words(r"\w+ed\b|;")


@pytest.mark.parametrize(
    ("expression", "openings"),
    [
        (r"\b(?:went down|crash(?:es|ed))\b", {"went.", "crashes.", "crashed."}),
        (r"(?<![\w-])out\w*", {"out"}),
        (r"\b(?:is|are) (?:down|up)\b", {"is.", "are."}),
        (r"^The end", {"the."}),
        (r"\b(?:very )?slow\w*", {"very.", "slow"}),
        (r"down", None),
        (r"\b\w+ed\b", None),
        (r"\s(?:down|up)\b", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_expression_opens_with(expression: str, openings: set[str] | None) -> None:
    found = find_openings(parse_pattern(re.compile(expression)))
    # a word that also ends with its letters is written with a full stop
    spelled = None if found is None else {o.letters + "." * o.whole for o in found}
    assert spelled == openings


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"\s(?:down|up)\b", [{"down.", "up."}]),
        (r"\b(?:is|are) (?:down|up)\b", [{"down.", "up."}, {"is.", "are."}]),
        (r"[^.]{0,50}?\b(?:fixed|back)\b", [{"fixed.", "back."}]),
        (r"(?:\bnot|n['’]t)\s+(?:\w+\s)?fixed\b", [{"fixed."}, {"not", "t"}]),
        (r"\w+ed\b|;", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_match_of_an_expression_holds(expression: str, needs: list[set[str]]) -> None:
    found = find_needs(parse_pattern(re.compile(expression)))
    assert [{o.letters + "." * o.whole for o in one} for one in found] == needs


def test_a_word_that_the_end_of_a_stretch_cuts_off_is_found() -> None:
    assert spans(ANCHORED, "The app crashdowns", 0, 13) == [(8, 13)]


def test_a_text_without_the_words_is_not_searched() -> None:
    assert ANCHORED.search("nothing here") is None
    assert ANCHORED.gate
    assert not LOOSE.gate


ALTERNATIVES = (
    r"\b(?:[\w-]+ )?files? were \w+",
    r"\bwere lost\b",
    r"\blost files?\b",
    r"\bfiles\b",
    r"['’]re gone\b",
)


@pytest.mark.parametrize(
    "text",
    [
        "Old files were lost and they're gone.",
        "They were lost: files and lost files.",
        "We’re gone, said the lost file.",
        "Nothing of the kind.",
        "",
    ],
)
def test_alternatives_tried_one_by_one_find_what_their_alternation_finds(text: str) -> None:
    found = search_first([compile_words(one) for one in ALTERNATIVES], text)
    plain = re.search("|".join(ALTERNATIVES), text)
    assert (found and found.span()) == (plain and plain.span())


@given(
    text=st.text("aB-_ é’'.", max_size=20),
    words=st.text("aB-_ é’.", min_size=1, max_size=3),
)
def test_words_as_they_are_written_are_found_where_an_expression_of_them_is(text: str, words: str) -> None:
    assert holds_literal(text, words) == bool(re.search(rf"\b{re.escape(words)}\b", text))
    assert list(find_literal(text, words)) == [
        m.start() for m in re.finditer(rf"(?=\b{re.escape(words)})", text)
    ]


def test_words_among_others_come_with_their_place() -> None:
    assert list_among("Said_so: he SAID nothing, 3said", frozenset({"said", "nothing"})) == [
        (0, "said"),
        (12, "said"),
        (17, "nothing"),
        (27, "said"),
    ]
    assert list_among("Not one of them.", frozenset({"said", "nothing"})) == []


def test_words_that_no_text_was_asked_for_before_are_found_in_one_that_was_looked_over() -> None:
    text = "A quite unheard-of zugzwang."
    assert list_among(text, frozenset({"nothing"})) == []
    assert holds_among(text, frozenset({"zugzwang", "endspiel"}))
    assert not holds_among(text, frozenset({"endspiel", "gambit"}))


UNGATED = {"ASKS", "FOR_GOOD", "SPARED", "_FOREIGN_BODY", "_KEPT_FROM", "NO_PART", "OFFICER"}
"""Expressions that may begin with anything and need no word: tried on few sentences, or on pieces of them alone."""


def test_an_expression_made_to_look_first_has_words_to_look_for() -> None:
    found = {name.rpartition(".")[2] for name, pattern in PATTERNS if not pattern.gate}
    assert found <= UNGATED, "use re.compile, or let each branch begin with, or hold, a whole word"


@pytest.mark.parametrize("end", range(1, 21))
def test_a_word_that_the_end_of_a_search_cuts_off_is_the_word_that_is_left(end: int) -> None:
    text = "maybe mayors may sing"
    pattern = r"\b(?:may|may ?sin|or)\b"
    found = [m.span() for m in compile_words(pattern).finditer(text, 0, end)]
    assert found == [m.span() for m in re.finditer(pattern, text[:end])]
    first = compile_words(pattern).search(text, 0, end)
    assert (first.span() if first else None) == (found[0] if found else None)
