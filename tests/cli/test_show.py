"""One incident on a page: each field with who says so, each claim with its words and marks."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.record import (
    CLOUD_ID,
    CREDITS,
    EARLIER,
    HOSTILE_ID,
    LOST,
    MERGED_ID,
    REJECTED_ID,
    WITHDRAWN,
    WRONG_SETTING,
)
from tests.cli.running import OBEYED, run


@pytest.fixture(scope="module")
def page(record: Path) -> str:
    return run("show", CLOUD_ID, database=record, columns=80).out


def part(page: str, start: str, end: str) -> str:
    return page.split(f"\n{start}", 1)[1].split(f"\n{end}", 1)[0]


def test_a_field_names_who_says_so(page: str) -> None:
    line = next(line for line in page.splitlines() if line.startswith("  Lasted"))
    assert line.startswith("  Lasted        about 6 h  Post")


def test_a_copy_is_no_second_voice_for_a_field(page: str) -> None:
    line = next(line for line in page.splitlines() if line.startswith("  Lasted"))
    assert "Gazette" not in line


def test_a_conflict_is_told_in_plain_words(page: str) -> None:
    told = " ".join(part(page, "≠ Sources disagree", "Cause").split())
    assert "Example Corp's status page says wrong setting; Wire (as told by Post) says lost database." in told


def test_both_causes_stand_with_their_quotes_the_vendors_first(page: str) -> None:
    causes = part(page, "Cause  ≠ sources disagree", "Duration")
    assert causes.index(WRONG_SETTING) < causes.index(LOST)
    assert "[configuration]" in causes


def test_a_second_hand_word_says_through_whom_it_came(page: str) -> None:
    assert "second-hand: Post says that Wire says" in page


def test_a_hedged_claim_is_marked(page: str) -> None:
    assert "thousands  hedged" in page


def test_background_stands_apart_and_fills_no_field(page: str) -> None:
    before, background = page.split("\nBackground:")
    assert EARLIER in background
    assert EARLIER not in before


def test_a_withdrawn_claim_stays_with_its_date(page: str) -> None:
    withdrawn = part(page, "Withdrawn:", "Articles")
    assert "withdrawn 2026-03-02 15:00" in withdrawn
    assert WITHDRAWN in withdrawn


def test_a_copy_stands_under_its_origin(page: str) -> None:
    lines = page.split("\nArticles", 1)[1].splitlines()
    post = next(n for n, line in enumerate(lines) if line.startswith("  Post"))
    copy = next(n for n, line in enumerate(lines) if line.startswith("    Gazette"))
    assert post < copy
    assert "copy" in lines[copy + 1]


def test_a_page_that_could_not_be_had_says_why(page: str) -> None:
    assert "page not to be had: the server answered 403 Forbidden" in page


def test_every_claim_of_the_record_stands_on_the_page(page: str) -> None:
    assert CREDITS in page
    assert "Fabrikam Airlines could not check anyone in." in page


@pytest.mark.parametrize("columns", [50, 80, 160])
def test_no_line_is_wider_than_the_terminal_but_an_address(record: Path, columns: int) -> None:
    told = run("show", CLOUD_ID, "--events", database=record, columns=columns).out
    assert [line for line in told.splitlines() if cell_len(line) > columns and "https://" not in line] == []


def test_an_id_that_was_merged_shows_what_it_became_and_says_so(record: Path) -> None:
    told = run("show", MERGED_ID, database=record).out
    assert f"{MERGED_ID} was merged; its reports are now in {CLOUD_ID}." in told
    assert WRONG_SETTING in told


def test_a_rejected_incident_is_still_shown(record: Path) -> None:
    assert "record: rejected" in run("show", REJECTED_ID, database=record).out


def test_an_unknown_id_gets_the_nearest_ones(record: Path) -> None:
    told = run("show", "2026-03-02-example-clod", database=record)
    assert told.code == 1
    assert CLOUD_ID in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("asked", ["", "%", "x" * 5000, "\x1b[2J", "'; DROP TABLE incidents; --"])
def test_any_text_is_an_unknown_id(record: Path, asked: str) -> None:
    told = run("show", "--", asked, database=record)
    assert told.code == 1
    assert "no such incident" in told.err
    assert not [sign for sign in OBEYED if sign in told.err]


@pytest.mark.parametrize("columns", [0, 80])
def test_no_text_can_command_the_terminal(record: Path, columns: int) -> None:
    told = run("show", HOSTILE_ID, "--events", database=record, columns=columns).out
    assert "[red]today[/red]" in told
    assert not [sign for sign in OBEYED if sign in told]


def test_json_has_claims_findings_withdrawn_and_articles(record: Path) -> None:
    told = run("show", CLOUD_ID, "--json", database=record).data
    assert told["id"] == CLOUD_ID
    assert [claim["quote"] for claim in told["claims"]["cause"]["Wire"]] == [LOST, LOST]
    assert [claim["quote"] for claim in told["withdrawn"]] == [WITHDRAWN]
    assert {finding["kind"] for finding in told["findings"]} == {"conflict", "single"}
    assert len(told["articles"]) == 3


def test_the_history_is_told_when_asked_for(record: Path) -> None:
    assert "History of our record" not in run("show", CLOUD_ID, database=record).out
    told = run("show", CLOUD_ID, "--events", database=record).out
    assert "opened lead_service" in told.split("History of our record")[1]


def test_the_past_of_an_incident_is_shown_as_it_was_known(record: Path) -> None:
    told = run("show", CLOUD_ID, "--as-of", "2026-03-09", database=record)
    assert told.code == 0
    assert "as known at 2026-03-09 23:59 UTC" in told.out
    assert "asserted" not in told.out
    assert not re.search(r"\d{2}T\d{2}:\d{2}:\d{2}Z|[a-z]_[a-z]|None", told.out.split("live then")[0])
    assert WRONG_SETTING in told.out
    assert WITHDRAWN not in told.out
    data = run("show", CLOUD_ID, "--as-of", "2026-03-09", "--json", database=record).data
    assert {claim["speaker"] for claim in data["claims"]} >= {"Wire", "Example Corp"}


def test_before_its_record_began_an_incident_is_not_known_and_the_hint_says_when_it_did(record: Path) -> None:
    told = run("show", CLOUD_ID, "--as-of", "2026-03-01", database=record)
    assert told.code == 1
    assert "its record begins at 2026-03-08" in told.err
