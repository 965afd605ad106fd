"""The feeds as the desk serves them: filtered, asked for again without cost, read by a feed reader as updates."""

import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser_sgmllib
import pytest
from reader import make_reader

from newsagg.pipeline.decide import merge_incidents, override_field
from newsagg.pipeline.ruling import Analyst
from newsagg.settings import Settings
from tests.cli.running import run
from tests.copying import copy_database
from tests.report.feedchecks import check_atom, check_icalendar, check_json_feed
from tests.report.web.conftest import RunningDesk, serve_desk
from tests.store.making import NOON

CLAUDE, JIRA = "2026-03-02-claude", "2022-04-05-jira"


def ids(desk: RunningDesk, path: str) -> set[str]:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    return {item["id"].rpartition("/")[2] for item in check_json_feed(answer.content)["items"]}


def test_all_three_forms_tell_the_same_incidents(desk: RunningDesk) -> None:
    atom = desk.get("/incidents.atom")
    assert atom.headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = check_atom(atom.content).entries
    told = {entry.id.rpartition("/")[2] for entry in entries}
    assert told == ids(desk, "/incidents.json") >= {CLAUDE, JIRA}
    events = check_icalendar(desk.get("/incidents.ics").content)
    assert {str(event["UID"]).partition("@")[0] for event in events} == told
    assert [entry.updated for entry in entries] == sorted((e.updated for e in entries), reverse=True)
    assert entries[0].link.startswith(f"{desk.base_url}/incident/")


QUERIES: list[tuple[str, str, set[str], set[str]]] = [
    ("a provider's own feed", "/provider/anthropic/incidents.json", {CLAUDE}, {JIRA}),
    ("by provider", "/incidents.json?provider=atlassian", {JIRA}, {CLAUDE}),
    ("by words and punctuation", '/incidents.json?q=claude"+*', {CLAUDE}, {JIRA}),
    ("punctuation alone", "/incidents.json?q=%22*", set(), {CLAUDE, JIRA}),
    ("by time", "/incidents.json?since=2026-03-07T06:00", {CLAUDE}, {JIRA}),
    ("so bad or worse", "/incidents.json?severity=critical", set(), {CLAUDE, JIRA}),
    ("by state", "/incidents.json?state=merged", set(), {CLAUDE, JIRA}),
]


@pytest.mark.parametrize(("path", "there", "missing"), [q[1:] for q in QUERIES], ids=[q[0] for q in QUERIES])
def test_a_query_is_a_feed(desk: RunningDesk, path: str, there: set[str], missing: set[str]) -> None:
    told = ids(desk, path)
    assert there <= told
    assert not told & missing


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/incidents.atom?severity=awful", 400, "severity is one of none, minor"),
        ("/incidents.atom?state=%00", 400, "state is one of"),
        ("/incidents.atom?since=yesterday", 400, "since is a day"),
        ("/incidents.atom?limit=-1", 400, "limit is a number"),
        ("/provider/no-such/incidents.atom", 404, ""),
        ("/incidents.json?provider=antropic", 404, "did you mean anthropic"),
        ("/?before=xxx", 400, "before is a day or a time"),
        ("/index.csv?before=zzz", 400, "before is a day or a time"),
        ("/?before=2026-13-45", 400, "before is a day or a time"),
        ("/?year=abc", 400, "year is a year in four digits"),
        ("/?year=99999", 400, "year is a year in four digits"),
        ("/?year=1901", 400, "one of the record"),
        ("/index.json?before=2026-03-02T11:40:00Z", 200, ""),
        ("/incidents.atom?q=%0d%0aset-cookie:x=1", 200, ""),
    ],
    ids=[
        "severity",
        "state",
        "time",
        "limit",
        "provider",
        "provider by query",
        "before",
        "before of data",
        "no such day",
        "year in letters",
        "year too long",
        "year not on record",
        "a good time",
        "line break",
    ],
)
def test_what_no_feed_is_made_of_is_refused(desk: RunningDesk, path: str, status: int, words: str) -> None:
    answer = desk.get(path)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert "set-cookie" not in answer.headers


def test_who_has_the_newest_is_sent_nothing(desk: RunningDesk) -> None:
    first = desk.get("/incidents.atom")
    for headers in (
        {"if-none-match": first.headers["etag"]},
        {"if-modified-since": first.headers["last-modified"]},
    ):
        again = desk.get("/incidents.atom", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    assert desk.get("/incidents.atom", headers={"if-modified-since": "rubbish"}).status_code == 200
    old = {"if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert desk.get("/incidents.atom", headers=old).status_code == 200
    wrong = {"if-none-match": '"other"', "if-modified-since": first.headers["last-modified"]}
    assert desk.get("/incidents.atom", headers=wrong).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_reader_sees_a_change_as_an_update_and_a_merge_as_one(
    demo_database: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The parser inside reader asks for the module by the name that it had before it was packaged.
    monkeypatch.setitem(sys.modules, "sgmllib", feedparser_sgmllib)
    database = copy_database(demo_database, tmp_path)
    settings = Settings(database=database)
    later = NOON + timedelta(days=30)
    analyst = Analyst(by="ana", reason="read both", now=later)
    override_field(settings, JIRA, "severity", "minor", analyst=analyst)  # what waited is settled with it
    with serve_desk(database) as desk, closing(make_reader(":memory:")) as reader:
        url = f"{desk.base_url}/incidents.{form}"
        reader.add_feed(url)
        first = reader.update_feed(url)
        assert first is not None
        assert first.new == len(list(reader.get_entries())) > 20

        def seen() -> dict[str, Any]:
            return {entry.id.rpartition("/")[2]: entry for entry in reader.get_entries()}

        before = seen()
        assert reader.update_feed(url) is None  # not modified
        analyst = Analyst(by="ana", reason="hospitals", now=later + timedelta(hours=1))
        override_field(settings, CLAUDE, "severity", "critical", analyst=analyst)
        second = reader.update_feed(url)
        assert second is not None
        assert (second.new, second.modified) == (0, 1)
        assert seen()[CLAUDE].updated > before[CLAUDE].updated
        assert seen()[CLAUDE].id == before[CLAUDE].id
        assert "critical" in seen()[CLAUDE].content[0].value
        analyst = Analyst(by="ana", reason="one outage", now=later + timedelta(hours=2))
        merge_incidents(settings, JIRA, CLAUDE, analyst=analyst)
        third = reader.update_feed(url)
        assert third is not None
        assert (third.new, third.modified) == (0, 2)
        assert (seen()[JIRA].title or "").startswith("Merged: ")
        assert f"told under {CLAUDE} now" in seen()[JIRA].content[0].value


def test_the_same_feeds_are_written_as_files(demo_database: Path, tmp_path: Path) -> None:
    for form, check in (("atom", check_atom), ("json", check_json_feed), ("ics", check_icalendar)):
        file = tmp_path / f"incidents.{form}"
        told = run("feed", "--format", form, "-o", file, "--provider", "anthropic", database=demo_database)
        assert (told.code, "1 incident." in told.out) == (0, True)
        check(file.read_bytes())
    assert check_atom(run("feed", database=demo_database).out.encode()).entries
