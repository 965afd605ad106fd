"""A hand-written status page is read as its row of the feed list declares, in a process that can be killed."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.collect.feeds import load_feeds
from newsagg.collect.reader import PageReader
from newsagg.collect.statushtml import read_local_time, read_place
from newsagg.errors import DataFileError, FeedError
from newsagg.model import Entry, Feed
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind

HEAD = """[[feed]]
slug = "bank-status"
outlet = "Acme Bank"
url = "https://www.bank.example/stoerungen"
kind = "status"
language = "de"
homepage = "https://www.bank.example"
provider = "acme-bank"
format = "html"
"""
DECLARED = """[feed.page]
incident = "article.stoerung"
title = "h3"
update = "li"
time = ".zeit"
text = ".text"
status = ".stand"
link = "h3 a@href"
components = ".betroffen span"
zone = "Europe/Berlin"
"""
PAGE = """<!doctype html><html><head><title>Störungen</title></head><body><nav><a href="/">Start</a></nav>
<article class="stoerung"><h3><a href="/stoerungen/17">Überweisungen gestört</a></h3>
<p class="betroffen"><span>Online-Banking</span><span>App</span></p>
<ul><li><span class="zeit">02.03.2026, 14:05 Uhr</span> <b class="stand">Behoben</b><div class="text"><p>Alles geht wieder.</p></div></li>
<li><span class="zeit">02.03.2026 09:40 Uhr</span> <b class="stand">In Untersuchung</b><div class="text">Überweisungen
werden nicht ausgeführt. Wir suchen die Ursache.</div></li></ul></article>
<article class="stoerung"><h3><a href="/stoerungen/18">Geplante Wartung</a></h3><ul><li><span class="zeit">1.3.2026 08:00</span>
<div class="text">Am Sonntag warten wir das System.</div></li></ul></article>
<article class="stoerung"><h3>Ohne Zeit</h3><ul><li><div class="text">Hier fehlt etwas.</div></li></ul></article></body></html>"""


def a_list(folder: Path, declared: str = DECLARED, head: str = HEAD) -> Path:
    path = folder / "feeds.toml"
    path.write_text(f"{head}{declared}", "utf-8")
    return path


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    return load_feeds(a_list(tmp_path))[0]


def read(feed: Feed, body: str, **limits: float) -> list[Entry]:
    with PageReader(Settings(**limits), workers=1) as reader:  # type: ignore[arg-type]
        return reader.read_feed(feed, body.encode()).entries


def test_a_page_gives_incidents_with_updates_in_the_declared_zone(feed: Feed) -> None:
    transfers, planned = read(feed, PAGE)
    assert transfers.content == (
        "In Untersuchung - Überweisungen werden nicht ausgeführt. Wir suchen die Ursache.\n\n"
        "Behoben - Alles geht wieder.\n\nAffected components: Online-Banking; App"
    )
    assert [(u.at, u.state) for u in transfers.updates] == [
        (datetime(2026, 3, 2, 8, 40, tzinfo=UTC), "investigating"),
        (datetime(2026, 3, 2, 13, 5, tzinfo=UTC), "resolved"),
    ]
    assert transfers.url == "https://bank.example/stoerungen/17"
    assert [u.state for u in planned.updates] == ["scheduled"]


def test_a_page_that_was_built_anew_says_so(feed: Feed) -> None:
    with pytest.raises(FeedError, match="built anew"):
        read(feed, "<html><body><main>Alles ist anders.</main></body></html>")


def test_a_page_without_incidents_is_no_failure(tmp_path: Path) -> None:
    feed = load_feeds(a_list(tmp_path, DECLARED.replace('title = "h3"', 'title = "h1"')))[0]
    assert read(feed, "<html><body><h1>Störungen</h1><p>Keine.</p></body></html>") == []


def test_a_page_that_hangs_costs_only_itself(feed: Feed) -> None:
    deep = "<article class='stoerung'>" + "<div>" * 60_000 + "<h3>x</h3>"
    with PageReader(Settings(extract_seconds=15), workers=1) as reader:
        with suppress(FeedError):
            reader.read_feed(feed, deep.encode())
        assert len(reader.read_feed(feed, PAGE.encode()).entries) == 2


WRONG = {
    "an unknown key": (DECLARED + 'colour = "red"\n', "unknown keys: colour"),
    "no place for the text": (DECLARED.replace('text = ".text"\n', ""), "missing: text"),
    "no selector": (DECLARED.replace('".text"', '"p["'), "text = 'p\\['"),
    "an attribute that is none": (DECLARED.replace("a@href", "a@1 2"), "no attribute's name"),
    "an attribute for a part": (DECLARED.replace('"li"', '"li@id"'), "update names a part"),
    "no such zone": (DECLARED.replace("Europe/Berlin", "Europe/Bonn"), "no such time zone"),
    "a strange order of dates": (DECLARED + 'dates = "year-first"\n', "dates = 'year-first'"),
    "no declaration": ("", "has a \\[feed.page\\] table"),
    "no texts": ("[feed.page]\nincident = 3\n", "a table of texts"),
}


@pytest.mark.parametrize(("declared", "said"), WRONG.values(), ids=WRONG)
def test_a_declaration_that_is_wrong_names_row_and_key(tmp_path: Path, declared: str, said: str) -> None:
    with pytest.raises(DataFileError, match=said) as caught:
        load_feeds(a_list(tmp_path, declared))
    assert "feed 1 (bank-status)" in caught.value.subject


def test_a_feed_of_another_format_has_no_declaration(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no other has"):
        load_feeds(a_list(tmp_path, DECLARED, HEAD.replace('"html"', '"statuspage-json"')))


@pytest.mark.parametrize(
    ("told", "selector", "attribute"),
    [
        ("time@datetime", "time", "datetime"),
        (".a b", ".a b", ""),
        ('a[href*="@"]', 'a[href*="@"]', ""),
        ("@id", ":scope", "id"),
    ],
)
def test_a_place_is_a_selector_and_perhaps_an_attribute(told: str, selector: str, attribute: str) -> None:
    place = read_place(told)
    assert (place.selector, place.attribute) == (selector, attribute)


TIMES = {
    "2026-03-02T14:05:00+01:00": "13:05",
    "2026-03-02 14:05": "13:05",
    "2. März 2026, 14:05 Uhr": "13:05",
    "02.03.2026 um 14.05 Uhr": "13:05",
    "2/3/2026 2:05 pm": "13:05",
    "Mar 2, 2026 14:05 UTC": "14:05",
    "02.03.2026 14:05 UTC": "14:05",
    "1772460300": "14:05",
}


@pytest.mark.parametrize(("written", "clock"), TIMES.items(), ids=TIMES)
def test_a_time_without_a_zone_is_in_the_declared_one(written: str, clock: str) -> None:
    at = read_local_time(written, {"zone": "Europe/Berlin"})
    assert at is not None
    assert f"{at:%Y-%m-%d %H:%M}" == f"2026-03-02 {clock}"


def test_the_order_of_day_and_month_can_be_declared() -> None:
    at = read_local_time("03/02/2026 14:05", {"dates": "month-first"})
    assert at == datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    assert read_local_time("soon", {}) is None
    assert read_local_time("99/99/2026 14:05", {}) is None


def test_the_kinds_of_feeds_stay_as_they_were(tmp_path: Path) -> None:
    plain = (
        HEAD.replace('format = "html"\n', "")
        .replace('"status"', '"news"')
        .replace('provider = "acme-bank"\n', "")
    )
    (feed,) = load_feeds(a_list(tmp_path, "", plain))
    assert (feed.kind, feed.page) == (FeedKind.NEWS, ())


def test_the_declaration_in_the_documentation_is_a_good_one(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "collect.md").read_text("utf-8")
    (declared,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (feed,) = load_feeds(a_list(tmp_path, declared, ""))
    assert dict(feed.page)["zone"] == "Europe/Berlin"
