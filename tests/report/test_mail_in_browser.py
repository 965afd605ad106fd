"""The mail of the demo's week in a real browser: no sideways scrolling, nothing that axe finds serious, dark in the dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from newsagg.report.edition import Rendered
from newsagg.report.palette import DARK, LIGHT
from newsagg.report.render import render_digest
from tests.report.editions import a_full_edition
from tests.report.web.conftest import RunningDesk, serve_desk
from tests.report.web.test_digests import freeze_weeks
from tests.screens.digest import VIEWS, View, demo_edition, look, open_browser, write_mail

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=["the demo's week", "a full week"])
def mail(
    request: pytest.FixtureRequest, demo_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    edition = demo_edition(demo_database) if "demo" in request.param else a_full_edition()
    rendered: Rendered = render_digest(edition)
    return write_mail(rendered, tmp_path_factory.mktemp("mail"))


@pytest.fixture(scope="module")
def archive(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serve_desk(freeze_weeks(demo_database, tmp_path_factory.mktemp("archive"))) as running:
        yield running


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_mail_is_read_without_scrolling_sideways_and_by_everyone(
    browser: Browser, mail: Path, view: View
) -> None:
    with look(browser, mail, view) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width
        # Word breaks a cell that is higher than its largest sheet of paper, 22 inches, at 96 pixels each.
        tallest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('td.card')].map(one => one.offsetHeight))"
        )
        assert view.width < 600 or tallest < 2112
        ground = page.evaluate("getComputedStyle(document.querySelector('td.card')).backgroundColor")
        red, green, blue = (
            int((DARK if view.scheme == "dark" else LIGHT).card[place : place + 2], 16) for place in (1, 3, 5)
        )
        assert ground == f"rgb({red}, {green}, {blue})"
        shown = page.evaluate(
            "[...document.images].filter(one => one.offsetParent !== null).map(one => one.className)"
        )
        assert set(shown) == {"night" if view.scheme == "dark" else "light"}
        loaded = page.evaluate("[...document.images].filter(one => one.naturalWidth > 0).length")
        assert bool(loaded) is view.images
        found = Axe().run(page).response["violations"]
        assert [
            (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
        ] == []


def test_without_images_their_words_are_read(browser: Browser, mail: Path) -> None:
    view = View(width=360, scheme="light", images=False)
    with look(browser, mail, view) as page:
        words = page.locator("img.light").first.get_attribute("alt") or ""
        # Where nobody listened before this week, there are no weeks to compare, and the days come first.
        assert words.startswith(("Outages a week, the last being this one: ", "Outages by the day on which "))
        box = page.locator("img.light").first.bounding_box()
        assert box is not None
        assert box["height"] > 30


@pytest.mark.parametrize("view", [VIEWS[0], VIEWS[6]], ids=lambda view: view.name)
def test_the_archive_is_read_without_scrolling_sideways_and_by_everyone(
    browser: Browser, archive: RunningDesk, view: View
) -> None:
    context = browser.new_context(
        viewport={"width": view.width, "height": 900},
        color_scheme="dark" if view.scheme == "dark" else "light",
    )
    page = context.new_page()
    for path in (
        "/digest",
        "/digest/all",
        "/digest/all/2026-W10",
        "/digest/all/2024-W29",
        "/digest/all/2026-W11",
    ):
        page.goto(archive.base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width, path
        found = Axe().run(page).response["violations"]
        assert not [
            (path, one["id"], one["nodes"][0]["html"])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
    context.close()
