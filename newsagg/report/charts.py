"""What is shown of an Edition -> its charts as PNG at twice their size, on a light and a dark card, told in words too.

Pure. matplotlib is imported when a chart is drawn; its global state is not touched, its own font is used, and the same
edition gives the same bytes. Lengths are CSS pixels of the mail.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from newsagg.report.edition import Day, Edition, Picture, ProviderWeeks
from newsagg.report.layout import Layout
from newsagg.report.palette import DARK, LIGHT, Palette
from newsagg.report.summary import cut_unheard

WIDTH = 264
"""Half of the mail's column; on a telephone a chart takes the whole."""
_HEIGHT = 132
# Beyond so many a day the marks would be smaller than their shapes can be told.
_MOST_MARKS = 7
_ROW = 30
# Shades of text and of rounded marks: more give the eye nothing and cost bytes.
_COLOURS = 24
_THEMES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart in both themes."""

    name: str
    light: Picture
    dark: Picture
    width: int
    height: int


def draw_charts(layout: Layout) -> dict[str, Chart]:
    """Return the charts of an edition by name: ``weeks``, ``days``, ``providers-1``, ``providers-2``; none is empty."""
    edition = layout.edition
    charts: dict[str, Chart] = {}
    heard = cut_unheard(edition.counts, edition.unheard)
    if any(heard) and len(heard) > 1:
        charts["weeks"] = _make(edition, "weeks", _HEIGHT, _tell_weeks(edition), _draw_weeks)
    if any(day.critical or day.major or day.minor for day in edition.days):
        # A day of two stands on its line, not under a void.
        tall = 90 if _count_most(edition.days) > _MOST_MARKS else min(8 + 22 * _count_most(edition.days), 90)
        charts["days"] = _make(edition, "days", tall + 42, _tell_days(edition.days), _draw_days)
    shown = layout.providers.items
    first = len(shown) if len(shown) < 4 else (len(shown) + 1) // 2
    for number, part in enumerate((shown[:first], shown[first:]), start=1):
        if part:
            charts[f"providers-{number}"] = _make_providers(edition, number, part, shown)
    return charts


def _make(
    edition: Edition, name: str, height: int, alt: str, draw: Callable[["_Sheet", Edition], None]
) -> Chart:
    pictures = {}
    for theme, palette in _THEMES.items():
        sheet = _Sheet(height, palette)
        draw(sheet, edition)
        place = re.sub(r"[^a-z0-9]+", "-", f"{edition.listing.slug}-{edition.label}".lower()).strip("-")
        pictures[theme] = Picture(cid=f"{name}-{theme}.{place}@newsagg.invalid", png=sheet.save(), alt=alt)
    return Chart(name=name, light=pictures["light"], dark=pictures["dark"], width=WIDTH, height=height)


def _make_providers(
    edition: Edition, number: int, part: Sequence[ProviderWeeks], shown: Sequence[ProviderWeeks]
) -> Chart:
    most = max((max(provider.counts, default=0) for provider in shown), default=0)
    alt = "Outages a week in thirteen weeks. " + " ".join(_tell_provider(provider) for provider in part)

    def draw(sheet: _Sheet, _: Edition) -> None:
        _draw_providers(sheet, part, max(most, 1))

    return _make(edition, f"providers-{number}", _ROW * len(part) + 6, alt, draw)


class _Sheet:
    """A card to draw on, measured in CSS pixels from its upper left corner."""

    def __init__(self, height: int, palette: Palette) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.height, self.palette = height, palette
        # One point is one CSS pixel at 72 dots an inch, and two dots at 144.
        self._figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=144, facecolor=palette.card)
        self._canvas = FigureCanvasAgg(self._figure)
        self._place = Affine2D().scale(2, -2).translate(0, 2 * height)

    def bar(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        from matplotlib.patches import Rectangle

        self._add(Rectangle((left, top), width, height), colour)

    def mark(self, shape: str, x: float, y: float, size: float, colour: str) -> None:
        from matplotlib.patches import Circle, Polygon, Rectangle

        half = size / 2
        if shape == "critical":
            self._add(Rectangle((x - half * 0.82, y - half * 0.82), half * 1.64, half * 1.64), colour)
        elif shape == "major":
            foot = y + half * 0.8
            self._add(Polygon([(x, y - half), (x + half, foot), (x - half, foot)]), colour)
        else:
            self._add(Circle((x, y), half * 0.82), colour)

    def _add(self, patch: Any, colour: str) -> None:
        patch.set(facecolor=colour, linewidth=0, transform=self._place)
        self._figure.add_artist(patch)

    def text(
        self, x: float, y: float, words: str, *, size: float = 11, colour: str = "", bold: bool = False,
        align: str = "left",
    ) -> None:  # fmt: skip
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
        self._figure.text(
            x, y, _spell(words, font), fontproperties=font, color=colour or self.palette.ink, ha=align,
            va="center_baseline", parse_math=False, transform=self._place,
        )  # fmt: skip

    def save(self) -> bytes:
        """Return the sheet as PNG bytes with few colours and no words on its making."""
        from PIL import Image

        self._canvas.draw()  # type: ignore[no-untyped-call]
        drawn = Image.fromarray(_read_pixels(self._canvas), "RGBA").convert("RGB")
        # Of Pillow's methods this one keeps a rare colour: one red mark among greys.
        few = drawn.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        out = BytesIO()
        few.save(out, "PNG", optimize=True)
        return out.getvalue()


def _read_pixels(canvas: Any) -> Any:
    import numpy

    return numpy.asarray(canvas.buffer_rgba())


def _spell(words: str, font: Any) -> str:
    """Return the words with what the font cannot draw told by a point: the name stands in the text beside the chart."""
    from matplotlib.font_manager import findfont, get_font

    known = get_font(findfont(font, fallback_to_default=True)).get_charmap()
    return "".join(letter if ord(letter) in known else "·" for letter in words)


def _draw_weeks(sheet: _Sheet, edition: Edition) -> None:
    counts, palette = edition.counts, sheet.palette
    base, room, most = 108.0, 82.0, max(edition.counts)
    step = WIDTH / len(counts)
    silent = len(counts) - len(cut_unheard(counts, edition.unheard))
    for place, count in enumerate(counts):
        last = place == len(counts) - 1
        height = room * count / most
        left = place * step + 2
        sheet.bar(left, base - height, step - 4, height, palette.ink if last else palette.bar)
        sheet.text(
            left + (step - 4) / 2, base - height - 9, "–" if place < silent else str(count), size=11 if last else 9,
            colour=palette.ink if last else palette.muted, bold=last, align="center",
        )  # fmt: skip
    sheet.bar(0, base, WIDTH, 1, palette.rule)
    names = _name_weeks(edition)
    sheet.text(2, base + 14, names[0], size=10, colour=palette.muted)
    sheet.text(WIDTH - 2, base + 14, names[-1], size=10, bold=True, align="right")


def _name_weeks(edition: Edition) -> list[str]:
    monday = edition.start.astimezone(ZoneInfo(edition.zone)).date()
    return [
        f"W{(monday - timedelta(weeks=back)).isocalendar().week:02}"
        for back in range(len(edition.counts) - 1, -1, -1)
    ]


def _tell_weeks(edition: Edition) -> str:
    names = _name_weeks(edition)
    silent = len(edition.counts) - len(cut_unheard(edition.counts, edition.unheard))
    told = ", ".join(
        f"{name} {'not listened in' if place < silent else count}"
        for place, (name, count) in enumerate(zip(names, edition.counts, strict=True))
    )
    return f"Outages a week, the last being this one: {told}."


def _draw_days(sheet: _Sheet, edition: Edition) -> None:
    palette, base = sheet.palette, sheet.height - 42.0
    colours = {"critical": palette.critical, "major": palette.major, "minor": palette.minor}
    step = WIDTH / max(len(edition.days), 1)
    most = _count_most(edition.days)
    room = min(82 / most, 22.0)
    for place, day in enumerate(edition.days):
        middle = (place + 0.5) * step
        counts = {"minor": day.minor, "major": day.major, "critical": day.critical}
        total = sum(counts.values())
        if most <= _MOST_MARKS:
            stack = [kind for kind, count in counts.items() for _ in range(count)]
            for number, kind in enumerate(stack):
                sheet.mark(kind, middle, base - 4 - (number + 0.5) * room, room - 2.5, colours[kind])
        else:
            foot = base
            for kind, count in counts.items():
                height = 70.0 * count / most
                sheet.bar(middle - 10, foot - height, 20, max(height - 1, 0), colours[kind])
                foot -= height
            if total:
                sheet.text(middle, foot - 8, str(total), size=9, colour=palette.muted, align="center")
        sheet.text(
            middle, base + 12, _name_day(day), size=10, colour=palette.ink if total else palette.muted, align="center"
        )  # fmt: skip
    sheet.bar(0, base, WIDTH, 1, palette.rule)
    for left, kind in ((4, "critical"), (94, "major"), (176, "minor")):
        sheet.mark(kind, left + 5, base + 32, 10, colours[kind])
        sheet.text(left + 15, base + 32, kind, size=10, colour=palette.muted)


def _count_most(days: Sequence[Day]) -> int:
    return max(day.critical + day.major + day.minor for day in days)


def _name_day(day: Day) -> str:
    try:
        return f"{date.fromisoformat(day.date):%a}"
    except ValueError:
        return day.date[-2:]


def _tell_days(days: Sequence[Day]) -> str:
    told = []
    for day in days:
        counts = {"critical": day.critical, "major": day.major, "minor": day.minor}
        words = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
        told.append(f"{_name_day(day)} {words or 'none'}")
    return f"Outages by the day on which they began: {'; '.join(told)}."


def _draw_providers(sheet: _Sheet, providers: Sequence[ProviderWeeks], most: int) -> None:
    palette = sheet.palette
    left, right, room = 118.0, 28.0, 19.0
    for row, provider in enumerate(providers):
        base = row * _ROW + 25.0
        count = provider.counts[-1] if provider.counts else 0
        sheet.text(0, base - 7, _fit(provider.name), size=11, bold=bool(count), colour=palette.ink)
        step = (WIDTH - left - right) / max(len(provider.counts), 1)
        for place, weekly in enumerate(provider.counts):
            height = room * weekly / most
            last = place == len(provider.counts) - 1
            sheet.bar(
                left + place * step, base - height, step - 2, height, palette.ink if last else palette.bar
            )
        sheet.bar(left, base, WIDTH - left - right - 2, 1, palette.rule)
        sheet.text(
            WIDTH - 2, base - 7, str(count), size=12 if count else 11, bold=bool(count), align="right",
            colour=palette.ink if count else palette.muted,
        )  # fmt: skip


def _fit(name: str) -> str:
    return name if len(name) <= 17 else name[:16].rstrip() + "…"


def _tell_provider(provider: ProviderWeeks) -> str:
    counts = provider.counts or (0,)
    before = sum(counts[:-1])
    return f"{provider.name}: {counts[-1]} this week, {before or 'none'} in the weeks before."


def list_pictures(charts: dict[str, Chart]) -> Iterator[Picture]:
    """Yield every picture of the charts, light and dark."""
    for chart in charts.values():
        yield chart.light
        yield chart.dark
