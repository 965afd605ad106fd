"""What is in force, what is wrong, and what to do about it."""

from pathlib import Path

import pytest

from newsagg.cli.doctor import PACKAGES, check_versions
from newsagg.cli.run import print_counts
from newsagg.settings import Settings
from tests.cli.running import Outcome, run
from tests.detect.model_server import serve_model

GOOD = {"python": "3.11.7", "sqlite": "3.40.1"} | dict.fromkeys(PACKAGES, "0.100.0")


def doctor(
    tmp_path: Path, *options: str, database: Path | None = None, columns: int = 0, **env: str
) -> Outcome:
    places: dict[str, str | None] = {"NEWSAGG_CACHE": str(tmp_path), "NEWSAGG_ARCHIVE": str(tmp_path)}
    return run("doctor", *options, database=database, columns=columns, env={**places, **env})


def test_a_sound_installation_is_well(record: Path, tmp_path: Path) -> None:
    told = doctor(tmp_path, database=record, columns=80)
    assert told.code == 0
    assert "All is well." in told.out
    assert "up to date, sound" in " ".join(told.out.split())


def test_every_setting_is_told_with_where_it_came_from(record: Path, tmp_path: Path) -> None:
    told = doctor(tmp_path, "--json", database=record, NEWSAGG_ZONE="Europe/Berlin").data["settings"]
    assert set(told) == set(Settings.__dataclass_fields__)
    assert told["zone"] == {"value": "Europe/Berlin", "from": "NEWSAGG_ZONE"}
    assert told["database"]["from"] == "--db"
    assert told["batch"]["from"] == "default"


def test_a_setting_from_a_file_names_the_file(tmp_path: Path, record: Path) -> None:
    config = tmp_path / "my.toml"
    config.write_text("workers = 3\n")
    told = doctor(tmp_path, "--json", database=record, NEWSAGG_CONFIG=str(config)).data["settings"]
    assert told["workers"] == {"value": 3, "from": str(config)}


def test_a_missing_database_is_no_fault_but_says_what_to_do(tmp_path: Path) -> None:
    told = doctor(tmp_path, database=tmp_path / "none.db", columns=80)
    assert told.code == 0
    assert "not there yet" in told.out
    assert "newsagg run" in told.out


def test_a_file_that_is_no_database_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("hello " * 500)
    told = doctor(tmp_path, database=tmp_path / "x.db", columns=80)
    assert told.code == 1
    assert "1 wrong." in told.out


def test_a_damaged_database_is_found(record: Path, tmp_path: Path) -> None:
    data = bytearray(record.read_bytes())
    for at in range(4096 * 6, min(len(data), 4096 * 40), 4096):
        data[at : at + 64] = b"\xff" * 64
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(bytes(data))
    assert doctor(tmp_path, database=damaged).code == 1


def test_a_broken_feed_list_names_its_row(record: Path, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[feed]]\nslug = "a"\noutlet = "A"\n')
    told = doctor(tmp_path, database=record, columns=80, NEWSAGG_FEEDS=str(feeds))
    assert told.code == 1
    assert "feed 1" in told.out


def test_a_broken_lexicon_is_wrong(record: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "services.toml"
    lexicon.write_text("this is no toml")
    told = doctor(tmp_path, "--json", database=record, NEWSAGG_SERVICES=str(lexicon))
    assert told.code == 1
    assert [check["name"] for check in told.data["checks"] if check["state"] == "wrong"] == ["lexicon"]


@pytest.mark.parametrize(
    ("package", "version", "state"),
    [
        ("fastapi", "0.150.3", "ok"),
        ("fastapi", "0.155.0", "wrong"),
        ("fastapi", "1.0", "wrong"),
        ("sqlalchemy", "2.0.58", "ok"),
        ("sqlalchemy", "2.1.0b1", "wrong"),
        ("prefect", "", "wrong"),
        ("sqlite", "3.31.1", "wrong"),
    ],
)
def test_versions_that_break_others_are_named_with_the_cure(package: str, version: str, state: str) -> None:
    checks = list(check_versions(GOOD | {package: version}))
    assert [check.state for check in checks] == [state]
    assert checks[0].todo or state == "ok"


def test_a_setting_that_is_wrong_ends_with_2(tmp_path: Path) -> None:
    told = doctor(tmp_path, NEWSAGG_ZONE="Mars/Olympus")
    assert told.code == 2
    assert "NEWSAGG_ZONE" in told.err
    assert told.err.count("\n") == 1


def test_a_language_model_is_asked_whether_it_answers(record: Path, tmp_path: Path) -> None:
    with serve_model() as server:
        names = {"NEWSAGG_LLM_BASE_URL": server.base_url, "NEWSAGG_LLM_MODEL": "tiny"}
        told = doctor(tmp_path, database=record, columns=100, **names)
        assert told.code == 0
        assert "tiny at" in told.out
        server.reply = lambda _: (503, b"busy", {})
        told = doctor(tmp_path, database=record, columns=100, **names)
    assert told.code == 1
    assert "HTTP 503" in told.out


def test_a_run_says_that_the_model_failed_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    print_counts({"llm_failed": 3, "llm_skipped": 20}, title="This run")
    told = capsys.readouterr().err
    assert "failed on 23 articles" in told
    assert "newsagg rebuild" in told


def test_a_misspelt_variable_is_told_with_the_nearest(record: Path, tmp_path: Path) -> None:
    told = doctor(
        tmp_path,
        "--json",
        database=record,
        NEWSAGG_DATABSE="x.db",
        NEWSAGG_QQQQQQQQQ="1",
        NEWSAGG_SMTP_PASSWORD="x",
    )
    found = {c["told"].split()[0]: c for c in told.data["checks"] if c["name"] == "variable"}
    assert set(found) == {"NEWSAGG_DATABSE", "NEWSAGG_QQQQQQQQQ"}
    assert found["NEWSAGG_DATABSE"]["todo"] == "did you mean NEWSAGG_DATABASE?"
    assert told.code == 0


def test_no_name_of_a_setting_touches_its_value(record: Path, tmp_path: Path) -> None:
    shown = doctor(tmp_path, database=record, columns=100).out.splitlines()
    assert all(
        any(line.strip().startswith(f"{name}  ") for line in shown) for name in Settings.__dataclass_fields__
    )
