"""Texts that mean harm, through the whole pipeline and out by every way: pages, CSV, mail, terminal, feeds, files.

Nothing of them runs, is obeyed, or becomes a line, a header, a cell or a name that nobody meant.
"""

import csv
import email
import email.policy
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Dialog, sync_playwright

from newsagg.settings import Settings
from tests.cli.running import Outcome, run
from tests.report.feedchecks import check_atom, check_icalendar, check_json_feed
from tests.report.hostility import MARK, OBEYED, PAYLOADS, find_harm, hostile_record
from tests.report.web.conftest import RunningDesk, serve_desk
from tests.report.web.test_editing import CHROMIUM, QUIET

pytestmark = pytest.mark.slow
"""A pipeline, a desk and a browser: 60 s of CPU in all."""

WEEK = "2026-W10"


@pytest.fixture(scope="module")
def settings(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with hostile_record(tmp_path_factory.mktemp("hostility"), cache) as (made, _):
        yield made


@pytest.fixture(scope="module")
def ids(settings: Settings) -> list[str]:
    db = sqlite3.connect(settings.database)
    found = [row[0] for row in db.execute("SELECT id FROM incidents WHERE state <> 'merged' ORDER BY id")]
    db.close()
    return found


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Iterator[RunningDesk]:
    with serve_desk(settings.database) as running:
        yield running


def ask(settings: Settings, *words: str | Path, columns: int = 0) -> Outcome:
    return run(
        *words,
        database=settings.database,
        columns=columns,
        env={"NEWSAGG_CACHE": str(settings.cache), "NEWSAGG_ARCHIVE": str(settings.archive)},
    )


def test_what_means_harm_got_into_the_record(settings: Settings, ids: list[str]) -> None:
    """Or all that follows would prove nothing."""
    db = sqlite3.connect(settings.database)
    everything = "\n".join(
        " ".join(row) for row in db.execute("SELECT title, body, author FROM article_versions")
    )
    quotes = "\n".join(row[0] for row in db.execute("SELECT quote || value FROM claims"))
    titles = "\n".join(row[0] for row in db.execute("SELECT title FROM incidents"))
    outlets = "\n".join(row[0] for row in db.execute("SELECT name FROM outlets"))
    relevant = db.execute("SELECT count(*) FROM verdicts WHERE relevance = 'relevant'").fetchone()[0]
    links = [row[0] for row in db.execute("SELECT url FROM articles")]
    db.close()
    assert relevant > len(PAYLOADS)
    assert len(ids) >= 3, (
        "the stories are alike but for what means harm, so outages of several services become one"
    )
    for text in (everything, titles + quotes, outlets):
        assert f"<script>window.{MARK}=1" in text
        assert "=HYPERLINK" in text
    assert "\u202e" in everything
    assert "{{ 7*191 }}" in titles + quotes
    assert max(map(len, everything.split("\n"))) > 90_000
    assert not [link for link in links if not link.startswith(("http://", "https://"))]


def test_letters_that_only_look_like_a_service_are_not_that_service(settings: Settings) -> None:
    told = ask(settings, "explain", "http://paper.test.example/feed-28", "--json")
    assert told.code == 0
    assert "google" not in json.dumps(told.data.get("services", told.data)).casefold()


COMMANDS: list[tuple[str, ...]] = [
    ("incidents",), ("incidents", "--all"), ("incidents", "--all", "--json"), ("show", "ID"),
    ("show", "ID", "--events", "--all"), ("show", "ID", "--json"), ("show", "ID", "--as-of", "2027-01-01"),
    ("history", "ID"), ("history", "ID", "--json"), ("explain", "http://paper.test.example/feed-0"),
    ("explain", "https://import.test.example/story-16?x=%22%3E%3Cscript%3E"), ("search", "script"),
    ("search", PAYLOADS["search"]), ("sql", "SELECT title, lead_service FROM incidents"),
    ("sql", "SELECT title, body FROM article_versions", "--json"), ("feeds", "list"), ("feeds", "show", "paper"),
    ("feeds", "show", "gone"), ("doctor",), ("digest", "show", "--week", WEEK),
    ("digest", "show", "--week", WEEK, "--json"), ("review", "--list"), ("incident", "list-decisions"),
    ("feed", "--format", "atom"), ("feed", "--format", "json"),
    ("export", "--table", "incident_summary", "--format", "csv"), ("export", "--table", "articles", "--format", "jsonl"),
    ("export", "--table", "article_versions", "--format", "json"), ("incident", "reject", PAYLOADS["terminal"], "--because", "x"),
    ("show", PAYLOADS["direction"]), ("history", PAYLOADS["terminal"]), ("feed", "--provider", PAYLOADS["terminal"]),
    ("export", "--table", PAYLOADS["terminal"]), ("schema", PAYLOADS["terminal"]),
]  # fmt: skip


@pytest.mark.parametrize("columns", [0, 90], ids=["piped", "watched"])
@pytest.mark.parametrize(
    "words", COMMANDS, ids=[" ".join(c)[:40].encode("ascii", "ignore").decode() for c in COMMANDS]
)
def test_no_terminal_obeys_a_command(
    settings: Settings, ids: list[str], words: tuple[str, ...], columns: int
) -> None:
    for incident in ids if "ID" in words else ids[:1]:
        told = ask(settings, *(incident if word == "ID" else word for word in words), columns=columns)
        assert told.code in (0, 1)
        assert "Traceback" not in told.err
        for text in (told.out.replace("\r\n", "\n"), told.err):
            assert not [sign[0] for sign in OBEYED.finditer(text)], text[:500]
        if "--json" in words and told.code == 0:
            json.loads(told.out)


def crawl(desk: RunningDesk, most: int = 150) -> Iterator[tuple[str, Any]]:
    """Follow every link of ours from the front page on."""
    waiting, seen = (
        [
            "/",
            "/newsagg/outlets.csv?_size=max",
            "/newsagg/article_versions.csv?_stream=on",
            "/incidents.atom",
            "/search?q=script",
            "/digest",
        ],
        set[str](),
    )
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = desk.get(path)
        yield path, answer
        if "html" not in answer.headers.get("content-type", "") or answer.status_code != 200:
            continue
        own = [
            urljoin(path, link)
            for link in html.document_fromstring(answer.content).xpath("//a/@href | //link/@href")
            if not urlsplit(link).netloc
        ]
        paths = [link.partition("#")[0] for link in own if "_sort" not in link and "_facet" not in link]
        rows = [p for p in paths if p.startswith("/newsagg/")]
        waiting += [p for p in paths if p not in rows] + [p for p in rows if p.count("/") == 2][:40]


def test_no_page_of_the_desk_holds_what_would_run(desk: RunningDesk, ids: list[str]) -> None:
    kinds: dict[str, int] = {}
    for path, answer in crawl(desk):
        assert answer.status_code in (200, 301, 302, 304, 400, 404), path
        kind = answer.headers.get("content-type", "").partition(";")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        for name, value in answer.headers.items():
            assert "evil" not in value, (path, name)
            assert not OBEYED.search(value)
        if kind == "text/html":
            policy = answer.headers["content-security-policy"]
            nonce = re.search(r"nonce-([^']+)'", policy)
            assert find_harm(answer.content, nonce=nonce[1] if nonce else "") == [], path
        elif kind == "text/csv":
            check_cells(answer.content.decode())
        elif "json" in kind:
            answer.json()
    assert kinds["text/html"] > 30
    assert desk.get(f"/incident/{ids[0]}").status_code == 200


def test_a_browser_runs_nothing_and_asks_nobody_else(desk: RunningDesk, ids: list[str]) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            page = browser.new_page()
            dialogs: list[str] = []
            asked: list[str] = []

            def refuse(dialog: Dialog) -> None:
                dialogs.append(dialog.message)
                dialog.dismiss()

            page.on("dialog", refuse)
            page.on("request", lambda request: asked.append(request.url))
            paths = [
                "/",
                "/search?q=script",
                "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/newsagg/incident_summary",
            ]
            paths += [f"/incident/{incident}{more}" for incident in ids for more in ("", "/history")]
            for path in paths:
                page.goto(f"{desk.base_url}{path}", wait_until="load")
                assert page.evaluate(f"window.{MARK}") is None, path
                assert (
                    page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
                    or "newsagg/" in path
                ), path
            for element in page.locator("summary").all()[:10]:
                element.click()
            assert dialogs == []
            assert [url for url in asked if not url.startswith((desk.base_url, "data:image/"))] == []
        finally:
            browser.close()


def check_cells(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not OBEYED.search(cell)
            assert "\n" not in cell
            assert not cell.startswith(("=", "+", "-", "@", "\t")) or re.fullmatch(
                r"[+-]?\d+(\.\d+)?", cell
            ), cell[:80]


def test_feeds_are_feeds_whatever_stands_in_them(
    desk: RunningDesk, settings: Settings, ids: list[str]
) -> None:
    for entry in check_atom(desk.get("/incidents.atom?limit=500").content).entries:
        assert find_harm(f"<p>{entry.content[0].value}</p>") == []
        assert len(entry.title) <= 220
        assert not OBEYED.search(entry.title)
    for item in check_json_feed(desk.get("/incidents.json?limit=500").content)["items"]:
        assert find_harm(f"<p>{item['content_html']}</p>") == []
        assert not OBEYED.search(item["content_text"])
    events = check_icalendar(desk.get("/incidents.ics?limit=500").content)
    assert {str(event["UID"]).partition("@")[0] for event in events} == set(ids)
    for event in events:
        assert "ATTENDEE" not in event
        assert not OBEYED.search(str(event["DESCRIPTION"]).replace("\r", ""))
    assert desk.get("/incidents.ics").text.count("BEGIN:VEVENT") == len(ids)


def test_a_spreadsheet_calculates_nothing_of_an_export(settings: Settings, tmp_path: Path) -> None:
    told = ask(settings, "export", tmp_path / "out", "--format", "csv", "--format", "json", "--format", "db")
    assert told.code == 0, told.err
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [name for name in files if not re.fullmatch(r"[A-Za-z0-9_.]+", name)] == []
    for path in (tmp_path / "out").glob("*.csv"):
        check_cells(path.read_text("utf-8"))
    for path in (tmp_path / "out").glob("*.json"):
        json.loads(path.read_text("utf-8"))
    assert ask(settings, "export", tmp_path / "out", "--check").code == 0


def test_a_digest_is_a_mail_whatever_stands_in_it(settings: Settings, tmp_path: Path) -> None:
    database = tmp_path / "record.db"
    shutil.copy(settings.database, database)
    mine = Settings(database=database, cache=settings.cache, archive=settings.archive)
    made = ask(mine, "digest", "lists", "add", "all", "--title", "Outages", "--from-name", "Desk")
    assert made.code == 0, made.err
    for ending in ("eml", "html", "txt"):
        told = ask(
            mine, "digest", "preview", "--list", "all", "--week", WEEK, "-o", tmp_path / f"week.{ending}"
        )
        assert told.code == 0, told.err
    mail = email.message_from_bytes((tmp_path / "week.eml").read_bytes(), policy=email.policy.default)
    assert not mail.defects
    assert "Bcc" not in mail
    heads = (tmp_path / "week.eml").read_bytes().partition(b"\r\n\r\n")[0]
    assert b"evil" not in heads
    for name, value in mail.items():
        assert not OBEYED.search(str(value)), name
    parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
    assert set(parts) <= {"text/plain", "text/html", "image/png"}
    for page in (parts["text/html"], (tmp_path / "week.html").read_text("utf-8")):
        assert find_harm(page) == []
        assert len(page) < 120_000
    for text in (parts["text/plain"], (tmp_path / "week.txt").read_text("utf-8")):
        assert not OBEYED.search(text.replace("\r", ""))
    assert "config" in parts["text/plain"]


def test_file_names_are_ours(
    settings: Settings, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for incident in ids:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9-]{1,60}", incident)
        told = ask(settings, "evidence", incident)
        assert told.code == 0, told.err
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")]
    assert len(names) == len(ids)
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._-]+\.zip", name)] == []
    for name in names:
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert [
                inner
                for inner in archive.namelist()
                if not re.fullmatch(r"[A-Za-z0-9._/-]+", inner) or ".." in inner
            ] == []
