"""What is cut from a page is clutter, and sentences that merely begin like it stay."""

import pytest

from newsagg.collect.clutter import clear_lines, is_clutter


@pytest.mark.parametrize(
    "line",
    [
        "Tap to Pay stopped working at shops across London on Monday morning.",
        "Image, video and voice messages could not be sent for three hours.",
        "We use a database in two regions, and both lost their leader at once.",
        "Log in to the console and restart the agent to pick up the new address.",
        "Reporting by users on the tracker peaked at nine in the morning.",
        "Copyright claims had nothing to do with it, the firm said.",
        "Subscribers were told by letter, and others by a note on the site.",
        "Related services such as backup kept working.",
        "More than four thousand shops were hit: most of them in the north.",
        "Photos were lost in two cases, the company admitted.",
        "Source code was not touched, an engineer said.",
        "Follow-up checks will go on until Friday.",
        "Watch groups say that calls failed for an hour.",
    ],
)
def test_a_sentence_that_begins_like_clutter_stays(line: str) -> None:
    assert not is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo by Ann Cole",
        "Image caption, Workers wait beside the road",
        "Read more: Why pumps fail",
        "À lire aussi : Trois banques dont les clients se plaignent",
        "We use cookies to make this site better.",
        "We and our 843 partners store information on your device.",
        "(Reporting by Ann Cole in Leeds; Editing by Sam Roy)",
        "Tap to unmute",
        "Subscribe to our newsletter",
        "Copyright 2026 Paper Ltd.",
        "Jetzt testen: vier Wochen für einen Euro",
    ],
)
def test_clutter_goes(line: str) -> None:
    assert is_clutter(line)


WORDS = (
    "The pump failed at night and nobody was there to see it stop, the firm said in its report on the day."
)


def test_a_vendor_that_signs_its_report_is_no_author_whose_life_is_told() -> None:
    lines = [
        WORDS,
        WORDS.replace("pump", "fan"),
        "Acme Cloud is sorry and has paid back a month.",
        "It will do more.",
    ]
    assert clear_lines(lines, author="Acme Cloud") == lines


def test_a_life_ends_the_text_and_a_heading_about_the_incident_does_not() -> None:
    lines = [WORDS, WORDS.replace("pump", "fan"), "About the Incident", "It began at two and ended at five."]
    assert (
        clear_lines([*lines, "Ann Cole is a reporter in Leeds.", "She likes tea."], author="Ann Cole")
        == lines
    )


def test_a_quote_that_is_pulled_out_of_its_sentence_is_told_once() -> None:
    assert clear_lines([WORDS, "nobody was there to see it stop"], author="") == [WORDS]
