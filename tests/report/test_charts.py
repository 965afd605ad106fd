"""The charts of a digest: small, the same twice, told in words, and drawn whatever a provider is called."""

import struct
import subprocess
import sys
import zlib
from dataclasses import replace

import pytest

from newsagg.report.charts import WIDTH, draw_charts, list_pictures
from newsagg.report.edition import Day, Edition
from newsagg.report.harmless import make_harmless
from newsagg.report.layout import lay_out
from tests.report.editions import a_crowded_edition, a_full_edition, a_provider, an_edition


def draw(edition: Edition) -> dict[str, bytes]:
    charts = draw_charts(lay_out(make_harmless(edition)))
    return {picture.cid: picture.png for picture in list_pictures(charts)}


def chunks(png: bytes) -> list[bytes]:
    place, names = 8, []
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        names.append(png[place + 4 : place + 8])
        place += length + 12
    return names


def test_the_same_week_gives_the_same_bytes_without_a_word_on_who_made_them() -> None:
    first, second = draw(a_full_edition()), draw(a_full_edition())
    assert first == second
    assert {name for png in first.values() for name in chunks(png)} <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


@pytest.mark.parametrize("edition", [a_full_edition(), a_crowded_edition()], ids=["full", "crowded"])
def test_a_chart_is_small_and_drawn_at_twice_its_size(edition: Edition) -> None:
    for png in draw(edition).values():
        assert len(png) < 25_000
        width, height = struct.unpack(">II", png[16:24])
        assert width == 2 * WIDTH
        assert height % 2 == 0


def test_light_and_dark_differ_and_each_has_its_own_ground() -> None:
    drawn = draw(a_full_edition())
    weeks = [png for cid, png in drawn.items() if cid.startswith("weeks-")]
    assert len(set(weeks)) == 2
    grounds = set()
    for png in weeks:
        at = png.index(b"PLTE") + 4
        palette = png[at : at + struct.unpack(">I", png[at - 8 : at - 4])[0]]
        data = png.index(b"IDAT")
        (length,) = struct.unpack(">I", png[data - 4 : data])
        first = zlib.decompress(png[data + 4 : data + 4 + length])[1] >> (8 - png[24])
        grounds.add(palette[3 * first : 3 * first + 3])
    assert grounds == {b"\xff\xff\xff", b"\x1a\x1d\x23"}


def test_every_number_of_a_chart_stands_in_its_words() -> None:
    edition = a_full_edition()
    charts = draw_charts(lay_out(make_harmless(edition)))
    assert "W50 2, W51 1, W52 4, W01 3" in charts["weeks"].light.alt
    assert charts["weeks"].light.alt.endswith("W10 7.")
    assert "Tue 1 critical, 1 major; Wed 2 minor; Thu 1 major; Fri none" in charts["days"].light.alt
    told = charts["providers-1"].light.alt + charts["providers-2"].light.alt
    for provider in edition.providers:
        assert f"{provider.name}: {provider.counts[-1]} this week" in told


@pytest.mark.parametrize(
    ("edition", "names"),
    [
        (an_edition(), set()),
        (an_edition(counts=(0,) * 12 + (1,)), {"weeks"}),
        (an_edition(counts=()), set()),
        (an_edition(days=(Day(date="no day", critical=0, major=0, minor=40),)), {"days"}),
        (an_edition(providers=(a_provider("One", ()),)), {"providers-1"}),
        (an_edition(providers=tuple(a_provider(str(n), (0, 1)) for n in range(4))), {"providers-1", "providers-2"}),
    ],
    ids=["nothing", "one in a quarter", "no weeks", "many in a day", "never counted", "two columns"],
)  # fmt: skip
def test_a_chart_with_nothing_in_it_is_not_drawn(edition: Edition, names: set[str]) -> None:
    assert set(draw_charts(lay_out(make_harmless(edition)))) == names


@pytest.mark.parametrize(
    "name", ["服务中断", "$\\frac{1}{0}$ and $x", "🔥🔥", "a" * 300, "شركة", ""], ids=["Chinese", "formula", "emoji", "long", "Arabic", "none"]
)  # fmt: skip
def test_a_provider_may_be_called_anything(name: str) -> None:
    edition = replace(a_full_edition(), providers=(a_provider(name, (1, 2, 3)),))
    assert len(draw(edition)) == 6


@pytest.mark.slow
def test_drawing_touches_no_state_of_matplotlib_and_nothing_is_imported_before() -> None:
    code = (
        "import sys, newsagg.report.render as r\n"
        "assert not {'matplotlib', 'PIL', 'numpy'} & set(sys.modules)\n"
        "from tests.report.editions import a_full_edition\n"
        "r.render_digest(a_full_edition())\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
