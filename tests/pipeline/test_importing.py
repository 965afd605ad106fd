"""What was collected elsewhere comes into the record as if it had been read here, once, with its own times."""

import csv
import gzip
import io
import json
import resource
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders

from newsagg.cli import newsagg
from newsagg.collect.archive import PageArchive, _MemoryWriter
from newsagg.collect.importing import Fault, FoundAddress, FoundArticle, read_path
from newsagg.pipeline.importing import Imported, import_paths
from newsagg.settings import Settings
from tests.collect.loopback import answer, serve_site

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
TEXT = (
    "Slack went down on Wednesday at 9:30 a.m. UTC. The company said that a faulty configuration change was to blame. "
    "Service was restored by noon, it added, and apologised to its customers for the trouble of the morning."
)
ROW = {"url": "https://paper.example/slack-down", "title": "Slack is down for thousands", "text": TEXT,
       "outlet": "The Paper", "published": "2026-01-07T10:00:00Z", "seen": "2026-01-07T10:20:00Z", "lang": "en"}  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, cache: Path) -> Settings:
    return Settings(
        database=tmp_path / "record.db", archive=tmp_path / "archive", cache=cache, host_gap_seconds=0.0
    )


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def take(settings: Settings, *paths: Path) -> Imported:
    return import_paths(settings, paths, now=NOW)


def as_jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def html(title: str, text: str) -> bytes:
    parts = "".join(f"<p>{part}.</p>" for part in text.split(". "))
    return (
        f"<html lang='en'><head><title>{title}</title><meta property='article:published_time' "
        f"content='2026-01-07T10:00:00Z'></head><body><article><h1>{title}</h1>{parts}</article></body></html>"
    ).encode()


def as_warc(path: Path, *pages: tuple[str, bytes, str, str], gzip: bool = True) -> Path:
    with path.open("wb") as file:
        writer = _MemoryWriter(file, gzip=gzip)
        for url, body, kind, status in pages:
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), http_headers=head,
                    warc_headers_dict={"WARC-Date": "2026-01-07T10:20:00Z"},
                )
            )  # fmt: skip
    return path


PAGE = ("https://paper.example/slack-down", html(ROW["title"], TEXT), "text/html; charset=utf-8", "200 OK")


def as_csv(path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*ROW, "other"])
        writer.writeheader()
        writer.writerow(ROW | {"other": "x"})
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "jsonl": lambda folder: as_jsonl(folder / "a.jsonl", ROW),
    "csv": lambda folder: as_csv(folder / "a.csv"),
    "warc.gz": lambda folder: as_warc(folder / "a.warc.gz", PAGE),
    "warc": lambda folder: as_warc(folder / "a.warc", PAGE, gzip=False),
}


@pytest.mark.parametrize("write", FORMS.values(), ids=FORMS)
def test_an_article_of_any_form_is_judged_and_merged_and_keeps_its_own_times(
    settings: Settings, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    write(folder)
    told = take(settings, folder)
    assert (told.counts["articles_new"], told.faults) == (1, [])
    assert ask(settings, "SELECT id, lead_service FROM incidents") == [("2026-01-07-slack", "slack")]
    assert ask(settings, "SELECT seen_at, basis FROM article_versions") == [("2026-01-07T10:20:00Z", "page")]
    assert ask(settings, "SELECT first_seen_at, published_at FROM articles") == [
        ("2026-01-07T10:20:00Z", "2026-01-07T10:00:00Z")
    ]
    # When it came into this record is told apart from when it was read.
    ((imported, place),) = ask(
        settings,
        "SELECT i.imported_at, v.place FROM imported_versions v JOIN imports i ON i.id = v.import_id",
    )
    assert imported == "2026-04-01T12:00:00Z"
    assert str(folder) in place
    assert ask(settings, "SELECT min(placed_at) FROM incident_articles") == [("2026-04-01T12:00:00Z",)]


@pytest.mark.parametrize("write", FORMS.values(), ids=FORMS)
def test_twice_changes_nothing(settings: Settings, tmp_path: Path, write: Callable[[Path], Path]) -> None:
    path = write(tmp_path)
    take(settings, path)
    tables = (
        "articles",
        "article_versions",
        "entries",
        "claims",
        "incidents",
        "captures",
        "imported_versions",
    )
    before = [ask(settings, f"SELECT * FROM {table}") for table in tables]
    files = {p.name: p.read_bytes() for p in settings.archive.glob("*")} if settings.archive.is_dir() else {}
    told = take(settings, path)
    assert told.counts["articles_new"] == told.counts["articles_changed"] == 0
    assert [ask(settings, f"SELECT * FROM {table}") for table in tables] == before
    assert ({p.name: p.read_bytes() for p in settings.archive.glob("*")} if files else {}) == files


def test_a_page_of_a_warc_is_kept_as_evidence_with_the_time_of_its_fetch(
    settings: Settings, tmp_path: Path
) -> None:
    take(settings, as_warc(tmp_path / "a.warc.gz", PAGE))
    ((record, fetched, version),) = ask(settings, "SELECT record, fetched_at, version_id FROM captures")
    assert (record, fetched) == ("2026-01.warc.gz#0", "2026-01-07T10:20:00Z")
    assert version is not None
    assert PageArchive(settings.archive).read(record) == PAGE[1]
    assert ask(settings, "SELECT page_archive, page_state FROM articles") == [(record, "fetched")]


BAD_ROWS = [
    "{not json\n", "[1, 2]\n", {"title": "No address"}, {"url": "javascript:alert(1)", "title": "x"},
    {"url": "https://paper.example/empty"}, ROW | {"url": "https://paper.example/t", "published": "soon"},
    ROW | {"url": "https://paper.example/k", "kind": "gossip"}, "null\n", ROW,
    {"url": "https://paper.example/status", "kind": "status", "title": "x", "updates": [{"at": "then", "state": "x", "body": "y"}]},
]  # fmt: skip


def test_a_bad_row_is_named_by_file_and_line_and_costs_only_itself(
    settings: Settings, tmp_path: Path
) -> None:
    told = take(settings, as_jsonl(tmp_path / "mixed.jsonl", *BAD_ROWS))
    assert told.counts["articles_new"] == 1
    assert [fault.place.rpartition("line ")[2] for fault in told.faults] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "10",
    ]
    assert all("mixed.jsonl" in fault.place and fault.reason for fault in told.faults)


def test_what_is_no_page_in_a_warc_is_passed_over_and_a_torn_one_told(
    settings: Settings, tmp_path: Path
) -> None:
    path = as_warc(
        tmp_path / "a.warc.gz",
        ("https://paper.example/pic", b"\x89PNG", "image/png", "200 OK"),
        ("https://paper.example/gone", b"<p>gone</p>", "text/html", "404 Not Found"),
        PAGE,
        ("https://paper.example/thin", b"<html><body><p>Nothing.</p></body></html>", "text/html", "200 OK"),
        ("https://paper.example/last", b"<p>x</p>" * 400, "text/html", "200 OK"),
    )
    data = path.read_bytes()
    path.write_bytes(data[:-30])
    told = take(settings, path)
    assert told.counts["articles_new"] == 1
    assert [fault.place.rpartition(", ")[2] for fault in told.faults] == ["record 4", "record 5"]


@pytest.mark.parametrize("data", [b"", b"rubbish", b"\x1f\x8b\x08rubbish", b"PK\x03\x04rubbish"], ids=str)
@pytest.mark.parametrize(
    "name", ["a.warc.gz", "a.zip", "a.jsonl", "a.csv", "a.txt", "a.opml", "a.jsonl.gz", "a.csv.gz"]
)
def test_rubbish_of_any_name_is_told_and_never_breaks_the_import(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    found = list(read_path(tmp_path / name, now=NOW, page_bytes=1_000_000))
    assert not [item for item in found if isinstance(item, FoundArticle)]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_packed_rows_are_rows(tmp_path: Path, form: str) -> None:
    plain = as_jsonl(tmp_path / "a.jsonl", ROW) if form == "jsonl" else as_csv(tmp_path / "a.csv")
    packed = tmp_path / f"b.{form}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    [first] = read_path(plain, now=NOW, page_bytes=1_000_000)
    [second] = read_path(packed, now=NOW, page_bytes=1_000_000)
    assert isinstance(first, FoundArticle)
    assert isinstance(second, FoundArticle)
    assert first.article == second.article


@pytest.mark.parametrize("sign", [";", "\t", ","], ids=["semicolon", "tab", "comma"])
def test_a_table_may_part_its_columns_as_any_office_program_does(tmp_path: Path, sign: str) -> None:
    lines = [sign.join(row) for row in (("url", "title"), ("https://paper.example/1", "Cloud is down"))]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    [found] = read_path(tmp_path / "a.csv", now=NOW, page_bytes=1_000_000)
    assert isinstance(found, FoundArticle)
    assert (found.article.url, found.article.title) == ("https://paper.example/1", "Cloud is down")


def test_databases_and_pictures_in_a_folder_are_passed_over_and_counted(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "old.db")) as db:
        db.execute("CREATE TABLE t (x)")
    (folder / "shot.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\n")
    as_jsonl(folder / "a.jsonl", ROW)
    told = take(settings, folder)
    assert (told.counts["files_passed_over"], told.counts["articles_new"], told.faults) == (2, 1, [])
    [fault] = take(settings, folder / "old.db").faults
    assert fault.reason == "is no text"


def test_a_table_without_a_line_of_names_is_told_and_its_first_row_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("https://paper.example/1,Cloud is down\nhttps://paper.example/2,Again\n")
    [fault] = read_path(tmp_path / "a.csv", now=NOW, page_bytes=1_000_000)
    assert isinstance(fault, Fault)
    assert "names no column url" in fault.reason
    assert "https://paper.example/1" in fault.reason


def test_an_older_version_stands_beside_and_a_newer_one_takes_over(
    settings: Settings, tmp_path: Path
) -> None:
    take(settings, as_jsonl(tmp_path / "a.jsonl", ROW))
    older = ROW | {"text": "An early word on it all.", "seen": "2026-01-07T09:50:00Z"}
    newer = ROW | {"text": TEXT + " It promised a report within the week.", "seen": "2026-01-08T09:00:00Z"}
    told = take(settings, as_jsonl(tmp_path / "b.jsonl", older, newer, older))
    assert (told.counts["articles_changed"], told.counts["articles_same"]) == (2, 1)
    newest = ask(
        settings, "SELECT v.seen_at FROM articles a JOIN article_versions v ON v.id = a.newest_version_id"
    )
    assert newest == [("2026-01-08T09:00:00Z",)]
    assert len(ask(settings, "SELECT id FROM article_versions")) == 3


def test_a_list_of_addresses_is_asked_for_once(settings: Settings, tmp_path: Path) -> None:
    with serve_site() as site:
        site.routes["/slack"] = answer(body=html(ROW["title"], TEXT), headers={"Content-Type": "text/html"})
        reachable = site.settings(database=settings.database, archive=settings.archive, cache=settings.cache)
        path = tmp_path / "list.txt"
        good = site.url("/slack")
        path.write_text(f"# my list\n{good}\nnot an address\n{site.url('/missing')}\n")
        told = take(reachable, path)
        assert told.counts["articles_new"] == 1
        assert {fault.place.rpartition("line ")[2] for fault in told.faults} == {"3", "4"}
        again = take(reachable, path)
    assert (again.counts["articles_new"], again.counts["articles_same"]) == (0, 1)
    assert ask(settings, "SELECT count(*) FROM captures") == [(1,)]


def test_an_opml_goes_to_the_feeds_and_a_hopeless_file_says_so(settings: Settings, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline type="rss" text="The Paper" '
        'xmlUrl="https://paper.example/feed"/></body></opml>'
    )
    environment = {"NEWSAGG_DATABASE": str(settings.database), "NEWSAGG_ARCHIVE": str(settings.archive)}
    done = CliRunner().invoke(newsagg, ["import", str(opml)], env=environment, catch_exceptions=False)
    assert done.exit_code == 0
    assert "1 feed added" in done.output
    bad = as_jsonl(tmp_path / "bad.jsonl", "{}\n")
    done = CliRunner().invoke(newsagg, ["import", str(bad)], env=environment)
    assert done.exit_code != 0
    assert done.exception is not None
    assert "bad.jsonl, line 1" in done.output + str(done.exception)


def test_a_file_of_any_size_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    line = json.dumps(ROW | {"text": "Words. " * 20_000}) + "\n"
    with path.open("w") as file:
        for _ in range(400):  # 56 MB
            file.write(line)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(isinstance(item, FoundArticle) for item in read_path(path, now=NOW, page_bytes=1)) == 400
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kilobytes


def test_what_evidence_writes_import_reads(demo_database: Path, settings: Settings, tmp_path: Path) -> None:
    environment = {
        "NEWSAGG_DATABASE": str(demo_database),
        "NEWSAGG_ARCHIVE": str(demo_database.parent / "archive"),
    }
    path = tmp_path / "evidence.zip"
    incident = "2026-03-02-claude"
    CliRunner().invoke(
        newsagg, ["evidence", incident, "-o", str(path)], env=environment, catch_exceptions=False
    )
    told = take(settings, path)
    assert told.faults == []
    original = Settings(database=demo_database)
    live = """SELECT a.url, c.type, c.value, c.speaker, c.quote FROM claims c
        JOIN articles a ON a.id = c.article_id JOIN incident_articles p ON p.article_id = a.id
        WHERE p.incident_id = '2026-03-02-claude' AND p.removed_at IS NULL AND c.withdrawn_at IS NULL ORDER BY 1, 2, 3, 4, 5"""
    assert incident in [row[0] for row in ask(settings, "SELECT id FROM incidents")]
    assert ask(settings, live) == ask(original, live)
    texts = """SELECT a.url, v.title, v.body, v.seen_at, v.basis FROM article_versions v JOIN articles a ON a.id = v.article_id
        JOIN incident_articles p ON p.article_id = a.id WHERE p.incident_id = '2026-03-02-claude' AND p.removed_at IS NULL
        ORDER BY 1, v.id"""
    assert ask(settings, texts) == ask(original, texts)
    assert told.counts["pages_kept"] > 5
    again = take(settings, path)
    assert again.counts["articles_new"] == again.counts["articles_changed"] == again.counts["pages_kept"] == 0
    second = tmp_path / "again.zip"
    mine = {"NEWSAGG_DATABASE": str(settings.database), "NEWSAGG_ARCHIVE": str(settings.archive)}
    done = CliRunner().invoke(
        newsagg, ["evidence", incident, "-o", str(second)], env=mine, catch_exceptions=False
    )
    assert done.exit_code == 0


@pytest.mark.parametrize("change", ["altered", "gone"])
@pytest.mark.parametrize("form", ["zip", "folder"])
def test_evidence_that_was_altered_is_refused_whole(
    demo_database: Path, settings: Settings, tmp_path: Path, change: str, form: str
) -> None:
    environment = {
        "NEWSAGG_DATABASE": str(demo_database),
        "NEWSAGG_ARCHIVE": str(demo_database.parent / "archive"),
    }
    path, folder = tmp_path / "evidence.zip", tmp_path / "evidence"
    CliRunner().invoke(
        newsagg, ["evidence", "2026-03-02-claude", "-o", str(path)], env=environment, catch_exceptions=False
    )
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    texts = next(folder.rglob("articles.jsonl"))
    if change == "altered":
        texts.write_text(texts.read_text("utf-8").replace("Anthropic", "Example Corp"), "utf-8")
    else:
        texts.with_name("pages.warc.gz").unlink()
    if form == "zip":
        path.unlink()
        shutil.make_archive(str(path.with_suffix("")), "zip", folder)
    told = take(settings, path if form == "zip" else folder)
    assert len(told.faults) == 1
    assert "nothing of it was taken in" in told.faults[0].reason
    assert ask(settings, "SELECT count(*) FROM articles")[0][0] == 0


def test_a_text_without_addresses_is_told_of_once_and_a_list_line_by_line(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "notes.txt").write_text("# what this is\n\nCollected in May.\nAsk Ann first.\n", "utf-8")
    (folder / "only.md").write_text("# nothing but a heading\n", "utf-8")
    (folder / "one.txt").write_text("Ask Ann first.\n", "utf-8")
    told = take(settings, folder)
    assert [fault.place.rpartition("/")[2] for fault in told.faults] == ["notes.txt", "one.txt"]
    assert [fault.reason.partition(", but ")[2] for fault in told.faults] == [
        "2 lines, the first of them 'Collected in May.'",
        "1 line, the first of them 'Ask Ann first.'",
    ]
    assert told.counts["rows_refused"] == 2
    (folder / "list.txt").write_text("Ask Ann first.\nhttps://paper.example/1\nor Bob\n", "utf-8")
    found = list(read_path(folder / "list.txt", now=NOW, page_bytes=1_000_000))
    assert [isinstance(item, Fault) for item in found] == [True, False, True]
    assert found[1] == FoundAddress(place=f"{folder / 'list.txt'}, line 2", url="https://paper.example/1")
