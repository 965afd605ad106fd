"""Search over incidents, articles and quotes, and the cookbook's queries. Reads through the visit."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from newsagg.errors import NotFoundError
from newsagg.report.web.templating import harmless
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.cookbook import load_cookbook
from newsagg.store.search import KINDS, search
from newsagg.store.standing import require_service

_MOST = 40
_MOST_DATA = 500


def show_search(visit: Visit) -> Answer:
    """Show what holds the words ``q``; ``kind``, ``provider``, ``from`` and ``to`` narrow it down."""
    words, provider = visit.ask("q"), visit.ask("provider")
    kind = visit.ask("kind") if visit.ask("kind") in KINDS else ""
    since, until = _read_day(visit.ask("from")), _read_day(visit.ask("to"), ends=True)
    slug, unknown = None, ""
    if provider:
        try:
            slug = require_service(visit.db, provider)
        except NotFoundError as error:
            if visit.form:
                raise  # a program shall not take it for a search that found nothing
            slug, unknown = provider.casefold(), error.hint or ""
    found = search(
        visit.db,
        words,
        _MOST_DATA if visit.form else _MOST,
        kinds=[kind] if kind else KINDS,
        provider=slug,
        since=since,
        until=until,
    )
    if visit.form:
        return visit.data(found, name=f"search-{words}")
    asked = {"q": words, "kind": kind, "provider": provider, "from": visit.ask("from"), "to": visit.ask("to")}
    return visit.page(
        "search.html",
        title=f"Search: {words}" if words else "Search",
        canonical="/search",
        words=words,
        unknown=unknown,
        given=asked,
        kinds=KINDS,
        query=urlencode({name: value for name, value in asked.items() if value}),
        found=[{**row, "marked": mark(row["snippet"] or "")} for row in found],
        most=_MOST,
    )


def mark(snippet: str) -> Markup:
    """Return a snippet for a page, with the words found marked; all else in it is escaped."""
    return Markup("").join(_pieces(str(harmless(snippet))))


def _pieces(snippet: str) -> Iterator[Markup]:
    # Brackets of the text itself are at worst marked too: never more than shown.
    for piece in re.split(r"(\[[^\[\]]*\])", snippet):
        if piece.startswith("[") and piece.endswith("]"):
            yield Markup("<mark>{}</mark>").format(piece[1:-1])
        else:
            yield escape(piece)


def _read_day(written: str, *, ends: bool = False) -> datetime | None:
    try:
        day = datetime.fromisoformat(written[:10]).date()
    except ValueError:
        return None
    return datetime.combine(day, time(23, 59, 59) if ends else time(0), tzinfo=UTC)


def show_queries(visit: Visit) -> Answer:
    """Show the cookbook: each question with a form that asks it."""
    recipes = load_cookbook()
    if visit.form:
        rows: list[dict[str, Any]] = [
            {"name": r.name, "title": r.title, "chapter": r.chapter, "answers": r.answers, "beware": r.beware,
             "parameters": ", ".join(p.name for p in r.parameters), "sql": r.sql}
            for r in recipes
        ]  # fmt: skip
        return visit.data(rows, name="queries")
    return visit.page(
        "queries.html",
        title="Queries",
        here="/queries",
        description="Questions that analysts ask of the record, each a query with what to beware of.",
        canonical="/queries",
        chapters=[(name, list(those)) for name, those in groupby(recipes, key=lambda r: r.chapter)],
        number=len(recipes),
        forms=("json", "csv"),
    )


ROUTES = (
    Route(r"/search", show_search, forms=("json", "csv")),
    Route(r"/queries", show_queries, forms=("json", "csv")),
)
