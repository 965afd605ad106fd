"""The desk as a server: who may ask, what protects readers, and what it says when it cannot answer."""

import re
import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsagg.cli import newsagg
from newsagg.store import open_db
from newsagg.store.connect import write
from tests.report.web.conftest import RunningDesk, serve_desk

ROOT = Path(__file__).resolve().parents[3]


def test_our_pages_allow_no_script_and_nothing_from_elsewhere(desk: RunningDesk) -> None:
    answer = desk.get("/")
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"]


def test_scripts_that_datasette_ships_run_by_nonce_only(desk: RunningDesk) -> None:
    answer = desk.get("/newsagg/incident_summary")
    policy = answer.headers["content-security-policy"]
    (nonce,) = {part.split("nonce-")[1].rstrip("';") for part in policy.split() if "nonce-" in part}
    assert answer.text.count("<script") == answer.text.count(f'<script nonce="{nonce}"') > 0
    assert "script-src 'self' 'unsafe-inline'" not in policy


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing-here", 404, "No such page"),
        ("/newsagg/no_such_table", 404, "No such page"),
        ("/newsagg?sql=select+nonsense", 400, "no such column"),
        ("/newsagg?sql=delete+from+claims", 400, "Statement must be a SELECT"),
        ("/newsagg.db", 403, "forbidden"),
    ],
    ids=["page", "table", "wrong query", "writing", "download"],
)
def test_what_cannot_be_answered_is_said_on_a_page_of_ours(
    desk: RunningDesk, path: str, status: int, words: str
) -> None:
    answer = desk.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert 'href="/assets/desk.css' in answer.text


def test_a_failure_is_data_where_data_were_asked_for(desk: RunningDesk) -> None:
    assert desk.get("/nothing-here.json").json()["status"] == 404


def test_the_same_page_is_not_sent_twice(desk: RunningDesk) -> None:
    tag = desk.get("/assets/desk.css").headers["etag"]
    answer = desk.get("/assets/desk.css", headers={"if-none-match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_name_that_is_not_ours_is_not_answered(desk: RunningDesk) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421


def test_before_the_first_run_the_desk_says_what_to_do_and_then_shows_the_record(
    demo_database: Path, tmp_path: Path
) -> None:
    with serve_desk(tmp_path / "later.db") as running:
        for path in ("/", "/newsagg"):
            answer = running.get(path)
            assert (answer.status_code, "newsagg run" in answer.text) == (503, True)
        shutil.copy(demo_database, tmp_path / "later.db")
        assert running.get("/").status_code == 200
        assert running.get("/newsagg").status_code == 200


def test_strangers_write_no_queries_and_see_nothing_of_the_machine(demo_database: Path) -> None:
    with serve_desk(demo_database, NEWSAGG_PUBLIC_URL="https://corp.example/outages") as running:
        front = running.get("/outages/", headers={"host": "corp.example"})
        assert front.status_code == 200
        assert 'href="/outages/assets/desk.css' in front.text
        assert '<link rel="canonical" href="https://corp.example/outages/">' in front.text
        assert running.get("/outages/newsagg?sql=select+1").status_code == 403
        assert running.get("/outages/newsagg/incident_summary").status_code == 200
        assert running.get("/outages/-/databases.json").status_code == 404


def test_other_machines_are_let_in_only_when_somebody_says_so() -> None:
    done = CliRunner().invoke(newsagg, ["serve", "--host", "0.0.0.0"])
    assert done.exception is not None
    assert "--public" in str(done.exception)


DOCUMENTED = sorted(
    {
        line.removeprefix("$ newsagg serve").strip()
        for page in ("README.md", "docs/desk.md")
        for line in (ROOT / page).read_text("utf-8").splitlines()
        if line.startswith("$ newsagg serve")
    }
)


@pytest.mark.slow
@pytest.mark.parametrize("options", DOCUMENTED)
def test_the_documentation_starts_a_desk(demo_database: Path, options: str) -> None:
    # The last port that is given counts, and a free one suits a test better.
    with serve_desk(demo_database, *options.split(), "--port", "0") as running:
        assert running.get("/").status_code == 200
        queries = running.get("/newsagg?sql=select+1").status_code
        assert queries == (403 if {"--public", "--no-sql"} & set(options.split()) else 200)


def test_every_address_and_picture_of_the_documentation_is_there(desk: RunningDesk) -> None:
    page = (ROOT / "docs" / "desk.md").read_text("utf-8")
    addresses = [
        path.replace("ID", "2026-03-02-claude")
        for cell in re.findall(r"^\| (`/.*?) \|", page, re.MULTILINE)
        for path in re.findall(r"`(/[^`]*)`", cell)
    ]
    assert len(addresses) > 6
    assert [path for path in addresses if desk.get(path).status_code != 200] == []
    pictures = re.findall(r"\((pictures/[^)]+)\)", page)
    assert pictures
    assert all((ROOT / "docs" / name).stat().st_size < 300_000 for name in pictures)


@pytest.mark.slow
def test_pages_are_answered_while_the_record_is_written(demo_database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "live.db"
    shutil.copy(demo_database, copy)
    stop = threading.Event()

    def keep_writing() -> None:
        with closing(open_db(copy)) as db:
            while not stop.wait(0.005):
                with write(db):
                    db.conn.execute("UPDATE incidents SET changed_at = '2026-03-09T00:00:00Z'")

    with serve_desk(copy) as running:
        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            paths = ["/", "/incident/2026-03-02-claude", "/newsagg/incident_summary.json"] * 8
            assert {running.get(path).status_code for path in paths} == {200}
        finally:
            stop.set()
            writer.join()
