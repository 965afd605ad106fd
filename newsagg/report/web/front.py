"""The front page: what is out, what was out lately, and a year of days. Reads through the visit."""

from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.queries import find_incidents


def show_front(visit: Visit) -> Answer:
    """Show open and recent incidents."""
    rows = find_incidents(visit.db)[:60]
    return visit.page("front.html", title="Incidents", here="/", rows=rows)


ROUTES = (Route(r"/", show_front),)
