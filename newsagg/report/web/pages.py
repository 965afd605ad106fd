"""The desk's page modules -> their routes, in the order in which they are tried. Pure."""

import re
from types import ModuleType

from newsagg.report.web import (
    assets,
    digests,
    editing,
    feedpage,
    front,
    incident,
    out,
    outlets,
    providers,
    searching,
    signin,
    subscriptions,
)
from newsagg.report.web.visit import Route, each_route

PAGES: tuple[ModuleType, ...] = (
    assets,
    digests,
    editing,
    front,
    incident,
    out,
    signin,
    subscriptions,
    providers,
    outlets,
    feedpage,
    searching,
)
"""Every module with ``ROUTES``: a new page is added here."""


def list_routes() -> list[Route]:
    """Return the routes of all pages."""
    return list(each_route(PAGES))


def answers_to(path: str) -> bool:
    """Say whether a page of ours stands at a path."""
    return any(re.match(route.regex(), path) for route in list_routes())
