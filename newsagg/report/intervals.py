"""A median with its interval -> a small picture of it, as SVG, on a scale that others share. Pure."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from newsagg.report.comparing import Middle

_WIDE, _HIGH = 200, 22
_MARGIN = 6

Scale = tuple[float, float]


def span_of(middles: Sequence[Middle]) -> Scale:
    """Return the shortest and longest minutes that any of them needs, as decades: lengths differ by thousands."""
    ends = [
        value
        for m in middles
        for value in (m.low, m.high, m.sure_low, m.sure_high)
        if value is not None and value > 0
    ]
    if not ends:
        return 1.0, 10.0
    low, high = min(ends), max(ends)
    return low, max(high, low * 2)


def draw_interval(middle: Middle, scale: Scale) -> Markup:
    """Return the picture: a line for where the median may lie, a bar for what was claimed of it; empty of none."""
    if middle.low is None or middle.high is None:
        return Markup("")

    def at(minutes: float) -> float:
        low, high = (math.log(end) for end in scale)
        where = (math.log(max(minutes, scale[0])) - low) / (high - low)
        return round(_MARGIN + where * (_WIDE - 2 * _MARGIN), 1)

    y = _HIGH / 2
    parts = []
    if middle.sure_low is not None and middle.sure_high is not None:
        left, right = at(middle.sure_low), at(middle.sure_high)
        parts.append(f'<path class="iv-line" d="M{left} {y}H{right}M{left} {y - 5}v10M{right} {y - 5}v10"/>')
    first, last = at(middle.low), at(middle.high)
    kind = "iv-few" if middle.few else "iv-bar"
    parts.append(
        f'<rect class="{kind}" x="{first - 3}" y="{y - 4}" width="{round(last - first + 6, 1)}" height="8" rx="3"/>'
    )
    # The numbers stand in the cell beside it.
    return Markup(  # noqa: S704 - numbers of our own
        f'<svg class="iv" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )
