"""A digest -> pictures of its mail as a browser shows it: 600 and 360 pixels, light and dark, images on and off.

``python -m tests.screens.digest RECORD [FOLDER]`` takes those of the demo's week from a record of ``newsagg demo`` and
writes them to docs/pictures.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from newsagg.model import DigestList
from newsagg.pipeline.edition import load_edition
from newsagg.report.edition import Edition, Rendered
from newsagg.report.render import render_digest
from newsagg.store import read_db

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WEEK = "2026-W10"
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_COLOURS = 250


@dataclass(frozen=True, kw_only=True)
class View:
    """How a mail is looked at."""

    width: int
    scheme: str
    images: bool

    @property
    def name(self) -> str:
        return f"{self.width}-{self.scheme}" + ("" if self.images else "-without-images")


VIEWS = tuple(
    View(width=width, scheme=scheme, images=images)
    for width, scheme, images in product((600, 360), ("light", "dark"), (True, False))
)
KEPT = (VIEWS[0], VIEWS[1], VIEWS[6])
"""Those that the documentation shows: at 600 pixels with and without images, and on a telephone at night."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def write_mail(rendered: Rendered, folder: Path) -> Path:
    """Write the HTML with its pictures beside it, as a mail program resolves them."""
    html = rendered.html
    for picture in rendered.pictures:
        (folder / f"{picture.cid}.png").write_bytes(picture.png)
        html = html.replace(f"cid:{picture.cid}", f"{picture.cid}.png")
    path = folder / "mail.html"
    path.write_text(html, "utf-8")
    return path


@contextmanager
def look(browser: Browser, mail: Path, view: View, *, scale: float = 1) -> Iterator[Page]:
    """The mail opened as somebody sees it."""
    context = browser.new_context(
        viewport={"width": view.width, "height": 900},
        color_scheme="dark" if view.scheme == "dark" else "light",
        device_scale_factor=scale,
    )
    try:
        page = context.new_page()
        if not view.images:
            page.route("**/*.png", lambda route: route.abort())
        page.goto(mail.as_uri())
        yield page
    finally:
        context.close()


def shrink(png: bytes) -> bytes:
    """The same picture in few colours, which text does not miss."""
    out = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    # Of the methods that Pillow has, this one keeps a rare colour: a red mark among a thousand greys.
    picture.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def demo_edition(database: Path) -> Edition:
    """The demo's week, as it is told on the Monday after it."""
    wanted = DigestList(slug="all", title="Outages of the week", zone="Europe/Berlin")
    now = datetime(2026, 3, 9, 7, tzinfo=UTC)
    return load_edition(read_db(database), wanted, WEEK, now, public_url="https://desk.example")


def take_pictures(database: Path, folder: Path = PICTURES, views: Sequence[View] = KEPT) -> list[Path]:
    """Write the pictures of the demo's week, each below 300 kB, and one of desk and telephone side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    rendered, made, tops = render_digest(demo_edition(database)), [], {}
    with TemporaryDirectory() as place, open_browser() as browser:
        mail = write_mail(rendered, Path(place))
        for view in views:
            with look(browser, mail, view) as page:
                path = folder / f"digest-{view.name}.png"
                path.write_bytes(shrink(page.screenshot(full_page=True)))
                made.append(path)
        upper = 0
        for view in (VIEWS[0], VIEWS[6]):
            with look(browser, mail, view, scale=2) as page:
                # As far as the first dispute: the head, the charts, a story, its two sides.
                box = page.locator("td.panel").first.bounding_box()
                upper = upper or (int(box["y"] + box["height"]) + 10 if box else 1400)
                clip = {"x": 0, "y": 0, "width": view.width, "height": upper}
                tops[view.name] = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    path = folder / "digest.png"
    path.write_bytes(shrink(_beside(*tops.values())))
    return [*made, path]


def _beside(first: bytes, second: bytes) -> bytes:
    left, right = Image.open(BytesIO(first)), Image.open(BytesIO(second))
    gap = 48
    both = Image.new("RGB", (left.width + right.width + 3 * gap, left.height + 2 * gap), "#c9ccd3")
    both.paste(left, (gap, gap))
    both.paste(right, (left.width + 2 * gap, gap))
    out = BytesIO()
    both.resize((both.width * 3 // 5, both.height * 3 // 5), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    for made in take_pictures(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else PICTURES):
        print(made, made.stat().st_size)  # noqa: T201
