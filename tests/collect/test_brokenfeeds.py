"""Of a broken feed no entry is lost that a tolerant reader can save, nothing breaks, and the rest is told."""

import time

import pytest

from newsagg.collect.feeds import Reading, read_feed
from newsagg.errors import FeedError
from tests.collect.brokenfeeds import COUNT, HURT, Broken, broken_feeds
from tests.collect.test_feeds import FEED

CASES = broken_feeds()


def read(body: bytes) -> tuple[Reading, str]:
    """Return what was read, and the reason when nothing was."""
    try:
        return read_feed(FEED, body), ""
    except FeedError as error:
        return Reading([]), str(error)


def saved(reading: Reading) -> set[int]:
    """The numbers of the stories that came with their address and title."""
    return {
        number
        for number in range(1, COUNT + 1)
        for entry in reading.entries
        if entry.link.startswith(f"https://paper.example/story-{number}")
        and f"Story {number} " in entry.title
    }


def test_there_are_hundreds_of_them_and_each_is_another() -> None:
    assert len(CASES) >= 700
    assert len({(form, broken.name) for form, broken in CASES}) == len(CASES)


@pytest.mark.parametrize("form", sorted({form for form, _ in CASES}))
def test_no_entry_is_lost_that_can_be_saved_and_the_rest_is_told(form: str) -> None:
    wrong: list[str] = []
    for broken in (broken for name, broken in CASES if name == form):
        began = time.process_time()
        reading, why = read(broken.body)
        found = saved(reading)
        if lost := broken.savable - found:
            wrong.append(f"{broken.name}: lost {sorted(lost)} {why}")
        if len(reading.entries) < COUNT and not (reading.wrong or why):
            wrong.append(f"{broken.name}: nothing is told, {len(found)} saved")
        if reading.wrong and not reading.wrong.isprintable():
            wrong.append(f"{broken.name}: {reading.wrong!r} is not for people")
        if len({entry.key for entry in reading.entries}) < len(reading.entries):
            wrong.append(f"{broken.name}: an entry came twice")
        if time.process_time() - began > 2:
            wrong.append(f"{broken.name}: took too long")
    assert wrong == []


@pytest.mark.parametrize(
    ("form", "broken"), [case for case in CASES if "call" in case[1].name], ids=lambda x: str(x)[:20]
)
def test_letters_are_what_they_were_meant_to_be(form: str, broken: Broken) -> None:
    assert read(broken.body)[0].entries[0].title == "Story 1 of the café"


def test_what_was_lost_is_told_in_numbers() -> None:
    (broken,) = (b for form, b in CASES if form == "rss 2.0" and b.name == "a title that never ends")
    reading = read_feed(FEED, broken.body)
    assert reading.wrong.startswith("is not well-formed (")
    assert "entries were saved" in reading.wrong
    assert HURT in range(1, COUNT + 1)
