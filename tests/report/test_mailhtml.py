"""The HTML of the mail: valid, within what mail programs support, readable without pictures, below Gmail's limit."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import newsagg.report
from newsagg.model import DigestList
from newsagg.pipeline.edition import load_edition
from newsagg.report.edition import UNSUBSCRIBE, Edition, Listing, Rendered
from newsagg.report.harmless import make_harmless
from newsagg.report.layout import lay_out
from newsagg.report.mailhtml import write_html
from newsagg.report.mailtext import measure
from newsagg.report.palette import DARK, LIGHT, Palette
from newsagg.report.render import render_digest
from newsagg.store import read_db
from tests.report.editions import a_brief, a_crowded_edition, a_full_edition, a_said, a_story, an_edition
from tests.report.mailclients import find_faults, parse

WEEKS: dict[str, Callable[[], Edition]] = {
    "full": a_full_edition,
    "crowded": a_crowded_edition,
    "empty": an_edition,
}


@lru_cache
def render(name: str) -> Rendered:
    return render_digest(WEEKS[name]())


@lru_cache
def parsed(name: str) -> Element:
    return parse(render(name).html)


@pytest.fixture(scope="module", params=WEEKS, name="week")
def rendered_week(request: pytest.FixtureRequest) -> tuple[Edition, Rendered]:
    return WEEKS[request.param](), render(request.param)


def test_html_is_valid_and_holds_nothing_that_outlook_or_gmail_lack(week: tuple[Edition, Rendered]) -> None:
    assert list(find_faults(week[1].html)) == []


def test_html_is_small_enough_for_gmail(week: tuple[Edition, Rendered]) -> None:
    assert len(week[1].html.encode()) < 90_000


def test_every_picture_has_words_and_is_attached(week: tuple[Edition, Rendered]) -> None:
    images = list(parse(week[1].html).iter("img"))
    assert all(len(image.get("alt", "")) > 20 for image in images)
    assert {image.get("src", "") for image in images} == {
        f"cid:{picture.cid}" for picture in week[1].pictures
    }
    assert {image.get("alt") for image in images} == {picture.alt for picture in week[1].pictures}


def test_tables_are_for_layout_alone_and_say_so(week: tuple[Edition, Rendered]) -> None:
    assert {table.get("role") for table in parse(week[1].html).iter("table")} == {"presentation"}


def test_headings_go_down_without_a_gap(week: tuple[Edition, Rendered]) -> None:
    levels = [int(tag[1]) for e in parse(week[1].html).iter() if re.fullmatch(r"h\d", tag := str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_reader_may_leave_from_html_and_text(week: tuple[Edition, Rendered]) -> None:
    links = [link.get("href") for link in parse(week[1].html).iter("a")]
    assert links.count(UNSUBSCRIBE) == 1
    assert week[1].html.count(UNSUBSCRIBE) == week[1].text.count(UNSUBSCRIBE) == 1


def test_the_page_names_its_language_its_title_and_that_it_knows_the_dark(
    week: tuple[Edition, Rendered],
) -> None:
    edition, rendered = week
    tree = parse(rendered.html)
    assert tree.get("lang") == "en"
    assert [title.text for title in tree.iter("title")] == [edition.subject]
    metas = {meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert metas["color-scheme"] == metas["supported-color-schemes"] == "light dark"


def test_what_mailboxes_show_beside_the_subject_comes_first(week: tuple[Edition, Rendered]) -> None:
    edition, rendered = week
    (body,) = parse(rendered.html).iter("body")
    first = next(body.iter("div"))
    assert (first.text or "").startswith(edition.preheader)
    assert "display:none" in first.get("style", "")


def test_a_crowded_week_says_what_was_left_out_and_where_it_stands() -> None:
    edition = a_crowded_edition()
    rendered = render("crowded")
    text = " ".join(rendered.text.split())
    assert re.search(r"And \d+ more of this week: https://desk\.example/digest/all/2026-W10", text)
    assert "More in the record:" in text
    assert all(story.incident in rendered.html for story in edition.top)


def test_a_week_of_sixty_incidents_in_a_line_each_leaves_no_incident_out() -> None:
    crowded = replace(a_crowded_edition(), late=(), top=a_full_edition().top)
    rendered = render_digest(crowded)
    assert all(brief.incident in rendered.html for brief in crowded.others)
    assert len(rendered.html.encode()) < 90_000


def test_without_a_public_address_the_rest_is_named_by_its_command() -> None:
    rendered = render_digest(replace(a_crowded_edition(), archive_url=""))
    assert "newsagg digest show --week 2026-W10" in rendered.html
    assert "Read this on the web" not in rendered.html


def test_words_that_a_dispute_sets_side_by_side_are_not_told_twice() -> None:
    html = render("full").html
    assert html.count("a timer was set wrong while routine") == 1
    assert html.count("a replica of the main database") == 1


def test_two_sides_stand_beside_each_other_and_more_below() -> None:
    cells = [cell.get("class", "") for cell in parsed("full").iter("td")]
    assert [cells.count(name) for name in ("one half", "two half", "row")] == [1, 1, 3]


def test_an_address_of_more_than_a_page_is_no_link() -> None:
    story = a_story(url="https://desk.example/" + "a" * 3000)
    html = render_digest(an_edition(top=(story,))).html
    assert story.incident in html
    assert "aaaaaaaa" not in html


@pytest.mark.parametrize("severity", ["critical", "major", "minor", "none", ""])
def test_severity_is_told_by_word_and_shape(severity: str) -> None:
    edition = an_edition(others=(a_brief(severity=severity),))
    html = render_digest(edition).html
    word = {"critical": "Critical", "major": "Major", "minor": "Minor", "none": "No impact", "": "Not judged"}
    shape = {"critical": "■", "major": "▲", "minor": "●", "none": "○", "": "○"}
    assert f'<span aria-hidden="true">{shape[severity]}</span>&nbsp;<b>{word[severity]}</b>' in html


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, two = sorted((light(first), light(second)))
    return (two + 0.05) / (one + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground(palette: Palette) -> None:
    text = ("ink", "muted", "link", "critical", "major", "minor", "accent")
    assert {name for name in text if name in {field.name for field in fields(Palette)}} == set(text)
    weak = [
        (name, ground)
        for name in text
        for ground in ("paper", "card", "panel")
        if contrast(getattr(palette, name), getattr(palette, ground)) < 4.5
    ]
    assert weak == []


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "closing the style": "</style></title></td></table><img src=x onerror=alert(1)>",
    "closing an attribute": '" onmouseover="alert(1)" style="position:fixed',
    "a comment of Word": "<!--[if mso]><b>x</b><![endif]--> <![endif]-->",
    "a template": "{{ 7*7 }} {% include 'x' %} ${7*7}",
    "direction": "\u202egnihton\u2066 safe \u200f",
    "control": "bell\x07 escape\x1b[31m null\x00 line\r\nBcc: all@example",
    "huge": "word " * 20_000,
    "one word": "w" * 100_000,
    "emoji": "👩‍🚒🔥" * 300,
    "Arabic": "انقطاع الخدمة " * 60,
    "Chinese": "服务中断持续了整整一天" * 60,
    "stacked marks": "Z" + "\u0301" * 5000,
    "surrogate": "half \ud800 pair",
    "address": "javascript:alert(1)",
}


def everywhere(text: str) -> Edition:
    said = a_said(text, source=text, outlet=text, value=text, url=text, how=text)
    full = a_full_edition()
    story = full.top[0]
    dispute = replace(story.disputes[0], label=text, sides=(said, said, replace(said, quote=f"2 {text}")))
    facts = tuple(replace(fact, said=(said,), label=text) for fact in story.facts)
    runs = tuple(replace(run, text=text, url=text) for run in full.summary[0])
    return replace(
        full,
        counts=(), days=(),  # drawn in other tests
        listing=Listing(slug=text, title=text, intro=text, filters=text),
        subject=text, preheader=text, summary=(runs,), heard=runs, rule=text, archive_url=text,
        top=(replace(story, title=text, url=text, span=text, facts=facts, disputes=(dispute,)),),
        others=(a_brief(title=text, url=text, service=text, span=text),),
        late=(replace(full.late[0], title=text, sentence=runs, said=(said,), url=text),),
        providers=tuple(replace(provider, name=text) for provider in full.providers[:2]),
        feeds=tuple(replace(note, words=text, outlet=text, feed=text) for note in full.feeds),
    )  # fmt: skip


QUICK = ("closing the style", "closing an attribute", "direction", "huge", "address")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(t, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, t in HOSTILE.items()
    ],
)
def test_hostile_words_are_words(text: str) -> None:
    rendered = render_digest(everywhere(text))
    # Elements and attributes that are not in the table are faults too: no script, no handler gets in.
    assert list(find_faults(rendered.html)) == []
    assert len(rendered.html.encode()) < 90_000
    for told in (
        rendered.html,
        rendered.text,
        rendered.subject,
        *(picture.alt for picture in rendered.pictures),
    ):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", told)
    assert "\n" not in rendered.subject
    assert all(re.fullmatch(r"[a-z0-9.-]+@newsagg\.invalid", picture.cid) for picture in rendered.pictures)


def addresses(html: str) -> Iterator[str]:
    for element in parse(html).iter():
        for name in ("href", "src", "background", "action", "formaction", "poster", "srcset"):
            if address := element.get(name):
                yield address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " \tjavascript:x", "data:text/html,x", "vbscript:x", "//host/x",
     "file:///etc/passwd", "http:///nohost", "https://a b", "http://[broken", "mailto:x@example.com", "/local"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    for link in addresses(write_html(lay_out(make_harmless(everywhere(address))), {})):
        assert link == UNSUBSCRIBE or link.startswith(("https://gridnet", "https://desk", "cid:"))


def test_the_mail_has_the_colours_of_the_desk() -> None:
    sheet = (Path(newsagg.report.__file__).parent / "web" / "static" / "desk.css").read_text()
    names = {
        "paper": "paper", "card": "sheet", "panel": "sunk", "ink": "ink", "muted": "soft", "rule": "line",
        "bar": "bar", "link": "link", "critical": "critical", "major": "major", "minor": "minor",
        "accent": "conflict",
    }  # fmt: skip
    for palette, part in ((LIGHT, sheet.split("@media")[0]), (DARK, sheet.split("@media")[1])):
        desk = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part))
        assert {field.name: getattr(palette, field.name) for field in fields(Palette)} == {
            ours: desk[theirs] for ours, theirs in names.items()
        }


@pytest.mark.parametrize("label", ["2026-W10", "2024-W29", "2024-W30"], ids=["disputed", "two", "deaf"])
def test_weeks_of_the_demo_are_held_to_all_of_this(demo_database: Path, label: str) -> None:
    wanted = DigestList(slug="all", title="Outages of the week", zone="Europe/Berlin")
    edition = load_edition(read_db(demo_database), wanted, label, datetime(2026, 3, 9, 7, tzinfo=UTC))
    rendered = render_digest(edition)
    assert list(find_faults(rendered.html)) == []
    assert len(rendered.html.encode()) < 90_000
    wide = [
        line
        for line in rendered.text.splitlines()
        if measure(line) > 72 and not re.search(r"https?://\S+$", line)
    ]
    assert wide == []
    for story in edition.top:
        assert story.incident in rendered.html
        assert story.incident in rendered.text
