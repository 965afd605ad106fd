"""What an incident's record rests on can be handed on and checked; and raw pages go only by rule, and on record."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.checker import Checker

from newsagg.cli import newsagg
from newsagg.collect.archive import PageArchive
from newsagg.model import Page
from newsagg.pipeline.feedanswers import keep_bytes
from newsagg.pipeline.retention import choose_captures, prune_archive
from newsagg.report.evidence import name_folder, pack_evidence
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.captures import add_capture, list_kept

INCIDENT = "2026-03-02-claude"


@pytest.fixture
def demo(demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of the demo's record and archive."""
    settings = Settings(database=tmp_path / "record.db", archive=tmp_path / "archive")
    with sqlite3.connect(demo_database) as source, sqlite3.connect(settings.database) as target:
        source.backup(target)
    source.close()
    target.close()
    shutil.copytree(demo_database.parent / "archive", settings.archive)
    monkeypatch.setenv("NEWSAGG_DATABASE", str(settings.database))
    monkeypatch.setenv("NEWSAGG_ARCHIVE", str(settings.archive))
    monkeypatch.chdir(tmp_path)
    return settings


def write_evidence(path: Path, incident: str = INCIDENT) -> dict[str, Any]:
    done = CliRunner().invoke(
        newsagg, ["evidence", incident, "-o", str(path), "--json"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.output)
    return told


def unpack(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        file.extractall(folder)
    (inner,) = folder.iterdir()
    return inner


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"]}  # nothing of newsagg's
    return subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, env=bare, capture_output=True, text=True, check=False
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_evidence_can_be_checked_with_standard_tools_and_twice_is_the_same_bytes(
    demo: Settings, tmp_path: Path
) -> None:
    told = write_evidence(tmp_path / "one.zip")
    write_evidence(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    folder = unpack(tmp_path / "one.zip", tmp_path / "unpacked")
    done = check(folder)
    assert (done.returncode, done.stdout) == (0, "All is as it was written.\n"), done.stdout + done.stderr
    sums = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=False)
    assert sums.returncode == 0
    checker = Checker(Namespace(inputs=[str(folder / "pages.warc.gz")], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0
    claims, captures = lines(folder / "claims.jsonl"), lines(folder / "captures.jsonl")
    assert len(claims) == told["claims"] > 20
    assert len(captures) == told["pages"] > 5
    assert {row["feed"] is None for row in captures} == {True, False}  # pages, and the status page's feed
    assert all(row["sha256"] and row["members"] for row in captures)
    texts = {row["text_file"] for row in lines(folder / "articles.jsonl")}
    assert all((folder / name).is_file() for name in texts)
    assert json.loads((folder / "incident.json").read_text())["id"] == INCIDENT


SPOIL: dict[str, Callable[[Path], object]] = {
    "a text was altered": lambda f: next(iter(sorted((f / "texts").iterdir()))).write_text("Other words"),
    "a claim was altered": lambda f: (f / "claims.jsonl").write_text(
        (f / "claims.jsonl").read_text().replace('"end_offset":1', '"end_offset":2')
    ),
    "a page was altered": lambda f: (f / "pages.warc.gz").write_bytes(
        (f / "pages.warc.gz").read_bytes()[:-40]
    ),
    "a file was added": lambda f: (f / "more.txt").write_text("x"),
    "a file is gone": lambda f: (f / "history.jsonl").unlink(),
    "the claims are gone": lambda f: (f / "claims.jsonl").unlink(),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_what_was_altered_is_found(demo: Settings, tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    write_evidence(tmp_path / "one.zip")
    folder = unpack(tmp_path / "one.zip", tmp_path / "unpacked")
    spoil(folder)
    done = check(folder)
    assert done.returncode == 1
    assert "NOT as it was written" in done.stdout
    assert done.stderr == ""


def test_names_and_words_of_strangers_are_inert_in_it() -> None:
    version = {"id": 1, "article_id": 7, "title": "\x1b[31m../../x", "body": "a\n\nb \u202e", "url": "https://x.example/../../etc",
               "outlet": "../up", "published_at": None, "seen_at": "2026-03-02T11:40:00Z", "language": "en", "author": "",
               "basis": "page", "feed_kind": "news", "provider": "", "updates": "[]", "newest": 1,
               "first_seen_at": "2026-03-02T11:40:00Z"}  # fmt: skip
    data = pack_evidence(
        incident={"id": "../../etc/passwd\x1b"}, articles=[], versions=[version], claims=[], events=[],
        captures=[], read_members=lambda record: [], version="0",
    )  # fmt: skip
    with zipfile.ZipFile(__import__("io").BytesIO(data)) as file:
        for name in file.namelist():
            assert name.startswith("evidence-etc-passwd/")
            assert ".." not in name
            if not name.endswith((".txt", ".py")):
                assert b"\x1b" not in file.read(name)
    assert name_folder("../..") == "evidence-incident"


def test_an_incident_that_was_never_there_and_odd_askings_say_so(demo: Settings) -> None:
    for given in (["evidence", "2020-01-01-nobody"], ["evidence"], ["evidence", INCIDENT, "--prune"]):
        done = CliRunner().invoke(newsagg, given)
        assert done.exit_code != 0
        assert done.exception is not None


def prune(settings: Settings, **limits: int) -> dict[str, int]:
    limited = Settings(database=settings.database, archive=settings.archive, **limits)  # type: ignore[arg-type]
    return prune_archive(limited, now=datetime.now(UTC) + timedelta(days=400))


def plant(settings: Settings) -> None:
    """Pages of an article that no incident stands on; one has the very same bytes as a page that one stands on."""
    db = open_db(settings.database)
    archive = PageArchive(settings.archive)
    (article,) = db.conn.execute(
        "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM incident_articles) ORDER BY id LIMIT 1"
    ).fetchone()
    cited = next(row for row in list_kept(db) if row["cited"])
    month = datetime.fromisoformat(cited["fetched_at"])
    for body, at in (
        (b"<p>old</p>", month),
        (b"<p>older</p>", month - timedelta(days=300)),
        (archive.read(cited["record"]), month),
    ):
        page = Page(
            url="https://paper.example/x", final_url="https://paper.example/x", status=200, body=body,
            content_type="text/html", fetched_at=at,
        )  # fmt: skip
        add_capture(db, keep_bytes(archive, page), article_id=article, run_id=None)
    db.close()


def kept(settings: Settings) -> list[dict[str, Any]]:
    db = open_db(settings.database)
    try:
        return list_kept(db)
    finally:
        db.close()


def test_nothing_is_dropped_where_no_limit_is_set_or_only_asked(demo: Settings) -> None:
    before = kept(demo)
    assert prune(demo)["dropped"] == 0
    done = CliRunner().invoke(newsagg, ["evidence", "--prune", "--dry-run"], env={"NEWSAGG_KEEP_DAYS": "1"})
    assert done.exit_code == 0
    assert done.output.startswith("Would drop")
    assert kept(demo) == before


def test_pages_go_by_rule_and_on_record_and_what_an_incident_stands_on_stays(
    demo: Settings, tmp_path: Path
) -> None:
    plant(demo)
    before = kept(demo)
    told = prune(demo, keep_days=30)
    after = kept(demo)
    planted = 3
    assert told["dropped"] == len(before) - len(after) == sum(not row["cited"] for row in before) >= planted
    assert told["spared"] >= sum(row["cited"] for row in before) > 0
    assert {row["id"] for row in before if row["cited"]} == {row["id"] for row in after}
    archive = PageArchive(demo.archive)
    assert all(len(archive.read(row["record"])) == row["size"] for row in after)
    db = sqlite3.connect(demo.database)
    rules = db.execute(
        "SELECT dropped_because, count(*) FROM captures WHERE dropped_at IS NOT NULL GROUP BY 1"
    ).fetchall()
    lost = db.execute(
        "SELECT count(*) FROM articles a JOIN captures c ON c.record = a.page_archive AND c.article_id = a.id AND c.record <> ''"
    ).fetchone()
    archived = db.execute("SELECT count(*) FROM articles WHERE page_archive <> ''").fetchone()
    db.close()
    assert rules == [("older than 30 days (keep_days)", told["dropped"])]
    assert lost == archived
    assert prune(demo, keep_days=30)["dropped"] == 0
    write_evidence(tmp_path / "after.zip")
    folder = unpack(tmp_path / "after.zip", tmp_path / "unpacked")
    assert check(folder).returncode == 0
    assert len(lines(folder / "claims.jsonl")) > 20


def test_a_capture_is_never_altered_or_deleted_behind_our_back(demo: Settings) -> None:
    db = sqlite3.connect(demo.database)
    for statement in (
        "DELETE FROM captures",
        "UPDATE captures SET sha256 = 'x'",
        "UPDATE captures SET url = 'x'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    db.close()


def a_row(
    number: int, *, days: int, cited: bool = False, relevant: bool = True, size: int = 100
) -> dict[str, Any]:
    at = datetime(2026, 3, 31, tzinfo=UTC) - timedelta(days=days)
    return {
        "id": number,
        "fetched_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "cited": int(cited),
        "relevant": int(relevant),
        "size": size,
    }


ROWS = [
    a_row(1, days=40),
    a_row(2, days=40, cited=True),
    a_row(3, days=40, relevant=False),
    a_row(4, days=5, relevant=False),
    a_row(5, days=5),
    a_row(6, days=1, cited=True),
]


@pytest.mark.parametrize(
    ("limits", "chosen", "spared"),
    [
        ({}, set(), 0),
        ({"keep_days": 30}, {1, 3}, 1),
        ({"keep_days_irrelevant": 3}, {3, 4}, 0),
        ({"keep_days": 30, "keep_days_irrelevant": 3}, {1, 3, 4}, 1),
        ({"keep_bytes": 450}, {3, 4}, 0),
        ({"keep_bytes": 350}, {3, 4, 1}, 0),
        ({"keep_bytes": 100}, {1, 3, 4, 5}, 2),
    ],
    ids=str,
)
def test_what_may_go_is_chosen_by_age_use_and_size(
    limits: dict[str, int], chosen: set[int], spared: int
) -> None:
    found, left = choose_captures(ROWS, Settings(**limits), now=datetime(2026, 3, 31, tzinfo=UTC))  # type: ignore[arg-type]
    assert (set(found), left) == (chosen, spared)
