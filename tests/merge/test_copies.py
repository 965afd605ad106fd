"""Prints of one text are one origin; texts of our own."""

import random
import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copyedits import EDITS, make_negatives, write_prose
from newsagg.merge.alike import Alike
from newsagg.merge.cluster import cluster_sketches
from newsagg.merge.copies import are_copies, read_print, read_words
from newsagg.merge.wires import read_wire
from newsagg.model import Report
from tests.merge.making import a_report, at


def find_origins(reports: Iterable[Report]) -> dict[int, int]:
    judge = Alike()
    clusters = cluster_sketches((judge.sketch(r) for r in reports), judge=judge)
    return {article: origin for cluster in clusters for article, origin in cluster.origins}


WIRE = (
    "The payment network of the northern banks stopped at seven in the morning and stayed silent until "
    "noon. Shops in four cities asked their customers for cash, and two of them closed. The operator "
    "blamed a router that lost its table after a planned change, and said that no card data had left its "
    "halls. A ministry asked for a report within ten days, while a union of shopkeepers counted its "
    "losses and called the second silence of the year one too many. Engineers from the maker of the "
    "router flew in during the afternoon, and by evening every till was answering."
)
OTHER = (
    "A chat service for offices lost its search for most of a day after engineers rebuilt an index that "
    "turned out to be empty. Messages could be sent and read, but nothing older than an hour could be "
    "found, which lawyers in two firms said had cost them a filing. The company restored the old index "
    "from a copy at nine at night and apologised on its status page, promising a longer account of what "
    "happened before the month was out to everybody who pays for it."
)


def edited(text: str, share: float) -> str:
    words = text.split()
    dice = random.Random(7)
    return " ".join(f"{w}x" if dice.random() < share else w for w in words)


CHANGES: list[tuple[str, str]] = [
    ("the same", WIRE),
    (
        "with boilerplate around it",
        f"Sign up for our letter. {WIRE} Follow us everywhere. All rights stay with the paper.",
    ),
    ("cut to its first half", WIRE[: len(WIRE) // 2]),
    ("cut to a quarter", WIRE[: len(WIRE) // 4]),
    ("a twentieth of its words changed", edited(WIRE, 0.05)),
    ("its sentences turned around", ". ".join(reversed(WIRE.rstrip(".").split(". "))) + "."),
    ("in capitals", WIRE.upper()),
    ("other quotation marks and accents", WIRE.replace("a ", "à ")),
]


@pytest.mark.parametrize("text", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_changed_print_has_the_same_origin(text: str) -> None:
    first = a_report(1, "Tills fall silent in the north", WIRE, told=at(8))
    second = a_report(2, "Banks' network stops", text, told=at(9))
    assert find_origins([second, first]) == {1: 1, 2: 1}


def test_two_articles_are_two_origins() -> None:
    assert find_origins([a_report(1, "Tills", WIRE), a_report(2, "Search", OTHER)]) == {1: 1, 2: 2}


def test_two_papers_that_write_the_same_few_words_are_two_origins() -> None:
    reports = [
        a_report(1, "WhatsApp is down", "Users report problems."),
        a_report(2, "WhatsApp is down", "Users report problems."),
    ]
    assert find_origins(reports) == {1: 1, 2: 2}


def test_a_feeds_sentence_that_two_papers_print_word_for_word_is_one_origin() -> None:
    line = "The photo service lost its feed for three hours on Tuesday after a faulty cache was filled."
    reports = [a_report(1, "Photo service returns", line), a_report(2, "Photo service returns", line)]
    assert find_origins(reports) == {1: 1, 2: 1}


def test_a_feeds_sentence_with_one_other_word_is_no_copy() -> None:
    line = "The photo service lost its feed for three hours on Tuesday after a faulty cache was {}."
    reports = [a_report(1, "Down", line.format("filled")), a_report(2, "Down", line.format("cleared"))]
    assert find_origins(reports) == {1: 1, 2: 2}


def test_the_earliest_print_stands_for_the_origin_and_undated_ones_go_by_first_sight() -> None:
    reports = [
        a_report(1, "Tills", WIRE, told=at(12)),
        a_report(2, "Tills", WIRE, told=at(7)),
        a_report(3, "Tills", WIRE, told=None, seen=at(9)),
    ]
    assert set(find_origins(reports).values()) == {2}


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_reports_changes_no_origin(seed: int) -> None:
    reports = [a_report(n, "Tills", text, told=at(n)) for n, (_, text) in enumerate(CHANGES, start=1)]
    reports += [
        a_report(50, "Search", OTHER, told=at(1)),
        a_report(51, "Search", edited(OTHER, 0.1), told=at(3)),
    ]
    shuffled = list(reports)
    random.Random(seed).shuffle(shuffled)
    assert find_origins(shuffled) == find_origins(reports)


def test_words_lose_case_accents_and_signs() -> None:
    assert read_words("Où est l'API? 3,000 – ÉTÉ!") == ["ou", "est", "l", "api", "3", "000", "ete"]


def test_a_text_that_five_hundred_papers_print_costs_no_more_than_its_words() -> None:
    reports = [a_report(n, f"Tills {n}", f"{WIRE} Paper {n}.", told=at(n / 60)) for n in range(1, 501)]
    started = time.process_time()
    assert set(find_origins(reports).values()) == {1}
    assert time.process_time() - started < 12


LONG = " ".join(f"{WIRE} On day {n} of the inquiry {OTHER}" for n in range(3))


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        (LONG, LONG.upper(), True),
        (LONG, edited(LONG, 0.05), True),
        (LONG, LONG[: len(LONG) // 4], True),
        (LONG, WIRE, True),
        (
            LONG,
            "Another hall lost its light for a week and nobody wrote of it in any paper that we know. " * 20,
            False,
        ),
        (LONG, "", False),
    ],
    ids=["the same", "edited", "cut", "a part", "another text", "nothing"],
)
def test_of_long_texts_a_sample_is_enough(one: str, other: str, copies: bool) -> None:
    prints = read_print("", one), read_print("", other)
    assert prints[0].sampled
    assert are_copies(*prints) is copies
    assert are_copies(*reversed(prints)) is copies


STOCK = [
    "About the company: it was set up by two friends, is headquartered in a harbour town and employs 400 people.",
    "Nothing here is financial advice. The writer holds no position in any of the stocks mentioned.",
    "Subscribe to the evening letter. You may unsubscribe whenever you like; see our privacy policy.",
    "We are currently investigating this. A fix has been deployed and we are monitoring the results.",
    "All rights reserved. No part may be reproduced without prior consent.",
    "These are forward-looking words, and what comes may differ materially from them.",
]


@pytest.mark.parametrize("name", [name for name in EDITS if not name.startswith("spun")])
def test_nineteen_of_twenty_edited_copies_are_found(name: str) -> None:
    dice = random.Random(11)
    texts = [write_prose(dice, dice.randint(130, 500)) for _ in range(40)]
    found = [are_copies(read_print("", text), read_print("", EDITS[name](dice, text))) for text in texts]
    assert sum(found) >= 38


def test_one_of_two_hundred_look_alikes_is_taken_for_a_copy_at_most() -> None:
    dice = random.Random(12)
    texts = [write_prose(dice, 300) for _ in range(30)]
    wrong = [
        pair.kind
        for pair in make_negatives(dice, texts, 25)
        if are_copies(read_print("", pair.first), read_print("", pair.second))
    ]
    assert len(wrong) <= 1, wrong


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    lengths=st.tuples(st.integers(5, 400), st.integers(5, 400)),
    chosen=st.lists(st.sampled_from(STOCK), min_size=1, max_size=6, unique=True),
    above=st.booleans(),
)
def test_boilerplate_under_both_makes_no_copies_of_two_texts(
    seed: int, lengths: tuple[int, int], chosen: list[str], above: bool
) -> None:
    dice = random.Random(seed)
    stock = "\n".join(chosen)
    one, other = (write_prose(dice, length) for length in lengths)
    framed = [f"{stock}\n{text}" if above else f"{text}\n{stock}" for text in (one, other)]
    assert not are_copies(*(read_print("", text) for text in framed))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(5, 900), name=st.sampled_from(sorted(EDITS)))
def test_who_is_asked_first_changes_nothing(seed: int, length: int, name: str) -> None:
    dice = random.Random(seed)
    text = write_prose(dice, length)
    one, other = read_print("", text), read_print("", EDITS[name](dice, text))
    assert are_copies(one, other) is are_copies(other, one)


def test_a_statement_that_two_papers_quote_makes_no_copies() -> None:
    quoted = f'"{OTHER}"'
    dice = random.Random(4)
    first, second = (f"{write_prose(dice, 70)}\n{quoted}\n{write_prose(dice, 60)}" for _ in range(2))
    assert not are_copies(read_print("", first), read_print("", second))


def test_a_form_filled_in_for_another_day_is_no_copy() -> None:
    form = (
        "Is Belloc down? Belloc stopped at {} on {}, as {} readers told us. Our tracker put the peak at {}, and {} per "
        "cent of them could not log in. Those who use the web version had less trouble than those on phones. Belloc has "
        "not said what went wrong, and we have asked."
    )
    first = form.format("10:14", "3 March", "1,204", "11:02", 47)
    second = form.format("18:51", "28 June", "9,331", "19:20", 62)
    assert not are_copies(read_print("Belloc down?", first), read_print("Belloc down?", second))


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("(Northwire) Tills fell silent at seven.", "northwire"),
        ("OSLO (Northwire) - Tills fell silent at seven.", "northwire"),
        ("OSLO, Nov 3 (Northwire) - Tills fell silent.", "northwire"),
        ("By Ana Lund, Northwire\nTills fell silent at seven.", "northwire"),
        ("By Ana Lund | Northwire News Agency\nTills fell silent.", "northwire"),
        ("NEW YORK (AP) — Tills fell silent at seven.", "ap"),
        ("By Ana Lund, The Associated Press\nTills fell silent.", "ap"),
        ("Tills fell silent. (Reporting by Ana Lund, Northwire)", "northwire"),
        ("Tills fell silent. This story was first published by Northwire.", "northwire"),
        ("The tills of a bank (Acme) fell silent.", ""),
        ("By seven in the morning, Oslo had no tills.", ""),
        ("", ""),
    ],
)
def test_a_print_names_its_wire(text: str, wire: str) -> None:
    assert read_wire(text) == wire


def test_the_named_wire_is_the_origin_though_its_page_is_stamped_later() -> None:
    reports = [
        a_report(1, "Tills", f"OSLO (Northwire) - {WIRE}", told=at(8), outlet="The Daily"),
        a_report(2, "Tills", WIRE, told=at(9), outlet="Northwire News"),
        a_report(3, "No tills", WIRE, told=at(7), outlet="The Evening"),
    ]
    assert set(find_origins(reports).values()) == {2}


def test_without_the_wires_own_print_the_earliest_is_the_origin() -> None:
    reports = [
        a_report(1, "Tills", f"OSLO (Northwire) - {WIRE}", told=at(8)),
        a_report(2, "Tills", WIRE, told=at(7)),
    ]
    assert set(find_origins(reports).values()) == {2}
