"""The table of incidents: its columns, what it hides, what it refuses to print."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.record import CLOUD_ID, GUESS_ID, HOSTILE_ID, REJECTED_ID, VENDOR_ID
from tests.cli.running import OBEYED, run


def test_piped_lines_are_tab_separated_under_a_header(record: Path) -> None:
    head, *lines = run("incidents", database=record).rows
    assert head[:3] == ["id", "title", "service"]
    assert [line[0] for line in lines] == [HOSTILE_ID, CLOUD_ID]
    assert all(len(line) == len(head) for line in lines)


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(record: Path, columns: int) -> None:
    told = run("incidents", "--all", database=record, columns=columns)
    assert max(cell_len(line) for line in told.out.splitlines()) <= columns


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_an_id_is_printed_whole_at_any_width(record: Path, columns: int) -> None:
    assert CLOUD_ID in run("incidents", database=record, columns=columns).out


def test_a_conflict_is_marked_and_the_mark_explained(record: Path) -> None:
    told = run("incidents", database=record, columns=100).out
    line = next(line for line in told.splitlines() if CLOUD_ID in line)
    assert line.rstrip().endswith("≠")
    assert "≠ sources" in told


def test_a_start_that_nobody_gives_is_bounded_by_the_first_report(record: Path) -> None:
    told = run("incidents", database=record, columns=100).out
    assert "≤2026-03-07 12:00" in told
    assert " 2026-03-02 12:00" in told


def test_guesses_and_the_vendors_own_are_counted_and_not_listed(record: Path) -> None:
    told = run("incidents", database=record, columns=100).out
    assert "1 told by the vendor alone, 1 candidate, 1 rejected" in told
    assert VENDOR_ID not in told
    assert GUESS_ID not in told


def test_all_lists_what_is_hidden_by_default(record: Path) -> None:
    ids = {line[0] for line in run("incidents", "--all", database=record).rows[1:]}
    assert {VENDOR_ID, GUESS_ID} < ids
    assert REJECTED_ID not in ids


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2026-03-03"], [HOSTILE_ID]),
        (["--until", "2026-03-02"], [CLOUD_ID]),
        (["--since", "2026-03-02T12:00", "--until", "2026-03-02T12:00"], [CLOUD_ID]),
        (["--service", "Example-Cloud", "--until", "2026-03-03"], [CLOUD_ID]),
        (["--service", "example cloud", "--until", "2026-03-03"], [CLOUD_ID]),
        (["--service", "EXAMPLE", "--until", "2026-03-03"], [CLOUD_ID]),
        (["--state", "candidate"], [GUESS_ID]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_incidents_are_chosen_by(record: Path, options: list[str], expected: list[str]) -> None:
    assert [line[0] for line in run("incidents", *options, database=record).rows[1:]] == expected


def test_json_holds_the_lines_and_who_tells_of_them(record: Path) -> None:
    rows = {row["id"]: row for row in run("incidents", "--all", "--json", database=record).data}
    assert rows[CLOUD_ID]["conflicts"] == 1
    assert rows[VENDOR_ID]["vendor_only"] is True
    assert rows[CLOUD_ID]["vendor_only"] is False


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["lines", "json"])
@pytest.mark.parametrize("columns", [0, 80, 160])
def test_no_title_can_command_the_terminal(record: Path, options: list[str], columns: int) -> None:
    told = run("incidents", *options, database=record, columns=columns).out
    assert "Maps" in told
    assert not [sign for sign in OBEYED if sign in told]


def test_markup_in_a_title_is_printed_and_not_obeyed(record: Path) -> None:
    assert "[red]today[/red]" in run("incidents", database=record, columns=160).out


def test_a_day_that_is_none_is_refused_with_how_to_write_it(record: Path) -> None:
    told = run("incidents", "--since", "yesterday", database=record)
    assert told.code == 2
    assert "2026-03-02" in told.err


def test_without_a_database_one_line_says_what_to_do(tmp_path: Path) -> None:
    told = run("incidents", database=tmp_path / "none.db")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "newsagg run" in told.err


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("hello " * 500)
    told = run("incidents", database=tmp_path / "x.db")
    assert told.code == 1
    assert "x.db" in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", [("incidents", "--service"), ("search", "database", "--provider")])
def test_a_service_that_no_incident_has_is_told_with_the_nearest(
    record: Path, command: tuple[str, ...]
) -> None:
    told = run(*command, "exmaple-cloud", database=record)
    assert (told.code, told.out) == (1, "")
    assert "no incident has such a service" in told.err
    assert "did you mean example-cloud" in told.err
