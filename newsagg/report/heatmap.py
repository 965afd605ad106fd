"""Incidents by day -> a year as a picture: a row for each month, a field for each day. Pure.

Thirty-one fields are wide enough to be told apart on a phone, which fifty-three weeks are not. How bad the worst of a
day was is told by the field's shade and by a sign in it; the page has the same as a table.
"""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from newsagg.report.phrases import count_words

_ROW = 17
_LEFT = 14.0
"""Percent of the width for the months' names."""
_DAY = (100 - _LEFT) / 31
_WORST = ("not judged or none", "minor", "major", "critical")


def draw_year(days: Sequence[Mapping[str, Any]], *, last: date) -> Markup:
    """Return the twelve months that end with the month of ``last``, the latest first.

    ``days`` have ``day`` (ISO), ``incidents`` and ``worst`` (0 to 3), as ``store.frontpage.count_days`` returns them.
    """
    counted = {row["day"]: row for row in days}
    parts: list[Markup] = []
    total = 0
    for n in range(12):
        year, month = _month_before(last, n)
        y = 20 + n * _ROW
        name = f"{calendar.month_abbr[month]}{f' ’{year % 100:02}' if n == 0 or month == 12 else ''}"
        parts.append(Markup('<text class="heat-month" x="0" y="{}">{}</text>').format(y + 11, name))
        for day in range(1, calendar.monthrange(year, month)[1] + 1):
            today = date(year, month, day)
            row = counted.get(today.isoformat())
            if today <= last:
                parts.append(_draw_day(today, row, y))
                total += row["incidents"] if row else 0
    numbers = Markup("").join(
        Markup('<text class="heat-month" x="{:.2f}%" y="12" text-anchor="middle">{}</text>').format(
            _LEFT + (day - 0.5) * _DAY, day
        )
        for day in (1, 8, 15, 22, 29)
    )
    first = date(*_month_before(last, 11), 1)
    words = f"{total} incidents between {first:%d %B %Y} and {last:%d %B %Y}, by the day on which each began."
    return Markup(
        '<svg class="heat" width="100%" height="{}" role="img" aria-labelledby="heat-title heat-desc">'
        '<title id="heat-title">Calendar of incidents</title><desc id="heat-desc">{}</desc>{}{}</svg>'
    ).format(20 + 12 * _ROW, words, numbers, Markup("").join(parts))


def first_day(last: date) -> date:
    """Return the first day that the picture of a year shows."""
    return date(*_month_before(last, 11), 1)


def day_after(last: date) -> date:
    """Return the first day that it does not show."""
    return last + timedelta(days=1)


def _month_before(last: date, months: int) -> tuple[int, int]:
    number = last.year * 12 + last.month - 1 - months
    return number // 12, number % 12 + 1


def _draw_day(today: date, row: Mapping[str, Any] | None, y: int) -> Markup:
    """Draw one field; all that is put in are numbers, days and words of ours, so nothing needs to be escaped."""
    x = _LEFT + (today.day - 1) * _DAY
    place = f'x="{x:.2f}%" y="{y}" width="{_DAY - 0.45:.2f}%" height="14" rx="2"/>'
    if row is None:
        return Markup(f'<rect class="heat-none" {place}')  # noqa: S704
    worst, count = int(row["worst"]), int(row["incidents"])
    middle = f"{x + _DAY / 2 - 0.2:.2f}%"
    sign = {
        2: f'<circle class="heat-sign" cx="{middle}" cy="{y + 7}" r="2"/>',
        3: f'<svg x="{middle}" y="{y + 7}" overflow="visible"><path class="heat-sign" d="M-3-3H3V3H-3z"/></svg>',
    }.get(worst, "")
    tip = f"{today:%d %B %Y}: {count_words(count, 'incident')}, the worst {_WORST[worst]}"
    return Markup(  # noqa: S704
        f'<g data-day="{today.isoformat()}" data-incidents="{count}"><title>{tip}</title>'
        f'<rect class="heat-{worst + 1}" {place}{sign}</g>'
    )
