"""Who may edit in the desk: one-time links -> signed cookies. Nobody may unless the desk was started for it.

Whoever starts the desk with ``--edit NAME`` is told a link; the first who opens it and presses its button is NAME, for
twelve hours, in that browser. The link then leads nowhere. Only hashes of links are kept, in memory.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from newsagg.report.web.visit import Answer, Route, Visit

COOKIE = "ds_actor"
"""Datasette's own: what it signs is an actor for its pages too."""
SIGNED_IN = timedelta(hours=12)
"""A working day."""
LINK_LASTS = timedelta(hours=1)
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Editors:
    """The links that were handed out and not used yet, and how cookies are signed."""

    sign: Callable[[Any, str], str] | None = None
    """Datasette's, once there is one."""
    links: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """Hash of a link's token -> whose it is, and until when."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def invite(self, name: str, now: datetime) -> str:
        """Return the path of a new link for a person; it works once, and for an hour."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self.links[_hash(token)] = (name, now + LINK_LASTS)
        return f"/sign-in/{token}"

    def find(self, token: str, now: datetime) -> str:
        """Return whose link this is; empty for nobody's."""
        name, until = self.links.get(_hash(token), ("", now))
        return name if now < until else ""

    def take(self, token: str, now: datetime) -> str:
        """Use a link up and return whose it was; empty when it was used before, or is too old."""
        with self._lock:
            name, until = self.links.pop(_hash(token), ("", now))
        return name if now < until else ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def name_editor(visit: Visit) -> str:
    """Return who is signed in to edit; empty for everybody else, and where editing is off."""
    if visit.house.editors is None or not visit.actor or not visit.actor.get("edits"):
        return ""
    return str(visit.actor.get("id") or "")


def show_signing_in(visit: Visit) -> Answer:
    """Ask whether to sign in, and do it when the button was pressed: programs that follow links press none."""
    editors = visit.house.editors
    token = visit.part["token"]
    if editors is None or editors.sign is None or not editors.find(token, visit.now):
        return _tell(visit, "This link leads nowhere", _USED, status=404)
    if visit.method != "POST":
        return _tell(visit, f"Sign in as {editors.find(token, visit.now)}?", _ASKED, button="Sign in")
    name = editors.take(token, visit.now)
    if not name:
        return _tell(visit, "This link leads nowhere", _USED, status=404)
    until = int((visit.now + SIGNED_IN).timestamp())
    value = editors.sign({"a": {"id": name, "edits": True}, "e": _write_base62(until)}, "actor")
    return _leave_to(visit, "/", f"{COOKIE}={value}; Max-Age={int(SIGNED_IN.total_seconds())}")


def show_signing_out(visit: Visit) -> Answer:
    """Forget who is signed in."""
    return _leave_to(visit, "/", f"{COOKIE}=; Max-Age=0")


_USED = "It was used, or is older than an hour. Whoever runs the desk can give you another: newsagg serve --edit NAME."
_ASKED = "You can then merge, split, move, reject and correct incidents here. It lasts twelve hours, in this browser."


def _tell(visit: Visit, title: str, lead: str, *, button: str = "", status: int = 200) -> Answer:
    made = visit.page("signin.html", status=status, title=title, canonical="/", lead=lead, button=button)
    return Answer(
        body=made.body, status=status, headers={"cache-control": "no-store", "x-robots-tag": "noindex"}
    )


def _leave_to(visit: Visit, path: str, cookie: str) -> Answer:
    secure = "; Secure" if visit.origin.startswith("https:") else ""
    answer = visit.redirect(path, after_post=True)
    kept = f"{cookie}; Path={visit.house.root or '/'}; HttpOnly; SameSite=Strict{secure}"
    headers = {**answer.headers, "set-cookie": kept, "cache-control": "no-store"}
    return Answer(body=b"", status=answer.status, headers=headers)


def _write_base62(number: int) -> str:
    """Return a number as Datasette writes the end of a cookie."""
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = _BASE62[digit] + digits
    return digits or "0"


def invite_all(editors: Editors, names: Sequence[str], now: datetime) -> list[tuple[str, str]]:
    """Return each person with the path of a link."""
    return [(name, editors.invite(name, now)) for name in names]


ROUTES = (
    Route(r"/sign-in/(?P<token>[A-Za-z0-9_-]{20,100})", show_signing_in, methods=("GET", "POST")),
    Route(r"/sign-out", show_signing_out, methods=("POST",)),
)
