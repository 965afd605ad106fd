"""A newsroom in which nearly everybody misbehaves: each costs only itself, and is told in words that people understand."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsagg.pipeline.plain import run_pipeline
from newsagg.settings import Settings
from tests.collect.hostile import Hostile, bad_pages, page, rss, send, serve_hostile, vices

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
VICES = vices()
PAGES = bad_pages()
GOOD_FEEDS, GOOD_PAGES = 30, 4

pytestmark = pytest.mark.slow
"""Two parsers are held for 4 s each, on purpose: 30 s of CPU in all."""


def outage_feed(hosts: list[str]) -> bytes:
    """A feed whose every entry tells of an outage, so that its page is asked for."""
    items = "".join(
        f"<item><title>Cloudflare outage takes down websites worldwide, part {n}</title>"
        f"<link>http://{host}.bad.example/story-{n}</link><guid>o-{n}</guid>"
        "<pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate><description>Cloudflare said that a failed change took its "
        f"network down for two hours on Monday, part {n}.</description></item>"
        for n, host in enumerate(hosts)
    )
    return f"<rss version='2.0'><channel><title>Outages</title>{items}</channel></rss>".encode()


@dataclass
class Run:
    """What one run over the hostile newsroom left."""

    db: sqlite3.Connection
    counts: dict[str, int]
    seconds: float
    server: Hostile

    def one(self, sql: str, *values: Any) -> sqlite3.Row:
        rows = self.db.execute(sql, values).fetchall()
        assert len(rows) == 1, rows
        row: sqlite3.Row = rows[0]
        return row


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    with serve_hostile() as server:
        server.hosts |= {name: vice.behave for name, vice in VICES.items()}
        server.hosts |= {name: bad.behave for name, bad in PAGES.items()}
        server.hosts |= {f"good-{n}": send(rss(f"good-{n}")) for n in range(GOOD_FEEDS)}
        server.hosts |= {f"well-{n}": send(page(f"Cloudflare outage, well {n}")) for n in range(GOOD_PAGES)}
        server.hosts["outages"] = send(outage_feed([*PAGES, *(f"well-{n}" for n in range(GOOD_PAGES))]))
        schemes = {name: vice.scheme for name, vice in VICES.items()}
        names = sorted([*VICES, *(f"good-{n}" for n in range(GOOD_FEEDS)), "outages"])
        (folder / "feeds.toml").write_text(
            "".join(
                f'[[feed]]\nslug = "{name}"\noutlet = "Paper {name}"\nkind = "news"\n'
                f'url = "{schemes.get(name, "http")}://{name}.bad.example/feed"\n'
                for name in names
            ),
            "utf-8",
        )
        settings = Settings(
            database=folder / "record.db",
            archive=folder / "archive",
            cache=cache,
            feeds=folder / "feeds.toml",
            resolve=f"*.bad.example=127.0.0.1:{server.port}",
            host_gap_seconds=0.0,
            workers=48,
            connect_seconds=3.0,
            read_seconds=3.0,
            total_seconds=5.0,
            extract_seconds=4.0,
            feed_bytes=300_000,
            page_bytes=2_000_000,
        )
        began = time.monotonic()
        counts = run_pipeline(settings, now=NOW)
        seconds = time.monotonic() - began
        with closing(sqlite3.connect(settings.database)) as db:
            db.row_factory = sqlite3.Row
            yield Run(db=db, counts=dict(counts), seconds=seconds, server=server)


def test_there_are_more_than_forty_misbehaviours() -> None:
    assert len(VICES) >= 70
    assert len(PAGES) >= 14


def test_all_good_articles_of_the_run_arrive(run: Run) -> None:
    for n in range(GOOD_FEEDS):
        assert run.one("SELECT count(*) FROM entries WHERE feed = ?", f"good-{n}")[0] == 3
        row = run.one("SELECT * FROM feed_health WHERE feed = ?", f"good-{n}")
        assert (row["state"], row["last_error"] or "") == ("healthy", "")
    for n in range(GOOD_PAGES):
        found = run.one("SELECT * FROM articles WHERE url LIKE ?", f"%://well-{n}.bad.example/%")
        assert (found["page_state"], found["page_note"]) == ("fetched", "")


@pytest.mark.parametrize("name", VICES)
def test_a_misbehaviour_costs_only_itself_and_is_told(run: Run, name: str) -> None:
    vice = VICES[name]
    health = run.one("SELECT * FROM feed_health WHERE feed = ?", name)
    fetch = run.one("SELECT * FROM fetches WHERE feed = ? AND purpose = 'feed'", name)
    entries = run.one("SELECT count(*) FROM entries WHERE feed = ?", name)[0]
    told = health["last_error"] or ""
    assert told == fetch["error"]
    assert entries == (vice.saved or 0), told
    if vice.says:
        assert re.search(vice.says, told), told
    else:
        assert told == ""
    if vice.saved is None:
        assert health["state"] in ("failing", "retired", "host_resting")
        assert fetch["outcome"] in ("failed", "forbidden", "gone")
        assert told in health["explanation"] or health["state"] != "failing", health["explanation"]
    else:
        assert health["failures"] == 0
        assert fetch["outcome"] == "ok"
    for not_for_people in ("Error:", "Exception", "Traceback", "<unknown>", "[Errno", "None", "b'"):
        assert not_for_people not in told
    assert told.isprintable()
    assert fetch["seconds"] < 15


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_misbehaves_leaves_its_article_with_what_its_feed_said(run: Run, name: str) -> None:
    article = run.one("SELECT * FROM articles WHERE url LIKE ?", f"%://{name}.bad.example/%")
    text = run.one("SELECT * FROM article_versions WHERE id = ?", article["newest_version_id"])
    fetch = run.one(
        "SELECT * FROM fetches WHERE purpose = 'page' AND url LIKE ?", f"http://{name}.bad.example/%"
    )
    read_in_time = PAGES[name].says.endswith("|") and not fetch["error"]  # by a fast machine
    assert read_in_time or "Cloudflare said" in text["body"]
    if PAGES[name].says and fetch["error"]:
        assert re.search(PAGES[name].says, article["page_note"]), article["page_note"]
        assert article["page_state"] in ("wanted", "unavailable")
        assert text["basis"] == "feed"
    else:
        assert (article["page_state"], article["page_note"]) == ("fetched", "")
        assert text["basis"] == "page"
    assert fetch["error"] or not PAGES[name].says or PAGES[name].says.endswith("|")


def test_the_run_takes_no_longer_than_its_slowest_hosts(run: Run) -> None:
    # 48 at once, each 5 s at most, then a feed and a page that are given up after 4 s each: the rest is a loaded machine.
    assert run.seconds < 240


def test_nothing_of_this_machine_and_no_secret_is_in_the_record(run: Run) -> None:
    everything = "\n".join(run.db.iterdump())
    for secret in ("root:x:0", "hunter2", "boom boom boom boom"):
        assert secret not in everything
    assert not [asked for asked in run.server.asked if asked.startswith(("127", "169", "admin"))]


def test_dates_of_no_time_and_links_to_scripts_are_not_kept(run: Run) -> None:
    rows = run.db.execute("SELECT published_at FROM entries WHERE feed = 'years'").fetchall()
    assert {row[0] for row in rows} == {None}
    links = run.db.execute("SELECT link FROM entries WHERE feed = 'scripts'").fetchall()
    assert {row[0] for row in links} == {""}
    assert run.one("SELECT count(*) FROM entries WHERE link LIKE '%@%'")[0] == 0


def test_letters_in_the_wrong_encoding_are_right(run: Run) -> None:
    title = run.one("SELECT min(title) FROM entries WHERE feed = 'cp1252'")[0]
    assert title == "Harbour chéur sings for item 1"
