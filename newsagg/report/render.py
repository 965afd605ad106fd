"""An Edition -> its digest as HTML, text and pictures, the same for every subscriber. Pure.

The HTML stays under ``MOST_HTML`` so that Gmail shows it whole: parts are left out in the order of ``layout.ROOM``,
and counted; the text leaves out the same.
"""

from newsagg.report.charts import draw_charts, list_pictures
from newsagg.report.edition import Edition, Rendered
from newsagg.report.harmless import make_harmless
from newsagg.report.layout import ROOM, lay_out
from newsagg.report.mailhtml import write_html
from newsagg.report.mailtext import write_text

# Gmail clips a message at about 102 kB. The rest is for the reader's own address of leaving, which is put in later.
MOST_HTML = 88_000


def render_digest(edition: Edition) -> Rendered:
    """Return an edition's digest, with ``UNSUBSCRIBE`` where the reader's address of leaving belongs."""
    harmless = make_harmless(edition)
    layout = lay_out(harmless)
    charts = draw_charts(layout)
    for room in ROOM:
        drawn, layout = layout.providers, lay_out(harmless, room)
        if layout.providers != drawn:
            charts = draw_charts(layout)
        html = write_html(layout, charts)
        if len(html.encode()) <= MOST_HTML:
            break
    return Rendered(
        subject=harmless.subject, html=html, text=write_text(layout), pictures=tuple(list_pictures(charts))
    )
