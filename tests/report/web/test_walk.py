"""A reader walks through the desk in a real browser: looks, searches, opens a quote, follows it, meets a merged id."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.report.web.browsing import Watched, open_browser, watch
from tests.report.web.conftest import RunningDesk, serve_desk

pytestmark = pytest.mark.slow

CLAUDE = "/incident/2026-03-02-claude"
PAGES = (
    "/",
    "/?year=2025",
    CLAUDE,
    f"{CLAUDE}?as_of=2026-03-07",
    "/incident/2024-07-19-crowdstrike",
    "/incident/nothing",
    "/search?q=misconfiguration",
    "/providers",
    "/provider/openai",
    "/outlets",
    "/feeds",
    "/queries",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as started:
        yield started


@pytest.fixture
def window(browser: Browser, desk: RunningDesk) -> Iterator[Watched]:
    with watch(browser, desk.base_url) as watched:
        yield watched


def quiet(window: Watched) -> list[str]:
    """Return what the console said but for the browser's own word on a page that is not there."""
    return [line for line in window.said if "status of 404" not in line]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (360, True)])
def test_every_page_is_open_to_all_fits_its_window_and_asks_nobody_else(
    browser: Browser, desk: RunningDesk, path: str, width: int, dark: bool
) -> None:
    with watch(browser, desk.base_url, width=width, dark=dark) as window:
        window.visit(path)
        for summary in window.page.locator("main summary:visible").all()[:6]:
            summary.click()
        assert window.find_barriers() == []
        assert window.overflow() == 0
        assert window.elsewhere() == []
        assert quiet(window) == []


def test_from_the_front_to_the_conflict_its_quote_and_the_passage(window: Watched) -> None:
    page = window.page
    window.visit("/")
    card = page.locator(".card", has_text="Claude API")
    expect(card).to_contain_text("Sources disagree")
    card.get_by_role("link").click()
    expect(page).to_have_url(f"{window.base_url}{CLAUDE}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elevated errors on Claude and the Claude API")
    dispute = page.locator("#disagreements")
    expect(dispute).to_contain_text("TechCrunch (as told by The Lantern Ledger)")
    cause = page.get_by_role("row", name="Cause")
    told = cause.locator("details", has_text="failure of database replication")
    quote = told.locator("blockquote")
    expect(quote).to_be_hidden()
    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(quote).to_be_visible()
    expect(quote).to_contain_text("a failure of database replication inside Anthropic's systems was to blame")
    href = told.get_by_role("link", name="The Lantern Ledger").get_attribute("href") or ""
    assert href.startswith(
        "https://lantern-ledger.newsroom.example/2026/03/02/claude-six-hours#:~:text=In%20the%20first"
    )
    assert window.elsewhere() == []


def test_a_search_leads_to_the_incident(window: Watched) -> None:
    window.visit("/")
    window.page.get_by_role("searchbox").fill('timing" misconfiguration <')
    window.page.keyboard.press("Enter")
    expect(window.page).to_have_url(re.compile(r"/search\?q="))
    window.page.get_by_role("link", name="2026-03-02-claude").first.click()
    expect(window.page).to_have_url(f"{window.base_url}{CLAUDE}")
    assert quiet(window) == []


def test_nothing_of_it_needs_a_script(browser: Browser, desk: RunningDesk) -> None:
    with watch(browser, desk.base_url, script=False, width=360) as window:
        window.visit(CLAUDE)
        told = window.page.locator(".matrix details").first
        told.locator("summary").click()
        expect(told.locator("blockquote").first).to_be_visible()
        expect(window.page.locator("svg[role=img]")).to_be_visible()


def test_the_keyboard_reaches_everything_in_the_order_of_reading(window: Watched) -> None:
    window.visit(CLAUDE)
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.className") == "skip"
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("document.activeElement.id") == "main"
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.closest('main') !== null")
    ring = window.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"


def test_dark_rooms_get_dark_pages(browser: Browser, desk: RunningDesk) -> None:
    grounds = []
    for dark in (False, True):
        with watch(browser, desk.base_url, dark=dark) as window:
            window.visit("/")
            grounds.append(window.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    light, black = (sum(int(n) for n in ground[4:-1].split(",")) for ground in grounds)
    assert light > 700
    assert black < 100


def test_the_pages_of_the_tables_run_their_own_scripts_under_our_policy(window: Watched) -> None:
    for path in ("/newsagg", "/newsagg/incident_summary", "/newsagg?sql=select+1"):
        window.visit(path)
        expect(window.page.locator("header.top")).to_be_visible()
    assert window.said == []
    assert window.elsewhere() == []


def test_an_id_that_was_merged_leads_to_where_its_reports_are(
    browser: Browser, demo_database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "merged.db"
    shutil.copy(demo_database, copy)
    merge = [
        "incident",
        "merge",
        "2023-11-09-chatgpt",
        "2023-11-08-chatgpt",
        "--because",
        "one outage, two days",
        "--by",
        "Ada",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "newsagg", "--db", str(copy), *merge],
        env=dict(os.environ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with serve_desk(copy) as running, watch(browser, running.base_url) as window:
        window.visit("/incident/2023-11-09-chatgpt")
        expect(window.page).to_have_url(
            f"{running.base_url}/incident/2023-11-08-chatgpt?from=2023-11-09-chatgpt"
        )
        expect(window.page.locator(".note")).to_contain_text(
            "2023-11-09-chatgpt: it was merged into this incident"
        )
        expect(window.page.locator(".decisions")).to_contain_text("one outage, two days")
        assert running.get("/incident/2023-11-09-chatgpt.json").status_code == 302
