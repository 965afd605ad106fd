"""A headless Chromium that watches what a page does: every request, every complaint of the console."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser and stop it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page, with what it asked for and what its console said."""

    page: Page
    base_url: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def visit(self, path: str) -> None:
        """Go to a path of the desk and wait until all of it is there."""
        self.page.goto(f"{self.base_url}{path}", wait_until="load")

    def elsewhere(self) -> list[str]:
        """Return what was asked for at any other place than the desk."""
        return [url for url in self.asked if not url.startswith((self.base_url, "data:"))]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(0, wide)

    def find_barriers(self) -> list[str]:
        """Return what axe-core finds that keeps people out: its serious and critical violations."""
        found = Axe().run(self.page, options=_AXE).response["violations"]
        return [
            f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"][:3]
        ]


@contextmanager
def watch(
    browser: Browser,
    base_url: str,
    *,
    width: int = 1440,
    height: int = 900,
    dark: bool = False,
    script: bool = True,
) -> Iterator[Watched]:
    """Open a window of a size, in a light or dark room."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    watched = Watched(context.new_page(), base_url)

    def note(request: Request) -> None:
        watched.asked.append(request.url)

    watched.page.on("request", note)
    watched.page.on("console", lambda message: watched.said.append(f"{message.type}: {message.text}"))
    watched.page.on("pageerror", lambda error: watched.said.append(f"error: {error}"))
    try:
        yield watched
    finally:
        context.close()
