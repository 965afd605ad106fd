"""The record leaves as files: whole, of one moment, the same bytes each time, and checked by what lies beside them."""

import csv
import hashlib
import io
import json
import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsagg.report.tabular import WRITERS
from newsagg.store import open_db
from tests.cli.record import CLOUD_ID, HOSTILE
from tests.cli.running import OBEYED, run

FORMS = ("--format", "csv", "--format", "json", "--format", "jsonl", "--format", "db")
SECRET = "reader@corp.example"


@pytest.fixture(scope="module")
def database(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, with a reader whose address is nobody's business."""
    path = tmp_path_factory.mktemp("export") / "record.db"
    shutil.copy(record, path)
    db = open_db(path)
    db.conn.execute(
        """INSERT INTO lists (slug, title, intro, zone, weekday, send_at, from_name, created_at, since)
        VALUES ('ops', 'Ops', '', 'UTC', 1, '08:00', 'newsagg', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z')"""
    )
    db.conn.execute(
        """INSERT INTO subscribers (list_id, address, address_key, name, state, language, joined_at)
        VALUES (1, ?, ?, 'R', 'active', 'en', '2026-03-02T12:00:00Z')""",
        (SECRET, SECRET),
    )
    db.conn.commit()
    db.close()
    return path


@pytest.fixture(scope="module")
def exported(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "first"
    told = run("export", folder, *FORMS, database=database)
    assert told.code == 0, told.err
    return folder


def read_rows(folder: Path, name: str) -> tuple[list[dict[str, Any]], list[Any], list[Any]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        cells = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return cells, json.loads((folder / f"{name}.json").read_text("utf-8")), lines


def test_every_form_holds_every_row_of_every_table_and_view(exported: Path, database: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text("utf-8"))
    names = {name.rpartition(".")[0] for name in manifest["files"]}
    assert {"incident_summary", "claim_ledger", "claims", "incident_events", "articles"} <= names
    assert not names & {"subscribers", "deliveries", "digest_deliveries", "articles_fts"}
    db = sqlite3.connect(database)
    for name in sorted(names - {"newsagg"}):
        (rows,) = db.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        assert [len(found) for found in read_rows(exported, name)] == [rows, rows, rows], name
        assert {manifest["files"][f"{name}.{form}"]["rows"] for form in WRITERS} == {rows}
    db.close()


def test_two_exports_of_one_record_differ_in_nothing_but_the_time_that_they_name(
    exported: Path, database: Path, tmp_path: Path
) -> None:
    run("export", tmp_path / "second", *FORMS, database=database)
    for path in exported.iterdir():
        ours, theirs = path.read_bytes(), (tmp_path / "second" / path.name).read_bytes()
        if path.name == "manifest.json":
            first, second = json.loads(ours), json.loads(theirs)
            assert first.pop("written_at")
            assert second.pop("written_at")
            assert first == second
        else:
            assert ours == theirs, path.name


def test_the_frozen_file_stands_by_itself_and_is_a_record(exported: Path) -> None:
    frozen = exported / "newsagg.db"
    assert not frozen.stat().st_mode & 0o222
    assert frozen.read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log: nothing lies beside it
    ids = [row["id"] for row in run("incidents", "--all", "--json", database=frozen).data]
    assert CLOUD_ID in ids
    assert SECRET.encode() not in frozen.read_bytes()
    assert not [path for path in exported.iterdir() if SECRET in path.read_text("utf-8", "replace")]
    db = sqlite3.connect(frozen)
    kept = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert "deliveries_stay" in kept
    db.close()


def test_an_export_is_checked_by_us_and_by_anybody(exported: Path) -> None:
    assert run("export", exported, "--check").code == 0
    sums = (exported / "SHA256SUMS").read_text("utf-8").splitlines()
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest
    assert len(sums) == len(list(exported.iterdir())) - 2


def alter(folder: Path) -> None:
    (folder / "claims.csv").write_bytes((folder / "claims.csv").read_bytes() + b"x")


def alter_file(folder: Path) -> None:
    (folder / "newsagg.db").chmod(0o644)
    db = sqlite3.connect(folder / "newsagg.db")
    db.execute("UPDATE incidents SET title = 'all is well'")
    db.commit()
    db.close()


def put_a_link(folder: Path) -> None:
    (folder / "runs.json").unlink()
    (folder / "runs.json").symlink_to("/dev/zero")


FAULTS: list[tuple[str, Callable[[Path], Any], str]] = [
    ("altered", alter, "claims.csv was altered"),
    ("altered record", alter_file, "newsagg.db was altered"),
    ("missing", lambda folder: (folder / "runs.json").unlink(), "runs.json is missing"),
    ("added", lambda folder: (folder / "more.csv").write_text("x"), "more.csv does not belong here"),
    ("a link", put_a_link, "runs.json is no file"),
    ("no manifest", lambda folder: (folder / "manifest.json").unlink(), "is no export of newsagg"),
    ("another manifest", lambda folder: (folder / "manifest.json").write_text('{"kind": 1}'), "is no export"),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "words"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_what_was_altered_since_is_found(
    exported: Path, tmp_path: Path, harm: Callable[[Path], Any], words: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(exported, folder)
    harm(folder)
    told = run("export", folder, "--check")
    assert told.code == 1
    assert words in told.out + told.err


def test_a_spreadsheet_calculates_nothing_and_data_keep_every_text() -> None:
    columns = ("text", "number", "bytes", "nothing")
    formulas = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        '=HYPERLINK("http://x")',
        "-7",
        "-7.5",
    ]
    rows = [(text, float("inf"), b"\x00\xff", None) for text in formulas]
    cells = [
        row[0]
        for row in csv.reader(io.StringIO(b"".join(WRITERS["csv"](columns, rows)).decode(), newline=""))
    ]
    assert cells[1:] == [
        "'=1+1", "'+1+1", "'-1+1", "'@SUM(A1)", " =1", " =1", "'＝1", "'=HYPERLINK(\"http://x\")", "-7", "-7.5"
    ]  # fmt: skip
    kept = json.loads(b"".join(WRITERS["json"](columns, rows)))
    assert [row["text"] for row in kept] == formulas
    assert kept[0] == {"text": "=1+1", "number": "inf", "bytes": "AP8=", "nothing": None}
    assert json.loads(b"".join(WRITERS["json"](columns, []))) == []


def test_no_terminal_obeys_what_is_printed(database: Path) -> None:
    for form in WRITERS:
        told = run("export", "--table", "incident_summary", "--format", form, database=database)
        assert told.code == 0
        assert not [sign for sign in OBEYED if sign in told.out.replace("\r\n", "\n")]
    told = run("export", "--table", "incident_summary", "--format", "jsonl", database=database)
    assert HOSTILE in [json.loads(line)["title"] for line in told.out.splitlines()]


@pytest.mark.parametrize("form", WRITERS)
def test_memory_does_not_grow_with_the_rows(form: str) -> None:
    rows = ((number, "x" * 1000) for number in range(5_000))
    tracemalloc.start()
    try:
        size = sum(map(len, WRITERS[form](("number", "text"), rows)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 5_000_000
    assert peak < 200_000


REFUSED: list[tuple[str, tuple[str, ...], str]] = [
    ("a folder that holds something", ("{full}",), "is there already, and not empty"),
    ("a table that is none", ("{new}", "--table", "claim_ledge"), "did you mean claim_ledger?"),
    ("readers' addresses", ("{new}", "--table", "subscribers"), "readers' addresses leave only"),
    ("a name that is SQL", ("{new}", "--table", 'claims"; DROP TABLE claims; --'), "no table or view"),
    ("all on standard output", (), "goes one --table"),
    ("a check of nothing", ("--check",), "--check needs a folder"),
    ("where nobody may write", ("/proc/nowhere/x",), "cannot be written"),
]


@pytest.mark.parametrize(("words", "told"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_cannot_be_exported_is_refused_and_leaves_nothing(
    database: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("kept")
    places = {"full": str(tmp_path / "full"), "new": str(tmp_path / "new")}
    refused = run("export", *(word.format(**places) for word in words), database=database)
    assert refused.code != 0
    assert told in refused.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "mine"]
