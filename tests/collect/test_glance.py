"""What a page shows at a glance is its headline and the begin of its article, at the cost of string searches."""

import time

import pytest

from newsagg.collect.glance import LONGEST_LOOK, glance
from tests.collect.layouts.reading import Layout, load_layouts

LAYOUTS = [layout for part in ("first", "second", "third", "fourth") for layout in load_layouts(part)]
# Their first paragraph is a heading or a standfirst in bullets: the next ones are seen.
LATE = {"standfirst-bullets", "vendor-post-mortem"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_an_awkward_layout_shows_headline_and_begin(layout: Layout) -> None:
    seen = glance(layout.page.body, layout.page.content_type)
    begins = [part[:40] for part in layout.text.split("\n\n")[: 4 if layout.name in LATE else 1]]
    assert any(layout.title.lower()[:30] in title.lower() for title in seen.titles)
    assert any(begin in " ".join(lead.split()) for lead in seen.leads for begin in begins)


def test_scripts_styles_and_comments_are_not_shown() -> None:
    page = b"""<html lang="de-AT"><head><title>A day at the</title></head><body><h1>A day at the lake</h1>
    <script>var t = "<p>The portal is down and nobody can say why it should be so.</p>"</script>
    <!-- <p>The portal is down, said a comment that nobody sees in any browser.</p> -->
    <style>p { content: "<p>The portal is down in a style sheet that goes on and on</p>" }</style>
    <p>Two boats crossed the lake, and the ducks hardly looked up from their lunch.</p></body></html>"""
    seen = glance(page, "text/html")
    assert seen.titles == ("A day at the lake",)
    assert seen.leads == ("Two boats crossed the lake, and the ducks hardly looked up from their lunch.",)
    assert seen.language == "de"


def test_what_the_page_says_of_itself_is_shown() -> None:
    page = b"""<title>Paper</title><meta property="og:title" content="Slack &amp; Zoom are down">
    <meta name='description' content='Both were back by noon.'>
    <script type="application/ld+json">{"headline": "Slack \\u0026 Zoom", "articleBody": "It began at nine."}</script>"""
    seen = glance(page, "text/html")
    assert seen.titles == ("Slack & Zoom are down", "Paper")
    assert set(seen.leads) >= {"Both were back by noon.", "It began at nine."}


@pytest.mark.parametrize(
    "piece",
    [b"<p", b"<p>", b"<script>", b"<!--", b"<h1>", b"<meta content='", b"<title", b"<style ", b"<p>a</p><script>x",
     "<p>İ".encode(), b"\xff\xfe<p>", b'ld+json"headline":"\\', b"<html lang=", b"&#x", b"<br>word "],
)  # fmt: skip
def test_no_flood_holds_it_up(piece: bytes) -> None:
    flood = piece * (LONGEST_LOOK // len(piece))
    begun = time.process_time()
    glance(flood, "text/html")
    assert time.process_time() - begun < 3.0
