"""The archive of the digests: what was frozen, as pages, text, data and a feed."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from newsagg.model import Filters
from newsagg.pipeline.digest import freeze
from newsagg.report.editionjson import edition_from_json, edition_to_json
from newsagg.report.listing import filters_to_json
from newsagg.report.render import render_digest
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.digests import find_digest, freeze_digest
from newsagg.store.lists import add_list, find_list
from tests.report.feedchecks import check_atom
from tests.report.test_mailhtml import HOSTILE, everywhere
from tests.report.web.conftest import RunningDesk, serve_desk

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 3, 16, 7, tzinfo=UTC)


def freeze_weeks(demo_database: Path, folder: Path) -> Path:
    """The demo's record with a list of three frozen weeks, a list without any, and one of hostile words."""
    path = folder / "demo.db"
    shutil.copy(demo_database, path)
    settings = Settings(database=path, public_url="https://desk.example/outages")
    db = open_db(path)
    values = {
        "title": "Outages of the week", "intro": "What broke, and who says why.", "zone": "UTC", "weekday": 1,
        "send_at": "08:00", "filters": filters_to_json(Filters()), "from_name": "",
    }  # fmt: skip
    for slug, title in (("all", "Outages of the week"), ("quiet", "Quiet <i>list</i>"), ("bad", "Bad")):
        add_list(db, slug, values | {"title": title}, now=NOW)
    hostile = everywhere(
        " ".join(HOSTILE[name] for name in ("script", "closing an attribute", "direction", "address"))
    )
    rendered = render_digest(hostile)
    freeze_digest(
        db, find_list(db, "bad").id, "2026-W10", told_since=None, subject=rendered.subject,
        edition=edition_to_json(hostile), html=rendered.html, text=rendered.text, pictures=(),
        make_message_id=str, now=NOW,
    )  # fmt: skip
    db.close()
    for label in ("2024-W29", "2026-W10", "2026-W11"):
        freeze(settings, "all", label, NOW)
    return path


@pytest.fixture(scope="module")
def archive(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serve_desk(freeze_weeks(demo_database, tmp_path_factory.mktemp("archive"))) as running:
        yield running


def test_the_archive_lists_every_frozen_week_the_newest_first(archive: RunningDesk) -> None:
    page = archive.get("/digest").text
    assert re.findall(r'href="(/digest/all/[\dW-]+)"', page) == [
        f"/digest/all/{week}" for week in ("2026-W11", "2026-W10", "2024-W29")
    ]
    assert "Quiet &lt;i&gt;list&lt;/i&gt;" in page
    assert "No week of this list was frozen yet." in page


def test_a_frozen_week_is_a_page_with_all_that_was_told(archive: RunningDesk) -> None:
    page = archive.get("/digest/all/2026-W10").text
    db = open_db(archive.database)
    frozen = find_digest(db, find_list(db, "all").id, "2026-W10")
    assert frozen is not None
    edition = edition_from_json(frozen.edition)
    shown = " ".join("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).split())
    for story in edition.top:
        assert f"/incident/{story.incident}" in page
        said = [said for dispute in story.disputes for said in dispute.sides]
        said += [said for fact in story.facts for said in fact.said]
        for one in said:
            assert one.quote in shown
            assert one.source in shown
    assert [week in page for week in ("/digest/all/2026-W11", "/digest/all/2024-W29")] == [True, True]
    html5lib.HTMLParser(strict=True).parse(page)


def test_its_charts_are_those_of_the_mail(archive: RunningDesk) -> None:
    page = archive.get("/digest/all/2026-W10").text
    pictures = re.findall(r'(?:src|srcset)="(/digest/[^"]+\.png)"', page)
    assert len(pictures) >= 4
    for picture in pictures:
        answer = archive.get(picture)
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
    assert archive.get("/digest/all/2026-W10/other.png").status_code == 404


def test_it_is_text_and_data_too(archive: RunningDesk) -> None:
    text = archive.get("/digest/all/2026-W10.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert "2026-03-02-claude" in text.text
    assert "leave this list" not in text.text
    facts = archive.get("/digest/all/2026-W10.json").json()
    assert facts["top"][0]["incident"] == "2026-03-02-claude"
    assert edition_from_json(json.dumps(facts)).label == "2026-W10"


@pytest.mark.parametrize(
    "path", ["/digest/none", "/digest/all/2026-W09", "/digest/none/atom.xml", "/digest/all/2026-W9"]
)
def test_what_was_not_frozen_is_not_there(archive: RunningDesk, path: str) -> None:
    assert archive.get(path).status_code == 404


def test_the_feed_has_the_weeks_with_ids_for_ever(archive: RunningDesk) -> None:
    answer = archive.get("/digest/all/atom.xml")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    check_atom(answer.content)
    feed = ElementTree.fromstring(answer.content)
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == [
        f"tag:desk.example,2026-03-16:digest/all/{week}" for week in ("2026-W11", "2026-W10", "2024-W29")
    ]
    content = feed.findall(f"{ATOM}entry/{ATOM}content")[1]
    assert content.get("type") == "html"
    assert "2026-03-02-claude" in (content.text or "")
    assert not re.search(r'(href|src|srcset)="/', content.text or ""), "a reader of feeds knows no host"
    again = ElementTree.fromstring(archive.get("/digest/all/atom.xml").content)
    assert feed.findtext(f"{ATOM}id") == again.findtext(f"{ATOM}id")
    assert feed.findtext(f"{ATOM}updated") == again.findtext(f"{ATOM}updated")


def test_a_feed_without_weeks_is_a_feed(archive: RunningDesk) -> None:
    check_atom(archive.get("/digest/quiet/atom.xml").content)
    feed = ElementTree.fromstring(archive.get("/digest/quiet/atom.xml").content)
    assert not list(feed.iter(f"{ATOM}entry"))
    assert feed.findtext(f"{ATOM}title") == "Quiet <i>list</i>"


def test_hostile_words_of_a_frozen_week_are_words(archive: RunningDesk) -> None:
    page = archive.get("/digest/bad/2026-W10").text
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert not list(tree.iter("script"))
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not [a for a in tree.iter("a") if a.get("href", "").startswith("javascript")]
    assert "\u202e" not in page
    check_atom(archive.get("/digest/bad/atom.xml").content)
    feed = ElementTree.fromstring(archive.get("/digest/bad/atom.xml").content)
    assert "<script" not in (feed.findtext(f"{ATOM}entry/{ATOM}content") or "")
