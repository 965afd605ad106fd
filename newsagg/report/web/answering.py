"""A request at Datasette -> a Visit in a thread of the desk -> the answer; and what goes wrong -> a page that says so.

Reads the record through the desk; the only place where a page's failure is caught.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from newsagg.errors import NewsaggError, NotFoundError
from newsagg.report.web.visit import Answer, House, Route, Visit

if TYPE_CHECKING:
    from newsagg.report.web.desk import Desk

_LOG = logging.getLogger(__name__)
_MOST_FIELDS = 200


def make_view(desk: "Desk", route: Route) -> Callable[..., Awaitable[Response]]:
    """Return the function that Datasette calls for a route."""

    async def answer(request: Any) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        if method not in route.methods:
            return pack(_refuse_method(desk, request, route), request)
        body = await request.post_body() if method == "POST" else b""
        loop = asyncio.get_running_loop()
        made = await loop.run_in_executor(desk.reader.executor, _answer_route, desk, route, request, body)
        return pack(made, request)

    return answer


def _answer_route(desk: "Desk", route: Route, request: Any, body: bytes) -> Answer:
    """Make the answer, whatever happens on the way; runs in a thread of the desk."""
    db: Database | None = None
    try:
        db = desk.reader.open()
    except NewsaggError as error:
        if not request.path.removeprefix(desk.root).startswith("/assets/"):
            return tell_failure(desk, request, 503, _NOT_READY, error.message, error.hint)
    try:
        with _one_moment(db if request.method != "POST" else None):
            visit = _make_visit(desk, request, db, body)
            if not route.kept or visit.actor is not None or visit.arguments or visit.method != "GET":
                return route.view(visit)
            return desk.keeper.answer((request.path, visit.origin), lambda: route.view(visit))
    except NotFoundError as error:
        return tell_failure(
            desk, request, 404, "Not on record", f"{error.subject}: {error.message}", error.hint
        )
    except NewsaggError as error:
        return tell_failure(desk, request, 503, _BUSY, error.message, error.hint)
    except Exception:
        _LOG.exception("%s %s failed", request.method, request.path)
        return tell_failure(desk, request, 500, _OURS, "This page could not be made.", _TOLD)


@contextmanager
def _one_moment(db: Database | None) -> Iterator[None]:
    """Let every query inside see the record as it was at the first, whatever is written meanwhile."""
    if db is None:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()


def _make_visit(desk: House, request: Any, db: Database | None, body: bytes) -> Visit:
    part = {name: unquote(value) for name, value in request.url_vars.items() if value is not None}
    form = part.pop("form", "")
    path = unquote(request.path).removeprefix(desk.root)
    posted = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    return Visit(
        house=desk,
        db=db,  # type: ignore[arg-type]  # only the style sheet is shown without a record, and asks for nothing
        path=path.removesuffix(f".{form}") if form else path,
        part=part,
        form=form,
        arguments=parse_qs(request.query_string, keep_blank_values=True, max_num_fields=_MOST_FIELDS),
        method="GET" if request.method == "HEAD" else request.method,
        fields={name: values[-1] for name, values in posted.items()},
        headers=request.headers,
        origin=_origin(desk, request),
        now=desk.clock(),
        actor=request.actor,
        csrf=request.scope.get("csrftoken") or str,
    )


def _origin(desk: House, request: Any) -> str:
    parts = urlsplit(desk.settings.public_url)
    if parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{request.scheme}://{request.host}"


def pack(answer: Answer, request: Any) -> Response:
    """Return an answer as Datasette sends it; 304 without a body when the visitor has the very same already."""
    headers = {"cache-control": "no-cache", **answer.headers}
    if answer.status == 200:
        headers["etag"] = answer.tag()
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(b"", status=304, headers=headers, content_type=answer.kind)
    return Response(answer.body, status=answer.status, headers=headers, content_type=answer.kind)


_NOT_READY = "The record is not ready"
_BUSY = "Not just now"
_OURS = "Something went wrong on our side"
_TOLD = "It is in the desk's log; the rest of the desk goes on."


def tell_failure(desk: House, request: Any, status: int, title: str, message: str, hint: str) -> Answer:
    """Return a page, or JSON where data was asked for, that says what went wrong and what to do."""
    kind = re.search(r"\.(json|csv)$", request.path)
    visit = Visit(
        house=desk, db=None, path=request.path.removeprefix(desk.root), part={}, form=kind[1] if kind else "",  # type: ignore[arg-type]
        arguments={}, method="GET", fields={}, headers=request.headers, origin=_origin(desk, request),
        now=desk.clock(),
    )  # fmt: skip
    headers = {"cache-control": "no-store"} | ({"retry-after": "30"} if status == 503 else {})
    if kind:
        body = visit.data({"ok": False, "status": status, "error": message, "hint": hint}, name="error").body
        return Answer(body=body, status=status, kind="application/json; charset=utf-8", headers=headers)
    made = visit.page("error.html", status=status, title=title, code=status, message=message, hint=hint)
    return Answer(body=made.body, status=status, headers=headers)


def _refuse_method(desk: House, request: Any, route: Route) -> Answer:
    made = tell_failure(desk, request, 405, "Not allowed here", "This page is only read.", "")
    return Answer(body=made.body, status=405, headers={**made.headers, "allow": ", ".join(route.methods)})


def answer_failure(desk: "Desk", request: Any, exception: Exception) -> Response:
    """Return our page for what went wrong in one of Datasette's own, or for an address where nothing stands."""
    status = int(getattr(exception, "status", 500))
    if isinstance(exception, NotFound):
        return pack(
            tell_failure(desk, request, 404, "No such page", "Nothing stands at this address.", ""), request
        )
    try:
        desk.reader.open()
    except NewsaggError as error:
        return pack(tell_failure(desk, request, 503, _NOT_READY, error.message, error.hint), request)
    if getattr(exception, "message_is_html", False):
        said, hint = (
            "The query took too long.",
            "Narrow it down, or ask it with `newsagg sql` on your own copy.",
        )
        return pack(tell_failure(desk, request, 400, "Interrupted", said, hint), request)
    words = str(getattr(exception, "message", "") or exception)
    if hasattr(exception, "status"):
        title = getattr(exception, "title", None) or "This could not be answered"
        return pack(tell_failure(desk, request, status, title, words, ""), request)
    _LOG.error("%s failed", request.path, exc_info=exception)
    return pack(tell_failure(desk, request, 500, _OURS, "This page could not be made.", _TOLD), request)
