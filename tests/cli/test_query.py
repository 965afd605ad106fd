"""Free questions: answered whole, bounded, and never a change."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests.cli.record import CLOUD_ID, HOSTILE_ID
from tests.cli.running import OBEYED, run


def test_an_answer_is_tab_separated_when_piped(record: Path) -> None:
    told = run("sql", "SELECT id, conflicts FROM incident_summary ORDER BY id LIMIT 1", database=record)
    assert told.rows == [["id", "conflicts"], [CLOUD_ID, "1"]]


def test_an_answer_is_json_when_asked(record: Path) -> None:
    told = run("sql", "SELECT 1 AS one, NULL AS none, x'00ff' AS bytes", "--json", database=record)
    assert told.data == [{"one": 1, "none": None, "bytes": "<2 bytes>"}]


def test_csv_keeps_a_text_as_it_is_stored_for_programs(record: Path) -> None:
    told = run("sql", "SELECT 'a,\"b\"' AS x, 'é' AS y", "--csv", database=record)
    assert list(csv.reader(io.StringIO(told.out))) == [["x", "y"], ['a,"b"', "é"]]


def test_a_statement_is_read_from_standard_input(record: Path) -> None:
    assert run("sql", "-", database=record, stdin="SELECT 42 AS n\n").rows == [["n"], ["42"]]


def test_more_rows_than_the_limit_are_announced_and_not_printed(record: Path) -> None:
    told = run("sql", "SELECT id FROM claims", "--limit", "2", database=record)
    assert len(told.rows) == 3
    assert "Only the first 2 rows" in told.err


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims",
        "UPDATE incidents SET title = 'x'",
        "DROP TABLE incidents",
        "ATTACH 'other.db' AS other",
        "PRAGMA writable_schema = 1",
        "SELECT 1; DELETE FROM claims",
        "CREATE TEMP TABLE x (y)",
        "SELECT load_extension('x')",
        "VACUUM INTO 'copy.db'",
    ],
)
def test_what_is_no_query_is_refused_and_changes_nothing(record: Path, statement: str) -> None:
    before = record.read_bytes()
    told = run("sql", statement, database=record)
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert record.read_bytes() == before


def test_a_mistake_is_told_in_sqlites_words_with_where_to_look(record: Path) -> None:
    told = run("sql", "SELECT nosuch FROM claims", database=record)
    assert told.code == 1
    assert "no such column: nosuch" in told.err
    assert "newsagg schema" in told.err


@pytest.mark.parametrize("options", [[], ["--json"], ["--csv"]], ids=["table", "json", "csv"])
def test_no_stored_text_can_command_a_terminal(record: Path, options: list[str]) -> None:
    statement = f"SELECT title FROM incidents WHERE id = '{HOSTILE_ID}'"
    told = run("sql", statement, *options, database=record, columns=100).out
    assert "Maps" in told
    assert not [sign for sign in OBEYED if sign in told]


def test_words_are_found_in_incidents_claims_and_articles(record: Path) -> None:
    told = run("search", "wrong", "setting", "--json", database=record).data
    assert {row["kind"] for row in told} == {"claim", "article"}
    assert {row["incident_id"] for row in told} == {CLOUD_ID}


@pytest.mark.parametrize("words", ["\"'*^:()-{}[]", "NEAR(a b", "AND OR NOT", "x" * 3000, "\x00", "--", "🙂"])
@pytest.mark.parametrize("columns", [0, 80])
def test_any_punctuation_is_safe_to_search_for(record: Path, words: str, columns: int) -> None:
    assert run("search", "--", words, database=record, columns=columns).code == 0


def test_a_person_sees_where_the_words_stand(record: Path) -> None:
    told = run("search", "wrong setting", database=record, columns=80).out
    assert "[wrong] [setting]" in told
    assert CLOUD_ID in told


@pytest.mark.parametrize("name", ["incident_summary", "CLAIM_LEDGER", "feeds"])
def test_every_column_is_described(record: Path, name: str) -> None:
    head, *lines = run("schema", name, database=record).rows
    assert head == ["column", "meaning"]
    assert all(len(line) == 2 and line[1] for line in lines)


def test_the_list_of_tables_says_what_a_row_is(record: Path) -> None:
    told = run("schema", "--json", database=record).data
    assert "disagreements" in told
    assert all(told.values())


def test_a_table_that_is_none_gets_likely_ones(record: Path) -> None:
    told = run("schema", "disagree", database=record)
    assert told.code == 1
    assert "disagreements" in told.err


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["search", "zzyzx"], "Nothing holds all these words"),
        (["incidents", "--since", "2199-01-01"], "No incident matches"),
    ],
    ids=["search", "incidents"],
)
def test_nothing_found_is_said_to_people_and_to_whoever_reads_the_errors_of_a_pipe(
    record: Path, command: list[str], says: str
) -> None:
    assert says in run(*command, database=record, columns=80).out
    piped = run(*command, database=record)
    assert says in piped.err
    assert len(piped.rows) == 1, "the header alone"


def test_a_recipe_without_rows_names_what_was_asked_and_what_has_rows(record: Path) -> None:
    told = run("cookbook", "longest_outages", "-p", "quarter=1999-q1", database=record).err
    assert "(quarter: 1999-q1)" in told
    [option] = re.findall(r"newsagg cookbook longest_outages -p (quarter=\S+)$", told.strip())
    assert len(run("cookbook", "longest_outages", "-p", option, database=record).rows) > 1
    assert "(quarter: the present quarter)" in run("cookbook", "longest_outages", database=record).err


@pytest.mark.parametrize("words", ["", " "])
def test_a_search_for_no_words_says_so(record: Path, words: str) -> None:
    told = run("search", words, database=record)
    assert told.code == 2
    assert "no words were given" in told.err


def test_the_cookbook_lists_its_questions_by_chapter(record: Path) -> None:
    piped = run("cookbook", database=record).rows
    assert piped[0] == ["name", "chapter", "question"]
    assert len(piped) > 25
    told = run("cookbook", database=record, columns=100).out
    assert told.index("Outages") < told.index("longest_outages") < told.index("Providers")
    assert {"answers", "beware", "parameters"} <= set(run("cookbook", "--json", database=record).data[0])


def test_a_recipe_is_asked_with_its_words_for_people_and_rows_for_programs(record: Path) -> None:
    told = run("cookbook", "who_disagrees", database=record, columns=100).out
    assert "Beware" in told
    assert "contradict each other" in told
    data = run("cookbook", "who_disagrees", "--json", database=record).data
    assert [row["incident_id"] for row in data] == [CLOUD_ID]
    assert run("cookbook", "who_disagrees", "--csv", database=record).out.startswith("incident_id,title,")


def test_a_recipe_is_printed_as_a_query_that_any_tool_runs(record: Path) -> None:
    told = run("cookbook", "promises", "--sql", database=record).out
    assert told.startswith("-- Post-mortems")
    assert ":state open, overdue" in told


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["cookbook", "longest"], "longest_outages"),
        (["cookbook", "promises", "-p", "vendor=x"], "it asks for state"),
        (["cookbook", "promises", "-p", "state"], "NAME=VALUE"),
        (["cookbook", "known_claims", "-p", "at=foo"], "2026-03-02T20:00:00Z"),
        (["cookbook", "known_claims", "-p", "incident=2020-01-01-none"], "2020-01-01-none"),
        (["cookbook", "longest_outages", "-p", "quarter=2025-4"], "2025-Q4"),
        (["cookbook", "quoted_speakers", "-p", "since=May"], "2025-01-31"),
        (["cookbook", "provider_reliability", "-p", "at_least=two"], "a whole number"),
        (["cookbook", "promises", "-p", "state=broken"], "open, overdue, kept, kept late"),
        (["cookbook", "denied", "-p", "type=causes"], "one of cause"),
        (["cookbook", "customers_named", "-p", "provider=exampel"], "did you mean example"),
        (["cookbook", "customers_named", "-p", "provider=example-cloud"], "its provider, example?"),
    ],
    ids=[
        "name",
        "parameter",
        "form",
        "time",
        "incident",
        "quarter",
        "day",
        "number",
        "state",
        "type",
        "provider",
        "service",
    ],
)
def test_what_the_cookbook_has_not_is_told(record: Path, command: list[str], says: str) -> None:
    told = run(*command, database=record)
    assert told.code != 0
    assert says in told.err
