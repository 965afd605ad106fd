"""The plain text of the mail: 72 columns wide, whole addresses, and the same facts as the HTML."""

import html as entities
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

import pytest

from newsagg.report.edition import Edition
from newsagg.report.harmless import LONGEST_QUOTE, make_harmless
from newsagg.report.layout import lay_out
from newsagg.report.mailtext import WIDTH, compose_text, measure, wrap
from newsagg.report.render import render_digest
from tests.report.editions import (
    a_crowded_edition,
    a_fact,
    a_full_edition,
    a_said,
    a_story,
    an_edition,
    words,
)
from tests.report.mailclients import parse
from tests.report.test_mailhtml import HOSTILE, everywhere


def too_wide(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if measure(line) > WIDTH and not re.search(r"https?://\S+$", line)
    ]


@pytest.mark.parametrize(
    "edition", [a_full_edition(), a_crowded_edition(), an_edition()], ids=["full", "crowded", "empty"]
)
def test_lines_are_72_columns_wide_but_for_addresses(edition: Edition) -> None:
    assert too_wide(compose_text(edition)) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_keep_to_the_width_and_obey_nothing(text: str) -> None:
    told = compose_text(everywhere(text))
    assert too_wide(told) == []
    assert not [
        letter for letter in told if unicodedata.category(letter) in {"Cc", "Cf", "Cs"} and letter != "\n"
    ]


def squash(text: str) -> str:
    """Letters alone: how a sentence is wrapped and marked up does not matter."""
    return re.sub(r"\W+", "", text).casefold()


@lru_cache
def read_html(edition: Edition) -> tuple[str, str]:
    rendered = render_digest(edition)
    (body,) = parse(rendered.html).iter("body")
    return squash("".join(body.itertext())), squash(rendered.text)


def test_html_and_text_tell_the_same() -> None:
    edition = a_full_edition()
    html, text = read_html(edition)
    facts = [edition.listing.title, edition.listing.intro, edition.listing.filters, edition.rule]
    for story in edition.top:
        facts += [story.incident, story.title, story.span]
        facts += [dispute.label for dispute in story.disputes]
        facts += ["".join(run.text for run in dispute.sentence) for dispute in story.disputes]
        said = [said for fact in story.facts for said in fact.said]
        said += [said for dispute in story.disputes for said in dispute.sides]
        facts += [part for one in said for part in (one.quote, one.source, one.value, one.outlet)]
        facts += ["".join(run.text for run in sentence) for fact in story.facts for sentence in fact.words]
    for brief in (*edition.others, *edition.still_open, *edition.vendor_only):
        facts += [brief.incident, brief.title, brief.span]
    for late in edition.late:
        facts += [late.incident, late.title, "".join(run.text for run in late.sentence)]
        facts += [part for one in late.said for part in (one.quote, one.value)]
    facts += [f"{note.outlet} ({note.feed}): {note.words}" for note in edition.feeds]
    missing = [fact for fact in facts if squash(fact) not in html or squash(fact) not in text]
    assert missing == []


@pytest.mark.parametrize("shortened", [False, True], ids=["roomy", "crowded"])
def test_what_is_left_out_of_one_is_left_out_of_the_other(shortened: bool) -> None:
    edition = a_crowded_edition(60 if shortened else 6)
    html, text = read_html(edition)
    numbers = {
        said.claim_id: said.quote for story in edition.top for fact in story.facts for said in fact.said
    }
    numbers |= {said.claim_id: said.quote for s in edition.top for d in s.disputes for said in d.sides}
    for number, quote in numbers.items():
        start = squash(f"“{number}: {quote[:60]}")
        assert (start in html) == (start in text), number
    for brief in edition.others:
        assert (squash(brief.title) in html) == (squash(brief.title) in text)


def test_an_address_stands_whole_once_for_each_page_that_is_quoted() -> None:
    text = compose_text(a_full_edition())
    assert "[3] https://status.cloudnine.example/incidents/77\n" in text
    assert "#:~:text=" not in text


def test_a_story_that_asks_for_no_room_has_no_notes() -> None:
    text = compose_text(an_edition(top=(a_story(),)))
    assert "[1]" not in text


def test_the_text_of_the_terminal_is_whole_and_has_no_way_out_of_a_list() -> None:
    edition = a_crowded_edition()
    text = squash(compose_text(edition))
    assert all(squash(said.quote[:80]) in text for s in edition.top for f in s.facts for said in f.said)
    assert "tlistunsub" not in text
    assert "toleavethislist" not in text


def test_a_long_quote_ends_after_a_sentence_and_is_marked() -> None:
    long = "One sentence that is told. " * 40
    said = make_harmless(_with_quote(long)).top[0].facts[0].said[0].quote
    assert len(said) <= LONGEST_QUOTE + len(" […]")
    assert said.endswith("is told. […]")


def _with_quote(quote: str) -> Edition:
    return an_edition(top=(a_story(facts=(a_fact("what", words("It broke."), said=(a_said(quote),)),)),))


def test_a_value_that_the_words_hold_is_not_said_twice() -> None:
    held = a_said("It offers credits to all.", value="credits")
    read = a_said("A timer was set wrong.", 2, value="configuration")
    edition = _with_quote("x")
    story = edition.top[0]
    told = compose_text(
        replace(edition, top=(replace(story, facts=(replace(story.facts[0], said=(held, read)),)),))
    )
    assert "The Harbour Post says: “It offers credits to all.”" in told
    assert "The Harbour Post says configuration: “A timer was set wrong.”" in told


@pytest.mark.parametrize(
    ("quiet", "said"),
    [("quiet", "A quiet week: we listened"), ("deaf", "A deaf week: we could not listen"), ("no", "")],
)
def test_a_quiet_week_and_a_deaf_one_differ(quiet: str, said: str) -> None:
    rendered = render_digest(an_edition(quiet=quiet))
    for told in (rendered.text, entities.unescape(rendered.html)):
        assert ("A quiet week" in told or "A deaf week" in told) == bool(said)
        assert said in told


@pytest.mark.parametrize(
    ("text", "columns"),
    [("plain", 5), ("服务", 4), ("e\u0301", 1), ("🔥", 2), ("", 0)],
    ids=["Latin", "Chinese", "a mark above", "emoji", "nothing"],
)
def test_columns_are_those_of_a_terminal(text: str, columns: int) -> None:
    assert measure(text) == columns


def test_a_word_wider_than_a_line_is_broken() -> None:
    lines = list(wrap("w" * 150, "- ", "  "))
    assert [len(line) for line in lines] == [72, 72, 12]
    assert "".join(line[2:] for line in lines) == "w" * 150


def test_the_layout_of_a_week_names_its_days_by_the_zone_of_the_list() -> None:
    assert lay_out(a_full_edition()).dates == "Monday 2 March to Sunday 8 March 2026"
