"""A record -> pictures of the desk as a browser shows it: wide and by day, on a telephone at night.

``python -m tests.screens.desk RECORD [FOLDER]`` takes those of a record of ``newsagg demo`` and writes them to
docs/pictures.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.report.web.browsing import open_browser, watch
from tests.report.web.conftest import RunningDesk, serve_desk

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
CLAUDE = "/incident/2026-03-02-claude"
LARGEST = 300_000
"""Bytes of one picture."""
_GAP = 24


def take(desk: RunningDesk, browser: Browser, folder: Path) -> list[Path]:
    """Take all pictures of the desk and return where they are."""
    taken = []

    def keep(name: str, *pictures: bytes, height: int = 2_000) -> None:
        opened = [Image.open(BytesIO(one)) for one in pictures]
        cut = [one.crop((0, 0, one.width, min(one.height, height))) for one in opened]
        taken.append(save(folder / f"desk-{name}.png", cut))

    with watch(browser, desk.base_url, width=1280, height=960) as window:
        window.visit("/?year=2025")
        keep("front", window.page.screenshot())
        window.visit(CLAUDE)
        keep(
            "incident",
            window.page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 1180}, full_page=True),
        )
        keep("timeline", window.page.locator("figure.timeline").screenshot())
        window.page.locator(".matrix details", has_text="timing misconfiguration").first.locator(
            "summary"
        ).click()
        window.page.locator(".matrix details", has_text="failure of database replication").first.locator(
            "summary"
        ).click()
        keep("claims", window.page.locator(".matrix").screenshot(), height=640)
    phone = []
    with watch(browser, desk.base_url, width=360, height=780, dark=True) as window:
        window.visit("/")
        phone.append(window.page.screenshot())
        window.visit(CLAUDE)
        phone.append(window.page.screenshot())
        for anchor in ("figure.timeline", ".matrix"):
            window.page.locator(anchor).scroll_into_view_if_needed()
            window.page.evaluate("anchor => document.querySelector(anchor).scrollIntoView()", anchor)
            phone.append(window.page.screenshot())
    keep("phone", *phone)
    return taken


def save(path: Path, pictures: list[Image.Image]) -> Path:
    """Write pictures side by side into one file, small enough to be read over any line."""
    width = sum(one.width for one in pictures) + _GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(one.height for one in pictures)), "#8b8f96")
    x = 0
    for one in pictures:
        sheet.paste(one, (x, 0))
        x += one.width + _GAP
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, optimize=True)
    assert path.stat().st_size < LARGEST, f"{path.name} has {path.stat().st_size} bytes"
    return path


def main(arguments: list[str]) -> None:
    """Take the pictures of a record."""
    record = Path(arguments[0])
    folder = Path(arguments[1]) if len(arguments) > 1 else PICTURES
    with serve_desk(record, NEWSAGG_PUBLIC_URL="https://outages.example") as desk, open_browser() as browser:
        for path in take(desk, browser, folder):
            sys.stdout.write(f"{path} {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
