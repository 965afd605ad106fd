"""Feeds: which are heard, what they bring, why one is silent. Reads through the visit."""

from collections import Counter

from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.feedhealth import TROUBLE, list_feed_health

STATES = {
    "failing": "critical", "host_resting": "critical", "late": "major", "quiet": "minor", "never_read": "minor",
    "healthy": "good", "paused": "none", "retired": "none",
}  # fmt: skip
"""A feed's state -> the chip that shows it."""


def show_feeds(visit: Visit) -> Answer:
    """Show the feeds, those with trouble first."""
    rows = list_feed_health(visit.db)
    if visit.form:
        return visit.data(rows, name="feeds")
    counts = Counter(row["state"] for row in rows)
    return visit.page(
        "feeds.html",
        title="Feeds",
        here="/feeds",
        description="Which feeds are heard, what they bring, and why one is silent.",
        canonical="/feeds",
        rows=rows,
        counts=[(state, counts[state]) for state in STATES if counts[state]],
        trouble=sum(counts[state] for state in TROUBLE),
        chips=STATES,
        forms=("json", "csv"),
    )


ROUTES = (Route(r"/feeds", show_feeds, forms=("json", "csv"), kept=True),)
