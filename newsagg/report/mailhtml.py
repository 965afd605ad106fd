"""What is shown of an Edition, and its charts -> the HTML of the mail, with its style in its elements. Pure.

Templates escape every text; an address was checked by ``harmless.py``. Which CSS is used, and why, stands in
docs/digest.md; a table in the tests holds it to what Outlook and Gmail support.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from newsagg.report.charts import Chart
from newsagg.report.edition import UNSUBSCRIBE, Edition
from newsagg.report.layout import (
    LATE,
    MARKS,
    SEVERITIES,
    STATES,
    Layout,
    is_read_at,
    lead_in,
    tell_hours,
    tell_origins,
    tell_said_value,
)
from newsagg.report.mailtext import tell_candidates
from newsagg.report.palette import DARK, LIGHT
from newsagg.report.phrases import count_words
from newsagg.report.summary import cut_unheard

# Mailboxes show about 140 letters beside the subject; blanks without width keep the page's first words out of them.
_FILLER = "\u2007\u034f " * 40


def write_html(layout: Layout, charts: Mapping[str, Chart]) -> str:
    """Return what is shown of an edition as the HTML of its mail."""
    from css_inline import CSSInliner

    templates = _open_templates()
    colours = {"light": LIGHT, "dark": DARK}
    page = templates.get_template("digest.html").render(**colours, **_gather(layout, charts))
    inliner = CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        minify_css=True,
        extra_css=templates.get_template("inlined.css").render(**colours),
    )
    return squeeze(inliner.inline(page))


@lru_cache(maxsize=1)
def _open_templates() -> Any:
    """Return the mail's templates; they are read and compiled once in a process."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("newsagg.report", "templates/mail"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def squeeze(html: str) -> str:
    """Return HTML without the blanks and line breaks that templates leave between elements."""
    return re.sub(r"\s*\n\s*", "\n", html).strip() + "\n"


def _gather(layout: Layout, charts: Mapping[str, Chart]) -> dict[str, Any]:
    names = ("weeks", "days", "providers-1", "providers-2")
    return {
        "layout": layout,
        "edition": layout.edition,
        "charts": {name: charts.get(name) for name in names},
        "figures": tell_figures(layout.edition),
        "hours": "; ".join(
            f"{provider.name} {told}" for provider in layout.providers.items if (told := tell_hours(provider))
        ),
        "candidates": tell_candidates(layout.edition),
        "filler": _FILLER,
        "unsubscribe": UNSUBSCRIBE,
        "marks": MARKS,
        "severities": SEVERITIES,
        "states": STATES,
        "late": LATE,
        "count_words": count_words,
        "lead_in": lead_in,
        "is_read_at": is_read_at,
        "tell_origins": tell_origins,
        "tell_said_value": tell_said_value,
    }


def tell_figures(edition: Edition) -> list[tuple[str, str]]:
    """Return the three numbers that a week is measured by, with their words; none where there is nothing to compare."""
    counts = cut_unheard(edition.counts, edition.unheard)
    if len(counts) < 2 or not any(counts):
        return []
    *before, last, this = counts
    earlier = [*before, last]
    mean = f"{sum(earlier) / len(earlier):.1f}".removesuffix(".0")
    return [
        (str(this), "outage this week" if this == 1 else "outages this week"),
        (str(last), "the week before"),
        (mean, f"a week on average, {len(earlier)} weeks before"),
    ]
