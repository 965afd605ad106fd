"""Requests and answers as they pass -> refused when they are not meant for us, given the headers that protect readers.

Pure ASGI. Our pages need no script and no style of their own, and forbid both; Datasette's pages carry scripts, which
run by a nonce.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from newsagg.report.web.cells import CsvTidier, HtmlTidier

if TYPE_CHECKING:
    from newsagg.report.web.desk import Desk

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# The longest form that somebody fills in here is a reason of a few sentences.
MOST_BODY = 100_000

STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
"""The policy of our own pages."""
# Datasette's tables fold long cells and build menus by script, and CodeMirror writes style attributes.
_LOOSER = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# What Datasette writes of texts from the web passes these; our own pages are made harmless by their templates.
_TIDIED: dict[bytes, type[CsvTidier] | type[HtmlTidier]] = {b"text/csv": CsvTidier, b"text/html": HtmlTidier}
# Datasette's pages about itself name files and threads of the machine.
_OF_THE_MACHINE = (
    "/-/databases",
    "/-/threads",
    "/-/plugins",
    "/-/settings",
    "/-/versions",
    "/-/metadata",
    "/-/config",
)


def guard(desk: "Desk") -> Callable[[App], App]:
    """Return what wraps Datasette's application."""

    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            path = str(scope["path"]).removeprefix(desk.root) or "/"
            scope = {**scope, "nonce": secrets.token_urlsafe(12)}
            headers = {name.lower(): value for name, value in scope.get("headers") or ()}
            said = _refuse(desk, scope, path, headers)
            if said:
                await _answer(send, *said)
                return
            await app(scope, _bounded(receive), _protecting(send, path, scope["nonce"]))

        return guarded

    return wrap


def _refuse(desk: "Desk", scope: Scope, path: str, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if desk.policy.hosts and name not in desk.policy.hosts:
        return 421, f"This desk does not answer to the name {name[:100]!r}.\n"
    if desk.policy.public and path.startswith(_OF_THE_MACHINE):
        return 404, "Not shown here.\n"
    try:
        size = int(headers.get(b"content-length", b"0"))
    except ValueError:
        size = MOST_BODY + 1
    if size > MOST_BODY:
        return 413, f"At most {MOST_BODY} bytes are read.\n"
    # A site that is not ours must not make a browser post here, whatever cookies it holds.
    if scope["method"] == "POST" and headers.get(b"sec-fetch-site") == b"cross-site" and b"cookie" in headers:
        return 403, "Forms are posted from the desk's own pages only.\n"
    return None


def _bounded(receive: Receive) -> Receive:
    left = MOST_BODY

    async def read() -> MutableMapping[str, Any]:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if left < 0 else message

    return read


def _protecting(send: Send, path: str, nonce: str) -> Send:
    looser = path.startswith(("/newsagg", "/-/"))
    tidier: CsvTidier | HtmlTidier | None = None

    async def protect(message: MutableMapping[str, Any]) -> None:
        nonlocal tidier
        if message["type"] == "http.response.body" and tidier is not None:
            more = bool(message.get("more_body"))
            message = {**message, "body": tidier.feed(message.get("body", b""), last=not more)}
        if message["type"] == "http.response.start":
            kept = list(message.get("headers") or ())
            kind = next((v for k, v in kept if k.lower() == b"content-type"), b"").partition(b";")[0]
            if looser and kind in _TIDIED:
                tidier = _TIDIED[kind]()
                kept = [(k, v) for k, v in kept if k.lower() != b"content-length"]
            names = {bytes(name).lower() for name, _ in kept}
            policy = _LOOSER.format(nonce=nonce) if looser else STRICT
            wanted = (*_ALWAYS, (b"content-security-policy", policy.encode()))
            kept += [(name, value) for name, value in wanted if name not in names]
            message = {**message, "headers": kept}
        await send(message)

    return protect


async def _answer(send: Send, status: int, words: str) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        *_ALWAYS,
        (b"content-security-policy", STRICT.encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
