"""The marks of one incident -> its timeline as an SVG picture. Pure.

Sideways everything is given in percent, so that the picture fills whatever width it gets with letters of one size;
downwards in pixels. Colours come from the page's classes. What each mark says stands in its ``title``, and all of it
again in the table that the page has beside the picture.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from newsagg.report.phrases import clean, join_names, shorten
from newsagg.report.timemarks import Mark, tell_extent
from newsagg.report.timescale import Scale, make_scale

_ROW = 24
_HEAD = 30
_TOP = 46
# Percent of the narrowest picture (320 px) that one letter of 12 px takes.
_LETTER = 2.0
_LONGEST_NAME = 26
MOST_OUTLETS = 16
"""Outlets with a row of their own; the others share the last one."""
_GROUPS = (
    ("start", "Start, as claimed"),
    ("acknowledged", "Acknowledged, as claimed"),
    ("end", "End, as claimed"),
)
_TONES = {
    "investigating": "bad", "identified": "mid", "partially restored": "mid", "monitoring": "calm", "resolved": "good",
    "postmortem": "good", "ongoing": "bad", "restored": "good", "completed": "good",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when the record has the outage; either end as an interval, or None."""

    began: datetime | None = None
    began_latest: datetime | None = None
    ended: datetime | None = None
    ended_latest: datetime | None = None


def draw_timeline(marks: Sequence[Mark], span: Span, *, title: str, ident: str = "timeline") -> Markup:
    """Return the picture; empty when there is nothing to show. ``ident`` begins the ids inside."""
    if not marks:
        return Markup("")
    picture = _Picture(make_scale((mark.at, mark.to) for mark in marks), span)
    picture.draw_states([mark for mark in marks if mark.kind == "state"])
    for kind, heading in _GROUPS:
        picture.draw_claims(heading, [mark for mark in marks if mark.kind == kind])
    picture.draw_outlets([mark for mark in marks if mark.kind in {"article", "version"}])
    return picture.finish(marks, title=title, ident=ident)


class _Picture:
    def __init__(self, scale: Scale, span: Span) -> None:
        self.scale = scale
        self.span = span
        self.y = float(_TOP)
        self.parts: list[Markup] = []

    def heading(self, words: str) -> None:
        self.parts.append(
            Markup('<text class="tl-head" x="0" y="{:.0f}">{}</text>').format(self.y + 18, words)
        )
        self.y += _HEAD - 2

    def draw_states(self, marks: Sequence[Mark]) -> None:
        """Draw what the vendor said of the state, as a band from one word to the next, for each that speaks."""
        voices: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            voices[mark.who].append(mark)
        for who, said in voices.items():
            self.heading(shorten(clean(who), 40))
            levels: list[float] = []
            places = []
            for mark in said:
                x = self.scale.place(mark.at)
                words = shorten(clean(mark.what), 20)
                width = len(words) * _LETTER + 3
                left = x if x + width <= 100 else max(0.0, x - width)
                level = next((n for n, end in enumerate(levels) if end <= left), len(levels))
                levels[level : level + 1] = [left + width]
                places.append((mark, x, words, level, left < x))
            band = self.y + 15 * len(levels) + 4
            for n, (mark, x, _, _, _) in enumerate(places):
                if n + 1 < len(places) and places[n + 1][1] > x:
                    self.parts.append(
                        Markup(
                            '<rect class="tl-band tl-{}" x="{}%" y="{:.0f}" width="{:.2f}%" height="8"/>'
                        ).format(_TONES.get(mark.what, "calm"), x, band, places[n + 1][1] - x)
                    )
            for _, x, _, level, _ in places:
                if level:
                    self.parts.append(
                        Markup('<line class="tl-stem" x1="{x}%" x2="{x}%" y1="{:.0f}" y2="{:.0f}"/>').format(
                            band - 3 - 15 * level, band, x=x
                        )
                    )
            for mark, x, words, level, turned in places:
                # The lowest level is nearest to the band.
                y = band - 7 - 15 * level
                self.parts.append(
                    Markup(
                        '<g class="tl-mark" {}><title>{}</title>'
                        '<circle class="tl-state tl-{}" cx="{x}%" cy="{:.0f}" r="5"/>'
                        '<text class="tl-word" x="{x}%" dx="{}" y="{:.0f}"{}>{}</text></g>'
                    ).format(
                        _data(mark), _tip(mark), _TONES.get(mark.what, "calm"), band + 4,
                        -4 if turned else 0 if level == 0 else 4, y, Markup(' text-anchor="end"') if turned else "",
                        words, x=x,
                    )
                )  # fmt: skip
            self.y = band + 22

    def draw_claims(self, heading: str, marks: Sequence[Mark]) -> None:
        """Draw claimed times: a bar as long as it is uncertain, a diamond for an instant; equal ones share a row."""
        if not marks:
            return
        self.heading(heading)
        rows: defaultdict[tuple[datetime, datetime, bool], list[Mark]] = defaultdict(list)
        for mark in marks:
            rows[mark.at, mark.to, mark.faded].append(mark)
        for (at, to, faded), same in rows.items():
            middle = self.y + _ROW / 2
            left, right = self.scale.place(at), self.scale.place(to)
            shape = (
                Markup('<rect class="tl-bar" x="{}%" y="{:.0f}" width="{:.2f}%" height="12" rx="3"/>').format(
                    left, middle - 6, max(right - left, 0.8)
                )
                if to > at
                else Markup(
                    '<svg x="{}%" y="{:.0f}" overflow="visible"><path class="tl-instant" d="{}"/></svg>'
                ).format(left, middle, "M0-7 7 0 0 7-7 0z")
            )
            self.parts.append(
                Markup('<g class="tl-mark{}" {}><title>{}</title>{}</g>').format(
                    " tl-faded" if faded else "", _data(*same), _tip(*same), shape
                )
            )
            names = join_names([clean(mark.who) for mark in same], most=3)
            self.name(names, left, right, middle)
            self.y += _ROW

    def draw_outlets(self, marks: Sequence[Mark]) -> None:
        """Draw when each outlet's articles came, and when their texts changed."""
        if not marks:
            return
        self.heading("Articles, by outlet")
        outlets: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            outlets[mark.who].append(mark)
        rows = list(outlets.items())
        if len(rows) > MOST_OUTLETS:
            rest = [mark for _, told in rows[MOST_OUTLETS - 1 :] for mark in told]
            rows = [*rows[: MOST_OUTLETS - 1], (f"{len(rows) - MOST_OUTLETS + 1} other outlets", rest)]
        for who, told in rows:
            middle = self.y + _ROW / 2
            places = [self.scale.place(mark.at) for mark in told]
            if len(places) > 1:
                self.parts.append(
                    Markup('<line class="tl-thread" x1="{}%" x2="{}%" y1="{y}" y2="{y}"/>').format(
                        min(places), max(places), y=middle
                    )
                )
            for mark, x in zip(told, places, strict=True):
                self.parts.append(
                    Markup('<g class="tl-mark" {}><title>{}</title>{}</g>').format(
                        _data(mark), _tip(mark), _draw_article(mark, x, middle)
                    )
                )
            self.name(clean(who), min(places), max(places), middle)
            self.y += _ROW

    def name(self, words: str, left: float, right: float, middle: float) -> None:
        """Write who it is beside the marks of a row, on the side that has room; else above them."""
        room = max(100 - right, left)
        if room >= 28:
            words = shorten(words, min(_LONGEST_NAME, int((room - 4) / _LETTER)))
            on_right = right + len(words) * _LETTER + 4 <= 100
            anchor, x, dx, y = (
                ("start", right, 11, middle + 4) if on_right else ("end", left, -11, middle + 4)
            )
        else:
            # Both sides are taken: the name gets a line of its own, and the marks stay where they are.
            words = shorten(words, _LONGEST_NAME)
            anchor, x, dx, y = "start", 0.0, 0, middle + _ROW - 5
            self.y += 16
        self.parts.append(
            Markup('<text class="tl-name" x="{}%" dx="{}" y="{:.0f}" text-anchor="{}">{}</text>').format(
                x, dx, y, anchor, words
            )
        )

    def finish(self, marks: Sequence[Mark], *, title: str, ident: str) -> Markup:
        height = self.y + 8
        ground: list[Markup] = []
        span = self.span
        if span.began and (span.ended_latest or span.ended):
            left = self.scale.place(span.began)
            right = self.scale.place(span.ended_latest or span.ended or span.began)
            # Only a span that the record has to the hour tells more than its ends do.
            if right > left and (span.began_latest or span.began) - span.began < timedelta(hours=6):
                ground.append(
                    Markup('<rect class="tl-outage" x="{}%" y="{}" width="{:.2f}%" height="{:.0f}"/>').format(
                        left, _TOP - 8, right - left, height - _TOP + 8
                    )
                )
        for tick in self.scale.ticks():
            anchor = "start" if tick.x < 8 else "end" if tick.x > 92 else "middle"
            ground.append(
                Markup(
                    '<line class="tl-grid" x1="{x}%" x2="{x}%" y1="{}" y2="{:.0f}"/>'
                    '<text class="tl-tick" x="{x}%" y="32" text-anchor="{}">{}</text>'
                ).format(_TOP - 8, height, anchor, tick.words, x=tick.x)
            )
        ground.extend(_draw_days(self.scale))
        for x, words in self.scale.breaks():
            ground.append(
                Markup(
                    '<line class="tl-break" x1="{x}%" x2="{x}%" y1="{}" y2="{:.0f}"/>'
                    '<text class="tl-gap" x="{x}%" y="{:.0f}" text-anchor="middle">{}</text>'
                ).format(_TOP - 8, height, height + 14, words, x=f"{x:.2f}")
            )
        first = next((mark for mark in marks if mark.kind == "article"), None)
        if first is not None:
            ground.append(
                Markup(
                    '<line class="tl-first" x1="{x}%" x2="{x}%" y1="{}" y2="{:.0f}"><title>{}</title></line>'
                ).format(_TOP - 8, height, f"First report: {first.when()} UTC", x=self.scale.place(first.at))
            )
        cuts = len(self.scale.breaks())
        words = (
            f"{len(marks)} marks from {tell_extent(marks)} UTC. The table below the picture lists them all."
        )
        height += 18 if cuts else 0
        return Markup(
            '<svg class="tl" width="100%" height="{h:.0f}" role="img" aria-labelledby="{i}-title {i}-desc">'
            '<title id="{i}-title">{}</title><desc id="{i}-desc">{}</desc>{}{}</svg>'
        ).format(clean(title), words, Markup("").join(ground), Markup("").join(self.parts), h=height, i=ident)


def _draw_days(scale: Scale) -> list[Markup]:
    """Name the days above the ticks that begin one, none over another."""
    drawn: list[Markup] = []
    free = 0.0
    for tick in scale.ticks():
        if not tick.day:
            continue
        width = len(tick.day) * _LETTER + 2
        left = min(max(tick.x - 4, 0.0), 100 - width)
        if left < free:
            continue
        free = left + width
        anchor, x = ("end", 100.0) if tick.x > 100 - width else ("start", left)
        drawn.append(
            Markup('<text class="tl-day" x="{:.2f}%" y="14" text-anchor="{}">{}</text>').format(
                x, anchor, tick.day
            )
        )
    return drawn


def _draw_article(mark: Mark, x: float, y: float) -> Markup:
    """Draw one article's shape, made of numbers and names of ours alone."""
    if mark.kind == "version":
        path, kind = "M0-5 5 4-5 4z", "tl-version"
    elif mark.special == "status":
        path, kind = "M-5-5H5V5H-5z", "tl-article tl-vendor"
    elif mark.special in {"postmortem", "official"}:
        path, kind = "M0-7 7 0 0 7-7 0z", "tl-article tl-vendor"
    else:
        kind = "tl-copy" if mark.faded else "tl-article"
        return Markup(f'<circle class="{kind}" cx="{x}%" cy="{y}" r="5"/>')  # noqa: S704
    return Markup(f'<svg x="{x}%" y="{y}" overflow="visible"><path class="{kind}" d="{path}"/></svg>')  # noqa: S704


def _tip(*marks: Mark) -> str:
    return clean("; ".join(f"{mark.when()} UTC, {shorten(mark.tell(), 200)}" for mark in marks[:6]))


def _data(*marks: Mark) -> Markup:
    """Return what the marks stand for, so that a test can hold the picture against the record; numbers and times."""
    claims = " ".join(str(m.claim_id) for m in marks if m.claim_id is not None)
    articles = " ".join(str(m.article_id) for m in marks if m.article_id is not None)
    first = marks[0]
    return Markup(  # noqa: S704 - no words of anybody's
        f'data-kind="{first.kind}" data-claim="{claims}" data-article="{articles}" '
        f'data-at="{first.at:%Y-%m-%dT%H:%M:%SZ}" data-to="{first.to:%Y-%m-%dT%H:%M:%SZ}"'
    )
