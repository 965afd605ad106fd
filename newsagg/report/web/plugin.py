"""Datasette's hooks -> the desk's pages, guard and limits. Does nothing in a Datasette that has no desk."""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from datasette import handle_exception as datasette_failure
from datasette import hookimpl
from datasette.utils.asgi import Response
from jinja2 import ChoiceLoader, FileSystemLoader

from newsagg.report.web.answering import answer_failure, make_view, pack, tell_failure
from newsagg.report.web.guard import guard
from newsagg.report.web.nonces import MarkScripts
from newsagg.report.web.pages import list_routes
from newsagg.report.web.private import forbid_private
from newsagg.report.web.templating import SHARED, TEMPLATES

F = TypeVar("F", bound=Callable[..., Any])
# Datasette's decorator has no types of its own.
_hook: Callable[[F], F] = hookimpl
_first: Callable[[F], F] = hookimpl(tryfirst=True)

# One value of 200 MB is a mistake or an attack, never an answer.
_LARGEST_VALUE = 10_000_000


@_first
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Put our pages before Datasette's own."""
    desk = getattr(datasette, "desk", None)
    return [] if desk is None else [(route.regex(), make_view(desk, route)) for route in list_routes()]


@_hook
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Guard every request and answer."""
    desk = getattr(datasette, "desk", None)
    return (lambda app: app) if desk is None else guard(desk)


@_hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Keep queries of strangers from what is private and from filling the memory."""
    if getattr(datasette, "desk", None) is not None and database == "newsagg":
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        forbid_private(conn)


@_first
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Answer with a page of ours when one of Datasette's fails, or is not there."""
    desk = getattr(datasette, "desk", None)
    if desk is None:
        return datasette_failure.handle_exception(datasette, request, exception)
    return answer_failure(desk, request, exception)


@_first
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """Say on a page of ours what may not be seen."""
    desk = getattr(datasette, "desk", None)
    return (
        None if desk is None else pack(tell_failure(desk, request, 403, "Not for you", message, ""), request)
    )


@_hook
def skip_csrf(datasette: Any, scope: dict[str, Any]) -> bool:
    """Let those POSTs through that come from no form of ours and prove themselves by their address."""
    if getattr(datasette, "desk", None) is None:
        return False
    path = str(scope["path"]).removeprefix(datasette.desk.root)
    return any(route.csrf_free and re.match(route.regex(), path) for route in list_routes())


@_hook
def extra_template_vars(request: Any, datasette: Any) -> dict[str, Any]:
    """Give Datasette's own pages our frame, and their scripts the nonce that the answer's policy names."""
    desk = getattr(datasette, "desk", None)
    if desk is None:
        return {}
    shared = {
        name: desk.templates.globals[name] for name in ("at", "navigation", "searchable", "style", "mark")
    }
    return shared | {"nonce": request.scope.get("nonce", "") if request is not None else ""}


@_hook
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Mark the scripts that stand in Datasette's templates, as it ships them, with the nonce."""
    if getattr(datasette, "desk", None) is not None:
        env.add_extension(MarkScripts)
        env.loader = ChoiceLoader([FileSystemLoader([TEMPLATES / "datasette", SHARED]), env.loader])
